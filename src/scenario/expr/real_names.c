#include "scenario/expr/real_names.h"

#include <string.h>

typedef struct RealNames {
    const char *type, *names; /* a blank between each two */
} RealNames;

static const RealNames real_names[] = {
#define REAL(type, names) {type, names},
#include "scenario/expr/real_names.def"
#undef REAL
};

enum { TYPES = sizeof real_names / sizeof *real_names };

static bool is_among(const char *names, Str name)
{
    while (*names) {
        size_t length = strcspn(names, " ");
        if (length == name.length && memcmp(names, name.at, length) == 0)
            return true;
        names += length + (names[length] == ' ');
    }
    return false;
}

static bool is_module(const char *type)
{
    return strncmp(type, "module ", 7) == 0;
}

bool python_has(const char *type, Str name)
{
    for (size_t i = 0; i < TYPES; i++)
        if (strcmp(real_names[i].type, type) == 0
            || (!is_module(type) && strcmp(real_names[i].type, "object") == 0))
            if (is_among(real_names[i].names, name))
                return true;
    return false;
}

bool python_has_somewhere(Str name)
{
    for (size_t i = 0; i < TYPES; i++)
        if (!is_module(real_names[i].type) && is_among(real_names[i].names, name))
            return true;
    return false;
}
