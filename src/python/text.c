/* Text: making it, and every value as text (repr, str, ascii). */
#include "python/plain.h"

#include "base/escape.h"
#include "base/number.h"

#include <string.h>

enum { BYTES_AN_ITEM = 4 }; /* copying so many is the work of looking at one item */

Str str_view(const StrObj *text)
{
    return (Str){text->at, text->length};
}

static StrObj *make(Python *py, size_t length)
{
    StrObj *text = heap_make(py->heap, OBJ_STR, sizeof *text + length);
    python_work(py, length / BYTES_AN_ITEM);
    text->length = length;
    text->at = (char *)(text + 1);
    return text;
}

StrObj *text_make(Python *py, size_t length)
{
    size_t size = length < SIZE_MAX / 2 ? sizeof(StrObj) + length : SIZE_MAX;
    return heap_room(py->heap, size) ? make(py, length) : NULL;
}

Value text_seal(StrObj *text)
{
    uint32_t characters = 0; /* all bytes but those that continue a code point */
    for (size_t i = 0; i < text->length; i++)
        characters += ((unsigned char)text->at[i] & 0xC0) != 0x80;
    text->characters = characters;
    return OBJ_VALUE(text);
}

Value value_str(Python *py, Str text)
{
    StrObj *made = make(py, text.length);
    if (text.length)
        memcpy(made->at, text.at, text.length);
    return text_seal(made);
}

Value value_from_builder(Python *py, Builder *builder)
{
    Value value = value_str(py, builder_view(builder));
    builder_free(builder);
    return value;
}

bool builder_has_room(Python *py, const Builder *out, size_t more)
{
    enum { SMALL = 64 * 1024 };
    if (out->length + more < SMALL)
        return true;
    return heap_room(py->heap, more > SIZE_MAX / 4 ? SIZE_MAX : (out->length + more) * 2);
}

Str text_character(Str text, size_t index)
{
    const char *at = str_start(text), *end = at + text.length;
    while (index-- > 0)
        utf8_next(&at, end);
    const char *next = at;
    utf8_next(&next, end);
    return (Str){at, (size_t)(next - at)};
}

/* Comparing everywhere takes time by both lengths for texts like 'aaaaaa' in themselves; a rolling
 * remainder (Karp and Rabin) finds where comparing is worth it, in time by their sum. */
static size_t find_long(Str text, Str part, size_t from)
{
    static const uint64_t prime = 2147483647, base = 263;
    uint64_t wanted = 0, here = 0, first = 1; /* what the first byte of a part counts for */
    for (size_t i = 0; i < part.length; i++) {
        wanted = (wanted * base + (unsigned char)part.at[i]) % prime;
        here = (here * base + (unsigned char)text.at[from + i]) % prime;
        first = i ? first * base % prime : first;
    }
    for (size_t at = from;; at++) {
        if (here == wanted && memcmp(text.at + at, part.at, part.length) == 0)
            return at;
        if (at + part.length >= text.length)
            return SIZE_MAX;
        uint64_t gone = first * (unsigned char)text.at[at] % prime;
        here = ((here + prime - gone) * base + (unsigned char)text.at[at + part.length]) % prime;
    }
}

size_t text_find(Str text, Str part, size_t from)
{
    enum { LONG = 256 };
    if (part.length > LONG && part.length <= text.length && from <= text.length - part.length)
        return find_long(text, part, from);
    for (size_t at = from; at + part.length <= text.length; at++) {
        if (!part.length)
            return at;
        const char *first = memchr(text.at + at, part.at[0], text.length - part.length - at + 1);
        if (!first)
            break;
        at = (size_t)(first - text.at);
        if (memcmp(first, part.at, part.length) == 0)
            return at;
    }
    return SIZE_MAX;
}

bool text_contains(Str text, Str part)
{
    return text_find(text, part, 0) != SIZE_MAX;
}

/* --- a + b --- */

/* CPython lets `s = s + x` grow its text where it stands, so a loop of them takes time by its
 * length. Here texts that come out of one another share their bytes: the longest one goes on
 * where it ends. */
typedef struct Tail {
    Obj obj;
    size_t used, room;
    char at[];
} Tail;

static Tail *tail_make(Python *py, Str text, size_t more)
{
    size_t room = (text.length + more) * 2;
    if (!heap_room(py->heap, sizeof(Tail) + room))
        return NULL;
    Tail *tail = heap_make(py->heap, OBJ_TAIL, sizeof(Tail) + room);
    python_work(py, text.length / BYTES_AN_ITEM);
    memcpy(tail->at, text.at, text.length);
    tail->used = text.length;
    tail->room = room;
    return tail;
}

static bool join_copied(Python *py, Str a, Str b, Value *result)
{
    StrObj *text = text_make(py, a.length + b.length);
    if (!text)
        return false;
    memcpy(text->at, a.at, a.length);
    memcpy(text->at + a.length, b.at, b.length);
    *result = text_seal(text);
    return true;
}

