/* A picture in words, for those who do not see it. */
#include "export/export.h"
#include "view/sentences.h"

void export_description(const ExportJob *job, Moment at, Builder *out)
{
    builder_str(out, job->lesson->description);
    if (job->view.blank || job->view.predict) /* the answer is not to be had here either */
        return;
    if (out->length)
        builder_char(out, ' ');
    say_run(out, job->lesson, at, job->view.shown);
}
