/* ledger_add.c -- one analysed report into the tables.  Layer: ledger.
 *
 * A document is known again by the hash of its id and text; the ids of what it says are its number
 * and their place in it, so that its rows lie together at the end of each table. */
#include <stdio.h>

#include "base/array.h"
#include "base/counts.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vocab.h"
#include "ledger/copies.h"
#include "ledger/document_fields.h"
#include "ledger/names.h"
#include "ledger/remove.h"

typedef struct {
    sayso_ledger *l;
    const sayso_analysis *x;
    const sayso_doc *doc;
    sayso_arena *a; /* scratch of this call */
    sayso_error *err;
    sayso_counts chars;
    const char *doc_id, *content_id;
    const char **actor;  /* [attrs->n_actor] ids */
    const char **claim;  /* [n_attribution] */
    const char **attr;   /* [n_attribution] */
    const char **figure; /* [n_figure] NULL for those not kept */
    sayso_table span;    /* begin and end -> index of span_id */
    SAYSO_ARRAY(const char *) span_id;
    sayso_table proposition; /* hash -> the first claim that has it */
    const char **said;       /* [n_attribution] its proposition, for those first ones */
    int64_t n;               /* row of the document */
    const char *fetched;     /* when */
} writer;

static char *print_number(char *p, uint32_t v)
{
    char digit[10];
    uint32_t n = 0;
    do
        digit[n++] = (char)('0' + v % 10);
    while ((v /= 10));
    while (n)
        *p++ = digit[--n];
    return p;
}

/* %s: the document's id; the first %u: i, the second: j. A report has a few hundred of them, and
 * printf would be a hundredth of all that reading it costs. */
static const char *print_id(writer *w, const char *format, uint32_t i, uint32_t j)
{
    char text[64], *p = text;
    size_t n = strlen(w->doc_id);
    if (n > sizeof text / 2)
        n = sizeof text / 2; /* of a damaged file: ours have six signs */
    for (; *format; format++) {
        if (*format != '%') {
            *p++ = *format;
        } else if (*++format == 's') {
            memcpy(p, w->doc_id, n);
            p += n;
        } else {
            p = print_number(p, i);
            i = j;
        }
    }
    return sayso__arena_copy(w->a, text, (size_t)(p - text));
}

#define RUN(w, id, ...) SAYSO_TRY(sayso__sql_run((w)->l, SAYSO_SQL_##id, (w)->err, __VA_ARGS__))
/* For rows that nothing reads before the report is done. */
#define LATER(w, id, ...) SAYSO_TRY(sayso__sql_later((w)->l, SAYSO_SQL_##id, (w)->err, __VA_ARGS__))
#define NEED(w, pointer)                                                                           \
    do {                                                                                           \
        if (!(pointer))                                                                            \
            return sayso__fail_memory((w)->err);                                                   \
    } while (0)

/* ---- spans ------------------------------------------------------------------------------- */

static int64_t sentence_of(const sayso_tokens *t, uint32_t byte)
{
    uint32_t lo = 0, hi = t->n_sent;
    while (lo + 1 < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->tok[t->sent[mid]].at.beg <= byte)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* The id that a span of the report has, new or not; NULL when out of memory. */
static const char *span_id(writer *w, sayso_span at, bool *new)
{
    sayso_str key = sayso__str((const char *)&at, sizeof at);
    const sayso_table_entry *old = sayso__table_find(&w->span, key);
    *new = !old;
    if (old)
        return w->span_id.v[old->value];
    const char *id = print_id(w, "%s:%u-%u", at.beg, at.end);
    key.p = sayso__arena_copy(w->a, key.p, key.n);
    sayso_table_entry *e = id && key.p ? sayso__table_put(&w->span, key) : NULL;
    if (!e || !SAYSO_PUSH(w->a, &w->span_id, id))
        return NULL;
    e->value = w->span_id.n - 1;
    return id;
}

/* Stores a span; *id is NULL for one that is empty or does not lie in the text. */
static sayso_status put_span(writer *w, sayso_span at, const char **id)
{
    const sayso_doc *d = w->doc;
    *id = NULL;
    if (at.beg >= at.end || at.end > d->n_text)
        return SAYSO_OK;
    bool new, title = d->has_title &&at.beg < d->body;
    uint32_t base = title ? 0 : d->body;
    if (at.beg < base)
        return SAYSO_OK;
    *id = span_id(w, at, &new);
    NEED(w, *id);
    if (!new)
        return SAYSO_OK;
    uint32_t first = sayso__counts_at(&w->chars, base);
    sayso_span raw = sayso__doc_raw(d, at);
    LATER(w, SPAN_ADD, "zzziiiiiii", *id, w->doc_id, title ? "title" : "text",
          (int64_t)(at.beg - base), (int64_t)(at.end - base),
          (int64_t)(sayso__counts_at(&w->chars, at.beg) - first),
          (int64_t)(sayso__counts_at(&w->chars, at.end) - first), (int64_t)raw.beg,
          (int64_t)raw.end, sentence_of(w->x->tokens, at.beg));
    return SAYSO_OK;
}

/* ---- the report itself ------------------------------------------------------------------- */

/* The report's id here: the input's; "@2" and so on behind it when the ledger has another text of
 * that id. */
static sayso_status report_id(writer *w, sayso_str given, const char **out)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_GIVEN_COUNT, &s, w->err, "s", given));
    SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
    int64_t n = row ? sayso__sql_int(s, 0) : 0;
    sayso__sql_reset(s);
    for (row = true; row; n++) {
        sayso_str id =
            n == 0 ? given
                   : sayso__arena_print(w->a, "%.*s@%lld", (int)given.n, given.p, (long long)n + 1);
        NEED(w, id.p);
        *out = sayso__arena_copy(w->a, id.p, id.n);
        NEED(w, *out);
        SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_REPORT_FIND, &s, w->err, "z", *out));
        SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
        sayso__sql_reset(s);
    }
    return SAYSO_OK;
}

