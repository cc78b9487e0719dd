/* source_type.c -- what kind of source speaks.  Layer: claim.
 *
 * A thing (report, video, survey) is told by the head of the source phrase; a speaker by his actor:
 * class, office, spokesperson. An organisation that speaks as such counts as its spokesperson. */
#include "claim/claim_part.h"
#include "lexica.h"

/* Entry of data/speakers.tsv for the head of the source, if any. */
static const sayso_lexicon_entry *speaker(const sayso_claim_part *p, uint32_t tok)
{
    if (tok >= p->tokens->n_tok)
        return NULL;
    const sayso_lexicon_entry *e =
        sayso__lexicon_find(&sayso__lex_speakers, p->lemma[tok].p, p->lemma[tok].n);
    return e ? e : sayso__lexicon_find(&sayso__lex_speakers, p->word[tok].p, p->word[tok].n);
}

/* Any word of the source phrase with one of these flags. */
static bool source_has(const sayso_claim_part *p, uint32_t i, uint32_t flags)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = s[k].beg; t < s[k].end; t++) {
            const sayso_lexicon_entry *e = speaker(p, t);
            bool named = p->tags->upos[t] == SAYSO_UPOS_PROPN; /* "the Sons of Tarn" */
            if (e && e->value[1] & flags & (named ? ~(uint32_t)SAYSO_SPEAKER_KIN : ~0u))
                return true;
        }
    return false;
}

/* The first word of the source phrase, up to its clause, that tells the kind of speaker. */
static const sayso_lexicon_entry *speaker_within(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    for (uint32_t t = n ? s[0].beg : 0; n && t < s[0].end && t < s[0].beg + 6; t++) {
        const sayso_lexicon_entry *e = speaker(p, t);
        if (sayso__clue_is(p, t, "who") || sayso__clue_is(p, t, ","))
            return NULL;
        if (e && p->tags->upos[t] != SAYSO_UPOS_VERB)
            return e;
    }
    return NULL;
}

/* "Amira Said, whose son was killed". */
static bool whose_kin(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    if (!n)
        return false;
    uint32_t end = sayso__clue_sent_end(p, s[0].beg);
    for (uint32_t t = s[0].beg; t + 1 < end && t < s[0].end + 3; t++) {
        if (!sayso__clue_is(p, t, "whose"))
            continue;
        const sayso_lexicon_entry *e = speaker(p, t + 1);
        return e && e->value[1] & SAYSO_SPEAKER_KIN;
    }
    return false;
}

/* "My brother was on that train". */
static bool own_kin(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t + 1 < c[k].end; t++) {
            const sayso_lexicon_entry *e = sayso__clue_is(p, t, "my") ? speaker(p, t + 1) : NULL;
            if (e && e->value[1] & SAYSO_SPEAKER_KIN)
                return true;
        }
    return false;
}

static bool source_word(const sayso_claim_part *p, uint32_t i, const char *word)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = s[k].beg; t < s[k].end; t++)
            if (sayso__clue_is(p, t, word))
                return true;
    return false;
}

static bool is_state(uint8_t class_)
{
    return class_ == SAYSO_CLASS_GOVERNMENT || class_ == SAYSO_CLASS_MINISTRY ||
           class_ == SAYSO_CLASS_MILITARY || class_ == SAYSO_CLASS_POLICE ||
           class_ == SAYSO_CLASS_LEGISLATURE || class_ == SAYSO_CLASS_COURT;
}

/* An organisation, a state or a body that speaks as such. */
static uint8_t of_body(const sayso_actor *a)
{
    switch (a->class_) {
    case SAYSO_CLASS_ARMED_GROUP: return SAYSO_SOURCE_GROUP_CHANNEL;
    case SAYSO_CLASS_OUTLET: return SAYSO_SOURCE_OUTLET;
    case SAYSO_CLASS_AGENCY: return SAYSO_SOURCE_AGENCY;
    case SAYSO_CLASS_NGO: return SAYSO_SOURCE_NGO;
    case SAYSO_CLASS_IGO: return SAYSO_SOURCE_IGO;
    case SAYSO_CLASS_COURT: return SAYSO_SOURCE_COURT;
    case SAYSO_CLASS_POLLSTER: return SAYSO_SOURCE_SURVEY;
    default: return SAYSO_SOURCE_SPOKESPERSON;
    }
}

