/* train_claim.c -- act, kind and responsibility of claims: sections "claim.act", "claim.kind",
 * "claim.stance", "claim.party".
 *
 * Learns from whole coded events of our own (train/dossiers: reports with a gold ledger). The
 * attributions are those that our own stages find, with their errors; each is paired with the gold
 * claim whose words it shares. Measured by leaving out one event after the other. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "base/array.h"
#include "base/str.h"
#include "base/vocab.h"
#include "claim/judge.h"
#include "engine/pipeline.h"
#include "learn.h"
#include "logit.h"
#include "text/doc.h"
#include "train_read.h"
#include "trainers.h"

#define FOLDERS_MOST 64u

typedef struct {
    SAYSO_ARRAY(logit_example) act, kind, stance, party;
    SAYSO_ARRAY(uint8_t) rule[3], by_rule;
    SAYSO_ARRAY(uint32_t) group; /* of each party example: the number of its claim */
    uint32_t n_claim, n_gold, fold;
    sayso_arena arena, scratch;
    sayso_models models;
} school;

static void must(sayso_status s, const sayso_error *err)
{
    if (s != SAYSO_OK)
        die("%s", err->message);
}

static sayso_str text_of(json_object *o, const char *key)
{
    json_object *x = json_object_object_get(o, key);
    const char *z = x ? json_object_get_string(x) : NULL;
    return z ? sayso__str_z(z) : (sayso_str){0};
}

/* ---- gold ------------------------------------------------------------------------------------ */

/* Marks in `set` the tokens of each place of `piece` in the text, of the first only if `once`. */
static void mark_tokens(const sayso_tokens *t, sayso_str piece, bool once, uint8_t *set)
{
    sayso_str text = {t->doc->text, t->doc->n_text};
    for (uint32_t from = 0; piece.n && from < text.n;) {
        uint32_t at = sayso__str_find((sayso_str){text.p + from, text.n - from}, piece);
        if (at == SAYSO_NONE)
            return;
        uint32_t beg = from + at, end = beg + piece.n;
        for (uint32_t i = 0; i < t->n_tok; i++)
            if (t->tok[i].at.beg < end && t->tok[i].at.end > beg &&
                t->tok[i].kind == SAYSO_TOKEN_WORD)
                set[i] = 1;
        if (once)
            return;
        from = end;
    }
}

static void mark_content(const sayso_tokens *t, json_object *claim, uint8_t *set)
{
    json_object *c = json_object_object_get(claim, "content");
    if (json_object_get_type(c) == json_type_string) {
        mark_tokens(t, sayso__str_z(json_object_get_string(c)), true, set);
        return;
    }
    for (size_t k = 0; k < json_object_array_length(c); k++)
        mark_tokens(t, sayso__str_z(json_object_get_string(json_object_array_get_idx(c, k))), true,
                    set);
}

static double overlap(const sayso_claim_part *p, uint32_t i, const uint8_t *content,
                      const uint8_t *near, bool cue)
{
    uint32_t n, both = 0, any = 0;
    bool touches = !cue;
    const sayso_piece *c = sayso__attr_content(p->attrs, i, &n);
    for (uint32_t t = 0; t < p->tokens->n_tok; t++)
        any += content[t];
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = c[k].beg; t < c[k].end; t++) {
            both += content[t];
            any += !content[t] && p->tokens->tok[t].kind == SAYSO_TOKEN_WORD;
        }
    const sayso_piece *all = p->attrs->piece + p->attrs->attribution[i].piece;
    n = p->attrs->attribution[i].n_source + p->attrs->attribution[i].n_cue;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t t = all[k].beg; t < all[k].end; t++)
            touches |= near[t];
    return touches && any ? (double)both / any : 0;
}

/* The attribution that is the gold claim, and is no other's yet; SAYSO_NONE if none is. */
static uint32_t find_claim(const sayso_claim_part *p, json_object *claim, const uint8_t *taken)
{
    uint32_t n = p->tokens->n_tok, best = SAYSO_NONE;
    uint8_t *content = xcalloc(n, 1), *near = xcalloc(n, 1);
    sayso_str cue = text_of(claim, "cue");
    double most = 0.5;
    mark_content(p->tokens, claim, content);
    mark_tokens(p->tokens, cue, false, near);
    mark_tokens(p->tokens, text_of(claim, "source_text"), false, near);
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        double o = taken[i] ? 0 : overlap(p, i, content, near, cue.n > 0);
        if (o >= most) {
            most = o;
            best = i;
        }
    }
    free(content);
    free(near);
    return best;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Lower case, letters and digits and single spaces, without article and possessive, as
 * ../shared/score/dossier.py compares names. */
