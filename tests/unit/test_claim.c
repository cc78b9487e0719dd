/* test_claim.c -- act, kind, stance, evidence, days, figures, incidents and ids over hand-made
 * attributions.
 *
 * Notation of the texts: words with spaces between; "word|lemma|XPOS" where the lemma or the tag is
 * not plain; "word@2" is a mention of actor 2, "word#k" a figure of people killed, "word%7" a time
 * on day 7; "<s0" ... ">" is the source, "<q0" the cue, "<c0" a content piece of attribution 0; "."
 * ends a sentence, "//" a block. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/vocab.h"
#include "claim/claim.h"
#include "tag/lexeme.h"

enum { MOST = 400 };

typedef struct {
    sayso_arena a, scratch;
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_mentions mentions;
    sayso_attrs attrs;
    sayso_claims claims;
    sayso_actor actor[8];
    uint32_t n_actor;
    char text[8 * MOST];
    uint32_t n_text;
    sayso_token tok[MOST];
    uint32_t sent[MOST], sent_block[MOST], tok_sent[MOST], head[MOST];
    sayso_block block[MOST];
    uint8_t upos[MOST], xpos[MOST], deprel[MOST];
    sayso_str lemma[MOST];
    sayso_lexeme lexeme[MOST];
    sayso_mention mention[MOST];
    sayso_figure figure[MOST];
    sayso_timex timex[MOST];
    sayso_piece piece[MOST];
    sayso_attribution attribution[16];
    sayso_piece part[16][3][4]; /* by attribution, role, piece */
    uint8_t n_part[16][3];
} sheet;

static uint32_t actor_add(sheet *s, const char *name, uint8_t class_, uint8_t kind,
                          uint32_t speaks_for)
{
    s->actor[s->n_actor] = (sayso_actor){.name = sayso__str_z(name),
                                         .class_ = class_,
                                         .kind = kind,
                                         .named = class_ != SAYSO_CLASS_UNNAMED,
                                         .speaks_for = speaks_for,
                                         .first = SAYSO_NONE};
    return s->n_actor++;
}

static uint8_t upos_of(const char *xpos, const char *word)
{
    if (xpos[0] == 'V')
        return SAYSO_UPOS_VERB;
    if (xpos[0] == 'M' || !strcmp(word, "was") || !strcmp(word, "is") || !strcmp(word, "had") ||
        !strcmp(word, "has"))
        return SAYSO_UPOS_AUX;
    if (!strcmp(word, ",") || !strcmp(word, ".") || !strcmp(word, "\""))
        return SAYSO_UPOS_PUNCT;
    if (!strcmp(word, "of") || !strcmp(word, "in") || !strcmp(word, "on") || !strcmp(word, "by"))
        return SAYSO_UPOS_ADP;
    if (!strcmp(word, "the") || !strcmp(word, "any") || !strcmp(word, "no"))
        return SAYSO_UPOS_DET;
    if (!strcmp(word, "we") || !strcmp(word, "it") || !strcmp(word, "she"))
        return SAYSO_UPOS_PRON;
    return SAYSO_UPOS_NOUN;
}

/* One word of the notation becomes one token. */
static void word_add(sheet *s, char *w)
{
    uint32_t t = s->tokens.n_tok, n_sent = s->tokens.n_sent;
    char *mark = strpbrk(w, "@#%");
    char kind = mark ? *mark : 0;
    int number = mark && mark[1] ? atoi(mark + 1) : 0;
    if (mark)
        *mark = 0;
    char *lemma = strchr(w, '|'), *xpos = NULL;
    if (lemma) {
        *lemma++ = 0;
        xpos = strchr(lemma, '|');
        if (xpos)
            *xpos++ = 0;
    }
    uint32_t beg = s->n_text, n = (uint32_t)strlen(w);
    memcpy(s->text + beg, w, n);
    s->text[beg + n] = ' ';
    s->n_text += n + 1;
    s->tok[t].at = (sayso_span){beg, beg + n};
    s->tok_sent[t] = n_sent;
    s->upos[t] = upos_of(xpos ? xpos : "", w);
    s->xpos[t] = (uint8_t)sayso__word_parse(SAYSO_VOCAB_XPOS, sayso__str_z(xpos ? xpos : "NN"));
    s->deprel[t] = SAYSO_DEPREL_DEP;
    s->head[t] = SAYSO_NONE;
    s->lemma[t] = lemma && *lemma
                      ? sayso__str(sayso__arena_copy(&s->a, lemma, strlen(lemma)), strlen(lemma))
                      : sayso__str(s->text + beg, n);
    sayso_span at = s->tok[t].at;
    if (kind == '@' && s->actor[number].first == SAYSO_NONE)
        s->actor[number].first = s->mentions.n_mention;
    if (kind == '@')
        s->mention[s->mentions.n_mention++] =
            (sayso_mention){at, t, t + 1, t, s->actor[number].kind, true, (uint32_t)number};
    else if (kind == '#')
        s->figure[s->mentions.n_figure++] = (sayso_figure){.at = at,
                                                           .beg = t,
                                                           .end = t + 1,
                                                           .head = SAYSO_NONE,
                                                           .measure = SAYSO_MEASURE_KILLED,
                                                           .part_of = SAYSO_NONE};
    else if (kind == '%')
        s->timex[s->mentions.n_timex++] = (sayso_timex){.at = at,
                                                        .beg = t,
                                                        .end = t + 1,
                                                        .type = SAYSO_TIMEX_DATE,
                                                        .first = number,
                                                        .last = number};
    s->tokens.n_tok++;
}

