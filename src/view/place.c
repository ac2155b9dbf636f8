/* Where a lane's words go: flags beside their ticks, labels inside their bars, each where it is
 * free. Worked out for the whole run and shown as the playhead reaches it, so that nothing that
 * has been shown moves. */
#include "view/scene.h"

#include <math.h>

enum { MOST_BARS = 256, MOST_SPEECHES = 128 };

typedef struct Bar {
    const Span *span;
    float x0, x1;        /* as far as it is visible */
    float start, limit;  /* what flags leave for its label */
    float needed;        /* with what stands around the words */
} Bar;

typedef struct Speech {
    const Mark *mark;
    Str text;
    float x;
} Speech;

typedef struct Placing {
    Scene *scene;
    const Row *row;
    const Lane *lane;
    Font label, flag;
    float middle, cursor, right;
    float mark_radius;
    Bar bars[MOST_BARS];
    size_t bar_count;
    Speech speeches[MOST_SPEECHES];
    size_t speech_count;
} Placing;

static float pad(const Placing *place, float units)
{
    return px(place->scene, units);
}

/* --- what there is --- */

/* `await queue.join()` without its first word. */
static Str short_label(const Span *span)
{
    static const Str word = {"await ", 6};
    bool has_it = span->label.length > word.length &&
                  str_equal((Str){span->label.at, word.length}, word);
    return has_it ? (Str){span->label.at + word.length, span->label.length - word.length}
                  : span->label;
}

static float label_room_needed(const Placing *place, const Span *span)
{
    float width = text_width(place->scene, place->label, short_label(span));
    return width + (span->kind == SPAN_AWAIT ? pad(place, 56) : pad(place, 30));
}

/* What stands there already need not be said again: flags go before such a label. */
static bool repeats(const Placing *place, const Span *span)
{
    return place->bar_count > 0 &&
           str_equal(place->bars[place->bar_count - 1].span->label, span->label);
}

static void collect_bars(Placing *place)
{
    const Axis *axis = &place->row->axis;
    const Lane *lane = place->lane;
    float left = axis->x0, right = axis->x0 + axis->width;
    size_t i = timeline_spans_until(lane, axis_moment(axis, left));
    for (i = i > 0 ? i - 1 : 0; i < lane->spans.count && place->bar_count < MOST_BARS;) {
        const Span *span = &lane->spans.items[i++];
        float x0 = fmaxf(axis_x(axis, span->from), left);
        float x1 = fminf(span_right(place->scene, place->row, span), right);
        if (x0 > right)
            break;
        if (x1 - x0 < 1) {
            size_t next = timeline_spans_until(lane, axis_moment(axis, x0 + 1));
            i = next > i + 1 ? next - 1 : i;
        }
        if (x1 - x0 < pad(place, 30) || span->label.length == 0)
            continue;
        float needed = repeats(place, span) ? 1e9f : label_room_needed(place, span);
        place->bars[place->bar_count++] = (Bar){.span = span,
                                                .x0 = x0,
                                                .x1 = x1,
                                                .start = x0,
                                                .limit = x1,
                                                .needed = needed};
    }
}

static Str speech_text(const Mark *mark)
{
    return mark->kind == MARK_PRINT || mark->kind == MARK_FAILED ? mark->text
           : mark->kind == MARK_CANCELLED                       ? STR("cancelled")
                                                                : (Str){0};
}

static void collect_speeches(Placing *place)
{
    const Axis *axis = &place->row->axis;
    const Lane *lane = place->lane;
    float right = axis->x0 + axis->width + 1, last = -1e9f;
    Moment before = axis_moment(axis, axis->x0 - 1);
    before.t--;
    for (size_t i = timeline_marks_until(lane, before);
         i < lane->marks.count && place->speech_count < MOST_SPEECHES;) {
        const Mark *mark = &lane->marks.items[i++];
        float x = axis_x(axis, mark->at);
        if (x > right)
            break;
        if (x < last + 2) { /* too close to be told apart: on to what can be */
            size_t next = timeline_marks_until(lane, axis_moment(axis, last + 2));
            i = next > i + 64 ? next - 32 : i;
        }
        Str text = speech_text(mark);
        bool crowded = place->speech_count > 0 && x < last + pad(place, 8) &&
                       mark->at.t != place->speeches[place->speech_count - 1].mark->at.t &&
                       mark->kind == MARK_PRINT;
        if (text.length == 0 || x < axis->x0 - 1 || crowded)
            continue;
        place->speeches[place->speech_count++] = (Speech){.mark = mark, .text = text, .x = x};
        last = x;
    }
}

