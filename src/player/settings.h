/* What the options ask for, as values; app/options.h reads them. */
#ifndef PLAYER_SETTINGS_H
#define PLAYER_SETTINGS_H

#include "lesson/lesson.h"
#include "recorder/recorder.h"
#include "view/view.h"

typedef enum PaperSize { PAPER_NONE, PAPER_16_9, PAPER_4_3, PAPER_A4 } PaperSize;

enum { SETTINGS_FOLDS = 256, SETTINGS_SETS = 32 };

/* A number of the file that is another in this run. */
typedef struct SetNumber {
    uint32_t line, column;
    Str value;
} SetNumber;

typedef struct Settings {
    bool at_end;
    int64_t at; /* ns, where not at_end */
    uint32_t at_step; /* of the instant; ALL_STEPS: all of them */
    uint32_t step; /* of what is told, in place of `at`; 0: none */
    int width, height;
    bool has_size, auto_height; /* the height is what the content takes */
    PaperSize paper;
    float scale;
    bool has_theme;
    ThemeName theme;
    Arrangement arrangement;
    uint32_t only; /* bit n: timeline n is asked for; 0: all */
    bool has_panels;
    uint32_t panels;
    bool blank, no_title, no_legend, no_rails, transparent;
    bool window; /* an export laid out as the window has it */
    uint32_t stage; /* as in ViewState */
    double from, to; /* visible virtual seconds; both 0: the whole run */
    AxisKind axis;
    FoldedLane folded[SETTINGS_FOLDS];
    size_t folded_count;
    bool has_highlight;
    FoldedLane highlight;
    uint32_t magnified; /* 1 + the timeline of which an instant is opened up; 0: none is */
    int64_t magnified_at; /* ns */
    float scroll; /* as in ViewState */
    uint32_t python_scroll, output_scroll, loop_scroll, narration_scroll, values_scroll;
    SetNumber sets[SETTINGS_SETS];
    size_t set_count;
    double fps, length; /* 0: the format's own */
    uint32_t loops;     /* 0: over and over */
    uint32_t columns;   /* 0: the format's own */
    double speed;       /* 0: fitted */
    DiagFormat diagnostics;
    SimOptions sim;
    RecorderOptions python;
} Settings;

/* The bits of timelines to hide; false where one that is asked for is not there. */
bool settings_hidden(const Settings *settings, const Lesson *lesson, uint32_t *hidden);

/* The view that an export has. `settings` must live as long as it; false as settings_hidden. */
bool settings_view(const Settings *settings, const Loaded *loaded, ViewState *view);
Moment settings_moment(const Settings *settings, const Lesson *lesson);

/* The turn with which the instant to magnify begins; false where nothing happens then. */
bool settings_magnified(const Settings *settings, const Lesson *lesson, uint32_t *turn);

/* What the window shows and a picture keeps of it: all but pointer and controls. */
ViewState settings_kept(const ViewState *shown);

/* Writes `text` with the numbers of --set. False where at one's place there is none: its index. */
bool settings_set(const Settings *settings, Str text, Builder *out, size_t *wrong);

/* The option, else the scenario's own hint, else light. `scenario` may be NULL. */
ThemeName settings_theme(const Settings *settings, const Scenario *scenario);

#endif
