/* An expression, as a value and in a text: read, written as Python, calculated, printed. */
#include "base/escape.h"

#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str expression = {(const char *)data, size};
    Builder text = {0};
    builder_text(&text, "{\"let\": {\"shared\": \"[1, 2.5, 'text']\"}, \"coroutines\": {\"nap(n)\": "
                        "[{\"sleep\": \"n\"}, {\"return\": \"n\"}], \"main()\": [{\"let\": {\"q\": "
                        "\"Queue()\", \"d\": \"{'a': 1}\"}}, {\"let\": {\"x\": ");
    escape_json(&text, expression);
    builder_text(&text, "}}, {\"print\": \"{x} {x!r} {[x, x]}\"}, {\"print\": ");
    escape_json(&text, expression);
    builder_text(&text, "}]}, \"timelines\": [{\"run\": \"main()\"}]}");
    target_show(STR("a.json"), builder_view(&text), (SimOptions){.collect_always = size % 2});
    builder_free(&text);
    return 0;
}
