/* How each state looks: by pattern first, by hue besides. Lanes and legend draw the same. */
#include "view/scene.h"

#include <math.h>

enum { LOW_BAR = 27 };

void draw_sleep_bar(Scene *scene, Box box, Colour hue, float alpha)
{
    legend_saw(scene, LEGEND_sleeps);
    const Theme *theme = scene->theme;
    float radius = fminf(px(scene, 6), box.w / 2);
    float fill = (float)(theme->sleep_fill >> 24) / 255.0f * alpha;
    float hatch = (float)(theme->hatch >> 24) / 255.0f * alpha;
    draw_rect(scene->picture, box, radius, colour_with_alpha(hue, fill));
    float apart = px(scene, box.h < px(scene, LOW_BAR) ? 20 : 14); /* words stand close to it */
    if (box.w > px(scene, 4))
        draw_hatch(scene->picture, box, radius, px(scene, 2), apart,
                   colour_with_alpha(hue, hatch));
    draw_frame(scene->picture, box, radius, px(scene, 1.6f), colour_times_alpha(hue, alpha));
}

void draw_block_bar(Scene *scene, Box box, Colour hue, float alpha)
{
    legend_saw(scene, LEGEND_blocks);
    draw_rect(scene->picture, box, fminf(px(scene, 5), box.w / 2), colour_times_alpha(hue, alpha));
}

void draw_ready_bar(Scene *scene, Box box, float alpha)
{
    legend_saw(scene, LEGEND_ready);
    float middle = box.y + box.h / 2, high = fminf(px(scene, 12), box.h);
    draw_rect(scene->picture, (Box){box.x, middle - high / 2, box.w, high},
              fminf(high, box.w) / 2, colour_times_alpha(scene->theme->ready_bar, alpha));
    if (box.w > px(scene, 6))
        draw_dashes(scene->picture, (Point){box.x + px(scene, 3), middle},
                    (Point){box.x + box.w - px(scene, 2), middle}, fminf(px(scene, 3), high),
                    px(scene, 7), px(scene, 6), false,
                    colour_times_alpha(scene->theme->ready, alpha));
}

void draw_await_line(Scene *scene, Box box, Colour hue, float alpha)
{
    legend_saw(scene, LEGEND_awaits);
    float middle = box.y + box.h / 2;
    if (box.w > px(scene, 4))
        draw_dashes(scene->picture, (Point){box.x + px(scene, 4), middle},
                    (Point){box.x + box.w, middle}, px(scene, 3), px(scene, 1), px(scene, 9),
                    true, colour_times_alpha(hue, alpha));
}

void draw_thread_bar(Scene *scene, Box box, Colour hue, float alpha)
{
    legend_saw(scene, LEGEND_thread);
    float inset = px(scene, 4), line = px(scene, 1.8f);
    draw_rect(scene->picture, box, px(scene, 6), colour_with_alpha(hue, 0.10f * alpha));
    draw_frame(scene->picture, box, fminf(px(scene, 6), box.w / 2), line,
               colour_times_alpha(hue, alpha));
    if (box.w > 3 * inset && box.h > 3 * inset)
        draw_frame(scene->picture,
                   (Box){box.x + inset, box.y + inset, box.w - 2 * inset, box.h - 2 * inset},
                   px(scene, 3), line, colour_times_alpha(hue, alpha));
}

void draw_tick(Scene *scene, Point middle, float height, Colour hue)
{
    legend_saw(scene, LEGEND_runs);
    float width = fmaxf(3, px(scene, 5));
    draw_rect(scene->picture,
              (Box){middle.x - width / 2, middle.y - height / 2, width, height}, width / 2, hue);
}

static void draw_stroke(Scene *scene, Point from, Point to, float width, Colour colour)
{
    draw_dashes(scene->picture, from, to, width, 0, 0, true, colour);
}

void draw_end_mark(Scene *scene, Point at, float radius, MarkKind kind, Colour hue)
{
    float r = radius, line = fmaxf(2, radius * 0.22f);
    Colour colour = kind == MARK_FAILED ? scene->theme->bad : hue;
    legend_saw(scene, kind == MARK_DONE     ? LEGEND_done
                      : kind == MARK_FAILED ? LEGEND_failed
                                            : LEGEND_cancelled);
    draw_circle(scene->picture, at, r, scene->theme->panel);
    draw_ring(scene->picture, at, r, fmaxf(1.5f, radius * 0.2f), colour);
    if (kind == MARK_DONE) {
        Point low = {at.x - 0.09f * r, at.y + 0.4f * r};
        draw_stroke(scene, (Point){at.x - 0.46f * r, at.y}, low, line, colour);
        draw_stroke(scene, low, (Point){at.x + 0.5f * r, at.y - 0.38f * r}, line, colour);
    } else if (kind == MARK_FAILED) {
        float d = 0.4f * r;
        draw_stroke(scene, (Point){at.x - d, at.y - d}, (Point){at.x + d, at.y + d}, line, colour);
        draw_stroke(scene, (Point){at.x - d, at.y + d}, (Point){at.x + d, at.y - d}, line, colour);
    } else {
        float d = 0.68f * r;
        draw_stroke(scene, (Point){at.x - d, at.y + d}, (Point){at.x + d, at.y - d}, line, colour);
    }
}

void draw_race_mark(Scene *scene, Point at, float size)
{
    legend_saw(scene, LEGEND_race);
    Point diamond[] = {{at.x, at.y - size}, {at.x + size, at.y}, {at.x, at.y + size},
                       {at.x - size, at.y}};
    draw_polygon(scene->picture, diamond, 4, scene->theme->warning);
    float inner = size * 0.42f;
    Point hole[] = {{at.x, at.y - inner}, {at.x + inner, at.y}, {at.x, at.y + inner},
                    {at.x - inner, at.y}};
    draw_polygon(scene->picture, hole, 4, scene->theme->panel);
}

void draw_note_mark(Scene *scene, Point at, float size)
{
    legend_saw(scene, LEGEND_note);
    Point pin[] = {{at.x - size, at.y - size}, {at.x + size, at.y - size}, {at.x, at.y + size}};
    draw_polygon(scene->picture, pin, 3, scene->theme->soft);
}

void draw_warning_mark(Scene *scene, Point at, float size)
{
    Point triangle[] = {{at.x, at.y - size}, {at.x + size * 1.1f, at.y + size * 0.85f},
                        {at.x - size * 1.1f, at.y + size * 0.85f}};
    float line = fmaxf(1.5f, size * 0.24f);
    legend_saw(scene, LEGEND_warning);
    draw_polygon(scene->picture, triangle, 3, scene->theme->warning);
    draw_stroke(scene, (Point){at.x, at.y - size * 0.35f}, (Point){at.x, at.y + size * 0.2f}, line,
                scene->theme->panel);
    draw_circle(scene->picture, (Point){at.x, at.y + size * 0.58f}, line * 0.6f,
                scene->theme->panel);
}

float lane_bar_height(const Scene *scene, const Row *row)
{
    return row->pitch >= px(scene, 40) ? row->pitch - px(scene, 12)
                                        : fmaxf(row->pitch * 0.7f, fminf(row->pitch * 0.8f, px(scene, 26)));
}

float end_mark_radius(const Scene *scene, const Row *row)
{
    float least = fminf(px(scene, 9), row->pitch * 0.32f);
    return fmaxf(least, fminf(px(scene, 15), row->pitch * 0.167f));
}
