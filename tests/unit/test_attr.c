/* test_attr.c -- attributions: invariants on edited text, relays, nesting, hostile text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "attr/attr_draft.h"
#include "base/str.h"
#include "engine/pipeline.h"

typedef struct {
    sayso_arena a, scratch;
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions mentions;
    sayso_attrs attrs;
} reading;

static sayso_model model;
static sayso_models models;

static int open_models(void **state)
{
    (void)state;
    sayso_error err;
    assert_int_equal(sayso__model_builtin(&model, &err), SAYSO_OK);
    assert_int_equal(sayso__models_open(&model, &models, &err), SAYSO_OK);
    return 0;
}

/* False when the text is refused: cutting may leave half a character. */
static bool read_any(const char *text, size_t n, const sayso_attr_model *m, reading *r)
{
    sayso_error err = {0};
    uint8_t media = n && text[0] == '{' ? SAYSO_MEDIA_JSON : SAYSO_MEDIA_TEXT;
    sayso_unit unit = {.bytes = text, .n = (uint32_t)n, .media = media};
    sayso__arena_init(&r->a, 0);
    sayso__arena_init(&r->scratch, 0);
    sayso_arena *a = &r->a, *s = &r->scratch;
    sayso_read_options options = {.publisher = SAYSO_STR("The Lower Dray Courier")};
    if (sayso__doc_make(&unit, &options, a, &r->doc, &err) != SAYSO_OK) {
        assert_int_equal(err.code, SAYSO_EINPUT);
        return false;
    }
    assert_int_equal(sayso__token_split(&r->doc, &models.token, a, &r->tokens, &err), SAYSO_OK);
    assert_int_equal(sayso__tag_run(&r->tokens, &models.tag, a, s, &r->tags, &err), SAYSO_OK);
    assert_int_equal(sayso__mention_run(&r->tags, NULL, a, s, &r->mentions, &err), SAYSO_OK);
    assert_int_equal(sayso__attr_run(&r->mentions, m, a, s, &r->attrs, &err), SAYSO_OK);
    return true;
}

static void read_text(const char *text, size_t n, const sayso_attr_model *m, reading *r)
{
    assert_true(read_any(text, n, m, r));
}

static void let_go(reading *r)
{
    sayso__arena_free(&r->a);
    sayso__arena_free(&r->scratch);
}

/* ---- invariants ------------------------------------------------------------------------------ */

static uint32_t check_pieces(const reading *r, const sayso_piece *p, uint32_t n, uint32_t first)
{
    for (uint32_t k = 0; k < n; k++) {
        assert_true(p[k].at.beg < p[k].at.end && p[k].at.end <= r->doc.n_text);
        assert_true(p[k].beg < p[k].end && p[k].end <= r->tokens.n_tok);
        assert_true(k == 0 || p[k - 1].at.end <= p[k].at.beg);
        first = p[k].at.beg < first ? p[k].at.beg : first;
    }
    return first;
}

static void check_invariants(const reading *r)
{
    const sayso_attrs *s = &r->attrs;
    uint32_t before = 0;
    for (uint32_t i = 0; i < s->n_attribution; i++) {
        const sayso_attribution *x = &s->attribution[i];
        uint32_t n[3], first = UINT32_MAX;
        assert_true(x->piece + x->n_source + x->n_cue + x->n_content <= s->n_piece);
        first = check_pieces(r, sayso__attr_source(s, i, &n[0]), x->n_source, first);
        first = check_pieces(r, sayso__attr_cue(s, i, &n[1]), x->n_cue, first);
        first = check_pieces(r, sayso__attr_content(s, i, &n[2]), x->n_content, first);
        assert_true(x->n_cue + x->n_content > 0);              /* A2 */
        assert_true(x->parent == SAYSO_NONE || x->parent < i); /* A2 */
        assert_true(before <= first);                          /* A3 */
        before = first;
        assert_true(x->source_actor == SAYSO_NONE || x->source_actor < s->n_actor);
        assert_true(x->cue_head == SAYSO_NONE || x->cue_head < r->tokens.n_tok);
        assert_true(x->sent < r->tokens.n_sent);
        assert_true(x->via + x->n_via <= s->n_relay);
        for (uint32_t k = 0; k < x->n_via; k++)
            assert_true(s->relay[x->via + k].actor < s->n_actor);
    }
    for (uint32_t q = 0; q < s->n_quote; q++) /* A4 */
        assert_int_equal(r->tokens.sent_block[r->tokens.tok_sent[s->quote[q].open]],
                         r->tokens.sent_block[r->tokens.tok_sent[s->quote[q].end - 1]]);
}

