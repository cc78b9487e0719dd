/* word.c -- words and numbers.  Layer: token.
 *
 * A word is a run of letters and digits, made longer where what follows joins ("O'Toole", "AT&T",
 * "non-lethal", "U.S."), then cut where Universal Dependencies sees two ("do" + "n't", "Kyiv" +
 * "'s", "can" + "not"). Every look ahead is bounded or is over bytes that become one token, so that
 * the whole is linear. Conventions: UD English EWT 2.x, as annotated, not as documented. */
#include "base/str.h"
#include "lexica.h"
#include "token/scan.h"

static bool found(const sayso_lexicon *lex, const char *text, uint32_t beg, uint32_t end)
{
    char low[32];
    uint32_t n = sayso__scan_lower(text, beg, end, low);
    return n && sayso__lexicon_find(lex, low, n);
}

/* ---- abbreviations ------------------------------------------------------------------------ */

/* One letter, then full stops between single letters: "J", "U.S", "a.m"; also "Ph.D". */
static bool initials(const char *text, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i += 2)
        if (!sayso__is_alpha(text[i]) || (i + 1 < end && text[i + 1] != '.'))
            return false;
    return end > beg;
}

uint32_t sayso__scan_abbreviation(const char *text, uint32_t beg, uint32_t end)
{
    if (end - beg == 1 && sayso__is_upper(text[beg]))
        return SAYSO_ABBREVIATION_TITLE | SAYSO_ABBREVIATION_NAME; /* J. Vale */
    char low[32];
    uint32_t n = sayso__scan_lower(text, beg, end, low);
    const sayso_lexicon_entry *e =
        n ? sayso__lexicon_find(&sayso__lex_abbreviations, low, n) : NULL;
    if (e && (!(e->value[0] & SAYSO_ABBREVIATION_CAP) || sayso__is_upper(text[beg])))
        return e->value[0];
    return end - beg > 1 && initials(text, beg, end) ? SAYSO_ABBREVIATION_ENDS : 0;
}

/* Where the next word or mark begins; the block's end if there is none. */
static uint32_t next_word(const sayso_scan *s, uint32_t at)
{
    for (uint32_t len; at < s->end; at += len)
        if (sayso__char_class(s->text, at, s->end, &len) != SAYSO_CHAR_GAP)
            break;
    return at;
}

/* Is the word at `at` one that begins sentences? Single letters tell nothing. */
static bool opens_sentence(const sayso_scan *s, uint32_t at)
{
    uint32_t e = sayso__scan_run(s, at);
    return e > at + 1 && found(&sayso__lex_sentence_openers, s->text, at, e);
}

/* An initial, "J. Vale"; not the pronoun "I", nor the end of "plan B. The". */
static bool is_initial(const sayso_scan *s, uint32_t beg, uint32_t next)
{
    const sayso_token *last = s->tok.n ? &s->tok.v[s->tok.n - 1] : NULL;
    bool after_word =
        last && last->kind == SAYSO_TOKEN_WORD && !(last->flags & SAYSO_TOKEN_CAPITAL);
    if (s->text[beg] == 'I' && after_word)
        return false;
    return !opens_sentence(s, next);
}

