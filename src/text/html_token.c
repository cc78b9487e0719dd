/* html_token.c -- the states of the standard's tokenizer, over spans.  Layer: text.
 *
 * Where the standard appends characters one by one, a span is opened and closed: every text, name,
 * value and comment is contiguous in the page. States that differ only in the parse error that they
 * report are one here. Numbers in brackets are sections of the standard. */
#include "text/html_token.h"

#include "base/str.h"

/* ---- small parts -------------------------------------------------------------------------- */

/* White space of the standard; a carriage return is a line end (13.2.3.5). */
static inline bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

static uint32_t skip_blank(const sayso_html_lexer *x, uint32_t i)
{
    while (i < x->n && is_blank(x->p[i]))
        i++;
    return i;
}

static bool is_here(const sayso_html_lexer *x, uint32_t i, const char *word)
{
    uint32_t k = (uint32_t)strlen(word);
    return x->n - i >= k && sayso__str_ieq(sayso__str(x->p + i, k), sayso__str(word, k));
}

/* Place of the next c at or behind i, or the page's end. */
static uint32_t find(const sayso_html_lexer *x, uint32_t i, char c)
{
    const char *hit = i < x->n ? memchr(x->p + i, c, x->n - i) : NULL;
    return hit ? (uint32_t)(hit - x->p) : x->n;
}

static void set_text(sayso_html_lexer *x, sayso_html_token *out, uint32_t beg, uint32_t end)
{
    out->kind = SAYSO_HTML_TEXT;
    out->mode = x->mode;
    out->at = out->data = (sayso_span){beg, end};
    x->at = end;
}

/* ---- tags [13.2.5.8, 32-40] --------------------------------------------------------------- */

enum { OF_NAME = 1, OF_ATTR = 2, OF_VALUE = 4 };

/* Does c end a tag's name, an attribute's name, an unquoted value? */
static inline bool ends(char c, int what)
{
    switch (c) {
    case ' ':
    case '\n':
    case '\t':
    case '\f':
    case '\r':
    case '>': return true;
    case '/': return what != OF_VALUE;
    case '=': return what == OF_ATTR;
    default: return false;
    }
}

static uint32_t run_to(const sayso_html_lexer *x, uint32_t i, int what)
{
    while (i < x->n && !ends(x->p[i], what))
        i++;
    return i;
}

/* The value behind "=" at i [13.2.5.35-38]: one past it, or n when the page ends in it. */
static uint32_t value(const sayso_html_lexer *x, uint32_t i, sayso_span *out)
{
    i = skip_blank(x, i);
    *out = (sayso_span){i, i};
    if (i >= x->n || x->p[i] == '>')
        return i;
    if (x->p[i] == '"' || x->p[i] == '\'') {
        uint32_t end = find(x, i + 1, x->p[i]);
        *out = (sayso_span){i + 1, end};
        return end < x->n ? end + 1 : x->n;
    }
    out->end = run_to(x, i, OF_VALUE);
    return out->end;
}

/* Attributes from i to the ">" that ends the tag: one past it; n + 1 when the page ends before. */
static uint32_t attributes(sayso_html_lexer *x, uint32_t i, sayso_html_token *out)
{
    for (;;) {
        while (i < x->n && (is_blank(x->p[i]) || x->p[i] == '/')) {
            if (x->p[i] == '/' && i + 1 < x->n && x->p[i + 1] == '>') {
                out->self_closing = true;
                return i + 2;
            }
            i++;
        }
        if (i >= x->n)
            return x->n + 1;
        if (x->p[i] == '>')
            return i + 1;
        sayso_html_attr a = {{i, 0}, {0, 0}};
        i = a.name.end = run_to(x, i + 1, OF_ATTR); /* a name may begin with "=" */
        a.value = (sayso_span){i, i};
        uint32_t next = skip_blank(x, i);
        if (next < x->n && x->p[next] == '=') {
            i = value(x, next + 1, &a.value);
            if (i >= x->n)
                return x->n + 1;
        }
        if (out->n_attr < SAYSO_HTML_ATTRS_MOST)
            x->attr[out->n_attr++] = a;
        else
            x->hit_limit = true;
    }
}

/* A tag whose name begins at `name`. A tag that the page ends in is none. */
static void tag(sayso_html_lexer *x, sayso_html_token *out, uint32_t beg, uint32_t name)
{
    uint32_t end = run_to(x, name, OF_NAME);
    uint32_t next = attributes(x, end, out);
    if (next > x->n) {
        x->at = x->n;
        out->kind = SAYSO_HTML_END_OF_PAGE;
        return;
    }
    out->kind = x->p[beg + 1] == '/' ? SAYSO_HTML_END : SAYSO_HTML_START;
    out->at = (sayso_span){beg, next};
    out->name = (sayso_span){name, end};
    if (out->kind == SAYSO_HTML_START)
        x->last = sayso__str_span(x->p, out->name);
    x->at = next;
}

/* ---- comments and doctypes [13.2.5.41-68] ------------------------------------------------- */

