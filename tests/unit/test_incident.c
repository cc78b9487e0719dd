/* test_incident.c -- noun phrases and their groups, casting by models of known weights, and what
 * holds of every report's incidents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis_fixture.h"
#include "base/str.h"
#include "claim/incident_part.h"

/* What the file reads beside a sheet. */
static struct {
    sayso_claims again;
    sayso_claim_part part;
    sayso_incident_view v;
} own;

static void read_own(sheet *s, const char *text)
{
    read_text(s, text);
    assert_int_equal(sayso__claim_begin(s->x.attrs, &s->a, &s->a, &own.again, &own.part, NULL),
                     SAYSO_OK);
    assert_int_equal(sayso__incident_view_make(&own.part, &s->a, &own.v, NULL), SAYSO_OK);
}

/* The noun phrase of these very words, SAYSO_NONE if there is none. */
static uint32_t noun(const sheet *s, const char *words)
{
    for (uint32_t i = 0; i < own.v.n_noun; i++) {
        sayso_span at = sayso__token_span(s->x.tokens, own.v.noun[i].beg, own.v.noun[i].end);
        if (sayso__str_is(sayso__str_span(s->doc.text, at), words))
            return i;
    }
    return SAYSO_NONE;
}

static void equal_phrases_are_one_group(void **state)
{
    sheet *s = *state;
    read_own(s, "Two gunmen attacked the old mill in Dolvan. The gunmen fled. The flour mill was "
                "closed for a day, and a miller was hurt.\n");
    uint32_t two = noun(s, "Two gunmen"), later = noun(s, "gunmen"), miller = noun(s, "miller");
    assert_int_not_equal(two, SAYSO_NONE);
    assert_int_not_equal(later, SAYSO_NONE);
    assert_int_not_equal(miller, SAYSO_NONE);
    assert_int_equal(own.v.noun[two].group, own.v.noun[later].group);
    assert_int_not_equal(own.v.noun[two].group, own.v.noun[miller].group);
    assert_int_equal(own.v.group[own.v.noun[two].group].n, 2);
}

static void every_noun_is_in_its_group_once(void **state)
{
    sheet *s = *state;
    read_own(s, "Mayor Ana Ilic of Kesmaria said rebels of the Northern Front had seized the "
                "mayor's office, a school and two bridges. The rebels denied it. The Front said "
                "its men held one bridge.\n");
    uint32_t seen = 0;
    for (uint32_t g = 0; g < own.v.n_group; g++) {
        uint32_t n = 0, last = SAYSO_NONE;
        for (uint32_t i = own.v.group[g].first; i != SAYSO_NONE; i = own.v.noun[i].next, n++) {
            assert_int_equal(own.v.noun[i].group, g);
            assert_true(own.v.noun[i].beg < own.v.noun[i].end);
            last = i;
        }
        assert_int_equal(n, own.v.group[g].n);
        assert_int_equal(last, own.v.group[g].last);
        seen += n;
    }
    assert_int_equal(seen, own.v.n_noun);
    assert_true(seen > 5);
}

static void a_name_with_of_is_one_phrase(void **state)
{
    sheet *s = *state;
    read_own(s,
             "The Revolutionary Army of National Renewal attacked a mill in Dolvan. Members of the "
             "council fled.\n");
    uint32_t army = noun(s, "Revolutionary Army of National Renewal");
    assert_int_not_equal(army, SAYSO_NONE);
    assert_int_equal(own.v.noun[army].name, SAYSO_MENTION_ORGANIZATION);
    assert_int_equal(noun(s, "National Renewal"), SAYSO_NONE);
    assert_int_not_equal(noun(s, "Members"), SAYSO_NONE);
}

