/* A table of verbs for the tests of loading, which knows none itself: the keys of the format's
 * whole table, without their running. */
#ifndef TEST_SCENARIO_VERBS_H
#define TEST_SCENARIO_VERBS_H

#include "scenario/verb.h"

#define KEY(KEYWORD, KIND) {.key = (KEYWORD), .kind = (KIND), .help = "an option"}
#define MUST(KEYWORD, KIND) {.key = (KEYWORD), .kind = (KIND), .required = true, .help = "a must"}
#define SPEC(ID, NAME, FLAGS, ...)                                                                 \
    static const VerbSpec spec_##ID = {                                                            \
        .name = (NAME), .help = "python", .flags = (FLAGS), .fields = {__VA_ARGS__}}

static const char *const return_when[] = {"FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED",
                                          NULL};

SPEC(print, "print", 0, MUST("print", FIELD_TEXT));
SPEC(sleep, "sleep", 0, MUST("sleep", FIELD_VALUE), KEY("as", FIELD_TARGET));
SPEC(block, "block", 0, MUST("block", FIELD_VALUE));
SPEC(await, "await", 0, MUST("await", FIELD_VALUE), KEY("as", FIELD_TARGET));
SPEC(create_task, "create_task", 0, MUST("create_task", FIELD_VALUE), KEY("for", FIELD_EACH),
     KEY("as", FIELD_TARGET), KEY("name", FIELD_TEXT), KEY("in", FIELD_VALUE));
SPEC(gather, "gather", 0, MUST("gather", FIELD_AWAITABLES), KEY("for", FIELD_EACH),
     KEY("return_exceptions", FIELD_FLAG), KEY("as", FIELD_TARGET));
SPEC(wait, "wait", 0, MUST("wait", FIELD_AWAITABLES),
     {.key = "return_when", .kind = FIELD_WORD, .words = return_when},
     KEY("timeout", FIELD_VALUE), KEY("as", FIELD_TARGET));
SPEC(wait_for, "wait_for", 0, MUST("wait_for", FIELD_VALUE), MUST("timeout", FIELD_VALUE),
     KEY("as", FIELD_TARGET));
SPEC(timeout, "timeout", VERB_YIELDS_WHERE_ALONE, MUST("timeout", FIELD_VALUE),
     MUST("do", FIELD_BLOCK));
SPEC(task_group, "task_group", 0, MUST("task_group", FIELD_TARGET), MUST("do", FIELD_BLOCK));
SPEC(as_completed, "as_completed", VERB_LOOP, MUST("as_completed", FIELD_AWAITABLES),
     KEY("timeout", FIELD_VALUE), KEY("as", FIELD_TARGET), MUST("do", FIELD_BLOCK));
SPEC(shield, "shield", 0, MUST("shield", FIELD_VALUE), KEY("as", FIELD_TARGET));
SPEC(to_thread, "to_thread", 0, MUST("to_thread", FIELD_VALUE), KEY("as", FIELD_TARGET));
SPEC(cancel, "cancel", 0, MUST("cancel", FIELD_VALUE), KEY("msg", FIELD_TEXT),
     KEY("as", FIELD_TARGET));
SPEC(async_with, "async_with", 0, MUST("async_with", FIELD_VALUE), KEY("as", FIELD_TARGET),
     MUST("do", FIELD_BLOCK));
SPEC(let, "let", 0, MUST("let", FIELD_LET));
SPEC(call, "call", 0, MUST("call", FIELD_VALUE), KEY("as", FIELD_TARGET));
SPEC(for, "for", VERB_YIELDS_WHERE_ALONE | VERB_LOOP, MUST("for", FIELD_FOR),
     MUST("do", FIELD_BLOCK));
SPEC(while, "while", VERB_LOOP, MUST("while", FIELD_VALUE), MUST("do", FIELD_BLOCK));
SPEC(break, "break", VERB_IN_LOOP, MUST("break", FIELD_TRUE));
SPEC(continue, "continue", VERB_IN_LOOP, MUST("continue", FIELD_TRUE));
SPEC(if, "if", 0, MUST("if", FIELD_VALUE), MUST("then", FIELD_BLOCK), KEY("else", FIELD_BLOCK));
SPEC(try, "try", VERB_NO_JUMP, MUST("try", FIELD_BLOCK), KEY("except", FIELD_EXCEPT),
     KEY("except*", FIELD_EXCEPT), KEY("else", FIELD_BLOCK), KEY("finally", FIELD_BLOCK));
SPEC(raise, "raise", 0, MUST("raise", FIELD_RAISE));
SPEC(return, "return", 0, MUST("return", FIELD_VALUE));
SPEC(run_until_complete, "run_until_complete", 0, MUST("run_until_complete", FIELD_VALUE),
     KEY("as", FIELD_TARGET));
SPEC(run, "run", 0, MUST("run", FIELD_VALUE), KEY("as", FIELD_TARGET));
SPEC(note, "note", 0, MUST("note", FIELD_LABEL), KEY("pause", FIELD_FLAG));

static const VerbSpec *const test_verbs[] = {
    &spec_print,  &spec_sleep,    &spec_block,      &spec_await,      &spec_create_task,
    &spec_gather, &spec_wait,     &spec_wait_for,   &spec_timeout,    &spec_task_group,
    &spec_as_completed, &spec_shield, &spec_to_thread, &spec_cancel,  &spec_async_with,
    &spec_let,    &spec_call,     &spec_for,        &spec_while,      &spec_break,
    &spec_continue, &spec_if,     &spec_try,        &spec_raise,      &spec_return,
    &spec_run_until_complete, &spec_run, &spec_note};

enum { TEST_VERBS = sizeof test_verbs / sizeof *test_verbs };

#endif
