/* incident.c -- the events a report tells of: kind, place and date of each.  Layer: claim.
 *
 * Every word of data/event_nouns.tsv votes for its kind, more loudly in the title and the first
 * sentences, softly inside of what others say: where sources quarrel over "attack" and "accident",
 * the writer's own neutral word wins. That is the main event. Where the trained models find that
 * the report tells of violence, it has an incident for each deed, with those who play its roles;
 * else the main event stands alone, and its fillers come from rules (incident_role.c). */
#include <string.h>
#include <utf8proc.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "claim/incident_part.h"
#include "lexica.h"

/* Flags of data/event_nouns.tsv (value[1]). */
enum { VERB = 1, WEAK = 2 };

/* Tokens from an event's word within which a place is near it. */
enum { NEAR = 8 };

/* Places of one report that are weighed. */
enum { PLACE_MOST = 32 };

/* Most fillers of one report. */
enum { FILLER_MOST = 256 };

/* Further incidents of one deed. */
enum { OTHER_MOST = SAYSO_PARTS_MOST - 1 };

typedef struct {
    sayso_claim_part *p;
    const sayso_incident_view *v;
    uint32_t deed;    /* only words for this deed count; SAYSO_DEED_N: all do */
    uint32_t trigger; /* token */
    uint8_t kind;
    const uint32_t *other; /* [n_other] tokens that begin further incidents of its deed */
    uint32_t n_other;
} builder;

/* The deed that a kind of event is; SAYSO_DEED_N for none. */
static uint32_t deed_of(uint8_t kind)
{
    switch (kind) {
    case SAYSO_EVENT_BOMBING:
    case SAYSO_EVENT_SUICIDE_BOMBING:
    case SAYSO_EVENT_EXPLOSION: return SAYSO_DEED_BOMBING;
    case SAYSO_EVENT_ARMED_ATTACK:
    case SAYSO_EVENT_CLASH:
    case SAYSO_EVENT_AIRSTRIKE:
    case SAYSO_EVENT_SHELLING_MISSILE:
    case SAYSO_EVENT_ASSASSINATION:
    case SAYSO_EVENT_SHOOTING:
    case SAYSO_EVENT_CHEMICAL: return SAYSO_DEED_ATTACK;
    case SAYSO_EVENT_ABDUCTION:
    case SAYSO_EVENT_HOSTAGE: return SAYSO_DEED_KIDNAPPING;
    case SAYSO_EVENT_SABOTAGE_ARSON: return SAYSO_DEED_ARSON;
    case SAYSO_EVENT_ROBBERY: return SAYSO_DEED_ROBBERY;
    default: return SAYSO_DEED_N;
    }
}

/* The entry of a word for an event that counts now, or NULL. */
static const sayso_lexicon_entry *word_for(const builder *b, uint32_t t)
{
    if (!b->v->event[t] || (b->deed < SAYSO_DEED_N && deed_of(b->v->event[t]) != b->deed))
        return NULL;
    return sayso__event_word(b->p, t);
}

const sayso_lexicon_entry *sayso__event_word(const sayso_claim_part *p, uint32_t t)
{
    const sayso_lexicon_entry *e =
        sayso__lexicon_find(&sayso__lex_event_nouns, p->word[t].p, p->word[t].n);
    uint8_t x = p->tags->xpos[t];
    bool verb = x >= SAYSO_XPOS_VB && x <= SAYSO_XPOS_VBZ;
    if (!e || (e->value[1] & VERB) != (verb ? VERB : 0))
        return NULL;
    return e;
}

static uint32_t weight(const builder *b, uint32_t t, bool weak)
{
    const sayso_claim_part *p = b->p;
    uint32_t sent = p->tokens->tok_sent[t], w = sent < 4 ? 6 - sent : 1;
    sayso_block_kind kind = (sayso_block_kind)p->doc->block[p->tokens->sent_block[sent]].kind;
    if (kind == SAYSO_BLOCK_READ_ALSO || kind == SAYSO_BLOCK_NOTICE || kind == SAYSO_BLOCK_CREDIT ||
        b->v->told[sent] != SAYSO_TOLD_REPORTED)
        return 0;
    w *= 4;
    if (b->p->content_of[t] != SAYSO_NONE)
        w /= 3;
    if (weak)
        w /= 3;
    return w;
}

