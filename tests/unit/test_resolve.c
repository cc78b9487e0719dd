/* test_resolve.c -- source phrases to actors: heads, documents, shares, pronouns, invariants. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "attr/resolve.h"
#include "tagged.h"

typedef struct {
    tagged x;
    sayso_resolver r;
    uint32_t previous;
} bench;

static void open_bench(bench *b, const char *source)
{
    sayso_error err;
    tagged_make(&b->x, source);
    assert_int_equal(sayso__actor_find(&b->x.tags, &b->x.a, &b->x.scratch, &b->x.mentions, &err),
                     SAYSO_OK);
    assert_int_equal(sayso__resolve_begin(&b->x.mentions, &b->x.a, &b->x.scratch, &b->r, &err),
                     SAYSO_OK);
    b->previous = SAYSO_NONE;
}

/* Resolve the phrase with these words; its actor becomes the next one's `previous`. */
static sayso_source ask(bench *b, const char *words, uint32_t outer)
{
    uint32_t at = sayso__str_find((sayso_str){b->x.doc.text, b->x.doc.n_text}, sayso__str_z(words));
    assert_int_not_equal(at, SAYSO_NONE);
    sayso_source_phrase p = {SAYSO_NONE, 0, SAYSO_NONE, SAYSO_NONE, b->previous, outer};
    for (uint32_t i = 0; i < b->x.tokens.n_tok; i++)
        if (b->x.tokens.tok[i].at.beg >= at && b->x.tokens.tok[i].at.end <= at + strlen(words)) {
            p.beg = p.beg == SAYSO_NONE ? i : p.beg;
            p.end = i + 1;
        }
    sayso_source out;
    sayso_error err;
    assert_int_equal(sayso__resolve_source(&b->r, &p, &out, &err), SAYSO_OK);
    b->previous = out.actor;
    return out;
}

static void is_named(bench *b, const char *words, const char *name, sayso_source_form form)
{
    sayso_source s = ask(b, words, SAYSO_NONE);
    assert_int_equal(s.form, form);
    if (!name) {
        assert_int_equal(s.actor, SAYSO_NONE);
        return;
    }
    if (s.actor >= b->r.actor.n)
        fail_msg("no actor for \"%s\"", words);
    sayso_str got = b->r.actor.v[s.actor].name;
    if (!sayso__str_is(got, name))
        fail_msg("\"%s\" is \"%.*s\", not \"%s\"", words, (int)got.n, got.p, name);
}

static void people_and_their_bodies(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "The/DT mayor/NN ,/, [PER Iva/NNP Lind/NNP ] ,/, said/VBD/say so/RB ./. A/DT "
                   "spokesman/NN for/IN the/DT [ORG Harbour/NNP Board/NNP ] agreed/VBD/agree ./. "
                   "One/CD of/IN them/PRP ,/, [PER Ole/NNP Krag/NNP ] ,/, nodded/VBD/nod ./.");
    is_named(&b, "The mayor , Iva Lind", "Iva Lind", SAYSO_SOURCE_IS_ACTOR);
    is_named(&b, "A spokesman for the Harbour Board", "Harbour Board", SAYSO_SOURCE_IS_ACTOR);
    is_named(&b, "One of them , Ole Krag", "Ole Krag", SAYSO_SOURCE_IS_ACTOR);
    tagged_free(&b.x);
}

static void documents_lead_to_their_issuer(void **state)
{
    (void)state;
    bench b;
    open_bench(
        &b, "A/DT report/NN by/IN the/DT [ORG Harbour/NNP Board/NNP ] shows/VBZ/show it/PRP ./. "
            "The/DT document/NN adds/VBZ/add more/JJR ./. A/DT log/NN seen/VBN/see by/IN the/DT "
            "[ORG Coast/NNP Herald/NNP ] says/VBZ/say less/JJR ./. A/DT video/NN shows/VBZ/show "
            "smoke/NN ./. A/DT survey/NN by/IN [ORG Fell/NNP Research/NNP ] found/VBD/find so/RB "
            "./.");
    is_named(&b, "A report by the Harbour Board", "Harbour Board", SAYSO_SOURCE_IS_DOCUMENT);
    is_named(&b, "The document", "Harbour Board", SAYSO_SOURCE_IS_DOCUMENT);
    is_named(&b, "A log seen by the Coast Herald", NULL, SAYSO_SOURCE_IS_DOCUMENT);
    is_named(&b, "A video", NULL, SAYSO_SOURCE_IS_IMAGERY);
    is_named(&b, "A survey by Fell Research", "Fell Research", SAYSO_SOURCE_IS_SURVEY);
    tagged_free(&b.x);
}