/* What begins with "<!", "</" or "<?" and is nothing better: up to the next ">". */
static void bogus_comment(sayso_html_lexer *x, sayso_html_token *out, uint32_t beg, uint32_t from)
{
    uint32_t end = find(x, from, '>');
    out->kind = SAYSO_HTML_COMMENT;
    out->data = (sayso_span){from, end};
    x->at = end < x->n ? end + 1 : end;
    out->at = (sayso_span){beg, x->at};
}

/* A comment whose text begins at `from`. Ends at "-->", "--!>", and at once with ">" or "->"; an
 * end of the page takes the "-", "--", "--!" before it away. */
static void comment(sayso_html_lexer *x, sayso_html_token *out, uint32_t beg, uint32_t from)
{
    uint32_t end = x->n, next = x->n;
    if (from < x->n && x->p[from] == '>') {
        end = from;
        next = from + 1;
    } else if (x->n - from >= 2 && memcmp(x->p + from, "->", 2) == 0) {
        end = from;
        next = from + 2;
    } else {
        for (uint32_t i = find(x, from, '-'); i < x->n; i = find(x, i + 1, '-')) {
            uint32_t left = x->n - i;
            if (left >= 3 && memcmp(x->p + i, "-->", 3) == 0) {
                end = i;
                next = i + 3;
                break;
            }
            if (left >= 4 && memcmp(x->p + i, "--!>", 4) == 0) {
                end = i;
                next = i + 4;
                break;
            }
            if (left == 1 || (left == 2 && x->p[i + 1] == '-') ||
                (left == 3 && memcmp(x->p + i, "--!", 3) == 0)) {
                end = i;
                break;
            }
        }
    }
    out->kind = SAYSO_HTML_COMMENT;
    out->data = (sayso_span){from, end};
    out->at = (sayso_span){beg, next};
    x->at = next;
}

/* A quoted identifier at i [13.2.5.58-59, 64-65]; one past it. */
static uint32_t identifier(const sayso_html_lexer *x, uint32_t i, sayso_span *out, bool *sound)
{
    char quote = x->p[i++];
    uint32_t end = i;
    while (end < x->n && x->p[end] != quote && x->p[end] != '>')
        end++;
    *out = (sayso_span){i, end};
    *sound = end < x->n && x->p[end] == quote;
    return end + *sound;
}

/* PUBLIC and SYSTEM behind a doctype's name; where it went wrong or ended. */
static uint32_t identifiers(sayso_html_lexer *x, sayso_html_token *out, uint32_t i)
{
    bool is_public = is_here(x, i, "public"), sound = true;
    if (!is_public && !is_here(x, i, "system")) {
        out->quirks = true;
        return i;
    }
    i = skip_blank(x, i + 6);
    for (int k = is_public ? 0 : 1; k < 2; k++) {
        if (i >= x->n || (x->p[i] != '"' && x->p[i] != '\'')) {
            bool may_end = k == 1 && is_public && i < x->n && x->p[i] == '>';
            out->quirks = out->quirks || !may_end;
            return i;
        }
        *(k ? &out->has_system : &out->has_public) = true;
        i = identifier(x, i, k ? &out->system_id : &out->public_id, &sound);
        if (!sound) {
            out->quirks = true;
            return i;
        }
        i = skip_blank(x, i);
    }
    out->quirks = out->quirks || i >= x->n;
    return i;
}

static void doctype(sayso_html_lexer *x, sayso_html_token *out, uint32_t beg, uint32_t i)
{
    out->kind = SAYSO_HTML_DOCTYPE;
    i = skip_blank(x, i);
    uint32_t name = i;
    while (i < x->n && x->p[i] != '>' && !is_blank(x->p[i]))
        i++;
    out->name = (sayso_span){name, i};
    out->has_name = i > name;
    i = skip_blank(x, i);
    out->quirks = !out->has_name || i >= x->n;
    if (i < x->n && x->p[i] != '>')
        i = identifiers(x, out, i);
    i = find(x, i, '>');
    x->at = i < x->n ? i + 1 : i;
    out->at = (sayso_span){beg, x->at};
}

static void declaration(sayso_html_lexer *x, sayso_html_token *out, uint32_t beg)
{
    uint32_t i = beg + 2;
    if (x->n - i >= 2 && memcmp(x->p + i, "--", 2) == 0) {
        comment(x, out, beg, i + 2);
    } else if (is_here(x, i, "doctype")) {
        doctype(x, out, beg, i + 7);
    } else if (x->foreign && x->n - i >= 7 && memcmp(x->p + i, "[CDATA[", 7) == 0) {
        x->at = i + 7;
        x->mode = SAYSO_HTML_CDATA; /* read on from there */
    } else {
        bogus_comment(x, out, beg, i);
    }
}

/* ---- text --------------------------------------------------------------------------------- */

