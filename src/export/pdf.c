#include "base/mem.h"
#include "draw/pdf.h"
#include "export/export.h"

extern const ExportFormat pdf_format;

struct ExportDocument {
    Pdf *pdf;
    Picture picture; /* of the page at hand */
};

static void put(void *out, const void *bytes, size_t size)
{
    file_put(out, bytes, size);
}

static ExportDocument *begin(const ExportJob *first, FileWriter *out)
{
    ExportDocument *document = mem_new(sizeof *document);
    document->pdf = pdf_begin(first->fonts, put, out);
    Builder words = {0};
    export_description(first, first->is_step ? lesson_end(first->lesson) : first->at, &words);
    pdf_describe(document->pdf, first->lesson->title, builder_view(&words));
    builder_free(&words);
    return document;
}

static void add_page(ExportDocument *document, const ExportJob *job, Str name)
{
    PdfPage page = {.width = job->paper_width, .height = job->paper_height, .name = name};
    view_picture(job->lesson, job->at, &job->view, &job->measure, &document->picture, NULL);
    pdf_page(document->pdf, &document->picture, &page);
}

static bool end(ExportDocument *document, FileError *error)
{
    bool whole = pdf_end(document->pdf, error->text, sizeof error->text);
    picture_free(&document->picture);
    mem_free(document);
    return whole;
}

static bool write_pdf(const ExportJob *job, FileWriter *out, FileError *error)
{
    ExportDocument *document = begin(job, out);
    add_page(document, job, (Str){0});
    return end(document, error);
}

const ExportFormat pdf_format = {
    .name = "pdf",
    .help = "pages for LaTeX and print: drawn with vectors, real text, fonts inside",
    .flags = FORMAT_PICTURE | FORMAT_NEEDS_FONTS,
    .write = write_pdf,
    .begin = begin,
    .page = add_page,
    .end = end,
};
