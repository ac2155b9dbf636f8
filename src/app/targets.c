#include "app/targets.h"

#include "player/places.h"
#include "app/report.h"
#include "base/file.h"

#include <string.h>

const char *target_extension(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    return dot && dot[1] && dot > (slash ? slash + 1 : path) ? dot + 1 : NULL;
}

/* --- one -o --- */

static bool add_file(ExportTargets *targets, const char *out, const char *named, Arena *arena)
{
    if (named && strchr(named, ',')) {
        report_usage("several formats need a folder: -o %s/", out);
        return false;
    }
    if (!named && strcmp(out, "-") == 0) {
        report_usage("standard output needs --format");
        return false;
    }
    if (!named)
        named = target_extension(out);
    if (!named) {
        report_usage("%s has no extension that tells the format; --format does", out);
        return false;
    }
    const ExportFormat *format = target_format(named, arena);
    if (!format)
        return false;
    array_push(targets, (ExportTarget){.format = format, .out = out,
                                 .is_document = format->begin != NULL});
    return true;
}

static bool add_folder(ExportTargets *targets, const char *out, const char *named, Arena *arena)
{
    size_t length = strlen(out);
    bool slash = out[length - 1] == '/' && length > 1;
    ExportTarget target = {.out = out, .folder = slash ? arena_copy(arena, out, length - 1) : out};
    for (const char *at = named ? named : "png"; at;) {
        size_t word = strcspn(at, ",");
        target.format = target_format(arena_copy(arena, at, word), arena);
        if (!target.format)
            return false;
        array_push(targets, target);
        at = at[word] ? at + word + 1 : NULL;
    }
    return true;
}

static bool add_output(ExportTargets *targets, const Args *args, const char *out, Arena *arena)
{
    size_t length = strlen(out), before = targets->count;
    const char *named = args->values[OPTION_FORMAT];
    if (length == 0) {
        report_usage("-o needs a name");
        return false;
    }
    bool slash = out[length - 1] == '/';
    const char *extension = target_extension(out);
    if (!slash && places_is_folder(out) && extension && export_format(str_of(extension))) {
        report_usage("%s is a folder; -o %s/ writes into it", out, out);
        return false;
    }
    if (slash || places_is_folder(out))
        return add_folder(targets, out, named, arena);
    if (!add_file(targets, out, named, arena))
        return false;
    if (args->file_count == 1 || targets->items[before].is_document)
        return true;
    report_usage("several files need a folder: -o %s/", out);
    return false;
}

/* --- what does not go together --- */

bool target_plays(const ExportTarget *target, const Args *args)
{
    return target->format->flags & FORMAT_FILM ||
           (strcmp(target->format->name, "svg") == 0 && args_has(args, OPTION_ANIMATE));
}

static bool takes(const ExportTarget *target, const Args *args, OptionId option)
{
    const char *name = target->format->name;
    bool film = target->format->flags & FORMAT_FILM;
    bool picture = target->format->flags & FORMAT_PICTURE;
    bool svg = strcmp(name, "svg") == 0, txt = strcmp(name, "txt") == 0;
    bool plays = target_plays(target, args);
    switch (option) {
    case OPTION_FPS: return film;
    case OPTION_LENGTH: return plays;
    case OPTION_LOOP: return strcmp(name, "gif") == 0 || strcmp(name, "webp") == 0;
    case OPTION_OUTLINES: case OPTION_EMBED_FONTS: case OPTION_ANIMATE: case OPTION_FRAGMENTS:
        return svg;
    case OPTION_ONCE: return svg && plays;
    case OPTION_PAPER: return strcmp(name, "pdf") == 0;
    case OPTION_WIDTH: case OPTION_ASCII: return txt;
    case OPTION_STEPS: return picture && !plays && !(svg && args_has(args, OPTION_FRAGMENTS));
    case OPTION_BLANK: return picture;
    case OPTION_TRANSPARENT: return picture && !film;
    case OPTION_FOR: case OPTION_NO_TITLE: case OPTION_NO_LEGEND: case OPTION_NO_RAILS:
    case OPTION_MAGNIFY:
        return picture || film;
    case OPTION_AT:
    case OPTION_STEP:
        return (picture && !plays && !(svg && args_has(args, OPTION_FRAGMENTS))) || txt;
    case OPTION_TIMELINE: return picture || film || txt;
    case OPTION_SIZE: case OPTION_SCALE: case OPTION_THEME: case OPTION_LAYOUT: case OPTION_PANELS:
        return picture || film;
    default: return true;
    }
}

static bool is_given(const Args *args, OptionId option)
{
    return args_has(args, option) && !args->implied[option];
}

