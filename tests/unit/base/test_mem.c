/* What is as large as a picture is all the caller's, whatever its size; what is large is given back
 * in pieces, which are counted: no clock is looked at. */
#include "base/arena.h"
#include "base/budget.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void large_memory_of_any_size(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 1000, MEM_BLOCK - 1, MEM_BLOCK, MEM_BLOCK + 1,
                                    MEM_BLOCK * 2 - 4096, 1920 * 1080};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (size_t size = 1; size <= 4; size += 3) {
            uint8_t *block = mem_large(counts[i], size);
            assert_non_null(block);
            memset(block, 0x5A, counts[i] * size);
            if (counts[i] == MEM_BLOCK)
                assert_int_equal((uintptr_t)block % MEM_BLOCK, 0);
            mem_free(block);
        }
}

enum { SLICE = 512 }; /* units: as many KiB are given back for it */

/* What is left stays as it is; no piece is larger than its slice. */
static void a_large_block_is_given_back_in_pieces(void **state)
{
    (void)state;
    size_t size = 5 * SLICE * 1024 + 1;
    char *block = mem_resize(NULL, size);
    memset(block, 'x', size);
    int pieces = 0;
    while (block) {
        uint64_t budget = SLICE;
        size_t before = size;
        block = mem_free_on(block, &size, &budget);
        assert_true(before - size <= SLICE * 1024);
        if (block)
            assert_true(budget == 0 && block[0] == 'x' && block[MEM_LAST - 1] == 'x');
        pieces++;
    }
    assert_int_equal(pieces, 6);
    assert_int_equal(size, 0);
    uint64_t budget = 10;
    assert_null(mem_free_on(NULL, &size, &budget)); /* nothing: no work */
    assert_int_equal(budget, 10);
}

/* Many chunks, and two that are larger than any slice. */
static void an_arena_is_given_back_in_pieces(void **state)
{
    (void)state;
    Arena arena = {0};
    int pieces = 0;
    for (int i = 0; i < 4000; i++)
        memset(arena_alloc(&arena, 1000), i, 1000);
    memset(arena_alloc(&arena, 3 * 1024 * 1024), 1, 3 * 1024 * 1024);
    memset(arena_array(&arena, 3000, 1024), 2, 3000 * 1024);
    size_t all = arena.bytes / 1024, budget_in_all = 0;
    for (bool freed = false; !freed; pieces++) {
        uint64_t budget = SLICE;
        freed = arena_free_on(&arena, &budget);
        budget_in_all += SLICE - budget;
        assert_true(freed || budget == 0);
    }
    assert_true(budget_in_all >= all && budget_in_all < all + 3 * 1024);
    assert_in_range(pieces, all / SLICE, all / SLICE + 6);
    assert_null(arena.newest);
    assert_string_equal(arena_copy(&arena, "again", 5), "again");
    uint64_t whole = BUDGET_ALL;
    assert_true(arena_free_on(&arena, &whole) && whole == BUDGET_ALL);
}

/* Also when larger memory has been freed before, which else is kept to be used again. */
static void what_is_large_lies_apart(void **state)
{
    (void)state;
    mem_large_apart();
    mem_free(mem_resize(NULL, 3 * MEM_APART));
#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__
    size_t before = mallinfo2().hblks;
    void *small = mem_resize(NULL, MEM_APART / 2);
    assert_int_equal(mallinfo2().hblks, before);
    void *large = mem_resize(NULL, MEM_APART * 2);
    assert_int_equal(mallinfo2().hblks, before + 1);
    large = mem_resize(large, MEM_APART * 4);
    assert_int_equal(mallinfo2().hblks, before + 1);
    mem_free(large);
    mem_free(small);
    assert_int_equal(mallinfo2().hblks, before);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(large_memory_of_any_size),
                                       cmocka_unit_test(a_large_block_is_given_back_in_pieces),
                                       cmocka_unit_test(an_arena_is_given_back_in_pieces),
                                       cmocka_unit_test(what_is_large_lies_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
