/* What the options ask for, as values; app/options.h reads them. */
#ifndef PLAYER_SETTINGS_H
#define PLAYER_SETTINGS_H

#include "sim/sim.h"
#include "view/view.h"

typedef enum PaperSize { PAPER_NONE, PAPER_16_9, PAPER_4_3, PAPER_A4 } PaperSize;

typedef struct Settings {
    bool at_end;
    int64_t at; /* ns, where not at_end */
    int width, height;
    bool has_size;
    PaperSize paper;
    float scale;
    bool has_theme;
    ThemeName theme;
    Arrangement arrangement;
    uint32_t only; /* bit n: timeline n is asked for; 0: all */
    bool has_panels;
    uint32_t panels;
    bool blank;
    double fps, length; /* 0: the format's own */
    uint32_t columns;   /* 0: the format's own */
    double speed;       /* 0: fitted */
    DiagFormat diagnostics;
    SimOptions sim;
} Settings;

/* The bits of timelines to hide; false where one that is asked for is not there. */
bool settings_hidden(const Settings *settings, const Lesson *lesson, uint32_t *hidden);

/* The option, else the scenario's own hint, else light. `scenario` may be NULL. */
ThemeName settings_theme(const Settings *settings, const Scenario *scenario);

#endif
