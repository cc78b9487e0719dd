/* train_attr.c -- the attribution models: sections "attr.cue", "attr.cue.step", "attr.span",
 * "attr.span.step", "attr.rank".
 *
 * Cues and spans are linear-chain conditional random fields (Lafferty, McCallum, Pereira 2001), the
 * ranking of their guesses a conditional log-linear model. The features come from our own words,
 * tags and trees, with their errors; and each model sees of the one before what that makes of
 * documents that it has not learned from: the documents fall into FOLDS parts, and a part's cues
 * and spans are guessed by models of the other parts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "attr/attr_draft.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "crf.h"
#include "learn.h"
#include "mention/mention.h"
#include "tag/tag_model.h"
#include "text/doc.h"
#include "token/token_model.h"
#include "train_read.h"
#include "trainers.h"

#define EPOCHS 10
#define LEAST  3 /* features whose row is seen less often are left out: they learn by heart */
#define FOLDS  3
#define RUNS   3 /* of the models that are published; those of the folds are learned once */

/* ---- documents ------------------------------------------------------------------------------- */

typedef struct {
    sayso_range role[3][SAYSO_DRAFT_PIECES]; /* source, cue, content */
    uint32_t n[3];
} gold_attribution;

typedef struct {
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_quote *quote;
    uint32_t n_quote;
    sayso_attr_view view;
    gold_attribution *gold;
    sayso_cue_guess *guess; /* by a model that has not seen the document */
    uint32_t n_gold, n_guess, fold;
} document;

typedef struct {
    sayso_arena arena, scratch;
    sayso_token_model token;
    sayso_tag_model tag;
    document *doc;
    uint32_t n_doc;
} corpus;

static void must(sayso_status s, const sayso_error *err)
{
    if (s != SAYSO_OK)
        die("%s", err->message);
}

/* Byte offset of each code point of the text, and of its end. */
static uint32_t *offsets_of(const sayso_doc *d, uint32_t *n)
{
    uint32_t *at = xcalloc((size_t)d->n_text + 2, sizeof *at), k = 0;
    for (uint32_t i = d->body; i < d->n_text; k++) {
        uint32_t cp;
        at[k] = i;
        i += sayso__utf8_decode(d->text + i, d->n_text - i, &cp);
    }
    at[k] = d->n_text;
    *n = k;
    return at;
}

/* The tokens that overlap bytes [beg, end); empty where there are none. */
static sayso_range tokens_in(const sayso_tokens *t, uint32_t beg, uint32_t end)
{
    uint32_t lo = 0, hi = t->n_tok;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->tok[mid].at.end <= beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    sayso_range r = {lo, lo};
    while (r.end < t->n_tok && t->tok[r.end].at.beg < end)
        r.end++;
    return r;
}

static void read_gold(json_object *json, document *d)
{
    static const char *roles[] = {"source", "cue", "content"};
    uint32_t n_char, *at = offsets_of(&d->doc, &n_char);
    json_object *list = json_object_object_get(json, "attributions");
    d->n_gold = (uint32_t)json_object_array_length(list);
    d->gold = xcalloc(d->n_gold, sizeof *d->gold);
    for (uint32_t i = 0; i < d->n_gold; i++)
        for (int r = 0; r < 3; r++) {
            gold_attribution *g = &d->gold[i];
            json_object *spans =
                json_object_object_get(json_object_array_get_idx(list, i), roles[r]);
            for (size_t k = 0; k < json_object_array_length(spans); k++) {
                json_object *span = json_object_array_get_idx(spans, k);
                int64_t beg = json_object_get_int64(json_object_array_get_idx(span, 0)),
                        end = json_object_get_int64(json_object_array_get_idx(span, 1));
                if (beg < 0 || end > n_char || beg >= end || g->n[r] == SAYSO_DRAFT_PIECES)
                    continue;
                sayso_range piece = tokens_in(&d->tokens, at[beg], at[end]);
                if (piece.beg < piece.end)
                    g->role[r][g->n[r]++] = piece;
            }
        }
    free(at);
}

static bool is_mark(const document *d, uint32_t i, uint8_t what)
{
    return i < d->tokens.n_tok && (d->view.w[i].place & what);
}

