#include "draw/faces.h"

#include <stdarg.h>
#include <stdio.h>

void faces_fail(Faces *faces, const char *format, ...)
{
    if (faces->wrong[0])
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(faces->wrong, sizeof faces->wrong, format, arguments);
    va_end(arguments);
}
