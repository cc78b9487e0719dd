/* export_tables.c -- csv: a folder with a file a table, and a data package that describes them.
 * Layer: view.
 *
 * Descriptor: Frictionless Data Package v1 (datapackage.json) with Table Schemas, so that a reader
 * gets types, keys and what each column means. */
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "view/export.h"
#include "view/sheet.h"

/* What a column holds, whichever table it is in. */
static const struct {
    const char *name, *type, *what;
} columns[] = {
    {"event", "string", "id of the event that the row is of"},
    {"events", "string", "ids of the report's events, the main one first"},
    {"report", "string", "id of the report"},
    {"publisher", "string", "who published it"},
    {"published", "string", "when, as the report says"},
    {"title", "string", "headline"},
    {"group", "string", "copies of one text have one group"},
    {"revision_of", "string", "id of the older version"},
    {"group_id", "string", "id of the group of copies"},
    {"agency", "string", "the agency that the credit names"},
    {"first", "string", "first report of the group; or day of the first accusation"},
    {"n_documents", "integer", "reports that run the text"},
    {"reports", "string", "their ids"},
    {"actor_id", "string", "id of the actor"},
    {"name", "string", "name of the actor or event"},
    {"class", "string", "person, ministry, armed_group ..."},
    {"country", "string", "ISO 3166 alpha-3"},
    {"sector", "string", "PLOVER sector"},
    {"speaks_for", "string", "whose words these are"},
    {"aliases", "string", "other names of the actor"},
    {"n_claims", "integer", "claims that the actor makes"},
    {"claim", "string", "id of the claim"},
    {"source_actor", "string", "who says it"},
    {"source_type", "string", "named_official, witness, document ..."},
    {"via", "string", "who carried it, from the outermost"},
    {"said", "date", "day on which it was said"},
    {"speech_act", "string", "allege, deny, claim_responsibility ..."},
    {"kind", "string", "what the claim is about; or the kind of the event"},
    {"responsible", "string", "who is named as responsible"},
    {"stance", "string", "asserts, denies, doubts that"},
    {"factuality", "string", "FactBank value"},
    {"evidence", "string", "marks of evidence"},
    {"quote_type", "string", "direct, indirect, mixed"},
    {"source", "string", "the words that name the source"},
    {"cue", "string", "the words that say it was said"},
    {"content", "string", "the words that were said"},
    {"n_independent", "integer", "distinct root sources of what it says"},
    {"wrong", "boolean", "marked by hand as read wrongly"},
    {"shared", "string", "per cent of each one's text that stands in the first"},
    {"subject", "string", "event, actor or claim that was corrected"},
    {"who", "string", "who corrected it"},
    {"at", "string", "when"},
    {"role", "string", "source, cue, content, relay, figure"},
    {"ord", "integer", "pieces of one role are counted from 0"},
    {"field", "string", "title or text: what offsets count in"},
    {"byte_start", "integer", "half-open span in UTF-8 bytes"},
    {"byte_end", "integer", "its end"},
    {"char_start", "integer", "the same in Unicode code points"},
    {"char_end", "integer", "its end"},
    {"raw_start", "integer", "the same in bytes of the original file"},
    {"raw_end", "integer", "its end"},
    {"text", "string", "the words"},
    {"figure_id", "string", "id of the figure"},
    {"measure", "string", "killed, injured, missing ..."},
    {"population", "string", "of whom"},
    {"low", "number", "lower bound"},
    {"best", "number", "the number given"},
    {"high", "number", "upper bound"},
    {"mod", "string", "TIMEX3 modifier: APPROX, MORE_THAN ..."},
    {"unit", "string", "what money and counts are of"},
    {"as_of", "date", "day on which it was true"},
    {"answer", "string", "answer of a survey that a percentage belongs to"},
    {"supersedes", "string", "id of the figure that it replaces"},
    {"actor", "string", "whose position it is"},
    {"question", "string", "to what"},
    {"date", "string", "day; EDTF where it is uncertain"},
    {"position", "string", "blames:ACTOR, denies:ACTOR, unknown ..."},
    {"changed", "boolean", "did the actor's position turn?"},
    {"by", "string", "who accuses"},
    {"of", "string", "whom"},
    {"claims", "string", "ids of the claims that do"},
    {"denied_by", "string", "who denies it"},
    {"relation", "string", "confirms, disputes, refutes ... (CiTO)"},
    {"other", "string", "id of the claim that it answers; what it is corrected with"},
    {"conflict", "integer", "figures of one number cannot all be right"},
    {"incident_id", "string", "id of the incident"},
    {"main", "boolean", "is the report about this one?"},
    {"date_first", "string", "first day"},
    {"date_last", "string", "last day"},
    {"place", "string", "where"},
    {"latitude", "number", "of the place"},
    {"longitude", "number", "of the place"},
    {"perpetrators", "string", "who is said to have done it"},
    {"targets", "string", "to what"},
    {"weapons", "string", "with what"},
    {"victims", "string", "to whom"},
    {"status", "string", "reported, earlier or threatened"},
    {"cameo", "string", "CAMEO code"},
    {"plover", "string", "PLOVER type and mode"},
    {"no_code", "string", "why one of the codes is missing"},
    {"precision", "string", "day, month, year"},
    {"what", "string", "event, claim, figure, position; or the kind of correction"},
    {"event_id", "string", "id of the event"},
    {"n_reports", "integer", "reports of the event"},
    {"uri", "string", "where it was read"},
    {"byte", "integer", "at which byte"},
    {"reason", "string", "why it was not understood"},
};

