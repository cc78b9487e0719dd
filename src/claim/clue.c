/* clue.c -- words, clues, phrases and mentions by token, for the parts of the stage.  Layer: claim.
 */
#include "base/fail.h"
#include "claim/claim_part.h"
#include "lexica.h"

/* Appends " word"; false when the key is full. */
static bool key_add(char *key, uint32_t *n, uint32_t cap, sayso_str w)
{
    uint32_t need = w.n + (*n > 0);
    if (*n + need > cap)
        return false;
    if (*n > 0)
        key[(*n)++] = ' ';
    memcpy(key + *n, w.p, w.n);
    *n += w.n;
    return true;
}

/* Keys of growing length from words of one kind; the longest hit wins. */
static const sayso_lexicon_entry *phrase_of(const sayso_lexicon *b, const sayso_str *word,
                                            uint32_t tok, uint32_t end, uint32_t *n)
{
    char key[80];
    uint32_t len = 0, most = sayso__lexicon_may(b, word + tok, end - tok);
    const sayso_lexicon_entry *best = NULL;
    for (uint32_t i = tok; i < end && i - tok < most; i++) {
        if (!key_add(key, &len, sizeof key, word[i]))
            break;
        const sayso_lexicon_entry *e = sayso__lexicon_find(b, key, len);
        if (e) {
            best = e;
            *n = i - tok + 1;
        }
    }
    return best;
}

const sayso_lexicon_entry *sayso__clue_phrase(const sayso_claim_part *p, const sayso_lexicon *book,
                                              uint32_t tok, uint32_t end, uint32_t *n)
{
    uint32_t n_lemma = 0, n_word = 0;
    *n = 0;
    if (tok >= end)
        return NULL;
    const sayso_lexicon_entry *by_lemma = phrase_of(book, p->lemma, tok, end, &n_lemma);
    const sayso_lexicon_entry *by_word = phrase_of(book, p->word, tok, end, &n_word);
    bool lemma_wins = n_lemma >= n_word;
    *n = lemma_wins ? n_lemma : n_word;
    return lemma_wins ? by_lemma : by_word;
}

/* An adverb or a quotation mark may stand inside a phrase: "lay entirely with", "is 'wholly' to
 * blame". A negative may not. */
static bool may_skip(const sayso_claim_part *p, uint32_t t)
{
    sayso_str w = p->word[t];
    bool mark = p->tags->upos[t] == SAYSO_UPOS_PUNCT && w.n && w.p[0] != ',' && w.p[0] != '.' &&
                w.p[0] != ';' && w.p[0] != ':' && w.p[0] != '-';
    bool joins = t > 0 && p->tags->upos[t] == SAYSO_UPOS_CCONJ &&
                 p->tags->upos[t - 1] == SAYSO_UPOS_ADV; /* "entirely and solely" */
    bool perfect = p->tags->upos[t] == SAYSO_UPOS_AUX && sayso__str_is(p->lemma[t], "have");
    return mark || joins || perfect || /* "suspicion has fallen on" */
           (p->tags->upos[t] == SAYSO_UPOS_ADV && !(p->clue[t] & SAYSO_CLUE_NEGATIVE));
}

const sayso_lexicon_entry *sayso__clue_loose(const sayso_claim_part *p, const sayso_lexicon *book,
                                             uint32_t tok, uint32_t end, uint32_t *n)
{
    const sayso_lexicon_entry *e = sayso__clue_phrase(p, book, tok, end, n);
    sayso_str word[8], lemma[8];
    uint32_t at[8], m = 0, skipped = 0, n_word = 0, n_lemma = 0;
    for (uint32_t t = tok; t < end && m < 8 && t < tok + 12; t++) {
        if (t > tok && may_skip(p, t)) {
            skipped++;
            continue;
        }
        word[m] = p->word[t];
        lemma[m] = p->lemma[t];
        at[m++] = t;
        if (m == 2 && !skipped && sayso__lexicon_may(book, lemma, 2) <= 1 &&
            sayso__lexicon_may(book, word, 2) <= 1)
            return e;
    }
    if (!skipped)
        return e;
    const sayso_lexicon_entry *by_lemma = phrase_of(book, lemma, 0, m, &n_lemma);
    const sayso_lexicon_entry *by_word = phrase_of(book, word, 0, m, &n_word);
    uint32_t k = n_lemma >= n_word ? n_lemma : n_word;
    if (k < 2 || at[k - 1] + 1 - tok <= *n)
        return e;
    *n = at[k - 1] + 1 - tok;
    return n_lemma >= n_word ? by_lemma : by_word;
}

bool sayso__clue_is(const sayso_claim_part *p, uint32_t tok, const char *word)
{
    return tok < p->tokens->n_tok && sayso__str_is(p->word[tok], word);
}

bool sayso__clue_lemma(const sayso_claim_part *p, uint32_t tok, const char *lemma)
{
    return tok < p->tokens->n_tok && sayso__str_is(p->lemma[tok], lemma);
}

