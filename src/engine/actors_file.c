/* actors_file.c -- a user's list of actors, read from CSV or JSON lines.  Layer: engine.
 *
 * CSV (RFC 4180) has a first line that names its columns; JSON lines hold an object each. The
 * columns and keys are name, aliases, class, country, sector, speaks_for; others are passed over.
 * What begins with "{" is JSON lines. */
#include "engine/actors_file.h"

#include <json-c/json.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vocab.h"
#include "text/csv.h"

enum { TOLD_MOST = 20, COLUMN_MOST = 64, LINE_MOST = 1 << 20 };

enum { NAME, ALIASES, CLASS, COUNTRY, SECTOR, SPEAKS_FOR, N_FIELD };

static const char *const field_name[N_FIELD] = {"name",    "aliases", "class",
                                                "country", "sector",  "speaks_for"};

/* An actor as it is written. */
typedef struct {
    sayso_str field[N_FIELD]; /* ALIASES: "one; two" */
    SAYSO_ARRAY(sayso_str) alias;
} row;

typedef struct {
    sayso_actor_list *l;
    sayso_arena line; /* of one row */
    const char *file;
    sayso_problem *problem;
    void *user;
    sayso_error *err;
    uint64_t n_told;
    uint64_t number, byte; /* of the line at hand */
} reader;

static void tell(reader *r, const char *what)
{
    sayso_error note = {0};
    if (r->n_told++ >= TOLD_MOST || !r->problem)
        return;
    (void)sayso__fail(&note, SAYSO_OK, r->byte, "line %llu: %s", (unsigned long long)r->number,
                      what);
    r->problem(r->user, r->file, &note);
}

/* ---- one row into the list ------------------------------------------------------------------- */

static bool is_code(sayso_str s, uint32_t least, uint32_t most)
{
    for (uint32_t i = 0; i < s.n; i++)
        if (!sayso__is_upper(s.p[i]))
            return false;
    return s.n >= least && s.n <= most;
}

/* The words of a row as an entry; what is no word of its vocabulary is told and left out. */
static sayso_listed entry_of(reader *r, const row *x)
{
    sayso_listed e = {.name = x->field[NAME], .speaks_for = x->field[SPEAKS_FOR]};
    sayso_str class_ = x->field[CLASS], country = x->field[COUNTRY], sector = x->field[SECTOR];
    e.class_ = class_.n ? (uint8_t)sayso__word_parse(SAYSO_VOCAB_ACTOR_CLASS, class_) : 0;
    if (class_.n && !e.class_)
        tell(r, "no such class of actors; the class is left out");
    if (is_code(country, 3, 3))
        memcpy(e.country, country.p, 3);
    else if (country.n)
        tell(r, "a country is three capital letters (ISO 3166); it is left out");
    if (is_code(sector, 2, 4))
        memcpy(e.sector, sector.p, sector.n);
    else if (sector.n)
        tell(r, "a sector is two to four capital letters (PLOVER); it is left out");
    return e;
}

static sayso_status alias_add(reader *r, uint32_t index, sayso_str name)
{
    bool taken;
    name = sayso__str_trim(name);
    if (!name.n)
        return SAYSO_OK;
    SAYSO_TRY(sayso__actor_list_alias(r->l, index, name, &taken, r->err));
    if (taken)
        tell(r, "this alias names an actor above, too; it stays with that one");
    return SAYSO_OK;
}

static sayso_status row_add(reader *r, row *x)
{
    for (uint32_t k = 0; k < N_FIELD; k++)
        x->field[k] = sayso__str_trim(x->field[k]);
    if (!x->field[NAME].n) {
        tell(r, "an actor without a name; left out");
        return SAYSO_OK;
    }
    sayso_listed e = entry_of(r, x);
    uint32_t index;
    bool known;
    SAYSO_TRY(sayso__actor_list_add(r->l, &e, &index, &known, r->err));
    if (known)
        tell(r, "this name stands above, too; both lines are taken together");
    sayso_str all = x->field[ALIASES];
    while (all.n) {
        uint32_t end = sayso__str_find(all, SAYSO_STR(";"));
        uint32_t n = end == SAYSO_NONE ? all.n : end;
        SAYSO_TRY(alias_add(r, index, sayso__str(all.p, n)));
        n += end != SAYSO_NONE;
        all = sayso__str(all.p + n, all.n - n);
    }
    for (uint32_t k = 0; k < x->alias.n; k++)
        SAYSO_TRY(alias_add(r, index, x->alias.v[k]));
    return SAYSO_OK;
}

