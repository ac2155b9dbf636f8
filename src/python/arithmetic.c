/* The binary and unary operators. Whole numbers stay within 64 bits or the run ends; floats are
 * C's doubles with Python's rules for the sign of a remainder and for division by zero. */
#include "python/plain.h"
#include "python/table.h"

#include <math.h>
#include <string.h>

static bool past_64_bits(Python *py)
{
    return python_limit(py, PAST_64_BITS);
}

static bool by_zero(Python *py)
{
    return raise_text(py, BUILTIN_ZERO_DIVISION_ERROR, "division by zero");
}

/* a / b rounded once, also where a or b is too large to be exact as a double: the quotient's
 * upper 56 bits or more, with what follows them folded into the lowest. */
static double divide_exactly(int64_t a, int64_t b)
{
    const int64_t exact = INT64_C(1) << 53;
    if (a >= -exact && a <= exact && b >= -exact && b <= exact)
        return (double)a / (double)b;
    uint64_t x = a < 0 ? 0 - (uint64_t)a : (uint64_t)a, y = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;
    uint64_t quotient = x / y, rest = x % y;
    int shift = 0;
    while (quotient < UINT64_C(1) << 56 && rest) {
        bool one = rest >= y - rest;
        rest = one ? rest - (y - rest) : rest * 2;
        quotient = quotient * 2 + one;
        shift++;
    }
    double size = ldexp((double)(quotient | (rest != 0)), -shift);
    return (a < 0) == (b < 0) ? size : -size;
}

static int64_t floor_quotient(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static int64_t floor_remainder(int64_t a, int64_t b)
{
    if (b == -1)
        return 0;
    int64_t rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

static bool no_zero_power(Python *py)
{
    return raise_text(py, BUILTIN_ZERO_DIVISION_ERROR, "zero to a negative power");
}

static bool float_power(Python *py, double a, double b, Value *result)
{
    if (a == 0 && b < 0)
        return no_zero_power(py);
    if (a < 0 && isfinite(a) && isfinite(b) && b != floor(b))
        return python_limit(py, "a complex number");
    double power = pow(a, b);
    if (isinf(power) && isfinite(a) && isfinite(b)) {
        const Value args[] = {INT_VALUE(34), value_str(py, STR("Numerical result out of range"))};
        return raise_exception(py, exception_make(py, BUILTIN_OVERFLOW_ERROR, args, 2));
    }
    *result = value_float(py, power);
    return true;
}

static bool integer_power(Python *py, int64_t a, int64_t b, Value *result)
{
    if (b < 0)
        return float_power(py, (double)a, (double)b, result);
    int64_t power = 1;
    if (a == 0 || a == 1 || a == -1) {
        *result = INT_VALUE(b == 0 ? 1 : a == -1 && b % 2 == 0 ? 1 : a);
        return true;
    }
    for (; b > 0; b--) /* at most 63 times */
        if (__builtin_mul_overflow(power, a, &power))
            return past_64_bits(py);
    *result = INT_VALUE(power);
    return true;
}

static bool integer_binary(Python *py, Op op, const int64_t x[2], Value *result)
{
    const int64_t a = x[0], b = x[1];
    int64_t answer = 0;
    bool past = false;
    switch (op) {
    case OP_ADD:
        past = __builtin_add_overflow(a, b, &answer);
        break;
    case OP_SUBTRACT:
        past = __builtin_sub_overflow(a, b, &answer);
        break;
    case OP_MULTIPLY:
        past = __builtin_mul_overflow(a, b, &answer);
        break;
    case OP_POWER:
        return integer_power(py, a, b, result);
    case OP_BIT_AND:
        answer = a & b;
        break;
    case OP_BIT_OR:
        answer = a | b;
        break;
    case OP_BIT_XOR:
        answer = a ^ b;
        break;
    default:
        if (b == 0)
            return by_zero(py);
        if (op == OP_DIVIDE) {
            *result = FLOAT_VALUE(divide_exactly(a, b));
            return true;
        }
        past = op == OP_FLOOR_DIVIDE && a == INT64_MIN && b == -1;
        if (!past)
            answer = op == OP_MODULO ? floor_remainder(a, b) : floor_quotient(a, b);
        break;
    }
    if (past)
        return past_64_bits(py);
    *result = INT_VALUE(answer);
    return true;
}

static double float_remainder(double a, double b)
{
    double rest = fmod(a, b);
    if (rest == 0)
        return copysign(0.0, b);
    return (b < 0) != (rest < 0) ? rest + b : rest;
}

static double float_floor_quotient(double a, double b)
{
    double rest = fmod(a, b), quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0))
        quotient -= 1.0;
    if (quotient == 0)
        return copysign(0.0, a / b);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static bool float_binary(Python *py, Op op, const double x[2], Value *result)
{
    const double a = x[0], b = x[1];
    double answer;
    switch (op) {
    case OP_ADD:
        answer = a + b;
        break;
    case OP_SUBTRACT:
        answer = a - b;
        break;
    case OP_MULTIPLY:
        answer = a * b;
        break;
    case OP_POWER:
        return float_power(py, a, b, result);
    default:
        if (b == 0)
            return by_zero(py);
        answer = op == OP_DIVIDE   ? a / b
                 : op == OP_MODULO ? float_remainder(a, b)
                                   : float_floor_quotient(a, b);
        break;
    }
    *result = value_float(py, answer);
    return true;
}

static bool unsupported(Python *py, Op op, Value a, Value b)
{
    return raise_text(py, BUILTIN_TYPE_ERROR, "unsupported operand type(s) for %s: '%s' and '%s'",
                      op == OP_POWER ? "** or pow()" : op_text(op), value_type_name(py, a),
                      value_type_name(py, b));
}

static bool is_sequence(Value value)
{
    return value_is(value, OBJ_STR) || value_is(value, OBJ_LIST) || value_is(value, OBJ_TUPLE);
}

static bool concatenate(Python *py, Value a, Value b, Value *result)
{
    if (b.tag != V_OBJ || a.o->kind != b.o->kind) {
        const char *name = value_type_name(py, a);
        return raise_text(py, BUILTIN_TYPE_ERROR, "can only concatenate %s (not \"%s\") to %s",
                          name, value_type_name(py, b), name);
    }
    if (a.o->kind == OBJ_STR)
        return text_join(py, as_str(a), as_str(b), result);
    const ListObj *x = as_list(a), *y = as_list(b);
    if (!heap_room(py->heap, (x->count + y->count) * sizeof(Value)))
        return false;
    *result = value_list(py, a.o->kind, x->items, x->count);
    for (size_t i = 0; i < y->count; i++)
        if (!list_append(py, as_list(*result), y->items[i]))
            return false;
    return true;
}

static bool repeat_text(Python *py, Str part, size_t times, Value *result)
{
    size_t length;
    if (__builtin_mul_overflow(part.length, times, &length))
        return heap_room(py->heap, SIZE_MAX);
    StrObj *text = text_make(py, length);
    if (!text)
        return false;
    for (size_t filled = 0; filled < length;) { /* doubling what is there already */
        size_t some = filled ? filled : part.length;
        some = some < length - filled ? some : length - filled;
        memcpy(text->at + filled, filled ? text->at : part.at, some);
        filled += some;
    }
    *result = text_seal(text);
    return true;
}

static bool repeat(Python *py, Value sequence, Value count, Value *result)
{
    if (!value_is_integer(count))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "can't multiply sequence by non-int of type '%s'",
                          value_type_name(py, count));
    size_t times = value_integer(count) < 0 ? 0 : (size_t)value_integer(count), bytes;
    if (sequence.o->kind == OBJ_STR)
        return repeat_text(py, str_view(as_str(sequence)), times, result);
    const ListObj *list = as_list(sequence);
    if (__builtin_mul_overflow(list->count * sizeof(Value), times, &bytes))
        bytes = SIZE_MAX;
    if (!heap_room(py->heap, bytes))
        return false;
    ListObj *made = list_make(py, sequence.o->kind);
    for (size_t i = 0; list->count && i < times; i++)
        for (size_t j = 0; j < list->count; j++)
            if (!list_append(py, made, list->items[j]))
                return false;
    *result = OBJ_VALUE(made);
    return true;
}

