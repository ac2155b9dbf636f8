/* Comprehensions and generators: one machine that gives one item after the other; a comprehension
 * asks it for all of them at once. */
#include "python/closure.h"
#include "python/table.h"

static bool begin(Python *py, GeneratorObj *generator, uint32_t clause, Value *locals)
{
    Value iterable;
    const EachClause *it = &generator->expr->scope->clauses[clause];
    return evaluate(py, locals, it->iterable, &iterable)
           && value_iter(py, iterable, &generator->iterators[clause]);
}

static bool generator_make(Python *py, Value *locals, const Expr *expr, GeneratorObj **made)
{
    GeneratorObj *generator =
        heap_make(py->heap, OBJ_GENERATOR,
                  sizeof *generator + expr->scope->clause_count * sizeof(Value));
    generator->expr = expr;
    generator->scope = scope_make(py, locals, expr);
    *made = generator;
    return begin(py, generator, 0, locals); /* the first iterable belongs outside */
}

static bool accepts(Python *py, Value *names, const EachClause *clause, bool *accepted)
{
    *accepted = true;
    for (uint32_t i = 0; i < clause->condition_count && *accepted; i++) {
        Value answer;
        if (!evaluate(py, names, clause->conditions[i], &answer))
            return false;
        *accepted = value_truth(answer);
    }
    return true;
}

/* Goes on to where all clauses have an item. */
static bool advance(Python *py, GeneratorObj *generator, bool *more)
{
    const ExprScope *scope = generator->expr->scope;
    Value *names = generator->scope->names, item;
    bool accepted;
    for (;;) {
        const EachClause *clause = &scope->clauses[generator->level];
        if (!python_work(py, 4)
            || !value_next(py, generator->iterators[generator->level], &item, more))
            return false;
        if (!*more) {
            if (generator->level-- == 0)
                return true;
            continue;
        }
        if (!target_bind(py, names, &clause->target, item) || !accepts(py, names, clause, &accepted))
            return false;
        if (!accepted)
            continue;
        if (generator->level + 1 == scope->clause_count)
            return true;
        if (!begin(py, generator, ++generator->level, names))
            return false;
    }
}

static bool next(Python *py, GeneratorObj *generator, Value *item, Value *value, bool *more)
{
    const Expr *expr = generator->expr;
    Value *names = generator->scope->names;
    *more = false;
    if (generator->over)
        return true;
    if (!heap_descend(py->heap))
        return false;
    generator->over = true; /* unless all goes well */
    bool good = advance(py, generator, more)
                && (!*more || (evaluate(py, names, expr->left, item)
                               && (!expr->right || evaluate(py, names, expr->right, value))));
    heap_ascend(py->heap);
    generator->over = !good || !*more;
    return good;
}

static bool next_generated(Python *py, IteratorObj *iterator, Value *item, bool *more)
{
    Value none;
    return next(py, (GeneratorObj *)(void *)iterator->source, item, &none, more);
}

static bool collect(Python *py, GeneratorObj *generator, Value into)
{
    Value item, value = NONE_VALUE;
    bool more;
    for (;;) {
        if (!next(py, generator, &item, &value, &more))
            return false;
        if (!more)
            return true;
        bool kept = into.o->kind == OBJ_LIST   ? list_append(py, as_list(into), item)
                    : into.o->kind == OBJ_SET ? set_add(py, into, item)
                                              : table_put(py, table_of(into), TABLE_DICT, item,
                                                          value);
        if (!kept)
            return false;
    }
}

bool each_make(Python *py, Value *locals, const Expr *expr, Value *result)
{
    GeneratorObj *generator;
    if (!generator_make(py, locals, expr, &generator))
        return false;
    *result = expr->op == EACH_GENERATOR
                  ? OBJ_VALUE(iterator_make(py, ITERATE_EACH, &generator->obj,
                                            next_generated))
              : expr->op == EACH_SET     ? set_make(py)
              : expr->op == EACH_DICT    ? dict_make(py)
                                         : value_list(py, OBJ_LIST, NULL, 0);
    return expr->op == EACH_GENERATOR || collect(py, generator, *result);
}

static void visit(Heap *heap, Obj *self)
{
    const GeneratorObj *generator = (GeneratorObj *)(void *)self;
    heap_mark(heap, (Obj *)generator->scope);
    for (uint32_t i = 0; i < generator->expr->scope->clause_count; i++)
        heap_mark_value(heap, generator->iterators[i]);
}

static bool repr(Python *py, Obj *self, Builder *out)
{
    (void)py;
    (void)self;
    builder_text(out, "<generator object <genexpr>>");
    return true;
}

const ObjType generator_type = {.name = "generator", .visit = visit, .repr = repr};
