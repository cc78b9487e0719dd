/* actor_regain.c -- names that the tagger missed, most at the beginning of a sentence.  Layer:
 * mention.
 *
 * Where every word has a capital the tagger may take a name for common words: "Skybridge killed my
 * son", "Stone Choir withdrew its claim". A word that is a name elsewhere in the report is one
 * here, too; and several capitals before a verb, the later ones inside the sentence, are a name. */
#include "lexica.h"
#include "mention/actor.h"

#include "base/fail.h"
#include "base/str.h"

#define WORDS_MOST 4u /* of a name that is looked for */

typedef struct {
    sayso_actor_work *w;
    sayso_table known; /* keys of names inside of sentences */
    SAYSO_ARRAY(sayso_name) name;
    SAYSO_ARRAY(bool) again;
} regain;

static uint32_t sent_end(const sayso_actor_work *w, uint32_t i)
{
    return w->t->sent[w->t->tok_sent[i] + 1];
}

/* Does token i begin a sentence or a quotation? */
static bool is_first(const sayso_actor_work *w, uint32_t i)
{
    return i == w->t->sent[w->t->tok_sent[i]] || w->g->upos[i - 1] == SAYSO_UPOS_PUNCT;
}

/* May a token be a word of a missed name? */
static bool is_open(const sayso_actor_work *w, uint32_t i)
{
    uint8_t u = w->g->upos[i];
    return w->t->tok[i].flags & SAYSO_TOKEN_CAPITAL && !w->in_time[i] &&
           (u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_PROPN ||
            u == SAYSO_UPOS_ADJ);
}

static sayso_status know(regain *r)
{
    sayso_actor_work *w = r->w;
    sayso__table_init(&r->known, w->scratch);
    for (uint32_t k = 0; k < w->g->n_name; k++) {
        const sayso_name *n = &w->g->name[k];
        if (n->end - n->beg > WORDS_MOST || is_first(w, n->beg))
            continue;
        sayso_str key = sayso__actor_key(w, n->beg, n->end);
        if (!key.p || !sayso__table_put(&r->known, key))
            return sayso__fail_memory(w->err);
    }
    return SAYSO_OK;
}

/* Does what stands behind token e - 1 let a name end there: a verb, a comma, "'s", no noun, and
 * nothing of the tagger's name that e - 1 is in? */
static bool is_closed(const sayso_actor_work *w, uint32_t e)
{
    if (e >= w->t->n_tok || (w->name_of[e] != SAYSO_NONE && w->name_of[e] == w->name_of[e - 1]))
        return false;
    uint8_t u = w->g->upos[e];
    return u != SAYSO_UPOS_NOUN && u != SAYSO_UPOS_PROPN && u != SAYSO_UPOS_ADJ &&
           u != SAYSO_UPOS_ADP && !sayso__actor_is(w, e, "-");
}

/* [i, e): several capitals before a verb, that are no office. */
static bool is_new_name(const sayso_actor_work *w, uint32_t i, uint32_t e)
{
    if (e < i + 2 || e >= sent_end(w, i) || w->t->tok[e].flags & SAYSO_TOKEN_CAPITAL)
        return false;
    if (!sayso__actor_says(w, e) && w->g->upos[e] != SAYSO_UPOS_AUX)
        return false;
    if (sayso__actor_gender(sayso__actor_lower(w, i)))
        return false;
    for (uint32_t k = i; k < e; k++) {
        if (w->name_of[k] != SAYSO_NONE || w->t->tok[k].flags & SAYSO_TOKEN_ALL_CAPS ||
            sayso__actor_look(w, &sayso__lex_roles, k, k, NULL))
            return false;
    }
    return !sayso__actor_look(w, &sayso__lex_roles, e - 1, i, NULL);
}

