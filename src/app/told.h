/* What a lesson tells, for an export: the steps that become pictures, the notes that hold films. */
#ifndef APP_TOLD_H
#define APP_TOLD_H

#include "app/targets.h"

/* A scenario chooses how many steps there are and how long its notes are read; these bound what an
 * export makes of them. */
enum {
    TOLD_MOST_PICTURES = 1000, /* of --steps and --fragments */
    TOLD_MOST_HELD = 1200      /* seconds that notes hold a film */
};

/* Makes the job's picture that of --step; false, and told as a wrong usage, where there is none. */
bool told_take(ExportJob *job, uint32_t step);

/* Whether no target takes more pictures or time than those; false is told as a wrong usage. */
bool told_fits(const ExportJob *job, const ExportTargets *targets, const Args *args);

#endif
