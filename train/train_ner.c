/* train_ner.c -- names: sections "ner" and "ner.again".
 *
 * Structured perceptron (Collins 2002) with a cost for each wrong label while learning. The gold
 * text is joined by spaces, as it would be read, and split again by the program's own tokenizer;
 * labels are laid over its tokens. Sentences stand in made-up documents of a dozen, so that the
 * second pass learns from other occurrences. What the first pass says of training text comes from
 * models that have not seen it (FOLDS parts). */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "gold.h"
#include "learn.h"
#include "lexica.h"
#include "tag/ner.h"
#include "tag/pos.h"
#include "token/token_model.h"
#include "trainers.h"

#define EPOCHS     8
#define BITS       17 /* rows of the first pass, of the second */
#define BITS_AGAIN 16
#define RUNS       3
#define DROP       0.2
#define RARE       6 /* features seen less often are left out */
#define FOLDS      4
#define DOCUMENT   12 /* sentences */
#define COST       10.0f

/* One document with all that features need. */
typedef struct {
    sayso_tokens tokens;
    sayso_tags tags;
    uint16_t *list;
    uint8_t *gold, *first, *others;
    uint32_t *feat, *from; /* features of word i: feat[from[i] .. from[i + 1]) */
} document;

typedef SAYSO_ARRAY(document) documents;

typedef struct {
    sayso_arena arena;
    sayso_tag_model m;
    sayso_token_model token;
    documents doc;
    uint64_t random;
} corpus;

static void *need(void *p)
{
    if (!p)
        die("out of memory");
    return p;
}

/* ---- reading ----------------------------------------------------------------------------------
 */

typedef struct {
    uint32_t beg, end;
    uint8_t kind;
} gold_name;

typedef struct {
    SAYSO_ARRAY(char) text;
    SAYSO_ARRAY(gold_name) name;
    SAYSO_ARRAY(sayso_block) block;
} raw_document;

static uint8_t kind_of(const char *tag)
{
    static const struct {
        const char *name;
        uint8_t kind;
    } kinds[] = {{"person", SAYSO_MENTION_PERSON},
                 {"organisation", SAYSO_MENTION_ORGANIZATION},
                 {"location", SAYSO_MENTION_LOCATION},
                 {"misc", SAYSO_MENTION_MISC}};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(tag + 2, kinds[i].name) == 0)
            return kinds[i].kind;
    die("no such kind of name: %s", tag);
}

static void put_text(sayso_arena *a, raw_document *d, const char *p, size_t n, gold_case letters)
{
    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        if (letters == GOLD_LOWER)
            c = sayso__ascii_lower(c);
        else if (letters == GOLD_UPPER && sayso__is_lower(c))
            c = (char)(c - 32);
        if (!SAYSO_PUSH(a, &d->text, c))
            die("out of memory");
    }
}

/* ---- other names in the same places -----------------------------------------------------------
 *
 * The names of the training texts are those of one year. In a copy of some documents names are
 * replaced by others of their kind, made of the word lists, so that lists and contexts count for
 * more than the names themselves (Dai and Adel 2020). */

static uint32_t pick(corpus *c, uint32_t n)
{
    return (uint32_t)((learn_random(&c->random) >> 20) % n);
}

/* An entry of the list that has the flag (0: any). */
static const char *entry_of(corpus *c, const sayso_lexicon *lex, uint32_t flag)
{
    for (;;) {
        const sayso_lexicon_entry *e = &lex->entry[pick(c, lex->n_entry)];
        if (!flag || e->value[0] & flag)
            return e->key;
    }
}

/* Appends a list's entry with capitals: short words without vowels, and some other short ones, are
 * taken for abbreviations. */
static void put_name(corpus *c, char *out, size_t most, const char *key)
{
    size_t n = strlen(out), from = n, len = strlen(key);
    bool caps = len <= 4 && (!strpbrk(key, "aeiou") || pick(c, 3) > 0);
    if (n)
        out[n++] = ' ';
    for (const char *p = key; *p && n + 1 < most; p++) {
        bool begins = p == key || p[-1] == ' ' || p[-1] == '-';
        bool small = strncmp(p, "of ", 3) == 0 || strncmp(p, "the ", 4) == 0 ||
                     strncmp(p, "and ", 4) == 0 || strncmp(p, "for ", 4) == 0;
        bool raise = sayso__is_lower(*p) && (caps || (begins && (!small || from == 0)));
        out[n++] = raise ? (char)(*p - 32) : *p;
    }
    out[n] = 0;
}

