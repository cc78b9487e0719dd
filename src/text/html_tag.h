/* html_tag.h -- the elements and attributes that matter, as numbers.  Layer: text. */
#ifndef SAYSO_TEXT_HTML_TAG_H
#define SAYSO_TEXT_HTML_TAG_H

#include "sayso/types.h"

/* What an element does in the tree and in the text. */
enum {
    SAYSO_EL_VOID = 1,     /* has no content, no end tag */
    SAYSO_EL_BLOCK = 2,    /* parts paragraphs */
    SAYSO_EL_CLOSES_P = 4, /* its start tag ends an open <p> */
    SAYSO_EL_FORMAT = 8,   /* formatting: its end tag reaches over no block */
    SAYSO_EL_SCOPE = 16,   /* an end tag inside it closes nothing outside */
    SAYSO_EL_SKIP = 32,    /* its text is not the page's */
    SAYSO_EL_RAWTEXT = 64, /* how its content is read */
    SAYSO_EL_RCDATA = 128,
    SAYSO_EL_FOREIGN = 256, /* SVG, MathML */
};

#define SAYSO_EL_P_BLOCK (SAYSO_EL_BLOCK | SAYSO_EL_CLOSES_P)

/* name, flags; sorted by name. OTHER is what is not here. */
#define SAYSO_EL_LIST(X)                                                                           \
    X(A, "a", SAYSO_EL_FORMAT)                                                                     \
    X(ADDRESS, "address", SAYSO_EL_P_BLOCK)                                                        \
    X(APPLET, "applet", SAYSO_EL_SCOPE)                                                            \
    X(AREA, "area", SAYSO_EL_VOID)                                                                 \
    X(ARTICLE, "article", SAYSO_EL_P_BLOCK)                                                        \
    X(ASIDE, "aside", SAYSO_EL_P_BLOCK)                                                            \
    X(AUDIO, "audio", SAYSO_EL_SKIP)                                                               \
    X(B, "b", SAYSO_EL_FORMAT)                                                                     \
    X(BASE, "base", SAYSO_EL_VOID)                                                                 \
    X(BIG, "big", SAYSO_EL_FORMAT)                                                                 \
    X(BLOCKQUOTE, "blockquote", SAYSO_EL_P_BLOCK)                                                  \
    X(BODY, "body", SAYSO_EL_BLOCK)                                                                \
    X(BR, "br", SAYSO_EL_VOID)                                                                     \
    X(BUTTON, "button", SAYSO_EL_BLOCK | SAYSO_EL_SCOPE)                                           \
    X(CANVAS, "canvas", SAYSO_EL_SKIP)                                                             \
    X(CAPTION, "caption", SAYSO_EL_BLOCK | SAYSO_EL_SCOPE)                                         \
    X(CENTER, "center", SAYSO_EL_P_BLOCK)                                                          \
    X(CITE, "cite", 0)                                                                             \
    X(CODE, "code", SAYSO_EL_FORMAT)                                                               \
    X(COL, "col", SAYSO_EL_VOID)                                                                   \
    X(DD, "dd", SAYSO_EL_P_BLOCK)                                                                  \
    X(DETAILS, "details", SAYSO_EL_P_BLOCK)                                                        \
    X(DIALOG, "dialog", SAYSO_EL_P_BLOCK)                                                          \
    X(DIR, "dir", SAYSO_EL_P_BLOCK)                                                                \
    X(DIV, "div", SAYSO_EL_P_BLOCK)                                                                \
    X(DL, "dl", SAYSO_EL_P_BLOCK)                                                                  \
    X(DT, "dt", SAYSO_EL_P_BLOCK)                                                                  \
    X(EM, "em", SAYSO_EL_FORMAT)                                                                   \
    X(EMBED, "embed", SAYSO_EL_VOID)                                                               \
    X(FIELDSET, "fieldset", SAYSO_EL_P_BLOCK)                                                      \
    X(FIGCAPTION, "figcaption", SAYSO_EL_P_BLOCK)                                                  \
    X(FIGURE, "figure", SAYSO_EL_P_BLOCK)                                                          \
    X(FONT, "font", SAYSO_EL_FORMAT)                                                               \
    X(FOOTER, "footer", SAYSO_EL_P_BLOCK)                                                          \
    X(FORM, "form", SAYSO_EL_P_BLOCK)                                                              \
    X(H1, "h1", SAYSO_EL_P_BLOCK)                                                                  \
    X(H2, "h2", SAYSO_EL_P_BLOCK)                                                                  \
    X(H3, "h3", SAYSO_EL_P_BLOCK)                                                                  \
    X(H4, "h4", SAYSO_EL_P_BLOCK)                                                                  \
    X(H5, "h5", SAYSO_EL_P_BLOCK)                                                                  \
    X(H6, "h6", SAYSO_EL_P_BLOCK)                                                                  \
    X(HEAD, "head", SAYSO_EL_BLOCK)                                                                \
    X(HEADER, "header", SAYSO_EL_P_BLOCK)                                                          \
    X(HGROUP, "hgroup", SAYSO_EL_P_BLOCK)                                                          \
    X(HR, "hr", SAYSO_EL_P_BLOCK | SAYSO_EL_VOID)                                                  \
    X(HTML, "html", SAYSO_EL_BLOCK | SAYSO_EL_SCOPE)                                               \
    X(I, "i", SAYSO_EL_FORMAT)                                                                     \
    X(IFRAME, "iframe", SAYSO_EL_RAWTEXT | SAYSO_EL_SKIP)                                          \
    X(IMG, "img", SAYSO_EL_VOID)                                                                   \
    X(INPUT, "input", SAYSO_EL_VOID)                                                               \
    X(LABEL, "label", 0)                                                                           \
    X(LEGEND, "legend", SAYSO_EL_BLOCK)                                                            \
    X(LI, "li", SAYSO_EL_P_BLOCK)                                                                  \
    X(LINK, "link", SAYSO_EL_VOID)                                                                 \
    X(LISTING, "listing", SAYSO_EL_P_BLOCK)                                                        \
    X(MAIN, "main", SAYSO_EL_P_BLOCK)                                                              \
    X(MATH, "math", SAYSO_EL_FOREIGN)                                                              \
    X(MENU, "menu", SAYSO_EL_P_BLOCK)                                                              \
    X(META, "meta", SAYSO_EL_VOID)                                                                 \
    X(NAV, "nav", SAYSO_EL_P_BLOCK)                                                                \
    X(NOBR, "nobr", SAYSO_EL_FORMAT)                                                               \
    X(NOEMBED, "noembed", SAYSO_EL_RAWTEXT | SAYSO_EL_SKIP)                                        \
    X(NOFRAMES, "noframes", SAYSO_EL_RAWTEXT | SAYSO_EL_SKIP)                                      \
    X(NOSCRIPT, "noscript", SAYSO_EL_BLOCK | SAYSO_EL_SKIP)                                        \
    X(OBJECT, "object", SAYSO_EL_SCOPE)                                                            \
    X(OL, "ol", SAYSO_EL_P_BLOCK)                                                                  \
    X(OPTGROUP, "optgroup", SAYSO_EL_SKIP)                                                         \
    X(OPTION, "option", SAYSO_EL_SKIP)                                                             \
    X(P, "p", SAYSO_EL_P_BLOCK)                                                                    \
    X(PARAM, "param", SAYSO_EL_VOID)                                                               \
    X(PLAINTEXT, "plaintext", SAYSO_EL_P_BLOCK)                                                    \
    X(PRE, "pre", SAYSO_EL_P_BLOCK)                                                                \
    X(S, "s", SAYSO_EL_FORMAT)                                                                     \
    X(SCRIPT, "script", SAYSO_EL_SKIP)                                                             \
    X(SECTION, "section", SAYSO_EL_P_BLOCK)                                                        \
    X(SELECT, "select", SAYSO_EL_SKIP)                                                             \
    X(SMALL, "small", SAYSO_EL_FORMAT)                                                             \
    X(SOURCE, "source", SAYSO_EL_VOID)                                                             \
    X(SPAN, "span", 0)                                                                             \
    X(STRIKE, "strike", SAYSO_EL_FORMAT)                                                           \
    X(STRONG, "strong", SAYSO_EL_FORMAT)                                                           \
    X(STYLE, "style", SAYSO_EL_RAWTEXT | SAYSO_EL_SKIP)                                            \
    X(SUMMARY, "summary", SAYSO_EL_P_BLOCK)                                                        \
    X(SUP, "sup", 0)                                                                               \
    X(SVG, "svg", SAYSO_EL_FOREIGN | SAYSO_EL_SKIP)                                                \
    X(TABLE, "table", SAYSO_EL_P_BLOCK | SAYSO_EL_SCOPE)                                           \
    X(TBODY, "tbody", SAYSO_EL_BLOCK)                                                              \
    X(TD, "td", SAYSO_EL_BLOCK | SAYSO_EL_SCOPE)                                                   \
    X(TEMPLATE, "template", SAYSO_EL_SCOPE | SAYSO_EL_SKIP)                                        \
    X(TEXTAREA, "textarea", SAYSO_EL_RCDATA | SAYSO_EL_SKIP)                                       \
    X(TFOOT, "tfoot", SAYSO_EL_BLOCK)                                                              \
    X(TH, "th", SAYSO_EL_BLOCK | SAYSO_EL_SCOPE)                                                   \
    X(THEAD, "thead", SAYSO_EL_BLOCK)                                                              \
    X(TIME, "time", 0)                                                                             \
    X(TITLE, "title", SAYSO_EL_RCDATA | SAYSO_EL_SKIP)                                             \
    X(TR, "tr", SAYSO_EL_BLOCK)                                                                    \
    X(TRACK, "track", SAYSO_EL_VOID)                                                               \
    X(TT, "tt", SAYSO_EL_FORMAT)                                                                   \
    X(U, "u", SAYSO_EL_FORMAT)                                                                     \
    X(UL, "ul", SAYSO_EL_P_BLOCK)                                                                  \
    X(VIDEO, "video", SAYSO_EL_SKIP)                                                               \
    X(WBR, "wbr", SAYSO_EL_VOID)                                                                   \
    X(XMP, "xmp", SAYSO_EL_P_BLOCK | SAYSO_EL_RAWTEXT)

