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
    bool coloured;
} Piece;

/* How far the run's first glyph reaches left of its origin: SDL2_ttf moves the whole picture
 * right by that, without saying so. */
static int reach_left(TTF_Font *font, Str text)
{
    const char *at = text.at;
    int least = 0;
    ttf()->TTF_GlyphMetrics32(font, utf8_next(&at, text.at + text.length), &least, NULL, NULL, NULL,
                       NULL);
    return least < 0 ? least : 0;
}

/* How far glyphs reach above the font's ascent: the picture is moved down by that. */
static int reach_above(TTF_Font *font, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    int ascent = ttf()->TTF_FontAscent(font), most = ascent, top;
    while (at < end)
        if (ttf()->TTF_GlyphMetrics32(font, utf8_next(&at, end), NULL, NULL, NULL, &top, NULL) == 0)
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
    ttf()->TTF_SetFontDirection(font, leftwards ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    ttf()->TTF_SetFontScriptName(font, names[run->script]);
    return font;
}

static uint32_t *row_of(const SDL_Surface *surface, int y)
{
    return (uint32_t *)(void *)((uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);
}

/* Rendered in white, an outline is white; what is not has colours of its own. */
static bool has_colours(const SDL_Surface *surface)
{
    for (int y = 0; y < surface->h; y++)
        for (int x = 0; x < surface->w; x++)
            if (row_of(surface, y)[x] >> 24 && (row_of(surface, y)[x] & 0xFFFFFF) != 0xFFFFFF)
                return true;
    return false;
}

/* The average of a block of pixels, weighed by their alpha. */
static uint32_t average(const SDL_Surface *surface, SDL_Rect block)
{
    uint64_t alpha = 0, red = 0, green = 0, blue = 0;
    for (int y = block.y; y < block.y + block.h; y++)
        for (int x = block.x; x < block.x + block.w; x++) {
            uint32_t pixel = row_of(surface, y)[x], a = pixel >> 24;
            alpha += a;
            red += a * (pixel >> 16 & 0xFF);
            green += a * (pixel >> 8 & 0xFF);
            blue += a * (pixel & 0xFF);
        }
    if (!alpha)
        return 0;
    uint64_t cells = (uint64_t)block.w * (uint64_t)block.h;
    return (uint32_t)((alpha / cells) << 24 | (red / alpha) << 16 | (green / alpha) << 8 |
                      blue / alpha);
}

/* Frees the surface; NULL where there is no smaller one. */
static SDL_Surface *shrunk(SDL_Surface *surface, int width, int height)
{
    SDL_Surface *small = NULL;
    if (width > 0 && height > 0 && width <= surface->w && height <= surface->h)
        small = ttf()->SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                      SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; small && y < height; y++)
        for (int x = 0; x < width; x++) {
            int left = x * surface->w / width, right = (x + 1) * surface->w / width;
            int top = y * surface->h / height, bottom = (y + 1) * surface->h / height;
            row_of(small, y)[x] = average(surface, (SDL_Rect){left, top, right - left,
                                                              bottom - top});
        }
    ttf()->SDL_FreeSurface(surface);
    return small;
}

/* Bitmap fonts have one size only, a large one: their pictures are made smaller to what was
 * measured, and set on the baseline as the font's own measures say. */
static bool fit_bitmap(Piece *piece, TTF_Font *font, float width)
{
    float scale = width / (float)piece->surface->w;
    piece->left = 0;
    piece->top = (int)lroundf((float)-ttf()->TTF_FontAscent(font) * scale);
    piece->surface = shrunk(piece->surface, (int)lroundf(width),
                            (int)lroundf((float)piece->surface->h * scale));
    return piece->surface != NULL;
}

static bool render_run(Fonts *fonts, const Run *run, unsigned size, float pen, Piece *piece)
{
    TTF_Font *font = run_font(fonts, run, size);
    if (!font)
        return false;
    Builder text = {0};
    builder_str(&text, run->text);
    SDL_Color white = {255, 255, 255, 255};
    SDL_Surface *surface = ttf()->TTF_RenderUTF8_Blended(font, text.at, white);
    builder_free(&text);
    if (!surface) {
        /* Marks that take no room have no picture, and a font of the system may have none. */
        if (run->file < FILE_SYSTEM && fonts_run_width(fonts, run) > 0)
            faces_fail(&fonts->faces, "a text can't be rendered: %s", ttf()->TTF_GetError());
        return false;
    }
    int above = surface->h > ttf()->TTF_FontHeight(font) ? reach_above(font, run->text) : 0;
    *piece = (Piece){.surface = surface, .left = reach_left(font, run->text),
                     .top = -ttf()->TTF_FontAscent(font) - above};
    bool ours = run->file < FILE_SYSTEM;
    float width = ours ? 0 : fonts_run_width(fonts, run) * (float)size / 72;
    if (!ours && ttf()->TTF_FontHeight(font) > 2 * (int)size / 72 &&
        (float)surface->w > 1.3f * width && !fit_bitmap(piece, font, width))
        return false;
    piece->coloured = !ours && has_colours(piece->surface);
    piece->left += (int)lroundf(pen);
    return true;
}

static bool row_empty(const SDL_Surface *surface, int y)
{
    for (int x = 0; x < surface->w; x++)
        if (row_of(surface, y)[x] >> 24)
            return false;
    return true;
}

static void add_piece(Label *label, const Piece *piece)
{
    for (int y = 0; y < piece->surface->h; y++) {
        int to = piece->top + y - label->top;
        if (to < 0 || to >= label->rows)
            continue;
        const uint32_t *from = row_of(piece->surface, y);
        size_t start = (size_t)to * (size_t)label->columns;
        for (int x = 0; x < piece->surface->w; x++) {
            int column = piece->left + x - label->left;
            uint8_t cover = (uint8_t)(from[x] >> 24);
            if (column < 0 || column >= label->columns ||
                cover <= label->covers[start + (size_t)column])
                continue;
            label->covers[start + (size_t)column] = cover;
            if (label->colours)
                label->colours[start + (size_t)column] =
                    piece->coloured ? from[x] | 0xFF000000 : 0;
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
    bool coloured = false;
    for (int i = 0; i < run_count; i++) {
        float em = (float)key.size / 72;
        float width = run_count > 1 ? fonts_run_width(fonts, &runs[i]) * em : 0;
        if (render_run(fonts, &runs[i], key.size, pen, &pieces[count]))
            coloured |= pieces[count++].coloured;
        pen += width;
    }
    Label *label = labels_add(&fonts->labels, key);
    Cells around = around_pieces(pieces, count);
    int64_t cells = ((int64_t)around.x1 - around.x0) * ((int64_t)around.y1 - around.y0);
    if (cells > 0 && cells <= CELLS_MOST) {
        label->left = around.x0;
        label->top = around.y0;
        labels_size(&fonts->labels, label, around.x1 - around.x0, around.y1 - around.y0,
                    coloured);
        for (int i = 0; i < count; i++)
            add_piece(label, &pieces[i]);
    }
    for (int i = 0; i < count; i++)
        ttf()->SDL_FreeSurface(pieces[i].surface);
    return label;
}

static void paint_coloured(Surface *surface, const Label *label, int x, int y, Colour colour)
{
    for (int row = 0; row < label->rows; row++)
        for (int column = 0; column < label->columns; column++) {
            size_t i = (size_t)row * (size_t)label->columns + (size_t)column;
            uint32_t own = label->colours[i];
            Paint paint = {.colour = own ? (own & 0xFFFFFF) | (colour & 0xFF000000) : colour};
            surface_covers(surface, &paint, y + row, x + column, 1, &label->covers[i]);
        }
}

static void paint_label(Surface *surface, const Label *label, int x, int y, Colour colour)
{
    Paint paint = {.colour = colour};
    x += label->left;
    y += label->top;
    if (label->colours) {
        paint_coloured(surface, label, x, y, colour);
        return;
    }
    for (int row = 0; row < label->rows; row++)
        surface_covers(surface, &paint, y + row, x, label->columns,
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
