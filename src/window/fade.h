/* One picture passing into another: when what the axis counts is switched. */
#ifndef WINDOW_FADE_H
#define WINDOW_FADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Fade {
    uint32_t *before; /* the picture that goes, `count` pixels; owned, NULL while nothing fades */
    size_t count;
    double began; /* real seconds */
} Fade;

/* Keeps a copy of the picture as it is now. */
void fade_begin(Fade *fade, const uint32_t *pixels, size_t count, double now);

/* Mixes what goes into `pixels`, the picture that comes, eased over FADE_SECONDS. Ends by itself
 * when that is over, or where the size is another. */
void fade_mix(Fade *fade, uint32_t *pixels, size_t count, double now);
bool fade_runs(const Fade *fade);
void fade_end(Fade *fade);

extern const double fade_seconds;

#endif
