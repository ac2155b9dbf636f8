/* The legend: only what occurs, with the number where it is always the same. */
#include "view/scene.h"

typedef enum Swatch { SWATCH_TICK, SWATCH_BLOCK, SWATCH_SLEEP, SWATCH_AWAIT, SWATCH_READY,
                      SWATCH_THREAD, SWATCH_DONE, SWATCH_FAILED, SWATCH_CANCELLED,
                      SWATCH_RACE, SWATCHES } Swatch;

typedef struct LegendEntry {
    Swatch swatch;
    Str text;   /* gives the width, also on the exercise sheet */
    Str shown;  /* there without the number; else empty */
} LegendEntry;

static bool span_occurs(const Scene *scene, SpanKind kind)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].timeline->facts.has_span[kind])
            return true;
    return false;
}

static bool mark_occurs(const Scene *scene, MarkKind kind)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].timeline->facts.has_mark[kind])
            return true;
    return false;
}

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

static LegendEntry with_length(Scene *scene, Swatch swatch, const char *text, SpanKind kind)
{
    int64_t length = common_length(scene, kind);
    if (length == 0)
        return (LegendEntry){.swatch = swatch, .text = str_of(text)};
    Str time = words_of_time(scene, length);
    return (LegendEntry){
        .swatch = swatch,
        .text = str_of(arena_printf(scene->arena, "%s (%.*s)", text, (int)time.length, time.at)),
        .shown = scene->state->blank ? str_of(text) : (Str){0}};
}

static bool awaits_only_tasks(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (!scene->list[i].timeline->facts.awaits_only_tasks)
            return false;
    return true;
}

static LegendEntry entry(Swatch swatch, const char *text)
{
    return (LegendEntry){.swatch = swatch, .text = str_of(text)};
}

static size_t list_entries(Scene *scene, LegendEntry *entries)
{
    size_t count = 0;
    if (mark_occurs(scene, MARK_TICK))
        entries[count++] = entry(SWATCH_TICK, "runs");
    if (span_occurs(scene, SPAN_BLOCK))
        entries[count++] = with_length(scene, SWATCH_BLOCK, "blocks the loop", SPAN_BLOCK);
    if (span_occurs(scene, SPAN_SLEEP))
        entries[count++] = with_length(scene, SWATCH_SLEEP, "sleeps", SPAN_SLEEP);
    if (span_occurs(scene, SPAN_READY))
        entries[count++] = entry(SWATCH_READY, "ready, but the loop is busy");
    if (span_occurs(scene, SPAN_AWAIT))
        entries[count++] = entry(SWATCH_AWAIT,
                                 awaits_only_tasks(scene) ? "awaits its tasks" : "awaits");
    if (span_occurs(scene, SPAN_THREAD))
        entries[count++] = entry(SWATCH_THREAD, "in a thread");
    if (mark_occurs(scene, MARK_DONE))
        entries[count++] = entry(SWATCH_DONE, "done");
    if (mark_occurs(scene, MARK_FAILED))
        entries[count++] = entry(SWATCH_FAILED, "failed");
    if (mark_occurs(scene, MARK_CANCELLED))
        entries[count++] = entry(SWATCH_CANCELLED, "cancelled");
    if (mark_occurs(scene, MARK_RACE))
        entries[count++] = entry(SWATCH_RACE, "real Python may choose another order");
    return count;
}

static float swatch_width(const Scene *scene, Swatch swatch)
{
    return px(scene, swatch == SWATCH_TICK || swatch == SWATCH_RACE            ? 10
                     : swatch >= SWATCH_DONE && swatch <= SWATCH_CANCELLED ? 26 : 50);
}

static void draw_swatch(Scene *scene, Swatch swatch, float x, float middle)
{
    float width = swatch_width(scene, swatch);
    Colour hue = scene->theme->hues[0];
    Box bar = {x, middle - px(scene, 11), width, px(scene, 22)};
    Point centre = {x + width / 2, middle};
    switch (swatch) {
    case SWATCH_TICK: draw_tick(scene, centre, px(scene, 28), hue); break;
    case SWATCH_BLOCK: draw_block_bar(scene, bar, hue, 1); break;
    case SWATCH_SLEEP: draw_sleep_bar(scene, bar, hue, 1); break;
    case SWATCH_AWAIT: draw_await_line(scene, bar, hue, 1); break;
    case SWATCH_READY: draw_ready_bar(scene, bar, 1); break;
    case SWATCH_THREAD: draw_thread_bar(scene, bar, hue, 1); break;
    case SWATCH_DONE: draw_end_mark(scene, centre, px(scene, 11), MARK_DONE, hue); break;
    case SWATCH_FAILED: draw_end_mark(scene, centre, px(scene, 11), MARK_FAILED, hue); break;
    case SWATCH_CANCELLED: draw_end_mark(scene, centre, px(scene, 11), MARK_CANCELLED, hue); break;
    case SWATCH_RACE: draw_race_mark(scene, centre, px(scene, 9)); break;
    case SWATCHES: break;
    }
}

static float entry_width(const Scene *scene, Font font, const LegendEntry *which)
{
    return swatch_width(scene, which->swatch) + px(scene, 14) +
           text_width(scene, font, which->text);
}

void draw_legend(Scene *scene)
{
    LegendEntry entries[SWATCHES];
    size_t count = list_entries(scene, entries);
    Font font = words(400, scene->size.legend);
    float room = scene->legend.w, total = 0;
    for (size_t i = 0; i < count; i++)
        total += entry_width(scene, font, &entries[i]);
    /* What runs and what is done explain themselves: they go first. */
    while (count > 0 && total + px(scene, 26) * (float)(count - 1) > room) {
        size_t gone = count - 1;
        for (size_t i = 0; i < count; i++)
            if (entries[i].swatch == SWATCH_DONE || entries[i].swatch == SWATCH_TICK)
                gone = i;
        total -= entry_width(scene, font, &entries[gone]);
        for (size_t i = gone; i + 1 < count; i++)
            entries[i] = entries[i + 1];
        count--;
    }
    float gap = count > 1 ? (room - total) / (float)(count - 1) : 0;
    gap = gap > px(scene, 64) ? px(scene, 64) : gap;
    float x = scene->legend.x, middle = scene->legend.y + scene->legend.h / 2 - px(scene, 3);
    for (size_t i = 0; i < count; i++) {
        float width = swatch_width(scene, entries[i].swatch);
        draw_swatch(scene, entries[i].swatch, x, middle);
        put_text(scene, (Point){x + width + px(scene, 14), centred(middle, font)}, ANCHOR_START,
                 font, scene->theme->soft,
                 entries[i].shown.length ? entries[i].shown : entries[i].text, room);
        x += entry_width(scene, font, &entries[i]) + gap;
    }
}