static const char report[] =
    "\"We heard two bangs, one after the other,\" the lock keeper, Oda Brenn, told Northern Wire "
    "on "
    "Monday. \"Then the lights went out.\" She said nobody had warned the harbour.\n\n"
    "The harbour authority denied that the gate had been open. \xe2\x80\x9cOur records show it was "
    "shut "
    "at six,\xe2\x80\x9d its spokesman, Tam Wicker, said in a statement, adding that the inquiry "
    "would \xe2\x80\x98take "
    "weeks\xe2\x80\x99.\n\n"
    "According to two officials, who asked not to be named, the barge was overloaded. The owners, "
    "Brell & Sons, accused the authority of negligence and called the claim \"an insult\", state "
    "radio "
    "reported, citing the Harbour Gazette.\n\n"
    "The ferry allegedly sank within minutes. Was anyone told? The minister refused to say.";

static uint64_t random_next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

static void a1_a2_a3_a4_hold_on_edited_text(void **state)
{
    (void)state;
    uint64_t x = 88172645463325252u;
    uint32_t read = 0;
    for (uint32_t round = 0; round < 400; round++) {
        char text[sizeof report * 2];
        size_t n = 0, size = sizeof report - 1;
        while (n < size) { /* cut and paste, now and then a flipped byte */
            size_t from = random_next(&x) % size, len = random_next(&x) % 200;
            len = from + len > size ? size - from : len;
            memcpy(text + n, report + from, len);
            n += len;
            if (n && random_next(&x) % 4 == 0)
                text[random_next(&x) % n] = (char)(random_next(&x) % 95 + 32);
        }
        reading r;
        if (read_any(text, n, &models.attr, &r)) {
            check_invariants(&r);
            read++;
        }
        let_go(&r);
    }
    assert_true(read > 100);
}

/* The rules alone find plain stands, and leave quotations to the models. */
static void no_model_only_rules(void **state)
{
    (void)state;
    reading r;
    read_text(report, sizeof report - 1, &(sayso_attr_model){0}, &r);
    assert_in_range(r.attrs.n_attribution, 1, 3);
    assert_true(r.attrs.n_quote > 3);
    let_go(&r);
}

/* ---- what is found --------------------------------------------------------------------------- */

/* The attribution whose cue is the given word, or -1. */
static int by_cue(const reading *r, const char *cue)
{
    for (uint32_t i = 0; i < r->attrs.n_attribution; i++) {
        uint32_t n;
        const sayso_piece *p = sayso__attr_cue(&r->attrs, i, &n);
        if (n && sayso__str_is(sayso__str_span(r->doc.text, p->at), cue))
            return (int)i;
    }
    return -1;
}

static void expect_piece(const reading *r, const sayso_piece *p, uint32_t n, const char *want)
{
    assert_true(n > 0);
    sayso_str s = sayso__str_span(r->doc.text, p->at);
    if (!sayso__str_is(s, want))
        fail_msg("\"%.*s\" instead of \"%s\"", (int)s.n, s.p, want);
}

static void pieces_of_a_split_quotation(void **state)
{
    (void)state;
    reading r;
    read_text(report, sizeof report - 1, &models.attr, &r);
    int i = by_cue(&r, "told");
    assert_true(i >= 0);
    uint32_t n;
    const sayso_piece *p = sayso__attr_source(&r.attrs, (uint32_t)i, &n);
    expect_piece(&r, p, n, "the lock keeper, Oda Brenn,");
    p = sayso__attr_content(&r.attrs, (uint32_t)i, &n);
    assert_int_equal(n, 2);
    expect_piece(&r, p, n, "\"We heard two bangs, one after the other,\"");
    expect_piece(&r, p + 1, n - 1, "\"Then the lights went out.\"");
    assert_int_equal(r.attrs.attribution[i].quote_type, SAYSO_QUOTE_DIRECT);
    let_go(&r);
}

static void expect_via(const char *text, const char *cue, const char *first, const char *second)
{
    reading r;
    read_text(text, strlen(text), &models.attr, &r);
    int i = by_cue(&r, cue);
    assert_true(i >= 0);
    const sayso_attribution *x = &r.attrs.attribution[i];
    assert_int_equal(x->n_via, (first != NULL) + (second != NULL));
    if (first)
        assert_true(sayso__str_is(r.attrs.actor[r.attrs.relay[x->via].actor].name, first));
    if (second)
        assert_true(sayso__str_is(r.attrs.actor[r.attrs.relay[x->via + 1].actor].name, second));
    let_go(&r);
}

