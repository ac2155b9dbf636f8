#include "player/remember.h"

#include "player/places.h"
#include "base/number.h"

#include <string.h>

enum { STATE_BYTES = 4096 };

/* A file of `name number` lines. */
static bool number_of(Str text, const char *name, int64_t *number)
{
    size_t length = strlen(name);
    for (size_t at = 0; at < text.length;) {
        const char *line = text.at + at;
        const char *end = memchr(line, '\n', text.length - at);
        size_t size = end ? (size_t)(end - line) : text.length - at;
        if (size > length + 1 && memcmp(line, name, length) == 0 && line[length] == ' ')
            return integer_parse((Str){line + length + 1, size - length - 1}, number);
        at += size + 1;
    }
    return false;
}

static void take(Stage *stage, Str text)
{
    int64_t width, height, panels;
    if (!stage->settings.has_size && number_of(text, "width", &width) &&
        number_of(text, "height", &height) && width >= 320 && height >= 180 && width <= 16384 &&
        height <= 16384) {
        stage->view.width = (int)width;
        stage->view.height = (int)height;
    }
    if (!stage->settings.has_panels && number_of(text, "panels", &panels) && panels >= 0 &&
        panels <= 31)
        stage->view.panels = (uint32_t)panels;
}

void remember_read(Stage *stage)
{
    Arena arena = {0};
    Builder text = {0};
    FileError error;
    const char *path = places_state(&arena, false);
    if (path && file_read(path, STATE_BYTES, &text, &error))
        take(stage, builder_view(&text));
    builder_free(&text);
    arena_free(&arena);
}

void remember_write(const Stage *stage)
{
    Arena arena = {0};
    Builder text = {0};
    FileError error;
    const char *path = places_state(&arena, true);
    builder_printf(&text, "width %d\nheight %d\npanels %u\n", stage->windowed_width,
                   stage->windowed_height, stage->view.panels);
    if (path)
        file_replace(path, builder_view(&text), &error);
    builder_free(&text);
    arena_free(&arena);
}
