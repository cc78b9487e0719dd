/* ledger_fixture.h -- hand-made analyses for the ledger's tests: reports as JSON lines, and for
 * each the claims and figures that a careful reader finds, as JSON. The stages before the ledger do
 * not run, so that a test says exactly what the ledger is given. */
#ifndef LEDGER_FIXTURE_H
#define LEDGER_FIXTURE_H

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vocab.h"
#include "ledger/ledger.h"

typedef struct {
    json_object *gold;   /* actors, claims, figures, event */
    json_object *actors; /* id -> actor */
    sayso_arena arena;   /* of one report */
    sayso_analysis x;
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions mentions;
    sayso_attrs attrs;
    sayso_claims claims;
    SAYSO_ARRAY(sayso_actor) actor;
    SAYSO_ARRAY(const char *) actor_key; /* gold id of each actor */
    SAYSO_ARRAY(sayso_attribution) attribution;
    SAYSO_ARRAY(sayso_piece) piece;
    SAYSO_ARRAY(sayso_relay) relay;
    SAYSO_ARRAY(sayso_claim) claim;
    SAYSO_ARRAY(sayso_figure) figure;
    SAYSO_ARRAY(sayso_figure_link) link;
    sayso_incident incident;
} fixture;

#define FIXTURE_MUST(ok)                                                                           \
    do {                                                                                           \
        if (!(ok)) {                                                                               \
            fprintf(stderr, "fixture: %s:%d: %s\n", __FILE__, __LINE__, #ok);                      \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

static inline json_object *fixture_get(json_object *o, const char *key)
{
    json_object *v = NULL;
    return o && json_object_object_get_ex(o, key, &v) ? v : NULL;
}

static inline const char *fixture_text(json_object *o, const char *key)
{
    json_object *v = fixture_get(o, key);
    return v && json_object_is_type(v, json_type_string) ? json_object_get_string(v) : NULL;
}

static inline int32_t fixture_day(json_object *o, const char *key)
{
    int32_t day;
    int64_t utc;
    const char *t = fixture_text(o, key);
    return t && sayso__date_parse(sayso__str_z(t), &day, &utc) ? day : SAYSO_NO_DAY;
}

static inline void fixture_open(fixture *f, json_object *gold)
{
    *f = (fixture){.gold = gold, .actors = json_object_new_object()};
    json_object *list = fixture_get(gold, "actors");
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        json_object *a = json_object_array_get_idx(list, i);
        json_object_object_add(f->actors, fixture_text(a, "id"), json_object_get(a));
    }
    sayso__arena_init(&f->arena, 0);
}

static inline void fixture_close(fixture *f)
{
    json_object_put(f->actors);
    sayso__arena_free(&f->arena);
}

/* Index of the actor with this id in the report at hand; made when new. */
static inline uint32_t fixture_actor(fixture *f, const char *id)
{
    if (!id)
        return SAYSO_NONE;
    for (uint32_t i = 0; i < f->actor.n; i++)
        if (strcmp(f->actor_key.v[i], id) == 0)
            return i;
    json_object *a = fixture_get(f->actors, id);
    FIXTURE_MUST(a);
    sayso_actor x = {.name = sayso__str_z(fixture_text(a, "name")), .speaks_for = SAYSO_NONE};
    const char *word = fixture_text(a, "class");
    x.class_ = (uint8_t)sayso__word_parse(SAYSO_VOCAB_ACTOR_CLASS, sayso__str_z(word));
    x.kind = x.class_ == SAYSO_CLASS_PERSON ? SAYSO_MENTION_PERSON : SAYSO_MENTION_ORGANIZATION;
    x.named = x.class_ != SAYSO_CLASS_UNNAMED && x.class_ != SAYSO_CLASS_PUBLIC;
    json_object *aliases = fixture_get(a, "aliases");
    x.n_alias = aliases ? (uint32_t)json_object_array_length(aliases) : 0;
    x.alias = SAYSO_NEW_N(&f->arena, sayso_str, x.n_alias);
    for (uint32_t i = 0; i < x.n_alias; i++)
        x.alias[i] = sayso__str_z(json_object_get_string(json_object_array_get_idx(aliases, i)));
    uint32_t at = f->actor.n;
    FIXTURE_MUST(SAYSO_PUSH(&f->arena, &f->actor, x));
    FIXTURE_MUST(SAYSO_PUSH(&f->arena, &f->actor_key, id));
    uint32_t chief = fixture_actor(f, fixture_text(a, "speaks_for"));
    f->actor.v[at].speaks_for = chief;
    return at;
}

/* Where words stand in the report, first in the body, then in the title. */
static inline sayso_span fixture_find(fixture *f, const char *words)
{
    sayso_str body = sayso__str(f->doc.text + f->doc.body, f->doc.n_text - f->doc.body);
    uint32_t at = sayso__str_find(body, sayso__str_z(words));
    uint32_t base = f->doc.body;
    if (at == SAYSO_NONE) {
        at = sayso__str_find(sayso__str(f->doc.text, f->doc.body), sayso__str_z(words));
        base = 0;
    }
    FIXTURE_MUST(at != SAYSO_NONE);
    return (sayso_span){base + at, base + at + (uint32_t)strlen(words)};
}

static inline uint16_t fixture_pieces(fixture *f, json_object *v)
{
    if (!v || json_object_is_type(v, json_type_null))
        return 0;
    if (json_object_is_type(v, json_type_string)) {
        sayso_piece p = {.at = fixture_find(f, json_object_get_string(v))};
        FIXTURE_MUST(SAYSO_PUSH(&f->arena, &f->piece, p));
        return 1;
    }
    uint16_t n = 0;
    for (size_t i = 0; i < json_object_array_length(v); i++)
        n = (uint16_t)(n + fixture_pieces(f, json_object_array_get_idx(v, i)));
    return n;
}

static inline void fixture_claim(fixture *f, json_object *o)
{
    sayso_attribution t = {.piece = f->piece.n, .parent = SAYSO_NONE, .cue_head = SAYSO_NONE};
    t.n_source = fixture_pieces(f, fixture_get(o, "source_text"));
    t.n_cue = fixture_pieces(f, fixture_get(o, "cue"));
    t.n_content = fixture_pieces(f, fixture_get(o, "content"));
    t.source_actor = fixture_actor(f, fixture_text(o, "source"));
    t.quote_type = SAYSO_QUOTE_INDIRECT;
    t.via = f->relay.n;
    json_object *via = fixture_get(o, "via"), *evidence = fixture_get(o, "evidence");
    for (size_t i = 0; via && i < json_object_array_length(via); i++, t.n_via++) {
        const char *id = json_object_get_string(json_object_array_get_idx(via, i));
        sayso_relay r = {.actor = fixture_actor(f, id), .day = SAYSO_NO_DAY};
        FIXTURE_MUST(SAYSO_PUSH(&f->arena, &f->relay, r));
    }
    sayso_claim c = {.said = fixture_day(o, "said"), .factuality = SAYSO_FACT_UU};
#define WORD(field, key, vocab)                                                                    \
    c.field = (uint8_t)sayso__word_parse(SAYSO_VOCAB_##vocab, sayso__str_z(fixture_text(o, key)))
    WORD(act, "speech_act", SPEECH_ACT);
    WORD(kind, "kind", KIND);
    WORD(stance, "stance", STANCE);
    WORD(source_type, "source_type", SOURCE_TYPE);
#undef WORD
    c.responsible = fixture_actor(f, fixture_text(o, "responsible"));
    for (size_t i = 0; evidence && i < json_object_array_length(evidence); i++)
        c.evidence |= 1u << sayso__word_parse(SAYSO_VOCAB_EVIDENCE,
                                              sayso__str_z(json_object_get_string(
                                                  json_object_array_get_idx(evidence, i))));
    FIXTURE_MUST(SAYSO_PUSH(&f->arena, &f->attribution, t));
    FIXTURE_MUST(SAYSO_PUSH(&f->arena, &f->claim, c));
}

static inline sayso_number fixture_number(json_object *o, const char *key)
{
    json_object *v = fixture_get(o, key);
    return (sayso_number){v ? json_object_get_double(v) : 0, v != NULL};
}

static inline void fixture_figure(fixture *f, json_object *o)
{
    sayso_figure x = {.at = fixture_find(f, fixture_text(o, "text")),
                      .population = sayso__str_z(fixture_text(o, "population")),
                      .low = fixture_number(o, "low"),
                      .best = fixture_number(o, "best"),
                      .high = fixture_number(o, "high"),
                      .part_of = SAYSO_NONE};
    x.measure =
        (uint8_t)sayso__word_parse(SAYSO_VOCAB_MEASURE, sayso__str_z(fixture_text(o, "measure")));
    sayso_figure_link l = {SAYSO_NONE, fixture_day(o, "as_of"), true};
    uint32_t who = fixture_actor(f, fixture_text(o, "source"));
    for (uint32_t i = 0; i < f->attribution.n; i++)
        if (who != SAYSO_NONE && f->attribution.v[i].source_actor == who &&
            f->claim.v[i].kind == SAYSO_KIND_FIGURE)
            l.attribution = i;
    FIXTURE_MUST(SAYSO_PUSH(&f->arena, &f->figure, x) && SAYSO_PUSH(&f->arena, &f->link, l));
}

static inline bool fixture_of(json_object *o, const char *report)
{
    const char *r = fixture_text(o, "report");
    return r && strcmp(r, report) == 0;
}

static inline void fixture_incident(fixture *f)
{
    json_object *e = fixture_get(f->gold, "event");
    if (!e || !f->doc.n_text)
        return;
    f->incident = (sayso_incident){.at = {f->doc.body, f->doc.body + 2},
                                   .first = fixture_day(e, "date"),
                                   .place = sayso__str_z(fixture_text(e, "place"))};
    f->incident.last = f->incident.first;
    f->incident.kind =
        (uint8_t)sayso__word_parse(SAYSO_VOCAB_EVENT, sayso__str_z(fixture_text(e, "kind")));
    f->claims.incident = &f->incident;
    f->claims.n_incident = 1;
}

/* The analysis of one report (a JSON line); it lives until the next call. */
static inline const sayso_analysis *fixture_report(fixture *f, const char *line)
{
    json_object *gold = f->gold, *actors = f->actors;
    sayso_arena arena = f->arena;
    sayso__arena_reset(&arena);
    *f = (fixture){.gold = gold, .actors = actors, .arena = arena};
    sayso_unit unit = {.n = (uint32_t)strlen(line), .media = SAYSO_MEDIA_JSON};
    unit.bytes = sayso__arena_copy(&f->arena, line, unit.n);
    unit.uri = SAYSO_STR("fixture.jsonl");
    unit.number = 1;
    sayso_read_options options = {0};
    sayso_error err;
    FIXTURE_MUST(sayso__doc_make(&unit, &options, &f->arena, &f->doc, &err) == SAYSO_OK);
    FIXTURE_MUST(sayso__token_split(&f->doc, NULL, &f->arena, &f->tokens, &err) == SAYSO_OK);
    char id[256];
    snprintf(id, sizeof id, "%.*s", (int)f->doc.id.n, f->doc.id.p ? f->doc.id.p : "");
    json_object *v = fixture_get(gold, "claims");
    for (size_t i = 0; v && i < json_object_array_length(v); i++)
        if (fixture_of(json_object_array_get_idx(v, i), id))
            fixture_claim(f, json_object_array_get_idx(v, i));
    v = fixture_get(gold, "figures");
    for (size_t i = 0; v && i < json_object_array_length(v); i++)
        if (fixture_of(json_object_array_get_idx(v, i), id))
            fixture_figure(f, json_object_array_get_idx(v, i));
    f->tags = (sayso_tags){.tokens = &f->tokens};
    f->mentions =
        (sayso_mentions){.tags = &f->tags, .figure = f->figure.v, .n_figure = f->figure.n};
    f->attrs = (sayso_attrs){.mentions = &f->mentions,
                             .piece = f->piece.v,
                             .relay = f->relay.v,
                             .attribution = f->attribution.v,
                             .actor = f->actor.v,
                             .n_piece = f->piece.n,
                             .n_relay = f->relay.n,
                             .n_attribution = f->attribution.n,
                             .n_actor = f->actor.n};
    f->claims = (sayso_claims){.attrs = &f->attrs, .claim = f->claim.v, .figure = f->link.v};
    fixture_incident(f);
    f->x = (sayso_analysis){&f->doc, &f->tokens, &f->tags, &f->mentions, &f->attrs, &f->claims};
    return &f->x;
}

#endif
