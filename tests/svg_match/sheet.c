/* Draws a sheet of every draw command, light above dark, and writes it as sheet.png, sheet.svg,
 * outlines.svg and sheet.pdf: to compare the painters with each other, and to look at.
 *
 *     draw_sheet FONTS OUT-FOLDER [WIDTH] */
#include "base/mem.h"
#include "draw/draw.h"
#include "draw/pdf.h"
#include "export/encode.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Theme {
    Colour ground, panel, ink, dim;
    Colour hues[8];
} Theme;

static const Theme light = {
    .ground = 0xFFFFFFFF, .panel = 0xFFF5F7FB, .ink = 0xFF0B0F14, .dim = 0xFF5A6775,
    .hues = {0xFF2563C9, 0xFFB4520B, 0xFF0E7C5A, 0xFFA63A82, 0xFF7A6A00, 0xFF0F709B, 0xFF6344BC,
             0xFFB83232}};
static const Theme dark = {
    .ground = 0xFF0B0F14, .panel = 0xFF131A22, .ink = 0xFFEEF3F8, .dim = 0xFF8493A3,
    .hues = {0xFF8AB4F8, 0xFFF0A35E, 0xFF4CC9A6, 0xFFE58FC1, 0xFFD9D05B, 0xFF7FD1F2, 0xFFB79BF2,
             0xFFF28B82}};

typedef struct Sheet {
    Picture picture;
    TextMeasure measure;
    float scale, top; /* of the part being drawn */
    const Theme *theme;
} Sheet;

static Point at(const Sheet *sheet, float x, float y)
{
    return (Point){x * sheet->scale, (y + sheet->top) * sheet->scale};
}

static Box box(const Sheet *sheet, float x, float y, float w, float h)
{
    return (Box){x * sheet->scale, (y + sheet->top) * sheet->scale, w * sheet->scale,
                 h * sheet->scale};
}

static Colour faded(Colour colour, unsigned alpha)
{
    return (colour & 0xFFFFFF) | (Colour)alpha << 24;
}

static void text(Sheet *sheet, float x, float y, Anchor anchor, FontFace face, float size,
                 const char *words)
{
    draw_text(&sheet->picture, &sheet->measure, at(sheet, x, y), anchor,
              (Font){face, size * sheet->scale}, sheet->theme->ink, str_of(words), INFINITY);
}

static void draw_type(Sheet *sheet)
{
    text(sheet, 36, 58, ANCHOR_START, FONT_WORDS_700, 36, "Two tasks beat two awaits: AVATAR");
    text(sheet, 1884, 60, ANCHOR_END, FONT_CODE_700, 40, "1.40 s");
    for (int i = 0; i < FONT_FACES; i++)
        text(sheet, 1340, 110 + (float)i * 40, ANCHOR_START, (FontFace)i, 18 + (float)i * 2,
             "The quick brown fox != 0123");
    for (int i = 0; i < 12; i++)
        text(sheet, 100 + (float)i * 101.7f, 500, ANCHOR_MIDDLE, FONT_WORDS_500, 22, "label");
}

static void draw_bars(Sheet *sheet)
{
    float s = sheet->scale;
    Picture *picture = &sheet->picture;
    draw_rect(picture, box(sheet, 24, 86, 1290, 300), 14 * s, sheet->theme->panel);
    for (int i = 0; i < 8; i++) {
        Colour hue = sheet->theme->hues[i];
        Box bar = box(sheet, 44 + (float)i * 155.3f, 110, 140.6f, 54);
        draw_rect(picture, bar, 6 * s, faded(hue, 0x26));
        draw_hatch(picture, bar, 6 * s, 3 * s, 11 * s, faded(hue, 0x4D));
        draw_frame(picture, bar, 6 * s, 1.6f * s, hue);
        Box label = box(sheet, 60 + (float)i * 155.3f, 121, 110, 32);
        draw_rect(picture, label, 5 * s, faded(sheet->theme->panel, 0xE6));
        text(sheet, 66 + (float)i * 155.3f, 144, ANCHOR_START, FONT_CODE_400, 22, "sleep(1)");
        draw_rect(picture, box(sheet, 41.5f + (float)i * 155.3f, 106, 5, 62), 2.5f * s, hue);
    }
}

static void draw_strokes(Sheet *sheet)
{
    float s = sheet->scale;
    Picture *picture = &sheet->picture;
    const Colour *hues = sheet->theme->hues;
    Colour ink = sheet->theme->ink;
    draw_dashes(picture, at(sheet, 44, 200), at(sheet, 500, 200), 3 * s, 0, 8 * s, true, hues[0]);
    draw_dashes(picture, at(sheet, 44, 220), at(sheet, 500, 220), 3 * s, 10 * s, 6 * s, false, ink);
    draw_dashes(picture, at(sheet, 44, 240), at(sheet, 500, 270), 4 * s, 9 * s, 9 * s, true,
                hues[3]);
    draw_line(picture, at(sheet, 44, 290), at(sheet, 500, 290), 1.5f * s, sheet->theme->dim);
    for (int i = 0; i < 20; i++)
        draw_line(picture, at(sheet, 44 + (float)i * 20, 310), at(sheet, 54 + (float)i * 25, 360),
                  1.5f * s, ink);
    draw_curve(picture, at(sheet, 600, 340), at(sheet, 700, 340), at(sheet, 680, 220),
               at(sheet, 610, 200), 3 * s, ink);
    draw_curve(picture, at(sheet, 720, 340), at(sheet, 880, 340), at(sheet, 700, 220),
               at(sheet, 860, 200), 5 * s, hues[2]);
}

