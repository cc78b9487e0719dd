/* turns.c -- interviews and transcripts: paragraphs that begin with their speaker's name and a
 * colon.  Layer: attr.
 *
 * First the blocks are read for labels ("ROSA LIND:", "Lind (Tessoil):", "Q:"). What makes a label
 * a speaker's is that it names a person or an office, or that interviews use it; and that speech
 * follows: a sentence, not "Dead: 12" or "Photo: A. Tork". Then, if two voices are heard or three
 * turns taken, each turn of somebody who answers becomes a draft: the label is its source, the
 * colon its cue, as it is before a quotation in marks. */
#include "attr/turns.h"

#include "base/fail.h"
#include "base/str.h"

#define NAME_MOST     8u   /* tokens of a speaker's name */
#define LABEL_MOST    16u  /* with what stands in brackets behind it */
#define ACTORS_MOST   256u /* actors among which a surname is looked up */
#define SHORT_ANSWER  4u   /* tokens of an answer that may lack a verb: "Not at all." */
#define TURNS_LEAST   3u   /* of one voice alone */
#define OPENING_WORDS 4u   /* tokens among which speech shows its first letter */

typedef enum { NO_VOICE, ASKS, ANSWERS, SPEAKS } voice;

typedef struct {
    sayso_range block, name; /* tokens; name: of the speaker, empty if the block has no label */
    uint32_t colon, said;    /* token of the colon, first one of the speech */
    uint32_t actor;          /* of one who speaks, or SAYSO_NONE */
    uint8_t voice;
    bool weak;    /* "She was a teacher": a turn only where there are others */
    bool heading; /* a block that is no paragraph, or whose label is nobody's: ends a turn */
} turn;

typedef SAYSO_ARRAY(turn) turns;

static sayso_str word(const sayso_rules *u, uint32_t i)
{
    return sayso__token_str(u->v->t, i);
}

static bool one_of(const sayso_rules *u, uint32_t i, const char *const *z)
{
    for (; *z; z++)
        if (sayso__rule_is(u, i, *z))
            return true;
    return false;
}

/* "**Lind:**": marks of emphasis around a label. */
static uint32_t skip_stars(const sayso_rules *u, uint32_t i, uint32_t end)
{
    static const char *const stars[] = {"*", "**", "***", "_", "__", NULL};
    while (i < end && one_of(u, i, stars))
        i++;
    return i;
}

/* ---- labels ---------------------------------------------------------------------------------- */

static bool in_name(const sayso_rules *u, uint32_t i, uint32_t beg)
{
    static const char *const small[] = {"of",  "the", "de",  "da", "la", "van", "von", "der", "den",
                                        "bin", "al",  "for", ".",  "-",  "'s",  "&",   NULL};
    const sayso_token *k = &u->v->t->tok[i];
    if (k->kind == SAYSO_TOKEN_NUMBER)
        return i > beg; /* "Witness 3" */
    return (k->kind == SAYSO_TOKEN_WORD && k->flags & SAYSO_TOKEN_CAPITAL) ||
           (i > beg && one_of(u, i, small));
}

/* The label at the head of t->block: a name, what tells more of it in brackets or behind a comma, a
 * colon. */
static void read_label(const sayso_rules *u, turn *t)
{
    uint32_t beg = skip_stars(u, t->block.beg, t->block.end), i = beg, end = t->block.end;
    while (i < end && i < beg + NAME_MOST && in_name(u, i, beg))
        i++;
    uint32_t name_end = i;
    bool more = i > beg && i < end && (sayso__rule_is(u, i, "(") || sayso__rule_is(u, i, ","));
    while (more && i < end && i < beg + LABEL_MOST && !sayso__rule_is(u, i, ":") &&
           u->v->g->upos[i] != SAYSO_UPOS_VERB)
        i++;
    i = skip_stars(u, i, end);
    if (name_end == beg || i >= end || !sayso__rule_is(u, i, ":"))
        return;
    t->name = (sayso_range){beg, name_end};
    t->colon = i;
    t->said = skip_stars(u, i + 1, end);
}

/* Behind the colon speech follows: it begins with a capital, ends with a stop, has a verb or is a
 * short answer. "She was a teacher" behind a name is more often about her. */