typedef struct {
    const char *name, *key[3]; /* primary key */
    const char *const *column; /* of tables that are not those of `show` */
    sayso_show show;
    bool event;                     /* the event stands in front */
    const char *parent, *parent_of; /* a foreign key: column -> table; its key is the same column */
} table;

static const char *const span_columns[] = {"report",     "claim",    "figure_id",  "role",
                                           "ord",        "field",    "byte_start", "byte_end",
                                           "char_start", "char_end", "raw_start",  "raw_end",
                                           "text"};
static const char *const relation_columns[] = {"claim", "relation", "other"};
static const char *const conflict_columns[] = {"conflict", "measure", "population", "figure_id"};
static const char *const incident_columns[] = {"report",    "incident_id",  "main",
                                               "kind",      "date_first",   "date_last",
                                               "place",     "country",      "latitude",
                                               "longitude", "perpetrators", "targets",
                                               "weapons",   "victims",      "status",
                                               "cameo",     "plover",       "no_code"};

enum {
    EVENTS,
    REPORTS,
    COPIES,
    ACTORS,
    CLAIMS,
    SPANS,
    FIGURES,
    CONFLICTS,
    RELATIONS,
    POSITIONS,
    BLAME,
    INCIDENTS,
    TIMELINE,
    REFUSED,
    CORRECTIONS,
    N_TABLE
};

static const table tables[N_TABLE] = {
    [EVENTS] = {"events", {"event_id"}, NULL, SAYSO_SHOW_EVENTS, false, NULL, NULL},
    [REPORTS] = {"reports", {"report"}, NULL, SAYSO_SHOW_REPORTS, false, NULL, NULL},
    [COPIES] = {"copies", {"group_id"}, NULL, SAYSO_SHOW_COPIES, true, NULL, NULL},
    [ACTORS] = {"actors", {"event", "actor_id"}, NULL, SAYSO_SHOW_ACTORS, true, NULL, NULL},
    [CLAIMS] = {"claims", {"claim"}, NULL, SAYSO_SHOW_CLAIMS, true, "report", "reports"},
    [SPANS] = {"spans", {NULL}, span_columns, SAYSO_N_SHOW, true, "report", "reports"},
    [FIGURES] = {"figures", {"figure_id"}, NULL, SAYSO_SHOW_FIGURES, true, "report", "reports"},
    [CONFLICTS] =
        {"conflicts", {NULL}, conflict_columns, SAYSO_N_SHOW, true, "figure_id", "figures"},
    [RELATIONS] = {"relations", {NULL}, relation_columns, SAYSO_N_SHOW, true, "claim", "claims"},
    [POSITIONS] = {"positions", {NULL}, NULL, SAYSO_SHOW_POSITIONS, true, "claim", "claims"},
    [BLAME] = {"blame", {NULL}, NULL, SAYSO_SHOW_BLAME, true, NULL, NULL},
    [INCIDENTS] =
        {"incidents", {"incident_id"}, incident_columns, SAYSO_N_SHOW, true, "report", "reports"},
    [TIMELINE] = {"timeline", {NULL}, NULL, SAYSO_SHOW_TIMELINE, true, NULL, NULL},
    [REFUSED] = {"refused", {NULL}, NULL, SAYSO_SHOW_REFUSED, false, NULL, NULL},
    [CORRECTIONS] = {"corrections", {NULL}, NULL, SAYSO_SHOW_CORRECTIONS, false, NULL, NULL},
};