/* Annotators differ in whether punctuation at the ends of content belongs to it, and nobody counts
 * it: here the marks of quotations that begin and end with the content do, else none does. */
static void settle_ends(const document *d, sayso_range *r)
{
    const uint8_t *upos = d->tags.upos;
    uint32_t beg = r->beg, end = r->end;
    while (beg + 1 < end && upos[beg] == SAYSO_UPOS_PUNCT)
        beg++;
    while (beg + 1 < end && upos[end - 1] == SAYSO_UPOS_PUNCT)
        end--;
    while (beg > 0 && is_mark(d, beg - 1, SAYSO_ATTR_OPENS))
        beg--;
    for (uint32_t i = end; i < d->tokens.n_tok && i < end + 3 && upos[i] == SAYSO_UPOS_PUNCT; i++) {
        uint32_t q = d->view.w[i].quote;
        if (is_mark(d, i, SAYSO_ATTR_OPENS))
            break;
        if (is_mark(d, i, SAYSO_ATTR_CLOSES) && d->quote[q].open >= beg)
            end = i + 1;
    }
    *r = (sayso_range){beg, end};
}

static void read_document(corpus *c, const char *line, document *d)
{
    sayso_error err = {0};
    sayso_arena *a = &c->arena, *s = &c->scratch;
    sayso_unit unit = {.bytes = line, .n = (uint32_t)strlen(line), .media = SAYSO_MEDIA_JSON};
    must(sayso__doc_make(&unit, &(sayso_read_options){0}, a, &d->doc, &err), &err);
    must(sayso__token_split(&d->doc, &c->token, a, &d->tokens, &err), &err);
    must(sayso__tag_run(&d->tokens, &c->tag, a, s, &d->tags, &err), &err);
    must(sayso__quote_find(&d->tokens, a, s, &d->quote, &d->n_quote, &err), &err);
    must(sayso__attr_view_make(&d->tags, d->quote, d->n_quote, a, s, &d->view, &err), &err);
    sayso__arena_reset(s);
    json_object *json = json_tokener_parse(line);
    if (!json)
        die("a line of the data is no JSON");
    read_gold(json, d);
    json_object_put(json);
    for (uint32_t g = 0; g < d->n_gold; g++)
        for (uint32_t k = 0; k < d->gold[g].n[2]; k++)
            settle_ends(d, &d->gold[g].role[2][k]);
}

static void read_corpus(const train_options *o, const char *name, corpus *c)
{
    sayso_error err = {0};
    sayso_model *model = xcalloc(1, sizeof *model);
    model_of_dir(o->out, model);
    must(sayso__token_model_open(model, &c->token, &err), &err);
    must(sayso__tag_model_open(model, &c->tag, &err), &err);
    sayso__arena_init(&c->arena, 0);
    sayso__arena_init(&c->scratch, 0);
    char **line = read_lines(o->data, name, &c->arena, &c->n_doc);
    c->doc = xcalloc(c->n_doc, sizeof *c->doc);
    for (uint32_t i = 0; i < c->n_doc; i++)
        read_document(c, line[i], &c->doc[i]);
    for (uint32_t i = 0; i < c->n_doc; i++)
        c->doc[i].fold = i % FOLDS;
    printf("%s: %u documents\n", name, c->n_doc);
}

/* ---- examples -------------------------------------------------------------------------------- */

typedef SAYSO_ARRAY(example) examples;

static example example_make(sayso_arena *a, uint32_t n, uint32_t n_feat, uint32_t n_step,
                            uint32_t fold)
{
    example x = {n,
                 n_feat,
                 n_step,
                 SAYSO_NEW_N(a, uint32_t, (size_t)n * n_feat),
                 SAYSO_NEW_N(a, uint32_t, (size_t)n * n_step),
                 SAYSO_NEW_N(a, uint8_t, n),
                 SAYSO_NEW_N(a, uint8_t, n),
                 fold};
    if (!x.feat || !x.step || !x.gold || !x.fixed)
        die("out of memory");
    return x;
}

