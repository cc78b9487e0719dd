/* rows_state.c -- the `show` views that are read off a state.  Layer: ledger. */
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/rows.h"

static const char *actor_name(const sayso_state *s, uint32_t i)
{
    return i < s->n_actor ? s->actor[i].name : NULL;
}

static const char *report_id(const sayso_state *s, uint32_t i)
{
    return i < s->n_report ? s->report[i].id : NULL;
}

static void word(sayso_rows *b, sayso_vocab vocab, uint32_t value)
{
    sayso__rows_text(b, sayso__word(vocab, value));
}

void sayso__rows_reports(sayso_rows *b)
{
    for (uint32_t i = 0; i < b->s->n_report; i++) {
        const sayso_state_report *r = &b->s->report[i];
        if (!sayso__rows_day(b, r->day))
            continue;
        sayso_rows_list events = {0};
        sayso__rows_text(b, r->id);
        sayso__rows_text(b, r->publisher);
        sayso__rows_text(b, r->published);
        sayso__rows_text(b, r->title);
        if (r->event)
            sayso__rows_item(&events, r->event);
        sayso__rows_list(b, &events);
        sayso__rows_text(b, r->group);
        sayso__rows_text(b, report_id(b->s, r->revision_of));
    }
}

void sayso__rows_copies(sayso_rows *b)
{
    const sayso_state *s = b->s;
    for (uint32_t g = 0; g < s->n_copies; g++) {
        sayso_rows_list members = {0}, shared = {0};
        const char *agency = NULL;
        for (uint32_t k = 0; k < s->n_in_copies[g]; k++) {
            const sayso_state_report *r = &s->report[s->copies[g][k]];
            sayso__rows_item(&members, r->id);
            sayso__rows_share(&shared, k ? r->shared : 1);
            agency = agency ? agency : r->credit;
        }
        sayso__rows_text(b, s->report[s->copies[g][0]].group);
        sayso__rows_text(b, agency);
        sayso__rows_text(b, s->report[s->copies[g][0]].id);
        sayso__rows_number(b, s->n_in_copies[g]);
        sayso__rows_list(b, &members);
        sayso__rows_list(b, &shared);
    }
}

void sayso__rows_actors(sayso_rows *b)
{
    for (uint32_t i = 0; i < b->s->n_actor; i++) {
        const sayso_state_actor *a = &b->s->actor[i];
        if (!sayso__rows_by(b, i) || !sayso__rows_about(b, i))
            continue;
        sayso_rows_list aliases = {0};
        for (uint32_t j = 0; j < a->n_alias; j++)
            sayso__rows_item(&aliases, a->alias[j]);
        sayso__rows_text(b, a->id);
        sayso__rows_text(b, a->name);
        word(b, SAYSO_VOCAB_ACTOR_CLASS, a->class_);
        sayso__rows_text(b, a->country);
        sayso__rows_text(b, a->sector);
        sayso__rows_text(b, actor_name(b->s, a->speaks_for));
        sayso__rows_list(b, &aliases);
        sayso__rows_number(b, a->n_claim);
    }
}

static void spans(sayso_rows *b, const sayso_state_span *v, uint32_t n)
{
    sayso_rows_list texts = {0};
    for (uint32_t i = 0; i < n; i++)
        sayso__rows_item(&texts, v[i].text);
    sayso__rows_list(b, &texts);
}

static void claim_row(sayso_rows *b, const sayso_state_claim *c)
{
    sayso_rows_list via = {0}, evidence = {0};
    for (uint32_t i = 0; i < c->n_relay; i++)
        sayso__rows_item(&via, actor_name(b->s, c->relay[i].actor));
    for (uint32_t e = 1; e < SAYSO_EVIDENCE_N; e++)
        if (c->evidence & (1u << e))
            sayso__rows_item(&evidence, sayso__word(SAYSO_VOCAB_EVIDENCE, e));
    sayso__rows_text(b, c->id);
    sayso__rows_text(b, report_id(b->s, c->report));
    sayso__rows_text(b, actor_name(b->s, c->source_actor));
    sayso__rows_text(b, actor_name(b->s, c->speaks_for));
    word(b, SAYSO_VOCAB_SOURCE_TYPE, c->source_type);
    sayso__rows_list(b, &via);
    sayso__rows_text(b, c->said);
    word(b, SAYSO_VOCAB_SPEECH_ACT, c->act);
    word(b, SAYSO_VOCAB_KIND, c->kind);
    sayso__rows_text(b, actor_name(b->s, c->responsible));
    word(b, SAYSO_VOCAB_STANCE, c->stance);
    word(b, SAYSO_VOCAB_FACTUALITY, c->factuality);
    sayso__rows_list(b, &evidence);
    word(b, SAYSO_VOCAB_QUOTE, c->quote_type);
    spans(b, c->source, c->n_source);
    spans(b, c->cue, c->n_cue);
    spans(b, c->content, c->n_content);
    sayso__rows_number(b, c->n_independent);
    sayso__rows_text(b, c->cameo);
    sayso__rows_text(b, c->plover);
    sayso__rows_text(b, sayso__codes_of_act(c->act).reason);
    sayso__rows_flag(b, c->wrong);
}

