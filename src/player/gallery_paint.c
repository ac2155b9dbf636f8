/* The wall of lessons. Each thumbnail is the view's own picture, shrunk command by command. */
#include "player/gallery.h"

#include "player/unit.h"
#include "view/theme.h"

#include <math.h>
#include <string.h>

enum { SOURCE_WIDTH = 1280, SOURCE_HEIGHT = 720 }; /* a thumbnail's picture before it shrinks */

static float scaled(float value, float offset, float factor)
{
    return offset + value * factor;
}

/* All of `from`, shrunk into `box`. Texts and colours stay with `from`. */
static void add_picture(Picture *picture, const Picture *from, Box box)
{
    float f = box.w / from->width;
    draw_clip(picture, box);
    for (size_t i = 0; i < from->list.count; i++) {
        Draw draw = from->list.items[i];
        draw.width *= f, draw.dash *= f, draw.gap *= f, draw.radius *= f, draw.fit *= f;
        draw.font.size *= f;
        bool boxed = draw.kind == DRAW_RECT || draw.kind == DRAW_FRAME ||
                     draw.kind == DRAW_HATCH || draw.kind == DRAW_COLUMNS ||
                     draw.kind == DRAW_CLIP;
        if (boxed) {
            draw.box = (Box){scaled(draw.box.x, box.x, f), scaled(draw.box.y, box.y, f),
                             draw.box.w * f, draw.box.h * f};
        } else {
            draw.x = scaled(draw.x, box.x, f), draw.y = scaled(draw.y, box.y, f);
            draw.x2 = scaled(draw.x2, box.x, f), draw.y2 = scaled(draw.y2, box.y, f);
        }
        draw.c1 = (Point){scaled(draw.c1.x, box.x, f), scaled(draw.c1.y, box.y, f)};
        draw.c2 = (Point){scaled(draw.c2.x, box.x, f), scaled(draw.c2.y, box.y, f)};
        if (draw.kind == DRAW_POLYGON) {
            Point *points = ARENA_ARRAY(&picture->arena, Point, draw.count);
            for (uint32_t k = 0; k < draw.count; k++)
                points[k] = (Point){scaled(draw.points[k].x, box.x, f),
                                    scaled(draw.points[k].y, box.y, f)};
            draw.points = points;
        }
        array_push(&picture->list, draw);
    }
    draw_unclip(picture);
}

static void make_thumbnail(GalleryEntry *entry, const GalleryView *view, Moment at,
                           const TextMeasure *measure)
{
    ViewState state = {.width = SOURCE_WIDTH,
                       .height = SOURCE_HEIGHT,
                       .scale = 1,
                       .theme = view->theme,
                       .slide = true,
                       .hover_timeline = -1,
                       .hover_lane = -1,
                       .show_playhead = moment_compare(at, lesson_end(&entry->loaded->lesson)) < 0,
                       .fresh = -1};
    /* Its name stands below the card already. */
    Lesson lesson = entry->loaded->lesson;
    lesson.title = lesson.description = (Str){0};
    picture_begin(&entry->thumbnail, SOURCE_WIDTH, SOURCE_HEIGHT);
    view_picture(&lesson, at, &state, measure, &entry->thumbnail, NULL);
}

typedef struct Wall {
    Gallery *gallery;
    const GalleryView *view;
    const TextMeasure *measure;
    Picture *picture;
    const Theme *theme;
    float unit, card_width, card_height, gap, top, chapter; /* chapter: height of its name */
    Box drop; /* where a file can be dropped */
} Wall;

/* What stands on a card that has no picture. */
static Str without_picture(const Wall *wall, const GalleryEntry *entry)
{
    const Gallery *gallery = wall->gallery;
    if (lesson_is_program(str_of(entry->path)))
        return STR("a Python program: opening runs it");
    return (size_t)(entry - gallery->entries.items) < gallery->looked_at
               ? STR("a mistake in it; opening shows it")
               : STR("");
}