bool sayso__clue_lemma_in(const sayso_claim_part *p, uint32_t tok, const char *const *list)
{
    for (; *list; list++)
        if (sayso__clue_lemma(p, tok, *list))
            return true;
    return false;
}

bool sayso__clue_lemma_within(const sayso_claim_part *p, uint32_t beg, uint32_t end,
                              const char *const *list)
{
    for (uint32_t t = beg; t < end; t++)
        if (sayso__clue_lemma_in(p, t, list))
            return true;
    return false;
}

uint32_t sayso__clue_sent_end(const sayso_claim_part *p, uint32_t tok)
{
    return p->tokens->sent[p->tokens->tok_sent[tok] + 1];
}

uint32_t sayso__clue_sent_beg(const sayso_claim_part *p, uint32_t tok)
{
    return p->tokens->sent[p->tokens->tok_sent[tok]];
}

static sayso_str lower(sayso_str s, char **room)
{
    char *q = *room;
    for (uint32_t i = 0; i < s.n; i++)
        q[i] = sayso__ascii_lower(s.p[i]);
    *room += s.n;
    return sayso__str(q, s.n);
}

/* "n't", "n’t" are "not", "ca" and "wo" before them "can" and "will"; "cannot" comes as two. */
static sayso_str plain(sayso_str w, bool before_not)
{
    if (w.n >= 3 && w.p[0] == 'n' && w.p[w.n - 1] == 't' && !sayso__is_alpha(w.p[1]))
        return SAYSO_STR("not");
    if (before_not && sayso__str_is(w, "ca"))
        return SAYSO_STR("can");
    if (before_not && sayso__str_is(w, "wo"))
        return SAYSO_STR("will");
    return w;
}

/* Clues that a homograph would give: "US", "mine" (a noun), "May", "Will". */
static uint32_t misread(const sayso_claim_part *p, uint32_t i)
{
    uint8_t u = p->tags->upos[i];
    bool caps = p->tokens->tok[i].flags & SAYSO_TOKEN_ALL_CAPS;
    uint32_t bits = 0;
    if (u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_PROPN || u == SAYSO_UPOS_VERB || caps)
        bits |= SAYSO_CLUE_FIRST;
    if (u == SAYSO_UPOS_NOUN || u == SAYSO_UPOS_PROPN)
        bits |= SAYSO_CLUE_FUTURE;
    if (u == SAYSO_UPOS_PROPN)
        bits |= SAYSO_CLUE_POSSIBLE | SAYSO_CLUE_CONDITION;
    return bits;
}

static sayso_status words_fill(sayso_claim_part *p, sayso_error *err)
{
    const sayso_tokens *t = p->tokens;
    size_t bytes = 0;
    for (uint32_t i = 0; i < t->n_tok; i++)
        bytes += (t->tok[i].at.end - t->tok[i].at.beg) + (size_t)p->tags->lemma[i].n;
    char *room = sayso__arena_alloc(p->scratch, bytes);
    p->word = SAYSO_NEW_N(p->scratch, sayso_str, t->n_tok);
    p->lemma = SAYSO_NEW_N(p->scratch, sayso_str, t->n_tok);
    p->clue = SAYSO_NEW_N(p->scratch, uint32_t, t->n_tok);
    if (!room || !p->word || !p->lemma || !p->clue)
        return sayso__fail_memory(err);
    for (uint32_t i = t->n_tok; i-- > 0;) {
        bool before_not = i + 1 < t->n_tok && sayso__str_is(p->word[i + 1], "not");
        p->word[i] = plain(lower(sayso__token_str(t, i), &room), before_not);
        p->lemma[i] = plain(lower(p->tags->lemma[i], &room), before_not);
        if (p->tags->upos[i] == SAYSO_UPOS_VERB && sayso__str_is(p->lemma[i], "shot"))
            p->lemma[i] = SAYSO_STR("shoot"); /* "its ships shot down" taken for a present tense */
        const sayso_lexicon_entry *e =
            sayso__lexicon_find(&sayso__lex_clues, p->lemma[i].p, p->lemma[i].n);
        if (!e && !sayso__str_eq(p->word[i], p->lemma[i]))
            e = sayso__lexicon_find(&sayso__lex_clues, p->word[i].p, p->word[i].n);
        p->clue[i] = e ? e->value[0] & ~misread(p, i) : 0;
    }
    return SAYSO_OK;
}