static void relays_outermost_first(void **state)
{
    (void)state;
    expect_via("\"We saw nothing,\" the guard told Reuters on Monday.", "told", "Reuters", NULL);
    expect_via("\"We saw nothing,\" the guard told reporters on Monday.", "told", NULL, NULL);
    expect_via(
        "The Harbour Gazette, citing the Reuters news agency, quoted a guard as saying that the "
        "gate was open.",
        "quoted", "Harbour Gazette", "Reuters");
    expect_via("\"We saw nothing,\" the guard told the Lower Dray Courier on Monday.", "told", NULL,
               NULL);
}

/* The one cue of the sentence, its source and the pieces of its content. */
static void expect_frame(const char *text, const char *cue, const char *source, const char *first,
                         const char *second)
{
    reading r;
    read_text(text, strlen(text), &models.attr, &r);
    int i = by_cue(&r, cue);
    assert_true(i >= 0);
    uint32_t n;
    const sayso_piece *p = sayso__attr_source(&r.attrs, (uint32_t)i, &n);
    expect_piece(&r, p, n, source);
    p = sayso__attr_content(&r.attrs, (uint32_t)i, &n);
    expect_piece(&r, p, n, first);
    assert_int_equal(n, second ? 2 : 1);
    if (second)
        expect_piece(&r, p + 1, n - 1, second);
    let_go(&r);
}

/* What is said stands around a cue between commas, however long the sentence. */
static void asides_take_the_sentence(void **state)
{
    (void)state;
    expect_frame("A crane fell onto the quay of Dolvan on Monday morning and at least four dockers "
                 "were crushed, the Harbour Office said early on Tuesday.",
                 "said", "the Harbour Office",
                 "A crane fell onto the quay of Dolvan on Monday morning and at least four dockers "
                 "were crushed",
                 NULL);
    expect_frame("The council, it states, bought the meadow twice and told nobody.", "states", "it",
                 "The council", "bought the meadow twice and told nobody");
    expect_frame("Divers found the wreck of the Oda and brought up its engine, fishermen and the "
                 "owner's brother said on Thursday.",
                 "said", "fishermen and the owner's brother",
                 "Divers found the wreck of the Oda and brought up its engine", NULL);
    expect_frame("As the siren wailed, the warden said, \"Run!\"", "said", "the warden", "\"Run!\"",
                 NULL);
}

/* Nouns of saying, a second clause with a cue that is understood. */
static void nouns_and_second_clauses_claim(void **state)
{
    (void)state;
    expect_frame("The mayor dismissed the millers' allegation that the sluice had been left open.",
                 "allegation", "the millers'", "the sluice had been left open", NULL);
    expect_frame("By the harbour's count, nine men died in the fire.", "count", "the harbour's",
                 "nine men died in the fire", NULL);
    expect_frame("The warden said that the gate was shut and that nobody had a key.", "said",
                 "The warden", "that the gate was shut", NULL);
    expect_frame("Nine dockers may have drowned in all, the Dolvan harbour service estimated.",
                 "estimated", "the Dolvan harbour service", "Nine dockers may have drowned in all",
                 NULL);
}

/* Verbs that take a stand need no quotation; where and when they were said is not said. */
static void plain_stands_end_with_their_object(void **state)
{
    (void)state;
    expect_frame("In Dolvan on Monday the Harbour Office welcomed the pause in the "
                 "shelling but demanded a public apology.",
                 "demanded", "the Harbour Office", "a public apology", NULL);
    expect_frame("The Lantern Column claimed responsibility for the fire at the grain silo, in a "
                 "video put on its channel on Sunday night.",
                 "claimed", "The Lantern Column", "responsibility for the fire at the grain silo",
                 NULL);
    expect_frame("Between these two numbers, doctors maintain, nine men have died.", "maintain",
                 "doctors", "nine men have died", NULL);
    expect_frame("The union warned that the sluice was cracked and asked for barges to be slowed.",
                 "asked", "The union", "for barges to be slowed", NULL);
    expect_frame("The miller took back his charge.", "took back", "The miller", "his charge", NULL);
}

