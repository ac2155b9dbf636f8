#include "player/typed.h"

#include "player/keys.h"
#include "player/open.h"
#include "player/quiz_mode.h"
#include "player/zoom.h"

#include <float.h>
#include <string.h>

static bool is(const char *key, const char *name)
{
    return strcmp(key, name) == 0;
}

/* In the gallery letters search; what else it knows is few keys. */
static void gallery_key(Stage *stage, const char *key)
{
    Gallery *gallery = &stage->gallery;
    size_t before = gallery->selected;
    if (is(key, "Return"))
        stage_open_selected(stage);
    else if (is(key, "Left") || is(key, "Right"))
        gallery_move(gallery, is(key, "Left") ? -1 : 1, 0);
    else if (is(key, "Up") || is(key, "Down"))
        gallery_move(gallery, 0, is(key, "Up") ? -1 : 1);
    else if (is(key, "PageUp") || is(key, "PageDown"))
        gallery_move(gallery, 0, is(key, "PageUp") ? -2 : 2);
    else if (is(key, "Backspace") && gallery->search.length)
        gallery_search(gallery, "\b");
    else if (is(key, "Backspace") && stage->loaded)
        stage_leave_gallery(stage);
    else if (is(key, "Escape") && gallery->search.length && !stage->help)
        gallery_search(gallery, "");
    else if (is(key, "Escape"))
        action_close(stage);
    else if (strlen(key) > 1 && (strncmp(key, "Ctrl+", 5) == 0 || key[0] == 'F')) {
        const Action *action = key_action(key);
        if (action && strcmp(action->group, "Play") != 0 &&
            strcmp(action->group, "Step") != 0 && !is(action->name, "keep"))
            action->act(stage);
    }
    if (gallery->selected != before)
        gallery->began = stage->now;
}

/* Ends the question whether to leave. */
void stage_answer(Stage *stage, Answer answer)
{
    if (answer == ANSWER_NONE)
        return;
    stage->asks = false;
    stage->dirty = true;
    if (answer == ANSWER_SAVE)
        action_save(stage);
    if (answer == ANSWER_STAY || (answer == ANSWER_SAVE && edit_unsaved(&stage->edit)))
        return;
    if (stage->ask_runs && edit_unsaved(&stage->edit)) {
        stage->ask_runs = false; /* and now the other question */
        stage->asks = true;
        return;
    }
    if (stage->ask_path.length)
        stage_switch(stage, stage->ask_path.at);
    else
        stage->wants_quit = true;
}

void stage_key(Stage *stage, const char *key)
{
    const Action *action = key_action(key);
    stage->dirty = true;
    if (stage->asks) {
        stage_answer(stage, ask_key(stage, key));
        return;
    }
    stage->bar_menu = false;
    if (stage->blanked) {
        stage->blanked = false;
        if (!action || action->act != action_quit)
            return;
    }
    if (stage->help && action && action->act != action_quit) {
        stage->help = false;
        return;
    }
    if (stage->in_gallery) {
        gallery_key(stage, key);
        return;
    }
    if (stage->view.predict && quiz_mode_key(stage, key))
        return;
    if (!action)
        return;
    bool moves = strcmp(action->group, "Play") == 0 || strcmp(action->group, "Step") == 0;
    if (stage->view.predict && moves)
        return;
    if (moves) /* a pointer left lying is not pointing: nothing of its own over what moves */
        stage->rested_at = DBL_MAX;
    bool always = action->act == action_quit || action->act == action_gallery ||
                  action->act == action_full_screen || action->act == action_help ||
                  action->act == action_theme || action->act == action_close;
    if (stage->loaded || always)
        action->act(stage);
}

void stage_text(Stage *stage, const char *text)
{
    if (stage->in_gallery && !stage->blanked && !stage->help && !is(text, "?")) {
        gallery_search(&stage->gallery, text);
        stage->gallery.began = stage->now;
        stage->dirty = true;
    } else if (stage->in_gallery && is(text, "?") && !stage->blanked) {
        action_help(stage);
        stage->dirty = true;
    } else if (!is(text, " ")) {
        stage_key(stage, text);
    }
}
