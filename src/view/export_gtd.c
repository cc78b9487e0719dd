/* export_gtd.c -- gtd: rows shaped as those of the Global Terrorism Database.  Layer: view.
 *
 * Columns and codes: GTD Codebook, START, University of Maryland (2021). Only kinds of events that
 * the codebook has an attack type for; what a report cannot say (criteria, regions, motives by
 * rating) stays empty. While the cause is disputed the attack type is unknown and doubtterr is 1.
 */
#include <stdio.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "view/export.h"
#include "view/sheet.h"

static const char *const columns[] = {"eventid",
                                      "iyear",
                                      "imonth",
                                      "iday",
                                      "approxdate",
                                      "extended",
                                      "resolution",
                                      "country",
                                      "country_txt",
                                      "region",
                                      "region_txt",
                                      "provstate",
                                      "city",
                                      "latitude",
                                      "longitude",
                                      "specificity",
                                      "vicinity",
                                      "location",
                                      "summary",
                                      "crit1",
                                      "crit2",
                                      "crit3",
                                      "doubtterr",
                                      "alternative",
                                      "alternative_txt",
                                      "multiple",
                                      "success",
                                      "suicide",
                                      "attacktype1",
                                      "attacktype1_txt",
                                      "targtype1",
                                      "targtype1_txt",
                                      "targsubtype1",
                                      "targsubtype1_txt",
                                      "corp1",
                                      "target1",
                                      "natlty1",
                                      "natlty1_txt",
                                      "gname",
                                      "gsubname",
                                      "gname2",
                                      "gname3",
                                      "motive",
                                      "guncertain1",
                                      "guncertain2",
                                      "guncertain3",
                                      "individual",
                                      "nperps",
                                      "nperpcap",
                                      "claimed",
                                      "claimmode",
                                      "claimmode_txt",
                                      "claim2",
                                      "claim3",
                                      "compclaim",
                                      "weaptype1",
                                      "weaptype1_txt",
                                      "weapsubtype1",
                                      "weapsubtype1_txt",
                                      "weapdetail",
                                      "nkill",
                                      "nkillus",
                                      "nkillter",
                                      "nwound",
                                      "nwoundus",
                                      "nwoundte",
                                      "property",
                                      "propextent",
                                      "ishostkid",
                                      "nhostkid",
                                      "addnotes",
                                      "scite1",
                                      "scite2",
                                      "scite3",
                                      "dbsource",
                                      "sayso_nkill_low",
                                      "sayso_nkill_high",
                                      SAYSO_EXPORT_OWN};

/* Kinds that the codebook knows. */
static const struct {
    uint8_t kind, attack, weapon;
    bool doubt;
} kinds[] = {
    {SAYSO_EVENT_BOMBING, 3, 6, false},         {SAYSO_EVENT_SUICIDE_BOMBING, 3, 6, false},
    {SAYSO_EVENT_ARMED_ATTACK, 2, 13, false},   {SAYSO_EVENT_CLASH, 2, 13, true},
    {SAYSO_EVENT_SHELLING_MISSILE, 3, 6, true}, {SAYSO_EVENT_ASSASSINATION, 1, 13, false},
    {SAYSO_EVENT_ABDUCTION, 6, 13, false},      {SAYSO_EVENT_HOSTAGE, 5, 13, false},
    {SAYSO_EVENT_SABOTAGE_ARSON, 7, 13, false}, {SAYSO_EVENT_CHEMICAL, 8, 2, false},
    {SAYSO_EVENT_EXPLOSION, 9, 13, true},       {SAYSO_EVENT_SHOOTING, 2, 5, true},
};

static const char *const attacks[] = {NULL,
                                      "Assassination",
                                      "Armed Assault",
                                      "Bombing/Explosion",
                                      "Hijacking",
                                      "Hostage Taking (Barricade Incident)",
                                      "Hostage Taking (Kidnapping)",
                                      "Facility/Infrastructure Attack",
                                      "Unarmed Assault",
                                      "Unknown"};

static const char *weapon_name(uint8_t weapon)
{
    switch (weapon) {
    case 2: return "Chemical";
    case 5: return "Firearms";
    case 6: return "Explosives";
    default: return "Unknown";
    }
}

static uint32_t kind_of(uint8_t kind)
{
    uint32_t n = sizeof kinds / sizeof *kinds, i = 0;
    while (i < n && kinds[i].kind != kind)
        i++;
    return i < n ? i : SAYSO_NONE;
}

/* yyyymmdd and a number within the day. */
static bool set_id(sayso_export *x, sayso_export_row *r, sayso_date d)
{
    sayso_str day = sayso__arena_print(x->keep, "%04d%02u%02u", (int)d.year, d.month, d.day);
    sayso_table_entry *e = day.p ? sayso__table_put(&x->seen, day) : NULL;
    if (!e)
        return false;
    e->value = e->value == SAYSO_NONE ? 1 : e->value + 1;
    sayso_str id = sayso__arena_print(r->a, "%s%04u", day.p, e->value);
    sayso__export_set(r, "eventid", id.p);
    return id.p;
}

