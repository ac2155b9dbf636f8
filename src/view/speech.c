/* What is said in a lane: flags of what it prints, the words of its end. A flag stands right of
 * its tick, else left of it, else in smaller type; what is printed at one instant is one flag of
 * several lines. A print that can't be read in full so is never cut: it becomes a pin. */
#include "view/place.h"

#include <math.h>
#include <string.h>

enum { LOW_LANE = 36 };

/* --- flags --- */

static bool overlaps_speech(const Placing *place, size_t index, Box box)
{
    float around = pad(place, 4);
    Box wide = {box.x - around, box.y, box.w + 2 * around, box.h};
    for (size_t i = 0; i < place->speech_count; i++)
        if (i != index && (place->speeches[i].form == SPEECH_FLAG ||
                           place->speeches[i].form == SPEECH_WORDS) &&
            boxes_touch(place->speeches[i].box, wide))
            return true;
    return false;
}

/* Flags keep off the instants before and after them at which something is said, too. */
static bool keeps_off_others(const Placing *place, size_t index, float from, float to)
{
    const Speech *speech = &place->speeches[index];
    float apart = pad(place, 3), off = pad(place, 8);
    for (size_t i = index; i-- > 0;)
        if (place->speeches[i].x_last < speech->x - apart) {
            if (from < place->speeches[i].x_last + off)
                return false;
            break;
        }
    for (size_t i = index + 1; i < place->speech_count; i++)
        if (place->speeches[i].x > speech->x_last + apart)
            return to <= place->speeches[i].x - off;
    return true;
}

static float lines_width(const Placing *place, const Speech *speech, Font font)
{
    float widest = 0;
    for (uint32_t i = 0; i < speech->count && i < MOST_STACK; i++)
        widest = fmaxf(widest, text_width(place->scene, font, speech_text(place, speech, i)));
    return widest + pad(place, speech->is_words ? 15 : 34);
}

/* The end of what stands at the same tick already. */
static float from_right_of(const Placing *place, size_t index)
{
    const Speech *speech = &place->speeches[index];
    float from = speech->x + gap_at(place, speech);
    for (size_t i = index; i-- > 0 && place->speeches[i].x_last > speech->x - pad(place, 3);)
        if (place->speeches[i].form == SPEECH_FLAG && !place->speeches[i].points_right)
            from = place->speeches[i].box.x + place->speeches[i].box.w + pad(place, 6);
    return from;
}

/* The mark of the lane's end is hidden so. */
static bool covers_end(const Placing *place, float from, float to)
{
    float x = axis_x(&place->row->axis, place->lane->ended), radius = place->mark_radius;
    return place->lane->has_ended && from < x + radius && to > x - radius;
}

typedef struct Try {
    float size;    /* of type */
    bool leftward;
    float down;    /* of the lane's middle */
    bool may_cover; /* the end's mark */
} Try;

static bool try_flag(Placing *place, size_t index, Try try)
{
    Speech *speech = &place->speeches[index];
    Font font = {.face = place->flag.face, .size = try.size};
    float width = lines_width(place, speech, font);
    bool low = place->pitch < pad(place, LOW_LANE); /* less air around the words */
    float high = try.size * ((low ? 0 : 0.25f) + 1.25f * (float)speech->count);
    float edge = speech->x - gap_at(place, speech);
    float from = try.leftward ? edge - width : from_right_of(place, index);
    bool beside_label = fabsf(try.down) - high / 2 < 0.72f * place->label.size;
    Box box = {from, place->middle + try.down - high / 2, width, high};
    bool fits = high <= place->pitch - pad(place, 2) && from >= place->row->axis.x0 &&
                from + width <= place->right &&
                keeps_off_others(place, index, from, from + width) &&
                (try.may_cover || !covers_end(place, from, from + width)) &&
                !overlaps_speech(place, index, box) &&
                (!beside_label || leaves_labels(place, from, from + width));
    if (!fits)
        return false;
    speech->form = SPEECH_FLAG;
    speech->covers_end = covers_end(place, from, from + width);
    speech->beside_label = beside_label;
    speech->box = box;
    speech->font = font;
    speech->points_right = try.leftward;
    speech->has_tip = try.leftward || from <= speech->x + gap_at(place, speech) + 0.5f;
    if (beside_label)
        keep_off(place, from, from + width);
    return true;
}

