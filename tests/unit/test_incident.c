/* test_incident.c -- noun phrases and their groups, casting by models of known weights, and what
 * holds of every report's incidents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "claim/incident_part.h"
#include "engine/pipeline.h"

typedef struct {
    sayso_arena a, scratch;
    sayso_model model;
    sayso_models models;
    sayso_doc doc;
    sayso_analysis x;
    sayso_claims again;
    sayso_claim_part part;
    sayso_incident_view v;
} sheet;

static int open_sheet(void **state)
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

static int close_sheet(void **state)
{
    sheet *s = *state;
    sayso__arena_free(&s->a);
    sayso__arena_free(&s->scratch);
    return 0;
}

static void read_text(sheet *s, const char *text)
{
    sayso_unit unit = {.bytes = text, .n = (uint32_t)strlen(text), .media = SAYSO_MEDIA_TEXT};
    sayso__arena_reset(&s->a);
    assert_int_equal(sayso__doc_make(&unit, &(sayso_read_options){0}, &s->a, &s->doc, NULL),
                     SAYSO_OK);
    assert_int_equal(sayso__analyse(&s->models, &s->doc, &s->a, &s->scratch, &s->x, NULL),
                     SAYSO_OK);
    assert_int_equal(sayso__claim_begin(s->x.attrs, &s->a, &s->a, &s->again, &s->part, NULL),
                     SAYSO_OK);
    assert_int_equal(sayso__incident_view_make(&s->part, &s->a, &s->v, NULL), SAYSO_OK);
}

/* The noun phrase of these very words, SAYSO_NONE if there is none. */
static uint32_t noun(const sheet *s, const char *words)
{
    for (uint32_t i = 0; i < s->v.n_noun; i++) {
        sayso_span at = sayso__token_span(s->x.tokens, s->v.noun[i].beg, s->v.noun[i].end);
        if (sayso__str_is(sayso__str_span(s->doc.text, at), words))
            return i;
    }
    return SAYSO_NONE;
}

static void equal_phrases_are_one_group(void **state)
{
    sheet *s = *state;
    read_text(s, "Two gunmen attacked the old mill in Dolvan. The gunmen fled. The flour mill was "
                 "closed for a day, and a miller was hurt.\n");
    uint32_t two = noun(s, "Two gunmen"), later = noun(s, "gunmen"), miller = noun(s, "miller");
    assert_int_not_equal(two, SAYSO_NONE);
    assert_int_not_equal(later, SAYSO_NONE);
    assert_int_not_equal(miller, SAYSO_NONE);
    assert_int_equal(s->v.noun[two].group, s->v.noun[later].group);
    assert_int_not_equal(s->v.noun[two].group, s->v.noun[miller].group);
    assert_int_equal(s->v.group[s->v.noun[two].group].n, 2);
}

static void every_noun_is_in_its_group_once(void **state)
{
    sheet *s = *state;
    read_text(s, "Mayor Ana Ilic of Kesmaria said rebels of the Northern Front had seized the "
                 "mayor's office, a school and two bridges. The rebels denied it. The Front said "
                 "its men held one bridge.\n");
    uint32_t seen = 0;
    for (uint32_t g = 0; g < s->v.n_group; g++) {
        uint32_t n = 0, last = SAYSO_NONE;
        for (uint32_t i = s->v.group[g].first; i != SAYSO_NONE; i = s->v.noun[i].next, n++) {
            assert_int_equal(s->v.noun[i].group, g);
            assert_true(s->v.noun[i].beg < s->v.noun[i].end);
            last = i;
        }
        assert_int_equal(n, s->v.group[g].n);
        assert_int_equal(last, s->v.group[g].last);
        seen += n;
    }
    assert_int_equal(seen, s->v.n_noun);
    assert_true(seen > 5);
}

/* A model whose bars alone decide: all scores are 0. */
static void bars_decide_over_scores(void **state)
{
    sheet *s = *state;
    static int8_t zero[64 * 16];
    sayso_linear none = {zero, 63, SAYSO_DEED_LABELS, 8, 1};
    sayso_incident_model m = {.sentence = none, .report = none, .role = none, .deed = none};
    sayso_casting *c;
    m.role.n_label = SAYSO_ROLE_N;
    m.deed.n_label = SAYSO_DEED_N;
    read_text(s, "Two gunmen attacked the old mill in Dolvan on Monday. A guard was killed.\n");
    for (uint32_t k = 0; k < SAYSO_DEED_N; k++)
        m.bar[SAYSO_BAR_DEED + k] = 1;
    m.bar[SAYSO_BAR_REPORT] = 1;
    assert_int_equal(sayso__incident_deeds(&s->v, &m, SAYSO_DEED_N), 0);
    assert_int_equal(sayso__incident_deeds(&s->v, &m, SAYSO_DEED_ARSON), 1u << SAYSO_DEED_ARSON);
    m.bar[SAYSO_BAR_REPORT] = -1;
    assert_int_equal(sayso__incident_deeds(&s->v, &m, SAYSO_DEED_N), 1u << SAYSO_DEED_ATTACK);
    for (uint32_t k = 0; k < SAYSO_ROLE_N; k++)
        m.bar[k] = k == SAYSO_ROLE_VICTIM ? -1 : 1;
    uint32_t deeds = 1u << SAYSO_DEED_ATTACK | 1u << SAYSO_DEED_ARSON;
    assert_int_equal(sayso__incident_cast(&s->v, &m, deeds, &s->a, &c, NULL), SAYSO_OK);
    for (uint32_t g = 0; g < s->v.n_group; g++) {
        assert_int_equal(c[g].roles, 1u << SAYSO_ROLE_VICTIM);
        assert_int_equal(c[g].deeds, 1u << SAYSO_DEED_ATTACK);
    }
}

