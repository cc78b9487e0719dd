/* timex_kind.c -- is a text a report of its day, or a narrative of times past?  Layer: mention.
 *
 * What a partial date hangs on depends on it: "on 7 May" is the May nearest to a report's day, but
 * the year of which a history tells. The text itself says which it is. A report speaks of bare
 * weekdays, of today and of last week; a narrative hardly ever does, and is full of years long past
 * and of days with their month. (HeidelTime has to be told the kind by hand; Strötgen and Gertz
 * 2013, "Multilingual and cross-domain temporal tagging".) */
#include "base/str.h"
#include "lexica.h"
#include "mention/timex_when.h"

#define KEY_MOST     12u
#define YEARS_AWAY   2     /* a year this far from the report's is past (or yet to come) */
#define FAR_LEAST    4u    /* years past that a narrative names */
#define DATED_MOST   120   /* words to one date of the past */
#define LONG         1500u /* tokens: shorter texts must give better proof */
#define DAYS_LEAST   2u
#define DEICTIC_RATE 8u /* dates of the past to one word that points at the day of writing */

typedef struct {
    uint32_t far, near; /* years away from the report's, and beside it */
    uint32_t days;      /* days with their month */
    uint32_t deictic;   /* words that point at the day of writing */
} signs;

/* 1..12 a month, 13..19 a day of the week, 0 neither. */
static uint32_t month_word(sayso_str w)
{
    char key[KEY_MOST];
    if (w.n < 3 || w.n >= KEY_MOST || !sayso__is_upper(w.p[0]))
        return 0;
    for (uint32_t i = 0; i < w.n; i++)
        key[i] = sayso__ascii_lower(w.p[i]);
    if (key[w.n - 1] == '.')
        w.n--;
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_month_words, key, w.n);
    return e ? e->value[0] : 0;
}

/* The number that the token is, at most four digits; -1 if it is none. */
static int32_t number(sayso_str w)
{
    int32_t v = 0;
    if (w.n > 4 || !w.n)
        return -1;
    for (uint32_t i = 0; i < w.n; i++) {
        if (!sayso__is_digit(w.p[i]))
            return -1;
        v = v * 10 + (w.p[i] - '0');
    }
    return v;
}

static bool one_of(sayso_str w, const char *const *list)
{
    for (; *list; list++)
        if (sayso__str_ieq(w, sayso__str_z(*list)))
            return true;
    return false;
}

static bool is_deictic(const sayso_tokens *t, uint32_t i)
{
    static const char *const day[] = {"today", "yesterday", "tomorrow", "tonight", NULL};
    static const char *const which[] = {"last", "this", "next", NULL};
    static const char *const unit[] = {"week", "month", "year", "night", "morning", NULL};
    sayso_str w = sayso__token_str(t, i);
    if (w.n == 4 && i + 1 < t->n_tok && one_of(w, which))
        return one_of(sayso__token_str(t, i + 1), unit);
    char c = sayso__ascii_lower(w.p[0]);
    return w.n >= 5 && w.n <= 9 && (c == 't' || c == 'y') && one_of(w, day);
}

static void look(const sayso_tokens *t, uint32_t i, int32_t now, signs *s)
{
    sayso_str w = sayso__token_str(t, i);
    uint32_t m = month_word(w);
    if (m > 12) {
        uint32_t k = i + 1;
        if (k < t->n_tok && sayso__str_is(sayso__token_str(t, k), ","))
            k++;
        s->deictic += k >= t->n_tok || !month_word(sayso__token_str(t, k));
    } else if (m) {
        int32_t before = i ? number(sayso__token_str(t, i - 1)) : -1;
        int32_t after = i + 1 < t->n_tok ? number(sayso__token_str(t, i + 1)) : -1;
        s->days += (before >= 1 && before <= 31) || (after >= 1 && after <= 31);
    } else if (w.n == 4 && sayso__is_digit(w.p[0])) {
        int32_t y = number(w);
        bool year = y >= 1000 && y < 2100;
        s->far += year && (y <= now - YEARS_AWAY || y >= now + YEARS_AWAY);
        s->near += year && y > now - YEARS_AWAY && y < now + YEARS_AWAY;
    } else if (w.n == 2 && sayso__str_is(w, "BC")) {
        s->far++;
    } else if (w.n >= 4) {
        s->deictic += is_deictic(t, i);
    }
}

bool sayso__timex_narrative(const sayso_tokens *t)
{
    if (t->doc->day == SAYSO_NO_DAY)
        return true;
    int32_t now = sayso__date_of_day(t->doc->day).year;
    signs s = {0};
    for (uint32_t i = 0; i < t->n_tok; i++)
        look(t, i, now, &s);
    uint32_t dates = s.far + s.days;
    if (t->n_tok < LONG && (s.deictic || s.days < DAYS_LEAST))
        return false; /* a portrait or a table of last year's trade */
    return s.far >= FAR_LEAST && s.far > s.near && dates >= DEICTIC_RATE * s.deictic &&
           (uint64_t)dates * DATED_MOST >= t->n_tok;
}

int32_t sayso__timex_first_year(const sayso_tokens *t)
{
    int32_t now = sayso__date_of_day(t->doc->day).year;
    for (uint32_t i = 0; t->doc->day != SAYSO_NO_DAY && i < t->n_tok; i++) {
        sayso_str w = sayso__token_str(t, i);
        int32_t y = w.n == 4 ? number(w) : -1;
        if (y >= 1000 && y <= now - YEARS_AWAY)
            return y;
    }
    return 0;
}