static sayso_status put_original(writer *w, const char *sha256)
{
    const sayso_unit *u = &w->doc->unit;
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_ORIGINAL_HAS, &s, w->err, "z", sha256));
    SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
    sayso__sql_reset(s);
    if (row)
        return SAYSO_OK;
    size_t room = ZSTD_compressBound(u->n);
    char *packed = sayso__arena_alloc(w->a, room);
    NEED(w, packed);
    size_t n = ZSTD_compressCCtx(w->l->pack, packed, room, u->bytes, u->n, 3);
    if (ZSTD_isError(n))
        return sayso__fail_memory(w->err);
    RUN(w, ORIGINAL_ADD, "zzib", sha256, sayso__media_name(u->media), (int64_t)u->n,
        sayso__str(packed, n));
    return SAYSO_OK;
}

static sayso_status put_document(writer *w, sayso_str given, const char *report)
{
    const sayso_doc *d = w->doc;
    char sha256[65];
    sayso__sha256_hex(d->sha256, sha256, 64);
    const sayso_dateline *line = &d->dateline;
    sayso_str none = {NULL, 0};
    sayso_str body = sayso__doc_body(d);
    SAYSO_TRY(put_original(w, sha256));
    const char *published, *modified;
    NEED(w, sayso__fields_instant(d->published, w->a, &published) &&
                sayso__fields_instant(d->modified, w->a, &modified));
    RUN(w, DOC_ADD, "zzssiosssssszszdzziiszzizszss", w->doc_id, report, given, d->unit.uri,
        (int64_t)d->unit.offset, d->unit.number, d->url, d->publisher, sayso__fields_byline(d),
        sayso__fields_credit(d), sayso__fields_headline(d),
        line->at.end ? sayso__str_span(d->text, line->at) : none, d->language, d->published,
        published, d->day, w->fetched, sha256, (int64_t)body.n,
        (int64_t)sayso__utf8_count(body.p, body.n), body, w->l->program, w->l->model_sha256, w->n,
        w->content_id, d->unit.parameters, modified, d->section, d->tags);
    RUN(w, DOC_TEXT_ADD, "iww", w->n, sayso__fields_headline(d), body);
    for (uint32_t i = 0; i < d->n_refusal; i++) {
        const char *span;
        SAYSO_TRY(put_span(w, d->refusal[i].at, &span));
        LATER(w, REFUSAL_ADD, "zzzsi", w->doc_id, span, d->refusal[i].reason, d->unit.uri,
              (int64_t)d->unit.offset);
    }
    return SAYSO_OK;
}

/* ---- actors, times ----------------------------------------------------------------------- */

/* Reports share an actor under the key of its name; the unnamed are each report's own. A second
 * actor of one key in one report gets a number. */
