/* rows.c -- `show` and `find`: tables of cells, with filters.  Layer: ledger. */
#include "ledger/rows.h"

#include <stdio.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/find.h"
#include "ledger/names.h"

/* ---- cells ------------------------------------------------------------------------------- */

static void push(sayso_rows *b, sayso_cell c)
{
    if (!SAYSO_PUSH(b->a, &b->cell, c))
        b->failed = true;
}

void sayso__rows_text(sayso_rows *b, const char *text)
{
    push(b, (sayso_cell){text ? SAYSO_CELL_TEXT : SAYSO_CELL_NULL, text, 0});
}

void sayso__rows_number(sayso_rows *b, double v)
{
    push(b, (sayso_cell){SAYSO_CELL_NUMBER, NULL, v});
}

void sayso__rows_maybe(sayso_rows *b, sayso_number v)
{
    push(b, (sayso_cell){v.known ? SAYSO_CELL_NUMBER : SAYSO_CELL_NULL, NULL, v.v});
}

void sayso__rows_flag(sayso_rows *b, bool v)
{
    push(b, (sayso_cell){SAYSO_CELL_FLAG, NULL, v});
}

/* Items hold no line break: those of a text become spaces. */
void sayso__rows_item(sayso_rows_list *l, const char *text)
{
    if (!l->n++)
        sayso__sink_memory(&l->text);
    else
        sayso__sink_char(&l->text, '\n');
    for (const char *p = text ? text : ""; *p; p++)
        sayso__sink_char(&l->text, *p == '\n' || *p == '\r' ? ' ' : *p);
}

void sayso__rows_share(sayso_rows_list *l, double share)
{
    char text[16];
    snprintf(text, sizeof text, "%u", (unsigned)(100 * share + 0.5));
    sayso__rows_item(l, text);
}

void sayso__rows_list(sayso_rows *b, sayso_rows_list *l)
{
    const char *text = "";
    if (l->n) {
        text = l->text.failed ? NULL : sayso__arena_copy(b->a, l->text.buf, l->text.n);
        sayso__sink_free(&l->text);
    }
    b->failed = b->failed || !text;
    push(b, (sayso_cell){SAYSO_CELL_LIST, text, l->n});
}

/* ---- filters ----------------------------------------------------------------------------- */

static bool named(const sayso_state_actor *a, sayso_str key, sayso_arena *t)
{
    if (sayso__str_eq(sayso__names_key(sayso__str_z(a->name), t), key))
        return true;
    for (uint32_t i = 0; i < a->n_alias; i++)
        if (sayso__str_eq(sayso__names_key(sayso__str_z(a->alias[i]), t), key))
            return true;
    return false;
}

/* [n_actor]: those that `name` means, and those whose words count as theirs. NULL: out of memory.
 */
static bool *meant(const sayso_state *s, const char *name, sayso_arena *a, sayso_arena *t)
{
    bool *v = SAYSO_NEW_N(a, bool, s->n_actor), *direct = SAYSO_NEW_N(t, bool, s->n_actor);
    sayso_str key = sayso__names_key(sayso__str_z(name), t);
    if (!v || !direct || !key.p)
        return NULL;
    for (uint32_t i = 0; i < s->n_actor; i++)
        direct[i] = named(&s->actor[i], key, t);
    for (uint32_t i = 0; i < s->n_actor; i++)
        v[i] = direct[i] || direct[s->actor[i].party];
    return v;
}

bool sayso__rows_by(const sayso_rows *b, uint32_t actor)
{
    return !b->by || (actor != SAYSO_NONE && b->by[actor]);
}

bool sayso__rows_about(const sayso_rows *b, uint32_t actor)
{
    return !b->about || (actor != SAYSO_NONE && b->about[actor]);
}

bool sayso__rows_day(const sayso_rows *b, const char *day)
{
    const sayso_show_filter *f = b->filter;
    if (!f->since && !f->until)
        return true;
    return day && (!f->since || strcmp(day, f->since) >= 0) &&
           (!f->until || strncmp(day, f->until, strlen(f->until)) <= 0);
}

/* ---- tables that need no state ----------------------------------------------------------- */

