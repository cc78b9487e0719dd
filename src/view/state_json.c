/* state_json.c -- the ledger's state as JSON.  Layer: view. */
#include "view/state_json.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"

/* ---- spans in the unit asked for ---------------------------------------------------------------
 */

sayso_status sayso__state_json_init(sayso_state_json *w, const sayso_state *s,
                                    sayso_offset_unit unit, sayso_arena *a, sayso_sink *out,
                                    sayso_error *err)
{
    *w = (sayso_state_json){.s = s, .a = a, .unit = unit};
    sayso__json_init(&w->j, out);
    if (unit != SAYSO_UNIT_UTF16)
        return SAYSO_OK;
    w->title = SAYSO_NEW_N(a, sayso_counts, s->n_report);
    w->text = SAYSO_NEW_N(a, sayso_counts, s->n_report);
    if (!w->title || !w->text)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < s->n_report; i++) {
        sayso_str title = sayso__str_z(s->report[i].title ? s->report[i].title : "");
        if (!sayso__counts_init(&w->title[i], title.p, title.n, unit, a) ||
            !sayso__counts_init(&w->text[i], s->report[i].text ? s->report[i].text : "",
                                s->report[i].text ? s->report[i].n_text : 0, unit, a))
            return sayso__fail_memory(err);
    }
    return SAYSO_OK;
}

static sayso_span place(const sayso_state_json *w, uint32_t report, const sayso_state_span *at)
{
    if (w->unit == SAYSO_UNIT_CHARS)
        return at->chars;
    if (w->unit == SAYSO_UNIT_BYTES || report >= w->s->n_report)
        return at->bytes;
    const sayso_counts *c = at->title ? &w->title[report] : &w->text[report];
    uint32_t beg = at->bytes.beg < c->n ? at->bytes.beg : c->n;
    uint32_t end = at->bytes.end < c->n ? at->bytes.end : c->n;
    return (sayso_span){sayso__counts_at(c, beg), sayso__counts_at(c, end)};
}

sayso_record_span sayso__state_json_span(const sayso_state_json *w, uint32_t report,
                                         const sayso_state_span *at)
{
    if (!at)
        return (sayso_record_span){0};
    return (sayso_record_span){true, at->title, place(w, report, at)};
}

/* Spans as printed; NULL when out of memory (then *n is 0). */
static const sayso_span *places(sayso_state_json *w, uint32_t report, const sayso_state_span *at,
                                uint32_t *n)
{
    sayso_span *out = SAYSO_NEW_N(w->a, sayso_span, *n);
    if (!out) {
        w->failed = true;
        *n = 0;
    }
    for (uint32_t i = 0; i < *n; i++)
        out[i] = place(w, report, &at[i]);
    return out;
}

/* The same in bytes of the original. */
static const sayso_span *raws(sayso_state_json *w, const sayso_state_span *at, uint32_t n)
{
    sayso_span *out = w->raw ? SAYSO_NEW_N(w->a, sayso_span, n) : NULL;
    w->failed |= w->raw && !out;
    for (uint32_t i = 0; out && i < n; i++)
        out[i] = at[i].raw;
    return out;
}

/* ---- claims and figures ------------------------------------------------------------------------
 */

static const char *actor_name(const sayso_state *s, uint32_t i)
{
    return i < s->n_actor ? s->actor[i].name : NULL;
}

static const char *report_id(const sayso_state *s, uint32_t i)
{
    return i < s->n_report ? s->report[i].id : NULL;
}

static const char *claim_id(const sayso_state *s, uint32_t i)
{
    return i < s->n_claim ? s->claim[i].id : NULL;
}

static const sayso_record_relay *relays(sayso_state_json *w, const sayso_state_claim *c,
                                        uint32_t *n)
{
    sayso_record_relay *r = SAYSO_NEW_N(w->a, sayso_record_relay, c->n_relay);
    w->failed |= !r;
    *n = r ? c->n_relay : 0;
    for (uint32_t i = 0; i < *n; i++)
        r[i] = (sayso_record_relay){sayso__str_z(actor_name(w->s, c->relay[i].actor)),
                                    sayso__str_z(c->relay[i].day),
                                    sayso__state_json_span(w, c->report, c->relay[i].at)};
    return r;
}

/* A claim lies in one field: that of its first piece. */
static bool in_title(const sayso_state_claim *c)
{
    return (c->n_content && c->content[0].title) || (c->n_cue && c->cue[0].title) ||
           (c->n_source && c->source[0].title);
}