/* In a lane that is high enough a flag stands below what its bars say. */
static bool try_below(Placing *place, size_t index, bool may_cover)
{
    const Speech *speech = &place->speeches[index];
    float size = place->flag.size, high = size * (0.25f + 1.25f * (float)speech->count);
    float down = 0.75f * place->label.size + high / 2;
    if (down + high / 2 > lane_bar_height(place->scene, place->row) / 2)
        return false;
    return try_flag(place, index, (Try){size, false, down, may_cover}) ||
           try_flag(place, index, (Try){size, true, down, may_cover});
}

/* The smallest type that flags may have. */
static float least_size(const Placing *place)
{
    return fminf(place->scene->size.bar_label, place->scene->size.least);
}

/* Two that stand in each other's way: the first goes up, the second down, both in small type. */
static bool stack_with_previous(Placing *place, size_t index)
{
    float size = least_size(place), half = size * 0.75f + pad(place, 1);
    if (index == 0 || place->pitch < 4 * half)
        return false;
    Speech *before = &place->speeches[index - 1], kept = *before;
    if (before->form != SPEECH_FLAG || before->count > 1 || place->speeches[index].count > 1)
        return false;
    Bar bars[MOST_BARS];
    memcpy(bars, place->bars, sizeof *bars * place->bar_count);
    before->form = SPEECH_OPEN;
    bool both = try_flag(place, index - 1, (Try){size, kept.points_right, -half, true}) &&
                (try_flag(place, index, (Try){size, true, half, true}) ||
                 try_flag(place, index, (Try){size, false, half, true}));
    if (!both) {
        memcpy(place->bars, bars, sizeof *bars * place->bar_count);
        *before = kept;
    }
    return both;
}

static bool is_forced(const Placing *place, const Speech *speech)
{
    for (uint32_t i = 0; i < speech->count && i < MOST_STACK; i++)
        if (print_is_pinned(place->row, mark_words(speech->marks[i])->number))
            return true;
    return false;
}

static bool place_flag(Placing *place, size_t index)
{
    Speech *speech = &place->speeches[index];
    if (place->is_rail || speech->is_many || speech->count > MOST_STACK ||
        is_forced(place, speech))
        return false;
    float size = place->flag.size;
    for (int covers = 0; covers <= 1; covers++)
        if (try_flag(place, index, (Try){size, false, 0, covers}) ||
            try_flag(place, index, (Try){size, true, 0, covers}) ||
            try_below(place, index, covers))
            return true;
    return size <= least_size(place) && stack_with_previous(place, index);
}

/* What is wrong with a way to place them: first of all that some have no place. */
typedef struct Lacks {
    size_t pins, covered;
} Lacks;

static bool is_better(Lacks a, Lacks b)
{
    return a.pins != b.pins ? a.pins < b.pins : a.covered < b.covered;
}

/* All of them in type of one size. */
static Lacks place_all(Placing *place, float size, bool small_labels)
{
    Lacks lacks = {0};
    place->flag.size = size;
    place->small_labels = small_labels;
    for (size_t i = 0; i < place->bar_count; i++) {
        place->bars[i].start = place->bars[i].x0;
        place->bars[i].limit = place->bars[i].x1;
    }
    for (size_t i = 0; i < place->speech_count; i++)
        place->speeches[i].form = SPEECH_OPEN;
    for (size_t i = 0; i < place->speech_count; i++)
        if (!place->speeches[i].is_words && !place_flag(place, i)) {
            place->speeches[i].form = SPEECH_PIN;
            lacks.pins++;
        }
    for (size_t i = 0; i < place->speech_count; i++)
        lacks.covered += place->speeches[i].form == SPEECH_FLAG && place->speeches[i].covers_end;
    return lacks;
}

/* Small type where that leaves fewer pins, or covers fewer marks, of flags first, then of the words of
 * bars, too. */
