/* What the tables say, as a manual page. */
#include "app/args.h"

/* As text of the page: no sign in it is an order to troff. */
static void add_plain(Builder *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        builder_text(out, "\\&");
    for (; *text; text++)
        if (*text == '\\')
            builder_text(out, "\\e");
        else if (*text == '-')
            builder_text(out, "\\-");
        else
            builder_char(out, *text);
}

static void add_line(Builder *out, const char *text)
{
    add_plain(out, text);
    builder_char(out, '\n');
}

/* --- the tables --- */

/* Its name in bold, what it takes in italics. */
static void add_entry(Builder *out, const char *name, const char *takes)
{
    builder_text(out, ".TP\n\\fB");
    add_plain(out, name);
    builder_text(out, "\\fR");
    if (takes && *takes) {
        builder_text(out, *name ? " \\fI" : "\\fI");
        add_plain(out, takes);
        builder_text(out, "\\fR");
    }
    builder_char(out, '\n');
}

static void add_option(Builder *out, const OptionSpec *option)
{
    Builder name = {0};
    if (option->letter)
        builder_printf(&name, "-%c, ", option->letter);
    builder_printf(&name, "--%s", option->name);
    add_entry(out, name.at, option->argument);
    add_line(out, option->help);
    builder_free(&name);
}

/* Told once, not with each command: what belongs to many of them. */
static bool is_shared(const OptionSpec *option)
{
    int commands = 0;
    for (int i = 0; i < COMMAND_COUNT; i++)
        commands += (int)(option->commands >> i & 1);
    return commands > 3;
}

static void add_shared(Builder *out)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (is_shared(&option_specs[i])) {
            add_option(out, &option_specs[i]);
            const char *between = "(";
            for (int c = 0; c < COMMAND_COUNT && i != OPTION_HELP; c++)
                if (option_specs[i].commands & 1u << c) {
                    builder_printf(out, "%s%s", between,
                                   c == COMMAND_PLAY ? "the window" : command_specs[c].name);
                    between = ", ";
                }
            builder_text(out, i == OPTION_HELP ? "" : ")\n");
        }
}

static void add_options(Builder *out, CommandId command)
{
    bool any = false;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (is_shared(&option_specs[i]) || !(option_specs[i].commands & 1u << command))
            continue;
        if (!any)
            builder_printf(out, ".SS %s\n",
                           command == COMMAND_PLAY ? "the window" : command_specs[command].name);
        any = true;
        add_option(out, &option_specs[i]);
    }
}

/* --- the page --- */

static void add_synopsis(Builder *out)
{
    builder_text(out, ".SH SYNOPSIS\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        builder_text(out, i ? ".br\n\\fBinterleave " : "\\fBinterleave ");
        builder_printf(out, "%s\\fR", i == COMMAND_PLAY ? "" : command_specs[i].name);
        if (*command_specs[i].takes) {
            builder_text(out, " \\fI");
            add_plain(out, command_specs[i].takes);
            builder_text(out, "\\fR");
        }
        builder_char(out, '\n');
    }
}

static void add_variables(Builder *out)
{
    static const char *const variables[][2] = {
        {"INTERLEAVE_PYTHON", "what runs a Python file, where --python does not say."},
        {"INTERLEAVE_SCENARIOS", "the folder with the lessons."},
        {"INTERLEAVE_FONTS", "the folder with the fonts."},
        {"NO_COLOR", "no colours on a terminal."},
        {"XDG_STATE_HOME", "where the window remembers its size and what was open lately, in "
                           "interleave/; else ~/.local/state."}};
    builder_text(out, ".SH ENVIRONMENT\n");
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        add_entry(out, variables[i][0], NULL);
        add_line(out, variables[i][1]);
    }
}

static void add_sets(Builder *out)
{
    Builder sets = {0};
    args_help_sets(&sets);
    builder_text(out, ".PP\n.nf\n");
    for (const char *at = sets.at; at && *at;) {
        Builder line = {0};
        while (*at && *at != '\n')
            builder_char(&line, *at++);
        at += *at == '\n';
        if (line.length)
            add_line(out, line.at);
        builder_free(&line);
    }
    builder_text(out, ".fi\n");
    builder_free(&sets);
}

static void add_ends(Builder *out)
{
    static const char *const codes[][2] = {
        {"0", "all is well."}, {"1", "the scenario is wrong, or in run a timeline went wrong."},
        {"2", "wrong usage."}, {"3", "a file could not be read or written."},
        {"4", "there is no display for the window."}};
    builder_text(out, ".SH \"EXIT STATUS\"\n");
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        add_entry(out, codes[i][0], NULL);
        add_line(out, codes[i][1]);
    }
}

void args_man(Builder *out, const char *version)
{
    builder_printf(out, ".TH INTERLEAVE 1 \"\" \"interleave %s\" \"\"\n"
                        ".SH NAME\ninterleave \\- makes asyncio visible\n", version);
    add_synopsis(out);
    builder_text(out, ".SH DESCRIPTION\nReads a scenario, a few coroutines in one JSON file, or a "
                      "Python program or notebook; runs it on a\nmodel of CPython's asyncio over "
                      "virtual time; and shows the runs above one another on one time\naxis, in a "
                      "window or as pictures, films, text and code.\n.PP\n\\fIFILE\\fR is a path, "
                      "\\- for standard input, or the name or number of a lesson.\n"
                      ".SH COMMANDS\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        add_entry(out, i == COMMAND_PLAY ? "" : command_specs[i].name, command_specs[i].takes);
        add_line(out, command_specs[i].help);
    }
    builder_text(out, ".SH OPTIONS\n");
    add_shared(out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        add_options(out, (CommandId)i);
        if (i == COMMAND_EXPORT)
            add_sets(out);
    }
    add_ends(out);
    add_variables(out);
    builder_text(out, ".SH \"SEE ALSO\"\n\\fBinterleave explain all\\fR prints the whole language, "
                      "\\fBinterleave list\\fR the lessons to start from.\n");
}
