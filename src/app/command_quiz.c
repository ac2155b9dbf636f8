/* `quiz`: asks in a terminal what comes next in a run; or grades a file of predictions. */
#include "app/commands.h"

#include "app/report.h"
#include "base/escape.h"
#include "base/number.h"
#include "lesson/question.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- asking --- */

enum { LINE_BYTES = 1024 };

typedef struct Session {
    Builder out;
    bool titled, over;
    size_t asked, right;
} Session;

static void flush(Session *session)
{
    if (session->out.length && !report_output(builder_view(&session->out)))
        session->over = true;
    builder_clear(&session->out);
}

static void put_time(Builder *out, int64_t nanoseconds)
{
    time_exact(out, nanoseconds);
    builder_text(out, " s");
}

static void put_question(Session *session, const QuizQuestion *question)
{
    Builder text = {0};
    put_time(&session->out, question->after.t);
    builder_text(&session->out, "  ");
    quiz_ask(&text, question, session->titled);
    escape_terminal(&session->out, builder_view(&text));
    builder_free(&text);
    builder_char(&session->out, '\n');
    for (uint32_t i = 0; i < question->option_count; i++) {
        builder_printf(&session->out, "  %u  ", i + 1);
        Builder option = {0};
        quiz_say_option(&option, question, i);
        escape_terminal(&session->out, builder_view(&option));
        builder_free(&option);
        builder_char(&session->out, '\n');
    }
    builder_text(&session->out, question->option_count ? "> " : "(seconds) > ");
    flush(session);
}

/* A line without its end; false at the end of what is typed. */
static bool read_line(char *line)
{
    if (!fgets(line, LINE_BYTES, stdin))
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

static void judge_time(Session *session, const QuizQuestion *question, double seconds)
{
    int64_t guess = 0;
    Builder rule = {0};
    bool right = time_from_seconds(seconds, &guess) && quiz_is_time(question, guess);
    session->right += right;
    if (!right)
        quiz_rule_of_time(&rule, question, guess);
    if (right)
        builder_str(&rule, question->why);
    builder_text(&session->out, right ? rule.length ? "right. " : "right" : "wrong. ");
    escape_terminal(&session->out, builder_view(&rule));
    builder_text(&session->out, "\n\n");
    builder_free(&rule);
}

static void judge_choice(Session *session, const QuizQuestion *question, uint32_t option)
{
    bool right = option == question->right;
    Builder text = {0};
    session->right += right;
    if (right) {
        builder_text(&text, question->why.length ? "right. " : "right");
        builder_str(&text, question->why);
    } else {
        builder_printf(&text, "wrong: it is %u, ", question->right + 1);
        quiz_say_option(&text, question, question->right);
        builder_text(&text, ". ");
        quiz_rule(&text, question, option);
    }
    escape_terminal(&session->out, builder_view(&text));
    builder_text(&session->out, "\n\n");
    builder_free(&text);
}

/* Asks until the answer is one; an empty line passes on. */
static void ask(Session *session, const QuizQuestion *question)
{
    char line[LINE_BYTES] = "";
    double number = 0;
    put_question(session, question);
    while (!session->over) {
        if (!read_line(line)) {
            session->over = true;
            return;
        }
        bool is_number = number_parse(str_of(line), &number);
        bool fits = question->option_count == 0
                        ? is_number && number >= 0
                        : is_number && number >= 1 && number <= question->option_count;
        if (fits || !*line)
            break;
        builder_text(&session->out, question->option_count ? "the number of an answer, please > "
                                                           : "a number of seconds, please > ");
        flush(session);
    }
    session->asked++;
    if (!*line)
        builder_text(&session->out, "passed\n\n");
    else if (question->option_count)
        judge_choice(session, question, (uint32_t)number - 1);
    else
        judge_time(session, question, number);
    flush(session);
}

static int ask_all(const Loaded *loaded)
{
    Quiz quiz = {0};
    Session session = {.titled = loaded->timeline_count > 1};
    lesson_quiz(&quiz, loaded, loaded->timelines, loaded->timeline_count);
    for (size_t i = 0; i < quiz.count && !session.over; i++)
        ask(&session, &quiz.items[i]);
    builder_printf(&session.out, "%zu of %zu right\n", session.right, session.asked);
    bool fine = report_output(builder_view(&session.out));
    builder_free(&session.out);
    array_free(&quiz);
    return fine ? EXIT_FINE : EXIT_FILE;
}

int command_quiz(const Args *args, const Settings *settings)
{
    int exit_code;
    Loaded *loaded = read_lesson(args->files[0], settings, true, &exit_code);
    if (!loaded)
        return exit_code;
    const char *answers = args->values[OPTION_ANSWERS];
    exit_code = answers ? grade_answers(loaded, answers, settings) : ask_all(loaded);
    lesson_free(loaded);
    return exit_code;
}
