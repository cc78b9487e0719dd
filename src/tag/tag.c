/* tag.c -- runs the parts of the stage in order: lexemes, tags and lemmas, names, trees.  Layer:
 * tag. */
#include "tag/tag.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "tag/lexeme.h"
#include "tag/ner.h"
#include "tag/parse_beam.h"
#include "tag/pos.h"
#include "tag/tag_model.h"

static uint32_t get32(const uint8_t *p, size_t i)
{
    uint32_t v;
    memcpy(&v, p + 4 * i, 4);
    return v;
}

/* A table of words and their ids (lexeme.h). Sizes and the order of
 * buckets are checked here, once, so that look-ups need not. */
static sayso_status open_words(const sayso_model *m, const char *name, uint32_t bits, size_t n_id,
                               sayso_section *out, sayso_error *err)
{
    sayso_section s = sayso__model_section(m, name);
    size_t buckets = (size_t)1 << bits, head = 8 + 4 * (buckets + 1);
    if (!s.p)
        return SAYSO_OK;
    bool good = s.n >= head && s.n == head + (4 + 2 * n_id) * get32(s.p, 0);
    for (size_t b = 0; good && b < buckets; b++)
        good = get32(s.p, 2 + b) <= get32(s.p, 3 + b);
    if (!good || get32(s.p, 2 + buckets) != get32(s.p, 0))
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"%s\" is damaged", name);
    *out = s;
    return SAYSO_OK;
}

/* "tagdict" and "upos.map" are tables of fixed shape; a hash out of order only hides a word. */
static sayso_status open_tables(const sayso_model *m, sayso_tag_model *out, sayso_error *err)
{
    sayso_section d = sayso__model_section(m, "tagdict"), u = sayso__model_section(m, "upos.map"),
                  l = sayso__model_section(m, "lemmas");
    if (d.p && (d.n < 8 || d.n != 8 + 8 * (size_t)get32(d.p, 0)))
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"tagdict\" is damaged");
    if (u.p && u.n != 4 * SAYSO_POS_LABELS)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"upos.map\" is damaged");
    out->tagdict = d;
    out->upos_map = u;
    return l.p ? sayso__lemma_open(l, &out->lemma, err) : SAYSO_OK;
}

static sayso_status open_beam(const sayso_model *m, sayso_tag_model *out, sayso_error *err)
{
    sayso_section s = sayso__model_section(m, "parse.beam");
    out->beam_width = 1;
    out->beam_margin = 1;
    if (!s.p)
        return SAYSO_OK;
    if (s.n == SAYSO_BEAM_SECTION) {
        out->beam_width = get32(s.p, 0);
        out->beam_margin = (int32_t)(get32(s.p, 1) & INT32_MAX);
    }
    if (s.n != SAYSO_BEAM_SECTION || !out->beam_width || out->beam_width > SAYSO_BEAM_MOST)
        return sayso__fail(err, SAYSO_EMODEL, 0, "model file: section \"parse.beam\" is damaged");
    return SAYSO_OK;
}

/* A linear section that may be absent: its part is then empty. */
static sayso_status open_linear(const sayso_model *m, const char *name, uint32_t n_label,
                                sayso_linear *out, sayso_error *err)
{
    *out = (sayso_linear){0};
    if (!sayso__model_section(m, name).p)
        return SAYSO_OK;
    return sayso__linear_open(m, name, n_label, out, err);
}

sayso_status sayso__tag_model_open(const sayso_model *m, sayso_tag_model *out, sayso_error *err)
{
    *out = (sayso_tag_model){.model = m};
    SAYSO_TRY(open_words(m, "clusters", SAYSO_CLUSTER_BITS, 1, &out->clusters, err));
    SAYSO_TRY(open_words(m, "classes", SAYSO_CLASS_BITS, SAYSO_CLASS_LEVELS, &out->classes, err));
    SAYSO_TRY(open_tables(m, out, err));
    SAYSO_TRY(open_beam(m, out, err));
    SAYSO_TRY(open_linear(m, "pos", SAYSO_POS_LABELS, &out->pos, err));
    SAYSO_TRY(open_linear(m, "ner", SAYSO_NER_WEIGHTS, &out->ner, err));
    SAYSO_TRY(open_linear(m, "ner.again", SAYSO_NER_WEIGHTS, &out->ner_again, err));
    SAYSO_TRY(open_linear(m, "upos", SAYSO_UPOS_LABELS, &out->upos, err));
    SAYSO_TRY(open_linear(m, "parse.action", SAYSO_N_ACTION, &out->action, err));
    return open_linear(m, "parse.label", SAYSO_DEPREL_N, &out->label, err);
}

sayso_status sayso__tag_begin(const sayso_tokens *tokens, const sayso_tag_model *model,
                              sayso_arena *a, sayso_tags *out, sayso_error *err)
{
    *out = (sayso_tags){.tokens = tokens};
    sayso_lexeme *lexeme;
    SAYSO_TRY(sayso__lexeme_make(tokens, model, a, &lexeme, err));
    out->lexeme = lexeme;
    return SAYSO_OK;
}

sayso_status sayso__tag_run(const sayso_tokens *tokens, const sayso_tag_model *model,
                            sayso_arena *a, sayso_arena *scratch, sayso_tags *out, sayso_error *err)
{
    SAYSO_TRY(sayso__tag_begin(tokens, model, a, out, err));
    SAYSO_TRY(sayso__pos_run(model, a, scratch, out, err));
    SAYSO_TRY(sayso__ner_run(model, a, scratch, out, err));
    return sayso__parse_run(model, a, scratch, out, err);
}

void sayso__tag_subtree(const sayso_tags *g, uint32_t i, uint32_t *beg, uint32_t *end)
{
    const sayso_tokens *t = g->tokens;
    uint32_t s = t->tok_sent[i], from = t->sent[s], to = t->sent[s + 1], b = i, e = i + 1;
    for (bool grew = true; grew;) {
        grew = false;
        while (b > from && g->head[b - 1] != SAYSO_NONE && g->head[b - 1] >= b &&
               g->head[b - 1] < e)
            b--, grew = true;
        while (e < to && g->head[e] != SAYSO_NONE && g->head[e] >= b && g->head[e] < e)
            e++, grew = true;
    }
    *beg = b;
    *end = e;
}

bool sayso__tag_lemma_in(const sayso_tags *g, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (sayso__str_ieq(g->lemma[i], sayso__str_z(*list)))
            return true;
    return false;
}

bool sayso__tag_tensed(const sayso_tags *g, uint32_t i)
{
    uint8_t x = g->xpos[i];
    return x == SAYSO_XPOS_VBD || x == SAYSO_XPOS_VBZ || x == SAYSO_XPOS_VBP;
}

bool sayso__tag_finite(const sayso_tags *g, uint32_t i)
{
    return sayso__tag_tensed(g, i) || g->xpos[i] == SAYSO_XPOS_MD;
}

bool sayso__tag_any_finite(const sayso_tags *g, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (sayso__tag_finite(g, i))
            return true;
    return false;
}
