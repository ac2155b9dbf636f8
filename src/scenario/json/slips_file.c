/* What is wrong with a file as a whole, and between its tokens. */
#include "scenario/json/scan.h"

#include <string.h>

/* The mark that some editors put there says nothing, and harms nothing here. */
void slip_mark(Scanner *s)
{
    static const Str mark = {"\xEF\xBB\xBF", 3};
    if (!scan_starts(s, mark.at))
        return;
    Place at = scan_place(s, s->start, mark.length);
    s->at += mark.length;
    if (s->again)
        return;
    diag_warning(s->diags, at, E_JSON_ENCODING,
                 "the file begins with a byte order mark (BOM); save it as UTF-8 without BOM");
    diag_fix(s->diags, at, STR(""));
}

bool slip_kind(Scanner *s)
{
    size_t size = (size_t)(s->end - s->start);
    if (size > JSON_MAX_BYTES)
        return scan_fail(s, s->start, 1, E_JSON_LARGE,
                         "the file is too large: a scenario has at most 16 MiB");
    if (scan_starts(s, "\xFF\xFE") || scan_starts(s, "\xFE\xFF"))
        return scan_fail(s, s->start, 2, E_JSON_ENCODING,
                         "the file is in UTF-16; save it as UTF-8");
    return true;
}

/* Eight bytes of ASCII without a NUL. */
static bool is_plain(const char *at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return !((bytes | (bytes - ones)) & high);
}

bool slip_bytes(Scanner *s, const char *stop)
{
    while (s->at < stop) {
        const char *from = s->at;
        if (s->end - from >= 8 && is_plain(from)) {
            s->at += 8;
            continue;
        }
        uint32_t c = utf8_next(&s->at, s->end);
        if (c == UTF8_WRONG)
            return scan_fail(s, from, 1, E_JSON_ENCODING,
                             "the byte 0x%02X here is not UTF-8; save the file as UTF-8",
                             (unsigned char)*from);
        if (c == 0)
            return scan_fail(s, from, 1, E_JSON_CONTROL, "a NUL byte is not allowed; take it out");
    }
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Behind blank lines and Python's comments. */
static const char *first_line(const Scanner *s)
{
    const char *at = s->at;
    for (;;) {
        while (at < s->end && is_blank(*at))
            at++;
        if (at == s->end || *at != '#')
            return at;
        at += scan_line(s, at);
    }
}

bool slip_python(Scanner *s)
{
    static const char *const begins[] = {"import ", "from ",  "async ", "def ",    "class ", "@",
                                         "await ",  "print(", "if __",  "asyncio.", "\"\"\""};
    const char *start = s->at;
    s->at = first_line(s);
    bool python = false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        python |= scan_starts(s, begins[i]);
    const char *first = s->at;
    s->at = start;
    return !python
           || scan_fail(s, first, scan_line(s, first), E_JSON_PYTHON_FILE,
                        "this is a Python program, and a scenario is JSON; call the file .py to "
                        "open it as it is, or begin a scenario with: interleave new mine.json");
}

bool slip_other(Scanner *s)
{
    static const char *const values[] = {"true", "false", "null", "True", "False", "None",
                                         "NaN", "Infinity"};
    const char *at = s->at;
    while (at < s->end && is_blank(*at))
        at++;
    bool letter = at < s->end && ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z'));
    bool known = !letter && !(at < s->end && *at == '<');
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        known |= (size_t)(s->end - at) >= strlen(values[i])
                 && memcmp(at, values[i], strlen(values[i])) == 0;
    return known
           || scan_fail(s, at, scan_line(s, at), E_JSON_OTHER,
                        "this is not JSON: a scenario begins with {; interleave new mine.json "
                        "writes one to start from");
}

static bool comment(Scanner *s)
{
    size_t line = scan_line(s, s->at), whole = line;
    if (scan_starts(s, "/*")) {
        const char *close = s->at + 2;
        while (s->end - close >= 2 && memcmp(close, "*/", 2) != 0)
            close++;
        whole = (size_t)((s->end - close >= 2 ? close + 2 : s->end) - s->at);
    }
    scan_fail(s, s->at, line, E_JSON_COMMENT,
              "JSON has no comments; take it out, or say it in a \"description\" "
              "or a {\"note\": \"...\"} step");
    return scan_mend(s, MEND_LIKELY, s->at, whole, "%s", "");
}

bool slip_between(Scanner *s)
{
    if (s->at == s->end)
        return true;
    unsigned char c = (unsigned char)*s->at;
    if (c >= 0x20 && c < 0x7F && c != '#' && c != '/')
        return true;
    if (c == '#' || scan_starts(s, "//") || scan_starts(s, "/*"))
        return comment(s);
    if (scan_starts(s, "\xC2\xA0") || scan_starts(s, "\xE2\x80\xAF")) {
        size_t length = *s->at == '\xC2' ? 2 : 3;
        scan_fail(s, s->at, length, E_JSON_BLANK,
                  "this is a non-breaking space; write a plain space");
        return scan_mend(s, MEND_SURE, s->at, length, " ");
    }
    if (scan_starts(s, "\xE2\x80\x8B") || scan_starts(s, "\xEF\xBB\xBF")) {
        scan_fail(s, s->at, 3, E_JSON_BLANK, "an invisible character stands here; take it out");
        return scan_mend(s, MEND_SURE, s->at, 3, "%s", "");
    }
    if (c >= 0x20 && c != 0x7F)
        return true;
    scan_fail(s, s->at, 1, E_JSON_CONTROL,
              "the control character 0x%02X is not allowed; take it out", c);
    return scan_mend(s, MEND_LIKELY, s->at, 1, "%s", "");
}