/* A person with a name. */
static uint8_t of_person(const sayso_claim_part *p, uint32_t i, const sayso_actor *a)
{
    const sayso_reading *r = p->reading + i;
    uint32_t root = sayso__claim_root(p, a->speaks_for);
    uint8_t class_ = root == SAYSO_NONE ? 0 : p->attrs->actor[root].class_;
    if (a->spokesperson)
        return SAYSO_SOURCE_SPOKESPERSON;
    if (class_ == SAYSO_CLASS_ARMED_GROUP)
        return SAYSO_SOURCE_GROUP_CHANNEL;
    if (class_ == SAYSO_CLASS_NGO)
        return SAYSO_SOURCE_NGO;
    if (a->official || is_state(class_))
        return SAYSO_SOURCE_NAMED_OFFICIAL;
    if (source_has(p, i, SAYSO_SPEAKER_KIN) || whose_kin(p, i) || own_kin(p, i))
        return SAYSO_SOURCE_VICTIM_FAMILY;
    if (source_has(p, i, SAYSO_SPEAKER_EXPERT) && root == SAYSO_NONE)
        return SAYSO_SOURCE_EXPERT;
    if (root == SAYSO_NONE && (r->clue & SAYSO_CLUE_SENSE || source_has(p, i, SAYSO_SPEAKER_SEEN)))
        return SAYSO_SOURCE_WITNESS;
    return SAYSO_SOURCE_NAMED_PERSON;
}

/* A thing that says: document, picture, survey, post. */
static uint8_t of_thing(const sayso_claim_part *p, uint32_t i, const sayso_lexicon_entry *e,
                        const sayso_actor *a)
{
    uint8_t root_class = 0;
    if (a && a->class_)
        root_class = a->class_;
    if (root_class == SAYSO_CLASS_ARMED_GROUP)
        return SAYSO_SOURCE_GROUP_CHANNEL;
    if (e->value[1] & SAYSO_SPEAKER_PICTURE &&
        (source_word(p, i, "posted") || source_word(p, i, "online") ||
         source_word(p, i, "shared") || source_word(p, i, "social")))
        return SAYSO_SOURCE_SOCIAL_MEDIA;
    return (uint8_t)e->value[0];
}

static uint8_t of_unnamed(const sayso_claim_part *p, uint32_t i, const sayso_lexicon_entry *e,
                          const sayso_actor *a)
{
    bool former = source_word(p, i, "former") || source_word(p, i, "retired");
    if (a && a->spokesperson)
        return SAYSO_SOURCE_SPOKESPERSON;
    if (e && e->value[0] &&
        !(e->value[1] & (SAYSO_SPEAKER_OFFICE | SAYSO_SPEAKER_EXPERT) && former)) {
        uint8_t type = (uint8_t)e->value[0];
        if (type == SAYSO_SOURCE_UNNAMED_PERSON && source_has(p, i, SAYSO_SPEAKER_OFFICE) &&
            !former)
            return SAYSO_SOURCE_UNNAMED_OFFICIAL;
        if (type == SAYSO_SOURCE_UNNAMED_PERSON && source_has(p, i, SAYSO_SPEAKER_KIN))
            return SAYSO_SOURCE_VICTIM_FAMILY;
        return type;
    }
    if (a && a->official && !former)
        return SAYSO_SOURCE_UNNAMED_OFFICIAL;
    return SAYSO_SOURCE_UNNAMED_PERSON;
}

/* "46 percent of voters": those asked in a survey. */
static bool is_share(const sayso_claim_part *p, uint32_t i)
{
    uint32_t n;
    const sayso_piece *s = sayso__attr_source(p->attrs, i, &n);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = s[k].beg; t < s[k].end && t < s[k].beg + 6; t++)
            if (sayso__clue_lemma(p, t, "percent") || sayso__clue_is(p, t, "%") ||
                (sayso__clue_is(p, t, "per") && sayso__clue_is(p, t + 1, "cent")))
                return true;
    return false;
}