/* The kind with most votes and its first word in the body; false if no word speaks of an event. */
static bool kind_vote(builder *b)
{
    const sayso_claim_part *p = b->p;
    uint32_t vote[SAYSO_EVENT_N] = {0}, first[SAYSO_EVENT_N];
    for (uint32_t k = 0; k < SAYSO_EVENT_N; k++)
        first[k] = SAYSO_NONE;
    for (uint32_t t = 0; t < p->tokens->n_tok; t++) {
        const sayso_lexicon_entry *e = word_for(b, t);
        uint32_t w = e ? weight(b, t, e->value[1] & WEAK) : 0;
        if (!w || e->value[0] >= SAYSO_EVENT_N)
            continue;
        vote[e->value[0]] += w;
        bool title = p->doc->has_title && p->tokens->tok[t].at.beg < p->doc->body;
        bool old_title = first[e->value[0]] != SAYSO_NONE && p->doc->has_title &&
                         p->tokens->tok[first[e->value[0]]].at.beg < p->doc->body;
        if (first[e->value[0]] == SAYSO_NONE || (old_title && !title))
            first[e->value[0]] = t;
    }
    uint32_t best = 0;
    for (uint32_t k = 1; k < SAYSO_EVENT_N; k++)
        if (vote[k] > vote[best])
            best = k;
    b->kind = (uint8_t)best;
    b->trigger = best ? first[best] : SAYSO_NONE;
    return vote[best] >= 4;
}

/* ---- place and date -------------------------------------------------------------------------- */

/* "In", "at", "near", "the town of" before token from, no further back than beg. */
static bool is_located(const sayso_claim_part *p, uint32_t beg, uint32_t from)
{
    static const char *const prep[] = {"in", "at", "near", "outside", "off", "on", NULL};
    static const char *const site[] = {"town",     "city",    "village", "port",   "capital",
                                       "district", "suburb",  "island",  "region", "province",
                                       "county",   "resort",  "hamlet",  "valley", "municipality",
                                       "outskirt", "quarter", NULL};
    from -= from > beg && sayso__clue_is(p, from - 1, "the");
    for (const char *const *w = prep; from > beg && *w; w++)
        if (sayso__clue_is(p, from - 1, *w))
            return true;
    for (const char *const *w = site; from > beg + 1 && sayso__clue_is(p, from - 1, "of") && *w;
         w++)
        if (sayso__clue_lemma(p, from - 2, *w))
            return true;
    return false;
}

/* How strongly the name of a place in tokens [from, to) is tied to the words for the event, or its
 * weapon, in the sentence: by their weight, by a preposition, by standing near; less where it says
 * whose something is, not at all where it acts. */
static uint32_t tie(const builder *b, uint32_t from, uint32_t to)
{
    const sayso_claim_part *p = b->p;
    uint32_t beg = sayso__clue_sent_beg(p, from), end = sayso__clue_sent_end(p, from), best = 0;
    for (uint32_t k = 0; k < b->n_other; k++)
        if (p->tokens->tok_sent[b->other[k]] == p->tokens->tok_sent[from] &&
            p->tokens->tok_sent[b->trigger] != p->tokens->tok_sent[from])
            return 0;
    bool whose = to < end && sayso__clue_is(p, to, "'s");
    bool acts = p->tags->deprel[to - 1] == SAYSO_DEPREL_NSUBJ;
    uint32_t factor = acts ? 0 : whose ? 1 : is_located(p, beg, from) ? 6 : 2;
    for (uint32_t t = beg; t < end; t++) {
        const sayso_lexicon_entry *e = word_for(b, t);
        bool weapon = p->clue[t] & SAYSO_CLUE_WEAPON;
        if (!e && !weapon)
            continue;
        uint32_t w = weight(b, t, !e || (e->value[1] & WEAK)) * factor;
        uint32_t far = t < from ? from - t : t - from;
        w = far > NEAR ? w / 2 : w;
        w += t == b->trigger ? factor * 4 : 0;
        best = w > best ? w : best;
    }
    return best;
}

