/* head_day.c -- the day that a plain text's own head gives.  Layer: text.
 *
 * A text file comes without metadata, but many say when they were published: in the dateline, or
 * on a line above the report. Only whole dates count, year and all:
 *
 *   dateline  = as in dateline.c, with a year in its date
 *   line      = [what ending in one of , | - or a dash, or a word of publishing ["on"]] date [time]
 *
 * A heading may name the day of something else, so the first line must be the date, or say that it
 * is one of publishing. Lines of more than LINE_MOST bytes are of the report: the search ends. */
#include <string.h>

#include "base/date.h"
#include "base/lexicon.h"
#include "base/str.h"
#include "text/blocks.h"

#define LINES_MOST 10u
#define LINE_MOST  100u

/* "Published", "Broadcast on", "Date:" */
static bool is_publishing(sayso_str word)
{
    static const char *const words[] = {"published", "posted",  "broadcast", "aired", "issued",
                                        "released",  "updated", "date",      "dated", "filed"};
    char low[12];
    if (word.n && word.p[word.n - 1] == ':')
        word.n--;
    if (!word.n || word.n >= sizeof low)
        return false;
    for (uint32_t i = 0; i < word.n; i++)
        low[i] = sayso__ascii_lower(word.p[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sayso__str_is(sayso__str(low, word.n), words[i]))
            return true;
    return false;
}

static sayso_str last_word(sayso_str s)
{
    uint32_t at = s.n;
    while (at && !sayso__is_space(s.p[at - 1]))
        at--;
    return sayso__str(s.p + at, s.n - at);
}

/* May a date stand behind these words of a line? */
static bool may_stand_behind(sayso_str before, bool first_line)
{
    before = sayso__str_trim(before);
    if (!before.n)
        return true;
    sayso_str last = last_word(before);
    if (sayso__str_is(last, "on") || sayso__str_is(last, "On"))
        return is_publishing(last_word(sayso__str_trim(sayso__str(before.p, before.n - last.n))));
    bool mark = last.p[last.n - 1] == ',' || last.p[last.n - 1] == '|' ||
                sayso__str_is(last, "-") || sayso__str_is(last, "\xe2\x80\x93") ||
                sayso__str_is(last, "\xe2\x80\x94") || sayso__str_is(last, "\xc2\xb7");
    return is_publishing(last) || (mark && !first_line);
}

/* Does a date begin so: with a number, a month or a day of the week? (What is read as a date takes
 * any word before a comma for such a day.) */
static bool begins_date(sayso_str s)
{
    static const char names[] = "jan feb mar apr may jun jul aug sep oct nov dec "
                                "mon tue wed thu fri sat sun ";
    if (s.n < 8 || sayso__is_digit(*s.p))
        return s.n >= 8;
    char low[] = {sayso__ascii_lower(s.p[0]), sayso__ascii_lower(s.p[1]),
                  sayso__ascii_lower(s.p[2]), ' ', '\0'};
    return sayso__is_alpha(low[0]) && sayso__is_alpha(low[1]) && strstr(names, low);
}

/* A whole date at the end of the line. */
static bool day_of_line(sayso_str line, bool first_line, int32_t *day, int64_t *utc)
{
    bool digit = false;
    for (uint32_t i = 0; i < line.n; i++)
        digit = digit || sayso__is_digit(line.p[i]);
    for (uint32_t at = 0; digit && at < line.n; at++) {
        if ((at && !sayso__is_space(line.p[at - 1])) || sayso__is_space(line.p[at]))
            continue;
        sayso_str tail = sayso__str(line.p + at, line.n - at);
        if (begins_date(tail) && may_stand_behind(sayso__str(line.p, at), first_line) &&
            sayso__date_parse(tail, day, utc))
            return true;
    }
    return false;
}

bool sayso__doc_head_day(const sayso_doc *d, int32_t *day, int64_t *utc)
{
    const char *end = d->text + d->n_text, *p = d->text;
    sayso_span at = d->dateline.date;
    if (at.end > at.beg && sayso__date_parse(sayso__str_span(d->text, at), day, utc))
        return true;
    for (uint32_t lines = 0; lines < LINES_MOST && p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        sayso_str line = sayso__str_trim(sayso__str(p, (size_t)((stop ? stop : end) - p)));
        p = stop ? stop + 1 : end;
        if (line.n > LINE_MOST)
            return false;
        if (line.n && day_of_line(line, lines == 0, day, utc))
            return true;
        lines += line.n > 0;
    }
    return false;
}
