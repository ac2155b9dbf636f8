/* reference/: the language for people: every step, function, method, limit and mistake, made from
 * the program's own tables and from what is written beside them here.
 * In: a word. Out: its entry; or the whole, as Markdown.
 *
 * A test holds these tables against the program's, runs every example, and redraws every picture. */
#ifndef REFERENCE_REFERENCE_H
#define REFERENCE_REFERENCE_H

#include "base/array.h"
#include "base/str.h"

/* The entry of a word, as plain text for a terminal: a step (`gather`), a function (`len`), a method
 * (`append`, `list.append`), an exception, a mistake (`E0042`), or a list of all of a kind (`steps`,
 * `functions`, `methods`, `exceptions`, `file`, `limits`, `mistakes`). False where there is none. */
bool reference_explain(Builder *out, Str word);

/* Every such word, for guessing what was meant and for completions. They need no freeing. */
typedef ARRAY(const char *) ReferenceWords;
void reference_words(ReferenceWords *words); /* array_free when done */

/* The whole: scenarios/README.md. */
void reference_write(Builder *out);

#endif
