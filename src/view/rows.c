/* A row for each timeline: which there are, and where they stand. */
#include "view/lens.h"
#include "view/plan.h"

#include <math.h>

enum { WIDEST_COUNTED = 64 };

static float clamp(float value, float least, float most)
{
    return value < least ? least : value > most ? most : value;
}

void list_rows(Scene *scene)
{
    const Lesson *lesson = scene->lesson;
    scene->row_count = 0;
    if (!scene->list)
        scene->list = ARENA_ARRAY(scene->arena, Row, lesson->timeline_count);
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        const Timeline *timeline = lesson->timelines[i];
        if (i < 32 && scene->state->shown >> i & 1)
            continue;
        Row *row = &scene->list[scene->row_count++];
        *row = (Row){.timeline = timeline,
                     .index = i,
                     .threads = timeline->worker_count < 8 ? timeline->worker_count : 8,
                     .is_total = scene->is_overview,
                     .detail = DETAIL_FULL};
        if (scene->settled) {
            row->pinned = scene->settled[scene->row_count - 1].pinned;
            row->all_pinned = scene->settled[scene->row_count - 1].all_pinned;
        }
        if (row->is_total)
            row->threads = 0;
        row->has_lens = scene->lens_row == i + 1 && lens_instant(scene, timeline, &row->lens_t);
        fold_row(scene, row);
        row->has_inset = scene->wants_insets && wants_inset(scene, row);
        row->rails = row->is_total ? 0 : count_rails(scene, row);
        row->has_together = !row->is_total && shows_together(scene, row);
    }
    scene->columns =
        scene->state->arrangement == ARRANGE_COLUMNS && scene->row_count > 1 ? 2 : 1;
}

float widest_label(const Scene *scene)
{
    float widest = text_width(scene, words(500, scene->size.small), STR("event loop"));
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        widest = fmaxf(widest, rail_names_width(scene, &scene->list[i]));
        if (scene->list[i].is_compact)
            widest = fmaxf(widest, text_width(scene, words(700, scene->size.label),
                                              timeline->title));
        if (scene->list[i].detail == DETAIL_CENSUS) {
            widest = fmaxf(widest, text_width(scene, words(700, px(scene, 24)),
                                              census_title(scene, timeline)));
            widest = fmaxf(widest, text_width(scene, words(500, px(scene, 22)),
                                              STR("in a thread")) + px(scene, 28));
            continue;
        }
        for (uint32_t j = 0; j < scene->list[i].lane_count && j < WIDEST_COUNTED; j++) {
            const Lane *lane = &timeline->lanes.items[scene->list[i].order[j]];
            float number = lane_number_width(scene, lane);
            float width = text_width(scene, code(scene->size.label), lane->call) +
                          text_width(scene, code(scene->size.label),
                                     folded_words(scene, &scene->list[i], j));
            if (scene->size.sub > 0)
                width = fmaxf(width, number + text_width(scene, words(400, scene->size.sub),
                                                         lane_sub_label(scene, lane)));
            else
                width += number;
            widest = fmaxf(widest, width + lane_indent(scene, lane));
        }
    }
    return widest;
}

/* Gives the output column its box; what it takes of the height below `y`. */
static float place_column(Scene *scene, Row *row, const Plan *plan, float y)
{
    const Column *column = &scene->column;
    if (column->parts == 0 || row->timeline->output.count == 0)
        return 0;
    Box box = row->box;
    if (column->below) {
        float high = column_height(scene, row);
        row->column = (Box){row->label_x + px(scene, 18), y, box.w - px(scene, 60), high};
        return high;
    }
    float wide = plan->right - px(scene, 34);
    row->column = (Box){box.x + box.w - px(scene, 16) - wide, row->lanes_y, wide,
                        box.y + box.h - row->lanes_y - px(scene, 10)};
    return 0;
}

/* The magnifier and the inset; what they take of the height below `y`. */
static float place_below_strip(const Scene *scene, Row *row, const Plan *plan, float y)
{
    float taken = 0, x = row->box.x + plan->label_width;
    float wide = row->box.w - plan->label_width - plan->right;
    if (row->has_lens) {
        float left = row->label_x + px(scene, 18);
        row->lens = (Box){left, y + px(scene, 14), x + wide - left, lens_height(scene)};
        taken += lens_height(scene) + px(scene, 24);
    }
    if (row->has_inset) {
        float high = inset_height(scene, row, row->pitch);
        row->inset = (Box){row->box.x + px(scene, 10), y + taken + px(scene, 18),
                           row->box.w - px(scene, 20), high - px(scene, 18)};
        taken += high;
    }
    return taken;
}

