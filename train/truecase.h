/* truecase.h -- upper-case text as it would be written in mixed case, by counts over plain news.
 *
 * The incident reports that teach us are in upper case; the ones that are read mostly are not. */
#ifndef SAYSO_TRAIN_TRUECASE_H
#define SAYSO_TRAIN_TRUECASE_H

#include "base/table.h"

typedef struct {
    sayso_arena arena;
    sayso_table word;    /* lower-case words */
    uint32_t (*seen)[3]; /* forms inside of sentences: lower, Capital, ALL CAPS */
    uint32_t cap;
} truecaser;

/* Counts the words of plain news in DIR. */
void truecase_learn(const char *dir, truecaser *out);

/* Changes the ASCII letters of text[0, n) in place; the length stays. */
void truecase(const truecaser *t, char *text, uint32_t n);

/* The reports of DIR/NAME (JSON lines) with their texts in mixed case, to standard output. */
void truecase_print(const char *dir, const char *name);

#endif
