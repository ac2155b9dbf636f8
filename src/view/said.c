/* What is said in a lane, collected: its prints and the words of its end, as one where they are at
 * one place of the picture. */
#include "view/place.h"

/* Not of what ends the timeline: its foot says that in full. */
static bool names_line(const Placing *place, const Mark *mark)
{
    const Timeline *timeline = place->row->timeline;
    bool ends = place->lane->task == 0 && timeline->outcome == OUTCOME_ERROR;
    return mark_words(mark)->line && !ends && tells_lines(place->scene);
}

Str speech_text(const Placing *place, const Speech *speech, uint32_t line)
{
    const Mark *mark = speech->marks[line];
    Builder said = {0};
    if (mark->kind == MARK_FAILED && !speech->is_brief && names_line(place, mark)) {
        builder_str(&said, mark_words(mark)->text);
        builder_printf(&said, ", line %u", mark_words(mark)->line);
        return keep_text(place->scene, &said);
    }
    if (mark->kind != MARK_CANCELLED)
        return mark_words(mark)->text;
    if (speech->is_brief)
        return STR("cancelled");
    say_cancelled(&said, place->row->timeline, place->lane->task, mark->at);
    return keep_text(place->scene, &said);
}

static void begin_speech(Placing *place, size_t index, float x)
{
    const Mark *mark = &place->lane->marks.items[index];
    place->speeches[place->speech_count++] = (Speech){.is_words = mark->kind != MARK_PRINT,
                                                      .marks = {mark},
                                                      .first = index,
                                                      .last = index,
                                                      .count = 1,
                                                      .x = x,
                                                      .x_last = x};
}

static void join_speech(Speech *speech, const Placing *place, size_t index, float x)
{
    const Mark *mark = &place->lane->marks.items[index];
    if (mark->at.t != speech->marks[0]->at.t || x > speech->x + 1)
        speech->is_many = true;
    if (speech->count < MOST_STACK)
        speech->marks[speech->count] = mark;
    speech->count++;
    speech->last = index;
    speech->x_last = x;
}

static void add_speech(Placing *place, size_t index, float x)
{
    const Mark *mark = &place->lane->marks.items[index];
    Speech *last = place->speech_count ? &place->speeches[place->speech_count - 1] : NULL;
    bool full = place->speech_count == MOST_SPEECHES;
    bool prints = mark->kind == MARK_PRINT;
    float near = place->speech_count > MOST_SPEECHES / 2 ? pad(place, 24) : pad(place, 3);
    if (last && prints && !last->is_words && (full || x <= last->x_last + near))
        join_speech(last, place, index, x);
    else if (!full)
        begin_speech(place, index, x);
}

void collect_speeches(Placing *place)
{
    const Axis *axis = &place->row->axis;
    const Lane *lane = place->lane;
    float right = axis->x0 + axis->width + 1, last = -1e9f;
    Moment before = axis_moment(axis, axis->x0 - 1);
    before.t--;
    for (size_t i = timeline_marks_until(lane, before); i < lane->marks.count;) {
        if (lane->marks.items[i].quiet > 0) {
            i += lane->marks.items[i].quiet;
            continue;
        }
        float x = axis_x(axis, lane->marks.items[i].at);
        if (x > right)
            break;
        if (x < last + 2) { /* too close to be told apart: on to what can be */
            size_t next = timeline_marks_until(lane, axis_moment(axis, last + 2));
            i = next > i + 64 ? next - 32 : i;
        }
        size_t index = i++;
        x = axis_x(axis, lane->marks.items[index].at);
        if (!mark_speaks(&lane->marks.items[index]) || x < axis->x0 - 1)
            continue;
        add_speech(place, index, x);
        last = x;
    }
}
