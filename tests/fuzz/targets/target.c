#include "target.h"

#include "trace/trace.h"

#include <stdio.h>

static void paint(const Loaded *loaded, Moment at, ViewState view)
{
    Picture picture = {0};
    Builder out = {0};
    view_picture(&loaded->lesson, at, &view, &measure_fixed, &picture, NULL);
    paint_svg(&picture, &(SvgOptions){.title = loaded->title}, &out);
    MUST(utf8_valid(builder_view(&out)));
    builder_free(&out);
    MUST(!picture_wrong(&picture));
    picture_free(&picture);
}

/* The promises that each trace keeps. */
static void check_traces(const Loaded *loaded)
{
    Builder why = {0};
    for (uint32_t i = 0; i < loaded->timeline_count; i++)
        if (!trace_check(loaded->traces[i], &why)) {
            fprintf(stderr, "%s\n", why.at);
            abort();
        } else {
            MUST(!timeline_wrong(loaded->timelines[i]));
        }
    builder_free(&why);
}

static void look(const Loaded *loaded)
{
    check_traces(loaded);
    Moment end = lesson_end(&loaded->lesson);
    ViewState view = {.width = 960, .height = 540, .slide = true, .hover_timeline = -1,
                      .hover_lane = -1, .fresh = -1};
    paint(loaded, end, view);
    view.slide = false;
    view.show_playhead = true;
    view.panels = PANEL_PYTHON | PANEL_OUTPUT | PANEL_LOOP | PANEL_NARRATION;
    paint(loaded, (Moment){end.t / 2, ALL_STEPS}, view);
    view.stage = 1;
    paint(loaded, (Moment){0, 3}, view);
}

void target_show(Str name, Str text, SimOptions options)
{
    Diags diags = {0};
    options.max_steps = 3000;
    options.max_bytes = 64 << 20;
    Loaded *loaded = lesson_make(&(LessonRequest){.name = name, .text = text, .sim = options,
                                                  .fold = true},
                                 &diags);
    MUST(loaded || diags.errors);
    if (loaded)
        look(loaded);
    lesson_free(loaded);
    diags_free(&diags);
}