/* Data [13.2.5.1]: text up to a "<" that opens something; or that something. */
static void data(sayso_html_lexer *x, sayso_html_token *out)
{
    uint32_t beg = x->at;
    for (uint32_t i = beg;;) {
        i = find(x, i, '<');
        char c = i + 1 < x->n ? x->p[i + 1] : ' ';
        bool end_tag = c == '/' && i + 2 < x->n;
        if (i < x->n && !sayso__is_alpha(c) && c != '!' && c != '?' && !end_tag) {
            i++;
            continue;
        }
        if (i > beg) {
            set_text(x, out, beg, i);
            return;
        }
        char name = end_tag ? x->p[i + 2] : c;
        if (sayso__is_alpha(name)) {
            tag(x, out, i, i + 1 + end_tag);
        } else if (c == '!') {
            declaration(x, out, i);
        } else if (end_tag && name == '>') { /* "</>" is nothing */
            beg = x->at = i += 3;
            if (i >= x->n)
                return;
            continue;
        } else {
            bogus_comment(x, out, i, i + 1 + end_tag);
        }
        return;
    }
}

/* Is there an end tag of the open element at i ("<")? */
static bool end_tag_here(const sayso_html_lexer *x, uint32_t i)
{
    uint32_t n = x->last.n;
    return n && x->n - i > n + 2 && x->p[i + 1] == '/' &&
           sayso__str_ieq(sayso__str(x->p + i + 2, n), x->last) &&
           (is_blank(x->p[i + 2 + n]) || x->p[i + 2 + n] == '/' || x->p[i + 2 + n] == '>');
}

/* RCDATA and RAWTEXT [13.2.5.2-3, 9-14]: where the end tag begins. */
static uint32_t raw_end(const sayso_html_lexer *x, uint32_t i)
{
    for (i = find(x, i, '<'); i < x->n && !end_tag_here(x, i);)
        i = find(x, i + 1, '<');
    return i;
}

/* "script" and what may stand behind a tag's name at i? [13.2.5.26, 31] */
static bool script_word(const sayso_html_lexer *x, uint32_t i)
{
    return is_here(x, i, "script") && x->n - i > 6 && ends(x->p[i + 6], OF_NAME);
}

/* Script data [13.2.5.4, 15-31]. Inside "<!--" a "<script" hides the next "</script". */
static uint32_t script_end(const sayso_html_lexer *x, uint32_t i)
{
    enum { PLAIN, ESCAPED, TWICE } state = PLAIN;
    uint32_t dashes = 0;
    for (; i < x->n; i++) {
        char c = x->p[i];
        if (state == PLAIN) {
            i = find(x, i, '<');
            if (i >= x->n || end_tag_here(x, i))
                return i;
            if (x->n - i >= 4 && memcmp(x->p + i, "<!--", 4) == 0) {
                state = ESCAPED;
                dashes = 2;
                i += 3;
            }
            continue;
        }
        if (c == '-') {
            dashes++;
            continue;
        }
        if (c == '>' && dashes >= 2)
            state = PLAIN;
        else if (c == '<' && state == ESCAPED && end_tag_here(x, i))
            return i;
        else if (c == '<' && state == ESCAPED && script_word(x, i + 1))
            state = TWICE;
        else if (c == '<' && state == TWICE && i + 1 < x->n && x->p[i + 1] == '/' &&
                 script_word(x, i + 2))
            state = ESCAPED;
        dashes = 0;
    }
    return x->n;
}

static uint32_t cdata_end(const sayso_html_lexer *x, uint32_t i)
{
    for (i = find(x, i, ']'); i < x->n; i = find(x, i + 1, ']'))
        if (x->n - i >= 3 && memcmp(x->p + i, "]]>", 3) == 0)
            return i;
    return x->n;
}

void sayso__html_start(sayso_html_lexer *x, const char *page, uint32_t n)
{
    x->p = page;
    x->n = n;
    x->at = 0;
    x->mode = SAYSO_HTML_DATA;
    x->last = (sayso_str){NULL, 0};
    x->foreign = x->hit_limit = false;
}

/* Text that only its own end ends; what ends it is read next, as data. */
static void raw(sayso_html_lexer *x, sayso_html_token *out)
{
    uint32_t beg = x->at, end = x->n, skip = 0;
    if (x->mode == SAYSO_HTML_CDATA) {
        end = cdata_end(x, beg);
        skip = end < x->n ? 3 : 0;
    } else if (x->mode == SAYSO_HTML_SCRIPT) {
        end = script_end(x, beg);
    } else if (x->mode != SAYSO_HTML_PLAINTEXT) {
        end = raw_end(x, beg);
    }
    set_text(x, out, beg, end);
    x->at += skip;
    x->mode = SAYSO_HTML_DATA;
}

void sayso__html_next(sayso_html_lexer *x, sayso_html_token *out)
{
    bool nothing = true;
    *out = (sayso_html_token){.kind = SAYSO_HTML_END_OF_PAGE};
    while (nothing && x->at < x->n) {
        *out = (sayso_html_token){.kind = SAYSO_HTML_END_OF_PAGE};
        if (x->mode != SAYSO_HTML_DATA)
            raw(x, out);
        else
            data(x, out);
        nothing = out->kind == SAYSO_HTML_END_OF_PAGE ||
                  (out->kind == SAYSO_HTML_TEXT && out->data.beg == out->data.end);
    }
    if (nothing)
        *out = (sayso_html_token){.kind = SAYSO_HTML_END_OF_PAGE};
}