static uint32_t norm(sayso_str s, char *out, uint32_t cap)
{
    static const char *const article[] = {"the ", "a ", "an "};
    uint32_t n = 0;
    for (size_t k = 0; k < 3; k++)
        if (sayso__str_starts(s, sayso__str_z(article[k])) ||
            (s.n > strlen(article[k]) &&
             sayso__str_ieq((sayso_str){s.p, (uint32_t)strlen(article[k])},
                            sayso__str_z(article[k])))) {
            s.p += strlen(article[k]);
            s.n -= (uint32_t)strlen(article[k]);
            break;
        }
    for (uint32_t i = 0; i < s.n && n + 1 < cap; i++) {
        char c = sayso__ascii_lower(s.p[i]);
        bool owner = i + 1 < s.n && c == '\'' && s.p[i + 1] == 's';
        if (owner)
            i++;
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ')
            out[n++] = c;
    }
    out[n] = 0;
    return n;
}

static bool same_name(sayso_str a, sayso_str b)
{
    char x[200], y[200];
    return norm(a, x, sizeof x) && norm(b, y, sizeof y) && strcmp(x, y) == 0;
}

static json_object *gold_actor(json_object *gold, const char *id)
{
    json_object *all = json_object_object_get(gold, "actors");
    for (size_t k = 0; k < json_object_array_length(all); k++) {
        json_object *x = json_object_array_get_idx(all, k);
        if (strcmp(json_object_get_string(json_object_object_get(x, "id")), id) == 0)
            return x;
    }
    return NULL;
}

static bool is_called(json_object *actor, sayso_str name)
{
    json_object *alias = json_object_object_get(actor, "aliases");
    if (same_name(text_of(actor, "name"), name))
        return true;
    for (size_t k = 0; alias && k < json_object_array_length(alias); k++)
        if (same_name(sayso__str_z(json_object_get_string(json_object_array_get_idx(alias, k))),
                      name))
            return true;
    return false;
}

static bool is_actor(json_object *gold, sayso_str id, const sayso_actor *a)
{
    json_object *x = gold_actor(gold, id.p);
    return x && is_called(x, a->name);
}

/* ---- examples -------------------------------------------------------------------------------- */

static logit_example example(school *s, const uint32_t *feat, uint32_t n, uint32_t yes)
{
    uint32_t *copy = SAYSO_NEW_N(&s->arena, uint32_t, n ? n : 1);
    if (!copy)
        die("out of memory");
    memcpy(copy, feat, n * sizeof *feat);
    return (logit_example){copy, n, yes, s->fold};
}

#define ADD(list, x)                                                                               \
    do {                                                                                           \
        if (!SAYSO_PUSH(&s->arena, &(list), (x)))                                                  \
            die("out of memory");                                                                  \
    } while (0)

static void add_parties(school *s, const sayso_judge *j, uint32_t i, json_object *gold,
                        sayso_str party)
{
    sayso_judge_party who[SAYSO_JUDGE_PARTIES];
    uint32_t feat[SAYSO_JUDGE_FEATURES], n = sayso__judge_parties(j, i, who);
    for (uint32_t k = 0; k < n; k++) {
        bool is = is_actor(gold, party, j->p->attrs->actor + who[k].actor);
        uint32_t n_feat = sayso__judge_party_features(j, i, who + k, feat);
        ADD(s->party, example(s, feat, n_feat, is));
        ADD(s->group, s->n_claim);
        ADD(s->by_rule, (who[k].ways & SAYSO_PARTY_BY_RULE) != 0);
    }
}

