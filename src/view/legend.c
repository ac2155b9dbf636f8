/* The legend: every mark of the picture, in as many lines as that takes. */
#include "view/scene.h"

#include <math.h>

typedef struct LegendEntry {
    const char *words;
    float units;
    bool (*occurs)(const Scene *scene);
    void (*draw)(Scene *scene, Box box);
} LegendEntry;

static const LegendEntry entries[] = {
#define LEGEND(name, wide, text)                                                                   \
    {.words = text, .units = wide, .occurs = legend_##name##_occurs, .draw = legend_##name##_draw},
#include "view/legend.def"
#undef LEGEND
};

const char *legend_words(LegendMark mark)
{
    return entries[mark].words;
}

void legend_saw(Scene *scene, LegendMark mark)
{
    scene->seen |= UINT64_C(1) << mark;
}

static uint64_t foreseen(const Scene *scene)
{
    uint64_t marks = 0;
    for (int i = 0; i < LEGEND_MARKS; i++)
        marks |= (uint64_t)entries[i].occurs(scene) << i;
    return marks;
}

/* --- words --- */

/* The length that all spans of a kind have, or 0. */
static int64_t common_length(const Scene *scene, SpanKind kind)
{
    int64_t length = 0;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Facts *facts = &scene->list[i].timeline->facts;
        if (!facts->has_span[kind])
            continue;
        if (facts->shortest[kind] != facts->longest[kind] ||
            (length && length != facts->shortest[kind]))
            return 0;
        length = facts->shortest[kind];
    }
    return length;
}

/* `sleeps (1 s)` where every sleep is as long. */
static Str words_of(const Scene *scene, LegendMark mark)
{
    Str text = str_of(entries[mark].words);
    bool has_length = mark == LEGEND_blocks || mark == LEGEND_sleeps;
    int64_t length =
        has_length ? common_length(scene, mark == LEGEND_blocks ? SPAN_BLOCK : SPAN_SLEEP) : 0;
    if (length == 0)
        return text;
    Str time = words_of_time(scene, length);
    return str_of(arena_printf(scene->arena, "%s (%.*s)", text.at, (int)time.length, time.at));
}

/* --- lines --- */

static float entry_width(const Scene *scene, LegendMark mark)
{
    return px(scene, entries[mark].units + 14) +
           text_width(scene, words(400, scene->size.legend), words_of(scene, mark));
}

static float least_gap(const Scene *scene)
{
    return px(scene, 30);
}

/* The marks from `first` on that share a line; what they take without gaps is added to `taken`. */
typedef struct LegendLine {
    int next, count; /* first mark of the next line */
    float taken;
} LegendLine;

static LegendLine line_from(const Scene *scene, uint64_t marks, int first, float room)
{
    LegendLine line = {.next = first};
    for (; line.next < LEGEND_MARKS; line.next++) {
        if (!(marks >> line.next & 1))
            continue;
        float width = entry_width(scene, (LegendMark)line.next);
        if (line.count > 0 &&
            line.taken + width + least_gap(scene) * (float)line.count > room)
            break;
        line.taken += width;
        line.count++;
    }
    return line;
}

static float legend_room(const Scene *scene)
{
    return (float)scene->state->width - px(scene, scene->state->slide ? 128 : 88);
}

uint32_t legend_lines(const Scene *scene)
{
    uint64_t marks = foreseen(scene);
    uint32_t lines = 0;
    for (int next = 0; next < LEGEND_MARKS; lines++)
        next = line_from(scene, marks, next, legend_room(scene)).next;
    return lines > 0 ? lines : 1;
}

float legend_line_height(const Scene *scene)
{
    return scene->state->slide ? 38 : 34;
}

static void draw_entry(Scene *scene, LegendMark mark, float x, float middle)
{
    Font font = words(400, scene->size.legend);
    float width = px(scene, entries[mark].units), words_x = x + width + px(scene, 14);
    entries[mark].draw(scene, (Box){x, middle - px(scene, 11), width, px(scene, 22)});
    Str text = scene->state->blank ? str_of(entries[mark].words) : words_of(scene, mark);
    put_text(scene, (Point){words_x, centred(middle, font)}, ANCHOR_START, font,
             scene->theme->soft, text,
             scene->legend.x + scene->legend.w + px(scene, 2) - words_x);
}

void draw_legend(Scene *scene)
{
    const ViewState *state = scene->state;
    if (state->no_legend)
        return;
    bool still = (state->slide && !state->moves) || state->blank;
    uint64_t marks = still ? scene->seen : scene->seen | foreseen(scene);
    uint64_t seen = scene->seen; /* swatches are no marks */
    float middle = scene->legend.y + px(scene, 13);
    for (int first = 0; first < LEGEND_MARKS;) {
        LegendLine line = line_from(scene, marks, first, scene->legend.w);
        float gap = line.count > 1 ? (scene->legend.w - line.taken) / (float)(line.count - 1) : 0;
        gap = fmaxf(fminf(gap, px(scene, legend_lines(scene) > 1 ? 40 : 64)), least_gap(scene));
        float x = scene->legend.x;
        for (int mark = first; mark < line.next; mark++) {
            if (!(marks >> mark & 1))
                continue;
            draw_entry(scene, (LegendMark)mark, x, middle);
            x += entry_width(scene, (LegendMark)mark) + gap;
        }
        middle += px(scene, legend_line_height(scene));
        first = line.next;
    }
    scene->layout->marks_seen = seen;
    scene->layout->marks_told = marks;
}
