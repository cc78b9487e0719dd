/* timex_word.c -- cuts a sentence into words of times and numbers.  Layer: mention. */
#include "mention/timex_word.h"

#include "base/str.h"
#include "lexica.h"

#define KEY_MOST     40u  /* bytes of the longest key worth looking up */
#define DIGITS_MOST  15u  /* more digits than a double holds exactly: no number that we read */
#define ORDINAL_MOST 9999 /* "the 9999999999th" counts no quarters or centuries */

typedef struct {
    const sayso_tokens *t;
    const char *text;
    uint32_t tok, tok_end; /* of the sentence */
    sayso_arena *a;
    sayso_time_words *out;
} cutter;

static bool push(cutter *c, sayso_time_word w)
{
    return SAYSO_PUSH(c->a, c->out, w);
}

/* ---- words ---------------------------------------------------------------------------------- */

static void take_entry(sayso_time_word *w, const sayso_lexicon_entry *e)
{
    uint32_t a = e->value[0], b = e->value[1], class_ = 0, bits = a ? a : b;
    if (!bits)
        return;
    while (!(bits & 1u)) {
        bits >>= 1;
        class_++;
    }
    w->class_ = (uint8_t)(a ? class_ : class_ + 32);
    w->num = e->value[2];
    w->flags = (uint8_t)(e->value[3] & (SAYSO_TW_CAPS | SAYSO_TW_SHY));
    w->text = e->text;
    w->word = w->class_ == SAYSO_TW_NUM || w->class_ == SAYSO_TW_TENS || w->class_ == SAYSO_TW_MULT;
    if (w->class_ == SAYSO_TW_MULT && e->text) /* trillion does not fit 32 bits */
        w->num = 1e12;
}

/* Lower-case key of text [beg, end): 0 when too long. Typographic apostrophes become plain. */
static uint32_t make_key(const char *text, uint32_t beg, uint32_t end, char *key)
{
    uint32_t n = 0;
    for (uint32_t i = beg; i < end; i++) {
        if (n >= KEY_MOST)
            return 0;
        if (end - i >= 3 && memcmp(text + i, "\xe2\x80\x99", 3) == 0) {
            key[n++] = '\'';
            i += 2;
        } else {
            key[n++] = sayso__ascii_lower(text[i]);
        }
    }
    return n;
}

/* Longest phrase of the lexicon that begins with the key and goes on over the next tokens. */
static const sayso_lexicon_entry *find_phrase(const cutter *c, uint32_t tok, char *key, uint32_t n,
                                              uint32_t *last)
{
    const sayso_lexicon_entry *best = NULL;
    uint32_t words = 1;
    for (uint32_t i = tok + 1; i < c->tok_end && words < sayso__lex_time_words.most_words; i++) {
        char next[KEY_MOST];
        uint32_t m = make_key(c->text, c->t->tok[i].at.beg, c->t->tok[i].at.end, next);
        if (!m || n + 1 + m > KEY_MOST)
            break;
        key[n++] = ' ';
        memcpy(key + n, next, m);
        n += m;
        words++;
        const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_time_words, key, n);
        if (e) {
            best = e;
            *last = i;
        }
    }
    return best;
}

static bool usable(const sayso_lexicon_entry *e, bool capital)
{
    return e && (e->value[0] || e->value[1]) && (capital || !(e->value[3] & SAYSO_TW_CAPS));
}

/* A run of letters [i, j) of token tok; *tok moves on over a phrase, and j with it. */
static bool cut_word(cutter *c, uint32_t *tok, uint32_t i, uint32_t *j)
{
    char key[KEY_MOST + 1];
    sayso_time_word w = {.at = {i, *j}, .tok = *tok, .tok_end = *tok + 1, .class_ = SAYSO_TW_OTHER};
    uint32_t n = make_key(c->text, i, *j, key);
    if (n > 1 && key[n - 1] == '.')
        n--;
    const sayso_lexicon_entry *e = n ? sayso__lexicon_find(&sayso__lex_time_words, key, n) : NULL;
    if (e && (e->value[3] & 1u) && *j == c->t->tok[*tok].at.end) {
        uint32_t last = *tok;
        const sayso_lexicon_entry *p = find_phrase(c, *tok, key, n, &last);
        if (p) {
            e = p;
            w.tok_end = last + 1;
            w.at.end = c->t->tok[last].at.end;
            *tok = last;
            *j = w.at.end;
        }
    }
    if (usable(e, sayso__is_upper(c->text[i])))
        take_entry(&w, e);
    return push(c, w);
}

