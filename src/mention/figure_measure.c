/* figure_measure.c -- what a number phrase counts: killed, injured, detained ...  Layer: mention.
 *
 * The word that says so is looked for, nearest evidence first: inside the counted noun phrase ("44
 * injured people", "14 deaths"), right behind it ("14 people dead"), the verb that it is the
 * subject of ("two men had been detained"), the verb before it ("killed 14 people"), the number's
 * own name before it ("put the toll at 26"), the whole it is a part of ("including three
 * children"). The tree is asked first and the words around it where the tree is silent: parsers err
 * on long subjects. */
#include "base/str.h"
#include "lexica.h"
#include "mention/figure_phrase.h"
#include "tag/lexeme.h"

#define RIGHT_MOST  12u /* words looked at behind the counted */
#define ASIDE_MOST  12u /* words of an aside between two commas */
#define LEFT_MOST   14u /* words looked at before the number for the toll's noun */
#define VEIL_REACH  18u /* words behind a speaker that may say he hides his name */

#define KNOWN_MOST  99.0 /* "the 4,100 inhabitants" is a count, "the two men" points back */
#define VEILED_MOST 12.0 /* more people than this are a crowd, not nameless sources */

static const sayso_lexicon_entry *measure_at(const sayso_figure_view *v, uint32_t i, uint32_t *len)
{
    return sayso__figure_entry(v, &sayso__lex_measures, i, 1, SAYSO_FIG_PHRASE, len);
}

static bool is_be(const sayso_figure_view *v, uint32_t i)
{
    return sayso__figure_clue(v, i, SAYSO_FIG_BE);
}

static bool set(const sayso_figure_view *v, sayso_figure_phrase *p, const sayso_lexicon_entry *e,
                uint32_t i)
{
    bool dead = sayso__figure_says(v, i + 1, "to") && sayso__figure_says(v, i + 2, "death");
    p->measure = dead ? SAYSO_MEASURE_KILLED : (uint8_t)e->value[0]; /* poisoned to death */
    p->head = i;
    return true;
}

static bool hospital(sayso_figure_view *v)
{
    if (v->hospital < 0) {
        v->hospital = 0;
        for (uint32_t i = 0; i < v->n && !v->hospital; i++)
            v->hospital = sayso__figure_clue(v, i, SAYSO_FIG_HOSPITAL);
    }
    return v->hospital > 0;
}

/* ---- in and behind the noun phrase ---------------------------------------------------------- */

/* Does a participle at i stand without an object ("14 people killed in ...")? */
static bool no_object(const sayso_figure_view *v, uint32_t i)
{
    uint8_t c = sayso__figure_class(v, i + 1), u = sayso__figure_upos(v, i + 1);
    if (c == SAYSO_TW_NUM || c == SAYSO_TW_THE || c == SAYSO_TW_A || c == SAYSO_TW_MOD)
        return false;
    return u != SAYSO_UPOS_NOUN && u != SAYSO_UPOS_PROPN && u != SAYSO_UPOS_DET &&
           u != SAYSO_UPOS_PRON && u != SAYSO_UPOS_NUM;
}

/* "hostages", "refugees": persons, whose name gives way to a verb ("freed 45 hostages") */
static bool is_role(const sayso_figure_view *v, uint32_t i)
{
    uint32_t len;
    const sayso_lexicon_entry *e = sayso__figure_entry(v, &sayso__lex_counted, i, 1, 1, &len);
    return e && (e->value[0] & SAYSO_FIG_PERSON) && !sayso__figure_says(v, i, "bodies") &&
           !sayso__figure_says(v, i, "body");
}

