/* Drawing what place.c has placed: above the playhead's line, so that no word is struck through. */
#include "view/scene.h"

static void draw_plate(Scene *scene, const Late *late, float radius, Colour ground, Colour ink)
{
    draw_rect(scene->picture, late->box, radius, ground);
    put_text(scene,
             (Point){late->box.x + px(scene, 7),
                     centred(late->box.y + late->box.h / 2, late->font)},
             ANCHOR_START, late->font, colour_times_alpha(ink, late->alpha), late->text,
             late->box.w - px(scene, 13.5f));
}

static Box flag_plate(const Scene *scene, const Late *late)
{
    float tip = px(scene, 10);
    return (Box){late->points_right ? late->box.x : late->box.x + tip, late->box.y,
                 late->box.w - tip, late->box.h};
}

void draw_flag_plate(Scene *scene, const Late *late)
{
    float tip = px(scene, 10), middle = late->box.y + late->box.h / 2;
    Colour ground = colour_times_alpha(scene->theme->flag, late->alpha);
    Box plate = flag_plate(scene, late);
    legend_saw(scene, LEGEND_prints);
    if (late->has_tip) {
        float x = late->points_right ? plate.x + plate.w - 1 : plate.x + 1;
        float end = late->points_right ? x + tip : x - tip, half = px(scene, 8);
        Point points[] = {{end, middle}, {x, middle - half}, {x, middle + half}};
        draw_polygon(scene->picture, points, 3, ground);
    }
    draw_rect(scene->picture, plate, px(scene, 6), ground);
}

static void draw_flag(Scene *scene, const Late *late)
{
    const Theme *theme = scene->theme;
    Box plate = flag_plate(scene, late);
    float middle = plate.y + plate.h / 2;
    draw_flag_plate(scene, late);
    float pitch = late->font.size * 1.25f;
    float first = middle - pitch * (float)(late->line_count - 1) / 2;
    bool stacked = late->line_count > 1;
    for (uint32_t i = 0; i < late->line_count; i++)
        put_text(scene,
                 (Point){stacked ? plate.x + px(scene, 11) : plate.x + plate.w / 2,
                         centred(first + pitch * (float)i, late->font)},
                 stacked ? ANCHOR_START : ANCHOR_MIDDLE, late->font,
                 colour_times_alpha(theme->flag_text, late->alpha), late->lines[i],
                 plate.w - px(scene, 22.5f));
}

/* A number as it stands at its instant and, once more, before its text. */
static void draw_pin(Scene *scene, const Late *late)
{
    const Theme *theme = scene->theme;
    Box box = late->box;
    draw_rect(scene->picture, box, box.h / 2, colour_times_alpha(theme->flag, late->alpha));
    put_text(scene, (Point){box.x + box.w / 2, centred(box.y + box.h / 2, late->font)},
             ANCHOR_MIDDLE, late->font, colour_times_alpha(theme->flag_text, late->alpha),
             late->text, box.w);
}

void draw_print_number(Scene *scene, Point middle, Font font, uint32_t number)
{
    Str text = str_of(arena_printf(scene->arena, "%u", number));
    float high = font.size * 1.5f, wide = text_width(scene, font, text) + font.size * 0.9f;
    wide = wide < high ? high : wide;
    draw_pin(scene, &(Late){.box = {middle.x - wide / 2, middle.y - high / 2, wide, high},
                            .text = text,
                            .font = font,
                            .alpha = 1});
}

/* `2.5 s late: hog() holds the loop`, how late first and in red. */
static void draw_behind(Scene *scene, const Late *late)
{
    const Theme *theme = scene->theme;
    Font strong = words(700, late->font.size);
    Str first = {late->text.at, late->strong};
    Str rest = {late->text.at + late->strong, late->text.length - late->strong};
    Point at = {late->box.x + px(scene, 7),
                centred(late->box.y + late->box.h / 2, late->font)};
    float room = late->box.w - px(scene, 13.5f), width = text_width(scene, strong, first);
    draw_rect(scene->picture, late->box, px(scene, 5), colour_times_alpha(theme->panel, 0.92f));
    put_text(scene, at, ANCHOR_START, strong, colour_times_alpha(theme->bad, late->alpha), first,
             room);
    at.x += width;
    if (rest.length)
        put_text(scene, at, ANCHOR_START, late->font, colour_times_alpha(theme->text, late->alpha),
                 rest, room - width);
}

void draw_late(Scene *scene)
{
    const Theme *theme = scene->theme;
    for (size_t i = 0; i < scene->late.count; i++) {
        const Late *late = &scene->late.items[i];
        Colour plate = colour_times_alpha(theme->panel, 0.92f);
        switch (late->kind) {
        case LATE_LABEL: draw_plate(scene, late, px(scene, 5), plate, theme->text); break;
        case LATE_HELD:
            draw_plate(scene, late, px(scene, 4), colour_times_alpha(late->colour, late->alpha),
                       theme->held_text);
            break;
        case LATE_WAIT: draw_plate(scene, late, 0, theme->panel, theme->soft); break;
        case LATE_FLAG: draw_flag(scene, late); break;
        case LATE_PIN: draw_pin(scene, late); break;
        case LATE_BEHIND: draw_behind(scene, late); break;
        case LATE_WORDS: draw_plate(scene, late, px(scene, 5), plate, late->colour); break;
        }
    }
}