static bool is_letter(char ch)
{
    return sayso__is_alpha(ch) || (ch & 0x80) != 0;
}

static bool is_dash(const char *p, uint32_t n)
{
    return n >= 3 && (unsigned char)p[0] == 0xe2 && (unsigned char)p[1] == 0x80 &&
           ((unsigned char)p[2] == 0x90 || (unsigned char)p[2] == 0x91 ||
            (unsigned char)p[2] == 0x93);
}

static bool is_quote(const char *p, uint32_t n)
{
    return *p == '\'' || (n >= 3 && memcmp(p, "\xe2\x80\x99", 3) == 0);
}

/* End of the run of letters at i. Dots between single letters belong to it ("p.m.", "a.m"), so
 * does a final dot that the tokenizer kept ("Sept."), so does o'clock's apostrophe. */
static uint32_t letters_end(const char *text, uint32_t i, uint32_t end)
{
    uint32_t j = i;
    while (j < end && is_letter(text[j]) && !is_dash(text + j, end - j) &&
           !is_quote(text + j, end - j))
        j++;
    if (j == i)
        j++;
    while (j + 1 < end && text[j] == '.' && sayso__is_alpha(text[j + 1]) &&
           (j + 2 >= end || !sayso__is_alpha(text[j + 2])))
        j += 2;
    if (j + 1 == end && text[j] == '.')
        j++;
    if (j == i + 1 && (text[i] == 'o' || text[i] == 'O') && j < end && is_quote(text + j, end - j))
        j = end;
    return j;
}

/* ---- digits --------------------------------------------------------------------------------- */

static uint32_t digit_run(const char *p, uint32_t n)
{
    uint32_t k = 0;
    while (k < n && sayso__is_digit(p[k]))
        k++;
    return k;
}

static int32_t small(const char *p, uint32_t n)
{
    int32_t v = 0;
    for (uint32_t i = 0; i < n; i++)
        v = v * 10 + (p[i] - '0');
    return v;
}

/* 2031-05-04 and 2031-05-04T..., 4/5/2031, 04.05.2031, 05/04/31: length, 0 if none. Of two numbers
 * that could both be a month the first is taken as the month after "/", the day after ".". */
static uint32_t numeric_date(const char *p, uint32_t n, sayso_time_word *w)
{
    uint32_t a = digit_run(p, n);
    if (!a || a > 4 || a + 1 >= n)
        return 0;
    char sep = p[a];
    uint32_t b = digit_run(p + a + 1, n - a - 1), at3 = a + 1 + b + 1;
    if ((sep != '-' && sep != '/' && sep != '.') || b < 1 || b > 2 || at3 >= n || p[at3 - 1] != sep)
        return 0;
    uint32_t k = digit_run(p + at3, n - at3);
    int32_t x = small(p, a), y = small(p + a + 1, b), z = k && k <= 4 ? small(p + at3, k) : -1;
    if (a == 4 && k >= 1 && k <= 2) {
        w->y = x, w->m = y, w->d = z;
    } else if (a <= 2 && (k == 4 || (k == 2 && sep == '/'))) {
        bool day_first = sep == '.' || x > 12;
        w->y = k == 4 ? z : z < 50 ? 2000 + z : 1900 + z;
        w->m = day_first ? y : x;
        w->d = day_first ? x : y;
    } else {
        return 0;
    }
    bool may = w->m >= 1 && w->m <= 12 && w->d >= 1 && w->d <= 31;
    /* "2031-13-45" is written as a date, and is none */
    return may || (a == 4 && sep == '-' && b == 2 && k == 2) ? at3 + k : 0;
}

/* h:mm or hh:mm[:ss]: length, 0 if none */
static uint32_t clock_time(const char *p, uint32_t n, sayso_time_word *w)
{
    uint32_t a = digit_run(p, n);
    if (a < 1 || a > 2 || a + 2 >= n || p[a] != ':' || digit_run(p + a + 1, n - a - 1) != 2)
        return 0;
    w->y = small(p, a);
    w->m = small(p + a + 1, 2);
    w->d = -1;
    uint32_t end = a + 3;
    if (end + 2 < n && p[end] == ':' && digit_run(p + end + 1, n - end - 1) == 2) {
        w->d = small(p + end + 1, 2);
        end += 3;
    }
    return w->y <= 24 && w->m <= 59 ? end : 0;
}