static void make_name(corpus *c, uint8_t kind, uint32_t n_token, char *out, size_t most)
{
    const sayso_lexicon *words = &sayso__lex_name_words;
    out[0] = 0;
    if (kind == SAYSO_MENTION_PERSON) {
        if (n_token > 1)
            put_name(c, out, most, entry_of(c, words, 1));
        put_name(c, out, most, entry_of(c, words, 2 | (pick(c, 4) ? 0 : 1)));
    } else if (kind == SAYSO_MENTION_LOCATION) {
        put_name(c, out, most, entry_of(c, &sayso__lex_countries, 1 | 4 | 8));
    } else if (kind == SAYSO_MENTION_MISC) {
        put_name(c, out, most, entry_of(c, &sayso__lex_countries, 2));
    } else if (n_token == 1 || pick(c, 2)) {
        put_name(c, out, most, entry_of(c, &sayso__lex_known_bodies, 0));
    } else {
        if (pick(c, 2))
            put_name(c, out, most, entry_of(c, words, 2));
        else
            put_name(c, out, most, entry_of(c, &sayso__lex_countries, pick(c, 2) ? 2 : 8));
        put_name(c, out, most, entry_of(c, words, 8));
    }
}

/* One line {"tokens", "tags"} becomes a block. */
static const char *item(json_object *list, size_t i)
{
    const char *s = json_object_get_string(json_object_array_get_idx(list, i));
    return s ? s : "";
}

/* How many tokens from i on are one name; 0 for none. */
static uint32_t name_length(json_object *tag, size_t i)
{
    uint32_t n = 0;
    if (item(tag, i)[0] == 'O')
        return 0;
    for (n = 1; i + n < json_object_array_length(tag) && item(tag, i + n)[0] == 'I';)
        n++;
    return n;
}

static void put_line(corpus *c, raw_document *d, const char *line, gold_case letters, bool rename)
{
    json_object *o = json_tokener_parse(line), *token, *tag;
    if (!json_object_object_get_ex(o, "tokens", &token) ||
        !json_object_object_get_ex(o, "tags", &tag))
        die("no tokens and tags: %.40s", line);
    sayso_block block = {.at = {d->text.n, 0}};
    for (size_t i = 0; i < json_object_array_length(token);) {
        uint32_t n = name_length(tag, i), kind = n ? kind_of(item(tag, i)) : 0;
        char name[256] = "";
        if (i)
            put_text(&c->arena, d, " ", 1, GOLD_AS_IS);
        uint32_t beg = d->text.n;
        if (n && rename && (kind != SAYSO_MENTION_MISC || n == 1) && pick(c, 4))
            make_name(c, (uint8_t)kind, n, name, sizeof name);
        for (uint32_t k = 0; !name[0] && k < (n ? n : 1); k++) {
            if (k)
                put_text(&c->arena, d, " ", 1, GOLD_AS_IS);
            put_text(&c->arena, d, item(token, i + k), strlen(item(token, i + k)), letters);
        }
        put_text(&c->arena, d, name, strlen(name), letters);
        if (n && !SAYSO_PUSH(&c->arena, &d->name, (gold_name){beg, d->text.n, (uint8_t)kind}))
            die("out of memory");
        i += n ? n : 1;
    }
    block.at.end = d->text.n;
    if (block.at.end > block.at.beg && !SAYSO_PUSH(&c->arena, &d->block, block))
        die("out of memory");
    put_text(&c->arena, d, "\n\n", 2, GOLD_AS_IS);
    json_object_put(o);
}

