/* `html`: lessons in one file that plays by itself, in any browser, offline. The page was built for
 * that (assets/web): the program, its fonts and its script are in it; here the lessons come in. */
#include "base/escape.h"
#include "base/mem.h"
#include "export/export.h"

#include <stdio.h>
#include <string.h>

enum { PAGE_BYTES = 32 << 20 };

struct ExportDocument {
    FileWriter *out;
    Builder page, title, lessons;
    FileError error; /* why it can't be whole */
    bool failed;
    size_t count;
};

static ExportDocument *begin(const ExportJob *first, FileWriter *out)
{
    ExportDocument *document = mem_new(sizeof *document);
    document->out = out;
    escape_xml(&document->title, first->lesson->title);
    if (!document->title.length)
        escape_xml(&document->title, str_of(first->name));
    document->failed = !file_read(first->page, PAGE_BYTES, &document->page, &document->error);
    if (document->failed)
        snprintf(document->error.text, sizeof document->error.text,
                 "the page for it is not built: %.300s is not there; in the program's folder "
                 "`cmake --preset web && cmake --build --preset web` makes it (see README.md)",
                 first->page);
    return document;
}

/* JSON inside of HTML: no `<` may begin anything. */
static void add_json(Builder *out, Str text)
{
    Builder json = {0};
    escape_json(&json, text);
    for (size_t i = 0; i < json.length; i++) {
        if (json.at[i] == '<')
            builder_text(out, "\\u003c");
        else
            builder_char(out, json.at[i]);
    }
    builder_free(&json);
}

static void add_page(ExportDocument *document, const ExportJob *job, Str name)
{
    Builder *out = &document->lessons;
    (void)name;
    if (!job->portable.length && !document->failed) {
        document->failed = true;
        snprintf(document->error.text, sizeof document->error.text,
                 "%.200s: its trace is too long for a page", job->name);
    }
    builder_text(out, document->count++ ? ",\n[" : "[");
    add_json(out, str_of(job->name));
    builder_char(out, ',');
    add_json(out, job->portable);
    builder_char(out, ']');
}

/* Writes the page up to `mark` and what stands there instead; false where it is not in it. */
static bool put_until(ExportDocument *document, size_t *at, const char *mark, const Builder *instead)
{
    const char *from = document->page.at + *at;
    const char *found = document->page.length > *at ? strstr(from, mark) : NULL;
    if (!found)
        return false;
    file_put(document->out, from, (size_t)(found - from));
    file_put(document->out, instead->at, instead->length);
    *at = (size_t)(found - document->page.at) + strlen(mark);
    return true;
}

static void write_page(ExportDocument *document)
{
    size_t at = 0;
    document->failed = !put_until(document, &at, "<!--title-->", &document->title) ||
                       !put_until(document, &at, "<!--lessons-->", &document->lessons);
    if (document->failed)
        snprintf(document->error.text, sizeof document->error.text,
                 "the page for lessons is damaged; build it anew");
    else
        file_put(document->out, document->page.at + at, document->page.length - at);
}

static bool end(ExportDocument *document, FileError *error)
{
    Builder list = {0};
    builder_printf(&list, "[");
    builder_str(&list, builder_view(&document->lessons));
    builder_text(&list, "]");
    builder_free(&document->lessons);
    document->lessons = list;
    if (!document->failed)
        write_page(document);
    bool fine = !document->failed;
    if (!fine)
        *error = document->error;
    builder_free(&document->page);
    builder_free(&document->title);
    builder_free(&document->lessons);
    mem_free(document);
    return fine;
}

static bool write_html(const ExportJob *job, FileWriter *out, FileError *error)
{
    ExportDocument *document = begin(job, out);
    add_page(document, job, (Str){0});
    return end(document, error);
}

extern const ExportFormat html_format;
const ExportFormat html_format = {
    .name = "html",
    .help = "lessons that play by themselves in a browser: one file, offline",
    .flags = FORMAT_TEXT,
    .write = write_html,
    .begin = begin,
    .page = add_page,
    .end = end,
};
