/* Each request for memory fails in its turn while a lesson is made: it ends with exit code 3. */
#include "lesson/lesson.h"

#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FINE = 0, NO_LESSON = 1, EXHAUSTED = 3 };

static int make(Str name, Str text)
{
    Diags diags = {0};
    Loaded *loaded = lesson_make(&(LessonRequest){.name = name, .text = text, .fold = true},
                                 &diags);
    int result = loaded ? FINE : NO_LESSON;
    lesson_free(loaded);
    diags_free(&diags);
    return result;
}

static int make_without(Str text, unsigned long n)
{
    pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        mem_fail_at(n);
        _exit(make(STR("a.json"), text));
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void every_request_fails_in_turn(void **state)
{
    (void)state;
    FileError error;
    Builder text = {0};
    assert_true(file_read(SOURCE_DIR "/scenarios/06-side-by-side.json", 1 << 20, &text, &error));
    unsigned long n = 1;
    for (int result = EXHAUSTED; result != FINE; n++) {
        result = make_without(builder_view(&text), n);
        if (result != EXHAUSTED && result != FINE)
            fail_msg("request %lu failed, and it ended with %d", n, result);
    }
    assert_true(n > 100);
    builder_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_request_fails_in_turn)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
