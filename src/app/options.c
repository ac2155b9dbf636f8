#include "app/options.h"

#include "app/report.h"
#include "base/nearest.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

enum { LEAST_WIDTH = 320, LEAST_HEIGHT = 180, MOST_SIDE = 16384 };
static const int64_t MOST_PIXELS = INT64_C(1) << 27;

static bool say_wrong(OptionId option, const char *text, const char *wanted)
{
    report_usage("--%s %s: %s", option_specs[option].name, text, wanted);
    return false;
}

/* A number from `least` to `most`; unchanged where the option was not given. */
static bool read_number(const Args *args, OptionId option, const double range[2], double *into)
{
    const char *text = args->values[option];
    double number;
    if (!text)
        return true;
    if (number_parse(str_of(text), &number) && number >= range[0] && number <= range[1]) {
        *into = number;
        return true;
    }
    Builder wanted = {0};
    builder_text(&wanted, "expected a number from ");
    number_fixed(&wanted, range[0], 'g', 6);
    builder_text(&wanted, " to ");
    number_fixed(&wanted, range[1], 'g', 6);
    say_wrong(option, text, wanted.at);
    builder_free(&wanted);
    return false;
}

static bool read_whole(const Args *args, OptionId option, const int64_t range[2], int64_t *into)
{
    const char *text = args->values[option];
    int64_t number;
    if (!text)
        return true;
    if (integer_parse(str_of(text), &number) && number >= range[0] && number <= range[1]) {
        *into = number;
        return true;
    }
    Builder wanted = {0};
    builder_printf(&wanted, "expected a whole number from %lld to %lld", (long long)range[0],
                   (long long)range[1]);
    say_wrong(option, text, wanted.at);
    builder_free(&wanted);
    return false;
}

static bool read_at(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_AT];
    double seconds;
    int64_t step = 0;
    settings->at_step = ALL_STEPS;
    settings->at_end = !text || strcmp(text, "end") == 0;
    if (settings->at_end)
        return true;
    size_t length = strcspn(text, "#");
    if (text[length] && (!integer_parse(str_of(text + length + 1), &step) || step < 0 ||
                         step >= ALL_STEPS))
        return say_wrong(OPTION_AT, text, "expected the number of a step behind #");
    if (text[length])
        settings->at_step = (uint32_t)step;
    return (number_parse((Str){text, length}, &seconds) && seconds >= 0 &&
            time_from_seconds(seconds, &settings->at)) ||
           say_wrong(OPTION_AT, text, "expected virtual seconds from 0 on, or `end`");
}

static bool read_size(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_SIZE];
    settings->width = 1920;
    settings->height = 1080;
    if (!text)
        return true;
    const char *x = strpbrk(text, "xX");
    int64_t width, height = 1080;
    settings->auto_height = x && strcmp(x + 1, "auto") == 0 && args->command == COMMAND_EXPORT;
    if (!x || !integer_parse((Str){text, (size_t)(x - text)}, &width) ||
        (!settings->auto_height && !integer_parse(str_of(x + 1), &height)))
        return say_wrong(OPTION_SIZE, text, "expected WIDTHxHEIGHT, such as 1920x1080");
    if (width < LEAST_WIDTH || height < LEAST_HEIGHT)
        return say_wrong(OPTION_SIZE, text, "too small; the least is 320x180");
    if (width > MOST_SIDE || height > MOST_SIDE)
        return say_wrong(OPTION_SIZE, text, "too large; a side has at most 16384 pixels");
    if (width * height > MOST_PIXELS)
        return say_wrong(OPTION_SIZE, text, "too large; a picture has at most 134217728 pixels");
    settings->width = (int)width;
    settings->height = (int)height;
    settings->has_size = true;
    return true;
}

static bool read_timelines(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_TIMELINE];
    for (const char *at = text; at;) {
        size_t length = strcspn(at, ",");
        int64_t number;
        if (!integer_parse((Str){at, length}, &number) || number < 1 ||
            number > SCENARIO_MAX_TIMELINES)
            return say_wrong(OPTION_TIMELINE, text,
                             "expected timelines by number from 1 on, such as 1,3");
        settings->only |= 1u << (number - 1);
        at = at[length] ? at + length + 1 : NULL;
    }
    return true;
}

/* The word's panels; false where there are none of that name. */
static bool panel_bits(Str word, uint32_t *bits)
{
    uint32_t all = 0;
    for (size_t i = 0; view_panel_name(i); i++)
        all |= view_panel_bit(str_of(view_panel_name(i)));
    *bits = str_is(word, "all") ? all : view_panel_bit(word);
    return *bits || str_is(word, "none");
}

static bool say_wrong_panel(const char *text, Str word)
{
    enum { MOST = 32 };
    const char *names[MOST] = {"all", "none"};
    size_t count = 2;
    for (size_t i = 0; view_panel_name(i) && count < MOST; i++)
        names[count++] = view_panel_name(i);
    const char *nearest = nearest_name(word, names, count);
    if (!nearest)
        return say_wrong(OPTION_PANELS, text,
                         "expected some of python,output,loop,narration, or all, or none");
    report_usage("--panels %s: did you mean %s?", text, nearest);
    return false;
}