/* "1,204", "14", "2.5": length; the value is NAN-free, and 0 with `digits` 255 when it is too long
 * to be read. */
static uint32_t plain_number(const char *p, uint32_t n, sayso_time_word *w)
{
    uint32_t i = digit_run(p, n), seen = i;
    double v = 0;
    for (uint32_t k = 0; k < i && k <= DIGITS_MOST; k++)
        v = v * 10 + (p[k] - '0');
    bool commas = false;
    while (i <= 3 + 4 * 5 && i + 3 < n && p[i] == ',' && digit_run(p + i + 1, n - i - 1) == 3 &&
           (commas || i <= 3)) {
        v = v * 1000 + small(p + i + 1, 3);
        i += 4;
        seen += 3;
        commas = true;
    }
    bool point = i + 1 < n && p[i] == '.' && sayso__is_digit(p[i + 1]);
    if (point) {
        double scale = 0.1;
        uint32_t k = digit_run(p + i + 1, n - i - 1);
        for (uint32_t j = 0; j < k && j < DIGITS_MOST; j++, scale /= 10)
            v += scale * (p[i + 1 + j] - '0');
        w->y = k == 2 ? small(p + i + 2 - 1, 2) : -1; /* "4.10 a.m." */
        i += 1 + k;
    }
    w->num = v;
    w->digits = commas || point ? 0 : (uint8_t)(seen > 250 ? 250 : seen);
    if (seen > DIGITS_MOST) {
        w->num = 0;
        w->class_ = SAYSO_TW_MARK;
    }
    return i;
}

static bool ordinal_suffix(const char *p, uint32_t n)
{
    static const char suffix[] = "stndrdth";
    if (n < 2 || (n > 2 && is_letter(p[2])))
        return false;
    for (uint32_t i = 0; i < 8; i += 2)
        if (sayso__ascii_lower(p[0]) == suffix[i] && sayso__ascii_lower(p[1]) == suffix[i + 1])
            return true;
    return false;
}

/* A piece that begins with a digit at i of token tok; returns its end. */
static uint32_t cut_digits(cutter *c, uint32_t tok, uint32_t i, bool quoted, bool *ok)
{
    uint32_t end = c->t->tok[tok].at.end, n = end - i;
    const char *p = c->text + i;
    sayso_time_word w = {.tok = tok, .tok_end = tok + 1, .class_ = SAYSO_TW_DATE, .y = -1};
    uint32_t k = numeric_date(p, n, &w);
    if (!k) {
        w.class_ = SAYSO_TW_CLOCK;
        k = clock_time(p, n, &w);
    }
    if (!k) {
        w.class_ = SAYSO_TW_NUM;
        w.y = -1;
        k = plain_number(p, n, &w);
        if (w.class_ == SAYSO_TW_NUM && k < n && ordinal_suffix(p + k, n - k)) {
            w.class_ = w.num <= ORDINAL_MOST ? SAYSO_TW_ORD : SAYSO_TW_MARK;
            k += 2;
        } else if (w.class_ == SAYSO_TW_NUM && k < n && (p[k] == 's' || p[k] == 'S') &&
                   (k + 1 == n || !is_letter(p[k + 1])) && (w.digits == 4 || w.digits == 2)) {
            w.class_ = SAYSO_TW_DECADE;
            k++;
        } else if (quoted && w.digits == 2) {
            w.class_ = SAYSO_TW_QUOTED;
        }
    }
    w.at = (sayso_span){i, i + k};
    *ok = push(c, w);
    return i + k;
}

/* ---- numbers that the tokenizer takes apart -------------------------------------------------- */

/* Digit groups behind the first: `size` digits each behind a mark, *v grows; length, 0 if none. */
static uint32_t groups(const char *p, uint32_t n, char mark, uint32_t size, double *v)
{
    uint32_t i = 0;
    while (i + size < n && p[i] == mark && digit_run(p + i + 1, n - i - 1) == size) {
        *v = *v * (size == 2 ? 100 : 1000) + small(p + i + 1, size);
        i += size + 1;
    }
    return i;
}

/* Is a unit of counting behind a decimal comma: "1,5 million", "12,5 percent"? */
static bool scaled(const char *p, uint32_t n)
{
    static const char *const unit[] = {"million",  "billion", "trillion", "percent",
                                       "per cent", "%",       NULL};
    while (n && sayso__is_space(*p))
        p++, n--;
    for (uint32_t k = 0; unit[k]; k++) {
        uint32_t m = (uint32_t)strlen(unit[k]);
        if (n >= m && sayso__str_ieq((sayso_str){p, m}, sayso__str_z(unit[k])))
            return true;
    }
    return false;
}

