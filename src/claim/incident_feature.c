/* incident_feature.c -- what the models of incidents look at.  Layer: claim.
 *
 * Words, stems and clusters in lower case; the tree around a phrase, through conjunctions up to the
 * first of those joined; what the sentence and the report were judged to be. */
#include "base/fail.h"
#include "claim/incident_bag.h"
#include "claim/incident_part.h"
#include "lexica.h"

/* Nouns of one group whose surroundings are looked at; verbs of a sentence, words of a report. */
enum { NOUN_MOST = 4, VERB_MOST = 6, REPORT_WORDS = 160, SENTENCE_WORDS = 72 };

/* What sort of word it is: its class, else its cluster. */
static uint32_t sort_of(const sayso_lexeme *x)
{
    return x->class[1] ? x->class[1] : x->cluster ? 0x10000u + x->cluster : 0;
}

/* ---- sentences and the report ---------------------------------------------------------------- */

uint32_t sayso__incident_sentence_features(const sayso_incident_view *v, uint32_t sent,
                                           uint32_t *feat)
{
    const sayso_claim_part *p = v->p;
    const sayso_lexeme *x = p->tags->lexeme;
    sayso_bag room = {.feat = feat}, *b = &room;
    uint32_t beg = p->tokens->sent[sent], end = p->tokens->sent[sent + 1], n = 0, before = 0;
    F1(1, 0);
    F1(2, sayso__bag_size(sent));
    F1(3, sayso__bag_size(end - beg));
    for (uint32_t t = beg; t < end && n < SENTENCE_WORDS; t++) {
        if (x[t].bits & SAYSO_LEX_PUNCT)
            continue;
        n++;
        F1(4, x[t].lower);
        F1(5, v->lemma[t]);
        F2(6, before, x[t].lower);
        F1(7, x[t].cluster);
        F1(9, x[t].class[2]);
        F1(10, x[t].class[1]);
        if (v->event[t])
            F2(8, v->event[t], p->tags->upos[t]);
        before = x[t].lower;
    }
    return b->n;
}

uint32_t sayso__incident_report_features(const sayso_incident_view *v, uint32_t *feat)
{
    const sayso_tokens *t = v->p->tokens;
    const sayso_lexeme *x = v->p->tags->lexeme;
    sayso_bag room = {.feat = feat}, *b = &room;
    F1(1, 0);
    for (uint32_t k = 0; k < SAYSO_DEED_LABELS; k++) {
        float best = -9, second = -9;
        uint32_t likely = 0;
        for (uint32_t s = 0; s < t->n_sent; s++) {
            float y = v->sent[s][k];
            likely += y > 0;
            second = y > best ? best : y > second ? y : second;
            best = y > best ? y : best;
            if (s < 4)
                F3(2, k, s, sayso__bag_step(y));
        }
        F2(3, k, sayso__bag_step(best));
        F2(4, k, sayso__bag_step(second));
        F2(5, k, sayso__bag_size(likely));
        F3(6, k, sayso__bag_step(best), sayso__bag_step(second));
    }
    F1(7, sayso__bag_size(t->n_sent));
    for (uint32_t i = 0, n = 0; i < t->n_tok && n < REPORT_WORDS; i++)
        if (!(x[i].bits & SAYSO_LEX_PUNCT)) {
            F1(8, v->lemma[i]);
            n++;
        }
    return b->n;
}

/* ---- phrases --------------------------------------------------------------------------------- */

/* The words themselves. */
static void words(const sayso_incident_view *v, const sayso_noun *x, sayso_bag *b)
{
    const sayso_claim_part *p = v->p;
    const sayso_lexeme *l = p->tags->lexeme;
    uint32_t last = x->end - 1, m = p->mention[x->head];
    F1(10, l[last].lower);
    F1(11, v->lemma[last]);
    F1(12, l[last].cluster);
    for (uint32_t k = 0; k < SAYSO_CLASS_LEVELS; k++)
        F2(25, k, l[last].class[k]);
    F1(13, x->name);
    F1(14, l[last].suffix[2]);
    for (uint32_t t = x->beg; t < x->end; t++) {
        F1(15, v->lemma[t]);
        F1(16, sort_of(&l[t]));
        if (p->tags->xpos[t] == SAYSO_XPOS_CD)
            F1(17, l[t].lower);
    }
    if (x->end - x->beg > 1)
        F2(18, v->lemma[last - 1], v->lemma[last]);
    F2(19, p->tags->xpos[last], x->name);
    F1(20, sayso__bag_size(x->end - x->beg));
    for (uint32_t k = 0; k < 31; k++)
        if (p->clue[last] >> k & 1)
            F1(21, k);
    if (m == SAYSO_NONE)
        return;
    const sayso_mention *y = p->mentions->mention + m;
    F1(22, y->kind);
    if (y->actor < p->mentions->n_actor) {
        const sayso_actor *actor = p->mentions->actor + y->actor;
        F1(23, actor->class_);
        F2(24, actor->official, actor->country[0] != 0);
    }
}

