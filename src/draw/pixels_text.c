/* Text in pixels: rendered by SDL2_ttf at the size asked for, kept, and blended by us. */
#include "draw/clean.h"
#include "draw/fonts.h"
#include "draw/pixels.h"

#include <math.h>

enum { CELLS_MOST = 1 << 25 }; /* of a label's picture; a larger one is not painted */

/* A run's picture, and where its corner lies from the start of the label's baseline. */
typedef struct Piece {
    SDL_Surface *surface;
    int left, top;
} Piece;

/* How far the run's first glyph reaches left of its origin: SDL2_ttf moves the whole picture
 * right by that, without saying so. */
static int reach_left(TTF_Font *font, Str text)
{
    const char *at = text.at;
    int least = 0;
    TTF_GlyphMetrics32(font, utf8_next(&at, text.at + text.length), &least, NULL, NULL, NULL,
                       NULL);
    return least < 0 ? least : 0;
}

/* How far glyphs reach above the font's ascent: the picture is moved down by that. */
static int reach_above(TTF_Font *font, Str text)
{
    const char *at = text.at, *end = text.at + text.length;
    int ascent = TTF_FontAscent(font), most = ascent, top;
    while (at < end)
        if (TTF_GlyphMetrics32(font, utf8_next(&at, end), NULL, NULL, NULL, &top, NULL) == 0)
            most = top > most ? top : most;
    return most - ascent;
}

/* The run's font, set to a size in 1/72 pixel and to its direction; NULL where it can't be read. */
static TTF_Font *run_font(Fonts *fonts, const Run *run, unsigned size)
{
    static const char *const names[] = {
        [SCRIPT_RIGHTWARDS] = "Latn", [SCRIPT_HEBREW] = "Hebr", [SCRIPT_ARABIC] = "Arab"};
    TTF_Font *font = faces_font(&fonts->faces, run->file, size);
    if (!font)
        return NULL;
    bool leftwards = run->script != SCRIPT_RIGHTWARDS;
    TTF_SetFontDirection(font, leftwards ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, names[run->script]);
    return font;
}

static bool render_run(Fonts *fonts, const Run *run, unsigned size, float pen, Piece *piece)
{
    TTF_Font *font = run_font(fonts, run, size);
    if (!font)
        return false;
    Builder text = {0};
    builder_str(&text, run->text);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font, text.at, (SDL_Color){255, 255, 255, 255});
    builder_free(&text);
    if (!surface)
        return false;
    int above = surface->h > TTF_FontHeight(font) ? reach_above(font, run->text) : 0;
    *piece = (Piece){surface, (int)lroundf(pen) + reach_left(font, run->text),
                     -TTF_FontAscent(font) - above};
    return true;
}

/* Rows of the surface with nothing in them, counted from the top or the bottom. */
static bool row_empty(const SDL_Surface *surface, int y)
{
    const uint8_t *row = (const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch;
    for (int x = 0; x < surface->w; x++)
        if (row[4 * x + 3])
            return false;
    return true;
}

static void add_piece(Label *label, const Piece *piece)
{
    for (int y = 0; y < piece->surface->h; y++) {
        int to = piece->top + y - label->top;
        if (to < 0 || to >= label->rows)
            continue;
        const uint32_t *from = (const uint32_t *)(const void *)(
            (const uint8_t *)piece->surface->pixels + (size_t)y * (size_t)piece->surface->pitch);
        uint8_t *covers = label->covers + (size_t)to * (size_t)label->columns;
        for (int x = 0; x < piece->surface->w; x++) {
            int column = piece->left + x - label->left;
            uint8_t cover = (uint8_t)(from[x] >> 24);
            if (column >= 0 && column < label->columns && cover > covers[column])
                covers[column] = cover;
        }
    }
}

/* The least box around all pieces, without empty rows. */
static Cells around_pieces(const Piece *pieces, int count)
{
    Cells around = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (int i = 0; i < count; i++) {
        const SDL_Surface *surface = pieces[i].surface;
        int top = 0, bottom = surface->h;
        while (top < bottom && row_empty(surface, top))
            top++;
        while (bottom > top && row_empty(surface, bottom - 1))
            bottom--;
        if (top == bottom)
            continue;
        Cells box = {pieces[i].left, pieces[i].top + top, pieces[i].left + surface->w,
                     pieces[i].top + bottom};
        around = (Cells){box.x0 < around.x0 ? box.x0 : around.x0,
                         box.y0 < around.y0 ? box.y0 : around.y0,
                         box.x1 > around.x1 ? box.x1 : around.x1,
                         box.y1 > around.y1 ? box.y1 : around.y1};
    }
    return around.x0 < around.x1 ? around : (Cells){0, 0, 0, 0};
}

static Label *render(Fonts *fonts, LabelKey key)
{
    Run runs[RUNS_MOST];
    Piece pieces[RUNS_MOST];
    int run_count = fonts_runs(fonts, key.face, key.text, runs), count = 0;
    float pen = 0;
    for (int i = 0; i < run_count; i++) {
        float em = (float)key.size / 72;
        float width = run_count > 1 ? fonts_run_width(fonts, &runs[i]) * em : 0;
        count += render_run(fonts, &runs[i], key.size, pen, &pieces[count]);
        pen += width;
    }
    Label *label = labels_add(&fonts->labels, key);
    Cells around = around_pieces(pieces, count);
    int64_t cells = ((int64_t)around.x1 - around.x0) * ((int64_t)around.y1 - around.y0);
    if (cells > 0 && cells <= CELLS_MOST) {
        label->left = around.x0;
        label->top = around.y0;
        labels_size(&fonts->labels, label, around.x1 - around.x0, around.y1 - around.y0);
        for (int i = 0; i < count; i++)
            add_piece(label, &pieces[i]);
    }
    for (int i = 0; i < count; i++)
        SDL_FreeSurface(pieces[i].surface);
    return label;
}

static void paint_label(Surface *surface, const Label *label, int x, int y, Colour colour)
{
    Paint paint = {.colour = colour};
    for (int row = 0; row < label->rows; row++)
        surface_covers(surface, &paint, y + label->top + row, x + label->left, label->columns,
                       label->covers + (size_t)row * (size_t)label->columns);
}

/* True where no pixel of the text can be inside the clip. */
static bool out_of_sight(const Surface *surface, float x, float y, float width, float size)
{
    const Area *clip = &surface->clip;
    return x > clip->x1 + size || x + width < clip->x0 - size || y > clip->y1 + 2 * size ||
           y < clip->y0 - 2 * size;
}

void pixels_text(Surface *surface, Fonts *fonts, const Draw *draw)
{
    Font font = draw->font;
    if (!fonts || !draw->text.length || !(font.size >= 1 && font.size <= 2000) ||
        !(fabsf(draw->x) < 1e6f && fabsf(draw->y) < 1e6f))
        return;
    Builder clean = {0};
    Str text = cleaned(&clean, draw->text);
    float width = fonts_width(fonts, font.face, text) * font.size;
    float x = draw->x - (draw->anchor == ANCHOR_END      ? width
                         : draw->anchor == ANCHOR_MIDDLE ? 0.5f * width
                                                         : 0);
    if (!out_of_sight(surface, x, draw->y, width, font.size)) {
        LabelKey key = {font.face, (unsigned)lroundf(font.size * 72), text};
        Label *label = labels_find(&fonts->labels, key);
        if (!label)
            label = render(fonts, key);
        paint_label(surface, label, (int)lroundf(x), (int)lroundf(draw->y), draw->colour);
    }
    builder_free(&clean);
}
