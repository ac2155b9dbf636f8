#include "draw/drawable.h"

#include "draw/surface.h"

#include <math.h>

static bool sound(float number)
{
    return fabsf(number) < 1e6f;
}

static bool sound_point(float x, float y)
{
    return sound(x) && sound(y);
}

static bool sound_length(float length)
{
    return length > 0 && sound(length);
}

static bool sound_box(Box box)
{
    return sound_point(box.x, box.y) && sound_length(box.w) && sound_length(box.h);
}

static bool sound_polygon(const Draw *draw)
{
    for (uint32_t i = 0; i < draw->count; i++)
        if (!sound_point(draw->points[i].x, draw->points[i].y))
            return false;
    return draw->count >= 3;
}

static bool sound_line(const Draw *draw)
{
    return sound_point(draw->x, draw->y) && sound_point(draw->x2, draw->y2) &&
           sound_length(draw->width);
}

bool drawable(const Draw *draw)
{
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_CLIP: return sound_box(draw->box);
    case DRAW_COLUMNS: return sound_box(draw->box) && draw->count > 0;
    case DRAW_FRAME: return sound_box(draw->box) && sound_length(draw->width);
    case DRAW_HATCH:
        return sound_box(draw->box) && draw->width > 0 && draw->gap > 0.5f && sound(draw->gap);
    case DRAW_LINE: return sound_line(draw);
    case DRAW_CURVE:
        return sound_line(draw) && sound_point(draw->c1.x, draw->c1.y) &&
               sound_point(draw->c2.x, draw->c2.y);
    case DRAW_POLYGON: return sound_polygon(draw);
    case DRAW_CIRCLE: return sound_point(draw->x, draw->y) && sound_length(draw->radius);
    case DRAW_RING:
        return sound_point(draw->x, draw->y) && sound_length(draw->radius) &&
               sound_length(draw->width);
    case DRAW_TEXT:
        return sound_point(draw->x, draw->y) && sound_length(draw->font.size) &&
               draw->text.length > 0;
    case DRAW_UNCLIP: case DRAW_GROUP: case DRAW_UNGROUP: return true;
    }
    return false;
}

float drawable_radius(const Draw *draw)
{
    float radius = least_of(draw->radius, 0.5f * least_of(draw->box.w, draw->box.h));
    return radius > 0 ? radius : 0;
}

bool drawable_dashes(const Draw *draw)
{
    return draw->gap > 0 && draw->dash >= 0 && draw->dash + draw->gap > 0.25f &&
           sound(draw->dash + draw->gap);
}

/* --- columns --- */

bool drawable_stretch(const Draw *columns, uint32_t *next, Draw *rect)
{
    uint32_t first = *next;
    while (first < columns->count && columns->colours[first] >> 24 == 0)
        first++;
    if (first == columns->count)
        return false;
    uint32_t after = first + 1;
    while (after < columns->count && columns->colours[after] == columns->colours[first])
        after++;
    float wide = columns->box.w / (float)columns->count;
    float x0 = columns->box.x + wide * (float)first, x1 = columns->box.x + wide * (float)after;
    *rect = (Draw){.kind = DRAW_RECT, .colour = columns->colours[first],
                   .box = {x0, columns->box.y, x1 - x0, columns->box.h}};
    *next = after;
    return true;
}

/* --- stripes --- */

enum {
    CORNER = 4,                     /* straight pieces of a corner: within 1/25 of its radius */
    OUTLINE = 4 * (CORNER + 1) + 4, /* points of a box's outline, and of what is cut from it */
    STRIPES_MOST = 20000            /* of a box; more can't be told from a fill */
};

typedef struct Outline {
    Point points[OUTLINE];
    int count;
} Outline;

static void add_corner(Outline *outline, Point centre, Point along, Point across)
{
    for (int i = 0; i <= CORNER; i++) {
        float t = (float)i / CORNER, d = 1 / (1 + t * t);
        float c = (1 - t * t) * d, s = 2 * t * d;
        outline->points[outline->count++] = (Point){centre.x + along.x * c + across.x * s,
                                                    centre.y + along.y * c + across.y * s};
    }
}

static void outline_box(Outline *outline, const Draw *draw)
{
    Box box = draw->box;
    float r = drawable_radius(draw), right = box.x + box.w, bottom = box.y + box.h;
    outline->count = 0;
    if (r > 0) {
        add_corner(outline, (Point){box.x + r, box.y + r}, (Point){-r, 0}, (Point){0, -r});
        add_corner(outline, (Point){right - r, box.y + r}, (Point){0, -r}, (Point){r, 0});
        add_corner(outline, (Point){right - r, bottom - r}, (Point){r, 0}, (Point){0, r});
        add_corner(outline, (Point){box.x + r, bottom - r}, (Point){0, r}, (Point){-r, 0});
        return;
    }
    Point corners[] = {{box.x, box.y}, {right, box.y}, {right, bottom}, {box.x, bottom}};
    for (int i = 0; i < 4; i++)
        outline->points[outline->count++] = corners[i];
}

/* Keeps what lies on the side of x + y = `sum` that `sign` says: 1 above it, -1 below. */
static void cut(Outline *outline, float sum, float sign)
{
    Outline kept = {.count = 0};
    for (int i = 0; i < outline->count; i++) {
        Point a = outline->points[i], b = outline->points[(i + 1) % outline->count];
        float from = sign * (a.x + a.y - sum), to = sign * (b.x + b.y - sum);
        if (from >= 0 && kept.count < OUTLINE)
            kept.points[kept.count++] = a;
        if ((from < 0) == (to < 0) || from == 0 || to == 0 || kept.count == OUTLINE)
            continue;
        float part = from / (from - to);
        kept.points[kept.count++] =
            (Point){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
    }
    *outline = kept;
}

void drawable_stripes(const Draw *hatch, StripeEach each, void *context)
{
    static const double diagonal = 1.41421356237309504880;
    Box box = hatch->box;
    double pitch = (double)hatch->gap * diagonal;
    double width = fmin((double)hatch->width, (double)hatch->gap) * diagonal;
    double first = (double)(box.x + box.y), last = first + (double)(box.w + box.h);
    double k = floor((first - width) / pitch) + 1;
    for (int i = 0; i < STRIPES_MOST && k * pitch < last; i++, k++) {
        Outline outline;
        outline_box(&outline, hatch);
        cut(&outline, (float)(k * pitch), 1);
        cut(&outline, (float)(k * pitch + width), -1);
        if (outline.count >= 3)
            each(context, &(Stripe){lround(k), outline.points, outline.count});
    }
}
