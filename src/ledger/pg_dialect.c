/* pg_dialect.c -- the ledger's SQL, as PostgreSQL says it.  Layer: ledger.
 *
 * One pass over words, literals and parentheses. A function whose parts need other words between
 * or behind them is kept on a stack until its parenthesis closes. */
#include "ledger/pg_dialect.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define DEEP 64

typedef struct {
    const char *name;         /* as SQLite calls it */
    const char *open, *close; /* in place of "name(" and ")" */
    const char *between[2];   /* in place of its first and second comma */
} call;

static const call calls[] = {
    {"group_concat", "string_agg(", ")", {NULL, NULL}},
    {"iif", "(CASE WHEN ", " END)", {" THEN ", " ELSE "}},
    {"instr", "strpos(", ")", {NULL, NULL}},
    {"char", "chr(", ")", {NULL, NULL}},
    {"json_group_array", "coalesce(json_agg(", "), '[]')", {NULL, NULL}},
    {"json_object", "json_build_object(", ")", {NULL, NULL}},
    {"json_each", "json_array_elements_text((", ")::json)", {NULL, NULL}},
};

/* A table in parentheses, which PostgreSQL wants to have a name. */
static const call table = {"", "(", ")", {NULL, NULL}};

typedef struct {
    const char *begin, *p;
    sayso_sink s;
    sayso_pg_sql *out;
    const call *open[DEEP]; /* NULL: a plain parenthesis */
    uint32_t commas[DEEP], depth;
    bool match; /* the next parameter is a full-text query */
    bool full;  /* too many parameters */
} dialect;

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool begins(const char *p, const char *with)
{
    return strncmp(p, with, strlen(with)) == 0;
}

static void literal(dialect *d)
{
    char quote = *d->p;
    do
        sayso__sink_char(&d->s, *d->p++);
    while (*d->p && *d->p != quote);
    if (*d->p)
        sayso__sink_char(&d->s, *d->p++);
}

/* Does FROM or JOIN stand before the parenthesis at hand? */
static bool opens_table(const dialect *d)
{
    const char *p = d->p;
    while (p > d->begin && p[-1] == ' ')
        p--;
    return begins(d->p, "(SELECT ") && p - d->begin >= 4 &&
           (begins(p - 4, "FROM") || begins(p - 4, "JOIN"));
}

/* Behind a table in parentheses: is it named? */
static bool is_named(const char *p)
{
    static const char *const next[] = {"WHERE", "ORDER", "GROUP", "LIMIT", "JOIN",
                                       "LEFT",  "CROSS", "UNION", "ON "};
    p += strspn(p, " \n");
    bool name = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
    for (uint32_t i = 0; i < sizeof next / sizeof *next; i++)
        name = name && !begins(p, next[i]);
    return name;
}

static void open_paren(dialect *d, const call *c)
{
    if (d->depth < DEEP) {
        d->open[d->depth] = c;
        d->commas[d->depth] = 0;
    }
    d->depth++;
    sayso__sink_text(&d->s, c ? c->open : "(");
}

static void plain_paren(dialect *d)
{
    const call *c = opens_table(d) ? &table : NULL;
    d->p++;
    open_paren(d, c);
}

static void close_paren(dialect *d)
{
    const call *c = NULL;
    if (d->depth && --d->depth < DEEP)
        c = d->open[d->depth];
    sayso__sink_text(&d->s, c ? c->close : ")");
    if (c == &table && !is_named(d->p))
        sayso__sink_text(&d->s, " AS q");
}

static void comma(dialect *d)
{
    const call *c = d->depth && d->depth <= DEEP ? d->open[d->depth - 1] : NULL;
    uint32_t n = c ? d->commas[d->depth - 1]++ : 0;
    sayso__sink_text(&d->s, c && n < 2 && c->between[n] ? c->between[n] : ",");
}

static void number(dialect *d, uint32_t n)
{
    sayso__sink_print(&d->s, d->match ? "$%u::tsquery" : "$%u", n);
    d->match = false;
    if (n > d->out->n_param)
        d->out->n_param = n;
}

static void numbered(dialect *d)
{
    uint32_t n = 0;
    for (d->p++; *d->p >= '0' && *d->p <= '9' && n < SAYSO_PG_PARAMS; d->p++)
        n = n * 10 + (uint32_t)(*d->p - '0');
    d->full = d->full || n > SAYSO_PG_PARAMS;
    number(d, n);
}

static void named(dialect *d)
{
    size_t n = 1;
    uint32_t i = 0;
    char name[16];
    while (is_word(d->p[n]))
        n++;
    if (n >= sizeof name) {
        d->full = true;
        n = sizeof name - 1;
    }
    memcpy(name, d->p, n);
    name[n] = 0;
    d->p += n;
    while (i < d->out->n_param && strcmp(d->out->name[i], name) != 0)
        i++;
    if (i == SAYSO_PG_PARAMS) {
        d->full = true;
        return;
    }
    strcpy(d->out->name[i], name);
    number(d, i + 1);
}

