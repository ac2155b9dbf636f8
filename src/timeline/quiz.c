#include "timeline/quiz.h"

#include "base/number.h"

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

/* Where a list the other way round stands to itself: < 0 before it. */
static int by_reversed(const QuizOption *option)
{
    Builder text = {0};
    quiz_reverse(&text, option->text);
    int order = str_compare(builder_view(&text), option->text);
    builder_free(&text);
    return order;
}

static int by_text(const void *a, const void *b)
{
    const QuizOption *x = a, *y = b;
    if (x->reversed != y->reversed && str_equal(x->text, y->text))
        return by_reversed(x->reversed ? x : y) * (x->reversed ? 1 : -1);
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
        if (question->options[i].lane == right.lane && !question->options[i].reversed &&
            str_equal(question->options[i].text, right.text))
            question->right = i;
}

static bool have_same_options(const QuizQuestion *a, const QuizQuestion *b)
{
    bool same = a->option_count == b->option_count;
    for (uint32_t i = 0; i < a->option_count && same; i++) {
        const QuizOption *x = &a->options[i], *y = &b->options[i];
        same = x->lane == y->lane && str_equal(x->text, y->text) &&
               moment_compare(x->at, y->at) == 0 && x->reversed == y->reversed;
    }
    return same;
}

/* The same question again teaches nothing. */
static bool is_asked(const Quiz *quiz, const QuizQuestion *question)
{
    for (size_t i = 0; i < quiz->count; i++) {
        const QuizQuestion *other = &quiz->items[i];
        if (other->kind != question->kind || other->timeline != question->timeline)
            continue;
        bool equal = have_same_options(other, question) && other->right == question->right;
        bool own = other->words.length && moment_compare(other->answer_at, question->answer_at) == 0;
        if (question->kind == QUIZ_WHO ? equal || own : own)
            return true;
    }
    return false;
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
    if (!is_asked(quiz, &question))
        array_push(quiz, question);
}

static QuizOption option_of(const OutputLine *line)
{
    return (QuizOption){.lane = line->lane, .text = line->text, .at = line->at};
}

uint32_t quiz_place_of(const Timeline *timeline, size_t index)
{
    if (timeline->output.items[index].lane == NO_TASK)
        return 0;
    const Lane *lane = &timeline->lanes.items[timeline->output.items[index].lane];
    for (size_t i = timeline_marks_until(lane, timeline->output.items[index].at); i-- > 0;)
        if (lane->marks.items[i].kind == MARK_PRINT &&
            lane->marks.items[i].texts->number == index + 1)
            return lane->marks.items[i].texts->step;
    return 0;
}

/* What a gather gave, in another order, where line `index` prints that. */
static void add_reversed(QuizQuestion *question, QuizSource source, size_t index)
{
    QuizOption other = question->options[0];
    Builder text = {0};
    other.reversed = true;
    bool known = !source.is_gathered || !quiz_reverse(&text, other.text);
    for (uint32_t i = 0; i < question->option_count; i++)
        known |= str_equal(question->options[i].text, builder_view(&text));
    if (!known &&
        source.is_gathered(source.context, quiz_place_of(question->timeline, index)))
        question->options[question->option_count++] = other;
    builder_free(&text);
}

/* What is printed from output line `first` on; what else is printed later are the other choices.
 * Of tasks alone: what a callback prints follows from no rule of theirs. */
static bool ask_print(Quiz *quiz, QuizSource source, QuizQuestion question, size_t first)
{
    const Timeline *timeline = question.timeline;
    question.kind = QUIZ_PRINT;
    if (timeline->output.items[first].lane == NO_TASK)
        return false;
    for (size_t i = first; i < timeline->output.count && question.option_count < 4; i++) {
        const OutputLine *line = &timeline->output.items[i];
        bool known = line->text.length == 0 || line->lane == NO_TASK;
        for (uint32_t k = 0; k < question.option_count; k++)
            known |= str_equal(question.options[k].text, line->text);
        if (!known)
            question.options[question.option_count++] = option_of(line);
    }
    add_reversed(&question, source, first);
    if (question.option_count < 2)
        return false;
    settle(&question, by_text);
    if (!is_asked(quiz, &question))
        array_push(quiz, question);
    return true;
}

static void ask_steps(Quiz *quiz, QuizSource source, const Timeline *timeline, uint32_t index)
{
    size_t line = 0;
    for (size_t i = 0; i < timeline->turns.count && i < TURNS_ASKED; i++) {
        const Turn *turn = &timeline->turns.items[i];
        QuizQuestion question = {.timeline = timeline,
                                 .index = index,
                                 .after = i ? timeline->turns.items[i - 1].to : (Moment){0, 0},
                                 .answer_at = turn->from};
        while (line < timeline->output.count &&
               moment_compare(timeline->output.items[line].at, turn->from) < 0)
            line++;
        bool prints = line < timeline->output.count &&
                      moment_compare(timeline->output.items[line].at, turn->from) == 0;
        if (i == 0 || (prints && ask_print(quiz, source, question, line)))
            continue;
        ask_who(quiz, question, turn);
    }
}

bool quiz_is_first(const QuizQuestion *question)
{
    return question->kind == QUIZ_END || question->kind == QUIZ_OWN;
}

/* How long it takes is asked before anything is seen; all else when its answer comes. */
static int by_moment(const void *a, const void *b)
{
    const QuizQuestion *x = a, *y = b;
    if (quiz_is_first(x) != quiz_is_first(y))
        return quiz_is_first(x) ? -1 : 1;
    int order = quiz_is_first(x) ? 0 : moment_compare(x->answer_at, y->answer_at);
    return order ? order : (int)x->index - (int)y->index;
}

