/* Fonts inside an SVG: of each file that texts are drawn from, what they need of it, as WOFF in a
 * style sheet. The browser shapes with it as we measured. */
#include "draw/clean.h"
#include "draw/fonts.h"
#include "draw/svg.h"

/* --- families --- */

/* Inter and Hack have a family each, with weights; every other file is a family of its own. */
static void add_family(Builder *out, int file)
{
    if (file < FONT_CODE_400)
        builder_text(out, SVG_SALT "-words");
    else if (file < FONT_FACES)
        builder_text(out, SVG_SALT "-code");
    else
        builder_printf(out, SVG_SALT "-%d", file);
}

static const char *weight_of(int file)
{
    static const char *const weights[FONT_FACES] = {
        [FONT_WORDS_400] = "400", [FONT_WORDS_500] = "500", [FONT_WORDS_600] = "600",
        [FONT_WORDS_700] = "700", [FONT_WORDS_800] = "800", [FONT_CODE_400] = "400",
        [FONT_CODE_700] = "700"};
    return file < FONT_FACES ? weights[file] : "100 900";
}

void svg_embedded_families(Builder *out, Fonts *fonts, const Draw *draw)
{
    Builder clean = {0};
    Run runs[RUNS_MOST];
    int count = fonts_runs(fonts, draw->font.face, cleaned(&clean, draw->text), runs);
    uint64_t named = 0; /* bit of each file; FILES_MOST is below 64 */
    for (int i = 0; i < count; i++) {
        if (named >> runs[i].file & 1)
            continue;
        named |= UINT64_C(1) << runs[i].file;
        add_family(out, runs[i].file);
        builder_char(out, ',');
    }
    builder_free(&clean);
}

/* --- what is needed --- */

static void add_needed(SvgHead *head, Fonts *fonts, const Draw *draw)
{
    Builder clean = {0};
    Run runs[RUNS_MOST];
    int count = fonts_runs(fonts, draw->font.face, cleaned(&clean, draw->text), runs);
    for (int i = 0; i < count; i++) {
        const char *at = runs[i].text.at, *end = at + runs[i].text.length;
        hb_set_t **needed = &head->needed[runs[i].file];
        if (!*needed)
            *needed = hb()->hb_set_create();
        while (at < end)
            hb()->hb_set_add(*needed, utf8_next(&at, end));
    }
    builder_free(&clean);
}

void svg_need_fonts(SvgHead *head, const Picture *picture, Fonts *fonts)
{
    for (size_t i = 0; i < picture->list.count; i++)
        if (picture->list.items[i].kind == DRAW_TEXT)
            add_needed(head, fonts, &picture->list.items[i]);
}

/* The font cut to the characters; NULL where that fails. */
static hb_blob_t *subset(hb_font_t *font, const hb_set_t *characters)
{
    hb_subset_input_t *input = hb()->hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb()->hb_set_union(hb()->hb_subset_input_unicode_set(input), characters);
    hb()->hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING |
                                               HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_face_t *face = hb()->hb_subset_or_fail(hb()->hb_font_get_face(font), input);
    hb_blob_t *blob = face ? hb()->hb_face_reference_blob(face) : NULL;
    hb()->hb_face_destroy(face);
    hb()->hb_subset_input_destroy(input);
    return blob;
}

static void add_base64(Builder *out, Str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *at = (const unsigned char *)bytes.at;
    for (size_t i = 0; i < bytes.length; i += 3) {
        size_t left = bytes.length - i;
        unsigned three = (unsigned)at[i] << 16 | (left > 1 ? (unsigned)at[i + 1] << 8 : 0) |
                         (left > 2 ? at[i + 2] : 0);
        builder_char(out, digits[three >> 18]);
        builder_char(out, digits[three >> 12 & 63]);
        builder_char(out, left > 1 ? digits[three >> 6 & 63] : '=');
        builder_char(out, left > 2 ? digits[three & 63] : '=');
    }
}

static void add_rule(Builder *out, Fonts *fonts, int file, const hb_set_t *needed)
{
    hb_font_t *font = faces_shaper(&fonts->faces, file);
    hb_blob_t *blob = font ? subset(font, needed) : NULL;
    unsigned length = 0;
    const char *bytes = blob ? hb()->hb_blob_get_data(blob, &length) : NULL;
    Builder woff = {0};
    if (bytes && svg_woff(&woff, (Str){bytes, length})) {
        builder_text(out, "@font-face{font-family:");
        add_family(out, file);
        builder_printf(out, ";font-weight:%s;src:url(data:font/woff;base64,", weight_of(file));
        add_base64(out, builder_view(&woff));
        builder_text(out, ")}\n");
    }
    if (!woff.length)
        faces_fail(&fonts->faces, "%s can't be embedded", fonts->faces.files[file].path);
    builder_free(&woff);
    hb()->hb_blob_destroy(blob); /* NULL is fine */
}

void svg_embed_fonts(SvgHead *head, Fonts *fonts, Builder *out)
{
    builder_text(out, "<style>\n");
    for (int file = 0; file < FILES_MOST; file++)
        if (head->needed[file]) {
            add_rule(out, fonts, file, head->needed[file]);
            hb()->hb_set_destroy(head->needed[file]);
        }
    builder_text(out, "</style>\n");
}
