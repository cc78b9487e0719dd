/* figure_phrase.c -- number phrases: where they begin and end, their bounds, what is no figure.
 * Layer: mention.
 *
 * The bounds follow ledger.md: a bare number is low = best = high; "at least 14" 14/14/-; "more
 * than" n/-/-; "up to" -/-/n; "about" -/n/-; "between" low/-/high; "no one" 0/0/0. */
#include "mention/figure_phrase.h"

#include "base/str.h"
#include "lexica.h"
#include "tag/lexeme.h"

#define KEY_MOST  48u
#define SUM_REACH 10u /* words before a sum that may speak of money */
#define VALUE_MOST                                                                                 \
    1e15 /* beyond it a double does not count exactly, and news does not count at all */

uint8_t sayso__figure_class(const sayso_figure_view *v, uint32_t i)
{
    return i < v->n ? v->words->v[i].class_ : SAYSO_TW_MARK;
}

sayso_str sayso__figure_text(const sayso_figure_view *v, uint32_t i)
{
    return i < v->n ? sayso__str_span(v->text, v->words->v[i].at) : (sayso_str){"", 0};
}

bool sayso__figure_says(const sayso_figure_view *v, uint32_t i, const char *word)
{
    return sayso__str_ieq(sayso__figure_text(v, i), sayso__str_z(word));
}

bool sayso__figure_says_any(const sayso_figure_view *v, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (sayso__figure_says(v, i, *list))
            return true;
    return false;
}

bool sayso__figure_clue(const sayso_figure_view *v, uint32_t i, uint32_t flag)
{
    char key[KEY_MOST];
    sayso_str w = sayso__figure_text(v, i);
    uint32_t n = 0;
    for (uint32_t k = 0; k < w.n && n < KEY_MOST; k++) {
        bool curly = w.n - k >= 3 && memcmp(w.p + k, "\xe2\x80\x99", 3) == 0;
        key[n++] = curly ? '\'' : sayso__ascii_lower(w.p[k]);
        k += curly ? 2 : 0;
    }
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_figure_clues, key, n);
    return e && (e->value[0] & flag);
}

uint8_t sayso__figure_upos(const sayso_figure_view *v, uint32_t i)
{
    return i < v->n ? v->tags->upos[v->words->v[i].tok] : SAYSO_UPOS_PUNCT;
}

const sayso_lexicon_entry *sayso__figure_entry(const sayso_figure_view *v, const sayso_lexicon *lex,
                                               uint32_t i, uint32_t phrase_value,
                                               uint32_t phrase_flag, uint32_t *len)
{
    char key[KEY_MOST];
    const sayso_lexicon_entry *best = NULL;
    uint32_t n = 0;
    *len = 1;
    for (uint32_t k = i; k < v->n && k - i < lex->most_words; k++) {
        sayso_str w = sayso__figure_text(v, k);
        if (n + w.n + 1 > KEY_MOST || (k > i && !sayso__is_alpha(w.p[0])))
            break;
        if (k > i)
            key[n++] = ' ';
        for (uint32_t c = 0; c < w.n; c++)
            key[n++] = sayso__ascii_lower(w.p[c]);
        const sayso_lexicon_entry *e = sayso__lexicon_find(lex, key, n);
        if (e && (k > i || e->value[0] || e->value[1] != phrase_flag)) {
            best = e;
            *len = k - i + 1;
        }
        if (k == i && (!e || !(e->value[phrase_value] & phrase_flag)))
            break;
    }
    return best;
}

/* ---- helpers -------------------------------------------------------------------------------- */

static bool touches(const sayso_figure_view *v, uint32_t i)
{
    return i > 0 && i < v->n && v->words->v[i - 1].at.end == v->words->v[i].at.beg;
}