/* One past the name that was missed at token i, i if there is none. *again: it is known. */
static uint32_t missed_end(regain *r, uint32_t i, bool *again, bool *memory)
{
    sayso_actor_work *w = r->w;
    uint32_t e = i, end = sent_end(w, i);
    while (e < end && e < i + WORDS_MOST && is_open(w, e))
        e++;
    for (uint32_t k = e; k > i && is_closed(w, k); k--) {
        sayso_str key = sayso__actor_key(w, i, k);
        *memory &= key.p != NULL;
        if (*again = key.p && sayso__table_find(&r->known, key), *again)
            return k;
    }
    return is_new_name(w, i, e) ? e : i;
}

/* Inside a sentence: one past "Sons of the Desert" and "Friends of [Orlin & Sons]" at i, and past
 * any capitals behind "calling itself". i if there is neither. */
static uint32_t inner_end(const sayso_actor_work *w, uint32_t i)
{
    uint32_t e = i, end = sent_end(w, i);
    while (e < end && e < i + WORDS_MOST && is_open(w, e) && w->name_of[e] == SAYSO_NONE)
        e++;
    if (sayso__actor_is(w, i - 1, "itself") || sayso__actor_is(w, i - 1, "themselves"))
        return e;
    uint8_t x = w->g->xpos[i];
    if (e != i + 1 || (x != SAYSO_XPOS_NNS && x != SAYSO_XPOS_NNPS) || !sayso__actor_is(w, e, "of"))
        return i;
    uint32_t b = e + 1 + sayso__actor_is(w, e + 1, "the");
    for (e = b; e < end && e < b + WORDS_MOST && is_open(w, e);)
        e = w->name_of[e] == SAYSO_NONE ? e + 1 : w->g->name[w->name_of[e]].end;
    return e > b ? e : i;
}

static bool push(regain *r, sayso_name n, bool again)
{
    return SAYSO_PUSH(r->w->scratch, &r->name, n) && SAYSO_PUSH(r->w->scratch, &r->again, again);
}

/* Copies the tagger's names, with the missed ones between them. A missed one takes the place of
 * those that it holds: "Clean [Valley]". */
static sayso_status merge(regain *r)
{
    sayso_actor_work *w = r->w;
    uint32_t next = 0;
    bool ok = true;
    for (uint32_t i = 0; ok && i < w->t->n_tok; i++) {
        bool named = next < w->g->n_name && w->g->name[next].beg == i, again = false;
        uint32_t e = i;
        if (is_first(w, i) && !named && is_open(w, i))
            e = missed_end(r, i, &again, &ok);
        else if (!is_first(w, i) && !named && is_open(w, i))
            e = inner_end(w, i);
        if (e > i) {
            uint8_t kind = again ? SAYSO_MENTION_MISC : SAYSO_MENTION_ORGANIZATION;
            ok = ok && push(r, (sayso_name){.beg = i, .end = e, .kind = kind}, again);
            while (next < w->g->n_name && w->g->name[next].beg < e)
                next++;
            i = e - 1;
        } else if (named) {
            ok = push(r, w->g->name[next], false);
            i = w->g->name[next++].end - 1;
        }
    }
    return ok ? SAYSO_OK : sayso__fail_memory(w->err);
}

static void cover(sayso_actor_work *w)
{
    for (uint32_t k = 0; k < w->t->n_tok; k++)
        w->name_of[k] = SAYSO_NONE;
    for (uint32_t i = 0; i < w->g->n_name; i++)
        for (uint32_t k = w->g->name[i].beg; k < w->g->name[i].end; k++)
            w->name_of[k] = i;
}

sayso_status sayso__actor_regain(sayso_actor_work *w)
{
    regain r = {.w = w};
    cover(w);
    SAYSO_TRY(know(&r));
    SAYSO_TRY(merge(&r));
    sayso_tags *g = SAYSO_NEW_N(w->scratch, sayso_tags, 1);
    if (!g)
        return sayso__fail_memory(w->err);
    *g = *w->g;
    g->name = r.name.v;
    g->n_name = r.name.n;
    w->g = g;
    w->again = r.again.v;
    cover(w);
    return SAYSO_OK;
}
