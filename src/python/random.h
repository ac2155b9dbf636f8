/* Python's `random`: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded by
 * init_by_array from the absolute value of an integer, as CPython's random.seed does. */
#ifndef PYTHON_RANDOM_H
#define PYTHON_RANDOM_H

#include <stdint.h>

typedef struct Random {
    uint32_t state[624];
    uint32_t next;
} Random;

void random_seed(Random *random, int64_t seed);
double random_unit(Random *random);                       /* random.random(): [0, 1), 53 bits */
uint64_t random_below(Random *random, uint64_t n);        /* _randbelow(n), n > 0 */

#endif
