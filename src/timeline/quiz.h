/* What a room can be asked about a run before it sees it: who runs next, what is printed next, when
 * a timeline is over; and the rule that whoever answered wrong has missed, judged from the run. */
#ifndef TIMELINE_QUIZ_H
#define TIMELINE_QUIZ_H

#include "timeline/timeline.h"

typedef enum QuizKind { QUIZ_END, QUIZ_WHO, QUIZ_PRINT, QUIZ_OWN } QuizKind;
enum { QUIZ_OPTIONS = 6 };

typedef struct QuizOption {
    uint32_t lane; /* who; who prints it; NO_TASK: nobody does */
    Str text;      /* the call; what is printed; the answer */
    Moment at;     /* PRINT: when it really comes; END: when it would be over */
    bool reversed; /* a list the other way round: quiz_say_option */
} QuizOption;

typedef struct QuizQuestion {
    QuizKind kind;
    const Timeline *timeline;
    uint32_t index;    /* of the timeline, among those given */
    Moment after;      /* it is asked when this has been seen ... */
    Moment answer_at;  /* ... and answered by what is seen then */
    QuizOption options[QUIZ_OPTIONS]; /* END may have none: any time */
    uint32_t option_count, right;     /* index of the right one */
    Str words, why;    /* the author's; empty: those of the kind, the rule that was missed */
} QuizQuestion;

typedef ARRAY(QuizQuestion) Quiz;

/* What the source itself asks. */
typedef struct QuizOwn {
    QuizKind kind;  /* OWN: `right` is the right one; all others are judged from the run */
    Str words, why; /* why: may be empty */
    int64_t after;  /* ns: PRINT, WHO: all up to there has been seen; -1: nothing has */
    const Str *answers;
    const int64_t *times; /* END: ns, one for each answer */
    uint32_t answer_count, right;
} QuizOwn;

/* The source's own question, added to `quiz`. False where none of its answers is what comes (what
 * comes is added to them then, and `comes` says it), or where nothing comes that could be asked of:
 * then none is added. Texts belong to `own` and to the timeline. */
bool quiz_make_own(Quiz *quiz, const QuizOwn *own, const Timeline *timeline, uint32_t index,
                   Builder *comes);

/* Whether it is asked before anything is seen. */
bool quiz_is_first(const QuizQuestion *question);

/* What only the source knows: whether the print that stands at `place` prints what a gather gave. */
typedef struct QuizSource {
    bool (*is_gathered)(const void *context, uint32_t place); /* NULL: nobody knows */
    const void *context;
} QuizSource;

/* All that is worth asking, in the order of the answers; added to `quiz` behind what the source
 * asks itself, which is not asked again. Texts belong to the timelines. */
void quiz_make(Quiz *quiz, Timeline *const *timelines, uint32_t count, QuizSource source);

/* An option as it is to be read; of tasks with the same call with its name. */
void quiz_say_option(Builder *out, const QuizQuestion *question, uint32_t option);

/* A printed list with its items the other way round; false where that is no list, or the same. */
bool quiz_reverse(Builder *out, Str list);
/* Whether it is the other list, its items in another order. */
bool quiz_is_reordered(Str list, Str of);

/* Where the timeline's output line `index` is printed: its place in the source, 0 where none is. */
uint32_t quiz_place_of(const Timeline *timeline, size_t index);

/* `gather(): who runs next?` The title only where there are several timelines. The author's words
 * stand alone. */
void quiz_ask(Builder *out, const QuizQuestion *question, bool titled);

/* Whether a guess at an END is near enough: within two hundredths of it. */
bool quiz_is_time(const QuizQuestion *question, int64_t guess);

/* One sentence: the rule that was missed by choosing `option`, by guessing the time. */
void quiz_rule(Builder *out, const QuizQuestion *question, uint32_t option);
void quiz_rule_of_time(Builder *out, const QuizQuestion *question, int64_t guess);

/* The rule behind the results of a gather in another order than they came. */
void quiz_rule_of_gather(Builder *out);

/* The rule behind two prints that come the other way round. */
void quiz_rule_of_order(Builder *out, const Timeline *timeline, const QuizOption *expected,
                        const QuizOption *actual);

#endif
