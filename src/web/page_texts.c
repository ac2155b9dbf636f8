/* The page's doors that only tell. */
#include "web/page.h"

#include "base/file.h"
#include "export/export.h"
#include "lesson/lesson.h"
#include "player/places.h"
#include "player/state.h"
#include "scenario/scenario.h"
#include "steps/steps.h"
#include "view/sentences.h"
#include "view/view.h"
#include "web/packed.h"

#include <emscripten.h>
#include <string.h>

static const char *out(void)
{
    Builder *text = &page_here()->text;
    return text->length ? text->at : "";
}

static Builder *fresh(void)
{
    builder_clear(&page_here()->text);
    return &page_here()->text;
}

/* The text that is shown, with what was dragged in it. */
EMSCRIPTEN_KEEPALIVE const char *page_text(void)
{
    const Builder *text = &page_here()->stage.edit.text;
    return text->length ? text->at : "";
}

EMSCRIPTEN_KEEPALIVE const char *page_file(void)
{
    return page_here()->stage.file ? page_here()->stage.file : "";
}

EMSCRIPTEN_KEEPALIVE int page_has_lesson(void)
{
    return page_here()->stage.loaded != NULL;
}

/* The stage's state, as JSON (player/state.h). */
EMSCRIPTEN_KEEPALIVE const char *page_state(void)
{
    stage_state(&page_here()->stage, fresh());
    return out();
}

/* What was told of the text that was run last, as JSON Lines (base/diag.h). */
EMSCRIPTEN_KEEPALIVE const char *page_mistakes(void)
{
    const Builder *told = &page_here()->stage.mistakes;
    return told->length ? told->at : "";
}

/* The JSON Schema of a scenario, for the editor's completions. */
EMSCRIPTEN_KEEPALIVE const char *page_schema(void)
{
    scenario_schema(fresh(), step_specs, step_verb_count);
    return out();
}

/* What has just happened in each timeline that is shown, a line each, or which lesson is chosen in
 * the gallery: for those who listen. */
EMSCRIPTEN_KEEPALIVE const char *page_narration(void)
{
    const Stage *stage = &page_here()->stage;
    Builder *into = fresh();
    const GalleryEntry *chosen = stage->in_gallery ? gallery_selected(&stage->gallery) : NULL;
    if (chosen)
        builder_text(into, chosen->name);
    if (chosen && chosen->loaded && chosen->loaded->title.length) {
        builder_text(into, ": ");
        builder_str(into, chosen->loaded->title);
    }
    if (!stage->loaded || stage->in_gallery || stage->view.predict)
        return out();
    const Lesson *lesson = &stage->loaded->lesson;
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        if (stage->view.shown >> i & 1)
            continue;
        Builder sentence = {0};
        say_step(&sentence, lesson->timelines[i], stage->playhead.at);
        if (sentence.length) {
            builder_str(into, lesson->timelines[i]->title);
            builder_printf(into, "%s%s\n", lesson->timelines[i]->title.length ? ": " : "",
                           sentence.at);
        }
        builder_free(&sentence);
    }
    return out();
}

/* --- files --- */

static ExportJob job_here(Listing *program, Arena *arena)
{
    Page *page = page_here();
    Stage *stage = &page->stage;
    const char *slash = stage->file ? strrchr(stage->file, '/') : NULL;
    const char *name = slash ? slash + 1 : "lesson.json";
    return (ExportJob){.lesson = &stage->loaded->lesson,
                       .traces = stage->loaded->traces,
                       .program = program,
                       .at = stage->playhead.at,
                       .view = settings_kept(&stage->view),
                       .fonts = page->fonts,
                       .measure = fonts_measure(page->fonts),
                       .name = arena_copy(arena, name, strlen(name)),
                       .portable = lesson_portable(stage->loaded),
                       .page = places_page(arena),
                       .embed_fonts = true,
                       .columns = 100};
}

/* The whole run in words, to be read instead of the picture. */
EMSCRIPTEN_KEEPALIVE const char *page_words(void)
{
    Builder *into = fresh();
    if (!page_here()->stage.loaded)
        return out();
    Arena arena = {0};
    ExportJob job = job_here(NULL, &arena);
    export_description(&job, lesson_end(job.lesson), into);
    arena_free(&arena);
    return out();
}

/* Writes what is shown at `path` in the format; the reason where that can't be, else "". */
EMSCRIPTEN_KEEPALIVE const char *page_export(const char *format_name, const char *path)
{
    Stage *stage = &page_here()->stage;
    const ExportFormat *format = export_format(str_of(format_name));
    FileError error = {{0}};
    Builder *into = fresh();
    FileWriter *writer = stage->loaded && format ? file_begin(path, &error) : NULL;
    if (!writer) {
        builder_text(into, error.text[0] ? error.text : "there is nothing to export");
        return out();
    }
    Listing *program = NULL;
    if (stage->loaded->scenario)
        program = listing_make(stage->loaded->scenario, step_write, LISTING_PROGRAM);
    Arena arena = {0};
    ExportJob job = job_here(program, &arena);
    bool fine = format->write(&job, writer, &error);
    if (!fine)
        file_abandon(writer);
    else
        fine = file_commit(writer, &error);
    if (!fine)
        builder_text(into, error.text);
    listing_free(program);
    arena_free(&arena);
    return out();
}

/* Writes what PDF of what is shown is made from at `path`; the reason where that can't be, else "". */
EMSCRIPTEN_KEEPALIVE const char *page_pack(const char *path)
{
    FileError error = {{0}};
    Builder *into = fresh();
    if (!page_here()->stage.loaded) {
        builder_text(into, "there is nothing to export");
        return out();
    }
    Arena arena = {0};
    Builder subject = {0}, bytes = {0};
    ExportJob job = job_here(NULL, &arena);
    PackedPicture packed = {.title = job.lesson->title};
    export_description(&job, job.at, &subject);
    packed.subject = builder_view(&subject);
    view_picture(job.lesson, job.at, &job.view, &job.measure, &packed.picture, NULL);
    packed_write(&bytes, &packed);
    if (!file_replace(path, builder_view(&bytes), &error))
        builder_text(into, error.text);
    picture_free(&packed.picture);
    builder_free(&subject);
    builder_free(&bytes);
    arena_free(&arena);
    return out();
}
