/* incident_place.c -- where on earth the main event was.  Layer: claim. */
#include <string.h>

#include "base/str.h"
#include "claim/claim_part.h"
#include "lexica.h"

#define COUNTRIES_MOST 24u
#define NAME_MOST      40u /* bytes of a name in the list of countries */

static void vote(sayso_country_vote *v, uint32_t *n, const char *country, uint32_t by)
{
    uint32_t k = 0;
    while (k < *n && strcmp(v[k].country, country) != 0)
        k++;
    if (k == COUNTRIES_MOST)
        return;
    if (k == *n)
        memcpy(v[(*n)++].country, country, sizeof v[k].country); /* three letters and a NUL */
    v[k].n += by;
}

/* Country of an actor; of a town or province that the list of countries knows, its own. NULL: none.
 */
static const char *country_of(const sayso_actor *a)
{
    char key[NAME_MOST];
    uint32_t n = a->name.n < NAME_MOST ? a->name.n : 0;
    if (a->country[0])
        return a->country;
    for (uint32_t i = 0; i < n; i++)
        key[i] = sayso__ascii_lower(a->name.p[i]);
    n -= n && key[n - 1] == '.';
    const sayso_lexicon_entry *e = n ? sayso__lexicon_find(&sayso__lex_countries, key, n) : NULL;
    return e && e->text && strlen(e->text) == 3 ? e->text : NULL;
}

void sayso__incident_locate(const sayso_claim_part *p, sayso_incident *out)
{
    const sayso_mentions *m = p->mentions;
    sayso_country_vote v[COUNTRIES_MOST] = {0};
    sayso_place place;
    uint32_t n = 0;
    if (!m->places || !out->place.n)
        return;
    if (out->country[0]) {
        vote(v, &n, out->country, 1);
    } else {
        for (uint32_t i = 0; i < m->n_mention; i++) {
            if (m->mention[i].actor >= m->n_actor)
                continue;
            const sayso_actor *a = &m->actor[m->mention[i].actor];
            const char *c = country_of(a);
            if (c) /* a place says more than a man's home */
                vote(v, &n, c, a->class_ == SAYSO_CLASS_PLACE ? 3 : 1);
        }
    }
    if (!sayso__place_find(m->places, out->place, v, n, &place))
        return;
    if (out->country[0] && strcmp(out->country, place.country) != 0)
        return; /* another town of that name */
    memcpy(out->country, place.country, sizeof out->country);
    out->located = place.one;
    out->lat = place.lat;
    out->lon = place.lon;
}
