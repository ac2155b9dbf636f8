/* A panel beside the rows: panels.def names them. */
#ifndef VIEW_PANEL_H
#define VIEW_PANEL_H

#include "view/scene.h"

/* Draws into the box, whose ground is already there, and never outside of it. */
typedef void (*PanelDraw)(Scene *scene, Box box);

/* The height with which it says all that it ever has to say. */
typedef float (*PanelWants)(const Scene *scene);

#define PANEL(name, bit, weight, help)                                                             \
    void view_panel_##name(Scene *scene, Box box);                                                 \
    float view_panel_##name##_wants(const Scene *scene);
#include "view/panels.def"
#undef PANEL

/* The template: an empty panel. */
void view_panel_null(Scene *scene, Box box);
float view_panel_null_wants(const Scene *scene);

/* --- what panels share (panel_pen.c) --- */

/* Lines of text from the top of a panel down, for panels that are lists. Only whole lines between
 * top and bottom are drawn, whatever y is moved to; none while it only measures. */
typedef struct PanelPen {
    Scene *scene;
    float x, y, right, top, bottom;
    bool measures;
} PanelPen;

PanelPen pen_in(Scene *scene, Box box);
/* A line in one colour; moves down. */
void pen_line(PanelPen *pen, Font font, Colour colour, Str text);

/* A lane's number and its call, for lists of tasks. */
void pen_task(PanelPen *pen, const Timeline *timeline, uint32_t lane, Str after);

/* How far a list of the height `total` is moved up in `room` so that what lies between `from` and
 * `to` of it is in sight. */
float panel_offset(float total, float room, float from, float to);

/* Where what is told stands in a list. */
typedef struct PanelPart {
    float from, to;
} PanelPart;

/* Done measuring the list that begins at `top` and ends at the pen: puts the pen where drawing
 * begins, so that `told` is in sight, or, where `scrolled` is not 0, with `scrolled` - 1 lines of
 * the height `line` moved out of it. Returns how far the list is moved up. */
float pen_rewind(PanelPen *pen, float top, PanelPart told, uint32_t scrolled, float line);

/* The sign that there is more than `box` has room for: a bar at its right edge. */
void draw_more(Scene *scene, Box box, float offset, float total);

/* The rows whose state the panels tell: all shown, or the one under the mouse. */
bool panel_tells(const Scene *scene, const Row *row);

/* When the latest turn at or before `at` began; before the first: t < 0. */
Moment latest_turn(const Timeline *timeline, Moment at);

/* The row in which something has happened last, the upper one of several, of those that go on
 * where any does; NULL: none is told. */
const Row *told_row(const Scene *scene);

#endif
