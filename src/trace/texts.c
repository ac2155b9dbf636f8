/* Texts, each stored once and found by its hash, its bytes in the trace's arena. That of a number is
 * kept as the number until somebody reads it: a million sleepers have a million of them, and a run
 * that nobody looks at reads none. */
#include "trace/inside.h"

#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"

#include <assert.h>
#include <string.h>

/* Of StoredText.form. Without the first two it is the address of the bytes. */
#define IS_NUMBER (UINT64_C(1) << 63) /* not made yet; the text before it stands in the low half */
#define IS_MADE (UINT64_C(1) << 62)   /* the rest is the address of a MadeText */
#define IS_REAL (UINT64_C(1) << 61)
#define IS_CLOSED (UINT64_C(1) << 60)

typedef struct MadeText {
    StoredText number; /* as it was, for who looks for it */
    Str text;
} MadeText;

static MadeText *made_text(StoredText stored)
{
    return (MadeText *)(uintptr_t)(stored.form & ~IS_MADE);
}

/* Goes through the texts with that hash: `at` begins with SIZE_MAX. UINT32_MAX at the end. */
static uint32_t next_with(const Table *table, uint32_t hash, size_t *at)
{
    if (!table->room)
        return UINT32_MAX;
    uint32_t mask = table->room - 1;
    *at = *at == SIZE_MAX ? hash & mask : (*at + 1) & mask;
    while (table->slots[*at].index && table->slots[*at].hash != hash)
        *at = (*at + 1) & mask;
    return table->slots[*at].index - 1; /* 0 - 1 at the end */
}

uint32_t trace_intern(Trace *trace, Str text)
{
    uint32_t hash = hash_bytes(text.at, text.length), index;
    for (size_t at = SIZE_MAX; (index = next_with(&trace->text_table, hash, &at)) != UINT32_MAX;)
        if (str_equal(trace_text(trace, index), text))
            return index;
    index = trace_add_text(trace, text);
    table_add(&trace->text_table, hash, index);
    return index;
}

uint32_t trace_add_text(Trace *trace, Str text)
{
    const char *copy = arena_copy(&trace->arena, text.at, text.length);
    array_push(&trace->texts, (StoredText){.form = (uintptr_t)copy, .length = text.length});
    return (uint32_t)trace->texts.count - 1;
}

static StoredText stored_number(NumberText text)
{
    StoredText stored = {.form = IS_NUMBER | (text.real ? IS_REAL : 0)
                                 | (text.closed ? IS_CLOSED : 0) | text.before};
    memcpy(&stored.length, text.real ? (const void *)&text.number : (const void *)&text.whole,
           sizeof stored.length);
    return stored;
}

uint32_t trace_intern_number_text(Trace *trace, NumberText text)
{
    StoredText wanted = stored_number(text);
    uint32_t hash = hash_bytes(&wanted, sizeof wanted);
    Slot *slot = table_recent(&trace->number_table, hash);
    if (slot->index && slot->hash == hash) {
        StoredText stored = trace->texts.items[slot->index - 1];
        if (!(stored.form & IS_NUMBER))
            stored = made_text(stored)->number;
        if (stored.form == wanted.form && stored.length == wanted.length)
            return slot->index - 1;
    }
    uint32_t index = (uint32_t)trace->texts.count;
    array_push(&trace->texts, wanted);
    *slot = (Slot){.index = index + 1, .hash = hash};
    return index;
}

uint32_t trace_add_number_text(Trace *trace, NumberText text)
{
    array_push(&trace->texts, stored_number(text));
    return (uint32_t)trace->texts.count - 1;
}

/* With what goes behind it. */
static void put_number(Builder *out, StoredText stored)
{
    if (stored.form & IS_REAL) {
        double number;
        memcpy(&number, &stored.length, sizeof number);
        number_repr(out, number);
    } else {
        integer_write(out, (int64_t)stored.length);
    }
    if (stored.form & IS_CLOSED)
        builder_char(out, ')');
}

static void put_whole(Builder *out, const Trace *trace, StoredText stored)
{
    uint32_t before = (uint32_t)stored.form;
    if (before)
        builder_str(out, trace_text(trace, before));
    put_number(out, stored);
}

static void make(const Trace *trace, StoredText *stored)
{
    Builder out = {0};
    put_whole(&out, trace, *stored);
    MadeText *text = ARENA_NEW(trace->made, MadeText);
    *text = (MadeText){.number = *stored, .text = str_copy(trace->made, builder_view(&out))};
    builder_free(&out);
    stored->form = IS_MADE | (uintptr_t)text;
}

Str trace_text_in(const Trace *trace, uint32_t text, Builder *room)
{
    assert(text < trace->texts.count);
    StoredText stored = trace->texts.items[text];
    if (!(stored.form & IS_NUMBER))
        return trace_text(trace, text);
    builder_clear(room);
    put_whole(room, trace, stored);
    return builder_view(room);
}

void trace_put_text(Builder *out, const Trace *trace, uint32_t text)
{
    assert(text < trace->texts.count);
    StoredText stored = trace->texts.items[text];
    if (!(stored.form & IS_NUMBER)) {
        escape_json(out, trace_text(trace, text));
        return;
    }
    uint32_t before = (uint32_t)stored.form;
    escape_json(out, before ? trace_text(trace, before) : (Str){0});
    out->length--; /* its last quote */
    put_number(out, stored);
    builder_char(out, '"');
}

Str trace_text(const Trace *trace, uint32_t text)
{
    assert(text < trace->texts.count);
    StoredText *stored = &trace->texts.items[text];
    if (stored->form & IS_NUMBER)
        make(trace, stored);
    if (stored->form & IS_MADE)
        return made_text(*stored)->text;
    return (Str){(const char *)(uintptr_t)stored->form, (size_t)stored->length};
}