/* Labels of the tokens that lie in gold names. */
static uint8_t *lay_labels(sayso_arena *a, const sayso_tokens *t, const raw_document *d)
{
    uint8_t *label = need(SAYSO_NEW_N(a, uint8_t, t->n_tok));
    for (uint32_t k = 0, i = 0; k < d->name.n; k++) {
        gold_name g = d->name.v[k];
        while (i < t->n_tok && t->tok[i].at.end <= g.beg)
            i++;
        uint32_t beg = i;
        while (i < t->n_tok && t->tok[i].at.beg < g.end)
            i++;
        for (uint32_t j = beg; j < i; j++) {
            uint32_t place = i - beg == 1 ? SAYSO_NER_SINGLE
                             : j == beg   ? SAYSO_NER_BEGIN
                             : j + 1 == i ? SAYSO_NER_LAST
                                          : SAYSO_NER_INSIDE;
            label[j] = (uint8_t)(1 + 4 * (g.kind - SAYSO_MENTION_PERSON) + place);
        }
    }
    /* a name that the tokenizer put into two sentences is two names for the chain */
    for (uint32_t i = 0; i + 1 < t->n_tok; i++)
        if (t->tok_sent[i] != t->tok_sent[i + 1] && !sayso__ner_follows(label[i], label[i + 1]))
            label[i] = 0;
    for (uint32_t s = 0; s < t->n_sent; s++) {
        uint32_t b = t->sent[s], e = t->sent[s + 1];
        for (uint32_t i = b; i < e; i++)
            if (!sayso__ner_follows(i > b ? label[i - 1] : 0, label[i]))
                label[i] = 0;
        for (uint32_t i = e; i-- > b;)
            if (!sayso__ner_follows(label[i], i + 1 < e ? label[i + 1] : 0))
                label[i] = 0;
    }
    return label;
}

static void add_document(corpus *c, raw_document *raw)
{
    document d = {0};
    sayso_error err;
    sayso_doc *doc = need(SAYSO_NEW(&c->arena, sayso_doc));
    doc->text = raw->text.v;
    doc->n_text = raw->text.n;
    doc->language = "en";
    doc->block = raw->block.v;
    doc->n_block = raw->block.n;
    sayso_lexeme *x;
    sayso_tokens *t = need(SAYSO_NEW(&c->arena, sayso_tokens));
    if (sayso__token_split(doc, &c->token, &c->arena, t, &err) != SAYSO_OK ||
        sayso__lexeme_make(t, &c->m, &c->arena, &x, &err) != SAYSO_OK)
        die("%s", err.message);
    d.tokens = *t;
    d.tags = (sayso_tags){.tokens = t, .lexeme = x};
    if (sayso__pos_run(&c->m, &c->arena, &c->arena, &d.tags, &err) != SAYSO_OK ||
        sayso__ner_lists(t, x, &c->arena, &d.list, &err) != SAYSO_OK)
        die("%s", err.message);
    d.gold = lay_labels(&c->arena, t, raw);
    if (!SAYSO_PUSH(&c->arena, &c->doc, d))
        die("out of memory");
}

/* What is read of each document: itself, and some once more in another way. */
static const struct {
    gold_case letters;
    bool rename;
    uint32_t share; /* one of so many */
} ways[] = {{GOLD_AS_IS, false, 1},
            {GOLD_LOWER, false, 8},
            {GOLD_UPPER, false, 4},
            {GOLD_AS_IS, true, 2},
            {GOLD_UPPER, true, 8}};

/* Documents of `size` lines each; only as they are, unless noisy. */
static void read_names(corpus *c, const train_options *o, const char *name, uint32_t size,
                       bool noisy)
{
    sayso_arena lines;
    uint32_t n;
    sayso__arena_init(&lines, 0);
    char **line = read_lines(o->data, name, &lines, &n);
    for (uint32_t i = 0; i < n; i += size)
        for (size_t w = 0; w < (noisy ? sizeof ways / sizeof *ways : 1); w++) {
            if (pick(c, ways[w].share))
                continue;
            raw_document raw = {0};
            for (uint32_t j = i; j < i + size && j < n; j++)
                put_line(c, &raw, line[j], ways[w].letters, ways[w].rename);
            add_document(c, &raw);
        }
    sayso__arena_free(&lines);
}

/* ---- learning ---------------------------------------------------------------------------------
 */

typedef struct {
    learner l;
    uint64_t random;
    float *score;
    uint8_t *room, *label;
    const uint32_t **feat;   /* of all words of a sentence, */
    uint32_t *n_feat, *kept; /* those that are left when some are dropped */
    uint32_t n_word, n_wrong;
} trainer;