/* The first of those joined to token t. */
static uint32_t first_joined(const sayso_tags *g, uint32_t t)
{
    for (uint32_t k = 0; k < 4 && g->deprel[t] == SAYSO_DEPREL_CONJ && g->head[t] != SAYSO_NONE;
         k++)
        t = g->head[t];
    return t;
}

/* The preposition before the phrase, as the tree or the order of words has it: a token. */
static uint32_t case_of(const sayso_incident_view *v, uint32_t beg, uint32_t head)
{
    const sayso_tags *g = v->p->tags;
    uint32_t first = sayso__clue_sent_beg(v->p, head);
    for (uint32_t t = head; t-- > first && head - t < 12;)
        if (g->head[t] == head && g->deprel[t] == SAYSO_DEPREL_CASE)
            return t;
    return beg > first && g->upos[beg - 1] == SAYSO_UPOS_ADP ? beg - 1 : SAYSO_NONE;
}

static void tree_around(const sayso_incident_view *v, const sayso_noun *x, sayso_bag *b)
{
    const sayso_tags *g = v->p->tags;
    const sayso_lexeme *l = g->lexeme;
    uint32_t t = first_joined(g, x->head), up = g->head[t], rel = g->deprel[t];
    uint32_t by = case_of(v, t == x->head ? x->beg : t, t);
    uint32_t prep = by == SAYSO_NONE ? 0 : l[by].lower, kind = sort_of(&l[x->end - 1]);
    F2(30, rel, prep);
    F1(31, t != x->head);
    F3(32, rel, prep, kind);
    if (up == SAYSO_NONE)
        return;
    F3(33, rel, prep, v->lemma[up]);
    F3(34, rel, prep, sort_of(&l[up]));
    F2(42, rel, l[up].class[2]);
    F2(35, v->lemma[up], kind);
    F3(36, rel, v->event[up], kind);
    F1(37, v->lemma[up]);
    uint32_t over = first_joined(g, up), top = g->head[over];
    if (over != up)
        F2(38, rel, v->lemma[over]);
    if (top == SAYSO_NONE)
        return;
    F3(39, rel, g->deprel[over], v->lemma[top]);
    F3(40, prep, v->lemma[up], v->lemma[top]);
    F3(41, rel, g->deprel[over], sort_of(&l[top]));
}

/* Words beside the phrase. */
static void beside(const sayso_incident_view *v, const sayso_noun *x, sayso_bag *b)
{
    const sayso_claim_part *p = v->p;
    const sayso_lexeme *l = p->tags->lexeme;
    uint32_t first = sayso__clue_sent_beg(p, x->beg), end = sayso__clue_sent_end(p, x->beg);
    uint32_t a1 = x->beg > first ? l[x->beg - 1].lower : 1;
    uint32_t a2 = x->beg > first + 1 ? l[x->beg - 2].lower : 1;
    uint32_t a3 = x->beg > first + 2 ? l[x->beg - 3].lower : 1;
    uint32_t z1 = x->end < end ? l[x->end].lower : 1;
    uint32_t z2 = x->end + 1 < end ? l[x->end + 1].lower : 1;
    uint32_t z3 = x->end + 2 < end ? l[x->end + 2].lower : 1;
    F1(50, a1);
    F2(51, a2, a1);
    F3(52, a3, a2, a1);
    F1(53, z1);
    F2(54, z1, z2);
    F3(55, z1, z2, z3);
    F1(56, a2);
    F1(57, z2);
    F1(58, a3);
    F1(59, z3);
    F2(60, a1, sort_of(&l[x->end - 1]));
    F2(61, z1, sort_of(&l[x->end - 1]));
}

