/* find.c -- full-text search over reports and claims.  Layer: ledger.
 *
 * Of a word that very many texts hold only the latest READ_MOST are ranked (BM25), so that an
 * answer does not wait for all of them; with filters, of the latest FILTERED_MOST those that pass.
 * Who is meant is told from names, row by row of those. Snippets are made for the rows that are
 * handed out alone. In them the words looked for stand between the bytes SAYSO_FIND_BEG
 * and SAYSO_FIND_END. */
#include "ledger/find.h"

#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vocab.h"
#include "ledger/names.h"
#include "ledger/sql_driver.h"
#include "ledger/stored_events.h"

#define READ_MOST     2000
#define FILTERED_MOST 16000
#define REPORTS_MOST  20u
#define CLAIMS_MOST   50u
#define CHIEFS_MOST   4u /* steps from a speaker to those it speaks for */

#define COLUMNS       9u /* of the answer, the snippet last */

typedef struct {
    int64_t n;
    const char *cell[COLUMNS];
} hit;

typedef struct {
    sayso_ledger *l;
    sayso_rows *b;
    sayso_error *err;
    sayso_arena t;
    sayso_str words;                   /* of the full-text query */
    const char *event;                 /* id or NULL */
    sayso_str by, about;               /* keys; p == NULL: all */
    sayso_table by_actor, about_actor; /* actor id -> 1: meant, 0: not */
    SAYSO_ARRAY(hit) hit;              /* rows that are handed out */
} finder;

sayso_str sayso__find_words(const sayso_ledger *l, const char *words, sayso_arena *a)
{
    return l->driver->query(words, false, a);
}

/* ---- who is meant ------------------------------------------------------------------------ */

static sayso_status has_alias(finder *f, const char *id, sayso_str key, bool *has)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_ALIASES, &s, f->err, "z", id));
    for (bool row = true; row && !*has;) {
        SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
        sayso_str alias = row ? sayso__names_key(sayso__sql_str(s, 0), &f->t) : (sayso_str){"", 0};
        *has = alias.p && alias.n && sayso__str_eq(alias, key);
    }
    sayso__sql_reset(s);
    return SAYSO_OK;
}

/* Is an actor, the one that it is merged into, or one that it speaks for, called by the key? */
static sayso_status is_called(finder *f, const char *id, sayso_str key, bool *called)
{
    *called = false;
    for (uint32_t step = 0; id && step < CHIEFS_MOST && !*called; step++) {
        sayso_stmt *s;
        bool row, ok = true;
        SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_ACTOR_GET, &s, f->err, "z", id));
        SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
        if (!row)
            return SAYSO_OK;
        sayso_str name = sayso__names_key(sayso__sql_str(s, 0), &f->t);
        const char *up = sayso__sql_text(s, 1, &f->t, &ok);
        sayso__sql_reset(s);
        if (!name.p || !ok)
            return sayso__fail_memory(f->err);
        *called = sayso__str_eq(name, key);
        if (!*called)
            SAYSO_TRY(has_alias(f, id, key, called));
        id = up;
    }
    return SAYSO_OK;
}

static sayso_status passes(finder *f, sayso_table *known, const char *id, sayso_str key, bool *pass)
{
    *pass = !key.p;
    if (!key.p || !id)
        return SAYSO_OK;
    sayso_table_entry *e = sayso__table_put(known, sayso__str_z(id));
    if (!e)
        return sayso__fail_memory(f->err);
    if (e->value == SAYSO_NONE) {
        uint32_t at = (uint32_t)(e - known->entry);
        SAYSO_TRY(is_called(f, id, key, pass));
        known->entry[at].value = *pass;
    }
    *pass = sayso__table_find(known, sayso__str_z(id))->value != 0;
    return SAYSO_OK;
}

/* ---- rows -------------------------------------------------------------------------------- */

/* Columns: row, then the snippet or what the driver makes it of. */
static sayso_status take_snippet(finder *f, sayso_stmt *s)
{
    bool ok = true;
    int64_t n = sayso__sql_int(s, 0);
    const char *text = f->l->driver->snippet
                           ? f->l->driver->snippet(s, f->b->filter->words, f->b->a)
                           : sayso__sql_text(s, 1, f->b->a, &ok);
    for (uint32_t i = 0; i < f->hit.n; i++)
        if (f->hit.v[i].n == n)
            f->hit.v[i].cell[COLUMNS - 1] = text;
    return text && ok ? SAYSO_OK : sayso__fail_memory(f->err);
}

/* The numbers of the hits as a list in JSON, the least and the greatest. */
static const char *list_hits(finder *f, int64_t *first, int64_t *last)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    *first = *last = f->hit.v[0].n;
    for (uint32_t i = 0; i < f->hit.n; i++) {
        int64_t n = f->hit.v[i].n;
        sayso__sink_print(&s, i ? ",%lld" : "[%lld", (long long)n);
        *first = n < *first ? n : *first;
        *last = n > *last ? n : *last;
    }
    sayso__sink_char(&s, ']');
    const char *text = s.failed ? NULL : sayso__arena_copy(&f->t, s.buf, s.n);
    sayso__sink_free(&s);
    return text;
}