static sayso_status actor_ids(writer *w)
{
    const sayso_attrs *s = w->x->attrs;
    sayso_table seen;
    sayso__table_init(&seen, w->a);
    w->actor = SAYSO_NEW_N(w->a, const char *, s->n_actor);
    NEED(w, w->actor);
    for (uint32_t i = 0; i < s->n_actor; i++) {
        if (!s->actor[i].named) {
            w->actor[i] = print_id(w, "%s:o%u", i, 0);
            NEED(w, w->actor[i]);
            continue;
        }
        sayso_str part[2] = {sayso__names_key(s->actor[i].name, w->a), SAYSO_STR("")};
        sayso_table_entry *e = part[0].p ? sayso__table_put(&seen, part[0]) : NULL;
        NEED(w, e);
        e->value = e->value == SAYSO_NONE ? 1 : e->value + 1;
        if (e->value > 1)
            part[1] = sayso__arena_print(w->a, "%u", e->value);
        w->actor[i] = sayso__names_id(w->a, part, 2);
        NEED(w, w->actor[i]);
    }
    return SAYSO_OK;
}

static sayso_str country_of(const char *code)
{
    return *code ? sayso__str_z(code) : (sayso_str){NULL, 0};
}

/* Its other names, one a line; no text where there is none. */
static sayso_status list_aliases(writer *w, const sayso_actor *x, sayso_str *out)
{
    uint32_t room = 0, n = 0;
    *out = (sayso_str){NULL, 0};
    for (uint32_t j = 0; j < x->n_alias; j++)
        room += x->alias[j].n + 1;
    char *text = sayso__arena_alloc(w->a, room + 1);
    NEED(w, text);
    for (uint32_t j = 0; j < x->n_alias; j++) {
        if (n)
            text[n++] = '\n';
        for (uint32_t k = 0; k < x->alias[j].n; k++)
            text[n++] = x->alias[j].p[k] == '\n' ? ' ' : x->alias[j].p[k];
    }
    if (n)
        *out = sayso__str(text, n);
    return SAYSO_OK;
}

static sayso_status put_actors(writer *w)
{
    const sayso_attrs *s = w->x->attrs;
    SAYSO_TRY(actor_ids(w));
    for (uint32_t i = 0; i < s->n_actor; i++) {
        const sayso_actor *x = &s->actor[i];
        const char *class_ = sayso__word(SAYSO_VOCAB_ACTOR_CLASS, x->class_);
        LATER(w, ACTOR_ADD, "zszsz", w->actor[i], x->name, class_, country_of(x->country),
              x->sector);
        for (uint32_t j = 0; j < x->n_alias; j++)
            LATER(w, ALIAS_ADD, "zs", w->actor[i], x->alias[j]);
        sayso_str aliases;
        SAYSO_TRY(list_aliases(w, x, &aliases));
        LATER(w, REPORT_ACTOR_ADD, "zizszziiiiszos", w->doc_id, (int64_t)i, w->actor[i], x->name,
              class_, sayso__word(SAYSO_VOCAB_MENTION, x->kind), (int64_t)x->named,
              (int64_t)x->plural, (int64_t)x->official, (int64_t)x->spokesperson,
              country_of(x->country), x->sector, x->speaks_for, aliases);
    }
    const sayso_mentions *m = w->x->mentions;
    for (uint32_t i = 0; i < m->n_mention; i++) {
        const char *span;
        if (m->mention[i].actor >= s->n_actor)
            continue;
        SAYSO_TRY(put_span(w, m->mention[i].at, &span));
        if (span)
            LATER(w, MENTION_ADD, "zzz", span, w->actor[m->mention[i].actor], NULL);
    }
    return SAYSO_OK;
}

static const char *actor_id(const writer *w, uint32_t actor)
{
    return actor < w->x->attrs->n_actor ? w->actor[actor] : NULL;
}

static sayso_status put_timex(writer *w)
{
    const sayso_mentions *m = w->x->mentions;
    for (uint32_t i = 0; i < m->n_timex; i++) {
        const sayso_timex *t = &m->timex[i];
        const char *span, *id = print_id(w, "%s:t%u", i, 0);
        NEED(w, id);
        SAYSO_TRY(put_span(w, t->at, &span));
        if (span)
            LATER(w, TIMEX_ADD, "zzzszsdd", id, span, sayso__word(SAYSO_VOCAB_TIMEX, t->type),
                  t->value, sayso__word(SAYSO_VOCAB_MOD, t->mod), t->edtf, t->first, t->last);
    }
    return SAYSO_OK;
}

/* ---- attributions and claims ------------------------------------------------------------- */

/* Second and later pieces of source or cue. */
static sayso_status put_pieces(writer *w, uint32_t i, const char *role, const sayso_piece *p,
                               uint32_t n)
{
    for (uint32_t j = 1; j < n; j++) {
        const char *span;
        SAYSO_TRY(put_span(w, p[j].at, &span));
        if (span)
            LATER(w, ROLE_ADD, "zziz", w->attr[i], role, (int64_t)j, span);
    }
    return SAYSO_OK;
}

