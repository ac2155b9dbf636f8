/* Which texts have no room for wider letters. A reader of SVG that lacks our fonts sets others, and
 * librsvg pays no heed to textLength: DejaVu's bold is a fifth wider. What would then leave its box,
 * touch its neighbour or run into a mark is drawn by its shapes instead. */
#include "base/mem.h"
#include "draw/clean.h"
#include "draw/drawable.h"
#include "draw/fonts.h"
#include "draw/svg.h"

#include <math.h>

/* Pairs that are looked at one by one; where there are more, no text has room. */
static const double PAIRS_MOST = 2e8;

typedef struct Extent {
    float left, right, top, bottom;
} Extent;

typedef struct Obstacle {
    Extent extent;  /* of a text: as wide as it may become */
    const Draw *of;
} Obstacle;

typedef struct Room {
    Fonts *fonts;
    Extent whole;
    ARRAY(Obstacle) obstacles;
} Room;

static Extent extent_of_text(const Draw *draw, float width)
{
    float left = draw->x - (draw->anchor == ANCHOR_END      ? width
                            : draw->anchor == ANCHOR_MIDDLE ? width / 2
                                                            : 0);
    return (Extent){left, left + width, draw->y - 0.72f * draw->font.size,
                    draw->y + 0.2f * draw->font.size};
}

/* As it would be set in DejaVu, its own fonts taken away; with a little for rounding. */
static float other_width(Fonts *fonts, const Draw *draw)
{
    Builder clean = {0};
    Run runs[RUNS_MOST];
    int count = fonts_runs(fonts, draw->font.face, cleaned(&clean, draw->text), runs);
    float width = 0;
    for (int i = 0; i < count; i++) {
        if (runs[i].file < FONT_CODE_400)
            runs[i].file = runs[i].file >= FONT_WORDS_600 ? FILE_DEJAVU_BOLD : FILE_DEJAVU;
        width += fonts_run_width(fonts, &runs[i]);
    }
    builder_free(&clean);
    return width * draw->font.size * 1.01f;
}

static bool is_text(const Draw *draw)
{
    return draw->kind == DRAW_TEXT && draw->colour >> 24 && drawable(draw) && draw->fit > 0 &&
           draw->fit < 1e6f;
}

static Extent extent_of_points(const Draw *draw)
{
    Extent all = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (uint32_t i = 0; i < draw->count; i++) {
        all.left = fminf(all.left, draw->points[i].x);
        all.right = fmaxf(all.right, draw->points[i].x);
        all.top = fminf(all.top, draw->points[i].y);
        all.bottom = fmaxf(all.bottom, draw->points[i].y);
    }
    return all;
}

/* False for what is in no text's way: curves, and upright lines, which cross texts as they are. */
static bool extent_of_mark(const Draw *draw, Extent *extent)
{
    float r = draw->radius;
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_FRAME: case DRAW_HATCH: case DRAW_COLUMNS: case DRAW_CLIP:
        *extent = (Extent){draw->box.x, draw->box.x + draw->box.w, draw->box.y,
                           draw->box.y + draw->box.h};
        return true;
    case DRAW_LINE:
        *extent = (Extent){fminf(draw->x, draw->x2), fmaxf(draw->x, draw->x2),
                           fminf(draw->y, draw->y2), fmaxf(draw->y, draw->y2)};
        return extent->right - extent->left > 1;
    case DRAW_CIRCLE: case DRAW_RING:
        *extent = (Extent){draw->x - r, draw->x + r, draw->y - r, draw->y + r};
        return true;
    case DRAW_POLYGON:
        *extent = extent_of_points(draw);
        return true;
    case DRAW_TEXT: case DRAW_CURVE: case DRAW_UNCLIP: case DRAW_GROUP: case DRAW_UNGROUP: break;
    }
    return false;
}

static void find_obstacles(Room *room, const Picture *picture)
{
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        Obstacle obstacle = {.of = draw};
        if (is_text(draw)) {
            obstacle.extent =
                extent_of_text(draw, fmaxf(draw->fit, other_width(room->fonts, draw)));
            array_push(&room->obstacles, obstacle);
        } else if ((draw->kind == DRAW_CLIP || draw->colour >> 24) && draw->kind != DRAW_TEXT &&
                   drawable(draw) && extent_of_mark(draw, &obstacle.extent)) {
            array_push(&room->obstacles, obstacle);
        }
    }
}

static bool meets(const Extent *a, const Extent *b, float gap)
{
    return a->left < b->right + gap && b->left < a->right + gap;
}

static bool holds(const Extent *outer, const Extent *inner)
{
    return outer->left <= inner->left && inner->right <= outer->right;
}

/* Whether the text, grown from `own` to `wide`, leaves what it is in or runs into what it is not. */
static bool is_hindered(const Extent *own, const Extent *wide, const Obstacle *by, float size)
{
    const Extent *mark = &by->extent;
    float middle = (own->top + own->bottom) / 2;
    if (by->of->kind == DRAW_TEXT)
        return wide->top < mark->bottom && mark->top < wide->bottom &&
               meets(wide, mark, size / 4);
    if (middle < mark->top - 0.4f * size || middle > mark->bottom + 0.4f * size)
        return false;
    bool is_inside = holds(mark, own);
    return (is_inside && !holds(mark, wide)) || (!meets(own, mark, 0) && meets(wide, mark, 1));
}

static bool is_tight(const Room *room, const Obstacle *text)
{
    Extent own = extent_of_text(text->of, text->of->fit);
    if (text->extent.right - text->extent.left <= own.right - own.left)
        return false;
    if (holds(&room->whole, &own) && !holds(&room->whole, &text->extent))
        return true;
    for (size_t i = 0; i < room->obstacles.count; i++) {
        const Obstacle *by = &room->obstacles.items[i];
        if (by != text && is_hindered(&own, &text->extent, by, text->of->font.size))
            return true;
    }
    return false;
}

bool *svg_find_tight(const Picture *picture, const SvgOptions *options)
{
    bool *tight = mem_resize_array(NULL, picture->list.count + 1, sizeof *tight);
    Room room = {.fonts = options->fonts, .whole = {0, picture->width, 0, picture->height}};
    size_t texts = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        tight[i] = false;
        texts += is_text(&picture->list.items[i]);
    }
    if (!options->fonts || options->outlines)
        return tight;
    find_obstacles(&room, picture);
    bool few = (double)texts * (double)room.obstacles.count < PAIRS_MOST;
    for (size_t i = 0; i < room.obstacles.count; i++) {
        const Obstacle *one = &room.obstacles.items[i];
        if (one->of->kind == DRAW_TEXT)
            tight[one->of - picture->list.items] = !few || is_tight(&room, one);
    }
    array_free(&room.obstacles);
    return tight;
}
