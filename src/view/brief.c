/* brief.c -- one event on a page.  Layer: view. */
#include "view/brief.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/wording.h"

#define MOST_LISTED   6u  /* lines of a list that only samples */
#define MOST_TIMELINE 24u /* lines of the timeline */
#define ID_DIGITS     12u

/* ---- shared parts ------------------------------------------------------------------------------
 */

void sayso__brief_heading(sayso_brief *b, const char *text)
{
    sayso__paper_newline(&b->p);
    sayso__paper_style(&b->p, SAYSO_STYLE_HEAD);
    sayso__paper_text(&b->p, text);
    sayso__paper_style(&b->p, SAYSO_STYLE_PLAIN);
}

void sayso__brief_day(const sayso_brief *b, const char *day, char out[40])
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t number;
    int64_t utc;
    out[0] = '\0';
    if (!day)
        return;
    if (strlen(day) != 10 || !sayso__date_parse(sayso__str_z(day), &number, &utc)) {
        snprintf(out, 40, "%s", day);
        return;
    }
    sayso_date d = sayso__date_of_day(number);
    if (d.year == b->year)
        snprintf(out, 40, "%u %s", d.day, months[d.month - 1]);
    else
        snprintf(out, 40, "%u %s %d", d.day, months[d.month - 1], (int)d.year);
}

void sayso__brief_count(sayso_brief *b)
{
    b->round++;
}

bool sayso__brief_count_report(sayso_brief *b, uint32_t report)
{
    if (report >= b->s->n_report)
        return false;
    uint32_t unit = b->s->report[report].family;
    bool first = b->stamp[unit] != b->round;
    b->stamp[unit] = b->round;
    return first;
}

void sayso__brief_ids(sayso_brief *b, const uint32_t *claim, uint32_t n)
{
    bool any = false;
    for (uint32_t i = 0; b->ids && i < n; i++) {
        if (claim[i] >= b->s->n_claim)
            continue;
        if (!any || b->p.column + ID_DIGITS + 1 > b->p.width) {
            sayso__paper_newline(&b->p);
            sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
            sayso__paper_tab(&b->p, 6, 0);
        } else {
            sayso__paper_tab(&b->p, 0, 1);
        }
        sayso__paper_print(&b->p, "%.*s", (int)ID_DIGITS, b->s->claim[claim[i]].id);
        any = true;
    }
    sayso__paper_style(&b->p, SAYSO_STYLE_PLAIN);
}

const char *sayso__brief_actor(const sayso_brief *b, uint32_t i, const char *otherwise)
{
    return i < b->s->n_actor && b->s->actor[i].name ? b->s->actor[i].name : otherwise;
}

const char *sayso__brief_publisher(const sayso_brief *b, uint32_t i)
{
    if (i >= b->s->n_report)
        return "?";
    const sayso_state_report *r = &b->s->report[i];
    const char *slash = strrchr(r->id, '/');
    if (r->publisher)
        return r->publisher;
    if (r->byline) /* "By Ann Bell" */
        return r->byline + (strlen(r->byline) > 3 && strncasecmp(r->byline, "by ", 3) == 0 ? 3 : 0);
    return slash && slash[1] ? slash + 1 : r->id;
}

void sayso__brief_line(sayso_brief *b, uint32_t indent)
{
    sayso__paper_newline(&b->p);
    sayso__paper_tab(&b->p, indent, 0);
}

void sayso__brief_name(sayso_brief *b, const char *name, uint32_t column)
{
    uint32_t left = sayso__paper_left(&b->p);
    sayso__paper_clip(&b->p, sayso__str_z(name), left);
    if (b->p.column + 1 > column)
        sayso__paper_newline(&b->p);
    sayso__paper_tab(&b->p, column, 0);
}

/* ---- head --------------------------------------------------------------------------------------
 */

static const char *plural(uint32_t n)
{
    return n == 1 ? "" : "s";
}

