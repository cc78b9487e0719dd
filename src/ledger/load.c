/* load.c -- base rows of a set of reports into the state's flat arrays.  Layer: ledger.
 *
 * Report by report, with statements that follow each table's order by document. Offsets come from
 * a file that may be damaged: each is checked against the text before it is used. */
#include "ledger/load.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "ledger/names.h"

/* A span as the table has it, not checked yet. */
typedef struct {
    bool title;
    int64_t at[6];
} place;

/* What is loaded of one report. */
typedef struct {
    sayso_load *x;
    uint32_t report;
    sayso_arena *t;          /* for this report alone */
    sayso_table actor;       /* actor_id -> raw index */
    sayso_table claim;       /* claim_id -> claim index */
    sayso_table attribution; /* attribution_id -> claim index */
    sayso_table figure;      /* figure_id -> figure index */
    sayso_table span;        /* span_id -> index in place */
    SAYSO_ARRAY(place) place;
    uint32_t piece_of;               /* the claim whose pieces are loaded */
    uint32_t first_actor;            /* raw index of its first actor */
    SAYSO_ARRAY(const char *) whole; /* figure_id of which each of its figures is a part, or NULL */
} one;

static const char *text_at(sayso_stmt *s, int column, sayso_load *x, bool *ok)
{
    return sayso__sql_text(s, column, x->a, ok);
}

/* ---- reports ----------------------------------------------------------------------------- */

typedef SAYSO_ARRAY(sayso_state_report) reports;

static bool take_report(sayso_load *x, sayso_stmt *s, sayso_state_report *r)
{
    bool ok = true;
    const char **field[] = {&r->id,     &r->publisher, &r->published, &r->url, &r->title,
                            &r->byline, &r->credit,    &r->language,  &r->day, &r->uri,
                            &r->sha256, &r->text,      &r->group};
    for (uint32_t i = 0; i < sizeof field / sizeof *field; i++)
        *field[i] = text_at(s, (int)i, x, &ok);
    r->n_text = sayso__sql_str(s, 11).n;
    r->revision_of = SAYSO_NONE;
    int64_t n_claim = sayso__sql_int(s, 15);
    r->n_claim = n_claim > 0 && n_claim < UINT32_MAX / 1024 ? (uint32_t)n_claim : 0;
    return ok;
}

/* revision_of by document id, once all reports are here. */
static bool link_versions(sayso_load *x, const char **older)
{
    sayso_table t;
    sayso__table_init(&t, x->t);
    for (uint32_t i = 0; i < x->out->n_report; i++) {
        sayso_table_entry *e = sayso__table_put(&t, sayso__str_z(x->document[i]));
        if (!e)
            return false;
        e->value = i;
    }
    for (uint32_t i = 0; i < x->out->n_report; i++) {
        sayso_table_entry *e = older[i] ? sayso__table_find(&t, sayso__str_z(older[i])) : NULL;
        if (!e || e->value == i)
            continue;
        x->out->report[i].revision_of = e->value;
        x->out->report[e->value].older = true;
    }
    return true;
}

typedef struct {
    reports report;
    SAYSO_ARRAY(const char *) id;
    SAYSO_ARRAY(const char *) older;
} heads;

static sayso_status take_head(sayso_load *x, sayso_stmt *s, heads *h)
{
    sayso_state_report r = {0};
    bool ok = true;
    const char *id = sayso__sql_text(s, 13, x->a, &ok), *older = sayso__sql_text(s, 14, x->t, &ok);
    SAYSO_NEED(x, take_report(x, s, &r) && ok && SAYSO_PUSH(x->a, &h->report, r) &&
                      SAYSO_PUSH(x->a, &h->id, id) && SAYSO_PUSH(x->t, &h->older, older));
    return SAYSO_OK;
}