static uint32_t depth_of(const sayso_attrs *s, uint32_t i)
{
    uint32_t depth = 0;
    /* a parent is an earlier index, so the walk ends */
    for (uint32_t p = s->attribution[i].parent; p < i; i = p, p = s->attribution[i].parent)
        depth++;
    return depth;
}

/* Contents and relays. */
static sayso_status put_content(writer *w, uint32_t i)
{
    const sayso_attrs *s = w->x->attrs;
    const sayso_attribution *t = &s->attribution[i];
    uint32_t n;
    const sayso_piece *p = sayso__attr_content(s, i, &n);
    for (uint32_t j = 0; j < n; j++) {
        const char *span;
        SAYSO_TRY(put_span(w, p[j].at, &span));
        if (span)
            LATER(w, CONTENT_ADD, "ziz", w->attr[i], (int64_t)j, span);
    }
    for (uint32_t j = 0; j < t->n_via; j++) {
        const sayso_relay *r = &s->relay[t->via + j];
        const char *span;
        SAYSO_TRY(put_span(w, r->at, &span));
        if (actor_id(w, r->actor))
            LATER(w, RELAY_ADD, "zizzd", w->attr[i], (int64_t)j, actor_id(w, r->actor), span,
                  r->day);
    }
    return SAYSO_OK;
}

static sayso_status put_attribution(writer *w, uint32_t i)
{
    const sayso_attrs *s = w->x->attrs;
    const sayso_attribution *t = &s->attribution[i];
    const sayso_claim *c = &w->x->claims->claim[i];
    const char *source = NULL, *cue = NULL;
    uint32_t n_source, n_cue;
    const sayso_piece *sources = sayso__attr_source(s, i, &n_source);
    const sayso_piece *cues = sayso__attr_cue(s, i, &n_cue);
    w->attr[i] = print_id(w, "%s:a%u", i, 0);
    NEED(w, w->attr[i]);
    if (n_source)
        SAYSO_TRY(put_span(w, sources[0].at, &source));
    if (n_cue)
        SAYSO_TRY(put_span(w, cues[0].at, &cue));
    LATER(w, ATTR_ADD, "zzizzzzzizd", w->attr[i], w->doc_id, (int64_t)i, source, cue,
          actor_id(w, t->source_actor), sayso__word(SAYSO_VOCAB_SOURCE_TYPE, c->source_type),
          t->parent < i ? w->attr[t->parent] : NULL, (int64_t)depth_of(s, i),
          sayso__word(SAYSO_VOCAB_QUOTE, t->quote_type), c->said);
    SAYSO_TRY(put_pieces(w, i, "source", sources, n_source));
    SAYSO_TRY(put_pieces(w, i, "cue", cues, n_cue));
    return put_content(w, i);
}
/* Contents joined by " ... ". */
static sayso_str content_text(writer *w, uint32_t i)
{
    uint32_t n, room = 1;
    const sayso_piece *p = sayso__attr_content(w->x->attrs, i, &n);
    for (uint32_t j = 0; j < n; j++)
        room += p[j].at.end - p[j].at.beg + 5;
    char *text = sayso__arena_alloc(w->a, room);
    uint32_t at = 0;
    for (uint32_t j = 0; text && j < n; j++) {
        if (j) {
            memcpy(text + at, " ... ", 5);
            at += 5;
        }
        memcpy(text + at, w->doc->text + p[j].at.beg, p[j].at.end - p[j].at.beg);
        at += p[j].at.end - p[j].at.beg;
    }
    return sayso__str(text, text ? at : 0);
}

static sayso_status claim_id(writer *w, uint32_t i)
{
    const char *id = w->x->claims->claim[i].id;
    sayso_stmt *s;
    bool taken = !*id;
    if (!taken) {
        SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_CLAIM_HAS, &s, w->err, "z", id));
        SAYSO_TRY(sayso__sql_step(w->l, s, &taken, w->err));
        sayso__sql_reset(s);
    }
    sayso_str part[2] = {sayso__str_z(w->doc_id), sayso__arena_print(w->a, "%u", i)};
    NEED(w, part[1].p);
    w->claim[i] = taken ? sayso__names_id(w->a, part, 2) : id;
    NEED(w, w->claim[i]);
    return SAYSO_OK;
}