/* Begins with a capital where capitals mean something (not in a sentence all upper case). */
static bool capital(const sayso_figure_view *v, uint32_t i)
{
    sayso_str w = sayso__figure_text(v, i);
    bool shouted = i < v->n && v->tags->lexeme &&
                   (v->tags->lexeme[v->words->v[i].tok].bits & SAYSO_LEX_CAPS_SENT);
    return w.n && sayso__is_upper(w.p[0]) && !shouted;
}

static bool is_num(const sayso_figure_view *v, uint32_t i)
{
    return sayso__figure_class(v, i) == SAYSO_TW_NUM;
}

static uint32_t counted_flags(const sayso_figure_view *v, uint32_t i)
{
    uint32_t len;
    const sayso_lexicon_entry *e = sayso__figure_entry(v, &sayso__lex_counted, i, 1, 1, &len);
    return e ? e->value[0] : 0;
}

static sayso_number known(double n)
{
    return (sayso_number){n, true};
}

/* dozens, scores, hundreds, tens of thousands: the least that the plural says; *len words, 0 if
 * none */
static double plural_count(const sayso_figure_view *v, uint32_t i, uint32_t *len)
{
    static const struct {
        const char *word;
        double least;
    } list[] = {{"dozens", 24},      {"scores", 40},        {"hundreds", 200},
                {"thousands", 2000}, {"millions", 2000000}, {"tens", 20}};
    *len = 0;
    for (uint32_t k = 0; k < sizeof list / sizeof *list; k++) {
        if (!sayso__figure_says(v, i, list[k].word))
            continue;
        *len = 1;
        if (sayso__figure_class(v, i + 1) == SAYSO_TW_OF && k != 0 && k != 1) {
            uint32_t deep;
            double more = plural_count(v, i + 2, &deep);
            if (deep) {
                *len = 2 + deep;
                return list[k].least / 2 * more; /* tens of thousands: 10 x 2,000 */
            }
        }
        return k == 5 ? (*len = 0, 0) : list[k].least;
    }
    return 0;
}

/* ---- bounds --------------------------------------------------------------------------------- */

static void set_bounds(sayso_figure_phrase *p, uint8_t mod, double n)
{
    p->mod = mod;
    switch (mod) {
    case SAYSO_MOD_EQUAL_OR_MORE: p->low = p->best = known(n); break;
    case SAYSO_MOD_MORE_THAN: p->low = known(n); break;
    case SAYSO_MOD_EQUAL_OR_LESS:
    case SAYSO_MOD_LESS_THAN: p->high = known(n); break;
    case SAYSO_MOD_APPROX: p->best = known(n); break;
    default: p->low = p->best = p->high = known(n); break;
    }
}

/* The longest modifier that ends right before word i; *at is its first word. */
static uint8_t mod_before(const sayso_figure_view *v, uint32_t i, uint32_t *at)
{
    uint32_t far = sayso__lex_figure_mods.most_words;
    for (uint32_t k = i > far ? i - far : 0; k < i; k++) {
        uint32_t len;
        const sayso_lexicon_entry *e =
            sayso__figure_entry(v, &sayso__lex_figure_mods, k, 1, 1, &len);
        if (e && k + len == i && e->value[0]) {
            *at = k;
            return (uint8_t)e->value[0];
        }
    }
    return 0;
}

/* Words before and behind that bound the number; widens the phrase over them. */
static void read_mods(const sayso_figure_view *v, sayso_figure_phrase *p, double n)
{
    uint32_t at = p->i;
    if (at && sayso__figure_class(v, at - 1) == SAYSO_TW_A) /* "a dozen" */
        at = p->i = at - 1;
    uint8_t mod = mod_before(v, at, &at), outer = 0;
    if (mod) {
        p->i = at;
        outer = mod_before(v, at, &at);
        if (outer)
            p->i = at;
    }
    uint32_t odd = sayso__figure_class(v, p->j) == SAYSO_TW_HYPHEN ? p->j + 1 : p->j;
    if (sayso__figure_says(v, odd, "odd")) { /* thirty-odd */
        p->j = odd + 1;
        mod = SAYSO_MOD_MORE_THAN;
    }
    if (sayso__figure_class(v, p->j) == SAYSO_TW_OR) {
        if (sayso__figure_class(v, p->j + 1) == SAYSO_TW_MORE)
            mod = SAYSO_MOD_EQUAL_OR_MORE;
        else if (sayso__figure_says(v, p->j + 1, "so"))
            mod = SAYSO_MOD_APPROX;
        else
            mod = outer ? outer : mod;
        if (sayso__figure_class(v, p->j + 1) == SAYSO_TW_MORE ||
            sayso__figure_says(v, p->j + 1, "so"))
            p->j += 2;
    }
    set_bounds(p, outer ? outer : mod, n);
}

