/* hash(): of numbers, None and tuples of them as CPython 3.14 reckons it on 64 bits (numbers modulo
 * 2^61 - 1; tuples by xxHash's mixing); of all else one of our own. */
#include "python/plain.h"
#include "python/table.h"

#include <math.h>

#define MODULUS (((uint64_t)1 << 61) - 1)

static uint64_t as_hash(int64_t value)
{
    return (uint64_t)(value == -1 ? -2 : value);
}

static uint64_t integer_hash(int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int64_t rest = (int64_t)(size % MODULUS);
    return as_hash(value < 0 ? -rest : rest);
}

/* The mantissa modulo the modulus, turned by the exponent. */
static uint64_t float_hash(double value)
{
    if (isinf(value))
        return as_hash(value > 0 ? 314159 : -314159);
    int exponent;
    double mantissa = frexp(fabs(value), &exponent);
    uint64_t x = 0;
    while (mantissa != 0) {
        x = ((x << 28) & MODULUS) | x >> (61 - 28);
        mantissa *= 268435456.0; /* 2^28 */
        exponent -= 28;
        uint64_t whole = (uint64_t)mantissa;
        mantissa -= (double)whole;
        x += whole;
        if (x >= MODULUS)
            x -= MODULUS;
    }
    exponent = exponent >= 0 ? exponent % 61 : 61 - 1 - ((-1 - exponent) % 61);
    x = ((x << exponent) & MODULUS) | x >> (61 - exponent);
    return as_hash(value < 0 ? -(int64_t)x : (int64_t)x);
}

static uint64_t text_hash(Str text)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
    return hash;
}

static bool tuple_hash(Python *py, const ListObj *tuple, uint64_t *hash, bool *fixed)
{
    static const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u,
                          prime5 = 2870177450012600261u;
    uint64_t mixed = prime5;
    if (!heap_descend(py->heap))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < tuple->count; i++) {
        uint64_t lane = 0;
        bool lane_fixed = true;
        good = python_work(py, 1) && value_hash(py, tuple->items[i], NULL, &lane, &lane_fixed);
        *fixed = *fixed && lane_fixed;
        mixed += lane * prime2;
        mixed = (mixed << 31) | mixed >> 33;
        mixed *= prime1;
    }
    heap_ascend(py->heap);
    mixed += tuple->count ^ (prime5 ^ 3527539u);
    *hash = mixed == UINT64_MAX ? 1546275796u : mixed;
    return good;
}

static bool unhashable(Python *py, Value value, const TableUse *use)
{
    const char *type = value_type_name(py, value);
    if (!use)
        return raise_text(py, BUILTIN_TYPE_ERROR, "unhashable type: '%s'", type);
    Builder inner = {0};
    if (value_is(value, OBJ_TUPLE)) { /* what in it has none is what Python names last */
        uint64_t hash;
        bool fixed = true;
        if (value_hash(py, value, NULL, &hash, &fixed))
            return true;
        if (!py->raised || !exception_str(py, (ExceptionObj *)py->raised, &inner)) {
            builder_free(&inner);
            return false; /* at a limit */
        }
        py->raised = NULL;
    } else {
        builder_printf(&inner, "unhashable type: '%s'", type);
    }
    raise_text(py, BUILTIN_TYPE_ERROR, "cannot use '%s' as a %s (%s)", type,
               *use == TABLE_DICT ? "dict key" : "set element", inner.at);
    builder_free(&inner);
    return false;
}

bool value_hash(Python *py, Value value, const TableUse *use, uint64_t *hash, bool *fixed)
{
    *fixed = true;
    switch (value.tag) {
    case V_UNSET:
    case V_NONE: *hash = 0xfca86420; return true;
    case V_BOOL:
    case V_INT: *hash = integer_hash(value_integer(value)); return true;
    case V_FLOAT:
        *fixed = !isnan(value.f);
        *hash = isnan(value.f) ? 7 : float_hash(value.f);
        return true;
    case V_BUILTIN:
    case V_COROUTINE: *fixed = false; *hash = value.id + 1; return true;
    case V_OBJ: break;
    }
    switch (value.o->kind) {
    case OBJ_TUPLE:
        return tuple_hash(py, as_list(value), hash, fixed)
               || (use && py->raised && unhashable(py, value, use));
    case OBJ_LIST:
    case OBJ_DICT:
    case OBJ_SET: return unhashable(py, value, use);
    case OBJ_STR:
        *fixed = false;
        *hash = text_hash(str_view(as_str(value)));
        return python_work(py, as_str(value)->length / 64);
    case OBJ_RANGE:
        *fixed = false;
        *hash = ((RangeObj *)(void *)value.o)->count; /* equal ranges have as many numbers */
        return true;
    case OBJ_METHOD:
        *fixed = false;
        *hash = ((MethodObj *)(void *)value.o)->self->serial;
        return true;
    default: *fixed = false; *hash = value.o->serial * 11400714819323198485u; return true;
    }
}