static void expect_no_cue(const char *text, const char *cue)
{
    reading r;
    read_text(text, strlen(text), &models.attr, &r);
    assert_int_equal(by_cue(&r, cue), -1);
    let_go(&r);
}

static void evidence_marks_are_no_attributions(void **state)
{
    (void)state;
    expect_no_cue("The minister offered no evidence for the charge.", "offered");
    expect_no_cue("A guard, who asked us to keep him anonymous, said the gate was open.", "asked");
    expect_no_cue("Asked whether the gate was open, the warden said it was shut.", "Asked");
    expect_no_cue("We have seen the warden's letter.", "have seen");
    expect_no_cue("The bridge is expected to open in May.", "is expected");
    expect_no_cue("The clinic admitted 24 passengers on Monday.", "admitted");
    expect_no_cue("A storm was to blame for the delay of the ferry.", "was to blame for");
    expect_no_cue("The president declared three days of mourning.", "declared");
    expect_no_cue("Ordania summoned the Kesmarian ambassador on Monday.", "summoned");
}

/* The same verbs with something told behind them. */
static void admissions_and_announcements_are_attributions(void **state)
{
    (void)state;
    expect_frame("The hospital admitted that it had erred.", "admitted", "The hospital",
                 "that it had erred", NULL);
    expect_frame("The company admitted 12 workers had died.", "admitted", "The company",
                 "12 workers had died", NULL);
    expect_frame("The airline announced that holiday flights had been cancelled.", "announced",
                 "The airline", "that holiday flights had been cancelled", NULL);
    expect_frame("The ministry declared that the curfew had been broken by rebels.", "declared",
                 "The ministry", "that the curfew had been broken by rebels", NULL);
    expect_frame("The minister recalled that the ambassador had warned him.", "recalled",
                 "The minister", "that the ambassador had warned him", NULL);
}

static void headlines_repeat_the_body(void **state)
{
    (void)state;
    expect_no_cue("{\"title\": \"Warden denies leak\", \"text\": \"The warden denied that the "
                  "cellar had leaked.\"}",
                  "denies");
    reading r;
    static const char alone[] = "{\"title\": \"Warden denies leak in cellar\", \"text\": \"The "
                                "cellar is two hundred years old.\"}";
    read_text(alone, sizeof alone - 1, &models.attr, &r);
    assert_int_equal(r.attrs.n_attribution, 1);
    let_go(&r);
}

/* Attributions whose cue is a speaker's colon; *first is the first of them. */
static uint32_t count_turns(const char *text, size_t n, reading *r, int *first)
{
    uint32_t count = 0;
    read_text(text, n, &models.attr, r);
    check_invariants(r);
    for (uint32_t i = r->attrs.n_attribution; i-- > 0;) {
        uint32_t n_cue;
        const sayso_piece *cue = sayso__attr_cue(&r->attrs, i, &n_cue);
        if (n_cue != 1 || r->doc.text[cue->at.beg] != ':' ||
            r->attrs.attribution[i].quote_type != SAYSO_QUOTE_DIRECT)
            continue;
        *first = (int)i;
        count++;
    }
    return count;
}

static void turns_of_a_talk_are_speech(void **state)
{
    (void)state;
    static const char talk[] =
        "Hugo Velt, who ran the ferry office at Dorva, sat down with this paper on Monday.\n\n"
        "Q: Who cut the cable?\n\nA: Our own foreman cut it. He told me so himself.\n\n"
        "We paid him for years.\n\nQ: Did you call the police?\n\nA: No.\n\n"
        "Velt left the office in April.";
    static const char list[] =
        "The ferry sank at Dorva on Monday.\n\nMissing: 12\n\nDorva: the facts\n\n"
        "10:15: The ferry leaves the quay.\n\nNote: The figures are not final.\n\n"
        "Photo: Oda Brenn\n\nHugo Velt: He ran the ferry office.\n\nOda Brenn: She sold maps.";
    reading r;
    int first = -1;
    assert_int_equal(count_turns(talk, sizeof talk - 1, &r, &first), 2);
    const sayso_attribution *x = &r.attrs.attribution[first];
    uint32_t n;
    const sayso_piece *said = sayso__attr_content(&r.attrs, (uint32_t)first, &n);
    assert_int_equal(n, 2);
    assert_true(x->source_actor != SAYSO_NONE);
    assert_true(sayso__str_is(r.attrs.actor[x->source_actor].name, "Hugo Velt"));
    assert_memory_equal(r.doc.text + said[0].at.beg, "Our own", 7);
    assert_memory_equal(r.doc.text + said[1].at.beg, "We paid", 7);
    let_go(&r);
    assert_int_equal(count_turns(list, sizeof list - 1, &r, &first), 0);
    let_go(&r);
}