/* A place named in the report, and its first mention. */
typedef struct {
    sayso_str name;
    uint32_t mention, votes;
} place;

/* The report's actors that are places, or once stand as one; PLACE_MOST at most. */
static uint32_t list_places(const sayso_claim_part *p, place *v)
{
    const sayso_mentions *x = p->mentions;
    uint32_t n = 0;
    for (uint32_t m = 0; m < x->n_mention && n < PLACE_MOST; m++) {
        uint32_t actor = x->mention[m].actor;
        if (actor >= x->n_actor || (x->mention[m].kind != SAYSO_MENTION_LOCATION &&
                                    x->actor[actor].class_ != SAYSO_CLASS_PLACE))
            continue;
        bool known = false;
        for (uint32_t k = 0; k < n; k++)
            known = known || x->mention[v[k].mention].actor == actor;
        if (!known)
            v[n++] = (place){x->actor[actor].name, m, 0};
    }
    return n;
}

/* Token behind the name if it stands at token t, else t. */
static uint32_t name_at(const sayso_claim_part *p, uint32_t t, sayso_str name)
{
    uint32_t beg = p->tokens->tok[t].at.beg, to = t;
    if (!name.n || name.n > p->doc->n_text - beg ||
        !sayso__str_ieq(sayso__str(p->doc->text + beg, name.n), name))
        return t;
    while (to < p->tokens->n_tok && p->tokens->tok[to].at.end <= beg + name.n)
        to++;
    return to > t && p->tokens->tok[to - 1].at.end == beg + name.n ? to : t;
}

/* The place that is most strongly tied to the event, all that stands of it in the report together,
 * as modifier of another noun, too ("the Harbourtown blast"); of two the one named first. The
 * dateline tells only where the report was written. SAYSO_NONE if none is tied. */
static uint32_t place_vote(const builder *b)
{
    const sayso_claim_part *p = b->p;
    place v[PLACE_MOST];
    uint32_t n = list_places(p, v), best = SAYSO_NONE, most = 0;
    for (uint32_t t = 0; t < p->tokens->n_tok; t++) {
        if (p->tokens->tok[t].at.beg < p->doc->dateline.place.end &&
            p->tokens->tok[t].at.beg >= p->doc->dateline.place.beg)
            continue;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t to = name_at(p, t, v[k].name);
            v[k].votes += to > t ? tie(b, t, to) : 0;
        }
    }
    for (uint32_t k = 0; k < n; k++) {
        uint32_t actor = p->mentions->mention[v[k].mention].actor;
        bool state = p->mentions->actor[actor].class_ == SAYSO_CLASS_GOVERNMENT;
        uint32_t votes = state ? v[k].votes / 2 : v[k].votes; /* a place in it tells more */
        if (votes > most) {
            most = votes;
            best = v[k].mention;
        }
    }
    return best;
}

/* Length of the word at the beginning of s, up to a space, comma or hyphen; *capitals: it has
 * `least` letters or more, and no lower-case one. */
static uint32_t word_at(sayso_str s, uint32_t least, bool *capitals)
{
    uint32_t n = 0, letters = 0, cp;
    *capitals = true;
    while (n < s.n && !strchr(" ,-", s.p[n])) {
        uint32_t k = sayso__utf8_decode(s.p + n, s.n - n, &cp);
        n += k ? k : 1;
        letters++;
        *capitals = *capitals && utf8proc_tolower((utf8proc_int32_t)cp) != (utf8proc_int32_t)cp;
    }
    *capitals = *capitals && letters >= least;
    return n;
}

