#include "steps/own_call.h"

#include "base/str.h"
#include "scenario/mistakes/mistakes.h"

void check_own_call(const Step *step, Diags *diags, Builtin own, const char *why)
{
    const Expr *value = step->fields[0].expr;
    if (value->kind != EXPR_CALL || value->count != 1 || value->left->kind != EXPR_BUILTIN
        || value->left->slot != own)
        return;
    const Expr *seconds = value->arguments[0].value;
    const char *quote = seconds->kind == EXPR_INT || seconds->kind == EXPR_FLOAT ? "" : "\"";
    Builder text = {0};
    expr_write(&text, seconds);
    diag_mistake(diags, value->left->at, E_NAME_STEP, "%s {\"%s\": %s%s%s}", why,
                 step->verb->name, quote, text.at, quote);
    builder_free(&text);
}
