/* A program of its own, which the page asks for when it is to make PDF: Cairo is as large as all of
 * the player. It draws what that has packed, by the painter that draws PDF everywhere. */
#include "base/file.h"
#include "draw/pdf.h"
#include "web/packed.h"

#include <emscripten.h>

static Fonts *fonts;

int main(void)
{
    char error[256];
    fonts = fonts_open("/fonts", error, sizeof error);
    if (!fonts)
        emscripten_log(EM_LOG_ERROR, "%s", error);
    return !fonts;
}

static void put(void *out, const void *bytes, size_t size)
{
    file_put(out, bytes, size);
}

static bool draw(const PackedPicture *packed, FileWriter *out, FileError *error)
{
    Pdf *pdf = pdf_begin(fonts, put, out);
    pdf_describe(pdf, packed->title, packed->subject);
    pdf_page(pdf, &packed->picture, &(PdfPage){.name = packed->title});
    return pdf_end(pdf, error->text, sizeof error->text);
}

/* From a file of the page's memory to another; the reason where that can't be, else "". */
EMSCRIPTEN_KEEPALIVE const char *pdf_make(const char *from, const char *to)
{
    static FileError error;
    Builder bytes = {0};
    error = (FileError){{0}};
    if (!file_read(from, 1 << 28, &bytes, &error))
        return error.text;
    PackedPicture packed = packed_read(builder_view(&bytes));
    FileWriter *out = file_begin(to, &error);
    if (out && !draw(&packed, out, &error))
        file_abandon(out);
    else if (out)
        file_commit(out, &error);
    picture_free(&packed.picture);
    builder_free(&bytes);
    return error.text;
}