/* Words in capitals with one at their beginning alone. Among others a short one may be an
 * abbreviation. p == NULL: out of memory; *any: there are such words. */
static sayso_str recase_words(const builder *b, sayso_str s, bool *any)
{
    char *out = sayso__arena_alloc(b->p->a, 2 * (size_t)s.n + 4);
    uint32_t n = 0, least = s.n <= 3 ? 4 : 2;
    for (uint32_t i = 0; i < s.n && least < 4; i++)
        least = sayso__is_lower(s.p[i]) ? 4 : least;
    *any = false;
    for (uint32_t at = 0; out && at < s.n;) {
        bool capitals;
        uint32_t from = at, cp;
        uint32_t end = at + word_at((sayso_str){s.p + at, s.n - at}, least, &capitals);
        *any = *any || capitals;
        while (at < end) {
            uint32_t k = sayso__utf8_decode(s.p + at, s.n - at, &cp);
            if (capitals && at > from)
                cp = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
            n += sayso__utf8_encode(cp, out + n);
            at += k ? k : 1;
        }
        if (at < s.n)
            out[n++] = s.p[at++];
    }
    return (sayso_str){out, n};
}

/* DOLVAN as Dolvan, SAN LÁZARO as San Lázaro: the spelling of another mention, else capitals at the
 * beginning of words. p == NULL: out of memory. */
static sayso_str recase(const builder *b, sayso_str s)
{
    const sayso_claim_part *p = b->p;
    bool any;
    sayso_str words = recase_words(b, s, &any);
    for (uint32_t m = 0; any && m < p->mentions->n_mention; m++) {
        sayso_str other = sayso__str_span(p->doc->text, p->mentions->mention[m].at);
        if (sayso__str_ieq(other, s) && !sayso__str_eq(other, s))
            return other;
    }
    return !words.p || any ? words : s;
}

static sayso_status place_fill(const builder *b, sayso_incident *out, sayso_error *err)
{
    const sayso_claim_part *p = b->p;
    uint32_t m = place_vote(b);
    sayso_span at = p->doc->dateline.place;
    if (m != SAYSO_NONE)
        at = p->mentions->mention[m].at;
    if (at.end > at.beg) {
        out->place = recase(b, sayso__str_span(p->doc->text, at));
        if (!out->place.p)
            return sayso__fail_memory(err);
    }
    /* Its country, or that of a place behind it in the sentence: "Harbourtown, Chile". */
    for (uint32_t k = m == SAYSO_NONE ? 0 : m; k < p->mentions->n_mention && !out->country[0];
         k++) {
        const sayso_mention *x = p->mentions->mention + k;
        if (m != SAYSO_NONE &&
            p->tokens->tok_sent[x->head] != p->tokens->tok_sent[p->mentions->mention[m].head])
            break;
        if ((k == m || x->kind == SAYSO_MENTION_LOCATION) && x->actor < p->attrs->n_actor)
            memcpy(out->country, p->attrs->actor[x->actor].country, sizeof out->country);
    }
    return SAYSO_OK;
}

/* The day of the event that the report is about, where this is it; else one in the sentence. */
static void date_fill(const builder *b, sayso_incident *out, bool main)
{
    const sayso_mentions *m = b->p->mentions;
    uint32_t sent = b->p->tokens->tok_sent[b->trigger];
    out->first = out->last = main ? m->event_day : SAYSO_NO_DAY;
    if (out->first != SAYSO_NO_DAY)
        return;
    for (uint32_t k = 0; k < m->n_timex; k++)
        if (b->p->tokens->tok_sent[m->timex[k].beg] == sent && m->timex[k].first != SAYSO_NO_DAY &&
            m->timex[k].last != SAYSO_NO_DAY && m->timex[k].last - m->timex[k].first < 32) {
            out->first = m->timex[k].first;
            out->last = m->timex[k].last;
            return;
        }
}

