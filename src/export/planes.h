/* Pixels as video takes them: BT.709, full lightness, colour at half the size. Private to
 * export/. */
#ifndef EXPORT_PLANES_H
#define EXPORT_PLANES_H

#include "draw/damage.h"

typedef struct Planes {
    int width, height; /* made even: the last column and row stand twice */
    uint8_t *bytes;    /* lightness, then the two colours: width * height * 3 / 2 */
    size_t size;
} Planes;

void planes_open(Planes *planes, int width, int height);
void planes_close(Planes *planes);

/* Takes the patch's pixels over from a picture width x height as planes_open was told. */
void planes_take(Planes *planes, const uint32_t *pixels, int width, int height, Patch patch);

#endif
