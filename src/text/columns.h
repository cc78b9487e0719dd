/* columns.h -- what columns of a table and keys of JSON are called.  Layer: text.
 *
 * A map is what --map says, "text=body,published=date": for each part of a report its name in the
 * input. A table's header also names parts by the words that exports use. */
#ifndef SAYSO_TEXT_COLUMNS_H
#define SAYSO_TEXT_COLUMNS_H

#include "sayso/types.h"

/* Part, its own name, other names of columns: in lower case, letters and digits only. */
#define SAYSO_COLUMN_LIST(X)                                                                       \
    X(ID, "id", "articleid documentid docid guid uid uuid storyid recordid accessionnumber")       \
    X(TITLE, "title", "headline titel heading articletitle hed")                                   \
    X(TEXT, "text",                                                                                \
      "body content fulltext articletext articlebody maintext bodytext story article plaintext "   \
      "contenttext")                                                                               \
    X(HTML, "html", "bodyhtml contenthtml texthtml rawhtml")                                       \
    X(PUBLISHED, "published",                                                                      \
      "date publishedat publicationdate datepublished pubdate publishdate publisheddate "          \
      "publicationtime timestamp datetime publisheddatetime time")                                 \
    X(URL, "url", "link uri permalink webpage articleurl canonicalurl href sourceurl")             \
    X(PUBLISHER, "publisher",                                                                      \
      "source publication outlet newspaper medium sitename sourcename site media publishername")   \
    X(BYLINE, "byline", "author authors writer reporter creator by")                               \
    X(MODIFIED, "modified", "datemodified lastmodified updated updatedat modifiedat lastupdated")  \
    X(SECTION, "section", "category rubric desk newsdesk")                                         \
    X(TAGS, "tags", "keywords topics")                                                             \
    X(LANGUAGE, "language", "lang")

typedef enum {
    SAYSO_COLUMN_NONE,
#define X(name, word, others) SAYSO_COLUMN_##name,
    SAYSO_COLUMN_LIST(X)
#undef X
        SAYSO_N_COLUMN
} sayso_column;

/* The part's own name ("text"); "" of none. */
const char *sayso__column_word(sayso_column c);
/* The part of that own name. */
sayso_column sayso__column_of(sayso_str word);

/* What the map calls a part; p = NULL where it does not say. */
sayso_str sayso__map_name(sayso_str map, sayso_column c);

/* The part that a header's cell names: by the map, or by a common name (then *common). */
sayso_column sayso__column_named(sayso_str cell, sayso_str map, bool *common);

/* Is the map "part=name,part=name"? Errors: SAYSO_EUSE. */
SAYSO_CHECKED sayso_status sayso__map_check(sayso_str map, sayso_error *err);

#endif
