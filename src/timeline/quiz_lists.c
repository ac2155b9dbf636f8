/* A printed list with its items the other way round: what a gather might have given, and did not. */
#include "timeline/quiz.h"

enum { MOST_ITEMS = 16 };

/* The items of a printed list, as they stand; 0 where it is none. */
static size_t split_list(Str list, Str *items)
{
    if (list.length < 3 || list.at[0] != '[' || list.at[list.length - 1] != ']')
        return 0;
    size_t count = 0, from = 1;
    int depth = 0;
    char quote = 0;
    for (size_t i = 1; i < list.length; i++) {
        char c = list.at[i];
        bool ends = !quote && depth == 0 && (c == ',' || i + 1 == list.length);
        if (ends && count == MOST_ITEMS)
            return 0;
        if (ends) {
            items[count++] = (Str){list.at + from, i - from};
            from = i + 2;
        } else if (quote) {
            i += c == '\\';
            quote = c == quote ? 0 : quote;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else {
            depth += (c == '[' || c == '(' || c == '{') - (c == ']' || c == ')' || c == '}');
        }
    }
    return count;
}

bool quiz_reverse(Builder *out, Str list)
{
    Str items[MOST_ITEMS];
    size_t count = split_list(list, items);
    if (count < 2)
        return false;
    builder_char(out, '[');
    for (size_t i = count; i-- > 0;) {
        builder_str(out, items[i]);
        builder_text(out, i ? ", " : "]");
    }
    return !str_equal(builder_view(out), list);
}


static bool take(Str *items, size_t count, Str item)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].at && str_equal(items[i], item)) {
            items[i].at = NULL;
            return true;
        }
    return false;
}

bool quiz_is_reordered(Str list, Str of)
{
    Str items[MOST_ITEMS], others[MOST_ITEMS];
    size_t count = split_list(list, items), same = 0;
    if (count < 2 || count != split_list(of, others))
        return false;
    while (same < count && take(others, count, items[same]))
        same++;
    return same == count && !str_equal(list, of);
}
