/* Texts of a trace in the timeline's own memory, each once. */
#include "timeline/fold.h"

#include <string.h>

Str fold_text(Fold *fold, uint32_t index)
{
    while (fold->texts.count <= index)
        array_push(&fold->texts, (Str){0});
    Str *text = &fold->texts.items[index];
    if (!text->at)
        *text = str_copy(&fold->timeline->arena, trace_text(fold->trace, index));
    return *text;
}

/* `\x1b[31m` and its like at `from`: how long it is, or 0. */
static size_t escape_length(Str text, size_t from)
{
    size_t i = from + 2;
    if (i >= text.length || text.at[from] != '\x1b' || text.at[from + 1] != '[')
        return 0;
    while (i < text.length && text.at[i] >= ' ' && text.at[i] <= '?')
        i++;
    return i < text.length && text.at[i] >= '@' && text.at[i] <= '~' ? i + 1 - from : 0;
}

Str fold_printed(Fold *fold, uint32_t index)
{
    Str text = fold_text(fold, index);
    if (!text.length || (!memchr(text.at, '\r', text.length) &&
                         !memchr(text.at, '\x1b', text.length)))
        return text;
    Builder shown = {0};
    size_t line = 0;
    for (size_t i = 0; i < text.length;) {
        size_t escape = escape_length(text, i);
        char c = text.at[i];
        i += escape ? escape : 1;
        if (escape)
            continue;
        if (c != '\r')
            builder_char(&shown, c);
        else if (i < text.length && text.at[i] != '\n')
            shown.length = line;
        if (c == '\n')
            line = shown.length;
    }
    Str copy = str_copy(&fold->timeline->arena, builder_view(&shown));
    builder_free(&shown);
    return copy;
}

uint32_t fold_hue(Fold *fold, uint32_t call_text)
{
    while (fold->hue_of.count <= call_text)
        array_push(&fold->hue_of, 0);
    uint32_t *known = &fold->hue_of.items[call_text];
    if (!*known) {
        Str call = trace_text_in(fold->trace, call_text, &fold->room);
        bool is_own = call.length == 0 || str_equal(call, fold->timeline->call);
        *known = 1 + (is_own ? 0 : hue_of(fold->hues, call, fold->place));
    }
    return *known - 1;
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
    if (!known->texts) {
        WaitTexts wait = trace_wait_texts(fold->trace, index);
        uint32_t hue = fold_hue(fold, wait.call);
        Str label = trace_text_in(fold->trace, wait.label, &fold->room);
        SpanWords *texts = ARENA_NEW(&fold->timeline->arena, SpanWords);
        *texts = (SpanWords){.label = str_copy(&fold->timeline->arena, label),
                             .call = fold_call(fold, hue),
                             .resource = wait.object};
        *known = (KnownWait){.texts = texts, .hue = hue, .kind = wait.kind};
    }
    return *known;
}