/* true: settled. A measure by a role's name alone is set, but not settled. */
static bool inside(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    uint32_t last = p->noun != SAYSO_NONE ? p->noun : p->j + 1;
    for (uint32_t k = p->j; k <= last && k < v->n; k++) {
        uint32_t len;
        uint8_t c = sayso__figure_class(v, k);
        if (p->noun == SAYSO_NONE && c != SAYSO_TW_OTHER && c != SAYSO_TW_MORE)
            break;
        const sayso_lexicon_entry *e = measure_at(v, k, &len);
        if (!e || !e->value[0])
            continue;
        uint32_t f = e->value[1];
        if ((f & SAYSO_FIG_NOUN) && (k == p->noun || p->noun == SAYSO_NONE))
            return set(v, p, e, k) && !is_role(v, k);
        if ((f & SAYSO_FIG_STATE) && (k != p->noun || p->noun == k) && no_object(v, k))
            return set(v, p, e, k);
        if ((f & SAYSO_FIG_STATE) && p->noun != SAYSO_NONE && k < p->noun)
            return set(v, p, e, k);
    }
    return false;
}

/* "14 people dead", "three miners still missing", "two men arrested on Friday", "some left dead" */
static bool right_behind(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    uint32_t k = (p->noun != SAYSO_NONE ? p->noun : p->j - 1) + 1, len;
    while (k < v->n && (sayso__figure_upos(v, k) == SAYSO_UPOS_ADV ||
                        sayso__figure_says(v, k, "still") || sayso__figure_says(v, k, "feared")))
        k++;
    const sayso_lexicon_entry *e = measure_at(v, k, &len);
    if (!e || !e->value[0])
        return false;
    if ((e->value[1] & SAYSO_FIG_AFTER) && len > 1)
        return set(v, p, e, k);
    uint8_t x = k < v->n ? v->tags->xpos[v->words->v[k].tok] : 0; /* taggers mix the two up */
    bool participle = (e->value[1] & SAYSO_FIG_OBJ) && p->noun != SAYSO_NONE && !p->part &&
                      (x == SAYSO_XPOS_VBN || x == SAYSO_XPOS_VBD);
    return ((e->value[1] & SAYSO_FIG_STATE) || participle) && no_object(v, k + len - 1) &&
           set(v, p, e, k);
}

/* ---- the verb of which it is the subject ---------------------------------------------------- */

static bool stops(const sayso_figure_view *v, uint32_t i)
{
    sayso_str w = sayso__figure_text(v, i);
    return !w.n || w.p[0] == '.' || w.p[0] == ';' || w.p[0] == ':' || w.p[0] == '"' ||
           w.p[0] == '(' || sayso__figure_class(v, i) == SAYSO_TW_NUM ||
           sayso__figure_class(v, i) == SAYSO_TW_COMMA || sayso__figure_clue(v, i, SAYSO_FIG_STOP);
}

/* "people, three of them minors, had died": behind the comma that closes what stands between, when
 * no verb does. */
static uint32_t over_aside(const sayso_figure_view *v, uint32_t k)
{
    if (sayso__figure_class(v, k) != SAYSO_TW_COMMA)
        return k;
    for (uint32_t e = k + 1; e < k + ASIDE_MOST && e < v->n; e++) {
        uint8_t u = sayso__figure_upos(v, e);
        if (sayso__figure_class(v, e) == SAYSO_TW_COMMA)
            return e + 1;
        if (u == SAYSO_UPOS_VERB || u == SAYSO_UPOS_AUX || sayso__figure_says(v, e, "."))
            break;
    }
    return k;
}

