/* A trace that another program wrote. */
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    target_show(STR("a.jsonl"), (Str){(const char *)data, size}, (SimOptions){0});
    return 0;
}
