/* webtables.h -- tables of the web's standards, compiled from data/ by tools/webtables.py.  Layer:
 * text. */
#ifndef SAYSO_TEXT_WEBTABLES_H
#define SAYSO_TEXT_WEBTABLES_H

#include "sayso/types.h"

/* A named character reference, without its "&"; names that need no ";" stand twice. */
typedef struct {
    const char *name;
    uint32_t n;
    uint32_t cp[2]; /* the second is 0 for most */
} sayso_entity;

extern const sayso_entity sayso__entity[]; /* [sayso__n_entity] sorted by bytes */
extern const uint32_t sayso__n_entity;

typedef enum {
    SAYSO_READ_UTF8,
    SAYSO_READ_UTF16LE,
    SAYSO_READ_UTF16BE,
    SAYSO_READ_TABLE, /* ASCII, and a table of bytes 80-FF */
    SAYSO_READ_ICONV
} sayso_charset_kind;

typedef struct {
    const char *name; /* as the standard has it, in lower case */
    sayso_charset_kind kind;
    const char *iconv;     /* its name there */
    const uint16_t *table; /* [128], U+FFFD where a byte stands for nothing */
} sayso_charset;

typedef struct {
    const char *label;
    uint32_t charset;
} sayso_charset_label;

extern const sayso_charset sayso__charset[];
extern const sayso_charset_label sayso__charset_label[]; /* sorted by bytes */
extern const uint32_t sayso__n_charset_label;

#endif
