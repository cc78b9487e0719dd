/* blocks.c -- lines into paragraphs, and their kinds by place and shape.  Layer: text.
 *
 * Paragraphs are parted by blank lines. A single line end parts paragraphs where lines are long,
 * and is a space where the text is wrapped at a width: there a line goes on in the next one when
 * the next one's first word would not have fitted any more, or begins with a small letter. */
#include "text/blocks.h"

#include "base/array.h"
#include "base/str.h"

#define WRAP_MOST  100u /* columns; no longer line is a wrapped one */
#define WRAP_LEAST 45u

typedef SAYSO_ARRAY(sayso_block) blocks;

typedef struct {
    uint32_t beg, end; /* without white space at its ends */
    uint32_t indent;   /* columns of white space before */
} line;

/* Length of the white space or invisible character at text[at], 0 if it is another one. */
static uint32_t blank(const char *text, uint32_t at, uint32_t end)
{
    static const char *wide[] = {"\xc2\xa0", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xe2\x80\xaf",
                                 "\xe3\x80\x80"};
    if (sayso__is_space(text[at]))
        return 1;
    for (size_t i = 0; (text[at] & 0x80) && i < sizeof wide / sizeof *wide; i++) {
        uint32_t n = (uint32_t)strlen(wide[i]);
        if (end - at >= n && memcmp(text + at, wide[i], n) == 0)
            return n;
    }
    return 0;
}

/* text[beg, end) without what is blank at its ends. */
static sayso_span trim(const char *text, uint32_t beg, uint32_t end)
{
    for (uint32_t n; beg < end && (n = blank(text, beg, end)) != 0;)
        beg += n;
    for (uint32_t n = 1; n <= 3 && end - beg >= n; n++)
        if (((uint8_t)text[end - n] & 0xc0) != 0x80 && blank(text, end - n, end) == n) {
            end -= n;
            n = 0;
        }
    return (sayso_span){beg, end};
}

/* The line at *at, which then is the beginning of the next. */
static line read_line(const char *text, uint32_t *at, uint32_t end)
{
    const char *nl = memchr(text + *at, '\n', end - *at);
    uint32_t stop = nl ? (uint32_t)(nl - text) : end;
    sayso_span s = trim(text, *at, stop);
    line l = {s.beg, s.end, 0};
    for (uint32_t i = *at; i < s.beg; i++)
        l.indent += text[i] == '\t' ? 8 : 1;
    *at = nl ? stop + 1 : end;
    return l;
}

/* How the lines of a text are wrapped. */
typedef struct {
    uint32_t width; /* of the longest wrapped line; 0: not wrapped */
    bool sure; /* most line ends are of the wrapping, so that a line without punctuation goes on */
} wrapping;

static wrapping find_wrapping(const char *text, uint32_t beg, uint32_t end)
{
    uint64_t all = 0, in_long = 0, filled = 0;
    uint32_t width = 0, breaks = 0, small = 0;
    bool follows = false; /* the line before was not blank */
    for (uint32_t at = beg; at < end;) {
        line l = read_line(text, &at, end);
        uint32_t n = l.end - l.beg + l.indent;
        all += l.end - l.beg;
        if (n > WRAP_MOST)
            in_long += n;
        else if (n > width)
            width = n;
        bool solid = l.end > l.beg;
        breaks += solid && follows;
        small += solid && follows && sayso__is_lower(text[l.beg]);
        follows = solid;
    }
    if (width < WRAP_LEAST || in_long * 3 >= all)
        return (wrapping){0, false};
    for (uint32_t at = beg; at < end;) {
        line l = read_line(text, &at, end);
        filled += l.end - l.beg + l.indent >= width - width / 4;
    }
    return (wrapping){width, breaks >= 3 && (small * 3 >= breaks || filled * 10 >= breaks * 6)};
}

static bool is_small(const char *text, uint32_t at)
{
    return sayso__is_lower(text[at]);
}

