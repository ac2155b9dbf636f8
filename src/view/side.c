/* The panels beside or below the rows: who of them is shown, and how they share the room. */
#include "view/panel.h"

typedef struct PanelEntry {
    uint32_t bit;
    float weight;
    const char *name, *help;
    PanelDraw draw;
    PanelWants wants;
} PanelEntry;

static const PanelEntry panels[] = {
#define PANEL(text, which, share, about)                                                           \
    {.bit = which, .weight = share, .name = #text, .help = about, .draw = view_panel_##text,       \
     .wants = view_panel_##text##_wants},
#include "view/panels.def"
#undef PANEL
};
enum { PANELS = sizeof panels / sizeof *panels };

uint32_t view_panel_bit(Str name)
{
    for (size_t i = 0; i < PANELS; i++)
        if (str_is(name, panels[i].name))
            return panels[i].bit;
    return 0;
}

const char *view_panel_name(size_t index)
{
    return index < PANELS ? panels[index].name : NULL;
}

const char *view_panel_help(size_t index)
{
    return index < PANELS ? panels[index].help : NULL;
}

static void draw_panel(Scene *scene, const PanelEntry *panel, Box box)
{
    draw_group(scene->picture, "panel %s", panel->name);
    draw_rect(scene->picture, box, px(scene, 14), scene->theme->panel);
    if (scene->state->theme == THEME_CONTRAST)
        draw_frame(scene->picture, box, px(scene, 14), px(scene, 2), scene->theme->rule);
    add_region(scene, (Region){.kind = REGION_PANEL, .box = box});
    draw_clip(scene->picture, box);
    panel->draw(scene, box);
    draw_unclip(scene->picture);
    draw_ungroup(scene->picture);
}

/* Who wants less than its share gets that, and leaves the rest to the others; what then is left
 * over is shared by all. */
static void share_height(const Scene *scene, float room, float *parts)
{
    bool settled[PANELS] = {false};
    bool changed = true;
    float weight = 0;
    for (size_t i = 0; i < PANELS; i++) {
        parts[i] = 0;
        settled[i] = !(scene->state->panels & panels[i].bit);
        weight += settled[i] ? 0 : panels[i].weight;
    }
    float all = weight;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < PANELS; i++) {
            float wants = settled[i] ? 0 : panels[i].wants(scene);
            if (settled[i] || wants > room * panels[i].weight / weight)
                continue;
            parts[i] = wants;
            room -= wants;
            weight -= panels[i].weight;
            settled[i] = changed = true;
        }
    }
    for (size_t i = 0; i < PANELS; i++) {
        if (!(scene->state->panels & panels[i].bit))
            continue;
        if (!settled[i])
            parts[i] = room * panels[i].weight / weight;
        else if (weight <= 0)
            parts[i] += room * panels[i].weight / all;
    }
}

static void share_width(const Scene *scene, float room, float *parts)
{
    float weight = 0;
    for (size_t i = 0; i < PANELS; i++)
        weight += scene->state->panels & panels[i].bit ? panels[i].weight : 0;
    for (size_t i = 0; i < PANELS; i++)
        parts[i] = scene->state->panels & panels[i].bit ? room * panels[i].weight / weight : 0;
}

void draw_side(Scene *scene)
{
    Box side = scene->side;
    bool across = side.w > side.h * 1.6f; /* below the rows: side by side */
    float gap = px(scene, 12), parts[PANELS];
    float room = (across ? side.w : side.h) + gap;
    for (size_t i = 0; i < PANELS; i++)
        room -= scene->state->panels & panels[i].bit ? gap : 0;
    if (across)
        share_width(scene, room, parts);
    else
        share_height(scene, room, parts);
    float at = across ? side.x : side.y;
    for (size_t i = 0; i < PANELS; i++) {
        if (!(scene->state->panels & panels[i].bit))
            continue;
        draw_panel(scene, &panels[i], across ? (Box){at, side.y, parts[i], side.h}
                                             : (Box){side.x, at, side.w, parts[i]});
        at += parts[i] + gap;
    }
}

/* --- what list panels share --- */

PanelPen pen_in(Scene *scene, Box box)
{
    return (PanelPen){.scene = scene,
                      .x = box.x + px(scene, 26),
                      .y = box.y + px(scene, 14),
                      .right = box.x + box.w - px(scene, 22),
                      .bottom = box.y + box.h - px(scene, 10)};
}

bool pen_has_room(const PanelPen *pen, float size)
{
    return pen->y + size * 1.5f <= pen->bottom;
}

void pen_line(PanelPen *pen, Font font, Colour colour, Str text)
{
    if (!pen_has_room(pen, font.size))
        return;
    pen->y += font.size * 1.25f;
    put_text(pen->scene, (Point){pen->x, pen->y}, ANCHOR_START, font, colour, text,
             pen->right - pen->x);
    pen->y += font.size * 0.25f;
}

void pen_task(PanelPen *pen, const Timeline *timeline, uint32_t lane, Str after)
{
    Scene *scene = pen->scene;
    Font font = code(px(scene, 19)), rest = words(400, px(scene, 19));
    if (!pen_has_room(pen, font.size))
        return;
    const Lane *which = &timeline->lanes.items[lane];
    pen->y += font.size * 1.25f;
    float x = pen->x + px(scene, 4);
    x += put_task_number(scene, which, (Point){x, pen->y - font.size * 0.34f}, font.size, 1);
    x += px(scene, 10);
    float width = text_width(scene, font, which->call), room = pen->right - x;
    float wanted = text_width(scene, rest, after) + px(scene, 14);
    float call_room = after.length && width + wanted > room ? room - wanted : room;
    if (call_room < room * 0.45f)
        call_room = room * 0.45f;
    put_text(scene, (Point){x, pen->y}, ANCHOR_START, font, scene->theme->text, which->call,
             call_room);
    x += (width < call_room ? width : call_room) + px(scene, 14);
    put_text(scene, (Point){x, pen->y}, ANCHOR_START, rest, scene->theme->dim, after,
             pen->right - x);
    pen->y += font.size * 0.25f;
}

bool panel_tells(const Scene *scene, const Row *row)
{
    return scene->state->hover_timeline < 0 ||
           (uint32_t)scene->state->hover_timeline == row->index;
}
