/* What is said in a lane: flags of what it prints, the words of its end. Right of the tick where
 * there is room, else left at the picture's edge, else cut; what does not fit is left out. */
#include "view/place.h"

#include <math.h>

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
    place_late(place, late, speech->mark->at);
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

void place_speeches(Placing *place)
{
    collect_speeches(place);
    bool too_many = place->speech_count == MOST_SPEECHES; /* none is better than a few of them */
    for (size_t i = 0; i < place->speech_count && !too_many; i++)
        place_speech(place, i);
}