/* Mentions come ordered by their first token, longer first: later ones are the inner ones. */
static void mentions_fill(sayso_claim_part *p)
{
    const sayso_mentions *m = p->mentions;
    uint32_t n_tok = p->tokens->n_tok;
    for (uint32_t i = 0; i < n_tok; i++)
        p->mention[i] = p->inside[i] = p->figure_at[i] = SAYSO_NONE;
    for (uint32_t k = 0; k < m->n_mention; k++) {
        const sayso_mention *x = m->mention + k;
        if (x->head < n_tok && p->mention[x->head] == SAYSO_NONE)
            p->mention[x->head] = k;
        for (uint32_t i = x->beg; i < x->end && i < n_tok; i++)
            p->inside[i] = k;
    }
    for (uint32_t k = 0; k < m->n_timex; k++)
        for (uint32_t i = m->timex[k].beg; i < m->timex[k].end && i < n_tok; i++)
            p->dated[i] = true;
    for (uint32_t k = 0; k < m->n_figure; k++)
        for (uint32_t i = m->figure[k].beg; i < m->figure[k].end && i < n_tok; i++)
            p->figure_at[i] = k;
}

static void contents_fill(sayso_claim_part *p)
{
    uint32_t n, n_tok = p->tokens->n_tok;
    for (uint32_t t = 0; t < n_tok; t++)
        p->content_of[t] = SAYSO_NONE;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
        for (uint32_t k = 0; k < n; k++)
            for (uint32_t t = c[k].beg; t < c[k].end && t < n_tok; t++)
                p->content_of[t] = i;
    }
}

sayso_status sayso__clue_prepare(sayso_claim_part *p, sayso_error *err)
{
    SAYSO_TRY(words_fill(p, err));
    uint32_t n_tok = p->tokens->n_tok;
    p->mention = SAYSO_NEW_N(p->scratch, uint32_t, n_tok);
    p->inside = SAYSO_NEW_N(p->scratch, uint32_t, n_tok);
    p->figure_at = SAYSO_NEW_N(p->scratch, uint32_t, n_tok);
    p->content_of = SAYSO_NEW_N(p->scratch, uint32_t, n_tok);
    p->dated = SAYSO_NEW_N(p->scratch, bool, n_tok);
    p->reading = SAYSO_NEW_N(p->scratch, sayso_reading, p->attrs->n_attribution);
    p->accused = SAYSO_NEW_N(p->scratch, bool, p->attrs->n_actor);
    p->claimant = SAYSO_NEW_N(p->scratch, bool, p->attrs->n_actor);
    if (!p->mention || !p->inside || !p->figure_at || !p->dated || !p->content_of || !p->reading ||
        !p->accused || !p->claimant)
        return sayso__fail_memory(err);
    mentions_fill(p);
    contents_fill(p);
    p->last_claimant = p->last_accused = SAYSO_NONE;
    return SAYSO_OK;
}

uint32_t sayso__claim_root(const sayso_claim_part *p, uint32_t actor)
{
    for (uint32_t step = 0; step < 8 && actor < p->attrs->n_actor; step++) {
        uint32_t up = p->chief[actor];
        if (up >= p->attrs->n_actor)
            break;
        actor = up;
    }
    return actor < p->attrs->n_actor ? actor : SAYSO_NONE;
}

/* The state's arms: what they are accused of, the state answers. */
static bool is_arm(const sayso_actor *a)
{
    return a->class_ == SAYSO_CLASS_MILITARY || a->class_ == SAYSO_CLASS_POLICE ||
           a->class_ == SAYSO_CLASS_MINISTRY || a->class_ == SAYSO_CLASS_GOVERNMENT;
}

/* "Sarmat", "Sarmati navy": do the names begin with the same five letters? */
static bool is_namesake(const sayso_actor *a, const sayso_actor *b)
{
    return a->name.n > 4 && b->name.n > 4 && memcmp(a->name.p, b->name.p, 5) == 0;
}

/* The accused body for which a party that is not accused itself answers: one that speaks for it, or
 * an arm of the state that it is. */
static uint32_t accused_below(const sayso_claim_part *p, uint32_t root)
{
    const sayso_actor *v = p->attrs->actor;
    if (root >= p->attrs->n_actor)
        return root;
    bool state = v[root].class_ == SAYSO_CLASS_GOVERNMENT || v[root].class_ == SAYSO_CLASS_PLACE;
    for (uint32_t k = 0; k < p->attrs->n_actor && k < 300; k++) {
        bool body = p->accused[k] && k != root && v[k].kind != SAYSO_MENTION_PERSON;
        if (body && (sayso__claim_root(p, k) == root ||
                     (state && v[k].named && is_arm(v + k) && is_namesake(v + root, v + k))))
            return k;
    }
    return root;
}

uint32_t sayso__claim_own_party(const sayso_claim_part *p, uint32_t i)
{
    uint32_t actor = p->attrs->attribution[i].source_actor;
    for (uint32_t step = 0; step < 8 && actor < p->attrs->n_actor; step++) {
        if (p->accused[actor] || p->claimant[actor])
            return actor;
        actor = p->chief[actor];
    }
    return accused_below(p, sayso__claim_root(p, p->attrs->attribution[i].source_actor));
}

bool sayso__claim_in_content(const sayso_claim_part *p, uint32_t i, uint32_t tok)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        if (tok >= c[k].beg && tok < c[k].end)
            return true;
    return false;
}
