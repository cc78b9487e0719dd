/* report_fixture.h -- for tests of trained stages: the built-in models, and a report made of text.
 * Include behind cmocka.h and what it needs. */
#ifndef SAYSO_TESTS_REPORT_FIXTURE_H
#define SAYSO_TESTS_REPORT_FIXTURE_H

#include <string.h>

#include "base/str.h"
#include "engine/pipeline.h"

typedef struct {
    sayso_arena a, scratch;
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions m;
} report;

static sayso_model model;
static sayso_models models;

/* A group's setup. */
static inline int open_models(void **state)
{
    (void)state;
    sayso_error err;
    return sayso__model_builtin(&model, &err) != SAYSO_OK ||
           sayso__models_open(&model, &models, &err) != SAYSO_OK;
}

static inline void make_report(report *r, sayso_str published, const char *text)
{
    sayso_error err;
    sayso__arena_init(&r->a, 0);
    sayso__arena_init(&r->scratch, 0);
    sayso_read_options o = {.published = published};
    sayso_unit u = {.bytes = text,
                    .n = (uint32_t)strlen(text),
                    .media = SAYSO_MEDIA_TEXT,
                    .uri = SAYSO_STR("test")};
    assert_int_equal(sayso__doc_make(&u, &o, &r->a, &r->doc, &err), SAYSO_OK);
}

/* A report as far as its times. */
static inline void read_times(report *r, sayso_str published, const char *text)
{
    sayso_error err;
    make_report(r, published, text);
    assert_int_equal(sayso__token_split(&r->doc, &models.token, &r->a, &r->tokens, &err), SAYSO_OK);
    assert_int_equal(sayso__tag_run(&r->tokens, &models.tag, &r->a, &r->scratch, &r->tags, &err),
                     SAYSO_OK);
    sayso__arena_reset(&r->scratch);
    r->m = (sayso_mentions){.tags = &r->tags, .event_day = SAYSO_NO_DAY};
    assert_int_equal(sayso__timex_find(&r->tags, &r->a, &r->scratch, &r->m, &err), SAYSO_OK);
}

static inline void forget(report *r)
{
    sayso__arena_free(&r->a);
    sayso__arena_free(&r->scratch);
}

#endif
