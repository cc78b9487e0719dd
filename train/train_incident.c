/* train_incident.c -- the incident models: sections "incident.*".
 *
 * From the MUC-3/4 reports and their answer keys, each report twice: as it is, in upper case, and
 * as it would be written in mixed case. What is judged in the light of earlier judgements learns
 * from those that models gave which had not seen the report (stacking: Wolpert 1992), five parts. A
 * group of equal phrases is an example; it plays the roles whose fills its words match. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attr/attr_model.h"
#include "base/array.h"
#include "claim/incident_part.h"
#include "learn.h"
#include "logit.h"
#include "muc_key.h"
#include "tag/tag_model.h"
#include "text/doc.h"
#include "token/token_model.h"
#include "train_read.h"
#include "trainers.h"
#include "truecase.h"

enum { FOLDS = 4 };

/* F1 below which a label is taken only where it is likelier than not. */
#define USEFUL 0.3

static const logit_plan sentence_plan =
    {"incident.sentence", 14, SAYSO_DEED_LABELS, 8, false, 0.5, 3};
static const logit_plan report_plan = {"incident.report", 14, SAYSO_DEED_LABELS, 12, false, 0.5, 3};
static const logit_plan role_plan = {"incident.role", 17, SAYSO_ROLE_N, 8, false, 0.4, 3};
static const logit_plan body_plan = {"incident.body", 11, 1, 6, false, 0.2, 3};
static const logit_plan deed_plan = {"incident.deed", 14, SAYSO_DEED_N, 8, false, 0.4, 3};
static const logit_plan same_plan = {"incident.same", 13, 1, 6, false, 0.4, 3};
static const logit_plan confidence_plan =
    {"incident.confidence", 12, SAYSO_CONF_N - 1, 10, true, 0.4, 3};
static const logit_plan harm_plan = {"incident.harm", 14, SAYSO_HARM_N, 10, true, 0.4, 3};

/* What a group's words match in the key. */
typedef struct {
    uint32_t roles, maybe;     /* bits of SAYSO_ROLE_x; maybe: optional fills alone */
    uint32_t deeds, templates; /* bits */
    uint8_t harm, confidence;
} label;

typedef struct {
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions mentions;
    sayso_attrs attrs;
    sayso_claims claims;
    sayso_claim_part part;
    sayso_incident_view view;
    muc_template *key;
    uint32_t n_key, fold;
    label *group;    /* [view.n_group] */
    uint32_t *tells; /* [n_sent] bits of deeds, of those with a fill in the sentence */
    uint32_t deeds;
    bool relevant, unsure; /* unsure: optional templates alone */
    bool names_only;       /* the key gives nobody but by name */
} document;

typedef struct {
    sayso_arena arena, scratch;
    sayso_token_model token;
    sayso_tag_model tag;
    sayso_attr_model attr;
    truecaser casing;
    SAYSO_ARRAY(document) doc;
} corpus;

typedef struct {
    SAYSO_ARRAY(logit_example) v;
} examples;

static void must(sayso_status s, const sayso_error *err)
{
    if (s != SAYSO_OK)
        die("%s", err->message);
}

/* ---- reading --------------------------------------------------------------------------------- */

static void label_group(document *d, uint32_t g)
{
    sayso_incident_view *v = &d->view;
    label *x = &d->group[g];
    for (uint32_t i = v->group[g].first; i != SAYSO_NONE; i = v->noun[i].next) {
        sayso_span at = sayso__token_span(&d->tokens, v->noun[i].beg, v->noun[i].end);
        muc_words w = muc_words_of(d->doc.text + at.beg, at.end - at.beg);
        uint32_t sent = d->tokens.tok_sent[v->noun[i].beg];
        for (uint32_t t = 0; t < d->n_key; t++)
            for (uint32_t f = 0; f < d->key[t].n_fill; f++) {
                const muc_fill *y = &d->key[t].fill[f];
                if (!muc_fill_is(y, &w))
                    continue;
                bool maybe = y->optional || d->key[t].optional;
                *(maybe ? &x->maybe : &x->roles) |= 1u << y->role;
                x->deeds |= d->key[t].deeds;
                x->templates |= t < 32 ? 1u << t : 0;
                d->tells[sent] |= d->key[t].deeds | 1u << SAYSO_DEED_ANY;
                if (y->role == SAYSO_ROLE_VICTIM)
                    x->harm = y->harm;
                if (y->confidence)
                    x->confidence = y->confidence;
            }
    }
}