/* Is the full stop at `end` part of the word [beg, end)? */
static bool keeps_stop(const sayso_scan *s, uint32_t beg, uint32_t end)
{
    if (end >= s->end || s->text[end] != '.' || (end + 1 < s->end && s->text[end + 1] == '.'))
        return false; /* or an ellipsis */
    uint32_t bits = sayso__scan_abbreviation(s->text, beg, end);
    if (!bits || sayso__scan_peek(s, end + 1) >= SAYSO_CHAR_LETTER)
        return bits & (SAYSO_ABBREVIATION_TITLE | SAYSO_ABBREVIATION_NUMBER);
    uint32_t at = next_word(s, end + 1);
    sayso_char_class next = sayso__scan_peek(s, at);
    if (next == SAYSO_CHAR_GAP)
        return (bits & SAYSO_ABBREVIATION_ENDS) && !(bits & SAYSO_ABBREVIATION_NAME);
    if (bits & SAYSO_ABBREVIATION_UNIT)
        return s->tok.n && s->tok.v[s->tok.n - 1].kind == SAYSO_TOKEN_NUMBER &&
               next != SAYSO_CHAR_UPPER;
    if (bits & SAYSO_ABBREVIATION_NUMBER)
        return next == SAYSO_CHAR_DIGIT;
    if (bits & SAYSO_ABBREVIATION_FINAL)
        return next != SAYSO_CHAR_UPPER || !opens_sentence(s, at);
    if (!(bits & SAYSO_ABBREVIATION_NAME))
        return true;
    bool touches = at == end + 1; /* "Wash.-based", "J.)" */
    if (next == SAYSO_CHAR_UPPER)
        return end - beg > 1 || is_initial(s, beg, at);
    if (next == SAYSO_CHAR_LETTER) /* no sentence begins small: "in Mass. and", but "plan B. we" */
        return end - beg > 1;
    return next == SAYSO_CHAR_DIGIT || (touches && next != SAYSO_CHAR_QUOTE);
}

/* ---- what joins --------------------------------------------------------------------------- */

/* Apostrophe at `at` and what follows it: end of a clitic ('s 'm 're 've 'll 'd), else 0. */
static uint32_t clitic_end(const sayso_scan *s, uint32_t at)
{
    uint32_t a = sayso__char_apostrophe(s->text, at, s->end);
    if (!a)
        return 0;
    uint32_t e = sayso__scan_run(s, at + a), n = e - (at + a);
    const char *p = s->text + at + a;
    char x = n ? sayso__ascii_lower(p[0]) : 0, y = n == 2 ? sayso__ascii_lower(p[1]) : 0;
    bool one = n == 1 && (x == 's' || x == 'm' || x == 'd');
    bool two =
        n == 2 && ((x == 'r' && y == 'e') || (x == 'v' && y == 'e') || (x == 'l' && y == 'l'));
    return one || two ? e : 0;
}

/* "n't" whose apostrophe stands at `at`: its end, else 0. */
static uint32_t negation_end(const sayso_scan *s, uint32_t beg, uint32_t at)
{
    uint32_t a = sayso__char_apostrophe(s->text, at, s->end);
    if (!a || at <= beg || sayso__ascii_lower(s->text[at - 1]) != 'n')
        return 0;
    uint32_t e = sayso__scan_run(s, at + a);
    return e == at + a + 1 && sayso__ascii_lower(s->text[at + a]) == 't' ? e : 0;
}

static bool short_capitals(const char *text, uint32_t beg, uint32_t end)
{
    if (end - beg > 5)
        return false;
    for (uint32_t i = beg; i < end; i++)
        if (!sayso__is_upper(text[i]) && text[i] != '&')
            return false;
    return true;
}

/* Bytes of a word beyond which full stops no longer join, so that looking back costs a constant. */
#define STOPS_MOST 64u

/* A full stop inside: "U.S", "e.g"; "J.Smith" stays apart. */
static uint32_t join_stop(const sayso_scan *s, uint32_t beg, uint32_t e, uint32_t after)
{
    uint32_t n = after - (e + 1);
    if (e - beg > STOPS_MOST)
        return e;
    if (n == 1 && initials(s->text, beg, e) && sayso__is_alpha(s->text[e + 1]))
        return after;
    char low[32];
    uint32_t k = sayso__scan_lower(s->text, beg, after, low);
    if (k && sayso__lexicon_find(&sayso__lex_abbreviations, low, k))
        return after;
    bool lower = sayso__is_lower(s->text[e - 1]) && sayso__is_lower(s->text[e + 1]);
    if (lower && after < s->end && s->text[after] == '.' &&
        sayso__scan_peek(s, after + 1) >= SAYSO_CHAR_LETTER)
        return after; /* "comp.sources.unix" */
    return memchr(s->text + beg, '.', e - beg) && lower ? after : e;
}