static void add_claim(school *s, const sayso_judge *j, const uint32_t *feat, uint32_t n, uint32_t i,
                      json_object *gold, json_object *claim)
{
    const sayso_judge_rule *r = j->rule + i;
    sayso_str party = text_of(claim, "responsible");
    uint32_t act = sayso__word_parse(SAYSO_VOCAB_SPEECH_ACT, text_of(claim, "speech_act"));
    uint32_t kind = sayso__word_parse(SAYSO_VOCAB_KIND, text_of(claim, "kind"));
    uint32_t stance = sayso__word_parse(SAYSO_VOCAB_STANCE, text_of(claim, "stance"));
    ADD(s->act, example(s, feat, n, act));
    ADD(s->kind, example(s, feat, n, kind));
    ADD(s->stance, example(s, feat, n, stance));
    ADD(s->rule[0], r->act);
    ADD(s->rule[1], r->kind);
    ADD(s->rule[2], r->stance);
    if (stance)
        add_parties(s, j, i, gold, party);
    s->n_claim++;
}

static void learn_report(school *s, json_object *gold, sayso_str id, const sayso_doc *doc)
{
    sayso_analysis x;
    sayso_claim_part part;
    sayso_claims out;
    sayso_judge j;
    sayso_error err = {0};
    uint32_t feat[SAYSO_JUDGE_FEATURES];
    must(sayso__analyse(&s->models, doc, &s->arena, &s->scratch, &x, &err), &err);
    must(sayso__claim_begin(x.attrs, NULL, &s->arena, &s->scratch, &out, &part, &err), &err);
    must(sayso__judge_begin(&part, &j, &err), &err);
    uint8_t *taken = xcalloc(x.attrs->n_attribution, 1);
    json_object **mine = xcalloc(x.attrs->n_attribution, sizeof *mine);
    json_object *claims = json_object_object_get(gold, "claims");
    for (size_t k = 0; k < json_object_array_length(claims); k++) {
        json_object *c = json_object_array_get_idx(claims, k);
        if (!sayso__str_eq(text_of(c, "report"), id))
            continue;
        uint32_t i = find_claim(&part, c, taken);
        s->n_gold++;
        if (i != SAYSO_NONE) {
            taken[i] = 1;
            mine[i] = c;
        }
    }
    for (uint32_t i = 0; i < x.attrs->n_attribution; i++) {
        uint32_t n = sayso__judge_features(&j, i, feat);
        if (mine[i])
            add_claim(s, &j, feat, n, i, gold, mine[i]);
    }
    free(taken);
    free(mine);
    sayso__arena_reset(&s->scratch);
}

static void learn_folder(school *s, const char *folder)
{
    char path[4096];
    uint32_t n;
    sayso_error err = {0};
    snprintf(path, sizeof path, "%s/gold.json", folder);
    json_object *gold = json_object_from_file(path);
    if (!gold)
        die("cannot read %s", path);
    char **line = read_lines(folder, "reports.jsonl", &s->arena, &n);
    for (uint32_t i = 0; i < n; i++) {
        sayso_unit unit = {.bytes = line[i],
                           .n = (uint32_t)strlen(line[i]),
                           .media = SAYSO_MEDIA_JSON};
        sayso_doc *doc = SAYSO_NEW(&s->arena, sayso_doc);
        must(doc ? sayso__doc_make(&unit, &(sayso_read_options){0}, &s->arena, doc, &err)
                 : SAYSO_ENOMEM,
             &err);
        learn_report(s, gold, doc->id, doc);
    }
    printf("%s: %u claims of %u so far\n", folder, s->n_claim, s->n_gold);
    json_object_put(gold);
    s->fold++;
}

/* ---- measuring ------------------------------------------------------------------------------- */

static uint32_t best_of(const float *score, uint32_t n, uint32_t from)
{
    uint32_t best = from;
    for (uint32_t k = from; k < n; k++)
        best = score[k] > score[best] ? k : best;
    return best;
}

static float *cross(const logit_plan *plan, const logit_example *x, uint32_t n, uint32_t n_fold)
{
    float *score = xcalloc((size_t)n * plan->n_label, sizeof *score);
    logit_cross(plan, x, n, n_fold, score);
    return score;
}