void sayso__state_json_claim(sayso_state_json *w, uint32_t i)
{
    const sayso_state_claim *c = &w->s->claim[i];
    sayso_claim_record r = {.claim = c->id,
                            .report = report_id(w->s, c->report),
                            .title = in_title(c),
                            .n_source = c->n_source,
                            .n_cue = c->n_cue,
                            .n_content = c->n_content,
                            .quote_type = c->quote_type,
                            .source_type = c->source_type,
                            .act = c->act,
                            .kind = c->kind,
                            .stance = c->stance,
                            .factuality = c->factuality,
                            .parent = c->parent,
                            .source_actor = sayso__str_z(actor_name(w->s, c->source_actor)),
                            .speaks_for = sayso__str_z(actor_name(w->s, c->speaks_for)),
                            .responsible = sayso__str_z(actor_name(w->s, c->responsible)),
                            .said = sayso__str_z(c->said),
                            .evidence = c->evidence,
                            .codes = {c->cameo, c->plover, sayso__codes_of_act(c->act).reason},
                            .text = c->text ? c->text : "",
                            .n_independent = c->n_independent};
    r.source = places(w, c->report, c->source, &r.n_source);
    r.cue = places(w, c->report, c->cue, &r.n_cue);
    r.content = places(w, c->report, c->content, &r.n_content);
    r.relay = relays(w, c, &r.n_relay);
    r.wrong = c->wrong;
    r.raw_source = raws(w, c->source, r.n_source);
    r.raw_cue = raws(w, c->cue, r.n_cue);
    r.raw_content = raws(w, c->content, r.n_content);
    sayso__record_claim(&w->j, &r);
}

void sayso__state_json_figure(sayso_state_json *w, uint32_t i)
{
    const sayso_state_figure *f = &w->s->figure[i];
    sayso_figure_record r = {.figure = f->id,
                             .report = report_id(w->s, f->report),
                             .claim = claim_id(w->s, f->claim),
                             .at = sayso__state_json_span(w, f->report, &f->at),
                             .measure = f->measure,
                             .mod = f->mod,
                             .population = sayso__str_z(f->population),
                             .unit = sayso__str_z(f->unit),
                             .as_of = sayso__str_z(f->as_of),
                             .answer = sayso__str_z(f->answer),
                             .low = f->low,
                             .best = f->best,
                             .high = f->high,
                             .part_of = f->part_of,
                             .attribution = f->claim,
                             .source = sayso__str_z(actor_name(w->s, f->source_actor)),
                             .raw = w->raw ? &f->at.raw : NULL};
    sayso__record_figure(&w->j, &r);
}

/* ---- the brief's arrays ------------------------------------------------------------------------
 */

static void event(sayso_state_json *w)
{
    const sayso_state_event *e = &w->s->event;
    sayso__json_key(&w->j, "event");
    sayso__json_object(&w->j);
    sayso__json_put_text(&w->j, "id", e->id);
    sayso__json_put_text(&w->j, "name", e->name);
    sayso__record_word(&w->j, "kind", SAYSO_VOCAB_EVENT, e->kind);
    sayso__json_put_text(&w->j, "date", e->date);
    sayso__json_put_text(&w->j, "place", e->place);
    sayso__json_put_text(&w->j, "country", e->country);
    sayso__json_object_end(&w->j);
}

static void reports(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_report; i++) {
        const sayso_state_report *r = &w->s->report[i];
        sayso__json_object(&w->j);
        sayso__json_put_text(&w->j, "id", r->id);
        sayso__json_put_text(&w->j, "publisher", r->publisher);
        sayso__json_put_text(&w->j, "published", r->published);
        sayso__json_put_text(&w->j, "title", r->title);
        sayso__json_put_text(&w->j, "group", r->group);
        sayso__json_put_text(&w->j, "revision_of", report_id(w->s, r->revision_of));
        sayso__json_object_end(&w->j);
    }
}

static void copies(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_copies; i++) {
        sayso__json_array(&w->j);
        for (uint32_t k = 0; k < w->s->n_in_copies[i]; k++)
            sayso__json_text(&w->j, report_id(w->s, w->s->copies[i][k]));
        sayso__json_array_end(&w->j);
    }
}

static void revisions(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_report; i++) {
        const char *older = report_id(w->s, w->s->report[i].revision_of);
        if (!older)
            continue;
        sayso__json_array(&w->j);
        sayso__json_text(&w->j, older);
        sayso__json_text(&w->j, w->s->report[i].id);
        sayso__json_array_end(&w->j);
    }
}

static void claims(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_claim; i++)
        sayso__state_json_claim(w, i);
}