/* A bullet or a number at the beginning of a line: bytes up to the item's text, else 0. */
static uint32_t bullet(const char *text, uint32_t beg, uint32_t end)
{
    static const char *marks[] = {"\xe2\x80\xa2",
                                  "\xc2\xb7",
                                  "\xe2\x96\xaa",
                                  "\xe2\x80\xa3",
                                  "\xe2\x97\xa6",
                                  "\xe2\x97\x8f",
                                  "\xe2\x96\xa0",
                                  "*",
                                  "-",
                                  "\xe2\x80\x93"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        uint32_t n = (uint32_t)strlen(marks[i]);
        bool here = end - beg > n + 1 && memcmp(text + beg, marks[i], n) == 0;
        if (here && (text[beg + n] == ' ' || text[beg + n] == '\t' || i == 0))
            return n + 1;
    }
    uint32_t i = beg;
    while (i < end && i < beg + 3 && sayso__is_digit(text[i]))
        i++;
    bool numbered =
        i > beg && i + 2 < end && (text[i] == '.' || text[i] == ')') && text[i + 1] == ' ';
    return numbered ? i + 2 - beg : 0;
}

/* Does `next` go on with what `l` said (no blank line between)? */
static bool goes_on(const char *text, line l, line next, wrapping w)
{
    char last = text[l.end - 1];
    bool closed = last == '.' || last == '!' || last == '?' || last == ':' || last == ';';
    uint32_t word = next.beg;
    while (word < next.end && !sayso__is_space(text[word]))
        word++;
    uint32_t columns = l.indent + (l.end - l.beg);
    bool wraps = w.width && columns <= WRAP_MOST;
    bool full = wraps && (columns + 1 + (word - next.beg) > w.width ||
                          (w.sure && !closed && columns * 5 >= w.width * 3));
    if ((!full || closed) &&
        (bullet(text, next.beg, next.end) ||
         sayso__block_by_words(text, (sayso_span){next.beg, next.end}) != SAYSO_BLOCK_BODY))
        return false;
    if (is_small(text, next.beg) && !closed)
        return true;
    bool indented = next.indent >= 2 && next.indent > l.indent + 1;
    return full && !indented;
}

static bool cut(const char *text, uint32_t beg, uint32_t end, sayso_arena *a, blocks *out)
{
    wrapping w = find_wrapping(text, beg, end);
    uint32_t first = out->n;
    line last = {0, 0, 0};
    bool open = false; /* the last block may go on */
    for (uint32_t at = beg; at < end;) {
        line l = read_line(text, &at, end);
        if (l.beg == l.end) {
            open = false;
            continue;
        }
        bool top = out->n == first + 1 && out->v[first].at.beg == last.beg &&
                   !sayso__block_dateline(text, (sayso_span){last.beg, last.end})
                        .at.end; /* a headline, maybe */
        if (open && goes_on(text, last, l, (wrapping){w.width, w.sure && !top}))
            out->v[out->n - 1].at.end = l.end;
        else if (!SAYSO_PUSH(a, out, (sayso_block){{l.beg, l.end}, SAYSO_BLOCK_BODY}))
            return false;
        last = l;
        open = true;
    }
    return true;
}

/* ---- kinds -------------------------------------------------------------------------------- */

static uint32_t words(const char *text, sayso_span at, uint32_t most)
{
    uint32_t n = 0;
    for (uint32_t i = at.beg; i < at.end && n <= most; i++)
        n += !sayso__is_space(text[i]) && (i == at.beg || sayso__is_space(text[i - 1]));
    return n;
}

static bool ends_with(const char *text, sayso_span at, const char *any)
{
    return at.end > at.beg && text[at.end - 1] && strchr(any, text[at.end - 1]);
}

