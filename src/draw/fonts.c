/* Text measured by SDL2_ttf, once and at a large size, so that widths scale evenly and a layout is
 * the same at any size. A text is cut into runs, each from the first font that has its
 * characters. */
#include "draw/fonts.h"

#include "draw/clean.h"

#include <stdio.h>

Fonts *fonts_open(const char *folder, char *error, size_t error_size)
{
    if (TTF_Init() != 0) {
        snprintf(error, error_size, "SDL2_ttf does not start: %s", TTF_GetError());
        return NULL;
    }
    Fonts *fonts = mem_new(sizeof *fonts);
    if (faces_open(&fonts->faces, folder, error, error_size))
        return fonts;
    fonts_close(fonts);
    return NULL;
}

void fonts_close(Fonts *fonts)
{
    if (!fonts)
        return;
    faces_close(&fonts->faces);
    labels_free(&fonts->labels);
    mem_free(fonts);
    TTF_Quit();
}

/* --- runs --- */

static Script script_of(uint32_t c)
{
    if ((c >= 0x0590 && c < 0x0600) || (c >= 0xFB1D && c <= 0xFB4F))
        return SCRIPT_HEBREW;
    if ((c >= 0x0600 && c <= 0x08FF) || (c >= 0xFB50 && c <= 0xFDFF) ||
        (c >= 0xFE70 && c <= 0xFEFC))
        return SCRIPT_ARABIC;
    return SCRIPT_RIGHTWARDS;
}

/* Whether the character goes with those before it: marks do with what they stand on, and a space
 * between two words written leftwards does, so that the words keep their order. */
static bool joins(const Run *run, uint32_t c, const char *at, const char *end)
{
    if (utf8_columns(c) == 0)
        return true;
    return c == ' ' && run->script != SCRIPT_RIGHTWARDS && at < end &&
           script_of(utf8_next(&at, end)) == run->script;
}

int fonts_runs(Fonts *fonts, FontFace face, Str text, Run *runs)
{
    const char *at = text.at, *end = text.at + text.length;
    int count = 0;
    while (at < end) {
        const char *before = at;
        uint32_t c = utf8_next(&at, end);
        Run *last = count ? &runs[count - 1] : NULL;
        bool joined = last && joins(last, c, at, end);
        int file = joined ? last->file : faces_find(&fonts->faces, face, c);
        Script script = joined ? last->script : script_of(c);
        if (last && file == last->file && script == last->script) {
            last->text.length += (size_t)(at - before);
            continue;
        }
        if (count == RUNS_MOST)
            break;
        runs[count++] = (Run){file, script, {before, (size_t)(at - before)}};
    }
    return count;
}

TTF_Font *fonts_run_font(Fonts *fonts, const Run *run, unsigned size)
{
    TTF_Font *font = faces_font(&fonts->faces, run->file, size);
    if (!font)
        return NULL;
    static const char *const names[] = {"Latn", "Hebr", "Arab"};
    bool leftwards = run->script != SCRIPT_RIGHTWARDS;
    TTF_SetFontDirection(font, leftwards ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, names[run->script]);
    return font;
}

float fonts_run_width(Fonts *fonts, const Run *run)
{
    TTF_Font *font = fonts_run_font(fonts, run, REFERENCE_SIZE);
    if (!font)
        return 0;
    Builder text = {0};
    int width = 0;
    builder_str(&text, run->text);
    if (TTF_SizeUTF8(font, text.at, &width, NULL) != 0)
        width = 0;
    builder_free(&text);
    return (float)width / REFERENCE;
}

float fonts_width(Fonts *fonts, FontFace face, Str text)
{
    LabelKey key = {face, 0, text};
    Label *label = labels_find(&fonts->labels, key);
    if (label)
        return label->width;
    Run runs[RUNS_MOST];
    int count = fonts_runs(fonts, face, text, runs);
    float width = 0;
    for (int i = 0; i < count; i++)
        width += fonts_run_width(fonts, &runs[i]);
    label = labels_add(&fonts->labels, key);
    label->width = width;
    return width;
}

static float measure_width(void *context, Font font, Str text)
{
    Builder clean = {0};
    text = cleaned(&clean, text);
    float width = text.length ? fonts_width(context, font.face, text) * font.size : 0;
    builder_free(&clean);
    return width;
}

static void measure_height(void *context, Font font, float *ascent, float *descent)
{
    Fonts *fonts = context;
    TTF_Font *face = faces_font(&fonts->faces, (int)font.face, REFERENCE_SIZE);
    *ascent = face ? (float)TTF_FontAscent(face) * font.size / REFERENCE : font.size;
    *descent = face ? (float)-TTF_FontDescent(face) * font.size / REFERENCE : 0;
}

TextMeasure fonts_measure(Fonts *fonts)
{
    return (TextMeasure){.context = fonts, .width = measure_width, .height = measure_height};
}