/* A clause that goes on from word k: "(have) been detained", "died", "were in custody". */
static bool predicate(const sayso_figure_view *v, sayso_figure_phrase *p, uint32_t k)
{
    bool be = false, of = sayso__figure_class(v, k) == SAYSO_TW_OF;
    k = over_aside(v, k);
    for (uint32_t n = 0; n < RIGHT_MOST && k < v->n; n++, k++) {
        bool told = be && sayso__figure_says(v, k, "told"); /* were told to leave their homes */
        if (be && sayso__figure_says(v, k, "among") &&      /* are among the 11 still in hospital */
            sayso__figure_class(v, k + 1) == SAYSO_TW_THE &&
            sayso__figure_class(v, k + 2) == SAYSO_TW_NUM) {
            k += 2;
            continue;
        }
        if (stops(v, k) && !(n == 0 && sayso__figure_says(v, k, "who")) && !told)
            return false;
        if (n == 0 && sayso__figure_class(v, k) == SAYSO_TW_AND &&
            sayso__figure_class(v, k + 1) == SAYSO_TW_A &&
            sayso__figure_upos(v, k + 2) == SAYSO_UPOS_NOUN) { /* three men and a woman were */
            k += 2;
            continue;
        }
        if (!be &&
            (sayso__figure_class(v, k) == SAYSO_TW_AND || sayso__figure_class(v, k) == SAYSO_TW_OR))
            return false;
        uint32_t len;
        const sayso_lexicon_entry *e = measure_at(v, k, &len);
        uint32_t f = e && e->value[0] ? e->value[1] : 0;
        if ((f & SAYSO_FIG_AFTER) && len > 1 && (n == 0 || !sayso__figure_says(v, k, "of")))
            return set(v, p, e, k);
        if ((f & SAYSO_FIG_SUBJ) && sayso__figure_upos(v, k) != SAYSO_UPOS_NOUN)
            return set(v, p, e, k);
        if (be && (f & (SAYSO_FIG_OBJ | SAYSO_FIG_STATE)))
            return set(v, p, e, k);
        if (!be && (f & SAYSO_FIG_STATE) && no_object(v, k) && n <= (of ? 4u : 2u))
            return set(v, p, e, k);
        if (is_be(v, k))
            be = true;
        else if (be && sayso__figure_upos(v, k) == SAYSO_UPOS_VERB && !(f & SAYSO_FIG_OBJ) &&
                 !sayso__figure_says(v, k, "reported") && !sayso__figure_says(v, k, "believed") &&
                 !sayso__figure_says(v, k, "thought") && !sayso__figure_says(v, k, "feared"))
            be = false;
    }
    return false;
}

