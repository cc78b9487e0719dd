/* truecase.c -- a word is written as it mostly is inside of sentences; what no plain text holds is
 * taken for a name (Lita et al. 2003, "tRuEcasIng", unigrams alone). */
#include "truecase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "learn.h"
#include "train_read.h"

#include <json-c/json.h>

enum { LOWER, CAPITAL, CAPS };
enum { WORD_MOST = 40 };

static bool in_word(char c)
{
    return sayso__is_alpha(c) || (c & 0x80) != 0;
}

/* Does a sentence begin after byte at: nothing but marks back to a full stop or an empty line? */
static bool begins(const char *s, uint32_t at)
{
    uint32_t lines = 0;
    while (at > 0 && strchr(" \n\t\r\"'([", s[at - 1]))
        lines += s[--at] == '\n';
    return at == 0 || lines > 1 || strchr(".?!:;", s[at - 1]) || s[at - 1] == ']';
}

static uint32_t form_of(const char *s, uint32_t n)
{
    uint32_t up = 0;
    for (uint32_t i = 0; i < n; i++)
        up += sayso__is_upper(s[i]);
    return up == 0 ? LOWER : up == n && n > 1 ? CAPS : CAPITAL;
}

static sayso_str lowered(const char *s, uint32_t n, char room[WORD_MOST])
{
    for (uint32_t i = 0; i < n; i++)
        room[i] = sayso__ascii_lower(s[i]);
    return sayso__str(room, n);
}

static void see(truecaser *t, const char *s, uint32_t n)
{
    char room[WORD_MOST];
    if (n >= WORD_MOST)
        return;
    uint32_t id = sayso__table_intern(&t->word, lowered(s, n, room));
    if (id == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 1024;
        if (!(t->seen = realloc(t->seen, t->cap * sizeof *t->seen)))
            die("out of memory");
        memset(t->seen + id, 0, (t->cap - id) * sizeof *t->seen);
    }
    if (id < t->cap)
        t->seen[id][form_of(s, n)]++;
}

static void see_text(truecaser *t, const char *s)
{
    for (uint32_t i = 0; s[i];) {
        uint32_t beg = i;
        while (s[i] && in_word(s[i]))
            i++;
        if (i == beg)
            i++;
        else if (!begins(s, beg))
            see(t, s + beg, i - beg);
    }
}

void truecase_learn(const char *dir, truecaser *out)
{
    static const char *const set[] = {"plain-insightcrime.jsonl.gz", "plain-reuters21578.jsonl.gz",
                                      "plain-te3silver.jsonl.gz"};
    *out = (truecaser){0};
    sayso__arena_init(&out->arena, 0);
    sayso__table_init(&out->word, &out->arena);
    for (uint32_t k = 0; k < 3; k++) {
        sayso_arena a;
        uint32_t n;
        sayso__arena_init(&a, 0);
        char **line = read_lines(dir, set[k], &a, &n);
        for (uint32_t i = 0; i < n; i++) {
            json_object *json = json_tokener_parse(line[i]);
            const char *text = json_object_get_string(json_object_object_get(json, "text"));
            if (text)
                see_text(out, text);
            json_object_put(json);
        }
        sayso__arena_free(&a);
    }
}

/* How s[0, n) is written. A word that is unknown in brackets is an abbreviation. */
static uint32_t best_form(const truecaser *t, const char *s, uint32_t n, bool bracket)
{
    char room[WORD_MOST];
    if (n >= WORD_MOST)
        return CAPITAL;
    sayso_table_entry *e = sayso__table_find(&t->word, lowered(s, n, room));
    const uint32_t *seen = e ? t->seen[e - t->word.entry] : NULL;
    if (!seen || seen[LOWER] + seen[CAPITAL] + seen[CAPS] < 2)
        return bracket && n < 7 ? CAPS : CAPITAL;
    if (seen[LOWER] >= seen[CAPITAL] && seen[LOWER] >= seen[CAPS])
        return LOWER;
    return seen[CAPS] > seen[CAPITAL] ? CAPS : CAPITAL;
}

void truecase(const truecaser *t, char *s, uint32_t n)
{
    for (uint32_t i = 0; i < n;) {
        uint32_t beg = i;
        while (i < n && in_word(s[i]))
            i++;
        if (i == beg) {
            i++;
            continue;
        }
        bool bracket = beg > 0 && (s[beg - 1] == '[' || s[beg - 1] == '(') && i < n &&
                       (s[i] == ']' || s[i] == ')');
        uint32_t form = best_form(t, s + beg, i - beg, bracket);
        bool suffix = beg > 0 && s[beg - 1] == '\'';
        for (uint32_t k = beg; form != CAPS && k < i; k++)
            if (k > beg || suffix || (form == LOWER && !begins(s, beg)))
                s[k] = sayso__ascii_lower(s[k]);
    }
}

void truecase_print(const char *dir, const char *name)
{
    truecaser t;
    sayso_arena a;
    uint32_t n;
    truecase_learn(dir, &t);
    sayso__arena_init(&a, 0);
    char **line = read_lines(dir, name, &a, &n);
    for (uint32_t i = 0; i < n; i++) {
        json_object *json = json_tokener_parse(line[i]);
        const char *text = json_object_get_string(json_object_object_get(json, "text"));
        char *copy = text ? sayso__arena_copy(&a, text, strlen(text)) : NULL;
        if (!copy)
            die("a line of %s has no text", name);
        truecase(&t, copy, (uint32_t)strlen(copy));
        json_object_object_add(json, "text", json_object_new_string(copy));
        puts(json_object_to_json_string_ext(json, JSON_C_TO_STRING_PLAIN));
        json_object_put(json);
    }
    sayso__arena_free(&a);
}