static sayso_status keep_heads(sayso_load *x, const heads *h)
{
    x->out->report = h->report.v;
    x->out->n_report = h->report.n;
    x->document = h->id.v;
    SAYSO_NEED(x, link_versions(x, h->older.v));
    return SAYSO_OK;
}

/* By a statement that is kept. */
static sayso_status load_by(sayso_load *x, sayso_sql id, const char *value)
{
    heads h = {0};
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(x->l, id, &s, x->err, "z", value));
    sayso_status status = SAYSO_OK;
    int rc;
    while (status == SAYSO_OK && (rc = sayso__sql_next(s)) != SAYSO_DONE)
        status = rc == SAYSO_ROW ? take_head(x, s, &h) : sayso__sql_fail(x->l, rc, x->err);
    sayso__sql_reset(s);
    SAYSO_TRY(status);
    return keep_heads(x, &h);
}

static sayso_status load_heads(sayso_load *x, const char *where, const char *value)
{
    heads h = {0};
    sayso_stmt *s;
    if (!where)
        return load_by(x, SAYSO_SQL_ROW_HEADS, value);
    sayso_str sql = sayso__arena_print(x->t,
                                       "SELECT " SAYSO_SQL_REPORT
                                       " FROM document d %s ORDER BY " SAYSO_SQL_BY_TIME,
                                       where);
    SAYSO_NEED(x, sql.p);
    SAYSO_TRY(sayso__sql_prepare(x->l, sql.p, &s, x->err, value ? "z" : "", value));
    sayso_status status = SAYSO_OK;
    int rc;
    while (status == SAYSO_OK && (rc = sayso__sql_next(s)) != SAYSO_DONE)
        status = rc == SAYSO_ROW ? take_head(x, s, &h) : sayso__sql_fail(x->l, rc, x->err);
    sayso__sql_finish(s);
    SAYSO_TRY(status);
    return keep_heads(x, &h);
}

sayso_status sayso__load_heads(sayso_load *x, const char *event)
{
    return load_by(x, SAYSO_SQL_PART_HEADS, event);
}

/* ---- spans ------------------------------------------------------------------------------- */

static place read_place(sayso_stmt *s)
{
    place p = {.title = sayso__str_is(sayso__sql_str(s, 1), "title")};
    for (int i = 0; i < 6; i++)
        p.at[i] = sayso__sql_int(s, 2 + i);
    return p;
}

static sayso_status take_place(one *o, sayso_stmt *s)
{
    sayso_str id = sayso__sql_str(s, 0);
    const char *key = sayso__arena_copy(o->t, id.p ? id.p : "", id.n);
    sayso_table_entry *e = key ? sayso__table_put(&o->span, sayso__str(key, id.n)) : NULL;
    SAYSO_NEED(o->x, e);
    e->value = o->place.n;
    SAYSO_NEED(o->x, SAYSO_PUSH(o->t, &o->place, read_place(s)));
    return SAYSO_OK;
}

static sayso_status check_place(sayso_load *x, uint32_t report, const place *p,
                                sayso_state_span *out)
{
    const sayso_state_report *r = &x->out->report[report];
    const int64_t *v = p->at;
    bool title = p->title;
    const char *text = title ? r->title : r->text;
    size_t n = !text ? 0 : title ? strlen(text) : r->n_text;
    if (v[0] < 0 || v[0] > v[1] || v[1] > (int64_t)n || v[2] < 0 || v[2] > v[3] || v[3] > v[1] ||
        v[4] < 0 || v[4] > v[5] || v[5] > UINT32_MAX)
        return sayso__fail(x->err, SAYSO_ELEDGER, 0,
                           "ledger %s: a span of report %s lies outside its text", x->l->path,
                           r->id);
    *out = (sayso_state_span){.title = title,
                              .bytes = {(uint32_t)v[0], (uint32_t)v[1]},
                              .chars = {(uint32_t)v[2], (uint32_t)v[3]},
                              .raw = {(uint32_t)v[4], (uint32_t)v[5]}};
    out->text = sayso__arena_copy(x->a, text + v[0], (size_t)(v[1] - v[0]));
    SAYSO_NEED(x, out->text);
    return SAYSO_OK;
}