typedef struct {
    void (*write)(sayso_rows *); /* from a state; NULL: from sql */
    const char *sql;             /* ... or where no filter is set and the ledger is settled */
    const char *column[24];
    uint32_t lists; /* mask of the columns that sql gives as lists */
} view;

/* A cell of a table from SQL; columns of the mask `lists` hold items, one a line. */
static bool sql_cell(sayso_rows *b, sayso_stmt *s, int i, uint32_t lists)
{
    bool ok = true;
    if (lists >> i & 1) {
        sayso_str items = sayso__sql_str(s, i);
        const char *text = sayso__arena_copy(b->a, items.p ? items.p : "", items.n);
        push(b, (sayso_cell){SAYSO_CELL_LIST, text, 0});
        return text;
    }
    if (sayso__sql_is_number(s, i))
        sayso__rows_number(b, sayso__sql_real(s, i));
    else
        sayso__rows_text(b, sayso__sql_text(s, i, b->a, &ok));
    return ok;
}

static sayso_status sql_rows(sayso_ledger *l, sayso_rows *b, const view *v, sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_prepare(l, v->sql, &s, err, ""));
    int rc;
    bool ok = true;
    while (ok && !b->failed && (rc = sayso__sql_next(s)) == SAYSO_ROW)
        for (int i = 0; ok && i < sayso__sql_columns(s); i++)
            ok = sql_cell(b, s, i, v->lists);
    sayso_status status = !ok || b->failed   ? sayso__fail_memory(err)
                          : rc != SAYSO_DONE ? sayso__sql_fail(l, rc, err)
                                             : SAYSO_OK;
    sayso__sql_finish(s);
    return status;
}

static const char incidents_sql[] =
    "SELECT i.incident_id, d.report_id, i.kind, i.date_first, i.date_last, i.place, i.country, "
    "(SELECT group_concat(text, '; ') FROM incident_role r WHERE r.incident_id = i.incident_id "
    "AND role = 'perpetrator'), "
    "(SELECT group_concat(text, '; ') FROM incident_role r WHERE r.incident_id = i.incident_id "
    "AND role = 'target'), "
    "(SELECT group_concat(text, '; ') FROM incident_role r WHERE r.incident_id = i.incident_id "
    "AND role = 'weapon'), "
    "(SELECT group_concat(text, '; ') FROM incident_role r WHERE r.incident_id = i.incident_id "
    "AND role = 'victim'), "
    "coalesce(i.status, 'reported'), c.theirs, p.theirs, w.theirs "
    "FROM incident i JOIN document d USING (document_id) "
    "LEFT JOIN code_map c ON c.scheme = 'CAMEO' AND c.ours = i.kind "
    "LEFT JOIN code_map p ON p.scheme = 'PLOVER' AND p.ours = i.kind "
    "LEFT JOIN code_map w ON w.scheme = 'reason' AND w.ours = i.kind "
    "ORDER BY d.date_published IS NULL, d.date_published, d.n, i.ord";

/* Reports and events of all of a settled ledger, without a state; copies: rows_copies.c. */
static const char reports_sql[] =
    "SELECT d.report_id, d.publisher, " SAYSO_SQL_PUBLISHED
    ", d.headline, (SELECT group_concat(event_id, "
    "char(10)) FROM (SELECT event_id FROM event_report r WHERE r.document_id = d.document_id ORDER "
    "BY r.ord)), d.group_id, o.report_id FROM document d LEFT JOIN document o ON o.document_id = "
    "d.revision_of ORDER BY d.date_published IS NULL, d.date_published, d.n";

static const char events_sql[] =
    "SELECT event_id, name, kind, date, place, country, n_reports FROM event ORDER BY first IS "
    "NULL, first, event_id";

/* Those of all of a settled ledger, an actor of several events once. */
static const char actors_sql[] =
    "SELECT a.actor_id, a.name, a.class, a.country, a.sector, c.name, (SELECT group_concat(alias, "
    "char(10)) FROM (SELECT alias FROM actor_alias x WHERE x.actor_id = a.actor_id ORDER BY "
    "alias)), coalesce(k.n, 0) FROM actor a LEFT JOIN actor c ON c.actor_id = a.speaks_for LEFT "
    "JOIN (SELECT CAST(coalesce(b.same_as, b.actor_id) AS TEXT) AS id, count(*) AS n FROM "
    "attribution t JOIN "
    "actor b ON b.actor_id = t.source_actor GROUP BY 1) k ON k.id = a.actor_id WHERE a.same_as IS "
    "NULL ORDER BY 8 DESC, a.name, a.actor_id";

