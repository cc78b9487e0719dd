/* language.c -- function words and scripts.  Layer: text. */
#include "text/language.h"

#include <utf8proc.h>

#include "base/str.h"
#include "base/utf8.h"
#include "lexica.h"

#define LOOK       16384u
#define LEAST_WORD 20u

typedef struct {
    uint32_t words, english, other; /* words; frequent ones of English and of other languages */
    uint32_t latin, foreign;        /* letters of the Latin script and of others */
} counts;

/* The letter at text[at]: lower case at out (up to 4 bytes, *k of them). Its length, 0 if none. */
static uint32_t letter(const char *text, uint32_t at, uint32_t n, counts *c, char *out, uint32_t *k)
{
    if (sayso__is_alpha(text[at])) {
        *out = sayso__ascii_lower(text[at]);
        *k = 1;
        c->latin++;
        return 1;
    }
    if ((text[at] & 0x80) == 0)
        return 0;
    uint32_t cp, len = sayso__utf8_decode(text + at, n - at, &cp);
    utf8proc_category_t cat = len ? utf8proc_category((utf8proc_int32_t)cp) : UTF8PROC_CATEGORY_CN;
    if (cat < UTF8PROC_CATEGORY_LU || cat > UTF8PROC_CATEGORY_LO)
        return 0;
    c->latin += cp < 0x250 || (cp >= 0x1e00 && cp < 0x1f00);
    c->foreign += !(cp < 0x250 || (cp >= 0x1e00 && cp < 0x1f00));
    *k = sayso__utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), out);
    return len;
}

/* Only small letters tell another language: names in English reports are full of "La" and "De". */
static void look_up(counts *c, const char *word, uint32_t n, bool capital)
{
    const sayso_lexicon_entry *e = sayso__lexicon_find(&sayso__lex_language_words, word, n);
    c->words++;
    c->english += e && e->value[0] == 1;
    c->other += e && e->value[0] == 2 && !capital;
}

static void count(const char *text, uint32_t n, counts *c)
{
    char word[32];
    uint32_t w = 0, beg = 0;
    for (uint32_t at = 0; at <= n;) {
        char low[4];
        uint32_t k = 0, len = at < n ? letter(text, at, n, c, low, &k) : 0;
        if (len && w + k <= sizeof word)
            memcpy(word + w, low, k);
        beg = w ? beg : at;
        w += k;
        if (!len && w) {
            look_up(c, word, w <= sizeof word ? w : 0, sayso__is_upper(text[beg]));
            w = 0;
        }
        at += len ? len : 1;
    }
}

const char *sayso__text_language(const char *text, uint32_t n, bool said_other, bool *refuse)
{
    counts c = {0};
    count(text, n < LOOK ? n : LOOK, &c);
    bool script = c.foreign > c.latin;
    bool other = script || (c.other > 2 * c.english && c.other * 10 >= c.words);
    bool english = !other && c.english * 20 >= c.words && c.english > 0;
    other |= said_other && !english;
    /* tables and lists of names hold few frequent words of any language: they pass as undetermined
     */
    *refuse = other && (c.words >= LEAST_WORD || (script && c.foreign >= 100));
    return english ? "en" : "und";
}
