#include "draw/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A square for each letter, in the order of the letters given. */
static Picture letters(const char *text)
{
    Picture picture = {0};
    picture_begin(&picture, 100, 100);
    draw_group(&picture, "letters");
    for (; *text; text++) {
        bool clipped = *text >= 'a';
        if (clipped)
            draw_clip(&picture, (Box){0, 0, 50, 50});
        draw_rect(&picture, (Box){(float)*text, 0, 1, 1}, 0, 0xFF000000);
        if (clipped)
            draw_unclip(&picture);
    }
    draw_ungroup(&picture);
    return picture;
}

static char *film_of(const char *const *texts, size_t count, SvgPlay play)
{
    SvgOptions options = {.outlines = false};
    SvgFilm *film = svg_film_begin(&options);
    for (size_t i = 0; i < count; i++) {
        Picture picture = letters(texts[i]);
        svg_film_add(film, &picture);
        picture_free(&picture);
    }
    Builder out = {0};
    svg_film_end(film, &(SvgTiming){.play = play, .interval = 1, .hold = 2}, &out);
    return out.at;
}

/* The letters that the film shows at a picture's time, in the order of painting: reads it as a
 * browser would. */
static void seen_at(const char *film, unsigned picture, char *seen)
{
    unsigned from = 0, to = 1000;
    const char *line = strstr(film, "</style>");
    for (int depth = 0; (line = strchr(line, '\n')) != NULL && *++line;) {
        if (strncmp(line, "<g class", 8) == 0)
            assert_int_equal(sscanf(line, "<g class=\"%*7[a-z0-5]-%u-%u\"", &from, &to), 2);
        const char *shape = strstr(line, "<rect x=\""), *end = strchr(line, '\n');
        if (shape && shape < end && from <= picture && picture < to)
            *seen++ = (char)atoi(shape + 9);
        depth += strncmp(line, "<g ", 3) == 0;
        depth -= strncmp(line, "</g>", 4) == 0;
        if (depth == 0) {
            from = 0;
            to = 1000;
        }
    }
    *seen = '\0';
}

static void check_film(const char *const *texts, size_t count)
{
    char *film = film_of(texts, count, SVG_LOOPS);
    for (size_t i = 0; i < count; i++) {
        char seen[200];
        seen_at(film, (unsigned)i, seen);
        assert_string_equal(seen, texts[i]);
    }
    free(film);
}

/* Names by content are all alike here. */
static const char *body_of(char *film)
{
    for (char *salt = film; (salt = strpbrk(salt, ".=\" :")) != NULL; salt++)
        if (salt[1] == 'i' && strspn(salt + 1, "abcdefghijklmnopqrstuvwxyz012345") == 7 &&
            strchr("-] ", salt[8]))
            memset(salt + 2, 'x', 6);
    return strchr(film, '\n') + 1;
}

static void what_stays_stands_once(void **state)
{
    (void)state;
    const char *texts[] = {"AB", "AC"};
    char *film = film_of(texts, 2, SVG_LOOPS);
    assert_string_equal(body_of(film),
                        "<style>\n"
                        "[class^=ixxxxxx]{animation:0s step-end infinite;"
                        "animation-duration:4.000s}\n"
                        "@keyframes ixxxxxx-1-2{0%{visibility:hidden}25.000%{visibility:visible}}"
                        ".ixxxxxx-1-2{animation-name:ixxxxxx-1-2}\n"
                        "@keyframes ixxxxxx-0-1{0%{visibility:visible}25.000%{visibility:hidden}}"
                        ".ixxxxxx-0-1{animation-name:ixxxxxx-0-1}\n"
                        "@media (prefers-reduced-motion:reduce){[class^=ixxxxxx]{"
                        "animation:none}}\n"
                        "</style>\n"
                        "<rect x=\"65\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"/>\n"
                        "<g class=\"ixxxxxx-1-2\">\n"
                        "<rect x=\"67\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"/>\n</g>\n"
                        "<g class=\"ixxxxxx-0-1\" visibility=\"hidden\">\n"
                        "<rect x=\"66\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"/>\n</g>\n"
                        "</svg>\n");
    free(film);
}

static void once_it_stays_at_the_end(void **state)
{
    (void)state;
    char *film = film_of((const char *const[]){"A", "B"}, 2, SVG_ONCE);
    assert_non_null(strstr(film, "{animation:0s step-end both;"));
    free(film);
}

static void fragments_are_groups_of_steps(void **state)
{
    (void)state;
    char *film = film_of((const char *const[]){"A", "ABC", "AB"}, 3, SVG_FRAGMENTS);
    assert_string_equal(strchr(film, '\n') + 1,
                        "<rect x=\"65\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"/>\n"
                        "<g class=\"step step-1 fragment\" data-fragment-index=\"0\">\n"
                        "<rect x=\"66\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"/>\n</g>\n"
                        "<g class=\"step step-1 fragment\" data-fragment-index=\"0\">\n"
                        "<g class=\"step until-2 fragment fade-out\" data-fragment-index=\"1\""
                        " visibility=\"hidden\">\n"
                        "<rect x=\"67\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"/>\n</g>\n"
                        "</g>\n</svg>\n");
    free(film);
}

static void other_films_have_other_names(void **state)
{
    (void)state;
    char *one = film_of((const char *const[]){"A", "B"}, 2, SVG_LOOPS);
    char *other = film_of((const char *const[]){"A", "C"}, 2, SVG_LOOPS);
    char *again = film_of((const char *const[]){"A", "B"}, 2, SVG_LOOPS);
    const char *name = strstr(one, "^=i") + 2, *second = strstr(other, "^=i") + 2;
    assert_memory_not_equal(name, second, 7);
    assert_string_equal(one, again);
    free(one);
    free(other);
    free(again);
}

static void order_of_painting_is_kept(void **state)
{
    (void)state;
    check_film((const char *const[]){"ABCDE"}, 1);
    check_film((const char *const[]){"ABC", "CBA", "ABC", "BCA"}, 4);
    check_film((const char *const[]){"", "ABC", "", "ABCABC", "AABBCC"}, 5);
    check_film((const char *const[]){"AAAA", "AA", "ABAB", "BABA"}, 4);
}

static void random_films(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (int round = 0; round < 50; round++) {
        char texts[12][20];
        const char *list[12];
        for (int i = 0; i < 12; i++) {
            random = random * 1664525 + 1013904223;
            size_t length = random >> 28;
            for (size_t k = 0; k < length; k++) {
                random = random * 1664525 + 1013904223;
                texts[i][k] = (char)('A' + (random >> 24) % 6);
            }
            texts[i][length] = '\0';
            list[i] = texts[i];
        }
        check_film(list, 12);
    }
}

static void clips_go_with_their_elements(void **state)
{
    (void)state;
    char *film = film_of((const char *const[]){"Aa", "a"}, 2, SVG_LOOPS);
    assert_non_null(strstr(film, "-0_0_50_50)\">\n<rect x=\"97\""));
    assert_null(strstr(film, "data-name"));
    free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stays_stands_once),
        cmocka_unit_test(once_it_stays_at_the_end),
        cmocka_unit_test(fragments_are_groups_of_steps),
        cmocka_unit_test(other_films_have_other_names),
        cmocka_unit_test(order_of_painting_is_kept),
        cmocka_unit_test(random_films),
        cmocka_unit_test(clips_go_with_their_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