/* Listed are those with the highest scores, in their order; all that reach the bar are counted. */
static void rivals_are_the_best_groups(void **state)
{
    sheet *s = *state;
    sayso_rivals r;
    uint64_t seed = 7;
    read_own(s, "The army, the police, the guard, the front, a league, a party, a union and two "
                "gangs met. The army left, then the front, a mayor and her aunt.\n");
    for (int round = 0; round < 50; round++) {
        uint32_t n = 0;
        for (uint32_t g = 0; g < own.v.n_group; g++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            own.v.role[g][SAYSO_ROLE_PERP_BODY] = (float)(seed >> 60) - 8;
            n += own.v.role[g][SAYSO_ROLE_PERP_BODY] >= SAYSO_RIVAL_BAR;
        }
        sayso__incident_rivals(&own.v, &r);
        assert_int_equal(r.n, n);
        uint32_t listed = n < SAYSO_RIVALS ? n : SAYSO_RIVALS, better = 0;
        for (uint32_t k = 1; k < listed; k++)
            assert_true(own.v.role[r.group[k]][SAYSO_ROLE_PERP_BODY] <=
                        own.v.role[r.group[k - 1]][SAYSO_ROLE_PERP_BODY]);
        for (uint32_t g = 0; n && g < own.v.n_group; g++)
            better += own.v.role[g][SAYSO_ROLE_PERP_BODY] >
                      own.v.role[r.group[listed - 1]][SAYSO_ROLE_PERP_BODY];
        assert_true(better < SAYSO_RIVALS);
    }
}

/* Words that make a deed uncertain are told from others, by lemma. */
static void words_of_doubt_are_marked(void **state)
{
    sheet *s = *state;
    read_own(s, "Police blamed the front for the raid. A group claimed it.\n");
    assert_int_equal(own.v.sure[0], SAYSO_SURE_AUTHORITY);
    assert_int_equal(own.v.sure[1], SAYSO_SURE_SUSPECT);
    assert_int_equal(own.v.sure[6], 0);
    assert_int_equal(own.v.sure_words[2], 1);
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
    read_own(s, "Two gunmen attacked the old mill in Dolvan on Monday. A guard was killed.\n");
    for (uint32_t k = 0; k < SAYSO_DEED_N; k++)
        m.bar[SAYSO_BAR_DEED + k] = 1;
    m.bar[SAYSO_BAR_REPORT] = 1;
    assert_int_equal(sayso__incident_deeds(&own.v, &m, SAYSO_DEED_N), 0);
    assert_int_equal(sayso__incident_deeds(&own.v, &m, SAYSO_DEED_ARSON), 1u << SAYSO_DEED_ARSON);
    m.bar[SAYSO_BAR_REPORT] = -1;
    assert_int_equal(sayso__incident_deeds(&own.v, &m, SAYSO_DEED_N), 1u << SAYSO_DEED_ATTACK);
    for (uint32_t k = 0; k < SAYSO_ROLE_N; k++)
        m.bar[k] = k == SAYSO_ROLE_VICTIM ? -1 : 1;
    uint32_t deeds = 1u << SAYSO_DEED_ATTACK | 1u << SAYSO_DEED_ARSON;
    assert_int_equal(sayso__incident_cast(&own.v, &m, deeds, &s->a, &c, NULL), SAYSO_OK);
    for (uint32_t g = 0; g < own.v.n_group; g++) {
        assert_int_equal(c[g].roles, 1u << SAYSO_ROLE_VICTIM);
        assert_int_equal(c[g].deeds, 1u << SAYSO_DEED_ATTACK);
    }
}

/* Everybody is a victim of an attack. All weights of the model alike: those below 1 hold all apart,
 * others join them. */
static void parts_of(sheet *s, int8_t weight, sayso_parts *out)
{
    int8_t *w = SAYSO_NEW_N(&s->a, int8_t, 64 * 4);
    sayso_casting *c = SAYSO_NEW_N(&s->a, sayso_casting, own.v.n_group);
    sayso_incident_model m = {.same = {w, 63, 1, 4, 1}};
    memset(w, weight, 64 * 4);
    for (uint32_t g = 0; g < own.v.n_group; g++)
        c[g] = (sayso_casting){.roles = 1u << SAYSO_ROLE_VICTIM, .deeds = 1u << SAYSO_DEED_ATTACK};
    out->of = sayso__arena_alloc(&s->a, own.v.n_group);
    assert_non_null(out->of);
    sayso__incident_parts(&own.v, &m, c, SAYSO_DEED_ATTACK, out);
}

