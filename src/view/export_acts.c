/* export_acts.c -- plover and gdelt: who did what to whom, one row an act.  Layer: view.
 *
 * Columns: POLECAT, the data set that NGEC makes with the PLOVER ontology (Halterman et al. 2023);
 * GDELT Event Database 2.0 with CAMEO codes. Acts are the event itself, claims with a code, and
 * what one party does to another by the words of a report.
 * Scores that rate (intensity, Goldstein scale, tone) are nobody's words and stay empty. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "view/export.h"
#include "view/sheet.h"

/* One act, whichever it comes from. */
typedef struct {
    const char *cameo, *plover;
    const char *day;
    uint32_t by, of;               /* actors or SAYSO_NONE */
    uint32_t report;               /* that stands for it */
    const char *claim;             /* or NULL: the event itself */
    const char *words, *recipient; /* words of the target where no actor is known */
    uint32_t n_claim, n_independent, n_report;
    const sayso_event_row *row; /* the event itself: where it was */
} act;

typedef sayso_status put_act(sayso_export *x, const sayso_export_event *e, const act *t,
                             sayso_error *err);

static act of_event(const sayso_state *s, const sayso_event_row *row)
{
    return (act){.cameo = row->cameo,
                 .plover = row->plover,
                 .day = row->first,
                 .by = row->n_suspect ? row->suspect[0].actor : SAYSO_NONE,
                 .of = SAYSO_NONE,
                 .report = row->n_source ? row->source[0] : 0,
                 .recipient = row->n_target ? row->target[0] : NULL,
                 .words = s->event.name,
                 .n_claim = row->n_source,
                 .n_independent = row->n_source,
                 .n_report = row->report < s->n_report ? 1 : s->n_report,
                 .row = row};
}

static act of_claim(const sayso_state *s, const sayso_act_row *row)
{
    const sayso_state_claim *c = &s->claim[row->claim];
    return (act){.cameo = c->cameo,
                 .plover = c->plover,
                 .day = c->said ? c->said : s->report[c->report].day,
                 .by = c->source_actor,
                 .of = c->responsible,
                 .report = c->report,
                 .claim = c->id,
                 .words = c->text,
                 .n_claim = row->n_claim,
                 .n_independent = row->n_independent,
                 .n_report = row->n_report};
}

static act of_dyad(const sayso_state *s, const sayso_dyad_row *row)
{
    return (act){.cameo = row->cameo,
                 .plover = row->plover,
                 .day = s->report[row->report].day,
                 .by = row->by,
                 .of = row->of,
                 .report = row->report,
                 .claim = row->claim < s->n_claim ? s->claim[row->claim].id : NULL,
                 .recipient = row->target,
                 .words = row->source,
                 .n_claim = row->n_act,
                 .n_independent = row->n_independent,
                 .n_report = row->n_report};
}

/* The event under the rule, then what was said, then what was done by the reports' own verbs. */
static sayso_status each_act(sayso_export *x, const sayso_export_event *e, put_act *put,
                             sayso_error *err)
{
    sayso_act_row *v;
    uint32_t n;
    for (uint32_t i = 0; i < e->n_row; i++) {
        act t = of_event(e->s, &e->row[i]);
        SAYSO_TRY(put(x, e, &t, err));
    }
    SAYSO_TRY(sayso__act_rows(e->s, x->rule, e->a, &v, &n, err));
    for (uint32_t i = 0; i < n; i++) {
        act t = of_claim(e->s, &v[i]);
        SAYSO_TRY(put(x, e, &t, err));
    }
    sayso_dyad_row *d;
    SAYSO_TRY(sayso__dyad_rows(x->l, e->s, x->rule, e->a, &d, &n, err));
    for (uint32_t i = 0; i < n; i++) {
        act t = of_dyad(e->s, &d[i]);
        SAYSO_TRY(put(x, e, &t, err));
    }
    return SAYSO_OK;
}

/* Which event, which rule and which claim a row comes from. */
#define OWN "sayso_event", "sayso_rule", "sayso_claim", "sayso_report"

