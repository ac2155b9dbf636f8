/* The event loop on the stage, large enough for the last row: tasks as chips that move between the
 * ready queue, the running place, the timers and what is waited for; the sentence of what has just
 * happened; all timelines small below, one of which it is. */
#include "view/stage.h"

#include "view/sentences.h"

#include <math.h>

/* Measures of a 1920 x 1080 picture. */
static const Box ready_panel = {42, 130, 468, 560}, running_panel = {540, 130, 820, 560},
                 timer_panel = {1390, 130, 488, 330}, waiting_panel = {1390, 480, 488, 210};
static const float chip_height = 84, head_height = 112;

typedef struct Stand {
    Scene *scene;
    const Timeline *timeline;
    StageCast now, before;
    float part; /* of the way from before to now, 0 .. 1 */
} Stand;

/* From its 1920 across to pixels: it stands in the middle of a window that is wider. */
static float across(const Scene *scene, float x)
{
    return ((float)scene->state->width - px(scene, 1920)) / 2 + px(scene, x);
}

static Box in_pixels(const Scene *scene, Box box)
{
    return (Box){across(scene, box.x), px(scene, box.y), px(scene, box.w), px(scene, box.h)};
}

static Point circle_middle(const Scene *scene)
{
    return (Point){across(scene, 950), px(scene, 420)};
}

/* --- places --- */

static const Box *panel_of(StageRoom room)
{
    return room == STAGE_READY     ? &ready_panel
           : room == STAGE_TIMERS  ? &timer_panel
           : room == STAGE_WAITING ? &waiting_panel
                                   : NULL;
}

/* As many as fit; the last place says how many more there are. */
static uint32_t places_in(StageRoom room)
{
    float pitch = chip_height + (room == STAGE_TIMERS ? 22 : 10);
    return (uint32_t)((panel_of(room)->h - head_height + 10) / pitch);
}

static bool is_seen(const StageCast *cast, const StageChip *chip)
{
    if (!panel_of(chip->room))
        return chip->room == STAGE_RUNNING;
    uint32_t places = places_in(chip->room), all = cast->in_room[chip->room];
    return chip->place < places - (all > places);
}

static Box chip_box(const Scene *scene, const StageChip *chip)
{
    const Box *panel = panel_of(chip->room);
    Box box = {780, 370, 340, chip_height};
    if (panel) {
        float pitch = chip_height + (chip->room == STAGE_TIMERS ? 22 : 10);
        box = (Box){panel->x + 28, panel->y + head_height - 8 + pitch * (float)chip->place,
                    panel->w - 56, chip_height};
    }
    return in_pixels(scene, box);
}

/* --- pieces --- */

static void draw_number(Scene *scene, Box box, uint32_t number, Colour hue)
{
    Font font = words(700, box.h * 0.66f);
    draw_rect(scene->picture, box, box.h * 0.16f, hue);
    const char *text = arena_printf(scene->arena, "%u", number);
    put_text(scene, (Point){box.x + box.w / 2, centred(box.y + box.h / 2, font)}, ANCHOR_MIDDLE,
             font, scene->theme->ground, str_of(text), box.w);
}

static Str detail_of(Scene *scene, const StageChip *chip)
{
    Builder text = {0};
    if (chip->room == STAGE_TIMERS) {
        say_length(&text, chip->span->to.t - scene->at.t, &scene->lengths);
        builder_text(&text, " left of ");
        say_length(&text, chip->span->to.t - chip->span->from.t, &scene->lengths);
    } else if (chip->room == STAGE_WAITING && chip->span) {
        builder_text(&text, chip->span->wait == WAIT_THREAD ? "in a thread: " : "waits for ");
        say_awaited(&text, chip->span);
    } else if (chip->room == STAGE_READY) {
        builder_text(&text, chip->place == 0 ? "is the next to run" : "waits for its turn");
    }
    Str copy = str_copy(scene->arena, builder_view(&text));
    builder_free(&text);
    return copy;
}

