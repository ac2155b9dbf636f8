#include "base/file.h"
#include "base/undo.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

/* Each test works in a folder of its own. */
static int enter(void **state)
{
    char *folder = strdup("/tmp/interleave-file-XXXXXX");
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int status = chdir("/") || system(command);
    free(*state);
    return status;
}

static void assert_content(const char *path, const char *expected)
{
    Builder content = {0};
    FileError error = {{0}};
    assert_true(file_read(path, 1000, &content, &error));
    assert_true(str_is(builder_view(&content), expected));
    builder_free(&content);
}

static void assert_no_temporary(void)
{
    assert_int_not_equal(access(".a.txt.interleave-tmp", F_OK), 0);
}

static void replaces(void **state)
{
    (void)state;
    FileError error;
    assert_true(file_replace("a.txt", STR("one"), &error));
    assert_content("a.txt", "one");
    assert_int_equal(chmod("a.txt", 0640), 0);
    assert_true(file_replace("a.txt", STR("two"), &error));
    assert_content("a.txt", "two");
    struct stat about;
    assert_int_equal(stat("a.txt", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    assert_no_temporary();
}

static void follows_links(void **state)
{
    (void)state;
    FileError error;
    assert_int_equal(mkdir("deep", 0777), 0);
    assert_int_equal(symlink("deep/second", "first"), 0);
    assert_int_equal(symlink("real.txt", "deep/second"), 0);
    assert_true(file_replace("first", STR("through"), &error)); /* the end is yet to be made */
    assert_content("deep/real.txt", "through");
    assert_true(file_replace("first", STR("again"), &error));
    assert_content("deep/real.txt", "again");
    struct stat about;
    assert_int_equal(lstat("first", &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_true(file_same("first", "deep/real.txt"));
    assert_false(file_same("first", "nothing"));
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_false(file_replace("loop", STR("x"), &error));
}

static void overwrites_a_leftover(void **state)
{
    (void)state;
    FileError error;
    assert_true(file_replace(".a.txt.interleave-tmp", STR("a long half of something"), &error));
    assert_true(file_replace("a.txt", STR("new"), &error));
    assert_content("a.txt", "new");
    assert_no_temporary();
}

static void never_writes_where_a_temporary_links_to(void **state)
{
    (void)state;
    FileError error;
    assert_true(file_replace("precious", STR("mine"), &error));
    assert_int_equal(link("precious", ".a.txt.interleave-tmp"), 0);
    assert_true(file_replace("a.txt", STR("new"), &error));
    assert_content("precious", "mine");
    assert_int_equal(symlink("precious", ".a.txt.interleave-tmp"), 0);
    assert_true(file_replace("a.txt", STR("newer"), &error));
    assert_content("precious", "mine");
    assert_content("a.txt", "newer");
}

static void every_failure_keeps_the_old_file(void **state)
{
    (void)state;
    FileError error;
    assert_true(file_replace("a.txt", STR("old"), &error));
    for (unsigned long n = 1;; n++) {
        assert_true(n < 20);
        memset(&error, 0, sizeof error);
        file_fail_at(n);
        bool ok = file_replace("a.txt", STR("new"), &error);
        file_fail_at(0);
        if (ok)
            break;
        assert_string_equal(error.text, "a.txt: Input/output error");
        assert_content("a.txt", "old");
        assert_no_temporary();
    }
    assert_content("a.txt", "new");
    assert_no_temporary();
}

static void abandons(void **state)
{
    (void)state;
    FileError error;
    assert_true(file_replace("a.txt", STR("old"), &error));
    FileWriter *writer = file_begin("a.txt", &error);
    assert_non_null(writer);
    assert_string_equal(file_temporary(writer), ".a.txt.interleave-tmp");
    assert_true(file_put(writer, "half", 4));
    assert_content("a.txt", "old");
    file_abandon(writer);
    file_abandon(NULL);
    assert_content("a.txt", "old");
    assert_no_temporary();
}

static void one_writer_at_a_time(void **state)
{
    (void)state;
    FileError error;
    FileWriter *writer = file_begin("a.txt", &error);
    assert_non_null(writer);
    file_put(writer, "whole", 5);
    pid_t child = fork();
    if (child == 0) {
        bool ok = file_replace("a.txt", STR("other"), &error);
        _exit(!ok && strstr(error.text, "another run") ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_true(file_commit(writer, &error));
    assert_content("a.txt", "whole");
}

static void devices_are_written_through(void **state)
{
    (void)state;
    FileError error;
    assert_true(file_replace("/dev/null", STR("gone"), &error));
    assert_false(file_replace("/dev/full", STR("no room"), &error));
    assert_string_equal(error.text, "/dev/full: No space left on device");
    struct stat about;
    assert_int_equal(stat("/dev/null", &about), 0);
    assert_true(S_ISCHR(about.st_mode));
}

static void errors_are_told(void **state)
{
    (void)state;
    FileError error;
    Builder content = {0};
    assert_false(file_read("nothing.json", 10, &content, &error));
    assert_string_equal(error.text, "nothing.json: No such file or directory");
    assert_false(file_read(".", 10, &content, &error));
    assert_string_equal(error.text, ".: Is a directory");
    assert_true(file_replace("a.txt", STR("0123456789"), &error));
    assert_true(file_read("a.txt", 10, &content, &error));
    assert_false(file_read("a.txt", 9, &content, &error));
    assert_string_equal(error.text, "a.txt: larger than the 9 bytes that are read");
    assert_false(file_replace(".", STR("x"), &error));
    assert_false(file_replace("no/such/folder", STR("x"), &error));
    assert_string_equal(error.text, "no/such/folder: there is no folder no; `mkdir -p no/such` "
                                    "makes it");
    assert_false(file_replace("./no\n/x", STR("x"), &error));
    assert_string_equal(error.text, "./no\\n/x: there is no folder ./no\\n; `mkdir -p ./no\\n` "
                                    "makes it");
    assert_false(file_read("bad\x1b[31m\n", 10, &content, &error));
    assert_string_equal(error.text, "bad\\x1b[31m\\n: No such file or directory");
    builder_free(&content);
}

static void long_names(void **state)
{
    (void)state;
    char name[251];
    memset(name, 'n', 250);
    name[250] = '\0';
    FileError error;
    assert_true(file_replace(name, STR("long"), &error));
    assert_content(name, "long");
}

static void a_long_path_does_not_hide_the_reason(void **state)
{
    (void)state;
    char path[801];
    for (size_t i = 0; i < 800; i += 2)
        memcpy(path + i, "\xc3\xa4", 2);
    path[800] = '\0';
    FileError error;
    assert_false(file_replace(path, STR("x"), &error));
    assert_true(utf8_valid(str_of(error.text)));
    assert_non_null(strstr(error.text, ": File name too long"));
    assert_int_equal(strncmp(error.text, "...", 3), 0);
}

/* A pipe that nobody writes to would be waited for without end. */
static void what_is_no_file_is_said(void **state)
{
    (void)state;
    FileError error;
    Builder content = {0};
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_false(file_read("pipe", 10, &content, &error));
    assert_non_null(strstr(error.text, "pipe: is a pipe"));
    assert_false(file_read("/dev/zero", 10, &content, &error));
    assert_non_null(strstr(error.text, "is a device"));
    int ends[2];
    char path[40];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "handed", 6), 6);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_true(file_read(path, 10, &content, &error));
    assert_string_equal(content.at, "handed");
    close(ends[0]);
    builder_free(&content);
}

static void reads_in_pieces(void **state)
{
    (void)state;
    enum { LENGTH = 300000 };
    FileError error;
    Builder text = {0}, content = {0};
    for (int i = 0; text.length < LENGTH; i++)
        builder_printf(&text, "%d\n", i);
    assert_true(file_replace("large", builder_view(&text), &error));
    FileReading *reading = file_open("large", 1 << 20, &error);
    assert_non_null(reading);
    int pieces = 1;
    while (file_go_on(reading, 100000, &error) == FILE_GOES_ON)
        pieces++;
    assert_int_equal(pieces, 3);
    builder_text(&content, "before ");
    file_close(reading, &content);
    assert_int_equal(content.length, 7 + text.length);
    assert_memory_equal(content.at + 7, text.at, text.length);
    reading = file_open("large", 200000, &error);
    assert_int_equal(file_go_on(reading, 100000, &error), FILE_GOES_ON);
    assert_int_equal(file_go_on(reading, SIZE_MAX, &error), FILE_FAILED);
    assert_non_null(strstr(error.text, "larger than the 200000 bytes"));
    file_close(reading, NULL);
    file_close(file_open("large", 10, &error), NULL); /* given up */
    assert_null(file_open("nothing", 10, &error));
    builder_free(&text);
    builder_free(&content);
}

static bool fired(pid_t child)
{
    int status;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 128 + SIGTERM;
}

static void a_signal_undoes_what_was_begun(void **state)
{
    (void)state;
    FileError error;
    assert_true(file_replace("a.txt", STR("old"), &error));
    int ends[2];
    char ready;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        undo_on_signals();
        FileWriter *writer = file_begin("a.txt", &error);
        if (!writer || !file_put(writer, "half", 4) || write(ends[1], "x", 1) != 1)
            _exit(1);
        pause();
    }
    assert_int_equal(read(ends[0], &ready, 1), 1);
    kill(child, SIGTERM);
    assert_true(fired(child));
    assert_content("a.txt", "old");
    assert_no_temporary();
    close(ends[0]);
    close(ends[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(replaces),
        TEST(follows_links),
        TEST(overwrites_a_leftover),
        TEST(never_writes_where_a_temporary_links_to),
        TEST(every_failure_keeps_the_old_file),
        TEST(abandons),
        TEST(one_writer_at_a_time),
        TEST(devices_are_written_through),
        TEST(errors_are_told),
        TEST(long_names),
        TEST(a_long_path_does_not_hide_the_reason),
        TEST(what_is_no_file_is_said),
        TEST(reads_in_pieces),
        TEST(a_signal_undoes_what_was_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
