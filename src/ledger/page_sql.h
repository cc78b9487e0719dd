/* page_sql.h -- what each page is in SQL.  Layer: ledger.
 *
 * A page is either keys and rows (`key`, `from`, `order`; all of them are counted, and for those on
 * the page `row` is run with the key's columns as ?1, ?2 ...), or, where rows are groups, one
 * statement (`row` with :limit and :offset, and `count`). "%" stands for the conditions of the
 * filters that are set, each with AND before it. Values are bound by name. */
#ifndef SAYSO_LEDGER_PAGE_SQL_H
#define SAYSO_LEDGER_PAGE_SQL_H

#include <stddef.h>

#include "ledger/pages.h"

/* SQL is set as SQL. */
/* clang-format off */

/* An actor's name and who it speaks for, as the last settling left them. */
#define NAME(id)                                                                                   \
    "(SELECT coalesce(o.name, a.name) FROM actor a LEFT JOIN actor o ON o.actor_id = a.same_as"    \
    " WHERE a.actor_id = " id ")"
#define CHIEF(id)                                                                                  \
    "(SELECT coalesce(z.name, y.name) FROM actor a"                                                \
    " LEFT JOIN actor o ON o.actor_id = a.same_as"                                                 \
    " JOIN actor y ON y.actor_id = coalesce(o.speaks_for, a.speaks_for)"                           \
    " LEFT JOIN actor z ON z.actor_id = y.same_as WHERE a.actor_id = " id ")"

#define BY_TIME "d.date_published IS NULL, d.date_published, d.n"

/* Of claim c, attribution t, proposition p, document d. */
#define CLAIM_DAY "coalesce(t.said, d.day)"
#define MARK                                                                                       \
    "CASE WHEN c.speech_act = 'claim_responsibility' OR (c.speech_act = 'admit' AND p.kind ="      \
    " 'responsibility') THEN 'claims' ELSE c.stance END"

/* What an event's reports say. Ids of attributions begin with the report's, and so lie together;
 * DOES, as the index claim_acts has it, finds claims that do something without a look at the
 * others. */
#define OF_DOCUMENT(id) id " >= d.document_id || ':a' AND " id " < d.document_id || ':b'"
#define EVENT_DOCUMENTS "event_report r CROSS JOIN document d USING (document_id)"
#define EVENT_ATTRIBUTIONS                                                                         \
    EVENT_DOCUMENTS " CROSS JOIN attribution t ON " OF_DOCUMENT("t.attribution_id")
#define EVENT_CLAIMS                                                                               \
    EVENT_DOCUMENTS " CROSS JOIN claim c ON " OF_DOCUMENT("c.attribution_id") " CROSS JOIN"        \
    " attribution t ON t.attribution_id = c.attribution_id"
#define DOES                                                                                       \
    "(c.stance IS NOT NULL OR c.speech_act = 'claim_responsibility'"                               \
    " OR c.speech_act = 'admit' OR c.speech_act = 'allege' OR c.speech_act = 'deny'"               \
    " OR c.speech_act = 'reject' OR c.speech_act = 'dispute' OR c.speech_act = 'warn'"             \
    " OR c.speech_act = 'threaten' OR c.speech_act = 'demand' OR c.speech_act = 'pledge'"          \
    " OR c.speech_act = 'retract' OR c.speech_act = 'correct' OR c.speech_act = 'condemn')"

/* clang-format on */

typedef struct {
    size_t field;     /* of sayso_page_filter: a const char * */
    const char *name; /* of the parameter, ":event" */
    const char *sql;
} sayso_page_condition;

typedef struct {
    const char *key, *from, *order; /* key NULL: the second form */
    const char *event_from;         /* with a filter of event; NULL: from */
    const char *backwards;          /* the other order, or NULL */
    const char *row, *count;
    const char *column[28];
    const char
        *kinds; /* one letter a column: t text or number, l lines of a list, f flag, j JSON */
    sayso_page_condition condition[15];
} sayso_page_sql;

extern const sayso_page_sql sayso__page_sql[SAYSO_N_PAGE];

#endif
