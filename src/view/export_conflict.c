/* export_conflict.c -- ucdp and acled: rows shaped as those of UCDP's and ACLED's event files.
 * Layer: view.
 *
 * Columns: UCDP Georeferenced Event Dataset Codebook 23.1 (Hogbladh); ACLED Codebook (2023). Ids of
 * conflicts, dyads and regions, which people assign, stay empty. */
#include <stdio.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "view/export.h"
#include "view/sheet.h"

/* ---- UCDP -------------------------------------------------------------------------------- */

static const char *const ged[] = {"id",
                                  "relid",
                                  "year",
                                  "active_year",
                                  "code_status",
                                  "type_of_violence",
                                  "conflict_dset_id",
                                  "conflict_new_id",
                                  "conflict_name",
                                  "dyad_dset_id",
                                  "dyad_new_id",
                                  "dyad_name",
                                  "side_a_dset_id",
                                  "side_a_new_id",
                                  "side_a",
                                  "side_b_dset_id",
                                  "side_b_new_id",
                                  "side_b",
                                  "number_of_sources",
                                  "source_article",
                                  "source_office",
                                  "source_date",
                                  "source_headline",
                                  "source_original",
                                  "where_prec",
                                  "where_coordinates",
                                  "where_description",
                                  "adm_1",
                                  "adm_2",
                                  "latitude",
                                  "longitude",
                                  "geom_wkt",
                                  "priogrid_gid",
                                  "country",
                                  "country_id",
                                  "region",
                                  "event_clarity",
                                  "date_prec",
                                  "date_start",
                                  "date_end",
                                  "deaths_a",
                                  "deaths_b",
                                  "deaths_civilians",
                                  "deaths_unknown",
                                  "best",
                                  "high",
                                  "low",
                                  "gwnoa",
                                  "gwnob",
                                  SAYSO_EXPORT_OWN};

/* Organized violence; while the cause is disputed it may be. */
static bool is_violence(uint8_t kind)
{
    switch (kind) {
    case SAYSO_EVENT_BOMBING:
    case SAYSO_EVENT_SUICIDE_BOMBING:
    case SAYSO_EVENT_ARMED_ATTACK:
    case SAYSO_EVENT_CLASH:
    case SAYSO_EVENT_AIRSTRIKE:
    case SAYSO_EVENT_SHELLING_MISSILE:
    case SAYSO_EVENT_ASSASSINATION:
    case SAYSO_EVENT_HOSTAGE:
    case SAYSO_EVENT_CHEMICAL:
    case SAYSO_EVENT_EXPLOSION:
    case SAYSO_EVENT_SHOOTING: return true;
    default: return false;
    }
}

static void ged_sources(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row)
{
    sayso__export_set_number(r, "number_of_sources", row->n_source);
    sayso__export_set(r, "source_original", row->root);
    if (!row->n_source)
        return;
    const sayso_state_report *first = &s->report[row->source[0]];
    const char *cite = sayso__export_cite(s, row->source[0], r->a);
    r->failed |= !cite;
    sayso__export_set(r, "source_article", cite);
    sayso__export_set(r, "source_office", first->publisher);
    sayso__export_set(r, "source_date", first->day);
    sayso__export_set(r, "source_headline", first->title);
}

static void ged_where(sayso_export_row *r, const sayso_event_row *row)
{
    uint32_t where = row->place ? 1 : row->country ? 6 : 0;
    if (where)
        sayso__export_set_number(r, "where_prec", where);
    sayso__export_set(r, "where_coordinates", row->place);
    sayso__export_set_maybe(r, "latitude", row->latitude);
    sayso__export_set_maybe(r, "longitude", row->longitude);
    if (row->latitude.known && row->longitude.known) {
        char x[32] = "", y[32] = "";
        sayso__number_print(row->longitude.v, x);
        sayso__number_print(row->latitude.v, y);
        sayso__export_set(r, "geom_wkt", sayso__arena_print(r->a, "POINT (%s %s)", x, y).p);
    }
    sayso__export_set(r, "country", row->country);
}

static void ged_when(sayso_export_row *r, const sayso_event_row *row)
{
    sayso_date d = sayso__export_date(row->first);
    if (d.year)
        sayso__export_set_number(r, "year", d.year);
    if (row->date_prec)
        sayso__export_set_number(r, "date_prec", row->date_prec);
    sayso__export_set(r, "date_start", row->first);
    sayso__export_set(r, "date_end", row->last ? row->last : row->first);
}

static void deaths(sayso_export_row *r, const char *name, const sayso_state_figure *f)
{
    if (f)
        sayso__export_set_maybe(r, name, f->best);
}