/* "10,00,00,000" (India), "1.234.567" and "1,5 million" (Europe), "10^400" (unreadable): length, 0
 * if it is none of these. */
static uint32_t foreign_number(const char *p, uint32_t n, sayso_time_word *w)
{
    uint32_t a = digit_run(p, n);
    if (a == n || a > 3 || (p[a] != ',' && p[a] != '.' && p[a] != '^'))
        return 0;
    w->num = small(p, a);
    if (p[a] == '^') {
        uint32_t k = digit_run(p + a + 1, n - a - 1);
        w->class_ = SAYSO_TW_MARK;
        return k ? a + 1 + k : 0;
    }
    uint32_t k = a <= 2 && p[a] == ',' ? groups(p + a, n - a, ',', 2, &w->num) : 0;
    if (k && k <= 15) {
        uint32_t end = groups(p + a + k, n - a - k, ',', 3, &w->num);
        return end == 4 ? a + k + 4 : 0;
    }
    k = p[a] == '.' ? groups(p + a, n - a, '.', 3, &w->num) : 0;
    if (k >= 8 && k <= 16)
        return a + k;
    k = digit_run(p + a + 1, n - a - 1);
    if (p[a] != ',' || k < 1 || k > 2 || !scaled(p + a + 1 + k, n - a - 1 - k))
        return 0;
    w->num = small(p, a) + small(p + a + 1, k) / (k == 1 ? 10.0 : 100.0);
    return a + 1 + k;
}

/* Takes such a number at i; *tok moves on to the token in which it ends. Returns its end, or i. */
static uint32_t cut_foreign(cutter *c, uint32_t *tok, uint32_t i, bool *ok)
{
    uint32_t end = c->t->tok[c->tok_end - 1].at.end;
    char before = i ? c->text[i - 1] : ' ';
    sayso_time_word w = {.tok = *tok, .class_ = SAYSO_TW_NUM, .y = -1};
    uint32_t k = before == ',' || before == '.' || sayso__is_digit(before)
                     ? 0
                     : foreign_number(c->text + i, end - i, &w);
    if (!k || (i + k < end && (sayso__is_digit(c->text[i + k]) || is_letter(c->text[i + k]))))
        return i;
    w.at = (sayso_span){i, i + k};
    while (c->t->tok[*tok].at.end < w.at.end)
        ++*tok;
    w.tok_end = *tok + 1;
    *ok = push(c, w);
    return w.at.end;
}

/* ---- the sentence --------------------------------------------------------------------------- */

static bool cut_mark(cutter *c, uint32_t tok, uint32_t i, uint32_t n)
{
    const char *p = c->text + i;
    uint8_t class_ = SAYSO_TW_MARK;
    if (*p == ',')
        class_ = SAYSO_TW_COMMA;
    else if (*p == '-' || is_dash(p, n))
        class_ = SAYSO_TW_HYPHEN;
    sayso_time_word w = {.at = {i, i + n}, .tok = tok, .tok_end = tok + 1, .class_ = class_};
    return push(c, w);
}

/* "'s" and "’s" behind a word are one piece; a quotation mark before digits marks '98. */
static uint32_t cut_quote(cutter *c, uint32_t tok, uint32_t i, bool *ok)
{
    uint32_t end = c->t->tok[tok].at.end, n = c->text[i] == '\'' ? 1 : 3;
    sayso_time_word w = {.tok = tok, .tok_end = tok + 1, .class_ = SAYSO_TW_POSS};
    if (i + n < end && sayso__is_digit(c->text[i + n]))
        return cut_digits(c, tok, i + n, true, ok);
    if (i + n < end && (c->text[i + n] == 's' || c->text[i + n] == 'S') && i + n + 1 == end)
        n++;
    else
        w.class_ = SAYSO_TW_MARK;
    w.at = (sayso_span){i, i + n};
    *ok = push(c, w);
    return i + n;
}

/* Is there a quotation mark of its own token right before digits, behind a space? "'98": it says
 * that they are a year, and is no piece. */
