#include "player/overlay.h"

#include "base/number.h"
#include "player/ask.h"
#include "player/card.h"
#include "player/control_bar.h"
#include "player/details.h"
#include "player/overlay_help.h"
#include "player/quiz_mode.h"
#include "player/show.h"
#include "view/sentences.h"
#include "view/theme.h"

#include <float.h>
#include <math.h>

static const double details_after = 0.4; /* seconds that the pointer rests */

/* --- details of a lane --- */

static bool shows_details(const Stage *stage)
{
    return stage->loaded && !stage->in_gallery && !stage->help && !stage->view.predict &&
           !stage->view.stage;
}

/* What the pointer rests on tells itself, but not in a spotlight: that has its own to show. */
static bool may_rest(const Stage *stage)
{
    return shows_details(stage) && stage->pointer_inside && stage->view.hover_lane >= 0 &&
           !stage->view.spotlight && !stage->details_shown;
}

static bool details_lane(const Stage *stage, int *timeline, int *lane)
{
    *timeline = stage->details_timeline;
    *lane = stage->details_lane;
    if (*lane < 0 && stage->pointer_inside && stage->drag.kind == DRAG_NONE &&
        !stage->view.spotlight && stage->now - stage->rested_at >= details_after) {
        *timeline = stage->view.hover_timeline;
        *lane = stage->view.hover_lane;
    }
    return shows_details(stage) && *timeline >= 0 && *lane >= 0;
}

bool overlay_due(const Stage *stage)
{
    return may_rest(stage) && stage->now - stage->rested_at >= details_after;
}

double overlay_rest(const Stage *stage)
{
    if (!may_rest(stage))
        return DBL_MAX;
    return details_after - (stage->now - stage->rested_at);
}

/* Off the lane that is told of and those beside it: below them, else above, else at the pointer. */
static float details_y(const Stage *stage, int timeline, int lane, float high)
{
    float u = overlay_unit(stage), gap = 10 * u, bottom = (float)stage->view.height - 8;
    for (size_t i = 0; i < stage->layout.regions.count; i++) {
        const Region *region = &stage->layout.regions.items[i];
        if (region->kind != REGION_LANE || region->timeline != (uint32_t)timeline ||
            region->lane != (uint32_t)lane)
            continue;
        float above = region->box.y - region->box.h - gap - high;
        float below = region->box.y + 2 * region->box.h + gap;
        if (below + high <= bottom)
            return below;
        if (above >= 0)
            return above;
    }
    float y = stage->details_y + 24 * u;
    return y + high > bottom ? fmaxf(stage->details_y - high - 16 * u, 0) : y;
}

static void paint_details(Stage *stage)
{
    int timeline, lane;
    stage->details_shown = false;
    if (!details_lane(stage, &timeline, &lane) ||
        (uint32_t)timeline >= stage->loaded->lesson.timeline_count ||
        (size_t)lane >= stage->loaded->timelines[timeline]->lanes.count)
        return;
    stage->details_shown = true;
    const Theme *theme = theme_of(stage->view.theme);
    Details lines = {.arena = &stage->picture.arena};
    details_tell(&lines, stage, timeline, lane);
    float u = overlay_unit(stage), size = fmaxf(24 * u, 14), step = size * 1.4f, widest = 0;
    Font first = {FONT_CODE_700, size}, other = {FONT_WORDS_500, size};
    for (size_t i = 0; i < lines.list.count; i++)
        widest = fmaxf(widest, overlay_width(stage, i ? other : first, lines.list.items[i]));
    float w = fminf(widest + 2 * size, (float)stage->view.width * 0.9f),
          h = step * (float)lines.list.count + size * 0.8f;
    Box box = {stage->details_x + 20 * u, details_y(stage, timeline, lane, h), w, h};
    if (box.x + w > (float)stage->view.width - 8)
        box.x = fmaxf((float)stage->view.width - 8 - w, 0);
    overlay_card(stage, box);
    for (size_t i = 0; i < lines.list.count; i++)
        draw_text(&stage->picture, &stage->measure,
                  (Point){box.x + size, box.y + size * 1.3f + step * (float)i}, ANCHOR_START,
                  i ? other : first, i ? theme->soft : theme->strong, lines.list.items[i],
                  w - 1.5f * size);
    array_free(&lines.list);
}

