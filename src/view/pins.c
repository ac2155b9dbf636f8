/* Prints that can't be read at their instant stand there as numbered pins; their texts are in the
 * output column or panel. Pins that would lie upon each other become one: `4–7`. */
#include "view/place.h"

#include <math.h>

enum { MOST_COUNTED = 20000 };

static Font pin_font(const Placing *place)
{
    float most = (place->pitch - pad(place, 4)) / 1.6f;
    return words(700, fminf(place->scene->size.least * 0.95f, most));
}

/* --- numbers --- */

typedef struct Numbers {
    uint32_t count, first, last;
    uint32_t few[MOST_STACK];
} Numbers;

/* Of the prints of a pin until `at`. */
static Numbers numbers_until(const Placing *place, const Pin *pin, Moment at)
{
    Numbers numbers = {0};
    const Lane *lane = place->lane;
    size_t last = place->speeches[pin->last].last, until = timeline_marks_until(lane, at);
    for (size_t i = place->speeches[pin->first].first, seen = 0; i <= last && i < until; i++) {
        if (++seen > MOST_COUNTED)
            i = (last < until ? last : until - 1);
        const Mark *mark = &lane->marks.items[i];
        if (mark->kind != MARK_PRINT)
            continue;
        if (numbers.count == 0)
            numbers.first = mark_words(mark)->number;
        if (numbers.count < MOST_STACK)
            numbers.few[numbers.count] = mark_words(mark)->number;
        numbers.last = mark_words(mark)->number;
        numbers.count++;
    }
    return numbers;
}

static Str numbers_text(const Placing *place, Numbers numbers)
{
    Arena *arena = place->scene->arena;
    if (numbers.count <= 1)
        return str_of(arena_printf(arena, "%u", numbers.first));
    if (place->is_rail || numbers.last - numbers.first + 1 == numbers.count)
        return str_of(arena_printf(arena, "%u–%u", numbers.first, numbers.last));
    if (numbers.count == 2)
        return str_of(arena_printf(arena, "%u, %u", numbers.few[0], numbers.few[1]));
    if (numbers.count == 3)
        return str_of(arena_printf(arena, "%u, %u, %u", numbers.few[0], numbers.few[1],
                                   numbers.few[2]));
    return str_of(arena_printf(arena, "%u … %u", numbers.first, numbers.last));
}

/* --- places --- */

static float pin_width(const Placing *place, const Pin *pin)
{
    Moment all = {.t = INT64_MAX, .step = ALL_STEPS};
    Font font = pin_font(place);
    float text = text_width(place->scene, font,
                            numbers_text(place, numbers_until(place, pin, all)));
    return fmaxf(font.size * 1.6f, text + font.size * 0.9f);
}

static bool is_off_flags(const Placing *place, Box box)
{
    float around = pad(place, 2);
    Box wide = {box.x - around, box.y, box.w + 2 * around, box.h};
    for (size_t i = 0; i < place->speech_count; i++)
        if (place->speeches[i].form == SPEECH_FLAG && boxes_touch(place->speeches[i].box, wide))
            return false;
    return true;
}

/* Left of its tick, where it leaves the next bar's label alone, else right of it. */
static void place_pin(const Placing *place, Pin *pin)
{
    const Speech *first = &place->speeches[pin->first], *last = &place->speeches[pin->last];
    const Axis *axis = &place->row->axis;
    float width = pin_width(place, pin), high = pin_font(place).size * 1.6f;
    float gap = gap_at(place, last);
    Box box = {first->x - gap - width, place->middle - high / 2, width, high};
    float left_edge = axis->x0 + pad(place, 2), right_edge = place->right - width;
    if (place->is_rail || last->x_last - first->x > width) {
        box.x = (first->x + last->x_last - width) / 2;
    } else if (box.x < left_edge || !is_off_flags(place, box) ||
               !leaves_labels(place, box.x, box.x + width)) {
        Box right = {last->x_last + gap, box.y, width, high};
        bool better = right.x <= right_edge && is_off_flags(place, right) &&
                      leaves_labels(place, right.x, right.x + width);
        if (better || box.x < left_edge)
            box = right;
    }
    box.x = fmaxf(fminf(box.x, right_edge), left_edge);
    pin->box = box;
}

/* Neighbours that touch become one, until none do. */
static void join_pins(Placing *place)
{
    float apart = pad(place, 3);
    for (size_t i = 0; i + 1 < place->pin_count;) {
        Pin *pin = &place->pins[i], *next = &place->pins[i + 1];
        if (pin->box.x + pin->box.w + apart <= next->box.x) {
            i++;
            continue;
        }
        pin->last = next->last;
        for (size_t j = i + 1; j + 1 < place->pin_count; j++)
            place->pins[j] = place->pins[j + 1];
        place->pin_count--;
        place_pin(place, pin);
        i -= i > 0;
    }
}

static void list_pins(Placing *place)
{
    place->pin_count = 0;
    for (size_t i = 0; i < place->speech_count; i++) {
        if (place->speeches[i].form != SPEECH_PIN)
            continue;
        Pin *pin = &place->pins[place->pin_count++];
        *pin = (Pin){.first = i, .last = i};
        place_pin(place, pin);
    }
}

/* A flag that a pin can't avoid becomes one itself. */
static bool flags_give_way(Placing *place)
{
    bool any = false;
    for (size_t i = 0; i < place->pin_count; i++)
        for (size_t j = 0; j < place->speech_count; j++) {
            Speech *speech = &place->speeches[j];
            bool within = j > place->pins[i].first && j < place->pins[i].last;
            if (speech->form != SPEECH_FLAG ||
                (!within && !boxes_touch(speech->box, place->pins[i].box)))
                continue;
            speech->form = SPEECH_PIN;
            any = true;
        }
    return any;
}

void place_pins(Placing *place)
{
    do {
        list_pins(place);
        join_pins(place);
    } while (flags_give_way(place));
    for (size_t i = 0; i < place->bar_count; i++) { /* what flags had taken may be free again */
        place->bars[i].start = place->bars[i].x0;
        place->bars[i].limit = place->bars[i].x1;
    }
    for (size_t i = 0; i < place->speech_count; i++)
        if (place->speeches[i].form == SPEECH_FLAG && place->speeches[i].beside_label)
            keep_off(place, place->speeches[i].box.x,
                     place->speeches[i].box.x + place->speeches[i].box.w);
    for (size_t i = 0; i < place->pin_count; i++)
        keep_off(place, place->pins[i].box.x,
                 place->pins[i].box.x + place->pins[i].box.w);
}

static void note_pinned(Placing *place, const Pin *pin)
{
    const Lane *lane = place->lane;
    for (size_t i = place->speeches[pin->first].first; i <= place->speeches[pin->last].last; i++)
        if (lane->marks.items[i].kind == MARK_PRINT)
            pin_print(place->row, mark_words(&lane->marks.items[i])->number);
}

void put_pins(Placing *place)
{
    for (size_t i = 0; i < place->pin_count; i++) {
        const Pin *pin = &place->pins[i];
        if (place->is_trial) {
            note_pinned(place, pin);
            continue;
        }
        Numbers numbers = numbers_until(place, pin, place->scene->at);
        if (numbers.count > 0)
            legend_saw(place->scene, LEGEND_pin);
        Late late = {.kind = LATE_PIN,
                     .box = pin->box,
                     .text = numbers_text(place, numbers),
                     .font = pin_font(place)};
        place_late(place, late, place->speeches[pin->first].marks[0]->at);
    }
}