static bool check_pairs(const Args *args)
{
    static const struct {
        OptionId one, other;
        const char *why;
    } pairs[] = {
        {OPTION_STEPS, OPTION_AT, "--steps takes every instant; --at only one"},
        {OPTION_STEPS, OPTION_STEP, "--steps takes every step; --step only one"},
        {OPTION_STEP, OPTION_AT, "--step and --at both say when"},
        {OPTION_PAPER, OPTION_SIZE, "--paper and --size both give the page's size"},
        {OPTION_OUTLINES, OPTION_EMBED_FONTS,
         "--outlines needs no fonts, which --embed-fonts brings"},
        {OPTION_ANIMATE, OPTION_FRAGMENTS,
         "--animate plays by itself, --fragments by the page"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (is_given(args, pairs[i].one) && is_given(args, pairs[i].other)) {
            report_usage("%s", pairs[i].why);
            return false;
        }
    return true;
}

static void say_astray(OptionId option, const ExportTarget *target, const Args *args)
{
    const char *name = option_specs[option].name;
    bool svg = strcmp(target->format->name, "svg") == 0;
    Builder those = {0};
    for (size_t i = 0; export_formats[i]; i++)
        if (takes(&(ExportTarget){.format = export_formats[i]}, args, option))
            builder_printf(&those, " %s", export_formats[i]->name);
    if (option == OPTION_ONCE || (option == OPTION_LENGTH && svg))
        report_usage("--%s goes with --animate, which is not given", name);
    else if (those.length)
        report_usage("--%s does not go with the format %s; it goes with%s", name,
                     target->format->name, those.at);
    else
        report_usage("--%s does not go with the format %s", name, target->format->name);
    builder_free(&those);
}

/* An option that all formats would pass over in silence is a mistake of the one who wrote it. */
static bool check_options(const ExportTargets *targets, const Args *args)
{
    for (int option = 0; option < OPTION_COUNT; option++) {
        size_t taken = 0;
        for (size_t i = 0; i < targets->count; i++)
            taken += takes(&targets->items[i], args, (OptionId)option);
        if (!is_given(args, (OptionId)option) || taken)
            continue;
        say_astray((OptionId)option, &targets->items[0], args);
        return false;
    }
    return check_pairs(args);
}

static bool check_steps(const ExportTargets *targets, const Args *args)
{
    for (size_t i = 0; i < targets->count && args_has(args, OPTION_STEPS); i++) {
        const ExportTarget *target = &targets->items[i];
        if (takes(target, args, OPTION_STEPS) && !target->is_document &&
            strcmp(target->out, "-") == 0) {
            report_usage("--steps writes many pictures; standard output takes one");
            return false;
        }
    }
    return true;
}

const char *target_file(const ExportTarget *target, const char *file, Arena *arena)
{
    if (!target->folder)
        return target->out;
    return arena_printf(arena, "%s/%s.%s", target->folder, places_stem(arena, file),
                        target->format->name);
}

/* Each target's file for each FILE, `files` to a target: none of them may be a FILE, or two. */
static bool check_file(const ExportTargets *targets, const Args *args, const char *const *outs,
                       size_t n)
{
    size_t files = (size_t)args->file_count;
    const char *source = args->files[n % files], *out = outs[n];
    if (strcmp(out, "-") != 0 && strcmp(source, "-") != 0 && file_same(out, source)) {
        report_usage("%s is the scenario itself", out);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        bool same_target = i / files == n / files;
        if ((same_target && !targets->items[i / files].folder) || strcmp(outs[i], out) != 0)
            continue;
        if (same_target)
            report_usage("%s and %s would both become %s", args->files[i % files], source, out);
        else
            report_usage("%s would be written twice", out);
        return false;
    }
    return true;
}

static bool check_files(const ExportTargets *targets, const Args *args, Arena *arena)
{
    size_t files = (size_t)args->file_count, pairs = targets->count * files;
    const char **outs = ARENA_ARRAY(arena, const char *, pairs);
    for (size_t n = 0; n < pairs; n++)
        outs[n] = target_file(&targets->items[n / files], args->files[n % files], arena);
    for (size_t n = 0; n < pairs; n++)
        if (!check_file(targets, args, outs, n))
            return false;
    return true;
}

bool targets_read(ExportTargets *targets, const Args *args, Arena *arena)
{
    if (args->output_count == 0) {
        report_usage("export needs -o OUT");
        return false;
    }
    for (int i = 0; i < args->output_count; i++)
        if (!add_output(targets, args, args->outputs[i], arena))
            return false;
    return check_files(targets, args, arena) && check_options(targets, args) &&
           check_steps(targets, args);
}