static void ged_deaths(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row)
{
    const sayso_state_figure *all = sayso__export_toll(s, row, SAYSO_TOLL_KILLED);
    const sayso_state_figure *a = sayso__export_toll(s, row, SAYSO_TOLL_KILLED_SIDE_A);
    const sayso_state_figure *b = sayso__export_toll(s, row, SAYSO_TOLL_KILLED_SIDE_B);
    const sayso_state_figure *c = sayso__export_toll(s, row, SAYSO_TOLL_KILLED_CIVILIANS);
    deaths(r, "deaths_a", a);
    deaths(r, "deaths_b", b);
    deaths(r, "deaths_civilians", c);
    if (!a && !b && !c) /* whose dead they are, nobody says */
        deaths(r, "deaths_unknown", all);
    deaths(r, "best", all);
    if (all) {
        sayso__export_set_maybe(r, "low", all->low);
        sayso__export_set_maybe(r, "high", all->high);
    }
}

static sayso_status ged_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sheet_csv_head(SAYSO_EXPORT_COLUMNS(ged), x->out);
    return SAYSO_OK;
}

static sayso_status ged_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    for (uint32_t i = 0; i < e->n_row; i++) {
        const sayso_event_row *row = &e->row[i];
        sayso_export_row r;
        if (!is_violence(row->kind))
            continue;
        sayso__export_row_begin(&r, SAYSO_EXPORT_COLUMNS(ged), e->a);
        sayso__export_set_number(&r, "id", ++x->n);
        sayso__export_set(&r, "relid", e->s->event.id);
        if (row->n_suspect)
            sayso__export_set(&r, "side_a", sayso__export_actor(e->s, row->suspect[0].actor));
        sayso__export_set(&r, "side_b", row->n_target ? row->target[0] : NULL);
        ged_sources(&r, e->s, row);
        ged_where(&r, row);
        ged_when(&r, row);
        ged_deaths(&r, e->s, row);
        sayso__export_set_number(&r, "event_clarity", row->n_suspect ? 1 : 2);
        sayso__export_set_own(&r, x, e, row);
        SAYSO_TRY(sayso__export_row_end(&r, x->out, err));
    }
    return SAYSO_OK;
}

const sayso_export_format sayso__export_ucdp = {.name = "ucdp",
                                                .file = "ged.csv",
                                                .rows = true,
                                                .begin = ged_begin,
                                                .event = ged_event};

/* ---- ACLED ------------------------------------------------------------------------------- */

static const char *const acled[] =
    {"event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
     "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
     "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
     "iso",           "region",         "country",  "admin1",         "admin2",
     "admin3",        "location",       "latitude", "longitude",      "geo_precision",
     "source",        "source_scale",   "notes",    "fatalities",     "tags",
     "timestamp",     SAYSO_EXPORT_OWN};

#define VIOLENCE "Political violence"
#define REMOTE   "Explosions/Remote violence"
#define AGAINST  "Violence against civilians"

/* A sub-type is given where the kind says it. */
static const struct {
    uint8_t kind;
    const char *disorder, *type, *sub;
} acled_kinds[] = {
    {SAYSO_EVENT_BOMBING, VIOLENCE, REMOTE, "Remote explosive/landmine/IED"},
    {SAYSO_EVENT_SUICIDE_BOMBING, VIOLENCE, REMOTE, "Suicide bomb"},
    {SAYSO_EVENT_AIRSTRIKE, VIOLENCE, REMOTE, "Air/drone strike"},
    {SAYSO_EVENT_SHELLING_MISSILE, VIOLENCE, REMOTE, "Shelling/artillery/missile attack"},
    {SAYSO_EVENT_CHEMICAL, VIOLENCE, REMOTE, "Chemical weapon"},
    {SAYSO_EVENT_EXPLOSION, VIOLENCE, REMOTE, NULL},
    {SAYSO_EVENT_CLASH, VIOLENCE, "Battles", "Armed clash"},
    {SAYSO_EVENT_ARMED_ATTACK, VIOLENCE, AGAINST, "Attack"},
    {SAYSO_EVENT_ASSASSINATION, VIOLENCE, AGAINST, "Attack"},
    {SAYSO_EVENT_SHOOTING, VIOLENCE, AGAINST, NULL},
    {SAYSO_EVENT_ABDUCTION, VIOLENCE, AGAINST, "Abduction/forced disappearance"},
    {SAYSO_EVENT_HOSTAGE, VIOLENCE, AGAINST, "Abduction/forced disappearance"},
    {SAYSO_EVENT_PROTEST, "Demonstrations", "Protests", NULL},
    {SAYSO_EVENT_RIOT, "Demonstrations", "Riots", "Violent demonstration"},
    {SAYSO_EVENT_ARREST, "Strategic developments", "Strategic developments", "Arrests"},
    {SAYSO_EVENT_SABOTAGE_ARSON, "Strategic developments", "Strategic developments",
     "Looting/property destruction"},
};

