/* The usual slips in JSON written by hand, each by its own name. */
#include "scenario/json/scan.h"

#include <string.h>

static bool starts(const Scanner *s, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(s->end - s->at) >= length && memcmp(s->at, text, length) == 0;
}

static size_t word_length(const Scanner *s)
{
    const char *at = s->at;
    while (at < s->end && scan_is_word(*at))
        at++;
    return (size_t)(at - s->at);
}

static size_t to_line_end(const Scanner *s, const char *from)
{
    const char *newline = memchr(from, '\n', (size_t)(s->end - from));
    const char *stop = newline ? newline : s->end;
    while (stop > from + 1 && (stop[-1] == '\r' || stop[-1] == ' '))
        stop--;
    return (size_t)(stop - from);
}

bool slip_bytes(Scanner *s)
{
    size_t size = (size_t)(s->end - s->start);
    if (size > JSON_MAX_BYTES)
        return scan_fail(s, s->start, 1, E_JSON_LARGE,
                         "the file is too large: a scenario has at most 16 MiB");
    if (starts(s, "\xEF\xBB\xBF"))
        return scan_fail(s, s->start, 3, E_JSON_ENCODING,
                         "the file begins with a byte order mark (BOM); "
                         "save it as UTF-8 without BOM");
    if (starts(s, "\xFF\xFE") || starts(s, "\xFE\xFF"))
        return scan_fail(s, s->start, 2, E_JSON_ENCODING,
                         "the file is in UTF-16; save it as UTF-8");
    for (const char *at = s->start; at < s->end;) {
        const char *from = at;
        uint32_t c = utf8_next(&at, s->end);
        if (c == UTF8_WRONG)
            return scan_fail(s, from, 1, E_JSON_ENCODING,
                             "the byte 0x%02X here is not UTF-8; save the file as UTF-8",
                             (unsigned char)*from);
        if (c == 0)
            return scan_fail(s, from, 1, E_JSON_CONTROL, "a NUL byte is not allowed; take it out");
    }
    return true;
}

/* Behind blank lines and Python's comments. */
static const char *first_line(const Scanner *s)
{
    const char *at = s->start;
    for (;;) {
        while (at < s->end && strchr(" \t\r\n", *at))
            at++;
        if (at == s->end || *at != '#')
            return at;
        at += to_line_end(s, at);
    }
}

bool slip_python(Scanner *s)
{
    static const char *const begins[] = {"import ", "from ",  "async ", "def ",    "class ", "@",
                                         "await ",  "print(", "if __",  "asyncio.", "\"\"\""};
    s->at = first_line(s);
    bool python = false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        python |= starts(s, begins[i]);
    const char *first = s->at;
    s->at = s->start;
    return !python
           || scan_fail(s, first, to_line_end(s, first), E_JSON_PYTHON_FILE,
                        "this is a Python program, and a scenario is JSON; call the file .py to "
                        "open it as it is, or begin a scenario with: interleave new mine.json");
}

bool slip_between(Scanner *s)
{
    if (s->at == s->end)
        return true;
    if (*s->at == '#' || starts(s, "//") || starts(s, "/*")) {
        size_t length = to_line_end(s, s->at);
        return scan_fail(s, s->at, length, E_JSON_COMMENT,
                         "JSON has no comments; take it out, or say it in a \"description\" "
                         "or a {\"note\": \"...\"} step");
    }
    if (starts(s, "\xC2\xA0") || starts(s, "\xE2\x80\xAF"))
        return scan_fail(s, s->at, *s->at == '\xC2' ? 2 : 3, E_JSON_BLANK,
                         "this is a non-breaking space; write a plain space");
    if (starts(s, "\xE2\x80\x8B") || starts(s, "\xEF\xBB\xBF"))
        return scan_fail(s, s->at, 3, E_JSON_BLANK,
                         "an invisible character stands here; take it out");
    unsigned char c = (unsigned char)*s->at;
    if (c < 0x20 || c == 0x7F)
        return scan_fail(s, s->at, 1, E_JSON_CONTROL,
                         "the control character 0x%02X is not allowed; take it out",
                         c);
    return true;
}

