#include "code/code.h"

static void write_there(Builder *out, const Code *code, const Instr *instr)
{
    builder_printf(out, " -> %u", (unsigned)(instr->there - code->instrs));
}

static void write_names(Builder *out, const char *word, const Target *target)
{
    if (!target->count)
        return;
    builder_text(out, word);
    target_write(out, target, true);
}

static void write_expr(Builder *out, const Expr *expr)
{
    builder_char(out, ' ');
    expr_write(out, expr);
}

/* What belongs to the instruction, and where it goes. */
static void write_operands(Builder *out, const Code *code, const Instr *instr)
{
    switch ((Opcode)instr->op) {
    case CODE_LET:
        if (instr->let->place)
            write_expr(out, instr->let->place);
        else
            write_names(out, " ", &instr->let->target);
        builder_text(out, " =");
        write_expr(out, instr->let->value);
        break;
    case CODE_IF:
    case CODE_WHILE:
    case CODE_FOR:
        write_expr(out, instr->expr);
        write_there(out, code, instr);
        break;
    case CODE_AWAIT:
    case CODE_AWAIT_METHOD:
    case CODE_AWAIT_OWN:
    case CODE_RETURN:
    case CODE_LEAVE:
        write_expr(out, instr->expr);
        break;
    case CODE_FOR_NEXT:
        write_names(out, " ", instr->target);
        write_there(out, code, instr);
        break;
    case CODE_CALL:
        write_expr(out, instr->fields[0].expr); /* fall through */
    case CODE_AWAITED:
        if (instr->fields[1].present)
            write_names(out, " as ", &instr->fields[1].target);
        break;
    case CODE_JUMP:
    case CODE_RESUME:
        write_there(out, code, instr);
        break;
    case CODE_VERB:
        builder_printf(out, " %s", instr->verb->verb->name);
        break;
    default:
        break;
    }
}

void code_dump(Builder *out, const Code *code)
{
    static const char *const names[] = {
#define OPCODE(ID, name) name,
#include "code/opcodes.def"
#undef OPCODE
    };
    builder_printf(out, "%.*s: %u names, %u slots, %u deep\n", (int)code->coroutine->name.length,
                   code->coroutine->name.at, code->coroutine->slot_count, code->slots, code->depth);
    for (uint32_t i = 0; i < code->count; i++) {
        const Instr *instr = &code->instrs[i];
        builder_printf(out, "%4u %4u%c %s", i, instr->step, instr->begins ? ':' : ' ',
                       names[instr->op]);
        write_operands(out, code, instr);
        builder_char(out, '\n');
    }
}
