/* Lengths of time in words. A length is rounded to its grain first, then said in the units that
 * are left: so nothing is ever `60 s` or `1000 ms`. */
#include "base/number.h"

static const int64_t second = NS_PER_SECOND, minute = 60 * NS_PER_SECOND,
                     hour = 3600 * NS_PER_SECOND, day = 24 * 3600 * NS_PER_SECOND;

typedef struct Unit {
    const char *name;
    int64_t size;
} Unit;

static const Unit below_minute[] = {
    {"s", 1000000000}, {"ms", 1000000}, {"µs", 1000}, {"ns", 1},
};

/* From days on hours are enough, from hours on minutes; below, three digits. */
static int64_t coarse_grain(int64_t t, int64_t least_seconds)
{
    if (t >= 2 * day - hour / 2)
        return hour;
    if (t >= hour - second / 2)
        return minute;
    if (t >= minute - second / 20)
        return second / 10;
    if (t >= least_seconds && t < second)
        return second / 1000;
    int64_t grain = 1;
    while (grain < second / 10 && t >= 1000 * grain)
        grain *= 10;
    return grain;
}

static int64_t finer_grain(int64_t grain)
{
    return grain == hour ? minute : grain == minute ? second : grain > 1 ? grain / 10 : 1;
}

/* `12.3 s`: of what is below a minute. */
static void add_decimal(Builder *out, int64_t t, const Unit *unit)
{
    int64_t part = t % unit->size, size = unit->size;
    builder_printf(out, "%lld", (long long)(t / unit->size));
    if (part)
        builder_char(out, '.');
    while (part) {
        size /= 10;
        builder_char(out, (char)('0' + part / size));
        part %= size;
    }
    builder_printf(out, " %s", unit->name);
}

static void add_units(Builder *out, int64_t t, int64_t least_seconds)
{
    const Unit above[] = {{"d", day}, {"h", hour}, {"min", minute}};
    size_t start = out->length, i = 0;
    for (size_t j = t >= 2 * day ? 0 : 1; j < 3; j++) {
        if (t >= above[j].size)
            builder_printf(out, "%s%lld %s", out->length > start ? " " : "",
                           (long long)(t / above[j].size), above[j].name);
        t %= above[j].size;
    }
    if (t == 0 && out->length > start)
        return;
    if (out->length > start)
        builder_char(out, ' ');
    else
        while (i < 3 && t > 0 && t < below_minute[i].size && t < least_seconds)
            i++;
    add_decimal(out, t, &below_minute[i]);
}

void time_words_styled(Builder *out, int64_t nanoseconds, TimeStyle style)
{
    if (nanoseconds < 0) {
        builder_char(out, '-');
        nanoseconds = nanoseconds == INT64_MIN ? INT64_MAX : -nanoseconds;
    }
    int64_t grain = coarse_grain(nanoseconds, style.least_seconds);
    for (int i = 0; i < style.finer; i++)
        grain = finer_grain(grain);
    int64_t off = nanoseconds % grain;
    nanoseconds -= off;
    if (off >= grain - off && nanoseconds <= INT64_MAX - grain)
        nanoseconds += grain;
    add_units(out, nanoseconds, style.least_seconds);
}

void time_words(Builder *out, int64_t nanoseconds)
{
    time_words_styled(out, nanoseconds, (TimeStyle){.least_seconds = INT64_MAX});
}
