/* address.c -- web and mail addresses, file names, bare domains.  Layer: token.
 *
 * Looks at most ADDRESS_LOOK bytes ahead before it is sure, so that failing costs a constant. */
#include "base/str.h"
#include "lexica.h"
#include "token/scan.h"

#define ADDRESS_LOOK 160u

static bool is_host(char c)
{
    return sayso__is_alpha(c) || sayso__is_digit(c) || c == '-';
}

static bool is_local(char c)
{
    return is_host(c) || c == '.' || c == '_' || c == '+' || c == '%';
}

/* End of what is neither space nor a mark that ends an address, without punctuation at its end. */
static uint32_t tail(const sayso_scan *s, uint32_t at)
{
    uint32_t e = at, open = 0, len;
    for (; e < s->end; e += len) {
        sayso_char_class c = sayso__char_class(s->text, e, s->end, &len);
        char ch = s->text[e];
        if (c == SAYSO_CHAR_GAP || c == SAYSO_CHAR_QUOTE || ch == '<' || ch == '>' || ch == '|' ||
            ch == '[' || ch == ']' || ch == '{' || ch == '}')
            break;
        open += ch == '(';
        if (ch == ')' && open-- == 0)
            break;
    }
    while (e > at && (s->text[e - 1] == '.' || s->text[e - 1] == ',' || s->text[e - 1] == ';' ||
                      s->text[e - 1] == ':' || s->text[e - 1] == '!' || s->text[e - 1] == '?' ||
                      s->text[e - 1] == '('))
        e--;
    return e;
}

/* Behind a host name: a port, a path, or nothing. */
static uint32_t path(const sayso_scan *s, uint32_t e)
{
    if (e + 1 < s->end && s->text[e] == ':' && sayso__is_digit(s->text[e + 1]))
        e = sayso__scan_digits(s, e + 1);
    if (e < s->end && (s->text[e] == '/' || s->text[e] == '?' || s->text[e] == '#'))
        return tail(s, e);
    return e;
}

/* Labels with full stops from `at` on; *last: where the last label begins, *n how many. */
static uint32_t labels(const sayso_scan *s, uint32_t at, uint32_t *last, uint32_t *n)
{
    uint32_t most = s->end - at < ADDRESS_LOOK ? s->end : at + ADDRESS_LOOK, e = at;
    *n = 0;
    *last = at;
    while (e < most && is_host(s->text[e]) && s->text[e] != '-') {
        uint32_t from = e;
        while (e < most && is_host(s->text[e]))
            e++;
        *last = from;
        (*n)++;
        if (e + 1 >= most || s->text[e] != '.' || !is_host(s->text[e + 1]))
            break;
        e++;
    }
    while (e > *last && s->text[e - 1] == '-')
        e--;
    return e == most && most < s->end ? at : e;
}

/* "name@host", also "Name@OFFICE" as mail programs print it. */
static uint32_t mail(const sayso_scan *s, uint32_t at)
{
    uint32_t most = s->end - at < ADDRESS_LOOK ? s->end : at + ADDRESS_LOOK, e = at, last, n;
    while (e < most && is_local(s->text[e]))
        e++;
    if (e >= most || e == at || s->text[e] != '@')
        return at;
    uint32_t host = labels(s, e + 1, &last, &n);
    while (host < s->end && s->text[host] == '_' && sayso__scan_run(s, host + 1) > host + 1)
        host = sayso__scan_run(s, host + 1);
    return host > e + 1 ? host : at;
}

/* A bare domain or a file name: its last label must be a known one, in one case. */
static uint32_t domain(const sayso_scan *s, uint32_t at)
{
    enum { WORD = 1, FILE_END = 2 };
    uint32_t last, n, e = labels(s, at, &last, &n);
    if (n < 2 || e == at || sayso__scan_peek(s, e) >= SAYSO_CHAR_LETTER)
        return at;
    char low[32];
    uint32_t k = sayso__scan_lower(s->text, last, e, low);
    const sayso_lexicon_entry *x = k ? sayso__lexicon_find(&sayso__lex_domain_ends, low, k) : NULL;
    bool www = e - at > 4 && memcmp(s->text + at, "www.", 4) == 0;
    if (!x)
        return www ? path(s, e) : at;
    bool upper = sayso__is_upper(s->text[last]);
    bool mixed = upper != sayso__is_upper(s->text[last - 2]) && !sayso__is_digit(s->text[last - 2]);
    if (upper && mixed && !(x->value[0] & FILE_END))
        return at;
    if (last - at == 2 && !www)
        return path(s, e) > e ? path(s, e) : at; /* "U.S" is no domain, "t.co/x" is one */
    if ((x->value[0] & WORD) && !www && path(s, e) == e)
        return n > 2 && !upper ? e : at;
    return path(s, e);
}

uint32_t sayso__scan_address(const sayso_scan *s, uint32_t at, uint32_t run)
{
    if (run >= s->end)
        return at;
    char c = s->text[run];
    uint32_t left = s->end - run;
    if (c == ':' && left > 3 && memcmp(s->text + run, "://", 3) == 0 && run - at <= 12) {
        uint32_t e = tail(s, run + 3);
        return e > run + 3 ? e : at;
    }
    if (c == ':' && run - at == 6 && memcmp(s->text + at, "mailto", 6) == 0) {
        uint32_t e = mail(s, run + 1);
        return e > run + 1 ? e : at;
    }
    if (c != '.' && c != '@' && c != '_' && c != '-' && c != '+')
        return at;
    if (left < 2 || (!is_host(s->text[run + 1]) && c != '.'))
        return at;
    uint32_t e = mail(s, at);
    if (e > at)
        return e;
    return c == '.' || c == '-' ? domain(s, at) : at;
}
