/* dateline.c -- "DORVA, 13 March (Northern Wire) - " at a report's beginning.  Layer: text.
 *
 *   dateline  = [place *("," place)] ["," date] [agency] ["," date] dash *("[" CAPITALS "]")
 *   place     = 1*5 capitalised words        date = [weekday] month and day, either order, [year]
 *   agency    = "(" ... ")" or "/" ... "/"   dash = "-" "--" en or em dash, "_"
 *
 * A place in capitals is enough; another one needs a date or an agency. */
#include "base/str.h"
#include "base/utf8.h"
#include "lexica.h"
#include "text/blocks.h"

#define DATELINE_MOST 180u

typedef struct {
    const char *text;
    uint32_t at, end;
    sayso_dateline d;
    bool capitals; /* the place is written in capitals */
} parser;

static void blanks(parser *p)
{
    while (p->at < p->end && sayso__is_space(p->text[p->at]))
        p->at++;
}

/* End of the word at `at`: letters and what is inside names. */
static uint32_t word_end(const parser *p, uint32_t at)
{
    while (at < p->end) {
        char c = p->text[at];
        bool inner = (c == '.' || c == '\'' || c == '-') && at + 1 < p->end;
        if (c == '-' && at + 1 < p->end && !sayso__is_alpha(p->text[at + 1]))
            break;
        if (memcmp(p->text + at, "\xe2\x80", p->end - at < 2 ? p->end - at : 2) == 0 &&
            !(p->end - at >= 3 && memcmp(p->text + at, "\xe2\x80\x99", 3) == 0))
            break; /* dashes and quotation marks */
        if (!sayso__is_alpha(c) && !(c & 0x80) && !inner)
            break;
        at++;
    }
    return at;
}

static uint32_t month(const parser *p, uint32_t beg, uint32_t end)
{
    char low[12];
    uint32_t n = end - beg;
    if (n && p->text[end - 1] == '.')
        n--;
    if (n == 0 || n >= sizeof low)
        return 0;
    for (uint32_t i = 0; i < n; i++)
        low[i] = sayso__ascii_lower(p->text[beg + i]);
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_month_words, low, n);
    return e ? e->value[0] : 0;
}

static uint32_t digits(const parser *p, uint32_t at)
{
    while (at < p->end && sayso__is_digit(p->text[at]))
        at++;
    return at;
}

/* A date at p->at: words and numbers as long as they are of one. Needs a month. */
static bool date(parser *p)
{
    uint32_t at = p->at, last = at, months = 0, numbers = 0;
    for (uint32_t parts = 0; parts < 5 && at < p->end; parts++) {
        uint32_t e = digits(p, at), w = word_end(p, at);
        if (e > at && e - at <= 4) {
            numbers++;
            last = e;
        } else {
            uint32_t m = month(p, at, w);
            if (!m)
                break;
            months += m <= 12;
            last = w;
        }
        at = last;
        if (numbers && at + 2 < p->end && p->text[at] == ',' && p->text[at + 1] == ' ' &&
            digits(p, at + 2) == at + 6)
            at++; /* May 3, 2031 */
        while (at < p->end && p->text[at] == ' ')
            at++;
    }
    if (!months || !numbers)
        return false;
    p->d.date = (sayso_span){p->at, last};
    p->at = last;
    return true;
}