static void set_own(sayso_export_row *r, const sayso_export *x, const sayso_export_event *e,
                    const act *t)
{
    sayso__export_set(r, "sayso_event", e->s->event.id);
    sayso__export_set(r, "sayso_rule", sayso__rule_word(x->rule));
    sayso__export_set(r, "sayso_claim", t->claim);
    sayso__export_set(r, "sayso_report", e->s->report[t->report].id);
}

/* ---- PLOVER ------------------------------------------------------------------------------ */

static const char *const polecat[] = {"Event ID",
                                      "Event Date",
                                      "Event Type",
                                      "Event Mode",
                                      "Intensity",
                                      "Quad Code",
                                      "Contexts",
                                      "Actor Name",
                                      "Actor Country",
                                      "Actor COW",
                                      "Primary Actor Sector",
                                      "Actor Sectors",
                                      "Actor Title",
                                      "Actor Name Raw",
                                      "Wikipedia Actor ID",
                                      "Recipient Name",
                                      "Recipient Country",
                                      "Recipient COW",
                                      "Primary Recipient Sector",
                                      "Recipient Sectors",
                                      "Recipient Title",
                                      "Recipient Name Raw",
                                      "Wikipedia Recipient ID",
                                      "Placename",
                                      "City",
                                      "District",
                                      "Province",
                                      "Country",
                                      "Latitude",
                                      "Longitude",
                                      "GeoNames ID",
                                      "Raw Placename",
                                      "Feature Type",
                                      "Source",
                                      "Publication Date",
                                      "Story People",
                                      "Story Organizations",
                                      "Story Locations",
                                      "Language",
                                      "Version",
                                      "Event Text",
                                      OWN};

static sayso_status plover_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sheet_csv_head(SAYSO_EXPORT_COLUMNS(polecat), x->out);
    return SAYSO_OK;
}

static void plover_parties(sayso_export_row *r, const sayso_state *s, const act *t)
{
    if (t->by < s->n_actor) {
        const sayso_state_actor *p = &s->actor[t->by];
        sayso__export_set(r, "Actor Name", p->name);
        sayso__export_set(r, "Actor Country", p->country);
        sayso__export_set(r, "Primary Actor Sector", p->sector);
        sayso__export_set(r, "Actor Sectors", p->sector);
    }
    if (t->of < s->n_actor) {
        const sayso_state_actor *p = &s->actor[t->of];
        sayso__export_set(r, "Recipient Name", p->name);
        sayso__export_set(r, "Recipient Country", p->country);
        sayso__export_set(r, "Primary Recipient Sector", p->sector);
        sayso__export_set(r, "Recipient Sectors", p->sector);
    }
    sayso__export_set(r, "Recipient Name Raw", t->recipient);
}

static sayso_status put_plover(sayso_export *x, const sayso_export_event *e, const act *t,
                               sayso_error *err)
{
    const sayso_state_report *p = &e->s->report[t->report];
    const char *slash = t->plover ? strchr(t->plover, '/') : NULL;
    sayso_export_row r;
    if (!t->plover)
        return SAYSO_OK;
    sayso__export_row_begin(&r, SAYSO_EXPORT_COLUMNS(polecat), e->a);
    size_t n = slash ? (size_t)(slash - t->plover) : strlen(t->plover);
    const char *type = sayso__arena_copy(e->a, t->plover, n);
    sayso_str id = sayso__arena_print(e->a, "%s-%u", e->s->event.id, ++x->n);
    r.failed |= !type || !id.p;
    sayso__export_set(&r, "Event ID", id.p);
    sayso__export_set(&r, "Event Date", t->day);
    sayso__export_set(&r, "Event Type", type);
    sayso__export_set(&r, "Event Mode", slash ? slash + 1 : NULL);
    plover_parties(&r, e->s, t);
    if (t->row) {
        sayso__export_set(&r, "Placename", t->row->place);
        sayso__export_set(&r, "Country", t->row->country);
        sayso__export_set_maybe(&r, "Latitude", t->row->latitude);
        sayso__export_set_maybe(&r, "Longitude", t->row->longitude);
    }
    sayso__export_set(&r, "Source", p->publisher);
    sayso__export_set(&r, "Publication Date", p->day);
    sayso__export_set(&r, "Language", p->language);
    sayso__export_set(&r, "Event Text", t->words);
    set_own(&r, x, e, t);
    return sayso__export_row_end(&r, x->out, err);
}

