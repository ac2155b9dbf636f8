/* Following a file through all the ways in which editors save. Time is made up; files are real. */
#include "player/follow.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64], path[128], other[128], link_path[128];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/interleave-follow-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.json", folder);
    snprintf(other, sizeof other, "%s/b.json", folder);
    snprintf(link_path, sizeof link_path, "%s/link.json", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    unlink(other);
    unlink(link_path);
    return rmdir(folder);
}

static void write_file(const char *name, const char *text, int flags)
{
    int file = open(name, O_WRONLY | O_CREAT | flags, 0666);
    assert_int_not_equal(file, -1);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
}

/* Looks until there is news, at most for `looks`; the number of looks it took in *took. */
static FollowNews wait_for(Follow *follow, double *now, int looks)
{
    for (int i = 0; i < looks || follow->reading; i++) {
        *now += follow_interval + 0.001;
        FollowNews news = follow_poll(follow, *now);
        if (news != FOLLOW_SAME)
            return news;
    }
    return FOLLOW_SAME;
}

static Follow following(const char *name, double *now)
{
    Follow follow = {0};
    write_file(path, "one", O_TRUNC);
    *now = 0;
    follow_begin(&follow, name, STR("one"));
    assert_int_equal(wait_for(&follow, now, 4), FOLLOW_SAME);
    return follow;
}

static void assert_news(Follow *follow, double *now, const char *text)
{
    assert_int_equal(wait_for(follow, now, 2), FOLLOW_CHANGED);
    assert_true(str_is(builder_view(&follow->content), text));
    assert_int_equal(wait_for(follow, now, 4), FOLLOW_SAME);
    follow_end(follow);
}

static void test_in_place(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    write_file(path, "two", O_TRUNC);
    assert_news(&follow, &now, "two");
}

static void test_by_rename(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    write_file(other, "two", O_TRUNC);
    assert_int_equal(rename(other, path), 0);
    assert_news(&follow, &now, "two");
}

static void test_in_two_parts(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    write_file(path, "tw", O_TRUNC);
    now += follow_interval + 0.001;
    assert_int_equal(follow_poll(&follow, now), FOLLOW_SAME);
    write_file(path, "o", O_APPEND);
    now += follow_interval + 0.001;
    assert_int_equal(follow_poll(&follow, now), FOLLOW_SAME);
    assert_news(&follow, &now, "two");
}

static void test_by_swapping_a_link(void **state)
{
    (void)state;
    double now;
    write_file(path, "one", O_TRUNC);
    assert_int_equal(symlink("a.json", link_path), 0);
    Follow follow = following(link_path, &now);
    write_file(other, "two", O_TRUNC);
    unlink(link_path);
    assert_int_equal(symlink("b.json", link_path), 0);
    assert_news(&follow, &now, "two");
}

static void test_vanished_and_back(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    unlink(path);
    assert_int_equal(wait_for(&follow, &now, 2), FOLLOW_GONE);
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_SAME);
    write_file(path, "one", O_TRUNC);
    assert_int_equal(wait_for(&follow, &now, 2), FOLLOW_BACK);
    unlink(path);
    assert_int_equal(wait_for(&follow, &now, 2), FOLLOW_GONE);
    write_file(path, "two", O_TRUNC);
    assert_news(&follow, &now, "two");
}

static void test_a_pipe_in_its_place(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_UNREADABLE);
    assert_non_null(strstr(follow.error.text, "is a pipe"));
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_SAME);
    unlink(path);
    write_file(path, "two", 0);
    assert_news(&follow, &now, "two");
}

static void test_a_folder_in_its_place(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    unlink(path);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_UNREADABLE);
    assert_non_null(strstr(follow.error.text, "Is a directory"));
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_SAME);
    assert_int_equal(rmdir(path), 0);
    write_file(path, "two", 0);
    assert_news(&follow, &now, "two");
}

static void test_a_device_in_its_place(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    unlink(path);
    assert_int_equal(symlink("/dev/zero", path), 0);
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_UNREADABLE);
    assert_non_null(strstr(follow.error.text, "is a device"));
    unlink(path);
    write_file(path, "two", 0);
    assert_news(&follow, &now, "two");
}

