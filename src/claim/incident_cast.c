/* incident_cast.c -- who plays which role in which incident, by the trained models.  Layer: claim.
 *
 * A report that tells of violence has an incident for each deed that it tells of (at least the
 * likeliest); a group of phrases that plays a role belongs to the deeds that its surroundings speak
 * of. */
#include "base/fail.h"
#include "claim/incident_part.h"
#include "tag/lexeme.h"

/* Who did one deed of a report has mostly done the others, too. */
#define PERPETRATORS (1u << SAYSO_ROLE_PERP_PERSON | 1u << SAYSO_ROLE_PERP_BODY)

/* Below every bar. */
#define NO_ROLE (-99.0f)

static uint32_t best_of(const float *score, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t k = 1; k < n; k++)
        if (score[k] > score[best])
            best = k;
    return best;
}

/* Most deeds are reported as fact: another confidence must be likelier by the lead. */
static uint8_t confidence_of(const sayso_incident_view *v, const sayso_incident_model *m,
                             uint32_t group, uint32_t *feat)
{
    float conf[SAYSO_CONF_N];
    uint32_t n = sayso__incident_confidence_features(v, group, feat);
    sayso__incident_score(&m->confidence, feat, n, conf);
    uint32_t best = best_of(conf, SAYSO_CONF_N - 1);
    uint32_t fact = SAYSO_CONF_REPORTED_AS_FACT - 1;
    return (uint8_t)(1 + (conf[best] > conf[fact] + m->bar[SAYSO_BAR_LEAD] ? best : fact));
}

uint32_t sayso__incident_deeds(const sayso_incident_view *v, const sayso_incident_model *m,
                               uint32_t main)
{
    uint32_t deeds = main < SAYSO_DEED_N ? 1u << main : 0;
    if (!m->report.w || !m->role.w)
        return 0;
    if (v->report[SAYSO_DEED_ANY] < m->bar[SAYSO_BAR_REPORT])
        return deeds;
    for (uint32_t k = 0; k < SAYSO_DEED_N; k++)
        if (v->report[k] > m->bar[SAYSO_BAR_DEED + k])
            deeds |= 1u << k;
    return deeds ? deeds : 1u << best_of(v->report, SAYSO_DEED_N);
}

/* Does a phrase of the group stand in a sentence that reports, not one of history or threats? */
static bool is_reported(const sayso_incident_view *v, uint32_t group)
{
    for (uint32_t i = v->group[group].first; i != SAYSO_NONE; i = v->noun[i].next)
        if (v->told[v->p->tokens->tok_sent[v->noun[i].beg]] == SAYSO_TOLD_REPORTED)
            return true;
    return false;
}

/* First scores of all groups that are reported; others stay out of every role. */
static void roles_score(const sayso_incident_view *v, const sayso_incident_model *m, uint32_t *feat)
{
    for (uint32_t g = 0; g < v->n_group; g++) {
        for (uint32_t k = 0; k < SAYSO_ROLE_N; k++)
            v->role[g][k] = NO_ROLE;
        if (is_reported(v, g))
            sayso__incident_score(&m->role, feat, sayso__incident_group_features(v, g, feat),
                                  v->role[g]);
    }
}

/* The roles of a group, as bits. An organisation that may have done it is looked at again. */
static uint32_t roles_of(const sayso_incident_view *v, const sayso_incident_model *m,
                         const sayso_rivals *rivals, uint32_t group, uint32_t *feat)
{
    const float *role = v->role[group];
    float body = role[SAYSO_ROLE_PERP_BODY];
    uint32_t bits = 0;
    if (m->body.w && body >= SAYSO_RIVAL_BAR)
        sayso__incident_score(&m->body, feat, sayso__incident_body_features(v, rivals, group, feat),
                              &body);
    for (uint32_t k = 0; k < SAYSO_ROLE_N; k++)
        if ((k == SAYSO_ROLE_PERP_BODY ? body : role[k]) > m->bar[k])
            bits |= 1u << k;
    return bits;
}

sayso_status sayso__incident_cast(const sayso_incident_view *v, const sayso_incident_model *m,
                                  uint32_t deeds, sayso_arena *a, sayso_casting **out,
                                  sayso_error *err)
{
    uint32_t feat[SAYSO_INCIDENT_FEATURES];
    sayso_casting *c = *out = SAYSO_NEW_N(a, sayso_casting, v->n_group);
    sayso_rivals rivals;
    if (!c)
        return sayso__fail_memory(err);
    roles_score(v, m, feat);
    sayso__incident_rivals(v, &rivals);
    for (uint32_t g = 0; g < v->n_group; g++, c++) {
        float deed[SAYSO_DEED_N], harm[SAYSO_HARM_N];
        c->roles = roles_of(v, m, &rivals, g, feat);
        if (!c->roles)
            continue;
        uint32_t n = sayso__incident_group_features(v, g, feat);
        sayso__incident_score(&m->deed, feat, n, deed);
        sayso__incident_score(&m->harm, feat, n, harm);
        c->confidence = confidence_of(v, m, g, feat);
        c->harm = (uint8_t)best_of(harm, SAYSO_HARM_N);
        uint32_t top = SAYSO_NONE;
        for (uint32_t k = 0; k < SAYSO_DEED_N; k++) {
            if (!(deeds >> k & 1))
                continue;
            if (deed[k] > (c->roles & PERPETRATORS ? -1.0f : 0))
                c->deeds |= 1u << k;
            if (top == SAYSO_NONE || deed[k] > deed[top])
                top = k;
        }
        c->deeds |= top == SAYSO_NONE ? 0 : 1u << top;
    }
    return SAYSO_OK;
}

