/* sheet.c -- the ledger's tables, printed.  Layer: view. */
#include "view/sheet.h"

#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/table.h"

#define GAP 2u

static const sayso_cell *cell_at(const sayso_table_rows *t, uint32_t row, uint32_t column)
{
    return &t->cell[(size_t)row * t->n_column + column];
}

/* ---- JSON lines --------------------------------------------------------------------------------
 */

/* Items of a list cell, one a line. */
static void json_list(sayso_json *j, const char *text)
{
    sayso__json_array(j);
    while (text && *text) {
        size_t n = strcspn(text, "\n");
        sayso__json_str(j, sayso__str(text, n));
        text += n + (text[n] == '\n');
    }
    sayso__json_array_end(j);
}

void sayso__sheet_json_cell(sayso_json *j, const sayso_cell *c)
{
    switch (c->kind) {
    case SAYSO_CELL_TEXT: sayso__json_text(j, c->text); break;
    case SAYSO_CELL_NUMBER: sayso__json_number(j, c->number); break;
    case SAYSO_CELL_LIST: json_list(j, c->text); break;
    case SAYSO_CELL_FLAG: sayso__json_bool(j, c->number != 0); break;
    default: sayso__json_null(j); break;
    }
}

void sayso__sheet_json_row(sayso_json *j, const sayso_table_rows *t, uint32_t row)
{
    sayso__json_object(j);
    for (uint32_t k = 0; k < t->n_column; k++) {
        sayso__json_key(j, t->column[k]);
        sayso__sheet_json_cell(j, cell_at(t, row, k));
    }
    sayso__json_object_end(j);
}

void sayso__sheet_jsonl(const sayso_table_rows *t, sayso_sink *out)
{
    sayso_json j;
    sayso__json_init(&j, out);
    for (uint32_t i = 0; i < t->n_row; i++) {
        sayso__sheet_json_row(&j, t, i);
        sayso__json_newline(&j);
    }
}

sayso_status sayso__sheet_records(const sayso_table_rows *t, sayso_state_json *w, bool figures,
                                  sayso_error *err)
{
    sayso_table index;
    sayso__table_init(&index, w->a);
    uint32_t n = figures ? w->s->n_figure : w->s->n_claim;
    for (uint32_t i = 0; i < n; i++) {
        const char *id = figures ? w->s->figure[i].id : w->s->claim[i].id;
        sayso_table_entry *e = sayso__table_put(&index, sayso__str_z(id));
        if (!e)
            return sayso__fail_memory(err);
        e->value = i;
    }
    for (uint32_t i = 0; i < t->n_row; i++) {
        const sayso_table_entry *e =
            sayso__table_find(&index, sayso__str_z(cell_at(t, i, 0)->text));
        if (!e)
            continue;
        if (figures)
            sayso__state_json_figure(w, e->value);
        else
            sayso__state_json_claim(w, e->value);
        sayso__json_newline(&w->j);
    }
    return w->failed ? sayso__fail_memory(err) : SAYSO_OK;
}

/* ---- plain cells -------------------------------------------------------------------------------
 */

/* The text of a cell without quotes; buf holds it where it is made up. */
static sayso_str cell_text(const sayso_cell *c, char buf[32])
{
    switch (c->kind) {
    case SAYSO_CELL_TEXT:
    case SAYSO_CELL_LIST: return sayso__str_z(c->text ? c->text : "");
    case SAYSO_CELL_NUMBER: return sayso__str(buf, sayso__number_print(c->number, buf));
    case SAYSO_CELL_FLAG: return sayso__str_z(c->number != 0 ? "yes" : "no");
    default: return SAYSO_STR("");
    }
}

/* ---- CSV ---------------------------------------------------------------------------------------
 */

/* Bytes up to the next one of stops (two of them), all if there is none. */
static uint32_t run_of(sayso_str s, uint32_t from, char x, char y)
{
    uint32_t i = from;
    while (i < s.n && s.p[i] != x && s.p[i] != y)
        i++;
    return i - from;
}