static void a_number_counts_and_a_singular_is_one(void **state)
{
    sheet *s = *state;
    read_text(s, "The bomb killed 14 soldiers, twenty-two police officers and a nurse, and hurt "
                 "several passengers.\n");
    static const struct {
        const char *words;
        int32_t number;
    } cases[] = {{"14 soldiers", 14},
                 {"twenty-two police officers", 22},
                 {"nurse", 1},
                 {"several passengers", -1}};
    sayso_casting *c = SAYSO_NEW_N(&s->a, sayso_casting, s->v.n_group);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t n = noun(s, cases[i].words);
        assert_int_not_equal(n, SAYSO_NONE);
        sayso_filler f = sayso__incident_filler(&s->v, c, s->v.noun[n].group, SAYSO_ROLE_VICTIM,
                                                SAYSO_DEED_BOMBING);
        assert_int_equal(f.number, cases[i].number);
        assert_int_equal(f.role, 'v');
    }
}

static void a_bound_is_no_part_of_the_filler(void **state)
{
    sheet *s = *state;
    read_text(s, "The fire killed at least five people.\n");
    sayso_casting *c = SAYSO_NEW_N(&s->a, sayso_casting, s->v.n_group);
    uint32_t g = s->v.noun[s->v.n_noun - 1].group;
    sayso_filler f = sayso__incident_filler(&s->v, c, g, SAYSO_ROLE_VICTIM, SAYSO_DEED_ATTACK);
    assert_true(sayso__str_is(f.text, "five people"));
    assert_int_equal(f.number, 5);
}

/* Without its sections a report still has its main event, by rules. */
static void without_a_model_rules_stand(void **state)
{
    sheet *s = *state;
    static const sayso_incident_model empty;
    sayso_claims out;
    read_text(s, "DOLVAN, 3 May (Northern Wire) - A bomb exploded at a market in Dolvan on "
                 "Saturday, killing four people, police said. The bombing was the second.\n");
    assert_int_equal(sayso__claim_run(s->x.attrs, &empty, &s->a, &s->scratch, &out, NULL),
                     SAYSO_OK);
    assert_int_equal(out.n_incident, 1);
}

/* Ranges of fillers follow each other; spans lie inside the text; the text is that of the span. */
static void incidents_hold_together(void **state)
{
    sheet *s = *state;
    static const char *const text[] =
        {"DOLVAN, 3 May (Northern Wire) - Guerrillas of the Dolvan Liberation Front attacked a "
         "police post in Harbourtown with rifles and grenades, killing two officers, and kidnapped "
         "the mayor, Ivo Bram, the army said. Later a car bomb destroyed a bank in Tolvane. The "
         "front claimed responsibility for both attacks.\n",
         "THE TERRORISTS KIDNAPPED THREE ENGINEERS IN DOLVAN.\n\nNOBODY WAS HURT.\n", "a",
         "Bomb bomb bomb. Killed killed the the. (((", "Rebels.\n\n\n\nRebels killed rebels."};
    for (size_t k = 0; k < sizeof text / sizeof *text; k++) {
        read_text(s, text[k]);
        const sayso_claims *c = s->x.claims;
        uint32_t at = 0;
        for (uint32_t i = 0; i < c->n_incident; i++) {
            const sayso_incident *x = c->incident + i;
            assert_true(x->kind > 0 && x->kind < SAYSO_EVENT_N);
            assert_true(x->at.beg < x->at.end && x->at.end <= s->doc.n_text);
            assert_int_equal(x->filler, at);
            at += x->n_filler;
        }
        assert_int_equal(at, c->n_filler);
        for (uint32_t i = 0; i < c->n_filler; i++) {
            sayso_span p = c->filler[i].at;
            assert_true(p.beg < p.end && p.end <= s->doc.n_text);
            assert_true(sayso__str_eq(c->filler[i].text, sayso__str_span(s->doc.text, p)));
        }
        assert_true(k > 0 || (c->n_incident > 0 && c->n_filler > 2));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_phrases_are_one_group),
        cmocka_unit_test(every_noun_is_in_its_group_once),
        cmocka_unit_test(bars_decide_over_scores),
        cmocka_unit_test(a_number_counts_and_a_singular_is_one),
        cmocka_unit_test(a_bound_is_no_part_of_the_filler),
        cmocka_unit_test(without_a_model_rules_stand),
        cmocka_unit_test(incidents_hold_together),
    };
    return cmocka_run_group_tests(tests, open_sheet, close_sheet);
}