/* What is said: kind, party and words, compared by 64 bits of their hash. */
static sayso_status put_proposition(writer *w, uint32_t i, sayso_str text, const char **id)
{
    const char *kind = sayso__word(SAYSO_VOCAB_KIND, w->x->claims->claim[i].kind);
    const char *responsible = actor_id(w, w->x->claims->claim[i].responsible);
    int64_t hash;
    SAYSO_TRY(sayso__proposition_hash(sayso__str_z(kind), sayso__str_z(responsible), text, w->a,
                                      &hash, w->err));
    sayso_str key =
        sayso__str(sayso__arena_copy(w->a, (const char *)&hash, sizeof hash), sizeof hash);
    sayso_table_entry *e = key.p ? sayso__table_put(&w->proposition, key) : NULL;
    NEED(w, e);
    sayso_stmt *s;
    bool row, ok = true;
    if (e->value != SAYSO_NONE) { /* said before in this report */
        *id = w->said[e->value];
        return SAYSO_OK;
    }
    e->value = i;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_PROP_FIND, &s, w->err, "i", hash));
    SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
    *id = row ? sayso__sql_text(s, 0, w->a, &ok) : print_id(w, "%s:p%u", i, 0);
    sayso__sql_reset(s);
    NEED(w, ok && *id);
    w->said[i] = *id;
    if (row)
        return SAYSO_OK;
    LATER(w, PROP_ADD, "zzzs", *id, kind, responsible, text);
    LATER(w, PROP_KEY_ADD, "iz", hash, *id);
    return SAYSO_OK;
}

/* Claims are numbered in order of reading; the batch is the only one that writes. */
static sayso_status number_claim(writer *w, int64_t *n)
{
    if (w->l->claim_last < 0) {
        sayso_stmt *s;
        bool row;
        SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_CLAIM_LAST, &s, w->err, ""));
        SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
        w->l->claim_last = row ? sayso__sql_int(s, 0) : 0;
        sayso__sql_reset(s);
    }
    *n = ++w->l->claim_last;
    return SAYSO_OK;
}

static sayso_status put_claim(writer *w, uint32_t i)
{
    const sayso_claim *c = &w->x->claims->claim[i];
    SAYSO_TRY(put_attribution(w, i));
    SAYSO_TRY(claim_id(w, i));
    sayso_str text = content_text(w, i);
    NEED(w, text.p);
    const char *proposition = NULL;
    SAYSO_TRY(put_proposition(w, i, text, &proposition));
    int64_t n;
    SAYSO_TRY(number_claim(w, &n));
    LATER(w, CLAIM_ADD, "izzzzzzzzs", n, w->claim[i], w->attr[i], proposition,
          sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act), sayso__word(SAYSO_VOCAB_STANCE, c->stance),
          sayso__word(SAYSO_VOCAB_FACTUALITY, c->factuality), c->codes.cameo, c->codes.plover,
          text);
    RUN(w, CLAIM_TEXT_ADD, "iw", n, text);
    return SAYSO_OK;
}

static sayso_status put_marks(writer *w)
{
    const sayso_claims *c = w->x->claims;
    uint32_t n_claim = w->x->attrs->n_attribution;
    uint32_t *have = SAYSO_NEW_N(w->a, uint32_t, n_claim);
    NEED(w, have);
    for (uint32_t i = 0; i < c->n_mark; i++) {
        const sayso_mark *m = &c->mark[i];
        const char *span, *word = sayso__word(SAYSO_VOCAB_EVIDENCE, m->mark);
        SAYSO_TRY(put_span(w, m->at, &span));
        if (!m->n_covers && word)
            LATER(w, MARK_ADD, "zzzzz", print_id(w, "%s:m%u", i, 0), w->doc_id, span, word, NULL);
        for (uint32_t j = 0; word && j < m->n_covers; j++) {
            uint32_t k = c->mark_claim[m->covers + j];
            if (k >= n_claim)
                continue;
            have[k] |= 1u << m->mark;
            LATER(w, MARK_ADD, "zzzzz", print_id(w, "%s:m%u.%u", i, k), w->doc_id, span, word,
                  w->claim[k]);
        }
    }
    for (uint32_t i = 0; i < n_claim; i++)
        for (uint32_t b = 1; b < SAYSO_EVIDENCE_N; b++)
            if (c->claim[i].evidence & ~have[i] & (1u << b))
                LATER(w, MARK_ADD, "zzzzz", print_id(w, "%s:e%u.%u", i, b), w->doc_id, NULL,
                      sayso__word(SAYSO_VOCAB_EVIDENCE, b), w->claim[i]);
    return SAYSO_OK;
}

