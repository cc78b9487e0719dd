/* figure.c -- finds the numbers about the event: how many killed, injured, detained ...  Layer:
 * mention.
 *
 * Sentence by sentence: number phrases outside dates (figure_phrase.c), what they count
 * (figure_measure.c); those that count nothing that matters are dropped. A phrase without a measure
 * takes that of the one behind it when the two are joined ("14 civilians and three soldiers were
 * killed"). */
#include "base/fail.h"
#include "base/str.h"
#include "lexica.h"
#include "mention/figure_phrase.h"

typedef SAYSO_ARRAY(sayso_figure_phrase) phrases;

typedef struct {
    sayso_figure_view view;
    const sayso_mentions *m;
    sayso_arena *a, *scratch;
    sayso_time_words words;
    phrases found;
    uint32_t timex; /* first that does not lie before the sentence */
    SAYSO_ARRAY(sayso_figure) out;
} finder;

static bool in_timex(finder *f, sayso_span at)
{
    while (f->timex < f->m->n_timex && f->m->timex[f->timex].at.end <= at.beg)
        f->timex++;
    return f->timex < f->m->n_timex && f->m->timex[f->timex].at.beg < at.end;
}

static bool may_begin(const sayso_figure_view *v, uint32_t i)
{
    uint8_t c = v->words->v[i].class_;
    if (c == SAYSO_TW_NUM || c == SAYSO_TW_MULT || c == SAYSO_TW_HALF)
        return true;
    return c == SAYSO_TW_OTHER && sayso__figure_clue(v, i, SAYSO_FIG_BEGIN);
}

/* "14 civilians and three soldiers were killed": the first has no measure of its own. */
static void share_back(const finder *f)
{
    for (uint32_t k = f->found.n; k-- > 1;) {
        sayso_figure_phrase *a = &f->found.v[k - 1], *b = &f->found.v[k];
        uint32_t end = (a->noun != SAYSO_NONE ? a->noun : a->j - 1) + 1;
        uint8_t c = sayso__figure_class(&f->view, end);
        bool joined = c == SAYSO_TW_AND && end + 1 == b->i;
        if (joined && (!a->measure || a->measure == SAYSO_MEASURE_COUNT) && a->noun != SAYSO_NONE &&
            b->measure && b->measure <= SAYSO_MEASURE_RELEASED && b->head != SAYSO_NONE &&
            b->head > b->j) {
            a->measure = b->measure;
            a->head = b->head;
        }
    }
}

/* ---- population ----------------------------------------------------------------------------- */

static bool lower_copy(finder *f, sayso_str s, sayso_str *out)
{
    char *p = sayso__arena_copy(f->a, s.p, s.n);
    if (!p)
        return false;
    for (uint32_t i = 0; i < s.n; i++)
        p[i] = sayso__ascii_lower(p[i]);
    *out = sayso__str(p, s.n);
    return true;
}

static bool population(finder *f, const sayso_figure_phrase *p, sayso_str *out)
{
    const sayso_figure_view *v = &f->view;
    *out = SAYSO_STR("all");
    uint32_t noun = p->noun;
    if (p->measure == SAYSO_MEASURE_MONEY)
        return true;
    if (p->percent) { /* "38 percent of Ordanians" */
        uint32_t k = p->j;
        *out = SAYSO_STR("people");
        if (sayso__figure_class(v, k) != SAYSO_TW_OF)
            return true;
        k++;
        if (sayso__figure_class(v, k) == SAYSO_TW_THE)
            k++;
        return sayso__figure_class(v, k) != SAYSO_TW_OTHER || sayso__figure_says(v, k, "those") ||
               lower_copy(f, sayso__figure_text(v, k), out);
    }
    if (noun == SAYSO_NONE || noun >= v->n || sayso__figure_clue(v, noun, SAYSO_FIG_ALL))
        return true;
    return lower_copy(f, sayso__figure_text(v, noun), out);
}

/* ---- writing down --------------------------------------------------------------------------- */

static bool emit(finder *f, const sayso_figure_phrase *p, uint32_t whole)
{
    const sayso_time_word *first = &f->words.v[p->i], *last = &f->words.v[p->j - 1];
    sayso_figure o = {.at = {first->at.beg, last->at.end},
                      .beg = first->tok,
                      .end = last->tok_end,
                      .head = p->head == SAYSO_NONE ? SAYSO_NONE : f->words.v[p->head].tok,
                      .measure = p->measure,
                      .mod = p->mod,
                      .unit = p->unit,
                      .low = p->low,
                      .best = p->best,
                      .high = p->high,
                      .part_of = p->part ? whole : SAYSO_NONE};
    if (!population(f, p, &o.population))
        return false;
    if (p->measure <= SAYSO_MEASURE_RELEASED)
        f->view.last_measure = p->measure;
    return SAYSO_PUSH(f->a, &f->out, o);
}

