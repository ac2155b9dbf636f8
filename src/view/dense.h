/* Lanes of so many spans that they share their pixels: for each column of pixels what lies in it,
 * so that such a lane costs what its width does. */
#ifndef VIEW_DENSE_H
#define VIEW_DENSE_H

#include "view/scene.h"

/* Units: from here on a bar has a left and a right side; and where it is one of very many. */
enum { NARROW = 8, NARROW_OF_MANY = 14 };

typedef struct Dense Dense;

/* Where a lane's bars stand; thin: it is too low for patterns, as all of thin.c is. */
typedef struct DensePlace {
    float middle, height, alpha;
    bool thin;
} DensePlace;

/* A lane of which more spans are in sight than can be told apart, else NULL. Whether it is one
 * does not depend on the playhead. Valid until dense_draw, one at a time. */
Dense *dense_begin(Scene *scene, const Row *row, const Lane *lane, DensePlace place);

/* Takes in the lane's span `index`, from x0 to x1, narrower than a bar with sides; where it is less
 * than a pixel, those that share it, too. The first span behind. */
size_t dense_add(Dense *dense, size_t index, float x0, float x1);

/* A tooth of a comb at x: one of very many ticks. */
void dense_add_tooth(Dense *dense, float x);

/* Draws all that was taken in. */
void dense_draw(Dense *dense);

#endif