/* "the memo that X obtained" is not X's; charges are the prosecutors', rulings the court's. */
static void documents_of_nobody_and_by_their_nature(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               "A/DT memo/NN that/WDT the/DT [ORG Coast/NNP Herald/NNP ] obtained/VBN/obtain "
               "says/VBZ/say so/RB ./. [ORG Dorva/NNP Prosecutor/NNP ~'s/POS Office/NNP ] and/CC "
               "the/DT [ORG Supreme/NNP Court/NNP ] met/VBD/meet ./. The/DT indictment/NN "
               "names/VBZ/name it/PRP ./. The/DT ruling/NN spares/VBZ/spare it/PRP ./.");
    is_named(&b, "A memo that the Coast Herald obtained", NULL, SAYSO_SOURCE_IS_DOCUMENT);
    is_named(&b, "The indictment", "Dorva Prosecutor's Office", SAYSO_SOURCE_IS_DOCUMENT);
    is_named(&b, "The ruling", "Supreme Court", SAYSO_SOURCE_IS_DOCUMENT);
    tagged_free(&b.x);
}

/* "the findings" of no issuer are the body's that was a subject just before, and no outlet's. */
static void findings_are_of_the_body_before(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "The/DT [ORG Harbour/NNP Commission/NNP ] met/VBD/meet ./. The/DT [ORG "
                   "Coast/NNP Herald/NNP ] waited/VBD/wait ./. The/DT findings/NNS blame/VBP/blame "
                   "rust/NN ./.");
    b.x.tags.deprel[2] = b.x.tags.deprel[7] = SAYSO_DEPREL_NSUBJ;
    for (uint32_t i = 0; i < b.r.actor.n; i++)
        b.r.actor.v[i].class_ = sayso__str_is(b.r.actor.v[i].name, "Coast Herald")
                                    ? SAYSO_CLASS_OUTLET
                                    : SAYSO_CLASS_GOVERNMENT;
    is_named(&b, "The findings", "Harbour Commission", SAYSO_SOURCE_IS_DOCUMENT);
    tagged_free(&b.x);
}

/* Capitals that no tagger took for a name are the pollster's; a share without "of" is of the
 * people whom a figure of the sentence before counts. */
static void surveys_name_pollster_and_asked(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "A/DT Quillmark/NNP survey/NN asked/VBD/ask 1,100/CD adults/NNS in/IN the/DT "
                   "capital/NN ./. 38/CD percent/NN blame/VBP/blame rain/NN ./.");
    is_named(&b, "A Quillmark survey", "Quillmark", SAYSO_SOURCE_IS_SURVEY);
    assert_int_equal(b.r.actor.v[b.previous].class_, SAYSO_CLASS_POLLSTER);
    sayso_figure f = {.beg = 4,
                      .end = 6,
                      .measure = SAYSO_MEASURE_COUNT,
                      .population = SAYSO_STR("adults")};
    b.x.mentions.figure = &f;
    b.x.mentions.n_figure = 1;
    is_named(&b, "38 percent", "adults in the capital", SAYSO_SOURCE_IS_SHARE);
    tagged_free(&b.x);
}

static void shares_are_of_those_asked(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "38/CD percent/NN of/IN islanders/NNS blame/VBP/blame rain/NN and/CC 27/CD "
                   "percent/NN blame/VBP/blame snow/NN ./.");
    is_named(&b, "38 percent of islanders", "islanders", SAYSO_SOURCE_IS_SHARE);
    is_named(&b, "27 percent", "islanders", SAYSO_SOURCE_IS_SHARE);
    tagged_free(&b.x);
}

static void pronouns_go_on_with_the_speaker(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "A/DT tinsmith/NN said/VBD/say so/RB ./. I/PRP know/VBP/know ,/, he/PRP "
                   "added/VBD/add ./.");
    is_named(&b, "A tinsmith", "tinsmith", SAYSO_SOURCE_IS_ACTOR);
    uint32_t smith = b.previous;
    assert_int_equal(ask(&b, "he", SAYSO_NONE).actor, smith);
    assert_int_equal(ask(&b, "I", smith).actor, smith);
    assert_int_equal(ask(&b, "I", SAYSO_NONE).actor, SAYSO_NONE);
    tagged_free(&b.x);
}

static void the_reports_own_outlet(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "An/DT earlier/JJR version/NN of/IN this/DT report/NN said/VBD/say so/RB ./.");
    b.x.doc.publisher = SAYSO_STR("Coast Herald");
    is_named(&b, "An earlier version of this report", "Coast Herald", SAYSO_SOURCE_IS_DOCUMENT);
    tagged_free(&b.x);
}

static uint32_t implied(bench *b, const char *cue, int n, uint32_t previous)
{
    sayso_source out;
    sayso_error err;
    uint32_t tok = SAYSO_NONE;
    for (uint32_t i = 0; cue && i < b->x.tokens.n_tok; i++)
        if (sayso__str_is(sayso__token_str(&b->x.tokens, i), cue) && n-- == 0)
            tok = i;
    assert_int_equal(sayso__resolve_implied(&b->r, tok, previous, &out, &err), SAYSO_OK);
    return out.actor;
}

