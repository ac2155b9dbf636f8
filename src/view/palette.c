#include "view/palette.h"

#include "view/theme.h"

typedef struct Ramps {
    Colour *colours;
    size_t count;
    bool too_many;
} Ramps;

static void add(Ramps *ramps, Colour colour)
{
    for (size_t i = 0; i < ramps->count; i++)
        if (ramps->colours[i] == colour)
            return;
    if (ramps->count < THEME_COLOURS)
        ramps->colours[ramps->count++] = colour;
    else
        ramps->too_many = true;
}

/* From the ground to the ink in `steps` steps of equal cover, both ends with it. */
static void add_ramp(Ramps *ramps, Colour ink, Colour ground, int steps)
{
    add(ramps, ground);
    add(ramps, ink);
    for (int i = 1; i < steps; i++)
        add(ramps, colour_over(colour_with_alpha(ink, (float)i / (float)steps), ground));
}

/* Words and lines: most of what is to be seen. */
static void add_inks(Ramps *ramps, const Theme *theme)
{
    add_ramp(ramps, theme->strong, theme->ground, 20);
    add_ramp(ramps, theme->text, theme->panel, 16);
    add_ramp(ramps, theme->soft, theme->ground, 10);
    add_ramp(ramps, theme->soft, theme->panel, 10);
    add_ramp(ramps, theme->dim, theme->panel, 9);
    add_ramp(ramps, theme->flag_text, theme->flag, 10);
    add(ramps, theme->strong);
    add(ramps, theme->grid);
    add(ramps, theme->rule);
    add(ramps, theme->ready);
    add(ramps, colour_over(theme->ready_bar, theme->panel));
    add(ramps, colour_over(colour_with_alpha(theme->dim, 0.14f), theme->panel));
}

static void add_signals(Ramps *ramps, const Theme *theme)
{
    Colour pill = colour_over(theme->good_bar, theme->panel);
    add_ramp(ramps, theme->good, theme->panel, 9);
    add_ramp(ramps, theme->good, pill, 7);
    add_ramp(ramps, theme->bad, theme->panel, 9);
    add_ramp(ramps, theme->warning, theme->panel, 8);
    add_ramp(ramps, theme->text, theme->current, 7);
}

/* Fills and hatches lie on the way from the panel to the hue. */
static void add_hues(Ramps *ramps, const Theme *theme, int steps)
{
    for (uint32_t i = 0; i < HUES; i++) {
        Colour fill = colour_over((theme->sleep_fill & 0xFF000000u) | (theme->hues[i] & 0xFFFFFFu),
                                  theme->panel);
        add(ramps, fill);
        add_ramp(ramps, theme->hues[i], theme->panel, steps);
    }
    for (uint32_t i = 0; i < HUES; i++)
        add_ramp(ramps, theme->held_text, theme->held[i], 4);
}

size_t theme_palette(ThemeName name, Colour *colours)
{
    enum { MOST_STEPS = 24 };
    const Theme *theme = theme_of(name);
    Ramps ramps = {.too_many = true};
    for (int steps = MOST_STEPS; ramps.too_many; steps--) { /* as fine as there is room for */
        ramps = (Ramps){.colours = colours};
        add(&ramps, theme->ground);
        add(&ramps, theme->panel);
        add_inks(&ramps, theme);
        add_signals(&ramps, theme);
        add_hues(&ramps, theme, steps);
    }
    return ramps.count;
}
