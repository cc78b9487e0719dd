/* json_text.h -- string values of a JSON object with the place of each of their bytes.  Layer:
 * text.
 *
 * json-c says what an object holds, but not where; this finds the strings in the source (RFC 8259)
 * and undoes their escapes with a map. */
#ifndef SAYSO_TEXT_JSON_TEXT_H
#define SAYSO_TEXT_JSON_TEXT_H

#include "text/map.h"

/* Where the value of a top-level key lies: the bytes between the quotation marks of its last
 * occurrence; beg == SAYSO_NONE if there is no such key or its last value is no string.
 * The bytes are a sound JSON object (json-c accepted them); of others the answer is some span
 * inside or SAYSO_NONE. */
sayso_span sayso__json_string(const char *p, uint32_t n, const char *key);

/* The members of an object, or an array's elements, one by one: *at is in.beg at first. key gets
 * the bytes between the key's quotation marks (SAYSO_NONE in an array), value those of the value.
 * false at the end, and where it is no sound JSON. Each value is passed once. */
bool sayso__json_each(const char *p, sayso_span in, uint32_t *at, sayso_span *key,
                      sayso_span *value);

/* Between the quotation marks of a value; beg == SAYSO_NONE if it is no string. */
sayso_span sayso__json_inside(const char *p, sayso_span value);

/* Appends the string at `at` (as above) to the builder, whose text has room for half as many bytes
 * again as the raw string has, and 2. false when out of memory. */
bool sayso__json_unescape(const char *p, sayso_span at, sayso_arena *a, sayso_text_builder *out);

#endif