static sayso_status plover_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    return each_act(x, e, put_plover, err);
}

const sayso_export_format sayso__export_plover = {.name = "plover",
                                                  .file = "plover.csv",
                                                  .rows = true,
                                                  .begin = plover_begin,
                                                  .event = plover_event};

/* ---- GDELT ------------------------------------------------------------------------------- */

static const char *const gdelt[] = {"GLOBALEVENTID",
                                    "SQLDATE",
                                    "MonthYear",
                                    "Year",
                                    "FractionDate",
                                    "Actor1Code",
                                    "Actor1Name",
                                    "Actor1CountryCode",
                                    "Actor1KnownGroupCode",
                                    "Actor1EthnicCode",
                                    "Actor1Religion1Code",
                                    "Actor1Religion2Code",
                                    "Actor1Type1Code",
                                    "Actor1Type2Code",
                                    "Actor1Type3Code",
                                    "Actor2Code",
                                    "Actor2Name",
                                    "Actor2CountryCode",
                                    "Actor2KnownGroupCode",
                                    "Actor2EthnicCode",
                                    "Actor2Religion1Code",
                                    "Actor2Religion2Code",
                                    "Actor2Type1Code",
                                    "Actor2Type2Code",
                                    "Actor2Type3Code",
                                    "IsRootEvent",
                                    "EventCode",
                                    "EventBaseCode",
                                    "EventRootCode",
                                    "QuadClass",
                                    "GoldsteinScale",
                                    "NumMentions",
                                    "NumSources",
                                    "NumArticles",
                                    "AvgTone",
                                    "Actor1Geo_Type",
                                    "Actor1Geo_Fullname",
                                    "Actor1Geo_CountryCode",
                                    "Actor1Geo_ADM1Code",
                                    "Actor1Geo_ADM2Code",
                                    "Actor1Geo_Lat",
                                    "Actor1Geo_Long",
                                    "Actor1Geo_FeatureID",
                                    "Actor2Geo_Type",
                                    "Actor2Geo_Fullname",
                                    "Actor2Geo_CountryCode",
                                    "Actor2Geo_ADM1Code",
                                    "Actor2Geo_ADM2Code",
                                    "Actor2Geo_Lat",
                                    "Actor2Geo_Long",
                                    "Actor2Geo_FeatureID",
                                    "ActionGeo_Type",
                                    "ActionGeo_Fullname",
                                    "ActionGeo_CountryCode",
                                    "ActionGeo_ADM1Code",
                                    "ActionGeo_ADM2Code",
                                    "ActionGeo_Lat",
                                    "ActionGeo_Long",
                                    "ActionGeo_FeatureID",
                                    "DATEADDED",
                                    "SOURCEURL",
                                    OWN};

static sayso_status gdelt_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    for (uint32_t k = 0; k < sizeof gdelt / sizeof *gdelt; k++)
        sayso__sink_print(x->out, "%s%s", k ? "\t" : "", gdelt[k]);
    sayso__sink_char(x->out, '\n');
    return SAYSO_OK;
}

/* Name, country, type and the code made of both; `n` is 1 or 2. */
static void gdelt_actor(sayso_export_row *r, const sayso_state *s, uint32_t actor, uint32_t n)
{
    static const char *const names[2][4] = {{"Actor1Name", "Actor1CountryCode", "Actor1Type1Code",
                                             "Actor1Code"},
                                            {"Actor2Name", "Actor2CountryCode", "Actor2Type1Code",
                                             "Actor2Code"}};
    if (actor >= s->n_actor)
        return;
    const sayso_state_actor *p = &s->actor[actor];
    const char *sector = p->sector ? p->sector : "", *country = p->country ? p->country : "";
    sayso_str code = sayso__arena_print(r->a, "%s%s", country, sector);
    r->failed |= !code.p;
    sayso__export_set(r, names[n - 1][0], p->name);
    sayso__export_set(r, names[n - 1][1], p->country);
    sayso__export_set(r, names[n - 1][2], p->sector);
    sayso__export_set(r, names[n - 1][3], code.n ? code.p : NULL);
}

