/* csv.c -- tables of reports: comma- or tab-separated values with a header (RFC 4180).  Layer:
 * text.
 *
 * A table is told by its first row, which must name a column of texts and one more part of a
 * report. Each row is a unit with its own bytes; which of its fields is what goes into the
 * parameters of its media type, so that it can be read without the table. A quotation mark that is
 * never closed costs its row: reading goes on behind the row's first line. */
#include "text/csv.h"

#include <stdlib.h>

#include "base/fail.h"
#include "text/charset.h"
#include "text/container.h"

/* How often reading goes back to behind the first line of a row that does not end; each time may
 * cost reading max_bytes. */
#define BACK_MOST    64u

#define COLUMNS_MOST 512u

typedef struct {
    char delimiter;
    size_t seen; /* so far into the row, no end */
    bool quoted;
    uint32_t n_back;
    sayso_str parameters;
} table;

sayso_csv_field sayso__csv_field(const char *p, uint32_t n, char delimiter, uint32_t *at)
{
    uint32_t i = *at, end;
    sayso_csv_field f = {.quoted = i < n && p[i] == '"'};
    if (f.quoted) {
        for (end = ++i; end < n && (p[end] != '"' || (end + 1 < n && p[end + 1] == '"')); end++)
            end += p[end] == '"';
        end = end < n ? end : n;
        f.at = (sayso_span){i, end};
        i = end;
    } else {
        f.at.beg = i;
    }
    while (i < n && p[i] != delimiter)
        i++;
    if (!f.quoted)
        f.at.end = i;
    f.last = i >= n;
    *at = i + 1;
    return f;
}

/* A mark opens at a field's beginning only, and closes where it is not doubled. */
bool sayso__csv_row_end(const char *p, size_t n, char delimiter, size_t *seen, bool *quoted)
{
    size_t i = *seen;
    for (; i < n; i++) {
        if (*quoted) {
            const char *mark = memchr(p + i, '"', n - i);
            i = mark ? (size_t)(mark - p) : n;
            if (i + 1 >= n) /* what follows the mark tells whether it closes */
                break;
            if (p[i + 1] == '"')
                i++;
            else
                *quoted = false;
        } else if (p[i] == '\n') {
            *seen = i;
            return true;
        } else if (p[i] == '"' && (i == 0 || p[i - 1] == delimiter)) {
            *quoted = true;
        }
    }
    *seen = i < n ? i : n;
    return false;
}

/* ---- the header -------------------------------------------------------------------------------
 */

/* How many parts of a report a header row names; 0 if it names no text or is none. Two columns of
 * one part: the first counts. */
static uint32_t parts(const char *p, uint32_t n, char delimiter, sayso_str map, bool *mapped)
{
    bool have[SAYSO_N_COLUMN] = {false}, common;
    uint32_t n_part = 0, n_column = 0;
    *mapped = false;
    for (uint32_t at = 0; at <= n && n_column < COLUMNS_MOST; n_column++) {
        sayso_csv_field f = sayso__csv_field(p, n, delimiter, &at);
        sayso_column c = sayso__column_named(sayso__str_span(p, f.at), map, &common);
        *mapped = *mapped || (c && !common);
        n_part += c && c < SAYSO_COLUMN_MODIFIED && !have[c]; /* the others are words of anything */
        have[c] = true;
        if (f.last)
            break;
    }
    return have[SAYSO_COLUMN_TEXT] || have[SAYSO_COLUMN_HTML] ? n_part : 0;
}

/* The first row, behind a byte order mark; p = NULL if it has no end. */
static sayso_str first_row(const char *p, size_t n, char delimiter)
{
    size_t mark = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, end = 0;
    bool quoted = false;
    p += mark;
    if (!sayso__csv_row_end(p, n - mark, delimiter, &end, &quoted))
        return (sayso_str){NULL, 0};
    end -= end > 0 && p[end - 1] == '\r';
    return sayso__str(p, end);
}

/* The header, and the delimiter under which the first row is one; p = NULL if it is none. */
static sayso_str header_of(const char *p, size_t n, sayso_str map, char *delimiter)
{
    static const char candidates[] = ",\t;|";
    sayso_str header = {NULL, 0};
    uint32_t best = 0;
    for (const char *d = candidates; *d; d++) {
        bool mapped = false;
        sayso_str row = first_row(p, n, *d);
        uint32_t k = row.n && !memchr(row.p, 0, row.n) ? parts(row.p, row.n, *d, map, &mapped) : 0;
        if (k > best && (k > 1 || mapped)) {
            best = k;
            header = row;
            *delimiter = *d;
        }
    }
    return header;
}

static bool is(const sayso_first *first)
{
    sayso_str map = first->options ? first->options->map : (sayso_str){NULL, 0};
    char delimiter;
    return !first->wide && !sayso__first_page(first) &&
           header_of(first->p, first->n, map, &delimiter).p;
}

/* The parameters of all rows: columns="id,title,,text"; delimiter="," and the charset, where the
 * rows are not UTF-8 as far as the window goes. */
