/* Where a lane's words go: flags beside their ticks, labels inside their bars, each where it is
 * free. Worked out for the whole run and shown as the playhead reaches it, so that nothing that
 * has been shown moves. */
#include "view/elide.h"
#include "view/place.h"

#include <math.h>

enum { SHORT_CALL = 16 }; /* characters; what is shorter is never cut */

/* --- bars --- */

/* `await queue.join()` without its first word. */
static Str short_label(const Span *span)
{
    static const Str word = {"await ", 6};
    Str label = span_label(span);
    bool has_it = label.length > word.length && str_equal((Str){label.at, word.length}, word);
    return has_it ? (Str){label.at + word.length, label.length - word.length} : label;
}

/* A late one says how late, and by whom where there is room. */
static bool has_label(const Span *span)
{
    return span_label(span).length > 0 || is_late_span(span);
}

static float label_room_needed(const Placing *place, const Span *span, float size)
{
    if (span_label(span).length == 0)
        return pad(place, 140);
    Font font = {.face = place->label.face, .size = size};
    Builder said = {0};
    bool waits = span->kind == SPAN_AWAIT, tells = false;
    if (waits) /* in the fewest words that tell what for */
        tells = say_wait(&said, place->row->timeline, place->lane->task, span, 2);
    float width = tells ? text_width(place->scene, words(500, size), builder_view(&said))
                        : text_width(place->scene, font, short_label(span));
    builder_free(&said);
    return width + (waits ? pad(place, 56) : pad(place, 30));
}

/* The least type that is read in a bar. */
static float smallest_size(const Placing *place)
{
    return fminf(place->label.size, place->scene->size.least * 0.82f);
}

/* What stands there already need not be said again: flags go before such a label. */
static bool repeats(const Placing *place, const Span *span)
{
    return place->bar_count > 0 && span_label(span).length > 0 &&
           str_equal(span_label(place->bars[place->bar_count - 1].span), span_label(span));
}

static void collect_bars(Placing *place)
{
    const Axis *axis = &place->row->axis;
    const Lane *lane = place->lane;
    float left = axis->x0, right = axis->x0 + axis->width, least_wide = pad(place, 30);
    size_t i = timeline_spans_until(lane, axis_moment(axis, left));
    for (i = i > 0 ? i - 1 : 0; i < lane->spans.count && place->bar_count < MOST_BARS;) {
        const Span *span = &lane->spans.items[i++];
        float x0 = fmaxf(axis_x(axis, span->from), left);
        Brief brief = brief_of(span);
        float x1 = fminf(span_right(place->row, &brief), right);
        if (x0 > right)
            break;
        if (x1 - x0 < least_wide) { /* on to the next that may be as wide as that */
            i = leap_spans(place->row, lane, i, x0 + fmaxf(1, least_wide - 1));
            continue;
        }
        if (!has_label(span))
            continue;
        bool repeated = repeats(place, span);
        float needed = repeated ? 1e9f : label_room_needed(place, span, place->label.size);
        float around = pad(place, 18); /* between two flags, rather than at the bar's side */
        float least = repeated ? 1e9f
                               : label_room_needed(place, span, smallest_size(place)) + around;
        place->bars[place->bar_count++] = (Bar){.span = span,
                                                .x0 = x0,
                                                .x1 = x1,
                                                .start = x0,
                                                .limit = x1,
                                                .needed = needed,
                                                .least = least};
    }
}

/* --- labels --- */

static LateKind label_kind(const Span *span)
{
    return span->kind == SPAN_BLOCK   ? LATE_HELD
           : span->kind == SPAN_SLEEP ? LATE_LABEL
                                      : LATE_WAIT;
}

/* `await task1` where it fits, else `task1`. What has words of its own is left alone. */
static Str wait_text(const Placing *place, const Span *span, float room)
{
    Str label = span_label(span), brief = short_label(span);
    if (brief.length < label.length)
        return text_width(place->scene, place->label, label) <= room ? label : brief;
    for (size_t i = 0; i < label.length; i++)
        if (label.at[i] == ' ')
            return label;
    Str full = str_of(
        arena_printf(place->scene->arena, "await %.*s", (int)label.length, label.at));
    return text_width(place->scene, place->label, full) <= room ? full : label;
}

