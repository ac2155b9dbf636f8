#include "player/ask.h"

#include "player/card.h"
#include "view/theme.h"

#include <math.h>
#include <string.h>

enum { ANSWERS = 3 };

typedef struct AskAnswer {
    Answer answer;
    const char *key, *words;
} AskAnswer;

static const AskAnswer answers[ANSWERS] = {{ANSWER_SAVE, "Ctrl+S", "save them, then leave"},
                      {ANSWER_LEAVE, "Return", "leave without them"},
                      {ANSWER_STAY, "Escape", "stay here"}},
  to_run[] = {{ANSWER_LEAVE, "Return", "run it"}, {ANSWER_STAY, "Escape", "stay here"}};

static const AskAnswer *answer_at(const Stage *stage, int i)
{
    return stage->ask_runs ? &to_run[i] : &answers[i];
}

static int answer_count(const Stage *stage)
{
    return stage->ask_runs ? ANSWERS - 1 : ANSWERS;
}

bool ask_may_leave(Stage *stage, const char *path)
{
    if (!edit_unsaved(&stage->edit))
        return true;
    builder_clear(&stage->ask_path);
    builder_text(&stage->ask_path, path ? path : "");
    stage->asks = stage->dirty = true;
    stage->ask_runs = false;
    builder_clear(&stage->message); /* it names keys that do something else here */
    return false;
}

void ask_to_run(Stage *stage, const char *path)
{
    builder_clear(&stage->ask_path);
    builder_text(&stage->ask_path, path);
    stage->asks = stage->ask_runs = stage->dirty = true;
}

Answer ask_key(const Stage *stage, const char *key)
{
    if (strcmp(key, "Ctrl+Q") == 0)
        return stage->ask_runs ? ANSWER_STAY : ANSWER_LEAVE;
    for (int i = 0; i < answer_count(stage); i++)
        if (strcmp(key, answer_at(stage, i)->key) == 0)
            return answer_at(stage, i)->answer;
    return ANSWER_NONE;
}

typedef struct AskPlaces {
    float size;
    Box card, lines[ANSWERS];
} AskPlaces;

static Str heading(const Stage *stage)
{
    return stage->ask_runs ? STR("This is a Python program: to open it is to run it")
                           : STR("The lengths that you dragged are not saved");
}

static Font heading_font(float size)
{
    return (Font){FONT_WORDS_700, size * 1.1f};
}

/* As wide as its heading is. */
static AskPlaces find_places(const Stage *stage)
{
    float size = 30 * overlay_unit(stage), h = 8.6f * size;
    float whole = ceilf(overlay_width(stage, heading_font(size), heading(stage))) + 2 * size;
    float w = fminf(fmaxf(24 * size, whole), (float)stage->view.width);
    AskPlaces places = {.size = size,
                        .card = {((float)stage->view.width - w) / 2,
                                 ((float)stage->view.height - h) / 2, w, h}};
    for (int i = 0; i < ANSWERS; i++)
        places.lines[i] = (Box){places.card.x + size,
                                places.card.y + size * (2.8f + 1.8f * (float)i), w - 2 * size,
                                1.6f * size};
    return places;
}

Answer ask_pointer(const Stage *stage, const Pointer *pointer)
{
    AskPlaces places = find_places(stage);
    if (pointer->kind != POINTER_DOWN)
        return ANSWER_NONE;
    for (int i = 0; i < answer_count(stage); i++) {
        Box box = places.lines[i];
        if (pointer->x >= box.x && pointer->x < box.x + box.w && pointer->y >= box.y &&
            pointer->y < box.y + box.h)
            return answer_at(stage, i)->answer;
    }
    return ANSWER_NONE;
}

void ask_paint(Stage *stage)
{
    if (!stage->asks)
        return;
    const Theme *theme = theme_of(stage->view.theme);
    AskPlaces places = find_places(stage);
    float size = places.size;
    draw_rect(&stage->picture,
              (Box){0, 0, (float)stage->view.width, (float)stage->view.height}, 0, 0x60000000);
    overlay_card(stage, places.card);
    draw_text(&stage->picture, &stage->measure,
              (Point){places.card.x + size, places.card.y + size * 1.7f}, ANCHOR_START,
              heading_font(size), theme->strong, heading(stage), places.card.w - 2 * size);
    for (int i = 0; i < answer_count(stage); i++) {
        Box box = places.lines[i];
        float y = box.y + box.h / 2 + 0.3f * size;
        draw_rect(&stage->picture, box, size * 0.3f, theme->panel);
        draw_text(&stage->picture, &stage->measure, (Point){box.x + size * 0.6f, y}, ANCHOR_START,
                  (Font){FONT_CODE_700, size * 0.8f}, theme->soft, str_of(answer_at(stage, i)->key),
                  box.w);
        draw_text(&stage->picture, &stage->measure, (Point){box.x + size * 6, y}, ANCHOR_START,
                  (Font){FONT_WORDS_600, size * 0.85f}, theme->text, str_of(answer_at(stage, i)->words),
                  box.w - size * 6);
    }
}