/* The value that is dragged, at the pointer, and in how many timelines it changes. */
static void paint_length(Stage *stage)
{
    const Drag *drag = &stage->drag;
    if (drag->kind != DRAG_LENGTH || !drag->changed)
        return;
    const Theme *theme = theme_of(stage->view.theme);
    float size = fmaxf(32 * overlay_unit(stage), 16);
    Font font = {FONT_CODE_700, size}, small = {FONT_WORDS_500, size * 0.7f};
    Str value = str_of(arena_printf(&stage->picture.arena, "%s s", drag->digits));
    Str where = drag->timelines > 1
                    ? str_of(arena_printf(&stage->picture.arena, "in %zu timelines",
                                          drag->timelines))
                    : STR("in this timeline alone");
    float wide = fmaxf(overlay_width(stage, font, value), overlay_width(stage, small, where));
    Box box = {drag->now_x + size * 0.6f, drag->now_y - size * 2.9f, wide + size, size * 2.5f};
    box.x = fminf(box.x, (float)stage->view.width - box.w - 4);
    box.y = fmaxf(box.y, 4);
    overlay_card(stage, box);
    draw_text(&stage->picture, &stage->measure,
              (Point){box.x + size / 2, box.y + size * 1.1f}, ANCHOR_START, font, theme->strong,
              value, wide + 1);
    draw_text(&stage->picture, &stage->measure,
              (Point){box.x + size / 2, box.y + size * 2.05f}, ANCHOR_START, small, theme->soft,
              where, wide + 1);
}

static void paint_range(Stage *stage)
{
    const Theme *theme = theme_of(stage->view.theme);
    float from = fminf(stage->drag.x, stage->drag.now_x), to = fmaxf(stage->drag.x,
                                                                     stage->drag.now_x);
    Box rows = stage->layout.rows;
    from = fmaxf(from, rows.x);
    to = fminf(to, rows.x + rows.w);
    draw_rect(&stage->picture, (Box){from, rows.y, to - from, rows.h}, 0,
              colour_with_alpha(theme->hues[0], 0.2f));
}

/* A word in passing, over the legend; as wide as it needs, and then on two lines. */
static void paint_message(Stage *stage)
{
    const Theme *theme = theme_of(stage->view.theme);
    float u = overlay_unit(stage), size = fmaxf(24 * u, 14);
    float room = (float)stage->view.width - 48 * u;
    Font font = {FONT_WORDS_600, size};
    Str text = builder_view(&stage->message), lines[2] = {text};
    int count = 1;
    if (overlay_width(stage, font, text) + 2 * size > room) {
        size_t first = text.length;
        while (first && (text.at[first] != ' ' ||
                         overlay_width(stage, font, (Str){text.at, first}) + 2 * size > room))
            first--;
        if (first) {
            lines[0] = (Str){text.at, first};
            lines[1] = (Str){text.at + first + 1, text.length - first - 1};
            count = 2;
        }
    }
    float w = fminf(overlay_width(stage, font, lines[0]) + 2 * size, room);
    float h = size * (1.1f + 1.3f * (float)count);
    float bottom = (float)stage->view.height - (control_bar_is_shown(stage) ? 76 : 8) * u;
    Box box = {((float)stage->view.width - w) / 2, bottom - h, w, h};
    overlay_card(stage, box);
    for (int i = 0; i < count; i++)
        draw_text(&stage->picture, &stage->measure,
                  (Point){box.x + w / 2, box.y + size * (1.5f + 1.3f * (float)i)}, ANCHOR_MIDDLE,
                  font, theme->strong, lines[i], w - size);
}

void overlay_paint(Stage *stage)
{
    if (stage->drag.kind == DRAG_RANGE)
        paint_range(stage);
    paint_details(stage);
    paint_length(stage);
    quiz_mode_paint(stage);
    if (stage->message.length)
        paint_message(stage);
    if (stage->help)
        overlay_help(stage);
    ask_paint(stage);
}

void overlay_empty(Stage *stage)
{
    const Theme *theme = theme_of(stage->view.theme);
    float u = overlay_unit(stage), size = fmaxf(30 * u, 14), width = (float)stage->view.width;
    draw_rect(&stage->picture, (Box){0, 0, width, (float)stage->view.height}, 0, theme->ground);
    Font font = {FONT_CODE_400, size}, head = {FONT_WORDS_700, size * 1.3f};
    float x = 60 * u, y = (float)stage->view.height * 0.4f;
    if (stage->coming.loading) {
        Str name = str_of(stage->coming.path ? stage->coming.path : stage->file);
        draw_text(&stage->picture, &stage->measure, (Point){x, y}, ANCHOR_START, head,
                  theme->strong, lesson_is_program(name) ? STR("The program runs ...")
                                                         : STR("The lesson is loaded ..."),
                  width - 2 * x);
        draw_text(&stage->picture, &stage->measure, (Point){x, y + size * 2}, ANCHOR_START, font,
                  theme->text, name, width - 2 * x);
        return;
    }
    draw_text(&stage->picture, &stage->measure, (Point){x, y}, ANCHOR_START, head, theme->bad,
              lesson_is_program(str_of(stage->file)) ? STR("This program can't be shown yet")
                                                     : STR("This scenario can't be played yet"),
              width - 2 * x);
    draw_text(&stage->picture, &stage->measure, (Point){x, y + size * 2}, ANCHOR_START, font,
              theme->text, builder_view(&stage->banner), width - 2 * x);
    draw_text(&stage->picture, &stage->measure, (Point){x, y + size * 4},
              ANCHOR_START, (Font){FONT_WORDS_500, size}, theme->soft,
              STR("Save the corrected file, and it appears here."), width - 2 * x);
}
