/* base/: what everything stands on: memory, arrays, texts, numbers, files, mistakes with their
 * places, one escaper for each kind of output.
 * In: bytes. Out: values, and bytes written.
 *
 * Memory: the one place where the program asks for it.
 *
 * Running out is one of three kinds of failure and ends in one place: a message on standard
 * error and exit code 3. So no caller checks for NULL. That holds for what libraries ask for, too
 * (mem_libraries.c). Tests can make the n-th request fail. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed memory of `size` bytes (at least 1). Never NULL. The caller owns it: mem_free. */
void *mem_new(size_t size);

/* Resizes; bytes past the old size are not zeroed. `old` may be NULL. Never NULL. */
void *mem_resize(void *old, size_t size);

/* `count` times `size`, checked for overflow, as mem_resize. */
void *mem_resize_array(void *old, size_t count, size_t size);

/* MEM_BLOCK bytes that nobody has touched, where the system has such pages in one: for what grows
 * far and is never moved. */
enum { MEM_BLOCK = 2 * 1024 * 1024 };
void *mem_block(void);

/* `count` times `size` bytes that nobody has touched, likewise: for what is as large as a picture. */
void *mem_large(size_t count, size_t size);

/* NULL is fine. */
void mem_free(void *block);

/* The same in pieces, from its end on, for a large block that mem_new or mem_resize gave: to give
 * pages back takes time for each of them. Goes on by about `budget` of work (base/budget.h); gives
 * what is left, `*size` bytes, of which the first MEM_LAST stay to the end, where it is NULL. */
enum { MEM_LAST = 1024 };
void *mem_free_on(void *block, size_t *size, uint64_t *budget);

/* From now on whatever is larger than MEM_APART has pages of its own, where the C library can be told so:
 * then it grows without being copied, and goes back to the system when it is freed, and not with a lot
 * of other memory at some later time. For a program that must not stand still for that. */
enum { MEM_APART = 4 * 1024 * 1024 };
void mem_large_apart(void);

/* For tests: the n-th request from now on fails (1 is the next); 0 switches that off. */
void mem_fail_at(unsigned long n);

#endif
