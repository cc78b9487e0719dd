/* sql_bulk.c -- many rows by one statement of SQLite.  Layer: ledger.
 *
 * A statement for each row costs more to begin and to end (cursors opened, a tree walked down from
 * its root) than the row itself. So rows are kept, sorted by their first column, with which the
 * keys of most tables begin, and read by one "INSERT ... SELECT" out of a virtual table that
 * is nothing but the list of them: SQLite then finds the place of each row beside the one before.
 * OR FAIL: the batch as a whole is rolled back after an error, so no savepoint is needed for the
 * statement, at each of which full-text search would write a segment. */
#include "ledger/sql_bulk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/str.h"

#define COLUMNS   15
#define KEEP_MOST ((size_t)8 << 20) /* bytes of room that are kept for the next rows */

typedef struct {
    union {
        sayso_str text;
        int64_t i;
        double r;
    };
    char type; /* as in sql.h: 's' text, 'b' bytes, 'i', 'f', 'd'; 0: null */
} cell;

typedef struct {
    SAYSO_ARRAY(cell) v;
    uint32_t width;
    sqlite3_stmt *stmt;
} queue;

struct sayso_bulk {
    sayso_arena a, rows; /* cells; the order of those that are written */
    queue queue[SAYSO_N_SQL];
    bool some;
    const cell **row; /* [n_row] of the queue that is read */
    uint32_t n_row, width;
};

/* ---- the virtual table ------------------------------------------------------------------- */

typedef struct {
    sqlite3_vtab base;
    const struct sayso_bulk *bulk;
} table;

typedef struct {
    sqlite3_vtab_cursor base;
    const struct sayso_bulk *bulk;
    uint32_t at;
} cursor;

static int connect(sqlite3 *db, void *aux, int n, const char *const *args, sqlite3_vtab **out,
                   char **message)
{
    (void)n, (void)args, (void)message;
    int rc =
        sqlite3_declare_vtab(db,
                             "CREATE TABLE x(c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13,c14,c15)");
    table *t = rc == SQLITE_OK ? sqlite3_malloc(sizeof *t) : NULL;
    if (!t)
        return rc == SQLITE_OK ? SQLITE_NOMEM : rc;
    *t = (table){.bulk = aux};
    *out = &t->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *t)
{
    sqlite3_free(t);
    return SQLITE_OK;
}

static int best_index(sqlite3_vtab *t, sqlite3_index_info *info)
{
    (void)t;
    info->estimatedCost = 1000;
    info->estimatedRows = 1000;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
    cursor *c = sqlite3_malloc(sizeof *c);
    if (!c)
        return SQLITE_NOMEM;
    *c = (cursor){.bulk = ((table *)t)->bulk};
    *out = &c->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *c)
{
    sqlite3_free(c);
    return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *c, int number, const char *words, int n, sqlite3_value **v)
{
    (void)number, (void)words, (void)n, (void)v;
    ((cursor *)c)->at = 0;
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *c)
{
    ((cursor *)c)->at++;
    return SQLITE_OK;
}

static int eof(sqlite3_vtab_cursor *c)
{
    return ((cursor *)c)->at >= ((cursor *)c)->bulk->n_row;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *out, int i)
{
    const cursor *c = (cursor *)base;
    const cell *v = c->bulk->row[c->at] + i;
    char day[16];
    if (i >= (int)c->bulk->width)
        return SQLITE_OK;
    switch (v->type) {
    case 's': sqlite3_result_text(out, v->text.p, (int)v->text.n, SQLITE_STATIC); break;
    case 'b': sqlite3_result_blob(out, v->text.p, (int)v->text.n, SQLITE_STATIC); break;
    case 'i': sqlite3_result_int64(out, v->i); break;
    case 'f': sqlite3_result_double(out, v->r); break;
    case 'd':
        sayso__date_print((int32_t)v->i, day);
        sqlite3_result_text(out, day, -1, SQLITE_TRANSIENT);
        break;
    default: break; /* null as it is */
    }
    return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *c, sqlite3_int64 *out)
{
    *out = ((cursor *)c)->at;
    return SQLITE_OK;
}

static const sqlite3_module module = {.xConnect = connect,
                                      .xBestIndex = best_index,
                                      .xDisconnect = disconnect,
                                      .xDestroy = disconnect,
                                      .xOpen = open_cursor,
                                      .xClose = close_cursor,
                                      .xFilter = filter,
                                      .xNext = next,
                                      .xEof = eof,
                                      .xColumn = column,
                                      .xRowid = row_id};

/* ---- rows come in ------------------------------------------------------------------------ */

