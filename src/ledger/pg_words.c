/* pg_words.c -- full-text search where the database has none like FTS5's.  Layer: ledger. */
#include "ledger/pg_words.h"

#include <string.h>
#include <utf8proc.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ledger/ledger.h"

#define VECTOR_MOST   900000u
#define POSITION_MOST 16383u /* of a tsvector */
#define WORD_MOST     255u   /* bytes of one word that count */
#define PHRASES_MOST  32u

typedef struct {
    const char *p;
    size_t n, at;
    size_t beg, end;      /* of the word at hand */
    char word[WORD_MOST]; /* folded */
    size_t n_word;
} words;

static bool is_word(utf8proc_int32_t cp, bool inside)
{
    utf8proc_category_t c = utf8proc_category(cp);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
           (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO) || c == UTF8PROC_CATEGORY_CO ||
           (inside && c == UTF8PROC_CATEGORY_MN);
}

static void fold(words *w, utf8proc_int32_t cp)
{
    utf8proc_int32_t parts[20];
    int last = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char(cp, parts, 20,
                                UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &last);
    for (utf8proc_ssize_t i = 0; i < n && i < 20; i++) {
        char bytes[4];
        uint32_t k = sayso__utf8_encode((uint32_t)parts[i], bytes);
        if (w->n_word + k > WORD_MOST)
            return;
        memcpy(w->word + w->n_word, bytes, k);
        w->n_word += k;
    }
}

/* The next word; false at the end. */
static bool next(words *w)
{
    bool inside = false;
    w->n_word = 0;
    while (w->at < w->n) {
        uint32_t cp, step = sayso__utf8_decode(w->p + w->at, w->n - w->at, &cp);
        bool good = step && is_word((utf8proc_int32_t)cp, inside);
        if (inside && !good)
            break;
        if (good && !inside)
            w->beg = w->at;
        inside = good;
        w->at += step ? step : 1;
        if (good) {
            w->end = w->at;
            fold(w, (utf8proc_int32_t)cp);
        }
    }
    return inside;
}

void sayso__pg_vector(sayso_str text, sayso_sink *out)
{
    words w = {.p = text.p, .n = text.n};
    /* from 2 on: vectors that are joined leave a gap, over which no phrase reaches */
    for (uint32_t at = 2; out->n < VECTOR_MOST && next(&w); at++) {
        if (!w.n_word)
            continue;
        sayso__sink_put(out, w.word, w.n_word);
        sayso__sink_print(out, ":%u ", at < POSITION_MOST ? at : POSITION_MOST);
    }
}

sayso_str sayso__pg_tsquery(const char *text, bool phrase, sayso_arena *a)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    words w = {.p = text, .n = strlen(text)};
    for (size_t before = 0; next(&w); before = w.end) {
        bool apart = false;
        for (size_t i = before; i < w.beg; i++)
            apart = apart || sayso__is_space(text[i]);
        if (!w.n_word)
            continue;
        if (s.n)
            sayso__sink_text(&s, apart && !phrase ? " & " : " <-> ");
        sayso__sink_char(&s, '\'');
        sayso__sink_put(&s, w.word, w.n_word);
        sayso__sink_char(&s, '\'');
    }
    if (!s.n && text[strspn(text, " \t\r\n")]) /* signs alone: no lexeme is like this one */
        sayso__sink_text(&s, "'-'");
    char *made = s.failed ? NULL : sayso__arena_copy(a, s.n ? s.buf : "", s.n);
    sayso_str out = {made, made ? (uint32_t)s.n : 0};
    sayso__sink_free(&s);
    return out;
}

/* ---- snippets: fts5_aux.c of SQLite ------------------------------------------------------- */

typedef struct {
    uint32_t beg, end;
    uint64_t hash;
} token;

typedef struct {
    uint32_t phrase, at, n; /* tokens */
} hit;

typedef struct {
    SAYSO_ARRAY(token) token;
    SAYSO_ARRAY(hit) hit;
    SAYSO_ARRAY(uint32_t) sentence; /* first tokens */
    sayso_str text;
} column;

typedef struct {
    SAYSO_ARRAY(token) token;
    uint32_t first[PHRASES_MOST + 1], n;
} phrases;

static bool cut_phrases(const char *text, phrases *out, sayso_arena *a)
{
    words w = {.p = text, .n = strlen(text)};
    for (size_t before = 0; next(&w); before = w.end) {
        bool apart = !out->n;
        for (size_t i = before; i < w.beg; i++)
            apart = apart || sayso__is_space(text[i]);
        if (apart && out->n == PHRASES_MOST)
            break;
        if (apart)
            out->first[out->n++] = out->token.n;
        token t = {0, 0, sayso__hash_bytes(w.word, w.n_word)};
        if (!SAYSO_PUSH(a, &out->token, t))
            return false;
        out->first[out->n] = out->token.n;
    }
    return true;
}

/* Does a sentence begin with the word at beg? */
static bool begins_sentence(sayso_str text, size_t beg)
{
    size_t i = beg;
    while (i && (text.p[i - 1] == ' ' || text.p[i - 1] == '\t' || text.p[i - 1] == '\n' ||
                 text.p[i - 1] == '\r'))
        i--;
    return !beg || (i != beg && i && (text.p[i - 1] == '.' || text.p[i - 1] == ':'));
}

