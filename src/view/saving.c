/* What is said of a saving, and where: beside the bracket, else in the head, else at the foot. */
#include "view/scene.h"

Font why_font(const Scene *scene)
{
    return words(600, scene->size.small);
}

bool is_saving_told(const Scene *scene, const Timeline *timeline)
{
    const Timeline *baseline = scene->lesson->timelines[0];
    return timeline != baseline && timeline->end < baseline->end &&
           timeline->outcome == OUTCOME_DONE && baseline->outcome == OUTCOME_DONE &&
           saving_is_earned(baseline, timeline);
}

Str saving_words(const Scene *scene, const Timeline *timeline, bool how_much)
{
    const Timeline *baseline = scene->lesson->timelines[0];
    Builder why = {0}, said = {0};
    say_why(&why, baseline, timeline, &scene->lengths);
    if (how_much && why.length > 0) {
        say_saved(&said, baseline->end - timeline->end, &scene->lengths);
        builder_text(&said, ": ");
    }
    builder_str(&said, builder_view(&why));
    builder_free(&why);
    return keep_text(scene, &said);
}

static bool head_has_room(const Scene *scene, const Timeline *timeline, Str why)
{
    float around = px(scene, scene->state->slide ? 420 : 380); /* pill, total and gaps */
    float taken = text_width(scene, words(700, scene->size.head), timeline->title) +
                  text_width(scene, why_font(scene), why);
    return taken + around <= row_width(scene);
}

/* Nothing was saved, or something was lost; or there is no room for it above. */
Str why_line(const Scene *scene, const Timeline *timeline)
{
    if (timeline == scene->lesson->timelines[0])
        return (Str){0};
    bool saves = is_saving_told(scene, timeline);
    Str said = saving_words(scene, timeline, saves);
    return saves && head_has_room(scene, timeline, said) ? (Str){0} : said;
}

bool is_why_in_foot(const Scene *scene, const Row *row)
{
    return row->foot_lines > 0 && why_line(scene, row->timeline).length > 0;
}