/* "between 30 and 35", "30 to 35", "30-35", "two or three", "thirty, maybe forty": where the second
 * number ends, or 0 */
static uint32_t range_end(const sayso_figure_view *v, uint32_t i, bool *between)
{
    static const char *const maybe[] = {"maybe", "perhaps", "possibly", NULL};
    if (sayso__figure_class(v, i + 1) == SAYSO_TW_COMMA && is_num(v, i + 3) &&
        v->words->v[i + 3].num > v->words->v[i].num && sayso__figure_says_any(v, i + 2, maybe)) {
        *between = false;
        return i + 4;
    }
    uint8_t link = sayso__figure_class(v, i + 1);
    *between = i && sayso__figure_says(v, i - 1, "between");
    if (!is_num(v, i + 2) || v->words->v[i + 2].num <= v->words->v[i].num)
        return 0;
    bool from = i && sayso__figure_class(v, i - 1) == SAYSO_TW_FROM;
    if (link == SAYSO_TW_AND
            ? !*between
            : (from || (link != SAYSO_TW_TO && link != SAYSO_TW_HYPHEN && link != SAYSO_TW_OR)))
        return 0;
    if (link == SAYSO_TW_TO && !sayso__figure_says(v, i + 1, "to"))
        return 0;
    return i + 3;
}

/* "half of the suspects": a share of persons, as fifty per cent */
static bool is_half(const sayso_figure_view *v, uint32_t i)
{
    if (sayso__figure_class(v, i) != SAYSO_TW_HALF || sayso__figure_class(v, i + 1) != SAYSO_TW_OF)
        return false;
    for (uint32_t k = i + 2; k < i + 6 && k < v->n; k++)
        if ((counted_flags(v, k) & SAYSO_FIG_PERSON) || sayso__figure_says(v, k, "those"))
            return true;
    return false;
}

static bool read_number(const sayso_figure_view *v, uint32_t i, sayso_figure_phrase *p)
{
    const sayso_time_word *w = sayso__figure_word(v, i);
    bool between;
    uint32_t end = range_end(v, i, &between), len;
    double many = plural_count(v, i, &len);
    p->i = p->num = i;
    p->j = i + 1;
    if (end) {
        p->low = known(w->num);
        p->high = known(v->words->v[end - 1].num);
        if (v->words->v[end - 1].num >= 1e6 && w->num < 1000) /* 30 to 35 million */
            p->low.v *= v->words->v[end - 1].num >= 1e9 ? 1e9 : 1e6;
        if (p->low.v > p->high.v)
            p->low.v = w->num;
        p->j = end;
        if (between)
            p->i--;
        return true;
    }
    if (len) {
        p->j = i + len;
        p->low = known(many);
        p->mod = SAYSO_MOD_MORE_THAN;
        return true;
    }
    if (w->class_ == SAYSO_TW_MULT && i && v->words->v[i - 1].class_ == SAYSO_TW_FEW) {
        p->i = i - 1; /* several hundred, a few dozen */
        if (p->i && sayso__figure_class(v, p->i - 1) == SAYSO_TW_A)
            p->i--;
        p->low = known(w->num * 2);
        p->mod = SAYSO_MOD_MORE_THAN;
        return true;
    }
    if (is_half(v, i)) {
        p->percent = true;
        p->measure = SAYSO_MEASURE_PERCENT;
        p->unit = SAYSO_STR("%");
        read_mods(v, p, 50);
        return true;
    }
    if (w->class_ != SAYSO_TW_NUM)
        return false;
    double n = w->num;
    if (n == 12 && i >= 2 && v->words->v[i - 1].class_ == SAYSO_TW_A &&
        v->words->v[i - 2].class_ == SAYSO_TW_HALF) {
        n = 6; /* half a dozen */
        p->i = i - 2;
    }
    read_mods(v, p, n);
    return true;
}