static void gdelt_dates(sayso_export_row *r, const sayso_state *s, const act *t)
{
    sayso_date d = sayso__export_date(t->day);
    sayso_date added = sayso__export_date(s->report[t->report].day);
    if (d.year && d.month && d.day) {
        sayso__export_set_number(r, "SQLDATE", d.year * 10000.0 + d.month * 100 + d.day);
        sayso__export_set_number(r, "MonthYear", d.year * 100.0 + d.month);
        /* as GDELT computes it: (month * 30 + day) / 365, no more than .9999 */
        uint32_t part = (uint32_t)((d.month * 30 + d.day) * 10000.0 / 365.0);
        sayso__export_set_number(r, "FractionDate", d.year + (part > 9999 ? 9999 : part) / 10000.0);
    }
    if (d.year)
        sayso__export_set_number(r, "Year", d.year);
    if (added.day)
        sayso__export_set_number(r, "DATEADDED",
                                 (added.year * 10000.0 + added.month * 100 + added.day) * 1e6);
}

/* CAMEO's roots: 01-05 verbal and 06-08 material cooperation, 09-13 verbal and 14-20 material
 * conflict. */
static uint32_t quad_class(const char *code)
{
    uint32_t root = (uint32_t)(code[0] - '0') * 10 + (uint32_t)(code[1] - '0');
    return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

static sayso_status put_gdelt(sayso_export *x, const sayso_export_event *e, const act *t,
                              sayso_error *err)
{
    const sayso_state_report *p = &e->s->report[t->report];
    sayso_export_row r;
    if (!t->cameo || strlen(t->cameo) < 3)
        return SAYSO_OK;
    sayso__export_row_begin(&r, SAYSO_EXPORT_COLUMNS(gdelt), e->a);
    const char *root = sayso__arena_copy(e->a, t->cameo, 2);
    const char *base = sayso__arena_copy(e->a, t->cameo, 3);
    r.failed |= !root || !base;
    sayso__export_set_number(&r, "GLOBALEVENTID", ++x->n);
    gdelt_dates(&r, e->s, t);
    gdelt_actor(&r, e->s, t->by, 1);
    gdelt_actor(&r, e->s, t->of, 2);
    if (t->of == SAYSO_NONE)
        sayso__export_set(&r, "Actor2Name", t->recipient);
    sayso__export_set_number(&r, "IsRootEvent", t->row != NULL);
    sayso__export_set(&r, "EventCode", t->cameo);
    sayso__export_set(&r, "EventBaseCode", base);
    sayso__export_set(&r, "EventRootCode", root);
    sayso__export_set_number(&r, "QuadClass", quad_class(t->cameo));
    sayso__export_set_number(&r, "NumMentions", t->n_claim);
    sayso__export_set_number(&r, "NumSources", t->n_independent);
    sayso__export_set_number(&r, "NumArticles", t->n_report);
    if (t->row) {
        sayso__export_set_number(&r, "ActionGeo_Type", t->row->place ? 4 : t->row->country ? 1 : 0);
        sayso__export_set(&r, "ActionGeo_Fullname", t->row->place);
        sayso__export_set(&r, "ActionGeo_CountryCode", t->row->country);
        sayso__export_set_maybe(&r, "ActionGeo_Lat", t->row->latitude);
        sayso__export_set_maybe(&r, "ActionGeo_Long", t->row->longitude);
    }
    sayso__export_set(&r, "SOURCEURL", p->url ? p->url : p->id);
    set_own(&r, x, e, t);
    if (r.failed)
        return sayso__fail_memory(err);
    const sayso_table_rows one = {r.column, r.cell, r.n, 1};
    sayso__sheet_tsv_rows(&one, x->out);
    return SAYSO_OK;
}

static sayso_status gdelt_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    return each_act(x, e, put_gdelt, err);
}

const sayso_export_format sayso__export_gdelt = {.name = "gdelt",
                                                 .file = "gdelt.tsv",
                                                 .rows = true,
                                                 .begin = gdelt_begin,
                                                 .event = gdelt_event};