static void paint_card(const Wall *wall, GalleryEntry *entry, bool selected)
{
    const Theme *theme = wall->theme;
    float u = wall->unit;
    Box box = entry->box;
    Box thumb = {box.x + 6 * u, box.y + 6 * u, box.w - 12 * u,
                 (box.w - 12 * u) * SOURCE_HEIGHT / SOURCE_WIDTH};
    draw_rect(wall->picture, box, 14 * u, theme->panel);
    if (entry->loaded) {
        double played = wall->view->now - wall->gallery->began;
        bool plays = selected && !wall->view->still && played >= 0 && played < gallery_play_seconds;
        Moment at = lesson_end(&entry->loaded->lesson);
        if (plays)
            at = (Moment){(int64_t)((double)at.t * played / gallery_play_seconds), ALL_STEPS};
        if (plays || entry->thumbnail.list.count == 0 || !entry->is_poster)
            make_thumbnail(entry, wall->view, at, wall->measure);
        entry->is_poster = !plays;
        add_picture(wall->picture, &entry->thumbnail, thumb);
    } else {
        draw_text(wall->picture, wall->measure,
                  (Point){thumb.x + thumb.w / 2, thumb.y + thumb.h / 2}, ANCHOR_MIDDLE,
                  (Font){FONT_WORDS_500, 24 * u}, theme->dim, without_picture(wall, entry),
                  thumb.w);
    }
    Str title = entry->loaded && entry->loaded->lesson.title.length ? entry->loaded->lesson.title
                                                                    : str_of(entry->name);
    float y = thumb.y + thumb.h + 34 * u, saved = 0;
    Font bold = {FONT_WORDS_700, 24 * u}, light = {FONT_WORDS_600, 22 * u};
    if (entry->saving.length)
        saved = draw_text(wall->picture, wall->measure, (Point){box.x + box.w - 14 * u, y},
                          ANCHOR_END, light, theme->good, builder_view(&entry->saving),
                          box.w * 0.4f);
    draw_text(wall->picture, wall->measure, (Point){box.x + 14 * u, y}, ANCHOR_START, bold,
              theme->strong, title, box.w - saved - 40 * u);
    if (selected)
        draw_frame(wall->picture, box, 14 * u, 5 * u, theme->hues[0]);
}

static bool begins_chapter(const Wall *wall, size_t i, const char *before)
{
    const char *own = wall->gallery->entries.items[i].chapter;
    return !before || strcmp(own, before) != 0;
}

/* Cards in rows below the name of their chapter; behind the last one there is room to drop a
 * file. */
static void lay_out(Wall *wall)
{
    Gallery *gallery = wall->gallery;
    float width = (float)wall->view->width, u = wall->unit, x = wall->gap, y = wall->top;
    const char *chapter = NULL;
    gallery->across = (uint32_t)fmaxf(1, floorf((width - wall->gap) / (560 * u + wall->gap)));
    wall->card_width =
        (width - wall->gap * (float)(gallery->across + 1)) / (float)gallery->across;
    wall->card_height = (wall->card_width - 12 * u) * SOURCE_HEIGHT / SOURCE_WIDTH + 62 * u;
    uint32_t in_row = 0;
    for (size_t i = 0; i < gallery->entries.count; i++) {
        GalleryEntry *entry = &gallery->entries.items[i];
        entry->box = (Box){0};
        if (!gallery_fits(gallery, entry))
            continue;
        bool begins = begins_chapter(wall, i, chapter);
        if ((begins && chapter) || in_row == gallery->across) {
            in_row = 0;
            x = wall->gap;
            y += wall->card_height + wall->gap;
        }
        y += begins ? wall->chapter : 0;
        chapter = entry->chapter;
        entry->box = (Box){x, y, wall->card_width, wall->card_height};
        x += wall->card_width + wall->gap;
        in_row++;
    }
    if (in_row == gallery->across || !chapter) {
        x = wall->gap;
        y += chapter ? wall->card_height + wall->gap : 0;
    }
    wall->drop = (Box){x, y, wall->card_width, wall->card_height};
    gallery->height = y + wall->card_height + wall->gap;
    gallery->scroll =
        fminf(gallery->scroll, fmaxf(gallery->height - (float)wall->view->height, 0));
}

