#include "trace/reader.h"

#include "base/mem.h"
#include "base/number.h"

#include <string.h>

void reader_wrong(Reader *reader, const LineValue *value, const char *format, ...)
{
    if (!reader->fine)
        return;
    reader->fine = false;
    Builder text = {0};
    va_list arguments;
    va_start(arguments, format);
    builder_vprintf(&text, format, arguments);
    va_end(arguments);
    diag_error(reader->diags, value ? value->at : reader->line->at, "%s", text.at);
    builder_free(&text);
}

static const LineValue *member(Reader *reader, const LineValue *in, const char *key, LineKind kind,
                               const char *what)
{
    const LineValue *value = line_member(in, key);
    if (value && value->kind != kind) {
        reader_wrong(reader, value, "\"%s\" is %s", key, what);
        return NULL;
    }
    return value;
}

static void missing(Reader *reader, const LineValue *in, const char *key)
{
    reader_wrong(reader, in, "\"%s\" is missing here", key);
}

bool has_string(Reader *reader, const LineValue *in, const char *key, Str *text)
{
    const LineValue *value = member(reader, in, key, LINE_TEXT, "a text");
    *text = value ? value->text : (Str){0};
    return value != NULL;
}

Str field_string(Reader *reader, const LineValue *in, const char *key)
{
    Str text;
    if (!has_string(reader, in, key, &text))
        missing(reader, in, key);
    return text;
}

bool has_below(Reader *reader, const LineValue *in, const char *key, uint64_t end,
               uint32_t *number)
{
    const LineValue *value = member(reader, in, key, LINE_NUMBER, "a number");
    int64_t whole = 0;
    *number = 0;
    if (!value)
        return false;
    if (!integer_parse(value->text, &whole) || whole < 0) {
        reader_wrong(reader, value, "\"%s\" is a whole number, 0 or more", key);
        return false;
    }
    if ((uint64_t)whole >= end) {
        reader_wrong(reader, value, "\"%s\" is %lld, but there is no such thing (yet)", key,
                     (long long)whole);
        return false;
    }
    *number = (uint32_t)whole;
    return true;
}

uint32_t field_below(Reader *reader, const LineValue *in, const char *key, uint64_t end)
{
    uint32_t number;
    if (!has_below(reader, in, key, end, &number))
        missing(reader, in, key);
    return number;
}

int64_t field_integer(Reader *reader, const LineValue *in, const char *key)
{
    const LineValue *value = member(reader, in, key, LINE_NUMBER, "a number");
    int64_t whole = 0;
    if (!value)
        missing(reader, in, key);
    else if (!integer_parse(value->text, &whole))
        reader_wrong(reader, value, "\"%s\" is a whole number of 64 bits", key);
    return whole;
}

/* Decimal seconds with up to nine digits behind the point are exact. */
static bool exact_time(Str text, int64_t *time)
{
    enum { DIGITS = 9 };
    const char *point = memchr(text.at, '.', text.length);
    size_t whole = point ? (size_t)(point - text.at) : text.length;
    size_t digits = point ? text.length - whole - 1 : 0;
    int64_t seconds, rest = 0;
    if (digits > DIGITS || !integer_parse((Str){text.at, whole}, &seconds) || seconds < 0)
        return false;
    for (size_t i = 0; i < DIGITS; i++) {
        char c = '0';
        if (i < digits)
            c = point[1 + i];
        if (c < '0' || c > '9')
            return false;
        rest = rest * 10 + (c - '0');
    }
    if (seconds > INT64_MAX / NS_PER_SECOND ||
        seconds * NS_PER_SECOND > INT64_MAX - rest)
        return false;
    *time = seconds * NS_PER_SECOND + rest;
    return true;
}

int64_t field_seconds(Reader *reader, const LineValue *in, const char *key)
{
    const LineValue *value = member(reader, in, key, LINE_NUMBER, "a number");
    int64_t time = 0;
    double seconds = 0;
    if (!value)
        missing(reader, in, key);
    else if (!exact_time(value->text, &time) &&
             (!number_parse(value->text, &seconds) || seconds < 0 ||
              !time_from_seconds(seconds, &time)))
        reader_wrong(reader, value, "\"%s\" is in seconds, from 0 to 292 years", key);
    return time;
}

bool has_true(Reader *reader, const LineValue *in, const char *key)
{
    const LineValue *value = line_member(in, key);
    if (value && value->kind != LINE_TRUE && value->kind != LINE_FALSE)
        reader_wrong(reader, value, "\"%s\" is true or false", key);
    return value && value->kind == LINE_TRUE;
}

uint32_t field_word(Reader *reader, const char *key, const char *const *words, size_t count)
{
    Str text = field_string(reader, reader->line, key);
    for (uint32_t i = 0; i < count; i++)
        if (str_is(text, words[i]))
            return i;
    Builder all = {0};
    for (size_t i = 0; i < count; i++) {
        builder_text(&all, i ? ", " : "");
        builder_text(&all, words[i]);
    }
    reader_wrong(reader, line_member(reader->line, key), "\"%s\" is one of %s", key,
                 all.at ? all.at : "");
    builder_free(&all);
    return 0;
}
