/* timex_event.c -- which day is the event's?  Layer: mention.
 *
 * A report names many days: of the event, of what was said, of what came before. The day that
 * stands with the event's name ("Thursday's derailment", "the blast on 14 May") is best; then a day
 * whose verb is the event's or tells what it did; a day that hangs on a verb of telling is none. */
#include "mention/timex_event.h"

#include "base/str.h"
#include "lexica.h"
#include "mention/timex_tense.h"

#define KEY_MOST   40u
#define WORDS_MOST 1024u /* words of a sentence looked at: one token may be cut into very many */
#define NAME_AWAY  12u   /* words between an event's name and its date */

static const sayso_lexicon_entry *find(const sayso_lexicon *lex, sayso_str w)
{
    char key[KEY_MOST];
    if (w.n >= KEY_MOST)
        return NULL;
    for (uint32_t n = 0; n < w.n; n++)
        key[n] = sayso__ascii_lower(w.p[n]);
    return sayso__lexicon_find(lex, key, w.n);
}

static sayso_str text(const sayso_tokens *t, const sayso_time_words *w, uint32_t i)
{
    return sayso__str_span(t->doc->text, w->v[i].at);
}

/* 0 no word for an event, 1 a weak one, 2 a noun, 3 a verb */
static int event_word(sayso_str s)
{
    const sayso_lexicon_entry *e = find(&sayso__lex_event_nouns, s);
    return !e ? 0 : e->value[1] & 1u ? 3 : e->value[1] & 2u ? 1 : 2;
}

uint32_t sayso__timex_event_behind(const sayso_tokens *t, const sayso_time_words *w, uint32_t i)
{
    static const char *const det[] = {"the", "a",   "an",    "this", "that",
                                      "its", "his", "their", NULL};
    bool ok = false;
    for (uint32_t k = 0; i < w->n && det[k]; k++)
        ok |= sayso__str_ieq(text(t, w, i), sayso__str_z(det[k]));
    if (!ok)
        return 0;
    for (uint32_t k = i + 1; k < i + 4 && k < w->n && w->v[k].class_ == SAYSO_TW_OTHER; k++)
        if (event_word(text(t, w, k)) == 2)
            return k + 1;
    return 0;
}

/* Name of the event right behind the date or shortly before it, without a verb between. */
static bool stands_with_name(const sayso_tags *g, const sayso_time_words *w, uint32_t i, uint32_t j)
{
    const sayso_tokens *t = g->tokens;
    uint32_t k = j;
    if (k < w->n && w->v[k].class_ == SAYSO_TW_POSS)
        k++;
    for (uint32_t n = 0; n < 3 && k < w->n && w->v[k].class_ == SAYSO_TW_OTHER; n++, k++) {
        uint8_t u = g->upos[w->v[k].tok];
        if (event_word(text(t, w, k)) == 2 && u != SAYSO_UPOS_VERB)
            return true;
        if (u != SAYSO_UPOS_ADJ && u != SAYSO_UPOS_NOUN && u != SAYSO_UPOS_PROPN)
            break;
    }
    for (uint32_t n = 0; n < NAME_AWAY && i > 0; n++) {
        uint8_t u = g->upos[w->v[--i].tok];
        bool noun = u != SAYSO_UPOS_VERB ||
                    (i && (w->v[i - 1].class_ == SAYSO_TW_THE || w->v[i - 1].class_ == SAYSO_TW_A));
        if (event_word(text(t, w, i)) == 2 && noun)
            return true;
        if (u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_AUX || u == SAYSO_UPOS_PUNCT ||
            u == SAYSO_UPOS_SCONJ || u == SAYSO_UPOS_PRON)
            return false;
    }
    return false;
}

/* Is the verb the event's, or is its subject the event, or does it say what the event did? */
static bool is_deed(const sayso_tags *g, uint32_t verb)
{
    const sayso_tokens *t = g->tokens;
    static const char *const deeds[] = {"destroyed", "damaged", "struck",  "hit",    "tore",
                                        "ripped",    "swept",   "planted", "hurled", "fired",
                                        "opened",    "burst",   "placed",  NULL};
    sayso_str form = sayso__token_str(t, verb);
    for (uint32_t k = 0; deeds[k]; k++)
        if (sayso__str_ieq(form, sayso__str_z(deeds[k])))
            return true;
    if (event_word(form) == 3 || event_word(form) == 2)
        return true;
    const sayso_lexicon_entry *e = find(&sayso__lex_measures, form);
    if (e && (e->value[0] == SAYSO_MEASURE_KILLED || e->value[0] == SAYSO_MEASURE_INJURED))
        return true;
    for (uint32_t i = t->sent[t->tok_sent[verb]]; i < verb; i++)
        if (g->head[i] == verb && g->deprel[i] == SAYSO_DEPREL_NSUBJ &&
            event_word(sayso__token_str(t, i)) == 2)
            return true;
    return false;
}

static bool sentence_has_event(const sayso_tokens *t, const sayso_time_words *w)
{
    for (uint32_t i = 0; i < w->n && i < WORDS_MOST; i++) {
        sayso_str s = text(t, w, i);
        if (w->v[i].class_ != SAYSO_TW_OTHER)
            continue;
        const sayso_lexicon_entry *e = find(&sayso__lex_measures, s);
        if (event_word(s) >= 2 ||
            (e && (e->value[0] == SAYSO_MEASURE_KILLED || e->value[0] == SAYSO_MEASURE_INJURED)))
            return true;
    }
    return false;
}

uint8_t sayso__timex_event_weight(const sayso_tags *g, const sayso_time_words *w, uint32_t i,
                                  uint32_t j)
{
    uint32_t k = j < w->n && w->v[j].class_ == SAYSO_TW_COMMA ? j + 1 : j;
    if (k < w->n && (w->v[k].class_ == SAYSO_TW_AFTER || w->v[k].class_ == SAYSO_TW_BEFORE) &&
        sayso__timex_event_behind(g->tokens, w, k + 1))
        return SAYSO_EVENT_NOT; /* a day after it */
    if (stands_with_name(g, w, i, j))
        return SAYSO_EVENT_NAMED;
    uint32_t tok = w->v[i].tok, near = tok, from = g->tokens->sent[g->tokens->tok_sent[tok]];
    while (near > from && g->upos[near] != SAYSO_UPOS_VERB)
        near--;
    if (near != tok && g->upos[near] == SAYSO_UPOS_VERB && tok - near <= NAME_AWAY &&
        is_deed(g, near))
        return SAYSO_EVENT_DONE;
    uint32_t verb = sayso__timex_verb(g, tok);
    if (verb != SAYSO_NONE && is_deed(g, verb))
        return SAYSO_EVENT_DONE;
    if (verb != SAYSO_NONE && find(&sayso__lex_telling_verbs, g->lemma[verb]))
        return SAYSO_EVENT_NOT;
    return sentence_has_event(g->tokens, w) ? SAYSO_EVENT_NEAR : SAYSO_EVENT_NOT;
}