/* The first paragraph of a report without a title field: a headline? */
static bool headline(const char *text, const sayso_block *b, uint32_t n)
{
    if (n < 2 || b[0].kind != SAYSO_BLOCK_BODY || b[0].at.end - b[0].at.beg > 240)
        return false;
    bool open_end = !ends_with(text, b[0].at, ".:;,\"") && !is_small(text, b[0].at.beg);
    uint32_t k = words(text, b[0].at, 30);
    uint32_t next = words(text, b[1].at, 60);
    return open_end && k <= 25 && (next > k || b[1].kind != SAYSO_BLOCK_BODY || next >= 12);
}

/* A short line without punctuation between longer paragraphs. */
static bool heading(const char *text, const sayso_block *b, uint32_t i, uint32_t n)
{
    sayso_span at = b[i].at;
    if (i == 0 || i + 1 >= n || at.end - at.beg > 80 || is_small(text, at.beg))
        return false;
    bool letter =
        sayso__is_upper(text[at.beg]) || sayso__is_digit(text[at.beg]) || (text[at.beg] & 0x80);
    return letter && !ends_with(text, at, ".!,;:\")") && words(text, at, 11) <= 10 &&
           words(text, b[i - 1].at, 13) > 12 && words(text, b[i + 1].at, 13) > 12;
}

static void find_kinds(const sayso_doc *d, sayso_block *b, uint32_t n, uint32_t first)
{
    for (uint32_t i = first; i < n; i++) {
        if (b[i].kind == SAYSO_BLOCK_BODY)
            b[i].kind = bullet(d->text, b[i].at.beg, b[i].at.end)
                            ? SAYSO_BLOCK_ITEM
                            : sayso__block_by_words(d->text, b[i].at);
        bool edge = i < first + 5 || i + 3 > n; /* bylines stand at the top or at the end */
        if (b[i].kind == SAYSO_BLOCK_BYLINE && !edge)
            b[i].kind = SAYSO_BLOCK_BODY;
    }
    bool dated = first < n && sayso__block_dateline(d->text, b[first].at).at.end != 0;
    if (first < n && !d->has_title && !dated && headline(d->text, b, n))
        b[0].kind = SAYSO_BLOCK_TITLE;
    for (uint32_t i = first + 1; i < n; i++)
        if (b[i].kind == SAYSO_BLOCK_BODY && heading(d->text, b, i, n))
            b[i].kind = SAYSO_BLOCK_HEADING;
}

static void find_dateline(sayso_doc *d, const sayso_block *b, uint32_t n)
{
    uint32_t tried = 0;
    for (uint32_t i = 0; i < n && i < 12 && tried < 4; i++) {
        if (b[i].kind != SAYSO_BLOCK_BODY)
            continue;
        tried++;
        d->dateline = sayso__block_dateline(d->text, b[i].at);
        if (d->dateline.at.end)
            return;
    }
}

/* Kinds and dateline; blocks before `first` are the title. */
static void finish(sayso_doc *d, sayso_block *b, uint32_t n, uint32_t first)
{
    find_kinds(d, b, n, first);
    d->block = b;
    d->n_block = n;
    find_dateline(d, b, n);
}

static bool title_block(const sayso_doc *d, sayso_arena *a, blocks *b)
{
    sayso_span title = trim(d->text, 0, d->body);
    return title.end <= title.beg || SAYSO_PUSH(a, b, (sayso_block){title, SAYSO_BLOCK_TITLE});
}

bool sayso__doc_blocks(sayso_doc *d, sayso_arena *a)
{
    blocks b = {0};
    if (!title_block(d, a, &b))
        return false;
    uint32_t first = b.n;
    if (!cut(d->text, d->body, d->n_text, a, &b))
        return false;
    finish(d, b.v, b.n, first);
    return true;
}

bool sayso__doc_blocks_given(sayso_doc *d, const sayso_block *body, uint32_t n_body, sayso_arena *a)
{
    blocks b = {0};
    if (!title_block(d, a, &b))
        return false;
    uint32_t first = b.n;
    for (uint32_t i = 0; i < n_body; i++)
        if (!SAYSO_PUSH(a, &b, body[i]))
            return false;
    finish(d, b.v, b.n, first);
    return true;
}
