/* The painter that only writes down: one command a line, indented by its groups and clips. */
#include "base/escape.h"
#include "base/number.h"
#include "draw/draw.h"

#include <math.h>

static const char *const face_names[FONT_FACES] = {
    [FONT_WORDS_400] = "words-400", [FONT_WORDS_500] = "words-500",
    [FONT_WORDS_600] = "words-600", [FONT_WORDS_700] = "words-700",
    [FONT_WORDS_800] = "words-800", [FONT_CODE_400] = "code-400",
    [FONT_CODE_700] = "code-700",
};
static const char *const anchor_names[] = {"start", "middle", "end"};

/* One decimal; no -0.0, and one spelling for what is no number. */
static void add_number(Builder *out, float number)
{
    if (isnan(number)) {
        builder_text(out, "nan");
        return;
    }
    number_fixed(out, fabsf(number) < 0.05f ? 0.0 : (double)number, 'f', 1);
}

static void add_point(Builder *out, float x, float y)
{
    builder_char(out, ' ');
    add_number(out, x);
    builder_char(out, ',');
    add_number(out, y);
}

static void add_box(Builder *out, Box box)
{
    add_point(out, box.x, box.y);
    builder_char(out, ' ');
    add_number(out, box.w);
    builder_char(out, 'x');
    add_number(out, box.h);
}

static void add_named(Builder *out, const char *name, float value)
{
    if (value > 0) {
        builder_printf(out, " %s ", name);
        add_number(out, value);
    }
}

static void add_colour(Builder *out, Colour colour)
{
    builder_printf(out, " #%06x", (unsigned)(colour & 0xFFFFFF));
    if (colour >> 24 != 0xFF)
        builder_printf(out, "/%02x", (unsigned)(colour >> 24));
}

static void add_line(Builder *out, const Draw *draw)
{
    builder_text(out, "line");
    add_point(out, draw->x, draw->y);
    add_point(out, draw->x2, draw->y2);
    add_named(out, "width", draw->width);
    add_named(out, "dash", draw->dash);
    add_named(out, "gap", draw->gap);
    if (draw->round)
        builder_text(out, " round");
}

static void add_curve(Builder *out, const Draw *draw)
{
    builder_text(out, "curve");
    add_point(out, draw->x, draw->y);
    add_point(out, draw->c1.x, draw->c1.y);
    add_point(out, draw->c2.x, draw->c2.y);
    add_point(out, draw->x2, draw->y2);
    add_named(out, "width", draw->width);
}

static void add_text(Builder *out, const Draw *draw)
{
    builder_text(out, "text");
    add_point(out, draw->x, draw->y);
    builder_printf(out, " %s %s ", anchor_names[draw->anchor], face_names[draw->font.face]);
    add_number(out, draw->font.size);
    builder_char(out, ' ');
    escape_json(out, draw->text);
}

static void add_boxed(Builder *out, const Draw *draw)
{
    static const char *const names[] = {
        [DRAW_RECT] = "rect", [DRAW_FRAME] = "frame", [DRAW_HATCH] = "hatch"};
    builder_text(out, names[draw->kind]);
    add_box(out, draw->box);
    add_named(out, "radius", draw->radius);
    add_named(out, "width", draw->width);
    add_named(out, "pitch", draw->gap);
}

static void add_round(Builder *out, const Draw *draw)
{
    builder_text(out, draw->kind == DRAW_CIRCLE ? "circle" : "ring");
    add_point(out, draw->x, draw->y);
    add_named(out, "radius", draw->radius);
    add_named(out, "width", draw->width);
}

static void add_polygon(Builder *out, const Draw *draw)
{
    builder_text(out, "polygon");
    for (uint32_t i = 0; i < draw->count; i++)
        add_point(out, draw->points[i].x, draw->points[i].y);
}

/* Each stretch of one colour with its number of columns. */
static void add_columns(Builder *out, const Draw *draw)
{
    builder_text(out, "columns");
    add_box(out, draw->box);
    for (uint32_t i = 0, from; i < draw->count;) {
        for (from = i; i < draw->count && draw->colours[i] == draw->colours[from];)
            i++;
        builder_printf(out, " %u of", i - from);
        add_colour(out, draw->colours[from]);
    }
}

static void add_command(Builder *out, const Draw *draw)
{
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_FRAME: case DRAW_HATCH: add_boxed(out, draw); break;
    case DRAW_LINE: add_line(out, draw); break;
    case DRAW_CURVE: add_curve(out, draw); break;
    case DRAW_POLYGON: add_polygon(out, draw); break;
    case DRAW_COLUMNS: add_columns(out, draw); return;
    case DRAW_CIRCLE: case DRAW_RING: add_round(out, draw); break;
    case DRAW_TEXT: add_text(out, draw); break;
    case DRAW_CLIP:
        builder_text(out, "clip");
        add_box(out, draw->box);
        return;
    case DRAW_GROUP:
        builder_text(out, "group ");
        escape_json(out, draw->text);
        return;
    case DRAW_UNCLIP: builder_text(out, "unclip"); return;
    case DRAW_UNGROUP: builder_text(out, "ungroup"); return;
    }
    add_colour(out, draw->colour);
}

void paint_record(const Picture *picture, Builder *out)
{
    size_t depth = 0;
    builder_text(out, "picture ");
    add_number(out, picture->width);
    builder_char(out, 'x');
    add_number(out, picture->height);
    builder_char(out, '\n');
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if ((draw->kind == DRAW_UNCLIP || draw->kind == DRAW_UNGROUP) && depth)
            depth--;
        builder_repeat(out, ' ', 2 * depth);
        add_command(out, draw);
        builder_char(out, '\n');
        depth += draw->kind == DRAW_CLIP || draw->kind == DRAW_GROUP;
    }
}
