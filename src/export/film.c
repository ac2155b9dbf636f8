/* `mp4`, `webm`, `webp`: frames painted by the picture's own painter and handed raw through a pipe
 * to ffmpeg, as planes or as pixels. The settings are those of many measured that give lines as
 * sharp as before in a third of the time, with files no larger: `tests/bench/films.py` measures
 * them again. */
#include "base/mem.h"
#include "export/encoder.h"
#include "export/frames.h"
#include "export/planes.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { ARGUMENTS = 80 };

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

typedef struct Film {
    Frames frames;
    Planes planes;
    bool planar; /* H.264 and VP9 take planes; WebP, which loses nothing, pixels */
} Film;

static void film_open(Film *film, const ExportJob *job, bool planar)
{
    *film = (Film){.planar = planar};
    frames_open(&film->frames, job, 30);
    if (planar)
        planes_open(&film->planes, film->frames.width, film->frames.height);
}

static void film_close(Film *film)
{
    frames_close(&film->frames);
    planes_close(&film->planes);
}

static bool put_frame(Film *film, Encoder *encoder)
{
    Frames *frames = &film->frames;
    if (!film->planar)
        return encoder_put(encoder, frames->pixels,
                           (size_t)frames->width * (size_t)frames->height * 4);
    for (int i = 0; i < frames->damage.count; i++)
        planes_take(&film->planes, frames->pixels, frames->width, frames->height,
                    frames->damage.patches[i]);
    return encoder_put(encoder, film->planes.bytes, film->planes.size);
}

/* A child that ends well may still have written nothing. */
static bool check_written(FileWriter *out, const Encoder *encoder, FileError *error)
{
    struct stat about = {.st_size = encoder->passed > 0};
    if (!encoder->into && fstat(file_descriptor(out), &about) != 0) {
        snprintf(error->text, sizeof error->text, "the film can't be read: %s", strerror(errno));
        return false;
    }
    if (about.st_size > 0)
        return true;
    snprintf(error->text, sizeof error->text, "ffmpeg ended without a film");
    return false;
}

/* Runs ffmpeg over all frames. The path is told to be a file's: in it, a colon or a dash in front
 * must mean nothing. */
static bool encode(Film *film, Words *w, FileWriter *out, FileError *error)
{
    Builder named = {0};
    bool through = file_goes_through(out);
    if (!through)
        builder_printf(&named, "file:%s", file_temporary(out));
    WORDS(w, through ? "pipe:1" : named.at);
    EncoderSetup setup = {.arguments = w->list, .into = through ? out : NULL};
    Encoder encoder;
    bool fine = encoder_start(&encoder, &setup, error);
    if (fine) {
        while (frames_next(&film->frames) && put_frame(film, &encoder))
            continue;
        fine = encoder_finish(&encoder, error) && check_written(out, &encoder, error);
    }
    builder_free(&named);
    return fine;
}

static const char *const same_bytes[] = {"-an", "-threads", "1", "-map_metadata", "-1", "-fflags",
                                         "+bitexact", "-flags:v", "+bitexact", NULL};
/* Players expect it of HD. */
static const char *const bt709[] = {"-color_primaries", "bt709", "-color_trc", "bt709",
                                    "-colorspace", "bt709", "-color_range", "tv", NULL};

static bool write_film(const ExportJob *job, FileWriter *out, const char *const *codec,
                       bool planar, FileError *error)
{
    Film film;
    film_open(&film, job, planar);
    Words w = {0};
    char size[32], rate[32];
    snprintf(size, sizeof size, "%dx%d", planar ? film.planes.width : film.frames.width,
             planar ? film.planes.height : film.frames.height);
    snprintf(rate, sizeof rate, "%g", film.frames.fps);
    WORDS(&w, "ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo",
          "-pix_fmt", planar ? "yuv420p" : "bgra", "-video_size", size, "-framerate", rate);
    if (planar)
        words(&w, bt709);
    WORDS(&w, "-i", "pipe:0");
    words(&w, same_bytes);
    words(&w, codec);
    if (planar)
        words(&w, bt709);
    bool fine = encode(&film, &w, out, error);
    film_close(&film);
    return fine;
}

static bool write_mp4(const ExportJob *job, FileWriter *out, FileError *error)
{
    /* Nothing behind a pipe can go back to the beginning. */
    const char *const codec[] = {"-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-f",
                                 "mp4", "-movflags",
                                 file_goes_through(out) ? "+frag_keyframe+empty_moov" : "+faststart", NULL};
    return write_film(job, out, codec, true, error);
}

static bool write_webm(const ExportJob *job, FileWriter *out, FileError *error)
{
    const char *const codec[] = {"-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "28", "-deadline",
                                 "realtime", "-cpu-used", "7", "-f", "webm", NULL};
    return write_film(job, out, codec, true, error);
}

static bool write_webp(const ExportJob *job, FileWriter *out, FileError *error)
{
    char loops[16];
    snprintf(loops, sizeof loops, "%u", job->loops);
    const char *const codec[] = {"-c:v", "libwebp_anim", "-lossless", "1", "-compression_level",
                                 "2", "-loop", loops, "-f", "webp", NULL};
    return write_film(job, out, codec, false, error);
}

#define FILM(NAME, HELP)                                                                           \
    const ExportFormat NAME##_format = {                                                           \
        .name = #NAME,                                                                             \
        .help = HELP,                                                                              \
        .flags = FORMAT_FILM | FORMAT_NEEDS_FONTS,                                                 \
        .write = write_##NAME,                                                                     \
    };

FILM(mp4, "a film, H.264: slides, browsers (through ffmpeg)")
FILM(webm, "a film, VP9: browsers (through ffmpeg)")
FILM(webp, "a film as an animated picture, lossless (through ffmpeg)")
