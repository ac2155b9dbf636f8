/* What is written beside the program's own tables. */
#ifndef REFERENCE_TABLES_H
#define REFERENCE_TABLES_H

#include "base/str.h"

/* A step, by its verb. The examples are steps of main(), beside fetch(n), which sleeps for n seconds
 * and returns n * 2, and ticks(n), which yields 0 to n - 1, one a second. */
typedef struct StepEntry {
    const char *verb;
    bool picture;
    const char *text; /* what it does, what it may not */
    const char *example;
} StepEntry;

typedef struct FunctionEntry {
    const char *name, *help;
    const char *example, *gives; /* an expression, and what print shows of it; or NULL */
} FunctionEntry;

typedef struct MethodEntry {
    const char *type; /* as Python names it; "" for every type that has such a method */
    const char *name, *help;
} MethodEntry;

/* The tour: text in Markdown, or a whole scenario. */
typedef struct TourPart {
    const char *text, *scenario;
} TourPart;

extern const StepEntry step_entries[];
extern const FunctionEntry function_entries[];
extern const MethodEntry method_entries[];
extern const TourPart tour_parts[];
extern const size_t step_entry_count, function_entry_count, method_entry_count, tour_part_count;

const StepEntry *step_entry(Str verb);         /* NULL where there is none */
const FunctionEntry *function_entry(Str name); /* likewise */
const MethodEntry *method_entry(Str type, Str name);

/* A step's example as a whole file. */
void step_entry_file(Builder *out, const StepEntry *entry);

#endif
