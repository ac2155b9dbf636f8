/* Writing a film: elements that stay, and groups of those that come and go, moved by CSS or, as
 * fragments, by the page around them. What is gone in the end is hidden by an attribute, which a
 * style sheet overrides: so the last picture is what a reader without CSS shows. */
#include "draw/svg_film.h"

#include "base/number.h"

static const Element *element_at(const SvgFilm *film, uint32_t element)
{
    return &film->all.list.items[element];
}

static bool comes_or_goes(const Element *element, const SvgFilm *film)
{
    return element->from || element->to < film->count;
}

static bool same_stretch(const Element *a, const Element *b)
{
    return a->from == b->from && a->to == b->to;
}

/* --- played by CSS --- */

static void add_percent(Builder *out, double part)
{
    number_fixed(out, 100 * part, 'f', 3);
    builder_char(out, '%');
}

static void add_stretch(Builder *out, const Element *element)
{
    builder_printf(out, SVG_SALT "-%u-%u", (unsigned)element->from, (unsigned)element->to);
}

static double length_of(const SvgFilm *film, const SvgTiming *timing)
{
    return timing->interval * (double)film->count + timing->hold;
}

/* The rule that shows what is of a stretch in that stretch alone. */
static void add_rule(Builder *out, const SvgFilm *film, const SvgTiming *timing,
                     const Element *element)
{
    double length = length_of(film, timing);
    builder_text(out, "@keyframes ");
    add_stretch(out, element);
    builder_printf(out, "{0%%{visibility:%s}", element->from ? "hidden" : "visible");
    if (element->from) {
        add_percent(out, timing->interval * element->from / length);
        builder_text(out, "{visibility:visible}");
    }
    if (element->to < film->count) {
        add_percent(out, timing->interval * element->to / length);
        builder_text(out, "{visibility:hidden}");
    }
    builder_text(out, "}.");
    add_stretch(out, element);
    builder_text(out, "{animation-name:");
    add_stretch(out, element);
    builder_text(out, "}\n");
}

static void add_rules(Builder *out, const SvgFilm *film, const SvgTiming *timing)
{
    Names stretches = {0}; /* that have theirs: their two numbers as they lie there */
    for (uint32_t e = element_at(film, 0)->next; e != SVG_NONE; e = element_at(film, e)->next) {
        const Element *element = element_at(film, e);
        Str stretch = {(const char *)&element->from, sizeof element->from + sizeof element->to};
        if (!comes_or_goes(element, film) || names_find(&stretches, stretch) != NAMES_NONE)
            continue;
        names_add(&stretches, stretch, 0);
        add_rule(out, film, timing, element);
    }
    names_free(&stretches);
}

static void add_style(Builder *out, const SvgFilm *film, const SvgTiming *timing)
{
    builder_printf(out, "<style>\n[class^=" SVG_SALT "]{animation:0s step-end %s;"
                        "animation-duration:",
                   timing->play == SVG_ONCE ? "both" : "infinite");
    number_fixed(out, length_of(film, timing), 'f', 3);
    builder_text(out, "s}\n");
    add_rules(out, film, timing);
    builder_text(out, "@media (prefers-reduced-motion:reduce){[class^=" SVG_SALT
                      "]{animation:none}}\n</style>\n");
}

static void open_playing(Builder *out, const SvgFilm *film, const Element *element)
{
    builder_text(out, "<g class=\"");
    add_stretch(out, element);
    builder_text(out, element->to < film->count ? "\" visibility=\"hidden\">\n" : "\">\n");
}

/* --- shown by the page --- */

/* Two groups where it comes and goes: the outer shows it, the inner hides it. */
static int open_fragment(Builder *out, const SvgFilm *film, const Element *element)
{
    bool goes = element->to < film->count;
    if (element->from)
        builder_printf(out, "<g class=\"step step-%u fragment\" data-fragment-index=\"%u\">\n",
                       (unsigned)element->from, (unsigned)element->from - 1);
    if (goes)
        builder_printf(out, "<g class=\"step until-%u fragment fade-out\""
                            " data-fragment-index=\"%u\" visibility=\"hidden\">\n",
                       (unsigned)element->to, (unsigned)element->to - 1);
    return (element->from > 0) + goes;
}

/* --- both --- */

void svg_write_film(Builder *out, const SvgFilm *film, const SvgTiming *timing)
{
    const Element *open = NULL; /* whose groups are open */
    int depth = 0;
    if (timing->play != SVG_FRAGMENTS)
        add_style(out, film, timing);
    for (uint32_t e = element_at(film, 0)->next; e != SVG_NONE; e = element_at(film, e)->next) {
        const Element *element = element_at(film, e);
        if (open && !same_stretch(open, element)) {
            for (; depth > 0; depth--)
                builder_text(out, "</g>\n");
            open = NULL;
        }
        if (!open && comes_or_goes(element, film)) {
            open = element;
            depth = 1;
            if (timing->play == SVG_FRAGMENTS)
                depth = open_fragment(out, film, element);
            else
                open_playing(out, film, element);
        }
        builder_add(out, film->all.text.at + element->start, element->length);
    }
    for (; depth > 0; depth--)
        builder_text(out, "</g>\n");
}