/* ---- the descriptor ---------------------------------------------------------------------- */

static void describe_column(sayso_json *j, const char *name)
{
    uint32_t i = 0, n = sizeof columns / sizeof *columns;
    while (i < n && strcmp(columns[i].name, name) != 0)
        i++;
    sayso__json_object(j);
    sayso__json_put_text(j, "name", name);
    sayso__json_put_text(j, "type", i < n ? columns[i].type : "string");
    if (i < n)
        sayso__json_put_text(j, "description", columns[i].what);
    if (i < n && strcmp(columns[i].type, "boolean") == 0) {
        sayso__json_key(j, "trueValues");
        sayso__json_array(j);
        sayso__json_text(j, "yes");
        sayso__json_array_end(j);
        sayso__json_key(j, "falseValues");
        sayso__json_array(j);
        sayso__json_text(j, "no");
        sayso__json_array_end(j);
    }
    sayso__json_object_end(j);
}

static void describe_keys(sayso_json *j, const table *t)
{
    if (t->key[0]) {
        sayso__json_key(j, "primaryKey");
        sayso__json_array(j);
        for (uint32_t i = 0; i < 3 && t->key[i]; i++)
            sayso__json_text(j, t->key[i]);
        sayso__json_array_end(j);
    }
    if (!t->parent)
        return;
    sayso__json_key(j, "foreignKeys");
    sayso__json_array(j);
    sayso__json_object(j);
    sayso__json_put_text(j, "fields", t->parent);
    sayso__json_key(j, "reference");
    sayso__json_object(j);
    sayso__json_put_text(j, "resource", t->parent_of);
    sayso__json_put_text(j, "fields", t->parent);
    sayso__json_object_end(j);
    sayso__json_object_end(j);
    sayso__json_array_end(j);
}

static void describe_table(sayso_json *j, const table *t, const char *const *column, uint32_t n)
{
    char path[40] = "";
    strcat(strcpy(path, t->name), ".csv");
    sayso__json_object(j);
    sayso__json_put_text(j, "name", t->name);
    sayso__json_put_text(j, "path", path);
    sayso__json_put_text(j, "profile", "tabular-data-resource");
    sayso__json_put_text(j, "format", "csv");
    sayso__json_put_text(j, "mediatype", "text/csv");
    sayso__json_put_text(j, "encoding", "utf-8");
    sayso__json_key(j, "schema");
    sayso__json_object(j);
    sayso__json_key(j, "fields");
    sayso__json_array(j);
    if (t->event)
        describe_column(j, "event");
    for (uint32_t k = 0; k < n; k++)
        describe_column(j, column[k]);
    sayso__json_array_end(j);
    describe_keys(j, t);
    sayso__json_object_end(j);
    sayso__json_object_end(j);
}

/* ---- files ------------------------------------------------------------------------------- */

static uint32_t columns_of(const table *t, const char *const **out)
{
    switch (t - tables) {
    case SPANS: *out = span_columns; return sizeof span_columns / sizeof *span_columns;
    case RELATIONS:
        *out = relation_columns;
        return sizeof relation_columns / sizeof *relation_columns;
    case CONFLICTS:
        *out = conflict_columns;
        return sizeof conflict_columns / sizeof *conflict_columns;
    case INCIDENTS:
        *out = incident_columns;
        return sizeof incident_columns / sizeof *incident_columns;
    default: return sayso__show_columns(t->show, out);
    }
}