/* The share of claims of which one of the candidates is the party and scores highest. */
static void measure_parties(const school *s, const logit_plan *plan)
{
    float *score = cross(plan, s->party.v, s->party.n, s->fold);
    uint32_t right = 0, rules = 0, possible = 0, all = 0;
    for (uint32_t k = 0, end; k < s->party.n; k = end) {
        uint32_t best = k, any = 0;
        for (end = k; end < s->party.n && s->group.v[end] == s->group.v[k]; end++) {
            best = score[end] > score[best] ? end : best;
            any |= s->party.v[end].yes;
        }
        rules += s->by_rule.v[k] && s->party.v[k].yes;
        all++;
        possible += any;
        right += s->party.v[best].yes;
    }
    printf("party: right %u of %u, the rules alone %u, among the candidates %u\n", right, all,
           rules, possible);
    free(score);
}

/* The model's answer, where it is surer by the margin than it is of the rules'. */
static uint32_t answer(const logit_plan *plan, const float *score, uint32_t from, uint32_t rule,
                       float margin)
{
    uint32_t best = best_of(score, plan->n_label, from);
    bool kept = from == 0 && rule; /* a stance that the rules found stays */
    return kept || score[best] < score[rule] + margin ? rule : best;
}

static void measure(const school *s, const logit_plan *plan, const logit_example *x, uint32_t from,
                    const uint8_t *rule, float margin)
{
    float *score = cross(plan, x, s->n_claim, s->fold);
    uint32_t right = 0, rules = 0;
    for (uint32_t i = 0; i < s->n_claim; i++) {
        right += answer(plan, score + (size_t)i * plan->n_label, from, rule[i], margin) == x[i].yes;
        rules += rule[i] == x[i].yes;
    }
    printf("%s: right %.1f %%, the rules alone %.1f %%, of %u\n", plan->name,
           100.0 * right / s->n_claim, 100.0 * rules / s->n_claim, s->n_claim);
    free(score);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static uint32_t folders(const char *dir, char **name)
{
    DIR *d = opendir(dir);
    uint32_t n = 0;
    for (struct dirent *e; d && (e = readdir(d)) && n < FOLDERS_MOST;)
        if (e->d_name[0] != '.') {
            name[n] = xcalloc(strlen(dir) + strlen(e->d_name) + 2, 1);
            sprintf(name[n++], "%s/%s", dir, e->d_name);
        }
    if (d)
        closedir(d);
    qsort(name, n, sizeof *name, by_name);
    return n;
}

void train_claim(const train_options *o)
{
    static const logit_plan act = {"claim.act", 13, SAYSO_ACT_N, 15, true, 0.5, 2};
    static const logit_plan kind = {"claim.kind", 14, SAYSO_KIND_N, 15, true, 0.5, 2};
    static const logit_plan stance = {"claim.stance", 14, SAYSO_STANCE_N, 15, true, 0.5, 2};
    static const logit_plan party = {"claim.party", 13, 1, 15, false, 0.5, 2};
    char *folder[FOLDERS_MOST];
    uint32_t n = folders(o->dossiers, folder);
    school *s = xcalloc(1, sizeof *s);
    sayso_model *model = xcalloc(1, sizeof *model);
    sayso_error err = {0};
    model_of_dir(o->out, model);
    must(sayso__models_open(model, &s->models, &err), &err);
    s->models.judge = (sayso_judge_model){0};
    sayso__arena_init(&s->arena, 0);
    sayso__arena_init(&s->scratch, 0);
    for (uint32_t i = 0; i < n; i++)
        learn_folder(s, folder[i]);
    if (!s->n_claim) {
        printf("claim: no coded events in %s; no model\n", o->dossiers);
        return;
    }
    measure(s, &act, s->act.v, 1, s->rule[0].v, SAYSO_JUDGE_ACT_MARGIN);
    measure(s, &kind, s->kind.v, 1, s->rule[1].v, SAYSO_JUDGE_KIND_MARGIN);
    measure(s, &stance, s->stance.v, 0, s->rule[2].v, SAYSO_JUDGE_STANCE_MARGIN);
    measure_parties(s, &party);
    logit_write(&act, s->act.v, s->act.n, o->out);
    logit_write(&kind, s->kind.v, s->kind.n, o->out);
    logit_write(&stance, s->stance.v, s->stance.n, o->out);
    logit_write(&party, s->party.v, s->party.n, o->out);
}
