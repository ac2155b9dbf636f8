/* Colours by name of use. */
#ifndef VIEW_THEME_H
#define VIEW_THEME_H

#include "view/view.h"

enum { HUES = TASK_HUES + 1 };

typedef struct Theme {
    Colour ground, panel;     /* behind everything; behind a timeline */
    Colour grid, rule;        /* lines of the axis; dividers and the loop's idle line */
    Colour strong, text;      /* titles; labels */
    Colour soft, dim;         /* axis and waits; what stands back */
    Colour ready, ready_bar;  /* dashes; the soft bar below them */
    Colour current;           /* behind the Python panel's current lines */
    Colour good, good_bar;    /* a saving and the pill below it */
    Colour bad, warning;      /* errors; races and warnings */
    Colour flag, flag_text;   /* what is printed */
    Colour hues[HUES];        /* the first is the main task's */
    Colour held[HUES];        /* ground of a label inside a blocking bar */
    Colour held_text;
    Colour sleep_fill, hatch; /* only their alpha counts: laid over a hue */
} Theme;

const Theme *theme_of(ThemeName name);

Colour theme_hue(const Theme *theme, uint32_t hue); /* cycles; 0 only for the main call */
Colour theme_held(const Theme *theme, uint32_t hue);

Colour colour_with_alpha(Colour colour, float alpha);  /* 0 .. 1, in place of its own */
Colour colour_times_alpha(Colour colour, float alpha); /* 0 .. 1, on top of its own */
/* `over` laid on an opaque ground. */
Colour colour_over(Colour over, Colour ground);
/* WCAG's ratio of luminances of two opaque colours, 1 .. 21. */
double colour_contrast(Colour a, Colour b);

#endif
