/* Texts of a trace in the timeline's own memory, each once. */
#include "timeline/fold.h"

Str fold_text(Fold *fold, uint32_t index)
{
    while (fold->texts.count <= index)
        array_push(&fold->texts, (Str){0});
    Str *text = &fold->texts.items[index];
    if (!text->at)
        *text = str_copy(&fold->timeline->arena, trace_text(fold->trace, index));
    return *text;
}

uint32_t fold_hue(Fold *fold, Str call)
{
    bool is_own = call.length == 0 || str_equal(call, fold->timeline->call);
    return is_own ? 0 : hue_of(fold->hues, call, fold->place);
}

Str fold_call(Fold *fold, uint32_t hue)
{
    return hue ? fold->hues->calls.items[hue] : fold->timeline->call;
}

KnownWait fold_wait(Fold *fold, uint32_t index)
{
    while (fold->waits.count <= index)
        array_push(&fold->waits, (KnownWait){0});
    KnownWait *known = &fold->waits.items[index];
    if (!known->known) {
        Wait wait = trace_wait(fold->trace, index);
        uint32_t hue = fold_hue(fold, wait.call);
        *known = (KnownWait){.known = true,
                             .kind = wait.kind,
                             .label = str_copy(&fold->timeline->arena, wait.label),
                             .call = fold_call(fold, hue),
                             .hue = hue,
                             .resource = wait.object};
    }
    return *known;
}
