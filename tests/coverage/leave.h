/* Included before everything by the coverage preset: a process that ends by _exit(), or becomes another
 * program, writes down first which lines it has reached. */
#ifndef COVERAGE_LEAVE_H
#define COVERAGE_LEAVE_H

void __gcov_dump(void);
void __gcov_reset(void);
extern void _exit(int code) __attribute__((noreturn));
extern int execvp(const char *file, char *const arguments[]);

static inline void __attribute__((noreturn, unused)) coverage_exit(int code)
{
    __gcov_dump();
    _exit(code);
}

static inline int __attribute__((unused)) coverage_execvp(const char *file,
                                                          char *const arguments[])
{
    __gcov_dump();
    __gcov_reset(); /* it may come back */
    return execvp(file, arguments);
}

#define _exit coverage_exit
#define execvp coverage_execvp

#endif
