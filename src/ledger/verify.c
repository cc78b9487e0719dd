/* verify.c -- reads every span back from the stored originals.  Layer: ledger.
 *
 * Per report: unpack the original, check its SHA-256, make the document again, and compare text,
 * title, and each span's byte, character and raw offsets with what the tables hold. */
#include <stdlib.h>

#include "base/counts.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "ledger/sql_driver.h"

#define UNIT_MOST (1u << 30)

typedef struct {
    sayso_ledger *l;
    sayso_arena *a; /* the caller's */
    sayso_arena t;  /* of one report */
    sayso_verified *out;
    sayso_error *err;
    const char *report, *document;
    sayso_doc doc;
    sayso_counts chars;
    bool made;
    sayso_str text, title; /* as stored */
} verifier;

static sayso_status differs(verifier *v, sayso_span at, const char *what)
{
    sayso_verified *o = v->out;
    o->n_different++;
    if (o->n_shown == SAYSO_VERIFY_SHOWN)
        return SAYSO_OK;
    const char *report = sayso__arena_copy(v->a, v->report, strlen(v->report));
    if (!report)
        return sayso__fail_memory(v->err);
    o->different[o->n_shown].report = report;
    o->different[o->n_shown].at = at;
    o->different[o->n_shown].what = what;
    o->n_shown++;
    return SAYSO_OK;
}

static const sayso_span whole = {0, 0};

/* Unpacks the original of the row at hand and checks it; *bytes.p is NULL when it is not sound. */
static sayso_status unpack(verifier *v, sayso_stmt *s, sayso_str *bytes)
{
    *bytes = (sayso_str){NULL, 0};
    sayso_str packed = sayso__sql_bytes(s, 0);
    int64_t n = sayso__sql_int(s, 1);
    if (!packed.p || n < 0 || n > UNIT_MOST)
        return differs(v, whole, "the original is missing or of no sound size");
    char *out = sayso__arena_alloc(&v->t, (size_t)n + 1);
    if (!out)
        return sayso__fail_memory(v->err);
    size_t got = ZSTD_decompressDCtx(v->l->unpack, out, (size_t)n, packed.p, packed.n);
    if (ZSTD_isError(got) || got != (size_t)n)
        return differs(v, whole, "the original cannot be unpacked");
    uint8_t digest[32];
    char hex[65];
    sayso__sha256(out, (size_t)n, digest);
    sayso__sha256_hex(digest, hex, 64);
    if (!sayso__str_is(sayso__sql_str(s, 2), hex))
        return differs(v, whole, "the original's SHA-256 is another");
    *bytes = sayso__str(out, (size_t)n);
    return SAYSO_OK;
}

static sayso_status decode(verifier *v, sayso_stmt *s, sayso_str bytes)
{
    sayso_unit unit = {.bytes = bytes.p,
                       .n = bytes.n,
                       .media = sayso__media_of(sayso__sql_str(s, 3)),
                       .uri = sayso__sql_str(s, 4),
                       .offset = (uint64_t)sayso__sql_int(s, 5),
                       .number = (uint32_t)sayso__sql_int(s, 6),
                       .parameters = sayso__sql_str(s, 11)};
    sayso_read_options options = {.max_bytes = UNIT_MOST, .page = v->l->page};
    sayso_error ignored;
    sayso_status status = sayso__doc_make(&unit, &options, &v->t, &v->doc, &ignored);
    if (status == SAYSO_ENOMEM)
        return sayso__fail_memory(v->err);
    if (status != SAYSO_OK)
        return differs(v, whole, "the original cannot be read as a report");
    v->made = true;
    sayso_str body = sayso__str(v->doc.text + v->doc.body, v->doc.n_text - v->doc.body);
    if (!sayso__str_eq(body, v->text))
        SAYSO_TRY(differs(v, whole, "the text, read again, is another"));
    if (v->doc.has_title && !sayso__str_eq(sayso__doc_title(&v->doc), v->title))
        SAYSO_TRY(differs(v, whole, "the title, read again, is another"));
    bool ok = sayso__counts_init(&v->chars, v->doc.text, v->doc.n_text, SAYSO_UNIT_CHARS, &v->t);
    return ok ? SAYSO_OK : sayso__fail_memory(v->err);
}

