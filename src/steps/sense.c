/* What steps do with what each local name of a coroutine holds, wherever that is bound. A name that
 * holds now this and now that, or that comes from outside, is taken to be fine. */
#include "steps/sense_holds.h"

#include "scenario/mistakes/mistakes.h"

#define WORD(str) (int)((str).length < 40 ? (str).length : 40), (str).at

static uint32_t line_of(const Sense *s, Place at)
{
    return source_locate(&s->scenario->source, at.offset).line;
}

static const char *text_of(Sense *s, const Expr *expr)
{
    Builder text = {0};
    expr_write(&text, expr);
    const char *copy = arena_copy(&s->arena, text.at, text.length < 60 ? text.length : 60);
    builder_free(&text);
    return copy;
}

static Known known_of(const Sense *s, const Expr *expr)
{
    if (expr->kind == EXPR_LOCAL && expr->slot != UINT32_MAX)
        return s->known[expr->slot];
    return (Known){.holds = HOLDS_ANYTHING};
}

static const char *words_of(const Known *known)
{
    static const char *const words[] = {
        [HOLDS_COROUTINE] = "a coroutine", [HOLDS_TASK] = "a task",
        [HOLDS_TASKS] = "a list of tasks", [HOLDS_LIST] = "a list",
        [HOLDS_NUMBER] = "a number",       [HOLDS_TEXT] = "text"};
    return words[known->holds];
}

/* Its value is wanted, and it has none as long as nobody awaits it. */
static void want_value(Sense *s, const Expr *expr)
{
    Known known = known_of(s, expr);
    if (known.holds == HOLDS_COROUTINE && known.at.length && known.value)
        diag_warning(s->diags, expr->at, E_SENSE_COROUTINE,
                     "%.*s holds the coroutine %s, which has not run; await it in line %u: "
                     "{\"await\": \"%s\", \"as\": \"%.*s\"}",
                     WORD(expr->name), text_of(s, known.value), line_of(s, known.at),
                     text_of(s, known.value), WORD(expr->name));
    else if (known.holds == HOLDS_TASK && known.at.length)
        diag_warning(s->diags, expr->at, E_SENSE_COROUTINE,
                     "%.*s is a task and not its result: {\"await\": \"%.*s\", \"as\": \"r\"} "
                     "waits for it and binds that",
                     WORD(expr->name), WORD(expr->name));
}

static void use_name(Sense *s, const Expr *name)
{
    const Known *known = &s->known[name->slot];
    if (s->bound[name->slot] || s->loops || known->holds == HOLDS_NOTHING || known->at.length == 0)
        return;
    s->bound[name->slot] = true; /* told once */
    diag_warning(s->diags, name->at, E_SENSE_LATER,
                 "%.*s is bound only further down, in line %u", WORD(name->name),
                 line_of(s, known->at));
}

/* The parser has limited how deep a tree goes. */
static void look_at(Sense *s, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_LOCAL:
        if (expr->slot != UINT32_MAX)
            use_name(s, expr);
        return;
    case EXPR_ATTRIBUTE: look_at(s, expr->left); return;
    case EXPR_CALL:
        look_at(s, expr->left);
        for (uint32_t i = 0; i < expr->count; i++)
            look_at(s, expr->arguments[i].value);
        return;
    case EXPR_BINARY:
        want_value(s, expr->left);
        want_value(s, expr->right);
        look_at(s, expr->left);
        look_at(s, expr->right);
        return;
    case EXPR_INDEX:
        want_value(s, expr->left);
        look_at(s, expr->left);
        return;
    case EXPR_NEGATE: case EXPR_PLUS: want_value(s, expr->left); look_at(s, expr->left); return;
    case EXPR_NOT: look_at(s, expr->left); return;
    case EXPR_COMPARE: look_at(s, expr->left); /* fall through */
    case EXPR_LIST: case EXPR_AND: case EXPR_OR:
        for (uint32_t i = 0; i < expr->count; i++)
            look_at(s, expr->items[i]);
        return;
    default: return;
    }
}

static void look_at_text(Sense *s, const TextTemplate *text)
{
    const TextPart *parts = text->parts;
    for (uint32_t i = 0; i < text->count; i++)
        if (parts[i].value)
            look_at(s, parts[i].value);
    Str first = text->count ? parts[0].literal : (Str){0};
    Str last = text->count ? parts[text->count - 1].literal : (Str){0};
    bool prefixed = first.length > 1 && (first.at[0] == 'f' || first.at[0] == 'F')
                    && (first.at[1] == '\'' || first.at[1] == '"') && last.length
                    && last.at[last.length - 1] == first.at[1]
                    && (text->count > 1 || first.length > 2);
    if (prefixed)
        diag_warning(s->diags, text->at, E_SENSE_F_STRING,
                     "text is an f-string already, and this f and its quotes are printed; write "
                     "\"got {n}\" for f'got {n}'");
}