static void trainer_init(trainer *t, uint64_t seed, uint32_t bits)
{
    *t = (trainer){.random = seed};
    learn_init(&t->l, bits, SAYSO_NER_WEIGHTS);
    t->score = xcalloc(SAYSO_SENTENCE_MOST * SAYSO_NER_WEIGHTS, sizeof(float));
    t->room = xcalloc(SAYSO_SENTENCE_MOST, SAYSO_NER_LABELS);
    t->label = xcalloc(SAYSO_SENTENCE_MOST, 1);
    t->feat = xcalloc(SAYSO_SENTENCE_MOST, sizeof *t->feat);
    t->n_feat = xcalloc(SAYSO_SENTENCE_MOST, sizeof *t->n_feat);
    t->kept = xcalloc(SAYSO_SENTENCE_MOST * SAYSO_NER_FEATURES, sizeof *t->kept);
}

static void trainer_free(trainer *t)
{
    learn_free(&t->l);
    free(t->score);
    free(t->room);
    free(t->label);
    free(t->feat);
    free(t->n_feat);
    free(t->kept);
}

static sayso_ner_view view_of(const document *d, uint32_t s)
{
    uint32_t b = d->tokens.sent[s];
    return (sayso_ner_view){d->tags.lexeme + b,
                            d->tags.xpos + b,
                            d->list + b,
                            d->first ? d->first + b : NULL,
                            d->others ? d->others + b : NULL,
                            d->tokens.sent[s + 1] - b};
}

/* The features of all documents for the pass that they are ready for, once; those seen less than
 * RARE times are left out. */
static void make_features(corpus *c)
{
    uint32_t feat[SAYSO_NER_FEATURES];
    learner counts = {0};
    for (uint32_t k = 0; k < c->doc.n; k++) {
        document *d = &c->doc.v[k];
        const sayso_tokens *t = &d->tokens;
        SAYSO_ARRAY(uint32_t) all = {0};
        d->from = need(SAYSO_NEW_N(&c->arena, uint32_t, t->n_tok + 1));
        for (uint32_t s = 0; s < t->n_sent; s++) {
            sayso_ner_view v = view_of(d, s);
            for (uint32_t i = 0; i < v.n; i++) {
                uint32_t n = sayso__ner_features(&v, i, feat);
                learn_see(&counts, feat, n);
                for (uint32_t f = 0; f < n; f++)
                    if (!SAYSO_PUSH(&c->arena, &all, feat[f]))
                        die("out of memory");
                d->from[t->sent[s] + i + 1] = all.n;
            }
        }
        d->feat = all.v;
    }
    for (uint32_t k = 0; k < c->doc.n; k++) {
        document *d = &c->doc.v[k];
        for (uint32_t i = 0, at = 0, next = 0; i < d->tokens.n_tok; i++) {
            uint32_t beg = next, n;
            next = d->from[i + 1];
            n = learn_keep(&counts, d->feat + beg, next - beg, RARE);
            memmove(d->feat + at, d->feat + beg, n * sizeof *d->feat);
            d->from[i + 1] = at += n;
        }
    }
    learn_free(&counts);
}

static void load_features(trainer *t, const document *d, uint32_t s, double drop)
{
    uint32_t beg = d->tokens.sent[s], n = d->tokens.sent[s + 1] - beg;
    for (uint32_t i = 0; i < n; i++) {
        t->feat[i] = d->feat + d->from[beg + i];
        t->n_feat[i] = d->from[beg + i + 1] - d->from[beg + i];
        if (drop <= 0)
            continue;
        uint32_t *kept = t->kept + (size_t)i * SAYSO_NER_FEATURES;
        memcpy(kept, t->feat[i], t->n_feat[i] * sizeof *kept);
        t->n_feat[i] = learn_drop(kept, t->n_feat[i], drop, &t->random);
        t->feat[i] = kept;
    }
}

static void decode(trainer *t, uint32_t n, const uint8_t *gold)
{
    float after[SAYSO_NER_LABELS * SAYSO_NER_WEIGHTS];
    for (uint32_t a = 0; a < SAYSO_NER_LABELS; a++) {
        uint32_t id = sayso__ner_after(a);
        learn_score(&t->l, &id, 1, after + a * SAYSO_NER_WEIGHTS);
    }
    for (uint32_t i = 0; i < n; i++) {
        float *score = t->score + (size_t)i * SAYSO_NER_WEIGHTS;
        learn_score(&t->l, t->feat[i], t->n_feat[i], score);
        if (gold && gold[i])
            score[gold[i] - 1] -= COST;
        else if (gold)
            for (uint32_t b = 0; b < SAYSO_NER_WEIGHTS; b++)
                score[b] += COST;
    }
    sayso__ner_decode(t->score, after, SAYSO_NER_WEIGHTS, n, t->room, t->label);
}

