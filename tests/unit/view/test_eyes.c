/* Hues for all eyes: as normal sight, protanopes, deuteranopes and tritanopes see them (Machado,
 * Oliveira and Fernandes 2009, whole severity), any two hues of a theme differ by a CIEDE2000 of
 * 10; hatches stand 3 : 1 against their ground. */
#include "view/theme.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct Lab {
    double l, a, b;
} Lab;

enum { SIGHTS = 4 };
static const char *const sights[SIGHTS] = {"normal sight", "protanopes", "deuteranopes",
                                           "tritanopes"};
static const double seen[SIGHTS][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
};

static double linear(Colour colour, int shift)
{
    double part = (double)(colour >> shift & 0xFF) / 255;
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static Lab lab_of(Colour colour, int sight)
{
    const double light[3] = {linear(colour, 16), linear(colour, 8), linear(colour, 0)};
    double c[3];
    for (int i = 0; i < 3; i++) {
        c[i] = 0;
        for (int j = 0; j < 3; j++)
            c[i] += seen[sight][i][j] * light[j];
        c[i] = fmin(fmax(c[i], 0), 1);
    }
    double x = curve((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
    double y = curve(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
    double z = curve((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
    return (Lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static const double degree = 3.14159265358979323846 / 180;

static double seventh(double chroma)
{
    double power = pow(chroma, 7);
    return sqrt(power / (power + 6103515625.0));
}

/* The difference of hue angles, and their mean, in degrees. */
static void angles(double h1, double h2, double *difference, double *mean)
{
    *difference = h2 - h1;
    *mean = (h1 + h2) / 2;
    if (fabs(*difference) > 180) {
        *difference += *difference > 0 ? -360 : 360;
        *mean += h1 + h2 < 360 ? 180 : -180;
    }
}

static double angle(double b, double a)
{
    double h = atan2(b, a) / degree;
    return h < 0 ? h + 360 : h;
}

/* CIEDE2000. */
static double difference(Lab p, Lab q)
{
    double grey = 1.5 - 0.5 * seventh((hypot(p.a, p.b) + hypot(q.a, q.b)) / 2);
    double c1 = hypot(grey * p.a, p.b), c2 = hypot(grey * q.a, q.b), dh, mean;
    angles(angle(p.b, grey * p.a), angle(q.b, grey * q.a), &dh, &mean);
    double hue = 2 * sqrt(c1 * c2) * sin(dh / 2 * degree), chroma = (c1 + c2) / 2;
    double off = (p.l + q.l) / 2 - 50;
    double t = 1 - 0.17 * cos((mean - 30) * degree) + 0.24 * cos(2 * mean * degree) +
               0.32 * cos((3 * mean + 6) * degree) - 0.20 * cos((4 * mean - 63) * degree);
    double l = (q.l - p.l) / (1 + 0.015 * off * off / sqrt(20 + off * off));
    double c = (c2 - c1) / (1 + 0.045 * chroma), h = hue / (1 + 0.015 * chroma * t);
    double turn = 60 * exp(-pow((mean - 275) / 25, 2));
    return sqrt(l * l + c * c + h * h - sin(turn * degree) * 2 * seventh(chroma) * c * h);
}

static void the_measure_is_right(void **state)
{
    (void)state;
    /* Two pairs of Sharma's test data. */
    assert_float_equal(difference((Lab){50, 2.6772, -79.7751}, (Lab){50, 0, -82.7485}), 2.0425,
                       0.0001);
    assert_float_equal(difference((Lab){22.7233, 20.0904, -46.6940},
                                  (Lab){23.0331, 14.9730, -42.5619}), 2.0373, 0.0001);
    assert_float_equal(lab_of(0xFFFFFFFF, 0).l, 100, 0.01);
}

static void every_eye_tells_all_hues_apart(void **state)
{
    (void)state;
    int wrong = 0;
    for (int name = THEME_LIGHT; name <= THEME_CONTRAST; name++)
        for (int sight = 0; sight < SIGHTS; sight++)
            for (int i = 0; i < HUES; i++)
                for (int j = i + 1; j < HUES; j++) {
                    const Theme *theme = theme_of((ThemeName)name);
                    double found = difference(lab_of(theme->hues[i], sight),
                                              lab_of(theme->hues[j], sight));
                    if (found >= 10)
                        continue;
                    print_error("theme %d, %s: hues %d and %d differ by %.1f\n", name,
                                sights[sight], i, j, found);
                    wrong++;
                }
    assert_int_equal(wrong, 0);
}

static void hatches_stand_out(void **state)
{
    (void)state;
    for (int name = THEME_LIGHT; name <= THEME_CONTRAST; name++)
        for (int i = 0; i < HUES; i++) {
            const Theme *theme = theme_of((ThemeName)name);
            Colour hue = theme->hues[i] & 0xFFFFFF;
            Colour fill = colour_over((theme->sleep_fill & 0xFF000000) | hue, theme->panel);
            Colour hatch = colour_over((theme->hatch & 0xFF000000) | hue, fill);
            double found = colour_contrast(hatch, fill);
            if (found < 3)
                print_error("theme %d: the hatch of hue %d has %.2f : 1\n", name, i, found);
            assert_true(found >= 3);
        }
}

/* Where there is no hue at all: the square of a task's number and its digits. */
static void numbers_can_be_read(void **state)
{
    (void)state;
    for (int name = THEME_LIGHT; name <= THEME_CONTRAST; name++)
        for (int i = 0; i < HUES; i++) {
            const Theme *theme = theme_of((ThemeName)name);
            assert_true(colour_contrast(theme->ground, theme->hues[i]) >= 4.5);
            assert_true(colour_contrast(theme->held_text, theme->held[i]) >= 4.5);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_measure_is_right),
        cmocka_unit_test(every_eye_tells_all_hues_apart),
        cmocka_unit_test(hatches_stand_out),
        cmocka_unit_test(numbers_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
