#include "player/state.h"

#include "base/escape.h"
#include "base/number.h"
#include "player/open.h"

static void write_flag(Builder *out, const char *name, bool value)
{
    builder_printf(out, ", \"%s\": %s", name, value ? "true" : "false");
}

static void write_number(Builder *out, const char *name, double value)
{
    builder_printf(out, ", \"%s\": ", name);
    number_repr(out, value);
}

static void write_text(Builder *out, const char *name, const Builder *text)
{
    builder_printf(out, ", \"%s\": ", name);
    escape_json(out, builder_view(text));
}

static void write_player(Builder *out, const Playhead *playhead)
{
    builder_text(out, "{\"t\": ");
    time_exact(out, playhead->at.t);
    if (playhead->at.step == ALL_STEPS)
        builder_text(out, ", \"step\": \"all\"");
    else
        builder_printf(out, ", \"step\": %u", playhead->at.step);
    builder_printf(out, ", \"direction\": %d", playhead->direction);
    write_number(out, "speed", playhead->fitted ? 0 : playhead->speed);
    write_flag(out, "playing", playhead->playing);
    write_flag(out, "loop", playhead->looping);
    write_flag(out, "dwell", playhead->dwelling);
}

static void write_view(Builder *out, const ViewState *view)
{
    static const char *const themes[] = {"light", "dark", "contrast"};
    builder_printf(out, ", \"panels\": %u, \"theme\": \"%s\", \"axis\": \"%s\"", view->panels,
                   themes[view->theme], view->axis == AXIS_TIME ? "time" : "steps");
    builder_printf(out, ", \"hover\": [%d, %d]", view->hover_timeline, view->hover_lane);
    write_number(out, "from", view->from);
    write_number(out, "to", view->to);
    write_flag(out, "predict", view->predict);
    builder_printf(out, ", \"stage\": %u", view->stage);
    write_flag(out, "spotlight", view->spotlight);
    write_flag(out, "rails_folded", view->fold_rails);
    write_flag(out, "magnifies", view->magnifies);
}

void stage_state(const Stage *stage, Builder *out)
{
    Builder title = {0};
    stage_title(stage, &title);
    write_player(out, &stage->playhead);
    write_view(out, &stage->view);
    write_flag(out, "gallery", stage->in_gallery);
    write_flag(out, "help", stage->help);
    write_flag(out, "asks", stage->asks);
    builder_printf(out, ", \"quiz\": [%zu, %zu]", stage->quiz.right, stage->quiz.asked);
    write_flag(out, "blanked", stage->blanked);
    write_flag(out, "full_screen", stage->full_screen);
    write_flag(out, "quit", stage->wants_quit);
    write_flag(out, "unsaved", edit_unsaved(&stage->edit));
    write_text(out, "banner", &stage->banner);
    write_text(out, "message", &stage->message);
    write_text(out, "search", &stage->gallery.search);
    write_text(out, "clipboard", &stage->wants_clipboard);
    write_text(out, "title", &title);
    builder_text(out, "}\n");
    builder_free(&title);
}