/* “ ” „ ‟ and ‘ ’ ‚ ‛, « » */
static size_t typographic_quote(const Scanner *s)
{
    if (starts(s, "\xC2\xAB") || starts(s, "\xC2\xBB"))
        return 2;
    return starts(s, "\xE2\x80") && s->end - s->at >= 3 && (unsigned char)s->at[2] >= 0x98
                   && (unsigned char)s->at[2] <= 0x9F
               ? 3
               : 0;
}

bool slip_behind_text(Scanner *s)
{
    if (s->at == s->end || !scan_is_word(*s->at))
        return true;
    size_t touching = word_length(s);
    return scan_fail(s, s->at, touching, E_JSON_TEXT_OPEN,
                     "the text ends at the quote before '%.*s'; a quote is missing or too many, "
                     "or write \\\" for a quote inside text",
                     touching < 40 ? (int)touching : 40, s->at);
}

bool slip_number(Scanner *s, const char *from)
{
    const char *stop = from;
    while (stop < s->end && (scan_is_word(*stop) || *stop == '.' || *stop == '+' || *stop == '-'))
        stop++;
    size_t length = (size_t)(stop - from), shown = length < 40 ? length : 40;
    const char *first = *from == '-' || *from == '+' ? from + 1 : from;
    size_t left = (size_t)(s->end - first);
    if (left >= 8 && memcmp(first, "Infinity", 8) == 0)
        return scan_fail(s, from, length, E_JSON_NAN,
                         "JSON has no Infinity; write it as an expression: \"float('%sinf')\"",
                         *from == '-' ? "-" : "");
    if (first == stop)
        return scan_fail(s, from, 1, E_JSON_NUMBER, "digits are missing behind the minus");
    if (*first == '.')
        return scan_fail(s, from, length, E_JSON_NUMBER,
                         "a number begins with a digit: write %s0%.*s",
                         *from == '-' ? "-" : "", (int)(shown - (size_t)(first - from)), first);
    if (*first == '0' && left > 1 && first[1] >= '0' && first[1] <= '9') {
        while (*first == '0' && first + 1 < stop && first[1] >= '0' && first[1] <= '9')
            first++;
        return scan_fail(s, from, length, E_JSON_NUMBER,
                         "a number has no leading zero: write %s%.*s",
                         *from == '-' ? "-" : "", (int)(stop - first < 40 ? stop - first : 40),
                         first);
    }
    if (*first == '0' && left > 1 && strchr("xXoObB", first[1]))
        return scan_fail(s, from, length, E_JSON_NUMBER,
                         "numbers are decimal here; write it in digits 0 to 9");
    if (memchr(from, '_', length))
        return scan_fail(s, from, length, E_JSON_NUMBER,
                         "a number has no _ in it; write the digits alone");
    if (stop[-1] == '.')
        return scan_fail(s, from, length, E_JSON_NUMBER,
                         "digits are missing behind the point: write %.*s0",
                         (int)shown, from);
    if (*first < '0' || *first > '9')
        return scan_fail(s, from, length, E_JSON_NUMBER, "digits are missing behind the minus");
    return scan_fail(s, from, length, E_JSON_NUMBER,
                     "'%.*s' is not a number; write digits alone, or text in double quotes",
                     (int)shown, from);
}

bool slip_escape(Scanner *s, char c)
{
    const char *from = s->at - 2;
    if (c == '\'')
        return scan_fail(s, from, 2, E_JSON_ESCAPE,
                         "a single quote needs no backslash in JSON: write '");
    if (c == '\n' || c == '\r')
        return scan_fail(s, from, 1, E_JSON_TEXT_OPEN,
                         "text can't go on in the next line; write \\n for a new line");
    if ((unsigned char)c < 0x20 || (unsigned char)c >= 0x7F)
        return scan_fail(s, from, 1, E_JSON_ESCAPE, "a backslash itself is written \\\\");
    return scan_fail(s, from, 2, E_JSON_ESCAPE,
                     "JSON has no \\%c; for a backslash itself write \\\\%c", c, c);
}

bool slip_in_text(Scanner *s, const char *from, unsigned char control)
{
    if (control == '\t')
        return scan_fail(s, s->at, 1, E_JSON_CONTROL, "a tab can't stand in text; write \\t");
    if (control != '\n' && control != '\r')
        return scan_fail(s, s->at, 1, E_JSON_CONTROL,
                         "the control character 0x%02X can't stand in text; write \\u%04x", control,
                         control);
    return scan_fail(s, from, to_line_end(s, from), E_JSON_TEXT_OPEN,
                     "this text is not closed; write \" where it ends");
}