static bool drop_quote(cutter *c, uint32_t i)
{
    if (!c->out->n)
        return false;
    sayso_span q = c->out->v[c->out->n - 1].at;
    uint32_t n = digit_run(c->text + i, c->t->doc->n_text - i);
    if (q.end != i || !is_quote(c->text + q.beg, q.end - q.beg) || n != 2 ||
        (q.beg > 0 && !sayso__is_space(c->text[q.beg - 1])))
        return false;
    c->out->n--;
    return true;
}

/* The clock of "2031-05-04T17:00:00", which the tokenizer cuts at its colons: a piece of its own
 * behind the date; *tok moves on to the token in which it ends. */
static uint32_t cut_iso_clock(cutter *c, uint32_t *tok, uint32_t i, bool *ok)
{
    uint32_t end = c->t->tok[c->tok_end - 1].at.end;
    sayso_time_word w = {.tok = *tok, .class_ = SAYSO_TW_CLOCK};
    if (i + 1 >= end || c->text[i] != 'T' || c->out->v[c->out->n - 1].class_ != SAYSO_TW_DATE)
        return i;
    uint32_t k = clock_time(c->text + i + 1, end - i - 1, &w);
    if (!k)
        return i;
    w.at = (sayso_span){i + 1, i + 1 + k};
    while (c->t->tok[*tok].at.end < w.at.end)
        ++*tok;
    w.tok_end = *tok + 1;
    *ok = push(c, w);
    return w.at.end;
}

static bool cut_token(cutter *c, uint32_t *tok)
{
    uint32_t i = c->t->tok[*tok].at.beg;
    bool ok = true;
    while (ok && i < c->t->tok[*tok].at.end) {
        uint32_t end = c->t->tok[*tok].at.end;
        const char *p = c->text + i;
        if (sayso__is_digit(*p)) {
            uint32_t from = i;
            i = cut_foreign(c, tok, i, &ok);
            if (i > from)
                continue;
            i = cut_digits(c, *tok, i, drop_quote(c, i), &ok);
            if (ok)
                i = cut_iso_clock(c, tok, i, &ok);
        } else if (is_quote(p, end - i)) {
            i = cut_quote(c, *tok, i, &ok);
        } else if (is_dash(p, end - i)) {
            ok = cut_mark(c, *tok, i, 3);
            i += 3;
        } else if (is_letter(*p)) {
            uint32_t j = letters_end(c->text, i, end);
            ok = cut_word(c, tok, i, &j);
            i = j;
        } else {
            ok = cut_mark(c, *tok, i, 1);
            i++;
        }
    }
    return ok;
}

/* ---- number words --------------------------------------------------------------------------- */

static bool adds(uint8_t class_)
{
    return class_ == SAYSO_TW_NUM || class_ == SAYSO_TW_TENS || class_ == SAYSO_TW_MULT;
}

/* Value of the number that begins at w[i]; *next is behind it. "two hundred and thirty-four", "12
 * million", "twenty-five", "2 1/2", "half a million", "nineteen ninety-six" (a year). Two bare
 * numbers side by side stay two. */
typedef struct {
    double total, part; /* part: below the next multiplier */
    bool any, digits;   /* digits: begun so; only multipliers go on ("1967 six-day" is two) */
    double last;        /* value of the last word added */
} adder;

static bool add_word(adder *s, const sayso_time_word *w)
{
    bool digits = w->class_ == SAYSO_TW_NUM && !w->word;
    if (w->class_ == SAYSO_TW_MULT) {
        if (!s->any && w->num >= 100)
            return false; /* "hundred" alone wants "a" */
        double m = s->any ? s->part : 1;
        if (w->num > 100) {
            s->total = (s->total > 0 && w->num > s->total ? (s->total + m) * w->num
                                                          : s->total + m * w->num);
            s->part = 0;
        } else {
            s->part = m * w->num;
        }
    } else if (!s->any) {
        s->part = w->num;
    } else if (digits || s->digits) {
        return false;
    } else if (w->class_ == SAYSO_TW_TENS) {
        bool fits = s->part >= 100 && w->num < 100 && s->last >= 100;
        if (!fits && s->part != 0)
            return false;
        s->part += w->num;
    } else {
        bool unit = s->last >= 20 && s->last < 100 && w->num < 10 && w->num > 0;
        bool rest = s->last >= 100 && w->num > 0;
        if (!unit && !rest)
            return false;
        if (!unit && s->part != 0 && s->part < 100)
            return false;
        s->part += w->num;
    }
    s->any = true;
    s->digits = digits;
    s->last = w->num;
    return true;
}