/* ---- money, per cent ------------------------------------------------------------------------ */

static void multiply(sayso_figure_phrase *p, double by)
{
    p->low.v *= by;
    p->best.v *= by;
    p->high.v *= by;
    p->j++;
}

/* "set aside 22 billion naras": a large sum of a noun that no list knows, where the words before
 * speak of money; *k is the noun. */
static bool is_sum(const sayso_figure_view *v, const sayso_figure_phrase *p, uint32_t *k)
{
    double n = p->best.known ? p->best.v : p->low.known ? p->low.v : p->high.v;
    uint32_t from = p->i > SUM_REACH ? p->i - SUM_REACH : 0;
    *k = p->j;
    uint8_t u = sayso__figure_upos(v, *k); /* what it is a tagger cannot know */
    bool noun =
        u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_ADJ || u == SAYSO_UPOS_X;
    if (n < 1000 || !noun || capital(v, *k) || counted_flags(v, *k) ||
        sayso__figure_upos(v, *k + 1) == SAYSO_UPOS_NOUN || sayso__figure_text(v, *k).n < 2)
        return false;
    for (uint32_t i = from; i < p->i; i++)
        if (sayso__figure_clue(v, i, SAYSO_FIG_PAY))
            return true;
    return false;
}

/* A currency sign before the number, or a currency's word behind it. */
static void read_money(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    static const char *const signs[] =
        {"$",  "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", "\xe2\x82\xbd", "\xe2\x82\xb4", "US$",
         "C$", "A$",           "EUR",      "USD",      "GBP",          "Rs",           NULL};
    uint32_t len, sign = p->num;
    if (sign && (sayso__figure_says_any(v, sign - 1, signs) ||
                 v->text[v->words->v[sign].at.beg - 1] == '$')) {
        p->measure = SAYSO_MEASURE_MONEY;
        p->unit = sayso__figure_text(v, sign - 1);
        if (touches(v, p->j) && sayso__figure_says(v, p->j, "m")) /* $300m */
            multiply(p, 1e6);
        else if (touches(v, p->j) && sayso__figure_says(v, p->j, "k"))
            multiply(p, 1e3);
        if (p->i == p->num)
            p->i--;
        uint32_t at = p->i;
        uint8_t mod = p->mod ? 0 : mod_before(v, at, &at);
        if (mod && p->best.known) {
            double n = p->best.v;
            p->low = p->best = p->high = (sayso_number){0, false};
            set_bounds(p, mod, n);
            p->i = at;
        }
        return;
    }
    uint32_t k = p->j;
    if (sayso__figure_class(v, k) == SAYSO_TW_OTHER &&
        (sayso__figure_upos(v, k) == SAYSO_UPOS_ADJ || capital(v, k)))
        k++; /* 12 million Ordanian crowns */
    for (uint32_t m = p->j; m <= k && m < v->n; m++)
        if (sayso__figure_entry(v, &sayso__lex_currencies, m, 1, 1, &len)) {
            p->measure = SAYSO_MEASURE_MONEY;
            p->unit = sayso__figure_text(v, m);
            p->j = m + 1;
            return;
        }
    if (!p->percent && is_sum(v, p, &k)) {
        p->measure = SAYSO_MEASURE_MONEY;
        p->unit = sayso__figure_text(v, k);
        p->j = k + 1;
    }
}