static void draw_marks(Sheet *sheet)
{
    float s = sheet->scale;
    Picture *picture = &sheet->picture;
    const Colour *hues = sheet->theme->hues;
    draw_circle(picture, at(sheet, 960, 230), 30 * s, hues[5]);
    draw_ring(picture, at(sheet, 960, 230), 40 * s, 3 * s, hues[6]);
    draw_ring(picture, at(sheet, 960, 330), 13 * s, 2.4f * s, hues[1]);
    draw_polygon(picture, (Point[]){at(sheet, 1040, 200), at(sheet, 1080, 200),
                                    at(sheet, 1060, 240)}, 3, sheet->theme->ink);
    draw_frame(picture, box(sheet, 1040, 280, 60, 60), 0, 4 * s, hues[7]);
    draw_clip(picture, box(sheet, 1130, 190, 150, 80));
    draw_circle(picture, at(sheet, 1130, 230), 70 * s, hues[4]);
    text(sheet, 1140, 250, ANCHOR_START, FONT_WORDS_800, 60, "Clipped");
    draw_unclip(picture);
}

static void draw_half(Sheet *sheet, const Theme *theme, float top)
{
    sheet->theme = theme;
    sheet->top = top;
    draw_group(&sheet->picture, "half %d", top > 0);
    draw_rect(&sheet->picture, box(sheet, 0, 0, 1920, 540), 0, theme->ground);
    draw_bars(sheet);
    draw_strokes(sheet);
    draw_marks(sheet);
    draw_type(sheet);
    draw_ungroup(&sheet->picture);
}

static bool write_svg(const Sheet *sheet, Fonts *fonts, const char *path, bool outlines)
{
    Builder svg = {0};
    FileError error;
    paint_svg(&sheet->picture, &(SvgOptions){.outlines = outlines, .fonts = fonts}, &svg);
    bool ok = file_replace(path, builder_view(&svg), &error);
    builder_free(&svg);
    return ok;
}

static bool write_png(const Sheet *sheet, Fonts *fonts, const char *path)
{
    int width = (int)sheet->picture.width, height = (int)sheet->picture.height;
    uint32_t *pixels = mem_new((size_t)width * (size_t)height * 4);
    paint_pixels(&sheet->picture, fonts, pixels, width, height, width * 4);
    FileError error;
    FileWriter *out = file_begin(path, &error);
    bool ok = out && encode_png(&(Bitmap){.pixels = pixels, .width = width, .height = height}, out, &error);
    ok = out && file_commit(out, &error) && ok;
    mem_free(pixels);
    return ok;
}

static void add_bytes(void *builder, const void *bytes, size_t size)
{
    builder_add(builder, bytes, size);
}

static bool write_pdf(const Sheet *sheet, Fonts *fonts, const char *path)
{
    Builder bytes = {0};
    FileError error;
    Pdf *pdf = pdf_begin(fonts, add_bytes, &bytes);
    pdf_page(pdf, &sheet->picture, &(PdfPage){.width = 0});
    bool ok = pdf_end(pdf, error.text, sizeof error.text) &&
              file_replace(path, builder_view(&bytes), &error);
    builder_free(&bytes);
    return ok;
}

int main(int count, char **words)
{
    char path[1000], error[200];
    Fonts *fonts = count > 2 ? fonts_open(words[1], error, sizeof error) : NULL;
    if (!fonts)
        return 2;
    int width = count > 3 ? atoi(words[3]) : 960;
    Sheet sheet = {.measure = fonts_measure(fonts), .scale = (float)width / 1920};
    picture_begin(&sheet.picture, (float)width, (float)(width * 9 / 16));
    draw_half(&sheet, &light, 0);
    draw_half(&sheet, &dark, 540);
    snprintf(path, sizeof path, "%s/sheet.png", words[2]);
    bool ok = write_png(&sheet, fonts, path);
    snprintf(path, sizeof path, "%s/sheet.svg", words[2]);
    ok = write_svg(&sheet, fonts, path, false) && ok;
    snprintf(path, sizeof path, "%s/outlines.svg", words[2]);
    ok = write_svg(&sheet, fonts, path, true) && ok;
    snprintf(path, sizeof path, "%s/sheet.pdf", words[2]);
    ok = write_pdf(&sheet, fonts, path) && ok;
    picture_free(&sheet.picture);
    fonts_close(fonts);
    return ok ? 0 : 3;
}
