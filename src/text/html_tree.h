/* html_tree.h -- the tokens of a page -> a tree in page order.  Layer: text.
 *
 * Not all of the standard's tree construction: end tags are implied and scopes kept as it says, but
 * nothing is moved (no adoption of misnested formatting, no foster parents), so that nodes stand in
 * the order of their bytes, and a subtree is a range of nodes.
 *
 * Invariants (a property test each):
 *   H1  nodes are ordered by their bytes, their spans disjoint, inside the page
 *   H2  parent[i] < i < end[parent], end of a child <= end of its parent
 *   H3  no more than the limits below; what is over them is left out, and hit tells */
#ifndef SAYSO_TEXT_HTML_TREE_H
#define SAYSO_TEXT_HTML_TREE_H

#include "base/arena.h"
#include "text/html_tag.h"
#include "text/html_token.h"

#define SAYSO_HTML_DEPTH_MOST 512u       /* elements deeper become children of the deepest */
#define SAYSO_HTML_NODES_MOST (1u << 20) /* the rest of the page is not read */
#define SAYSO_HTML_KEPT_MOST  (1u << 20) /* attributes in all */

/* What lies around a node, itself included. */
enum {
    SAYSO_NODE_SKIP = 1, /* script, hidden, ... : text that is not shown */
    SAYSO_NODE_LINK = 2,
    SAYSO_NODE_PRE = 4 /* white space counts */
};

typedef struct {
    uint8_t attr; /* sayso_html_attr_id */
    sayso_span value;
} sayso_html_kept;

typedef struct {
    sayso_span at;   /* start tag, or the text */
    uint32_t parent; /* index; the root's is itself */
    uint32_t end;    /* one past the last node of its subtree */
    uint32_t home;   /* nearest block element, maybe itself */
    uint32_t attr;   /* first of n_attr kept attributes */
    uint8_t n_attr;
    uint8_t tag;  /* sayso_html_tag */
    uint8_t mode; /* of a text: sayso_html_mode */
    uint8_t around;
} sayso_html_node;

typedef struct {
    const char *page;
    sayso_html_node *node; /* [n_node]; node[0] is a root of no tag */
    sayso_html_kept *kept;
    uint32_t n_node, n_page;
    const char *hit; /* the limit that was hit first, or NULL */
    uint32_t hit_at; /* the byte of the page where that was */
} sayso_html_tree;

/* Errors: SAYSO_ENOMEM. O(bytes) (times the depth limit for hostile end tags). */
SAYSO_CHECKED sayso_status sayso__html_tree(const char *page, uint32_t n, sayso_arena *a,
                                            sayso_html_tree *out, sayso_error *err);

/* The value of an attribute, as it stands in the page; {0, 0} if node i has none. */
sayso_span sayso__html_attr(const sayso_html_tree *t, uint32_t i, sayso_html_attr_id attr);

#endif
