/* The measure of what the player draws itself. */
#ifndef PLAYER_UNIT_H
#define PLAYER_UNIT_H

#include <math.h>

/* A pixel of a 1920x1080 picture, in pixels of this one, at a scale that somebody asked for: no
 * larger than leaves room for anything, nor so small that nobody reads it. */
static inline float player_unit(int width, int height, float scale)
{
    const float most = 3, least = 0.4f;
    float by_size = fminf((float)width / 1920, (float)height / 1080);
    return fmaxf(fminf(scale, most) * by_size, fminf(scale, 1) * least);
}

#endif
