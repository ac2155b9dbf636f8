/* Where the scanner stands, and what it reports. */
#include "scenario/json/scan.h"

#include <stdarg.h>
#include <stdio.h>

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

Place scan_place(const Scanner *s, const char *from, size_t length)
{
    return (Place){(uint32_t)(from - s->start), (uint32_t)length};
}

bool scan_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || (unsigned char)c >= 0x80;
}