static void draw_chip(Stand *stand, const StageChip *chip, Box box)
{
    Scene *scene = stand->scene;
    const Lane *lane = &stand->timeline->lanes.items[chip->lane];
    Colour hue = theme_hue(scene->theme, lane->hue);
    float side = px(scene, 40);
    Font call = code(px(scene, 28)), small = words(500, px(scene, 22));
    draw_rect(scene->picture, box, px(scene, 10), scene->theme->ground);
    draw_frame(scene->picture, box, px(scene, 10), px(scene, 3), hue);
    draw_number(scene, (Box){box.x + px(scene, 16), box.y + (box.h - side) / 2, side, side},
                chip->lane + 1, hue);
    float x = box.x + px(scene, 72), room = box.x + box.w - x - px(scene, 10);
    put_text(scene, (Point){x, box.y + px(scene, 38)}, ANCHOR_START, call, scene->theme->strong,
             lane->call, room);
    put_text(scene, (Point){x, box.y + px(scene, 68)}, ANCHOR_START, small, scene->theme->dim,
             detail_of(scene, chip), room);
    if (chip->room != STAGE_TIMERS || scene->state->predict)
        return;
    double whole = (double)(chip->span->to.t - chip->span->from.t);
    float part = whole > 0 ? (float)((double)(scene->at.t - chip->span->from.t) / whole) : 1;
    Box bar = {box.x, box.y + box.h + px(scene, 5), box.w, px(scene, 8)};
    draw_rect(scene->picture, bar, bar.h / 2, scene->theme->rule);
    bar.w *= fminf(fmaxf(part, 0), 1);
    draw_rect(scene->picture, bar, bar.h / 2, hue);
}

static void draw_panel(Scene *scene, Box box, const char *title, const char *under)
{
    box = in_pixels(scene, box);
    draw_rect(scene->picture, box, px(scene, 14), scene->theme->panel);
    if (scene->state->theme == THEME_CONTRAST)
        draw_frame(scene->picture, box, px(scene, 14), px(scene, 2), scene->theme->rule);
    put_text(scene, (Point){box.x + px(scene, 28), box.y + px(scene, 52)}, ANCHOR_START,
             words(700, px(scene, 34)), scene->theme->strong, str_of(title), box.w);
    put_text(scene, (Point){box.x + px(scene, 28), box.y + px(scene, 84)}, ANCHOR_START,
             words(500, px(scene, 24)), scene->theme->dim, str_of(under), box.w);
}

static void draw_more(const Stand *stand, StageRoom room, const char *nobody)
{
    Scene *scene = stand->scene;
    uint32_t all = stand->now.in_room[room], places = places_in(room);
    StageChip last = {.room = room, .place = all > places ? places - 1 : 0};
    Box box = chip_box(scene, &last);
    Font font = words(500, px(scene, 26));
    const char *text = all == 0 ? nobody
                       : all > places
                           ? arena_printf(scene->arena, "and %u more", all - places + 1)
                           : NULL;
    if (text)
        put_text(scene, (Point){box.x + box.w / 2, centred(box.y + box.h / 2, font)},
                 ANCHOR_MIDDLE, font, scene->theme->dim, str_of(text), box.w);
}

/* --- who has the floor --- */

static const ListingLine *line_of(const Scene *scene, uint32_t step)
{
    const Listing *listing = scene->lesson->listing;
    size_t line = listing ? listing_line_of(listing, step) : 0;
    return line ? &listing->lines.items[line - 1] : NULL;
}

static void draw_line_of_code(const Stand *stand, uint32_t lane)
{
    Scene *scene = stand->scene;
    uint32_t step = timeline_step_at(stand->timeline, lane, scene->at);
    const ListingLine *line = line_of(scene, step);
    if (!line)
        return;
    Box box = in_pixels(scene, (Box){600, 616, 700, 54});
    Font font = code(px(scene, 26));
    size_t indent = (size_t)line->indent * 4;
    Str text = {line->text.at + indent, line->text.length - indent};
    draw_rect(scene->picture, box, px(scene, 8), scene->theme->current);
    put_text(scene, (Point){box.x + px(scene, 24), centred(box.y + box.h / 2, font)},
             ANCHOR_START, font, scene->theme->strong, text, box.w - px(scene, 48));
}