/* ---- fillers --------------------------------------------------------------------------------- */

/* Value of a word for a number, -1 for others. */
static int32_t number_word(sayso_str w)
{
    static const char *const small[] = {"zero",    "one",     "two",       "three",    "four",
                                        "five",    "six",     "seven",     "eight",    "nine",
                                        "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty",  "forty",  "fifty",
                                       "sixty",  "seventy", "eighty", "ninety"};
    for (int32_t i = 0; i < 20; i++)
        if (sayso__str_is(w, small[i]))
            return i;
    for (int32_t i = 0; i < 8; i++)
        if (sayso__str_is(w, tens[i]))
            return 20 + 10 * i;
    return sayso__str_is(w, "hundred") ? 100 : sayso__str_is(w, "thousand") ? 1000 : -1;
}

/* A number in digits ("13,000"), -1 for others. */
static int32_t digits(sayso_str w)
{
    int32_t n = 0;
    for (uint32_t i = 0; i < w.n; i++) {
        if (w.p[i] == ',' && i > 0)
            continue;
        if (!sayso__is_digit(w.p[i]) || n > 99999999)
            return -1;
        n = n * 10 + (w.p[i] - '0');
    }
    return w.n ? n : -1;
}

/* How many a phrase counts: its number, one of a singular, -1 if it does not say. "Twenty-two",
 * "two hundred": what is smaller is added, what is larger multiplies. */
static int32_t number_of(const sayso_incident_view *v, const sayso_noun *x)
{
    const sayso_claim_part *p = v->p;
    int32_t sum = -1;
    for (uint32_t t = x->beg; t < x->end; t++) {
        sayso_str w = p->word[t], rest = w;
        for (uint32_t k = 0; k < w.n && !sayso__is_digit(w.p[0]); k++)
            if (w.p[k] == '-') {
                rest = sayso__str(w.p + k + 1, w.n - k - 1);
                w.n = k;
            }
        int32_t n = digits(w) >= 0 ? digits(w) : number_word(w);
        if (n >= 0)
            sum = sum < 0 ? n : n >= 100 && sum < 1000 ? sum * n : sum < 1000000 ? sum + n : sum;
        if (rest.p != w.p && n >= 0 && number_word(rest) >= 0)
            sum += number_word(rest);
    }
    if (sum >= 0)
        return sum;
    uint8_t tag = p->tags->xpos[x->end - 1];
    return tag == SAYSO_XPOS_NN || x->name == SAYSO_MENTION_PERSON || tag == SAYSO_XPOS_NNP ? 1
                                                                                            : -1;
}

/* The title of the name behind it: "mayor" of "mayor Ana Ilic". */
static bool is_title(const sayso_incident_view *v, uint32_t noun)
{
    const sayso_noun *x = v->noun + noun;
    return noun + 1 < v->n_noun && v->noun[noun + 1].beg == x->end &&
           v->noun[noun + 1].name == SAYSO_MENTION_PERSON;
}

/* The phrase of a group that says most: the longest of its first. */
static uint32_t noun_of(const sayso_incident_view *v, uint32_t group)
{
    uint32_t best = v->group[group].first, n = 0;
    for (uint32_t i = best; i != SAYSO_NONE && n < 4; i = v->noun[i].next, n++)
        if (v->noun[i].end - v->noun[i].beg > v->noun[best].end - v->noun[best].beg)
            best = i;
    return best;
}

static uint8_t effect_of(uint8_t harm, uint32_t deed)
{
    switch (harm) {
    case SAYSO_HARM_KILLED: return SAYSO_EFFECT_KILLED;
    case SAYSO_HARM_INJURED: return SAYSO_EFFECT_INJURED;
    case SAYSO_HARM_NONE: return SAYSO_EFFECT_UNHURT;
    default: return deed == SAYSO_DEED_KIDNAPPING ? SAYSO_EFFECT_ABDUCTED : 0;
    }
}

/* Of "at least five people" the number and the noun stay. */
sayso_filler sayso__incident_filler(const sayso_incident_view *v, const sayso_casting *c,
                                    uint32_t group, uint32_t role, uint32_t deed)
{
    static const uint8_t letter[SAYSO_ROLE_N] = {'p', 'p', 't', 'v', 'w'};
    const sayso_claim_part *p = v->p;
    uint32_t noun = noun_of(v, group);
    const sayso_noun *x = v->noun + noun;
    uint32_t m = p->mention[x->head];
    sayso_filler f = {.role = letter[role], .actor = SAYSO_NONE, .number = -1};
    uint32_t beg = x->beg + (x->beg + 1 < x->end && sayso__clue_is(p, x->beg, "least"));
    f.at = sayso__token_span(p->tokens, beg, x->end);
    f.text = sayso__str_span(p->doc->text, f.at);
    if (m != SAYSO_NONE) {
        f.actor = p->mentions->mention[m].actor;
        f.named = p->mentions->mention[m].named;
    }
    if (f.role == 'p') {
        f.class_ = role == SAYSO_ROLE_PERP_BODY ? 'o' : 'i';
        f.confidence = c[group].confidence;
    } else if (f.role == 'v' && !is_title(v, noun)) {
        f.number = number_of(v, x);
        f.effect = effect_of(c[group].harm, deed);
    }
    return f;
}
