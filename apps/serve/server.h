/* server.h -- the server's parts.  Layer: app. */
#ifndef SAYSO_SERVE_SERVER_H
#define SAYSO_SERVE_SERVER_H

#include <pthread.h>
#include <stdatomic.h>
#include <sys/types.h>
#include <time.h>

#include "mhd.h"
#include "request.h"
#include "sayso/sayso.h"
#include "serve.h"

/* ---- ledger handles: one a thread of the server ------------------------------------------------
 */

typedef struct {
    sayso_ledger *ledger; /* NULL: not open */
    dev_t device;         /* of the file that it was opened from */
    ino_t inode;
    bool taken, asking; /* by a thread; a question runs */
    time_t since;       /* when it was taken or given back */
} desk;

typedef struct {
    const char *path;
    desk *desk; /* [n] */
    uint32_t n;
    pthread_mutex_t lock;
    pthread_cond_t freed;
    pthread_rwlock_t file; /* read: a question runs; write: all handles are closed */
    desk watch;            /* sees whether the file changes; under watch_lock */
    uint32_t generation;   /* how often it was opened */
    pthread_mutex_t watch_lock;
} desks;

bool desks_open(desks *d, const char *path, uint32_t n);
void desks_close(desks *d);

/* A handle of the ledger as it lies there now, for this thread alone; NULL: err says why. */
desk *desks_take(desks *d, sayso_error *err);
/* Back; after an error of the ledger it is opened anew next time. */
void desks_return(desks *d, desk *one, sayso_status status);

/* Differs when the ledger has changed since: "2-4711-17". */
sayso_status desks_change(desks *d, char out[48], sayso_error *err);

/* Interrupts questions that have taken longer than `most` seconds, and closes handles that have not
 * been used for `idle` seconds, so that their memory is free. now: of a clock that only goes
 * forward. */
void desks_tend(desks *d, time_t now, time_t most, time_t idle);

/* Seconds of a clock that only goes forward. */
time_t steady(void);

/* ---- the server --------------------------------------------------------------------------------
 */

#define CACHE_ENTRIES 512u

/* An answer that is kept. */
typedef struct {
    char *address, *body;
    size_t n;
    uint64_t hash, used;
    const char *type, *policy; /* constants */
    char tag[96];
    bool packed, gzip; /* it is gzip; such was asked for */
} kept;

typedef struct {
    pthread_mutex_t lock;
    kept *kept; /* [CACHE_ENTRIES] */
    size_t n_bytes;
    uint64_t clock;
} cache;

typedef struct {
    serve_options o;
    mhd_library mhd;
    cache cache;
    struct MHD_Daemon *daemon;
    sayso_engine *engine;
    desks desks;
    pthread_mutex_t edit_lock; /* one edit at a time */
    long started;              /* seconds since 1970, part of each tag */
    atomic_size_t held;        /* bytes of bodies in memory */
    atomic_size_t asked;       /* requests so far */
    size_t tended;             /* ... when memory was last given back */
} server;

/* What a client sends and gets. */
typedef struct {
    char *raw, *work; /* the address as it came; taken apart */
    request_address address;
    bool begun, parsed;
    bool too_large; /* the body; it is then not kept */
    char *body;
    size_t n_body, room;
    time_t since; /* when it began, of a clock that only goes forward */
    bool gzip;    /* is taken */
    const char *none_match, *content_type;
} request;

typedef struct {
    unsigned status;
    const char *type; /* of the body */
    char *body;       /* malloc'd, or constant */
    size_t n;
    bool constant;              /* body is not to be freed */
    bool packed;                /* body is gzip */
    bool failed;                /* memory ran out */
    char tag[96];               /* ETag or "" */
    const char *cache, *policy; /* headers; NULL: the usual ones */
    char location[8], cookie[256];
    const char *allow; /* of 405 */
    bool retry;        /* Retry-After */
} answer;

/* The body grows by what is written. */
sayso_output answer_output(answer *a);
void answer_print(answer *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A problem (RFC 9457) in the place of whatever was there. */
void answer_problem(answer *a, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The problem that a status of the library stands for. */
void answer_failure(answer *a, sayso_status status, const sayso_error *err);

/* Text as a JSON string, quotes and all; or null. */
void answer_string(answer *a, const char *text);

/* The body as gzip, where that is smaller; small ones stay. */
void answer_pack(answer *a);

/* Sends it; the body is given away. */
enum MHD_Result answer_send(const server *s, struct MHD_Connection *c, const request *r, answer *a);

bool cache_open(cache *k);
void cache_close(cache *k);
void cache_empty(cache *k);
/* The answer to this request under a->tag; false: it is not kept. */
bool cache_find(cache *k, const request *r, answer *a);
void cache_keep(cache *k, const request *r, const answer *a);

/* ---- routes ------------------------------------------------------------------------------------
 */

enum { METHOD_GET = 1, METHOD_POST = 2 };

/* Fills *a for a request that was let in. */
void routes_answer(server *s, const request *r, unsigned method, answer *a);

/* 405, with the methods that the address takes. */
void routes_wrong_method(const request *r, answer *a);

/* Does the address want a body with this method? false: *a says what is wrong. */
bool routes_take_body(const server *s, const request *r, answer *a);

/* How an answer is written: offsets=, tokens=. */
sayso_status routes_layout(const request *r, sayso_layout *out, sayso_error *err);

/* Routes that read the body. */
void edit_extract(server *s, const request *r, answer *a);
void edit_store(server *s, const request *r, answer *a);
void edit_correct(server *s, const request *r, answer *a);

/* ---- the page ----------------------------------------------------------------------------------
 */

typedef struct {
    const char *path, *type, *tag;
    const unsigned char *data; /* gzip */
    uint32_t n, n_plain;
} asset;

extern const asset assets[];
extern const uint32_t n_assets;

/* For a browser without the token: a page that asks for it. false: the client wants no HTML (the
 * Accept header, may be NULL). */
bool page_ask_token(const char *accept, const request *r, answer *a);

/* false: there is no such file. path is the whole path, "/" for the page. */
bool page_answer(const char *path, const request *r, answer *a);

#endif