static void label_document(document *d, sayso_arena *a)
{
    d->group = SAYSO_NEW_N(a, label, d->view.n_group);
    d->tells = SAYSO_NEW_N(a, uint32_t, d->tokens.n_sent);
    if (!d->group || !d->tells)
        die("out of memory");
    for (uint32_t t = 0; t < d->n_key; t++) {
        d->relevant |= !d->key[t].optional;
        d->deeds |= d->key[t].deeds;
    }
    d->unsure = d->n_key && !d->relevant;
    for (uint32_t g = 0; g < d->view.n_group; g++)
        label_group(d, g);
}

/* The last document of c, which has its key: all stages over the text. */
static void read_document(corpus *c, char *text)
{
    sayso_error err = {0};
    sayso_arena *a = &c->arena, *s = &c->scratch;
    document *d = &c->doc.v[c->doc.n - 1];
    sayso_unit unit = {.bytes = text, .n = (uint32_t)strlen(text), .media = SAYSO_MEDIA_TEXT};
    must(sayso__doc_make(&unit, &(sayso_read_options){0}, a, &d->doc, &err), &err);
    must(sayso__token_split(&d->doc, &c->token, a, &d->tokens, &err), &err);
    must(sayso__tag_run(&d->tokens, &c->tag, a, s, &d->tags, &err), &err);
    sayso__arena_reset(s);
    must(sayso__mention_run(&d->tags, NULL, a, s, &d->mentions, &err), &err);
    sayso__arena_reset(s);
    must(sayso__attr_run(&d->mentions, &c->attr, a, s, &d->attrs, &err), &err);
    sayso__arena_reset(s);
    must(sayso__claim_begin(&d->attrs, a, a, &d->claims, &d->part, &err), &err);
    must(sayso__incident_view_make(&d->part, a, &d->view, &err), &err);
    label_document(d, a);
}

static void read_muc(corpus *c, json_object *json, bool mixed, uint32_t fold)
{
    const char *text = json_object_get_string(json_object_object_get(json, "text"));
    document d = {.fold = fold};
    size_t n = strlen(text);
    char *copy = sayso__arena_copy(&c->arena, text, n);
    d.key = muc_read(json, &c->arena, &d.n_key);
    if (!copy || !SAYSO_PUSH(&c->arena, &c->doc, d))
        die("out of memory");
    if (mixed)
        truecase(&c->casing, copy, (uint32_t)n);
    read_document(c, copy);
}

static void read_gvdb(corpus *c, json_object *json, uint32_t fold)
{
    document d = {.fold = fold, .n_key = 1, .names_only = true};
    char *text;
    d.key = gvdb_read(json, &c->arena, &text);
    if (!SAYSO_PUSH(&c->arena, &c->doc, d))
        die("out of memory");
    read_document(c, text);
}

/* Pointers between the parts of a document, once the array of documents stands. */
static void tie(document *d)
{
    d->tokens.doc = &d->doc;
    d->tags.tokens = &d->tokens;
    d->mentions.tags = &d->tags;
    d->attrs.mentions = &d->mentions;
    d->claims.attrs = &d->attrs;
    d->part.attrs = &d->attrs;
    d->part.mentions = &d->mentions;
    d->part.tags = &d->tags;
    d->part.tokens = &d->tokens;
    d->part.doc = &d->doc;
    d->part.out = &d->claims;
    d->view.p = &d->part;
}

