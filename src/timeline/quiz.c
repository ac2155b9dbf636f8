#include "timeline/quiz.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANES_ASKED = 200, TURNS_ASKED = 400 };

/* --- making questions --- */

static bool is_alive(const Timeline *timeline, uint32_t lane, Moment at)
{
    LaneState state = timeline_state_at(timeline, lane, at);
    return state != LANE_NOT_YET && state != LANE_DONE && state != LANE_FAILED &&
           state != LANE_CANCELLED;
}

static int by_lane(const void *a, const void *b)
{
    const QuizOption *x = a, *y = b;
    return (x->lane > y->lane) - (x->lane < y->lane);
}

static int by_text(const void *a, const void *b)
{
    const QuizOption *x = a, *y = b;
    size_t length = x->text.length < y->text.length ? x->text.length : y->text.length;
    int order = length ? memcmp(x->text.at, y->text.at, length) : 0;
    return order ? order : (x->text.length > y->text.length) - (x->text.length < y->text.length);
}

/* Sorts the options, so that their order tells nothing; the first of them was the right one. */
static void settle(QuizQuestion *question, int (*order)(const void *, const void *))
{
    QuizOption right = question->options[0];
    qsort(question->options, question->option_count, sizeof right, order);
    for (uint32_t i = 0; i < question->option_count; i++)
        if (question->options[i].lane == right.lane &&
            str_equal(question->options[i].text, right.text))
            question->right = i;
}

static void ask_who(Quiz *quiz, QuizQuestion question, const Turn *turn)
{
    const Timeline *timeline = question.timeline;
    question.kind = QUIZ_WHO;
    question.options[question.option_count++] =
        (QuizOption){.lane = turn->lane, .text = timeline->lanes.items[turn->lane].call};
    for (uint32_t i = 0; i < timeline->lanes.count && i < LANES_ASKED &&
                         question.option_count < QUIZ_OPTIONS; i++)
        if (i != turn->lane && is_alive(timeline, i, question.after))
            question.options[question.option_count++] =
                (QuizOption){.lane = i, .text = timeline->lanes.items[i].call};
    if (question.option_count < 2 || !is_alive(timeline, turn->lane, question.after))
        return;
    settle(&question, by_lane);
    for (size_t i = 0; i < quiz->count; i++) { /* the same question again teaches nothing */
        const QuizQuestion *other = &quiz->items[i];
        if (other->kind == QUIZ_WHO && other->timeline == timeline &&
            other->option_count == question.option_count && other->right == question.right &&
            memcmp(other->options, question.options, sizeof question.options) == 0)
            return;
    }
    array_push(quiz, question);
}

/* What is printed from output line `first` on; what else is printed later are the other choices. */
static bool ask_print(Quiz *quiz, QuizQuestion question, size_t first)
{
    const Timeline *timeline = question.timeline;
    question.kind = QUIZ_PRINT;
    for (size_t i = first; i < timeline->output.count && question.option_count < 4; i++) {
        const OutputLine *line = &timeline->output.items[i];
        bool known = line->text.length == 0;
        for (uint32_t k = 0; k < question.option_count; k++)
            known |= str_equal(question.options[k].text, line->text);
        if (!known)
            question.options[question.option_count++] =
                (QuizOption){line->lane, line->text, line->at};
    }
    if (question.option_count < 2)
        return false;
    settle(&question, by_text);
    array_push(quiz, question);
    return true;
}

static void ask_steps(Quiz *quiz, const Timeline *timeline, uint32_t index)
{
    size_t line = 0;
    for (size_t i = 0; i < timeline->turns.count && i < TURNS_ASKED; i++) {
        const Turn *turn = &timeline->turns.items[i];
        QuizQuestion question = {.timeline = timeline,
                                 .index = index,
                                 .after = i ? timeline->turns.items[i - 1].from : (Moment){0, 0},
                                 .answer_at = turn->from};
        while (line < timeline->output.count &&
               moment_compare(timeline->output.items[line].at, turn->from) < 0)
            line++;
        bool prints = line < timeline->output.count &&
                      moment_compare(timeline->output.items[line].at, turn->from) == 0;
        if (i == 0 || (prints && ask_print(quiz, question, line)))
            continue;
        ask_who(quiz, question, turn);
    }
}

/* How long it takes is asked before anything is seen; all else when its answer comes. */
static int by_moment(const void *a, const void *b)
{
    const QuizQuestion *x = a, *y = b;
    if (x->kind != y->kind && (x->kind == QUIZ_END || y->kind == QUIZ_END))
        return x->kind == QUIZ_END ? -1 : 1;
    int order = x->kind == QUIZ_END ? 0 : moment_compare(x->answer_at, y->answer_at);
    return order ? order : (int)x->index - (int)y->index;
}

void quiz_make(Quiz *quiz, Timeline *const *timelines, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        Moment end = {timelines[i]->end, ALL_STEPS};
        if (timelines[i]->end > 0 && timelines[i]->outcome == OUTCOME_DONE)
            array_push(quiz, ((QuizQuestion){.kind = QUIZ_END,
                                             .timeline = timelines[i],
                                             .index = i,
                                             .answer_at = end}));
        ask_steps(quiz, timelines[i], i);
    }
    if (quiz->count)
        qsort(quiz->items, quiz->count, sizeof *quiz->items, by_moment);
}

void quiz_ask(Builder *out, const QuizQuestion *question, bool titled)
{
    static const char *const words[] = {[QUIZ_END] = "when is it over?",
                                        [QUIZ_WHO] = "who runs next?",
                                        [QUIZ_PRINT] = "what is printed next?"};
    if (titled) {
        builder_str(out, question->timeline->title);
        builder_text(out, ": ");
    }
    builder_text(out, words[question->kind]);
}

bool quiz_is_time(const QuizQuestion *question, int64_t guess)
{
    int64_t end = question->timeline->end, off = guess > end ? guess - end : end - guess;
    return off <= end / 50;
}