static bool speech_follows(const sayso_rules *u, turn *t)
{
    static const char *const stop[] = {".", "!", "?", "...", "\xe2\x80\xa6", NULL};
    static const char *const about[] = {"he", "she", "his", "her", NULL};
    uint32_t end = t->block.end, i = t->said, stops = 0;
    while (i < end && i < t->said + OPENING_WORDS && u->v->t->tok[i].kind != SAYSO_TOKEN_WORD)
        i++;
    if (i >= end || !(u->v->t->tok[i].flags & SAYSO_TOKEN_CAPITAL))
        return false;
    t->weak = one_of(u, i, about);
    bool verb = false;
    for (i = t->said; i < end; i++) {
        verb |= sayso__tag_finite(u->v->g, i) || u->v->g->xpos[i] == SAYSO_XPOS_VB;
        stops = one_of(u, i, stop) ? i + 1 : stops;
    }
    return stops + 2 >= end && stops && (verb || end - t->said <= SHORT_ANSWER);
}

/* ---- whose label it is ----------------------------------------------------------------------- */

/* "LIND" of "Rosa Lind", "RL" of the same. */
static bool short_of(sayso_str label, const sayso_actor *a)
{
    uint32_t initials = 0, last = 0;
    bool same = true;
    for (uint32_t k = 0; k < a->name.n; k++) {
        if (k && a->name.p[k - 1] != ' ')
            continue;
        same = same && initials < label.n && label.p[initials] == a->name.p[k];
        initials++;
        last = k;
    }
    sayso_str surname = {a->name.p + last, a->name.n - last};
    return sayso__str_ieq(surname, label) || (same && initials > 1 && initials == label.n);
}

/* The person whose surname or initials the label's last word is. */
static uint32_t person_called(const sayso_rules *u, sayso_str label)
{
    const sayso_mentions *m = u->r->mentions;
    for (uint32_t k = 0; k < m->n_actor && k < ACTORS_MOST; k++)
        if (m->actor[k].named && m->actor[k].kind == SAYSO_MENTION_PERSON &&
            short_of(label, &m->actor[k]))
            return k;
    return SAYSO_NONE;
}

/* Is the label in capitals throughout? */
static bool shouted(const sayso_rules *u, sayso_range r)
{
    for (uint32_t i = r.beg; i < r.end; i++)
        if (u->v->t->tok[i].kind == SAYSO_TOKEN_WORD &&
            !(u->v->t->tok[i].flags & SAYSO_TOKEN_ALL_CAPS))
            return false;
    return true;
}

/* The mention that ends the name: a person or an office; a body if it is in capitals,
 * or asks as outlets do. */
static void named_voice(const sayso_rules *u, turn *t)
{
    const sayso_mentions *m = u->r->mentions;
    uint32_t last = t->name.end - 1;
    while (last > t->name.beg && u->v->t->tok[last].kind == SAYSO_TOKEN_NUMBER)
        last--; /* "Witness 3" */
    uint32_t at = u->r->at[last];
    uint32_t called = person_called(u, word(u, last));
    const sayso_mention *x = at == SAYSO_NONE ? NULL : &m->mention[at];
    uint32_t actor =
        x && x->end > last && (x->end == last + 1 || x->end == t->name.end) ? x->actor : SAYSO_NONE;
    uint8_t kind = actor == SAYSO_NONE ? SAYSO_MENTION_LOCATION : x->kind;
    uint8_t class_ = actor == SAYSO_NONE ? SAYSO_CLASS_PLACE : m->actor[actor].class_;
    bool asks = class_ == SAYSO_CLASS_OUTLET || class_ == SAYSO_CLASS_AGENCY ||
                sayso__rule_is(u, t->block.end - 1, "?");
    bool full = kind == SAYSO_MENTION_PERSON && m->actor[actor].kind == SAYSO_MENTION_PERSON;
    if (kind == SAYSO_MENTION_ROLE || full || called != SAYSO_NONE)
        t->voice = SPEAKS;
    else if (kind == SAYSO_MENTION_ORGANIZATION)
        t->voice = asks ? ASKS : shouted(u, t->name) ? SPEAKS : NO_VOICE;
    t->actor = kind == SAYSO_MENTION_ROLE || full || called == SAYSO_NONE ? actor : called;
}

