/* The SVG painter: one element a command, by presentation attributes only, which every reader of
 * SVG understands. No scripts, no links, no style sheets. Text is real text, its length pinned to
 * what was measured, so that another font changes the letters and not the layout.
 *
 * What other elements refer to is named for what it is (a hatching's colour and measures, a clip's
 * box), so that two pictures in one page can't mistake each other's for their own. */
#include "draw/svg.h"

#include "base/escape.h"
#include "draw/drawable.h"

#include <math.h>

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

static void add_stripe(void *context, const Point *points, int count)
{
    Builder *out = context;
    for (int i = 0; i < count; i++)
        svg_point(out, i ? 'L' : 'M', points[i].x, points[i].y);
    builder_char(out, 'Z');
}

/* Stripes as one path: not every reader of SVG knows patterns. */
static void add_hatch(Builder *out, const Draw *draw)
{
    size_t start = out->length;
    builder_text(out, "<path d=\"");
    size_t bare = out->length;
    drawable_stripes(draw, add_stripe, out);
    if (out->length == bare) {
        out->length = start;
        return;
    }
    builder_char(out, '"');
    svg_colour(out, "fill", draw->colour);
    builder_text(out, "/>\n");
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

/* --- text --- */

static const struct {
    const char *families;
    int weight;
} faces[FONT_FACES] = {
#define WORDS "Inter,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
#define CODE "Hack,'DejaVu Sans Mono',Menlo,Consolas,monospace"
    [FONT_WORDS_400] = {WORDS, 400}, [FONT_WORDS_500] = {WORDS, 500},
    [FONT_WORDS_600] = {WORDS, 600}, [FONT_WORDS_700] = {WORDS, 700},
    [FONT_WORDS_800] = {WORDS, 800}, [FONT_CODE_400] = {CODE, 400},
    [FONT_CODE_700] = {CODE, 700},
#undef WORDS
#undef CODE
};

/* True where XML's own treatment of spaces would change the text. */
static bool keeps_spaces(Str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == ' ' &&
            (i == 0 || i + 1 == text.length || text.at[i + 1] == ' '))
            return true;
    return false;
}

static void add_text(Builder *out, const Draw *draw)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "", [ANCHOR_MIDDLE] = " text-anchor=\"middle\"",
        [ANCHOR_END] = " text-anchor=\"end\""};
    builder_text(out, "<text");
    svg_attribute(out, "x", draw->x);
    svg_attribute(out, "y", draw->y);
    builder_text(out, anchors[draw->anchor]);
    builder_printf(out, " font-family=\"%s\"", faces[draw->font.face].families);
    if (faces[draw->font.face].weight != 400)
        builder_printf(out, " font-weight=\"%d\"", faces[draw->font.face].weight);
    svg_attribute(out, "font-size", draw->font.size);
    if (draw->fit > 0 && draw->fit < 1e6f) {
        svg_attribute(out, "textLength", draw->fit);
        builder_text(out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
    svg_colour(out, "fill", draw->colour);
    if (keeps_spaces(draw->text))
        builder_text(out, " xml:space=\"preserve\"");
    builder_char(out, '>');
    escape_xml(out, draw->text);
    builder_text(out, "</text>\n");
}

/* --- the whole --- */

static void open_group(Builder *out, const Draw *draw)
{
    builder_text(out, "<g data-name=\"");
    escape_xml(out, draw->text);
    builder_text(out, "\">\n");
}

void svg_element(Builder *out, const Draw *draw, const SvgOptions *options)
{
    if (!drawable(draw) && draw->kind != DRAW_CLIP)
        return;
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_FRAME: add_boxed(out, draw); break;
    case DRAW_HATCH: add_hatch(out, draw); break;
    case DRAW_LINE: case DRAW_CURVE: add_line(out, draw); break;
    case DRAW_POLYGON: add_polygon(out, draw); break;
    case DRAW_CIRCLE: case DRAW_RING: add_circle(out, draw); break;
    case DRAW_TEXT:
        if (!options->outlines || !options->fonts || !svg_outlines(out, options->fonts, draw))
            add_text(out, draw);
        break;
    case DRAW_CLIP: svg_open_clip(out, draw); break;
    case DRAW_GROUP: open_group(out, draw); break;
    case DRAW_UNCLIP: case DRAW_UNGROUP: break;
    }
}

static void add_titled(Builder *out, const char *name, Str text)
{
    if (text.length == 0)
        return;
    builder_printf(out, "<%s>", name);
    escape_xml(out, text);
    builder_printf(out, "</%s>\n", name);
}

void svg_open(Builder *out, const Picture *picture, const SvgOptions *options)
{
    builder_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    svg_attribute(out, "width", picture->width);
    svg_attribute(out, "height", picture->height);
    builder_text(out, " viewBox=\"0 0 ");
    svg_number(out, picture->width);
    builder_char(out, ' ');
    svg_number(out, picture->height);
    builder_text(out, "\">\n");
    add_titled(out, "title", options->title);
    add_titled(out, "desc", options->description);
}

void paint_svg(const Picture *picture, const SvgOptions *options, Builder *out)
{
    svg_open(out, picture, options);
    SvgDefined defined = {0};
    svg_define(out, &defined, picture);
    array_free(&defined);
    int depth = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        bool closes = draw->kind == DRAW_UNCLIP || draw->kind == DRAW_UNGROUP;
        depth += draw->kind == DRAW_CLIP || draw->kind == DRAW_GROUP;
        if (!closes) {
            svg_element(out, draw, options);
        } else if (depth > 0) {
            builder_text(out, "</g>\n");
            depth--;
        }
    }
    while (depth-- > 0)
        builder_text(out, "</g>\n");
    builder_text(out, "</svg>\n");
}