static void nudge(trainer *t, uint32_t i, uint32_t last, uint32_t label, float delta)
{
    uint32_t id = sayso__ner_after(last);
    if (!label)
        return;
    learn_update(&t->l, t->feat[i], t->n_feat[i], label - 1, delta);
    learn_update(&t->l, &id, 1, label - 1, delta);
}

static void learn_sentence(trainer *t, const document *d, uint32_t s)
{
    uint32_t n = d->tokens.sent[s + 1] - d->tokens.sent[s];
    const uint8_t *gold = d->gold + d->tokens.sent[s];
    load_features(t, d, s, DROP);
    decode(t, n, gold);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t want = gold[i], got = t->label[i];
        uint32_t want_last = i ? gold[i - 1] : 0, got_last = i ? t->label[i - 1] : 0;
        t->n_word++;
        t->n_wrong += want != got;
        if (want == got && want_last == got_last)
            continue;
        nudge(t, i, want_last, want, 1);
        nudge(t, i, got_last, got, -1);
    }
    learn_tick(&t->l);
}

/* Learns from the documents but those of one fold (SAYSO_NONE: from all). */
static void learn_documents(trainer *t, const documents *doc, uint32_t without, uint32_t epochs,
                            const char *what)
{
    SAYSO_ARRAY(uint64_t) order = {0};
    sayso_arena a;
    sayso__arena_init(&a, 0);
    for (uint32_t d = 0; d < doc->n; d++)
        for (uint32_t s = 0; d % FOLDS != without && s < doc->v[d].tokens.n_sent; s++)
            if (!SAYSO_PUSH(&a, &order, (uint64_t)d << 32 | s))
                die("out of memory");
    for (uint32_t e = 0; e < epochs; e++) {
        t->n_word = t->n_wrong = 0;
        for (uint32_t i = order.n; i > 1; i--) {
            uint32_t j = (uint32_t)(learn_random(&t->random) % i);
            uint64_t x = order.v[i - 1];
            order.v[i - 1] = order.v[j];
            order.v[j] = x;
        }
        for (uint32_t i = 0; i < order.n; i++)
            learn_sentence(t, &doc->v[order.v[i] >> 32], (uint32_t)order.v[i]);
        if (e + 1 == epochs) {
            printf("ner: %s: epoch %u: %.2f %% of %u labels wrong\n", what, e + 1,
                   100.0 * t->n_wrong / t->n_word, t->n_word);
            fflush(stdout);
        }
    }
    sayso__arena_free(&a);
}

static void average(learner *l)
{
    for (size_t i = 0; i < ((size_t)l->mask + 1) * l->stride; i++) {
        l->w[i] -= (float)(l->u[i] / l->t);
        l->u[i] = 0;
    }
}

/* One pass learned RUNS times in another order each, and the mean of their weights: a mistake that
 * one order happens to make weighs less. */
static void learn_pass(corpus *c, uint32_t bits, uint32_t epochs, const char *what,
                       const char *section, const char *dir)
{
    trainer mean;
    trainer_init(&mean, 1, bits);
    for (uint32_t r = 0; r < RUNS; r++) {
        trainer t;
        trainer_init(&t, c->random + r, bits);
        learn_documents(&t, &c->doc, SAYSO_NONE, epochs, what);
        average(&t.l);
        for (size_t i = 0; i < ((size_t)t.l.mask + 1) * t.l.stride; i++)
            mean.l.w[i] += t.l.w[i] / RUNS;
        trainer_free(&t);
    }
    learn_write(&mean.l, dir, section);
    trainer_free(&mean);
}

/* What a model trained without them says of the documents of one fold. */
static void label_fold(corpus *c, uint32_t fold, uint32_t epochs)
{
    trainer t;
    trainer_init(&t, c->random + fold, BITS);
    learn_documents(&t, &c->doc, fold, epochs, "first pass, part");
    average(&t.l);
    for (uint32_t d = fold; d < c->doc.n; d += FOLDS) {
        document *x = &c->doc.v[d];
        uint8_t *label = need(SAYSO_NEW_N(&c->arena, uint8_t, x->tokens.n_tok));
        for (uint32_t s = 0; s < x->tokens.n_sent; s++) {
            uint32_t n = x->tokens.sent[s + 1] - x->tokens.sent[s];
            load_features(&t, x, s, 0);
            decode(&t, n, NULL);
            memcpy(label + x->tokens.sent[s], t.label, n);
        }
        x->others = label; /* moved to `first` when all folds are done */
    }
    trainer_free(&t);
}