static sayso_status begin(sayso_export *x, sayso_error *err)
{
    sayso_sink *package = x->file(x->user, "datapackage.json");
    x->table = SAYSO_NEW_N(x->keep, sayso_sink *, N_TABLE);
    if (!x->table)
        return sayso__fail_memory(err);
    if (!package)
        return sayso__fail(err, SAYSO_EIO, 0, "cannot make datapackage.json");
    sayso__json_init(&x->j, package);
    sayso__json_object(&x->j);
    sayso__json_put_text(&x->j, "profile", "tabular-data-package");
    sayso__json_put_text(&x->j, "name", "sayso-ledger");
    sayso__json_put_text(&x->j, "title", "Who said what in news reports, on whose say-so");
    sayso__json_key(&x->j, "resources");
    sayso__json_array(&x->j);
    for (uint32_t i = 0; i < N_TABLE; i++) {
        const char *const *column;
        char path[40] = "";
        uint32_t n = columns_of(&tables[i], &column);
        strcat(strcpy(path, tables[i].name), ".csv");
        x->table[i] = x->file(x->user, path);
        if (!x->table[i])
            return sayso__fail(err, SAYSO_EIO, 0, "cannot make %s", path);
        if (tables[i].event)
            sayso__sink_text(x->table[i], "event,");
        sayso__sheet_csv_head(column, n, x->table[i]);
        describe_table(&x->j, &tables[i], column, n);
    }
    sayso__json_array_end(&x->j);
    sayso__json_object_end(&x->j);
    sayso__sink_char(package, '\n');
    if (x->refused)
        sayso__sheet_csv_rows(x->refused, NULL, x->table[REFUSED]);
    if (x->corrections)
        sayso__sheet_csv_rows(x->corrections, NULL, x->table[CORRECTIONS]);
    return SAYSO_OK;
}

/* ---- rows that `show` does not have ------------------------------------------------------ */

static void put_row(const sayso_export *x, const sayso_export_event *e, uint32_t which,
                    sayso_cell *cell, uint32_t n)
{
    const sayso_table_rows row = {NULL, cell, n, 1};
    sayso__sheet_csv_rows(&row, e->s->event.id, x->table[which]);
}

static sayso_cell text_cell(const char *text)
{
    return (sayso_cell){text ? SAYSO_CELL_TEXT : SAYSO_CELL_NULL, text, 0};
}

static sayso_cell number_cell(double v)
{
    return (sayso_cell){SAYSO_CELL_NUMBER, NULL, v};
}

static sayso_cell maybe_cell(sayso_number v)
{
    return v.known ? number_cell(v.v) : text_cell(NULL);
}

typedef struct {
    const char *report, *claim, *figure, *role;
} span_of;

static void put_span(const sayso_export *x, const sayso_export_event *e, const span_of *of,
                     const sayso_state_span *at, uint32_t ord)
{
    sayso_cell cell[] = {text_cell(of->report),      text_cell(of->claim),
                         text_cell(of->figure),      text_cell(of->role),
                         number_cell(ord),           text_cell(at->title ? "title" : "text"),
                         number_cell(at->bytes.beg), number_cell(at->bytes.end),
                         number_cell(at->chars.beg), number_cell(at->chars.end),
                         number_cell(at->raw.beg),   number_cell(at->raw.end),
                         text_cell(at->text)};
    put_row(x, e, SPANS, cell, sizeof cell / sizeof *cell);
}

static void put_spans(const sayso_export *x, const sayso_export_event *e)
{
    const sayso_state *s = e->s;
    for (uint32_t i = 0; i < s->n_claim; i++) {
        const sayso_state_claim *c = &s->claim[i];
        const struct {
            const char *role;
            const sayso_state_span *at;
            uint32_t n;
        } part[] = {{"source", c->source, c->n_source},
                    {"cue", c->cue, c->n_cue},
                    {"content", c->content, c->n_content}};
        for (uint32_t p = 0; p < 3; p++)
            for (uint32_t k = 0; k < part[p].n; k++) {
                const span_of of = {s->report[c->report].id, c->id, NULL, part[p].role};
                put_span(x, e, &of, &part[p].at[k], k);
            }
        for (uint32_t k = 0; k < c->n_relay; k++) {
            const span_of of = {s->report[c->report].id, c->id, NULL, "relay"};
            if (c->relay[k].at)
                put_span(x, e, &of, c->relay[k].at, k);
        }
    }
    for (uint32_t i = 0; i < s->n_figure; i++) {
        const sayso_state_figure *f = &s->figure[i];
        const char *claim = f->claim < s->n_claim ? s->claim[f->claim].id : NULL;
        const span_of of = {s->report[f->report].id, claim, f->id, "figure"};
        put_span(x, e, &of, &f->at, 0);
    }
}