static bool read_panels(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_PANELS];
    settings->has_panels = text != NULL;
    for (const char *at = text; at;) {
        Str word = {at, strcspn(at, ",")};
        uint32_t bits;
        if (!panel_bits(word, &bits))
            return say_wrong_panel(text, word);
        settings->panels |= bits;
        at = at[word.length] ? at + word.length + 1 : NULL;
    }
    return true;
}

/* The words were checked by the options' table. */
static bool is(const Args *args, OptionId option, const char *word)
{
    return args_has(args, option) && strcmp(args->values[option], word) == 0;
}

static bool read_until(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_UNTIL];
    double seconds;
    settings->python.has_until = text != NULL;
    if (!text)
        return true;
    return (number_parse(str_of(text), &seconds) && seconds > 0 &&
            time_from_seconds(seconds, &settings->python.until) &&
            (settings->sim.until = settings->python.until) > 0) ||
           say_wrong(OPTION_UNTIL, text, "expected virtual seconds, more than 0");
}

static void read_words(const Args *args, Settings *settings)
{
    settings->has_theme = args_has(args, OPTION_THEME);
    settings->theme = is(args, OPTION_THEME, "dark")       ? THEME_DARK
                      : is(args, OPTION_THEME, "contrast") ? THEME_CONTRAST
                                                           : THEME_LIGHT;
    settings->paper = is(args, OPTION_PAPER, "16:9")  ? PAPER_16_9
                      : is(args, OPTION_PAPER, "4:3") ? PAPER_4_3
                      : is(args, OPTION_PAPER, "a4")  ? PAPER_A4
                                                      : PAPER_NONE;
    settings->arrangement =
        is(args, OPTION_LAYOUT, "columns") ? ARRANGE_COLUMNS : ARRANGE_ROWS;
    settings->python.python = args->values[OPTION_PYTHON];
    settings->python.real_clock = is(args, OPTION_CLOCK, "real");
    settings->diagnostics = is(args, OPTION_DIAGNOSTICS, "short")  ? DIAG_SHORT
                            : is(args, OPTION_DIAGNOSTICS, "json") ? DIAG_JSON
                                                                   : DIAG_HUMAN;
}

bool options_read(const Args *args, Settings *settings)
{
    *settings = (Settings){0};
    double scale = 1;
    int64_t steps = 0, memory = 0, step = 0, stage = 0, columns = 0;
    int64_t loops = 0;
    bool fine = read_at(args, settings) && read_size(args, settings) &&
                read_timelines(args, settings) && read_panels(args, settings) &&
                read_number(args, OPTION_SCALE, (double[]){0.25, 8}, &scale) &&
                read_number(args, OPTION_FPS, (double[]){1, 120}, &settings->fps) &&
                read_number(args, OPTION_LENGTH, (double[]){0.1, 3600}, &settings->length) &&
                read_number(args, OPTION_SPEED, (double[]){0.1, 20}, &settings->speed) &&
                read_whole(args, OPTION_LOOP, (int64_t[]){0, 65535}, &loops) &&
                read_whole(args, OPTION_WIDTH, (int64_t[]){20, 1000}, &columns) &&
                read_whole(args, OPTION_STAGE, (int64_t[]){1, SCENARIO_MAX_TIMELINES}, &stage) &&
                read_whole(args, OPTION_STEP, (int64_t[]){1, 1000000}, &step) &&
                read_whole(args, OPTION_MAX_STEPS, (int64_t[]){1, INT64_C(1000000000000)}, &steps) &&
                read_whole(args, OPTION_MAX_MEMORY, (int64_t[]){1, 1 << 20}, &memory);
    settings->scale = (float)scale;
    settings->blank = args_has(args, OPTION_BLANK);
    settings->no_title = args_has(args, OPTION_NO_TITLE);
    settings->no_legend = args_has(args, OPTION_NO_LEGEND);
    settings->transparent = args_has(args, OPTION_TRANSPARENT);
    settings->columns = (uint32_t)columns;
    settings->loops = (uint32_t)loops;
    settings->sim.max_steps = (uint64_t)steps;
    settings->sim.max_bytes = memory < (int64_t)(SIZE_MAX >> 20) ? (size_t)memory << 20 : SIZE_MAX;
    settings->step = (uint32_t)step;
    settings->stage = (uint32_t)stage;
    read_words(args, settings);
    return fine && read_until(args, settings) && options_read_look(args, settings);
}

bool options_hidden(const Settings *settings, const Lesson *lesson, uint32_t *hidden)
{
    if (settings_hidden(settings, lesson, hidden))
        return true;
    report_usage("--timeline: the scenario has only %u timeline%s", lesson->timeline_count,
                 lesson->timeline_count == 1 ? "" : "s");
    return false;
}