static sayso_status put_claims(writer *w)
{
    uint32_t n = w->x->attrs->n_attribution;
    w->attr = SAYSO_NEW_N(w->a, const char *, n);
    w->claim = SAYSO_NEW_N(w->a, const char *, n);
    w->said = SAYSO_NEW_N(w->a, const char *, n);
    NEED(w, w->attr && w->claim && w->said);
    for (uint32_t i = 0; i < n; i++)
        SAYSO_TRY(put_claim(w, i));
    return put_marks(w);
}

/* ---- figures, incidents ------------------------------------------------------------------ */

/* A share of answers belongs to the report's survey. */
static sayso_status put_share(writer *w, uint32_t figure)
{
    const sayso_figure *f = &w->x->mentions->figure[figure];
    const sayso_survey *s = &w->x->claims->survey;
    if (!w->x->claims->has_survey || f->measure != SAYSO_MEASURE_PERCENT || !f->answer.n)
        return SAYSO_OK;
    uint32_t n = w->x->attrs->n_actor;
    LATER(w, SURVEY_ADD, "zzzddos", w->figure[figure],
          s->conductor < n ? w->actor[s->conductor] : NULL,
          s->sponsor < n ? w->actor[s->sponsor] : NULL, s->first, s->last,
          s->sample > 0 ? (uint32_t)s->sample : SAYSO_NONE,
          s->question.end ? sayso__str_span(w->x->doc->text, s->question) : (sayso_str){NULL, 0});
    return SAYSO_OK;
}

static sayso_status put_figures(writer *w, uint32_t *n_kept)
{
    const sayso_mentions *m = w->x->mentions;
    w->figure = SAYSO_NEW_N(w->a, const char *, m->n_figure);
    NEED(w, w->figure);
    for (uint32_t i = 0; i < m->n_figure; i++)
        if (w->x->claims->figure[i].kept)
            NEED(w, w->figure[i] = print_id(w, "%s:f%u", i, 0));
    for (uint32_t i = 0; i < m->n_figure; i++) {
        const sayso_figure *f = &m->figure[i];
        const sayso_figure_link *link = &w->x->claims->figure[i];
        const char *span;
        if (!w->figure[i])
            continue;
        SAYSO_TRY(put_span(w, f->at, &span));
        if (!span)
            continue;
        ++*n_kept;
        LATER(w, FIGURE_ADD, "zzizzzssfffzdzs", w->figure[i], w->doc_id, (int64_t)i,
              link->attribution < w->x->attrs->n_attribution ? w->claim[link->attribution] : NULL,
              span, sayso__word(SAYSO_VOCAB_MEASURE, f->measure), f->population, f->unit, f->low,
              f->best, f->high, sayso__word(SAYSO_VOCAB_MOD, f->mod), link->as_of,
              f->part_of < m->n_figure ? w->figure[f->part_of] : NULL, f->answer);
        SAYSO_TRY(put_share(w, i));
    }
    return SAYSO_OK;
}

static const char *role_word(uint8_t role)
{
    switch (role) {
    case 'p': return "perpetrator";
    case 't': return "target";
    case 'w': return "weapon";
    default: return "victim";
    }
}

static sayso_status put_filler(writer *w, const char *incident, uint32_t i, uint32_t ord)
{
    const sayso_filler *f = &w->x->claims->filler[i];
    const char *span;
    SAYSO_TRY(put_span(w, f->at, &span));
    LATER(w, INCIDENT_ROLE_ADD, "zizzszzzioz", incident, (int64_t)ord, role_word(f->role), span,
          f->text, actor_id(w, f->actor),
          f->class_ == 'o'   ? "organization"
          : f->class_ == 'i' ? "individual"
                             : NULL,
          sayso__word(SAYSO_VOCAB_CONFIDENCE, f->confidence), (int64_t)f->named,
          f->number < 0 ? SAYSO_NONE : (uint32_t)f->number,
          sayso__word(SAYSO_VOCAB_EFFECT, f->effect));
    return SAYSO_OK;
}

static sayso_status put_incidents(writer *w)
{
    const sayso_claims *c = w->x->claims;
    /* ord 0 is the report's own: none, where all are history or threats */
    int64_t ord = c->n_incident && c->incident[0].told > SAYSO_TOLD_REPORTED;
    for (uint32_t i = 0; i < c->n_incident; i++, ord++) {
        const sayso_incident *x = &c->incident[i];
        const char *span, *id = print_id(w, "%s:i%u", i, 0);
        NEED(w, id);
        SAYSO_TRY(put_span(w, x->at, &span));
        sayso_number lat = {x->lat, x->located}, lon = {x->lon, x->located};
        LATER(w, INCIDENT_ADD, "zzizddsszffz", id, w->doc_id, ord,
              sayso__word(SAYSO_VOCAB_EVENT, x->kind), x->first, x->last, x->place,
              country_of(x->country), span, lat, lon, sayso__word(SAYSO_VOCAB_TOLD, x->told));
        for (uint32_t j = 0; j < x->n_filler; j++)
            SAYSO_TRY(put_filler(w, id, x->filler + j, j));
    }
    return SAYSO_OK;
}