/* "12 reports: 9 independent (3 run one text, 1 is an earlier version)" */
static void count_reports(sayso_brief *b)
{
    const sayso_state *s = b->s;
    uint32_t older = 0;
    for (uint32_t i = 0; i < s->n_report; i++)
        older += s->report[i].older;
    sayso__paper_print(&b->p, "%u report%s: %u independent", s->n_report, plural(s->n_report),
                       s->independent);
    const char *sep = " (";
    for (uint32_t i = 0; i < s->n_copies && i < 3; i++, sep = ", ")
        sayso__paper_print(&b->p, "%s%u run one text", sep, s->n_in_copies[i]);
    if (s->n_copies > 3)
        sayso__paper_print(&b->p, ", %u more texts run twice or more", s->n_copies - 3);
    if (older)
        sayso__paper_print(&b->p, "%s%u %s", sep, older,
                           older == 1 ? "is an earlier version" : "are earlier versions");
    if (older || s->n_copies)
        sayso__paper_text(&b->p, ")");
}

/* Does the event's name say its place already? */
static bool named_in(const char *name, const char *place)
{
    return name && place && strstr(name, place);
}

static void head(sayso_brief *b)
{
    const sayso_state_event *e = &b->s->event;
    const char *kind = sayso__word(SAYSO_VOCAB_EVENT, e->kind);
    const char *name = e->name ? e->name : kind ? kind : "Reports";
    char day[40];
    int32_t all_years = b->year;
    b->year = 0;
    sayso__brief_day(b, e->date, day);
    b->year = all_years;
    sayso__paper_style(&b->p, SAYSO_STYLE_HEAD);
    sayso__paper_text(&b->p, name);
    sayso__paper_style(&b->p, SAYSO_STYLE_PLAIN);
    if (day[0])
        sayso__paper_print(&b->p, " · %s", day);
    if (e->place && !named_in(name, e->place))
        sayso__paper_print(&b->p, " · %s", e->place);
    if (e->country)
        sayso__paper_print(&b->p, " · %s", e->country);
    if (e->id) {
        sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
        sayso__paper_print(&b->p, "  [%.*s]", (int)ID_DIGITS, e->id);
    }
    sayso__paper_newline(&b->p);
    count_reports(b);
    char text[80];
    int n = snprintf(text, sizeof text, "%u claim%s · %u figure%s", b->s->n_claim,
                     plural(b->s->n_claim), b->s->n_figure, plural(b->s->n_figure));
    if (n > 0 && b->p.column + 2 + (uint32_t)n > b->p.width) /* two bytes of the dot take none */
        sayso__paper_newline(&b->p);
    else
        sayso__paper_text(&b->p, " · ");
    sayso__paper_text(&b->p, text);
    sayso__paper_newline(&b->p);
}

/* ---- positions that turned ---------------------------------------------------------------------
 */

/* One party's positions in order, a position that is only repeated told once. */
static void print_turn(sayso_brief *b, const sayso_state_position *p)
{
    sayso_sink text;
    uint32_t *claim = SAYSO_NEW_N(b->a, uint32_t, p->n_history), n = 0, who = b->p.width / 4 + 2;
    if (!claim) {
        b->failed = true;
        return;
    }
    sayso__sink_memory(&text);
    for (uint32_t i = 0; i < p->n_history; i++) {
        const sayso_state_stance *h = &p->history[i];
        char day[40];
        claim[n++] = h->claim;
        if (i && h->position == h[-1].position && h->of == h[-1].of)
            continue;
        sayso__brief_day(b, h->day, day);
        sayso__sink_print(&text, "%s%s%s", i ? " -> " : "", day, day[0] ? " " : "");
        sayso__wording_position(&text, b->s, p->actor, h);
    }
    sayso__brief_line(b, 2);
    sayso__brief_name(b, sayso__brief_actor(b, p->actor, "?"), who);
    sayso__paper_wrap(&b->p, sayso__str(text.buf, text.n), who);
    sayso__brief_ids(b, claim, n);
    b->failed |= text.failed;
    sayso__sink_free(&text);
}