/* Snippets of all hits in one walk over the rows that have the words: a statement for each would
 * walk up to it from the first. Then the hits go out. */
static sayso_status hand_out(finder *f, sayso_sql which)
{
    sayso_stmt *s;
    int64_t first, last;
    if (!f->hit.n)
        return SAYSO_OK;
    const char *rows = list_hits(f, &first, &last);
    if (!rows)
        return sayso__fail_memory(f->err);
    SAYSO_TRY(sayso__sql_bind(f->l, which, &s, f->err, "siiz", f->words, first, last, rows));
    sayso_status status = SAYSO_OK;
    for (bool row = true; row && status == SAYSO_OK;) {
        SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
        status = row ? take_snippet(f, s) : SAYSO_OK;
    }
    sayso__sql_reset(s);
    for (uint32_t i = 0; i < f->hit.n; i++)
        for (uint32_t j = 0; j < COLUMNS; j++)
            sayso__rows_text(f->b, f->hit.v[i].cell[j]);
    f->hit.n = 0;
    return status;
}

/* Columns: row, report, day, publisher, title. */
static sayso_status report_row(finder *f, sayso_stmt *s)
{
    bool ok = true;
    const char *v[4];
    for (int i = 0; i < 4; i++)
        v[i] = sayso__sql_text(s, i + 1, f->b->a, &ok);
    hit h = {sayso__sql_int(s, 0), {"report", v[0], NULL, NULL, NULL, v[1], v[2], v[3], NULL}};
    return ok && SAYSO_PUSH(&f->t, &f->hit, h) ? SAYSO_OK : sayso__fail_memory(f->err);
}

/* Columns: row, report, day, publisher, title, claim, source_actor, responsible, act, name. */
static sayso_status claim_row(finder *f, sayso_stmt *s, bool *taken)
{
    bool ok = true, by, about;
    const char *v[9];
    for (int i = 0; i < 9; i++)
        v[i] = sayso__sql_text(s, i + 1, f->b->a, &ok);
    if (!ok)
        return sayso__fail_memory(f->err);
    SAYSO_TRY(passes(f, &f->by_actor, v[5], f->by, &by));
    SAYSO_TRY(passes(f, &f->about_actor, v[6], f->about, &about));
    *taken = by && about;
    if (!*taken)
        return SAYSO_OK;
    hit h = {sayso__sql_int(s, 0), {"claim", v[0], v[4], v[8], v[7], v[1], v[2], v[3], NULL}};
    return SAYSO_PUSH(&f->t, &f->hit, h) ? SAYSO_OK : sayso__fail_memory(f->err);
}

/* A statement is a head, what LATEST and the filters add, and a tail. */
#define MATCHES(table)                                                                             \
    "(SELECT n, r FROM (SELECT rowid AS n, rank AS r FROM " table " WHERE " table " MATCH ?1"
#define BEST " ORDER BY rowid DESC LIMIT ?2) q ORDER BY r, n DESC LIMIT ?8) m"
#define LATEST(table)                                                                              \
    " AND rowid >= (SELECT min(n) FROM (SELECT rowid AS n FROM " table " WHERE " table             \
    " MATCH ?1 ORDER BY rowid DESC LIMIT ?9) l)"

#define IN_EVENT(document)                                                                         \
    "(?6 IS NULL OR " document " IN (SELECT document_id FROM event_report WHERE event_id = ?6))"

#define REPORT_PASSES                                                                              \
    "(?3 IS NULL OR d.day >= ?3) AND (?4 IS NULL OR d.day <= ?4) AND (?5 IS NULL OR d.day <= ?5) " \
    "AND " IN_EVENT("d.document_id")
#define CLAIM_PASSES                                                                               \
    "(?3 IS NULL OR coalesce(t.said, d.day) >= ?3) AND (?4 IS NULL OR coalesce(t.said, d.day) <= " \
    "?4) AND (?5 IS NULL OR d.day <= ?5)"

static const char reports_head[] =
    "SELECT d.n, d.report_id, d.day, d.publisher, d.headline FROM " MATCHES("document_text");
static const char reports_which[] =
    LATEST("document_text") " AND EXISTS (SELECT 1 FROM document d WHERE d.n = document_text.rowid "
                            "AND " REPORT_PASSES ")";
static const char reports_tail[] =
    BEST " JOIN document d USING (n) WHERE ?7 IS NULL AND " REPORT_PASSES " ORDER BY m.r, d.n DESC";

static const char claims_head[] =
    "SELECT c.n, d.report_id, coalesce(t.said, d.day), d.publisher, d.headline, c.claim_id, "
    "t.source_actor, p.responsible_actor, c.speech_act, coalesce(o.name, a.name) FROM " MATCHES(
        "claim_text");
