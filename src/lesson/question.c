#include "lesson/question.h"

#include "scenario/mistakes/mistakes.h"

#include <string.h>

static QuizOwn own_of(const Question *question)
{
    static const QuizKind kinds[] = {[ABOUT_NONE] = QUIZ_OWN, [ABOUT_END] = QUIZ_END,
                                     [ABOUT_WHO] = QUIZ_WHO, [ABOUT_PRINT] = QUIZ_PRINT};
    return (QuizOwn){.kind = kinds[question->about],
                     .words = question->text,
                     .why = question->why,
                     .after = question->after,
                     .answers = question->answers,
                     .times = question->times,
                     .answer_count = question->answer_count,
                     .right = question->right};
}

/* The only name that a print prints, without anything around it; its slot, or false. */
static bool printed_name(const Step *step, uint32_t *slot)
{
    const TextTemplate *text = &step->fields[0].text;
    if (strcmp(step->verb->name, "print") != 0 || text->count != 1 || !text->parts[0].value)
        return false;
    const Expr *expr = text->parts[0].value;
    *slot = expr->slot;
    return expr->kind == EXPR_LOCAL && expr->hops == 0;
}

static bool gives(const Step *step, uint32_t slot)
{
    for (int i = 0; i < VERB_FIELDS; i++) {
        const Field *field = &step->fields[i];
        if (field->present && step->verb->fields[i].kind == FIELD_TARGET)
            return field->target.count == 1 && !field->target.unpack &&
                   !field->target.names[0].shared && field->target.names[0].slot == slot;
    }
    return false;
}

static bool is_gathered(const void *context, uint32_t place)
{
    const Scenario *scenario = context;
    uint32_t slot, others = 0, gathers = 0;
    if (place == 0 || place > scenario->step_count)
        return false;
    const Step *print = scenario->steps[place - 1];
    if (!printed_name(print, &slot))
        return false;
    for (uint32_t i = 0; i < scenario->step_count; i++) {
        const Step *step = scenario->steps[i];
        if (step->coroutine != print->coroutine || !gives(step, slot))
            continue;
        bool gather = strcmp(step->verb->name, "gather") == 0;
        gathers += gather;
        others += !gather;
    }
    return gathers && !others;
}

QuizSource lesson_quiz_source(const Loaded *loaded)
{
    return loaded->scenario ? (QuizSource){is_gathered, loaded->scenario} : (QuizSource){0};
}

void lesson_quiz(Quiz *quiz, const Loaded *loaded, Timeline *const *timelines, uint32_t count)
{
    const Question *question = loaded->scenario ? &loaded->scenario->question : NULL;
    for (uint32_t i = 0; question && question->present && i < count; i++) {
        if (timelines[i] != loaded->timelines[question->timeline])
            continue;
        Builder comes = {0};
        QuizOwn own = own_of(question);
        quiz_make_own(quiz, &own, timelines[i], i, &comes);
        builder_free(&comes);
    }
    quiz_make(quiz, timelines, count, lesson_quiz_source(loaded));
}

void lesson_tell_question(const Loaded *loaded, Diags *diags)
{
    const Question *question = loaded->scenario ? &loaded->scenario->question : NULL;
    if (!question || !question->present)
        return;
    uint32_t index = question->timeline;
    const TimelineName *name = &loaded->names[index];
    Hues hues = {0};
    Quiz quiz = {0};
    Builder comes = {0};
    QuizOwn own = own_of(question);
    Timeline *timeline = timeline_fold(loaded->traces[index], name->title, name->description,
                                       name->call, &hues);
    if (!quiz_make_own(&quiz, &own, timeline, index, &comes)) {
        if (quiz.count)
            diag_warning(diags, question->at, E_QUESTION, "none of the answers is right: it is %s%s",
                         comes.at, question->about == ABOUT_END ? " s" : "");
        else
            diag_warning(diags, question->at, E_QUESTION,
                         "there is nothing to choose between here: nothing else comes in this "
                         "timeline");
    }
    array_free(&quiz);
    builder_free(&comes);
    timeline_free(timeline);
    hues_free(&hues);
}