/* The span of that id; *found is false where there is none. */
static sayso_status take_span(one *o, sayso_str id, sayso_state_span *out, bool *found)
{
    const sayso_table_entry *e = id.p ? sayso__table_find(&o->span, id) : NULL;
    *found = e != NULL;
    return e ? check_place(o->x, o->report, &o->place.v[e->value], out) : SAYSO_OK;
}

/* ---- actors ------------------------------------------------------------------------------ */

/* Lines of text, sorted, so that the order in which a report has them does not matter. */
static int by_text(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static bool take_aliases(sayso_load *x, char *lines, sayso_raw_actor *r)
{
    if (!lines)
        return false;
    uint32_t n = *lines != 0;
    for (const char *p = lines; *p; p++)
        n += *p == '\n';
    r->alias = SAYSO_NEW_N(x->a, const char *, n);
    if (!r->alias)
        return false;
    for (char *p = lines; r->n_alias < n; p++) {
        r->alias[r->n_alias++] = p;
        p += strcspn(p, "\n");
        *p = 0;
    }
    if (n)
        qsort(r->alias, n, sizeof *r->alias, by_text);
    return true;
}

static sayso_status take_actor(one *o, sayso_stmt *s)
{
    sayso_load *x = o->x;
    bool ok = true;
    sayso_raw_actor r = {.report = o->report,
                         .id = text_at(s, 0, x, &ok),
                         .name = text_at(s, 1, x, &ok),
                         .class_ = sayso__sql_word(s, 2, SAYSO_VOCAB_ACTOR_CLASS),
                         .kind = sayso__sql_word(s, 3, SAYSO_VOCAB_MENTION),
                         .named = sayso__sql_int(s, 4) != 0,
                         .official = sayso__sql_int(s, 5) != 0,
                         .country = text_at(s, 6, x, &ok),
                         .sector = text_at(s, 7, x, &ok)};
    int64_t chief = sayso__sql_int(s, 8);
    bool has = !sayso__sql_null(s, 8) && chief >= 0 && chief < UINT32_MAX / 2;
    r.speaks_for = has ? o->first_actor + (uint32_t)chief : SAYSO_NONE;
    sayso_str lines = sayso__sql_str(s, 9);
    SAYSO_NEED(x,
               ok && r.id && r.name &&
                   take_aliases(x, sayso__arena_copy(x->a, lines.p ? lines.p : "", lines.n), &r));
    r.key = sayso__names_key(sayso__str_z(r.name), x->a);
    sayso_table_entry *e = sayso__table_put(&o->actor, sayso__str_z(r.id));
    SAYSO_NEED(x, r.key.p && e);
    e->value = x->actor.n;
    SAYSO_NEED(x, SAYSO_PUSH(x->a, &x->actor, r));
    return SAYSO_OK;
}

static uint32_t actor_of(one *o, sayso_stmt *s, int column)
{
    sayso_str id = sayso__sql_str(s, column);
    sayso_table_entry *e = id.p ? sayso__table_find(&o->actor, id) : NULL;
    return e ? e->value : SAYSO_NONE;
}

/* ---- claims ------------------------------------------------------------------------------ */

static sayso_status note_pieces(one *o, sayso_stmt *s)
{
    sayso_load *x = o->x;
    bool ok = true;
    const sayso_first_pieces p = {text_at(s, 13, x, &ok), text_at(s, 17, x, &ok),
                                  text_at(s, 18, x, &ok)};
    SAYSO_NEED(x, ok && SAYSO_PUSH(x->a, &x->claim_pieces, p));
    return SAYSO_OK;
}

/* One more span behind v[0..n): rows come grouped, so that room is made by copying. */
static sayso_status push_span(sayso_load *x, const sayso_state_span *at, sayso_state_span **v,
                              uint32_t *n)
{
    if ((*n & (*n - 1)) == 0) { /* 0 and powers of two: full */
        sayso_state_span *more = SAYSO_NEW_N(x->a, sayso_state_span, *n ? *n * 2 : 1);
        SAYSO_NEED(x, more);
        if (*n)
            memcpy(more, *v, *n * sizeof **v);
        *v = more;
    }
    (*v)[(*n)++] = *at;
    return SAYSO_OK;
}

/* The same, where there is one of that id. */
static sayso_status add_span(one *o, sayso_str id, sayso_state_span **v, uint32_t *n)
{
    sayso_state_span at;
    bool found;
    SAYSO_TRY(take_span(o, id, &at, &found));
    return found ? push_span(o->x, &at, v, n) : SAYSO_OK;
}

static sayso_status take_claim(one *o, sayso_stmt *s)
{
    sayso_load *x = o->x;
    bool ok = true;
    sayso_state_claim c = {.report = o->report,
                           .id = text_at(s, 0, x, &ok),
                           .act = sayso__sql_word(s, 1, SAYSO_VOCAB_SPEECH_ACT),
                           .stance = sayso__sql_word(s, 2, SAYSO_VOCAB_STANCE),
                           .factuality = sayso__sql_word(s, 3, SAYSO_VOCAB_FACTUALITY),
                           .cameo = text_at(s, 4, x, &ok),
                           .plover = text_at(s, 5, x, &ok),
                           .text = text_at(s, 6, x, &ok),
                           .source_type = sayso__sql_word(s, 7, SAYSO_VOCAB_SOURCE_TYPE),
                           .quote_type = sayso__sql_word(s, 8, SAYSO_VOCAB_QUOTE),
                           .said = text_at(s, 9, x, &ok),
                           .source_actor = actor_of(o, s, 10),
                           .kind = sayso__sql_word(s, 11, SAYSO_VOCAB_KIND),
                           .responsible = actor_of(o, s, 12),
                           .speaks_for = SAYSO_NONE,
                           .parent = SAYSO_NONE};
    sayso_str id = sayso__sql_str(s, 13), parent = sayso__sql_str(s, 14);
    const char *attribution = sayso__arena_copy(o->t, id.p ? id.p : "", id.n);
    const sayso_table_entry *up = parent.p ? sayso__table_find(&o->attribution, parent) : NULL;
    if (up)
        c.parent = up->value;
    const char *proposition = text_at(s, 15, x, &ok);
    SAYSO_NEED(x, ok && c.id && c.text && attribution);
    if (x->derived) {
        SAYSO_TRY(note_pieces(o, s));
    } else {
        SAYSO_TRY(add_span(o, sayso__sql_str(s, 17), &c.source, &c.n_source));
        SAYSO_TRY(add_span(o, sayso__sql_str(s, 18), &c.cue, &c.n_cue));
    }
    const sayso_table_entry *wrong = sayso__table_find(&x->wrong, sayso__str_z(c.id));
    c.wrong = wrong && wrong->value;
    sayso_table_entry *e = sayso__table_put(&o->claim, sayso__str_z(c.id)),
                      *at = sayso__table_put(&o->attribution, sayso__str(attribution, id.n));
    SAYSO_NEED(x, e && at);
    e->value = at->value = x->claim.n;
    SAYSO_NEED(x, SAYSO_PUSH(x->a, &x->claim, c) &&
                      SAYSO_PUSH(x->a, &x->claim_proposition, proposition) &&
                      SAYSO_PUSH(x->a, &x->claim_sources, (uint32_t)sayso__sql_int(s, 16)));
    return SAYSO_OK;
}

typedef sayso_status taker(one *, sayso_stmt *);

static sayso_status take_rows(one *o, sayso_stmt *s, taker *take)
{
    sayso_load *x = o->x;
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
        sayso_status status = row ? take(o, s) : SAYSO_OK;
        if (status != SAYSO_OK) {
            sayso__sql_reset(s);
            return status;
        }
    }
    return SAYSO_OK;
}