/* The word [beg, e) with the character at e and the run behind it, if they join; else e. */
static uint32_t join(const sayso_scan *s, uint32_t beg, uint32_t e)
{
    if (e >= s->end)
        return e;
    uint32_t len;
    sayso_char_class c = sayso__char_class(s->text, e, s->end, &len);
    if (c == SAYSO_CHAR_GAP)
        return e;
    uint32_t after = sayso__scan_run(s, e + len);
    if (after == e + len)
        return e;
    char ch = s->text[e];
    if (sayso__char_apostrophe(s->text, e, s->end)) {
        bool digit = sayso__is_digit(s->text[e + len]);
        return digit || clitic_end(s, e) || negation_end(s, beg, e) ? e : after;
    }
    if (ch == '.')
        return join_stop(s, beg, e, after);
    if (ch == '-' || (len == 3 && (memcmp(s->text + e, "\xe2\x80\x90", 3) == 0 ||
                                   memcmp(s->text + e, "\xe2\x80\x91", 3) == 0)))
        return found(&sayso__lex_hyphen_prefixes, s->text, beg, e) ? after : e;
    if (ch == '&')
        return short_capitals(s->text, beg, e) && short_capitals(s->text, e + 1, after) ? after : e;
    if (ch == '/')
        return e - beg == 1 && after - e == 2 ? after : e;
    if (ch == '_')
        return after;
    if (ch == '*')
        return after - beg <= 12 ? after : e;
    return e;
}

/* ---- words -------------------------------------------------------------------------------- */

/* Emits word [beg, e), as two where the list says so. */
static bool emit_word(sayso_scan *s, uint32_t beg, uint32_t e)
{
    char low[32];
    uint32_t n = sayso__scan_lower(s->text, beg, e, low);
    const sayso_lexicon_entry *x =
        n > 1 ? sayso__lexicon_find(&sayso__lex_word_splits, low, n) : NULL;
    if (!x || x->value[0] >= n)
        return sayso__scan_emit(s, beg, e, SAYSO_TOKEN_WORD, 0);
    uint32_t cut = beg + x->value[0];
    return sayso__scan_emit(s, beg, cut, SAYSO_TOKEN_WORD, 0) &&
           sayso__scan_emit(s, cut, e, SAYSO_TOKEN_WORD,
                            n == 6 && low[3] == 'n' ? 0 : SAYSO_TOKEN_SUFFIX);
}

/* Clitics behind a word, as many as there are. */
static uint32_t clitics(sayso_scan *s, uint32_t e)
{
    for (uint32_t next; (next = clitic_end(s, e)) != 0; e = next)
        if (!sayso__scan_emit(s, e, next, SAYSO_TOKEN_WORD, SAYSO_TOKEN_SUFFIX))
            return SAYSO_NONE;
    return e;
}

uint32_t sayso__scan_word(sayso_scan *s, uint32_t beg)
{
    uint32_t e = sayso__scan_run(s, beg);
    uint32_t address = sayso__scan_address(s, beg, e);
    if (address > beg)
        return sayso__scan_emit(s, beg, address, SAYSO_TOKEN_URL, 0) ? address : SAYSO_NONE;
    if (e < s->end && s->text[e] == '$' && short_capitals(s->text, beg, e) && e - beg <= 3) {
        e++; /* US$ */
        return sayso__scan_emit(s, beg, e, SAYSO_TOKEN_SYMBOL, 0) ? e : SAYSO_NONE;
    }
    for (uint32_t longer; (longer = join(s, beg, e)) > e;)
        e = longer;
    uint32_t not = negation_end(s, beg, e);
    if (not ) {
        uint32_t cut = e - 1;
        if (cut > beg && !sayso__scan_emit(s, beg, cut, SAYSO_TOKEN_WORD, 0))
            return SAYSO_NONE;
        if (!sayso__scan_emit(s, cut, not, SAYSO_TOKEN_WORD, SAYSO_TOKEN_SUFFIX))
            return SAYSO_NONE;
        return clitics(s, not );
    }
    if (keeps_stop(s, beg, e))
        e++;
    else if (e - beg >= 4 && !s->open_single && s->text[e - 1] == 'n' && s->text[e - 2] == 'i' &&
             sayso__scan_peek(s, e) == SAYSO_CHAR_QUOTE) {
        uint32_t a = sayso__char_apostrophe(s->text, e, s->end); /* goin' */
        if (a && sayso__scan_peek(s, e + a) == SAYSO_CHAR_GAP)
            e += a;
    }
    if (!emit_word(s, beg, e))
        return SAYSO_NONE;
    return clitics(s, e);
}

