/* Attributes of SVG elements, and the definitions that elements refer to. */
#include "draw/svg.h"

#include "base/number.h"
#include "draw/drawable.h"

#include <math.h>

void svg_number(Builder *out, float number)
{
    size_t start = out->length;
    number_fixed(out, fabsf(number) < 0.005f ? 0.0 : (double)number, 'f', 2);
    while (out->length > start && out->at[out->length - 1] == '0')
        out->length--;
    if (out->length > start && out->at[out->length - 1] == '.')
        out->length--;
    out->at[out->length] = '\0';
}

void svg_attribute(Builder *out, const char *name, float value)
{
    builder_printf(out, " %s=\"", name);
    svg_number(out, value);
    builder_char(out, '"');
}

void svg_colour(Builder *out, const char *name, Colour colour)
{
    builder_printf(out, " %s=\"#%06x\"", name, (unsigned)(colour & 0xFFFFFF));
    if (colour >> 24 == 0xFF)
        return;
    builder_printf(out, " %s-opacity=\"", name);
    number_fixed(out, (colour >> 24) / 255.0, 'f', 3);
    builder_char(out, '"');
}

void svg_point(Builder *out, char command, float x, float y)
{
    builder_char(out, command);
    svg_number(out, x);
    builder_char(out, ' ');
    svg_number(out, y);
}

void svg_box(Builder *out, Box box)
{
    svg_attribute(out, "x", box.x);
    svg_attribute(out, "y", box.y);
    svg_attribute(out, "width", box.w);
    svg_attribute(out, "height", box.h);
}

/* --- definitions --- */

static void add_clip_name(Builder *out, const Draw *draw)
{
    builder_text(out, SVG_SALT "-");
    svg_number(out, draw->box.x);
    builder_char(out, '_');
    svg_number(out, draw->box.y);
    builder_char(out, '_');
    svg_number(out, draw->box.w);
    builder_char(out, '_');
    svg_number(out, draw->box.h);
}

static void define_clip(Builder *out, const Draw *draw)
{
    builder_text(out, "<clipPath id=\"");
    add_clip_name(out, draw);
    builder_text(out, "\"><rect");
    svg_box(out, draw->box);
    builder_text(out, "/></clipPath>\n");
}

/* False where it was before. */
static bool note_clip(SvgHead *head, const Draw *draw)
{
    Builder name = {0};
    add_clip_name(&name, draw);
    bool met = names_find(&head->defined, builder_view(&name)) != NAMES_NONE;
    if (!met)
        names_add(&head->defined, str_copy(&head->names, builder_view(&name)), 0);
    builder_free(&name);
    return !met;
}

void svg_define(SvgHead *head, const Picture *picture)
{
    Builder *out = &head->definitions;
    bool any = false;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind != DRAW_CLIP || !drawable(draw) || !note_clip(head, draw))
            continue;
        if (!any)
            builder_text(out, "<defs>\n");
        any = true;
        define_clip(out, draw);
    }
    if (any)
        builder_text(out, "</defs>\n");
}

void svg_open_clip(Builder *out, const Draw *draw)
{
    if (!drawable(draw)) {
        builder_text(out, "<g display=\"none\">\n");
        return;
    }
    builder_text(out, "<g clip-path=\"url(#");
    add_clip_name(out, draw);
    builder_text(out, ")\">\n");
}
