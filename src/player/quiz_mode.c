#include "player/quiz_mode.h"

#include "lesson/question.h"
#include "player/quiz_card.h"
#include "player/zoom.h"

#include <string.h>

static const QuizQuestion *question_of(const Stage *stage)
{
    return stage->quiz.at < stage->quiz.list.count ? &stage->quiz.list.items[stage->quiz.at] : NULL;
}

/* Stands where the question is asked. */
static void ask(Stage *stage)
{
    const QuizQuestion *question = question_of(stage);
    stage->quiz.phase = question ? QUIZ_ASKS : QUIZ_OVER;
    builder_clear(&stage->quiz.said);
    if (question && !quiz_is_first(question)) {
        Moment before = playhead_before(&stage->playhead, question->answer_at);
        bool early = question->words.length || moment_compare(before, question->after) < 0;
        playhead_seek(&stage->playhead, early ? question->after : before);
    }
    stage_moved(stage);
}

void quiz_mode_begin(Stage *stage)
{
    QuizMode *mode = &stage->quiz;
    Moment at = stage->playhead.at;
    playhead_pause(&stage->playhead);
    mode->list.count = mode->at = mode->asked = mode->right = 0;
    lesson_quiz(&mode->list, stage->loaded, stage->playhead.shown.items,
                (uint32_t)stage->playhead.shown.count);
    if (moment_compare(at, playhead_end(&stage->playhead)) == 0)
        playhead_seek(&stage->playhead, at = playhead_start(&stage->playhead));
    while (mode->at < mode->list.count &&
           moment_compare(quiz_is_first(&mode->list.items[mode->at])
                              ? (Moment){0, 0}
                              : mode->list.items[mode->at].answer_at,
                          at) < 0)
        mode->at++;
    stage->view.predict = true;
    builder_clear(&stage->message); /* it would lie on the answers */
    ask(stage);
}

void quiz_mode_end(Stage *stage)
{
    stage->quiz.list.count = 0;
    stage->view.predict = false;
    stage->dirty = true;
}

/* Shows what really comes, and says so. */
static void reveal(Stage *stage, bool right)
{
    QuizMode *mode = &stage->quiz;
    const QuizQuestion *question = question_of(stage);
    mode->asked++;
    mode->right += right;
    mode->was_right = right;
    mode->passed = false;
    mode->phase = QUIZ_TOLD;
    if (!quiz_is_first(question))
        playhead_seek(&stage->playhead, question->answer_at);
    stage_moved(stage);
}

static void choose(Stage *stage, uint32_t option)
{
    const QuizQuestion *question = question_of(stage);
    bool right = option == question->right;
    if (!right) {
        quiz_say_option(&stage->quiz.said, question, question->right);
        builder_text(&stage->quiz.said, ". ");
        quiz_rule(&stage->quiz.said, question, option);
    } else {
        builder_str(&stage->quiz.said, question->why);
    }
    reveal(stage, right);
}

static void guess(Stage *stage, int64_t t)
{
    const QuizQuestion *question = question_of(stage);
    bool right = quiz_is_time(question, t);
    if (!right)
        quiz_rule_of_time(&stage->quiz.said, question, t);
    else
        builder_str(&stage->quiz.said, question->why);
    reveal(stage, right);
}

/* Nobody knows: it is shown, and counts as asked. */
static void pass(Stage *stage)
{
    const QuizQuestion *question = question_of(stage);
    if (question->option_count == 0) {
        guess(stage, INT64_MAX);
    } else {
        builder_text(&stage->quiz.said, "It is ");
        quiz_say_option(&stage->quiz.said, question, question->right);
        builder_text(&stage->quiz.said, ". ");
        builder_str(&stage->quiz.said, question->why);
        reveal(stage, false);
    }
    stage->quiz.passed = true;
}

static void next(Stage *stage)
{
    stage->quiz.at++;
    ask(stage);
}

bool quiz_mode_key(Stage *stage, const char *key)
{
    static const char *const go_on[] = {"PageDown", "Return", "Space", "Right", "n"};
    const QuizQuestion *question = question_of(stage);
    if (strcmp(key, "Escape") == 0 || strcmp(key, "h") == 0) {
        quiz_mode_end(stage);
        return true;
    }
    if (stage->quiz.phase == QUIZ_ASKS && key[1] == '\0' && key[0] >= '1' &&
        key[0] < '1' + QUIZ_OPTIONS) {
        if ((uint32_t)(key[0] - '1') < question->option_count)
            choose(stage, (uint32_t)(key[0] - '1'));
        return true;
    }
    for (size_t i = 0; i < sizeof go_on / sizeof *go_on; i++) {
        if (strcmp(key, go_on[i]) != 0)
            continue;
        if (stage->quiz.phase == QUIZ_ASKS)
            pass(stage);
        else if (stage->quiz.phase == QUIZ_TOLD)
            next(stage);
        else
            quiz_mode_end(stage);
        return true;
    }
    return false;
}

/* A lane of the question's timeline is an answer to "who". */
static bool press_lane(Stage *stage, const QuizQuestion *question, const Region *region)
{
    if (!region || (region->kind != REGION_LANE && region->kind != REGION_SPAN &&
                    region->kind != REGION_SPAN_END))
        return false;
    if (stage->loaded->timelines[region->timeline] != question->timeline)
        return false;
    for (uint32_t i = 0; i < question->option_count; i++)
        if (question->options[i].lane == region->lane) {
            choose(stage, i);
            return true;
        }
    return false;
}

bool quiz_mode_press(Stage *stage, const Pointer *pointer, const Region *region, Moment at)
{
    const QuizQuestion *question = question_of(stage);
    if (stage->quiz.phase != QUIZ_ASKS) {
        if (stage->quiz.phase == QUIZ_TOLD)
            next(stage);
        else
            quiz_mode_end(stage);
        return true;
    }
    int option = quiz_card_option(stage, question, pointer->x, pointer->y);
    if (option >= 0)
        choose(stage, (uint32_t)option);
    else if (question->kind == QUIZ_WHO)
        press_lane(stage, question, region);
    else if (question->option_count == 0 && !quiz_card_holds(stage, pointer->x, pointer->y))
        guess(stage, at.t);
    return true;
}

void quiz_mode_paint(Stage *stage)
{
    if (stage->view.predict && stage->loaded && !stage->in_gallery)
        quiz_card_paint(stage, question_of(stage));
}
