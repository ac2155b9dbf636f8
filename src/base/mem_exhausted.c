/* How the program ends without memory. */
#include "base/mem.h"
#include "base/mem_inside.h"
#include "base/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void undo_and_say(size_t size)
{
    undo_all();
    fprintf(stderr, "interleave: error: out of memory (%zu more bytes were needed)\n", size);
}

void mem_exhausted(size_t size)
{
    undo_and_say(size);
    exit(3);
}

void mem_exhausted_elsewhere(size_t size)
{
    undo_and_say(size);
    _exit(3);
}
