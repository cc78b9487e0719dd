/* run_pages.c -- pages, one report and one claim for programs (docs/openapi.json).  Layer: engine.
 */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "base/vocab.h"
#include "engine/job.h"
#include "view/api_json.h"

#define LIMIT_DEFAULT 50u

sayso_status sayso_ledger_open_reader(const char *path, uint32_t wait_ms, sayso_ledger **out,
                                      sayso_error *err)
{
    sayso_ledger_options options = {.program = SAYSO_VERSION,
                                    .wait_ms = wait_ms,
                                    .must_exist = true,
                                    .only_read = true};
    return sayso__ledger_open(path, &options, out, err);
}

void sayso_ledger_wait(sayso_ledger *ledger, uint32_t wait_ms)
{
    sayso__ledger_wait(ledger, wait_ms);
}

void sayso_ledger_interrupt(sayso_ledger *ledger)
{
    sayso__ledger_interrupt(ledger);
}

sayso_status sayso_ledger_change(sayso_ledger *ledger, int64_t *out, sayso_error *err)
{
    return sayso__ledger_change(ledger, out, err);
}

/* A filter that is a word of a vocabulary, or a day. */
static sayso_status check_word(sayso_vocab vocab, const char *word, const char *what,
                               sayso_error *err)
{
    if (word && !sayso__word_parse(vocab, sayso__str_z(word)))
        return sayso__fail(err, SAYSO_EUSE, 0, "no such %s: \"%.60s\"", what, word);
    return SAYSO_OK;
}

static sayso_status check_day(const char *day, sayso_error *err)
{
    int32_t number;
    int64_t utc;
    if (day && !sayso__date_parse(sayso__str_z(day), &number, &utc))
        return sayso__fail(err, SAYSO_EUSE, 0, "\"%.60s\" is no date (2031-05-03)", day);
    return SAYSO_OK;
}

static sayso_status check_query(const sayso_page_query *q, sayso_error *err)
{
    SAYSO_TRY(check_word(SAYSO_VOCAB_SPEECH_ACT, q->act, "speech act", err));
    SAYSO_TRY(check_word(SAYSO_VOCAB_KIND, q->kind, "kind of claim", err));
    SAYSO_TRY(check_word(SAYSO_VOCAB_EVIDENCE, q->evidence, "evidence mark", err));
    SAYSO_TRY(check_word(SAYSO_VOCAB_MEASURE, q->measure, "measure", err));
    if (q->stance && strcmp(q->stance, "claims") != 0)
        SAYSO_TRY(check_word(SAYSO_VOCAB_STANCE, q->stance, "stance", err));
    SAYSO_TRY(check_day(q->since, err));
    return check_day(q->until, err);
}

static sayso_page_filter filter_of(const sayso_page_query *q)
{
    return (sayso_page_filter){.event = q->event,
                               .report = q->report,
                               .by = q->by,
                               .about = q->about,
                               .act = q->act,
                               .kind = q->kind,
                               .evidence = q->evidence,
                               .measure = q->measure,
                               .population = q->population,
                               .publisher = q->publisher,
                               .stance = q->stance,
                               .words = q->words,
                               .since = q->since,
                               .until = q->until,
                               .independent = q->independent ? "" : NULL,
                               .changed = q->changed ? "" : NULL,
                               .backwards = q->backwards,
                               .limit = q->limit ? q->limit : LIMIT_DEFAULT,
                               .offset = q->offset};
}

static sayso_status grid(sayso_ledger *ledger, const sayso_page_query *q, job *j, sayso_error *err)
{
    const sayso_page_filter f = filter_of(q);
    sayso_grid g;
    sayso_table_rows event;
    uint64_t total;
    if (!f.event)
        return sayso__fail(err, SAYSO_EUSE, 0, "a grid is of one event");
    uint32_t end = f.offset + f.limit < f.offset ? UINT32_MAX : f.offset + f.limit;
    const sayso_span rows = {f.offset, end};
    SAYSO_TRY(sayso__ledger_grid(ledger, f.event, q->all, rows, &j->arena, &g, err));
    const sayso_page_filter one = {.event = g.event, .limit = 1};
    SAYSO_TRY(sayso__ledger_page(ledger, SAYSO_PAGE_EVENTS, &one, &j->arena, &event, &total, err));
    sayso__api_grid(&g, &event, f.limit, f.offset, &j->sink);
    return SAYSO_OK;
}

static sayso_status page(sayso_ledger *ledger, const char *view, const sayso_page_query *q, job *j,
                         sayso_error *err)
{
    static const char *const words[] = {
#define X(name, word) word,
        SAYSO_PAGE_LIST(X)
#undef X
    };
    sayso_table_rows rows;
    sayso_page_filter filter = filter_of(q);
    sayso_api_page out = {.rows = &rows, .limit = filter.limit, .offset = filter.offset};
    uint32_t kind = 0;
    if (strcmp(view, "grid") == 0)
        return grid(ledger, q, j, err);
    while (kind < SAYSO_N_PAGE && strcmp(words[kind], view) != 0)
        kind++;
    if (kind == SAYSO_N_PAGE)
        return sayso__fail(err, SAYSO_EUSE, 0, "no view \"%.60s\"", view);
    SAYSO_TRY(check_query(q, err));
    SAYSO_TRY(sayso__ledger_page(ledger, (sayso_page_kind)kind, &filter, &j->arena, &rows,
                                 &out.total, err));
    sayso__api_page(&out, &j->sink);
    return SAYSO_OK;
}