/* The sentence: what it was judged to tell of, its verbs and words for events, on which side. */
static void sentence_around(const sayso_incident_view *v, const sayso_noun *x, sayso_bag *b)
{
    const sayso_claim_part *p = v->p;
    const sayso_lexeme *l = p->tags->lexeme;
    uint32_t s = p->tokens->tok_sent[x->beg], kind = sort_of(&l[x->end - 1]), verbs = 0;
    const float *score = v->sent[s];
    F1(70, sayso__bag_step(score[SAYSO_DEED_ANY]));
    F2(71, sayso__bag_step(score[SAYSO_DEED_ANY]), kind);
    for (uint32_t k = 0; k < SAYSO_DEED_N; k++) {
        F2(72, k, sayso__bag_step(score[k]));
        if (score[k] > 0)
            F2(73, k, kind);
    }
    if (s > 0)
        F1(74, sayso__bag_step(v->sent[s - 1][SAYSO_DEED_ANY]));
    if (s + 1 < p->tokens->n_sent)
        F1(75, sayso__bag_step(v->sent[s + 1][SAYSO_DEED_ANY]));
    F1(76, sayso__bag_size(s));
    for (uint32_t t = p->tokens->sent[s]; t < p->tokens->sent[s + 1]; t++) {
        uint32_t far = t < x->beg ? x->beg - t : t - x->beg;
        bool verb = p->tags->upos[t] == SAYSO_UPOS_VERB;
        if (far < 20 && verb && verbs++ < VERB_MOST) {
            F2(77, v->lemma[t], t < x->beg);
            F3(78, v->lemma[t], t < x->beg, kind);
        }
        if (v->event[t] && (t < x->beg || t >= x->end))
            F3(79, v->event[t], t < x->beg, sayso__bag_size(far));
        if (p->clue[t] & (SAYSO_CLUE_HARM | SAYSO_CLUE_DEAD | SAYSO_CLUE_HURT) && far < 24)
            F2(80, v->lemma[t], t < x->beg);
    }
}

/* What is said, and by whom. */
static void saying_around(const sayso_incident_view *v, const sayso_noun *x, sayso_bag *b)
{
    const sayso_claim_part *p = v->p;
    uint32_t i = v->inside[x->head], m = p->mention[x->head];
    uint32_t actor = m == SAYSO_NONE ? SAYSO_NONE : p->mentions->mention[m].actor;
    F1(90, v->source[x->head]);
    F1(91, i == SAYSO_NONE ? 0 : p->out->claim[i].act);
    if (i != SAYSO_NONE) {
        const sayso_claim *c = p->out->claim + i;
        F2(92, c->act, c->source_type);
        F1(93, c->source_type);
        F1(94, c->factuality);
        if (actor != SAYSO_NONE && c->responsible == actor)
            F3(95, c->stance, c->act, p->reading[i].about_self);
    }
    if (actor < p->attrs->n_actor) {
        F1(96, p->accused[actor]);
        F1(97, p->claimant[actor]);
    }
}

uint32_t sayso__incident_group_features(const sayso_incident_view *v, uint32_t group,
                                        uint32_t *feat)
{
    const sayso_noun_group *g = v->group + group;
    sayso_bag room = {.feat = feat}, *b = &room;
    uint32_t kind = sort_of(&v->p->tags->lexeme[v->noun[g->first].end - 1]), n = 0;
    F1(1, 0);
    F1(2, sayso__bag_size(g->n));
    F2(3, sayso__bag_size(g->n), v->noun[g->first].name);
    for (uint32_t k = 0; k < SAYSO_DEED_LABELS; k++)
        F2(4, k, sayso__bag_step(v->report[k]));
    F2(5, sayso__bag_step(v->report[SAYSO_DEED_ANY]), kind);
    for (uint32_t i = g->first; i != SAYSO_NONE && n < NOUN_MOST; i = v->noun[i].next, n++) {
        words(v, v->noun + i, b);
        tree_around(v, v->noun + i, b);
        sentence_around(v, v->noun + i, b);
        saying_around(v, v->noun + i, b);
        beside(v, v->noun + i, b);
    }
    return b->n;
}

