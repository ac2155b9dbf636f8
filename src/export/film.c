/* `gif`, `mp4`, `webm`, `webp`: every frame painted by the picture's own painter and handed raw
 * through a pipe to ffmpeg. The whole run is fitted into the film's length; the end is held. */
#include "base/mem.h"
#include "export/encoder.h"
#include "export/export.h"
#include "timeline/schedule.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS = 80, PALETTE_BYTES = 16 * 16 * 4, PALETTE_SAMPLES = 12 };
static const double HOLD = 2, LENGTH = 12, DWELL = 0.3; /* seconds */

typedef struct Film {
    const ExportJob *job;
    Arena arena;
    Teaching teaching;
    Schedule schedule;
    double fps;
    uint32_t *pixels;
    size_t size; /* of a frame, bytes */
    Picture picture;
    Moment painted;
    size_t held; /* as teaching_held says, when it was painted */
    bool any;
} Film;

/* An argument list for a child, made of words that live as long as it. */
typedef struct Words {
    char *list[ARGUMENTS];
    size_t count;
} Words;

static void words(Words *to, const char *const *add)
{
    for (; *add; add++) {
        assert(to->count + 1 < ARGUMENTS);
        to->list[to->count++] = (char *)(uintptr_t)*add; /* posix_spawn takes char *const [] */
    }
}
#define WORDS(to, ...) words((to), (const char *const[]){__VA_ARGS__, NULL})

static void film_open(Film *film, const ExportJob *job, double fps)
{
    const ViewState *view = &job->view;
    *film = (Film){.job = job, .fps = job->fps > 0 ? job->fps : fps};
    film->size = (size_t)view->width * (size_t)view->height * 4;
    film->pixels = mem_new(film->size);
    film->schedule = schedule_make(job->lesson->timelines, job->lesson->timeline_count,
                                   job->length > 0 ? job->length : LENGTH, DWELL);
    export_teaching(job, &film->arena, &film->teaching);
    teaching_hold(&film->schedule, &film->teaching);
}

static void film_close(Film *film)
{
    schedule_free(&film->schedule);
    array_free(&film->teaching);
    arena_free(&film->arena);
    picture_free(&film->picture);
    mem_free(film->pixels);
}

static size_t film_frames(const Film *film)
{
    return (size_t)ceil((film->schedule.length + HOLD) * film->fps);
}

static void film_paint(Film *film, double real)
{
    Moment at = schedule_moment(&film->schedule, real);
    size_t held = teaching_held(&film->schedule, real);
    if (film->any && moment_compare(at, film->painted) == 0 && held == film->held)
        return;
    film->any = true;
    film->painted = at;
    film->held = held;
    ExportJob step = *film->job;
    const ExportJob *job = &step;
    if (held)
        export_tell(&step, &film->teaching.items[held - 1]);
    ViewState view = job->view;
    view.show_playhead = moment_compare(at, lesson_end(job->lesson)) < 0;
    view.moves = true;
    view_picture(job->lesson, at, &view, &job->measure, &film->picture, NULL);
    paint_pixels(&film->picture, job->fonts, film->pixels, view.width, view.height, view.width * 4);
}

/* ffmpeg's reading of our frames: shared by all formats. */
static void input_words(Words *to, const Film *film, char size[32], char rate[32])
{
    snprintf(size, 32, "%dx%d", film->job->view.width, film->job->view.height);
    snprintf(rate, 32, "%g", film->fps);
    WORDS(to, "ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo",
          "-pix_fmt", "bgra", "-video_size", size, "-framerate", rate, "-i", "pipe:0");
}

/* One palette for the whole film: ffmpeg's palettegen looks at frames spread over it. */
static bool make_palette(Film *film, unsigned char palette[PALETTE_BYTES], FileError *error)
{
    Words w = {0};
    char size[32], rate[32];
    input_words(&w, film, size, rate);
    WORDS(&w, "-vf", "palettegen=max_colors=255:reserve_transparent=0:stats_mode=full", "-frames:v",
          "1", "-f", "rawvideo", "-pix_fmt", "bgra", "pipe:1");
    Encoder encoder;
    EncoderSetup setup = {.arguments = w.list, .read_output = true, .output = -1, .third = -1};
    if (!encoder_start(&encoder, &setup, error))
        return false;
    for (int i = 0; i <= PALETTE_SAMPLES; i++) {
        film_paint(film, film->schedule.length * i / PALETTE_SAMPLES);
        if (!encoder_put(&encoder, film->pixels, film->size))
            break;
    }
    Builder out = {0};
    bool fine = encoder_finish(&encoder, &out, error);
    if (fine && out.length != PALETTE_BYTES) {
        snprintf(error->text, sizeof error->text, "ffmpeg made no palette");
        fine = false;
    }
    if (fine)
        memcpy(palette, out.at, PALETTE_BYTES);
    builder_free(&out);
    return fine;
}

static bool put_frames(Film *film, Encoder *encoder)
{
    const ExportJob *job = film->job;
    size_t frames = film_frames(film);
    for (size_t i = 0; i < frames; i++) {
        film_paint(film, (double)i / film->fps);
        if (!encoder_put(encoder, film->pixels, film->size))
            return false;
        if (job->progress)
            job->progress(job->progress_context, (double)(i + 1) / (double)frames);
    }
    return true;
}

