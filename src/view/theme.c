/* The three themes. test_theme.c holds them to their contrasts. */
#include "view/theme.h"

#include <math.h>

#define HUE(rgb) (0xFF000000u | (rgb))

static const Theme light = {
    .ground = 0xFFFFFFFF,
    .panel = 0xFFF5F7FA,
    .grid = 0xFFE3E8EE,
    .rule = 0xFFCFD8E1,
    .strong = 0xFF0B1117,
    .text = 0xFF111820,
    .soft = 0xFF3F4C5A,
    .dim = 0xFF5F6D7C,
    .ready = 0xFF37434F,
    .ready_bar = 0x3837434F,
    .current = 0xFFDDE8F5,
    .good = 0xFF086B41,
    .good_bar = 0x21086B41,
    .bad = 0xFFA3231B,
    .warning = 0xFF8A4B00,
    .flag = 0xFF111820,
    .flag_text = 0xFFFFFFFF,
    .hues = {HUE(0x0261FF), HUE(0xB4560E), HUE(0x0B6A4F), HUE(0x9A427C), HUE(0x4A4401),
            HUE(0x1B79A0), HUE(0x5C40B6), HUE(0xAF002A)},
    .held = {HUE(0x014BC6), HUE(0x8A420A), HUE(0x08523D), HUE(0x783360), HUE(0x393500),
            HUE(0x145B79), HUE(0x47318D), HUE(0x880020)},
    .held_text = 0xFFFFFFFF,
    .sleep_fill = 0x1A000000,
    .hatch = 0xD4000000,
};

static const Theme dark = {
    .ground = 0xFF0B0F14,
    .panel = 0xFF131A22,
    .grid = 0xFF1E2833,
    .rule = 0xFF2A3542,
    .strong = 0xFFFFFFFF,
    .text = 0xFFEEF3F8,
    .soft = 0xFFA9B6C4,
    .dim = 0xFF8493A3,
    .ready = 0xFFD3DCE6,
    .ready_bar = 0x38D3DCE6,
    .current = 0xFF20303F,
    .good = 0xFF5BD69B,
    .good_bar = 0x215BD69B,
    .bad = 0xFFFF8A80,
    .warning = 0xFFF2B84B,
    .flag = 0xFFFFFFFF,
    .flag_text = 0xFF0B0F14,
    .hues = {HUE(0x8EB4FA), HUE(0xEFA869), HUE(0x47CAA5), HUE(0xCD8EBE), HUE(0xECDF4F),
            HUE(0x9AE3FF), HUE(0x9880E1), HUE(0xE57972)},
    .held = {HUE(0x8EB4FA), HUE(0xEFA869), HUE(0x47CAA5), HUE(0xCD8EBE), HUE(0xECDF4F),
            HUE(0x9AE3FF), HUE(0xA894E6), HUE(0xE7847D)},
    .held_text = 0xFF0B0F14,
    .sleep_fill = 0x1A000000,
    .hatch = 0xC0000000,
};

/* Hues so dark that they print as black: pattern tells. */
static const Theme contrast = {
    .ground = 0xFFFFFFFF,
    .panel = 0xFFFFFFFF,
    .grid = 0xFFD0D0D0,
    .rule = 0xFF707070,
    .strong = 0xFF000000,
    .text = 0xFF000000,
    .soft = 0xFF000000,
    .dim = 0xFF303030,
    .ready = 0xFF000000,
    .ready_bar = 0x30000000,
    .current = 0xFFE4E4E4,
    .good = 0xFF00402A,
    .good_bar = 0x1800402A,
    .bad = 0xFF7A0000,
    .warning = 0xFF5C3200,
    .flag = 0xFF000000,
    .flag_text = 0xFFFFFFFF,
    .hues = {HUE(0x063ED6), HUE(0x3C1900), HUE(0x05332D), HUE(0x772457), HUE(0x494100),
            HUE(0x0B5C7B), HUE(0x361A8F), HUE(0xA91B2F)},
    .held = {HUE(0x063ED6), HUE(0x3C1900), HUE(0x05332D), HUE(0x772457), HUE(0x494100),
            HUE(0x0B5C7B), HUE(0x361A8F), HUE(0xA91B2F)},
    .held_text = 0xFFFFFFFF,
    .sleep_fill = 0x00000000,
    .hatch = 0xB0000000,
};

const Theme *theme_of(ThemeName name)
{
    return name == THEME_DARK ? &dark : name == THEME_CONTRAST ? &contrast : &light;
}

/* The main call's hue is its own as long as there are others to cycle through. */
static uint32_t cycled(uint32_t hue)
{
    return hue == 0 ? 0 : 1 + (hue - 1) % (HUES - 1);
}

Colour theme_hue(const Theme *theme, uint32_t hue)
{
    return theme->hues[cycled(hue)];
}

Colour theme_held(const Theme *theme, uint32_t hue)
{
    return theme->held[cycled(hue)];
}

Colour colour_with_alpha(Colour colour, float alpha)
{
    return (colour & 0x00FFFFFFu) | (Colour)lroundf(alpha * 255.0f) << 24;
}

Colour colour_times_alpha(Colour colour, float alpha)
{
    return colour_with_alpha(colour, (float)(colour >> 24) / 255.0f * alpha);
}

Colour colour_over(Colour over, Colour ground)
{
    float alpha = (float)(over >> 24) / 255.0f;
    Colour result = 0xFF000000u;
    for (int shift = 0; shift < 24; shift += 8) {
        float top = (float)(over >> shift & 0xFF), below = (float)(ground >> shift & 0xFF);
        result |= (Colour)lroundf(top * alpha + below * (1 - alpha)) << shift;
    }
    return result;
}

static double luminance(Colour colour)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (double)(colour >> (8 * i) & 0xFF) / 255.0;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double colour_contrast(Colour a, Colour b)
{
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}
