#include "python/random.h"

enum { SIZE = 624, SHIFT = 397 };

static void seed_number(Random *random, uint32_t seed)
{
    random->state[0] = seed;
    for (uint32_t i = 1; i < SIZE; i++) {
        uint32_t last = random->state[i - 1];
        random->state[i] = 1812433253u * (last ^ (last >> 30)) + i;
    }
}

/* init_by_array for a key of one or two words. */
static void seed_key(Random *random, const uint32_t key[2], uint32_t length)
{
    uint32_t *state = random->state, i = 1, j = 0;
    seed_number(random, 19650218u);
    for (uint32_t left = SIZE; left; left--) {
        state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + key[j] + j;
        j = j + 1 == length ? 0 : j + 1;
        if (++i == SIZE) {
            state[0] = state[SIZE - 1];
            i = 1;
        }
    }
    for (uint32_t left = SIZE - 1; left; left--) {
        state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u)) - i;
        if (++i == SIZE) {
            state[0] = state[SIZE - 1];
            i = 1;
        }
    }
    state[0] = 0x80000000u;
    random->next = SIZE;
}

void random_seed(Random *random, int64_t seed)
{
    uint64_t size = seed < 0 ? 0 - (uint64_t)seed : (uint64_t)seed;
    const uint32_t key[2] = {(uint32_t)size, (uint32_t)(size >> 32)};
    seed_key(random, key, key[1] ? 2 : 1);
}

static void refill(Random *random)
{
    uint32_t *state = random->state;
    for (uint32_t i = 0; i < SIZE; i++) {
        uint32_t mixed = (state[i] & 0x80000000u) | (state[(i + 1) % SIZE] & 0x7fffffffu);
        state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >> 1) ^ (mixed & 1 ? 0x9908b0dfu : 0);
    }
    random->next = 0;
}

static uint32_t next_word(Random *random)
{
    if (random->next >= SIZE)
        refill(random);
    uint32_t y = random->state[random->next++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

double random_unit(Random *random)
{
    uint32_t high = next_word(random) >> 5, low = next_word(random) >> 6;
    return ((double)high * 67108864.0 + (double)low) / 9007199254740992.0;
}

/* getrandbits: whole words, the lowest first; of the last one the upper bits. */
static uint64_t next_bits(Random *random, int bits)
{
    if (bits <= 32)
        return next_word(random) >> (32 - bits);
    uint64_t low = next_word(random);
    return low | (uint64_t)(next_word(random) >> (64 - bits)) << 32;
}

uint64_t random_below(Random *random, uint64_t n)
{
    int bits = 0;
    for (uint64_t rest = n; rest; rest >>= 1)
        bits++;
    uint64_t drawn = next_bits(random, bits);
    while (drawn >= n)
        drawn = next_bits(random, bits);
    return drawn;
}
