/* muc_key.c -- reads MUC answer keys; what counts as the same string is as in the data's scorer. */
#include "muc_key.h"

#include <string.h>

#include "base/str.h"
#include "base/vocab.h"
#include "claim/incident_model.h"
#include "learn.h"

static bool is_determiner(const char *s, size_t n)
{
    static const char *const list[] = {"the",   "a",   "an",  "some", "this",  "that", "these",
                                       "those", "his", "her", "its",  "their", NULL};
    for (const char *const *w = list; *w; w++)
        if (sayso__str_ieq(sayso__str(s, n), sayso__str_z(*w)))
            return true;
    return false;
}

muc_words muc_words_of(const char *s, size_t n)
{
    muc_words w = {.n = 0};
    for (size_t i = 0; i < n;) {
        size_t beg = i;
        uint32_t hash = 2166136261u;
        for (; i < n && (sayso__is_alpha(s[i]) || sayso__is_digit(s[i]) || s[i] == '\''); i++)
            hash = (hash ^ (uint8_t)sayso__ascii_lower(s[i])) * 16777619u;
        if (i == beg)
            i++;
        else if (!is_determiner(s + beg, i - beg) && w.n < MUC_WORDS)
            w.word[w.n++] = hash;
    }
    return w;
}

bool muc_same(const muc_words *a, const muc_words *b)
{
    uint32_t both = 0, least = a->n < b->n ? a->n : b->n;
    if (!least || a->word[a->n - 1] != b->word[b->n - 1])
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (a->word[i] == b->word[k]) {
                both++;
                break;
            }
    return 2 * both >= least;
}

bool muc_fill_is(const muc_fill *f, const muc_words *w)
{
    for (uint32_t i = 0; i < f->n_alt; i++)
        if (muc_same(&f->alt[i], w))
            return true;
    return false;
}

/* LABEL: "A" / "B"; quotation marks inside of words are part of them. */
static void alternatives(const char *s, muc_fill *f, size_t *n_label)
{
    const char *open = strchr(s, '"');
    *n_label = open ? (size_t)(open - s) : strlen(s);
    while (open && f->n_alt < MUC_ALTS) {
        const char *end = open + 1;
        while (*end && !(*end == '"' && (end[1] == 0 || strchr(" :/)", end[1]))))
            end++;
        muc_words w = muc_words_of(open + 1, (size_t)(end - open - 1));
        if (w.n)
            f->alt[f->n_alt++] = w;
        open = *end ? strchr(end + 1, '"') : NULL;
    }
}

static uint32_t deeds_of(const char *s)
{
    static const char *const name[] = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY"};
    uint32_t bits = 0;
    for (uint32_t k = 0; k < SAYSO_DEED_N; k++)
        if (strstr(s, name[k]))
            bits |= 1u << k;
    return bits ? bits : 1u << SAYSO_DEED_ATTACK;
}

static uint8_t confidence_of(const char *s, size_t n)
{
    char word[64] = {0};
    size_t k = 0;
    for (size_t i = 0; i < n && s[i] != '/' && s[i] != ':' && k < sizeof word - 1; i++)
        if (s[i] == ' ' && k)
            word[k++] = '_';
        else if (sayso__is_alpha(s[i]))
            word[k++] = sayso__ascii_lower(s[i]);
    while (k && word[k - 1] == '_')
        word[--k] = 0;
    for (uint8_t c = 1; c < SAYSO_CONF_N; c++)
        if (strcmp(word, sayso__word(SAYSO_VOCAB_CONFIDENCE, c)) == 0)
            return c;
    return 0;
}

static uint8_t harm_of(const char *s)
{
    return strncmp(s, "DEATH", 5) == 0    ? SAYSO_HARM_KILLED
           : strncmp(s, "INJURY", 6) == 0 ? SAYSO_HARM_INJURED
           : strncmp(s, "NO ", 3) == 0    ? SAYSO_HARM_NONE
                                          : SAYSO_HARM_UNTOLD;
}

/* A slot that says more of the fills of another. */
static void details(json_object *t, const char *slot, uint8_t role, muc_template *out)
{
    json_object *list = json_object_object_get(t, slot);
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        json_object *x = json_object_array_get_idx(list, i);
        const char *s = json_object_get_string(json_object_object_get(x, "fill"));
        muc_fill more = {0};
        size_t n;
        alternatives(s, &more, &n);
        for (uint32_t k = 0; k < out->n_fill; k++) {
            muc_fill *f = &out->fill[k];
            for (uint32_t a = 0; f->role == role && a < f->n_alt; a++)
                if (muc_fill_is(&more, &f->alt[a])) {
                    if (role == SAYSO_ROLE_VICTIM)
                        f->harm = harm_of(s);
                    else
                        f->confidence = confidence_of(s, n);
                }
        }
    }
}