static void turned(sayso_brief *b)
{
    bool any = false;
    for (uint32_t i = 0; i < b->s->n_position; i++) {
        if (!b->s->position[i].changed)
            continue;
        if (!any)
            sayso__brief_heading(b, "POSITIONS THAT TURNED");
        any = true;
        print_turn(b, &b->s->position[i]);
    }
    if (any)
        sayso__paper_newline(&b->p);
}

/* ---- evidence and hearsay ----------------------------------------------------------------------
 */

/* A quotation mark at p, bent or straight; its bytes, or 0. */
static uint32_t quotation_mark(const char *p)
{
    if (*p == '"' || *p == '\'')
        return 1;
    bool bent = strncmp(p, "\xe2\x80", 2) == 0 && (unsigned char)p[2] >= 0x98 &&
                (unsigned char)p[2] <= 0x9f;
    return bent ? 3 : 0;
}

/* The same text, whichever quotation marks an outlet sets. */
static bool same_text(const char *x, const char *y)
{
    while (*x && *y) {
        uint32_t n = quotation_mark(x), m = quotation_mark(y);
        if (!n != !m || (!n && *x != *y))
            return false;
        x += n ? n : 1;
        y += m ? m : 1;
    }
    return *x == *y;
}

/* Claims of one act, source and text, as copies have them, are one line. */
static bool same_words(const sayso_state_claim *x, const sayso_state_claim *y)
{
    return x->source_actor == y->source_actor && x->act == y->act && x->text && y->text &&
           same_text(x->text, y->text);
}

sayso_str sayso__brief_said(const sayso_brief *b, uint32_t claim)
{
    const sayso_state_claim *c = claim < b->s->n_claim ? &b->s->claim[claim] : NULL;
    if (!c || c->n_cue != 1 || c->n_content != 1 || c->cue->title != c->content->title ||
        c->report >= b->s->n_report)
        return (sayso_str){NULL, 0};
    const sayso_state_report *r = &b->s->report[c->report];
    sayso_str text = sayso__str_z(r->title ? r->title : "");
    if (!c->cue->title)
        text = sayso__str(r->text, r->text ? r->n_text : 0);
    sayso_span cue = c->cue->bytes, said = c->content->bytes;
    if (cue.beg >= cue.end || said.beg < cue.end || said.beg > cue.end + 1 || said.end > text.n)
        return (sayso_str){NULL, 0};
    return sayso__str_span(text.p, (sayso_span){cue.beg, said.end});
}

/* "Interior Ministry accused the Coastal Front of planting ...", or "... alleges: TEXT", on two
 * lines at most. */
static void print_claim(sayso_brief *b, const uint32_t *same, uint32_t n)
{
    const sayso_state_claim *c = &b->s->claim[same[0]];
    const char *act = sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act);
    const char *who = sayso__brief_actor(b, c->source_actor, "somebody");
    sayso_str said = sayso__brief_said(b, same[0]), line;
    char verb[64];
    bool says = !act || c->act == SAYSO_ACT_ASSERT;
    sayso__wording_verb(says ? "say" : act, sayso__wording_plural(b->s, c->source_actor), verb);
    if (said.p)
        line = sayso__arena_print(b->a, "%s %.*s", who, (int)said.n, said.p);
    else
        line = sayso__arena_print(b->a, "%s %s: %s", who, verb, c->text ? c->text : "");
    b->failed |= !line.p;
    sayso__brief_line(b, 2);
    if (line.p)
        sayso__paper_wrap_most(&b->p, line, 6, 2);
    sayso__brief_ids(b, same, n);
}