static void sent_end(sheet *s)
{
    if (s->tokens.n_tok == s->sent[s->tokens.n_sent])
        return;
    s->sent_block[s->tokens.n_sent] = s->doc.n_block;
    s->sent[++s->tokens.n_sent] = s->tokens.n_tok;
}

static void block_end(sheet *s)
{
    uint32_t beg = s->doc.n_block ? s->block[s->doc.n_block - 1].at.end : 0;
    sent_end(s);
    s->block[s->doc.n_block++] = (sayso_block){{beg, s->n_text}, SAYSO_BLOCK_BODY};
}

static void attributions_lay(sheet *s)
{
    for (uint32_t i = 0; i < s->attrs.n_attribution; i++) {
        sayso_attribution *x = s->attribution + i;
        x->piece = s->attrs.n_piece;
        for (uint32_t role = 0; role < 3; role++)
            for (uint32_t k = 0; k < s->n_part[i][role]; k++) {
                sayso_piece c = s->part[i][role][k];
                c.at = sayso__token_span(&s->tokens, c.beg, c.end);
                s->piece[s->attrs.n_piece++] = c;
            }
        x->n_source = s->n_part[i][0];
        x->n_cue = s->n_part[i][1];
        x->n_content = s->n_part[i][2];
        x->parent = x->via = SAYSO_NONE;
        x->cue_head = x->n_cue ? s->part[i][1][0].end - 1 : SAYSO_NONE;
        x->source_head = x->n_source ? s->part[i][0][0].end - 1 : SAYSO_NONE;
        uint32_t first = x->n_cue ? x->cue_head : s->part[i][2][0].beg;
        x->sent = s->tok_sent[first];
        x->quote_type = SAYSO_QUOTE_INDIRECT;
        if (x->n_content && s->text[s->tok[s->part[i][2][0].beg].at.beg] == '"')
            x->quote_type = SAYSO_QUOTE_DIRECT;
    }
}

/* Reads the notation; source_of gives the source actor of each attribution. */
static void sheet_read(sheet *s, const char *notation, const uint32_t *source_of)
{
    char *copy = sayso__arena_copy(&s->a, notation, strlen(notation));
    uint32_t open = SAYSO_NONE, role = 0;
    for (char *w = strtok(copy, " "); w; w = strtok(NULL, " ")) {
        if (w[0] == '<' && w[1] && w[2]) {
            open = (uint32_t)(w[2] - '0');
            role = w[1] == 's' ? 0 : w[1] == 'q' ? 1 : 2;
            s->part[open][role][s->n_part[open][role]++].beg = s->tokens.n_tok;
            if (open >= s->attrs.n_attribution)
                s->attrs.n_attribution = open + 1;
        } else if (!strcmp(w, ">")) {
            s->part[open][role][s->n_part[open][role] - 1].end = s->tokens.n_tok;
        } else if (!strcmp(w, "//")) {
            block_end(s);
        } else {
            bool stop = !strcmp(w, ".");
            word_add(s, w);
            if (stop)
                sent_end(s);
        }
    }
    block_end(s);
    s->doc.n_text = s->n_text;
    attributions_lay(s);
    for (uint32_t i = 0; i < s->attrs.n_attribution; i++)
        s->attribution[i].source_actor = source_of[i];
}

