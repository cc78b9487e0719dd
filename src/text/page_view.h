/* page_view.h -- what the features of blocks rest on.  Layer: text. */
#ifndef SAYSO_TEXT_PAGE_VIEW_H
#define SAYSO_TEXT_PAGE_VIEW_H

#include "text/webpage.h"

/* Bits of data/page_phrases.tsv, in the order of its columns. */
enum {
    SAYSO_PHRASE_MORE = 1,
    SAYSO_PHRASE_SHARE = 2,
    SAYSO_PHRASE_SIGNUP = 4,
    SAYSO_PHRASE_PROMO = 8,
    SAYSO_PHRASE_NAV = 16,
    SAYSO_PHRASE_META = 32,
    SAYSO_PHRASE_CREDIT = 64,
    SAYSO_PHRASE_LEGAL = 128,
    SAYSO_PHRASE_COMMENTS = 256,
    SAYSO_PHRASE_MEDIA = 512,
    SAYSO_PHRASE_LIVE = 1024,
    SAYSO_PHRASE_BIO = 2048,
    SAYSO_PHRASE_WHOLE = 4096
};

/* Hashes in a row of slots, 0 free. */
typedef struct {
    uint64_t *slot;
    uint32_t mask;
} sayso_gram_set;

/* A block, in coarse numbers. */
typedef struct {
    uint8_t length, link, tag, inner, begin, end, digits, capitals, opening, body, shape;
    uint8_t family, clan;   /* scores of the first pass around it */
    bool repeats, repeated; /* its words stood before; stand again */
    bool whole;             /* all of it is in the inline element that it begins in */
    bool credit;            /* its last words credit a picture */
    bool address;           /* holds an address of mail or web */
    uint8_t gap, most_gap;  /* blocks since a paragraph of a text; most between two before */
    uint8_t marks;          /* blocks before, behind the first paragraph, that end a report */
    uint8_t times;          /* how often its words stand on the page, at most 3 */
    uint8_t image;          /* 1: a picture stands before it, 2: behind it */
    uint32_t phrase;
} sayso_block_view;

typedef struct {
    const sayso_page *p;
    sayso_block_view *block; /* [p->block.n] */
    int32_t *score;          /* [p->block.n] of the first pass */
    uint32_t *around;        /* [n_node] p->around without what speaks of most of the page */
    uint32_t main;           /* the element that holds the report, by points */
    uint32_t first, last;    /* first and last paragraph of a text in it, or SAYSO_NONE */
    uint32_t headline;       /* block, or SAYSO_NONE */
    sayso_gram_set body;     /* of articleBody; slot is NULL without */
} sayso_page_view;

/* A view of p; NULL when out of memory. */
sayso_page_view *sayso__page_look(const sayso_page *p, sayso_arena *a);

/* Fills family and clan from the scores. */
bool sayso__page_families(sayso_page_view *v, sayso_arena *a);

/* The features of a block, in the first pass or again with the first one's scores. */
uint32_t sayso__page_features(const sayso_page_view *v, uint32_t block, bool again,
                              uint32_t feat[SAYSO_PAGE_FEATURES]);

/* Is a block never the report's (page_pick.c)? Its score then is SAYSO_PAGE_NEVER. */
#define SAYSO_PAGE_NEVER (-100000)
bool sayso__page_never(const sayso_page_view *v, uint32_t block);

/* The score above which blocks are kept (page_pick.c). */
int32_t sayso__page_threshold(const sayso_page *p, const int32_t *score);

#endif
