/* container.h -- kinds of container, each in a file of its own: how a stream falls into units.
 * Layer: text.
 *
 * A stream is a file, decompressed, or a member of a container. Its kind is told by its first bytes
 * (unit.c asks each kind in order; the last, whole.c, takes anything). The kind then cuts it into
 * units, or hands out members, each a stream of its own that is recognised in its turn: a tar of
 * WARC files, a zip of pages, a feed in a WARC record.
 *
 * To add one: a file that defines a sayso_kind, its declaration below, its place in the list of
 * unit.c. If its units are of a new media type: a line in SAYSO_MEDIA_LIST (unit.h) and a maker in
 * the table of doc.c. */
#ifndef SAYSO_TEXT_CONTAINER_H
#define SAYSO_TEXT_CONTAINER_H

#include "text/unit.h"
#include "text/window.h"

/* The first bytes of a stream: SAYSO_SNIFF of them, or all. */
typedef struct {
    const char *p;
    size_t n;
    char wide;                         /* UTF-16: 'l' or 'b', else 0 */
    const sayso_read_options *options; /* may be NULL */
} sayso_first;

#define SAYSO_SNIFF ((size_t)4 << 10)

typedef struct sayso_kind sayso_kind;

/* One stream being cut. */
typedef struct {
    const sayso_kind *kind;
    sayso_window in;
    void *state;          /* the kind's own: made at its first next, freed by its close */
    sayso_reader *reader; /* whose stream it is */
    const sayso_read_options *options;
    uint64_t most;          /* bytes of one unit */
    uint32_t n_unit;        /* units and members so far */
    bool page;              /* the container says that it is a page (Content-Type: text/html) */
    bool in_member;         /* set by next: `member` is to be read; next goes on behind it */
    sayso_str name;         /* uri of the stream: "x.tar#news/a.html" */
    uint32_t number;        /* of the stream in its container, where it has no name of its own */
    sayso_unit_about about; /* what the containers around it say */
    sayso_str parameters;   /* of its media type, as they say */
    sayso_told told;        /* in_member: HTTP's coding of it */
    sayso_unit member;      /* in_member: name in its container (uri), number, about, offset */
    bool member_page;       /* in_member: said to be a page */
    const char *note;       /* set at the end: what was left out; borrowed until close */
    sayso_arena names;      /* of one member */
    sayso_arena memory;     /* for strings of about and member; reset when the stream ends */
} sayso_level;

struct sayso_kind {
    bool (*is)(const sayso_first *first);
    /* The next unit into *out (bytes, n, media, parameters, offset, number, about; uri is filled in
     * by the caller, which also copies the strings of about and parameters), in a; or l->in_member;
     * or neither at the end. After SAYSO_EINPUT and SAYSO_ELIMIT it is called again. */
    sayso_status (*next)(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err);
    /* Up to `room` bytes of the member; *n is 0 at its end. NULL: no members. */
    sayso_status (*read)(sayso_level *l, char *buf, size_t room, size_t *n, sayso_error *err);
    void (*close)(sayso_level *l); /* frees state; NULL: there is none */
};

/* One a file; in the order in which they are asked. */
#define SAYSO_CONTAINER_LIST(X)                                                                    \
    X(warc)                                                                                        \
    X(arc)                                                                                         \
    X(zip)                                                                                         \
    X(tar)                                                                                         \
    X(pdf)                                                                                         \
    X(feed)                                                                                        \
    X(json_list)                                                                                   \
    X(mbox)                                                                                        \
    X(mail)                                                                                        \
    X(json_lines)                                                                                  \
    X(csv)                                                                                         \
    X(whole)

#define X(name) extern const sayso_kind sayso__kind_##name;
SAYSO_CONTAINER_LIST(X)
#undef X

/* ---- what kinds share (level.c) ------------------------------------------------------------- */

/* n bytes at the window's beginning become out->bytes, and leave the window. */
SAYSO_CHECKED sayso_status sayso__level_take(sayso_level *l, size_t n, sayso_arena *a,
                                             sayso_unit *out, sayso_error *err);

/* Reads on until all of the stream is in the window. Errors: SAYSO_ELIMIT over `most` bytes (the
 * stream is then used up), those of reading, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__level_all(sayso_level *l, uint64_t most, sayso_error *err);

/* SAYSO_ELIMIT: a unit at `at` is longer than l->most. */
sayso_status sayso__level_too_long(const sayso_level *l, uint64_t at, sayso_error *err);

/* What a JSON object needs to become a document: the map of the options, as a parameter; p = NULL
 * without one. false when out of memory. */
SAYSO_CHECKED bool sayso__level_map(const sayso_level *l, sayso_arena *a, sayso_str *parameters);

/* l->member becomes one of that name; *take: it is to be read, neither folder nor hidden file.
 * Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__level_member(sayso_level *l, sayso_str name, bool *take,
                                               sayso_error *err);

/* Does it begin with a page, white space and byte order mark aside? (sniff.c) */
bool sayso__first_page(const sayso_first *first);

/* Is its first element that of a feed or of news in XML (feed.h)? */
bool sayso__first_feed(const sayso_first *first);

/* Does it begin with these words, in any case, white space and byte order mark aside? */
bool sayso__first_is(const sayso_first *first, const char *words);

/* What to say of a file that is none of ours; NULL for text. */
const char *sayso__first_foreign(const sayso_first *first);

#endif