/* A function without its call: `fetch`, `sleep`, `q.get`. True if it is told. */
static bool lacks_call(Sense *s, const Expr *expr)
{
    bool own = expr->kind == EXPR_COROUTINE;
    bool method = expr->kind == EXPR_ATTRIBUTE && expr->left->kind == EXPR_LOCAL
                  && known_of(s, expr->left).holds == HOLDS_OBJECT;
    if (!own && !method && expr->kind != EXPR_BUILTIN)
        return false;
    bool plain = own && s->scenario->coroutines[expr->slot].plain;
    bool empty = method || (own && s->scenario->coroutines[expr->slot].parameter_count == 0);
    const char *name = text_of(s, expr);
    if (plain)
        diag_warning(s->diags, expr->at, E_SENSE_AWAIT,
                     "%s is a plain function, which nobody can wait for; a coroutine's call, a "
                     "task or a future can be awaited",
                     name);
    else
        diag_warning(s->diags, expr->at, E_SENSE_AWAIT,
                     "%s is a function, and only what its call gives can be awaited: write "
                     "\"%s(%s)\"",
                     name, name, empty ? "" : "...");
    return true;
}

static void must_wait_for(Sense *s, const Expr *expr)
{
    if (lacks_call(s, expr))
        return;
    Known known = known_of(s, expr);
    Known literal = sense_value(s, expr);
    if (expr->kind != EXPR_LOCAL)
        known = literal.holds == HOLDS_COROUTINE ? known : literal;
    switch (known.holds) {
    case HOLDS_TASKS:
    case HOLDS_LIST:
        diag_warning(s->diags, expr->at, E_SENSE_AWAIT,
                     "this is %s, and a list can't be awaited; for all of it write "
                     "{\"gather\": \"*%s\"}",
                     words_of(&known), text_of(s, expr));
        break;
    case HOLDS_NUMBER:
    case HOLDS_TEXT:
        diag_warning(s->diags, expr->at, E_SENSE_AWAIT,
                     "this is %s, which nobody can wait for; a coroutine's call, a task or a "
                     "future can be awaited",
                     words_of(&known));
        break;
    case HOLDS_OBJECT:
        if (expr->kind == EXPR_LOCAL)
            diag_warning(s->diags, expr->at, E_SENSE_AWAIT,
                         "%.*s can't be awaited itself: write \"%.*s.%s()\"", WORD(expr->name),
                         WORD(expr->name),
                         known.maker == BUILTIN_QUEUE || known.maker == BUILTIN_LIFO_QUEUE
                                 || known.maker == BUILTIN_PRIORITY_QUEUE
                             ? "get"
                         : known.maker == BUILTIN_EVENT || known.maker == BUILTIN_BARRIER
                             ? "wait"
                             : "acquire");
        break;
    default: break;
    }
}

static void must_be_one(Sense *s, const Expr *expr)
{
    if (sense_value(s, expr).holds == HOLDS_LIST)
        diag_warning(s->diags, expr->at, E_SENSE_AWAIT,
                     "a task runs one coroutine; for all of a list write {\"gather\": \"*%s\"}, or a "
                     "task for each: {\"create_task\": \"f(i)\", \"for\": \"i in ...\"}",
                     text_of(s, expr));
}

static void look_at_awaitables(Sense *s, const Step *step, const Field *field)
{
    for (uint32_t i = 0; i < field->list.count; i++) {
        const Argument *item = &field->list.items[i];
        Known known = known_of(s, item->value);
        look_at(s, item->value);
        if (item->star || !sense_is_verb(step, "gather"))
            continue;
        if (known.holds == HOLDS_TASKS || known.holds == HOLDS_LIST)
            diag_warning(s->diags, item->value->at, E_SENSE_STAR,
                         "%.*s is %s; gather takes what is in it: write \"*%.*s\"",
                         WORD(item->value->name), words_of(&known), WORD(item->value->name));
        else if (item->value->kind == EXPR_LIST || item->value->kind == EXPR_EACH)
            diag_warning(s->diags, item->value->at, E_SENSE_STAR,
                         "this is a list; gather takes what is in it: write \"*%s\"",
                         text_of(s, item->value));
        else
            must_wait_for(s, item->value);
    }
}

static void look_at_seconds(Sense *s, const Step *step, const Expr *seconds)
{
    Known known = seconds->kind == EXPR_LOCAL ? known_of(s, seconds) : sense_value(s, seconds);
    bool waits = known.holds == HOLDS_COROUTINE && seconds->kind == EXPR_CALL;
    if (seconds->kind == EXPR_NONE || seconds->kind == EXPR_LAMBDA)
        diag_warning(s->diags, seconds->at, E_SENSE_SECONDS,
                     "%s takes seconds, a number; here is %s", step->verb->name,
                     seconds->kind == EXPR_NONE ? "None" : "a function");
    else if (waits)
        diag_warning(s->diags, seconds->at, E_SENSE_SECONDS,
                     "%s takes seconds, a number; {\"await\": \"%s\"} waits for a coroutine",
                     step->verb->name, text_of(s, seconds));
    else if (known.holds == HOLDS_LIST || known.holds == HOLDS_TEXT || known.holds == HOLDS_TASKS)
        diag_warning(s->diags, seconds->at, E_SENSE_SECONDS,
                     "%s takes seconds, a number; here is %s", step->verb->name,
                     words_of(&known));
    else
        want_value(s, seconds);
}