static sayso_status put_dyads(writer *w)
{
    const sayso_claims *c = w->x->claims;
    for (uint32_t i = 0; i < c->n_dyad; i++) {
        const sayso_dyad *d = &c->dyad[i];
        const char *span;
        SAYSO_TRY(put_span(w, d->at, &span));
        LATER(w, DYAD_ADD, "zizzszszzz", w->doc_id, (int64_t)i, span, actor_id(w, d->source.actor),
              d->source.text, actor_id(w, d->target.actor), d->target.text, d->cameo, d->plover,
              d->attribution == SAYSO_NONE ? NULL : w->attr[d->attribution]);
    }
    return SAYSO_OK;
}

/* ---- all of it --------------------------------------------------------------------------- */

static sayso_status known_already(writer *w, bool *known, const char **report)
{
    sayso_stmt *s;
    bool ok = true;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_DOC_FIND, &s, w->err, "z", w->content_id));
    SAYSO_TRY(sayso__sql_step(w->l, s, known, w->err));
    if (*known)
        *report = sayso__sql_text(s, 0, w->a, &ok);
    sayso__sql_reset(s);
    return ok ? SAYSO_OK : sayso__fail_memory(w->err);
}

/* The next row, and its number in base 32 as the document's id. A row that was forgotten may come
 * again: nothing points at it any more. */
static sayso_status number_document(writer *w)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_DOC_LAST, &s, w->err, ""));
    SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
    w->n = row ? sayso__sql_int(s, 0) + 1 : 1;
    sayso__sql_reset(s);
    char id[6];
    if (w->n < 1 || w->n >> 5 * sizeof id)
        return sayso__fail(w->err, SAYSO_ELEDGER, 0, "ledger %s is full", w->l->path);
    for (uint32_t i = 0; i < sizeof id; i++)
        id[i] = digits[w->n >> 5 * (sizeof id - 1 - i) & 31];
    w->doc_id = sayso__arena_copy(w->a, id, sizeof id);
    return w->doc_id ? SAYSO_OK : sayso__fail_memory(w->err);
}

/* All rows of a document whose number and id are set. */
static sayso_status write_rows(writer *w, sayso_str given, sayso_added *out)
{
    sayso__table_init(&w->span, w->a);
    sayso__table_init(&w->proposition, w->a);
    if (!sayso__counts_init(&w->chars, w->doc->text, w->doc->n_text, SAYSO_UNIT_CHARS, w->a))
        return sayso__fail_memory(w->err);
    SAYSO_TRY(put_document(w, given, out->report));
    SAYSO_TRY(put_actors(w));
    SAYSO_TRY(put_timex(w));
    SAYSO_TRY(put_claims(w));
    SAYSO_TRY(put_figures(w, &out->n_figure));
    SAYSO_TRY(put_incidents(w));
    SAYSO_TRY(put_dyads(w));
    out->n_claim = w->x->attrs->n_attribution;
    SAYSO_TRY(sayso__copies_place(w->l, w->n, w->a, out, w->err));
    return sayso__sql_flush(w->l, w->err);
}

/* Where the first report of that id was read. */
static sayso_status find_first(writer *w, sayso_str given, const char **out)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_GIVEN_FIRST, &s, w->err, "s", given));
    SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
    sayso_str uri = row ? sayso__sql_str(s, 0) : (sayso_str){NULL, 0};
    int64_t byte = row ? sayso__sql_int(s, 1) : 0;
    sayso_str at = byte > 0 ? sayso__arena_print(w->a, "%.*s, byte %lld", (int)uri.n,
                                                 uri.p ? uri.p : "", (long long)byte)
                            : uri;
    *out = sayso__arena_copy(w->a, at.p ? at.p : "", at.n);
    sayso__sql_reset(s);
    return *out ? SAYSO_OK : sayso__fail_memory(w->err);
}

/* Was a report of that id, or one of its texts, taken out by hand? */
static sayso_status was_forgotten(writer *w, sayso_str given, bool *forgotten)
{
    sayso_stmt *s;
    SAYSO_TRY(
        sayso__sql_bind(w->l, SAYSO_SQL_FORGOTTEN_HAS, &s, w->err, "sz", given, w->content_id));
    SAYSO_TRY(sayso__sql_step(w->l, s, forgotten, w->err));
    sayso__sql_reset(s);
    return SAYSO_OK;
}

