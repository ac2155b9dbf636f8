/* export/: the export formats, one file each.
 * In: a lesson, looked at in one way. Out: a file.
 *
 * Export formats. A format is one file here and one line in formats.def. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/file.h"
#include "draw/draw.h"
#include "listing/listing.h"
#include "timeline/teaching.h"
#include "view/view.h"

/* What there is to export: one lesson, looked at in one way. */
typedef struct ExportJob {
    const Lesson *lesson;
    Trace *const *traces;       /* lesson->timeline_count */
    const Listing *program;     /* LISTING_PROGRAM */
    const char *name;           /* html: what the lesson's file is called, without folder ... */
    Str portable;               /* ... and what makes the lesson elsewhere (lesson.h); may be empty */
    const char *page;           /* html: path of the page that it is put into */
    Moment at;
    bool is_step;               /* one of all its steps: in words it is the whole run */
    ViewState view;
    Fonts *fonts;               /* opened only for formats that paint pixels or measure text */
    TextMeasure measure;
    double fps, length;         /* film: 0 for the format's own */
    bool outlines, embed_fonts, animate, once, fragments, ascii;
    unsigned loops;             /* gif, webp: how often it plays; 0: over and over */
    uint32_t columns;           /* txt: 0 for 80 */
    float paper_width, paper_height; /* pdf: points of a page; 0: one to a pixel */
    void (*progress)(void *context, double part); /* NULL: none */
    void *progress_context;
} ExportJob;

enum { FORMAT_PICTURE = 1, FORMAT_FILM = 2, FORMAT_TEXT = 4, FORMAT_NEEDS_FONTS = 8 };

/* A file of many pages while it is being written. */
typedef struct ExportDocument ExportDocument;

typedef struct ExportFormat {
    const char *name; /* == extension */
    const char *help;
    unsigned flags;
    /* Writes the whole file through `out`; false with the reason in `error`. The caller commits. */
    bool (*write)(const ExportJob *job, FileWriter *out, FileError *error);
    /* For formats whose file takes many pages; NULL in the others. The first page's lesson gives
     * the title; a page with `name` is listed by it. `end` frees; the caller commits. */
    ExportDocument *(*begin)(const ExportJob *first, FileWriter *out);
    void (*page)(ExportDocument *document, const ExportJob *job, Str name);
    bool (*end)(ExportDocument *document, FileError *error);
} ExportFormat;

/* The steps by which the timelines that are shown are told (timeline counted in the lesson), added
 * to `teaching`; how many. */
size_t export_teaching(const ExportJob *job, Arena *arena, Teaching *teaching);

/* Makes the job's picture the one of that step. */
void export_tell(ExportJob *job, const TeachingStep *step);

extern const ExportFormat *const export_formats[]; /* NULL-terminated */
const ExportFormat *export_format(Str name);       /* NULL where there is none of that name */

/* The picture of a job at `at` in words: the lesson's description, then what the run shows.
 * (describe.c) */
void export_description(const ExportJob *job, Moment at, Builder *out);
/* The text that the format `py` writes: of `job` it needs lesson, traces and program. */
void export_python(const ExportJob *job, Builder *out);

#endif