static void figures(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_figure; i++)
        sayso__state_json_figure(w, i);
}

void sayso__state_json_relation(sayso_state_json *w, uint32_t i)
{
    const sayso_state_relation *r = &w->s->relation[i];
    sayso__json_object(&w->j);
    sayso__json_put_text(&w->j, "claim", claim_id(w->s, r->claim));
    sayso__record_word(&w->j, "relation", SAYSO_VOCAB_RELATION, r->relation);
    sayso__json_put_text(&w->j, "other", claim_id(w->s, r->other));
    sayso__json_object_end(&w->j);
}

static void relations(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_relation; i++)
        sayso__state_json_relation(w, i);
}

void sayso__state_json_conflict(sayso_state_json *w, uint32_t i)
{
    const sayso_state_conflict *c = &w->s->conflict[i];
    sayso__json_object(&w->j);
    sayso__record_word(&w->j, "measure", SAYSO_VOCAB_MEASURE, c->measure);
    sayso__json_put_text(&w->j, "population", c->population);
    sayso__json_key(&w->j, "figures");
    sayso__json_array(&w->j);
    for (uint32_t k = 0; k < c->n_figure; k++)
        if (c->figure[k] < w->s->n_figure)
            sayso__json_text(&w->j, w->s->figure[c->figure[k]].id);
    sayso__json_array_end(&w->j);
    sayso__json_object_end(&w->j);
}

static void conflicts(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_conflict; i++)
        sayso__state_json_conflict(w, i);
}

static void blame(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_blame; i++) {
        const sayso_state_blame *b = &w->s->blame[i];
        sayso__json_object(&w->j);
        sayso__json_put_text(&w->j, "by", actor_name(w->s, b->by));
        sayso__json_put_text(&w->j, "of", actor_name(w->s, b->of));
        sayso__json_put_text(&w->j, "first", b->first);
        sayso__json_key(&w->j, "claims");
        sayso__json_array(&w->j);
        for (uint32_t k = 0; k < b->n_claim; k++)
            sayso__json_text(&w->j, claim_id(w->s, b->claim[k]));
        sayso__json_array_end(&w->j);
        sayso__json_key(&w->j, "denied_by");
        sayso__json_array(&w->j);
        for (uint32_t k = 0; k < b->n_denied_by; k++)
            sayso__json_text(&w->j, actor_name(w->s, b->denied_by[k]));
        sayso__json_array_end(&w->j);
        sayso__json_object_end(&w->j);
    }
}

static void positions(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_position; i++) {
        const sayso_state_position *p = &w->s->position[i];
        sayso__json_object(&w->j);
        sayso__json_put_text(&w->j, "actor", actor_name(w->s, p->actor));
        sayso__json_put_text(&w->j, "question", "responsibility");
        sayso__json_key(&w->j, "history");
        sayso__json_array(&w->j);
        for (uint32_t k = 0; k < p->n_history; k++) {
            sayso__json_object(&w->j);
            sayso__json_put_text(&w->j, "date", p->history[k].day);
            sayso__json_put_text(&w->j, "report", report_id(w->s, p->history[k].report));
            sayso__json_put_text(&w->j, "position", p->history[k].written);
            sayso__json_put_text(&w->j, "claim", claim_id(w->s, p->history[k].claim));
            sayso__json_object_end(&w->j);
        }
        sayso__json_array_end(&w->j);
        sayso__json_put_bool(&w->j, "changed", p->changed);
        sayso__json_object_end(&w->j);
    }
}

static void timeline(sayso_state_json *w)
{
    for (uint32_t i = 0; i < w->s->n_moment; i++) {
        const sayso_state_moment *m = &w->s->moment[i];
        sayso__json_object(&w->j);
        sayso__json_put_text(&w->j, "date", m->date);
        sayso__json_put_text(&w->j, "precision", m->precision);
        sayso__json_put_text(&w->j, "what", m->what);
        sayso__json_put_text(&w->j, "text", m->text);
        sayso__json_put_text(&w->j, "report", report_id(w->s, m->report));
        sayso__record_span(&w->j, sayso__state_json_span(w, m->report, m->at));
        sayso__json_object_end(&w->j);
    }
}

typedef struct {
    const char *name;
    void (*write)(sayso_state_json *);
    bool stored; /* the tables have it without a state */
} brief_part;

static const brief_part brief_parts[] =
    {{"reports", reports, true},     {"copies", copies, true},   {"revisions", revisions, true},
     {"claims", claims, false},      {"figures", figures, true}, {"relations", relations, false},
     {"conflicts", conflicts, true}, {"blame", blame, true},     {"positions", positions, true},
     {"timeline", timeline, false}};

