/* Text in a picture: cleaned, cut to its room, its measured width kept for painters that pin it. */
#include "draw/clean.h"
#include "draw/draw.h"

static const Str ellipsis = {"\xe2\x80\xa6", 3};

static float width_of(const TextMeasure *measure, Font font, Str text)
{
    return measure->width(measure->context, font, text);
}

/* The end of the prefix of `count` characters; marks stay with the character they stand on. */
static size_t prefix_length(Str text, size_t count)
{
    const char *at = str_start(text), *end = at + text.length;
    for (size_t seen = 0; at < end;) {
        const char *before = at;
        if (utf8_columns(utf8_next(&at, end)) != 0 && seen++ == count)
            return (size_t)(before - text.at);
    }
    return text.length;
}

/* `text` cut to `count` characters, without the spaces before the cut, and `…`. */
static Str cut(Builder *into, Str text, size_t count)
{
    size_t length = prefix_length(text, count);
    while (length && text.at[length - 1] == ' ')
        length--;
    builder_clear(into);
    builder_add(into, text.at, length);
    builder_str(into, ellipsis);
    return builder_view(into);
}

/* The longest cut that fits, by halving; its width in `*width`. Empty where none does. */
static Str elide(const TextMeasure *measure, Font font, Str text, float room, Builder *into,
                 float *width)
{
    size_t low = 0, high = utf8_count(text);
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (width_of(measure, font, cut(into, text, middle)) <= room)
            low = middle;
        else
            high = middle - 1;
    }
    if (low == 0)
        return (Str){"", 0};
    Str best = cut(into, text, low);
    *width = width_of(measure, font, best);
    return best.length > ellipsis.length ? best : (Str){"", 0};
}

float draw_text(Picture *picture, const TextMeasure *measure, Point at, Anchor anchor, Font font,
                Colour colour, Str text, float room)
{
    if (!(room > 0) || text.length == 0)
        return 0;
    Builder clean = {0}, shorter = {0};
    bool whole = true;
    if (!is_clean(text)) {
        whole = clean_text(&clean, text);
        text = builder_view(&clean);
    }
    float width = width_of(measure, font, text);
    if (!(width <= room) || !whole)
        text = elide(measure, font, text, room, &shorter, &width);
    if (text.length)
        array_push(&picture->list, (Draw){.kind = DRAW_TEXT, .x = at.x, .y = at.y,
                                          .anchor = (uint8_t)anchor, .font = font,
                                          .colour = colour, .fit = width,
                                          .text = str_copy(&picture->arena, text)});
    builder_free(&clean);
    builder_free(&shorter);
    return text.length ? width : 0;
}

static float fixed_width(void *context, Font font, Str text)
{
    (void)context;
    const char *at = str_start(text), *end = at + text.length;
    int columns = 0;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        columns += c == UTF8_WRONG ? 1 : utf8_columns(c);
    }
    return (float)columns * 0.6f * font.size;
}

static void fixed_height(void *context, Font font, float *ascent, float *descent)
{
    (void)context;
    *ascent = 0.95f * font.size;
    *descent = 0.25f * font.size;
}

const TextMeasure measure_fixed = {.width = fixed_width, .height = fixed_height};
