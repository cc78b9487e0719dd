/* scan.h -- what the files of the tokenizer share: character classes, the scanner's state.
 * Layer: token. */
#ifndef SAYSO_TOKEN_SCAN_H
#define SAYSO_TOKEN_SCAN_H

#include "base/array.h"
#include "token/token.h"

/* Class of a character. The order matters: everything from SAYSO_CHAR_LETTER on is of a word. */
typedef enum {
    SAYSO_CHAR_GAP,    /* white space, invisible or control character between words */
    SAYSO_CHAR_PUNCT,  /* one token each, where no rule says otherwise */
    SAYSO_CHAR_SYMBOL, /* likewise */
    SAYSO_CHAR_OPEN,   /* opening bracket */
    SAYSO_CHAR_CLOSE,  /* closing bracket */
    SAYSO_CHAR_STOP,   /* . ! ? and the ellipsis */
    SAYSO_CHAR_QUOTE,  /* marks that quote, and apostrophes */
    SAYSO_CHAR_LETTER,
    SAYSO_CHAR_UPPER, /* upper and title case */
    SAYSO_CHAR_DIGIT, /* 0-9; other scripts' digits are letters here */
    SAYSO_CHAR_JOIN   /* invisible inside a word: soft hyphen, zero-width joiner */
} sayso_char_class;

/* The scanner over one block. Bytes [at, end) of text are still to be read. */
typedef struct {
    const char *text;
    uint32_t beg, end; /* of the block */
    sayso_arena *arena;
    SAYSO_ARRAY(sayso_token) tok;
    uint32_t gap_end; /* end of the last token: a token that begins there has no space before */
    bool open_single; /* a single quotation mark is open in this block */
    bool open_double; /* a straight double one */
    bool open_low;    /* a low one (German), which a left mark closes */
} sayso_scan;

/* Class and length in bytes of the character at text[at] (at < end). */
sayso_char_class sayso__char_class(const char *text, uint32_t at, uint32_t end, uint32_t *len);

/* Length in bytes of the apostrophe at text[at], 0 if there is none. */
uint32_t sayso__char_apostrophe(const char *text, uint32_t at, uint32_t end);

/* Appends a token; false when out of memory. */
bool sayso__scan_emit(sayso_scan *s, uint32_t beg, uint32_t end, sayso_token_kind kind,
                      uint8_t flags);

/* All tokens of the block s->beg .. s->end. false when out of memory. */
bool sayso__scan_block(sayso_scan *s);

/* Reads one token or more at `at` (no gap there) and returns where the next begins, SAYSO_NONE when
 * out of memory. Words and numbers: */
uint32_t sayso__scan_word(sayso_scan *s, uint32_t at);
uint32_t sayso__scan_number(sayso_scan *s, uint32_t at);
/* Everything else: */
uint32_t sayso__scan_mark(sayso_scan *s, uint32_t at);

/* End of the web or mail address, file name or handle that begins at `at`; `at` if there is none.
 * run: where the letters and digits from `at` on end. */
uint32_t sayso__scan_address(const sayso_scan *s, uint32_t at, uint32_t run);

/* End of the run of letters, digits and joiners at `at`; `at` if there is none. */
uint32_t sayso__scan_run(const sayso_scan *s, uint32_t at);

/* The same, of ASCII digits. */
uint32_t sayso__scan_digits(const sayso_scan *s, uint32_t at);

/* Class of the character at `at`, SAYSO_CHAR_GAP at the block's end. */
sayso_char_class sayso__scan_peek(const sayso_scan *s, uint32_t at);

/* Class of the character before `at`, SAYSO_CHAR_GAP at the block's beginning. */
sayso_char_class sayso__scan_before(const sayso_scan *s, uint32_t at);

/* Bits of an abbreviation: the columns of data/abbreviations.tsv, in order. */
enum {
    SAYSO_ABBREVIATION_PLAIN = 1,
    SAYSO_ABBREVIATION_TITLE = 2,
    SAYSO_ABBREVIATION_ENDS = 4,
    SAYSO_ABBREVIATION_CAP = 8,
    SAYSO_ABBREVIATION_NUMBER = 16,
    SAYSO_ABBREVIATION_NAME = 32,
    SAYSO_ABBREVIATION_UNIT = 64,
    SAYSO_ABBREVIATION_FINAL = 128
};

/* The bits of word [beg, end), which has no last full stop; 0 for none. */
uint32_t sayso__scan_abbreviation(const char *text, uint32_t beg, uint32_t end);

/* text[beg, end) in ASCII lower case in out, which has room for 32; its length, 0 if too long. */
uint32_t sayso__scan_lower(const char *text, uint32_t beg, uint32_t end, char out[32]);

#endif