static sayso_status each_row(one *o, sayso_sql id, taker *take)
{
    sayso_stmt *s;
    sayso_load *x = o->x;
    SAYSO_TRY(sayso__sql_bind(x->l, id, &s, x->err, "z", x->document[o->report]));
    return take_rows(o, s, take);
}

/* The claim of the attribution that a row names in its first column, or NULL. */
static sayso_state_claim *claim_of(one *o, sayso_stmt *s)
{
    sayso_str id = sayso__sql_str(s, 0);
    const sayso_table_entry *e = id.p ? sayso__table_find(&o->attribution, id) : NULL;
    return e ? &o->x->claim.v[e->value] : NULL;
}

static sayso_status take_content(one *o, sayso_stmt *s)
{
    sayso_state_claim *c = claim_of(o, s);
    return c ? add_span(o, sayso__sql_str(s, 1), &c->content, &c->n_content) : SAYSO_OK;
}

static sayso_status take_piece(one *o, sayso_stmt *s)
{
    sayso_state_claim *c = claim_of(o, s);
    sayso_str id = sayso__sql_str(s, 2);
    if (!c)
        return SAYSO_OK;
    return sayso__str_is(sayso__sql_str(s, 1), "source") ? add_span(o, id, &c->source, &c->n_source)
                                                         : add_span(o, id, &c->cue, &c->n_cue);
}