/* "nineteen ninety-six", "two thousand four" is no such: 13..20, then tens. */
static uint32_t spoken_year(const sayso_time_word *w, uint32_t n, double *value)
{
    bool century = n >= 2 && w[0].word &&
                   ((w[0].class_ == SAYSO_TW_NUM && w[0].num >= 13 && w[0].num <= 19) ||
                    (w[0].class_ == SAYSO_TW_TENS && w[0].num == 20));
    if (!century || w[1].class_ != SAYSO_TW_TENS)
        return 0;
    *value = w[0].num * 100 + w[1].num;
    uint32_t i = 2;
    if (i < n && w[i].class_ == SAYSO_TW_HYPHEN)
        i++;
    if (i < n && w[i].class_ == SAYSO_TW_NUM && w[i].word && w[i].num >= 1 && w[i].num <= 9) {
        *value += w[i].num;
        return i + 1;
    }
    return 2;
}

static uint32_t number_length(const sayso_time_word *w, uint32_t n, double *value, bool *year)
{
    uint32_t k = spoken_year(w, n, value);
    *year = k != 0;
    if (k)
        return k;
    adder s = {0};
    uint32_t i = 0, len = 0;
    while (i < n) {
        bool joined = i > 0 && (w[i].class_ == SAYSO_TW_HYPHEN || w[i].class_ == SAYSO_TW_AND);
        if (joined && (!s.any || (w[i].class_ == SAYSO_TW_AND && s.last < 100) ||
                       (w[i].class_ == SAYSO_TW_HYPHEN && s.last >= 100)))
            break;
        uint32_t at = joined ? i + 1 : i;
        if (at >= n || !adds(w[at].class_) || (joined && !w[at].word) ||
            (joined && w[at].class_ == SAYSO_TW_MULT) || !add_word(&s, &w[at]))
            break;
        i = len = at + 1;
    }
    *value = s.total + s.part;
    return len;
}

/* n 1/2: the fraction's value behind w[i], and its pieces */
static uint32_t fraction(const char *text, const sayso_time_word *w, uint32_t n, double *value)
{
    if (n >= 3 && w[0].digits == 1 && w[2].digits == 1 && w[2].num > w[0].num &&
        text[w[1].at.beg] == '/' && w[0].at.end == w[1].at.beg) {
        *value = w[0].num / w[2].num;
        return 3;
    }
    return 0;
}

/* Adds up number words in place. */
static void add_numbers(const char *text, sayso_time_words *out)
{
    uint32_t to = 0;
    for (uint32_t i = 0; i < out->n;) {
        sayso_time_word w = out->v[i];
        uint32_t len = 0;
        bool article = w.class_ == SAYSO_TW_A && i + 1 < out->n &&
                       out->v[i + 1].class_ == SAYSO_TW_MULT && out->v[i + 1].num >= 100;
        if (adds(w.class_) || article) {
            double value;
            bool year;
            if (article) { /* "a hundred": as "one hundred" */
                out->v[i].class_ = SAYSO_TW_NUM;
                out->v[i].num = 1;
                out->v[i].word = true;
            }
            len = number_length(out->v + i, out->n - i, &value, &year);
            if (len) {
                w.class_ = SAYSO_TW_NUM;
                w.word = out->v[i].word;
                w.num = value;
                w.digits = year ? 4 : len > 1 ? 0 : out->v[i].digits;
                bool and = i + len < out->n && out->v[i + len].class_ == SAYSO_TW_AND;
                uint32_t at = i + len + and;
                uint32_t f = fraction(text, out->v + at, out->n - at, &value);
                if (f) {
                    w.num += value;
                    w.digits = 0;
                    len += f + and;
                }
                w.at.end = out->v[i + len - 1].at.end;
                w.tok_end = out->v[i + len - 1].tok_end;
            } else if (w.class_ == SAYSO_TW_TENS) {
                w.class_ = SAYSO_TW_NUM;
            }
        }
        out->v[to++] = w;
        i += len ? len : 1;
    }
    out->n = to;
}

bool sayso__timex_words(const sayso_tokens *t, uint32_t s, sayso_arena *a, sayso_time_words *out)
{
    cutter c = {t, t->doc->text, t->sent[s], t->sent[s + 1], a, out};
    out->n = 0;
    for (c.tok = t->sent[s]; c.tok < c.tok_end; c.tok++) {
        uint32_t tok = c.tok;
        if (!cut_token(&c, &tok))
            return false;
        c.tok = tok;
    }
    add_numbers(c.text, out);
    return true;
}
