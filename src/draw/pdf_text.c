/* Text in PDF: the glyphs and clusters that HarfBuzz shaped, each with the text it stands for. */
#include "draw/clean.h"
#include "draw/fonts.h"
#include "draw/pdf_pieces.h"

struct PdfLibrary {
    FT_Library freetype;
    int users; /* the document, and each of Cairo's fonts: they may live on in its cache */
};

/* --- fonts --- */

typedef struct HeldFace {
    FT_Face face;
    PdfLibrary *library;
    Builder bytes; /* its own, for the same reason */
} HeldFace;

static void let_go(PdfLibrary *library)
{
    if (--library->users > 0)
        return;
    pdf_cairo()->FT_Done_FreeType(library->freetype);
    mem_free(library);
}

static void free_held(void *held_face)
{
    HeldFace *held = held_face;
    pdf_cairo()->FT_Done_Face(held->face);
    let_go(held->library);
    builder_free(&held->bytes);
    mem_free(held);
}

static bool open_library(Pdf *pdf)
{
    if (pdf->library)
        return true;
    pdf->library = mem_new(sizeof *pdf->library);
    pdf->library->users = 1;
    if (pdf_cairo()->FT_Init_FreeType(&pdf->library->freetype) == 0)
        return true;
    mem_free(pdf->library);
    pdf->library = NULL;
    return false;
}

static cairo_font_face_t *open_face(Pdf *pdf, int number)
{
    static const cairo_user_data_key_t key;
    const FontFile *file = &pdf->fonts->faces.files[number];
    HeldFace *held = mem_new(sizeof *held);
    builder_add(&held->bytes, file->bytes.at, file->bytes.length);
    held->library = pdf->library;
    if (pdf_cairo()->FT_New_Memory_Face(pdf->library->freetype, (const FT_Byte *)held->bytes.at,
                           (FT_Long)held->bytes.length, file->index, &held->face) != 0) {
        builder_free(&held->bytes);
        mem_free(held);
        return NULL;
    }
    pdf->library->users++;
    cairo_font_face_t *face = pdf_cairo()->cairo_ft_font_face_create_for_ft_face(
        held->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_AUTOHINT);
    if (pdf_cairo()->cairo_font_face_set_user_data(face, &key, held, free_held) ==
        CAIRO_STATUS_SUCCESS)
        return face;
    pdf_cairo()->cairo_font_face_destroy(face);
    free_held(held);
    return NULL;
}

static cairo_font_face_t *face_of(Pdf *pdf, int file)
{
    if (!pdf->faces[file] && faces_shaper(&pdf->fonts->faces, file) && open_library(pdf))
        pdf->faces[file] = open_face(pdf, file);
    return pdf->faces[file];
}

void pdf_close_faces(Pdf *pdf)
{
    for (int i = 0; i < FILES_MOST; i++)
        pdf_cairo()->cairo_font_face_destroy(pdf->faces[i]); /* NULL is fine */
    if (pdf->library)
        let_go(pdf->library);
}

/* --- glyphs --- */

typedef struct Glyphs {
    ARRAY(cairo_glyph_t) list;
    ARRAY(cairo_text_cluster_t) clusters; /* in the order of the text */
} Glyphs;

/* Glyphs from left to right; `scale` turns the font's units into pixels. */
static void place_glyphs(Glyphs *glyphs, hb_buffer_t *buffer, Point from, float scale)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb()->hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb()->hb_buffer_get_glyph_positions(buffer, NULL);
    float pen = 0;
    for (unsigned i = 0; i < count; i++) {
        array_push(&glyphs->list,
                   (cairo_glyph_t){infos[i].codepoint,
                                   (double)(from.x + (pen + (float)places[i].x_offset) * scale),
                                   (double)(from.y - (float)places[i].y_offset * scale)});
        pen += (float)places[i].x_advance;
    }
}

/* Which bytes of the text stand behind which glyphs: those up to the next glyph's. */
static void find_clusters(Glyphs *glyphs, hb_buffer_t *buffer, size_t length, bool backwards)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb()->hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count;) {
        uint32_t start = infos[backwards ? count - 1 - i : i].cluster;
        unsigned next = i;
        while (next < count && infos[backwards ? count - 1 - next : next].cluster == start)
            next++;
        uint32_t end = next < count ? infos[backwards ? count - 1 - next : next].cluster
                                    : (uint32_t)length;
        array_push(&glyphs->clusters, (cairo_text_cluster_t){(int)(end - start),
                                                             (int)(next - i)});
        i = next;
    }
}

static void show_run(Pdf *pdf, const Run *run, Point from, float size)
{
    cairo_font_face_t *face = face_of(pdf, run->file);
    hb_font_t *shaper = faces_shaper(&pdf->fonts->faces, run->file);
    if (!face || !shaper) {
        pdf->wrong = "a font can't be opened";
        return;
    }
    hb_buffer_t *buffer = fonts_shape(pdf->fonts, run);
    Glyphs glyphs = {0};
    bool backwards = run->script != SCRIPT_RIGHTWARDS;
    hb_face_t *of = hb()->hb_font_get_face(shaper);
    place_glyphs(&glyphs, buffer, from, size / (float)hb()->hb_face_get_upem(of));
    find_clusters(&glyphs, buffer, run->text.length, backwards);
    pdf_cairo()->cairo_set_font_face(pdf->cairo, face);
    pdf_cairo()->cairo_set_font_size(pdf->cairo, (double)size);
    pdf_cairo()->cairo_show_text_glyphs(
        pdf->cairo, run->text.at, (int)run->text.length, glyphs.list.items, (int)glyphs.list.count,
        glyphs.clusters.items, (int)glyphs.clusters.count,
        backwards ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    array_free(&glyphs.list);
    array_free(&glyphs.clusters);
    hb()->hb_buffer_destroy(buffer);
}

void pdf_text(Pdf *pdf, const Draw *draw)
{
    Builder clean = {0};
    Str text = cleaned(&clean, draw->text);
    Run runs[RUNS_MOST];
    int count = fonts_runs(pdf->fonts, draw->font.face, text, runs);
    float size = draw->font.size, width = fonts_width(pdf->fonts, draw->font.face, text) * size;
    Point at = {draw->x - (draw->anchor == ANCHOR_END      ? width
                           : draw->anchor == ANCHOR_MIDDLE ? 0.5f * width
                                                           : 0),
                draw->y};
    for (int i = 0; i < count; i++) {
        show_run(pdf, &runs[i], at, size);
        at.x += fonts_run_width(pdf->fonts, &runs[i]) * size;
    }
    builder_free(&clean);
}
