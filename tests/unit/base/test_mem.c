/* What is as large as a picture is all the caller's, whatever its size. */
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(large_memory_of_any_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
