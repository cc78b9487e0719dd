/* actor_list.h -- actors that the user knows, and what the reports' actors become by them.
 * Layer: mention.
 *
 * The list overrides what the texts suggest: an actor whose name or alias is listed takes the
 * listed name, class, country, sector and chief; actors of a report that one entry names become
 * one. A list is filled once and then only read, by any number of threads. */
#ifndef SAYSO_MENTION_ACTOR_LIST_H
#define SAYSO_MENTION_ACTOR_LIST_H

#include "base/array.h"
#include "base/table.h"
#include "mention/mention.h"

/* An entry; what is empty or 0 overrides nothing. Its strings live in the list's arena. */
typedef struct {
    sayso_str name, speaks_for;
    uint32_t chief; /* entry, or SAYSO_NONE: filled by close */
    uint8_t class_; /* SAYSO_CLASS_x */
    char country[4], sector[5];
} sayso_listed;

typedef struct {
    sayso_arena arena;
    SAYSO_ARRAY(sayso_listed) entry;
    sayso_table by_name; /* folded name or alias -> entry */
    sayso_table
        by_surname; /* folded last word of a person's name -> entry, or SAYSO_NONE: of several */
} sayso_actor_list;

void sayso__actor_list_init(sayso_actor_list *l);
void sayso__actor_list_free(sayso_actor_list *l);

/* Adds an entry; one of the same name is filled up by it (*known is then true). Its strings are
 * copied. *index is where it is. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__actor_list_add(sayso_actor_list *l, const sayso_listed *entry,
                                                 uint32_t *index, bool *known, sayso_error *err);

/* Gives entry `index` another name; *taken: it is another entry's, and stays so. Errors:
 * SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__actor_list_alias(sayso_actor_list *l, uint32_t index,
                                                   sayso_str name, bool *taken, sayso_error *err);

/* Told of i, whose chain came back to itself and was cut there. */
typedef void sayso_chain_told(void *user, uint32_t i);

/* next[i] is what i hangs on, or SAYSO_NONE: chains that come back to themselves are cut where they
 * close. seen[n] is zero before. told may be NULL. Linear. */
void sayso__chain_cut(uint32_t *next, uint8_t *seen, uint32_t n, sayso_chain_told *told,
                      void *user);

/* After the last entry: ties speaks_for to entries. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__actor_list_close(sayso_actor_list *l, sayso_chain_told *told,
                                                   void *user, sayso_error *err);

/* Entry that the name means, or SAYSO_NONE. */
uint32_t sayso__actor_list_find(const sayso_actor_list *l, sayso_str name);

/* The only listed person whose name ends in this word, or SAYSO_NONE. */
uint32_t sayso__actor_list_surname(const sayso_actor_list *l, sayso_str word);

/* Rewrites the actors of *m, and who its mentions are. Chiefs that the report does not name become
 * actors without a mention. M2 holds after. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__actor_list_apply(const sayso_actor_list *l, sayso_mentions *m,
                                                   sayso_arena *a, sayso_arena *scratch,
                                                   sayso_error *err);

#endif
