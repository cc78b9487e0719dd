/* extract.c -- one report's analysis as one JSON object on a line.  Layer: view. */
#include "view/extract.h"

#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vocab.h"
#include "tag/tag.h"

/* ---- small parts ----------------------------------------------------------------------------- */

static bool in_title(const sayso_extractor *e, sayso_span at)
{
    return at.beg < e->x->doc->body;
}

/* A span of the text as it is printed: in the unit asked for, from the beginning of its field. */
static sayso_span place(const sayso_extractor *e, sayso_span at)
{
    uint32_t base = in_title(e, at) ? 0 : e->body;
    return (sayso_span){sayso__counts_at(&e->counts, at.beg) - base,
                        sayso__counts_at(&e->counts, at.end) - base};
}

static sayso_record_span record_span(const sayso_extractor *e, sayso_span at)
{
    if (at.end <= at.beg)
        return (sayso_record_span){0};
    return (sayso_record_span){true, in_title(e, at), place(e, at)};
}

static void put_span(sayso_extractor *e, sayso_span at)
{
    sayso__record_span(&e->j, record_span(e, at));
}

static void put_word(sayso_extractor *e, const char *key, sayso_vocab vocab, uint32_t value)
{
    sayso__record_word(&e->j, key, vocab, value);
}

/* A day as text in the arena; p = NULL for none, or when out of memory. */
static sayso_str day_text(sayso_extractor *e, int32_t day)
{
    char buf[16];
    if (day == SAYSO_NO_DAY)
        return (sayso_str){NULL, 0};
    sayso__date_print(day, buf);
    char *p = sayso__arena_copy(e->a, buf, strlen(buf));
    e->failed |= !p;
    return sayso__str_z(p);
}

static void put_day(sayso_extractor *e, const char *key, int32_t day)
{
    sayso__json_put_str(&e->j, key, day_text(e, day));
}

static sayso_str actor_name(const sayso_extractor *e, uint32_t actor)
{
    const sayso_attrs *s = e->x->attrs;
    return actor < s->n_actor ? s->actor[actor].name : (sayso_str){NULL, 0};
}

/* An actor is printed as his name. */
static void put_actor(sayso_extractor *e, const char *key, uint32_t actor)
{
    sayso__json_put_str(&e->j, key, actor_name(e, actor));
}

static const char *code(const char *z)
{
    return z && *z ? z : NULL;
}

/* ---- arrays ---------------------------------------------------------------------------------- */

static void sentences(sayso_extractor *e)
{
    const sayso_tokens *t = e->x->tokens;
    for (uint32_t i = 0; i < t->n_sent; i++) {
        sayso_span at = sayso__token_span(t, t->sent[i], t->sent[i + 1]);
        if (!in_title(e, at))
            sayso__record_range(&e->j, place(e, at));
    }
}

static void actors(sayso_extractor *e)
{
    const sayso_attrs *s = e->x->attrs;
    for (uint32_t i = 0; i < s->n_actor; i++) {
        const sayso_actor *a = &s->actor[i];
        sayso__json_object(&e->j);
        sayso__json_put_str(&e->j, "name", a->name);
        sayso__json_key(&e->j, "aliases");
        sayso__json_array(&e->j);
        for (uint32_t k = 0; k < a->n_alias; k++)
            sayso__json_str(&e->j, a->alias[k]);
        sayso__json_array_end(&e->j);
        put_word(e, "class", SAYSO_VOCAB_ACTOR_CLASS, a->class_);
        sayso__json_put_text(&e->j, "country", code(a->country));
        sayso__json_put_text(&e->j, "sector", code(a->sector));
        put_actor(e, "speaks_for", a->speaks_for);
        sayso__json_object_end(&e->j);
    }
}

static void mentions(sayso_extractor *e)
{
    const sayso_mentions *m = e->x->mentions;
    for (uint32_t i = 0; i < m->n_mention; i++) {
        sayso__json_object(&e->j);
        put_span(e, m->mention[i].at);
        put_word(e, "kind", SAYSO_VOCAB_MENTION, m->mention[i].kind);
        sayso__json_put_bool(&e->j, "named", m->mention[i].named);
        put_actor(e, "actor", m->mention[i].actor);
        sayso__json_object_end(&e->j);
    }
}

