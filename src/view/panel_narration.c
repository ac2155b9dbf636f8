/* What has just happened, in a sentence for each timeline. */
#include "view/panel.h"

void view_panel_narration(Scene *scene, Box box)
{
    float part = (box.h - px(scene, 20)) / (float)(scene->row_count ? scene->row_count : 1);
    float line = px(scene, 30);
    uint32_t shown = scene->row_count;
    if (part < line) { /* the row under the mouse, or the last ones */
        part = line;
        shown = (uint32_t)((box.h - px(scene, 20)) / line);
    }
    float y = box.y + px(scene, 10);
    for (uint32_t i = scene->row_count - (shown < scene->row_count ? shown : scene->row_count);
         i < scene->row_count; i++) {
        Builder text = {0};
        if (!scene->state->blank)
            narrate(scene, scene->list[i].timeline, &text);
        Font font = words(500, px(scene, 20));
        Str rest = builder_view(&text);
        float top = y, room = box.w - px(scene, 52);
        while (rest.length && top + line <= y + part + 1) {
            bool last = top + 2 * line > y + part + 1;
            size_t length = last ? rest.length : line_length(scene, font, rest, room);
            if (length == 0)
                length = rest.length;
            put_text(scene, (Point){box.x + px(scene, 26), top + line * 0.74f}, ANCHOR_START, font,
                     scene->theme->text, (Str){rest.at, length}, room);
            size_t next = length < rest.length ? length + 1 : length;
            rest = (Str){rest.at + next, rest.length - next};
            top += line;
        }
        y += part;
        builder_free(&text);
    }
}
