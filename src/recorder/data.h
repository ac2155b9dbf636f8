/* The recorder's Python, compiled in (assets/recorder.cmake). */
#ifndef RECORDER_DATA_H
#define RECORDER_DATA_H

#include <stddef.h>

extern const unsigned char recorder_boot[]; /* NUL-terminated: what `python3 -c` is given */
extern const unsigned char recorder_modules[]; /* NAME and TEXT of each module, all separated by NUL */
extern const size_t recorder_modules_length;

#endif