static const char refused_sql[] =
    "SELECT d.report_id, r.uri, r.byte, r.reason FROM refusal r LEFT JOIN document d USING "
    "(document_id) ORDER BY r.n";

/* Of a split the reports that go are a list, one a line. */
static const char corrections_sql[] =
    "SELECT what, old, coalesce(new, ''), who, at FROM correction ORDER BY n";

/* ---- all --------------------------------------------------------------------------------- */

static const view views[SAYSO_N_SHOW] = {
    [SAYSO_SHOW_REPORTS] = {sayso__rows_reports,
                            reports_sql,
                            {"report", "publisher", "published", "title", "events", "group",
                             "revision_of"},
                            1u << 4},
    [SAYSO_SHOW_COPIES] = {sayso__rows_copies,
                           "",
                           {"group_id", "agency", "first", "n_documents", "reports", "shared"},
                           0},
    [SAYSO_SHOW_ACTORS] = {sayso__rows_actors,
                           actors_sql,
                           {"actor_id", "name", "class", "country", "sector", "speaks_for",
                            "aliases", "n_claims"},
                           1u << 6},
    [SAYSO_SHOW_CLAIMS] = {sayso__rows_claims,
                           NULL,
                           {"claim",   "report",     "source_actor",  "speaks_for", "source_type",
                            "via",     "said",       "speech_act",    "kind",       "responsible",
                            "stance",  "factuality", "evidence",      "quote_type", "source",
                            "cue",     "content",    "n_independent", "cameo",      "plover",
                            "no_code", "wrong"}},
    [SAYSO_SHOW_FIGURES] = {sayso__rows_figures,
                            NULL,
                            {"figure_id", "report", "claim", "source_actor", "measure",
                             "population", "low", "best", "high", "mod", "unit", "as_of", "answer",
                             "supersedes", "text"}},
    [SAYSO_SHOW_POSITIONS] = {sayso__rows_positions,
                              NULL,
                              {"actor", "question", "date", "report", "position", "claim",
                               "changed"}},
    [SAYSO_SHOW_BLAME] = {sayso__rows_blame, NULL, {"by", "of", "first", "claims", "denied_by"}},
    [SAYSO_SHOW_INCIDENTS] = {NULL,
                              incidents_sql,
                              {"incident_id", "report", "kind", "date_first", "date_last", "place",
                               "country", "perpetrators", "targets", "weapons", "victims", "status",
                               "cameo", "plover", "no_code"}},
    [SAYSO_SHOW_TIMELINE] = {sayso__rows_timeline,
                             NULL,
                             {"date", "precision", "what", "text", "report", "field", "byte_start",
                              "byte_end"}},
    [SAYSO_SHOW_EVENTS] = {sayso__rows_events,
                           events_sql,
                           {"event_id", "name", "kind", "date", "place", "country", "n_reports"}},
    [SAYSO_SHOW_REFUSED] = {NULL, refused_sql, {"report", "uri", "byte", "reason"}},
    [SAYSO_SHOW_CORRECTIONS] = {NULL,
                                corrections_sql,
                                {"what", "subject", "other", "who", "at"},
                                1u << 2},
    [SAYSO_SHOW_FIND] = {NULL,
                         NULL,
                         {"what", "report", "claim", "source_actor", "speech_act", "day",
                          "publisher", "title", "text"}},
};

/* Rows of one state behind those of b. */
static sayso_status state_rows(const view *v, const sayso_state *s, sayso_rows *b, sayso_error *err)
{
    const sayso_show_filter *f = b->filter;
    sayso_arena t;
    sayso__arena_init(&t, 0);
    bool ok = (!f->by || (b->by = meant(s, f->by, b->a, &t))) &&
              (!f->about || (b->about = meant(s, f->about, b->a, &t)));
    sayso__arena_free(&t);
    if (!ok)
        return sayso__fail_memory(err);
    b->s = s;
    v->write(b);
    return b->failed ? sayso__fail_memory(err) : SAYSO_OK;
}

