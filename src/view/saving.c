/* A timeline's length against the baseline's, in words. */
#include "view/view.h"

#include "base/number.h"

#include <math.h>

void saving_words(Builder *out, int64_t baseline, int64_t length)
{
    if (length == baseline) {
        builder_text(out, "same time");
    } else if (length < baseline) {
        double percent = 100.0 * (double)(baseline - length) / (double)baseline;
        if (percent < 1)
            builder_text(out, "under 1% less");
        else if (percent > 99 && length > 0)
            builder_text(out, "over 99% less");
        else
            builder_printf(out, "%.0f%% less", percent);
    } else if (baseline <= 0) {
        builder_text(out, "longer");
    } else {
        double factor = (double)length / (double)baseline;
        if (factor < 1.095) {
            double percent = 100 * (factor - 1);
            builder_printf(out, percent < 1 ? "under 1%% longer" : "%.0f%% longer", percent);
        } else {
            number_fixed(out, factor, 'f', factor < 9.95 && fabs(factor - round(factor)) >= 0.05);
            builder_text(out, "x longer");
        }
    }
}

bool endings_compare(const Ending *baseline, const Ending *own)
{
    return own->outcome == OUTCOME_DONE && baseline->outcome == OUTCOME_DONE && own->t > 0 &&
           baseline->t > 0;
}

bool saving_tells(const Timeline *baseline, const Timeline *timeline)
{
    Ending first = {.t = baseline->end, .outcome = baseline->outcome};
    Ending own = {.t = timeline->end, .outcome = timeline->outcome};
    return timeline != baseline && endings_compare(&first, &own);
}