static void sheet_join(sheet *s)
{
    s->doc.text = s->text;
    s->doc.block = s->block;
    s->doc.id = SAYSO_STR("report 1");
    s->doc.day = 100;
    s->tokens.doc = &s->doc;
    s->tokens.tok = s->tok;
    s->tokens.sent = s->sent;
    s->tokens.sent_block = s->sent_block;
    s->tokens.tok_sent = s->tok_sent;
    s->tags = (sayso_tags){.tokens = &s->tokens,
                           .lexeme = s->lexeme,
                           .upos = s->upos,
                           .xpos = s->xpos,
                           .lemma = s->lemma,
                           .head = s->head,
                           .deprel = s->deprel};
    s->mentions.tags = &s->tags;
    s->mentions.timex = s->timex;
    s->mentions.figure = s->figure;
    s->mentions.actor = s->actor;
    s->mentions.mention = s->mention;
    s->mentions.n_actor = s->n_actor;
    s->mentions.event_day = SAYSO_NO_DAY;
    s->attrs.mentions = &s->mentions;
    s->attrs.piece = s->piece;
    s->attrs.attribution = s->attribution;
    s->attrs.actor = s->actor;
    s->attrs.n_actor = s->n_actor;
}

static sheet *sheet_new(void)
{
    sheet *s = calloc(1, sizeof *s);
    assert_non_null(s);
    sayso__arena_init(&s->a, 0);
    sayso__arena_init(&s->scratch, 0);
    return s;
}

static void sheet_free(sheet *s)
{
    sayso__arena_free(&s->a);
    sayso__arena_free(&s->scratch);
    free(s);
}

/* The cast of most tests: 0 a ministry, 1 its spokeswoman, 2 a group, 3 a guard without name. */
static sheet *cast(const char *notation, uint32_t by0, uint32_t by1, uint32_t by2)
{
    sheet *s = sheet_new();
    uint32_t by[3] = {by0, by1, by2};
    actor_add(s, "Ministry", SAYSO_CLASS_MINISTRY, SAYSO_MENTION_ORGANIZATION, SAYSO_NONE);
    actor_add(s, "Ada Quill", SAYSO_CLASS_PERSON, SAYSO_MENTION_PERSON, 0);
    actor_add(s, "North Front", SAYSO_CLASS_ARMED_GROUP, SAYSO_MENTION_ORGANIZATION, SAYSO_NONE);
    actor_add(s, "guard", SAYSO_CLASS_UNNAMED, SAYSO_MENTION_ROLE, SAYSO_NONE);
    actor_add(s, "OLDHAVEN", SAYSO_CLASS_PLACE, SAYSO_MENTION_LOCATION, SAYSO_NONE);
    actor_add(s, "REDMOOR", SAYSO_CLASS_PLACE, SAYSO_MENTION_LOCATION, SAYSO_NONE);
    s->actor[1].spokesperson = true;
    sheet_join(s);
    sheet_read(s, notation, by);
    assert_int_equal(sayso__claim_run(&s->attrs, NULL, &s->a, &s->scratch, &s->claims, NULL),
                     SAYSO_OK);
    return s;
}

static void claim_is(const sheet *s, uint32_t i, uint8_t act, uint8_t kind, uint32_t responsible,
                     uint8_t stance)
{
    const sayso_claim *c = s->claims.claim + i;
    assert_int_equal(c->act, act);
    assert_int_equal(c->kind, kind);
    assert_int_equal(c->responsible, responsible);
    assert_int_equal(c->stance, stance);
}

#define ACCUSED                                                                                    \
    "<s0 ministry@0 > <q0 accused|accuse|VBD > <c0 Front@2 of planting|plant|VBG the bomb > "

static void accusing_holds_the_object_responsible(void **state)
{
    (void)state;
    sheet *s = cast(ACCUSED ".", 0, 0, 0);
    claim_is(s, 0, SAYSO_ACT_ALLEGE, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_ASSERTS);
    assert_string_equal(s->claims.claim[0].codes.cameo, "112");
    assert_string_equal(s->claims.claim[0].codes.plover, "ACCUSE/allege");
    assert_int_equal(s->claims.claim[0].source_type, SAYSO_SOURCE_SPOKESPERSON);
    sheet_free(s);
}