/* Where steps are the axis a bar's width does not say how long it is: its label does, where that
 * fits; where not even the call fits, the length alone. */
static Str bar_text(const Placing *place, const Span *span, float room)
{
    Builder text = {0};
    Str label = span_label(span);
    if (!place->row->axis.moments || span->to.t <= span->from.t)
        return label;
    builder_str(&text, label);
    builder_text(&text, " · ");
    size_t before = text.length;
    say_length(&text, span->to.t - span->from.t, &place->scene->lengths);
    Str with = keep_text(place->scene, &text);
    Str length = {with.at + before, with.length - before};
    if (text_width(place->scene, place->label, with) <= room)
        return with;
    float width = text_width(place->scene, place->label, label);
    bool call = width <= room || width <= text_width(place->scene, place->label, length);
    return call ? label : length;
}

/* The first moment at which the playhead is past x: approximately, by its own x. */
static bool is_passed(const Scene *scene, const Row *row, const Span *span, float x)
{
    return has_happened(scene, span->to) || axis_x(&row->axis, scene->at) >= x;
}

/* `2.5 s late: hog() holds the loop`, or as much of it as there is room for. */
static void place_lateness(Placing *place, const Bar *bar)
{
    Scene *scene = place->scene;
    Font font = words(500, place->label.size), strong = words(700, place->label.size);
    Builder said = {0};
    size_t first = say_late(&said, place->row->timeline, bar->span, &scene->lengths);
    Str text = keep_text(scene, &said);
    float around = pad(place, 36), room = bar->limit - bar->start - around;
    float head = text_width(scene, strong, (Str){text.at, first});
    float width = head + text_width(scene, font, (Str){text.at + first, text.length - first});
    if (width > room) {
        text.length = first = first - (text.length > first); /* without the colon */
        width = text_width(scene, strong, text);
    }
    if (width > room)
        return;
    width += 2 * pad(place, 7);
    float high = fminf(place->label.size * 1.44f, lane_bar_height(scene, place->row));
    Box box = {(bar->start + bar->limit - width) / 2, place->middle - high / 2, width, high};
    bool passed = is_passed(scene, place->row, bar->span, box.x + box.w);
    place_late(place,
               (Late){.kind = LATE_BEHIND, .box = box, .text = text, .strong = first, .font = font},
               passed ? bar->span->from : (Moment){.t = INT64_MAX});
}

/* `waits for left, held by eat(…)`: the longest that fits. Empty where the label says it all. */
static Str waiting_words(const Placing *place, const Span *span, Font font, float room)
{
    for (int less = 0; less <= 2; less++) {
        Builder said = {0};
        bool tells = say_wait(&said, place->row->timeline, place->lane->task, span, less);
        Str text = keep_text(place->scene, &said);
        if (!tells)
            return (Str){0};
        if (text_width(place->scene, font, text) <= room)
            return text;
    }
    return (Str){0};
}