/* A row's cells. */
static void fill(cell *c, const char *format, va_list ap)
{
    for (; *format; format++, c++) {
        sayso_number f;
        c->type = *format;
        switch (*format) {
        case 'z':
            c->text = sayso__str_z(va_arg(ap, const char *));
            c->type = c->text.p ? 's' : 0;
            break;
        case 's':
            c->text = va_arg(ap, sayso_str);
            c->type = c->text.p ? 's' : 0;
            break;
        case 'b': c->text = va_arg(ap, sayso_str); break;
        case 'i': c->i = va_arg(ap, int64_t); break;
        case 'd':
            c->i = va_arg(ap, int32_t);
            c->type = c->i == SAYSO_NO_DAY ? 0 : 'd';
            break;
        case 'f':
            f = va_arg(ap, sayso_number);
            c->r = f.v;
            c->type = f.known ? 'f' : 0;
            break;
        default: c->i = va_arg(ap, uint32_t); c->type = c->i == SAYSO_NONE ? 0 : 'i';
        }
    }
}

static int make(sayso_ledger *l)
{
    if (!(l->bulk = calloc(1, sizeof *l->bulk)))
        return SQLITE_NOMEM;
    sayso__arena_init(&l->bulk->a, 0);
    sayso__arena_init(&l->bulk->rows, 0);
    return sqlite3_create_module(l->db, "sayso_bulk", &module, l->bulk);
}

/* "... VALUES (?1, ?2) ..." with what stands in the brackets out of the virtual table. */
static int prepare(sayso_ledger *l, const char *sql, queue *q)
{
    const char *values = strstr(sql, "VALUES ("), *end = strchr(values, ')');
    char text[1024];
    int n =
        snprintf(text, sizeof text, "INSERT OR FAIL%.*sSELECT ", (int)(values - sql) - 6, sql + 6);
    for (uint32_t i = 1; i <= q->width; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%sc%u", i > 1 ? "," : "", i);
    snprintf(text + n, sizeof text - (size_t)n, " FROM sayso_bulk WHERE true%s", end + 1);
    return sqlite3_prepare_v3(l->db, text, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
}

int sayso__bulk_later(sayso_ledger *l, sayso_sql id, const char *sql, const char *format,
                      va_list ap)
{
    int rc = l->bulk ? SQLITE_OK : make(l);
    queue *q = rc == SQLITE_OK ? &l->bulk->queue[id] : NULL;
    if (q && !q->stmt) {
        q->width = (uint32_t)strlen(format);
        rc = q->width > COLUMNS ? SQLITE_TOOBIG : prepare(l, sql, q);
    }
    if (rc != SQLITE_OK)
        return rc;
    cell row[COLUMNS];
    fill(row, format, ap);
    for (uint32_t i = 0; i < q->width; i++)
        if (!SAYSO_PUSH(&l->bulk->a, &q->v, row[i]))
            return SQLITE_NOMEM;
    l->bulk->some = true;
    return SQLITE_OK;
}

/* ---- rows go out ------------------------------------------------------------------------- */

/* By the first column, which is text in all rows or a number in all; then as they came. */
static int by_key(const void *x, const void *y)
{
    const cell *a = *(const cell *const *)x, *b = *(const cell *const *)y;
    int order = a->type == 's' ? sayso__str_cmp(a->text, b->text) : (a->i > b->i) - (a->i < b->i);
    return order ? order : (a > b) - (a < b);
}

static int write(struct sayso_bulk *b, const queue *q)
{
    b->width = q->width;
    b->n_row = q->v.n / q->width;
    b->row = SAYSO_NEW_N(&b->rows, const cell *, b->n_row);
    if (!b->row)
        return SQLITE_NOMEM;
    for (uint32_t i = 0; i < b->n_row; i++)
        b->row[i] = q->v.v + (size_t)i * q->width;
    qsort(b->row, b->n_row, sizeof *b->row, by_key);
    int rc = sqlite3_step(q->stmt);
    sqlite3_reset(q->stmt);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int sayso__bulk_flush(sayso_ledger *l)
{
    int rc = SQLITE_OK;
    for (uint32_t i = 0; l->bulk && l->bulk->some && i < SAYSO_N_SQL && rc == SQLITE_OK; i++)
        if (l->bulk->queue[i].v.n)
            rc = write(l->bulk, &l->bulk->queue[i]);
    sayso__bulk_drop(l);
    return rc;
}

/* Room of many rows is given back. */
void sayso__bulk_drop(sayso_ledger *l)
{
    if (!l->bulk)
        return;
    bool give = l->bulk->a.used > KEEP_MOST;
    for (uint32_t i = 0; i < SAYSO_N_SQL; i++)
        l->bulk->queue[i].v.n = 0;
    for (uint32_t i = 0; give && i < SAYSO_N_SQL; i++) {
        l->bulk->queue[i].v.v = NULL;
        l->bulk->queue[i].v.cap = 0;
    }
    if (give)
        sayso__arena_free(&l->bulk->a);
    sayso__arena_reset(&l->bulk->rows);
    l->bulk->some = false;
}

void sayso__bulk_free(sayso_ledger *l)
{
    if (!l->bulk)
        return;
    for (uint32_t i = 0; i < SAYSO_N_SQL; i++)
        sqlite3_finalize(l->bulk->queue[i].stmt);
    sayso__arena_free(&l->bulk->a);
    sayso__arena_free(&l->bulk->rows);
    free(l->bulk);
    l->bulk = NULL;
}
