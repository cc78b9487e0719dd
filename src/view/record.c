/* record.c -- claims and figures as JSON objects.  Layer: view. */
#include "view/record.h"

#include "base/str.h"

void sayso__record_word(sayso_json *j, const char *key, sayso_vocab vocab, uint32_t value)
{
    sayso__json_put_text(j, key, sayso__word(vocab, value));
}

void sayso__record_index(sayso_json *j, const char *key, uint32_t i)
{
    if (i == SAYSO_NONE)
        sayso__json_put_null(j, key);
    else
        sayso__json_put_int(j, key, i);
}

void sayso__record_range(sayso_json *j, sayso_span at)
{
    sayso__json_array(j);
    sayso__json_int(j, at.beg);
    sayso__json_int(j, at.end);
    sayso__json_array_end(j);
}

void sayso__record_span(sayso_json *j, sayso_record_span at)
{
    if (!at.known) {
        sayso__json_put_null(j, "span");
        return;
    }
    sayso__json_key(j, "span");
    sayso__record_range(j, at.at);
    if (at.title)
        sayso__json_put_text(j, "field", "title");
}

void sayso__record_ranges(sayso_json *j, const char *key, const sayso_span *at, uint32_t n)
{
    sayso__json_key(j, key);
    sayso__json_array(j);
    for (uint32_t i = 0; i < n; i++)
        sayso__record_range(j, at[i]);
    sayso__json_array_end(j);
}

static void put_evidence(sayso_json *j, uint32_t evidence)
{
    sayso__json_key(j, "evidence");
    sayso__json_array(j);
    for (uint32_t bit = 1; bit < SAYSO_EVIDENCE_N; bit++)
        if (evidence & 1u << bit)
            sayso__json_text(j, sayso__word(SAYSO_VOCAB_EVIDENCE, bit));
    sayso__json_array_end(j);
}

/* Names alone as "via", with place and day as "relays". */
static void put_relays(sayso_json *j, const sayso_record_relay *relay, uint32_t n)
{
    sayso__json_key(j, "via");
    sayso__json_array(j);
    for (uint32_t i = 0; i < n; i++)
        if (relay[i].actor.p)
            sayso__json_str(j, relay[i].actor);
    sayso__json_array_end(j);
    sayso__json_key(j, "relays");
    sayso__json_array(j);
    for (uint32_t i = 0; i < n; i++) {
        sayso__json_object(j);
        sayso__json_put_str(j, "actor", relay[i].actor);
        sayso__record_span(j, relay[i].at);
        sayso__json_put_str(j, "date", relay[i].day);
        sayso__json_object_end(j);
    }
    sayso__json_array_end(j);
}

void sayso__record_codes(sayso_json *j, sayso_codes c)
{
    sayso__json_key(j, "codes");
    sayso__json_object(j);
    sayso__json_put_text(j, "cameo", c.cameo);
    sayso__json_put_text(j, "plover", c.plover);
    sayso__json_put_text(j, "reason", c.reason);
    sayso__json_object_end(j);
}

void sayso__record_claim(sayso_json *j, const sayso_claim_record *c)
{
    sayso__json_object(j);
    if (c->claim) {
        sayso__json_put_text(j, "claim", c->claim);
        sayso__json_put_text(j, "report", c->report);
    }
    if (c->title)
        sayso__json_put_text(j, "field", "title");
    sayso__record_ranges(j, "source", c->source, c->n_source);
    sayso__record_ranges(j, "cue", c->cue, c->n_cue);
    sayso__record_ranges(j, "content", c->content, c->n_content);
    sayso__record_word(j, "quote_type", SAYSO_VOCAB_QUOTE, c->quote_type);
    sayso__record_index(j, "parent", c->parent);
    sayso__json_put_str(j, "source_actor", c->source_actor);
    sayso__json_put_str(j, "speaks_for", c->speaks_for);
    sayso__record_word(j, "source_type", SAYSO_VOCAB_SOURCE_TYPE, c->source_type);
    sayso__json_put_str(j, "said", c->said);
    sayso__record_word(j, "speech_act", SAYSO_VOCAB_SPEECH_ACT, c->act);
    sayso__record_word(j, "kind", SAYSO_VOCAB_KIND, c->kind);
    sayso__json_put_str(j, "responsible", c->responsible);
    sayso__record_word(j, "stance", SAYSO_VOCAB_STANCE, c->stance);
    sayso__record_word(j, "factuality", SAYSO_VOCAB_FACTUALITY, c->factuality);
    put_evidence(j, c->evidence);
    put_relays(j, c->relay, c->n_relay);
    sayso__record_codes(j, c->codes);
    if (c->text) {
        sayso__json_put_text(j, "text", c->text);
        sayso__json_put_int(j, "independent", c->n_independent);
        sayso__json_put_bool(j, "wrong", c->wrong);
    }
    if (c->raw_source) {
        sayso__json_key(j, "raw");
        sayso__json_object(j);
        sayso__record_ranges(j, "source", c->raw_source, c->n_source);
        sayso__record_ranges(j, "cue", c->raw_cue, c->n_cue);
        sayso__record_ranges(j, "content", c->raw_content, c->n_content);
        sayso__json_object_end(j);
    }
    sayso__json_object_end(j);
}

static void put_number(sayso_json *j, const char *key, sayso_number v)
{
    sayso__json_key(j, key);
    if (v.known)
        sayso__json_number(j, v.v);
    else
        sayso__json_null(j);
}

void sayso__record_figure(sayso_json *j, const sayso_figure_record *f)
{
    sayso__json_object(j);
    if (f->figure) {
        sayso__json_put_text(j, "figure", f->figure);
        sayso__json_put_text(j, "report", f->report);
        sayso__json_put_text(j, "claim", f->claim);
        sayso__json_put_str(j, "source_actor", f->source);
    }
    sayso__record_span(j, f->at);
    sayso__record_word(j, "measure", SAYSO_VOCAB_MEASURE, f->measure);
    sayso__json_put_str(j, "population", f->population);
    put_number(j, "low", f->low);
    put_number(j, "best", f->best);
    put_number(j, "high", f->high);
    sayso__record_word(j, "mod", SAYSO_VOCAB_MOD, f->mod);
    sayso__json_put_str(j, "unit", f->unit);
    sayso__json_put_str(j, "as_of", f->as_of);
    sayso__record_index(j, "part_of", f->part_of);
    sayso__json_put_str(j, "answer", f->answer);
    sayso__record_index(j, "attribution", f->attribution);
    if (f->raw) {
        sayso__json_key(j, "raw");
        sayso__record_range(j, *f->raw);
    }
    sayso__json_object_end(j);
}