static void read_corpus(const train_options *o, const char *name, bool muc, corpus *c)
{
    uint32_t n;
    char **line = read_lines(o->data, name, &c->arena, &n);
    for (uint32_t i = 0; i < n; i++) {
        json_object *json = json_tokener_parse(line[i]);
        if (!json)
            die("a line of %s is no JSON", name);
        if (muc) {
            read_muc(c, json, false, i % FOLDS);
            read_muc(c, json, true, i % FOLDS);
        } else {
            read_gvdb(c, json, i % FOLDS);
        }
        json_object_put(json);
    }
    printf("%s: %u documents\n", name, n);
}

static void open_models(const train_options *o, corpus *c)
{
    sayso_error err = {0};
    sayso_model *model = xcalloc(1, sizeof *model);
    model_of_dir(o->out, model);
    must(sayso__token_model_open(model, &c->token, &err), &err);
    must(sayso__tag_model_open(model, &c->tag, &err), &err);
    must(sayso__attr_model_open(model, &c->attr, &err), &err);
    sayso__arena_init(&c->arena, 0);
    sayso__arena_init(&c->scratch, 0);
    truecase_learn(o->data, &c->casing);
}

/* ---- examples -------------------------------------------------------------------------------- */

static void add(corpus *c, examples *e, const uint32_t *feat, uint32_t n, uint32_t yes,
                uint32_t fold)
{
    uint32_t *copy = SAYSO_NEW_N(&c->arena, uint32_t, n);
    if (!copy)
        die("out of memory");
    memcpy(copy, feat, n * sizeof *feat);
    if (!SAYSO_PUSH(&c->arena, &e->v, (logit_example){copy, n, yes, fold}))
        die("out of memory");
}

static float *cross(const logit_plan *plan, const examples *e)
{
    float *score = xcalloc((size_t)e->v.n * plan->n_label, sizeof *score);
    logit_cross(plan, e->v.v, e->v.n, FOLDS, score);
    return score;
}

/* Precision, recall and F1 of label k at each bar; the best bar, 0 where none is of use. */
static float best_bar(const char *name, const float *score, const examples *e, uint32_t k,
                      uint32_t L, const uint8_t *skip)
{
    float best = 0;
    double top = -1, top_p = 0, top_r = 0;
    for (float bar = -4; bar < 2; bar += 0.1f) {
        uint32_t hit = 0, got = 0, gold = 0;
        for (uint32_t i = 0; i < e->v.n; i++) {
            bool yes = e->v.v[i].yes >> k & 1, is = score[(size_t)i * L + k] > bar;
            if (skip && skip[i] >> k & 1)
                continue;
            hit += yes && is;
            got += is;
            gold += yes;
        }
        double p = got ? (double)hit / got : 0, r = gold ? (double)hit / gold : 0;
        double f = p + r > 0 ? 2 * p * r / (p + r) : 0;
        if (f > top) {
            top = f;
            top_p = p;
            top_r = r;
            best = bar;
        }
    }
    printf("%s %u: precision %.1f, recall %.1f, F1 %.1f from %.1f on\n", name, k, 100 * top_p,
           100 * top_r, 100 * top, (double)best);
    return top < USEFUL ? 0 : best;
}

/* A set that gives nobody but by name tells nothing of other phrases. */
static bool is_example(const document *d, uint32_t group)
{
    return !d->names_only || d->group[group].roles || d->group[group].maybe ||
           d->view.noun[d->view.group[group].first].name;
}