static void saying_takes_its_act_from_the_content(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t by;
        uint8_t act, kind;
        uint32_t responsible;
        uint8_t stance;
    } all[] = {
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 Front@2 was|be behind the attack > .", 0,
         SAYSO_ACT_ALLEGE, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_ASSERTS},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 Front@2 was|be probably behind the attack > .", 0,
         SAYSO_ACT_SUSPECT, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_ASSERTS},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 there was|be no indication that Front@2 was|be "
         "behind the attack > .",
         0, SAYSO_ACT_ASSERT, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_DOUBTS},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 it was|be unlikely that Front@2 was|be behind "
         "the "
         "attack > .",
         0, SAYSO_ACT_ASSERT, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_DOUBTS},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 it blames|blame|VBZ nobody > .", 0,
         SAYSO_ACT_ASSERT, SAYSO_KIND_RESPONSIBILITY, SAYSO_NONE, 0},
        {"<s0 group@2 > <q0 said|say|VBD > <c0 they accused|accuse|VBD us|us|PRP in a day > .", 2,
         SAYSO_ACT_ASSERT, SAYSO_KIND_POSITION, SAYSO_NONE, 0},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 Front@2 was|be not responsible > .", 0,
         SAYSO_ACT_DENY, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_DENIES},
        {"<s0 group@2 > <q0 said|say|VBD > <c0 it was|be behind the attack > .", 2,
         SAYSO_ACT_CLAIM_RESPONSIBILITY, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_ASSERTS},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 if guards were|be asleep , Front@2 is|be to "
         "blame > .",
         0, SAYSO_ACT_ASSERT, SAYSO_KIND_CONDITION, SAYSO_NONE, 0},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the bomb was|be planted|plant|VBN by Front@2 > .",
         0, SAYSO_ACT_ALLEGE, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_ASSERTS},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 rivals must||MD stop|stop|VB > .", 0,
         SAYSO_ACT_DEMAND, SAYSO_KIND_DEMAND, SAYSO_NONE, 0},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 an inquiry was|be opened|open|VBN > .", 0,
         SAYSO_ACT_INVESTIGATE, SAYSO_KIND_STATUS, SAYSO_NONE, 0},
        {"<s0 ministry@0 > <q0 asked|ask|VBD > <c0 why nobody came|come|VBD > .", 0,
         SAYSO_ACT_QUESTION, SAYSO_KIND_POSITION, SAYSO_NONE, 0},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 9#k people died|die|VBD > .", 0, SAYSO_ACT_ASSERT,
         SAYSO_KIND_FIGURE, SAYSO_NONE, 0},
        {"<s0 ministry@0 > <q0 called|call|VBD > <c0 the charge absurd > .", 0, SAYSO_ACT_REJECT,
         SAYSO_KIND_RESPONSIBILITY, 0, SAYSO_STANCE_DENIES},
    };
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        sheet *s = cast(all[k].text, all[k].by, 0, 0);
        print_message("  %s\n", all[k].text);
        claim_is(s, 0, all[k].act, all[k].kind, all[k].responsible, all[k].stance);
        sheet_free(s);
    }
}

typedef struct {
    const char *text;
    uint8_t act;
} act_case;

static void acts_are(const act_case *all, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        sheet *s = cast(all[k].text, 0, 0, 0);
        print_message("  %s\n", all[k].text);
        assert_int_equal(s->claims.claim[0].act, all[k].act);
        sheet_free(s);
    }
}

static void negation_turns_the_act(void **state)
{
    (void)state;
    static const act_case all[] = {
        {"<s0 ministry@0 > <q0 has|have not said|say|VBN > <c0 who did it > .",
         SAYSO_ACT_DECLINE_COMMENT},
        {"<s0 ministry@0 > <q0 did|do not rule||VB out > <c0 an accident > .", SAYSO_ACT_SUSPECT},
        {"<s0 ministry@0 > <q0 ruled|rule|VBD out > <c0 an accident > .", SAYSO_ACT_DISPUTE},
        {"<s0 ministry@0 > <q0 does|do not believe||VB > <c0 the figure > .", SAYSO_ACT_DISPUTE},
        {"<s0 ministry@0 > <q0 declined|decline|VBD to comment > <c0 on the cause > .",
         SAYSO_ACT_DECLINE_COMMENT},
        {"<s0 ministry@0 > <q0 repeated|repeat|VBD > <c0 its warning|warning|NN > .",
         SAYSO_ACT_WARN},
    };
    acts_are(all, sizeof all / sizeof *all);
}

