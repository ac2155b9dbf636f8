/* The expressions that CPython was asked about (*.tsv), in one scenario, a step each. */
#ifndef TESTS_EXPRESSION_LINES_H
#define TESTS_EXPRESSION_LINES_H

#include "bare_python.h"

#include "base/escape.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>

static const VerbSpec value_verb = {
    .name = "value",
    .fields = {{.key = "value", .kind = FIELD_VALUE, .required = true}},
};
static const VerbSpec text_verb = {
    .name = "text",
    .fields = {{.key = "text", .kind = FIELD_TEXT, .required = true}},
};
static const VerbSpec *const verbs[] = {&value_verb, &text_verb};

typedef struct Line {
    Str source, expected;
} Line;

typedef ARRAY(Line) Lines;

static inline Str unescape(Arena *arena, Str text)
{
    Builder out = {0};
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '\\' && i + 1 < text.length) {
            c = text.at[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        builder_char(&out, c);
    }
    Str plain = str_copy(arena, builder_view(&out));
    builder_free(&out);
    return plain;
}

static inline void read_lines(Arena *arena, const char *name, Lines *lines)
{
    Builder file = {0};
    FileError error;
    const char *path = arena_printf(arena, SOURCE_DIR "/tests/unit/python/%s", name);
    assert_true(file_read(path, 1 << 24, &file, &error));
    for (const char *at = file.at; *at;) {
        const char *tab = strchr(at, '\t'), *end = strchr(at, '\n');
        assert_true(tab && end && tab < end);
        array_push(lines, (Line){unescape(arena, (Str){at, (size_t)(tab - at)}),
                                 unescape(arena, (Str){tab + 1, (size_t)(end - tab - 1)})});
        at = end + 1;
    }
    builder_free(&file);
}

static inline Scenario *load(const Lines *lines)
{
    Builder text = {0};
    Diags diags = {0};
    builder_text(&text, "{\"coroutines\": {\"main\": [");
    for (size_t i = 0; i < lines->count; i++) {
        Str source = lines->items[i].source;
        bool is_text = source.length > 2 && memcmp(source.at, "f:", 2) == 0;
        builder_text(&text, i ? ",\n" : "\n");
        builder_text(&text, is_text ? "{\"text\": " : "{\"value\": ");
        escape_json(&text, is_text ? (Str){source.at + 2, source.length - 2} : source);
        builder_char(&text, '}');
    }
    builder_text(&text, "]}, \"timelines\": [{\"run\": \"main()\"}]}");
    Scenario *scenario = scenario_load(STR("expressions"), builder_view(&text), verbs, 2, &diags);
    if (!scenario) {
        Builder why = {0};
        diags_render(&diags, &(Source){STR("expressions"), builder_view(&text)}, DIAG_HUMAN, false,
                     &why);
        fail_msg("%s", why.at);
    }
    diags_free(&diags);
    builder_free(&text);
    return scenario;
}

/* The repr of what a step's expression gives, or how it ends. */
static inline void outcome(Python *py, const Step *step, Builder *out)
{
    Value value;
    bool good;
    py->raised = NULL;
    py->limit = NULL;
    if (step->verb == &text_verb) {
        Builder text = {0};
        good = evaluate_text(py, NULL, &step->fields[0].text, &text);
        if (good)
            good = value_repr(py, value_str(py, builder_view(&text)), out);
        builder_free(&text);
    } else {
        good = evaluate(py, NULL, step->fields[0].expr, &value) && value_repr(py, value, out);
    }
    if (good)
        return;
    builder_clear(out);
    if (!py->limit && exception_line(py, (ExceptionObj *)(void *)py->raised, out))
        return;
    assert_non_null(py->limit);
    builder_clear(out);
    builder_text(out, "limit");
}

#endif
