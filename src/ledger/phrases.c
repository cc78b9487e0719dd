/* phrases.c -- phrases of a word list in a text.  Layer: ledger.
 *
 * The last words are kept in a small buffer, joined by single spaces; at each word all runs that
 * end there are looked up. Longer words and runs than any entry has are passed over. */
#include "ledger/phrases.h"

#include "base/str.h"

#define ROOM       160u
#define WORDS_MOST 8u

typedef struct {
    char text[ROOM];
    uint32_t n;
    uint32_t start[WORDS_MOST]; /* of the kept words in text */
    uint32_t n_word;
} window;

static void drop_first(window *w)
{
    uint32_t cut = w->n_word > 1 ? w->start[1] : w->n;
    memmove(w->text, w->text + cut, w->n - cut);
    w->n -= cut;
    w->n_word--;
    for (uint32_t i = 0; i < w->n_word; i++)
        w->start[i] = w->start[i + 1] - cut;
}

static void add_word(window *w, const char *p, uint32_t n)
{
    if (n + 2 > ROOM / 2) {
        w->n = w->n_word = 0;
        return;
    }
    while (w->n_word && (w->n_word == WORDS_MOST || w->n + n + 1 > ROOM))
        drop_first(w);
    if (w->n_word)
        w->text[w->n++] = ' ';
    w->start[w->n_word++] = w->n;
    for (uint32_t i = 0; i < n; i++)
        w->text[w->n++] = sayso__ascii_lower(p[i]);
}

static bool inside(const char *p, const char *end)
{
    bool apostrophe = *p == '\'' || *p == '-';
    return sayso__is_alpha(*p) || sayso__is_digit(*p) || (unsigned char)*p >= 0xc0 ||
           ((unsigned char)*p & 0xc0) == 0x80 ||
           (apostrophe && end - p > 1 && sayso__is_alpha(p[1]));
}

uint32_t sayso__phrases_find(const sayso_lexicon *lex, sayso_str text)
{
    window w = {.n = 0};
    uint32_t found = 0;
    const char *p = text.p, *end = text.p + text.n;
    while (p < end) {
        const char *beg = p;
        /* general punctuation (E2 80 xx) ends a word, but for the apostrophe (E2 80 99) in one */
        while (p < end && inside(p, end) &&
               !((unsigned char)*p == 0xe2 && end - p > 2 && (unsigned char)p[1] == 0x80))
            p++;
        if (p == beg) {
            p += (unsigned char)*p == 0xe2 && end - p > 2 ? 3 : 1;
            continue;
        }
        add_word(&w, beg, (uint32_t)(p - beg));
        for (uint32_t i = 0; i < w.n_word; i++) {
            const sayso_lexicon_entry *e =
                sayso__lexicon_find(lex, w.text + w.start[i], w.n - w.start[i]);
            found |= e ? e->value[0] : 0;
        }
    }
    return found;
}