static void place_row(Scene *scene, Row *row, const Plan *plan, Box box)
{
    bool slide = scene->state->slide;
    float u = scene->u;
    row->box = box;
    row->pitch = plan->pitch;
    if (row->detail != DETAIL_CENSUS)
        row->detail = plan->detail;
    row->label_x = box.x + (slide ? 24 : 20) * u;
    float low = slide ? 36 : 31;
    row->head_y = box.y + (plan->compact ? low : squeezed(scene, slide ? 48 : 42, low)) * u;
    row->lanes_y = box.y + head_height(scene, row, plan);
    row->lanes_height = row->pitch * lanes_counted(row);
    float y = row->lanes_y + row->lanes_height;
    row->together_y = row->has_together ? y + rails_pitch(scene) / 2 : 0;
    y += row->has_together ? rails_pitch(scene) : 0;
    row->rails_y = y;
    y += (float)row->rails * rails_pitch(scene);
    row->threads_y = y;
    row->threads_pitch = threads_pitch(scene);
    y += (float)row->threads * row->threads_pitch;
    if (has_strip(row, plan) && !row->is_compact) {
        row->strip_y = y + squeezed(scene, slide ? 18 : 14, 14) * u;
        y += strip_height(scene);
    }
    if (row->has_rail) {
        row->rail_y = y + rail_height(scene) / 2;
        y += rail_height(scene);
    }
    y += place_below_strip(scene, row, plan, y);
    y += place_column(scene, row, plan, y);
    row->foot_y = y + (slide ? squeezed(scene, 26, 22) : squeezed(scene, 23, 20)) * u;
    row->words_right = box.x + box.w - (row->is_compact ? plan->right : 12 * u);
    if (scene->column.parts && !scene->column.below)
        row->words_right = box.x + box.w - plan->right + 12 * u;
    if (row->is_compact)
        row->head_y = row->lanes_y + row->pitch / 2 + 0.355f * scene->size.head * 0.8f;
    row->axis = scene->axis;
    row->axis.x0 = box.x + plan->label_width;
    row->axis.width = box.w - plan->label_width - plan->right;
    if (row->axis.width < 10 * u)
        row->axis.width = 10 * u;
}

void place_rows(Scene *scene, const Plan *plan)
{
    float gap = plan->gap, y = scene->rows.y;
    float width = (scene->rows.w - gap * (float)(scene->columns - 1)) / (float)scene->columns;
    float total = rows_height(scene, plan, plan->pitch);
    total += scene->left_out ? px(scene, 40) : 0;
    scene->layout->content_height = total;
    scene->layout->visible_height = scene->rows.h;
    if (total > scene->rows.h)
        y -= clamp(scene->state->scroll, 0, total - scene->rows.h);
    else
        scene->rows.h = total;
    for (uint32_t i = 0; i < scene->row_count; i += scene->columns) {
        float tallest = 0;
        for (uint32_t j = i; j < i + scene->columns && j < scene->row_count; j++)
            tallest = fmaxf(tallest, row_height(scene, &scene->list[j], plan, plan->pitch));
        for (uint32_t j = i; j < i + scene->columns && j < scene->row_count; j++)
            place_row(scene, &scene->list[j], plan,
                      (Box){scene->rows.x + (width + gap) * (float)(j - i), y, width, tallest});
        y += tallest + gap;
    }
    scene->axis = scene->row_count ? scene->list[0].axis : scene->axis;
    if (scene->side.w > 0 && scene->side.x < scene->rows.x + 1) { /* below: all that is left */
        float top = scene->rows.y + scene->rows.h + px(scene, 62 + minimap_height(scene));
        scene->side.h += scene->side.y - top;
        scene->side.y = top;
    }
    scene->axis_band = (Box){scene->rows.x, scene->rows.y + scene->rows.h, scene->rows.w,
                             px(scene, scene->state->slide ? 60 : 56)};
    float left = scene->legend.y - scene->axis_band.y - scene->axis_band.h - px(scene, 12);
    if (scene->state->slide && scene->side.w <= 0 && left > 0) /* it belongs to what it explains */
        scene->legend.y -= 0.7f * left;
}