/* What lies between plain saying and an act: promises of one's house, maxims, things untrue. */
static void content_gives_finer_acts(void **state)
{
    (void)state;
    static const act_case all[] = {
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the party|party|NN would||MD sue|sue|VB > .",
         SAYSO_ACT_THREATEN},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the party|party|NN would||MD pay|pay|VB for it > "
         ".",
         SAYSO_ACT_PLEDGE},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the tide|tide|NN would||MD turn|turn|VB > .",
         SAYSO_ACT_PREDICT},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the data|data|NNS would||MD be|be|VB "
         "published|publish|VBN > .",
         SAYSO_ACT_PLEDGE},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 we|we|PRP should|should|MD have|have|VB "
         "tested|test|VBN it > .",
         SAYSO_ACT_ADMIT},
        {"<s0 ministry@0 > <q0 admitted|admit|VBD > <c0 it|it|PRP was|be|VBD mistaken|mistaken|JJ "
         "about the tanker > .",
         SAYSO_ACT_RETRACT},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the maps|map|NNS were|be|VBD wrong|wrong|JJ > .",
         SAYSO_ACT_DISPUTE},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 police revised|revise|VBD the toll|toll|NN > .",
         SAYSO_ACT_CORRECT},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the barge|barge|NN sailed|sail|VBD "
         "without|without|IN permission|permission|NN > .",
         SAYSO_ACT_ALLEGE},
        {"<s0 ministry@0 > <q0 said|say|VBD > <c0 the barge|barge|NN never|never|RB "
         "sailed|sail|VBD without|without|IN permission|permission|NN > .",
         SAYSO_ACT_ASSERT},
        {"<s0 guard@3 > <q0 said|say|VBD > <c0 the exit|exit|NN had|have|VBD been|be|VBN "
         "welded|weld|VBN shut|shut|JJ > .",
         SAYSO_ACT_ALLEGE},
        {"<s0 guard@3 > <q0 said|say|VBD > <c0 the road|road|NN was|be|VBD blocked|block|VBN > .",
         SAYSO_ACT_ASSERT},
        {"<s0 guard@3 > <q0 said|say|VBD > <c0 the road|road|NN was|be|VBD blocked|block|VBN "
         "on|on|IN purpose|purpose|NN > .",
         SAYSO_ACT_ALLEGE},
        {"<s0 guard@3 > <q0 said|say|VBD > <c0 villagers had|have|VBD been|be|VBN "
         "warned|warn|VBN of the flood|flood|NN > .",
         SAYSO_ACT_ASSERT},
        {"<s0 ministry@0 > <q0 disputed|dispute|VBD > <c0 it|it|PRP had|have|VBD given|give|VBN "
         "no|no|DT order|order|NN > .",
         SAYSO_ACT_DENY},
        {"<s0 ministry@0 > <q0 disputed|dispute|VBD > <c0 it|it|PRP amounted|amount|VBD to a "
         "warning|warning|NN > .",
         SAYSO_ACT_DISPUTE},
        {"<s0 ministry@0 > <q0 regretted|regret|VBD > <c0 the delay|delay|NN > .", SAYSO_ACT_ADMIT},
        {"<s0 ministry@0 > <q0 regretted|regret|VBD > <c0 its|its|PRP$ handling|handling|NN of "
         "the flood|flood|NN > .",
         SAYSO_ACT_ADMIT},
        {"<s0 ministry@0 > <q0 regretted|regret|VBD > <c0 the deaths|death|NNS of miners|miner|NNS "
         "> .",
         SAYSO_ACT_ASSERT},
        {"<s0 ministry@0 > <q0 regretted|regret|VBD > <c0 its|its|PRP$ remark|remark|NN > .",
         SAYSO_ACT_RETRACT},
        {"<s0 ministry@0 > <q0 cautioned|caution|VBD > <c0 the roof|roof|NN would||MD "
         "fall|fall|VB > .",
         SAYSO_ACT_WARN},
        {"<s0 ministry@0 > <q0 believes|believe|VBZ > <c0 the log|log|NN was|be|VBD "
         "forged|forge|VBN > .",
         SAYSO_ACT_SUSPECT},
    };
    acts_are(all, sizeof all / sizeof *all);
}

static void denial_is_of_the_speakers_own_party(void **state)
{
    (void)state;
    sheet *s = cast("<s0 Front@2 > <q0 accused|accuse|VBD > <c0 ministry@0 of the attack > . // "
                    "<s1 Quill@1 > <q1 denied|deny|VBD > <c1 any involvement > .",
                    2, 1, 0);
    claim_is(s, 0, SAYSO_ACT_ALLEGE, SAYSO_KIND_RESPONSIBILITY, 0, SAYSO_STANCE_ASSERTS);
    claim_is(s, 1, SAYSO_ACT_DENY, SAYSO_KIND_RESPONSIBILITY, 0, SAYSO_STANCE_DENIES);
    sheet_free(s);
}

static void what_was_said_before_goes_on(void **state)
{
    (void)state;
    sheet *s = cast("<s0 Front@2 > <q0 claimed|claim|VBD > <c0 responsibility for the attack > . "
                    "<c1 \" We entered|enter|VBD by night \" > <s1 it@2 > <q1 said|say|VBD > . // "
                    "<s2 ministry@0 > <q2 dismissed|dismiss|VBD > <c2 the claim > .",
                    2, 2, 0);
    claim_is(s, 0, SAYSO_ACT_CLAIM_RESPONSIBILITY, SAYSO_KIND_RESPONSIBILITY, 2,
             SAYSO_STANCE_ASSERTS);
    claim_is(s, 1, SAYSO_ACT_CLAIM_RESPONSIBILITY, SAYSO_KIND_RESPONSIBILITY, 2,
             SAYSO_STANCE_ASSERTS);
    claim_is(s, 2, SAYSO_ACT_REJECT, SAYSO_KIND_RESPONSIBILITY, 2, SAYSO_STANCE_DENIES);
    sheet_free(s);
}

