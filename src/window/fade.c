#include "window/fade.h"

#include "base/mem.h"

#include <string.h>

const double fade_seconds = 0.2;

void fade_begin(Fade *fade, const uint32_t *pixels, size_t count, double now)
{
    fade->before = mem_resize_array(fade->before, count, sizeof *pixels);
    memcpy(fade->before, pixels, count * sizeof *pixels);
    fade->count = count;
    fade->began = now;
}

void fade_mix(Fade *fade, uint32_t *pixels, size_t count, double now)
{
    double part = (now - fade->began) / fade_seconds;
    if (!fade->before || count != fade->count || part >= 1 || part < 0) {
        fade_end(fade);
        return;
    }
    uint32_t coming = (uint32_t)(256 * part * part * (3 - 2 * part)), going = 256 - coming;
    for (size_t i = 0; i < count; i++) {
        uint32_t a = fade->before[i], b = pixels[i]; /* two channels at a time */
        uint32_t even = ((a & 0xFF00FF) * going + (b & 0xFF00FF) * coming) >> 8 & 0xFF00FF;
        uint32_t odd = ((a >> 8 & 0xFF00FF) * going + (b >> 8 & 0xFF00FF) * coming) & 0xFF00FF00;
        pixels[i] = even | odd;
    }
}

bool fade_runs(const Fade *fade)
{
    return fade->before != NULL;
}

void fade_end(Fade *fade)
{
    mem_free(fade->before);
    *fade = (Fade){0};
}