bool slip_word(Scanner *s, Str found)
{
    static const struct {
        const char *word, *instead;
    } known[] = {{"True", "true"},   {"TRUE", "true"},       {"False", "false"},
                 {"FALSE", "false"}, {"None", "null"},       {"NULL", "null"},
                 {"Null", "null"},   {"undefined", "null"},  {"nil", "null"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(found, known[i].word))
            return scan_fail(s, found.at, found.length, E_JSON_PYTHON_WORD,
                             "JSON writes %s for Python's %s",
                             known[i].instead, known[i].word);
    if (str_is(found, "NaN") || str_is(found, "nan"))
        return scan_fail(s, found.at, found.length, E_JSON_NAN,
                         "JSON has no NaN; write it as an expression: \"float('nan')\"");
    if (str_is(found, "Infinity") || str_is(found, "inf"))
        return scan_fail(s, found.at, found.length, E_JSON_NAN,
                         "JSON has no Infinity; write it as an expression: \"float('inf')\"");
    int shown = found.length < 40 ? (int)found.length : 40;
    if (s->at < s->end && *s->at == '"')
        return scan_fail(s, found.at, found.length, E_JSON_TEXT_OPEN,
                         "a double quote is missing before %.*s", shown,
                         found.at);
    return scan_fail(s, found.at, found.length, E_JSON_UNQUOTED,
                     "text and expressions stand in double quotes: write \"%.*s\"", shown,
                     found.at);
}

/* The text between single quotes, when it closes on its line; the place is the whole of it. */
static bool single_quoted(Scanner *s, const char *what)
{
    size_t line = to_line_end(s, s->at);
    const char *close = line > 1 ? memchr(s->at + 1, '\'', line - 1) : NULL;
    size_t inside = close ? (size_t)(close - s->at) - 1 : 0;
    if (!close || inside > 40)
        return scan_fail(s, s->at, 1, E_JSON_QUOTES,
                         "%s stands in double quotes, not single ones: write \"",
                         what);
    return scan_fail(s, s->at, inside + 2, E_JSON_QUOTES,
                     "%s stands in double quotes, not single ones: write \"%.*s\"", what,
                     (int)inside, s->at + 1);
}

static bool unclosed(Scanner *s)
{
    if (s->depth == 0)
        return scan_fail(s, s->at, 1, E_JSON_VALUE_MISSING,
                         "the file ends here; a value is missing");
    const char *open = s->open[s->depth - 1];
    Source source = {.text = {s->start, (size_t)(s->end - s->start)}};
    LineColumn where = source_locate(&source, (uint32_t)(open - s->start));
    const char *last = s->end;
    while (last > s->start && strchr(" \t\r\n", last[-1]))
        last--;
    bool at_end = s->at == s->end;
    scan_fail(s, at_end ? last : s->at, 1, E_JSON_BRACKET,
              at_end ? "the file ends, but the %c of line %u, column %u is not closed; write %c "
                       "where it ends"
                     : "the %c of line %u, column %u is not closed before this; write %c",
              *open, where.line, where.column, *open == '{' ? '}' : ']');
    s->diags->list.items[s->diags->list.count - 1].also = scan_place(s, open, 1);
    return false;
}

static bool no_value(Scanner *s)
{
    char c = *s->at;
    if (c == ',')
        return scan_fail(s, s->at, 1, E_JSON_VALUE_MISSING, "a value is missing before this comma");
    if (c == '}' || c == ']') {
        bool same = s->depth && (c == '}') == (*s->open[s->depth - 1] == '{');
        return same ? scan_fail(s, s->at, 1, E_JSON_VALUE_MISSING,
                                "a value is missing before this %c", c) : unclosed(s);
    }
    if (c == ':')
        return scan_fail(s, s->at, 1, E_JSON_KEY_MISSING, "a key is missing before this colon");
    return scan_fail(s, s->at, 1, E_JSON_OTHER,
                     "a value can't begin with %c; text stands in double quotes", c);
}

bool slip_value(Scanner *s)
{
    if (s->at == s->end)
        return unclosed(s);
    if (*s->at == '\'')
        return single_quoted(s, "text");
    size_t quote = typographic_quote(s);
    if (quote)
        return scan_fail(s, s->at, quote, E_JSON_QUOTES,
                         "this is a typographic quote; write the plain one: \"");
    if (*s->at == '+') {
        size_t length = 1;
        while (s->at + length < s->end
               && (scan_is_word(s->at[length]) || s->at[length] == '.'))
            length++;
        return scan_fail(s, s->at, length, E_JSON_NUMBER,
                         "a number has no plus before it: write %.*s",
                         length < 40 ? (int)length - 1 : 40, s->at + 1);
    }
    if (*s->at == '.')
        return slip_number(s, s->at);
    if (*s->at == '(')
        return scan_fail(s, s->at, 1, E_JSON_UNQUOTED,
                         "a list stands in [ and ], an expression in double quotes");
    if (!scan_is_word(*s->at))
        return no_value(s);
    Str found = {s->at, word_length(s)};
    s->at += found.length;
    return slip_word(s, found);
}

bool slip_key(Scanner *s)
{
    if (s->at == s->end)
        return unclosed(s);
    if (*s->at == '\'')
        return single_quoted(s, "a key");
    if (typographic_quote(s))
        return slip_value(s);
    size_t length = word_length(s);
    int shown = length < 40 ? (int)length : 40;
    if (length && s->at + length < s->end && s->at[length] == '"')
        return scan_fail(s, s->at, length, E_JSON_TEXT_OPEN,
                         "a double quote is missing before %.*s", shown, s->at);
    if (length)
        return scan_fail(s, s->at, length, E_JSON_UNQUOTED,
                         "a key stands in double quotes: write \"%.*s\"", shown,
                         s->at);
    if (*s->at == ']')
        return unclosed(s);
    if (*s->at == ',')
        return scan_fail(s, s->at, 1, E_JSON_COMMA_EXTRA,
                         "nothing stands before this comma; take it out");
    if (*s->at == ':')
        return scan_fail(s, s->at, 1, E_JSON_KEY_MISSING, "a key is missing before this colon");
    if (*s->at == '{' || *s->at == '[')
        return scan_fail(s, s->at, 1, E_JSON_KEY_MISSING,
                         "in an object each value has a key: write \"key\": before this %c",
                         *s->at);
    return scan_fail(s, s->at, 1, E_JSON_KEY_MISSING, "a key stands here, in double quotes");
}

bool slip_colon(Scanner *s, const char *key_end)
{
    if (s->at < s->end && *s->at == '=')
        return scan_fail(s, s->at, 1, E_JSON_COLON,
                         "between a key and its value stands a colon: write :");
    if (s->at == s->end || *s->at == ',' || *s->at == '}')
        return scan_fail(s, key_end, 1, E_JSON_VALUE_MISSING,
                         "the value of this key is missing: write a colon and the value");
    return scan_fail(s, key_end, 1, E_JSON_COLON, "a colon is missing after this key");
}

bool slip_comma(Scanner *s, const char *value_end)
{
    if (s->at == s->end)
        return unclosed(s);
    char c = *s->at;
    if (c == '}' || c == ']')
        return unclosed(s);
    if (c == ';')
        return scan_fail(s, s->at, 1, E_JSON_COMMA, "values are parted by a comma: write ,");
    if (c == ':')
        return scan_fail(s, s->at, 1, E_JSON_LIST_KEY,
                         "a list has no keys; write the key and its value in { and }");
    if (typographic_quote(s))
        return slip_value(s);
    if (strchr("\"{[-'", c) || scan_is_word(c))
        return scan_fail(s, value_end, 1, E_JSON_COMMA,
                         "a comma is missing here, before the next value");
    return scan_fail(s, s->at, 1, E_JSON_OTHER,
                     "a comma or a closing bracket belongs here, not %c", c);
}

bool slip_trailing(Scanner *s, const char *comma)
{
    if (*s->at == ',')
        return scan_fail(s, s->at, 1, E_JSON_COMMA_EXTRA, "one comma is enough; take this one out");
    return scan_fail(s, comma, 1, E_JSON_COMMA_EXTRA,
                     "nothing follows this comma before the %c; take it out", *s->at);
}