/* The likeliest kind where no word says it. */
static uint8_t plain_kind(uint32_t deed)
{
    static const uint8_t kind[SAYSO_DEED_N] = {SAYSO_EVENT_ARMED_ATTACK, SAYSO_EVENT_BOMBING,
                                               SAYSO_EVENT_ABDUCTION, SAYSO_EVENT_SABOTAGE_ARSON,
                                               SAYSO_EVENT_ROBBERY};
    return kind[deed];
}

/* Begin of the sentence that most likely tells of the deed. */
static uint32_t likely_sentence(const sayso_incident_view *v, uint32_t deed)
{
    uint32_t best = 0;
    for (uint32_t s = 1; s < v->p->tokens->n_sent; s++)
        if (v->sent[s][deed] > v->sent[best][deed])
            best = s;
    return v->p->tokens->sent[best];
}

typedef struct {
    SAYSO_ARRAY(sayso_incident) incident;
    SAYSO_ARRAY(sayso_filler) filler;
} lists;

/* One more incident, of what b holds. */
static sayso_status incident_add(const builder *b, lists *l, sayso_error *err)
{
    sayso_incident x = {.kind = b->kind,
                        .told = SAYSO_TOLD_REPORTED,
                        .at = b->p->tokens->tok[b->trigger].at};
    SAYSO_TRY(place_fill(b, &x, err));
    sayso__incident_locate(b->p, &x);
    date_fill(b, &x, l->incident.n == 0 && b->n_other == 0);
    if (l->incident.n == 0 && x.first == SAYSO_NO_DAY)
        date_fill(b, &x, true);
    x.codes = sayso__codes_of_kind(x.kind);
    x.filler = l->filler.n;
    return SAYSO_PUSH(b->p->a, &l->incident, x) ? SAYSO_OK : sayso__fail_memory(err);
}

/* Adds a filler of the last incident. An organisation under its full and its short name is one; how
 * surely it did the deed is then what is said of it besides the mere fact. */
static bool filler_add(const builder *b, lists *l, sayso_filler f)
{
    for (uint32_t k = l->incident.v[l->incident.n - 1].filler; k < l->filler.n; k++) {
        sayso_filler *x = &l->filler.v[k];
        if (f.actor == SAYSO_NONE || x->actor != f.actor || x->role != f.role || f.role != 'p' ||
            x->class_ != 'o' || f.class_ != 'o')
            continue;
        if (x->confidence == SAYSO_CONF_REPORTED_AS_FACT)
            x->confidence = f.confidence;
        return true;
    }
    return SAYSO_PUSH(b->p->a, &l->filler, f);
}

/* Does token t speak of one more incident of the deed, somewhere: "a second blast in Dorva"? */
static bool is_another(const builder *b, uint32_t t, uint32_t deed)
{
    static const char *const more[] = {"another", "second",  "third",      "separate",
                                       "similar", "further", "subsequent", NULL};
    const sayso_claim_part *p = b->p;
    uint32_t sent = p->tokens->tok_sent[t], beg = p->tokens->sent[sent];
    sayso_incident x = {0};
    if (deed_of(b->v->event[t]) != deed || p->tags->upos[t] != SAYSO_UPOS_NOUN ||
        b->v->told[sent] != SAYSO_TOLD_REPORTED)
        return false;
    sayso__incident_where(p, sent, &x);
    if (!x.place.n)
        return false; /* perhaps the same once more */
    for (uint32_t k = t; k-- > beg && t - k < 5;)
        if (p->tags->head[k] == t && sayso__clue_lemma_in(p, k, more))
            return true;
    return false;
}

/* The first incident's word: where b's speaks of another one, the first for the deed before it. */
static uint32_t first_word(const builder *b, uint32_t deed)
{
    if (!is_another(b, b->trigger, deed))
        return b->trigger;
    for (uint32_t t = 0; t < b->trigger; t++)
        if (deed_of(b->v->event[t]) == deed && !is_another(b, t, deed) &&
            b->v->told[b->p->tokens->tok_sent[t]] == SAYSO_TOLD_REPORTED)
            return t;
    return b->trigger;
}

