/* The panels beside or below the rows: who of them is shown, and how they share the room. */
#include "view/panel.h"

typedef struct PanelEntry {
    uint32_t bit;
    float weight;
    const char *name;
    PanelDraw draw;
    PanelWants wants;
} PanelEntry;

static const PanelEntry panels[] = {
#define PANEL(text, which, share, about)                                                           \
    {.bit = which, .weight = share, .name = #text, .draw = view_panel_##text,                      \
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

/* Below the rows: as many side by side as leave each its width, the others under them. */
static uint32_t panels_abreast(const Scene *scene, uint32_t shown)
{
    uint32_t fits = (uint32_t)(scene->side.w / px(scene, 520));
    fits = fits < 1 ? 1 : fits;
    uint32_t lines = (shown + fits - 1) / fits;
    return (shown + lines - 1) / lines;
}

static uint32_t count_shown(const Scene *scene)
{
    uint32_t shown = 0;
    for (size_t i = 0; i < PANELS; i++)
        shown += (scene->state->panels & panels[i].bit) != 0;
    return shown;
}

static void draw_beside(Scene *scene)
{
    Box side = scene->side;
    float gap = px(scene, 12), parts[PANELS], y = side.y;
    share_height(scene, side.h - gap * (float)(count_shown(scene) - 1), parts);
    for (size_t i = 0; i < PANELS; i++) {
        if (!(scene->state->panels & panels[i].bit))
            continue;
        draw_panel(scene, &panels[i], (Box){side.x, y, side.w, parts[i]});
        y += parts[i] + gap;
    }
}

static void draw_below(Scene *scene)
{
    Box side = scene->side;
    uint32_t shown = count_shown(scene), abreast = panels_abreast(scene, shown), place = 0;
    uint32_t lines = (shown + abreast - 1) / abreast;
    float gap = px(scene, 12), high = (side.h - gap * (float)(lines - 1)) / (float)lines;
    for (size_t i = 0; i < PANELS; i++) {
        if (!(scene->state->panels & panels[i].bit))
            continue;
        uint32_t line = place / abreast, left = shown - line * abreast;
        uint32_t here = left < abreast ? left : abreast;
        float wide = (side.w - gap * (float)(here - 1)) / (float)here;
        draw_panel(scene, &panels[i],
                   (Box){side.x + (wide + gap) * (float)(place % abreast),
                         side.y + (high + gap) * (float)line, wide, high});
        place++;
    }
}

void draw_side(Scene *scene)
{
    bool is_below = scene->side.x < scene->rows.x + 1;
    if (!is_below)
        draw_beside(scene);
    else if (panels_abreast(scene, count_shown(scene)) == 1)
        draw_beside(scene); /* one under the other, too */
    else
        draw_below(scene);
}