static void timexes(sayso_extractor *e)
{
    const sayso_mentions *m = e->x->mentions;
    for (uint32_t i = 0; i < m->n_timex; i++) {
        const sayso_timex *t = &m->timex[i];
        sayso__json_object(&e->j);
        put_span(e, t->at);
        put_word(e, "type", SAYSO_VOCAB_TIMEX, t->type);
        sayso__json_put_str(&e->j, "value", t->value);
        put_word(e, "mod", SAYSO_VOCAB_MOD, t->mod);
        sayso__json_put_str(&e->j, "edtf", t->edtf);
        put_day(e, "earliest", t->first);
        put_day(e, "latest", t->last);
        sayso__json_object_end(&e->j);
    }
}

static void figures(sayso_extractor *e)
{
    const sayso_mentions *m = e->x->mentions;
    for (uint32_t i = 0; i < m->n_figure; i++) {
        const sayso_figure *f = &m->figure[i];
        if (e->figure_number[i] == SAYSO_NONE)
            continue;
        bool part = f->part_of < m->n_figure;
        sayso_figure_record r = {.at = record_span(e, f->at),
                                 .measure = f->measure,
                                 .mod = f->mod,
                                 .population = f->population,
                                 .unit = f->unit,
                                 .as_of = day_text(e, e->x->claims->figure[i].as_of),
                                 .answer = f->answer,
                                 .low = f->low,
                                 .best = f->best,
                                 .high = f->high,
                                 .part_of = part ? e->figure_number[f->part_of] : SAYSO_NONE,
                                 .attribution = e->x->claims->figure[i].attribution};
        sayso__record_figure(&e->j, &r);
    }
}

/* The pieces' spans as they are printed; NULL when out of memory (then *n is 0). */
static const sayso_span *pieces(sayso_extractor *e, const sayso_piece *p, uint32_t *n)
{
    sayso_span *at = SAYSO_NEW_N(e->a, sayso_span, *n);
    if (!at) {
        e->failed = true;
        *n = 0;
    }
    for (uint32_t i = 0; i < *n; i++)
        at[i] = place(e, p[i].at);
    return at;
}

/* Who carried attribution t, as printed; NULL when out of memory (then *n is 0). */
static const sayso_record_relay *relays(sayso_extractor *e, const sayso_attribution *t, uint32_t *n)
{
    sayso_record_relay *r = SAYSO_NEW_N(e->a, sayso_record_relay, t->n_via);
    e->failed |= !r;
    *n = r ? t->n_via : 0;
    for (uint32_t i = 0; i < *n; i++) {
        const sayso_relay *from = &e->x->attrs->relay[t->via + i];
        r[i] = (sayso_record_relay){actor_name(e, from->actor), day_text(e, from->day),
                                    record_span(e, from->at)};
    }
    return r;
}

sayso_claim_record sayso__extract_claim(sayso_extractor *e, uint32_t i)
{
    const sayso_attrs *s = e->x->attrs;
    const sayso_attribution *t = &s->attribution[i];
    const sayso_claim *c = &e->x->claims->claim[i];
    uint32_t who = t->source_actor;
    sayso_claim_record r = {.quote_type = t->quote_type,
                            .source_type = c->source_type,
                            .act = c->act,
                            .kind = c->kind,
                            .stance = c->stance,
                            .factuality = c->factuality,
                            .parent = t->parent,
                            .source_actor = actor_name(e, who),
                            .responsible = actor_name(e, c->responsible),
                            .said = day_text(e, c->said),
                            .evidence = c->evidence,
                            .codes = c->codes};
    if (who < s->n_actor)
        r.speaks_for = actor_name(e, s->actor[who].speaks_for);
    const sayso_piece *source = sayso__attr_source(s, i, &r.n_source);
    const sayso_piece *cue = sayso__attr_cue(s, i, &r.n_cue);
    const sayso_piece *content = sayso__attr_content(s, i, &r.n_content);
    r.title = r.n_source + r.n_cue + r.n_content && in_title(e, source[0].at);
    r.source = pieces(e, source, &r.n_source);
    r.cue = pieces(e, cue, &r.n_cue);
    r.content = pieces(e, content, &r.n_content);
    r.relay = relays(e, t, &r.n_relay);
    return r;
}

