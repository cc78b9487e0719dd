/* sketch.c -- a report's sketches, written and read.  Layer: ledger. */
#include "ledger/sketch.h"

#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "ledger/document_fields.h"
#include "ledger/names.h"

#define TEXT_MARK  0x31544b53u /* "SKT1": kind and layout */
#define EVENT_MARK 0x31454b53u /* "SKE1" */
#define DAYS_MOST  4000000     /* from 1970: what lies behind is no date */

/* ---- writing ----------------------------------------------------------------------------- */

static void put_u32(sayso_sink *s, uint32_t v)
{
    for (uint32_t i = 0; i < 4; i++)
        sayso__sink_char(s, (char)(v >> 8 * i & 0xff));
}

/* SAYSO_NONE as the length of an absent string. */
static void put_str(sayso_sink *s, sayso_str t)
{
    put_u32(s, t.p ? t.n : SAYSO_NONE);
    if (t.p)
        sayso__sink_str(s, t);
}

static void put_set(sayso_sink *s, const sayso_shingles *v)
{
    put_u32(s, v->n);
    for (uint32_t i = 0; i < v->n; i++)
        put_u32(s, v->hash[i]);
}

sayso_status sayso__sketch_text(const sayso_analysis *x, sayso_arena *t, sayso_sink *out,
                                sayso_error *err)
{
    const sayso_doc *d = x->doc;
    sayso_kin kin;
    sayso_shingles print;
    sayso_str text = sayso__doc_body(d), credit = sayso__fields_credit(d);
    sayso_str given = sayso__fields_given(d, t);
    sayso_str agency = credit.p ? sayso__names_key(credit, t) : credit;
    if (!given.p || (credit.p && !agency.p) || !sayso__copies_shingles(text, t, &kin.shingles) ||
        !sayso__copies_facts(text, t, &kin) || !sayso__copies_prints(text, t, &print))
        return sayso__fail_memory(err);
    put_u32(out, TEXT_MARK);
    put_u32(out, (uint32_t)d->day);
    const sayso_str field[] = {given, d->url, d->publisher, sayso__fields_headline(d), agency};
    for (uint32_t i = 0; i < sizeof field / sizeof *field; i++)
        put_str(out, field[i]);
    const sayso_shingles *set[] = {&kin.shingles, &kin.name, &kin.number, &print};
    for (uint32_t i = 0; i < sizeof set / sizeof *set; i++)
        put_set(out, set[i]);
    return SAYSO_OK;
}

sayso_status sayso__sketch_event(const sayso_analysis *x, sayso_arena *t, sayso_sink *out,
                                 sayso_error *err)
{
    const sayso_doc *d = x->doc;
    sayso_kin kin;
    sayso_str given = sayso__fields_given(d, t);
    const char *content = given.p ? sayso__fields_content(d, given, t) : NULL, *published;
    if (!content || !sayso__fields_instant(d->published, t, &published) ||
        !sayso__copies_facts(sayso__doc_body(d), t, &kin))
        return sayso__fail_memory(err);
    put_u32(out, EVENT_MARK);
    put_u32(out, (uint32_t)d->day);
    put_str(out, sayso__str_z(content));
    put_str(out, sayso__str_z(published));
    put_set(out, &kin.name);
    put_u32(out, x->claims && x->claims->n_incident > 0);
    if (!x->claims || !x->claims->n_incident)
        return SAYSO_OK;
    const sayso_incident *main = &x->claims->incident[0];
    put_u32(out, main->kind);
    put_u32(out, (uint32_t)main->first);
    put_u32(out, (uint32_t)main->last);
    put_str(out, main->place);
    put_str(out, *main->country ? sayso__str_z(main->country) : (sayso_str){NULL, 0});
    return SAYSO_OK;
}

/* ---- reading ----------------------------------------------------------------------------- */

typedef struct {
    const unsigned char *p, *end;
    sayso_arena *a;
    bool cut, full; /* the bytes end too early; memory ran out */
} source;

static uint32_t get_u32(source *s)
{
    if (s->end - s->p < 4) {
        s->cut = true;
        s->p = s->end;
        return 0;
    }
    s->p += 4;
    return s->p[-4] | (uint32_t)s->p[-3] << 8 | (uint32_t)s->p[-2] << 16 | (uint32_t)s->p[-1] << 24;
}

static sayso_str get_str(source *s)
{
    uint32_t n = get_u32(s);
    if (n == SAYSO_NONE || s->cut)
        return (sayso_str){NULL, 0};
    if ((size_t)(s->end - s->p) < n) {
        s->cut = true;
        return (sayso_str){NULL, 0};
    }
    s->p += n;
    return sayso__str((const char *)s->p - n, n);
}