/* Claims under an evidence mark, the first few of them. */
static void marked(sayso_brief *b, uint32_t mark, const char *heading)
{
    uint32_t n = 0, shown = 0, told = 0;
    uint32_t *all = SAYSO_NEW_N(b->a, uint32_t, b->s->n_claim);
    uint32_t *same = SAYSO_NEW_N(b->a, uint32_t, b->s->n_claim);
    if (!all || !same) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < b->s->n_claim; i++)
        if (b->s->claim[i].evidence & 1u << mark)
            all[n++] = i;
    if (!n)
        return;
    sayso__brief_heading(b, heading);
    sayso__paper_print(&b->p, "  %u claim%s", n, plural(n));
    for (uint32_t i = 0; i < n && shown < MOST_LISTED; i++) {
        uint32_t n_same = 0;
        for (uint32_t k = i; all[i] != SAYSO_NONE && k < n; k++)
            if (k == i ||
                (all[k] != SAYSO_NONE && same_words(&b->s->claim[all[i]], &b->s->claim[all[k]]))) {
                same[n_same++] = all[k];
                all[k] = k == i ? all[k] : SAYSO_NONE;
            }
        if (!n_same)
            continue;
        print_claim(b, same, n_same);
        told += n_same;
        shown++;
    }
    if (n > told) {
        sayso__brief_line(b, 2);
        sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
        sayso__paper_print(&b->p, "... and %u more", n - told);
    }
    sayso__paper_newline(&b->p);
}

/* The longest chain of relays. */
static void hearsay(sayso_brief *b)
{
    const sayso_state_claim *deep = NULL;
    for (uint32_t i = 0; i < b->s->n_claim; i++)
        if (b->s->claim[i].n_relay > (deep ? deep->n_relay : 0))
            deep = &b->s->claim[i];
    if (!deep)
        return;
    sayso_sink text;
    sayso__sink_memory(&text);
    sayso__sink_text(&text, sayso__brief_publisher(b, deep->report));
    for (uint32_t i = 0; i < deep->n_relay; i++)
        sayso__sink_print(&text, " <- %s", sayso__brief_actor(b, deep->relay[i].actor, "?"));
    sayso__sink_print(&text, " <- %s",
                      sayso__brief_actor(b, deep->source_actor, "no source named"));
    sayso__brief_heading(b, "HEARSAY");
    sayso__brief_line(b, 2);
    sayso__paper_text(&b->p, "deepest chain: ");
    sayso__paper_wrap(&b->p, sayso__str(text.buf, text.n), 4);
    uint32_t i = (uint32_t)(deep - b->s->claim);
    sayso__brief_ids(b, &i, 1);
    sayso__paper_newline(&b->p);
    b->failed |= text.failed;
    sayso__sink_free(&text);
}

/* ---- timeline, copies, refusals ----------------------------------------------------------------
 */

/* Figures begin with the number's own words: "nine killed" as "Nine killed". */
static void put_moment(sayso_brief *b, const sayso_state_moment *m)
{
    sayso_str text = sayso__str_z(m->text ? m->text : "");
    char first[2] = {text.n ? text.p[0] : '\0', '\0'};
    if (m->figure < b->s->n_figure && first[0] >= 'a' && first[0] <= 'z') {
        first[0] = (char)(first[0] - 'a' + 'A');
        sayso__paper_text(&b->p, first);
        text = sayso__str(text.p + 1, text.n - 1);
    }
    sayso__paper_clip(&b->p, text, sayso__paper_left(&b->p));
}

static bool same_number(sayso_number x, sayso_number y)
{
    return x.known == y.known && (!x.known || x.v == y.v);
}

/* "16 killed" and "Sixteen killed" of one source. */
static bool same_figure(const sayso_state *s, uint32_t i, uint32_t k)
{
    if (i >= s->n_figure || k >= s->n_figure)
        return false;
    const sayso_state_figure *x = &s->figure[i], *y = &s->figure[k];
    return x->source_actor == y->source_actor && sayso__brief_same_subject(x, y) &&
           same_number(x->low, y->low) && same_number(x->best, y->best) &&
           same_number(x->high, y->high);
}

/* Has a moment of the same day and words come before it? Moments are in the order of days. */
static bool told_before(const sayso_brief *b, uint32_t i)
{
    const sayso_state_moment *m = &b->s->moment[i];
    for (uint32_t k = i; k-- > 0 && i - k < 100;) {
        const sayso_state_moment *x = &b->s->moment[k];
        if (!x->date || !m->date || strcmp(x->date, m->date) != 0)
            return false;
        if ((x->text && m->text && strcmp(x->text, m->text) == 0) ||
            same_figure(b->s, x->figure, m->figure))
            return true;
    }
    return false;
}