/* Scrolls so far that the selected one is seen whole. */
static void reveal_selected(Wall *wall)
{
    Gallery *gallery = wall->gallery;
    const GalleryEntry *entry = gallery_selected(gallery);
    if (entry && gallery->shown_selection != gallery->selected + 1) {
        float above = entry->box.y - wall->chapter - wall->top - gallery->scroll;
        float below = entry->box.y + entry->box.h + wall->gap - gallery->scroll -
                      (float)wall->view->height;
        if (above < 0)
            gallery->scroll += above;
        else if (below > 0)
            gallery->scroll += below;
    }
    gallery->shown_selection = gallery->selected + 1;
    for (size_t i = 0; i < gallery->entries.count; i++)
        gallery->entries.items[i].box.y -= gallery->scroll;
    wall->drop.y -= gallery->scroll;
}

static void paint_chapters(const Wall *wall)
{
    const char *chapter = NULL;
    for (size_t i = 0; i < wall->gallery->entries.count; i++) {
        const GalleryEntry *entry = &wall->gallery->entries.items[i];
        if (entry->box.w <= 0)
            continue;
        if (begins_chapter(wall, i, chapter))
            draw_text(wall->picture, wall->measure,
                      (Point){entry->box.x + 4 * wall->unit, entry->box.y - 18 * wall->unit},
                      ANCHOR_START, (Font){FONT_WORDS_700, 30 * wall->unit}, wall->theme->strong,
                      str_of(entry->chapter), wall->card_width);
        chapter = entry->chapter;
    }
}

static void paint_drop(const Wall *wall)
{
    Box box = wall->drop;
    float u = wall->unit, x1 = box.x + box.w, y1 = box.y + box.h;
    Colour ink = wall->theme->rule;
    const Point corners[] = {{box.x, box.y}, {x1, box.y}, {x1, y1}, {box.x, y1}, {box.x, box.y}};
    for (int i = 0; i < 4; i++)
        draw_dashes(wall->picture, corners[i], corners[i + 1], 3 * u, 14 * u, 10 * u, true, ink);
    draw_text(wall->picture, wall->measure, (Point){box.x + box.w / 2, box.y + box.h / 2},
              ANCHOR_MIDDLE, (Font){FONT_WORDS_600, 28 * u}, wall->theme->soft,
              STR("Drop a file here to open it"), box.w);
    draw_text(wall->picture, wall->measure,
              (Point){box.x + box.w / 2, box.y + box.h / 2 + 38 * u}, ANCHOR_MIDDLE,
              (Font){FONT_WORDS_500, 22 * u}, wall->theme->dim,
              STR("a scenario, a Python program, a trace"), box.w);
}

static Box search_box(const Wall *wall)
{
    float u = wall->unit, wide = fminf(560 * u, (float)wall->view->width * 0.5f);
    return (Box){(float)wall->view->width - wall->gap - wide, 26 * u, wide, 54 * u};
}

/* With a glass and a caret, as search boxes are. */
static void paint_search(const Wall *wall)
{
    const Theme *theme = wall->theme;
    float u = wall->unit;
    Box box = search_box(wall);
    Str text = builder_view(&wall->gallery->search);
    Font font = {FONT_WORDS_500, 26 * u};
    Point glass = {box.x + 30 * u, box.y + 24 * u};
    draw_rect(wall->picture, box, 12 * u, theme->panel);
    draw_frame(wall->picture, box, 12 * u, 2 * u, text.length ? theme->hues[0] : theme->dim);
    draw_ring(wall->picture, glass, 9 * u, 3 * u, theme->soft);
    draw_line(wall->picture, (Point){glass.x + 7 * u, glass.y + 7 * u},
              (Point){glass.x + 15 * u, glass.y + 15 * u}, 3 * u, theme->soft);
    float x = box.x + 58 * u, y = box.y + box.h / 2 + 9 * u, taken = 0;
    if (text.length)
        taken = draw_text(wall->picture, wall->measure, (Point){x, y}, ANCHOR_START, font,
                          theme->strong, text, box.w - 80 * u);
    draw_rect(wall->picture, (Box){x + taken + 3 * u, box.y + 12 * u, 3 * u, 30 * u}, 0,
              theme->strong);
    if (!text.length)
        draw_text(wall->picture, wall->measure, (Point){x + 14 * u, y}, ANCHOR_START, font,
                  theme->dim, STR("type to search"), box.w - 90 * u);
}