static void read_percent(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    uint32_t k = p->j;
    bool sign = k < v->n && v->text[v->words->v[k].at.beg] == '%';
    bool word = sayso__figure_says(v, k, "percent") || sayso__figure_says(v, k, "pct");
    bool two = sayso__figure_says(v, k, "per") && sayso__figure_says(v, k + 1, "cent");
    if (!sign && !word && !two)
        return;
    p->percent = true;
    p->measure = SAYSO_MEASURE_PERCENT;
    p->unit = SAYSO_STR("%");
    p->j = k + (two ? 2 : 1);
}

/* ---- no figures ----------------------------------------------------------------------------- */

/* Behind a name or a word that numbers things: "IC 417", "Article 5", "kilometre 61", "No. 3". */
static bool is_label(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    if (!p->i)
        return false;
    if (p->i > 1 && sayso__figure_class(v, p->i - 1) == SAYSO_TW_IN && is_num(v, p->i - 2))
        return true; /* one in four */
    if (p->i > 1 && sayso__figure_class(v, p->i - 1) == SAYSO_TW_OF &&
        sayso__figure_clue(v, p->i - 2, SAYSO_FIG_PARENT))
        return true; /* a mother of three */
    if ((sayso__figure_says(v, p->j, "past") || sayso__figure_says(v, p->j, "to")) &&
        is_num(v, p->j + 1) && v->words->v[p->num].word && v->words->v[p->j + 1].word)
        return true; /* ten past six */
    if (sayso__figure_says(v, p->num, "911") || sayso__figure_says(v, p->num, "999"))
        return true; /* emergency calls */
    return sayso__figure_clue(v, p->i - 1, SAYSO_FIG_LABEL) ||
           (p->i > 1 && sayso__figure_says(v, p->i - 1, ".") &&
            sayso__figure_says(v, p->i - 2, "no"));
}

/* ", 52," behind a name; "a man of 61" */
static bool is_age(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    if (p->i != p->num || p->i < 2)
        return false;
    uint8_t before = sayso__figure_class(v, p->i - 1), after = sayso__figure_class(v, p->j);
    const sayso_time_word *next = sayso__figure_word(v, p->j);
    bool closed = after == SAYSO_TW_COMMA || after == SAYSO_TW_POSS || !next ||
                  sayso__figure_upos(v, p->j) == SAYSO_UPOS_PUNCT || after == SAYSO_TW_AND;
    uint32_t len;
    if (before == SAYSO_TW_COMMA)
        return closed &&
               (sayso__figure_upos(v, p->i - 2) == SAYSO_UPOS_PROPN || capital(v, p->i - 2));
    if (before != SAYSO_TW_OF || p->best.v > 120)
        return false;
    const sayso_lexicon_entry *e =
        sayso__figure_entry(v, &sayso__lex_counted, p->i - 2, 1, 1, &len);
    sayso_str w = sayso__figure_text(v, p->i - 2);
    return e && (e->value[0] & SAYSO_FIG_PERSON) && w.n && w.p[w.n - 1] != 's';
}

/* Hyphens tie a number to a name or an adjective: "T-72", "34-year-old", "six-storey", "-5". */
static bool is_tied(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    bool left =
        p->num && sayso__figure_class(v, p->num - 1) == SAYSO_TW_HYPHEN && touches(v, p->num);
    uint32_t k = p->j;
    bool right = sayso__figure_class(v, k) == SAYSO_TW_HYPHEN && touches(v, k) && touches(v, k + 1);
    if (k < v->n && touches(v, k)) {
        char c = v->text[v->words->v[k].at.beg];
        right = right || (sayso__is_alpha(c) && !p->percent) || c == '/' || c == ':' || c == '@' ||
                c == '_';
    }
    if (p->i && touches(v, p->num)) {
        char c = v->text[v->words->v[p->num].at.beg - 1];
        left = left || sayso__is_alpha(c) || c == '/' || c == ':' || c == '#' || c == '@' ||
               c == '_' || c == '.' || c == '+' || c == '-';
    }
    return left || right;
}