/* Which moments a short list has: those of least rank, of one rank the earliest; claims never.
 * Returns how many are left out. */
static uint32_t choose(const sayso_brief *b, bool *shown)
{
    uint32_t n_shown = 0, left_out = 0;
    for (uint8_t rank = 0; rank < SAYSO_MOMENT_RANKS; rank++)
        for (uint32_t i = 0; i < b->s->n_moment; i++) {
            const sayso_state_moment *m = &b->s->moment[i];
            if (m->rank != rank || told_before(b, i))
                continue;
            shown[i] = rank + 1 < SAYSO_MOMENT_RANKS && n_shown < MOST_TIMELINE;
            n_shown += shown[i];
            left_out += !shown[i];
        }
    return left_out;
}

static void timeline(sayso_brief *b)
{
    const char *before = NULL; /* days are told where they change */
    bool *shown = SAYSO_NEW_N(b->a, bool, b->s->n_moment), any = false;
    if (!shown) {
        b->failed = true;
        return;
    }
    uint32_t left_out = choose(b, shown);
    for (uint32_t i = 0; i < b->s->n_moment; i++) {
        const sayso_state_moment *m = &b->s->moment[i];
        char day[40];
        if (!shown[i])
            continue;
        if (!any)
            sayso__brief_heading(b, "TIMELINE");
        any = true;
        const char *date = m->date ? m->date : "";
        sayso__brief_day(b, m->date, day);
        sayso__brief_line(b, 2);
        if (!before || strcmp(before, date) != 0)
            sayso__paper_text(&b->p, *date ? day : "no day given");
        before = date;
        sayso__paper_tab(&b->p, 15, 1);
        put_moment(b, m);
        sayso__brief_ids(b, &m->claim, m->claim != SAYSO_NONE);
    }
    if (any && left_out) {
        sayso__brief_line(b, 2);
        sayso__paper_style(&b->p, SAYSO_STYLE_FAINT);
        sayso__paper_print(&b->p, "... and %u more: sayso show timeline", left_out);
    }
    if (any)
        sayso__paper_newline(&b->p);
}

/* A report on a line of its own, and what is said of it. */
static void put_report(sayso_brief *b, uint32_t i, uint32_t indent, const char *said)
{
    const sayso_state_report *r = &b->s->report[i];
    char day[40];
    sayso__brief_day(b, r->day, day);
    sayso_str line = sayso__arena_print(b->a, "%s%s%s (%s)%s", sayso__brief_publisher(b, i),
                                        day[0] ? ", " : "", day, r->id, said);
    b->failed |= !line.p;
    sayso__brief_line(b, indent);
    if (line.p)
        sayso__paper_wrap(&b->p, line, indent + 4);
}

/* The claims of a report; of a later version those that the older one does not make. */
static void report_ids(sayso_brief *b, uint32_t i, uint32_t older)
{
    const sayso_state_report *r = &b->s->report[i];
    uint32_t *claim = b->ids ? SAYSO_NEW_N(b->a, uint32_t, r->n_claim) : NULL, n = 0;
    b->failed |= b->ids && !claim;
    for (uint32_t k = r->claim; claim && k < r->claim + r->n_claim; k++) {
        bool repeated = false;
        const sayso_state_report *o = older < b->s->n_report ? &b->s->report[older] : NULL;
        for (uint32_t q = 0; o && !repeated && q < o->n_claim; q++)
            repeated = same_words(&b->s->claim[k], &b->s->claim[o->claim + q]);
        if (!repeated)
            claim[n++] = k;
    }
    if (claim)
        sayso__brief_ids(b, claim, n);
}

