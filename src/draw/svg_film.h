/* A film's elements, each once, with its stretch of pictures. Private to draw/. */
#ifndef DRAW_SVG_FILM_H
#define DRAW_SVG_FILM_H

#include "draw/svg.h"

#define SVG_NONE UINT32_MAX

typedef struct Element {
    uint32_t from, to;    /* pictures in which it is seen: from, up to but not with to */
    uint32_t next;        /* in the order of painting */
    uint32_t hash;
    size_t start, length; /* in Stage.text */
} Element;

typedef ARRAY(uint32_t) Indices;

typedef struct Stage {
    const SvgOptions *options;
    Builder text, command;   /* all elements'; the command at hand */
    ARRAY(Element) elements; /* the first is no element but stands before all */
    Indices shown, coming;   /* of the last picture, of the next; in order */
    uint16_t *lengths;       /* of common subsequences, by ends */
    size_t room;
} Stage;

/* The elements in their order, those of one stretch together, so that they play. */
void svg_write_film(Builder *out, const Stage *stage, const SvgFilm *film);

#endif
