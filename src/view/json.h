/* json.h -- a streaming JSON writer (RFC 8259).  Layer: view.
 *
 * The caller opens and closes; the writer puts commas, quotes and escapes. Whatever bytes a string
 * holds, what comes out is valid JSON in valid UTF-8: ill-formed bytes become U+FFFD. Errors stick
 * to the sink.
 *
 * Invariant (property test): J1  what is written parses, and parses back to what was put in. */
#ifndef SAYSO_VIEW_JSON_H
#define SAYSO_VIEW_JSON_H

#include "base/sink.h"

#define SAYSO_JSON_DEPTH 64u

typedef struct {
    sayso_sink *out;
    uint32_t depth;
    bool after_key;
    bool filled[SAYSO_JSON_DEPTH]; /* has the container at this depth a first item? */
} sayso_json;

void sayso__json_init(sayso_json *j, sayso_sink *out);

/* Containers. Every open is closed by the writer's caller; at most SAYSO_JSON_DEPTH - 1 stand open.
 */
void sayso__json_object(sayso_json *j);
void sayso__json_object_end(sayso_json *j);
void sayso__json_array(sayso_json *j);
void sayso__json_array_end(sayso_json *j);

/* Ends a line behind a value that stands alone; the next value begins anew. */
void sayso__json_newline(sayso_json *j);

/* Name of the next value; plain ASCII without quotes (names in the program's own text). */
void sayso__json_key(sayso_json *j, const char *key);

void sayso__json_null(sayso_json *j);
void sayso__json_bool(sayso_json *j, bool b);
void sayso__json_int(sayso_json *j, int64_t v);
/* Shortest decimal that reads back as v; null when v is no finite number. */
void sayso__json_number(sayso_json *j, double v);
/* null when s.p is NULL. */
void sayso__json_str(sayso_json *j, sayso_str s);
/* A value that is JSON already, made by another writer; null when s.p is NULL. Ill-formed bytes
 * become U+FFFD. */
void sayso__json_made(sayso_json *j, sayso_str s);
/* null when z is NULL. */
void sayso__json_text(sayso_json *j, const char *z);

/* The same behind a key. */
void sayso__json_put_str(sayso_json *j, const char *key, sayso_str s);
void sayso__json_put_text(sayso_json *j, const char *key, const char *z);
void sayso__json_put_int(sayso_json *j, const char *key, int64_t v);
void sayso__json_put_bool(sayso_json *j, const char *key, bool b);
void sayso__json_put_null(sayso_json *j, const char *key);

/* Writes v into out as sayso__json_number does (no null: the caller asks for finite numbers only);
 * returns the length. */
uint32_t sayso__number_print(double v, char out[32]);

#endif
