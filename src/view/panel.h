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

/* Lines of text from the top of a panel down, for panels that are lists. */
typedef struct PanelPen {
    Scene *scene;
    float x, y, right, bottom;
} PanelPen;

PanelPen pen_in(Scene *scene, Box box);
bool pen_has_room(const PanelPen *pen, float size); /* for one more line of that size */
/* A line in one colour; moves down. */
void pen_line(PanelPen *pen, Font font, Colour colour, Str text);

/* A lane's number and its call, for lists of tasks. */
void pen_task(PanelPen *pen, const Timeline *timeline, uint32_t lane, Str after);

/* The rows whose state the panels tell: all shown, or the one under the mouse. */
bool panel_tells(const Scene *scene, const Row *row);

#endif
