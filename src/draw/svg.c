/* The SVG painter: one element a command, by presentation attributes only, which every reader of
 * SVG understands. No scripts, no links, no style sheets. Text is real text, its length pinned to
 * what was measured, so that another font changes the letters and not the layout.
 *
 * What other elements refer to is named by a salt made from the whole, so that two drawings in one
 * page can't mistake each other's for their own. */
#include "draw/svg.h"

#include "base/escape.h"
#include "base/mem.h"
#include "draw/clean.h"
#include "draw/drawable.h"

#include <string.h>

/* --- shapes --- */

static void add_boxed(Builder *out, const Draw *draw)
{
    float radius = drawable_radius(draw);
    builder_text(out, "<rect");
    svg_box(out, draw->box);
    if (radius > 0)
        svg_attribute(out, "rx", radius);
    if (draw->kind == DRAW_RECT) {
        svg_colour(out, "fill", draw->colour);
    } else {
        builder_text(out, " fill=\"none\"");
        svg_colour(out, "stroke", draw->colour);
        svg_attribute(out, "stroke-width", draw->width);
    }
    builder_text(out, "/>\n");
}

static void add_columns(Builder *out, const Draw *draw)
{
    Draw rect;
    for (uint32_t next = 0; drawable_stretch(draw, &next, &rect);)
        add_boxed(out, &rect);
}

static void add_line(Builder *out, const Draw *draw)
{
    builder_text(out, "<path d=\"");
    svg_point(out, 'M', draw->x, draw->y);
    if (draw->kind == DRAW_CURVE) {
        svg_point(out, 'C', draw->c1.x, draw->c1.y);
        svg_point(out, ' ', draw->c2.x, draw->c2.y);
        svg_point(out, ' ', draw->x2, draw->y2);
        builder_text(out, "\" fill=\"none");
    } else {
        svg_point(out, 'L', draw->x2, draw->y2);
    }
    builder_char(out, '"');
    svg_colour(out, "stroke", draw->colour);
    svg_attribute(out, "stroke-width", draw->width);
    if (drawable_dashes(draw)) {
        builder_text(out, " stroke-dasharray=\"");
        svg_number(out, draw->dash);
        builder_char(out, ' ');
        svg_number(out, draw->gap);
        builder_char(out, '"');
    }
    if (draw->round)
        builder_text(out, " stroke-linecap=\"round\"");
    builder_text(out, "/>\n");
}

static void add_polygon(Builder *out, const Draw *draw)
{
    builder_text(out, "<path d=\"");
    for (uint32_t i = 0; i < draw->count; i++)
        svg_point(out, i ? 'L' : 'M', draw->points[i].x, draw->points[i].y);
    builder_text(out, "Z\"");
    svg_colour(out, "fill", draw->colour);
    builder_text(out, "/>\n");
}

static void add_circle(Builder *out, const Draw *draw)
{
    bool ring = draw->kind == DRAW_RING;
    builder_text(out, "<circle");
    svg_attribute(out, "cx", draw->x);
    svg_attribute(out, "cy", draw->y);
    svg_attribute(out, "r", draw->radius);
    if (ring) {
        builder_text(out, " fill=\"none\"");
        svg_attribute(out, "stroke-width", draw->width);
    }
    svg_colour(out, ring ? "stroke" : "fill", draw->colour);
    builder_text(out, "/>\n");
}

/* --- the whole --- */

static void open_group(Builder *out, const Draw *draw)
{
    builder_text(out, "<g data-name=\"");
    escape_xml(out, draw->text);
    builder_text(out, "\">\n");
}

static void add_words(Builder *out, const Draw *draw, const SvgOptions *options, bool tight)
{
    bool shaped = (tight || options->outlines) && options->fonts &&
                  svg_outlines(out, options->fonts, draw);
    if (!options->outlines || !shaped)
        svg_text(out, draw, options, !shaped);
}

