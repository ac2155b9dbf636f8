/* random.*: methods of CPython's Random, so they tell mistakes as Python functions do. */
#include "python/builtins.h"

bool builtin_random(Python *py, const Arguments *arguments, Value *result)
{
    if (!arguments_none(py, arguments, "Random.random"))
        return false;
    *result = FLOAT_VALUE(random_unit(&py->random));
    return true;
}

bool builtin_uniform(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"a", "b"};
    Value ends[2], width, part;
    return arguments_take(py, arguments, "Random.uniform", names, 2, ends, 2)
           && value_binary(py, OP_SUBTRACT, ends[1], ends[0], &width)
           && value_binary(py, OP_MULTIPLY, width, FLOAT_VALUE(random_unit(&py->random)), &part)
           && value_binary(py, OP_ADD, ends[0], part, result);
}

bool builtin_randint(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"a", "b"};
    Value ends[2];
    int64_t first, last;
    if (!arguments_take(py, arguments, "Random.randint", names, 2, ends, 2)
        || !integer_index(py, ends[0], &first) || !integer_index(py, ends[1], &last))
        return false;
    if (first > last)
        return raise_text(py, BUILTIN_VALUE_ERROR, "empty range in randint(%lld, %lld)",
                          (long long)first, (long long)last);
    uint64_t width = (uint64_t)last - (uint64_t)first + 1;
    if (width == 0)
        return python_limit(py, PAST_64_BITS);
    *result = INT_VALUE((int64_t)((uint64_t)first + random_below(&py->random, width)));
    return true;
}

bool builtin_choice(Python *py, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"seq"};
    Value sequence, count;
    if (!arguments_take(py, arguments, "Random.choice", names, 1, &sequence, 1)
        || !value_length(py, sequence, &count))
        return false;
    if (count.i == 0)
        return raise_text(py, BUILTIN_INDEX_ERROR, "Cannot choose from an empty sequence");
    uint64_t chosen = random_below(&py->random, (uint64_t)count.i);
    return value_index(py, sequence, INT_VALUE((int64_t)chosen), result);
}