static sayso_status take_relay(one *o, sayso_stmt *s)
{
    sayso_load *x = o->x;
    sayso_state_claim *c = claim_of(o, s);
    sayso_state_relay r = {.actor = actor_of(o, s, 1)};
    sayso_state_span at;
    bool found, ok = true;
    r.day = text_at(s, 2, x, &ok);
    SAYSO_TRY(take_span(o, sayso__sql_str(s, 3), &at, &found));
    if (!c || r.actor == SAYSO_NONE)
        return SAYSO_OK;
    if (found) {
        r.at = SAYSO_NEW(x->a, sayso_state_span);
        SAYSO_NEED(x, r.at);
        *r.at = at;
    }
    sayso_state_relay *more = SAYSO_NEW_N(x->a, sayso_state_relay, c->n_relay + 1);
    SAYSO_NEED(x, ok && more);
    if (c->n_relay)
        memcpy(more, c->relay, c->n_relay * sizeof *more);
    more[c->n_relay++] = r;
    c->relay = more;
    return SAYSO_OK;
}

static sayso_status take_mark(one *o, sayso_stmt *s)
{
    sayso_str id = sayso__sql_str(s, 0);
    sayso_table_entry *e = id.p ? sayso__table_find(&o->claim, id) : NULL;
    if (e)
        o->x->claim.v[e->value].evidence |= 1u << sayso__sql_word(s, 1, SAYSO_VOCAB_EVIDENCE);
    return SAYSO_OK;
}

static sayso_status take_late_piece(one *o, sayso_stmt *s)
{
    sayso_load *x = o->x;
    sayso_state_claim *c = &x->out->claim[o->piece_of];
    const place row = read_place(s);
    sayso_state_span at;
    SAYSO_TRY(check_place(x, o->report, &row, &at));
    return sayso__str_is(sayso__sql_str(s, 0), "source")
               ? push_span(x, &at, &c->source, &c->n_source)
               : push_span(x, &at, &c->cue, &c->n_cue);
}