/* Without blocks on the disk, and so without being read. */
static void test_a_file_without_end(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    assert_int_equal(truncate(path, (off_t)1 << 33), 0);
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_UNREADABLE);
    assert_non_null(strstr(follow.error.text, "larger than"));
    write_file(path, "two", O_TRUNC);
    assert_news(&follow, &now, "two");
}

static void test_deleted_and_made_anew_between_two_looks(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    unlink(path);
    write_file(path, "two", 0);
    assert_news(&follow, &now, "two");
}

/* Each reading is of some moment; the last one is whole. */
static void test_a_file_that_grows_while_it_is_read(void **state)
{
    enum { PIECES = 400, BYTES = 1000 };
    (void)state;
    double now;
    Follow follow = following(path, &now);
    char piece[BYTES + 1] = {0};
    memset(piece, 'x', BYTES);
    pid_t writer = fork();
    for (int i = 0; writer == 0 && i < PIECES; i++)
        write_file(path, piece, O_APPEND);
    if (writer == 0)
        _exit(0);
    int status = -1;
    while (waitpid(writer, &status, WNOHANG) == 0)
        assert_int_not_equal(wait_for(&follow, &now, 2), FOLLOW_UNREADABLE);
    assert_int_equal(status, 0);
    wait_for(&follow, &now, 4);
    assert_int_equal(follow.content.length, strlen("one") + PIECES * BYTES);
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_SAME);
    follow_end(&follow);
}

static void test_touching_is_no_news(void **state)
{
    (void)state;
    double now;
    Follow follow = following(path, &now);
    write_file(path, "one", O_TRUNC);
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_SAME);
    follow_end(&follow);
}

static void test_a_save_before_the_first_look(void **state)
{
    (void)state;
    double now = 0;
    Follow follow = {0};
    write_file(path, "two", O_TRUNC);
    follow_begin(&follow, path, STR("one"));
    assert_news(&follow, &now, "two");
}

static void test_what_the_program_wrote_is_no_news(void **state)
{
    (void)state;
    double now;
    FileError error;
    Follow follow = following(path, &now);
    assert_true(file_replace(path, STR("mine"), &error));
    follow_written(&follow, STR("mine"));
    assert_int_equal(wait_for(&follow, &now, 4), FOLLOW_SAME);
    follow_end(&follow);
}

/* Piece by piece: until all of it is there, nothing is told, and the next piece is wanted at once. */
static void test_a_large_file(void **state)
{
    (void)state;
    enum { LENGTH = 5 << 20 };
    double now;
    FileError error;
    Builder text = {0};
    Follow follow = following(path, &now);
    builder_repeat(&text, 'x', LENGTH);
    assert_true(file_replace(path, builder_view(&text), &error));
    int looks = 0, pieces = 0;
    while (follow_poll(&follow, now) == FOLLOW_SAME) {
        pieces += follow.reading != NULL;
        assert_int_equal(follow.content.length, 3);
        assert_true((follow_rest(&follow, now) <= 0) >= (follow.reading != NULL));
        now += follow_interval + 0.001;
        assert_in_range(++looks, 1, 20);
    }
    assert_in_range(pieces, 2, 10);
    assert_int_equal(follow.content.length, LENGTH);
    follow_end(&follow);
    builder_free(&text);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {CASE(test_in_place),
                                       CASE(test_by_rename),
                                       CASE(test_in_two_parts),
                                       CASE(test_by_swapping_a_link),
                                       CASE(test_vanished_and_back),
                                       CASE(test_a_pipe_in_its_place),
                                       CASE(test_a_folder_in_its_place),
                                       CASE(test_a_device_in_its_place),
                                       CASE(test_a_file_without_end),
                                       CASE(test_deleted_and_made_anew_between_two_looks),
                                       CASE(test_a_file_that_grows_while_it_is_read),
                                       CASE(test_a_large_file),
                                       CASE(test_touching_is_no_news),
                                       CASE(test_a_save_before_the_first_look),
                                       CASE(test_what_the_program_wrote_is_no_news)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