static void place_label(Placing *place, const Bar *bar)
{
    Scene *scene = place->scene;
    const Span *span = bar->span;
    Str label = span_label(span);
    if (label.length == 0) {
        place_lateness(place, bar);
        return;
    }
    bool waits = span->kind == SPAN_AWAIT;
    float inset = waits ? pad(place, 30) : pad(place, span->kind == SPAN_BLOCK ? 6 : 12);
    float from = bar->start > bar->x0 ? bar->start + pad(place, 8) : bar->x0 + inset;
    float before_end = pad(place, waits ? 18 : 8);
    if (place->lane->has_ended && place->lane->ended.t == span->to.t)
        before_end += place->mark_radius;
    float inner = 2 * pad(place, 7), room = bar->limit - before_end - from - inner;
    if (!waits && from == bar->x0 + inset && room < text_width(scene, place->label, label)) {
        from -= inset * 0.5f; /* tight: what stands around the words gives way first */
        room = bar->limit - fmaxf(before_end - pad(place, 5), pad(place, 3)) - from - inner;
    }
    if (room < pad(place, 20))
        return;
    Font font = waits ? words(500, place->label.size) : place->label;
    Str text = waits ? waiting_words(place, span, font, room) : (Str){0};
    if (text.length == 0) {
        font = place->label;
        text = waits ? wait_text(place, span, room) : bar_text(place, span, room);
    }
    float width = text_width(scene, font, text);
    bool said_before = bar->needed > 1e8f;
    if (width > room && (said_before || room < place->label.size * 2.8f))
        return;
    if (width > room) { /* rather smaller than cut */
        font.size = fmaxf(font.size * room / width * 0.99f, smallest_size(place));
        width = text_width(scene, font, text);
    }
    if (width > room) {
        if (utf8_count(text) <= SHORT_CALL)
            return;
        Stretch keep = bar > place->bars ? difference(text, span_label(bar[-1].span))
                                         : (Stretch){0};
        size_t whole = utf8_count(text);
        text = elide_middle(scene, font, text, room, keep);
        if (utf8_count(text) * 10 < whole * 7) /* a stump says less than nothing */
            return;
        width = text_width(scene, font, text);
        if (width > room)
            return;
    }
    float high = fminf(place->label.size * 1.44f, lane_bar_height(scene, place->row));
    Late late = {.kind = label_kind(span),
                 .box = {from, place->middle - high / 2, width + 2 * pad(place, 7), high},
                 .text = text,
                 .font = font,
                 .colour = theme_held(scene->theme, span->hue)};
    bool passed = is_passed(scene, place->row, span, late.box.x + late.box.w);
    place_late(place, late, passed ? span->from : (Moment){.t = INT64_MAX});
}

static void place_words_of(Placing *place)
{
    collect_bars(place);
    collect_speeches(place);
    place_flags(place);
    place_pins(place);
    place_words(place);
    put_speeches(place);
    put_pins(place);
    if (place->small_labels)
        place->label.size = smallest_size(place);
    for (size_t i = 0; i < place->bar_count && !place->is_trial; i++)
        place_label(place, &place->bars[i]);
}

static void place_lane(Scene *scene, const Row *row, uint32_t place_in_row, bool is_trial)
{
    if (!lanes_hold_words(scene, row))
        return;
    Placing *place = ARENA_NEW(scene->arena, Placing);
    *place = (Placing){.scene = scene,
                       .row = row,
                       .lane = &row->timeline->lanes.items[row->order[place_in_row]],
                       .is_trial = is_trial,
                       .label = code(scene->size.bar_label),
                       .flag = words(600, scene->size.bar_label),
                       .middle = lane_middle(row, place_in_row),
                       .right = row->words_right,
                       .pitch = row->pitch,
                       .mark_radius = end_mark_radius(scene, row)};
    place_words_of(place);
}

void place_labels(Scene *scene, const Row *row, uint32_t place)
{
    place_lane(scene, row, place, false);
}

void try_labels(Scene *scene, const Row *row, uint32_t place)
{
    place_lane(scene, row, place, true);
}

static void place_prints(Scene *scene, const Row *row, bool is_trial)
{
    if (row->rail_y <= 0)
        return;
    Placing *place = ARENA_NEW(scene->arena, Placing);
    *place = (Placing){.scene = scene,
                       .row = row,
                       .lane = rail_lane(scene, row),
                       .is_rail = !row->is_loops,
                       .is_trial = is_trial,
                       .flag = words(600, scene->size.small),
                       .middle = row->rail_y,
                       .right = row->words_right,
                       .pitch = rail_height(scene)};
    place_words_of(place);
}

void place_rail(Scene *scene, const Row *row)
{
    place_prints(scene, row, false);
}

void try_rail(Scene *scene, const Row *row)
{
    place_prints(scene, row, true);
}
