/* The wall of lessons. Each thumbnail is the view's own picture, shrunk command by command. */
#include "player/gallery.h"

#include "view/theme.h"

#include <math.h>

enum { SOURCE_WIDTH = 1280, SOURCE_HEIGHT = 720 }; /* a thumbnail's picture before it shrinks */

static float scaled(float value, float offset, float factor)
{
    return offset + value * factor;
}

/* All of `from`, shrunk into `box`. Texts and points stay with `from`. */
static void add_picture(Picture *picture, const Picture *from, Box box)
{
    float f = box.w / from->width;
    draw_clip(picture, box);
    for (size_t i = 0; i < from->list.count; i++) {
        Draw draw = from->list.items[i];
        draw.width *= f, draw.dash *= f, draw.gap *= f, draw.radius *= f, draw.fit *= f;
        draw.font.size *= f;
        bool boxed = draw.kind == DRAW_RECT || draw.kind == DRAW_FRAME ||
                     draw.kind == DRAW_HATCH || draw.kind == DRAW_CLIP;
        if (boxed) {
            draw.box = (Box){scaled(draw.box.x, box.x, f), scaled(draw.box.y, box.y, f),
                             draw.box.w * f, draw.box.h * f};
        } else {
            draw.x = scaled(draw.x, box.x, f), draw.y = scaled(draw.y, box.y, f);
            draw.x2 = scaled(draw.x2, box.x, f), draw.y2 = scaled(draw.y2, box.y, f);
        }
        draw.c1 = (Point){scaled(draw.c1.x, box.x, f), scaled(draw.c1.y, box.y, f)};
        draw.c2 = (Point){scaled(draw.c2.x, box.x, f), scaled(draw.c2.y, box.y, f)};
        if (draw.points) {
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
    picture_begin(&entry->thumbnail, SOURCE_WIDTH, SOURCE_HEIGHT);
    view_picture(&entry->loaded->lesson, at, &state, measure, &entry->thumbnail, NULL);
}

typedef struct Wall {
    Gallery *gallery;
    const GalleryView *view;
    const TextMeasure *measure;
    Picture *picture;
    const Theme *theme;
    float unit, card_width, card_height, gap, top;
} Wall;

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
        if (plays || entry->thumbnail.list.count == 0 || selected)
            make_thumbnail(entry, wall->view, at, wall->measure);
        add_picture(wall->picture, &entry->thumbnail, thumb);
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

static void lay_out(Wall *wall)
{
    Gallery *gallery = wall->gallery;
    float width = (float)wall->view->width, u = wall->unit, x = wall->gap, y = wall->top;
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
        entry->box = (Box){x, y, wall->card_width, wall->card_height};
        x += wall->card_width + wall->gap;
        if (++in_row == gallery->across) {
            in_row = 0;
            x = wall->gap;
            y += wall->card_height + wall->gap;
        }
    }
    float bottom = y + (in_row ? wall->card_height + wall->gap : 0);
    gallery->scroll = fminf(gallery->scroll, fmaxf(bottom - (float)wall->view->height, 0));
}

/* Scrolls so far that the selected one is seen whole. */
static void reveal_selected(Wall *wall)
{
    Gallery *gallery = wall->gallery;
    const GalleryEntry *entry = gallery_selected(gallery);
    if (entry && gallery->shown_selection != gallery->selected + 1) {
        float above = entry->box.y - wall->top - gallery->scroll;
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
}

static void paint_head(const Wall *wall)
{
    const Gallery *gallery = wall->gallery;
    const Theme *theme = wall->theme;
    float u = wall->unit, width = (float)wall->view->width;
    draw_rect(wall->picture, (Box){0, 0, width, wall->top - wall->gap / 2}, 0, theme->ground);
    draw_text(wall->picture, wall->measure, (Point){wall->gap, 62 * u}, ANCHOR_START,
              (Font){FONT_WORDS_700, 36 * u}, theme->strong, STR("Lessons"), width / 3);
    Str say = gallery->search.length ? builder_view(&gallery->search)
                                     : STR("type to search, Enter opens, ? keys");
    Font font = {gallery->search.length ? FONT_CODE_400 : FONT_WORDS_500, 26 * u};
    draw_text(wall->picture, wall->measure, (Point){width - wall->gap, 60 * u}, ANCHOR_END, font,
              gallery->search.length ? theme->text : theme->dim, say, width * 0.6f);
    if (!gallery_selected(gallery))
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

void gallery_paint(Gallery *gallery, const GalleryView *view, const TextMeasure *measure,
                   Picture *picture)
{
    float u = fmaxf(fminf((float)view->width / 1920.0f, (float)view->height / 1080.0f), 0.4f) *
              view->scale;
    Wall wall = {.gallery = gallery,
                 .view = view,
                 .measure = measure,
                 .picture = picture,
                 .theme = theme_of(view->theme),
                 .unit = u,
                 .gap = 24 * u,
                 .top = 100 * u};
    draw_rect(picture, (Box){0, 0, (float)view->width, (float)view->height}, 0,
              wall.theme->ground);
    forget_old_thumbnails(gallery, view);
    lay_out(&wall);
    reveal_selected(&wall);
    for (size_t i = 0; i < gallery->entries.count; i++) {
        GalleryEntry *entry = &gallery->entries.items[i];
        if (entry->box.w > 0 && entry->box.y < (float)view->height &&
            entry->box.y + entry->box.h > 0)
            paint_card(&wall, entry, i == gallery->selected);
    }
    paint_head(&wall);
}
