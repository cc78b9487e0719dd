/* run_export.c -- the ledger in the forms that other programs load.  Layer: engine. */
#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "sayso/sayso.h"
#include "view/export.h"

#define FILES_MOST 24u

typedef struct {
    const sayso_folder *to;
    sayso_sink sink[FILES_MOST];
    uint32_t n;
} files;

typedef struct {
    sayso_export x;
    const sayso_export_format *format;
} run;

static sayso_sink *new_file(void *user, const char *name)
{
    files *f = user;
    if (f->n == FILES_MOST)
        return NULL;
    void *file = f->to->open(f->to->user, name);
    if (!file)
        return NULL;
    sayso__sink_init(&f->sink[f->n], f->to->write, file);
    return &f->sink[f->n++];
}

static sayso_status close_files(files *f, sayso_status status, sayso_error *err)
{
    bool written = true;
    for (uint32_t i = 0; i < f->n; i++) {
        if (status == SAYSO_OK)
            written = sayso__sink_flush(&f->sink[i]) && written;
        void *file = f->sink[i].user;
        sayso__sink_free(&f->sink[i]);
        if (f->to->close)
            written = f->to->close(f->to->user, file) && written;
    }
    if (status == SAYSO_OK && !written)
        return sayso__fail(err, SAYSO_EIO, 0, "cannot write the output");
    return status;
}

static sayso_status visit(void *user, const sayso_state *s, sayso_arena *a, sayso_error *err)
{
    run *r = user;
    return sayso__export_event(&r->x, r->format, s, a, err);
}

static sayso_status export_all(run *r, const sayso_query *q, sayso_error *err)
{
    static const sayso_show_filter any = {0};
    const sayso_state_query query = {q->event, q->all, q->as_of};
    sayso_table_rows refused, corrections;
    SAYSO_TRY(sayso__ledger_rows(r->x.l, SAYSO_SHOW_REFUSED, &any, r->x.keep, &refused, err));
    SAYSO_TRY(
        sayso__ledger_rows(r->x.l, SAYSO_SHOW_CORRECTIONS, &any, r->x.keep, &corrections, err));
    r->x.refused = &refused;
    r->x.corrections = &corrections;
    SAYSO_TRY(sayso__export_begin(&r->x, r->format, err));
    SAYSO_TRY(sayso__ledger_each_event(r->x.l, &query, visit, r, err));
    return sayso__export_end(&r->x, r->format, err);
}

sayso_status sayso_ledger_export(sayso_ledger *ledger, const char *format, const char *rule,
                                 const sayso_query *query, const sayso_layout *layout,
                                 const sayso_folder *to, sayso_error *err)
{
    static const sayso_query any = {0};
    sayso_arena keep;
    files f = {.to = to};
    run r = {.x = {.file = new_file, .user = &f, .l = ledger, .keep = &keep},
             .format = sayso__export_format(format)};
    if (!r.format)
        return sayso__fail(err, SAYSO_EUSE, 0, "no format \"%.60s\": see sayso export --help",
                           format);
    r.x.rule = rule ? sayso__rule_parse(rule) : SAYSO_RULE_LATEST;
    if (r.x.rule == SAYSO_N_RULE)
        return sayso__fail(err, SAYSO_EUSE, 0, "no rule \"%.60s\": see sayso export --help", rule);
    r.x.unit = layout ? (sayso_offset_unit)layout->offsets : SAYSO_UNIT_BYTES;
    sayso__arena_init(&keep, 0);
    sayso_status status = export_all(&r, query ? query : &any, err);
    status = close_files(&f, status, err);
    sayso__export_free(&r.x);
    sayso__arena_free(&keep);
    return status;
}

sayso_status sayso_ledger_copy(sayso_ledger *ledger, const char *path, const sayso_query *query,
                               bool originals, sayso_error *err)
{
    return sayso__ledger_copy(ledger, path, query ? query->event : NULL,
                              query ? query->as_of : NULL, originals, err);
}
