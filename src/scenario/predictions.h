/* A file of predictions about a scenario's run, to be graded:
 *
 *     {"gather()": {"prints": ["One", "Two"], "ends": {"Task-2": 1}, "total": 2}}
 *
 * by the timelines' titles or numbers; times in seconds. */
#ifndef SCENARIO_PREDICTIONS_H
#define SCENARIO_PREDICTIONS_H

#include "base/diag.h"

typedef enum PredictionKind { PREDICT_PRINTS, PREDICT_END, PREDICT_TOTAL } PredictionKind;

typedef struct Prediction {
    PredictionKind kind;
    Str timeline, task; /* task: END's, by its call or name */
    Place timeline_at, at;
    Str *prints;        /* PRINTS: in their order; print_count */
    uint32_t print_count;
    double seconds;     /* END, TOTAL */
} Prediction;

typedef struct Predictions {
    Arena arena; /* owns all texts */
    Source source;
    ARRAY(Prediction) list;
} Predictions;

/* False where something is wrong with the file, which is in `diags` (empty before), with places in
 * `source`. Free
 * in every case. */
bool predictions_load(Predictions *predictions, Str name, Str text, Diags *diags);
void predictions_free(Predictions *predictions);

#endif
