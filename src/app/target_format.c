/* The format that a name means, or what to say where there is none of that name. */
#include "app/targets.h"

#include "app/report.h"
#include "base/nearest.h"

#include <string.h>
#include <strings.h>

/* What people ask for that is not made, and what serves in its place. */
static const char *instead_of(const char *name)
{
    static const char *const known[][2] = {
        {"jpg", "png"}, {"jpeg", "png"}, {"bmp", "png"}, {"tif", "png"}, {"tiff", "png"},
        {"pptx", "png"}, {"ppt", "png"}, {"odp", "png"}, {"docx", "png"}, {"eps", "pdf"},
        {"ps", "pdf"}, {"mov", "mp4"}, {"avi", "mp4"}, {"mkv", "mp4"}, {"apng", "webp"},
        {"htm", "html"}, {"md", "txt"}, {"ipynb", "py"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcasecmp(name, known[i][0]) == 0)
            return known[i][1];
    return NULL;
}

static void say_unknown_format(const char *name)
{
    const char *instead = instead_of(name);
    if (instead) {
        report_usage("%s is not made; %s serves in its place", name, instead);
        return;
    }
    const char *names[32];
    size_t count = 0;
    while (count < 32 && export_formats[count]) {
        names[count] = export_formats[count]->name;
        count++;
    }
    const char *nearest = nearest_name(str_of(name), names, count);
    if (nearest) {
        report_usage("unknown format %s; did you mean %s?", name, nearest);
        return;
    }
    Builder known = {0};
    for (size_t i = 0; i < count; i++)
        builder_printf(&known, "%s%s", i ? " " : "", names[i]);
    report_usage("unknown format %s; there are: %s", name, known.at);
    builder_free(&known);
}

const ExportFormat *target_format(const char *name, Arena *arena)
{
    char *small = arena_copy(arena, name, strlen(name));
    for (char *c = small; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    const ExportFormat *format = export_format(str_of(small));
    if (!format)
        say_unknown_format(name);
    return format;
}
