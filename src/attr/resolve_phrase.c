/* resolve_phrase.c -- what the resolver reads of a source phrase: words, heads, mentions, names.
 * Layer: attr. */
#include "attr/resolve_part.h"

#include "base/fail.h"
#include "base/str.h"
#include "lexica.h"
#include "tag/lexeme.h"

#define WORD_MOST 64

/* ---- words ----------------------------------------------------------------------------------- */

bool sayso__phrase_is(const sayso_resolver *r, uint32_t i, const char *z)
{
    return sayso__str_ieq(sayso__token_str(r->mentions->tags->tokens, i), sayso__str_z(z));
}

bool sayso__phrase_one_of(const sayso_resolver *r, uint32_t i, const char *const *v, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (sayso__phrase_is(r, i, v[k]))
            return true;
    return false;
}

const sayso_lexicon_entry *sayso__phrase_look(const sayso_lexicon *lex, sayso_str s)
{
    char low[WORD_MOST];
    if (s.n > sizeof low)
        return NULL;
    for (uint32_t i = 0; i < s.n; i++)
        low[i] = sayso__ascii_lower(s.p[i]);
    return sayso__lexicon_find(lex, low, s.n);
}

uint32_t sayso__phrase_form(const sayso_resolver *r, uint32_t i)
{
    const sayso_lexicon_entry *e =
        sayso__phrase_look(&sayso__lex_source_forms,
                           sayso__token_str(r->mentions->tags->tokens, i));
    if (!e)
        e = sayso__phrase_look(&sayso__lex_source_forms, r->mentions->tags->lemma[i]);
    return e ? e->value[0] : 0;
}

uint32_t sayso__phrase_actor(const sayso_resolver *r, uint32_t tok)
{
    return r->at[tok] == SAYSO_NONE ? SAYSO_NONE : r->mentions->mention[r->at[tok]].actor;
}

uint32_t sayso__phrase_first_actor(const sayso_resolver *r, uint32_t i, uint32_t end)
{
    for (; i < end; i++) {
        uint32_t a = sayso__phrase_actor(r, i);
        if (a != SAYSO_NONE && r->actor.v[a].class_ != SAYSO_CLASS_PLACE)
            return a;
    }
    return SAYSO_NONE;
}

bool sayso__phrase_quoted(const sayso_resolver *r, uint32_t i)
{
    return r->mentions->tags->lexeme && r->mentions->tags->lexeme[i].bits & SAYSO_LEX_IN_QUOTE;
}

/* ---- heads ----------------------------------------------------------------------------------- */

bool sayso__phrase_nominal(const sayso_tags *g, uint32_t i)
{
    return g->upos[i] == SAYSO_UPOS_NOUN || g->upos[i] == SAYSO_UPOS_PROPN ||
           g->upos[i] == SAYSO_UPOS_PRON || g->xpos[i] == SAYSO_XPOS_PRPS;
}

/* The last noun of the first simple noun phrase, which is surer than the tree; a possessive goes on
 * to what is possessed. */
uint32_t sayso__phrase_head(const sayso_tags *g, uint32_t beg, uint32_t end)
{
    uint32_t head = SAYSO_NONE;
    for (uint32_t i = beg; i < end && g->upos[beg] == SAYSO_UPOS_ADP; i++)
        if (g->xpos[i] == SAYSO_XPOS_COMMA && i + 1 < end)
            beg = i + 1; /* "At X, director Y" */
    for (uint32_t i = beg; i < end; i++) {
        uint8_t u = g->upos[i];
        bool own = g->xpos[i] == SAYSO_XPOS_PRPS;
        if (head != SAYSO_NONE && (u == SAYSO_UPOS_PRON || u == SAYSO_UPOS_DET))
            break; /* "report that X published", "report X published" */
        if (head != SAYSO_NONE && g->xpos[head] == SAYSO_XPOS_NNS && u == SAYSO_UPOS_CCONJ)
            break; /* "officials and the owner": the first */
        if (sayso__phrase_nominal(g, i) && !(own && i + 1 < end))
            head = i;
        else if (u == SAYSO_UPOS_VERB && i + 1 < end &&
                 (head == SAYSO_NONE || g->xpos[i - 1] == SAYSO_XPOS_HYPH))
            continue; /* "retired general X", "Dolvan-listed X" */
        else if (u == SAYSO_UPOS_ADP || u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_SCONJ)
            break;
        else if (u == SAYSO_UPOS_PUNCT && head != SAYSO_NONE &&
                 (i + 1 == end || g->xpos[i] == SAYSO_XPOS_COMMA || g->xpos[i] == SAYSO_XPOS_LRB)) {
            if (head + 1 < i && g->xpos[head + 1] == SAYSO_XPOS_POS)
                head = i - 1; /* "X's chief executive," taken for two adjectives */
            break;
        }
    }
    for (uint32_t i = beg; i < end && head == SAYSO_NONE; i++)
        if ((g->head[i] < beg || g->head[i] >= end) && g->upos[i] != SAYSO_UPOS_PUNCT)
            head = i;
    return head == SAYSO_NONE ? beg : head;
}

