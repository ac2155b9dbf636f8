/* Text measured by HarfBuzz, with which SDL2_ttf shapes what it renders, in the fonts' own units:
 * so that widths scale evenly and a layout is the same at any size. A text is cut into runs, each
 * from the first font that has its characters. */
#include "draw/fonts.h"

#include "draw/clean.h"

Fonts *fonts_open(const char *folder, char *error, size_t error_size)
{
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
}

const char *fonts_wrong(const Fonts *fonts)
{
    return fonts->faces.wrong[0] ? fonts->faces.wrong : NULL;
}

void fonts_warm(Fonts *fonts, FontFace face)
{
    static const unsigned some_size = 64; /* what is painted sets its own */
    fonts_width(fonts, face, STR("a"));
    faces_font(&fonts->faces, (int)face, some_size);
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
    const char *at = str_start(text), *end = at + text.length;
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

hb_buffer_t *fonts_shape(Fonts *fonts, const Run *run)
{
    static const hb_script_t scripts[] = {
        [SCRIPT_RIGHTWARDS] = HB_SCRIPT_LATIN, [SCRIPT_HEBREW] = HB_SCRIPT_HEBREW,
        [SCRIPT_ARABIC] = HB_SCRIPT_ARABIC};
    hb_buffer_t *buffer = hb()->hb_buffer_create();
    int length = (int)run->text.length;
    hb()->hb_buffer_add_utf8(buffer, run->text.at, length, 0, length);
    hb()->hb_buffer_set_direction(buffer, run->script == SCRIPT_RIGHTWARDS ? HB_DIRECTION_LTR
                                                                     : HB_DIRECTION_RTL);
    hb()->hb_buffer_set_script(buffer, scripts[run->script]);
    /* Told, not asked of the locale, so that the same text is the same everywhere. */
    hb()->hb_buffer_set_language(buffer, hb()->hb_language_from_string("en", -1));
    hb()->hb_shape(faces_shaper(&fonts->faces, run->file), buffer, NULL, 0);
    if (!hb()->hb_buffer_allocation_successful(buffer))
        faces_fail(&fonts->faces, "there is no memory to set a text");
    return buffer;
}

float fonts_run_width(Fonts *fonts, const Run *run)
{
    hb_font_t *font = faces_shaper(&fonts->faces, run->file);
    if (!font)
        return 0;
    hb_buffer_t *buffer = fonts_shape(fonts, run);
    unsigned count;
    const hb_glyph_position_t *places = hb()->hb_buffer_get_glyph_positions(buffer, &count);
    int64_t width = 0;
    for (unsigned i = 0; i < count; i++)
        width += places[i].x_advance;
    hb()->hb_buffer_destroy(buffer);
    return (float)width / (float)hb()->hb_face_get_upem(hb()->hb_font_get_face(font));
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
    hb_font_t *face = faces_shaper(&fonts->faces, (int)font.face);
    hb_font_extents_t extents;
    *ascent = font.size;
    *descent = 0;
    if (!face || !hb()->hb_font_get_h_extents(face, &extents))
        return;
    float scale = font.size / (float)hb()->hb_face_get_upem(hb()->hb_font_get_face(face));
    *ascent = (float)extents.ascender * scale;
    *descent = (float)-extents.descender * scale;
}

TextMeasure fonts_measure(Fonts *fonts)
{
    return (TextMeasure){.context = fonts, .width = measure_width, .height = measure_height};
}
