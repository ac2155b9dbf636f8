/* What there is to ask about a lesson: its source's own question, then what its runs give. */
#ifndef LESSON_QUESTION_H
#define LESSON_QUESTION_H

#include "lesson/lesson.h"
#include "timeline/quiz.h"

/* Of the timelines given, which are some of the lesson's; added to `quiz`, which is empty. Texts
 * belong to the lesson. */
void lesson_quiz(Quiz *quiz, const Loaded *loaded, Timeline *const *timelines, uint32_t count);

/* A warning where the source's own question has no right answer. */
void lesson_tell_question(const Loaded *loaded, Diags *diags);

/* For quiz_make, and for who grades: of the lesson's scenario, if it has one. */
QuizSource lesson_quiz_source(const Loaded *loaded);

#endif
