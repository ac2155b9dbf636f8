/* The strict scanner: the grammar of RFC 8259 and nothing else, before cJSON sees the text. It
 * stops at the first slip, names it, and says how the text may be mended to go on (mend.h).
 *
 * The slips are those of people who write JSON by hand and Python by day: slips.c knows them.
 *
 * It goes on token by token, with the brackets that are open in a stack of its own, so that it can
 * stop anywhere and go on later. */
#include "scenario/json/scan.h"

#include "base/budget.h"

enum { BYTES_A_UNIT = 64, BYTES_AT_ONCE = 1 << 16 }; /* of the first look at the bytes */

static bool space(Scanner *s)
{
    while (s->at < s->end
           && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
        s->at++;
    return slip_between(s);
}

static char close_of(const Scanner *s)
{
    return *s->open[s->depth - 1] == '{' ? '}' : ']';
}

/* A value has come to its end at s->at. */
static bool note(Scanner *s, size_t mark, JsonKind kind, const char *from)
{
    s->marks->items[mark].kind = kind;
    s->marks->items[mark].at = scan_place(s, from, (size_t)(s->at - from));
    s->next = SCAN_BEHIND;
    return true;
}

static bool close_bracket(Scanner *s)
{
    const char *open = s->open[--s->depth];
    s->at++;
    return note(s, s->opened[s->depth], *open == '{' ? JSON_OBJECT : JSON_LIST, open);
}

/* A list or an object: they differ in the bracket and in having keys. */
static bool open_bracket(Scanner *s, size_t mark)
{
    const char *open = s->at++;
    if (s->depth == JSON_MAX_DEPTH)
        return scan_fail(s, open, 1, E_JSON_DEPTH, "brackets stand in each other more than %d deep",
                         JSON_MAX_DEPTH);
    s->opened[s->depth] = mark;
    s->open[s->depth++] = open;
    s->next = SCAN_ITEM;
    if (!space(s))
        return false;
    return s->at == s->end || *s->at != close_of(s) || close_bracket(s);
}

static bool value(Scanner *s, Place key_at)
{
    if (s->at == s->end)
        return slip_value(s);
    const char *from = s->at;
    size_t mark = s->marks->count;
    array_push(s->marks, (Mark){.key_at = key_at});
    if (s->depth)
        s->marks->items[s->opened[s->depth - 1]].count++;
    JsonKind kind = JSON_NULL;
    bool good;
    switch (*from) {
    case '{':
    case '[': return open_bracket(s, mark);
    case '"': kind = JSON_TEXT; good = scan_text(s); break;
    case 't': kind = JSON_TRUE; good = scan_expected(s, "true"); break;
    case 'f': kind = JSON_FALSE; good = scan_expected(s, "false"); break;
    case 'n': kind = JSON_NULL; good = scan_expected(s, "null"); break;
    default:
        if (*from != '-' && (*from < '0' || *from > '9'))
            return slip_value(s);
        good = scan_number(s, &kind);
    }
    return good && note(s, mark, kind, from);
}

static bool key(Scanner *s, Place *key_at)
{
    const char *from = s->at;
    if (from == s->end || *from != '"')
        return slip_key(s);
    s->key = true;
    bool good = scan_text(s);
    s->key = false;
    if (!good)
        return false;
    *key_at = scan_place(s, from, (size_t)(s->at - from));
    const char *key_end = s->at;
    if (!space(s))
        return false;
    if (s->at == s->end || *s->at != ':')
        return slip_colon(s, key_end);
    s->at++;
    return space(s);
}

/* A value, in an object behind its key. */
static bool item(Scanner *s)
{
    Place key_at = {0};
    bool keyed = s->depth && *s->open[s->depth - 1] == '{';
    return (!keyed || key(s, &key_at)) && value(s, key_at);
}

static bool end(Scanner *s)
{
    s->next = SCAN_OVER;
    if (!space(s))
        return false;
    if (s->at < s->end && *s->at == ':')
        return scan_fail(s, s->start, 1, E_JSON_GOES_ON,
                         "a scenario begins with { and ends with }: keys and their values stand "
                         "between them");
    return s->at == s->end
           || scan_fail(s, s->at, 1, E_JSON_GOES_ON,
                        "the scenario ends before this; take out what follows, "
                        "or the bracket too many before it");
}

/* What follows a value: the bracket around it closes, or a comma and the next one. */
static bool behind(Scanner *s)
{
    if (s->depth == 0)
        return end(s);
    const char *value_end = s->at;
    if (!space(s))
        return false;
    if (s->at < s->end && *s->at == close_of(s))
        return close_bracket(s);
    if (s->at == s->end || *s->at != ',')
        return slip_comma(s, value_end);
    const char *comma = s->at++;
    if (!space(s))
        return false;
    if (s->at < s->end && (*s->at == close_of(s) || *s->at == ','))
        return slip_trailing(s, comma);
    s->next = SCAN_ITEM;
    return true;
}

static bool start(Scanner *s)
{
    s->next = SCAN_ITEM;
    s->at = s->start;
    slip_mark(s);
    if (!slip_python(s) || !slip_other(s) || !space(s))
        return false;
    return s->at < s->end
           || scan_fail(s, s->start, 1, E_JSON_EMPTY,
                        "the file is empty; a scenario begins with {\"coroutines\": ...");
}

/* A first look at the whole text, piece by piece. */
static bool bytes(Scanner *s)
{
    if (s->at == s->start && !slip_kind(s))
        return false;
    size_t left = (size_t)(s->end - s->at);
    if (!slip_bytes(s, left < BYTES_AT_ONCE ? s->end : s->at + BYTES_AT_ONCE))
        return false;
    s->next = s->at == s->end ? SCAN_START : SCAN_BYTES;
    return true;
}

void scan_begin(Scanner *s, const Mended *text, Diags *diags, Marks *marks)
{
    Str source = text->source.text;
    *s = (Scanner){.start = source.at, .at = source.at, .end = source.at + source.length,
                   .diags = diags, .marks = marks, .again = text->edits.count > 0};
}

bool scan_advance(Scanner *s, uint64_t *budget)
{
    static bool (*const parts[])(Scanner *s) = {
        [SCAN_BYTES] = bytes, [SCAN_START] = start, [SCAN_ITEM] = item, [SCAN_BEHIND] = behind};
    while (s->next != SCAN_OVER && *budget) {
        const char *from = s->at;
        bool first = s->next == SCAN_BYTES;
        s->good = parts[s->next](s);
        size_t read = s->at > from ? (size_t)(s->at - from) : 0;
        budget_spend(budget, first ? 1 + read / BYTES_A_UNIT : 1 + read / 16);
        if (!s->good)
            s->next = SCAN_OVER;
    }
    return s->next == SCAN_OVER;
}

bool scan_end(Scanner *s, Mended *text)
{
    if (s->mend.kind != MEND_NONE)
        mended_edit(text, s->mend.at, builder_view(&s->mend.text), s->mend.kind);
    builder_free(&s->mend.text);
    return s->good;
}