#define N_BRIEF_PART (sizeof brief_parts / sizeof *brief_parts)

/* Bits of the parts that a list names; 0: it names what is none. */
static uint32_t parts_of(const char *list)
{
    uint32_t bits = 0;
    for (const char *p = list; *p;) {
        size_t n = strcspn(p, ","), i = 0;
        while (i < N_BRIEF_PART &&
               (strlen(brief_parts[i].name) != n || memcmp(brief_parts[i].name, p, n) != 0))
            i++;
        if (i == N_BRIEF_PART)
            return 0;
        bits |= 1u << i;
        p += n + (p[n] == ',');
    }
    return bits;
}

bool sayso__brief_parts_stored(const char *parts, sayso_offset_unit unit)
{
    uint32_t wanted = parts ? parts_of(parts) : UINT32_MAX;
    for (uint32_t i = 0; i < N_BRIEF_PART; i++)
        if (wanted >> i & 1 && !brief_parts[i].stored)
            return false;
    return wanted && unit != SAYSO_UNIT_UTF16; /* which needs the texts */
}

sayso_status sayso__brief_json_parts(const sayso_state *s, const char *parts,
                                     sayso_offset_unit unit, sayso_arena *a, sayso_sink *out,
                                     sayso_error *err)
{
    sayso_state_json w;
    uint32_t wanted = parts ? parts_of(parts) : UINT32_MAX;
    if (!wanted)
        return sayso__fail(err, SAYSO_EUSE, 0, "no such parts of an event: \"%.100s\"", parts);
    SAYSO_TRY(sayso__state_json_init(&w, s, unit, a, out, err));
    sayso__json_object(&w.j);
    sayso__json_put_int(&w.j, "schema", 1);
    event(&w);
    sayso__json_put_int(&w.j, "independent", s->independent);
    for (uint32_t i = 0; i < N_BRIEF_PART; i++) {
        if (!(wanted >> i & 1))
            continue;
        sayso__json_key(&w.j, brief_parts[i].name);
        sayso__json_array(&w.j);
        brief_parts[i].write(&w);
        sayso__json_array_end(&w.j);
    }
    sayso__json_object_end(&w.j);
    sayso__sink_char(out, '\n');
    return w.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

sayso_status sayso__brief_json(const sayso_state *s, sayso_offset_unit unit, sayso_arena *a,
                               sayso_sink *out, sayso_error *err)
{
    return sayso__brief_json_parts(s, NULL, unit, a, out, err);
}

/* ---- the chain of one claim --------------------------------------------------------------------
 */

static void link(sayso_state_json *w, uint32_t report, const sayso_trace_link *l)
{
    sayso__json_object(&w->j);
    sayso__json_put_text(&w->j, "role", l->role);
    sayso__json_put_text(&w->j, "actor", l->actor);
    sayso__json_put_text(&w->j, "date", l->day);
    sayso__record_span(&w->j, sayso__state_json_span(w, report, l->at));
    sayso__json_put_text(&w->j, "text", l->at ? l->at->text : NULL);
    sayso__json_object_end(&w->j);
}

void sayso__trace_keys(sayso_state_json *w, const sayso_trace *t)
{
    uint32_t report = t->state.claim[t->claim].report;
    sayso__json_key(&w->j, "claim");
    sayso__state_json_claim(w, t->claim);
    sayso__json_key(&w->j, "links");
    sayso__json_array(&w->j);
    for (uint32_t i = 0; i < t->n_link; i++)
        link(w, report, &t->link[i]);
    sayso__json_array_end(&w->j);
    sayso__json_key(&w->j, "carriers");
    sayso__json_array(&w->j);
    for (uint32_t i = 0; i < t->n_carrier; i++)
        sayso__json_text(&w->j, t->carrier[i]);
    sayso__json_array_end(&w->j);
}

sayso_status sayso__trace_json(const sayso_trace *t, sayso_offset_unit unit, sayso_arena *a,
                               sayso_sink *out, sayso_error *err)
{
    sayso_state_json w;
    SAYSO_TRY(sayso__state_json_init(&w, &t->state, unit, a, out, err));
    sayso__json_object(&w.j);
    sayso__json_put_int(&w.j, "schema", 1);
    sayso__trace_keys(&w, t);
    sayso__json_object_end(&w.j);
    sayso__sink_char(out, '\n');
    return w.failed ? sayso__fail_memory(err) : SAYSO_OK;
}
