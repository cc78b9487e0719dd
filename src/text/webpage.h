/* webpage.h -- a web page -> the report in it: text, blocks, metadata, and the way back.  Layer:
 * text.
 *
 *     page -> html_tree.h -> blocks (page_block.c) -> features (page_feature.c) -> which of them
 * are the report's (page_pick.c) -> text; metadata (page_meta.c, page_json.c)
 *
 * A block is what a reader sees as a paragraph: text of one block element, between two borders of
 * block elements or two line breaks. */
#ifndef SAYSO_TEXT_WEBPAGE_H
#define SAYSO_TEXT_WEBPAGE_H

#include "base/array.h"
#include "model/linear.h"
#include "text/doc_make.h"
#include "text/html_tree.h"

/* What class and id say (data/page_words.tsv, in the order of its columns). */
enum {
    SAYSO_PAGE_BODY = 1,
    SAYSO_PAGE_ARTICLE = 1 << 1,
    SAYSO_PAGE_COMMENT = 1 << 2,
    SAYSO_PAGE_RELATED = 1 << 3,
    SAYSO_PAGE_SHARE = 1 << 4,
    SAYSO_PAGE_PROMO = 1 << 5,
    SAYSO_PAGE_NAV = 1 << 6,
    SAYSO_PAGE_META = 1 << 7,
    SAYSO_PAGE_CAPTION = 1 << 8,
    SAYSO_PAGE_SIGNUP = 1 << 9,
    SAYSO_PAGE_COOKIE = 1 << 10,
    SAYSO_PAGE_FOOTER = 1 << 11,
    SAYSO_PAGE_HEADER = 1 << 12,
    SAYSO_PAGE_SIDE = 1 << 13,
    SAYSO_PAGE_TITLE = 1 << 14,
    SAYSO_PAGE_QUOTE = 1 << 15,
    SAYSO_PAGE_EMBED = 1 << 16,
    SAYSO_PAGE_HIDDEN = 1 << 17,
    SAYSO_PAGE_BIO = 1 << 18,
    SAYSO_PAGE_LIVE = 1 << 19,
    SAYSO_PAGE_BOX = 1 << 20,
    SAYSO_PAGE_LIST = 1 << 21,
    SAYSO_PAGE_LEAD = 1 << 22,
    SAYSO_PAGE_MEDIA = 1 << 23,
    SAYSO_PAGE_CLASSES = 24
};

typedef struct {
    sayso_span at;                            /* in the page's plain text */
    uint32_t map;                             /* first run of the map */
    uint32_t first;                           /* its first node */
    uint32_t home;                            /* the block element that it is text of */
    uint32_t n_word, n_link, n_comma, n_stop; /* words, words in links, marks */
    uint64_t words;                           /* hash of its words, case and punctuation left out */
    int32_t score;                            /* > 0: of the report */
    bool keep, title;
    uint8_t kind; /* sayso_block_kind */
} sayso_page_block;

/* Metadata as the page gives it; p is NULL for what it does not. */
typedef struct {
    sayso_span title_at; /* the title's bytes in the page, and how they are read */
    sayso_html_mode title_mode;
    sayso_str title, byline, published, modified, publisher, url, language, section, tags;
    sayso_str body; /* JSON-LD's articleBody */
} sayso_page_meta;

/* An entry of a live blog: blocks [beg, end), the first and the last of them kept, and when it was
 * published; p is NULL where the page does not say. */
typedef struct {
    uint32_t beg, end;
    sayso_str published;
} sayso_page_entry;

/* What JSON-LD says of an entry. */
typedef struct {
    sayso_str headline, published;
} sayso_page_update;

typedef struct {
    sayso_html_tree tree;
    uint32_t *says;          /* [n_node] what class and id of an element say */
    uint32_t *around;        /* [n_node] that of all elements around it, too */
    uint32_t *before;        /* [n_node + 1] words of blocks whose first node is before */
    sayso_text_builder text; /* of all blocks, a "\n\n" between two */
    SAYSO_ARRAY(sayso_page_block) block;
    sayso_page_meta meta, json; /* json: what JSON-LD says */
    bool live;                  /* JSON-LD, microdata, address or title call it a live blog */
    SAYSO_ARRAY(sayso_page_update) update;
    SAYSO_ARRAY(sayso_page_entry) entry; /* in order, none in another */
    sayso_arena *arena;
} sayso_page;

/* The model's sections that tell the report's blocks: a first pass, and one that knows what the
 * first made of a block's neighbours. NULL, or without weights: rules alone. */
typedef struct sayso_page_model {
    sayso_linear first, again;
} sayso_page_model;

#define SAYSO_PAGE_FIRST "page"
#define SAYSO_PAGE_AGAIN "page.again"

/* A section that is not there, or no model, leaves its half empty. */
void sayso__page_model_open(const sayso_model *m, sayso_page_model *out);

/* Features of a block: no more than so many. */
#define SAYSO_PAGE_FEATURES 200u

/* The parts, in order. All: false when out of memory. */
bool sayso__page_blocks(sayso_page *p);
bool sayso__page_meta(sayso_page *p);

bool sayso__page_json(sayso_page *p, sayso_span script);
bool sayso__page_pick(sayso_page *p, const sayso_page_model *model);

/* The entries of a live blog, of a page that was picked; their time stamps are no longer kept. url:
 * where the page came from, p may be NULL. */
bool sayso__page_entries(sayso_page *p, sayso_str url);

/* Is `name` one of the words of a key ("og:title dc:title")? In any case. */
bool sayso__page_has_name(sayso_str key, sayso_str name);

/* Does `word` stand somewhere in s, in any case? */
bool sayso__page_has_word(sayso_str s, const char *word);

/* Instead of picking, for a piece that is a report's text: all blocks, but for calls to share, to
 * subscribe and to read on. */
bool sayso__page_keep_part(sayso_page *p);

/* Reads a page of n bytes of UTF-8. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__page_read(const char *page, uint32_t n,
                                            const sayso_page_model *model, sayso_arena *a,
                                            sayso_page *out, sayso_error *err);

/* The document of a page: text, map, blocks, and what of the metadata m->doc lacks. `page` maps to
 * the unit's bytes; title: of JSON input, or NULL. Errors: SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__page_doc(sayso_doc_maker *m, const sayso_mapped *page,
                                           const sayso_text_builder *title, sayso_error *err);

/* The same of a piece of a page that is nothing but a report's text, as feeds and mail have it:
 * nothing is picked (sayso__page_keep_part), nothing is taken for metadata. */
SAYSO_CHECKED sayso_status sayso__page_part(sayso_doc_maker *m, const sayso_mapped *part,
                                            const sayso_text_builder *title, sayso_error *err);

/* All text of such a piece, with its map to what the piece maps to. false when out of memory. */
bool sayso__page_text(const sayso_mapped *part, sayso_arena *a, sayso_text_builder *out);

#endif