void place_flags(Placing *place)
{
    float full = place->flag.size, least = least_size(place), sizes[] = {full, least, full, least};
    Lacks fewest = {SIZE_MAX, SIZE_MAX};
    int best = 0, last = 0;
    for (int i = 0; i < 4 && (fewest.pins || fewest.covered); i++) {
        if (i % 2 == 1 && least >= full)
            continue;
        Lacks lacks = place_all(place, sizes[i], i >= 2);
        if (is_better(lacks, fewest)) {
            fewest = lacks;
            best = i;
        }
        last = i;
    }
    if (last != best)
        place_all(place, sizes[best], best >= 2);
}

/* --- words --- */

static float free_right(const Placing *place, size_t index, float from)
{
    float limit = place->right;
    for (size_t i = 0; i < place->pin_count; i++)
        if (place->pins[i].box.x >= from)
            limit = fminf(limit, place->pins[i].box.x - pad(place, 4));
    for (size_t i = 0; i < place->speech_count; i++)
        if (i != index && place->speeches[i].form == SPEECH_FLAG &&
            place->speeches[i].box.x >= from)
            limit = fminf(limit, place->speeches[i].box.x - pad(place, 4));
    return limit;
}

static float past_pins(const Placing *place, float from)
{
    for (size_t i = 0; i < place->pin_count; i++) {
        Box box = place->pins[i].box;
        if (box.x <= from + pad(place, 4) && box.x + box.w > from)
            from = box.x + box.w + pad(place, 6);
    }
    return from;
}

/* In small type, and without by whom, before anything of it is cut. */
static void choose_words(Placing *place, Speech *speech, float room)
{
    speech->font = place->flag;
    if (lines_width(place, speech, speech->font) > room)
        speech->font.size = least_size(place);
    speech->is_brief = speech->marks[0]->kind != MARK_PRINT &&
                       lines_width(place, speech, speech->font) > room;
}

static void place_word(Placing *place, size_t index)
{
    Speech *speech = &place->speeches[index];
    float width = lines_width(place, speech, place->flag);
    float high = fminf(place->flag.size * 1.5f, place->pitch - pad(place, 2));
    float from = past_pins(place, from_right_of(place, index));
    float room = free_right(place, index, from) - from;
    float edge = speech->x - gap_at(place, speech);
    Box left = {edge - width, place->middle - high / 2, width, high};
    bool left_is_free = left.x >= place->row->axis.x0 && !overlaps_speech(place, index, left) &&
                        past_pins(place, left.x) == left.x &&
                        leaves_labels(place, left.x, edge) &&
                        keeps_off_others(place, index, left.x, edge);
    for (size_t i = 0; i < place->pin_count; i++)
        left_is_free = left_is_free && !boxes_touch(place->pins[i].box, left);
    speech->font = place->flag;
    if (room >= width || !left_is_free) {
        choose_words(place, speech, room);
        width = lines_width(place, speech, speech->font);
        if (room < fminf(width, pad(place, 84)))
            return;
        speech->box = (Box){from, left.y, fminf(width, room), high};
    } else {
        speech->box = left;
    }
    speech->form = SPEECH_WORDS;
    keep_off(place, speech->box.x, speech->box.x + speech->box.w);
}

void place_words(Placing *place)
{
    for (size_t i = 0; i < place->speech_count; i++)
        if (place->speeches[i].is_words)
            place_word(place, i);
}

void put_speeches(Placing *place)
{
    const Theme *theme = place->scene->theme;
    for (size_t i = 0; i < place->speech_count; i++) {
        const Speech *speech = &place->speeches[i];
        if (speech->form != SPEECH_FLAG && speech->form != SPEECH_WORDS)
            continue;
        Late late = {.kind = speech->is_words ? LATE_WORDS : LATE_FLAG,
                     .box = speech->box,
                     .font = speech->font,
                     .colour = speech->marks[0]->kind == MARK_FAILED ? theme->bad : theme->soft,
                     .has_tip = speech->has_tip,
                     .points_right = speech->points_right,
                     .line_count = speech->count};
        for (uint32_t j = 0; j < speech->count; j++)
            if (j == 0 || has_happened(place->scene, speech->marks[j]->at))
                late.lines[j] = speech_text(place, speech, j);
        late.text = late.lines[0];
        place_late(place, late, speech->marks[0]->at);
    }
}