void quiz_make(Quiz *quiz, Timeline *const *timelines, uint32_t count, QuizSource source)
{
    size_t own = quiz->count;
    for (uint32_t i = 0; i < count; i++) {
        QuizQuestion end = {.kind = QUIZ_END,
                            .timeline = timelines[i],
                            .index = i,
                            .answer_at = {timelines[i]->end, ALL_STEPS}};
        if (timelines[i]->end > 0 && timelines[i]->outcome == OUTCOME_DONE &&
            !is_asked(quiz, &end))
            array_push(quiz, end);
        ask_steps(quiz, source, timelines[i], i);
    }
    if (quiz->count > own)
        qsort(quiz->items + own, quiz->count - own, sizeof *quiz->items, by_moment);
}

/* --- the source's own --- */

static bool own_end(Quiz *quiz, QuizQuestion question, const QuizOwn *own, Builder *comes)
{
    bool right = own->answer_count == 0;
    question.answer_at = (Moment){question.timeline->end, ALL_STEPS};
    for (uint32_t i = 0; i < own->answer_count; i++) {
        question.options[i] = (QuizOption){
            .lane = NO_TASK, .text = own->answers[i], .at = {own->times[i], 0}};
        if (!right && quiz_is_time(&question, own->times[i])) {
            question.right = i;
            right = true;
        }
    }
    time_exact(comes, question.timeline->end);
    question.option_count = right ? own->answer_count : 0; /* without choices that are all wrong */
    array_push(quiz, question);
    return right;
}

static bool own_print(Quiz *quiz, QuizQuestion question, const QuizOwn *own, Builder *comes)
{
    const Timeline *timeline = question.timeline;
    size_t line = 0;
    bool right = false;
    while (line < timeline->output.count && timeline->output.items[line].at.t <= own->after)
        line++;
    if (line == timeline->output.count)
        return false;
    const OutputLine *next = &timeline->output.items[line];
    question.answer_at = next->at;
    builder_str(comes, next->text);
    if (own->answer_count == 0)
        return ask_print(quiz, (QuizSource){0}, question, line);
    for (uint32_t i = 0; i < own->answer_count; i++) {
        question.options[i] = (QuizOption){.lane = NO_TASK, .text = own->answers[i]};
        for (size_t k = timeline->output.count; k-- > line;)
            if (str_equal(timeline->output.items[k].text, own->answers[i]))
                question.options[i] = option_of(&timeline->output.items[k]);
        bool is = str_equal(next->text, own->answers[i]);
        question.right = is ? i : question.right;
        right |= is;
    }
    question.option_count = own->answer_count;
    if (!right) {
        question.right = question.option_count < QUIZ_OPTIONS ? question.option_count++
                                                              : QUIZ_OPTIONS - 1;
        question.options[question.right] = option_of(next);
    }
    array_push(quiz, question);
    return right;
}

static bool own_who(Quiz *quiz, QuizQuestion question, const QuizOwn *own)
{
    const Timeline *timeline = question.timeline;
    size_t before = quiz->count;
    for (size_t i = 1; i < timeline->turns.count && quiz->count == before; i++) {
        if (timeline->turns.items[i].from.t <= own->after)
            continue;
        question.after = timeline->turns.items[i - 1].to;
        question.answer_at = timeline->turns.items[i].from;
        ask_who(quiz, question, &timeline->turns.items[i]);
    }
    return quiz->count > before;
}

static void own_told(Quiz *quiz, QuizQuestion question, const QuizOwn *own)
{
    question.right = own->right;
    question.option_count = own->answer_count;
    question.answer_at = (Moment){question.timeline->end, ALL_STEPS};
    for (uint32_t i = 0; i < own->answer_count; i++)
        question.options[i] = (QuizOption){.lane = NO_TASK, .text = own->answers[i]};
    array_push(quiz, question);
}

bool quiz_make_own(Quiz *quiz, const QuizOwn *own, const Timeline *timeline, uint32_t index,
                   Builder *comes)
{
    QuizQuestion question = {.kind = own->kind,
                             .timeline = timeline,
                             .index = index,
                             .after = {own->after < 0 ? 0 : own->after, own->after < 0 ? 0 : ALL_STEPS},
                             .words = own->words,
                             .why = own->why};
    switch (own->kind) {
    case QUIZ_END: return own_end(quiz, question, own, comes);
    case QUIZ_PRINT: return own_print(quiz, question, own, comes);
    case QUIZ_WHO: return own_who(quiz, question, own);
    case QUIZ_OWN: own_told(quiz, question, own); break;
    }
    return true;
}

void quiz_say_option(Builder *out, const QuizQuestion *question, uint32_t option)
{
    const QuizOption *said = &question->options[option];
    if (said->reversed && quiz_reverse(out, said->text))
        return;
    builder_str(out, said->text);
    for (uint32_t i = 0; i < question->option_count && question->kind == QUIZ_WHO; i++)
        if (i != option && str_equal(question->options[i].text, said->text)) {
            builder_text(out, " (");
            builder_str(out, question->timeline->lanes.items[said->lane].name);
            builder_char(out, ')');
            return;
        }
}

void quiz_ask(Builder *out, const QuizQuestion *question, bool titled)
{
    static const char *const words[] = {[QUIZ_END] = "when is it over?",
                                        [QUIZ_WHO] = "who runs next?",
                                        [QUIZ_PRINT] = "what is printed next?"};
    if (question->words.length) {
        builder_str(out, question->words);
        return;
    }
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
