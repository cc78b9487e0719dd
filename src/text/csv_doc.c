/* csv_doc.c -- a row of a table as a document.  Layer: text. */
#include "base/fail.h"
#include "base/str.h"
#include "text/container.h"
#include "text/csv.h"
#include "text/doc_make.h"

/* The row's fields that are parts of a report. */
typedef struct {
    bool have;
    sayso_csv_field f;
} part;

static void find_parts(const sayso_mapped *row, sayso_str columns, char delimiter,
                       part parts[SAYSO_N_COLUMN])
{
    uint32_t name = 0;
    for (uint32_t at = 0; at <= row->n && name <= columns.n;) {
        uint32_t end = name;
        while (end < columns.n && columns.p[end] != ',')
            end++;
        sayso_csv_field f = sayso__csv_field(row->p, row->n, delimiter, &at);
        sayso_column c = sayso__column_of(sayso__str(columns.p + name, end - name));
        if (c)
            parts[c] = (part){true, f};
        name = end + 1;
        if (f.last)
            return;
    }
}

/* A field's text: doubled quotation marks are one, which the map shows. false when out of memory.
 */
static bool unquote(const sayso_mapped *row, const sayso_csv_field *f, sayso_arena *a,
                    sayso_text_builder *out)
{
    const char *p = row->p;
    *out = (sayso_text_builder){.p = sayso__arena_alloc(a, f->at.end - f->at.beg + 1)};
    if (!out->p)
        return false;
    for (uint32_t i = f->at.beg; i < f->at.end;) {
        const char *mark = f->quoted ? memchr(p + i, '"', f->at.end - i) : NULL;
        uint32_t n = (mark ? (uint32_t)(mark - p) : f->at.end) - i;
        if (n && !sayso__map_add(out, a, n, (sayso_map_run){out->n, i, n}))
            return false;
        memcpy(out->p + out->n, p + i, n);
        out->n += n;
        i += n;
        if (!mark)
            break;
        uint32_t both = i + 1 < f->at.end ? 2 : 1;
        if (!sayso__map_add(out, a, 1, (sayso_map_run){out->n, i, both}))
            return false;
        out->p[out->n++] = '"';
        i += both;
    }
    if (!out->map.n && !SAYSO_PUSH(a, &out->map, (sayso_map_run){0, f->at.beg, 0}))
        return false;
    return sayso__map_compose(out, row, a);
}

/* What tables write where there is nothing. */
static bool is_nothing(sayso_str s)
{
    static const char *const words[] = {"", "nan", "NaN", "NULL", "null", "None", "N/A", "NA"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sayso__str_is(s, words[i]))
            return true;
    return false;
}

static bool word(const sayso_mapped *row, const part *x, sayso_arena *a, sayso_str *out)
{
    sayso_text_builder b;
    if (!x->have)
        return true;
    if (!unquote(row, &x->f, a, &b))
        return false;
    sayso_str s = sayso__str_trim(sayso__str(b.p, b.n));
    if (!is_nothing(s))
        *out = s;
    return true;
}

sayso_status sayso__doc_csv(sayso_doc_maker *m, sayso_error *err)
{
    sayso_doc *d = m->doc;
    const sayso_unit *u = &d->unit;
    sayso_str delimiter = sayso__media_parameter(u->parameters, "delimiter");
    sayso_mapped row;
    part x[SAYSO_N_COLUMN] = {{false}};
    SAYSO_TRY(sayso__doc_decode(m, false, &row, err));
    if (memchr(row.p, 0, row.n))
        return sayso__fail(err, SAYSO_EINPUT, u->offset, "a NUL byte: this is not text");
    find_parts(&row, sayso__media_parameter(u->parameters, "columns"),
               delimiter.n == 1 ? delimiter.p[0] : '\t', x);
    bool html = !x[SAYSO_COLUMN_TEXT].have ||
                x[SAYSO_COLUMN_TEXT].f.at.beg == x[SAYSO_COLUMN_TEXT].f.at.end;
    const part *body = &x[html ? SAYSO_COLUMN_HTML : SAYSO_COLUMN_TEXT];
    sayso_text_builder title = {0}, text;
    if (!body->have || body->f.at.beg == body->f.at.end)
        return sayso__fail(err, SAYSO_EINPUT, u->offset, "a row without a text");
    if (!word(&row, &x[SAYSO_COLUMN_ID], m->arena, &d->id) ||
        !word(&row, &x[SAYSO_COLUMN_URL], m->arena, &d->url) ||
        !word(&row, &x[SAYSO_COLUMN_PUBLISHER], m->arena, &d->publisher) ||
        !word(&row, &x[SAYSO_COLUMN_BYLINE], m->arena, &d->byline) ||
        !word(&row, &x[SAYSO_COLUMN_PUBLISHED], m->arena, &d->published) ||
        !word(&row, &x[SAYSO_COLUMN_MODIFIED], m->arena, &d->modified) ||
        !word(&row, &x[SAYSO_COLUMN_SECTION], m->arena, &d->section) ||
        !word(&row, &x[SAYSO_COLUMN_TAGS], m->arena, &d->tags) ||
        !word(&row, &x[SAYSO_COLUMN_LANGUAGE], m->arena, &d->said_language) ||
        (x[SAYSO_COLUMN_TITLE].have &&
         !unquote(&row, &x[SAYSO_COLUMN_TITLE].f, m->arena, &title)) ||
        !unquote(&row, &body->f, m->arena, &text))
        return sayso__fail_memory(err);
    const sayso_first first = {.p = text.p, .n = text.n};
    if (html && (sayso__first_is(&first, "<html") || sayso__first_is(&first, "<!doctype")))
        return sayso__doc_page(m, (sayso_mapped){text.p, text.n, text.map.v, text.map.n}, &title,
                               err);
    return sayso__doc_part(m, text, html, &title, err);
}
