#include "lesson/question.h"

#include "scenario/mistakes/mistakes.h"

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
    quiz_make(quiz, timelines, count);
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