static void label_cues(document *d)
{
    for (uint32_t i = 0; i < d->tokens.n_tok; i++)
        d->view.w[i].cue = SAYSO_TAG_O;
    for (uint32_t g = 0; g < d->n_gold; g++)
        for (uint32_t k = 0; k < d->gold[g].n[1]; k++) {
            sayso_range r = d->gold[g].role[1][k];
            for (uint32_t i = r.beg; i < r.end; i++)
                d->view.w[i].cue = i == r.beg ? SAYSO_TAG_B : SAYSO_TAG_I;
        }
}

/* A cue inside another one leaves the outer one's rest without a beginning. */
static uint8_t sound_label(uint8_t before, uint8_t label)
{
    return label && label % 2 == 0 && before != label && before + 1 != label ? label - 1 : label;
}

/* Tokens of one sentence have many features or few. */
static uint32_t most_cue_features(const document *d, uint32_t beg, uint32_t end)
{
    uint32_t feat[SAYSO_ATTR_FEATURE_MOST], most = 0;
    for (uint32_t i = beg; i < end; i++) {
        uint32_t n = sayso__cue_features(&d->view, i, feat);
        most = n > most ? n : most;
    }
    return most;
}

static void cue_examples(corpus *c, examples *out)
{
    uint32_t feat[SAYSO_ATTR_FEATURE_MOST];
    for (uint32_t i = 0; i < c->n_doc; i++) {
        document *d = &c->doc[i];
        label_cues(d);
        for (uint32_t s = 0; s < d->tokens.n_sent; s++) {
            uint32_t beg = d->tokens.sent[s], n = d->tokens.sent[s + 1] - beg;
            uint32_t n_feat = most_cue_features(d, beg, beg + n),
                     n_step = sayso__cue_steps(&d->view, beg, feat);
            example x = example_make(&c->arena, n, n_feat, n_step, d->fold);
            for (uint32_t k = 0; k < n; k++) {
                uint32_t *row = x.feat + (size_t)k * n_feat,
                         has = sayso__cue_features(&d->view, beg + k, row);
                while (has < n_feat)
                    row[has++] = CRF_NO_FEATURE;
                sayso__cue_steps(&d->view, beg + k, x.step + (size_t)k * n_step);
                x.gold[k] = sound_label(k ? x.gold[k - 1] : 0, d->view.w[beg + k].cue);
            }
            if (!SAYSO_PUSH(&c->arena, out, x))
                die("out of memory");
        }
    }
}

static void label_role(const sayso_cue_site *s, const gold_attribution *g, int role, example *x)
{
    uint8_t first = role == 0 ? SAYSO_SPAN_SOURCE_B : SAYSO_SPAN_CONTENT_B;
    for (uint32_t k = 0; k < g->n[role]; k++)
        for (uint32_t i = g->role[role][k].beg; i < g->role[role][k].end; i++)
            if (i >= s->beg && i < s->end && !x->fixed[i - s->beg])
                x->gold[i - s->beg] = i == g->role[role][k].beg ? first : first + 1;
}

static example span_example(corpus *c, document *d, const gold_attribution *g, sayso_cue_site *s)
{
    uint32_t feat[SAYSO_ATTR_FEATURE_MOST];
    sayso_cue cue = sayso__cue_make(&d->view, g->role[1][0].beg, g->role[1][0].end);
    sayso__site_make(&d->view, cue, SAYSO_ATTR_WINDOW_MOST, s);
    uint32_t n = s->end - s->beg, n_feat = sayso__span_features(&d->view, s, s->beg, feat),
             n_step = sayso__span_steps(&d->view, s, s->beg, feat);
    example x = example_make(&c->arena, n, n_feat, n_step, d->fold);
    for (uint32_t i = 0; i < n; i++) {
        sayso__span_features(&d->view, s, s->beg + i, feat);
        memcpy(x.feat + (size_t)i * n_feat, feat, n_feat * sizeof *feat);
        sayso__span_steps(&d->view, s, s->beg + i, x.step + (size_t)i * n_step);
        x.fixed[i] = s->beg + i >= s->cue.beg && s->beg + i < s->cue.end;
    }
    label_role(s, g, 2, &x);
    label_role(s, g, 0, &x);
    for (uint32_t i = 0; i < n; i++)
        x.gold[i] = sound_label(i ? x.gold[i - 1] : 0, x.gold[i]);
    return x;
}