static uint32_t word_of_token(const sayso_figure_view *v, uint32_t tok)
{
    uint32_t lo = 0, hi = v->n;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (v->words->v[mid].tok_end <= tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < v->n && v->words->v[lo].tok <= tok ? lo : SAYSO_NONE;
}

/* By the tree: the noun phrase is the subject of a word that the list knows. */
static bool subject_of(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    uint32_t w = p->noun != SAYSO_NONE ? p->noun : p->num, tok = v->words->v[w].tok;
    for (uint32_t step = 0; step < 3; step++) {
        uint8_t rel = v->tags->deprel[tok];
        uint32_t up = v->tags->head[tok];
        if (up == SAYSO_NONE)
            return false;
        bool passive = rel == SAYSO_DEPREL_NSUBJ_PASS;
        if (rel == SAYSO_DEPREL_OBJ && step > 0) { /* detained a man and two others */
            uint32_t len, k = word_of_token(v, up);
            const sayso_lexicon_entry *e = k == SAYSO_NONE ? NULL : measure_at(v, k, &len);
            return e && e->value[0] && (e->value[1] & SAYSO_FIG_OBJ) && set(v, p, e, k);
        }
        if (passive || rel == SAYSO_DEPREL_NSUBJ) {
            uint32_t len, k = word_of_token(v, up);
            if (k == SAYSO_NONE || k < p->j)
                return false;
            const sayso_lexicon_entry *e = measure_at(v, k, &len);
            uint32_t f = e && e->value[0] ? e->value[1] : 0;
            if ((f & SAYSO_FIG_SUBJ) || ((f & SAYSO_FIG_OBJ) && passive) ||
                ((f & SAYSO_FIG_STATE) && v->tags->upos[up] == SAYSO_UPOS_ADJ))
                return set(v, p, e, k);
            return false;
        }
        if (rel != SAYSO_DEPREL_NUMMOD && rel != SAYSO_DEPREL_NMOD && rel != SAYSO_DEPREL_CONJ)
            return false;
        tok = up;
    }
    return false;
}

static bool subject(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    if (subject_of(v, p))
        return true;
    uint32_t k = (p->noun != SAYSO_NONE ? p->noun : p->j - 1) + 1;
    if (p->part && sayso__figure_class(v, p->j) == SAYSO_TW_OF && p->noun == SAYSO_NONE)
        k = p->j + 2; /* of them */
    if (k == p->j + 2 && sayso__figure_class(v, k) == SAYSO_TW_NUM)
        k++; /* of the eleven */
    return predicate(v, p, k);
}

/* "the arrest of three men", "the deaths of two workers" */
static bool act_of(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    uint32_t len;
    if (p->i < 2 || sayso__figure_class(v, p->i - 1) != SAYSO_TW_OF || p->noun == SAYSO_NONE)
        return false;
    const sayso_lexicon_entry *e = measure_at(v, p->i - 2, &len);
    return e && e->value[0] && (e->value[1] & SAYSO_FIG_ACT) && set(v, p, e, p->i - 2);
}

/* ---- the verb before it --------------------------------------------------------------------- */

static bool progressive(const sayso_figure_view *v, uint32_t i)
{
    return sayso__str_ends(sayso__figure_text(v, i), SAYSO_STR("ing"));
}

/* "killed 14 people", "injuring at least 30", "detained around a dozen men", "left 14 dead" */
static bool object(sayso_figure_view *v, sayso_figure_phrase *p)
{
    uint32_t k = p->i;
    for (uint32_t back = 2; back <= 4 && back <= p->i; back++) { /* claimed the lives of */
        uint32_t len;
        const sayso_lexicon_entry *e = measure_at(v, p->i - back, &len);
        if (e && len == back && (e->value[1] & SAYSO_FIG_OBJ))
            return set(v, p, e, p->i - back);
    }
    for (uint32_t n = 0; n < 4 && k > 0; n++) {
        k--;
        uint32_t len;
        const sayso_lexicon_entry *e = measure_at(v, k, &len);
        uint32_t f = e && e->value[0] ? e->value[1] : 0;
        bool ward = (f & SAYSO_FIG_WARD) != 0;
        bool passive = !progressive(v, k) &&
                       ((k && is_be(v, k - 1)) || (k > 1 && is_be(v, k - 2) && !ward &&
                                                   sayso__figure_upos(v, k - 1) == SAYSO_UPOS_ADV));
        if ((f & (SAYSO_FIG_OBJ | SAYSO_FIG_WARD)) && (!ward || hospital(v)) && !passive)
            return set(v, p, e, k);
        uint8_t u = sayso__figure_upos(v, k);
        if (u != SAYSO_UPOS_ADV && u != SAYSO_UPOS_DET && u != SAYSO_UPOS_ADJ &&
            u != SAYSO_UPOS_PRON && !sayso__figure_says(v, k, "in") &&
            !sayso__figure_says(v, k, "up") && !sayso__figure_says(v, k, "another") &&
            !sayso__figure_says(v, k, "a") && !sayso__figure_says(v, k, "further") &&
            !sayso__figure_says(v, k, "the"))
            return false;
    }
    return false;
}

/* ---- the number's own name ------------------------------------------------------------------ */

/* "put the number of dead at 23 and the injured at 57", "the toll may come to well over 60", "cut
 * its list of the dead to 22", "lowered its figure from Monday's 25" */
static bool toll(const sayso_figure_view *v, sayso_figure_phrase *p,
                 const sayso_figure_phrase *before)
{
    static const char *const puts[] = {"put", "puts", "number", "numbers", "estimate", NULL};
    if (!p->i)
        return false;
    bool owned = sayso__figure_class(v, p->i - 1) == SAYSO_TW_POSS;
    bool named = p->i > 1 && sayso__figure_class(v, p->i - 1) == SAYSO_TW_OF &&
                 sayso__figure_clue(v, p->i - 2, SAYSO_FIG_GIVEN);
    if (!owned && !named && !sayso__figure_clue(v, p->i - 1, SAYSO_FIG_LEAD))
        return false;
    named = named || sayso__figure_clue(v, p->i - 1, SAYSO_FIG_NAME);
    uint32_t counted = SAYSO_NONE; /* "put the number of people aboard at 60" */
    bool number = false;
    for (uint32_t n = 0, k = p->i - 1; n < LEFT_MOST && k > 0; n++) {
        k--;
        uint32_t len;
        sayso_str w = sayso__figure_text(v, k);
        if (w.n && (w.p[0] == '.' || w.p[0] == ';'))
            break;
        const sayso_lexicon_entry *e = measure_at(v, k, &len);
        bool other = k && sayso__figure_class(v, k - 1) == SAYSO_TW_NUM; /* "19 dead" is not ours */
        bool subj = sayso__figure_says(v, k, "deaths") || sayso__figure_says(v, k, "death");
        if (e && e->value[0] && !other &&
            ((e->value[1] & (SAYSO_FIG_NOUN | SAYSO_FIG_STATE)) || subj))
            return set(v, p, e, k);
        if (sayso__figure_clue(v, k, SAYSO_FIG_NAME))
            named = true;
        const sayso_lexicon_entry *c = sayso__figure_entry(v, &sayso__lex_counted, k, 1, 1, &len);
        uint8_t time = sayso__figure_class(v, k); /* "this year at 31" */
        if (c && (c->value[0] & SAYSO_FIG_NEVER) && counted == SAYSO_NONE &&
            time != SAYSO_TW_UNIT && time != SAYSO_TW_UNITS)
            return false; /* "put the spill at 1,100 tonnes, then corrected it to 860" */
        if (counted == SAYSO_NONE && v->tags->xpos[v->words->v[k].tok] == SAYSO_XPOS_NNS)
            counted = k;
        number = number || sayso__figure_says_any(v, k, puts);
    }
    if (number && counted != SAYSO_NONE && p->noun == SAYSO_NONE) {
        p->measure = SAYSO_MEASURE_COUNT;
        p->head = counted;
        return true;
    }
    uint8_t last = before ? before->measure : v->last_measure;
    if (!named || !last || last == SAYSO_MEASURE_MONEY || last == SAYSO_MEASURE_PERCENT ||
        p->noun != SAYSO_NONE)
        return false;
    p->measure = last;
    return true;
}

static bool takes(sayso_figure_phrase *p, uint8_t measure)
{
    if (!measure || measure == SAYSO_MEASURE_MONEY || measure == SAYSO_MEASURE_PERCENT)
        return false;
    p->measure = measure;
    return true;
}

/* Does the phrase end what is said of it ("14." "14, the army says" "16 as the figure")? */
static bool stands_alone(const sayso_figure_view *v, uint32_t j)
{
    static const char *const go_on[] = {"as", "now", "in", "so", "and", "on", "by", NULL};
    return j >= v->n || sayso__figure_upos(v, j) == SAYSO_UPOS_PUNCT ||
           sayso__figure_class(v, j) == SAYSO_TW_COMMA || sayso__figure_says_any(v, j, go_on);
}

/* ", the airline 23": the verb of the clause before is left out. */
static bool elided(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    uint32_t k = p->i;
    while (k && p->i - k < 4 &&
           (sayso__figure_upos(v, k - 1) == SAYSO_UPOS_NOUN ||
            sayso__figure_upos(v, k - 1) == SAYSO_UPOS_PROPN ||
            sayso__figure_upos(v, k - 1) == SAYSO_UPOS_DET))
        k--;
    return k && k < p->i &&
           (sayso__figure_class(v, k - 1) == SAYSO_TW_COMMA || sayso__figure_says(v, k - 1, ";"));
}

/* A number by itself behind a verb that names one takes what was counted before: "the board counts
 * 190", "the firm still speaks of eleven"; so does the answer to "How many?". */
static bool named_alone(const sayso_figure_view *v, sayso_figure_phrase *p,
                        const sayso_figure_phrase *before)
{
    static const char *const link[] = {"of", "to", "on", "at", "with", "\"", "\xe2\x80\x9c", NULL};
    if (p->noun != SAYSO_NONE || p->zero || p->part || !stands_alone(v, p->j))
        return false;
    uint32_t k = p->i;
    while (
        k && p->i - k < 3 &&
        (sayso__figure_says_any(v, k - 1, link) || sayso__figure_upos(v, k - 1) == SAYSO_UPOS_ADV))
        k--;
    if (k == 0)
        return takes(p, v->asked);
    if (before && sayso__figure_says(v, p->j, ".") && elided(v, p))
        return takes(p, before->measure);
    return sayso__figure_clue(v, k - 1, SAYSO_FIG_TELL) &&
           takes(p, before && before->measure ? before->measure : v->last_measure);
}

uint8_t sayso__figure_asked(sayso_figure_view *v)
{
    sayso_figure_phrase p = {.i = 0, .num = 1, .j = 2, .noun = SAYSO_NONE, .head = SAYSO_NONE};
    if (v->n < 3 || !sayso__figure_says(v, 0, "how") || !sayso__figure_says(v, 1, "many"))
        return 0;
    if (sayso__figure_upos(v, 2) == SAYSO_UPOS_NOUN)
        p.noun = 2;
    if (inside(v, &p) || right_behind(v, &p) || subject(v, &p))
        return p.measure;
    bool taken = sayso__figure_says(v, v->n - 2, "taken"); /* How many were taken? */
    return v->last_measure ? v->last_measure : taken ? SAYSO_MEASURE_ABDUCTED : 0;
}

/* ---- parts, neighbours, plain counts -------------------------------------------------------- */

static bool same_as(sayso_figure_phrase *p, const sayso_figure_phrase *whole)
{
    p->part = true;
    p->measure = whole->measure;
    p->head = whole->head;
    return true;
}

/* "two of the drowned were boys"; "four of them fatally" */
static bool part_says(const sayso_figure_view *v, sayso_figure_phrase *p, bool of_them)
{
    uint32_t len, k = p->j + 2;
    if (sayso__figure_class(v, p->j + 1) == SAYSO_TW_THE) {
        const sayso_lexicon_entry *e = measure_at(v, k, &len);
        if (e && e->value[0] && (e->value[1] & (SAYSO_FIG_STATE | SAYSO_FIG_NOUN))) {
            p->part = true;
            return set(v, p, e, k);
        }
    }
    if (of_them && sayso__figure_says(v, k, "fatally")) {
        p->part = true;
        p->measure = SAYSO_MEASURE_KILLED;
        p->head = k;
        return true;
    }
    return false;
}

/* "six of them badly", "three of them (were) children": what is said of the whole holds. */
static bool part_alone(const sayso_figure_view *v, sayso_figure_phrase *p,
                       const sayso_figure_phrase *whole)
{
    uint32_t len, k = p->j + 2;
    p->part = true;
    uint32_t behind = k < v->n ? over_aside(v, k) : k;
    if (behind != k && sayso__figure_upos(v, behind) == SAYSO_UPOS_VERB)
        return false; /* two of them, a cook and a driver, confessed */
    uint32_t end = k + (sayso__figure_upos(v, k) == SAYSO_UPOS_ADJ); /* two of them grave */
    if (k >= v->n || sayso__figure_upos(v, k) == SAYSO_UPOS_ADV ||
        sayso__figure_upos(v, end) == SAYSO_UPOS_PUNCT || sayso__figure_says(v, k, "in"))
        return same_as(p, whole);
    for (uint32_t n = 0; n < 4; n++, k++) {
        const sayso_lexicon_entry *e = sayso__figure_entry(v, &sayso__lex_counted, k, 1, 1, &len);
        if (e && (e->value[0] & SAYSO_FIG_PERSON)) {
            p->noun = k;
            return same_as(p, whole);
        }
        if (!is_be(v, k) && sayso__figure_upos(v, k) != SAYSO_UPOS_ADJ)
            break;
    }
    return false;
}

/* A part of the figure before it in the sentence or, of "them", in the report. */
static bool part_of(const sayso_figure_view *v, sayso_figure_phrase *p,
                    const sayso_figure_phrase *before)
{
    bool incl = p->i && (sayso__figure_clue(v, p->i - 1, SAYSO_FIG_INCL) ||
                         (p->i > 1 && sayso__figure_clue(v, p->i - 2, SAYSO_FIG_INCL) &&
                          sayso__figure_clue(v, p->i - 1, SAYSO_FIG_THEM)));
    bool of = sayso__figure_class(v, p->j) == SAYSO_TW_OF;
    bool of_them = of && sayso__figure_clue(v, p->j + 1, SAYSO_FIG_THEM);
    if (of && part_says(v, p, of_them))
        return true;
    sayso_figure_phrase report = {.noun = SAYSO_NONE,
                                  .head = SAYSO_NONE,
                                  .measure = v->last_measure};
    const sayso_figure_phrase *whole = before ? before : &report;
    if (!whole->measure || whole->measure > SAYSO_MEASURE_RELEASED)
        return false;
    if (incl)
        return same_as(p, whole);
    return of_them && part_alone(v, p, whole);
}

/* "14 civilians and three soldiers": goes with the figure before it. */
static bool beside(const sayso_figure_view *v, sayso_figure_phrase *p,
                   const sayso_figure_phrase *before)
{
    if (!before || !before->measure || before->measure > SAYSO_MEASURE_RELEASED || p->zero)
        return false;
    uint32_t end =
        (before->noun != SAYSO_NONE && before->noun >= before->j ? before->noun : before->j - 1) +
        1;
    while (end < p->i && (sayso__figure_class(v, end) == SAYSO_TW_COMMA ||
                          sayso__figure_class(v, end) == SAYSO_TW_AND ||
                          sayso__figure_class(v, end) == SAYSO_TW_OR))
        end++;
    if (end != p->i || p->noun == SAYSO_NONE)
        return false;
    p->measure = before->measure;
    p->head = before->head;
    return true;
}

/* Several of something that no list names: "eleven defects", "some 300 tips". */
static bool is_plural(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    uint32_t tok = v->words->v[p->noun].tok;
    bool quoted = v->tags->lexeme && (v->tags->lexeme[tok].bits & SAYSO_LEX_IN_QUOTE);
    return !p->zero && !quoted && v->tags->xpos[tok] == SAYSO_XPOS_NNS &&
           v->tags->upos[tok] == SAYSO_UPOS_NOUN;
}

/* "Of the 18 killed, at least 13 were hit by bullets": a part of the whole that opens the sentence.
 */
static bool of_whole(const sayso_figure_view *v, sayso_figure_phrase *p,
                     const sayso_figure_phrase *before)
{
    bool opens = before && before->i == 2 && sayso__figure_class(v, 0) == SAYSO_TW_OF &&
                 sayso__figure_class(v, 1) == SAYSO_TW_THE;
    return opens && p->noun == SAYSO_NONE && before->measure &&
           before->measure <= SAYSO_MEASURE_RELEASED && same_as(p, before);
}

/* "four of his men" */
static bool of_ours(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    static const char *const owner[] = {"his", "her", "my", "our", "their", NULL};
    return !p->zero && sayso__figure_class(v, p->j) == SAYSO_TW_OF &&
           sayso__figure_says_any(v, p->j + 1, owner);
}

bool sayso__figure_veiled(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    static const char *const next[] = {",",    "who", "speaking", "familiar",
                                       "with", "on",  "close",    NULL};
    uint32_t len;
    if (p->measure != SAYSO_MEASURE_COUNT || p->noun == SAYSO_NONE || p->noun >= v->n ||
        (p->best.known && p->best.v > VEILED_MOST))
        return false;
    const sayso_lexicon_entry *e = sayso__figure_entry(v, &sayso__lex_counted, p->noun, 1, 1, &len);
    if (!e || !(e->value[0] & SAYSO_FIG_PERSON))
        return false;
    if (p->i > 1 && sayso__figure_says(v, p->i - 2, "according"))
        return true;
    for (uint32_t k = p->noun + 2; k < v->n && k < p->noun + VEIL_REACH; k++)
        if (sayso__figure_clue(v, k, SAYSO_FIG_VEIL))
            return sayso__figure_says_any(v, p->noun + 1, next);
    return false;
}

/* People, and things of a list: a count, unless the text speaks of known ones ("the two men"). */
static bool plain_count(const sayso_figure_view *v, sayso_figure_phrase *p)
{
    uint32_t len;
    if (p->noun == SAYSO_NONE || (p->part && !of_ours(v, p)))
        return false;
    bool aboard =
        sayso__figure_says(v, p->noun + 1, "aboard") ||
        (sayso__figure_says(v, p->noun + 1, "on") && sayso__figure_says(v, p->noun + 2, "board"));
    const sayso_lexicon_entry *e = sayso__figure_entry(v, &sayso__lex_counted, p->noun, 1, 1, &len);
    if (!(e && e->value[0] & (SAYSO_FIG_PERSON | SAYSO_FIG_THING)) && !is_plural(v, p))
        return false;
    bool not_one = p->zero && p->i != p->num;
    if (p->zero && !not_one)
        return false;
    if (!p->zero && p->best.known && p->best.v <= 1)
        return false;
    bool crowd = p->best.known && p->best.v > KNOWN_MOST;
    if (!aboard && !crowd && p->i && sayso__figure_clue(v, p->i - 1, SAYSO_FIG_KNOWN))
        return false;
    p->measure = SAYSO_MEASURE_COUNT;
    p->head = p->noun;
    return true;
}

static bool is_thing(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    uint32_t len;
    if (p->noun == SAYSO_NONE)
        return false;
    const sayso_lexicon_entry *e = sayso__figure_entry(v, &sayso__lex_counted, p->noun, 1, 1, &len);
    return e && (e->value[0] & SAYSO_FIG_THING);
}

/* "no matter" and "not one drop" count nothing; "no arrests" and "no passengers" may. */
static bool empty_no(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    uint32_t len;
    if (!p->zero || p->noun == SAYSO_NONE)
        return false;
    const sayso_lexicon_entry *e = sayso__figure_entry(v, &sayso__lex_counted, p->noun, 1, 1, &len);
    return !e || !(e->value[0] & SAYSO_FIG_PERSON);
}

/* "Two bodies had been counted twice", "two of them were listed twice": the mistake of a toll, and
 * no toll of its own. */
static bool miscounted(const sayso_figure_view *v, const sayso_figure_phrase *p)
{
    static const char *const verb[] = {"counted",  "recorded", "listed", "tallied",
                                       "included", "entered",  NULL};
    for (uint32_t k = p->j; k < p->j + RIGHT_MOST && !stops(v, k); k++)
        if (sayso__figure_says_any(v, k, verb) &&
            (sayso__figure_says(v, k + 1, "twice") || sayso__figure_says(v, k + 1, "double")))
            return true;
    return false;
}

void sayso__figure_measure(sayso_figure_view *v, sayso_figure_phrase *p,
                           const sayso_figure_phrase *before)
{
    if (p->measure)
        return; /* money, per cent */
    bool one =
        !p->zero && p->best.known && p->low.known && p->best.v == 1 && v->words->v[p->num].word;
    if (one &&
        (sayso__figure_class(v, p->j) == SAYSO_TW_OF || (p->noun == SAYSO_NONE && !inside(v, p))))
        return;
    if (miscounted(v, p)) {
        p->head = SAYSO_NONE;
        return;
    }
    if (inside(v, p))
        return;
    if (empty_no(v, p)) {
        p->measure = SAYSO_MEASURE_NONE;
        return;
    }
    if (before && before->j + 2 == p->i && sayso__figure_class(v, p->i - 1) == SAYSO_TW_THE &&
        sayso__figure_class(v, p->i - 2) == SAYSO_TW_OF) {
        p->measure = SAYSO_MEASURE_NONE; /* "seven of the 22 were hurt": the verb is the seven's */
        return;
    }
    sayso_figure_phrase role = *p;
    p->measure = SAYSO_MEASURE_NONE;
    p->head = SAYSO_NONE;
    if (right_behind(v, p) || part_of(v, p, before) || act_of(v, p) || subject(v, p) ||
        object(v, p)) {
        if (is_thing(v, p)) /* "seized five rifles" */
            p->measure = SAYSO_MEASURE_COUNT;
        return;
    }
    if (role.measure) {
        *p = role;
        return;
    }
    if (toll(v, p, before) || named_alone(v, p, before) || of_whole(v, p, before) ||
        beside(v, p, before) || one)
        return;
    plain_count(v, p);
}