static void attributions(sayso_extractor *e)
{
    for (uint32_t i = 0; i < e->x->attrs->n_attribution; i++) {
        sayso_claim_record r = sayso__extract_claim(e, i);
        sayso__record_claim(&e->j, &r);
    }
}

static void marks(sayso_extractor *e)
{
    const sayso_claims *c = e->x->claims;
    for (uint32_t i = 0; i < c->n_mark; i++) {
        sayso__json_object(&e->j);
        put_word(e, "mark", SAYSO_VOCAB_EVIDENCE, c->mark[i].mark);
        put_span(e, c->mark[i].at);
        sayso__json_key(&e->j, "attributions");
        sayso__json_array(&e->j);
        for (uint32_t k = 0; k < c->mark[i].n_covers; k++)
            sayso__json_int(&e->j, c->mark_claim[c->mark[i].covers + k]);
        sayso__json_array_end(&e->j);
        sayso__json_object_end(&e->j);
    }
}

static void filler(sayso_extractor *e, const sayso_filler *f)
{
    sayso__json_object(&e->j);
    sayso__json_put_str(&e->j, "text", f->text);
    put_span(e, f->at);
    if (f->role == 'p') {
        put_actor(e, "actor", f->actor);
        sayso__json_put_text(&e->j, "class", f->class_ == 'o' ? "organization" : "individual");
        put_word(e, "confidence", SAYSO_VOCAB_CONFIDENCE, f->confidence);
    } else if (f->role == 'v') {
        sayso__json_put_bool(&e->j, "named", f->named);
        sayso__record_index(&e->j, "number", f->number < 0 ? SAYSO_NONE : (uint32_t)f->number);
        put_word(e, "effect", SAYSO_VOCAB_EFFECT, f->effect);
    }
    sayso__json_object_end(&e->j);
}

/* A day, or the two between which it was. */
static void put_event_date(sayso_extractor *e, int32_t first, int32_t last)
{
    char buf[40];
    if (first == SAYSO_NO_DAY || last == SAYSO_NO_DAY || first == last) {
        put_day(e, "date", first != SAYSO_NO_DAY ? first : last);
        return;
    }
    sayso__date_print(first, buf);
    size_t n = strlen(buf);
    buf[n] = '/';
    sayso__date_print(last, buf + n + 1);
    sayso__json_put_text(&e->j, "date", buf);
}

static void incidents(sayso_extractor *e, bool reported)
{
    static const struct {
        char role;
        const char *name;
    } roles[] = {{'p', "perpetrators"}, {'t', "targets"}, {'w', "weapons"}, {'v', "victims"}};
    const sayso_claims *c = e->x->claims;
    for (uint32_t i = 0; i < c->n_incident; i++) {
        const sayso_incident *n = &c->incident[i];
        if ((n->told == SAYSO_TOLD_REPORTED) != reported)
            continue;
        sayso__json_object(&e->j);
        put_word(e, "kind", SAYSO_VOCAB_EVENT, n->kind);
        put_event_date(e, n->first, n->last);
        sayso__json_put_str(&e->j, "place", n->place);
        sayso__json_put_text(&e->j, "country", code(n->country));
        put_span(e, n->at);
        sayso__record_codes(&e->j, n->codes);
        put_word(e, "status", SAYSO_VOCAB_TOLD, n->told);
        for (uint32_t r = 0; r < 4; r++) {
            sayso__json_key(&e->j, roles[r].name);
            sayso__json_array(&e->j);
            for (uint32_t k = 0; k < n->n_filler; k++)
                if (c->filler[n->filler + k].role == (uint8_t)roles[r].role)
                    filler(e, &c->filler[n->filler + k]);
            sayso__json_array_end(&e->j);
        }
        sayso__json_object_end(&e->j);
    }
}

static void events(sayso_extractor *e)
{
    incidents(e, true);
}

/* What is told of as history, or as a threat. */
static void background(sayso_extractor *e)
{
    incidents(e, false);
}

static void party(sayso_extractor *e, const char *key, const sayso_party *x)
{
    if (!x->text.n) {
        sayso__json_put_null(&e->j, key);
        return;
    }
    sayso__json_key(&e->j, key);
    sayso__json_object(&e->j);
    sayso__json_put_str(&e->j, "text", x->text);
    put_span(e, x->at);
    sayso__json_put_str(&e->j, "actor", actor_name(e, x->actor));
    sayso__json_object_end(&e->j);
}