bool sayso__phrase_pronoun(const sayso_tags *g, uint32_t i)
{
    return g->upos[i] == SAYSO_UPOS_PRON || g->xpos[i] == SAYSO_XPOS_PRPS;
}

/* ---- unnamed actors -------------------------------------------------------------------------- */

/* Words before the noun that pick or count and are no part of the name. */
static bool is_picker(const sayso_resolver *r, uint32_t i)
{
    static const char *const words[] = {"a",     "an",      "the",     "this", "that",   "these",
                                        "those", "many",    "several", "some", "few",    "most",
                                        "all",   "both",    "any",     "its",  "his",    "her",
                                        "their", "certain", "various", "one",  "another"};
    return SAYSO_PHRASE_ONE_OF(r, i, words);
}

sayso_str sayso__phrase_name(const sayso_resolver *r, uint32_t beg, uint32_t end)
{
    static const char *const unit[] = {"hours", "days", "weeks", "months", "years", "minutes"};
    static const char *const when[] = {"before", "after"};
    const sayso_tags *g = r->mentions->tags;
    uint32_t to = beg;
    if (beg + 2 < end && SAYSO_PHRASE_ONE_OF(r, beg, unit) && SAYSO_PHRASE_ONE_OF(r, beg + 1, when))
        beg += 2; /* "hours before a group said" */
    while (beg + 1 < end && (is_picker(r, beg) || g->upos[beg] == SAYSO_UPOS_PUNCT ||
                             g->upos[beg] == SAYSO_UPOS_ADP)) {
        if (sayso__phrase_is(r, beg, "those") && g->upos[beg + 1] == SAYSO_UPOS_VERB)
            break; /* "those polled" */
        beg++;
    }
    for (to = beg + 1; to < end; to++) {
        bool hyphen =
            sayso__phrase_is(r, to, "-") && !(g->tokens->tok[to].flags & SAYSO_TOKEN_SPACE_BEFORE);
        if ((g->upos[to] == SAYSO_UPOS_PUNCT && !hyphen) || g->xpos[to] == SAYSO_XPOS_WP ||
            g->xpos[to] == SAYSO_XPOS_WDT || g->xpos[to] == SAYSO_XPOS_WPS)
            break;
    }
    while (to > beg + 1 && (g->xpos[to - 1] == SAYSO_XPOS_POS || g->upos[to - 1] == SAYSO_UPOS_ADV))
        to--;
    return sayso__str_span(g->tokens->doc->text, sayso__token_span(g->tokens, beg, to));
}

static bool is_bare_pronoun(sayso_str s)
{
    static const char *const words[] = {"whom", "them", "us",   "you", "which", "those", "it",
                                        "who",  "that", "this", "him", "her",   "me",    "others"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sayso__str_ieq(s, sayso__str_z(words[i])))
            return true;
    return false;
}

sayso_status sayso__resolve_unnamed(sayso_resolver *r, sayso_str name, bool plural, uint32_t *actor,
                                    sayso_error *err)
{
    if (sayso__lexicon_find(&sayso__lex_source_forms, name.p, name.n) || is_bare_pronoun(name))
        return SAYSO_OK; /* "many of whom": nobody in particular */
    sayso_table_entry *e = sayso__table_put(&r->made, name);
    if (!e)
        return sayso__fail_memory(err);
    if (e->value == SAYSO_NONE) {
        sayso_actor new = {.name = name,
                           .class_ = SAYSO_CLASS_UNNAMED,
                           .kind = plural ? SAYSO_MENTION_GROUP : SAYSO_MENTION_ROLE,
                           .plural = plural,
                           .speaks_for = SAYSO_NONE,
                           .first = SAYSO_NONE};
        e->value = r->actor.n;
        if (!SAYSO_PUSH(r->a, &r->actor, new))
            return sayso__fail_memory(err);
    }
    *actor = e->value;
    return SAYSO_OK;
}
