/* Text cut in its middle, so that its beginning and its end are still read, and never where it
 * differs from the one beside it. */
#include "view/elide.h"

static size_t back_to_start(Str text, size_t at)
{
    while (at > 0 && at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

Stretch difference(Str text, Str other)
{
    size_t from = 0, end = text.length, other_end = other.length;
    while (from < end && from < other_end && text.at[from] == other.at[from])
        from++;
    while (end > from && other_end > from && text.at[end - 1] == other.at[other_end - 1]) {
        end--;
        other_end--;
    }
    return (Stretch){back_to_start(text, from), end};
}

static Str without(const Scene *scene, Str text, Stretch gone)
{
    return str_of(arena_printf(scene->arena, "%.*s…%.*s", (int)gone.from, text.at,
                               (int)(text.length - gone.to), text.at + gone.to));
}

/* `count` bytes out of from..to, about its middle; whole characters. */
static Stretch out_of(Str text, Stretch all, size_t count)
{
    size_t from = back_to_start(text, all.from + (all.to - all.from - count) * 6 / 10);
    size_t to = back_to_start(text, from + count);
    return (Stretch){from, to > from ? to : all.to};
}

Str elide_middle(const Scene *scene, Font font, Str text, float room, Stretch keep)
{
    if (text.length < 3 || text_width(scene, font, text) <= room)
        return text;
    bool has_keep = keep.to > keep.from && keep.to <= text.length;
    Stretch whole = {1, text.length};
    if (has_keep && keep.from > text.length - keep.to)
        whole.to = keep.from;
    else if (has_keep)
        whole.from = keep.to > 1 ? keep.to : 1;
    if (whole.to <= whole.from)
        return text;
    size_t low = 1, high = whole.to - whole.from;
    if (text_width(scene, font, without(scene, text, whole)) > room)
        return text; /* not even so: for the caller to cut or leave out */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (text_width(scene, font, without(scene, text, out_of(text, whole, middle))) <= room)
            high = middle;
        else
            low = middle + 1;
    }
    return without(scene, text, out_of(text, whole, low));
}
