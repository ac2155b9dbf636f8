/* Text in SVG: real text, its families after what it was measured with. librsvg and others pay no
 * heed to textLength: for them the narrower ones of the families that a system may have go first. */
#include "base/escape.h"
#include "draw/svg.h"

#define WORDS                                                                                      \
    "Inter,'Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans Condensed','DejaVu Sans',"        \
    "sans-serif"
#define CODE "Hack,'DejaVu Sans Mono',Menlo,Consolas,monospace"

static const struct {
    const char *families; /* NULL: those of the whole drawing */
    int weight;
} faces[FONT_FACES] = {
    [FONT_WORDS_400] = {NULL, 400}, [FONT_WORDS_500] = {NULL, 500},
    [FONT_WORDS_600] = {NULL, 600}, [FONT_WORDS_700] = {NULL, 700},
    [FONT_WORDS_800] = {NULL, 800}, [FONT_CODE_400] = {CODE, 400},
    [FONT_CODE_700] = {CODE, 700},
};

void svg_families(Builder *out)
{
    builder_text(out, " font-family=\"" WORDS "\"");
}

/* True where XML's own treatment of spaces would change the text. */
static bool keeps_spaces(Str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == ' ' &&
            (i == 0 || i + 1 == text.length || text.at[i + 1] == ' '))
            return true;
    return false;
}

static void add_families(Builder *out, const Draw *draw, const SvgOptions *options)
{
    const char *families = faces[draw->font.face].families;
    bool embedded = options->embed_fonts && options->fonts;
    if (!families && !embedded)
        return;
    builder_text(out, " font-family=\"");
    if (embedded)
        svg_embedded_families(out, options->fonts, draw);
    builder_printf(out, "%s\"", families ? families : WORDS);
}

void svg_text(Builder *out, const Draw *draw, const SvgOptions *options, bool seen)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "", [ANCHOR_MIDDLE] = " text-anchor=\"middle\"",
        [ANCHOR_END] = " text-anchor=\"end\""};
    builder_text(out, "<text");
    svg_attribute(out, "x", draw->x);
    svg_attribute(out, "y", draw->y);
    builder_text(out, anchors[draw->anchor]);
    add_families(out, draw, options);
    if (faces[draw->font.face].weight != 400)
        builder_printf(out, " font-weight=\"%d\"", faces[draw->font.face].weight);
    svg_attribute(out, "font-size", draw->font.size);
    if (draw->fit > 0 && draw->fit < 1e6f) {
        svg_attribute(out, "textLength", draw->fit);
        builder_text(out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
    if (seen)
        svg_colour(out, "fill", draw->colour);
    else
        builder_text(out, " fill-opacity=\"0\"");
    if (keeps_spaces(draw->text))
        builder_text(out, " xml:space=\"preserve\"");
    builder_char(out, '>');
    escape_xml(out, draw->text);
    builder_text(out, "</text>\n");
}