/* --- flags --- */

static bool is_words(const Speech *speech)
{
    return speech->mark->kind != MARK_PRINT;
}

static float speech_width(const Placing *place, const Speech *speech)
{
    float width = text_width(place->scene, place->flag, speech->text);
    return is_words(speech) ? width + pad(place, 15) : width + pad(place, 34);
}

/* From a tick to what is said at it. */
static float gap_at(const Placing *place, const Speech *speech)
{
    bool ended = place->lane->has_ended && place->lane->ended.t == speech->mark->at.t;
    return ended ? place->mark_radius + pad(place, 5) : pad(place, 5);
}

/* How far right a speech that begins at `from` may reach and leave each bar its label. */
static float right_limit(const Placing *place, size_t index, float from, float natural)
{
    float limit = place->right;
    const Speech *speech = &place->speeches[index];
    for (size_t i = index + 1; i < place->speech_count; i++)
        if (place->speeches[i].x > speech->x + pad(place, 3)) {
            limit = fminf(limit, place->speeches[i].x - pad(place, 8));
            break;
        }
    for (size_t i = 0; i < place->bar_count; i++) {
        const Bar *bar = &place->bars[i];
        float start = fmaxf(bar->x0, from);
        if (bar->x1 <= from || bar->x0 >= fminf(limit, from + natural))
            continue;
        bool holds_label = bar->x1 - bar->x0 >= bar->needed;
        if (holds_label && bar->x1 - start >= bar->needed)
            limit = fminf(limit, bar->x1 - bar->needed);
        else if (holds_label)
            limit = fminf(limit, bar->x0);
    }
    return limit;
}

static bool left_is_free(const Placing *place, float from, float to)
{
    if (from < place->cursor + pad(place, 6) || from < place->row->axis.x0)
        return false;
    for (size_t i = 0; i < place->bar_count; i++) {
        const Bar *bar = &place->bars[i];
        if (bar->x1 > from && bar->x0 < to && bar->start + bar->needed > from &&
            bar->x1 - bar->x0 >= bar->needed)
            return false;
    }
    return true;
}

static void keep_off(Placing *place, float from, float to, bool from_right)
{
    for (size_t i = 0; i < place->bar_count; i++) {
        Bar *bar = &place->bars[i];
        if (bar->x1 <= from || bar->x0 >= to)
            continue;
        if (from_right)
            bar->limit = fminf(bar->limit, from);
        else
            bar->start = fmaxf(bar->start, to);
    }
}

static void add_late(Placing *place, Late late, Moment shown_from)
{
    late.alpha = lane_alpha(place->scene, place->row, place->lane->task);
    take(place->scene, late.box);
    if (has_happened(place->scene, shown_from) && !place->scene->state->blank)
        array_push(&place->scene->late, late);
}

static void put_speech(Placing *place, const Speech *speech, float x, float width, bool leftward,
                       bool has_tip)
{
    float high = fminf(place->flag.size * 1.5f, place->row->pitch - pad(place, 2));
    Late late = {.kind = is_words(speech) ? LATE_WORDS : LATE_FLAG,
                 .box = {x, place->middle - high / 2, width, high},
                 .text = speech->text,
                 .font = place->flag,
                 .colour = speech->mark->kind == MARK_FAILED ? place->scene->theme->bad
                                                             : place->scene->theme->soft,
                 .has_tip = has_tip && !is_words(speech),
                 .points_right = leftward};
    add_late(place, late, speech->mark->at);
    keep_off(place, x, x + width, leftward);
}

