/* analysis_fixture.h -- a text read by all stages with the model that is built in, for tests of
 * what claims make of it. */
#ifndef SAYSO_TEST_ANALYSIS_FIXTURE_H
#define SAYSO_TEST_ANALYSIS_FIXTURE_H

#include "engine/pipeline.h"

typedef struct {
    sayso_arena a, scratch;
    sayso_model model;
    sayso_models models;
    sayso_doc doc;
    sayso_analysis x;
} sheet;

static inline int open_sheet(void **state)
{
    static sheet s;
    memset(&s, 0, sizeof s);
    sayso__arena_init(&s.a, 0);
    sayso__arena_init(&s.scratch, 0);
    if (sayso__model_builtin(&s.model, NULL) != SAYSO_OK)
        return -1;
    *state = &s;
    return sayso__models_open(&s.model, &s.models, NULL) == SAYSO_OK ? 0 : -1;
}

static inline int close_sheet(void **state)
{
    sheet *s = *state;
    sayso__arena_free(&s->a);
    sayso__arena_free(&s->scratch);
    return 0;
}

/* What is read lives until the next text. */
static inline const sayso_claims *read_bytes(sheet *s, const char *text, size_t n)
{
    sayso_unit unit = {.bytes = text, .n = (uint32_t)n, .media = SAYSO_MEDIA_TEXT};
    sayso__arena_reset(&s->a);
    assert_int_equal(sayso__doc_make(&unit, &(sayso_read_options){0}, &s->a, &s->doc, NULL),
                     SAYSO_OK);
    assert_int_equal(sayso__analyse(&s->models, &s->doc, &s->a, &s->scratch, &s->x, NULL),
                     SAYSO_OK);
    return s->x.claims;
}

static inline const sayso_claims *read_text(sheet *s, const char *text)
{
    return read_bytes(s, text, strlen(text));
}

#endif