static void dyads(sayso_extractor *e)
{
    const sayso_claims *c = e->x->claims;
    for (uint32_t i = 0; i < c->n_dyad; i++) {
        const sayso_dyad *d = &c->dyad[i];
        sayso__json_object(&e->j);
        put_span(e, d->at);
        party(e, "source", &d->source);
        party(e, "target", &d->target);
        sayso__record_codes(&e->j, (sayso_codes){d->cameo, d->plover, NULL});
        sayso__record_index(&e->j, "attribution", d->attribution);
        sayso__json_object_end(&e->j);
    }
}

static void refusals(sayso_extractor *e)
{
    const sayso_doc *d = e->x->doc;
    for (uint32_t i = 0; i < d->n_refusal; i++) {
        sayso__json_object(&e->j);
        if (d->refusal[i].at.end > d->refusal[i].at.beg)
            put_span(e, d->refusal[i].at);
        sayso__json_put_text(&e->j, "reason", d->refusal[i].reason);
        sayso__json_object_end(&e->j);
    }
    const sayso_mentions *m = e->x->mentions;
    for (uint32_t i = 0; m && i < m->n_timex; i++) {
        if (!m->timex[i].why)
            continue;
        sayso__json_object(&e->j);
        put_span(e, m->timex[i].at);
        sayso__json_put_text(&e->j, "reason", m->timex[i].why);
        sayso__json_object_end(&e->j);
    }
}

/* The title's tokens come last, so that heads still count within the body's when a reader drops
 * them. */
static void tokens(sayso_extractor *e)
{
    const sayso_tokens *t = e->x->tokens;
    const sayso_tags *g = e->x->tags;
    uint32_t first = 0;
    while (first < t->n_tok && in_title(e, t->tok[first].at))
        first++;
    for (uint32_t k = 0; k < t->n_tok; k++) {
        uint32_t i = k < t->n_tok - first ? k + first : k - (t->n_tok - first);
        uint32_t head = g->head[i];
        sayso__json_object(&e->j);
        put_span(e, t->tok[i].at);
        sayso__json_put_str(&e->j, "lemma", g->lemma[i]);
        put_word(e, "upos", SAYSO_VOCAB_UPOS, g->upos[i]);
        put_word(e, "xpos", SAYSO_VOCAB_XPOS, g->xpos[i]);
        if (head < t->n_tok)
            head = head >= first ? head - first + 1 : head + (t->n_tok - first) + 1;
        else
            head = 0;
        sayso__json_put_int(&e->j, "head", head);
        put_word(e, "deprel", SAYSO_VOCAB_DEPREL, g->deprel[i]);
        sayso__json_object_end(&e->j);
    }
}

/* ---- the object ------------------------------------------------------------------------------ */

/* ISO dates as given; other forms as the instant they name; null when they name none. */
static void put_time(sayso_extractor *e, const char *key, sayso_str given)
{
    int32_t local;
    int64_t utc;
    if (!given.p || !sayso__date_parse(given, &local, &utc)) {
        sayso__json_put_null(&e->j, key);
        return;
    }
    if (given.n >= 10 && given.p[4] == '-') {
        sayso__json_put_str(&e->j, key, given);
        return;
    }
    int64_t day = utc / 86400, second = utc % 86400;
    if (second < 0) {
        day--;
        second += 86400;
    }
    char buf[40];
    sayso__date_print((int32_t)day, buf);
    uint32_t s = (uint32_t)second, at[3] = {s / 3600, s / 60 % 60, s % 60};
    char *p = buf + strlen(buf);
    for (uint32_t i = 0; i < 3; i++) {
        *p++ = i ? ':' : 'T';
        *p++ = (char)('0' + at[i] / 10);
        *p++ = (char)('0' + at[i] % 10);
    }
    *p++ = 'Z';
    *p = '\0';
    sayso__json_put_text(&e->j, key, buf);
}