/* Quoted only where it must be (RFC 4180). */
static void csv_text(sayso_sink *out, sayso_str s, bool list)
{
    bool quote = false;
    for (uint32_t i = 0; i < s.n && !quote; i++) /* all that matter are at or below the comma */
        quote =
            s.p[i] <= ',' && (s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r');
    if (!quote) {
        sayso__sink_str(out, s);
        return;
    }
    sayso__sink_char(out, '"');
    for (uint32_t i = 0, n; i < s.n; i += n + 1) {
        n = run_of(s, i, '"', list ? '\n' : '"');
        sayso__sink_put(out, s.p + i, n);
        if (i + n < s.n)
            sayso__sink_text(out, s.p[i + n] == '"' ? "\"\"" : "; ");
    }
    sayso__sink_char(out, '"');
}

void sayso__sheet_csv_head(const char *const *column, uint32_t n, sayso_sink *out)
{
    for (uint32_t k = 0; k < n; k++) {
        if (k)
            sayso__sink_char(out, ',');
        csv_text(out, sayso__str_z(column[k]), false);
    }
    sayso__sink_char(out, '\n');
}

void sayso__sheet_csv_rows(const sayso_table_rows *t, const char *first, sayso_sink *out)
{
    for (uint32_t i = 0; i < t->n_row; i++) {
        if (first)
            csv_text(out, sayso__str_z(first), false);
        for (uint32_t k = 0; k < t->n_column; k++) {
            const sayso_cell *c = cell_at(t, i, k);
            char buf[32];
            if (k || first)
                sayso__sink_char(out, ',');
            csv_text(out, cell_text(c, buf), c->kind == SAYSO_CELL_LIST);
        }
        sayso__sink_char(out, '\n');
    }
}

void sayso__sheet_csv(const sayso_table_rows *t, sayso_sink *out)
{
    sayso__sheet_csv_head(t->column, t->n_column, out);
    sayso__sheet_csv_rows(t, NULL, out);
}

void sayso__sheet_tsv_rows(const sayso_table_rows *t, sayso_sink *out)
{
    for (uint32_t i = 0; i < t->n_row; i++)
        for (uint32_t k = 0; k < t->n_column; k++) {
            char buf[32];
            sayso_str s = cell_text(cell_at(t, i, k), buf);
            for (uint32_t b = 0; b < s.n; b++)
                sayso__sink_char(out, (unsigned char)s.p[b] < 0x20 ? ' ' : s.p[b]);
            sayso__sink_char(out, k + 1 < t->n_column ? '\t' : '\n');
        }
}

/* ---- a table on a page -------------------------------------------------------------------------
 */

/* The columns that a page has room for; other forms give all. */
static const char *const page_columns[SAYSO_N_SHOW][10] = {
    [SAYSO_SHOW_REPORTS] = {"report", "publisher", "published", "title", "group"},
    [SAYSO_SHOW_COPIES] = {"group_id", "agency", "n_documents", "reports"},
    [SAYSO_SHOW_CLAIMS] = {"claim", "report", "source_actor", "speech_act", "responsible",
                           "content"},
    [SAYSO_SHOW_FIGURES] = {"report", "measure", "population", "low", "best", "high", "as_of",
                            "source_actor"},
    [SAYSO_SHOW_ACTORS] = {"name", "class", "country", "speaks_for", "aliases", "n_claims"},
    [SAYSO_SHOW_POSITIONS] = {"actor", "date", "report", "position", "changed", "claim"},
    [SAYSO_SHOW_BLAME] = {"by", "of", "first", "denied_by", "claims"},
    [SAYSO_SHOW_INCIDENTS] = {"report", "kind", "date_first", "place", "perpetrators", "targets",
                              "victims", "status"},
    [SAYSO_SHOW_TIMELINE] = {"date", "what", "text", "report"},
    [SAYSO_SHOW_EVENTS] = {"event_id", "name", "date", "country", "n_reports"},
};

static bool on_page(sayso_show show, const char *column)
{
    if (show >= SAYSO_N_SHOW)
        return true;
    const char *const *names = page_columns[show];
    for (uint32_t i = 0; i < 10 && names[i]; i++)
        if (strcmp(names[i], column) == 0)
            return true;
    return !names[0];
}

#define ID_DIGITS 12u /* as in a brief; commands take the beginning of an id */

/* Is the column one of ids of the ledger's own? */
static bool is_id(const char *column)
{
    size_t n = strlen(column);
    return strcmp(column, "claim") == 0 || strcmp(column, "group") == 0 ||
           (n > 3 && strcmp(column + n - 3, "_id") == 0);
}

/* Reports are called by paths and addresses, which are told apart by their end: the last part, or
 * the last two where that is a number or so, without ".html". */
static sayso_str report_name(const char *id)
{
    const char *from = id, *last = id;
    for (const char *p = id; *p; p++)
        if (*p == '/' && p[1] && p[1] != '/') {
            from = last;
            last = p + 1;
        }
    if (strlen(last) >= 4)
        from = last;
    const char *dot = strrchr(from, '.');
    size_t n = strlen(from), tail = dot ? strlen(dot) : 0;
    return sayso__str(from, dot > from && tail > 2 && tail < 7 ? n - tail : n);
}

/* A cell as the page has it, ids and moments short; false when out of memory. */
static bool for_page(const char *column, const sayso_cell *from, sayso_arena *a, sayso_cell *to)
{
    int32_t day;
    int64_t utc;
    char date[16];
    *to = *from;
    if (from->kind != SAYSO_CELL_TEXT)
        return true;
    if (strcmp(column, "report") == 0) {
        sayso_str name = report_name(from->text);
        to->text = sayso__arena_copy(a, name.p, name.n);
    } else if (is_id(column) && strlen(from->text) > ID_DIGITS) {
        to->text = sayso__arena_copy(a, from->text, ID_DIGITS);
    } else if (strcmp(column, "published") == 0 &&
               sayso__date_parse(sayso__str_z(from->text), &day, &utc)) {
        sayso__date_print(day, date);
        to->text = sayso__arena_copy(a, date, strlen(date));
    }
    return to->text;
}

/* t with the columns of the page alone. */
static sayso_status narrow(const sayso_table_rows *t, sayso_show show, sayso_arena *a,
                           sayso_table_rows *out, sayso_error *err)
{
    const char **names = SAYSO_NEW_N(a, const char *, t->n_column);
    sayso_cell *cell = SAYSO_NEW_N(a, sayso_cell, (size_t)t->n_column * t->n_row);
    if (!names || !cell)
        return sayso__fail_memory(err);
    *out = (sayso_table_rows){names, cell, 0, t->n_row};
    for (uint32_t k = 0; k < t->n_column; k++)
        if (on_page(show, t->column[k]))
            names[out->n_column++] = t->column[k];
    for (uint32_t i = 0, at = 0; i < t->n_row; i++)
        for (uint32_t k = 0; k < t->n_column; k++)
            if (on_page(show, t->column[k]) &&
                !for_page(t->column[k], cell_at(t, i, k), a, &cell[at++]))
                return sayso__fail_memory(err);
    return SAYSO_OK;
}

/* Ids and days are of use only when they are whole. */
static bool stays_whole(const char *column)
{
    static const char *const names[] = {"date", "date_first", "first", "as_of", "published"};
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(column, names[i]) == 0)
            return true;
    return is_id(column);
}