/* The words that begin further incidents of the deed, one a sentence, behind the first's. */
static uint32_t others_find(const builder *b, uint32_t deed, uint32_t *tok)
{
    const sayso_tokens *x = b->p->tokens;
    uint32_t n = 0, sent = x->tok_sent[b->trigger];
    for (uint32_t t = b->trigger; t < x->n_tok && n < OTHER_MOST; t++)
        if (x->tok_sent[t] > sent && is_another(b, t, deed)) {
            tok[n++] = t;
            sent = x->tok_sent[t];
        }
    return n;
}

/* One more incident of a deed: where and when its own sentence says. */
static sayso_status other_add(const builder *b, uint32_t tok, lists *l, sayso_error *err)
{
    builder own = *b;
    uint8_t kind = b->v->event[tok];
    sayso_incident x = {.kind = kind ? kind : b->kind,
                        .told = SAYSO_TOLD_REPORTED,
                        .at = b->p->tokens->tok[tok].at};
    own.trigger = tok;
    sayso__incident_where(b->p, b->p->tokens->tok_sent[tok], &x);
    sayso__incident_locate(b->p, &x);
    date_fill(&own, &x, false);
    x.codes = sayso__codes_of_kind(x.kind);
    x.filler = l->filler.n;
    return SAYSO_PUSH(b->p->a, &l->incident, x) ? SAYSO_OK : sayso__fail_memory(err);
}

/* Of n + 1 incidents, of which all but the first begin at tok[0 .. n), the one to which a group
 * belongs: another than the first, where it stands first in that one's sentence or the next. */
static uint32_t part_of(const builder *b, uint32_t group, const uint32_t *tok, uint32_t n)
{
    const sayso_tokens *x = b->p->tokens;
    uint32_t sent = x->tok_sent[b->v->noun[b->v->group[group].first].beg];
    for (uint32_t k = n; k > 0; k--)
        if (sent >= x->tok_sent[tok[k - 1]])
            return sent <= x->tok_sent[tok[k - 1]] + 1 ? k : 0;
    return 0;
}

/* The token by which an incident is known whose first victim or target is a noun: a word for the
 * deed in its sentence that no other incident has, tok[0 .. n) and the first's; else the noun. */
static uint32_t word_of(const builder *b, uint32_t noun, uint32_t deed, const uint32_t *tok,
                        uint32_t n)
{
    const sayso_tokens *x = b->p->tokens;
    uint32_t head = b->v->noun[noun].head, sent = x->tok_sent[head];
    for (uint32_t t = x->sent[sent]; t < x->sent[sent + 1]; t++) {
        bool taken = t == b->trigger || deed_of(b->v->event[t]) != deed;
        for (uint32_t k = 0; k < n && !taken; k++)
            taken = tok[k] == t;
        if (!taken)
            return t;
    }
    return head;
}

/* The incidents of a deed: those of which words say that they are others; else as the victims and
 * targets belong together. Returns how many more than one there are, that begin at tok. */
static uint32_t parts_find(const builder *b, const sayso_incident_model *model, uint32_t deed,
                           const sayso_casting *c, uint8_t *of, uint32_t *tok)
{
    uint32_t n = others_find(b, deed, tok);
    sayso_parts parts = {.of = of};
    if (n) {
        for (uint32_t g = 0; g < b->v->n_group; g++)
            of[g] = (uint8_t)(1u << part_of(b, g, tok, n));
        return n;
    }
    sayso__incident_parts(b->v, model, c, deed, &parts);
    for (; n + 1 < parts.n; n++)
        tok[n] = word_of(b, parts.first[n + 1], deed, tok, n);
    return n;
}