void svg_element(Builder *out, const Draw *draw, const SvgOptions *options, bool tight)
{
    bool seen = draw->kind >= DRAW_CLIP || draw->colour >> 24;
    if (!seen || (!drawable(draw) && draw->kind != DRAW_CLIP))
        return;
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_FRAME: add_boxed(out, draw); break;
    case DRAW_HATCH: svg_hatch(out, draw); break;
    case DRAW_COLUMNS: add_columns(out, draw); break;
    case DRAW_LINE: case DRAW_CURVE: add_line(out, draw); break;
    case DRAW_POLYGON: add_polygon(out, draw); break;
    case DRAW_CIRCLE: case DRAW_RING: add_circle(out, draw); break;
    case DRAW_TEXT: add_words(out, draw, options, tight); break;
    case DRAW_CLIP: svg_open_clip(out, draw); break;
    case DRAW_GROUP: open_group(out, draw); break;
    case DRAW_UNCLIP: case DRAW_UNGROUP: break;
    }
}

static void add_titled(Builder *out, const char *name, Str text)
{
    if (text.length == 0)
        return;
    Builder clean = {0};
    clean_words(&clean, text);
    builder_printf(out, "<%s id=\"" SVG_SALT "-%s\">", name, name);
    escape_xml(out, builder_view(&clean));
    builder_printf(out, "</%s>\n", name);
    builder_free(&clean);
}

static void open_drawing(Builder *out, const SvgHead *head, const SvgOptions *options)
{
    builder_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    svg_attribute(out, "width", head->width);
    svg_attribute(out, "height", head->height);
    builder_text(out, " viewBox=\"0 0 ");
    svg_number(out, head->width);
    builder_char(out, ' ');
    svg_number(out, head->height);
    builder_text(out, "\" style=\"font-feature-settings:'calt' 0\"" /* as faces_plain.c has it */
                      " role=\"img\"");
    if (options->title.length)
        builder_printf(out, " aria-labelledby=\"" SVG_SALT "-title%s\"",
                       options->description.length ? " " SVG_SALT "-desc" : "");
    if (!options->outlines)
        svg_families(out);
    builder_text(out, ">\n");
}

void svg_head_add(SvgHead *head, const Picture *picture, const SvgOptions *options)
{
    head->width = picture->width;
    head->height = picture->height;
    svg_define(head, picture);
    if (options->embed_fonts && options->fonts)
        svg_need_fonts(head, picture, options->fonts);
}

void svg_head_write(SvgHead *head, const SvgOptions *options, Builder *out)
{
    open_drawing(out, head, options);
    add_titled(out, "title", options->title);
    add_titled(out, "desc", options->description);
    if (options->embed_fonts && options->fonts)
        svg_embed_fonts(head, options->fonts, out);
    builder_str(out, builder_view(&head->definitions));
    builder_free(&head->definitions);
    names_free(&head->defined);
    arena_free(&head->names);
}

void svg_settle_salt(Builder *out, size_t start)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
    static const char salt[] = SVG_SALT;
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = start; i < out->length; i++)
        hash = (hash ^ (unsigned char)out->at[i]) * 1099511628211u;
    for (char *at = out->at + start; (at = strstr(at, salt)) != NULL;)
        for (size_t i = 1; i < sizeof salt - 1; i++)
            at[i] = letters[hash >> 8 * i & 31];
}

void paint_svg(const Picture *picture, const SvgOptions *options, Builder *out)
{
    size_t start = out->length;
    SvgHead head = {0};
    svg_head_add(&head, picture, options);
    svg_head_write(&head, options, out);
    bool *tight = svg_find_tight(picture, options);
    int depth = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        bool closes = draw->kind == DRAW_UNCLIP || draw->kind == DRAW_UNGROUP;
        depth += draw->kind == DRAW_CLIP || draw->kind == DRAW_GROUP;
        if (!closes) {
            svg_element(out, draw, options, tight[i]);
        } else if (depth > 0) {
            builder_text(out, "</g>\n");
            depth--;
        }
    }
    mem_free(tight);
    while (depth-- > 0)
        builder_text(out, "</g>\n");
    builder_text(out, "</svg>\n");
    svg_settle_salt(out, start);
}