/* What a row is about gives way later than the rest, by so many columns. */
#define KEY_BONUS 12u

static uint32_t bonus(const char *column)
{
    static const char *const names[] = {"name", "content", "text",     "actor",
                                        "by",   "title",   "position", "reports"};
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(column, names[i]) == 0)
            return KEY_BONUS;
    return 0;
}

/* Has column k more to give than column m? */
static bool wider(const sayso_table_rows *t, const uint32_t *width, uint32_t k, uint32_t m)
{
    return m == t->n_column || width[k] + bonus(t->column[m]) > width[m] + bonus(t->column[k]);
}

/* What a column keeps while others have more, and what it keeps at all. */
#define LEAST_EASY 7u
#define LEAST      4u

/* Natural widths, then the widest column gives way until the row fits. */
static void set_widths(const sayso_table_rows *t, uint32_t page, uint32_t *width)
{
    uint32_t sum = 0;
    for (uint32_t k = 0; k < t->n_column; k++) {
        width[k] = sayso__paper_width(sayso__str_z(t->column[k]));
        for (uint32_t i = 0; i < t->n_row; i++) {
            char buf[32];
            uint32_t w = sayso__paper_width(cell_text(cell_at(t, i, k), buf));
            width[k] = w > width[k] ? w : width[k];
        }
        if (width[k] > page)
            width[k] = page;
        sum += width[k] + (k ? GAP : 0);
    }
    for (uint32_t least = LEAST_EASY; sum > page;) {
        uint32_t widest = t->n_column;
        for (uint32_t k = 0; k < t->n_column; k++)
            if (width[k] > least && !stays_whole(t->column[k]) && wider(t, width, k, widest))
                widest = k;
        if (widest == t->n_column && least == LEAST)
            return;
        if (widest == t->n_column) {
            least = LEAST;
            continue;
        }
        width[widest]--;
        sum--;
    }
}

/* A cell from column `from` on; numbers to the right. Empty ones leave no spaces behind. */
static void put_cell(sayso_paper *p, const sayso_cell *c, uint32_t width, uint32_t from)
{
    char buf[32];
    sayso_str s = cell_text(c, buf);
    uint32_t w = s.n && c->kind == SAYSO_CELL_NUMBER ? sayso__paper_width(s) : width;
    if (!s.n)
        return;
    sayso__paper_tab(p, from + (w < width ? width - w : 0), 0);
    sayso__paper_clip(p, s, width);
}

static void print_table(const sayso_table_rows *t, sayso_paper *paper, const uint32_t *w)
{
    sayso__paper_style(paper, SAYSO_STYLE_HEAD);
    for (uint32_t k = 0, from = 0; k < t->n_column; from += w[k++] + GAP) {
        sayso__paper_tab(paper, from, 0);
        sayso__paper_clip(paper, sayso__str_z(t->column[k]), w[k]);
    }
    sayso__paper_newline(paper);
    for (uint32_t i = 0; i < t->n_row; i++) {
        for (uint32_t k = 0, from = 0; k < t->n_column; from += w[k++] + GAP)
            put_cell(paper, cell_at(t, i, k), w[k], from);
        sayso__paper_newline(paper);
    }
}

sayso_status sayso__sheet_table(const sayso_table_rows *t, sayso_show show, sayso_paper *paper,
                                sayso_arena *a, sayso_error *err)
{
    sayso_table_rows page = {0};
    SAYSO_TRY(narrow(t, show, a, &page, err));
    uint32_t *w = SAYSO_NEW_N(a, uint32_t, page.n_column);
    if (!w)
        return sayso__fail_memory(err);
    set_widths(&page, paper->width, w);
    print_table(&page, paper, w);
    return SAYSO_OK;
}