/* ---- JSON lines ------------------------------------------------------------------------------ */

static sayso_str string_of(json_object *o)
{
    return json_object_is_type(o, json_type_string)
               ? sayso__str(json_object_get_string(o), (size_t)json_object_get_string_len(o))
               : (sayso_str){"", 0};
}

static sayso_status object_add(reader *r, json_object *o)
{
    row x = {0};
    for (uint32_t k = 0; k < N_FIELD; k++) {
        json_object *v = json_object_object_get(o, field_name[k]);
        x.field[k] = string_of(v);
        if (v && !x.field[k].n && !json_object_is_type(v, json_type_string) && k != ALIASES)
            tell(r, "a value is not a string; it is left out");
        if (k != ALIASES || !json_object_is_type(v, json_type_array))
            continue;
        for (size_t j = 0; j < json_object_array_length(v); j++) {
            sayso_str s = string_of(json_object_array_get_idx(v, j));
            if (!SAYSO_PUSH(&r->line, &x.alias, s))
                return sayso__fail_memory(r->err);
        }
    }
    return row_add(r, &x);
}

static sayso_status json_line(reader *r, sayso_str s)
{
    json_tokener *t = json_tokener_new_ex(8);
    if (!t)
        return sayso__fail_memory(r->err);
    json_object *o = json_tokener_parse_ex(t, s.p, (int)s.n);
    bool whole = json_tokener_get_error(t) == json_tokener_success;
    json_tokener_free(t);
    sayso_status status = SAYSO_OK;
    if (whole && json_object_is_type(o, json_type_object))
        status = object_add(r, o);
    else
        tell(r, "no JSON object; left out");
    json_object_put(o);
    return status;
}

/* ---- CSV ------------------------------------------------------------------------------------- */

/* A forgotten quotation mark is told: one that nothing closes, or one that closes lines below, so
 * that those became part of this row. A note may have lines of its own; then nothing but the next
 * comma stands behind its mark. */
static void tell_open(reader *r, sayso_str s, sayso_csv_field f, bool note)
{
    const char *p = s.p + f.at.beg, *behind = s.p + f.at.end + 1;
    bool ends_well = f.at.end + 1 >= s.n || *behind == ',' || *behind == '\r';
    if (f.at.end >= s.n)
        tell(r, "a quotation mark opens a field and is never closed");
    else if (memchr(p, '\n', f.at.end - f.at.beg) && !(note && ends_well))
        tell(r, "a quotation mark opens a field and closes lines below; they are one row");
}

/* The next field at *at, unquoted into the row's arena; note: no column of ours; *more: another one
 * follows. false when out of memory. */
static bool field_read(reader *r, sayso_str s, uint32_t *at, bool note, sayso_str *out, bool *more)
{
    sayso_csv_field f = sayso__csv_field(s.p, s.n, ',', at);
    *out = sayso__str_span(s.p, f.at);
    *more = !f.last;
    if (!f.quoted)
        return true;
    tell_open(r, s, f, note);
    char *room = sayso__arena_alloc(&r->line, (size_t)out->n + 1);
    uint32_t n = 0;
    for (uint32_t i = f.at.beg; room && i < f.at.end; i++) {
        room[n++] = s.p[i];
        i += s.p[i] == '"'; /* a doubled mark */
    }
    *out = (sayso_str){room, n};
    return room;
}

/* Of the first line: which column is which field, N_FIELD for none. false when out of memory. */
static bool columns_read(reader *r, sayso_str s, uint8_t column[COLUMN_MOST])
{
    uint32_t at = 0;
    bool more = true;
    memset(column, N_FIELD, COLUMN_MOST);
    for (uint32_t k = 0; more && k < COLUMN_MOST; k++) {
        sayso_str name;
        if (!field_read(r, s, &at, false, &name, &more))
            return false;
        for (uint8_t f = 0; f < N_FIELD; f++)
            if (sayso__str_ieq(sayso__str_trim(name), sayso__str_z(field_name[f])))
                column[k] = f;
    }
    return true;
}

