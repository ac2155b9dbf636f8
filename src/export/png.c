#include "export/encode.h"
#include "export/still.h"
#include "view/palette.h"

extern const ExportFormat png_format;

static bool write_png(const ExportJob *job, FileWriter *out, FileError *error)
{
    Still still = {0};
    still_paint(&still, job, job->at);
    Colour ramps[THEME_COLOURS];
    Bitmap bitmap = {.pixels = still.pixels,
                     .width = still.width,
                     .height = still.height,
                     .transparent = job->view.transparent,
                     .ramps = ramps,
                     .ramp_count = theme_palette(job->view.theme, ramps)};
    bool ok = encode_png(&bitmap, out, error);
    still_free(&still);
    return ok;
}

const ExportFormat png_format = {
    .name = "png",
    .help = "a picture, for slides",
    .flags = FORMAT_PICTURE | FORMAT_NEEDS_FONTS,
    .write = write_png,
};