static void place_speech(Placing *place, size_t index)
{
    const Speech *speech = &place->speeches[index];
    float gap = gap_at(place, speech), natural = speech_width(place, speech);
    float from = speech->x + gap;
    bool pushed = place->cursor > from;
    if (pushed)
        from = place->cursor + pad(place, 6);
    bool near = from < speech->x + gap + pad(place, 8) ||
                (index > 0 && place->speeches[index - 1].mark->at.t == speech->mark->at.t);
    float room = right_limit(place, index, from, natural) - from;
    float least = fminf(natural, pad(place, 84));
    if (near && room >= natural) {
        put_speech(place, speech, from, natural, false, !pushed);
        place->cursor = from + natural;
        return;
    }
    float to = speech->x - gap;
    if (!pushed && room < least && from + least > place->right &&
        left_is_free(place, to - natural, to)) {
        put_speech(place, speech, to - natural, natural, true, true);
        place->cursor = speech->x + gap;
        return;
    }
    if (near && room >= least) {
        put_speech(place, speech, from, room, false, !pushed);
        place->cursor = from + room;
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
    Str brief = short_label(span);
    if (brief.length < span->label.length)
        return text_width(place->scene, place->label, span->label) <= room ? span->label : brief;
    for (size_t i = 0; i < span->label.length; i++)
        if (span->label.at[i] == ' ')
            return span->label;
    Str full = str_of(arena_printf(place->scene->arena, "await %.*s", (int)span->label.length,
                                   span->label.at));
    return text_width(place->scene, place->label, full) <= room ? full : span->label;
}

/* The first moment at which the playhead is past x: approximately, by its own x. */
static bool is_passed(const Scene *scene, const Row *row, const Span *span, float x)
{
    return has_happened(scene, span->to) || axis_x(&row->axis, scene->at) >= x;
}

static void place_label(Placing *place, const Bar *bar)
{
    Scene *scene = place->scene;
    const Span *span = bar->span;
    bool waits = span->kind == SPAN_AWAIT;
    float inset = waits ? pad(place, 30) : pad(place, span->kind == SPAN_BLOCK ? 6 : 12);
    float from = bar->start > bar->x0 ? bar->start + pad(place, 8) : bar->x0 + inset;
    float before_end = pad(place, waits ? 18 : 8);
    if (place->lane->has_ended && place->lane->ended.t == span->to.t)
        before_end += place->mark_radius;
    float inner = 2 * pad(place, 7), room = bar->limit - before_end - from - inner;
    if (!waits && from == bar->x0 + inset && room < text_width(scene, place->label, span->label)) {
        from -= inset * 0.5f; /* tight: what stands around the words gives way first */
        room = bar->limit - fmaxf(before_end - pad(place, 5), pad(place, 3)) - from - inner;
    }
    if (room < pad(place, 20))
        return;
    Str text = waits ? wait_text(place, span, room) : span->label;
    float width = text_width(scene, place->label, text);
    bool said_before = bar->needed > 1e8f;
    if (width > room && (said_before || room < place->label.size * 2.8f))
        return;
    width = fminf(width, room);
    float high = fminf(place->label.size * 1.44f, lane_bar_height(scene, place->row));
    Late late = {.kind = label_kind(span),
                 .box = {from, place->middle - high / 2, width + 2 * pad(place, 7), high},
                 .text = text,
                 .font = place->label,
                 .colour = theme_held(scene->theme, span->hue)};
    bool passed = is_passed(scene, place->row, span, late.box.x + late.box.w);
    add_late(place, late, passed ? span->from : (Moment){.t = INT64_MAX});
}

void place_labels(Scene *scene, const Row *row, uint32_t place_in_row)
{
    if (row->detail == DETAIL_STRIPE || scene->size.bar_label < px(scene, 12))
        return;
    const Timeline *timeline = row->timeline;
    Placing *place = ARENA_NEW(scene->arena, Placing);
    *place = (Placing){.scene = scene,
                     .row = row,
                     .lane = &timeline->lanes.items[timeline->order[place_in_row]],
                     .label = code(scene->size.bar_label),
                     .flag = words(600, scene->size.bar_label),
                     .middle = lane_middle(row, place_in_row),
                     .cursor = -1e9f,
                     .right = row->words_right,
                     .mark_radius = end_mark_radius(scene, row)};
    collect_bars(place);
    collect_speeches(place);
    bool too_many = place->speech_count == MOST_SPEECHES; /* none is better than a few of them */
    for (size_t i = 0; i < place->speech_count && !too_many; i++)
        place_speech(place, i);
    for (size_t i = 0; i < place->bar_count; i++)
        place_label(place, &place->bars[i]);
}
