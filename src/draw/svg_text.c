/* Text in SVG: real text, its families after what it was measured with. */
#include "base/escape.h"
#include "draw/svg.h"

static const struct {
    const char *families;
    int weight;
} faces[FONT_FACES] = {
#define WORDS "Inter,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
#define CODE "Hack,'DejaVu Sans Mono',Menlo,Consolas,monospace"
    [FONT_WORDS_400] = {WORDS, 400}, [FONT_WORDS_500] = {WORDS, 500},
    [FONT_WORDS_600] = {WORDS, 600}, [FONT_WORDS_700] = {WORDS, 700},
    [FONT_WORDS_800] = {WORDS, 800}, [FONT_CODE_400] = {CODE, 400},
    [FONT_CODE_700] = {CODE, 700},
#undef WORDS
#undef CODE
};

/* True where XML's own treatment of spaces would change the text. */
static bool keeps_spaces(Str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == ' ' &&
            (i == 0 || i + 1 == text.length || text.at[i + 1] == ' '))
            return true;
    return false;
}

void svg_text(Builder *out, const Draw *draw, const SvgOptions *options)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "", [ANCHOR_MIDDLE] = " text-anchor=\"middle\"",
        [ANCHOR_END] = " text-anchor=\"end\""};
    builder_text(out, "<text");
    svg_attribute(out, "x", draw->x);
    svg_attribute(out, "y", draw->y);
    builder_text(out, anchors[draw->anchor]);
    builder_text(out, " font-family=\"");
    if (options->embed_fonts && options->fonts)
        svg_embedded_families(out, options->fonts, draw);
    builder_printf(out, "%s\"", faces[draw->font.face].families);
    if (faces[draw->font.face].weight != 400)
        builder_printf(out, " font-weight=\"%d\"", faces[draw->font.face].weight);
    svg_attribute(out, "font-size", draw->font.size);
    if (draw->fit > 0 && draw->fit < 1e6f) {
        svg_attribute(out, "textLength", draw->fit);
        builder_text(out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
    svg_colour(out, "fill", draw->colour);
    if (keeps_spaces(draw->text))
        builder_text(out, " xml:space=\"preserve\"");
    builder_char(out, '>');
    escape_xml(out, draw->text);
    builder_text(out, "</text>\n");
}
