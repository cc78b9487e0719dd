/* correct.c -- a correction by hand: noted, then everything it touches computed anew.
 * Layer: ledger. */
#include "base/fail.h"
#include "base/str.h"
#include "ledger/by_hand.h"
#include "ledger/names.h"
#include "ledger/stored_events.h"

static const char *const kinds[] = {
#define X(name, word) word,
    SAYSO_CORRECTION_LIST(X)
#undef X
};

typedef struct {
    sayso_ledger *l;
    sayso_arena a;
    sayso_error *err;
    sayso_correction_kind what;
    const char *subject, *who;
    const char *const *other;
    uint32_t n_other;
} fix;

static sayso_status note(fix *f, const char *old, const char *new)
{
    return sayso__sql_run(f->l, SAYSO_SQL_CORRECTION_ADD, f->err, "zzzzz", kinds[f->what], old, new,
                          f->who, f->l->now);
}

/* The first report of an event, which stands for it; its rows become stale. */
static sayso_status anchor(fix *f, const char *event, const char **report)
{
    const char *id;
    sayso_stmt *s;
    bool row, ok = true;
    SAYSO_TRY(sayso__stored_event(f->l, event, &f->a, &id, f->err));
    SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_EVENT_FIRST, &s, f->err, "z", id));
    SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
    *report = row ? sayso__sql_text(s, 0, &f->a, &ok) : NULL;
    sayso__sql_reset(s);
    if (!ok)
        return sayso__fail_memory(f->err);
    if (!*report)
        return sayso__fail(f->err, SAYSO_ELEDGER, 0, "ledger %s: event %s has no report",
                           f->l->path, id);
    return sayso__sql_run(f->l, SAYSO_SQL_EVENT_MARK, f->err, "z", id);
}

static sayso_status need_report(fix *f, const char *report)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_REPORT_FIND, &s, f->err, "z", report));
    SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
    sayso__sql_reset(s);
    if (!row || strchr(report, '\n'))
        return sayso__fail(f->err, SAYSO_ENOTFOUND, 0, "the ledger holds no report \"%.100s\"",
                           report);
    return sayso__sql_run(f->l, SAYSO_SQL_EVENT_MARK_REPORT, f->err, "z", report);
}

/* Reports, one a line. */
static sayso_status list_reports(fix *f, const char **lines)
{
    sayso_sink s;
    sayso__sink_memory(&s);
    sayso_status status = SAYSO_OK;
    for (uint32_t i = 0; i < f->n_other && status == SAYSO_OK; i++) {
        status = need_report(f, f->other[i]);
        sayso__sink_print(&s, "%s%s", i ? "\n" : "", f->other[i]);
    }
    *lines = s.failed ? NULL : sayso__arena_copy(&f->a, s.buf, s.n);
    sayso__sink_free(&s);
    return status == SAYSO_OK && !*lines ? sayso__fail_memory(f->err) : status;
}

/* An event splits between a report that stays and those that go. */
static sayso_status staying(fix *f, const char *event, const char *lines, const char **report)
{
    const char *id;
    sayso_stmt *s;
    bool ok = true;
    *report = NULL;
    SAYSO_TRY(sayso__stored_event(f->l, event, &f->a, &id, f->err));
    SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_EVENT_REPORTS, &s, f->err, "z", id));
    for (bool row = true; row && !*report;) {
        SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
        sayso_str r = row ? sayso__sql_str(s, 0) : (sayso_str){NULL, 0};
        if (r.p && !sayso__by_hand_lists(lines, r.p))
            *report = sayso__sql_text(s, 0, &f->a, &ok);
    }
    sayso__sql_reset(s);
    if (!ok)
        return sayso__fail_memory(f->err);
    return *report ? SAYSO_OK
                   : sayso__fail(f->err, SAYSO_EUSE, 0, "no report would stay in the event");
}

static sayso_status correct_event(fix *f)
{
    const char *first, *second, *lines;
    if (f->what == SAYSO_CORRECTION_EVENT_SPLIT) {
        SAYSO_TRY(list_reports(f, &lines));
        SAYSO_TRY(anchor(f, f->subject, &first));
        SAYSO_TRY(staying(f, f->subject, lines, &first));
        return note(f, first, lines);
    }
    SAYSO_TRY(anchor(f, f->subject, &first));
    if (f->what == SAYSO_CORRECTION_EVENT_RENAME)
        return note(f, first, f->other[0]);
    for (uint32_t i = 0; i < f->n_other; i++) {
        SAYSO_TRY(anchor(f, f->other[i], &second));
        SAYSO_TRY(note(f, first, second));
    }
    return SAYSO_OK;
}