static uint32_t bit(uint32_t mark)
{
    return 1u << mark;
}

static void marks_cover_the_claims_they_speak_of(void **state)
{
    (void)state;
    sheet *s = cast(ACCUSED "without offering|offer|VBG any evidence . // "
                            "<s1 guard@3 > , who asked|ask|VBD not to be named|name|VBN , <q1 "
                            "said|say|VBD > <c1 vans had left|leave|VBN > . "
                            "<c2 It was|be dark > , <s2 he@3 > <q2 added|add|VBD > .",
                    0, 3, 3);
    assert_int_equal(s->claims.claim[0].evidence, bit(SAYSO_EVIDENCE_NO_EVIDENCE_GIVEN));
    assert_int_equal(s->claims.claim[1].evidence, bit(SAYSO_EVIDENCE_ANONYMITY_GRANTED));
    assert_int_equal(s->claims.claim[2].evidence, bit(SAYSO_EVIDENCE_ANONYMITY_GRANTED));
    assert_int_equal(s->claims.n_mark, 2);
    sayso_str words = sayso__str_span(s->text, s->claims.mark[1].at);
    assert_true(sayso__str_is(words, "asked not to be named"));
    assert_int_equal(s->claims.mark[1].n_covers, 2);
    sheet_free(s);

    s = cast(ACCUSED ". Its story could not be independently verified|verify|VBN .", 0, 0, 0);
    assert_int_equal(s->claims.claim[0].evidence, bit(SAYSO_EVIDENCE_NOT_INDEPENDENTLY_VERIFIED));
    sheet_free(s);

    s = cast("<s0 ministry@0 > <q0 declined|decline|VBD to comment > .", 0, 0, 0);
    assert_int_equal(s->claims.claim[0].evidence, bit(SAYSO_EVIDENCE_DECLINED));
    sheet_free(s);
}

static void the_day_stands_with_the_cue(void **state)
{
    (void)state;
    sheet *s = cast("<s0 ministry@0 > <q0 said|say|VBD > on Monday%40 <c0 that vans left|leave|VBD "
                    "on Sunday%39 > . <c1 It was|be dark > , <s1 it@0 > <q1 added|add|VBD > . "
                    "<s2 Ministry@0 > <q2 has|have denied|deny|VBN > <c2 a plot > .",
                    0, 0, 0);
    assert_int_equal(s->claims.claim[0].said, 40);
    assert_int_equal(s->claims.claim[1].said, 40);
    assert_int_equal(s->claims.claim[2].said, SAYSO_NO_DAY);
    sheet_free(s);
}

static void figures_hang_on_whose_words_hold_them(void **state)
{
    (void)state;
    sheet *s =
        cast("<s0 ministry@0 > <q0 said|say|VBD > on Monday%40 <c0 9#k people died|die|VBD > "
             ". Here 4#k were|be buried|bury|VBN .",
             0, 0, 0);
    assert_int_equal(s->claims.figure[0].attribution, 0);
    assert_int_equal(s->claims.figure[0].as_of, 40);
    assert_int_equal(s->claims.figure[1].attribution, SAYSO_NONE);
    assert_int_equal(s->claims.figure[1].as_of, 100);
    sheet_free(s);
}

static void the_neutral_word_of_the_writer_wins(void **state)
{
    (void)state;
    sheet *s = cast("An explosion shook|shake|VBD the depot . <s0 ministry@0 > <q0 called|call|VBD "
                    "> <c0 it a bombing > . The blast broke|break|VBD windows .",
                    0, 0, 0);
    assert_int_equal(s->claims.n_incident, 1);
    assert_int_equal(s->claims.incident[0].kind, SAYSO_EVENT_EXPLOSION);
    assert_true(sayso__str_is(sayso__str_span(s->text, s->claims.incident[0].at), "explosion"));
    sheet_free(s);
    s = cast("Nothing of note came|come|VBD to pass .", 0, 0, 0);
    assert_int_equal(s->claims.n_incident, 0);
    sheet_free(s);
}

/* The place tied to the event's words wins over one where somebody speaks, and is not in capitals.
 */
