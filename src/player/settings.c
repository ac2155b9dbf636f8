#include "player/settings.h"

bool settings_hidden(const Settings *settings, const Lesson *lesson, uint32_t *hidden)
{
    uint32_t all = (uint32_t)((UINT64_C(1) << lesson->timeline_count) - 1);
    *hidden = settings->only ? all & ~settings->only : 0;
    return !(settings->only & ~all);
}

ThemeName settings_theme(const Settings *settings, const Scenario *scenario)
{
    static const ThemeName hints[] = {[VIEW_THEME_NONE] = THEME_LIGHT,
                                      [VIEW_THEME_LIGHT] = THEME_LIGHT,
                                      [VIEW_THEME_DARK] = THEME_DARK,
                                      [VIEW_THEME_CONTRAST] = THEME_CONTRAST};
    return settings->has_theme || !scenario ? settings->theme : hints[scenario->view_theme];
}