static sayso_status csv_line(reader *r, sayso_str s, const uint8_t column[COLUMN_MOST])
{
    row x = {0};
    uint32_t at = 0;
    bool more = true;
    for (uint32_t k = 0; more && k < COLUMN_MOST; k++) {
        sayso_str value;
        if (!field_read(r, s, &at, column[k] == N_FIELD, &value, &more))
            return sayso__fail_memory(r->err);
        if (column[k] < N_FIELD)
            x.field[column[k]] = value;
    }
    return row_add(r, &x);
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* Length of the record at s: to the end of its line; of CSV a quoted field may hold line ends. */
static size_t record_length(const char *p, size_t n, bool csv)
{
    size_t end = 0;
    bool quoted = false;
    if (csv && sayso__csv_row_end(p, n, ',', &end, &quoted))
        return end;
    if (quoted && p[n - 1] == '"' && end < n) /* the last byte closes it */
        quoted = false;
    const char *nl = !csv || quoted ? memchr(p, '\n', n) : NULL; /* a quote that never closes */
    return nl ? (size_t)(nl - p) : n;
}

static sayso_status record_read(reader *r, sayso_str s, bool csv, uint8_t column[COLUMN_MOST])
{
    s = sayso__str_trim(s);
    if (!s.n || (csv && s.p[0] == '#'))
        return SAYSO_OK;
    if (sayso__utf8_check(s.p, s.n) < s.n) {
        tell(r, "not UTF-8; left out");
        return SAYSO_OK;
    }
    if (!csv)
        return json_line(r, s);
    if (column[0] <= N_FIELD)
        return csv_line(r, s, column);
    if (!columns_read(r, s, column))
        return sayso__fail_memory(r->err);
    for (uint32_t k = 0; k < COLUMN_MOST; k++)
        if (column[k] == NAME)
            return SAYSO_OK;
    return sayso__fail(r->err, SAYSO_EUSE, 0,
                       "the list of actors has no column \"name\" in its first line");
}

static void tell_cycle(void *user, uint32_t index)
{
    reader *r = user;
    sayso_str name = r->l->entry.v[index].name;
    sayso_error note = {0};
    if (r->n_told++ >= TOLD_MOST || !r->problem)
        return;
    (void)sayso__fail(&note, SAYSO_OK, 0, "%.*s speaks for itself in the end; that is left out",
                      (int)name.n, name.p);
    r->problem(r->user, r->file, &note);
}

static sayso_status records_read(reader *r, const char *p, size_t n)
{
    size_t at = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, first = at;
    while (first < n && sayso__is_space(p[first]))
        first++;
    bool csv = first == n || p[first] != '{';
    uint8_t column[COLUMN_MOST] = {0xff}; /* not yet known */
    while (at < n) {
        size_t len = record_length(p + at, n - at, csv);
        r->number++;
        r->byte = at;
        if (len > LINE_MOST)
            tell(r, "over 1 MiB; left out");
        else
            SAYSO_TRY(record_read(r, sayso__str(p + at, len), csv, column));
        for (size_t k = at; k < at + len; k++)
            r->number += p[k] == '\n';
        at += len + 1;
        sayso__arena_reset(&r->line);
    }
    return SAYSO_OK;
}

sayso_status sayso__actors_read(sayso_actor_list *l, const char *p, size_t n, const char *file,
                                sayso_problem *problem, void *user, sayso_error *err)
{
    reader r = {.l = l, .file = file, .problem = problem, .user = user, .err = err};
    sayso__arena_init(&r.line, 0);
    sayso_status s = records_read(&r, p, n);
    sayso__arena_free(&r.line);
    if (s == SAYSO_OK)
        s = sayso__actor_list_close(l, tell_cycle, &r, err);
    if (s != SAYSO_OK || r.n_told <= TOLD_MOST || !problem)
        return s;
    sayso_error note = {0};
    (void)sayso__fail(&note, SAYSO_OK, 0, "%llu more like these",
                      (unsigned long long)(r.n_told - TOLD_MOST));
    problem(user, file, &note);
    return SAYSO_OK;
}