/* What few inputs say is printed where it is said. */
static void put_head_extras(sayso_extractor *e)
{
    const sayso_doc *d = e->x->doc;
    sayso_str tags = d->tags;
    if (d->modified.p)
        put_time(e, "modified", d->modified);
    if (d->section.p)
        sayso__json_put_str(&e->j, "section", d->section);
    if (!tags.p)
        return;
    sayso__json_key(&e->j, "tags");
    sayso__json_array(&e->j);
    for (uint32_t i = 0, end; i < tags.n; i = end + 1) {
        for (end = i; end < tags.n && tags.p[end] != ','; end++)
            ;
        sayso_str one = sayso__str_trim(sayso__str(tags.p + i, end - i));
        if (one.n)
            sayso__json_str(&e->j, one);
    }
    sayso__json_array_end(&e->j);
}

/* Of a live blog. */
static void put_entries(sayso_extractor *e)
{
    const sayso_doc *d = e->x->doc;
    if (!d->n_entry)
        return;
    sayso__json_key(&e->j, "entries");
    sayso__json_array(&e->j);
    for (uint32_t i = 0; i < d->n_entry; i++) {
        sayso__json_object(&e->j);
        sayso__json_key(&e->j, "text");
        sayso__record_range(&e->j, place(e, d->entry[i].at));
        put_time(e, "published", d->entry[i].published);
        sayso__json_object_end(&e->j);
    }
    sayso__json_array_end(&e->j);
}

static void head(sayso_extractor *e)
{
    const sayso_doc *d = e->x->doc;
    char hex[65];
    sayso__sha256_hex(d->sha256, hex, 64);
    sayso__json_put_int(&e->j, "schema", 1);
    sayso__json_put_str(&e->j, "id", d->id);
    sayso__json_put_str(&e->j, "url", d->url);
    sayso__json_put_str(&e->j, "publisher", d->publisher);
    sayso__json_put_str(&e->j, "title", sayso__doc_title(d));
    sayso__json_put_str(&e->j, "byline", d->byline);
    put_time(e, "published", d->published);
    put_head_extras(e);
    sayso__json_put_text(&e->j, "language", d->language);
    sayso__json_put_text(&e->j, "sha256", hex);
    sayso__json_put_str(&e->j, "text", sayso__doc_body(d));
    put_entries(e);
}

sayso_status sayso__extract_init(sayso_extractor *e, const sayso_analysis *x,
                                 sayso_offset_unit unit, sayso_arena *a, sayso_sink *out,
                                 sayso_error *err)
{
    *e = (sayso_extractor){.x = x, .a = a};
    sayso__json_init(&e->j, out);
    if (!sayso__counts_init(&e->counts, x->doc->text, x->doc->n_text, unit, a))
        return sayso__fail_memory(err);
    e->body = sayso__counts_at(&e->counts, x->doc->body);
    uint32_t n = x->mentions ? x->mentions->n_figure : 0, kept = 0;
    e->figure_number = SAYSO_NEW_N(a, uint32_t, n);
    if (!e->figure_number)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < n; i++)
        e->figure_number[i] = x->claims->figure[i].kept ? kept++ : SAYSO_NONE;
    return SAYSO_OK;
}

sayso_status sayso__extract_write(const sayso_analysis *x, const sayso_extract_layers *layers,
                                  sayso_arena *a, sayso_sink *out, sayso_error *err)
{
    static const struct {
        const char *name;
        void (*write)(sayso_extractor *);
    } arrays[] = {{"sentences", sentences}, {"actors", actors},   {"mentions", mentions},
                  {"timex", timexes},       {"figures", figures}, {"attributions", attributions},
                  {"marks", marks},         {"events", events},   {"background", background},
                  {"dyads", dyads},         {"tokens", tokens}};
    sayso_extractor e;
    SAYSO_TRY(sayso__extract_init(&e, x, layers->unit, a, out, err));
    sayso__json_object(&e.j);
    head(&e);
    for (uint32_t i = 0; i < 10u + layers->tokens; i++) {
        sayso__json_key(&e.j, arrays[i].name);
        sayso__json_array(&e.j);
        if (x->claims)
            arrays[i].write(&e);
        sayso__json_array_end(&e.j);
    }
    sayso__json_key(&e.j, "refusals");
    sayso__json_array(&e.j);
    refusals(&e);
    sayso__json_array_end(&e.j);
    sayso__json_object_end(&e.j);
    sayso__sink_char(out, '\n');
    return e.failed ? sayso__fail_memory(err) : SAYSO_OK;
}