/* What is wrong with the span of the row at hand, or NULL. */
static const char *span_fault(const verifier *v, sayso_stmt *s, sayso_span *shown)
{
    bool title = sayso__str_is(sayso__sql_str(s, 0), "title");
    sayso_str stored = title ? v->title : v->text;
    uint32_t base = title ? 0 : v->doc.body;
    int64_t o[6];
    for (int i = 0; i < 6; i++)
        o[i] = sayso__sql_int(s, i + 1);
    if (o[0] < 0 || o[0] >= o[1] || o[1] > stored.n)
        return "the span lies outside its text";
    *shown = (sayso_span){(uint32_t)o[0], (uint32_t)o[1]};
    if (!v->made)
        return "its original is not sound";
    sayso_span at = {base + shown->beg, base + shown->end};
    if (at.end > v->doc.n_text ||
        memcmp(v->doc.text + at.beg, stored.p + shown->beg, at.end - at.beg) != 0)
        return "the span's text, read again, is another";
    uint32_t first = sayso__counts_at(&v->chars, base);
    if (o[2] != sayso__counts_at(&v->chars, at.beg) - first ||
        o[3] != sayso__counts_at(&v->chars, at.end) - first)
        return "the span's character offsets are others";
    sayso_span raw = sayso__doc_raw(&v->doc, at);
    if (o[4] != raw.beg || o[5] != raw.end)
        return "the span's place in the original is another";
    return NULL;
}

static sayso_status verify_spans(verifier *v)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(v->l, SAYSO_SQL_VERIFY_SPANS, &s, v->err, "z", v->document));
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(v->l, s, &row, v->err));
        if (!row)
            break;
        v->out->n_span++;
        sayso_span shown = whole;
        const char *fault = span_fault(v, s, &shown);
        sayso_status status = fault ? differs(v, shown, fault) : SAYSO_OK;
        if (status != SAYSO_OK) {
            sayso__sql_reset(s);
            return status;
        }
    }
    return SAYSO_OK;
}

static sayso_status verify_one(verifier *v, sayso_stmt *s)
{
    bool ok = true;
    v->made = false;
    v->report = sayso__sql_text(s, 7, &v->t, &ok);
    v->document = sayso__sql_text(s, 8, &v->t, &ok);
    v->text = sayso__sql_str(s, 9);
    v->title = sayso__sql_str(s, 10);
    if (!ok || !v->report || !v->document)
        return sayso__fail_memory(v->err);
    v->out->n_report++;
    sayso_str bytes;
    SAYSO_TRY(unpack(v, s, &bytes));
    if (bytes.p) {
        v->out->n_original++;
        SAYSO_TRY(decode(v, s, bytes));
    }
    return verify_spans(v);
}

static sayso_status verify_all(verifier *v)
{
    sayso_stmt *s;
    SAYSO_TRY(v->l->driver->check(v->l, v->err));
    SAYSO_TRY(sayso__sql_bind(v->l, SAYSO_SQL_VERIFY_DOCUMENTS, &s, v->err, ""));
    sayso_status status = SAYSO_OK;
    for (bool row = true; row && status == SAYSO_OK;) {
        sayso__arena_reset(&v->t);
        status = sayso__sql_step(v->l, s, &row, v->err);
        if (status == SAYSO_OK && row)
            status = verify_one(v, s);
    }
    sayso__sql_reset(s);
    return status;
}

void sayso__ledger_pages(sayso_ledger *l, const struct sayso_page_model *page)
{
    l->page = page;
}

sayso_status sayso__ledger_verify(sayso_ledger *l, sayso_arena *a, sayso_verified *out,
                                  sayso_error *err)
{
    bool began;
    *out = (sayso_verified){0};
    verifier v = {.l = l, .a = a, .out = out, .err = err};
    SAYSO_TRY(sayso__ledger_has_originals(l, err));
    sayso__arena_init(&v.t, 0);
    SAYSO_TRY(sayso__sql_snapshot(l, &began, err));
    sayso_status status = verify_all(&v);
    sayso__sql_release(l, began);
    sayso__arena_free(&v.t);
    return status;
}