static void the_place_is_where_it_happened(void **state)
{
    (void)state;
    sheet *s =
        cast("The envoy spoke|speak|VBD in OLDHAVEN@4 . An explosion shook|shake|VBD a depot "
             "in REDMOOR@5 . OLDHAVEN@4 slept|sleep|VBD .",
             0, 0, 0);
    assert_int_equal(s->claims.n_incident, 1);
    assert_true(sayso__str_is(s->claims.incident[0].place, "Redmoor"));
    sheet_free(s);
}

static const sayso_filler *filler_of(const sheet *s, uint8_t role)
{
    for (uint32_t k = 0; k < s->claims.n_filler; k++)
        if (s->claims.filler[k].role == role)
            return s->claims.filler + k;
    return NULL;
}

static void the_accused_and_the_weapon_fill_the_incident(void **state)
{
    (void)state;
    sheet *s = cast("The bombing shook|shake|VBD the town . " ACCUSED ".", 0, 0, 0);
    assert_int_equal(s->claims.n_incident, 1);
    assert_int_equal(s->claims.incident[0].kind, SAYSO_EVENT_BOMBING);
    const sayso_filler *who = filler_of(s, 'p'), *what = filler_of(s, 'w');
    assert_non_null(who);
    assert_int_equal(who->actor, 2);
    assert_int_equal(who->class_, 'o');
    assert_int_equal(who->confidence, SAYSO_CONF_ACCUSED_BY_AUTHORITIES);
    assert_non_null(what);
    assert_true(sayso__str_is(what->text, "bomb"));
    sheet_free(s);
}

static void ids_are_stable_and_distinct(void **state)
{
    (void)state;
    const char *twice = "<s0 ministry@0 > <q0 said|say|VBD > <c0 so > . // <s1 ministry@0 > <q1 "
                        "said|say|VBD > <c1 so > .";
    sheet *s = cast(twice, 0, 0, 0), *again = cast(twice, 0, 0, 0);
    assert_int_equal(strlen(s->claims.claim[0].id), 16);
    assert_string_equal(s->claims.claim[0].id, again->claims.claim[0].id);
    assert_string_equal(s->claims.claim[1].id, again->claims.claim[1].id);
    assert_string_not_equal(s->claims.claim[0].id, s->claims.claim[1].id);
    sheet_free(s);
    sheet_free(again);
}

/* ---- invariants of the header -----------------------------------------------------------------
 */

static void check_C1_C3(const sheet *s)
{
    for (uint32_t i = 0; i < s->attrs.n_attribution; i++) {
        const sayso_claim *c = s->claims.claim + i;
        assert_int_equal(c->responsible != SAYSO_NONE, c->stance != 0);
        assert_true(c->responsible == SAYSO_NONE || c->responsible < s->attrs.n_actor);
        assert_non_null(sayso__word(SAYSO_VOCAB_SPEECH_ACT, c->act));
        assert_non_null(sayso__word(SAYSO_VOCAB_KIND, c->kind));
        assert_non_null(sayso__word(SAYSO_VOCAB_SOURCE_TYPE, c->source_type));
        assert_non_null(sayso__word(SAYSO_VOCAB_FACTUALITY, c->factuality));
    }
}

static void check_C2(const sheet *s)
{
    for (uint32_t i = 0; i < s->attrs.n_attribution; i++) {
        const sayso_claim *c = s->claims.claim + i;
        uint32_t held = 0;
        for (uint32_t m = 0; m < s->claims.n_mark; m++)
            for (uint32_t k = 0; k < s->claims.mark[m].n_covers; k++)
                if (s->claims.mark_claim[s->claims.mark[m].covers + k] == i)
                    held |= bit(s->claims.mark[m].mark);
        if (c->act == SAYSO_ACT_DECLINE_COMMENT)
            held |= bit(SAYSO_EVIDENCE_DECLINED);
        if (c->act == SAYSO_ACT_INVESTIGATE)
            held |= bit(SAYSO_EVIDENCE_UNDER_INVESTIGATION);
        if (c->source_type == SAYSO_SOURCE_DOCUMENT)
            held |= bit(SAYSO_EVIDENCE_CITES_DOCUMENT) | bit(SAYSO_EVIDENCE_IMAGERY_SHOWS);
        if (c->source_type == SAYSO_SOURCE_SOCIAL_MEDIA)
            held |= bit(SAYSO_EVIDENCE_IMAGERY_SHOWS);
        assert_int_equal(c->evidence & ~held, 0);
    }
}

