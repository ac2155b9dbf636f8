#include "scenario/mistakes/mistakes.h"

const Mistake mistakes[] = {
#define MISTAKE(ID, number, frame, title, why, wrong, right) \
    {number, FRAME_##frame, title, why, wrong, right},
#include "scenario/mistakes/mistakes.def"
#undef MISTAKE
};
const size_t mistake_count = sizeof mistakes / sizeof *mistakes;

const Mistake *mistake_find(unsigned number)
{
    for (size_t i = 0; i < mistake_count; i++)
        if (mistakes[i].number == number)
            return &mistakes[i];
    return NULL;
}

void mistake_file(Builder *out, const Mistake *mistake, const char *example)
{
    static const char fetch[] = "    \"fetch(n)\": [{\"sleep\": \"n\"}, {\"return\": \"n * 2\"}]";
    static const char run[] = "  \"timelines\": [{\"run\": \"main()\"}]\n}\n";
    switch (mistake->frame) {
    case FRAME_FILE: builder_text(out, example); break;
    case FRAME_KEYS:
        builder_printf(out, "{\n  %s,\n  \"coroutines\": {\"main()\": [{\"sleep\": 1}]},\n%s",
                       example, run);
        break;
    case FRAME_COROUTINES:
        builder_printf(out, "{\n  \"coroutines\": {\n    %s\n  },\n%s", example, run);
        break;
    case FRAME_STEPS:
        builder_printf(out,
                       "{\n  \"coroutines\": {\n%s,\n    \"main()\": [\n      %s\n    ]\n  },\n%s",
                       fetch, example, run);
        break;
    case FRAME_TIMELINES:
        builder_printf(out,
                       "{\n  \"coroutines\": {\n%s,\n    \"main()\": [{\"sleep\": 1}]\n  },\n"
                       "  \"timelines\": [%s]\n}\n",
                       fetch, example);
        break;
    }
}