static void nested_ones_know_their_parent(void **state)
{
    (void)state;
    static const char text[] =
        "The minister said on Friday that the guard had told police the gate was open.";
    reading r;
    read_text(text, sizeof text - 1, &models.attr, &r);
    int outer = by_cue(&r, "said"), inner = by_cue(&r, "had told");
    assert_true(outer >= 0 && inner > outer);
    assert_int_equal(r.attrs.attribution[inner].parent, outer);
    assert_int_equal(r.attrs.attribution[outer].parent, SAYSO_NONE);
    let_go(&r);
}

/* ---- guesses --------------------------------------------------------------------------------- */

static void check_guess(const sayso_span_tagger *t, const sayso_guess *g)
{
    const sayso_draft *d = &g->draft;
    assert_in_range(d->n_content, 1, SAYSO_DRAFT_PIECES);
    assert_in_range(d->n_source, 0, 1);
    assert_true(g->behind >= 0);
    for (uint32_t k = 0; k < d->n_content; k++) {
        sayso_range c = d->content[k];
        assert_true(t->site.beg <= c.beg && c.beg < c.end && c.end <= t->site.end);
        assert_true(k == 0 || d->content[k - 1].end <= c.beg);
        assert_true(c.end <= d->cue[0].beg || c.beg >= d->cue[0].end);
        assert_true(!d->n_source || c.end <= d->source[0].beg || c.beg >= d->source[0].end);
    }
}

static bool same_guess(const sayso_draft *a, const sayso_draft *b)
{
    bool same = a->n_content == b->n_content && a->n_source == b->n_source;
    for (uint32_t k = 0; same && k < a->n_content; k++)
        same = a->content[k].beg == b->content[k].beg && a->content[k].end == b->content[k].end;
    return same && (!a->n_source ||
                    (a->source[0].beg == b->source[0].beg && a->source[0].end == b->source[0].end));
}

/* Every guess is sound, the likeliest labelling is the first, and what is chosen is one of them. */
static void guesses_are_sound_and_one_is_chosen(void **state)
{
    (void)state;
    reading r;
    sayso_attr_view v;
    sayso_span_tagger t;
    sayso_cue_guess *cue;
    uint32_t n_cue, checked = 0;
    sayso_error err;
    read_text(report, sizeof report - 1, &models.attr, &r);
    sayso_arena *s = &r.scratch;
    assert_int_equal(sayso__attr_view_make(&r.tags, r.attrs.quote, r.attrs.n_quote, s, s, &v, &err),
                     SAYSO_OK);
    assert_int_equal(sayso__cue_tag(&v, &models.attr, s, &cue, &n_cue, &err), SAYSO_OK);
    assert_int_equal(sayso__span_room(s, &t, &err), SAYSO_OK);
    for (uint32_t i = 0; i < n_cue; i++) {
        assert_true(cue[i].beg < cue[i].end && (i == 0 || cue[i - 1].end <= cue[i].beg));
        sayso_guess list[SAYSO_ATTR_GUESSES];
        sayso_draft best;
        sayso__span_tag(&v, &models.attr, sayso__cue_make(&v, cue[i].beg, cue[i].end), 64, &t);
        uint32_t n = sayso__guess_make(&t, list);
        assert_in_range(n, 0, SAYSO_ATTR_GUESSES);
        (void)sayso__rank_choose(&models.attr, &v, &t, cue[i].margin, &best);
        assert_int_equal(best.n_content > 0, n > 0);
        bool chosen = n == 0;
        float sum = n == 0;
        for (uint32_t j = 0; j < n; j++, checked++) {
            check_guess(&t, &list[j]);
            sum += list[j].chance;
            chosen |= same_guess(&list[j].draft, &best);
        }
        assert_true(chosen);
        assert_float_equal(sum, 1, 1e-4);
    }
    assert_true(checked > 20);
    let_go(&r);
}

