/* Where the scanner stands, what it reports, and how it goes on. */
#include "scenario/json/scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool scan_fail(Scanner *s, const char *from, size_t length, MistakeId mistake,
               const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (!s->failed)
        diag_mistake(s->diags, scan_place(s, from, length), mistake, "%s", text);
    s->failed = true;
    return false;
}

bool scan_mend(Scanner *s, MendKind kind, const char *from, size_t length, const char *format, ...)
{
    if (s->mend.kind != MEND_NONE || length >= SCAN_REACH)
        return false;
    va_list arguments;
    va_start(arguments, format);
    builder_vprintf(&s->mend.text, format, arguments);
    va_end(arguments);
    s->mend.kind = kind;
    s->mend.at = scan_place(s, from, length);
    if (kind == MEND_SURE)
        diag_fix(s->diags, s->mend.at, builder_view(&s->mend.text));
    return false;
}

Place scan_place(const Scanner *s, const char *from, size_t length)
{
    return (Place){(uint32_t)(from - s->start), (uint32_t)length};
}

bool scan_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || (unsigned char)c >= 0x80;
}

bool scan_starts(const Scanner *s, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(s->end - s->at) >= length && memcmp(s->at, text, length) == 0;
}

size_t scan_word(const Scanner *s)
{
    const char *at = s->at, *stop = s->end - at < SCAN_REACH ? s->end : at + SCAN_REACH;
    while (at < stop && scan_is_word(*at))
        at++;
    return (size_t)(at - s->at);
}

size_t scan_line(const Scanner *s, const char *from)
{
    const char *newline = memchr(from, '\n', (size_t)(s->end - from));
    const char *stop = newline ? newline : s->end;
    while (stop > from + 1 && (stop[-1] == '\r' || stop[-1] == ' '))
        stop--;
    return (size_t)(stop - from);
}

size_t scan_reach(const Scanner *s, const char *from)
{
    size_t line = scan_line(s, from);
    return line < SCAN_REACH ? line : SCAN_REACH;
}

bool scan_ends_value(const Scanner *s, const char *at)
{
    while (at < s->end && (*at == ' ' || *at == '\t'))
        at++;
    return at == s->end || strchr(",}]:\r\n", *at);
}

/* “ ” „ ‟ and ‘ ’ ‚ ‛, « » */
size_t scan_typographic(const Scanner *s)
{
    if (scan_starts(s, "\xC2\xAB") || scan_starts(s, "\xC2\xBB"))
        return 2;
    return scan_starts(s, "\xE2\x80") && s->end - s->at >= 3 && (unsigned char)s->at[2] >= 0x98
                   && (unsigned char)s->at[2] <= 0x9F
               ? 3
               : 0;
}