static bool small_link(const parser *p, uint32_t beg, uint32_t end)
{
    static const char *links[] = {"de",  "del", "la", "las", "el", "of",
                                  "the", "and", "do", "da",  "al"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (sayso__str_is(sayso__str(p->text + beg, end - beg), links[i]))
            return true;
    return false;
}

/* "MOSCOW (USSR), ": brackets behind a place that a comma follows belong to the place. */
static bool country(parser *p)
{
    uint32_t most = p->end - p->at < 40 ? p->end - p->at : 40;
    const char *hit = p->text[p->at] == '(' ? memchr(p->text + p->at, ')', most) : NULL;
    uint32_t end = hit ? (uint32_t)(hit - p->text) + 1 : 0;
    if (!hit || !p->d.place.end || p->d.date.end || end + 1 >= p->end || p->text[end] != ',')
        return false;
    p->d.place.end = p->at = end;
    return true;
}

/* Up to five capitalised words at p->at. */
static bool place(parser *p)
{
    uint32_t at = p->at, last = at, n = 0;
    bool capitals = true;
    while (at < p->end && n < 5) {
        uint32_t e = word_end(p, at);
        bool upper = e > at && (sayso__is_upper(p->text[at]) || (p->text[at] & 0x80));
        if (!upper && !(n && e > at && small_link(p, at, e)))
            break;
        for (uint32_t i = at; i < e && upper; i++)
            capitals = capitals && !sayso__is_lower(p->text[i]);
        n++;
        if (upper)
            last = e;
        at = e;
        if (at < p->end && p->text[at] == ' ')
            at++;
    }
    if (last == p->at)
        return false;
    if (!p->d.place.end) {
        p->d.place.beg = p->at;
        p->capitals = capitals && last - p->at >= 2;
    }
    p->d.place.end = last;
    p->at = last;
    return true;
}

/* "(Northern Wire)" or "/NW/"; in brackets it may also be the date. */
static bool agency(parser *p)
{
    char open = p->text[p->at], close = open == '(' ? ')' : '/';
    uint32_t most = p->end - p->at < 60 ? p->end - p->at : 60;
    const char *hit = most > 2 ? memchr(p->text + p->at + 1, close, most - 1) : NULL;
    if ((open != '(' && open != '/') || !hit)
        return false;
    if (open == '/' && (!p->d.place.end || !sayso__is_upper(p->text[p->at + 1]) || hit[-1] == ' '))
        return false;
    uint32_t beg = p->at + 1, end = (uint32_t)(hit - p->text);
    p->at = beg;
    bool is_date = p->d.date.end == 0 && date(p) && p->at == end;
    if (!is_date) {
        if (!p->d.agency.end && p->d.date.beg == beg)
            p->d.date = (sayso_span){0, 0};
        p->d.agency = (sayso_span){beg, end};
    }
    p->at = end + 1;
    return end > beg;
}

/* The dash and the space behind it; a hyphen wants space around, or an agency's slash ends it. */
static bool dash(parser *p)
{
    blanks(p);
    uint32_t left = p->end - p->at;
    const char *q = p->text + p->at;
    uint32_t n = 0;
    if (left >= 3 && (memcmp(q, "\xe2\x80\x94", 3) == 0 || memcmp(q, "\xe2\x80\x93", 3) == 0 ||
                      memcmp(q, "\xe2\x80\x95", 3) == 0))
        n = 3;
    while (n < 3 && n < left && (q[n] == '-' || q[n] == '_'))
        n++;
    char before = p->at > p->d.at.beg ? p->text[p->at - 1] : ' ';
    bool apart = sayso__is_space(before) || before == ')';
    if (!n || (n == 1 && !apart) || p->at + n >= p->end)
        return false;
    if (n == 1 && !sayso__is_space(q[1]))
        return false;
    p->at += n;
    p->d.at.end = p->at;
    return true;
}

/* "[TEXT]", "[Lena Garrod] [Text]" behind the dash, as monitoring services write. */
static void tags(parser *p)
{
    for (;;) {
        blanks(p);
        uint32_t most = p->end - p->at < 60 ? p->end - p->at : 60;
        const char *hit =
            most > 2 && p->text[p->at] == '[' ? memchr(p->text + p->at, ']', most) : NULL;
        if (!hit)
            return;
        p->at = (uint32_t)(hit - p->text) + 1;
        p->d.at.end = p->at;
    }
}

/* Words in capitals before a dash that are no place. */
static bool label(const parser *p)
{
    static const char *labels[] = {"BREAKING", "UPDATE",     "UPDATED",  "WATCH",     "EXCLUSIVE",
                                   "OPINION",  "ANALYSIS",   "FILE",     "LIVE",      "VIDEO",
                                   "PHOTOS",   "CORRECTION", "URGENT",   "FACTBOX",   "EXPLAINER",
                                   "NOTE",     "WARNING",    "TIMELINE", "INTERVIEW", "READ",
                                   "Q&A",      "A",          "I",        "Q"};
    sayso_str s = sayso__str(p->text + p->d.place.beg, p->d.place.end - p->d.place.beg);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (sayso__str_is(s, labels[i]))
            return true;
    return false;
}

/* Is the text behind the dash in capitals, too (so that those of the place tell nothing)? */
static bool all_capitals(const char *text, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < end && i < at + 80; i++)
        if (sayso__is_lower(text[i]))
            return false;
    return true;
}

sayso_dateline sayso__block_dateline(const char *text, sayso_span at)
{
    uint32_t end = at.end - at.beg > DATELINE_MOST ? at.beg + DATELINE_MOST : at.end;
    parser p = {.text = text, .at = at.beg, .end = end, .d.at.beg = at.beg};
    const sayso_dateline none = {0};
    uint32_t behind = p.at; /* the last part */
    for (uint32_t parts = 0; parts < 6; parts++) {
        blanks(&p);
        if (p.at >= p.end)
            return none;
        bool had_date = p.d.date.end != 0, had_agency = p.d.agency.end != 0;
        bool took = country(&p) || (!had_agency && agency(&p)) || (!had_date && date(&p)) ||
                    (!had_date && !had_agency && place(&p));
        if (!took)
            break;
        if (p.at < p.end && (p.text[p.at] == ',' || (p.text[p.at] == '.' && p.d.date.end)))
            p.at++;
        behind = p.at;
    }
    bool slashes =
        p.d.agency.end && p.text[p.d.agency.beg - 1] == '/' && behind == p.d.agency.end + 2;
    if (slashes)
        p.d.at.end = p.at = behind; /* "DORVA, May 3. /NW/." */
    else if (!dash(&p))
        return none;
    bool said = p.d.date.end || p.d.agency.end;
    if (!said && (!p.capitals || label(&p) || all_capitals(text, p.at, at.end)))
        return none;
    if (!p.d.place.end && !p.d.agency.end)
        return none;
    tags(&p);
    return p.d;
}