static void a_cue_without_source_has_the_speaker_beside_it(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "[PER Iva/NNP Lind/NNP ] would/MD never/RB deny/VB it/PRP ./. So/RB be/VB "
                   "it/PRP ,/, said/VBD/say a/DT guard/NN ./. Rain/NN fell/VBD/fall ./.");
    uint32_t lind = ask(&b, "Iva Lind", SAYSO_NONE).actor;
    uint32_t guard = ask(&b, "a guard", SAYSO_NONE).actor;
    assert_int_not_equal(lind, guard);
    assert_int_equal(implied(&b, "deny", 0, SAYSO_NONE), lind);
    assert_int_equal(implied(&b, "said", 0, lind), guard);
    assert_int_equal(implied(&b, "fell", 0, lind), SAYSO_NONE);
    assert_int_equal(implied(&b, NULL, 0, guard), guard);
    tagged_free(&b.x);
}

/* "Lind spoke and demanded ...", "quoted Lind as saying": the tree says whose words they are. */
static void a_cue_shares_the_subject_of_its_verb(void **state)
{
    (void)state;
    bench b;
    open_bench(&b,
               "[PER Lind/NNP ] spoke/VBD/speak of/IN rain/NN and/CC demanded/VBD/demand tea/NN "
               "./. [ORG Norwind/NNP ] quoted/VBD/quote [PER Orsk/NNP ] as/IN saying/VBG/say "
               "so/RB ./.");
    sayso_tags *g = &b.x.tags;
    g->head[0] = 1, g->deprel[0] = SAYSO_DEPREL_NSUBJ, g->head[1] = SAYSO_NONE;
    g->head[5] = 1, g->deprel[5] = SAYSO_DEPREL_CONJ;
    g->head[8] = 9, g->deprel[8] = SAYSO_DEPREL_NSUBJ, g->head[9] = SAYSO_NONE;
    g->head[10] = 9, g->deprel[10] = SAYSO_DEPREL_OBJ;
    g->head[12] = 9, g->deprel[12] = SAYSO_DEPREL_ADVCL;
    uint32_t lind = ask(&b, "Lind", SAYSO_NONE).actor, orsk = ask(&b, "Orsk", SAYSO_NONE).actor;
    assert_int_equal(implied(&b, "demanded", 0, SAYSO_NONE), lind);
    assert_int_equal(implied(&b, "quoted", 0, SAYSO_NONE), orsk);
    assert_int_equal(implied(&b, "saying", 0, SAYSO_NONE), orsk);
    tagged_free(&b.x);
}

/* R1, R2, R3 for every phrase of a text, with heads good and bad. */
static void r1_r2_r3_hold_for_every_phrase(void **state)
{
    (void)state;
    bench b;
    open_bench(&b, "Its/PRP$ tinsmith/NN ,/, [PER Iva/NNP Lind/NNP ] ,/, and/CC 5/CD percent/NN "
                   "of/IN others/NNS that/WDT [ORG Norwind/NNP ] ~'s/POS report/NN of/IN it/PRP "
                   "named/VBD/name who/WP said/VBD/say ./.");
    uint32_t n = b.x.tokens.n_tok, before = b.x.mentions.n_actor;
    for (uint32_t beg = 0; beg < n; beg++)
        for (uint32_t end = beg + 1; end <= n; end++)
            for (uint32_t head = 0; head <= n; head += 3) {
                sayso_source_phrase p = {beg, end, head, head, b.previous, SAYSO_NONE};
                sayso_source out;
                sayso_error err;
                assert_int_equal(sayso__resolve_source(&b.r, &p, &out, &err), SAYSO_OK);
                assert_true(out.actor == SAYSO_NONE || out.actor < b.r.actor.n);
                assert_true(out.head >= beg && out.head < end);
                b.previous = out.actor;
            }
    for (uint32_t i = 0; i < before; i++)
        assert_true(sayso__str_eq(b.r.actor.v[i].name, b.x.mentions.actor[i].name));
    for (uint32_t i = before; i < b.r.actor.n; i++)
        for (uint32_t k = before; k < i; k++)
            assert_false(sayso__str_eq(b.r.actor.v[i].name, b.r.actor.v[k].name));
    tagged_free(&b.x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_and_their_bodies),
        cmocka_unit_test(documents_lead_to_their_issuer),
        cmocka_unit_test(documents_of_nobody_and_by_their_nature),
        cmocka_unit_test(findings_are_of_the_body_before),
        cmocka_unit_test(surveys_name_pollster_and_asked),
        cmocka_unit_test(shares_are_of_those_asked),
        cmocka_unit_test(pronouns_go_on_with_the_speaker),
        cmocka_unit_test(the_reports_own_outlet),
        cmocka_unit_test(a_cue_without_source_has_the_speaker_beside_it),
        cmocka_unit_test(a_cue_shares_the_subject_of_its_verb),
        cmocka_unit_test(r1_r2_r3_hold_for_every_phrase),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
