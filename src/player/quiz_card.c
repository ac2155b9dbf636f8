#include "player/quiz_card.h"

#include "player/card.h"
#include "view/theme.h"

#include <math.h>

typedef struct CardPlaces {
    float size; /* of type */
    Box card, options[QUIZ_OPTIONS];
} CardPlaces;

static CardPlaces find_places(const Stage *stage, uint32_t options)
{
    float width = (float)stage->view.width, u = overlay_unit(stage), size = 32 * u;
    CardPlaces places = {.size = size,
                         .card = {24 * u, (float)stage->view.height - 176 * u, width - 48 * u,
                                  168 * u}};
    float gap = 14 * u, inner = places.card.w - 2 * size;
    float count = (float)(options ? options : 1);
    float each = fminf((inner - gap * (count - 1)) / count, 700 * u);
    for (uint32_t i = 0; i < options; i++)
        places.options[i] = (Box){places.card.x + size + (each + gap) * (float)i,
                                  places.card.y + 78 * u, each, 70 * u};
    return places;
}

static bool holds(Box box, float x, float y)
{
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

int quiz_card_option(const Stage *stage, const QuizQuestion *question, float x, float y)
{
    CardPlaces places = find_places(stage, question->option_count);
    for (uint32_t i = 0; i < question->option_count; i++)
        if (holds(places.options[i], x, y))
            return (int)i;
    return -1;
}

bool quiz_card_holds(const Stage *stage, float x, float y)
{
    return holds(find_places(stage, 0).card, x, y);
}

static float put(Stage *stage, Point at, Anchor anchor, Font font, Colour colour, Str text,
                 float room)
{
    return draw_text(&stage->picture, &stage->measure, at, anchor, font, colour, text, room);
}

/* The longest beginning of `text` that fits, cut between words; all of a word that is too long. */
static size_t line_length(const Stage *stage, Font font, Str text, float room)
{
    size_t length = text.length;
    while (length && overlay_width(stage, font, (Str){text.at, length}) > room) {
        length--;
        while (length && text.at[length] != ' ')
            length--;
    }
    return length ? length : text.length;
}

/* Lines of one type: each with its room; the last one is cut where it has to be. */
typedef struct Lines {
    Point at; /* the first baseline */
    float rooms[2], pitch;
    Colour colour;
} Lines;

/* One line in the largest type that fits down to `least`, else two in that. */
static void put_lines(Stage *stage, Lines lines, Font font, float least, Str text)
{
    float size = font.size;
    while (font.size > least && overlay_width(stage, font, text) > lines.rooms[0])
        font.size -= 1;
    bool one = overlay_width(stage, font, text) <= lines.rooms[0];
    if (one) {
        put(stage, (Point){lines.at.x, lines.at.y + lines.pitch * 0.45f - (size - font.size) * 0.3f},
            ANCHOR_START, font, lines.colour, text, lines.rooms[0]);
        return;
    }
    size_t first = line_length(stage, font, text, lines.rooms[0]);
    put(stage, lines.at, ANCHOR_START, font, lines.colour, (Str){text.at, first}, lines.rooms[0]);
    first += first < text.length;
    put(stage, (Point){lines.at.x, lines.at.y + lines.pitch}, ANCHOR_START, font, lines.colour,
        (Str){text.at + first, text.length - first}, lines.rooms[1]);
}

static void paint_options(Stage *stage, const CardPlaces *places, const QuizQuestion *question)
{
    const Theme *theme = theme_of(stage->view.theme);
    for (uint32_t i = 0; i < question->option_count; i++) {
        Box box = places->options[i];
        float y = box.y + box.h / 2 + places->size * 0.32f, key = places->size * 1.5f;
        float room = box.w - key - places->size * 0.3f, pitch = places->size * 0.82f;
        draw_rect(&stage->picture, box, places->size * 0.3f, theme->panel);
        draw_frame(&stage->picture, box, places->size * 0.3f, places->size * 0.06f, theme->rule);
        put(stage, (Point){box.x + places->size * 0.6f, y}, ANCHOR_START,
            (Font){FONT_CODE_700, places->size * 0.9f}, theme->dim,
            str_of(arena_printf(&stage->picture.arena, "%u", i + 1)), key);
        Builder text = {0};
        quiz_say_option(&text, question, i);
        put_lines(stage, (Lines){{box.x + key, y - pitch * 0.45f}, {room, room}, pitch,
                                 theme->strong},
                  (Font){FONT_CODE_400, places->size * 0.9f}, places->size * 0.66f,
                  builder_view(&text));
        builder_free(&text);
    }
}

/* On two lines where it takes that. */
static void paint_sentence(Stage *stage, const CardPlaces *places, Str text)
{
    const Theme *theme = theme_of(stage->view.theme);
    Font font = {FONT_WORDS_500, places->size * 0.86f};
    float room = places->card.w - 2 * places->size;
    Point at = {places->card.x + places->size, places->card.y + places->size * 3.1f};
    for (int line = 0; line < 2 && text.length; line++) {
        size_t length = text.length;
        while (line == 0 && length &&
               overlay_width(stage, font, (Str){text.at, length}) > room) {
            length--;
            while (length && text.at[length] != ' ')
                length--;
        }
        put(stage, at, ANCHOR_START, font, theme->text, (Str){text.at, length}, room);
        at.y += places->size * 1.2f;
        length += length < text.length;
        text = (Str){text.at + length, text.length - length};
    }
}

static void write_head(const Stage *stage, const QuizQuestion *question, Builder *head,
                       Builder *hint)
{
    const QuizMode *mode = &stage->quiz;
    if (mode->phase == QUIZ_ASKS) {
        quiz_ask(head, question, stage->playhead.shown.count > 1);
        builder_text(hint, question->option_count == 0 ? "click on the axis"
                           : question->kind == QUIZ_WHO ? "click a lane, or press its number"
                                                        : "press its number, or click");
    } else if (mode->phase == QUIZ_TOLD) {
        builder_text(head, mode->was_right ? "Right!" : mode->passed ? "The answer:" : "Not so.");
        builder_text(hint, "PageDown: the next question");
    } else {
        builder_text(head, "That was the last question.");
        builder_text(hint, "Escape: on with the lesson");
    }
    if (mode->asked)
        builder_printf(hint, "    %zu of %zu right", mode->right, mode->asked);
}

void quiz_card_paint(Stage *stage, const QuizQuestion *question)
{
    const Theme *theme = theme_of(stage->view.theme);
    const QuizMode *mode = &stage->quiz;
    bool asks = mode->phase == QUIZ_ASKS && question;
    CardPlaces places = find_places(stage, asks ? question->option_count : 0);
    Builder head = {0}, hint = {0};
    Font bold = {FONT_WORDS_700, places.size * 1.15f}, small = {FONT_WORDS_500, places.size * 0.8f};
    bool judged = mode->phase == QUIZ_TOLD && !mode->passed;
    Colour ink = !judged ? theme->strong : mode->was_right ? theme->good : theme->bad;
    float y = places.card.y + places.size * 1.6f;
    float right = places.card.x + places.card.w - places.size;
    write_head(stage, question, &head, &hint);
    draw_group(&stage->picture, "question");
    overlay_card(stage, places.card);
    float taken = put(stage, (Point){right, y}, ANCHOR_END, small, theme->dim,
                      builder_view(&hint), places.card.w / 2);
    float room = places.card.w - 2 * places.size;
    put_lines(stage, (Lines){{places.card.x + places.size, y - places.size * 0.42f},
                             {room - taken - places.size, room}, places.size * 0.94f, ink},
              bold, places.size * 0.84f, builder_view(&head));
    if (asks)
        paint_options(stage, &places, question);
    else if (mode->phase == QUIZ_TOLD)
        paint_sentence(stage, &places, builder_view(&mode->said));
    draw_ungroup(&stage->picture);
    builder_free(&head);
    builder_free(&hint);
}