/* ---- the counted ---------------------------------------------------------------------------- */

/* A plural person or nation ends the counted phrase: "3,000 Americans home" counts Americans. */
static bool ends_noun(const sayso_figure_view *v, uint32_t i)
{
    sayso_str w = sayso__figure_text(v, i);
    return (counted_flags(v, i) & SAYSO_FIG_PERSON) && w.n > 3 && w.p[w.n - 1] == 's';
}

/* "at 405 Harbour Street" */
static bool is_address(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    for (uint32_t k = p->j; k < p->j + 4 && k < v->n; k++) {
        sayso_str w = sayso__figure_text(v, k);
        if (!w.n || !capital(v, k))
            return false;
        if (k > p->j && sayso__figure_clue(v, k, SAYSO_FIG_WAY))
            return true;
    }
    return false;
}

/* The counted noun behind the number: over adjectives to the last of a run of nouns. */
static uint32_t find_noun(const sayso_figure_view *v, uint32_t j)
{
    uint32_t found = SAYSO_NONE;
    for (uint32_t k = j; k < v->n && k < j + 5; k++) {
        uint8_t c = sayso__figure_class(v, k), u = sayso__figure_upos(v, k);
        sayso_str w = sayso__figure_text(v, k);
        bool filler = c == SAYSO_TW_MORE || c == SAYSO_TW_RECENT || c == SAYSO_TW_TRADING ||
                      c == SAYSO_TW_OLD;
        bool nounish = (counted_flags(v, k) != 0 &&
                        (!capital(v, k) || (counted_flags(v, k) & SAYSO_FIG_PERSON))) ||
                       (u == SAYSO_UPOS_NOUN && w.n > 1 && !capital(v, k));
        if (c != SAYSO_TW_OTHER && !filler && !(c == SAYSO_TW_HYPHEN && touches(v, k)) && !nounish)
            break;
        if (nounish && found != SAYSO_NONE && ends_noun(v, found))
            break;
        if (nounish)
            found = k;
        else if (found != SAYSO_NONE || u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_AUX ||
                 u == SAYSO_UPOS_ADP || u == SAYSO_UPOS_PRON || u == SAYSO_UPOS_SCONJ ||
                 u == SAYSO_UPOS_DET) {
            uint32_t len; /* "44 injured people": a participle before the noun */
            const sayso_lexicon_entry *e =
                sayso__figure_entry(v, &sayso__lex_measures, k, 1, SAYSO_FIG_PHRASE, &len);
            bool participle = v->tags->xpos[v->words->v[k].tok] == SAYSO_XPOS_VBN &&
                              sayso__figure_upos(v, k + 1) == SAYSO_UPOS_NOUN;
            if (found != SAYSO_NONE || !(participle || (e && (e->value[1] & SAYSO_FIG_STATE))))
                break;
        }
    }
    return found;
}

static bool is_year(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    const sayso_time_word *w = sayso__figure_word(v, p->num);
    return w->digits == 4 && w->num >= 1900 && w->num <= 2100 && p->i == p->num &&
           p->noun == SAYSO_NONE;
}

/* Where a name stands right before it and nothing counted behind, it is part of the name. */
static bool is_name(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    if (p->noun != SAYSO_NONE || p->i != p->num || !p->i || p->measure)
        return false;
    sayso_str w = sayso__figure_text(v, p->i - 1);
    return sayso__figure_class(v, p->i - 1) == SAYSO_TW_OTHER && w.n && capital(v, p->i - 1) &&
           (p->i > 1 || sayso__figure_upos(v, p->i - 1) == SAYSO_UPOS_PROPN);
}

