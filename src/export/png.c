#include "export/encode.h"
#include "export/still.h"

extern const ExportFormat png_format;

static bool write_png(const ExportJob *job, FileWriter *out, FileError *error)
{
    Still still = {0};
    still_paint(&still, job, job->at);
    bool ok = encode_png(still.pixels, still.width, still.height, out, error);
    still_free(&still);
    return ok;
}

const ExportFormat png_format = {
    .name = "png",
    .help = "a picture, for slides",
    .flags = FORMAT_PICTURE | FORMAT_NEEDS_FONTS,
    .write = write_png,
};
