/* A scenario run whole and looked at; the garbage collected at every chance where its length is
 * odd. */
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    target_show(STR("a.json"), (Str){(const char *)data, size},
                (SimOptions){.collect_always = size % 2, .values = size % 3 == 0});
    return 0;
}
