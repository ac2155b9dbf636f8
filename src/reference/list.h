/* Lists of all of a kind, in a terminal's form or as Markdown; and Python of an example. */
#ifndef REFERENCE_LIST_H
#define REFERENCE_LIST_H

#include "python/value.h"
#include "reference/tables.h"

typedef enum ListForm { LIST_PLAIN, LIST_MARKDOWN } ListForm;

void list_steps(Builder *out, ListForm form);
void list_functions(Builder *out, ListForm form);
void list_methods_all(Builder *out, ListForm form);
void list_exceptions(Builder *out, ListForm form);
void list_file(Builder *out, ListForm form);
void list_limits(Builder *out, ListForm form);
void list_mistakes(Builder *out, ListForm form);
void list_formats(Builder *out, ListForm form);

/* One of them, as plain text; false where there is none of that name. */
bool list_exception(Builder *out, Str name);
bool list_format(Builder *out, Str name);
bool list_key(Builder *out, Str name);
unsigned list_mistake_number(Str word); /* of `E0042`, `e42`; 0 for anything else */

/* A type that has methods or attributes, by Python's short name. */
typedef struct ListedType {
    const char *name;
    const ObjType *type;
} ListedType;
size_t listed_types(void);
ListedType listed_type(size_t index);
bool list_has(const ListedType *listed, Str name);

/* What main() of a step's example is in Python, each line behind `indent`. */
void list_python(Builder *out, const StepEntry *entry, const char *indent);

/* A text of several lines, each behind `indent`; the examples' own indentation is taken off. */
void list_lines(Builder *out, const char *text, const char *indent);

/* A row of a table: two cells. */
void list_row(Builder *out, ListForm form, const char *left, const char *right);

#endif