static sayso_status write_all(writer *w, sayso_added *out)
{
    sayso_str given = sayso__fields_given(w->doc, w->a);
    NEED(w, given.p);
    w->content_id = sayso__fields_content(w->doc, given, w->a);
    NEED(w, w->content_id);
    bool known;
    SAYSO_TRY(known_already(w, &known, &out->report));
    out->kind = SAYSO_ADDED_SAME;
    if (known)
        return SAYSO_OK;
    SAYSO_TRY(was_forgotten(w, given, &known));
    if (known) {
        out->kind = SAYSO_ADDED_FORGOTTEN;
        out->report = sayso__arena_copy(w->a, given.p, given.n);
        return out->report ? SAYSO_OK : sayso__fail_memory(w->err);
    }
    out->kind = SAYSO_ADDED_NEW;
    SAYSO_TRY(number_document(w));
    SAYSO_TRY(report_id(w, given, &out->report));
    SAYSO_TRY(write_rows(w, given, out));
    bool other = !out->versioned && !sayso__str_is(given, out->report);
    return other ? find_first(w, given, &out->taken) : SAYSO_OK;
}

sayso_status sayso__ledger_add(sayso_ledger *l, const sayso_analysis *x, sayso_arena *a,
                               sayso_added *out, sayso_error *err)
{
    *out = (sayso_added){0};
    if (!l->in_batch)
        return sayso__fail(err, SAYSO_EUSE, 0, "no batch is open");
    writer w = {.l = l, .x = x, .doc = x->doc, .a = &l->scratch, .err = err, .fetched = l->now};
    const sayso_str retrieved = x->doc->unit.about.retrieved;
    sayso__arena_reset(&l->scratch);
    if (retrieved.p && !(w.fetched = sayso__arena_copy(w.a, retrieved.p, retrieved.n)))
        return sayso__fail_memory(err);
    SAYSO_TRY(write_all(&w, out));
    out->report = sayso__arena_copy(a, out->report, strlen(out->report));
    if (out->of)
        out->of = sayso__arena_copy(a, out->of, strlen(out->of));
    if (out->taken && !(out->taken = sayso__arena_copy(a, out->taken, strlen(out->taken))))
        return sayso__fail_memory(err);
    return out->report ? SAYSO_OK : sayso__fail_memory(err);
}

/* What stays of a document that is read again. */
static sayso_status keep_identity(writer *w, const char **report, sayso_str *given)
{
    sayso_stmt *s;
    bool row, ok = true;
    SAYSO_TRY(sayso__sql_bind(w->l, SAYSO_SQL_DOC_IDENTITY, &s, w->err, "i", w->n));
    SAYSO_TRY(sayso__sql_step(w->l, s, &row, w->err));
    if (!row)
        return sayso__fail(w->err, SAYSO_ELEDGER, 0, "ledger %s: a report is missing", w->l->path);
    w->doc_id = sayso__sql_text(s, 0, w->a, &ok);
    *report = sayso__sql_text(s, 1, w->a, &ok);
    *given = sayso__str_z(sayso__sql_text(s, 2, w->a, &ok));
    w->fetched = sayso__sql_text(s, 3, w->a, &ok);
    sayso__sql_reset(s);
    return ok ? SAYSO_OK : sayso__fail_memory(w->err);
}

sayso_status sayso__ledger_replace(sayso_ledger *l, int64_t n, const sayso_analysis *x,
                                   sayso_error *err)
{
    sayso_added out = {0};
    sayso_str given;
    writer w = {.l = l, .x = x, .doc = x->doc, .a = &l->scratch, .err = err, .n = n};
    sayso__arena_reset(&l->scratch);
    SAYSO_TRY(keep_identity(&w, &out.report, &given));
    w.content_id = sayso__fields_content(x->doc, given, w.a);
    NEED(&w, w.content_id);
    SAYSO_TRY(sayso__remove_report(l, n, w.a, err));
    return write_rows(&w, given, &out);
}

sayso_status sayso__ledger_refuse(sayso_ledger *l, sayso_str uri, uint64_t byte, sayso_str reason,
                                  sayso_error *err)
{
    if (!l->in_batch)
        return sayso__fail(err, SAYSO_EUSE, 0, "no batch is open");
    return sayso__sql_run(l, SAYSO_SQL_REFUSAL_ADD, err, "zzssi", NULL, NULL, reason, uri,
                          (int64_t)byte);
}