static bool cut_column(sayso_str text, const phrases *q, column *c, sayso_arena *a)
{
    words w = {.p = text.p, .n = text.n};
    c->text = text;
    if (!SAYSO_PUSH(a, &c->sentence, 0u))
        return false;
    while (next(&w)) {
        token t = {(uint32_t)w.beg, (uint32_t)w.end, sayso__hash_bytes(w.word, w.n_word)};
        if (c->token.n && begins_sentence(text, w.beg) && !SAYSO_PUSH(a, &c->sentence, c->token.n))
            return false;
        if (!SAYSO_PUSH(a, &c->token, t))
            return false;
    }
    for (uint32_t i = 0; i < c->token.n; i++)
        for (uint32_t p = 0; p < q->n; p++) {
            uint32_t n = q->first[p + 1] - q->first[p], k = 0;
            while (k < n && i + k < c->token.n &&
                   c->token.v[i + k].hash == q->token.v[q->first[p] + k].hash)
                k++;
            if (k == n && !SAYSO_PUSH(a, &c->hit, ((hit){p, i, n})))
                return false;
        }
    return true;
}

/* What a window from `at` on is worth, and where it would begin with its hits in the middle. */
static int weigh(const column *c, uint32_t first_hit, int64_t at, uint32_t most, int64_t *middle)
{
    uint64_t seen = 0;
    int score = 0;
    int64_t first = -1, last = 0;
    for (uint32_t i = first_hit; i < c->hit.n && c->hit.v[i].at < at + most; i++) {
        const hit *h = &c->hit.v[i];
        if (h->at < at)
            continue;
        score += seen >> h->phrase & 1 ? 1 : 1000;
        seen |= (uint64_t)1 << h->phrase;
        first = first < 0 ? h->at : first;
        last = (int64_t)h->at + h->n;
    }
    int64_t m = first - ((int64_t)most - (last - first)) / 2;
    if (m + most > c->token.n)
        m = (int64_t)c->token.n - most;
    *middle = m < 0 ? 0 : m;
    return score;
}

/* The best window of a column: its first token; the score is raised to its worth. */
static bool best_window(const column *c, uint32_t most, int *score, int64_t *start)
{
    bool better = false;
    uint32_t sentence = 0, back = 0;
    for (uint32_t i = 0; i < c->hit.n; i++) {
        int64_t at = c->hit.v[i].at, middle, unused;
        int worth = weigh(c, i, at, most, &middle);
        if (worth > *score) {
            *score = worth;
            *start = middle;
            better = true;
        }
        if (c->token.n <= most)
            continue;
        while (sentence + 1 < c->sentence.n && c->sentence.v[sentence + 1] <= at)
            sentence++;
        int64_t begin = c->sentence.v[sentence];
        if (begin >= at)
            continue;
        while (back < i && c->hit.v[back].at < begin)
            back++;
        worth = weigh(c, back, begin, most, &unused) + (begin ? 100 : 120);
        if (worth > *score) {
            *score = worth;
            *start = begin;
            better = true;
        }
    }
    return better;
}

/* Hits that overlap or touch inside are lit as one. */
static void light(const column *c, int64_t start, uint32_t most, sayso_sink *s)
{
    static const char beg[] = {SAYSO_FIND_BEG, 0}, end[] = {SAYSO_FIND_END, 0};
    int64_t stop = start + most < c->token.n ? start + most : c->token.n;
    size_t at = start ? c->token.v[start].beg : 0;
    if (start)
        sayso__sink_text(s, " ... ");
    for (uint32_t i = 0; i < c->hit.n;) {
        int64_t first = c->hit.v[i].at, last = first + c->hit.v[i].n;
        for (i++; i < c->hit.n && c->hit.v[i].at < last; i++)
            if ((int64_t)c->hit.v[i].at + c->hit.v[i].n > last)
                last = (int64_t)c->hit.v[i].at + c->hit.v[i].n;
        if (last <= start || first >= stop)
            continue;
        first = first < start ? start : first;
        last = last > stop ? stop : last;
        sayso__sink_put(s, c->text.p + at, c->token.v[first].beg - at);
        sayso__sink_text(s, beg);
        at = c->token.v[last - 1].end;
        sayso__sink_put(s, c->text.p + c->token.v[first].beg, at - c->token.v[first].beg);
        sayso__sink_text(s, end);
    }
    size_t rest = stop < c->token.n ? c->token.v[stop - 1].end : c->text.n;
    sayso__sink_put(s, c->text.p + at, rest > at ? rest - at : 0);
    if (stop < c->token.n)
        sayso__sink_text(s, " ... ");
}

const char *sayso__pg_snippet(const char *text, const sayso_str *part, uint32_t n_column,
                              uint32_t most, sayso_arena *a)
{
    phrases q = {0};
    column best = {0};
    int score = 0;
    int64_t start = 0;
    bool ok = cut_phrases(text, &q, a);
    for (uint32_t i = 0; ok && i < n_column; i++) {
        column c = {0};
        ok = !part[i].p || cut_column(part[i], &q, &c, a);
        if (ok && part[i].p && (best_window(&c, most, &score, &start) || !best.text.p))
            best = c;
    }
    if (!ok)
        return NULL;
    sayso_sink s;
    sayso__sink_memory(&s);
    if (best.token.n)
        light(&best, start, most, &s);
    const char *made = s.failed ? NULL : sayso__arena_copy(a, s.n ? s.buf : "", s.n);
    sayso__sink_free(&s);
    return made;
}