sayso_status sayso__load_pieces(sayso_load *x, uint32_t claim)
{
    if (!x->derived)
        return SAYSO_OK;
    one o = {.x = x, .report = x->out->claim[claim].report, .piece_of = claim};
    const sayso_first_pieces *p = &x->claim_pieces.v[claim];
    sayso_stmt *s;
    x->out->claim[claim].n_source = x->out->claim[claim].n_cue = 0; /* may be here already */
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_PIECES_FIRST, &s, x->err, "zz", p->source, p->cue));
    SAYSO_TRY(take_rows(&o, s, take_late_piece));
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_PIECES_REST, &s, x->err, "z", p->attribution));
    return take_rows(&o, s, take_late_piece);
}

/* ---- figures, incidents ------------------------------------------------------------------ */

static sayso_number number_of(sayso_stmt *s, int column)
{
    return (sayso_number){sayso__sql_real(s, column), !sayso__sql_null(s, column)};
}

static sayso_status take_figure(one *o, sayso_stmt *s)
{
    sayso_load *x = o->x;
    bool ok = true, found = x->derived;
    sayso_state_figure f = {.report = o->report,
                            .id = text_at(s, 0, x, &ok),
                            .claim = SAYSO_NONE,
                            .measure = sayso__sql_word(s, 2, SAYSO_VOCAB_MEASURE),
                            .population = text_at(s, 3, x, &ok),
                            .unit = text_at(s, 4, x, &ok),
                            .low = number_of(s, 5),
                            .best = number_of(s, 6),
                            .high = number_of(s, 7),
                            .mod = sayso__sql_word(s, 8, SAYSO_VOCAB_MOD),
                            .as_of = text_at(s, 9, x, &ok),
                            .answer = text_at(s, 10, x, &ok),
                            .part_of = SAYSO_NONE,
                            .supersedes = SAYSO_NONE,
                            .source_actor = SAYSO_NONE};
    sayso_str claim = sayso__sql_str(s, 1);
    sayso_table_entry *e = claim.p ? sayso__table_find(&o->claim, claim) : NULL;
    if (e)
        f.claim = e->value;
    const char *whole = sayso__sql_text(s, 11, o->t, &ok);
    if (!x->derived)
        SAYSO_TRY(take_span(o, sayso__sql_str(s, 12), &f.at, &found));
    if (!found)
        return SAYSO_OK;
    SAYSO_NEED(x, ok && f.id);
    e = sayso__table_put(&o->figure, sayso__str_z(f.id));
    SAYSO_NEED(x, e);
    e->value = x->figure.n;
    SAYSO_NEED(x, SAYSO_PUSH(x->a, &x->figure, f) && SAYSO_PUSH(o->t, &o->whole, whole));
    return SAYSO_OK;
}

/* A part may stand before its whole, so the two are joined when all are here. */
static void link_parts(one *o, uint32_t first)
{
    for (uint32_t i = 0; i < o->whole.n; i++) {
        const char *id = o->whole.v[i];
        const sayso_table_entry *e = id ? sayso__table_find(&o->figure, sayso__str_z(id)) : NULL;
        if (e && e->value != first + i)
            o->x->figure.v[first + i].part_of = e->value;
    }
}

static sayso_status take_incident(one *o, sayso_stmt *s)
{
    sayso_load *x = o->x;
    bool ok = true;
    sayso_raw_incident i = {.report = o->report,
                            .main = sayso__sql_int(s, 0) == 0,
                            .kind = sayso__sql_word(s, 1, SAYSO_VOCAB_EVENT),
                            .first = text_at(s, 2, x, &ok),
                            .last = text_at(s, 3, x, &ok),
                            .place = text_at(s, 4, x, &ok),
                            .country = text_at(s, 5, x, &ok)};
    SAYSO_NEED(x, ok && SAYSO_PUSH(x->t, &x->incident, i));
    return SAYSO_OK;
}

/* ---- all --------------------------------------------------------------------------------- */