/* The id of an attribution begins with its report's. */
static const char claims_act[] =
    LATEST("claim_text") " AND EXISTS (SELECT 1 FROM claim c WHERE c.n = claim_text.rowid AND (?7 "
                         "IS NULL OR c.speech_act = ?7) AND " IN_EVENT(
                             "substr(c.attribution_id, 1, 6)") ")";
static const char claims_which[] =
    " AND EXISTS (SELECT 1 FROM claim c JOIN attribution t USING (attribution_id) JOIN document d "
    "USING (document_id) WHERE c.n = claim_text.rowid AND " CLAIM_PASSES ")";
static const char claims_tail[] =
    BEST " JOIN claim c USING (n) JOIN attribution t USING (attribution_id) JOIN document d USING "
         "(document_id) JOIN proposition p USING (proposition_id) LEFT JOIN actor a ON a.actor_id "
         "= t.source_actor LEFT JOIN actor o ON o.actor_id = a.same_as WHERE " CLAIM_PASSES
         " AND " IN_EVENT(
             "d.document_id") " AND (?7 IS NULL OR c.speech_act = ?7) ORDER BY m.r, c.n DESC";

/* With filters only what passes them is ranked; who is meant is told later. */
static sayso_str sql_of(finder *f, bool claims, bool filtered, bool dated)
{
    return claims ? sayso__arena_print(&f->t, "%s%s%s%s", claims_head, filtered ? claims_act : "",
                                       dated ? claims_which : "", claims_tail)
                  : sayso__arena_print(&f->t, "%s%s%s", reports_head, filtered ? reports_which : "",
                                       reports_tail);
}

static sayso_status run_sql(finder *f, bool claims)
{
    const sayso_show_filter *w = f->b->filter;
    sayso_stmt *s;
    bool named = w->by || w->about, dated = w->since || w->until || w->as_of;
    bool filtered = named || dated || w->act || f->event;
    int64_t most = named ? FILTERED_MOST : READ_MOST;
    int64_t best = named ? most : claims ? CLAIMS_MOST : REPORTS_MOST; /* worth looking up */
    const char *until = w->until ? sayso__arena_print(&f->t, "%s~", w->until).p : NULL;
    sayso_str sql = sql_of(f, claims, filtered, dated);
    if (!sql.p)
        return sayso__fail_memory(f->err);
    SAYSO_TRY(sayso__sql_prepare(f->l, sql.p, &s, f->err, filtered ? "sizzzzzii" : "sizzzzzi",
                                 f->words, most, w->since, until, w->as_of, f->event,
                                 claims ? w->act : NULL, best, (int64_t)FILTERED_MOST));
    sayso_status status = SAYSO_OK;
    int rc = SAYSO_ROW;
    for (uint32_t n = 0; status == SAYSO_OK && n < (claims ? CLAIMS_MOST : REPORTS_MOST);) {
        bool taken = true;
        rc = sayso__sql_next(s);
        if (rc != SAYSO_ROW)
            break;
        status = claims ? claim_row(f, s, &taken) : report_row(f, s);
        n += taken;
    }
    if (status == SAYSO_OK && rc != SAYSO_ROW && rc != SAYSO_DONE)
        status = sayso__sql_fail(f->l, rc, f->err);
    sayso__sql_finish(s);
    SAYSO_TRY(status);
    return hand_out(f, claims ? SAYSO_SQL_SNIPPETS_CLAIM : SAYSO_SQL_SNIPPETS_REPORT);
}

static sayso_status find_all(finder *f)
{
    const sayso_show_filter *w = f->b->filter;
    f->words = sayso__find_words(f->l, w->words ? w->words : "", &f->t);
    if (!f->words.p)
        return sayso__fail_memory(f->err);
    if (!f->words.n)
        return sayso__fail(f->err, SAYSO_EUSE, 0, "no words to look for");
    if (w->event)
        SAYSO_TRY(sayso__stored_event(f->l, w->event, &f->t, &f->event, f->err));
    if (w->by)
        f->by = sayso__names_key(sayso__str_z(w->by), &f->t);
    if (w->about)
        f->about = sayso__names_key(sayso__str_z(w->about), &f->t);
    if ((w->by && !f->by.p) || (w->about && !f->about.p))
        return sayso__fail_memory(f->err);
    sayso__table_init(&f->by_actor, &f->t);
    sayso__table_init(&f->about_actor, &f->t);
    if (!w->by && !w->about && !w->act) /* a report as a whole is nobody's act */
        SAYSO_TRY(run_sql(f, false));
    return run_sql(f, true);
}

sayso_status sayso__find_rows(sayso_ledger *l, sayso_rows *b, sayso_error *err)
{
    finder f = {.l = l, .b = b, .err = err};
    bool began;
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso__arena_init(&f.t, 0);
    sayso_status status = find_all(&f);
    sayso__arena_free(&f.t);
    sayso__sql_release(l, began);
    return status == SAYSO_OK && b->failed ? sayso__fail_memory(err) : status;
}