/* The same, NUL-terminated, in the arena; NULL for an absent one. */
static const char *get_text(source *s)
{
    sayso_str t = get_str(s);
    const char *text = t.p ? sayso__arena_copy(s->a, t.p, t.n) : NULL;
    s->full = s->full || (t.p && !text);
    return text;
}

/* Sets are merged as sorted ones: what is not sorted was not written by sketch. */
static sayso_shingles get_set(source *s)
{
    sayso_shingles out = {NULL, 0};
    uint32_t n = get_u32(s);
    if (s->cut || (size_t)(s->end - s->p) / 4 < n) {
        s->cut = true;
        return out;
    }
    out.hash = SAYSO_NEW_N(s->a, uint32_t, n);
    s->full = s->full || !out.hash;
    for (; out.hash && out.n < n; out.n++) {
        out.hash[out.n] = get_u32(s);
        s->cut = s->cut || (out.n && out.hash[out.n] <= out.hash[out.n - 1]);
    }
    return out;
}

/* A day within the calendar, or none. */
static int32_t get_day(source *s)
{
    int32_t day = (int32_t)get_u32(s);
    s->cut = s->cut || (day != SAYSO_NO_DAY && (day < -DAYS_MOST || day > DAYS_MOST));
    return s->cut ? SAYSO_NO_DAY : day;
}

static sayso_status start(source *s, sayso_str bytes, sayso_arena *a, uint32_t mark,
                          sayso_error *err)
{
    *s = (source){.a = a};
    s->p = (const unsigned char *)bytes.p;
    s->end = s->p + bytes.n;
    if (!bytes.p || get_u32(s) != mark)
        return sayso__fail(err, SAYSO_EINPUT, 0, "no sketch of this kind and version");
    return SAYSO_OK;
}

static sayso_status finish(const source *s, sayso_str bytes, sayso_error *err)
{
    uint64_t at = (uint64_t)(s->p - (const unsigned char *)bytes.p);
    if (s->full)
        return sayso__fail_memory(err);
    if (s->cut || s->p != s->end)
        return sayso__fail(err, SAYSO_EINPUT, at, "the sketch is damaged");
    return SAYSO_OK;
}

sayso_status sayso__sketch_read_text(sayso_str bytes, sayso_arena *a, sayso_kin *out,
                                     sayso_shingles *print, sayso_error *err)
{
    source s;
    SAYSO_TRY(start(&s, bytes, a, TEXT_MARK, err));
    *out = (sayso_kin){.day = get_day(&s)};
    out->given = get_str(&s);
    out->url = get_str(&s);
    out->publisher = get_str(&s);
    out->headline = get_str(&s);
    out->agency = get_str(&s);
    out->shingles = get_set(&s);
    out->name = get_set(&s);
    out->number = get_set(&s);
    *print = get_set(&s);
    return finish(&s, bytes, err);
}

static void read_main(source *s, sayso_event_document *out)
{
    char text[16];
    uint32_t kind = get_u32(s);
    int32_t first = get_day(s), last = get_day(s);
    out->main.main = true;
    out->main.kind = kind < SAYSO_EVENT_N ? (uint8_t)kind : 0;
    if (first != SAYSO_NO_DAY) {
        sayso__date_print(first, text);
        out->main.first = sayso__arena_copy(s->a, text, strlen(text));
    }
    if (last != SAYSO_NO_DAY) {
        sayso__date_print(last, text);
        out->main.last = sayso__arena_copy(s->a, text, strlen(text));
    }
    s->full = s->full || (first != SAYSO_NO_DAY && !out->main.first) ||
              (last != SAYSO_NO_DAY && !out->main.last);
    out->main.place = get_text(s);
    out->main.country = get_text(s);
}

sayso_status sayso__sketch_read_event(sayso_str bytes, sayso_arena *a, sayso_event_document *out,
                                      sayso_error *err)
{
    source s;
    SAYSO_TRY(start(&s, bytes, a, EVENT_MARK, err));
    *out = (sayso_event_document){.day = get_day(&s)};
    out->content = get_text(&s);
    out->published = get_text(&s);
    sayso_shingles names = get_set(&s);
    out->name = names.hash;
    out->n_name = names.n;
    out->has_main = get_u32(&s) == 1;
    if (out->has_main)
        read_main(&s, out);
    if (!out->content && !s.full)
        s.cut = true;
    SAYSO_TRY(finish(&s, bytes, err));
    return sayso__event_document_ready(out, a) ? SAYSO_OK : sayso__fail_memory(err);
}