static bool zero_phrase(const sayso_figure_view *v, uint32_t i, sayso_figure_phrase *p)
{
    bool not_one = is_num(v, i) && v->words->v[i].num == 1 && v->words->v[i].word && i &&
                   sayso__figure_says(v, i - 1, "not");
    bool no_one = sayso__figure_says(v, i, "no") && sayso__figure_says(v, i + 1, "one");
    bool no_hyphen = sayso__figure_says(v, i, "no") &&
                     sayso__figure_class(v, i + 1) == SAYSO_TW_HYPHEN &&
                     sayso__figure_says(v, i + 2, "one");
    bool nobody = sayso__figure_says(v, i, "nobody") || sayso__figure_says(v, i, "none");
    bool no = sayso__figure_says(v, i, "no");
    bool single = sayso__figure_says(v, i, "not") && sayso__figure_class(v, i + 1) == SAYSO_TW_A &&
                  sayso__figure_says(v, i + 2, "single");
    *p = (sayso_figure_phrase){.i = i, .j = i + 1, .num = i, .noun = SAYSO_NONE, .zero = true};
    p->low = p->best = p->high = known(0);
    p->head = SAYSO_NONE;
    if (not_one) {
        p->i = i - 1;
        p->noun = find_noun(v, p->j);
        return true;
    }
    if (no_one || no_hyphen) {
        p->j = i + (no_one ? 2 : 3);
        return true;
    }
    if (nobody)
        return true;
    if (single) {
        p->j = i + 3;
        p->num = i + 2;
        p->noun = find_noun(v, p->j);
        return p->noun != SAYSO_NONE;
    }
    if (no && !sayso__figure_says(v, i + 1, "such")) {
        p->noun = find_noun(v, p->j);
        return p->noun != SAYSO_NONE && p->noun <= i + 3;
    }
    return false;
}

bool sayso__figure_phrase(const sayso_figure_view *v, uint32_t i, sayso_figure_phrase *out)
{
    if (zero_phrase(v, i, out))
        return true;
    *out = (sayso_figure_phrase){.noun = SAYSO_NONE, .head = SAYSO_NONE};
    if (!read_number(v, i, out))
        return false;
    const sayso_time_word *w = sayso__figure_word(v, i);
    double top = out->high.known ? out->high.v : out->best.known ? out->best.v : out->low.v;
    if (top > VALUE_MOST || top < 0)
        return false;
    if (out->percent)
        return true;
    read_percent(v, out);
    if (!out->measure)
        read_money(v, out);
    if (out->measure == SAYSO_MEASURE_MONEY)
        return !(w->num != (double)(int64_t)w->num && top < 1) || top > 0;
    if (is_tied(v, out) || is_label(v, out))
        return false;
    if (out->percent)
        return true;
    if (w->class_ == SAYSO_TW_NUM && w->num != (double)(int64_t)w->num)
        return false; /* 2.5 of something is a measurement */
    uint32_t after = out->j;
    if (sayso__figure_class(v, after) == SAYSO_TW_OF) {
        out->part = out->j - out->i == 1 || w->class_ == SAYSO_TW_NUM;
        after++;
        if (sayso__figure_class(v, after) == SAYSO_TW_THE ||
            sayso__figure_clue(v, after, SAYSO_FIG_KNOWN))
            after++;
        if (is_num(v, after)) /* seven of the 22 people */
            after++;
    }
    out->noun = find_noun(v, after);
    if (out->noun != SAYSO_NONE) {
        uint32_t flags = counted_flags(v, out->noun);
        for (uint32_t k = out->j; k <= out->noun; k++)
            if (counted_flags(v, k) & SAYSO_FIG_NEVER && !(flags & SAYSO_FIG_PERSON))
                return false;
        if (flags & SAYSO_FIG_NEVER)
            return false;
    }
    uint8_t next = sayso__figure_class(v, out->j);
    if (next == SAYSO_TW_UNIT || next == SAYSO_TW_UNITS || next == SAYSO_TW_AMPM ||
        next == SAYSO_TW_ZONE || (counted_flags(v, out->j) & SAYSO_FIG_NEVER))
        return false;
    return !is_age(v, out) && !is_year(v, out) && !is_name(v, out) && !is_address(v, out);
}