static void put_copy(sayso_brief *b, uint32_t group, uint32_t k)
{
    uint32_t i = b->s->copies[group][k];
    char part[32];
    snprintf(part, sizeof part, ": %u%% of it", (unsigned)(100 * b->s->report[i].shared + 0.5));
    put_report(b, i, k ? 4 : 2, k ? part : " is the text that these run, too:");
    if (!k)
        report_ids(b, i, SAYSO_NONE);
}

static void copies_heading(sayso_brief *b, bool *any)
{
    if (!*any)
        sayso__brief_heading(b, "COPIES AND VERSIONS");
    *any = true;
}

static void copies(sayso_brief *b)
{
    bool any = false;
    for (uint32_t i = 0; i < b->s->n_copies; i++)
        for (uint32_t k = 0; k < b->s->n_in_copies[i]; k++) {
            copies_heading(b, &any);
            put_copy(b, i, k);
        }
    for (uint32_t i = 0; i < b->s->n_report; i++) {
        uint32_t older = b->s->report[i].revision_of;
        if (older >= b->s->n_report)
            continue;
        copies_heading(b, &any);
        put_report(b, i, 2, " is a later version of");
        put_report(b, older, 4, "");
        report_ids(b, i, older);
    }
    if (any)
        sayso__paper_newline(&b->p);
}

void sayso__brief_refused(sayso_brief *b, const sayso_table_rows *t)
{
    if (!t || !t->n_row)
        return;
    sayso__brief_heading(b, "NOT UNDERSTOOD");
    for (uint32_t i = 0; i < t->n_row && i < MOST_LISTED; i++) {
        const char *before = NULL; /* a file's report is often called like its file */
        sayso__brief_line(b, 2);
        for (uint32_t k = 0; k < t->n_column; k++) {
            const sayso_cell *c = &t->cell[(size_t)i * t->n_column + k];
            if (c->kind != SAYSO_CELL_TEXT || !c->text || (before && !strcmp(before, c->text)))
                continue;
            if (before)
                sayso__paper_text(&b->p, ": ");
            sayso__paper_wrap(&b->p, sayso__str_z(c->text), 6);
            before = c->text;
        }
    }
    if (t->n_row > MOST_LISTED) {
        sayso__brief_line(b, 2);
        sayso__paper_print(&b->p, "... and %u more: sayso show refused", t->n_row - MOST_LISTED);
    }
    sayso__paper_newline(&b->p);
}

/* ---- the page ----------------------------------------------------------------------------------
 */

/* The year that dates leave out: of the event, else of the first report. */
static int32_t year_of(const sayso_state *s)
{
    const char *day = s->event.date ? s->event.date : s->n_report ? s->report[0].day : NULL;
    return day && strlen(day) >= 4 ? (int32_t)strtol(day, NULL, 10) : 0;
}

sayso_status sayso__brief_init(sayso_brief *b, const sayso_state *s, const sayso_brief_options *o,
                               sayso_arena *a, sayso_sink *out, sayso_error *err)
{
    *b = (sayso_brief){.s = s, .a = a, .ids = o->ids, .year = year_of(s)};
    sayso__paper_init(&b->p, out, o->width, o->colour);
    b->stamp = SAYSO_NEW_N(a, uint32_t, s->n_report);
    return b->stamp ? SAYSO_OK : sayso__fail_memory(err);
}

sayso_status sayso__brief_text(const sayso_state *s, const sayso_brief_options *o, sayso_arena *a,
                               sayso_sink *out, sayso_error *err)
{
    sayso_brief b;
    SAYSO_TRY(sayso__brief_init(&b, s, o, a, out, err));
    head(&b);
    sayso__brief_who(&b);
    turned(&b);
    sayso__brief_figures(&b);
    sayso__brief_surveys(&b);
    marked(&b, SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN, "SAID WITHOUT EVIDENCE");
    marked(&b, SAYSO_EVIDENCE_NOT_INDEPENDENTLY_VERIFIED, "NOT VERIFIED");
    hearsay(&b);
    timeline(&b);
    copies(&b);
    sayso__brief_refused(&b, o->refused);
    return b.failed ? sayso__fail_memory(err) : SAYSO_OK;
}