static void victims_make_incidents(void **state)
{
    sheet *s = *state;
    sayso_parts parts;
    read_own(s, "A guard was shot in Dolvan. A nurse was shot in Harbourtown.\n");
    uint32_t guard = own.v.noun[noun(s, "guard")].group, nurse = own.v.noun[noun(s, "nurse")].group;
    parts_of(s, 1, &parts);
    assert_int_equal(parts.n, 1);
    assert_int_equal(parts.of[guard] & parts.of[nurse], 1);
    parts_of(s, 0, &parts);
    assert_true(parts.n >= 2);
    assert_int_equal(parts.of[guard] & parts.of[nurse], 0);
    for (uint32_t k = 1; k < parts.n; k++)
        assert_true(parts.first[k - 1] < parts.first[k]);
}

static void too_many_incidents_are_the_last(void **state)
{
    sheet *s = *state;
    sayso_parts parts;
    read_own(s, "A guard, a nurse, a baker, a driver, a judge, a clerk, a farmer, a monk, a miner, "
                "a poet, a cook, a singer, a smith, a tailor, a pilot, a weaver, a teacher, a "
                "dentist, a painter, a butcher, a grocer, a lawyer, a porter, a sailor, a printer "
                "and a gardener were shot.\n");
    parts_of(s, 0, &parts);
    assert_int_equal(parts.n, SAYSO_PARTS_MOST);
    for (uint32_t g = 0; g < own.v.n_group; g++)
        assert_true(parts.of[g] && (parts.of[g] & (parts.of[g] - 1)) == 0);
    assert_int_equal(parts.of[own.v.noun[noun(s, "tailor")].group], 1u << (SAYSO_PARTS_MOST - 1));
    assert_int_equal(parts.of[own.v.noun[noun(s, "gardener")].group], 1);
}

static void a_number_counts_and_a_singular_is_one(void **state)
{
    sheet *s = *state;
    read_own(s, "The bomb killed 14 soldiers, twenty-two police officers and a nurse, and hurt "
                "several passengers.\n");
    static const struct {
        const char *words;
        int32_t number;
    } cases[] = {{"14 soldiers", 14},
                 {"twenty-two police officers", 22},
                 {"nurse", 1},
                 {"several passengers", -1}};
    sayso_casting *c = SAYSO_NEW_N(&s->a, sayso_casting, own.v.n_group);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t n = noun(s, cases[i].words);
        assert_int_not_equal(n, SAYSO_NONE);
        sayso_filler f = sayso__incident_filler(&own.v, c, own.v.noun[n].group, SAYSO_ROLE_VICTIM,
                                                SAYSO_DEED_BOMBING);
        assert_int_equal(f.number, cases[i].number);
        assert_int_equal(f.role, 'v');
    }
}

static void a_bound_is_no_part_of_the_filler(void **state)
{
    sheet *s = *state;
    read_own(s, "The fire killed at least five people.\n");
    sayso_casting *c = SAYSO_NEW_N(&s->a, sayso_casting, own.v.n_group);
    uint32_t g = own.v.noun[own.v.n_noun - 1].group;
    sayso_filler f = sayso__incident_filler(&own.v, c, g, SAYSO_ROLE_VICTIM, SAYSO_DEED_ATTACK);
    assert_true(sayso__str_is(f.text, "five people"));
    assert_int_equal(f.number, 5);
}

/* Without its sections a report still has its main event, by rules. */
static void without_a_model_rules_stand(void **state)
{
    sheet *s = *state;
    static const sayso_incident_model empty;
    sayso_claims out;
    read_own(s, "DOLVAN, 3 May (Northern Wire) - A bomb exploded at a market in Dolvan on "
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
        read_own(s, text[k]);
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
        cmocka_unit_test(a_name_with_of_is_one_phrase),
        cmocka_unit_test(rivals_are_the_best_groups),
        cmocka_unit_test(words_of_doubt_are_marked),
        cmocka_unit_test(bars_decide_over_scores),
        cmocka_unit_test(victims_make_incidents),
        cmocka_unit_test(too_many_incidents_are_the_last),
        cmocka_unit_test(a_number_counts_and_a_singular_is_one),
        cmocka_unit_test(a_bound_is_no_part_of_the_filler),
        cmocka_unit_test(without_a_model_rules_stand),
        cmocka_unit_test(incidents_hold_together),
    };
    return cmocka_run_group_tests(tests, open_sheet, close_sheet);
}