void sayso__rows_claims(sayso_rows *b)
{
    for (uint32_t i = 0; i < b->s->n_claim; i++) {
        const sayso_state_claim *c = &b->s->claim[i];
        const char *day = c->said ? c->said : b->s->report[c->report].day;
        if (sayso__rows_by(b, c->source_actor) && sayso__rows_about(b, c->responsible) &&
            (!b->act || b->act == c->act) && sayso__rows_day(b, day))
            claim_row(b, c);
    }
}

void sayso__rows_figures(sayso_rows *b)
{
    const sayso_state *s = b->s;
    for (uint32_t i = 0; i < s->n_figure; i++) {
        const sayso_state_figure *f = &s->figure[i];
        const char *day = f->as_of ? f->as_of : s->report[f->report].day;
        if (!sayso__rows_by(b, f->source_actor) || !sayso__rows_day(b, day))
            continue;
        sayso__rows_text(b, f->id);
        sayso__rows_text(b, report_id(s, f->report));
        sayso__rows_text(b, f->claim == SAYSO_NONE ? NULL : s->claim[f->claim].id);
        sayso__rows_text(b, actor_name(s, f->source_actor));
        word(b, SAYSO_VOCAB_MEASURE, f->measure);
        sayso__rows_text(b, f->population);
        sayso__rows_maybe(b, f->low);
        sayso__rows_maybe(b, f->best);
        sayso__rows_maybe(b, f->high);
        word(b, SAYSO_VOCAB_MOD, f->mod);
        sayso__rows_text(b, f->unit);
        sayso__rows_text(b, f->as_of);
        sayso__rows_text(b, f->answer);
        sayso__rows_text(b, f->supersedes == SAYSO_NONE ? NULL : s->figure[f->supersedes].id);
        sayso__rows_text(b, f->at.text);
    }
}

void sayso__rows_positions(sayso_rows *b)
{
    const sayso_state *s = b->s;
    for (uint32_t i = 0; i < s->n_position; i++)
        for (uint32_t j = 0; j < s->position[i].n_history; j++) {
            const sayso_state_stance *h = &s->position[i].history[j];
            if (!sayso__rows_by(b, s->position[i].actor) || !sayso__rows_about(b, h->of) ||
                !sayso__rows_day(b, h->day))
                continue;
            sayso__rows_text(b, actor_name(s, s->position[i].actor));
            sayso__rows_text(b, "responsibility");
            sayso__rows_text(b, h->day);
            sayso__rows_text(b, report_id(s, h->report));
            sayso__rows_text(b, h->written);
            sayso__rows_text(b, s->claim[h->claim].id);
            sayso__rows_flag(b, s->position[i].changed);
        }
}

void sayso__rows_blame(sayso_rows *b)
{
    const sayso_state *s = b->s;
    for (uint32_t i = 0; i < s->n_blame; i++) {
        const sayso_state_blame *e = &s->blame[i];
        if (!sayso__rows_by(b, e->by) || !sayso__rows_about(b, e->of) ||
            !sayso__rows_day(b, e->first))
            continue;
        sayso_rows_list claims = {0}, denied = {0};
        for (uint32_t j = 0; j < e->n_claim; j++)
            sayso__rows_item(&claims, s->claim[e->claim[j]].id);
        for (uint32_t j = 0; j < e->n_denied_by; j++)
            sayso__rows_item(&denied, actor_name(s, e->denied_by[j]));
        sayso__rows_text(b, actor_name(s, e->by));
        sayso__rows_text(b, actor_name(s, e->of));
        sayso__rows_text(b, e->first);
        sayso__rows_list(b, &claims);
        sayso__rows_list(b, &denied);
    }
}

void sayso__rows_timeline(sayso_rows *b)
{
    const sayso_state *s = b->s;
    for (uint32_t i = 0; i < s->n_moment; i++) {
        const sayso_state_moment *m = &s->moment[i];
        if (!sayso__rows_day(b, m->date))
            continue;
        sayso__rows_text(b, m->date);
        sayso__rows_text(b, m->precision);
        sayso__rows_text(b, m->what);
        sayso__rows_text(b, m->text);
        sayso__rows_text(b, report_id(s, m->report));
        sayso__rows_text(b, !m->at ? NULL : m->at->title ? "title" : "text");
        sayso__rows_maybe(b, (sayso_number){m->at ? m->at->bytes.beg : 0, m->at != NULL});
        sayso__rows_maybe(b, (sayso_number){m->at ? m->at->bytes.end : 0, m->at != NULL});
    }
}

void sayso__rows_events(sayso_rows *b)
{
    for (uint32_t i = 0; i < b->s->n_event; i++) {
        const sayso_state_event *e = &b->s->events[i];
        if (!sayso__rows_day(b, e->date))
            continue;
        sayso__rows_text(b, e->id);
        sayso__rows_text(b, e->name);
        word(b, SAYSO_VOCAB_EVENT, e->kind);
        sayso__rows_text(b, e->date);
        sayso__rows_text(b, e->place);
        sayso__rows_text(b, e->country);
        sayso__rows_number(b, b->s->n_in_event[i]);
    }
}
