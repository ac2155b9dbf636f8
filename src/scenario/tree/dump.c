/* The tree as indented text, for developers: one line a step, its fields behind it. */
#include "base/escape.h"
#include "scenario/scenario.h"

static void dump_block(Builder *out, const Block *block, size_t depth);

static void dump_template(Builder *out, const TextTemplate *text)
{
    for (uint32_t i = 0; i < text->count; i++) {
        const TextPart *part = &text->parts[i];
        builder_text(out, i ? " + " : "");
        if (!part->value) {
            escape_json(out, part->literal);
            continue;
        }
        builder_char(out, '{');
        expr_write(out, part->value);
        if (part->conversion)
            builder_printf(out, "!%c", part->conversion);
        if (part->format.length) {
            builder_char(out, ':');
            escape_terminal(out, part->format);
        }
        builder_char(out, '}');
    }
}

static void dump_handlers(Builder *out, const Field *field, size_t depth)
{
    for (uint32_t i = 0; i < field->handlers.count; i++) {
        const Handler *handler = &field->handlers.items[i];
        builder_char(out, '\n');
        builder_repeat(out, ' ', depth * 2);
        for (uint32_t j = 0; j < handler->type_count; j++) {
            builder_text(out, j ? ", " : "");
            expr_write(out, handler->types[j]);
        }
        if (handler->name.count)
            builder_text(out, " as ");
        target_write(out, &handler->name, true);
        builder_char(out, ':');
        dump_block(out, &handler->body, depth + 1);
    }
}

static void dump_arguments(Builder *out, const Field *field)
{
    for (uint32_t i = 0; i < field->list.count; i++) {
        builder_text(out, i ? ", " : "");
        if (field->list.items[i].star)
            builder_char(out, '*');
        expr_write(out, field->list.items[i].value);
    }
}

static void dump_let(Builder *out, const Field *field)
{
    for (uint32_t i = 0; i < field->let.count; i++) {
        const LetItem *item = &field->let.items[i];
        builder_text(out, i ? ", " : "");
        if (item->place)
            expr_write(out, item->place);
        target_write(out, &item->target, true);
        builder_text(out, " = ");
        expr_write(out, item->value);
    }
}

static void dump_field(Builder *out, const FieldSpec *spec, const Field *field, size_t depth)
{
    builder_printf(out, " %s=", spec->key);
    switch (spec->kind) {
    case FIELD_VALUE:
    case FIELD_RAISE:
        if (field->expr)
            expr_write(out, field->expr);
        else
            builder_text(out, "true");
        break;
    case FIELD_TEXT:
    case FIELD_LABEL: dump_template(out, &field->text); break;
    case FIELD_TARGET: target_write(out, &field->target, true); break;
    case FIELD_FOR:
    case FIELD_EACH:
        target_write(out, &field->loop.target, true);
        builder_text(out, " in ");
        expr_write(out, field->loop.iterable);
        break;
    case FIELD_BLOCK: dump_block(out, &field->block, depth + 1); break;
    case FIELD_AWAITABLES: dump_arguments(out, field); break;
    case FIELD_EXCEPT: dump_handlers(out, field, depth + 1); break;
    case FIELD_LET: dump_let(out, field); break;
    case FIELD_FLAG:
    case FIELD_TRUE: builder_text(out, field->flag ? "true" : "false"); break;
    case FIELD_WORD: builder_str(out, field->word.text); break;
    }
}

static void dump_block(Builder *out, const Block *block, size_t depth)
{
    for (uint32_t i = 0; i < block->count; i++) {
        const Step *step = block->steps[i];
        builder_char(out, '\n');
        builder_repeat(out, ' ', depth * 2);
        builder_printf(out, "%u", step->number);
        for (size_t f = 0; f < VERB_FIELDS && step->verb->fields[f].key; f++)
            if (step->fields[f].present)
                dump_field(out, &step->verb->fields[f], &step->fields[f], depth);
        if (step->label) {
            builder_text(out, " label=");
            dump_template(out, step->label);
        }
    }
}

static void dump_coroutine(Builder *out, const Scenario *scenario, const Coroutine *coroutine)
{
    builder_text(out, coroutine->plain ? "function " : "coroutine ");
    builder_str(out, coroutine->name);
    builder_char(out, '(');
    for (uint32_t i = 0; i < coroutine->parameter_count; i++) {
        builder_text(out, i ? ", " : "");
        builder_str(out, coroutine->parameters[i].name);
        if (coroutine->parameters[i].standard) {
            builder_char(out, '=');
            expr_write(out, coroutine->parameters[i].standard);
        }
    }
    builder_text(out, ") slots");
    for (uint32_t i = 0; i < coroutine->slot_count; i++) {
        builder_printf(out, " %u:", i);
        builder_str(out, coroutine->slot_names[i]);
    }
    for (uint32_t i = 0; i < scenario->shared_count; i++)
        if (coroutine->shared_used[i]) {
            builder_text(out, " global:");
            builder_str(out, scenario->shared[i].name.name);
        }
    dump_block(out, &coroutine->body, 1);
    builder_char(out, '\n');
}

void scenario_dump(Builder *out, const Scenario *scenario)
{
    builder_text(out, "scenario ");
    escape_json(out, scenario->title);
    builder_printf(out, " seed %lld\n", (long long)scenario->seed);
    for (uint32_t i = 0; i < scenario->shared_count; i++) {
        builder_printf(out, "let %u ", i);
        builder_str(out, scenario->shared[i].name.name);
        builder_text(out, " = ");
        expr_write(out, scenario->shared[i].value);
        builder_char(out, '\n');
    }
    for (uint32_t i = 0; i < scenario->exception_count; i++) {
        builder_printf(out, "exception %s(", scenario->exceptions[i].name);
        expr_write(out, scenario->exceptions[i].base);
        builder_text(out, ")\n");
    }
    for (uint32_t i = 0; i < scenario->coroutine_count; i++)
        dump_coroutine(out, scenario, &scenario->coroutines[i]);
    for (uint32_t i = 0; i < scenario->timeline_count; i++) {
        const TimelineSpec *timeline = &scenario->timelines[i];
        builder_printf(out, "timeline %u ", i);
        escape_json(out, timeline->title);
        builder_char(out, ' ');
        builder_str(out, timeline->run_text);
        builder_printf(out, " workers %u%s\n", timeline->max_workers,
                       timeline->entry == ENTRY_RUN ? "" : " run_until_complete");
    }
}