static void span_examples(corpus *c, examples *out)
{
    sayso_cue_site site;
    sayso_error err;
    must(sayso__site_room(&c->arena, &site, &err), &err);
    for (uint32_t i = 0; i < c->n_doc; i++) {
        for (uint32_t g = 0; g < c->doc[i].n_gold; g++)
            if (c->doc[i].gold[g].n[1] &&
                !SAYSO_PUSH(&c->arena, out, span_example(c, &c->doc[i], &c->doc[i].gold[g], &site)))
                die("out of memory");
    }
}

/* ---- ranking --------------------------------------------------------------------------------- */

/* Content without outer punctuation, as ../shared/score/attribution.py compares it. */
static sayso_range trimmed(const document *d, sayso_range r, int role)
{
    const uint8_t *upos = d->tags.upos;
    while (role == 2 && r.beg + 1 < r.end && upos[r.beg] == SAYSO_UPOS_PUNCT)
        r.beg++;
    while (role == 2 && r.beg + 1 < r.end && upos[r.end - 1] == SAYSO_UPOS_PUNCT)
        r.end--;
    return r;
}

static uint32_t overlap(sayso_range a, sayso_range b)
{
    uint32_t beg = a.beg > b.beg ? a.beg : b.beg, end = a.end < b.end ? a.end : b.end;
    return beg < end ? end - beg : 0;
}

/* The gold attribution whose cue a guess overlaps most, SAYSO_NONE if none. */
static uint32_t gold_of(const document *d, const sayso_cue_guess *g)
{
    uint32_t best = SAYSO_NONE, top = 0;
    for (uint32_t i = 0; i < d->n_gold; i++)
        for (uint32_t k = 0; k < d->gold[i].n[1]; k++) {
            uint32_t n = overlap((sayso_range){g->beg, g->end}, d->gold[i].role[1][k]);
            if (n > top) {
                top = n;
                best = i;
            }
        }
    return best;
}

/* How good a guess is: F1 of its pieces, and a little for the content's tokens. */
static float worth(const document *d, const sayso_draft *x, const gold_attribution *g)
{
    const sayso_range *list[3] = {x->source, NULL, x->content};
    const uint32_t n[3] = {x->n_source, 0, x->n_content};
    uint32_t hit = 0, all = g->n[0] + g->n[2], both = 0, size = 0;
    for (int r = 0; r < 3; r += 2)
        for (uint32_t k = 0; k < n[r]; k++) {
            sayso_range a = trimmed(d, list[r][k], r);
            for (uint32_t j = 0; j < g->n[r]; j++) {
                sayso_range b = trimmed(d, g->role[r][j], r);
                hit += a.beg == b.beg && a.end == b.end;
                both += 2 * overlap(a, b);
            }
            all++;
            size += a.end - a.beg;
        }
    for (int r = 0; r < 3; r += 2)
        for (uint32_t j = 0; j < g->n[r]; j++)
            size += g->role[r][j].end - g->role[r][j].beg;
    return 2.0f * (float)hit / (float)all + 0.2f * (float)both / (float)(size ? size : 1);
}

typedef SAYSO_ARRAY(choice) choices;