static void learn_sentences(const train_options *o, corpus *c)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    examples e = {0};
    for (uint32_t i = 0; i < c->doc.n; i++) {
        document *d = &c->doc.v[i];
        for (uint32_t s = 0; s < d->tokens.n_sent; s++) {
            uint32_t n = sayso__incident_sentence_features(&d->view, s, feat);
            add(c, &e, feat, n, d->tells[s], d->fold);
        }
    }
    float *score = cross(&sentence_plan, &e), *at = score;
    for (uint32_t i = 0; i < c->doc.n; i++) {
        size_t n = (size_t)c->doc.v[i].tokens.n_sent * SAYSO_DEED_LABELS;
        memcpy(c->doc.v[i].view.sent, at, n * sizeof *at);
        at += n;
    }
    for (uint32_t k = 0; k < SAYSO_DEED_LABELS; k++)
        best_bar("sentence", score, &e, k, SAYSO_DEED_LABELS, NULL);
    free(score);
    logit_write(&sentence_plan, e.v.v, e.v.n, o->out);
}

static void learn_reports(const train_options *o, corpus *c, float *bar)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    examples e = {0};
    uint8_t *skip = xcalloc(c->doc.n, 1);
    for (uint32_t i = 0; i < c->doc.n; i++) {
        document *d = &c->doc.v[i];
        uint32_t n = sayso__incident_report_features(&d->view, feat);
        uint32_t yes = d->deeds | (uint32_t)(d->n_key > 0) << SAYSO_DEED_ANY;
        skip[i] = d->unsure ? 0xff : 0;
        add(c, &e, feat, n, yes, d->fold);
    }
    float *score = cross(&report_plan, &e);
    for (uint32_t i = 0; i < c->doc.n; i++)
        memcpy(c->doc.v[i].view.report, score + (size_t)i * SAYSO_DEED_LABELS,
               sizeof c->doc.v[i].view.report);
    for (uint32_t k = 0; k < SAYSO_DEED_N; k++)
        bar[SAYSO_BAR_DEED + k] = best_bar("deed", score, &e, k, SAYSO_DEED_LABELS, skip);
    bar[SAYSO_BAR_REPORT] = best_bar("report", score, &e, SAYSO_DEED_ANY, SAYSO_DEED_LABELS, skip);
    free(score);
    free(skip);
    logit_write(&report_plan, e.v.v, e.v.n, o->out);
}

/* How much more likely another confidence must be than "reported as fact", the commonest, to be
 * taken; by the scores of models that had not seen the report. */
static float best_lead(const logit_plan *plan, const examples *e)
{
    float *score = cross(plan, e), best = 0;
    uint32_t top = 0, plain = 0;
    for (float lead = 0; lead < 3; lead += 0.1f) {
        uint32_t hit = 0;
        for (size_t i = 0; i < e->v.n; i++) {
            const float *y = score + i * plan->n_label;
            uint32_t k = 0;
            for (uint32_t j = 1; j < plan->n_label; j++)
                if (y[j] > y[k] + (k == 0 ? lead : 0))
                    k = j;
            hit += k == e->v.v[i].yes;
        }
        if (lead == 0)
            plain = hit;
        if (hit > top) {
            top = hit;
            best = lead;
        }
    }
    printf("%s: %u of %u, %u with a lead of %.1f\n", plan->name, plain, e->v.n, top, (double)best);
    free(score);
    return best;
}

/* A second look at organisations, by the first scores of models that had not seen the report. */
static void learn_bodies(const train_options *o, corpus *c, float *bar)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    examples e = {0};
    SAYSO_ARRAY(uint8_t) skip = {0};
    for (uint32_t i = 0; i < c->doc.n; i++) {
        const document *d = &c->doc.v[i];
        sayso_rivals rivals;
        sayso__incident_rivals(&d->view, &rivals);
        for (uint32_t g = 0; g < d->view.n_group && !d->names_only; g++) {
            const label *x = &d->group[g];
            if (d->view.role[g][SAYSO_ROLE_PERP_BODY] < SAYSO_RIVAL_BAR)
                continue;
            uint32_t n = sayso__incident_body_features(&d->view, &rivals, g, feat);
            uint32_t yes = (x->roles | x->maybe) >> SAYSO_ROLE_PERP_BODY & 1;
            add(c, &e, feat, n, yes, d->fold);
            if (!SAYSO_PUSH(&c->arena, &skip,
                            (uint8_t)((x->maybe & ~x->roles) >> SAYSO_ROLE_PERP_BODY & 1)))
                die("out of memory");
        }
    }
    float *score = cross(&body_plan, &e);
    bar[SAYSO_ROLE_PERP_BODY] = best_bar("body", score, &e, 0, 1, skip.v);
    free(score);
    logit_write(&body_plan, e.v.v, e.v.n, o->out);
}