/* "In its letter the guild warned": what is said stands in a document. */
static bool is_in_document(const sayso_claim_part *p, uint32_t i)
{
    static const char *what[] = {"letter", "report",    "memo",  "memorandum", "filing", "email",
                                 "e-mail", "affidavit", "study", "indictment", "cable",  "note"};
    const sayso_attribution *x = p->attrs->attribution + i;
    if (x->cue_head >= p->tokens->n_tok)
        return false;
    uint32_t beg = sayso__clue_sent_beg(p, x->cue_head);
    for (uint32_t t = beg; t < x->cue_head; t++)
        for (size_t k = 0; k < sizeof what / sizeof *what; k++) {
            if (!sayso__clue_lemma(p, t, what[k]) || sayso__claim_in_content(p, i, t))
                continue;
            bool in = (t > beg && sayso__clue_is(p, t - 1, "in")) ||
                      (t > beg + 1 && sayso__clue_is(p, t - 2, "in"));
            if (in || t + 1 == x->cue_head)
                return true;
        }
    return false;
}

/* "It states": a document that was the source, or the subject, of the sentence before. */
static bool is_it_document(const sayso_claim_part *p, uint32_t i)
{
    static const char *what[] = {"letter", "report", "document", "memo", "log", "study", "filing"};
    const sayso_attribution *x = p->attrs->attribution + i;
    if (x->source_head >= p->tokens->n_tok || !sayso__clue_is(p, x->source_head, "it"))
        return false;
    uint32_t sent = p->tokens->tok_sent[x->source_head];
    if (sent == 0 || p->tokens->sent_block[sent] != p->tokens->sent_block[sent - 1])
        return false;
    for (uint32_t j = i, step = 0; j-- > 0 && step < 2; step++)
        if (p->attrs->attribution[j].sent + 1 >= sent &&
            p->out->claim[j].source_type == SAYSO_SOURCE_DOCUMENT)
            return true;
    for (uint32_t t = p->tokens->sent[sent - 1]; t < p->tokens->sent[sent - 1] + 2; t++)
        for (size_t k = 0; t < p->tokens->sent[sent] && k < sizeof what / sizeof *what; k++)
            if (sayso__clue_lemma(p, t, what[k]))
                return true;
    return false;
}

void sayso__claim_source_type(sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    sayso_claim *c = p->out->claim + i;
    const sayso_actor *a =
        x->source_actor < p->attrs->n_actor ? p->attrs->actor + x->source_actor : NULL;
    const sayso_lexicon_entry *e = speaker(p, x->source_head);
    bool people = e && (e->value[0] == SAYSO_SOURCE_UNNAMED_OFFICIAL ||
                        e->value[0] == SAYSO_SOURCE_UNNAMED_PERSON);
    if (!e)
        e = speaker_within(p, i);
    bool pronoun =
        x->source_head < p->tokens->n_tok && p->tags->upos[x->source_head] == SAYSO_UPOS_PRON;
    if (p->reading[i].from_version)
        c->source_type = SAYSO_SOURCE_OUTLET;
    else if (is_share(p, i))
        c->source_type = SAYSO_SOURCE_SURVEY;
    else if (is_in_document(p, i) || is_it_document(p, i))
        c->source_type = SAYSO_SOURCE_DOCUMENT;
    else if (e && e->value[1] & SAYSO_SPEAKER_THING)
        c->source_type = of_thing(p, i, e, a);
    else if (a && a->named && a->kind == SAYSO_MENTION_PERSON)
        c->source_type = of_person(p, i, a);
    else if (a && people && is_state(a->class_))
        c->source_type = SAYSO_SOURCE_UNNAMED_OFFICIAL; /* "police sources" */
    else if (a && a->named)
        c->source_type = of_body(a);
    else if (a && (is_state(a->class_) || a->class_ == SAYSO_CLASS_ARMED_GROUP ||
                   a->class_ == SAYSO_CLASS_COMPANY))
        c->source_type = of_body(a);
    else if (x->n_source == 0 && !a)
        c->source_type = SAYSO_SOURCE_ARBITRARY;
    else
        c->source_type = of_unnamed(p, i, pronoun ? NULL : e, a);
}
