/* The bar at the bottom of the window: play, speed, where in the run one is, and the keys. */
#include "view/scene.h"

#include "base/number.h"

#include <math.h>

static void draw_play_button(Scene *scene, Point centre)
{
    const Theme *theme = scene->theme;
    float r = px(scene, 30);
    draw_circle(scene->picture, centre, r, theme->strong);
    if (scene->state->transport.playing) {
        Box bar = {centre.x - px(scene, 11), centre.y - px(scene, 13), px(scene, 8),
                   px(scene, 26)};
        draw_rect(scene->picture, bar, px(scene, 2), theme->ground);
        bar.x = centre.x + px(scene, 4);
        draw_rect(scene->picture, bar, px(scene, 2), theme->ground);
    } else {
        Point triangle[] = {{centre.x - px(scene, 9), centre.y - px(scene, 14)},
                            {centre.x + px(scene, 15), centre.y},
                            {centre.x - px(scene, 9), centre.y + px(scene, 14)}};
        draw_polygon(scene->picture, triangle, 3, theme->ground);
    }
    add_region(scene, (Region){.kind = REGION_PLAY,
                               .box = {centre.x - r, centre.y - r, 2 * r, 2 * r}});
}

static void draw_speed(Scene *scene, float x, float y)
{
    const Transport *transport = &scene->state->transport;
    Font font = words(600, px(scene, 26));
    Builder text = {0};
    if (transport->fitted) {
        builder_text(&text, "fit");
    } else {
        double speed = transport->speed;
        number_fixed(&text, speed, 'g', 3);
        builder_text(&text, "×");
    }
    put_text(scene, (Point){x, centred(y, font)}, ANCHOR_START, font, scene->theme->text,
             builder_view(&text), px(scene, 78));
    builder_free(&text);
    add_region(scene, (Region){.kind = REGION_SPEED,
                               .box = {x - px(scene, 8), y - px(scene, 26), px(scene, 76),
                                       px(scene, 52)}});
}

static void draw_seek_bar(Scene *scene, float x0, float x1, float y)
{
    const Theme *theme = scene->theme;
    int64_t end = lesson_end(scene->lesson).t;
    float part = end > 0 ? (float)((double)scene->at.t / (double)end) : 1;
    float x = x0 + (x1 - x0) * fminf(fmaxf(part, 0), 1), high = px(scene, 7);
    draw_rect(scene->picture, (Box){x0, y - high / 2, x1 - x0, high}, high / 2, theme->rule);
    draw_rect(scene->picture, (Box){x0, y - high / 2, x - x0, high}, high / 2, theme->strong);
    float last = -1e9f;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        last = -1e9f;
        for (size_t j = 0; j < timeline->moments.count && end > 0;) {
            Moment at = timeline->moments.items[j];
            float mark = x0 + (x1 - x0) * (float)((double)at.t / (double)end);
            if (mark - last >= px(scene, 6) && !scene->state->predict)
                draw_rect(scene->picture,
                          (Box){mark - px(scene, 2), y + px(scene, 11), px(scene, 4), px(scene, 9)},
                          px(scene, 1), theme->dim);
            last = mark - last >= px(scene, 6) ? mark : last;
            j += timeline->moments.count > 4096 ? timeline->moments.count / 2048 : 1;
        }
    }
    draw_circle(scene->picture, (Point){x, y}, px(scene, 12), theme->strong);
    add_region(scene, (Region){.kind = REGION_SEEK_BAR,
                               .box = {x0 - px(scene, 12), y - px(scene, 20),
                                       x1 - x0 + px(scene, 24), px(scene, 40)}});
    scene->layout->seek_x = x0;
    scene->layout->seek_width = x1 - x0;
}

void draw_transport(Scene *scene)
{
    const Theme *theme = scene->theme;
    Box bar = scene->transport;
    float y = bar.y + px(scene, 46);
    draw_line(scene->picture, (Point){0, bar.y}, (Point){bar.w, bar.y}, px(scene, 1.5f),
              theme->rule);
    draw_play_button(scene, (Point){px(scene, 66), y});
    draw_speed(scene, px(scene, 118), y);
    const char *message = scene->state->transport.message;
    bool has_words = bar.w > px(scene, 1100);
    float hints = has_words ? px(scene, 1338) : bar.w - px(scene, 36);
    if (has_words && hints > bar.w - px(scene, 500))
        hints = bar.w - px(scene, 560);
    draw_seek_bar(scene, px(scene, 206), hints - px(scene, 60), y);
    if (has_words) {
        Font font = words(message ? 600 : 400, px(scene, 22));
        put_text(scene, (Point){hints, centred(y, font)}, ANCHOR_START, font,
                 message ? theme->text : theme->soft,
                 message ? str_of(message) : STR("Space play    ← → step    ? keys"),
                 bar.w - px(scene, 30) - hints);
        add_region(scene, (Region){.kind = REGION_HELP,
                                   .box = {hints, y - px(scene, 20), px(scene, 360),
                                           px(scene, 40)}});
    }
}
