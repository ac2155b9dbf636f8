/* A Python file as a scenario: Python's own `ast` reads it (assets/recorder/convert.py); what our
 * own reader of scenarios then says no to is left out as well, until the rest is right. */
#include "app/commands.h"

#include "app/report.h"
#include "base/number.h"
#include "recorder/recorder.h"
#include "steps/steps.h"

#include <stdio.h>
#include <string.h>

enum { MOST_ROUNDS = 8, WAIT_MS = 50 };

typedef struct Conversion {
    const char *from;
    Str source;
    Builder result;
    Builder without; /* lines left out since our reader said no, with commas */
    Builder said;    /* why, a line each */
    Str refused;     /* in `result`: LINE tab WHY, a line each */
    Str lines;       /* the scenario's lines' own lines in the source */
    Str scenario;
} Conversion;

/* --- what Python gives --- */

static Str cut_line(Str *rest)
{
    const char *newline = rest->length ? memchr(rest->at, '\n', rest->length) : NULL;
    size_t length = newline ? (size_t)(newline - rest->at) : rest->length;
    Str line = {rest->at, length};
    length += newline != NULL;
    *rest = (Str){rest->at + length, rest->length - length};
    return line;
}

/* A number, and as many lines; what they are is the caller's. */
static bool cut_counted(Str *rest, Str *lines)
{
    int64_t count;
    if (!integer_parse(cut_line(rest), &count) || count < 0)
        return false;
    const char *from = rest->at;
    while (count-- > 0 && rest->length)
        cut_line(rest);
    *lines = (Str){from, (size_t)(rest->at - from)};
    return true;
}

static bool ask_python(Conversion *conversion, const Settings *settings)
{
    Recorder *recorder = recorder_begin_conversion(&settings->python, conversion->from,
                                                   conversion->source,
                                                   conversion->without.length
                                                       ? conversion->without.at : "");
    while (!recorder_advance(recorder, WAIT_MS))
        continue;
    builder_clear(&conversion->result);
    builder_str(&conversion->result, recorder_trace(recorder));
    Str rest = builder_view(&conversion->result), said = recorder_said(recorder);
    bool fine = recorder_end(recorder) == RECORDER_ENDED && rest.length &&
                cut_counted(&rest, &conversion->refused) && cut_counted(&rest, &conversion->lines);
    conversion->scenario = rest;
    if (!fine) {
        Str why = cut_line(&said);
        report_error("%s: %s could not read it: %.*s", conversion->from,
                     recorder_python(recorder), (int)why.length, why.at ? why.at : "");
    }
    recorder_free(recorder);
    return fine;
}

/* --- what our reader says --- */

/* The source's line behind line `number` of the scenario. */
static int64_t source_line(const Conversion *conversion, uint32_t number)
{
    Str rest = conversion->lines;
    int64_t line = 1;
    for (uint32_t i = 0; i < number && rest.length; i++)
        if (!integer_parse(cut_line(&rest), &line))
            line = 1;
    return line;
}

/* Notes the lines of its mistakes; false where that brings nothing new. */
static bool leave_out(Conversion *conversion, const Diags *diags)
{
    Source source = {STR("scenario"), conversion->scenario};
    bool more = false;
    for (size_t i = 0; i < diags->list.count; i++) {
        const Diag *diag = &diags->list.items[i];
        int64_t line = source_line(conversion, source_locate(&source, diag->at.offset).line);
        char number[32];
        snprintf(number, sizeof number, ",%lld,", (long long)line);
        if (diag->severity != DIAG_ERROR || line <= 1 ||
            (conversion->without.length && strstr(conversion->without.at, number)))
            continue;
        builder_text(&conversion->without, conversion->without.length ? number + 1 : number);
        builder_printf(&conversion->said, "%lld\t%s\n", (long long)line, diag->what);
        more = true;
    }
    return more;
}

/* Whether the scenario is right; else it has been said what to leave out, or that nothing helps. */
static bool check(Conversion *conversion, bool *hopeless)
{
    Diags diags = {0};
    Scenario *scenario = scenario_load(STR("scenario"), conversion->scenario, step_specs,
                                       step_verb_count, &diags);
    bool fine = scenario != NULL;
    *hopeless = !fine && !leave_out(conversion, &diags);
    if (*hopeless)
        report_error("%s: it can't be a scenario: %s", conversion->from,
                     diags.list.count ? diags.list.items[0].what : "nothing is left of it");
    scenario_free(scenario);
    diags_free(&diags);
    return fine;
}

/* --- what is said --- */

static void say_left_out(const Conversion *conversion, Str lines, Str also)
{
    while (lines.length) {
        Str line = cut_line(&lines);
        const char *tab = line.length ? memchr(line.at, '\t', line.length) : NULL;
        if (!tab)
            continue;
        size_t before = (size_t)(tab - line.at);
        Str why = {tab + 1, line.length - before - 1};
        /* What our reader said is told with its own words below. */
        Str again = also;
        bool twice = false;
        while (again.length && !twice) {
            Str other = cut_line(&again);
            twice = other.length > before && memcmp(other.at, line.at, before + 1) == 0;
        }
        Builder out = {0};
        builder_printf(&out, "%s:%.*s: left out: ", conversion->from, (int)before, line.at);
        builder_str(&out, why);
        if (!twice)
            report_told(builder_view(&out));
        builder_free(&out);
    }
}

int convert_python(const char *from, const Settings *settings, Builder *text)
{
    Conversion conversion = {.from = from};
    Builder source = {0};
    int exit_code = read_text(from, &source);
    bool fine = exit_code == EXIT_FINE, right = false, hopeless = false;
    conversion.source = builder_view(&source);
    for (int i = 0; fine && !right && !hopeless && i < MOST_ROUNDS; i++) {
        fine = ask_python(&conversion, settings);
        right = fine && check(&conversion, &hopeless);
    }
    if (fine) {
        Str said = builder_view(&conversion.said);
        say_left_out(&conversion, conversion.refused, said);
        say_left_out(&conversion, said, (Str){0});
    }
    if (right)
        builder_str(text, conversion.scenario);
    else if (exit_code == EXIT_FINE)
        exit_code = EXIT_WRONG;
    builder_free(&conversion.result);
    builder_free(&conversion.without);
    builder_free(&conversion.said);
    builder_free(&source);
    return exit_code;
}