typedef enum {
    SAYSO_EL_TEXT, /* no element: text */
    SAYSO_EL_OTHER,
#define X(name, text, flags) SAYSO_EL_##name,
    SAYSO_EL_LIST(X)
#undef X
        SAYSO_EL_N
} sayso_html_tag;

extern const uint16_t sayso__html_tag_flags[SAYSO_EL_N];

/* The element of this name in any case, SAYSO_EL_OTHER if it is none of the list. */
sayso_html_tag sayso__html_tag_of(const char *name, uint32_t n);

/* The attributes that are kept; sorted by name. */
#define SAYSO_HTML_ATTR_LIST(X)                                                                    \
    X(ARIA_HIDDEN, "aria-hidden")                                                                  \
    X(CHARSET, "charset")                                                                          \
    X(CLASS, "class")                                                                              \
    X(CONTENT, "content")                                                                          \
    X(DATETIME, "datetime")                                                                        \
    X(HIDDEN, "hidden")                                                                            \
    X(HREF, "href")                                                                                \
    X(ID, "id")                                                                                    \
    X(ITEMPROP, "itemprop")                                                                        \
    X(ITEMTYPE, "itemtype")                                                                        \
    X(LANG, "lang")                                                                                \
    X(NAME, "name")                                                                                \
    X(PROPERTY, "property")                                                                        \
    X(REL, "rel")                                                                                  \
    X(ROLE, "role")                                                                                \
    X(STYLE, "style")                                                                              \
    X(TYPE, "type")

typedef enum {
#define X(name, text) SAYSO_ATTR_##name,
    SAYSO_HTML_ATTR_LIST(X)
#undef X
        SAYSO_ATTR_N
} sayso_html_attr_id;

/* SAYSO_ATTR_N if it is none of the list. */
sayso_html_attr_id sayso__html_attr_of(const char *name, uint32_t n);

#endif