/* What a later mark says of a claim goes. */
static sayso_status load_wrong(sayso_load *x)
{
    sayso_stmt *s;
    sayso__table_init(&x->wrong, x->t);
    SAYSO_TRY(sayso__sql_bind(x->l, SAYSO_SQL_WRONG, &s, x->err, ""));
    for (bool row = true, ok = true; row;) {
        SAYSO_TRY(sayso__sql_step(x->l, s, &row, x->err));
        const char *claim = row ? sayso__sql_text(s, 0, x->t, &ok) : NULL;
        sayso_table_entry *e = claim ? sayso__table_put(&x->wrong, sayso__str_z(claim)) : NULL;
        if (!ok || (claim && !e)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(x->err);
        }
        if (e)
            e->value = sayso__str_is(sayso__sql_str(s, 1), "claim wrong");
    }
    return SAYSO_OK;
}

static sayso_status load_one(sayso_load *x, uint32_t report, sayso_arena *t)
{
    one o = {.x = x, .report = report, .t = t, .first_actor = x->actor.n};
    sayso_state_report *r = &x->out->report[report];
    sayso_table *const tables[] = {&o.actor, &o.claim, &o.attribution, &o.figure, &o.span};
    for (uint32_t i = 0; i < sizeof tables / sizeof *tables; i++)
        sayso__table_init(tables[i], t);
    if (!x->derived)
        SAYSO_TRY(each_row(&o, SAYSO_SQL_SPANS, take_place));
    SAYSO_TRY(each_row(&o, SAYSO_SQL_REPORT_ACTORS, take_actor));
    for (uint32_t i = o.first_actor; i < x->actor.n; i++)
        if (x->actor.v[i].speaks_for >= x->actor.n)
            x->actor.v[i].speaks_for = SAYSO_NONE;
    r->claim = x->claim.n;
    SAYSO_TRY(each_row(&o, SAYSO_SQL_CLAIMS, take_claim));
    if (!x->derived) {
        SAYSO_TRY(each_row(&o, SAYSO_SQL_PIECES_MORE, take_piece));
        SAYSO_TRY(each_row(&o, SAYSO_SQL_CONTENTS, take_content));
        SAYSO_TRY(each_row(&o, SAYSO_SQL_RELAYS, take_relay));
        SAYSO_TRY(each_row(&o, SAYSO_SQL_MARKS, take_mark));
    }
    r->n_claim = x->claim.n - r->claim;
    r->figure = x->figure.n;
    SAYSO_TRY(each_row(&o, SAYSO_SQL_FIGURES, take_figure));
    link_parts(&o, r->figure);
    r->n_figure = x->figure.n - r->figure;
    return x->head ? SAYSO_OK : each_row(&o, SAYSO_SQL_INCIDENTS, take_incident);
}

/* What hangs on the reports whose heads are here. */
static sayso_status load_bodies(sayso_load *x)
{
    sayso_arena t;
    sayso__arena_init(&t, 0);
    sayso_status status = load_wrong(x);
    for (uint32_t i = 0; status == SAYSO_OK && i < x->out->n_report; i++) {
        status = load_one(x, i, &t);
        sayso__arena_reset(&t);
    }
    sayso__arena_free(&t);
    SAYSO_TRY(status);
    x->out->claim = x->claim.v;
    x->out->n_claim = x->claim.n;
    x->out->figure = x->figure.v;
    x->out->n_figure = x->figure.n;
    x->proposition = x->claim_proposition.v;
    for (uint32_t i = 0; i < x->out->n_figure; i++) {
        sayso_state_figure *f = &x->out->figure[i];
        if (f->claim != SAYSO_NONE)
            f->source_actor = x->out->claim[f->claim].source_actor;
    }
    return SAYSO_OK;
}

sayso_status sayso__load_reports(sayso_load *x, const char *where, const char *value)
{
    SAYSO_TRY(load_heads(x, where, value));
    return load_bodies(x);
}

sayso_status sayso__load_report(sayso_load *x, const char *document)
{
    SAYSO_TRY(load_by(x, SAYSO_SQL_HEAD, document));
    return load_bodies(x);
}
