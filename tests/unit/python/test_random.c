/* Numbers that CPython's random.seed(n) leads to. */
#include "python/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct Known {
    int64_t seed;
    double first;         /* random.random() */
    uint64_t below[5];    /* then _randbelow of 10, 2**40, 1, 2**64 - 1, 2**32 */
    double thousandth;    /* then the thousandth random.random() */
} Known;

static const Known known[] = {
    {0, 0.8444218515250481, {6, 567109562164, 0, UINT64_C(16938433693753131896), 2046968324},
     0.17383353806681645},
    {1, 0.13436424411240122, {1, 258793550908, 0, UINT64_C(8291646586825371460), 901749037},
     0.5093656416897084},
    {-5, 0.6229016948897019, {5, 549512532852, 0, UINT64_C(2893396244277848635), 486215926},
     0.6840484260894295},
    {4294967295, 0.6353574441341173, {3, 642193808852, 0, UINT64_C(7030353235611988735),
     3818874696}, 0.7107504899135343},
    {4294967296, 0.11299430095636409, {6, 38374335698, 0, UINT64_C(16161065642225157897),
     1940533316}, 0.06545848782065888},
    {INT64_MAX, 0.3166448820870279, {2, 1081488030500, 0, UINT64_C(8795274642428743868),
     2528674338}, 0.46001038560938456},
    {INT64_MIN, 0.5534639983914199, {3, 782048070965, 0, UINT64_C(5630538458898233713),
     817114749}, 0.38653027839379683},
};

static void as_cpython(void **state)
{
    (void)state;
    static const uint64_t bounds[5] = {10, UINT64_C(1) << 40, 1, UINT64_MAX, UINT64_C(1) << 32};
    static Random random;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        random_seed(&random, known[i].seed);
        assert_true(random_unit(&random) == known[i].first);
        for (size_t j = 0; j < 5; j++)
            assert_true(random_below(&random, bounds[j]) == known[i].below[j]);
        for (int skipped = 1; skipped < 1000; skipped++)
            random_unit(&random);
        assert_true(random_unit(&random) == known[i].thousandth);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_cpython)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