/* Verbs are looked at closely, commas and names are not; all within the room there is. */
static void light_tokens_have_few_features(void **state)
{
    (void)state;
    reading r;
    sayso_attr_view v;
    uint32_t feat[SAYSO_ATTR_FEATURE_MOST], few = 0;
    sayso_error err;
    read_text(report, sizeof report - 1, &models.attr, &r);
    sayso_arena *s = &r.scratch;
    assert_int_equal(sayso__attr_view_make(&r.tags, r.attrs.quote, r.attrs.n_quote, s, s, &v, &err),
                     SAYSO_OK);
    for (uint32_t i = 0; i < r.tokens.n_tok; i++) {
        uint32_t n = sayso__cue_features(&v, i, feat);
        assert_in_range(n, 1, SAYSO_ATTR_FEATURE_MOST - 1);
        few += n < 10;
        if (r.tags.upos[i] == SAYSO_UPOS_VERB)
            assert_true(n > 50);
        if (r.tags.xpos[i] == SAYSO_XPOS_COMMA)
            assert_true(n < 10);
    }
    assert_in_range(few, r.tokens.n_tok / 8, r.tokens.n_tok / 2);
    let_go(&r);
}

/* ---- hostile text ---------------------------------------------------------------------------- */

/* However long a text without end is, what one cue is given of it is a window. */
static void check_bounded(const reading *r)
{
    check_invariants(r);
    for (uint32_t k = 0; k < r->attrs.n_piece; k++)
        assert_in_range(r->attrs.piece[k].end - r->attrs.piece[k].beg, 1, SAYSO_ATTR_WINDOW_MOST);
}

static void repeat(const char *unit, size_t total)
{
    size_t len = strlen(unit), n = 0;
    char *text = malloc(total + len);
    assert_non_null(text);
    for (; n < total; n += len)
        memcpy(text + n, unit, len);
    reading r;
    read_text(text, n, &models.attr, &r);
    check_bounded(&r);
    let_go(&r);
    free(text);
}

static void marks_cues_and_endless_paragraphs(void **state)
{
    (void)state;
    repeat("\"", 100000);
    repeat("\" ", 100000);
    repeat("\xe2\x80\x9c"
           "He said it. ",
           650000); /* 50,000, each inside the one before */
    repeat("\xe2\x80\x9cYes,\xe2\x80\x9d he said. ", 200000);
    repeat("said ", 200000);
    repeat("Oda Brenn: I said so.\n\n", 200000);
    repeat("he said it and ", 1000000);
    repeat("\"", 1);
    char *text = malloc(1 << 20);
    assert_non_null(text);
    memset(text, 'a', 1 << 20);
    for (size_t i = 0; i < 1 << 20; i += 6)
        text[i] = i % 60 == 0 && i ? '.' : ' ';
    memcpy(text, "\"He", 3); /* a quotation that nothing closes */
    reading r;
    read_text(text, 1 << 20, &models.attr, &r);
    check_bounded(&r);
    let_go(&r);
    free(text);
}

static void no_memory_is_a_status(void **state)
{
    (void)state;
    reading r;
    read_text(report, sizeof report - 1, &models.attr, &r);
    for (size_t limit = 0; limit < 400000; limit += 1 + limit / 3) {
        sayso_arena a, s;
        sayso_attrs out;
        sayso_error err;
        sayso__arena_init(&a, limit);
        sayso__arena_init(&s, limit * 4);
        sayso_status got = sayso__attr_run(&r.mentions, &models.attr, &a, &s, &out, &err);
        assert_true(got == SAYSO_OK || got == SAYSO_ENOMEM);
        sayso__arena_free(&a);
        sayso__arena_free(&s);
    }
    let_go(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a1_a2_a3_a4_hold_on_edited_text),
        cmocka_unit_test(no_model_only_rules),
        cmocka_unit_test(pieces_of_a_split_quotation),
        cmocka_unit_test(relays_outermost_first),
        cmocka_unit_test(asides_take_the_sentence),
        cmocka_unit_test(nouns_and_second_clauses_claim),
        cmocka_unit_test(plain_stands_end_with_their_object),
        cmocka_unit_test(evidence_marks_are_no_attributions),
        cmocka_unit_test(admissions_and_announcements_are_attributions),
        cmocka_unit_test(headlines_repeat_the_body),
        cmocka_unit_test(turns_of_a_talk_are_speech),
        cmocka_unit_test(nested_ones_know_their_parent),
        cmocka_unit_test(guesses_are_sound_and_one_is_chosen),
        cmocka_unit_test(light_tokens_have_few_features),
        cmocka_unit_test(marks_cues_and_endless_paragraphs),
        cmocka_unit_test(no_memory_is_a_status),
    };
    return cmocka_run_group_tests(tests, open_models, NULL);
}