/* The incidents of one deed, mostly one, and all that fill their roles. */
static sayso_status deed_add(const builder *b, const sayso_incident_model *model, uint32_t deed,
                             const sayso_casting *c, lists *l, sayso_error *err)
{
    const sayso_incident_view *v = b->v;
    builder first = *b;
    uint8_t *of = sayso__arena_alloc(b->p->scratch, v->n_group);
    uint32_t tok[OTHER_MOST];
    if (!of)
        return sayso__fail_memory(err);
    first.trigger = first_word(b, deed);
    uint32_t n = parts_find(&first, model, deed, c, of, tok);
    first.other = tok;
    first.n_other = n;
    for (uint32_t k = 0; k <= n; k++) {
        SAYSO_TRY(k ? other_add(b, tok[k - 1], l, err) : incident_add(&first, l, err));
        for (uint32_t g = 0; g < v->n_group; g++)
            for (uint32_t r = 0; r < SAYSO_ROLE_N && l->filler.n < FILLER_MOST; r++)
                if ((c[g].roles >> r & 1) && (c[g].deeds >> deed & 1) && (of[g] >> k & 1) &&
                    !filler_add(b, l, sayso__incident_filler(v, c, g, r, deed)))
                    return sayso__fail_memory(err);
        sayso_incident *x = &l->incident.v[l->incident.n - 1];
        x->n_filler = l->filler.n - x->filler;
    }
    return SAYSO_OK;
}

/* Incidents of all deeds, that of the main event first. */
static sayso_status deeds_add(builder *b, const sayso_incident_model *model, uint32_t deeds,
                              lists *l, sayso_error *err)
{
    sayso_casting *c;
    uint32_t main = deed_of(b->kind);
    SAYSO_TRY(sayso__incident_cast(b->v, model, deeds, b->p->scratch, &c, err));
    if (main < SAYSO_DEED_N)
        SAYSO_TRY(deed_add(b, model, main, c, l, err));
    else if (b->kind)
        SAYSO_TRY(incident_add(b, l, err));
    for (uint32_t d = 0; d < SAYSO_DEED_N; d++) {
        b->deed = d;
        if (!(deeds >> d & 1) || d == main)
            continue;
        if (!kind_vote(b)) {
            b->kind = plain_kind(d);
            b->trigger = likely_sentence(b->v, d);
        }
        SAYSO_TRY(deed_add(b, model, d, c, l, err));
    }
    return SAYSO_OK;
}

/* The main event alone, its fillers by rules. */
static sayso_status main_add(builder *b, lists *l, sayso_error *err)
{
    SAYSO_TRY(incident_add(b, l, err));
    SAYSO_TRY(sayso__incident_roles(b->p, err));
    l->incident.v[0].n_filler = b->p->out->n_filler;
    b->p->out->incident = l->incident.v;
    b->p->out->n_incident = l->incident.n;
    return SAYSO_OK;
}

/* What the report reports. */
static sayso_status reported_add(builder *b, const sayso_incident_model *model, sayso_error *err)
{
    sayso_claim_part *p = b->p;
    lists l = {0};
    bool voted = kind_vote(b);
    b->kind = voted ? b->kind : 0;
    uint32_t deeds = model ? sayso__incident_deeds(b->v, model, deed_of(b->kind)) : 0;
    if (!deeds)
        return voted ? main_add(b, &l, err) : SAYSO_OK;
    SAYSO_TRY(deeds_add(b, model, deeds, &l, err));
    p->out->incident = l.incident.v;
    p->out->n_incident = l.incident.n;
    p->out->filler = l.filler.v;
    p->out->n_filler = l.filler.n;
    return SAYSO_OK;
}

sayso_status sayso__claim_incident(sayso_claim_part *p, const sayso_incident_model *model,
                                   sayso_error *err)
{
    sayso_incident_view v;
    builder b = {.p = p, .v = &v, .deed = SAYSO_DEED_N};
    if (p->tokens->n_tok == 0)
        return SAYSO_OK;
    SAYSO_TRY(sayso__incident_view_make(p, p->scratch, &v, err));
    if (model)
        sayso__incident_judge(&v, model);
    SAYSO_TRY(reported_add(&b, model, err));
    return sayso__incident_background(p, &v, err);
}
