/* request.h -- a request's address and headers, taken apart.  Layer: app.
 *
 * Nothing here knows of sockets, so that it can be tested and fuzzed alone. What is handed out
 * points into the request's own copy of the address. */
#ifndef SAYSO_SERVE_REQUEST_H
#define SAYSO_SERVE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The parameters that some route knows. */
#define REQUEST_PARAM_LIST(X)                                                                      \
    X(event)                                                                                       \
    X(report)                                                                                      \
    X(by)                                                                                          \
    X(about)                                                                                       \
    X(act)                                                                                         \
    X(kind)                                                                                        \
    X(stance)                                                                                      \
    X(evidence)                                                                                    \
    X(measure)                                                                                     \
    X(population)                                                                                  \
    X(publisher)                                                                                   \
    X(q)                                                                                           \
    X(since)                                                                                       \
    X(until)                                                                                       \
    X(as_of)                                                                                       \
    X(independent)                                                                                 \
    X(changed)                                                                                     \
    X(all)                                                                                         \
    X(sort)                                                                                        \
    X(limit)                                                                                       \
    X(offset)                                                                                      \
    X(offsets)                                                                                     \
    X(parts)                                                                                       \
    X(id)                                                                                          \
    X(published)                                                                                   \
    X(url)                                                                                         \
    X(tokens)                                                                                      \
    X(token)

enum {
#define X(name) PARAM_##name,
    REQUEST_PARAM_LIST(X)
#undef X
        N_PARAM
};

#define PARAM_BIT(name) (1u << PARAM_##name)
#define SEGMENTS_MOST   6u

typedef struct {
    char *segment[SEGMENTS_MOST]; /* of the path, decoded; UTF-8 without NUL */
    uint32_t n_segment;
    const char *param[N_PARAM]; /* decoded; NULL where not given */
    uint32_t given;             /* bits of those given */
    char problem[160];          /* what is wrong, where taking apart failed */
} request_address;

/* Takes "/api/v1/claims?by=x" apart; raw is changed and must outlive *out. false: it makes no
 * sense, and out->problem says why. */
bool request_parse(char *raw, request_address *out);

/* A whole number of at most `most`; `otherwise` where text is NULL. */
bool request_number(const char *text, uint32_t otherwise, uint32_t least, uint32_t most,
                    uint32_t *out);

/* "true", "false"; false where text is NULL. */
bool request_flag(const char *text, bool *out);

/* May a browser that was led here by this Host header be trusted? True for addresses written as
 * numbers, which no foreign name can stand for, for localhost, and for the name that was allowed
 * (may be NULL). Whatever port. */
bool request_host(const char *host, const char *allowed);

/* Does an Accept-Encoding header (may be NULL) take gzip? */
bool request_takes_gzip(const char *header);

/* Does an If-None-Match header (may be NULL) hold the tag? */
bool request_holds_tag(const char *header, const char *tag);

/* Equal, in a time that does not tell where they differ. */
bool request_same_secret(const char *a, const char *b);

#endif