/* What it prints at this very step. */
static Str printed_by(const Stand *stand, uint32_t lane)
{
    const Lane *which = &stand->timeline->lanes.items[lane];
    Moment at = stand->now.turn->from;
    for (size_t i = timeline_marks_until(which, stand->scene->at); i-- > 0;) {
        const Mark *mark = &which->marks.items[i];
        if (moment_compare(mark->at, at) < 0)
            break;
        if (mark->kind == MARK_PRINT)
            return mark_words(mark)->text;
    }
    return (Str){0};
}

/* A long call is written smaller, down to what the last row still reads. */
static Font call_font(const Scene *scene, Str call, float room)
{
    float size = px(scene, 30), width = text_width(scene, code(size), call);
    return code(fmaxf(width > room ? size * room / width : size, px(scene, 22)));
}

static void draw_runner(const Stand *stand)
{
    Scene *scene = stand->scene;
    uint32_t lane = stand->now.turn->lane;
    const Lane *which = &stand->timeline->lanes.items[lane];
    Point middle = circle_middle(scene);
    Colour hue = theme_hue(scene->theme, which->hue);
    float r = px(scene, 176), side = px(scene, 52), room = 2 * r - px(scene, 50);
    draw_circle(scene->picture, middle, r, scene->theme->ground);
    draw_ring(scene->picture, middle, r, px(scene, 10), hue);
    draw_number(scene, (Box){middle.x - side / 2, middle.y - px(scene, 122), side, side}, lane + 1,
                hue);
    put_text(scene, (Point){middle.x, middle.y - px(scene, 22)}, ANCHOR_MIDDLE,
             call_font(scene, which->call, room), scene->theme->strong, which->call, room);
    bool blocks = stand->now.turn->from.t < stand->now.turn->to.t;
    put_text(scene, (Point){middle.x, middle.y + px(scene, 16)}, ANCHOR_MIDDLE,
             words(500, px(scene, 24)), blocks ? scene->theme->bad : scene->theme->dim,
             blocks ? STR("holds the loop") : which->name, room);
    Str text = printed_by(stand, lane);
    if (text.length) {
        Font font = words(600, px(scene, 32));
        float wide = fminf(text_width(scene, font, text), room - px(scene, 40)) + px(scene, 40);
        Box flag = {middle.x - wide / 2, middle.y + px(scene, 44), wide, px(scene, 56)};
        draw_rect(scene->picture, flag, px(scene, 8), scene->theme->flag);
        put_text(scene, (Point){middle.x, centred(flag.y + flag.h / 2, font)}, ANCHOR_MIDDLE, font,
                 scene->theme->flag_text, text, wide - px(scene, 30));
    }
    draw_line_of_code(stand, lane);
}

static void draw_idle(const Stand *stand)
{
    Scene *scene = stand->scene;
    Point middle = circle_middle(scene);
    bool over = has_finished(scene, stand->timeline);
    bool ready = stand->now.in_room[STAGE_READY] > 0;
    const char *text = over                                  ? "the run is over"
                       : ready                               ? "turns to the next one"
                       : stand->now.in_room[STAGE_TIMERS]     ? "sleeps till the next timer"
                       : stand->now.in_room[STAGE_WAITING]    ? "waits"
                                                             : "has nothing to do";
    draw_ring(scene->picture, middle, px(scene, 176), px(scene, 6), scene->theme->rule);
    put_text(scene, (Point){middle.x, middle.y - px(scene, 8)}, ANCHOR_MIDDLE,
             words(600, px(scene, 28)), scene->theme->soft, STR("nobody runs"), px(scene, 300));
    put_text(scene, (Point){middle.x, middle.y + px(scene, 32)}, ANCHOR_MIDDLE,
             words(500, px(scene, 23)), scene->theme->dim, str_of(text), px(scene, 310));
}

static void draw_ways(Scene *scene)
{
    static const float ways[3][8] = {{510, 290, 640, 290, 660, 370, 780, 390},
                                     {1120, 380, 1240, 350, 1260, 290, 1390, 290},
                                     {1120, 460, 1240, 490, 1260, 580, 1390, 580}};
    for (int i = 0; i < 3; i++) {
        const float *w = ways[i];
        draw_curve(scene->picture, (Point){across(scene, w[0]), px(scene, w[1])},
                   (Point){across(scene, w[2]), px(scene, w[3])},
                   (Point){across(scene, w[4]), px(scene, w[5])},
                   (Point){across(scene, w[6]), px(scene, w[7])}, px(scene, 3), scene->theme->rule);
    }
}