/* A word and what follows it, if they are said otherwise. */
static bool special(dialect *d, const char *word, size_t n)
{
    for (uint32_t i = 0; word[n] == '(' && i < sizeof calls / sizeof *calls; i++)
        if (strlen(calls[i].name) == n && strncmp(word, calls[i].name, n) == 0) {
            d->p += n + 1;
            open_paren(d, &calls[i]);
            return true;
        }
    if (begins(word, "CROSS JOIN ")) {
        d->p += 6;
        return true;
    }
    if (begins(word, "rank AS r ")) {
        d->p += 4;
        sayso__sink_text(&d->s, "-ts_rank(words, $1::tsquery)");
        return true;
    }
    if (begins(word + n, " MATCH ")) {
        sayso__sink_put(&d->s, word, n);
        sayso__sink_text(&d->s, ".words @@ ");
        d->p += n + 7;
        d->match = true;
        return true;
    }
    return false;
}

static void word(dialect *d)
{
    size_t n = 0;
    while (is_word(d->p[n]))
        n++;
    if (special(d, d->p, n))
        return;
    sayso__sink_put(&d->s, d->p, n);
    d->p += n;
}

static char *finish(dialect *d)
{
    sayso__sink_char(&d->s, 0);
    char *text = d->s.failed || d->full ? NULL : malloc(d->s.n);
    if (text)
        memcpy(text, d->s.buf, d->s.n);
    sayso__sink_free(&d->s);
    return text;
}

/* A word, a parenthesis, a comma, or any other character. */
static void plain(dialect *d)
{
    if (is_word(*d->p))
        word(d);
    else if (*d->p == '(')
        plain_paren(d);
    else if (*d->p == ')')
        d->p++, close_paren(d);
    else if (*d->p == ',')
        d->p++, comma(d);
    else
        sayso__sink_char(&d->s, *d->p++);
}

bool sayso__pg_query(const char *sql, sayso_pg_sql *out)
{
    dialect d = {.begin = sql, .p = sql, .out = out};
    memset(out, 0, sizeof *out);
    sayso__sink_memory(&d.s);
    while (*d.p) {
        if (*d.p == '\'' || *d.p == '"')
            literal(&d);
        else if (*d.p == '?')
            numbered(&d);
        else if (begins(d.p, "::"))
            sayso__sink_put(&d.s, d.p, 2), d.p += 2;
        else if (*d.p == ':' && is_word(d.p[1]))
            named(&d);
        else
            plain(&d);
    }
    out->sql = finish(&d);
    return out->sql;
}

/* ---- the schema -------------------------------------------------------------------------- */

static const struct {
    const char *from, *to;
} types[] = {
    {") STRICT, WITHOUT ROWID", ")"},
    {") STRICT", ")"},
    {"INTEGER PRIMARY KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"},
    {"INTEGER", "BIGINT"},
    {"REAL", "DOUBLE PRECISION"},
    {"BLOB", "BYTEA"},
    {"TEXT", "TEXT COLLATE \"C\""},
    {"CREATE VIEW IF NOT EXISTS", "CREATE OR REPLACE VIEW"},
    {"DEFERRABLE INITIALLY DEFERRED", ""},
};

static void skip_to(dialect *d, char end)
{
    while (*d->p && *d->p != end)
        d->p++;
}

/* Behind " REFERENCES": the table, and its columns in parentheses. */
static void skip_reference(dialect *d)
{
    d->p += strspn(d->p, " ");
    while (is_word(*d->p))
        d->p++;
    if (*d->p == '(') {
        skip_to(d, ')');
        d->p += *d->p == ')';
    }
}

static bool schema_word(dialect *d)
{
    if (begins(d->p, "--")) {
        skip_to(d, '\n');
        return true;
    }
    if (begins(d->p, "CREATE VIRTUAL TABLE")) {
        skip_to(d, ';');
        d->p += *d->p == ';';
        return true;
    }
    if (begins(d->p, "REFERENCES ")) {
        d->p += 10;
        skip_reference(d);
        return true;
    }
    for (uint32_t i = 0; i < sizeof types / sizeof *types; i++)
        if (begins(d->p, types[i].from) && !is_word(d->p[strlen(types[i].from)])) {
            sayso__sink_text(&d->s, types[i].to);
            d->p += strlen(types[i].from);
            return true;
        }
    return false;
}

char *sayso__pg_schema(const char *sql)
{
    sayso_pg_sql none;
    dialect d = {.begin = sql, .p = sql, .out = &none};
    memset(&none, 0, sizeof none);
    sayso__sink_memory(&d.s);
    for (char before = 0; *d.p; before = d.p[-1]) {
        if (*d.p == '\'' || *d.p == '"')
            literal(&d);
        else if ((!is_word(before) || !is_word(*d.p)) && schema_word(&d))
            continue;
        else
            plain(&d);
    }
    return finish(&d);
}
