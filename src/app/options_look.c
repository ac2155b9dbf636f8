/* The options that say what of a run is looked at, and with which numbers. */
#include "app/options.h"

#include "app/report.h"
#include "base/number.h"

#include <string.h>

static bool say_wrong(OptionId option, const char *text, const char *wanted)
{
    report_usage("--%s %s: %s", option_specs[option].name, text, wanted);
    return false;
}

/* `2:3`: two whole numbers from 1 on. */
static bool read_pair(Str word, int64_t *first, int64_t *second)
{
    const char *colon = memchr(word.at, ':', word.length);
    size_t length = colon ? (size_t)(colon - word.at) : 0;
    return colon && integer_parse((Str){word.at, length}, first) &&
           integer_parse((Str){colon + 1, word.length - length - 1}, second) && *first >= 1 &&
           *second >= 1 && *first <= UINT32_MAX && *second <= UINT32_MAX;
}

static bool read_lanes(const Args *args, OptionId option, FoldedLane *lanes, size_t most,
                       size_t *count)
{
    const char *text = args->values[option];
    for (const char *at = text; at;) {
        Str word = {at, strcspn(at, ",")};
        int64_t timeline, lane;
        if (*count == most || !read_pair(word, &timeline, &lane))
            return say_wrong(option, text, "expected lanes such as 2:1, the first of the second "
                                           "timeline");
        lanes[(*count)++] = (FoldedLane){(uint32_t)timeline - 1, (uint32_t)lane - 1};
        at = at[word.length] ? at + word.length + 1 : NULL;
    }
    return true;
}

static bool read_window(const Args *args, Settings *settings)
{
    const char *from = args->values[OPTION_FROM], *to = args->values[OPTION_TO];
    if (args->command != COMMAND_EXPORT)
        return true;
    if (from && (!number_parse(str_of(from), &settings->from) || settings->from < 0))
        return say_wrong(OPTION_FROM, from, "expected virtual seconds from 0 on");
    if (to && (!number_parse(str_of(to), &settings->to) || settings->to <= settings->from))
        return say_wrong(OPTION_TO, to, "expected virtual seconds after where it begins");
    return true;
}

static bool read_scroll(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_SCROLL];
    double parts[6] = {0};
    int count = 0;
    for (const char *at = text; at;) {
        size_t length = strcspn(at, ",");
        if (count == 6 || !number_parse((Str){at, length}, &parts[count]) || parts[count] < 0 ||
            parts[count++] > 1e9)
            return say_wrong(OPTION_SCROLL, text,
                             "expected pixels of the lanes, then lines of listing, output and loop, "
                             "then sentences, then lines of values: 120,0,4");
        at = at[length] ? at + length + 1 : NULL;
    }
    settings->scroll = (float)parts[0];
    settings->python_scroll = (uint32_t)parts[1];
    settings->output_scroll = (uint32_t)parts[2];
    settings->loop_scroll = (uint32_t)parts[3];
    settings->narration_scroll = (uint32_t)parts[4];
    settings->values_scroll = (uint32_t)parts[5];
    return true;
}

static bool read_sets(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_SET];
    for (const char *at = text; at;) {
        size_t length = strcspn(at, ","), place = strcspn(at, "=");
        int64_t line, column;
        double value;
        if (settings->set_count == SETTINGS_SETS || place >= length ||
            !read_pair((Str){at, place}, &line, &column) ||
            !number_parse((Str){at + place + 1, length - place - 1}, &value))
            return say_wrong(OPTION_SET, text,
                             "expected a number's place and what it is instead: LINE:COLUMN=2.5");
        settings->sets[settings->set_count++] =
            (SetNumber){(uint32_t)line, (uint32_t)column, {at + place + 1, length - place - 1}};
        at = at[length] ? at + length + 1 : NULL;
    }
    return true;
}

static bool read_magnified(const Args *args, Settings *settings)
{
    const char *text = args->values[OPTION_MAGNIFY];
    int64_t timeline;
    double seconds;
    if (!text)
        return true;
    size_t length = strcspn(text, ":");
    if (!text[length] || !integer_parse((Str){text, length}, &timeline) || timeline < 1 ||
        timeline > SCENARIO_MAX_TIMELINES || !number_parse(str_of(text + length + 1), &seconds) ||
        seconds < 0 || !time_from_seconds(seconds, &settings->magnified_at))
        return say_wrong(OPTION_MAGNIFY, text, "expected a timeline and a virtual second such as "
                                               "2:1.5");
    settings->magnified = (uint32_t)timeline;
    return true;
}

bool options_read_look(const Args *args, Settings *settings)
{
    size_t highlights = 0;
    FoldedLane highlight = {0};
    settings->axis = args_has(args, OPTION_AXIS) && strcmp(args->values[OPTION_AXIS], "steps") == 0
                         ? AXIS_STEPS
                         : AXIS_TIME;
    settings->window = args_has(args, OPTION_WINDOW);
    settings->no_rails = args_has(args, OPTION_NO_RAILS);
    bool fine = read_window(args, settings) && read_scroll(args, settings) &&
                read_sets(args, settings) && read_magnified(args, settings) &&
                read_lanes(args, OPTION_FOLD, settings->folded, SETTINGS_FOLDS,
                           &settings->folded_count) &&
                read_lanes(args, OPTION_HIGHLIGHT, &highlight, 1, &highlights);
    settings->has_highlight = highlights > 0;
    settings->highlight = highlight;
    return fine;
}

static bool is_there(const Lesson *lesson, FoldedLane lane)
{
    return lane.timeline < lesson->timeline_count &&
           lane.lane < lesson->timelines[lane.timeline]->lanes.count;
}

bool options_check_lanes(const Settings *settings, const Lesson *lesson)
{
    FoldedLane missing = settings->highlight;
    bool fine = !settings->has_highlight || is_there(lesson, settings->highlight);
    for (size_t i = 0; i < settings->folded_count && fine; i++) {
        missing = settings->folded[i];
        fine = is_there(lesson, missing);
    }
    if (settings->stage > lesson->timeline_count) {
        report_usage("--stage %u: the scenario has only %u timelines", settings->stage,
                     lesson->timeline_count);
        return false;
    }
    uint32_t turn;
    if (fine && settings->magnified && !settings_magnified(settings, lesson, &turn)) {
        report_usage("--magnify: nothing happens at that instant of timeline %u",
                     settings->magnified);
        return false;
    }
    if (!fine)
        report_usage("there is no lane %u:%u", missing.timeline + 1, missing.lane + 1);
    return fine;
}