static void find_voice(const sayso_rules *u, turn *t)
{
    static const char *const ask[] = {"q",         "question", "moderator", "interviewer", "host",
                                      "presenter", "anchor",   "reporter",  "journalist",  NULL};
    static const char *const reply[] = {"a", "answer", NULL};
    bool single = t->name.end == t->name.beg + 1;
    sayso_str publisher = u->v->t->doc->publisher;
    const sayso_token *k = u->v->t->tok;
    sayso_str label = {u->v->t->doc->text + k[t->name.beg].at.beg,
                       k[t->name.end - 1].at.end - k[t->name.beg].at.beg};
    if ((single && one_of(u, t->name.beg, ask)) ||
        (publisher.n && sayso__str_ieq(label, publisher)))
        t->voice = ASKS;
    else if (single && one_of(u, t->name.beg, reply))
        t->voice = ANSWERS;
    else
        named_voice(u, t);
    if (t->voice != NO_VOICE && !speech_follows(u, t))
        t->voice = NO_VOICE;
    t->weak &= t->voice == SPEAKS;
}

static sayso_status find_turns(const sayso_rules *u, sayso_arena *scratch, turns *out,
                               sayso_error *err)
{
    const sayso_tokens *t = u->v->t;
    for (uint32_t s = 0, e; s < t->n_sent; s = e) {
        for (e = s + 1; e < t->n_sent && t->sent_block[e] == t->sent_block[s];)
            e++;
        turn x = {.block = {t->sent[s], t->sent[e]}, .actor = SAYSO_NONE};
        uint8_t kind = sayso__doc_block_kind(t->doc, t->tok[x.block.beg].at.beg);
        if (kind == SAYSO_BLOCK_BODY || kind == SAYSO_BLOCK_HEADING) /* short questions look so */
            read_label(u, &x);
        if (x.name.end)
            find_voice(u, &x);
        x.heading = x.voice == NO_VOICE && (kind != SAYSO_BLOCK_BODY || x.name.end);
        if (!SAYSO_PUSH(scratch, out, x))
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}

/* ---- turns ----------------------------------------------------------------------------------- */

/* Two voices, or three turns; somebody must answer. */
static bool is_transcript(const turns *list)
{
    const turn *first = NULL;
    uint32_t n = 0;
    bool two = false, said = false;
    for (uint32_t k = 0; k < list->n; k++) {
        const turn *t = &list->v[k];
        if (t->voice == NO_VOICE || t->weak)
            continue;
        first = first ? first : t;
        two |= t->voice != first->voice || t->actor != first->actor;
        said |= t->voice != ASKS;
        n++;
    }
    return said && (two || n >= TURNS_LEAST);
}

/* "A" is the one person whom the text names before the first turn; SAYSO_NONE if it is several. */
static uint32_t interviewee(const sayso_rules *u, const turns *list)
{
    const sayso_mentions *m = u->r->mentions;
    uint32_t k = 0, who = SAYSO_NONE;
    while (k < list->n && list->v[k].voice == NO_VOICE)
        k++;
    uint32_t first = k < list->n ? list->v[k].block.beg : 0;
    for (uint32_t i = 0; i < m->n_mention && m->mention[i].beg < first; i++) {
        const sayso_mention *x = &m->mention[i];
        if (!x->named || x->kind != SAYSO_MENTION_PERSON || x->actor == SAYSO_NONE)
            continue;
        if (who != SAYSO_NONE && who != x->actor)
            return SAYSO_NONE;
        who = x->actor;
    }
    return who;
}

/* Does a paragraph without a label go on with the turn? Not where it names the speaker. Where it
 * may as well be the reporter's, only if somebody speaks of himself or to another. */
static bool goes_on(const sayso_rules *u, const turn *t, uint32_t actor, bool unsure)
{
    static const char *const person[] = {"i", "we", "you", "my", "our", "me", "us", "your", NULL};
    bool own = false;
    if (t->voice != NO_VOICE || t->heading)
        return false;
    for (uint32_t i = t->block.beg; i < t->block.end; i++) {
        uint32_t at = u->r->at[i];
        const sayso_mention *x = at == SAYSO_NONE ? NULL : &u->r->mentions->mention[at];
        if (x && x->named && x->actor == actor && actor != SAYSO_NONE)
            return false;
        own |= u->v->w[i].quote == SAYSO_NONE && one_of(u, i, person);
    }
    return own || !unsure;
}

/* Is all of it in marks? Then the models have read it as they do any quotation. */
static bool in_marks(const sayso_rules *u, const turn *t)
{
    uint32_t q = u->v->w[t->said].quote;
    return q != SAYSO_NONE && u->v->quote[q].open == t->said &&
           u->v->quote[q].end + 1 >= t->block.end;
}

/* Whatever the models made of the labels goes. block: [n_sent] index into list. */
static void drop_labels(const sayso_rules *u, sayso_drafts *ds, const turns *list,
                        const uint32_t *block)
{
    for (uint32_t k = 0; k < ds->draft.n; k++) {
        sayso_draft *d = &ds->draft.v[k];
        uint32_t beg = sayso__draft_beg(d);
        if (d->dropped || beg == SAYSO_NONE)
            continue;
        const turn *t = &list->v[block[u->v->t->tok_sent[beg]]];
        d->dropped = t->voice != NO_VOICE && beg <= t->colon && !in_marks(u, t);
    }
}

/* The turn at k as a draft, with the paragraphs that go on with it. */
static sayso_draft draft_of(const sayso_rules *u, const turns *list, uint32_t k, uint32_t actor,
                            uint32_t sure)
{
    const turn *t = &list->v[k];
    sayso_draft d = {.source = {t->name},
                     .cue = {{t->colon, t->colon + 1}},
                     .content = {{t->said, t->block.end}},
                     .n_source = 1,
                     .n_cue = 1,
                     .n_content = 1,
                     .cue_head = t->colon,
                     .turn = true,
                     .speaker = actor == SAYSO_NONE ? 0 : actor + 1};
    for (uint32_t j = k + 1; j < list->n && goes_on(u, &list->v[j], actor, j >= sure); j++) {
        if (d.n_content < SAYSO_DRAFT_PIECES)
            d.content[d.n_content++] = list->v[j].block;
        else
            d.content[d.n_content - 1].end = list->v[j].block.end;
    }
    return d;
}

static sayso_status take_turns(const sayso_rules *u, sayso_drafts *ds, const turns *list,
                               sayso_error *err)
{
    uint32_t who = interviewee(u, list), last = 0, first = list->n, n = 0;
    for (uint32_t k = 0; k < list->n; k++) {
        if (list->v[k].voice == NO_VOICE)
            continue;
        first = n++ ? first : k;
        last = k + 1;
    }
    uint32_t sure = 2 * n < last - first ? 0 : last; /* few turns inside a report: nowhere */
    for (uint32_t k = 0; k < list->n; k++) {
        const turn *t = &list->v[k];
        uint32_t actor = t->voice == ANSWERS ? who : t->actor;
        if (t->voice < ANSWERS || (t->voice == ANSWERS && who == SAYSO_NONE) || in_marks(u, t))
            continue;
        sayso_draft d = draft_of(u, list, k, actor, sure);
        if (!SAYSO_PUSH(ds->scratch, &ds->draft, d))
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}

sayso_status sayso__turns_take(const sayso_rules *u, sayso_drafts *ds, sayso_error *err)
{
    const sayso_tokens *t = u->v->t;
    turns list = {0};
    SAYSO_TRY(find_turns(u, ds->scratch, &list, err));
    if (!is_transcript(&list))
        return SAYSO_OK;
    uint32_t *block = SAYSO_NEW_N(ds->scratch, uint32_t, t->n_sent);
    if (!block)
        return sayso__fail_memory(err);
    for (uint32_t s = 1; s < t->n_sent; s++)
        block[s] = block[s - 1] + (t->sent_block[s] != t->sent_block[s - 1]);
    drop_labels(u, ds, &list, block);
    return take_turns(u, ds, &list, err);
}