bool text_join(Python *py, const StrObj *a, const StrObj *b, Value *result)
{
    enum { LONG = 256 };
    Tail *tail = a->tail;
    if (a->length < LONG || a->length < b->length)
        return join_copied(py, str_view(a), str_view(b), result);
    bool ends = tail && tail->at + tail->used == a->at + a->length;
    if (!ends || tail->room - tail->used < b->length)
        tail = tail_make(py, str_view(a), b->length);
    if (!tail)
        return false;
    memcpy(tail->at + tail->used, b->at, b->length);
    tail->used += b->length;
    StrObj *text = make(py, 0);
    python_work(py, b->length / BYTES_AN_ITEM);
    text->length = a->length + b->length;
    text->characters = a->characters + b->characters;
    text->at = tail->at;
    text->tail = tail;
    *result = OBJ_VALUE(text);
    return true;
}

static void visit(Heap *heap, Obj *self)
{
    const StrObj *text = (const StrObj *)(const void *)self;
    heap_mark(heap, (Obj *)text->tail);
}

const ObjType tail_type = {.name = "str"};

/* --- repr and str --- */

static const char *module_of(Builtin builtin)
{
    switch (builtin) {
    case BUILTIN_LOCK:
    case BUILTIN_EVENT:
    case BUILTIN_CONDITION:
    case BUILTIN_SEMAPHORE:
    case BUILTIN_BOUNDED_SEMAPHORE:
    case BUILTIN_BARRIER:
        return "asyncio.locks.";
    case BUILTIN_QUEUE:
    case BUILTIN_PRIORITY_QUEUE:
    case BUILTIN_LIFO_QUEUE:
    case BUILTIN_QUEUE_EMPTY:
    case BUILTIN_QUEUE_FULL:
    case BUILTIN_QUEUE_SHUT_DOWN:
        return "asyncio.queues.";
    case BUILTIN_FUTURE:
    case BUILTIN_TASK:
        return "_asyncio.";
    case BUILTIN_CANCELLED_ERROR:
    case BUILTIN_INVALID_STATE_ERROR:
    case BUILTIN_BROKEN_BARRIER_ERROR:
        return "asyncio.exceptions.";
    default:
        return "";
    }
}

static void repr_builtin(const Python *py, Value value, Builder *out)
{
    if (value.id >= BUILTIN_COUNT) {
        builder_printf(out, "<class '__main__.%s'>", exception_type_name(py, value.id));
        return;
    }
    Builtin builtin = value.id;
    const char *name = builtin_name(builtin), *dot = strrchr(name, '.');
    const char *last = dot ? dot + 1 : name;
    if (value_is_type(value))
        builder_printf(out, "<class '%s%s'>", module_of(builtin), name);
    else if (builtin == BUILTIN_RANDOM_RANDOM)
        builder_printf(out, "<built-in method %s of Random object>", last);
    else if (builtin >= BUILTIN_RANDOM_UNIFORM && builtin <= BUILTIN_RANDOM_CHOICE)
        builder_printf(out, "<bound method Random.%s of <random.Random object>>", last);
    else
        builder_printf(out, "<built-in function %s>", last);
}

bool value_repr(Python *py, Value value, Builder *out)
{
    switch (value.tag) {
    case V_UNSET:
    case V_NONE:
        builder_text(out, "None");
        return true;
    case V_BOOL:
        builder_text(out, value.b ? "True" : "False");
        return true;
    case V_INT:
        integer_write(out, value.i);
        return true;
    case V_FLOAT:
        number_repr(out, value.f);
        return true;
    case V_BUILTIN:
        repr_builtin(py, value, out);
        return true;
    case V_COROUTINE:
        builder_text(out, "<function ");
        builder_str(out, py->scenario->coroutines[value.id].name);
        builder_char(out, '>');
        return true;
    case V_OBJ:
        break;
    }
    const ObjType *type = obj_type(py, value.o);
    if (type->repr)
        return type->repr(py, value.o, out);
    builder_printf(out, "<%s>", value_type_name(py, value));
    return true;
}

bool value_text(Python *py, Value value, Builder *out)
{
    if (value_is(value, OBJ_EXCEPTION))
        return exception_str(py, (ExceptionObj *)(void *)value.o, out);
    if (!value_is(value, OBJ_STR))
        return value_repr(py, value, out);
    Str text = str_view(as_str(value));
    if (!python_work(py, text.length / BYTES_AN_ITEM) || !builder_has_room(py, out, text.length))
        return false;
    builder_str(out, text);
    return true;
}

bool value_ascii(Python *py, Value value, Builder *out)
{
    Builder plain = {0};
    bool good = value_repr(py, value, &plain);
    Str text = builder_view(&plain);
    for (const char *at = str_start(text), *end = at + text.length; good && at < end;) {
        uint32_t c = utf8_next(&at, end);
        if (c < 0x80)
            builder_char(out, (char)c);
        else
            builder_printf(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x",
                           (unsigned)c);
    }
    builder_free(&plain);
    return good;
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    Str text = str_view((StrObj *)(void *)self);
    if (!python_work(py, text.length) || !builder_has_room(py, out, text.length * 2))
        return false;
    escape_python(out, text);
    return true;
}

const ObjType str_type = {
    .name = "str",
    .visit = visit,
    .repr = repr,
    .methods = str_methods,
    .more_methods = text_layout_methods,
};
