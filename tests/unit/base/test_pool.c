/* Pieces of one size: each its own, used again, and so many that blocks are made. */
#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void pieces_are_their_own_and_are_used_again(void **state)
{
    (void)state;
    enum { MANY = 100, SIZE = 96 * 1024 };
    Pool pool = {.size = SIZE};
    unsigned char *pieces[MANY];
    for (int i = 0; i < MANY; i++)
        memset(pieces[i] = pool_take(&pool), i, SIZE);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(pieces[i][0], i);
        assert_int_equal(pieces[i][SIZE - 1], i);
    }
    size_t asked = pool.memory.count;
    assert_true(asked < MANY / 2);
    pool_give(&pool, pieces[3]);
    pool_give(&pool, pieces[90]);
    assert_ptr_equal(pool_take(&pool), pieces[90]);
    assert_ptr_equal(pool_take(&pool), pieces[3]);
    assert_int_equal(pool.memory.count, asked);
    pool_free(&pool);
    assert_int_equal(pool.memory.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pieces_are_their_own_and_are_used_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