static void add_choice(corpus *c, document *d, const sayso_cue_guess *guess, uint32_t gold,
                       const sayso_span_tagger *t, choices *out)
{
    uint32_t feat[2 * SAYSO_ATTR_FEATURE_MOST];
    sayso_guess list[SAYSO_ATTR_GUESSES];
    choice x = {.n = sayso__guess_make(t, list)};
    float value[CHOICE_MOST], top = 0, sum = 0;
    uint32_t n_cue = sayso__rank_cue_features(&d->view, &t->site, guess->margin, feat);
    for (uint32_t j = 0; j < x.n; j++) {
        uint32_t n = n_cue + sayso__rank_features(&d->view, &t->site, list, x.n, j, feat + n_cue);
        x.feat[j] = SAYSO_NEW_N(&c->arena, uint32_t, n);
        if (!x.feat[j])
            die("out of memory");
        memcpy(x.feat[j], feat, n * sizeof *feat);
        x.n_feat[j] = n;
        value[j] = gold == SAYSO_NONE ? 0 : worth(d, &list[j].draft, &d->gold[gold]);
        top = value[j] > top ? value[j] : top;
    }
    for (uint32_t j = 0; j < x.n && gold != SAYSO_NONE; j++)
        sum += x.want[j] = value[j] > top - 0.001f ? 1 : 0;
    for (uint32_t j = 0; j < x.n && sum > 0; j++)
        x.want[j] /= sum;
    x.want[x.n] = sum > 0 ? 0 : 1;
    if (x.n && !SAYSO_PUSH(&c->arena, out, x))
        die("out of memory");
}

static void document_choices(corpus *c, document *d, const sayso_attr_model *m,
                             sayso_span_tagger *t, choices *out)
{
    uint32_t *owner = xcalloc(d->n_gold, sizeof *owner); /* 1 + its best guess */
    for (uint32_t i = 0; i < d->n_guess; i++) {
        uint32_t g = gold_of(d, &d->guess[i]);
        if (g != SAYSO_NONE && (!owner[g] || d->guess[i].margin > d->guess[owner[g] - 1].margin))
            owner[g] = i + 1;
    }
    for (uint32_t i = 0; i < d->n_guess; i++) {
        const sayso_cue_guess *x = &d->guess[i];
        uint32_t g = gold_of(d, x);
        sayso__span_tag(&d->view, m, sayso__cue_make(&d->view, x->beg, x->end),
                        SAYSO_ATTR_WINDOW_MOST, t);
        add_choice(c, d, x, g != SAYSO_NONE && owner[g] == i + 1 ? g : SAYSO_NONE, t, out);
    }
    free(owner);
}

/* ---- how good it is on the other part -------------------------------------------------------- */

typedef struct {
    uint32_t hit[3], got[3], gold[3];
} tally;

static bool take(document *d, sayso_range r, int role)
{
    for (uint32_t g = 0; g < d->n_gold; g++)
        for (uint32_t k = 0; k < d->gold[g].n[role]; k++) {
            sayso_range *x = &d->gold[g].role[role][k], y;
            if (x->beg == SAYSO_NONE)
                continue;
            y = trimmed(d, *x, role);
            if (y.beg == r.beg && y.end == r.end) {
                *x = (sayso_range){SAYSO_NONE, SAYSO_NONE};
                return true;
            }
        }
    return false;
}

static void count_document(document *d, const sayso_drafts *ds, tally *t)
{
    for (uint32_t g = 0; g < d->n_gold; g++)
        for (int r = 0; r < 3; r++)
            t->gold[r] += d->gold[g].n[r];
    for (uint32_t i = 0; i < ds->draft.n; i++) {
        const sayso_draft *x = &ds->draft.v[i];
        const sayso_range *list[3] = {x->source, x->cue, x->content};
        const uint32_t n[3] = {x->n_source, x->n_cue, x->n_content};
        for (int r = 0; r < 3; r++)
            for (uint32_t k = 0; k < n[r]; k++) {
                t->got[r]++;
                t->hit[r] += take(d, trimmed(d, list[r][k], r), r);
            }
    }
}

static void measure(const train_options *o, corpus *c)
{
    static const char *roles[] = {"source", "cue", "content"};
    sayso_model model;
    sayso_attr_model m;
    sayso_error err;
    tally t = {0};
    model_of_dir(o->out, &model);
    must(sayso__attr_model_open(&model, &m, &err), &err);
    for (uint32_t i = 0; i < c->n_doc; i++) {
        sayso_drafts ds = {.v = &c->doc[i].view, .scratch = &c->scratch};
        document *d = &c->doc[i];
        must(sayso__cue_tag(&d->view, &m, &c->scratch, &d->guess, &d->n_guess, &err), &err);
        must(sayso__draft_by_model(&ds, &m, d->guess, d->n_guess, &err), &err);
        count_document(&c->doc[i], &ds, &t);
        sayso__arena_reset(&c->scratch);
    }
    for (int r = 0; r < 3; r++)
        printf("dev %s: exact precision %.1f, recall %.1f, F1 %.1f\n", roles[r],
               100.0 * t.hit[r] / (t.got[r] ? t.got[r] : 1), 100.0 * t.hit[r] / t.gold[r],
               200.0 * t.hit[r] / (t.got[r] + t.gold[r]));
}