/* How surely the organisations of the keys did it. */
static void learn_confidence(const train_options *o, corpus *c, float *bar)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    examples e = {0};
    for (uint32_t i = 0; i < c->doc.n; i++) {
        const document *d = &c->doc.v[i];
        for (uint32_t g = 0; g < d->view.n_group; g++) {
            const label *x = &d->group[g];
            if (!x->confidence || !((x->roles | x->maybe) >> SAYSO_ROLE_PERP_BODY & 1))
                continue;
            uint32_t n = sayso__incident_confidence_features(&d->view, g, feat);
            add(c, &e, feat, n, x->confidence - 1u, d->fold);
        }
    }
    bar[SAYSO_BAR_LEAD] = best_lead(&confidence_plan, &e);
    logit_write(&confidence_plan, e.v.v, e.v.n, o->out);
}

/* Role scores of each document into its view, in the order of the examples: of the groups that are
 * none, which only documents without organisations have, they stay 0. */
static void roles_keep(corpus *c, const float *score)
{
    for (uint32_t i = 0; i < c->doc.n; i++) {
        document *d = &c->doc.v[i];
        for (uint32_t g = 0; g < d->view.n_group; g++)
            if (is_example(d, g)) {
                memcpy(d->view.role[g], score, sizeof d->view.role[g]);
                score += SAYSO_ROLE_N;
            }
    }
}

static void learn_roles(const train_options *o, corpus *c, float *bar)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    examples e = {0}, deed = {0}, harm = {0};
    SAYSO_ARRAY(uint8_t) skip = {0};
    for (uint32_t i = 0; i < c->doc.n; i++) {
        document *d = &c->doc.v[i];
        for (uint32_t g = 0; g < d->view.n_group; g++) {
            label *x = &d->group[g];
            uint32_t any = x->roles | x->maybe;
            if (!is_example(d, g))
                continue;
            uint32_t n = sayso__incident_group_features(&d->view, g, feat);
            add(c, &e, feat, n, any, d->fold);
            if (!SAYSO_PUSH(&c->arena, &skip, (uint8_t)(x->maybe & ~x->roles)))
                die("out of memory");
            if (any)
                add(c, &deed, feat, n, x->deeds, d->fold);
            if (!d->names_only && any >> SAYSO_ROLE_VICTIM & 1)
                add(c, &harm, feat, n, x->harm, d->fold);
        }
    }
    float *score = cross(&role_plan, &e);
    roles_keep(c, score);
    for (uint32_t k = 0; k < SAYSO_ROLE_N; k++)
        bar[k] = best_bar("role", score, &e, k, SAYSO_ROLE_N, skip.v);
    free(score);
    logit_write(&role_plan, e.v.v, e.v.n, o->out);
    logit_write(&deed_plan, deed.v.v, deed.v.n, o->out);
    logit_write(&harm_plan, harm.v.v, harm.v.n, o->out);
}

/* Do two groups stand in one template? Those of different deeds cannot tell. */
static void pair_add(corpus *c, document *d, const sayso_incident_member *x,
                     const sayso_incident_member *y, uint32_t many, examples *e)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    const label *a = &d->group[x->group], *b = &d->group[y->group];
    if (!(a->deeds & b->deeds) || !a->templates || !b->templates)
        return;
    uint32_t n = sayso__incident_pair_features(&d->view, x, y, many, feat);
    add(c, e, feat, n, (a->templates & b->templates) != 0, d->fold);
}