/* Rows of one event after another; their texts outlive its state. */
typedef struct {
    const view *v;
    sayso_rows *b;
} gathering;

static sayso_status gather(void *user, const sayso_state *s, sayso_arena *a, sayso_error *err)
{
    gathering *g = user;
    uint32_t first = g->b->cell.n;
    (void)a;
    SAYSO_TRY(state_rows(g->v, s, g->b, err));
    for (uint32_t i = first; i < g->b->cell.n; i++) {
        sayso_cell *c = &g->b->cell.v[i];
        if (c->kind == SAYSO_CELL_TEXT)
            c->text = sayso__arena_copy(g->b->a, c->text, strlen(c->text));
        if (c->kind == SAYSO_CELL_TEXT && !c->text)
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}

/* Is a view that could be read off a state to be read from the tables? */
static sayso_status reads_directly(sayso_ledger *l, const view *v, const sayso_show_filter *f,
                                   bool *directly, sayso_error *err)
{
    int64_t mark, last;
    SAYSO_TRY(sayso__settle_mark(l, &mark, &last, err));
    *directly = v->write && v->sql && last && mark == last && !f->event && !f->as_of && !f->since &&
                !f->until && !f->by && !f->about;
    return SAYSO_OK;
}

/* An actor stands in the tables of several events; of the whole ledger it is one row. */
static sayso_status rows_of_events(sayso_ledger *l, sayso_show show, sayso_rows *b,
                                   sayso_error *err)
{
    const sayso_show_filter *f = b->filter;
    sayso_state_query query = {f->event, !f->event && show == SAYSO_SHOW_ACTORS, f->as_of};
    gathering g = {&views[show], b};
    return sayso__ledger_each_event(l, &query, gather, &g, err);
}

uint32_t sayso__show_columns(sayso_show show, const char *const **column)
{
    uint32_t n = 0;
    *column = views[show].column;
    while (n < 24 && views[show].column[n])
        n++;
    return n;
}

static void finish(sayso_show show, const sayso_rows *b, sayso_table_rows *out)
{
    *out = (sayso_table_rows){.cell = b->cell.v};
    out->n_column = sayso__show_columns(show, &out->column);
    out->n_row = b->cell.n / out->n_column;
}

static sayso_status parse_act(sayso_rows *b, sayso_error *err)
{
    const char *act = b->filter->act;
    b->act = act ? sayso__word_parse(SAYSO_VOCAB_SPEECH_ACT, sayso__str_z(act)) : 0;
    if (act && !b->act)
        return sayso__fail(err, SAYSO_EUSE, 0, "no such speech act: \"%.60s\"", act);
    return SAYSO_OK;
}

sayso_status sayso__state_rows(const sayso_state *s, sayso_show show,
                               const sayso_show_filter *filter, sayso_arena *a,
                               sayso_table_rows *out, sayso_error *err)
{
    sayso_rows b = {.a = a, .filter = filter};
    *out = (sayso_table_rows){0};
    if (!views[show].write)
        return sayso__fail(err, SAYSO_EUSE, 0, "no table of one state");
    SAYSO_TRY(parse_act(&b, err));
    SAYSO_TRY(state_rows(&views[show], s, &b, err));
    finish(show, &b, out);
    return SAYSO_OK;
}

sayso_status sayso__ledger_rows(sayso_ledger *l, sayso_show show, const sayso_show_filter *filter,
                                sayso_arena *a, sayso_table_rows *out, sayso_error *err)
{
    *out = (sayso_table_rows){0};
    const view *v = &views[show];
    sayso_rows b = {.a = a, .filter = filter};
    SAYSO_TRY(parse_act(&b, err));
    bool direct;
    SAYSO_TRY(reads_directly(l, v, filter, &direct, err));
    if (v->write && !direct) {
        SAYSO_TRY(rows_of_events(l, show, &b, err));
    } else if (show == SAYSO_SHOW_COPIES) {
        SAYSO_TRY(sayso__rows_copies_stored(l, &b, err));
    } else if (show == SAYSO_SHOW_FIND) {
        SAYSO_TRY(sayso__find_rows(l, &b, err));
    } else {
        SAYSO_TRY(sql_rows(l, &b, v, err));
    }
    finish(show, &b, out);
    return SAYSO_OK;
}