/* A random text of words that the rules know, with random attributions. */
static void random_notation(char *out, size_t cap, uint32_t *by)
{
    static const char *word[] = {"we",
                                 "not",
                                 "it",
                                 "Front@2",
                                 "ministry@0",
                                 "Quill@1",
                                 "guard@3",
                                 "behind",
                                 "was|be",
                                 "attack",
                                 "blame|blame|VB",
                                 "responsible",
                                 "evidence",
                                 "without",
                                 "offering|offer|VBG",
                                 "any",
                                 "preliminary",
                                 "report",
                                 "video",
                                 "could||MD",
                                 "verified|verify|VBN",
                                 "independently",
                                 "be",
                                 "Monday%7",
                                 "9#k",
                                 "people",
                                 "killed|kill|VBN",
                                 "bomb",
                                 "planted|plant|VBN",
                                 "by",
                                 "if",
                                 "?",
                                 "\"",
                                 "will||MD",
                                 "denied|deny|VBD",
                                 "claim",
                                 "charge",
                                 "warning",
                                 "nobody",
                                 "that",
                                 ",",
                                 ".",
                                 "//",
                                 "explosion",
                                 "in",
                                 "the",
                                 "no",
                                 "indication",
                                 "wrong",
                                 "to"};
    static const char *cue[] = {"said|say|VBD",          "denied|deny|VBD",
                                "accused|accuse|VBD",    "declined|decline|VBD to comment",
                                "claimed|claim|VBD",     "did|do not rule||VB out",
                                "warned|warn|VBD",       "repeated|repeat|VBD",
                                "withdrew|withdraw|VBD", "called|call|VBD"};
    size_t n = 0;
    uint32_t n_attr = 1 + (uint32_t)rand() % 3;
    for (uint32_t i = 0; i < n_attr; i++) {
        by[i] = (uint32_t)rand() % 6;
        if (by[i] > 3)
            by[i] = SAYSO_NONE;
        n += (size_t)snprintf(out + n, cap - n, "<s%u %s > <q%u %s > <c%u ", i,
                              word[3 + rand() % 4], i, cue[rand() % 10], i);
        for (int k = 1 + rand() % 9; k > 0; k--)
            n += (size_t)snprintf(out + n, cap - n, "%s ", word[rand() % 41]);
        n += (size_t)snprintf(out + n, cap - n, "> ");
        for (int k = rand() % 9; k > 0; k--)
            n += (size_t)snprintf(out + n, cap - n, "%s ", word[rand() % 50]);
        n += (size_t)snprintf(out + n, cap - n, ". ");
    }
}

static void C1_C2_C3_hold_on_random_claims(void **state)
{
    (void)state;
    unsigned seed = 4711;
    print_message("seed %u\n", seed);
    srand(seed);
    for (int round = 0; round < 2000; round++) {
        char text[4096];
        uint32_t by[3] = {0, 0, 0};
        random_notation(text, sizeof text, by);
        sheet *s = cast(text, by[0], by[1], by[2]);
        check_C1_C3(s);
        check_C2(s);
        sheet_free(s);
    }
}

static void running_out_of_memory_is_a_status(void **state)
{
    (void)state;
    sheet *s = cast(ACCUSED "without evidence . The bombing killed|kill|VBD 9#k people .", 0, 0, 0);
    uint32_t failed = 0;
    for (size_t limit = 16; limit < 40000; limit += 64) {
        sayso_arena a, scratch;
        sayso_claims out;
        sayso_error err = {0};
        sayso__arena_init(&a, limit);
        sayso__arena_init(&scratch, limit);
        sayso_status status = sayso__claim_run(&s->attrs, NULL, &a, &scratch, &out, &err);
        assert_true(status == SAYSO_OK || status == SAYSO_ENOMEM);
        failed += status == SAYSO_ENOMEM;
        sayso__arena_free(&a);
        sayso__arena_free(&scratch);
    }
    assert_true(failed > 3);
    sheet_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accusing_holds_the_object_responsible),
        cmocka_unit_test(saying_takes_its_act_from_the_content),
        cmocka_unit_test(negation_turns_the_act),
        cmocka_unit_test(denial_is_of_the_speakers_own_party),
        cmocka_unit_test(what_was_said_before_goes_on),
        cmocka_unit_test(marks_cover_the_claims_they_speak_of),
        cmocka_unit_test(the_day_stands_with_the_cue),
        cmocka_unit_test(figures_hang_on_whose_words_hold_them),
        cmocka_unit_test(the_neutral_word_of_the_writer_wins),
        cmocka_unit_test(the_place_is_where_it_happened),
        cmocka_unit_test(the_accused_and_the_weapon_fill_the_incident),
        cmocka_unit_test(ids_are_stable_and_distinct),
        cmocka_unit_test(content_gives_finer_acts),
        cmocka_unit_test(C1_C2_C3_hold_on_random_claims),
        cmocka_unit_test(running_out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