static char set_operator(Op op)
{
    return op == OP_SUBTRACT ? '-' : op == OP_BIT_OR ? '|' : op == OP_BIT_AND ? '&'
           : op == OP_BIT_XOR ? '^' : '\0';
}

static bool merge_dicts(Python *py, Value a, Value b, Value *result)
{
    *result = dict_make(py);
    return dict_update(py, *result, a) && dict_update(py, *result, b);
}

static bool object_binary(Python *py, Op op, Value a, Value b, Value *result)
{
    if (op == OP_ADD && is_sequence(a))
        return concatenate(py, a, b, result);
    if (op == OP_MULTIPLY && is_sequence(a))
        return repeat(py, a, b, result);
    if (op == OP_MULTIPLY && is_sequence(b))
        return repeat(py, b, a, result);
    if (op == OP_MODULO && value_is(a, OBJ_STR))
        return text_percent(py, str_view(as_str(a)), b, result);
    if (set_operator(op) && value_is(a, OBJ_SET) && value_is(b, OBJ_SET))
        return set_combine(py, set_operator(op), a, b, result);
    if (set_operator(op) && (view_is_set(a) || view_is_set(b)))
        return view_combine(py, set_operator(op), a, b, result);
    if (op == OP_BIT_OR && value_is(a, OBJ_DICT) && value_is(b, OBJ_DICT))
        return merge_dicts(py, a, b, result);
    return unsupported(py, op, a, b);
}

bool value_binary(Python *py, Op op, Value a, Value b, Value *result)
{
    bool bits = op >= OP_BIT_AND && op <= OP_BIT_OR;
    if (bits && a.tag == V_BOOL && b.tag == V_BOOL) {
        *result = BOOL_VALUE(op == OP_BIT_AND ? a.b && b.b : op == OP_BIT_OR ? a.b || b.b : a.b != b.b);
        return true;
    }
    if (value_is_integer(a) && value_is_integer(b))
        return integer_binary(py, op, (const int64_t[]){value_integer(a), value_integer(b)},
                              result);
    if (!bits && value_is_number(a) && value_is_number(b))
        return float_binary(py, op, (const double[]){value_double(a), value_double(b)}, result);
    return object_binary(py, op, a, b, result);
}

bool value_negate(Python *py, Value a, bool plus, Value *result)
{
    if (a.tag == V_FLOAT) {
        *result = value_float(py, plus ? a.f : -a.f);
        return true;
    }
    if (!value_is_integer(a))
        return raise_text(py, BUILTIN_TYPE_ERROR, "bad operand type for unary %c: '%s'",
                          plus ? '+' : '-', value_type_name(py, a));
    int64_t x = value_integer(a);
    if (!plus && x == INT64_MIN)
        return past_64_bits(py);
    *result = INT_VALUE(plus ? x : -x);
    return true;
}
