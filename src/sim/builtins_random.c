/* random.*: methods of CPython's Random, so they tell mistakes as Python functions do. */
#include "sim/builtins.h"

bool builtin_random(Run *run, const Arguments *arguments, Value *result)
{
    if (!arguments_none(run, arguments, "Random.random"))
        return false;
    *result = FLOAT_VALUE(random_unit(&run->random));
    return true;
}

bool builtin_uniform(Run *run, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"a", "b"};
    Value ends[2], width, part;
    return arguments_take(run, arguments, "Random.uniform", names, 2, ends, 2)
           && value_binary(run, OP_SUBTRACT, ends[1], ends[0], &width)
           && value_binary(run, OP_MULTIPLY, width, FLOAT_VALUE(random_unit(&run->random)), &part)
           && value_binary(run, OP_ADD, ends[0], part, result);
}

bool builtin_randint(Run *run, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"a", "b"};
    Value ends[2];
    int64_t first, last;
    if (!arguments_take(run, arguments, "Random.randint", names, 2, ends, 2)
        || !integer_index(run, ends[0], &first) || !integer_index(run, ends[1], &last))
        return false;
    if (first > last)
        return raise_text(run, BUILTIN_VALUE_ERROR, "empty range in randint(%lld, %lld)",
                          (long long)first, (long long)last);
    uint64_t width = (uint64_t)last - (uint64_t)first + 1;
    if (width == 0)
        return run_limit(run, PAST_64_BITS);
    *result = INT_VALUE((int64_t)((uint64_t)first + random_below(&run->random, width)));
    return true;
}

bool builtin_choice(Run *run, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"seq"};
    Value sequence, count;
    if (!arguments_take(run, arguments, "Random.choice", names, 1, &sequence, 1)
        || !value_length(run, sequence, &count))
        return false;
    if (count.i == 0)
        return raise_text(run, BUILTIN_INDEX_ERROR, "Cannot choose from an empty sequence");
    uint64_t chosen = random_below(&run->random, (uint64_t)count.i);
    return value_index(run, sequence, INT_VALUE((int64_t)chosen), result);
}
