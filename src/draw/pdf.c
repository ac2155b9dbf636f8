#include "draw/pdf.h"

#include "draw/clean.h"
#include "draw/drawable.h"
#include "draw/pdf_pieces.h"
#include "draw/surface.h"

#include <stdio.h>

static cairo_status_t put_bytes(void *context, const unsigned char *bytes, unsigned size)
{
    Pdf *pdf = context;
    pdf->put(pdf->context, bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

/* Text as Cairo takes it; the caller frees it. */
static char *plain(Str text)
{
    Builder clean = {0};
    builder_text(&clean, "");
    clean_words(&clean, text);
    return clean.at;
}

Pdf *pdf_begin(Fonts *fonts, PdfPut put, void *context)
{
    Pdf *pdf = mem_new(sizeof *pdf);
    *pdf = (Pdf){.fonts = fonts, .put = put, .context = context};
    pdf->surface = pdf_cairo()->cairo_pdf_surface_create_for_stream(put_bytes, pdf, 1, 1);
    /* Cairo would ask the clock. */
    pdf_cairo()->cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    pdf_cairo()->cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR,
                                                "interleave");
    pdf->cairo = pdf_cairo()->cairo_create(pdf->surface);
    return pdf;
}

static void set_metadata(Pdf *pdf, cairo_pdf_metadata_t what, Str text)
{
    char *words = plain(text);
    pdf_cairo()->cairo_pdf_surface_set_metadata(pdf->surface, what, words);
    mem_free(words);
}

void pdf_describe(Pdf *pdf, Str title, Str subject)
{
    set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, title);
    set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, subject);
}

/* --- shapes --- */

static void set_colour(cairo_t *cairo, Colour colour)
{
    pdf_cairo()->cairo_set_source_rgba(cairo, (colour >> 16 & 255) / 255.0,
                                       (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0,
                                       (colour >> 24) / 255.0);
}

/* A quarter circle to x, y whose tangents meet in cx, cy. */
static void trace_corner(cairo_t *cairo, double x, double y, double cx, double cy)
{
    static const double circle = 0.55228474983079339840; /* 4/3 (sqrt 2 - 1) */
    double fromx, fromy;
    pdf_cairo()->cairo_get_current_point(cairo, &fromx, &fromy);
    pdf_cairo()->cairo_curve_to(cairo, fromx + (cx - fromx) * circle,
                                fromy + (cy - fromy) * circle, x + (cx - x) * circle,
                                y + (cy - y) * circle, x, y);
}

static void trace_box(cairo_t *cairo, const Draw *draw)
{
    double x = (double)draw->box.x, y = (double)draw->box.y;
    double right = x + (double)draw->box.w, bottom = y + (double)draw->box.h;
    double r = (double)drawable_radius(draw);
    if (!(r > 0)) {
        pdf_cairo()->cairo_rectangle(cairo, x, y, right - x, bottom - y);
        return;
    }
    pdf_cairo()->cairo_move_to(cairo, x + r, y);
    pdf_cairo()->cairo_line_to(cairo, right - r, y);
    trace_corner(cairo, right, y + r, right, y);
    pdf_cairo()->cairo_line_to(cairo, right, bottom - r);
    trace_corner(cairo, right - r, bottom, right, bottom);
    pdf_cairo()->cairo_line_to(cairo, x + r, bottom);
    trace_corner(cairo, x, bottom - r, x, bottom);
    pdf_cairo()->cairo_line_to(cairo, x, y + r);
    trace_corner(cairo, x + r, y, x, y);
    pdf_cairo()->cairo_close_path(cairo);
}

static void trace_points(cairo_t *cairo, const Point *points, int count)
{
    pdf_cairo()->cairo_new_sub_path(cairo);
    for (int i = 0; i < count; i++)
        pdf_cairo()->cairo_line_to(cairo, (double)points[i].x, (double)points[i].y);
    pdf_cairo()->cairo_close_path(cairo);
}

static void trace_stripe(void *cairo, const Stripe *stripe)
{
    trace_points(cairo, stripe->points, stripe->count);
}

static void trace_circle(cairo_t *cairo, const Draw *draw)
{
    double x = (double)draw->x, y = (double)draw->y, r = (double)draw->radius;
    pdf_cairo()->cairo_move_to(cairo, x + r, y);
    trace_corner(cairo, x, y + r, x + r, y + r);
    trace_corner(cairo, x - r, y, x - r, y + r);
    trace_corner(cairo, x, y - r, x - r, y - r);
    trace_corner(cairo, x + r, y, x + r, y - r);
    pdf_cairo()->cairo_close_path(cairo);
}

static void trace_line(cairo_t *cairo, const Draw *draw)
{
    pdf_cairo()->cairo_move_to(cairo, (double)draw->x, (double)draw->y);
    if (draw->kind == DRAW_CURVE)
        pdf_cairo()->cairo_curve_to(cairo, (double)draw->c1.x, (double)draw->c1.y,
                                    (double)draw->c2.x, (double)draw->c2.y, (double)draw->x2,
                                    (double)draw->y2);
    else
        pdf_cairo()->cairo_line_to(cairo, (double)draw->x2, (double)draw->y2);
}

static void stroke(cairo_t *cairo, const Draw *draw)
{
    bool dashed = draw->kind == DRAW_LINE && drawable_dashes(draw);
    double dashes[] = {(double)draw->dash, (double)draw->gap};
    pdf_cairo()->cairo_set_line_width(cairo, (double)draw->width);
    pdf_cairo()->cairo_set_dash(cairo, dashes, dashed ? 2 : 0, 0);
    pdf_cairo()->cairo_set_line_cap(cairo,
                                    draw->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    pdf_cairo()->cairo_stroke(cairo);
}

static void paint_columns(cairo_t *cairo, const Draw *draw)
{
    Draw rect;
    for (uint32_t next = 0; drawable_stretch(draw, &next, &rect);) {
        set_colour(cairo, rect.colour);
        trace_box(cairo, &rect);
        pdf_cairo()->cairo_fill(cairo);
    }
}

static void paint_draw(Pdf *pdf, const Draw *draw)
{
    cairo_t *cairo = pdf->cairo;
    set_colour(cairo, draw->colour);
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: trace_box(cairo, draw); pdf_cairo()->cairo_fill(cairo); break;
    case DRAW_FRAME: trace_box(cairo, draw); stroke(cairo, draw); break;
    case DRAW_COLUMNS: paint_columns(cairo, draw); break;
    case DRAW_HATCH:
        drawable_stripes(draw, trace_stripe, cairo);
        pdf_cairo()->cairo_fill(cairo);
        break;
    case DRAW_LINE: case DRAW_CURVE: trace_line(cairo, draw); stroke(cairo, draw); break;
    case DRAW_POLYGON:
        trace_points(cairo, draw->points, (int)draw->count);
        pdf_cairo()->cairo_fill(cairo);
        break;
    case DRAW_CIRCLE: trace_circle(cairo, draw); pdf_cairo()->cairo_fill(cairo); break;
    case DRAW_RING: trace_circle(cairo, draw); stroke(cairo, draw); break;
    case DRAW_TEXT: pdf_text(pdf, draw); break;
    case DRAW_CLIP: case DRAW_UNCLIP: case DRAW_GROUP: case DRAW_UNGROUP: break;
    }
}

/* --- pages --- */

static void open_clip(cairo_t *cairo, const Draw *draw)
{
    pdf_cairo()->cairo_save(cairo);
    if (drawable(draw))
        trace_box(cairo, draw);
    else
        pdf_cairo()->cairo_rectangle(cairo, 0, 0, 0, 0);
    pdf_cairo()->cairo_clip(cairo);
}

static void paint_list(Pdf *pdf, const Picture *picture)
{
    size_t clips = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind == DRAW_CLIP) {
            open_clip(pdf->cairo, draw);
            clips++;
        } else if (draw->kind == DRAW_UNCLIP && clips) {
            pdf_cairo()->cairo_restore(pdf->cairo);
            clips--;
        } else if (draw->kind < DRAW_CLIP && draw->colour >> 24 && drawable(draw)) {
            paint_draw(pdf, draw);
        }
    }
    while (clips-- > 0)
        pdf_cairo()->cairo_restore(pdf->cairo);
}