/* ---- organisations: whether and how surely they did it ----------------------------------------
 */

/* Words at the head of a report that tell whose voice it is; words around a phrase; phrases. */
enum { VOICE_WORDS = 14, AROUND = 15, SAID_MOST = 8, CUE_MOST = 6 };

/* The attribution whose content holds the phrase: its act, whether an authority or the actor
 * himself speaks, its cue. */
static void saying_of(const sayso_incident_view *v, uint32_t i, uint32_t actor, sayso_bag *b)
{
    const sayso_claim_part *p = v->p;
    const sayso_claim *c = p->out->claim + i;
    uint32_t n, words = 0;
    bool authority = false, known = actor != SAYSO_NONE;
    const sayso_piece *x = sayso__attr_source(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = x[k].beg; t < x[k].end && t < p->tokens->n_tok; t++)
            authority = authority || v->sure[t] & SAYSO_SURE_AUTHORITY;
    F1(147, c->source_type);
    F1(148, c->act);
    F1(149, c->factuality);
    F3(150, known && c->responsible == actor, c->stance, c->act);
    F2(151, p->reading[i].about_self, known && p->attrs->attribution[i].source_actor == actor);
    F2(152, authority, c->act);
    F1(153, authority);
    x = sayso__attr_cue(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = x[k].beg; t < x[k].end && t < p->tokens->n_tok && words < CUE_MOST;
             t++, words++) {
            F1(154, p->tags->lexeme[t].lower);
            F2(155, p->tags->lexeme[t].lower, authority);
        }
}

/* Words of the sentence that make a deed certain or not, and those beside the phrase. */
static void certainty_around(const sayso_incident_view *v, const sayso_noun *x, bool told,
                             sayso_bag *b)
{
    const sayso_claim_part *p = v->p;
    uint32_t s = p->tokens->tok_sent[x->beg], all = 0;
    for (uint32_t t = p->tokens->sent[s]; t < p->tokens->sent[s + 1]; t++) {
        uint32_t far = t < x->beg ? x->beg - t : t < x->end ? 0 : t + 1 - x->end;
        if (!far)
            continue;
        all |= v->sure[t];
        for (uint32_t k = 0; k < SAYSO_SURE_FLAGS; k++)
            if (v->sure[t] >> k & 1) {
                F1(156, k);
                if (far <= 6)
                    F2(157, k, t < x->beg);
            }
        if (v->sure[t] && far <= 6)
            F1(158, v->lemma[t]);
        if (far <= AROUND)
            F1(159, v->lemma[t]);
    }
    F2(160, all, told);
}

static uint32_t last_lemma(const sayso_incident_view *v, uint32_t group)
{
    return v->lemma[v->noun[v->group[group].first].end - 1];
}

/* Whom the report at large accuses, and who claims the deed. */
static uint32_t standing_of(const sayso_incident_view *v, uint32_t actor)
{
    return actor < v->p->attrs->n_actor ? 1u + v->p->accused[actor] + 2u * v->p->claimant[actor]
                                        : 0;
}

static uint32_t actor_of(const sayso_incident_view *v, uint32_t group)
{
    uint32_t m = v->p->mention[v->noun[v->group[group].first].head];
    return m == SAYSO_NONE ? SAYSO_NONE : v->p->mentions->mention[m].actor;
}

/* The tree around the phrase, as far as it tells who does what. */
static void place_in_tree(const sayso_incident_view *v, const sayso_noun *x, sayso_bag *b)
{
    const sayso_tags *g = v->p->tags;
    uint32_t by = case_of(v, x->beg, x->head), up = g->head[x->head], rel = g->deprel[x->head];
    uint32_t prep = by == SAYSO_NONE ? 0 : g->lexeme[by].lower;
    F2(143, rel, prep);
    if (up == SAYSO_NONE)
        return;
    F1(144, v->lemma[up]);
    F3(145, rel, prep, v->lemma[up]);
    if (g->head[up] != SAYSO_NONE)
        F1(146, v->lemma[g->head[up]]);
}