static void put_links(const sayso_export *x, const sayso_export_event *e)
{
    const sayso_state *s = e->s;
    for (uint32_t i = 0; i < s->n_relation; i++) {
        const sayso_state_relation *r = &s->relation[i];
        sayso_cell cell[] = {text_cell(s->claim[r->claim].id),
                             text_cell(sayso__word(SAYSO_VOCAB_RELATION, r->relation)),
                             text_cell(s->claim[r->other].id)};
        put_row(x, e, RELATIONS, cell, 3);
    }
    for (uint32_t i = 0; i < s->n_conflict; i++)
        for (uint32_t k = 0; k < s->conflict[i].n_figure; k++) {
            const sayso_state_conflict *c = &s->conflict[i];
            sayso_cell cell[] = {number_cell(i + 1),
                                 text_cell(sayso__word(SAYSO_VOCAB_MEASURE, c->measure)),
                                 text_cell(c->population), text_cell(s->figure[c->figure[k]].id)};
            put_row(x, e, CONFLICTS, cell, 4);
        }
}

/* The words of a role, joined. NULL: out of memory. */
static const char *words_of(const sayso_state_incident *i, const char *role, sayso_arena *a)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    for (uint32_t k = 0; k < i->n_part; k++)
        if (strcmp(i->part[k].role, role) == 0 && i->part[k].text)
            sayso__sink_print(&s, "%s%s", s.n ? "; " : "", i->part[k].text);
    const char *out = s.failed ? NULL : sayso__arena_copy(a, s.n ? s.buf : "", s.n);
    sayso__sink_free(&s);
    return out;
}

static sayso_status put_incidents(const sayso_export *x, const sayso_export_event *e,
                                  sayso_error *err)
{
    static const char *const roles[] = {"perpetrator", "target", "weapon", "victim"};
    sayso_state_incident *v;
    uint32_t n;
    SAYSO_TRY(sayso__ledger_incidents(x->l, e->s, e->a, &v, &n, err));
    for (uint32_t i = 0; i < n; i++) {
        sayso_codes codes = sayso__codes_of_kind(v[i].kind);
        sayso_cell cell[18] = {text_cell(e->s->report[v[i].report].id),
                               text_cell(v[i].id),
                               {SAYSO_CELL_FLAG, NULL, v[i].main},
                               text_cell(sayso__word(SAYSO_VOCAB_EVENT, v[i].kind)),
                               text_cell(v[i].first),
                               text_cell(v[i].last),
                               text_cell(v[i].place),
                               text_cell(v[i].country),
                               maybe_cell(v[i].latitude),
                               maybe_cell(v[i].longitude)};
        for (uint32_t k = 0; k < 4; k++) {
            cell[10 + k] = text_cell(words_of(&v[i], roles[k], e->a));
            if (!cell[10 + k].text)
                return sayso__fail_memory(err);
        }
        cell[14] = text_cell(v[i].status);
        cell[15] = text_cell(codes.cameo);
        cell[16] = text_cell(codes.plover);
        cell[17] = text_cell(codes.reason);
        put_row(x, e, INCIDENTS, cell, 18);
    }
    return SAYSO_OK;
}

static sayso_status event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    static const sayso_show_filter all = {0};
    for (uint32_t i = 0; i < N_TABLE; i++) {
        sayso_table_rows rows;
        if (tables[i].column || i == REFUSED || i == CORRECTIONS)
            continue;
        SAYSO_TRY(sayso__state_rows(e->s, tables[i].show, &all, e->a, &rows, err));
        sayso__sheet_csv_rows(&rows, tables[i].event ? e->s->event.id : NULL, x->table[i]);
    }
    put_spans(x, e);
    put_links(x, e);
    return put_incidents(x, e, err);
}

const sayso_export_format sayso__export_csv = {.name = "csv", .begin = begin, .event = event};