/* Which victims, targets and others belong to one incident: by what the keys put together. */
static void learn_pairs(const train_options *o, corpus *c)
{
    examples e = {0};
    for (uint32_t i = 0; i < c->doc.n; i++) {
        document *d = &c->doc.v[i];
        sayso_incident_member member[SAYSO_PAIR_MOST];
        uint32_t n = 0, many = 0;
        for (uint32_t g = 0; g < d->view.n_group && n < SAYSO_PAIR_MOST; g++) {
            uint32_t bits = d->group[g].roles | d->group[g].maybe, role = SAYSO_ROLE_N - 1;
            if (!bits)
                continue;
            while (!(bits >> role & 1))
                role--;
            many += role == SAYSO_ROLE_VICTIM || role == SAYSO_ROLE_TARGET;
            sayso__incident_member(&d->view, g, role, &member[n++]);
        }
        for (uint32_t y = 1; y < n; y++)
            for (uint32_t x = 0; x < y; x++)
                pair_add(c, d, &member[x], &member[y], many, &e);
    }
    float *score = cross(&same_plan, &e);
    best_bar("pair", score, &e, 0, 1, NULL);
    free(score);
    logit_write(&same_plan, e.v.v, e.v.n, o->out);
}

/* How many fills of the keys have a group that matches. */
static void reach(const corpus *c)
{
    uint32_t found[SAYSO_ROLE_N] = {0}, all[SAYSO_ROLE_N] = {0};
    for (uint32_t i = 0; i < c->doc.n; i++) {
        const document *d = &c->doc.v[i];
        for (uint32_t t = 0; t < d->n_key; t++)
            for (uint32_t f = 0; f < d->key[t].n_fill; f++) {
                const muc_fill *y = &d->key[t].fill[f];
                bool hit = false;
                for (uint32_t k = 0; k < d->view.n_noun && !hit; k++) {
                    sayso_span at =
                        sayso__token_span(&d->tokens, d->view.noun[k].beg, d->view.noun[k].end);
                    muc_words w = muc_words_of(d->doc.text + at.beg, at.end - at.beg);
                    hit = muc_fill_is(y, &w);
                }
                all[y->role]++;
                found[y->role] += hit;
            }
    }
    for (uint32_t k = 0; k < SAYSO_ROLE_N; k++)
        printf("role %u: %u of %u fills are phrases\n", k, found[k], all[k]);
}

void train_incident(const train_options *o)
{
    static const char *const set[] = {"incidents-muc", "incident-gvdb"};
    static const char *const muc[] = {"incidents-muc-dev.jsonl.gz", "incidents-muc-tst1.jsonl.gz",
                                      "incidents-muc-tst2.jsonl.gz"};
    corpus c = {0};
    float bar[SAYSO_BAR_N] = {0};
    if (!train_uses_any(o, "incident", set, 2))
        return;
    open_models(o, &c);
    for (uint32_t i = 0; train_uses(o, "incidents-muc") && i < sizeof muc / sizeof *muc; i++)
        read_corpus(o, muc[i], true, &c);
    if (train_uses(o, "incident-gvdb"))
        read_corpus(o, "incident-gvdb-dev.jsonl.gz", false, &c);
    for (uint32_t i = 0; i < c.doc.n; i++)
        tie(&c.doc.v[i]);
    reach(&c);
    learn_sentences(o, &c);
    learn_reports(o, &c, bar);
    learn_roles(o, &c, bar);
    learn_bodies(o, &c, bar);
    learn_pairs(o, &c);
    learn_confidence(o, &c, bar);
    section_write(o->out, "incident.bars", bar, sizeof bar);
    sayso__arena_free(&c.arena);
}
