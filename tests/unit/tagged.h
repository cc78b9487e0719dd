/* tagged.h -- texts with tags written by hand, for tests of stages behind the tagger.
 *
 *     "the/DT mayor/NN ,/, [PER Nora/NNP Marsden/NNP ] ,/, said/VBD/say ./."
 *
 * word/XPOS or word/XPOS/lemma, one space between; [KIND ... ] is a name. A word behind a "~" has
 * no space before it ("Dorva/NNP ~'s/POS"). Sentences end with "./." or ".''". All arcs go to the
 * first token of the sentence: what is tested must not need trees. */
#ifndef SAYSO_TESTS_TAGGED_H
#define SAYSO_TESTS_TAGGED_H

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/vocab.h"
#include "mention/mention.h"

typedef struct {
    sayso_arena a, scratch;
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions mentions;
} tagged;

static inline uint8_t tagged_upos(sayso_str x)
{
    static const struct {
        const char *xpos;
        uint8_t upos;
    } map[] = {{"NNP", SAYSO_UPOS_PROPN}, {"NN", SAYSO_UPOS_NOUN},  {"VB", SAYSO_UPOS_VERB},
               {"MD", SAYSO_UPOS_AUX},    {"JJ", SAYSO_UPOS_ADJ},   {"RB", SAYSO_UPOS_ADV},
               {"DT", SAYSO_UPOS_DET},    {"IN", SAYSO_UPOS_ADP},   {"PRP", SAYSO_UPOS_PRON},
               {"WP", SAYSO_UPOS_PRON},   {"WDT", SAYSO_UPOS_PRON}, {"CD", SAYSO_UPOS_NUM},
               {"CC", SAYSO_UPOS_CCONJ},  {"TO", SAYSO_UPOS_PART},  {"POS", SAYSO_UPOS_PART}};
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (sayso__str_starts(x, sayso__str_z(map[i].xpos)))
            return map[i].upos;
    return SAYSO_UPOS_PUNCT;
}

static inline uint8_t tagged_kind(sayso_str s)
{
    return sayso__str_is(s, "PER")   ? SAYSO_MENTION_PERSON
           : sayso__str_is(s, "ORG") ? SAYSO_MENTION_ORGANIZATION
           : sayso__str_is(s, "LOC") ? SAYSO_MENTION_LOCATION
                                     : SAYSO_MENTION_MISC;
}

static inline void tagged_token(tagged *x, char *text, sayso_str piece)
{
    uint32_t n = x->tokens.n_tok++;
    bool tight = piece.n > 1 && piece.p[0] == '~';
    if (tight)
        piece.p++, piece.n--;
    uint32_t slash = sayso__str_find((sayso_str){piece.p + 1, piece.n - 1}, SAYSO_STR("/")) + 1;
    sayso_str rest = {piece.p + slash + 1, piece.n - slash - 1};
    uint32_t second = sayso__str_find(rest, SAYSO_STR("/"));
    sayso_str xpos = {rest.p, second == SAYSO_NONE ? rest.n : second};
    if (x->doc.n_text > 0 && !tight)
        text[x->doc.n_text++] = ' ';
    sayso_token *t = &x->tokens.tok[n];
    t->at = (sayso_span){x->doc.n_text, x->doc.n_text + slash};
    memcpy(text + x->doc.n_text, piece.p, slash);
    x->doc.n_text += slash;
    t->flags = tight ? SAYSO_TOKEN_SUFFIX : SAYSO_TOKEN_SPACE_BEFORE;
    t->flags |= isupper((unsigned char)piece.p[0]) ? SAYSO_TOKEN_CAPITAL : 0;
    if (slash > 1 && isupper((unsigned char)piece.p[0]) && isupper((unsigned char)piece.p[1]))
        t->flags |= SAYSO_TOKEN_ALL_CAPS;
    x->tags.upos[n] = tagged_upos(xpos);
    x->tags.xpos[n] = (uint8_t)sayso__word_parse(SAYSO_VOCAB_XPOS, xpos);
    t->kind = x->tags.upos[n] == SAYSO_UPOS_PUNCT ? SAYSO_TOKEN_PUNCT : SAYSO_TOKEN_WORD;
    x->tags.lemma[n] = (sayso_str){piece.p, slash};
    if (second != SAYSO_NONE)
        x->tags.lemma[n] = (sayso_str){rest.p + second + 1, rest.n - second - 1};
    x->tags.deprel[n] = SAYSO_DEPREL_DEP;
    x->tokens.tok_sent[n] = x->tokens.n_sent;
    uint32_t first = x->tokens.sent[x->tokens.n_sent];
    x->tags.head[n] = n == first ? SAYSO_NONE : first;
}

/* source must outlive x. */
static inline void tagged_make(tagged *x, const char *source)
{
    size_t most = strlen(source) + 2;
    memset(x, 0, sizeof *x);
    sayso__arena_init(&x->a, 0);
    sayso__arena_init(&x->scratch, 0);
    char *text = sayso__arena_alloc(&x->a, most);
    x->tokens.tok = SAYSO_NEW_N(&x->a, sayso_token, most);
    x->tokens.sent = SAYSO_NEW_N(&x->a, uint32_t, most);
    x->tokens.sent_block = SAYSO_NEW_N(&x->a, uint32_t, most);
    x->tokens.tok_sent = SAYSO_NEW_N(&x->a, uint32_t, most);
    x->tags.upos = SAYSO_NEW_N(&x->a, uint8_t, most);
    x->tags.xpos = SAYSO_NEW_N(&x->a, uint8_t, most);
    x->tags.lemma = SAYSO_NEW_N(&x->a, sayso_str, most);
    x->tags.head = SAYSO_NEW_N(&x->a, uint32_t, most);
    x->tags.deprel = SAYSO_NEW_N(&x->a, uint8_t, most);
    x->tags.name = SAYSO_NEW_N(&x->a, sayso_name, most);
    for (const char *p = source; *p;) {
        sayso_str piece = {p, (uint32_t)strcspn(p, " ")};
        p += piece.n;
        p += strspn(p, " ");
        sayso_name *name = &x->tags.name[x->tags.n_name];
        if (piece.p[0] == '[') {
            name->kind = tagged_kind((sayso_str){piece.p + 1, piece.n - 1});
            name->beg = x->tokens.n_tok;
        } else if (piece.p[0] == ']') {
            name->end = x->tokens.n_tok;
            x->tags.n_name++;
        } else {
            tagged_token(x, text, piece);
            if (sayso__str_is(piece, "./.") || *p == 0)
                x->tokens.sent[++x->tokens.n_sent] = x->tokens.n_tok;
        }
    }
    x->doc.text = text;
    x->tokens.doc = &x->doc;
    x->tags.tokens = &x->tokens;
    x->mentions = (sayso_mentions){.tags = &x->tags, .event_day = SAYSO_NO_DAY};
}

static inline void tagged_free(tagged *x)
{
    sayso__arena_free(&x->a);
    sayso__arena_free(&x->scratch);
}

#endif
