/* Text as outlines for SVG. SDL2_ttf gives no outlines; HarfBuzz, with which it shapes text, does,
 * and from the same bytes: so the shapes and their places are those of the pixels. */
#include "draw/clean.h"
#include "draw/fonts.h"
#include "draw/svg.h"

#include <math.h>

/* Where a glyph's path goes, in 32nds of a pixel, y down. Steps from where it has come to are shorter
 * to write than places. */
typedef struct Path {
    Builder *out;
    float scale;         /* of the font's own units */
    float x, y;          /* the glyph's origin in those, y up */
    long at_x, at_y;     /* where the path has come to */
    long start_x, start_y;
} Path;

/* No space where a sign or a letter keeps numbers apart. */
static void add_step(Path *path, long step)
{
    char last = path->out->at[path->out->length - 1];
    builder_printf(path->out, "%s%ld", last >= '0' && last <= '9' && step >= 0 ? " " : "", step);
}

static long across(const Path *path, float x)
{
    return lroundf((path->x + x) * path->scale);
}

static long down(const Path *path, float y)
{
    return -lroundf((path->y + y) * path->scale);
}

/* A point from where the path has come to, which stays there. */
static void add_pair(Path *path, float x, float y)
{
    add_step(path, across(path, x) - path->at_x);
    add_step(path, down(path, y) - path->at_y);
}

static void arrive(Path *path, float x, float y)
{
    path->at_x = across(path, x);
    path->at_y = down(path, y);
}

static void on_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    Path *path = data;
    arrive(path, x, y);
    path->start_x = path->at_x;
    path->start_y = path->at_y;
    builder_char(path->out, 'M');
    add_step(path, path->at_x);
    add_step(path, path->at_y);
}

static void on_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    Path *path = data;
    long dx = across(path, x) - path->at_x, dy = down(path, y) - path->at_y;
    builder_char(path->out, dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
    if (dx != 0 || dy == 0)
        add_step(path, dx);
    if (dy != 0)
        add_step(path, dy);
    arrive(path, x, y);
}

static void on_quadratic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float cx,
                         float cy, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    Path *path = data;
    builder_char(path->out, 'q');
    add_pair(path, cx, cy);
    add_pair(path, x, y);
    arrive(path, x, y);
}

static void on_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float c1x,
                     float c1y, float c2x, float c2y, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    Path *path = data;
    builder_char(path->out, 'c');
    add_pair(path, c1x, c1y);
    add_pair(path, c2x, c2y);
    add_pair(path, x, y);
    arrive(path, x, y);
}

static void on_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    Path *path = data;
    builder_char(path->out, 'Z');
    path->at_x = path->start_x;
    path->at_y = path->start_y;
}

static hb_draw_funcs_t *new_funcs(void)
{
    hb_draw_funcs_t *funcs = hb()->hb_draw_funcs_create();
    hb()->hb_draw_funcs_set_move_to_func(funcs, on_move, NULL, NULL);
    hb()->hb_draw_funcs_set_line_to_func(funcs, on_line, NULL, NULL);
    hb()->hb_draw_funcs_set_quadratic_to_func(funcs, on_quadratic, NULL, NULL);
    hb()->hb_draw_funcs_set_cubic_to_func(funcs, on_cubic, NULL, NULL);
    hb()->hb_draw_funcs_set_close_path_func(funcs, on_close, NULL, NULL);
    return funcs;
}

static void draw_glyph(hb_font_t *font, hb_codepoint_t glyph, hb_draw_funcs_t *funcs, Path *path)
{
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb()->hb_font_draw_glyph(font, glyph, funcs, path);
#else
    hb()->hb_font_get_glyph_shape(font, glyph, funcs, path);
#endif
}

static void add_glyphs(Builder *out, Fonts *fonts, const Run *run, float scale)
{
    hb_buffer_t *buffer = fonts_shape(fonts, run);
    unsigned count;
    const hb_glyph_info_t *infos = hb()->hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb()->hb_buffer_get_glyph_positions(buffer, NULL);
    hb_font_t *font = faces_shaper(&fonts->faces, run->file);
    hb_draw_funcs_t *funcs = new_funcs();
    float pen = 0;
    for (unsigned i = 0; i < count; i++) {
        Path path = {.out = out, .scale = 32 * scale, .x = pen + (float)places[i].x_offset,
                     .y = (float)places[i].y_offset};
        draw_glyph(font, infos[i].codepoint, funcs, &path);
        pen += (float)places[i].x_advance;
    }
    hb()->hb_draw_funcs_destroy(funcs);
    hb()->hb_buffer_destroy(buffer);
}

/* False where the font has pictures in place of outlines, as emoji may. */
static bool add_run(Builder *out, Fonts *fonts, const Run *run, const Draw *draw, float x)
{
    hb_font_t *font = faces_shaper(&fonts->faces, run->file);
    float scale = draw->font.size / (float)hb()->hb_face_get_upem(hb()->hb_font_get_face(font));
    builder_text(out, "<path");
    svg_colour(out, "fill", draw->colour);
    builder_text(out, " transform=\"translate(");
    svg_number(out, x);
    builder_char(out, ' ');
    svg_number(out, draw->y);
    builder_text(out, ") scale(.03125)\" d=\"");
    size_t bare = out->length;
    add_glyphs(out, fonts, run, scale);
    bool drawn = out->length > bare || run->file < FILE_SYSTEM;
    builder_text(out, "\"/>\n");
    return drawn;
}

bool svg_outlines(Builder *out, Fonts *fonts, const Draw *draw)
{
    Builder clean = {0};
    Str text = cleaned(&clean, draw->text);
    Run runs[RUNS_MOST];
    int count = fonts_runs(fonts, draw->font.face, text, runs);
    float size = draw->font.size, width = fonts_width(fonts, draw->font.face, text) * size;
    bool all = size > 0 && size < 2000 && fabsf(draw->x) < 1e6f && fabsf(draw->y) < 1e6f;
    for (int i = 0; i < count; i++)
        all = all && faces_shaper(&fonts->faces, runs[i].file);
    float x = draw->x - (draw->anchor == ANCHOR_END      ? width
                         : draw->anchor == ANCHOR_MIDDLE ? 0.5f * width
                                                         : 0);
    size_t start = out->length;
    for (int i = 0; all && i < count; i++) {
        all = add_run(out, fonts, &runs[i], draw, x);
        x += fonts_run_width(fonts, &runs[i]) * size;
    }
    if (!all)
        out->length = start;
    builder_free(&clean);
    return all;
}