static void add_outline(Pdf *pdf, Str name)
{
    char *words = plain(name), where[32];
    snprintf(where, sizeof where, "page=%d", pdf->pages);
    pdf_cairo()->cairo_pdf_surface_add_outline(pdf->surface, CAIRO_PDF_OUTLINE_ROOT, words, where,
                                               0);
    mem_free(words);
}

void pdf_page(Pdf *pdf, const Picture *picture, const PdfPage *page)
{
    cairo_t *cairo = pdf->cairo;
    double width = (double)picture->width, height = (double)picture->height;
    double wide = page->width > 0 ? (double)page->width : width;
    double high = page->height > 0 ? (double)page->height : height;
    double scale = wide / width < high / height ? wide / width : high / height;
    pdf_cairo()->cairo_pdf_surface_set_size(pdf->surface, wide, high);
    pdf_cairo()->cairo_save(cairo);
    pdf_cairo()->cairo_translate(cairo, (wide - width * scale) / 2, (high - height * scale) / 2);
    pdf_cairo()->cairo_scale(cairo, scale, scale);
    pdf_cairo()->cairo_rectangle(cairo, 0, 0, width, height);
    pdf_cairo()->cairo_clip(cairo);
    pdf->pages++;
    if (page->name.length)
        add_outline(pdf, page->name);
    paint_list(pdf, picture);
    pdf_cairo()->cairo_restore(cairo);
    pdf_cairo()->cairo_show_page(cairo);
}

bool pdf_end(Pdf *pdf, char *error, size_t error_size)
{
    cairo_status_t drawn = pdf_cairo()->cairo_status(pdf->cairo);
    pdf_cairo()->cairo_destroy(pdf->cairo);
    pdf_cairo()->cairo_surface_finish(pdf->surface);
    cairo_status_t written = pdf_cairo()->cairo_surface_status(pdf->surface);
    pdf_cairo()->cairo_surface_destroy(pdf->surface);
    pdf_close_faces(pdf);
    const char *wrong = pdf->wrong ? pdf->wrong
                        : drawn    ? pdf_cairo()->cairo_status_to_string(drawn)
                        : written  ? pdf_cairo()->cairo_status_to_string(written)
                                   : NULL;
    if (wrong)
        snprintf(error, error_size, "PDF: %s", wrong);
    mem_free(pdf);
    return !wrong;
}
