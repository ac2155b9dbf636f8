/* A film's elements, each once, with its stretch of pictures. Private to draw/. */
#ifndef DRAW_SVG_FILM_H
#define DRAW_SVG_FILM_H

#include "draw/svg.h"

#define SVG_NONE UINT32_MAX

typedef struct Element {
    uint32_t from, to;    /* pictures in which it is seen: from, up to but not with to */
    uint32_t next;        /* in the order of painting */
    uint32_t hash;
    size_t start, length; /* in the text of those it stands with */
} Element;

typedef struct Elements {
    Builder text;
    ARRAY(Element) list;
} Elements;

typedef ARRAY(uint32_t) Indices;

struct SvgFilm {
    const SvgOptions *options;
    SvgHead head;
    uint32_t count;       /* of the pictures so far */
    Elements all, coming; /* the first of all is none but stands before them; the next picture's */
    Indices shown, next;  /* of the last picture, of the next; among all, in order */
    Builder command;      /* the one at hand */
    uint16_t *lengths;    /* of common subsequences, by ends */
    size_t room;
};

/* The elements in their order, those of one stretch together, so that they play. */
void svg_write_film(Builder *out, const SvgFilm *film, const SvgTiming *timing);

#endif
