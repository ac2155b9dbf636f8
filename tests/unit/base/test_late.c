/* Libraries that are opened when they are first used. */
#include "base/late.h"
#include "base/undo.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Rounding {
    LATE_MEMBER(floor)
    LATE_MEMBER(ceil)
} Rounding;

static const char *const names[] = {"floor", "ceil"};

static void test_filled(void **state)
{
    (void)state;
    Rounding rounding = {NULL, NULL};
    late_open("libm.so.6", names, 2, &rounding);
    assert_true(rounding.floor(1.5) == 1 && rounding.ceil(1.5) == 2);
    late_open("no library of that name", names, 2, &rounding); /* it is not looked for again */
    assert_true(rounding.floor(-1.5) == -2);
}

/* How a program ends that needs what is not there. */
static int ends(const char *file, const char *const *functions)
{
    fflush(NULL);
    pid_t child = fork();
    if (!child) {
        Rounding rounding = {NULL, NULL};
        if (!freopen("/dev/null", "w", stderr))
            exit(1);
        late_open(file, functions, 2, &rounding);
        exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_missing(void **state)
{
    (void)state;
    static const char *const others[] = {"floor", "no_such_function"};
    assert_int_equal(ends("libm.so.6", names), 0);
    assert_int_equal(ends("libno-such-library.so.1", names), 127);
    assert_int_equal(ends("libm.so.6", others), 127);
}

static void test_leaves_no_file(void **state)
{
    (void)state;
    char path[] = "/tmp/late-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    undo_file(path);
    assert_int_equal(ends("libm.so.6", names), 0);
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(ends("libno-such-library.so.1", names), 127);
    assert_int_equal(access(path, F_OK), -1);
    undo_file_done(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_filled),
                                       cmocka_unit_test(test_missing),
                                       cmocka_unit_test(test_leaves_no_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