/* --- chips on their way --- */

static Box between(Box a, Box b, float part)
{
    return (Box){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part, a.w + (b.w - a.w) * part,
                 a.h + (b.h - a.h) * part};
}

static void draw_chips(Stand *stand)
{
    Scene *scene = stand->scene;
    StageChip running = {.room = STAGE_RUNNING};
    Box floor = chip_box(scene, &running);
    for (size_t i = 0; i < stand->now.count; i++) {
        const StageChip *chip = &stand->now.chips[i];
        const StageChip *was = stage_chip(&stand->before, chip->lane);
        bool arrived = stand->part >= 1;
        bool stays = arrived || (was && was->room == STAGE_RUNNING);
        if (!is_seen(&stand->now, chip) || (chip->room == STAGE_RUNNING && stays))
            continue;
        Box to = chip_box(scene, chip), from = was ? chip_box(scene, was) : floor;
        draw_chip(stand, chip, arrived ? to : between(from, to, stand->part));
    }
}

/* --- all of it --- */

static void draw_head(const Stand *stand)
{
    Scene *scene = stand->scene;
    float y = px(scene, 82), right = across(scene, 1860);
    Font title = words(700, px(scene, 50)), clock = code_bold(px(scene, 46));
    Str time = clock_words(scene);
    float width = text_width(scene, title, stand->timeline->title);
    put_text(scene, (Point){across(scene, 58), y}, ANCHOR_START, title, scene->theme->strong,
             stand->timeline->title, px(scene, 800));
    put_text(scene, (Point){across(scene, 58) + fminf(width, px(scene, 800)) + px(scene, 40), y},
             ANCHOR_START, code(px(scene, 28)), scene->theme->dim, stand->timeline->call,
             px(scene, 600));
    put_text(scene, (Point){right, y}, ANCHOR_END, clock, scene->theme->strong, time,
             px(scene, 500));
    draw_step_count(scene, (Point){right - text_width(scene, clock, time) - px(scene, 40), y});
}

static void draw_sentence(const Stand *stand)
{
    Scene *scene = stand->scene;
    Box box = in_pixels(scene, (Box){42, 708, 1836, 78});
    Font font = words(600, px(scene, 32));
    Builder text = {0};
    say_step(&text, stand->timeline, scene->at);
    if (text.length == 0)
        builder_text(&text, "Nothing has run yet.");
    draw_rect(scene->picture, box, px(scene, 14), scene->theme->strong);
    put_text(scene, (Point){box.x + px(scene, 34), centred(box.y + box.h / 2, font)}, ANCHOR_START,
             font, scene->theme->ground, builder_view(&text), box.w - px(scene, 68));
    builder_free(&text);
}

/* `place` gives the height alone; what lies beyond a zoomed axis is left out. */
static void draw_small_lane(Scene *scene, const Row *row, const Lane *lane, Box place)
{
    float left = row->axis.x0, right = left + row->axis.width;
    for (size_t k = 0; k < timeline_spans_until(lane, scene->at); k++) {
        const Span *span = &lane->spans.items[k];
        Moment to = moment_compare(span->to, scene->at) < 0 ? span->to : scene->at;
        bool waits = span->kind == SPAN_AWAIT && span->wait != WAIT_THREAD;
        float x0 = axis_x(&row->axis, span->from), x1 = axis_x(&row->axis, to);
        if (waits || span->kind == SPAN_READY || x1 < left || x0 > right)
            continue;
        place.x = fmaxf(x0, left);
        place.w = fmaxf(fminf(x1, right) - place.x, 1);
        draw_rect(scene->picture, place, 0,
                  colour_with_alpha(theme_hue(scene->theme, span->hue),
                                    span->kind == SPAN_BLOCK ? 0.95f : 0.45f));
    }
}

