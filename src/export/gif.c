/* `gif`, by libcgif: one palette for the whole film, and of each frame the part that changes. */
#include "base/mem.h"
#include "export/frames.h"
#include "export/palette.h"

#include <cgif.h>
#include <math.h>
#include <stdio.h>

extern const ExportFormat gif_format;

/* Frames for the palette; frames a second: a whole number of the hundredths that a GIF counts. */
enum { SAMPLES = 24, RATE = 20 };

typedef struct Gif {
    Frames frames;
    Palette palette;
    uint8_t *numbers; /* of the frame at hand: one a pixel */
    CGIF *gif;
    FileWriter *out;
} Gif;

static int put(void *context, const uint8_t *bytes, const size_t size)
{
    Gif *gif = context;
    return file_put(gif->out, bytes, size) ? 0 : 1;
}

static void take_patch(Gif *gif, Patch patch)
{
    size_t width = (size_t)gif->frames.width;
    for (int y = patch.y0; y < patch.y1; y++) {
        size_t start = (size_t)y * width + (size_t)patch.x0;
        palette_numbers(&gif->palette, gif->frames.pixels + start, (size_t)(patch.x1 - patch.x0),
                        gif->numbers + start);
    }
}

/* The colours of frames spread over the whole film. */
static void find_colours(Gif *gif, const ExportJob *job)
{
    Frames samples;
    ExportJob quiet = *job;
    quiet.progress = NULL;
    frames_open(&samples, &quiet, RATE);
    size_t step = samples.count / SAMPLES + 1;
    size_t pixels = (size_t)samples.width * (size_t)samples.height;
    while (samples.next < samples.count && frames_next(&samples)) {
        palette_count(&gif->palette, samples.pixels, pixels);
        samples.next = samples.next + step - 1;
    }
    frames_close(&samples);
    palette_choose(&gif->palette);
}

static bool begin(Gif *gif, unsigned loops)
{
    uint8_t colours[3 * PALETTE_MOST];
    for (int i = 0; i < gif->palette.count; i++)
        for (int k = 0; k < 3; k++)
            colours[3 * i + k] = (uint8_t)(gif->palette.chosen[i] >> (16 - 8 * k));
    CGIF_Config config = {.pGlobalPalette = colours,
                          .attrFlags = CGIF_ATTR_IS_ANIMATED | (loops == 1 ? CGIF_ATTR_NO_LOOP : 0),
                          .width = (uint16_t)gif->frames.width,
                          .height = (uint16_t)gif->frames.height,
                          .numGlobalPaletteEntries = (uint16_t)gif->palette.count,
                          .numLoops = (uint16_t)(loops > 1 ? loops - 1 : CGIF_INFINITE_LOOP),
                          .pWriteFn = put,
                          .pContext = gif};
    gif->gif = cgif_newgif(&config);
    return gif->gif != NULL;
}

/* The film's time after so many frames, in the hundredths of a second that a GIF counts. */
static long hundredths(const Gif *gif, size_t frames)
{
    return lround(100 * (double)frames / gif->frames.fps);
}

/* The frame at hand, shown until the next one that differs. */
static bool add_frame(Gif *gif, size_t from, size_t to)
{
    long delay = hundredths(gif, to) - hundredths(gif, from);
    CGIF_FrameConfig config = {
        .pImageData = gif->numbers,
        .genFlags = CGIF_FRAME_GEN_USE_TRANSPARENCY | CGIF_FRAME_GEN_USE_DIFF_WINDOW,
        .delay = (uint16_t)(delay < UINT16_MAX ? delay : UINT16_MAX)};
    return cgif_addframe(gif->gif, &config) == CGIF_OK;
}

static bool add_frames(Gif *gif)
{
    Frames *frames = &gif->frames;
    size_t shown = 0; /* the number of the frame that stands in `numbers` */
    while (frames_next(frames)) {
        size_t number = frames->next - 1;
        if (number && frames->damage.count && !add_frame(gif, shown, number))
            return false;
        if (frames->damage.count)
            shown = number;
        for (int i = 0; i < frames->damage.count; i++)
            take_patch(gif, frames->damage.patches[i]);
    }
    return add_frame(gif, shown, frames->count);
}

static bool write_gif(const ExportJob *job, FileWriter *out, FileError *error)
{
    Gif gif = {.out = out};
    find_colours(&gif, job);
    frames_open(&gif.frames, job, RATE);
    gif.numbers = mem_new((size_t)gif.frames.width * (size_t)gif.frames.height);
    bool fine = begin(&gif, job->loops) && add_frames(&gif);
    if (gif.gif && cgif_close(gif.gif) != CGIF_OK)
        fine = false;
    if (!fine)
        snprintf(error->text, sizeof error->text, "the GIF could not be written");
    mem_free(gif.numbers);
    palette_free(&gif.palette);
    frames_close(&gif.frames);
    return fine;
}

const ExportFormat gif_format = {
    .name = "gif",
    .help = "a film for slides and web pages, 20 frames a second",
    .flags = FORMAT_FILM | FORMAT_NEEDS_FONTS,
    .write = write_gif,
};