sayso_status sayso_ledger_page(sayso_ledger *ledger, const char *view,
                               const sayso_page_query *query, const sayso_output *out,
                               sayso_error *err)
{
    static const sayso_page_query any = {0};
    job j;
    begin(&j, NULL, out);
    return end(&j, page(ledger, view, query ? query : &any, &j, err), err);
}

/* The tables have actors by the name that the ledger as a whole has for them, a whole state by that
 * of the event's reports; up to so many reports there is time for the latter. */
#define FEW_REPORTS 64u

static sayso_status event(sayso_ledger *ledger, const sayso_query *query, const char *parts, job *j,
                          sayso_error *err)
{
    sayso_state_query q = {query->event, query->all, query->as_of};
    sayso_state state;
    bool stored = false;
    SAYSO_TRY(check_day(query->as_of, err));
    if (!query->as_of && !query->all && sayso__brief_parts_stored(parts, unit_of(j)))
        SAYSO_TRY(sayso__ledger_event_parts(ledger, query->event, &j->arena, &state, &stored, err));
    if (!stored || state.n_report <= FEW_REPORTS)
        SAYSO_TRY(sayso__ledger_state(ledger, &q, &j->arena, &state, err));
    return sayso__brief_json_parts(&state, parts, unit_of(j), &j->arena, &j->sink, err);
}

sayso_status sayso_ledger_event(sayso_ledger *ledger, const sayso_query *query, const char *parts,
                                const sayso_layout *layout, const sayso_output *out,
                                sayso_error *err)
{
    job j;
    begin(&j, layout, out);
    return end(&j, event(ledger, query, parts, &j, err), err);
}

static sayso_status document(sayso_ledger *ledger, const char *report, job *j, sayso_error *err)
{
    sayso_one_report one;
    SAYSO_TRY(sayso__ledger_one_report(ledger, report, &j->arena, &one, err));
    return sayso__api_report(&one, unit_of(j), &j->arena, &j->sink, err);
}

sayso_status sayso_ledger_document(sayso_ledger *ledger, const char *report,
                                   const sayso_layout *layout, const sayso_output *out,
                                   sayso_error *err)
{
    job j;
    begin(&j, layout, out);
    return end(&j, document(ledger, report, &j, err), err);
}

sayso_status sayso_ledger_source(sayso_ledger *ledger, const char *report, const sayso_output *out,
                                 sayso_error *err)
{
    job j;
    sayso_str bytes;
    begin(&j, NULL, out);
    sayso_status status = sayso__ledger_source(ledger, report, &j.arena, &bytes, err);
    if (status == SAYSO_OK)
        sayso__sink_str(&j.sink, bytes);
    return end(&j, status, err);
}

static sayso_status claim(sayso_ledger *ledger, const char *id, job *j, sayso_error *err)
{
    sayso_one_claim one;
    SAYSO_TRY(sayso__ledger_one_claim(ledger, id, &j->arena, &one, err));
    return sayso__api_claim(&one, unit_of(j), &j->arena, &j->sink, err);
}

sayso_status sayso_ledger_claim(sayso_ledger *ledger, const char *id, const sayso_layout *layout,
                                const sayso_output *out, sayso_error *err)
{
    job j;
    begin(&j, layout, out);
    return end(&j, claim(ledger, id, &j, err), err);
}

static sayso_status search(sayso_ledger *ledger, const char *words, const sayso_query *q, job *j,
                           sayso_error *err)
{
    const sayso_page_query same = {.act = q->act, .since = q->since, .until = q->until};
    const sayso_show_filter filter = {.by = q->by,
                                      .about = q->about,
                                      .act = q->act,
                                      .since = q->since,
                                      .until = q->until,
                                      .event = q->event,
                                      .words = words};
    sayso_table_rows rows;
    SAYSO_TRY(check_query(&same, err));
    SAYSO_TRY(sayso__ledger_rows(ledger, SAYSO_SHOW_FIND, &filter, &j->arena, &rows, err));
    return sayso__api_found(&rows, &j->sink, err);
}

sayso_status sayso_ledger_search(sayso_ledger *ledger, const char *words, const sayso_query *query,
                                 const sayso_output *out, sayso_error *err)
{
    static const sayso_query any = {0};
    job j;
    begin(&j, NULL, out);
    return end(&j, search(ledger, words, query ? query : &any, &j, err), err);
}

sayso_status sayso_ledger_counts(sayso_ledger *ledger, const sayso_output *out, sayso_error *err)
{
    job j;
    sayso_table_rows rows;
    begin(&j, NULL, out);
    sayso_status status = sayso__ledger_counts(ledger, &j.arena, &rows, err);
    if (status == SAYSO_OK)
        sayso__api_counts(&rows, &j.sink);
    return end(&j, status, err);
}