uint32_t sayso__incident_confidence_features(const sayso_incident_view *v, uint32_t group,
                                             uint32_t *feat)
{
    const sayso_claim_part *p = v->p;
    const sayso_noun_group *g = v->group + group;
    sayso_bag room = {.feat = feat}, *b = &room;
    uint32_t n = 0, actor = actor_of(v, group);
    F1(1, 0);
    F1(130, last_lemma(v, group));
    F1(131, v->noun[g->first].name);
    for (uint32_t t = v->noun[g->first].beg; t < v->noun[g->first].end; t++)
        F1(132, v->lemma[t]);
    F1(133, sayso__bag_size(g->n));
    F1(134, sayso__bag_step(v->role[group][SAYSO_ROLE_PERP_BODY]));
    F1(135, sayso__bag_step(v->report[SAYSO_DEED_ANY]));
    F1(136, standing_of(v, actor));
    for (uint32_t t = 0; t < p->tokens->n_tok && t < VOICE_WORDS; t++)
        F1(137, p->tags->lexeme[t].lower);
    for (uint32_t k = 0; k < SAYSO_SURE_FLAGS - 1; k++)
        F2(138, k, v->sure_words[k] < 4 ? v->sure_words[k] : 4);
    for (uint32_t i = g->first; i != SAYSO_NONE && n < SAID_MOST; i = v->noun[i].next, n++) {
        const sayso_noun *x = v->noun + i;
        uint32_t in = v->inside[x->head], s = p->tokens->tok_sent[x->beg];
        bool told = in == SAYSO_NONE;
        F1(140, sayso__bag_step(v->sent[s][SAYSO_DEED_ANY]));
        F2(141, told, v->source[x->head]);
        place_in_tree(v, x, b);
        if (!told)
            saying_of(v, in, actor, b);
        certainty_around(v, x, told, b);
    }
    return b->n;
}

void sayso__incident_rivals(const sayso_incident_view *v, sayso_rivals *out)
{
    *out = (sayso_rivals){.person = SAYSO_RIVAL_BAR};
    for (uint32_t g = 0; g < v->n_group; g++) {
        float score = v->role[g][SAYSO_ROLE_PERP_BODY], who = v->role[g][SAYSO_ROLE_PERP_PERSON];
        out->person = who > out->person ? who : out->person;
        if (score < SAYSO_RIVAL_BAR)
            continue;
        out->most = v->group[g].n > out->most ? v->group[g].n : out->most;
        uint32_t k = out->n < SAYSO_RIVALS ? out->n : SAYSO_RIVALS;
        for (; k > 0 && v->role[out->group[k - 1]][SAYSO_ROLE_PERP_BODY] < score; k--)
            if (k < SAYSO_RIVALS)
                out->group[k] = out->group[k - 1];
        if (k < SAYSO_RIVALS)
            out->group[k] = g;
        out->n++;
    }
}

/* A score in steps of a half, from -5 to 3. */
static uint32_t half_step(float score)
{
    float x = score < -5 ? -5 : score > 3 ? 3 : score;
    return (uint32_t)(2 * x + 10);
}

uint32_t sayso__incident_body_features(const sayso_incident_view *v, const sayso_rivals *r,
                                       uint32_t group, uint32_t *feat)
{
    const float *own = v->role[group];
    float score = own[SAYSO_ROLE_PERP_BODY], other = -9, same = -9;
    sayso_bag room = {.feat = feat}, *b = &room;
    uint32_t actor = actor_of(v, group), last = last_lemma(v, group), rank = 0;
    uint32_t listed = r->n < SAYSO_RIVALS ? r->n : SAYSO_RIVALS, n = v->group[group].n;
    for (uint32_t k = 0; k < listed; k++) {
        float x = v->role[r->group[k]][SAYSO_ROLE_PERP_BODY];
        float *best = actor != SAYSO_NONE && actor_of(v, r->group[k]) == actor ? &same : &other;
        if (r->group[k] == group)
            continue;
        *best = x > *best ? x : *best;
        rank += best == &other && x > score && rank < 5;
    }
    F1(1, 0);
    F1(170, half_step(score));
    F1(171, sayso__bag_step(v->report[SAYSO_DEED_ANY]));
    F2(172, sayso__bag_step(score), sayso__bag_step(v->report[SAYSO_DEED_ANY]));
    F1(173, rank);
    F1(174, half_step((score - other) / 2));
    F1(175, n < 7 ? n : 7);
    F1(176, n >= r->most);
    F1(177, r->n < 7 ? r->n : 7);
    F1(178, half_step(same));
    F1(179, last);
    F1(180, v->noun[v->group[group].first].name);
    F1(181, standing_of(v, actor));
    F2(182, last, rank);
    F1(183, sayso__bag_step(own[SAYSO_ROLE_PERP_PERSON]));
    F1(184, sayso__bag_step(r->person));
    F1(185, sayso__bag_step(own[SAYSO_ROLE_VICTIM]));
    F1(186, sayso__bag_step(own[SAYSO_ROLE_TARGET]));
    return b->n;
}

