/* wording.c -- positions and acts as words of a sentence.  Layer: ledger. */
#include "ledger/wording.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/vocab.h"

/* The word that a name's verb agrees with: the last one before "of", "in", "who" ... */
static sayso_str head_of(sayso_str name)
{
    static const char *const ends[] = {"of",   "in",    "at",  "on",   "from", "for",  "with",
                                       "near", "among", "who", "that", "by",   "under"};
    sayso_str head = {"", 0};
    for (uint32_t at = 0; at < name.n;) {
        uint32_t end = at;
        while (end < name.n && name.p[end] != ' ')
            end++;
        sayso_str word = {name.p + at, end - at};
        for (size_t k = 0; head.n && k < sizeof ends / sizeof *ends; k++)
            if (sayso__str_is(word, ends[k]))
                return head;
        head = word.n ? word : head;
        at = end + 1;
    }
    return head;
}

static bool irregular(sayso_str head)
{
    static const char *const all[] = {"people", "police", "men", "women", "children", "clergy"};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        if (sayso__str_is(head, all[k]))
            return true;
    return false;
}

/* An organization is one, however its name ends; "-ss", "-us", "-is" end no plural. */
bool sayso__wording_plural(const sayso_state *s, uint32_t actor)
{
    if (actor >= s->n_actor || !s->actor[actor].name)
        return false;
    const sayso_state_actor *a = &s->actor[actor];
    sayso_str head = head_of(sayso__str_z(a->name));
    if (head.n < 3 || irregular(head))
        return head.n >= 3;
    bool many = head.p[head.n - 1] == 's' && !strchr("sui", head.p[head.n - 2]);
    bool proper = head.p[0] >= 'A' && head.p[0] <= 'Z';
    bool crowd = a->class_ == SAYSO_CLASS_NONE || a->class_ == SAYSO_CLASS_PUBLIC ||
                 a->class_ == SAYSO_CLASS_OTHER || a->class_ == SAYSO_CLASS_UNNAMED ||
                 a->class_ == SAYSO_CLASS_GROUP;
    return many && (proper ? crowd : a->class_ != SAYSO_CLASS_PERSON);
}

void sayso__wording_verb(const char *word, bool plural, char out[64])
{
    char verb[32];
    const char *rest = strchr(word, '_');
    size_t n = rest ? (size_t)(rest - word) : strlen(word);
    n = n < sizeof verb ? n : sizeof verb - 1;
    memcpy(verb, word, n);
    verb[n] = '\0';
    bool y = n > 1 && verb[n - 1] == 'y' && !strchr("aeiou", verb[n - 2]);
    bool hiss = n > 1 && (verb[n - 1] == 's' || verb[n - 1] == 'x' ||
                          (verb[n - 1] == 'h' && strchr("sc", verb[n - 2])));
    const char *end = plural ? "" : y ? "ies" : hiss ? "es" : "s";
    int printed =
        snprintf(out, 64, "%.*s%s%.20s", (int)(n - (y && !plural)), verb, end, rest ? rest : "");
    for (int i = 0; i < printed && i < 63; i++)
        if (out[i] == '_')
            out[i] = ' ';
}

void sayso__wording_position(sayso_sink *out, const sayso_state *s, uint32_t actor,
                             const sayso_state_stance *h)
{
    const char *of = h->of < s->n_actor && s->actor[h->of].name ? s->actor[h->of].name : "somebody";
    bool many = sayso__wording_plural(s, actor);
    const char *end = many ? "" : "s";
    switch (h->position) {
    case SAYSO_POSITION_BLAMES: sayso__sink_print(out, "blame%s %s", end, of); break;
    case SAYSO_POSITION_DENIES:
        if (h->of == actor || h->of == SAYSO_NONE)
            sayso__sink_text(out, many ? "deny it" : "denies it");
        else
            sayso__sink_print(out, "say%s it was not %s", end, of);
        break;
    case SAYSO_POSITION_DOUBTS: sayso__sink_print(out, "doubt%s it was %s", end, of); break;
    case SAYSO_POSITION_BLAMES_NOBODY: sayso__sink_print(out, "blame%s nobody", end); break;
    case SAYSO_POSITION_ADMITS: sayso__sink_print(out, "admit%s it", end); break;
    case SAYSO_POSITION_CLAIMS: sayso__sink_print(out, "claim%s it", end); break;
    default: sayso__sink_print(out, "name%s nobody", end); break;
    }
}
