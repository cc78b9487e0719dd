/* run_sketch.c -- sketches held against each other.  Layer: engine. */
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/sketch.h"
#include "sayso/sayso.h"

/* A text's sketch as the ledger's functions take it. */
typedef struct {
    sayso_kin kin;
    sayso_shingles print;
} text_sketch;

static sayso_status as_str(sayso_sketch s, sayso_str *out, sayso_error *err)
{
    if (s.n >= SAYSO_NONE)
        return sayso__fail(err, SAYSO_EINPUT, 0, "no sketch of this kind and version");
    *out = sayso__str(s.p, s.n);
    return SAYSO_OK;
}

static sayso_status read_text(sayso_sketch s, sayso_arena *a, text_sketch *out, sayso_error *err)
{
    sayso_str bytes;
    SAYSO_TRY(as_str(s, &bytes, err));
    return sayso__sketch_read_text(bytes, a, &out->kin, &out->print, err);
}

sayso_status sayso_sketch_judge(sayso_sketch first, sayso_sketch second, sayso_kinship *kinship,
                                double *overlap, sayso_error *err)
{
    sayso_arena a;
    text_sketch x, y;
    sayso__arena_init(&a, 0);
    sayso_status status = read_text(first, &a, &x, err);
    if (status == SAYSO_OK)
        status = read_text(second, &a, &y, err);
    *kinship = SAYSO_KIN_NONE;
    if (status == SAYSO_OK && sayso__copies_may_be_kin(&y.kin, &y.print, &x.kin, &x.print))
        *kinship = sayso__copies_judge(&y.kin, &x.kin);
    if (overlap)
        *overlap = status == SAYSO_OK ? sayso__copies_overlap(&x.kin.shingles, &y.kin.shingles) : 0;
    sayso__arena_free(&a);
    return status;
}

static void put_keys(sayso_sink *sink, const sayso_shingles *keys)
{
    for (uint32_t i = 0; i < keys->n; i++)
        for (uint32_t bit = 0; bit < 32; bit += 8)
            sayso__sink_char(sink, (char)(keys->hash[i] >> bit & 0xff));
}

sayso_status sayso_sketch_list(sayso_sketch text, sayso_sketch_keys keys, const sayso_output *out,
                               sayso_error *err)
{
    sayso_arena a;
    sayso_sink sink;
    text_sketch x;
    sayso__arena_init(&a, 0);
    sayso__sink_init(&sink, out->write, out->user);
    sayso_status status = read_text(text, &a, &x, err);
    if (status == SAYSO_OK)
        put_keys(&sink, keys == SAYSO_KEYS_RUNS ? &x.kin.shingles : &x.print);
    if (status == SAYSO_OK)
        status = sayso__sink_end(&sink, err);
    sayso__sink_free(&sink);
    sayso__arena_free(&a);
    return status;
}

/* ---- events ------------------------------------------------------------------------------ */

static sayso_status read_event(sayso_sketch s, sayso_arena *a, sayso_event_document *out,
                               sayso_error *err)
{
    sayso_str bytes;
    SAYSO_TRY(as_str(s, &bytes, err));
    return sayso__sketch_read_event(bytes, a, out, err);
}

/* Document i is report i: its index is its row and its id. */
static sayso_status read_events(const sayso_sketch *report, size_t n, const uint32_t *group,
                                sayso_event_document *doc, sayso_arena *a, sayso_error *err)
{
    for (size_t i = 0; i < n; i++) {
        sayso_status status = read_event(report[i], a, &doc[i], err);
        if (status != SAYSO_OK) {
            if (err)
                err->byte = i;
            return status;
        }
        doc[i].n = (int64_t)i;
        doc[i].id = sayso__arena_print(a, "%zu", i).p;
        if (group && group[i] != SAYSO_NONE)
            doc[i].group = sayso__arena_print(a, "%u", group[i]).p;
        if (!doc[i].id || (group && group[i] != SAYSO_NONE && !doc[i].group))
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}

static sayso_status tell(const sayso_events *v, sayso_arena *t, sayso_event_found *found,
                         void *user, sayso_error *err)
{
    size_t *report = SAYSO_NEW_N(t, size_t, v->n_doc);
    if (!report)
        return sayso__fail_memory(err);
    for (uint32_t e = 0; e < v->n_event; e++) {
        const sayso_state_event *x = &v->event[e];
        for (uint32_t k = v->first[e]; k < v->first[e + 1]; k++)
            report[k - v->first[e]] = (size_t)v->doc[v->member[k]].n;
        const sayso_event event = {x->id,   x->name,   sayso__word(SAYSO_VOCAB_EVENT, x->kind),
                                   x->date, x->place,  x->country,
                                   report,  v->n_in[e]};
        found(user, &event);
    }
    return SAYSO_OK;
}

sayso_status sayso_sketch_events(const sayso_sketch *report, size_t n, const uint32_t *group,
                                 sayso_event_found *found, void *user, sayso_error *err)
{
    sayso_arena a, t;
    sayso_events v;
    if (n >= SAYSO_NONE)
        return sayso__fail(err, SAYSO_ELIMIT, 0, "too many reports");
    sayso__arena_init(&a, 0);
    sayso__arena_init(&t, 0);
    sayso_event_document *doc = SAYSO_NEW_N(&a, sayso_event_document, n);
    sayso_status status =
        doc ? read_events(report, n, group, doc, &a, err) : sayso__fail_memory(err);
    if (status == SAYSO_OK)
        status = sayso__events_among(doc, (uint32_t)n, &a, &t, &v, err);
    if (status == SAYSO_OK)
        status = tell(&v, &t, found, user, err);
    sayso__arena_free(&a);
    sayso__arena_free(&t);
    return status;
}
