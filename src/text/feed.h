/* feed.h -- a feed, or news in XML -> its items.  Layer: text.
 *
 * RSS 0.9-2.0, RDF (RSS 1.0), Atom 0.3 and 1.0, CDF; NewsML 1 and G2, NITF, whose items are units
 * as those of feeds are (xml_report.h reads one). */
#ifndef SAYSO_TEXT_FEED_H
#define SAYSO_TEXT_FEED_H

#include "text/xml_part.h"

typedef struct {
    sayso_str title;  /* the feed's: publisher of its items */
    sayso_str author; /* of items that name none; p NULL where there is none, as in all here */
    sayso_str base;   /* what addresses in it are relative to */
    sayso_str language;
    sayso_span *item; /* [n_item] elements, in order, disjoint */
    uint32_t n_item;
    bool cut;        /* it ends inside the last item */
    uint32_t entity; /* where it declares an entity, or SAYSO_NONE */
} sayso_feed;

/* Takes p[0, n), sound UTF-8, apart; what has no items has n_item 0. O(bytes). false when out of
 * memory. */
bool sayso__feed_cut(const char *p, uint32_t n, sayso_arena *a, sayso_feed *out);

/* Is the first element of p[0, n) that of a feed or of news? Comments, declarations and white space
 * may stand before it. */
bool sayso__feed_begins(const char *p, size_t n);

#endif