static void label_folds(corpus *c, uint32_t epochs)
{
    sayso_error err;
    for (uint32_t f = 0; f < FOLDS; f++)
        label_fold(c, f, epochs);
    for (uint32_t d = 0; d < c->doc.n; d++) {
        document *x = &c->doc.v[d];
        x->first = x->others;
        if (sayso__ner_others(&x->tokens, x->tags.lexeme, x->first, &c->arena, &x->others, &err) !=
            SAYSO_OK)
            die("%s", err.message);
    }
}

/* ---- measuring --------------------------------------------------------------------------------
 */

static bool same_name(const document *d, const sayso_name *g)
{
    for (uint32_t i = g->beg; i < g->end; i++) {
        uint32_t place = g->end - g->beg == 1 ? SAYSO_NER_SINGLE
                         : i == g->beg        ? SAYSO_NER_BEGIN
                         : i + 1 == g->end    ? SAYSO_NER_LAST
                                              : SAYSO_NER_INSIDE;
        if (d->gold[i] != 1 + 4 * (g->kind - SAYSO_MENTION_PERSON) + place)
            return false;
    }
    return true;
}

static void evaluate(const train_options *o, uint32_t size)
{
    corpus c = {0};
    sayso_model model;
    sayso_error err;
    uint32_t gold = 0, got = 0, right = 0;
    sayso__arena_init(&c.arena, 0);
    model_of_dir(o->out, &model);
    if (sayso__token_model_open(&model, &c.token, &err) != SAYSO_OK ||
        sayso__tag_model_open(&model, &c.m, &err) != SAYSO_OK)
        die("%s", err.message);
    read_names(&c, o, "ner-conll2003-dev.jsonl.gz", size, false);
    for (uint32_t i = 0; i < c.doc.n; i++) {
        document *d = &c.doc.v[i];
        if (sayso__ner_run(&c.m, &c.arena, &c.arena, &d->tags, &err) != SAYSO_OK)
            die("%s", err.message);
        for (uint32_t k = 0; k < d->tags.n_name; k++)
            right += same_name(d, &d->tags.name[k]);
        got += d->tags.n_name;
        for (uint32_t k = 0; k < d->tokens.n_tok; k++)
            gold += d->gold[k] && ((d->gold[k] - 1) % 4 == SAYSO_NER_BEGIN ||
                                   (d->gold[k] - 1) % 4 == SAYSO_NER_SINGLE);
    }
    double p = 100.0 * right / (got + 1e-9), r = 100.0 * right / (gold + 1e-9);
    printf("ner: dev in documents of %u sentences: P %.2f R %.2f F1 %.2f\n", size, p, r,
           2 * p * r / (p + r + 1e-9));
    fflush(stdout);
    sayso__arena_free(&c.arena);
}

void train_ner(const train_options *o)
{
    corpus c = {.random = o->seed * 0x9e3779b97f4a7c15u + 1};
    sayso_model model;
    sayso_error err;
    uint32_t epochs = o->epochs ? o->epochs : EPOCHS;
    static const char *const set[] = {"ner-conll2003"};
    if (!train_uses_any(o, "ner", set, 1))
        return;
    sayso__arena_init(&c.arena, 0);
    model_of_dir(o->out, &model);
    if (sayso__token_model_open(&model, &c.token, &err) != SAYSO_OK ||
        sayso__tag_model_open(&model, &c.m, &err) != SAYSO_OK)
        die("%s", err.message);
    read_names(&c, o, "ner-conll2003-train.jsonl.gz", DOCUMENT, true);
    make_features(&c);
    learn_pass(&c, BITS, epochs, "first pass", "ner", o->out);
    label_folds(&c, epochs);
    make_features(&c);
    learn_pass(&c, BITS_AGAIN, epochs, "second pass", "ner.again", o->out);
    evaluate(o, 1);
    evaluate(o, DOCUMENT);
    sayso__arena_free(&c.arena);
}