static void bind_names(Sense *s, const Target *target)
{
    for (uint32_t i = 0; i < target->count; i++)
        if (!target->names[i].shared)
            s->bound[target->names[i].slot] = true;
}

/* `i in 3`, `i in n`, `i in len(xs)`: numbers have no items. */
static void must_have_items(Sense *s, const Step *step, const Field *field)
{
    const Expr *walked = field->loop.iterable;
    if (sense_is_verb(step, "async_for") && walked->kind == EXPR_LIST)
        diag_warning(s->diags, walked->at, E_FOR_FORM,
                     "a list gives its items at once: {\"for\": ...} walks it");
    const Expr *called = walked->kind == EXPR_CALL ? walked->left : NULL;
    Known known = walked->kind == EXPR_LOCAL ? known_of(s, walked) : sense_value(s, walked);
    bool length = called && called->kind == EXPR_BUILTIN && called->slot == BUILTIN_LEN;
    if (known.holds != HOLDS_NUMBER && !length)
        return;
    const Target *target = &field->loop.target;
    Str item = target->count ? target->names[0].name : STR("i");
    const char *name = text_of(s, walked);
    diag_warning(s->diags, walked->at, E_FOR_FORM,
                 "%s is a number, and a number has no items to go through; to count, write %s"
                 "\"%.*s in range(%s)\"",
                 name, sense_is_verb(step, "async_for") ? "\"for\": " : "",
                 WORD(item), name);
}

static void look_at_value(Sense *s, const Step *step, size_t index, const Expr *value)
{
    look_at(s, value);
    if (index)
        return;
    if (sense_is_verb(step, "sleep") || sense_is_verb(step, "block") ||
        sense_is_verb(step, "to_thread"))
        look_at_seconds(s, step, value);
    else if (sense_is_verb(step, "await") || sense_is_verb(step, "wait_for") ||
             sense_is_verb(step, "shield"))
        must_wait_for(s, value);
    else if (sense_is_verb(step, "create_task") && !lacks_call(s, value))
        must_be_one(s, value);
}

static void look_at_uses(Sense *s, const Step *step, size_t index)
{
    const Field *field = &step->fields[index];
    switch (step->verb->fields[index].kind) {
    case FIELD_VALUE:
    case FIELD_RAISE:
        if (field->expr && field->expr->kind == EXPR_TEXT && sense_is_verb(step, "raise"))
            diag_warning(s->diags, field->expr->at, E_RAISE_TEXT,
                         "raise takes an exception: write \"Exception(%s)\"",
                         text_of(s, field->expr));
        if (field->expr)
            look_at_value(s, step, index, field->expr);
        break;
    case FIELD_TEXT: look_at_text(s, &field->text); break;
    case FIELD_FOR:
        look_at(s, field->loop.iterable);
        must_have_items(s, step, field);
        break;
    case FIELD_EACH: must_have_items(s, step, field); break;
    case FIELD_AWAITABLES: look_at_awaitables(s, step, field); break;
    case FIELD_LET:
        for (uint32_t i = 0; i < field->let.count; i++) {
            look_at(s, field->let.items[i].value);
            if (field->let.items[i].place)
                look_at(s, field->let.items[i].place);
            bind_names(s, &field->let.items[i].target);
        }
        break;
    default: break;
    }
}

static void enter_step(Sense *s, const Step *step)
{
    for (size_t f = 0; f < VERB_FIELDS && step->verb->fields[f].key; f++)
        if (step->fields[f].present)
            look_at_uses(s, step, f);
    s->loops += (step->verb->flags & VERB_LOOP) != 0;
}

static void look_inside(Sense *s, const Step *step, size_t index)
{
    const Field *field = &step->fields[index];
    switch (step->verb->fields[index].kind) {
    case FIELD_TARGET: bind_names(s, &field->target); break;
    case FIELD_FOR: bind_names(s, &field->loop.target); break;
    default: break;
    }
}

void sense_look(Sense *s, WalkEvent event, const Walk *walk)
{
    switch (event) {
    case WALK_STEP: enter_step(s, walk->step); break;
    case WALK_FIELD: look_inside(s, walk->step, walk->field); break;
    case WALK_HANDLER: bind_names(s, &walk->handler->name); break;
    case WALK_LEAVE: s->loops -= (walk->step->verb->flags & VERB_LOOP) != 0; break;
    default: break;
    }
}