/* The first lanes of a timeline as thin bars; the one on the stage is named in full ink. */
static void draw_small(const Stand *stand, const Row *row)
{
    Scene *scene = stand->scene;
    const Timeline *timeline = row->timeline;
    size_t lanes = timeline->lanes.count < 12 ? timeline->lanes.count : 12;
    bool on = timeline == stand->timeline;
    Font font = words(on ? 700 : 500, px(scene, 24));
    float high = row->box.h / (float)lanes;
    float middle = centred(row->box.y + row->box.h / 2, font);
    put_text(scene, (Point){row->axis.x0 - px(scene, 20), middle}, ANCHOR_END, font,
             on ? scene->theme->strong : scene->theme->soft, timeline->title,
             row->axis.x0 - row->box.x - px(scene, 18));
    for (size_t i = 0; i < lanes; i++)
        draw_small_lane(scene, row, &timeline->lanes.items[timeline->order[i]],
                        (Box){0, row->box.y + high * (float)i, 0,
                              fmaxf(high - px(scene, 2), 1)});
    Box box = {0, row->box.y, (float)scene->state->width, row->box.h};
    add_region(scene, (Region){.kind = REGION_TIMELINE, .box = box, .timeline = row->index});
}

static void place_rows(Scene *scene)
{
    float top = px(scene, 806), bottom = px(scene, scene->state->slide ? 1020 : 900);
    scene->list = ARENA_ARRAY(scene->arena, Row, scene->lesson->timeline_count);
    scene->row_count = 0;
    scene->columns = 1;
    for (uint32_t i = 0; i < scene->lesson->timeline_count; i++)
        if (!(i < 32 && scene->state->shown >> i & 1))
            scene->list[scene->row_count++] =
                (Row){.timeline = scene->lesson->timelines[i], .index = i};
    float pitch = fminf((bottom - top) / (float)scene->row_count, px(scene, 60));
    for (uint32_t i = 0; i < scene->row_count; i++) {
        Row *row = &scene->list[i];
        row->box = (Box){across(scene, 42), top + pitch * (float)i, px(scene, 1836),
                         pitch - px(scene, 8)};
        row->label_x = across(scene, 58);
        row->axis = scene->axis;
        row->axis.x0 = across(scene, 330);
        row->axis.width = px(scene, 1500);
    }
    scene->axis = scene->row_count ? scene->list[0].axis : scene->axis;
    scene->rows = (Box){0, top, (float)scene->state->width, pitch * (float)scene->row_count};
    scene->axis_band = (Box){across(scene, 42), scene->rows.y + scene->rows.h, px(scene, 1836),
                             px(scene, 48)};
}

/* It stands in a 16:9 box in the middle of what there is. */
static float unit_of(const ViewState *state)
{
    float scale = state->scale > 0 && state->scale < 1 ? state->scale : 1;
    return fminf((float)state->width / 1920, (float)state->height / 1080) * scale;
}

void draw_stage(Scene *scene)
{
    const ViewState *state = scene->state;
    uint32_t index = state->stage - 1;
    if (index >= scene->lesson->timeline_count)
        index = 0;
    scene->u = unit_of(state);
    scene->size = (Sizes){.axis = px(scene, 24), .small = px(scene, 22)};
    Stand *stand = ARENA_NEW(scene->arena, Stand);
    *stand = (Stand){.scene = scene, .timeline = scene->lesson->timelines[index],
                     .part = state->stage_part > 0 ? state->stage_part : 1};
    stage_cast(&stand->now, stand->timeline, scene->at);
    stage_cast(&stand->before, stand->timeline,
               stand->part < 1 ? state->stage_before : scene->at);
    place_rows(scene);
    draw_head(stand);
    draw_panel(scene, ready_panel, "Ready queue", "next in line first");
    draw_panel(scene, running_panel, "Running", "one task at a time");
    draw_panel(scene, timer_panel, "Timers", "earliest first");
    draw_panel(scene, waiting_panel, "Waiting for ...", "woken by what they wait for");
    draw_ways(scene);
    if (!state->blank) {
        draw_more(stand, STAGE_READY, "empty");
        draw_more(stand, STAGE_TIMERS, "none");
        draw_more(stand, STAGE_WAITING, "nobody");
        if (stand->now.turn)
            draw_runner(stand);
        else
            draw_idle(stand);
        draw_chips(stand);
        draw_sentence(stand);
        for (uint32_t i = 0; i < scene->row_count; i++)
            draw_small(stand, &scene->list[i]);
    }
    draw_axis(scene);
    draw_playhead_line(scene);
    if (state->transport.shown && !state->transport.bare)
        draw_minimap(scene);
}