static uint32_t acled_kind(uint8_t kind)
{
    uint32_t n = sizeof acled_kinds / sizeof *acled_kinds, i = 0;
    while (i < n && acled_kinds[i].kind != kind)
        i++;
    return i < n ? i : SAYSO_NONE;
}

/* ACLED's "inter": said only of the state's own forces; of other groups people decide. */
static const char *inter(const sayso_state *s, uint32_t actor)
{
    switch (actor < s->n_actor ? s->actor[actor].class_ : 0) {
    case SAYSO_CLASS_GOVERNMENT:
    case SAYSO_CLASS_MINISTRY:
    case SAYSO_CLASS_MILITARY:
    case SAYSO_CLASS_POLICE: return "State forces";
    case SAYSO_CLASS_PUBLIC: return "Civilians";
    default: return NULL;
    }
}

/* Each outlet once. */
static void acled_sources(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row)
{
    const char **name = SAYSO_NEW_N(r->a, const char *, row->n_source);
    uint32_t n = 0;
    r->failed |= !name;
    for (uint32_t i = 0; name && i < row->n_source; i++) {
        const sayso_state_report *p = &s->report[row->source[i]];
        const char *one = p->publisher ? p->publisher : p->id;
        uint32_t k = 0;
        while (k < n && strcmp(name[k], one) != 0)
            k++;
        if (k == n)
            name[n++] = one;
    }
    if (name)
        sayso__export_set_list(r, "source", name, n);
}

static void acled_suspects(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row)
{
    if (row->n_suspect) {
        sayso__export_set(r, "actor1", sayso__export_actor(s, row->suspect[0].actor));
        sayso__export_set(r, "inter1", inter(s, row->suspect[0].actor));
    }
    sayso__export_set(r, "actor2", row->n_target ? row->target[0] : NULL);
    const sayso_state_figure *civilians = sayso__export_toll(s, row, SAYSO_TOLL_KILLED_CIVILIANS);
    if (civilians && civilians->best.known && civilians->best.v > 0)
        sayso__export_set(r, "civilian_targeting", "Civilian targeting");
}

static void acled_row(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row,
                      uint32_t k)
{
    sayso_date d = sayso__export_date(row->first);
    sayso__export_set(r, "event_date", row->first);
    if (d.year)
        sayso__export_set_number(r, "year", d.year);
    if (row->date_prec)
        sayso__export_set_number(r, "time_precision",
                                 row->date_prec == 1   ? 1
                                 : row->date_prec <= 3 ? 2
                                                       : 3);
    sayso__export_set(r, "disorder_type", acled_kinds[k].disorder);
    sayso__export_set(r, "event_type", acled_kinds[k].type);
    sayso__export_set(r, "sub_event_type", acled_kinds[k].sub);
    sayso__export_set(r, "country", row->country);
    sayso__export_set(r, "location", row->place);
    sayso__export_set_maybe(r, "latitude", row->latitude);
    sayso__export_set_maybe(r, "longitude", row->longitude);
    if (row->place || row->country)
        sayso__export_set_number(r, "geo_precision", row->place ? 1 : 3);
    sayso__export_set(r, "notes", s->event.name);
    deaths(r, "fatalities", sayso__export_toll(s, row, SAYSO_TOLL_KILLED));
    acled_suspects(r, s, row);
    acled_sources(r, s, row);
}

static sayso_status acled_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sheet_csv_head(SAYSO_EXPORT_COLUMNS(acled), x->out);
    return SAYSO_OK;
}

static sayso_status acled_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    for (uint32_t i = 0; i < e->n_row; i++) {
        const sayso_event_row *row = &e->row[i];
        uint32_t k = acled_kind(row->kind);
        sayso_export_row r;
        if (k == SAYSO_NONE)
            continue;
        sayso__export_row_begin(&r, SAYSO_EXPORT_COLUMNS(acled), e->a);
        sayso_str id = sayso__arena_print(e->a, "%s%u", row->country ? row->country : "", ++x->n);
        r.failed |= !id.p;
        sayso__export_set(&r, "event_id_cnty", id.p);
        acled_row(&r, e->s, row, k);
        sayso__export_set_own(&r, x, e, row);
        SAYSO_TRY(sayso__export_row_end(&r, x->out, err));
    }
    return SAYSO_OK;
}

const sayso_export_format sayso__export_acled = {.name = "acled",
                                                 .file = "acled.csv",
                                                 .rows = true,
                                                 .begin = acled_begin,
                                                 .event = acled_event};