static const crf_plan cue_plan = {"attr.cue", 19, 14, SAYSO_N_TAG, EPOCHS, 1, RUNS},
                      span_plan = {"attr.span", 18, 14, SAYSO_N_SPAN, EPOCHS, 1, RUNS},
                      rank_plan = {"attr.rank", 17, 0, SAYSO_N_RANK, EPOCHS, 1, RUNS};

static crf_plan plan_of(const train_options *o, const crf_plan *plan)
{
    crf_plan p = *plan;
    p.epochs = o->epochs ? o->epochs : p.epochs;
    p.seed = o->seed;
    return p;
}

static void publish(const train_options *o, const char *name, packed *p)
{
    section_write(o->out, name, p->p, p->n);
    free(p->p);
}

/* Guesses at the cues of each part by a model of the other parts; and the model of all. */
static void learn_cues(const train_options *o, corpus *c)
{
    crf_plan plan = plan_of(o, &cue_plan);
    examples x = {0};
    packed emit, step;
    sayso_error err;
    cue_examples(c, &x);
    crf_leave_rare(x.v, x.n, plan.emit_bits, LEAST);
    crf_train(&plan, x.v, x.n, SAYSO_NONE, &emit, &step);
    publish(o, "attr.cue", &emit);
    publish(o, "attr.cue.step", &step);
    plan.runs = 1;
    for (uint32_t f = 0; f < FOLDS; f++) {
        crf_train(&plan, x.v, x.n, f, &emit, &step);
        sayso_attr_model m = {.cue = packed_open(&emit), .cue_step = packed_open(&step)};
        for (uint32_t i = 0; i < c->n_doc; i++) {
            document *d = &c->doc[i];
            if (d->fold == f)
                must(sayso__cue_tag(&d->view, &m, &c->arena, &d->guess, &d->n_guess, &err), &err);
        }
        free(emit.p);
        free(step.p);
    }
}

static void learn_spans(const train_options *o, corpus *c)
{
    crf_plan plan = plan_of(o, &span_plan), last = plan_of(o, &rank_plan);
    examples x = {0};
    choices list = {0};
    packed emit, step, rank;
    sayso_span_tagger tagger;
    sayso_error err;
    span_examples(c, &x);
    crf_leave_rare(x.v, x.n, plan.emit_bits, LEAST);
    crf_train(&plan, x.v, x.n, SAYSO_NONE, &emit, &step);
    publish(o, "attr.span", &emit);
    publish(o, "attr.span.step", &step);
    must(sayso__span_room(&c->arena, &tagger, &err), &err);
    plan.runs = 1;
    for (uint32_t f = 0; f < FOLDS; f++) {
        crf_train(&plan, x.v, x.n, f, &emit, &step);
        sayso_attr_model m = {.span = packed_open(&emit), .span_step = packed_open(&step)};
        for (uint32_t i = 0; i < c->n_doc; i++)
            if (c->doc[i].fold == f)
                document_choices(c, &c->doc[i], &m, &tagger, &list);
        free(emit.p);
        free(step.p);
    }
    choice_train(&last, list.v, list.n, LEAST, &rank);
    publish(o, "attr.rank", &rank);
}

void train_attr(const train_options *o)
{
    static const char *const set[] = {"attribution-polnear"};
    corpus train = {0}, dev = {0};
    if (!train_uses_any(o, "attr", set, 1))
        return;
    read_corpus(o, "attribution-polnear-train.jsonl.gz", &train);
    learn_cues(o, &train);
    learn_spans(o, &train);
    sayso__arena_free(&train.arena);
    read_corpus(o, "attribution-polnear-dev.jsonl.gz", &dev);
    measure(o, &dev);
    sayso__arena_free(&dev.arena);
}