static void set_when(sayso_export_row *r, const sayso_event_row *row, sayso_date d)
{
    sayso__export_set_number(r, "iyear", d.year);
    sayso__export_set_number(r, "imonth", d.month);
    sayso__export_set_number(r, "iday", d.day);
    if (row->last || !d.day)
        sayso__export_set(r, "approxdate",
                          row->last ? sayso__arena_print(r->a, "%s/%s", row->first, row->last).p
                                    : row->first);
    sayso__export_set(r, "country_txt", row->country);
    sayso__export_set(r, "city", row->place);
    sayso__export_set_maybe(r, "latitude", row->latitude);
    sayso__export_set_maybe(r, "longitude", row->longitude);
    sayso__export_set_number(r, "specificity", row->latitude.known ? 1 : 5);
}

static void set_attack(sayso_export_row *r, const sayso_event_row *row, uint32_t k)
{
    sayso__export_set_number(r, "attacktype1", kinds[k].attack);
    sayso__export_set(r, "attacktype1_txt", attacks[kinds[k].attack]);
    sayso__export_set_number(r, "weaptype1", kinds[k].weapon);
    sayso__export_set(r, "weaptype1_txt", weapon_name(kinds[k].weapon));
    sayso__export_set_number(r, "suicide", row->kind == SAYSO_EVENT_SUICIDE_BOMBING);
    sayso__export_set_number(r, "doubtterr", kinds[k].doubt);
    sayso__export_set_list(r, "weapdetail", row->weapon, row->n_weapon);
    if (row->n_target)
        sayso__export_set(r, "target1", row->target[0]);
    if (row->n_target > 1)
        sayso__export_set(r, "corp1", row->target[1]);
    bool hostages = row->kind == SAYSO_EVENT_ABDUCTION || row->kind == SAYSO_EVENT_HOSTAGE;
    sayso__export_set_number(r, "ishostkid", hostages);
}

/* Who claims it, then whom most accuse. */
static void set_groups(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row)
{
    static const char *const name[] = {"gname", "gname2", "gname3"};
    static const char *const doubt[] = {"guncertain1", "guncertain2", "guncertain3"};
    static const char *const claim[] = {"claimed", "claim2", "claim3"};
    uint32_t n_claimed = 0;
    for (uint32_t i = 0; i < row->n_suspect; i++)
        n_claimed += row->suspect[i].claimed;
    if (!row->n_suspect)
        sayso__export_set(r, "gname", "Unknown");
    for (uint32_t i = 0; i < 3 && i < row->n_suspect; i++) {
        const sayso_suspect *p = &row->suspect[i];
        sayso__export_set(r, name[i], sayso__export_actor(s, p->actor));
        sayso__export_set_number(r, doubt[i], !p->claimed && !p->confirmed);
        sayso__export_set_number(r, claim[i], p->claimed);
    }
    if (!row->n_suspect)
        sayso__export_set_number(r, "claimed", 0);
    sayso__export_set_number(r, "compclaim", n_claimed > 1);
}

static void set_toll(sayso_export_row *r, const char *name, const sayso_state_figure *f)
{
    if (f)
        sayso__export_set_maybe(r, name, f->best);
}

static void set_tolls(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row)
{
    const sayso_state_figure *killed = sayso__export_toll(s, row, SAYSO_TOLL_KILLED);
    set_toll(r, "nkill", killed);
    set_toll(r, "nkillter", sayso__export_toll(s, row, SAYSO_TOLL_KILLED_PERPETRATORS));
    set_toll(r, "nwound", sayso__export_toll(s, row, SAYSO_TOLL_INJURED));
    set_toll(r, "nwoundte", sayso__export_toll(s, row, SAYSO_TOLL_INJURED_PERPETRATORS));
    set_toll(r, "nhostkid", sayso__export_toll(s, row, SAYSO_TOLL_ABDUCTED));
    if (killed) {
        sayso__export_set_maybe(r, "sayso_nkill_low", killed->low);
        sayso__export_set_maybe(r, "sayso_nkill_high", killed->high);
    }
}

static bool set_cites(sayso_export_row *r, const sayso_state *s, const sayso_event_row *row)
{
    static const char *const name[] = {"scite1", "scite2", "scite3"};
    for (uint32_t i = 0; i < 3 && i < row->n_source; i++) {
        const char *text = sayso__export_cite(s, row->source[i], r->a);
        if (!text)
            return false;
        sayso__export_set(r, name[i], text);
    }
    sayso__export_set(r, "dbsource", "sayso");
    return true;
}

static sayso_status begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sheet_csv_head(SAYSO_EXPORT_COLUMNS(columns), x->out);
    return SAYSO_OK;
}

static sayso_status event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    for (uint32_t i = 0; i < e->n_row; i++) {
        const sayso_event_row *row = &e->row[i];
        uint32_t k = kind_of(row->kind);
        sayso_export_row r;
        if (k == SAYSO_NONE)
            continue;
        sayso_date d = sayso__export_date(row->first);
        sayso__export_row_begin(&r, SAYSO_EXPORT_COLUMNS(columns), e->a);
        r.failed |= !set_id(x, &r, d);
        set_when(&r, row, d);
        set_attack(&r, row, k);
        set_groups(&r, e->s, row);
        set_tolls(&r, e->s, row);
        r.failed |= !set_cites(&r, e->s, row);
        sayso__export_set(&r, "summary", e->s->event.name);
        sayso__export_set_own(&r, x, e, row);
        SAYSO_TRY(sayso__export_row_end(&r, x->out, err));
    }
    return SAYSO_OK;
}

const sayso_export_format sayso__export_gtd = {.name = "gtd",
                                               .file = "gtd.csv",
                                               .rows = true,
                                               .begin = begin,
                                               .event = event};