/* ---- answers of a survey -------------------------------------------------------------------- */

static bool asks(const finder *f)
{
    uint32_t shares = 0;
    for (uint32_t k = 0; k < f->found.n; k++)
        shares += f->found.v[k].percent;
    if (shares != 1)
        return shares > 1;
    for (uint32_t i = 0; i < f->view.n; i++)
        if (sayso__figure_clue(&f->view, i, SAYSO_FIG_SURVEY))
            return true;
    return false;
}

/* "27 percent", "another 6 percent", "a further 6 percent" */
static bool begins_share(const sayso_figure_view *v, uint32_t i)
{
    i += sayso__figure_class(v, i) == SAYSO_TW_A;
    i += sayso__figure_class(v, i) == SAYSO_TW_TRADING || sayso__figure_class(v, i) == SAYSO_TW_MOD;
    return sayso__figure_class(v, i) == SAYSO_TW_NUM;
}

/* "38 percent of those asked blame the owner, 27 percent the army": what stands behind the verb, or
 * behind the number where the verb is left out, up to a comma, "and" or "while". */
static sayso_str answer(const finder *f, const sayso_figure_phrase *p)
{
    const sayso_figure_view *v = &f->view;
    uint32_t i = p->j, end;
    if (sayso__figure_class(v, i) == SAYSO_TW_OF)
        while (i < v->n && sayso__figure_upos(v, i) != SAYSO_UPOS_VERB)
            i++;
    while (i < v->n && (sayso__figure_upos(v, i) == SAYSO_UPOS_VERB ||
                        sayso__figure_upos(v, i) == SAYSO_UPOS_AUX))
        i++;
    for (end = i; end < v->n; end++) {
        sayso_str w = sayso__figure_text(v, end);
        if (sayso__figure_upos(v, end) == SAYSO_UPOS_PUNCT || w.p[0] == ',' ||
            (sayso__figure_class(v, end) == SAYSO_TW_AND && begins_share(v, end + 1)) ||
            sayso__figure_says(v, end, "while"))
            break;
    }
    if (end <= i)
        return (sayso_str){NULL, 0};
    return sayso__str_span(v->text,
                           (sayso_span){v->words->v[i].at.beg, v->words->v[end - 1].at.end});
}

static bool scan_sentence(finder *f)
{
    sayso_figure_view *v = &f->view;
    f->found.n = 0;
    for (uint32_t i = 0; i < v->n;) {
        sayso_figure_phrase p;
        uint32_t next = i + 1;
        if (may_begin(v, i) && !in_timex(f, v->words->v[i].at) && sayso__figure_phrase(v, i, &p)) {
            const sayso_figure_phrase *before = f->found.n ? &f->found.v[f->found.n - 1] : NULL;
            sayso__figure_measure(v, &p, before);
            if (sayso__figure_veiled(v, &p))
                p.measure = SAYSO_MEASURE_NONE;
            if (!SAYSO_PUSH(f->scratch, &f->found, p))
                return false;
            next = p.j > i ? p.j : i + 1;
        }
        i = next;
    }
    share_back(f);
    v->asked = sayso__figure_asked(v);
    uint32_t whole = SAYSO_NONE;
    bool survey = asks(f);
    for (uint32_t k = 0; k < f->found.n; k++) {
        const sayso_figure_phrase *p = &f->found.v[k];
        if (!p->measure)
            continue;
        if (!emit(f, p, whole))
            return false;
        if (survey && p->percent)
            f->out.v[f->out.n - 1].answer = answer(f, p);
        if (!p->part)
            whole = f->out.n - 1;
    }
    return true;
}

sayso_status sayso__figure_find(const sayso_tags *tags, sayso_arena *a, sayso_arena *scratch,
                                sayso_mentions *out, sayso_error *err)
{
    finder *f = SAYSO_NEW(scratch, finder);
    if (!f)
        return sayso__fail_memory(err);
    f->m = out;
    f->a = a;
    f->scratch = scratch;
    f->view.tags = tags;
    f->view.text = tags->tokens->doc->text;
    for (uint32_t s = 0; s < tags->tokens->n_sent; s++) {
        if (!sayso__timex_words(tags->tokens, s, scratch, &f->words))
            return sayso__fail_memory(err);
        f->view.words = &f->words;
        f->view.n = f->words.n;
        f->view.hospital = -1;
        if (!scan_sentence(f))
            return sayso__fail_memory(err);
    }
    out->figure = f->out.v;
    out->n_figure = f->out.n;
    return SAYSO_OK;
}
