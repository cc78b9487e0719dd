/* reread.c -- reports read again from their stored originals.  Layer: ledger. */
#include "base/array.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/remove.h"

#define UNIT_MOST (1u << 30)

sayso_status sayso__ledger_outdated(sayso_ledger *l, const char *model_sha256, const char *since,
                                    bool all, sayso_arena *a, sayso_document_rows *out,
                                    sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__ledger_has_originals(l, err));
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_OUTDATED, &s, err, "zzzi", l->program, model_sha256,
                              since, (int64_t)all));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
        if (row && !SAYSO_PUSH(a, out, sayso__sql_int(s, 0))) {
            sayso__sql_reset(s);
            return sayso__fail_memory(err);
        }
    }
    return SAYSO_OK;
}

/* The unit of the row at hand; bytes NULL: it cannot be unpacked. */
static bool take_unit(sayso_ledger *l, sayso_stmt *s, sayso_arena *a, sayso_unit *u)
{
    sayso_str packed = sayso__sql_bytes(s, 0);
    int64_t n = sayso__sql_int(s, 1);
    bool ok = true;
    *u = (sayso_unit){.media = sayso__media_of(sayso__sql_str(s, 2)),
                      .uri = sayso__str_z(sayso__sql_text(s, 3, a, &ok)),
                      .offset = (uint64_t)sayso__sql_int(s, 4),
                      .number = (uint32_t)sayso__sql_int(s, 5),
                      .about.url = sayso__str_z(sayso__sql_text(s, 8, a, &ok)),
                      .about.byline = sayso__str_z(sayso__sql_text(s, 9, a, &ok)),
                      .parameters = sayso__str_z(sayso__sql_text(s, 10, a, &ok))};
    if (!packed.p || n < 0 || n > UNIT_MOST)
        return ok;
    char *bytes = sayso__arena_alloc(a, (size_t)n + 1);
    if (!bytes)
        return false;
    size_t got = ZSTD_decompressDCtx(l->unpack, bytes, (size_t)n, packed.p, packed.n);
    if (!ZSTD_isError(got) && got == (size_t)n) {
        u->bytes = bytes;
        u->n = (uint32_t)n;
    }
    return ok;
}

sayso_status sayso__ledger_original(sayso_ledger *l, int64_t n, sayso_arena *a, sayso_unit *unit,
                                    sayso_read_options *options, sayso_error *err)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_ORIGINAL_GET, &s, err, "i", n));
    SAYSO_TRY(sayso__sql_step(l, s, &row, err));
    if (!row)
        return sayso__fail(err, SAYSO_ELEDGER, 0, "ledger %s: an original is missing", l->path);
    bool ok = take_unit(l, s, a, unit);
    *options = (sayso_read_options){.max_bytes = UNIT_MOST,
                                    .published = sayso__str_z(sayso__sql_text(s, 6, a, &ok)),
                                    .publisher = sayso__str_z(sayso__sql_text(s, 7, a, &ok))};
    sayso__sql_reset(s);
    if (!ok)
        return sayso__fail_memory(err);
    return unit->bytes ? SAYSO_OK
                       : sayso__fail(err, SAYSO_ELEDGER, 0,
                                     "ledger %s: an original cannot be unpacked", l->path);
}

sayso_status sayso__ledger_reread_begin(sayso_ledger *l, const char *model_sha256, sayso_error *err)
{
    SAYSO_TRY(sayso__remove_begin(l, err));
    sayso_status status = sayso__ledger_reader(l, model_sha256, err);
    if (status == SAYSO_OK)
        status = sayso__sql_run(l, SAYSO_SQL_META_SET, err, "zz", "settled", "0");
    return status == SAYSO_OK ? status : sayso__remove_end(l, status, err);
}

sayso_status sayso__ledger_reread_end(sayso_ledger *l, sayso_status status, sayso_error *err)
{
    if (status == SAYSO_OK)
        status = sayso__remove_loose(l, err);
    return sayso__remove_end(l, status, err);
}

sayso_status sayso__ledger_lost(sayso_ledger *l, sayso_lost_correction *tell, void *user,
                                sayso_error *err)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(l, SAYSO_SQL_LOST_CORRECTIONS, &s, err, ""));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(l, s, &row, err));
        const char *v[5];
        for (int i = 0; row && i < 5; i++)
            v[i] = sayso__sql_str(s, i).p;
        if (row)
            tell(user, v[0], v[1], v[2], v[3], v[4]);
    }
    return SAYSO_OK;
}