/* ---- view and scores ------------------------------------------------------------------------- */

static void sureness_mark(sayso_incident_view *v)
{
    const sayso_claim_part *p = v->p;
    for (uint32_t t = 0; t < p->tokens->n_tok; t++) {
        const sayso_lexicon_entry *e =
            sayso__lexicon_find(&sayso__lex_sureness, p->lemma[t].p, p->lemma[t].n);
        if (!e)
            e = sayso__lexicon_find(&sayso__lex_sureness, p->word[t].p, p->word[t].n);
        v->sure[t] = e ? (uint8_t)e->value[0] : 0;
        for (uint32_t k = 0; e && k < SAYSO_SURE_FLAGS; k++)
            v->sure_words[k] += v->sure[t] >> k & 1;
    }
}

static void sources_mark(sayso_incident_view *v)
{
    const sayso_attrs *s = v->p->attrs;
    uint32_t n_tok = v->p->tokens->n_tok, n;
    for (uint32_t i = 0; i < s->n_attribution; i++) {
        const sayso_piece *c = sayso__attr_source(s, i, &n);
        for (uint32_t k = 0; k < n; k++)
            for (uint32_t t = c[k].beg; t < c[k].end && t < n_tok; t++)
                v->source[t] = 1;
    }
}

sayso_status sayso__incident_view_make(const sayso_claim_part *p, sayso_arena *a,
                                       sayso_incident_view *out, sayso_error *err)
{
    const sayso_tokens *t = p->tokens;
    *out = (sayso_incident_view){.p = p};
    out->lemma = SAYSO_NEW_N(a, uint32_t, t->n_tok);
    out->inside = p->content_of;
    out->told = sayso__arena_alloc(a, t->n_sent);
    out->event = sayso__arena_alloc(a, t->n_tok);
    out->source = sayso__arena_alloc(a, t->n_tok);
    out->sure = sayso__arena_alloc(a, t->n_tok);
    out->sent = sayso__arena_alloc(a, sizeof *out->sent * t->n_sent);
    if (!out->lemma || !out->told || !out->event || !out->source || !out->sure || !out->sent)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < t->n_tok; i++) {
        const sayso_lexicon_entry *e = sayso__event_word(p, i);
        out->event[i] = e ? (uint8_t)e->value[0] : 0;
        out->lemma[i] = sayso__str_eq(p->lemma[i], p->word[i]) ? p->tags->lexeme[i].lower
                                                               : sayso__lexeme_lower(p->lemma[i]);
    }
    sources_mark(out);
    sureness_mark(out);
    sayso__incident_told(out);
    SAYSO_TRY(sayso__incident_nouns(out, a, err));
    out->role = sayso__arena_alloc(a, sizeof *out->role * out->n_group);
    return out->role ? SAYSO_OK : sayso__fail_memory(err);
}

void sayso__incident_score(const sayso_linear *l, const uint32_t *feat, uint32_t n, float *score)
{
    int16_t sum[SAYSO_LINEAR_STRIDE_MOST] = {0};
    if (l->w)
        sayso__linear_score(l, feat, n, sum);
    for (uint32_t k = 0; k < l->n_label; k++)
        score[k] = (float)sum[k] * l->scale;
}

void sayso__incident_judge(sayso_incident_view *v, const sayso_incident_model *m)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES], n;
    for (uint32_t s = 0; s < v->p->tokens->n_sent; s++) {
        n = sayso__incident_sentence_features(v, s, feat);
        sayso__incident_score(&m->sentence, feat, n, v->sent[s]);
    }
    n = sayso__incident_report_features(v, feat);
    sayso__incident_score(&m->report, feat, n, v->report);
}