static void template_read(json_object *t, muc_template *out)
{
    static const struct {
        const char *name;
        uint8_t role;
    } slot[] = {{"PERP: INDIVIDUAL ID", SAYSO_ROLE_PERP_PERSON},
                {"PERP: ORGANIZATION ID", SAYSO_ROLE_PERP_BODY},
                {"PHYS TGT: ID", SAYSO_ROLE_TARGET},
                {"HUM TGT: NAME", SAYSO_ROLE_VICTIM},
                {"HUM TGT: DESCRIPTION", SAYSO_ROLE_VICTIM},
                {"INCIDENT: INSTRUMENT ID", SAYSO_ROLE_WEAPON}};
    json_object *x = json_object_object_get(t, "INCIDENT: TYPE");
    const char *number = json_object_get_string(json_object_object_get(t, "template"));
    out->optional = number && strstr(number, "OPTIONAL");
    out->deeds = deeds_of(x && json_object_array_length(x)
                              ? json_object_get_string(
                                    json_object_object_get(json_object_array_get_idx(x, 0), "fill"))
                              : "");
    for (size_t k = 0; k < sizeof slot / sizeof *slot; k++) {
        json_object *list = json_object_object_get(t, slot[k].name);
        for (size_t i = 0; list && i < json_object_array_length(list); i++) {
            if (out->n_fill == MUC_FILLS)
                break;
            muc_fill *f = &out->fill[out->n_fill];
            size_t n;
            x = json_object_array_get_idx(list, i);
            *f = (muc_fill){.role = slot[k].role};
            f->optional = json_object_get_boolean(json_object_object_get(x, "optional"));
            alternatives(json_object_get_string(json_object_object_get(x, "fill")), f, &n);
            out->n_fill += f->n_alt > 0;
        }
    }
    details(t, "HUM TGT: EFFECT OF INCIDENT", SAYSO_ROLE_VICTIM, out);
    details(t, "PERP: ORGANIZATION CONFIDENCE", SAYSO_ROLE_PERP_BODY, out);
}

muc_template *muc_read(json_object *report, sayso_arena *a, uint32_t *n)
{
    json_object *list = json_object_object_get(report, "templates");
    *n = (uint32_t)json_object_array_length(list);
    muc_template *t = SAYSO_NEW_N(a, muc_template, *n);
    if (!t)
        die("out of memory");
    for (uint32_t i = 0; i < *n; i++)
        template_read(json_object_array_get_idx(list, i), &t[i]);
    return t;
}

static uint8_t gvdb_role(const char *kind)
{
    return strcmp(kind, "SHO-NAME") == 0     ? SAYSO_ROLE_PERP_PERSON
           : strcmp(kind, "VIC-NAME") == 0   ? SAYSO_ROLE_VICTIM
           : strcmp(kind, "CIR-WEAPON") == 0 ? SAYSO_ROLE_WEAPON
                                             : SAYSO_ROLE_N;
}

/* Its sentences, each a line, words set apart but for punctuation. */
static char *gvdb_text(json_object *report, sayso_arena *a)
{
    json_object *list = json_object_object_get(report, "full_text");
    const char *whole = json_object_to_json_string(list);
    char *out = sayso__arena_alloc(a, strlen(whole) + 1);
    uint32_t n = 0;
    for (size_t i = 0; out && i < json_object_array_length(list); i++) {
        json_object *sent = json_object_array_get_idx(list, i);
        for (size_t k = 0; k < json_object_array_length(sent); k++) {
            const char *w = json_object_get_string(json_object_array_get_idx(sent, k));
            if (k && !strchr(".,;:?!%)'", w[0]))
                out[n++] = ' ';
            memcpy(out + n, w, strlen(w));
            n += (uint32_t)strlen(w);
        }
        out[n++] = '\n';
    }
    return out;
}

muc_template *gvdb_read(json_object *report, sayso_arena *a, char **text)
{
    muc_template *t = SAYSO_NEW(a, muc_template);
    json_object *list = json_object_object_get(report, "spans");
    *text = gvdb_text(report, a);
    if (!t || !*text)
        die("out of memory");
    t->deeds = 1u << SAYSO_DEED_ATTACK;
    for (size_t i = 0; i < json_object_array_length(list) && t->n_fill < MUC_FILLS; i++) {
        json_object *x = json_object_array_get_idx(list, i);
        uint8_t role = gvdb_role(json_object_get_string(json_object_array_get_idx(x, 2)));
        const char *s = json_object_get_string(json_object_array_get_idx(x, 3));
        muc_words w = muc_words_of(s, strlen(s));
        if (role < SAYSO_ROLE_N && w.n)
            t->fill[t->n_fill++] = (muc_fill){{w}, 1, role, SAYSO_HARM_UNTOLD, 0, false};
    }
    return t;
}
