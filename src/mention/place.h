/* place.h -- towns of the world by name: country and coordinates.  Layer: mention.
 *
 * Section "places" of the model, made by tools/make_places.py from GeoNames (CC BY 4.0);
 * little-endian:
 *
 *     0   "PLC1"   4  u32 n   8  u32 bytes of names   12  u32 0
 *     16  n records of 12 bytes, by name, then the largest first:
 *         u32 offset of the name << 8 | its length,
 *         u16 latitude (0 is -90 degrees, 65535 is 90), u16 longitude (-180 to 180), both 0
 *         where several towns of the name in the country are of like size
 *         u16 country (alpha-3, 5 bits a letter, A is 1), u16 inhabitants (log2 * 2048)
 *     ... names: lower case, without diacritics; each begins where the record says */
#ifndef SAYSO_MENTION_PLACE_H
#define SAYSO_MENTION_PLACE_H

#include "base/arena.h"
#include "model/model.h"

typedef struct {
    const uint8_t *record;
    const char *names;
    uint32_t n, n_names;
} sayso_places;

typedef struct {
    char country[4]; /* ISO 3166-1 alpha-3 */
    bool one;        /* no other town of that name in that country comes near it in size: */
    double lat, lon; /* degrees, to some 300 m */
    double people;   /* inhabitants, about */
} sayso_place;

/* How often a report speaks of a country. */
typedef struct {
    char country[4];
    uint32_t n;
} sayso_country_vote;

/* A model without the section has no places. Errors: SAYSO_EMODEL. */
SAYSO_CHECKED sayso_status sayso__places_open(const sayso_model *m, sayso_places *out,
                                              sayso_error *err);

/* The town that a report means by name: the one in the country most spoken of that has one; where
 * none of its countries has, a large one that no other rivals. false: not known, or not which. */
bool sayso__place_find(const sayso_places *p, sayso_str name, const sayso_country_vote *votes,
                       uint32_t n, sayso_place *out);

#endif