/* Runs ffmpeg over all frames. `third`: what it has as descriptor 3, or -1. */
static bool encode(Film *film, Words *w, FileWriter *out, int third, FileError *error)
{
    const char *path = file_temporary(out);
    bool piped = strcmp(path, "/dev/stdout") == 0;
    WORDS(w, piped ? "pipe:1" : path);
    EncoderSetup setup = {.arguments = w->list, .output = piped ? file_descriptor(out) : -1,
                          .third = third};
    Encoder encoder;
    if (!encoder_start(&encoder, &setup, error))
        return false;
    put_frames(film, &encoder);
    return encoder_finish(&encoder, NULL, error);
}

static const char *const same_bytes[] = {"-an", "-threads", "1", "-map_metadata", "-1", "-fflags",
                                         "+bitexact", "-flags:v", "+bitexact", NULL};
/* H.264 and VP9 take even sizes only; the colours are BT.709's, as players expect of HD. */
static const char even_yuv[] =
    "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p";
static const char *const bt709[] = {"-color_primaries", "bt709", "-color_trc", "bt709",
                                    "-colorspace", "bt709", "-color_range", "tv", NULL};

static bool write_video(const ExportJob *job, FileWriter *out, const char *const *codec,
                        FileError *error)
{
    Film film;
    film_open(&film, job, 30);
    Words w = {0};
    char size[32], rate[32];
    input_words(&w, &film, size, rate);
    words(&w, same_bytes);
    words(&w, codec);
    bool fine = encode(&film, &w, out, -1, error);
    film_close(&film);
    return fine;
}

static bool write_mp4(const ExportJob *job, FileWriter *out, FileError *error)
{
    bool piped = strcmp(file_temporary(out), "/dev/stdout") == 0;
    const char *const codec[] = {"-vf", even_yuv, "-c:v", "libx264", "-preset", "fast", "-crf",
                                 "16", "-tune", "animation", bt709[0], bt709[1], bt709[2],
                                 bt709[3], bt709[4], bt709[5], bt709[6], bt709[7], "-movflags",
                                 piped ? "+frag_keyframe+empty_moov" : "+faststart", "-f", "mp4",
                                 NULL};
    return write_video(job, out, codec, error);
}

static bool write_webm(const ExportJob *job, FileWriter *out, FileError *error)
{
    const char *const codec[] = {"-vf", even_yuv, "-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "20",
                                 "-deadline", "good", "-cpu-used", "5", bt709[0], bt709[1],
                                 bt709[2], bt709[3], bt709[4], bt709[5], bt709[6], bt709[7], "-f",
                                 "webm", NULL};
    return write_video(job, out, codec, error);
}

static bool write_webp(const ExportJob *job, FileWriter *out, FileError *error)
{
    const char *const codec[] = {"-c:v", "libwebp_anim", "-lossless", "1", "-compression_level",
                                 "2", "-loop", "0", "-f", "webp", NULL};
    return write_video(job, out, codec, error);
}

/* The palette as a pipe that holds all of it: the read end, or -1. */
static int palette_pipe(const unsigned char palette[PALETTE_BYTES])
{
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    bool whole = write(ends[1], palette, PALETTE_BYTES) == PALETTE_BYTES;
    close(ends[1]);
    if (whole)
        return ends[0];
    close(ends[0]);
    return -1;
}

static bool write_gif(const ExportJob *job, FileWriter *out, FileError *error)
{
    Film film;
    film_open(&film, job, 25);
    unsigned char palette[PALETTE_BYTES];
    bool fine = make_palette(&film, palette, error);
    int third = fine ? palette_pipe(palette) : -1;
    if (fine && third < 0) {
        snprintf(error->text, sizeof error->text, "no pipe for the palette: %s", strerror(errno));
        fine = false;
    }
    if (fine) {
        Words w = {0};
        char size[32], rate[32];
        input_words(&w, &film, size, rate);
        WORDS(&w, "-f", "rawvideo", "-pix_fmt", "bgra", "-video_size", "16x16", "-i", "pipe:3",
              "-lavfi", "[0:v][1:v]paletteuse=dither=none:diff_mode=rectangle");
        words(&w, same_bytes);
        WORDS(&w, "-loop", "0", "-f", "gif");
        fine = encode(&film, &w, out, third, error);
    }
    if (third >= 0)
        close(third);
    film_close(&film);
    return fine;
}

#define FILM(NAME, HELP)                                                                           \
    const ExportFormat NAME##_format = {                                                           \
        .name = #NAME,                                                                             \
        .help = HELP,                                                                              \
        .flags = FORMAT_FILM | FORMAT_NEEDS_FONTS,                                                 \
        .write = write_##NAME,                                                                     \
    };

FILM(gif, "a film for slides and web pages, 25 frames a second (through ffmpeg)")
FILM(mp4, "a film, H.264: slides, browsers (through ffmpeg)")
FILM(webm, "a film, VP9: browsers (through ffmpeg)")
FILM(webp, "a film as an animated picture, lossless (through ffmpeg)")
