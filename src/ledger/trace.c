/* trace.c -- the chain of hearsay of one claim.  Layer: ledger. */
#include "base/fail.h"
#include "base/str.h"
#include "ledger/state.h"

typedef struct {
    sayso_trace_link *v;
    uint32_t n, cap;
} links;

/* A claim, its document, and its content's words by which copies are found. */
typedef struct {
    const char *id, *document, *words;
} found;

/* The one claim whose id `prefix` begins. */
static sayso_status find_claim(sayso_ledger *l, const char *prefix, sayso_arena *a, found *out,
                               sayso_error *err)
{
    sayso_stmt *s;
    bool row, ok = true, more = false;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_CLAIM_FIND, &s, err, "z", prefix));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    if (!row)
        return sayso__fail(err, SAYSO_ENOTFOUND, 0, "the ledger holds no claim \"%.100s\"", prefix);
    out->id = sayso__sql_text(s, 0, a, &ok);
    out->document = sayso__sql_text(s, 1, a, &ok);
    out->words = sayso__sql_text(s, 2, a, &ok);
    bool exact = ok && strcmp(out->id, prefix) == 0;
    if (ok && !exact)
        SAYSO_TRY(sayso__sql_step(l, s, &more, err));
    sayso__sql_reset(s);
    if (!ok)
        return sayso__fail_memory(err);
    if (more)
        return sayso__fail(err, SAYSO_EUSE, 0, "several claims begin with \"%.100s\"", prefix);
    return SAYSO_OK;
}

static bool add(sayso_arena *a, links *v, const char *role, const char *actor, sayso_state_span *at,
                const char *day)
{
    return SAYSO_PUSH(a, v, (sayso_trace_link){role, actor, at, day});
}

static bool is_relay(const sayso_state_claim *c, uint32_t actor)
{
    for (uint32_t i = 0; i < c->n_relay; i++)
        if (c->relay[i].actor == actor)
            return true;
    return false;
}

/* Those in whose words the claim stands, but for the ones that are its relays anyway. */
static bool add_parents(const sayso_state *s, const sayso_state_claim *c, sayso_arena *a, links *v)
{
    uint32_t p = c->parent;
    for (uint32_t n = 0; p != SAYSO_NONE && n < s->n_claim; p = s->claim[p].parent, n++) {
        const sayso_state_claim *x = &s->claim[p];
        bool known = x->source_actor != SAYSO_NONE;
        if (known && is_relay(c, x->source_actor))
            continue;
        if (!add(a, v, "relay", known ? s->actor[x->source_actor].name : NULL,
                 x->n_source ? &x->source[0] : NULL, x->said))
            return false;
    }
    return true;
}

/* From the speaker outward: who it speaks for, relays from the innermost, the agency of the
 * report's credit, the outlet. */
static bool make_links(sayso_trace *out, sayso_arena *a)
{
    const sayso_state *s = &out->state;
    const sayso_state_claim *c = &s->claim[out->claim];
    const sayso_state_report *r = &s->report[c->report];
    links v = {0};
    sayso_state_span *words = c->n_source ? &c->source[0] : c->n_cue ? &c->cue[0] : NULL;
    bool ok =
        add(a, &v, "speaker", c->source_actor == SAYSO_NONE ? NULL : s->actor[c->source_actor].name,
            words, c->said);
    if (c->speaks_for != SAYSO_NONE)
        ok = ok && add(a, &v, "organization", s->actor[c->speaks_for].name, NULL, NULL);
    ok = ok && add_parents(s, c, a, &v);
    for (uint32_t i = c->n_relay; i-- > 0;)
        ok = ok &&
             add(a, &v, "relay", s->actor[c->relay[i].actor].name, c->relay[i].at, c->relay[i].day);
    if (r->credit)
        ok = ok && add(a, &v, "agency", r->credit, NULL, NULL);
    ok = ok && add(a, &v, "outlet", r->publisher ? r->publisher : r->id, NULL, r->day);
    out->link = v.v;
    out->n_link = v.n;
    return ok;
}

static sayso_status find_carriers(sayso_ledger *l, const found *claim, sayso_arena *a,
                                  sayso_trace *out, sayso_error *err)
{
    struct {
        const char **v;
        uint32_t n, cap;
    } v = {0};
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_CARRIERS, &s, err, "zz", claim->words, claim->id));
    for (bool row = true, ok = true; row;) {
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
        if (row && (!SAYSO_PUSH(a, &v, sayso__sql_text(s, 0, a, &ok)) || !ok)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(err);
        }
    }
    out->carrier = v.v;
    out->n_carrier = v.n;
    return SAYSO_OK;
}

static sayso_status trace_claim(sayso_ledger *l, const char *claim, sayso_arena *a,
                                sayso_trace *out, sayso_error *err)
{
    found f = {0};
    SAYSO_TRY(find_claim(l, claim, a, &f, err));
    sayso_arena t;
    sayso__arena_init(&t, 0);
    sayso_load x = {.l = l, .a = a, .t = &t, .err = err, .out = &out->state};
    sayso_status status = sayso__state_load(&x, "WHERE d.document_id = ?1", f.document);
    sayso__arena_free(&t);
    SAYSO_TRY(status);
    out->claim = SAYSO_NONE;
    for (uint32_t i = 0; i < out->state.n_claim; i++)
        if (strcmp(out->state.claim[i].id, f.id) == 0)
            out->claim = i;
    if (out->claim == SAYSO_NONE)
        return sayso__fail(err, SAYSO_ELEDGER, 0, "ledger %s: the file is damaged (claim %s)",
                           l->path, f.id);
    if (!make_links(out, a))
        return sayso__fail_memory(err);
    return find_carriers(l, &f, a, out, err);
}

sayso_status sayso__ledger_trace(sayso_ledger *l, const char *claim, sayso_arena *a,
                                 sayso_trace *out, sayso_error *err)
{
    bool began;
    *out = (sayso_trace){0};
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso_status status = trace_claim(l, claim, a, out, err);
    sayso__sql_release(l, began);
    return status;
}