static sayso_status need_actor(fix *f, const char *name)
{
    SAYSO_TRY(sayso__sql_run(f->l, SAYSO_SQL_EVENT_MARK_ACTOR, f->err, "z", name));
    if (!sayso__sql_changes(f->l))
        return sayso__fail(f->err, SAYSO_ENOTFOUND, 0, "the ledger holds no actor \"%.100s\"",
                           name);
    return SAYSO_OK;
}

/* The row of the actor that a split takes out of a name. */
static sayso_status add_other(fix *f, int64_t correction)
{
    sayso_str key = sayso__names_key(sayso__str_z(f->subject), &f->a);
    const char *id = key.p ? sayso__by_hand_id(correction, key, &f->a) : NULL;
    if (!id)
        return sayso__fail_memory(f->err);
    return sayso__sql_run(f->l, SAYSO_SQL_ACTOR_ADD, f->err, "zzzzz", id, f->subject, NULL, NULL,
                          NULL);
}

static sayso_status correct_actor(fix *f)
{
    const char *lines;
    SAYSO_TRY(need_actor(f, f->subject));
    if (f->what == SAYSO_CORRECTION_ACTOR_RENAME)
        return note(f, f->subject, f->other[0]);
    if (f->what == SAYSO_CORRECTION_ACTOR_SPLIT) {
        SAYSO_TRY(list_reports(f, &lines));
        SAYSO_TRY(note(f, f->subject, lines));
        return add_other(f, sayso__sql_last_row(f->l));
    }
    for (uint32_t i = 0; i < f->n_other; i++) {
        SAYSO_TRY(need_actor(f, f->other[i]));
        SAYSO_TRY(note(f, f->subject, f->other[i]));
    }
    return SAYSO_OK;
}

/* The mark holds on to the claim's id, which is made of its words, and to its report. */
static sayso_status correct_claim(fix *f)
{
    sayso_stmt *s;
    bool row, more = false, ok = true;
    SAYSO_TRY(sayso__sql_bind(f->l, SAYSO_SQL_CLAIM_REPORT, &s, f->err, "z", f->subject));
    SAYSO_TRY(sayso__sql_step(f->l, s, &row, f->err));
    const char *claim = row ? sayso__sql_text(s, 0, &f->a, &ok) : NULL;
    const char *report = row ? sayso__sql_text(s, 1, &f->a, &ok) : NULL;
    if (row && ok && strcmp(claim, f->subject) != 0)
        SAYSO_TRY(sayso__sql_step(f->l, s, &more, f->err));
    sayso__sql_reset(s);
    if (!ok)
        return sayso__fail_memory(f->err);
    if (!claim || !*f->subject)
        return sayso__fail(f->err, SAYSO_ENOTFOUND, 0, "the ledger holds no claim \"%.100s\"",
                           f->subject);
    if (more)
        return sayso__fail(f->err, SAYSO_EUSE, 0, "several claims begin with \"%.100s\"",
                           f->subject);
    return note(f, claim, report);
}

static sayso_status correct_one(fix *f)
{
    if (f->what > SAYSO_CORRECTION_ACTOR_RENAME)
        return correct_claim(f);
    return f->what <= SAYSO_CORRECTION_EVENT_RENAME ? correct_event(f) : correct_actor(f);
}

sayso_status sayso__ledger_correct(sayso_ledger *l, sayso_correction_kind what, const char *subject,
                                   const char *const *other, uint32_t n_other, const char *who,
                                   sayso_error *err)
{
    fix f = {.l = l, .err = err, .what = what, .subject = subject, .who = who};
    f.other = other;
    f.n_other = n_other;
    if (!n_other && what <= SAYSO_CORRECTION_ACTOR_RENAME)
        return sayso__fail(err, SAYSO_EUSE, 0, "nothing to correct with");
    sayso__arena_init(&f.a, 0);
    sayso_status status = sayso__ledger_settle(l, err);
    if (status == SAYSO_OK)
        status = sayso__ledger_begin(l, err);
    if (status == SAYSO_OK)
        status = correct_one(&f);
    if (status == SAYSO_OK)
        status = sayso__settle_now(l, err);
    if (status == SAYSO_OK)
        status = sayso__ledger_commit(l, err);
    else
        sayso__ledger_rollback(l);
    sayso__arena_free(&f.a);
    return status;
}