static void paint_scroll_bar(const Wall *wall)
{
    float room = (float)wall->view->height - wall->top, all = wall->gallery->height - wall->top;
    if (all <= room + 1)
        return;
    float high = fmaxf(room * room / all, 30 * wall->unit);
    float part = wall->gallery->scroll / (all - room);
    draw_rect(wall->picture,
              (Box){(float)wall->view->width - 12 * wall->unit,
                    wall->top + (room - high) * fminf(part, 1), 7 * wall->unit, high},
              3 * wall->unit, wall->theme->dim);
}

static void paint_head(const Wall *wall)
{
    const Gallery *gallery = wall->gallery;
    const Theme *theme = wall->theme;
    float u = wall->unit, width = (float)wall->view->width, hints = wall->gap + 230 * u;
    draw_rect(wall->picture, (Box){0, 0, width, wall->top - wall->gap / 2}, 0, theme->ground);
    draw_text(wall->picture, wall->measure, (Point){wall->gap, 64 * u}, ANCHOR_START,
              (Font){FONT_WORDS_700, 36 * u}, theme->strong, STR("interleave"), width / 3);
    draw_text(wall->picture, wall->measure, (Point){hints, 64 * u}, ANCHOR_START,
              (Font){FONT_WORDS_500, 24 * u}, theme->dim,
              STR("Enter opens   drop a file to open it   ? keys"),
              search_box(wall).x - hints - wall->gap);
    paint_search(wall);
    paint_scroll_bar(wall);
    if (!gallery_selected(gallery) && gallery_is_whole(gallery))
        draw_text(wall->picture, wall->measure,
                  (Point){width / 2, (float)wall->view->height / 2}, ANCHOR_MIDDLE,
                  (Font){FONT_WORDS_600, 30 * u}, theme->soft,
                  gallery->entries.count ? STR("no lesson fits; Backspace takes letters away")
                                         : STR("no lessons found; drop a file here"),
                  width);
}

static void forget_old_thumbnails(Gallery *gallery, const GalleryView *view)
{
    if (gallery->thumb_theme == view->theme)
        return;
    gallery->thumb_theme = view->theme;
    for (size_t i = 0; i < gallery->entries.count; i++)
        gallery->entries.items[i].thumbnail.list.count = 0;
}

/* Each card at its place; `picture` NULL: nothing will be painted. */
static Wall make_wall(Gallery *gallery, const GalleryView *view, const TextMeasure *measure,
                      Picture *picture)
{
    float u = player_unit(view->width, view->height, view->scale);
    Wall wall = {.gallery = gallery,
                 .view = view,
                 .measure = measure,
                 .picture = picture,
                 .theme = theme_of(view->theme),
                 .unit = u,
                 .gap = 24 * u,
                 .top = 100 * u,
                 .chapter = 60 * u};
    forget_old_thumbnails(gallery, view);
    lay_out(&wall);
    reveal_selected(&wall);
    return wall;
}

static bool is_seen(const Wall *wall, const GalleryEntry *entry)
{
    return entry->box.w > 0 && entry->box.y < (float)wall->view->height &&
           entry->box.y + entry->box.h > 0;
}

bool gallery_prepare(Gallery *gallery, const GalleryView *view, const TextMeasure *measure)
{
    Wall wall = make_wall(gallery, view, measure, NULL);
    for (size_t i = 0; i < gallery->entries.count; i++) {
        GalleryEntry *entry = &gallery->entries.items[i];
        if (!entry->loaded || entry->thumbnail.list.count || !is_seen(&wall, entry))
            continue;
        make_thumbnail(entry, view, lesson_end(&entry->loaded->lesson), measure);
        entry->is_poster = true;
        return false;
    }
    return true;
}

void gallery_paint(Gallery *gallery, const GalleryView *view, const TextMeasure *measure,
                   Picture *picture)
{
    Wall wall = make_wall(gallery, view, measure, picture);
    Box canvas = {0, 0, (float)view->width, (float)view->height};
    draw_rect(picture, canvas, 0, wall.theme->ground);
    draw_clip(picture, canvas); /* what is scrolled away lies outside */
    for (size_t i = 0; i < gallery->entries.count; i++) {
        GalleryEntry *entry = &gallery->entries.items[i];
        if (is_seen(&wall, entry))
            paint_card(&wall, entry, i == gallery->selected);
    }
    paint_chapters(&wall);
    if (gallery_selected(gallery))
        paint_drop(&wall);
    draw_unclip(picture);
    paint_head(&wall);
}