static bool name_columns(sayso_level *l, table *t, sayso_str header)
{
    sayso_window *w = &l->in;
    bool have[SAYSO_N_COLUMN] = {false}, common;
    sayso_str s = SAYSO_STR("columns=\"");
    uint32_t n_column = 0;
    for (uint32_t at = 0; at <= header.n && s.p && n_column < COLUMNS_MOST; n_column++) {
        sayso_csv_field f = sayso__csv_field(header.p, header.n, t->delimiter, &at);
        sayso_column c =
            sayso__column_named(sayso__str_span(header.p, f.at), l->options->map, &common);
        s = sayso__arena_print(&l->memory, "%.*s%s%s", (int)s.n, s.p, n_column ? "," : "",
                               have[c] ? "" : sayso__column_word(c));
        have[c] = c != SAYSO_COLUMN_NONE;
        if (f.last)
            break;
    }
    if (!s.p)
        return false;
    size_t n = sayso__window_n(w), k = n;
    while (k && n - k < 4 && (uint8_t)w->buf[w->beg + k - 1] >= 0x80)
        k--; /* half a character at the window's end */
    sayso_error ignored;
    bool utf8 = sayso__unit_check(sayso__window_p(w), k, 0, &ignored) == SAYSO_OK;
    sayso_str charset = sayso__media_parameter(l->parameters, "charset");
    if (!utf8 && !charset.p)
        charset = sayso__str_z(sayso__charset_guess(sayso__window_p(w), (uint32_t)k)->name);
    s = sayso__arena_print(&l->memory, "%.*s\"; delimiter=\"%s\"%s%.*s", (int)s.n, s.p,
                           t->delimiter == '\t' ? "tab" : (char[]){t->delimiter, 0},
                           charset.p ? "; charset=" : "", (int)charset.n,
                           charset.p ? charset.p : "");
    t->parameters = s;
    return s.p != NULL;
}

static sayso_status start(sayso_level *l, table **out, sayso_error *err)
{
    sayso_window *w = &l->in;
    *out = l->state;
    if (*out)
        return SAYSO_OK;
    table *t = *out = l->state = calloc(1, sizeof *t);
    if (!t)
        return sayso__fail_memory(err);
    sayso_str header =
        header_of(sayso__window_p(w), sayso__window_n(w), l->options->map, &t->delimiter);
    if (!header.p || !name_columns(l, t, header))
        return sayso__fail_memory(err);
    w->beg = (size_t)(header.p + header.n - w->buf);
    return SAYSO_OK;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

/* A row that has no end: behind its first line, a few times; else behind all that was read of it.
 */
static sayso_status give_up(sayso_level *l, table *t, sayso_error *err)
{
    sayso_window *w = &l->in;
    uint64_t at = sayso__window_at(w);
    const char *nl = memchr(sayso__window_p(w), '\n', sayso__window_n(w));
    bool too_long = sayso__window_n(w) > l->most;
    size_t all = sayso__window_n(w);
    w->beg += nl && t->n_back++ < BACK_MOST ? (size_t)(nl - sayso__window_p(w)) + 1 : all;
    bool quoted = t->quoted;
    t->seen = 0;
    t->quoted = false;
    if (quoted)
        return sayso__fail(err, too_long ? SAYSO_ELIMIT : SAYSO_EINPUT, at,
                           "a row with a quotation mark that is not closed%s",
                           too_long ? " in the most bytes of a report" : "");
    return sayso__level_too_long(l, at, err);
}

static sayso_status take(sayso_level *l, table *t, size_t n, sayso_arena *a, sayso_unit *out,
                         sayso_error *err)
{
    size_t row = n;
    while (n && sayso__is_space(sayso__window_p(&l->in)[n - 1]) &&
           sayso__window_p(&l->in)[n - 1] != t->delimiter)
        n--;
    out->number = ++l->n_unit;
    out->media = SAYSO_MEDIA_CSV;
    out->parameters = t->parameters;
    out->about = (sayso_unit_about){.retrieved = l->about.retrieved};
    t->seen = 0;
    t->quoted = false;
    SAYSO_TRY(sayso__level_take(l, n, a, out, err));
    l->in.beg += row - n;
    return SAYSO_OK;
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    sayso_window *w = &l->in;
    table *t;
    SAYSO_TRY(start(l, &t, err));
    if (!t->seen && !t->quoted) { /* blank lines, and the end of the row before */
        while (w->beg < w->end || !w->ends) {
            if (w->beg < w->end && w->buf[w->beg] != '\n' && w->buf[w->beg] != '\r')
                break;
            if (w->beg < w->end)
                w->beg++;
            else
                SAYSO_TRY(sayso__window_fill(w, err));
        }
    }
    for (;;) {
        size_t n = sayso__window_n(w);
        if (!n)
            return sayso__window_finish(w, err);
        bool ends = sayso__csv_row_end(sayso__window_p(w), n, t->delimiter, &t->seen, &t->quoted);
        if (ends ? t->seen > l->most : n > l->most)
            return give_up(l, t, err);
        if (ends)
            return take(l, t, t->seen, a, out, err);
        if (w->ends && w->why.code != SAYSO_OK) {
            t->seen = 0;
            t->quoted = false;
            return sayso__window_finish(w, err); /* half a row */
        }
        if (w->ends && t->quoted && t->seen < n && sayso__window_p(w)[n - 1] == '"')
            t->quoted = false; /* the last byte closes it */
        if (w->ends)
            return t->quoted ? give_up(l, t, err) : take(l, t, n, a, out, err);
        SAYSO_TRY(sayso__window_fill(w, err));
    }
}

static void close_table(sayso_level *l)
{
    free(l->state);
}

const sayso_kind sayso__kind_csv = {is, next, NULL, close_table};