/* ---- numbers ------------------------------------------------------------------------------ */

/* Does the mark at e join two groups of digits? A comma wants groups of three (or Indian two). */
static bool number_joins(const sayso_scan *s, uint32_t e)
{
    if (e + 1 >= s->end || !sayso__is_digit(s->text[e + 1]))
        return false;
    if (s->text[e] == '.' || s->text[e] == ':' || s->text[e] == '/')
        return true;
    uint32_t n = sayso__scan_digits(s, e + 1) - (e + 1);
    bool indian =
        n == 2 && e + 4 < s->end && s->text[e + 3] == ',' && sayso__scan_digits(s, e + 4) == e + 7;
    return s->text[e] == ',' && (n == 3 || indian);
}

/* Groups joined by hyphens stay one when they are a date or a telephone number, not a range. */
static uint32_t hyphenated(const sayso_scan *s, uint32_t beg, uint32_t e)
{
    uint32_t groups = 1, last = 0, at = e;
    bool plain = !memchr(s->text + beg, ',', e - beg);
    while (groups < 6 && at + 1 < s->end && s->text[at] == '-' &&
           sayso__is_digit(s->text[at + 1])) {
        uint32_t next = sayso__scan_digits(s, at + 1);
        last = next - at - 1;
        at = next;
        groups++;
    }
    bool telephone = groups == 2 && e - beg == 3 && last == 4;
    return plain && (telephone || groups >= 3) ? at : e;
}

/* Letters behind a number: part of it ("20th", "3D", "1990s") or a unit on its own (then e). */
static uint32_t number_letters(const sayso_scan *s, uint32_t beg, uint32_t e)
{
    uint32_t after = sayso__scan_run(s, e), n = after - e;
    if (n == 0) {
        uint32_t a = sayso__char_apostrophe(s->text, e, s->end); /* 1960's */
        bool decade = a && s->text[e - 1] == '0' && (e - beg == 4 || e - beg == 2) &&
                      sayso__ascii_lower(e + a < s->end ? s->text[e + a] : 0) == 's';
        return decade && clitic_end(s, e) ? clitic_end(s, e) : e;
    }
    if (found(&sayso__lex_number_units, s->text, e, after))
        return e;
    bool marked = memchr(s->text + beg, ',', e - beg) || memchr(s->text + beg, ':', e - beg);
    if (!marked)
        return after;
    char low[32];
    uint32_t k = sayso__scan_lower(s->text, e, after, low);
    bool ordinal = k == 2 && (memcmp(low, "th", 2) == 0 || memcmp(low, "st", 2) == 0 ||
                              memcmp(low, "nd", 2) == 0 || memcmp(low, "rd", 2) == 0);
    return ordinal ? after : e;
}

uint32_t sayso__scan_number(sayso_scan *s, uint32_t beg)
{
    uint32_t run = sayso__scan_run(s, beg);
    uint32_t address = sayso__scan_address(s, beg, run);
    if (address > beg)
        return sayso__scan_emit(s, beg, address, SAYSO_TOKEN_URL, 0) ? address : SAYSO_NONE;
    uint32_t e = sayso__scan_digits(s, beg);
    while (number_joins(s, e))
        e = sayso__scan_digits(s, e + 1);
    e = hyphenated(s, beg, e);
    uint32_t longer = number_letters(s, beg, e);
    if (longer > e) {
        e = longer;
        for (uint32_t next; (next = join(s, beg, e)) > e;)
            e = next;
        return emit_word(s, beg, e) ? clitics(s, e) : SAYSO_NONE;
    }
    return sayso__scan_emit(s, beg, e, SAYSO_TOKEN_NUMBER, 0) ? clitics(s, e) : SAYSO_NONE;
}
