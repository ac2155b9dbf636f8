/* Where the parts of Python's own statements stand among their steps' fields. */
#ifndef CODE_STATEMENTS_H
#define CODE_STATEMENTS_H

enum { FOR_LOOP, FOR_DO };
enum { WHILE_CONDITION, WHILE_DO };
enum { IF_CONDITION, IF_THEN, IF_ELSE };
enum { AWAIT_VALUE, AWAIT_AS };
enum { CALL_VALUE, CALL_AS };

#endif
