/* request.c -- a request's address and headers, taken apart (RFC 3986, RFC 9110).  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include "request.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const names[N_PARAM] = {
#define X(name) #name,
    REQUEST_PARAM_LIST(X)
#undef X
};

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Is it well-formed UTF-8 (Unicode 15, table 3-7)? */
static bool is_utf8(const unsigned char *p)
{
    while (*p) {
        if (*p < 0x80) {
            p++;
            continue;
        }
        int n = *p >= 0xc2 && *p < 0xe0   ? 1
                : *p >= 0xe0 && *p < 0xf0 ? 2
                : *p >= 0xf0 && *p < 0xf5 ? 3
                                          : 0;
        unsigned char least = *p == 0xe0 ? 0xa0 : *p == 0xf0 ? 0x90 : 0x80;
        unsigned char most = *p == 0xed ? 0x9f : *p == 0xf4 ? 0x8f : 0xbf;
        if (!n || p[1] < least || p[1] > most)
            return false;
        for (int i = 2; i <= n; i++)
            if (p[i] < 0x80 || p[i] > 0xbf)
                return false;
        p += n + 1;
    }
    return true;
}

/* Decodes in place; plus: "+" is a space, as forms send it. */
static bool decode(char *text, bool plus)
{
    char *to = text;
    for (const char *p = text; *p; p++) {
        int value = (unsigned char)*p;
        if (*p == '%') {
            int high = hex(p[1]), low = high < 0 ? -1 : hex(p[2]);
            value = high * 16 + low;
            if (low < 0 || !value)
                return false;
            p += 2;
        } else if (plus && *p == '+') {
            value = ' ';
        }
        *to++ = (char)value;
    }
    *to = '\0';
    return is_utf8((const unsigned char *)text);
}

static bool wrong(request_address *out, const char *format, const char *what)
{
    snprintf(out->problem, sizeof out->problem, format, what);
    return false;
}

static bool take_path(char *path, request_address *out)
{
    if (*path != '/')
        return wrong(out, "the path does not begin with /%s", "");
    for (char *p = path + 1; p;) {
        char *slash = strchr(p, '/');
        if (slash)
            *slash = '\0';
        if (out->n_segment == SEGMENTS_MOST)
            return wrong(out, "no path is that deep%s", "");
        if (!decode(p, false))
            return wrong(out, "the path is not percent-encoded UTF-8%s", "");
        out->segment[out->n_segment++] = p;
        p = slash ? slash + 1 : NULL;
    }
    return true;
}

static bool take_param(char *pair, request_address *out)
{
    char *value = strchr(pair, '=');
    if (value)
        *value++ = '\0';
    else
        value = pair + strlen(pair);
    if (!decode(pair, true) || !decode(value, true))
        return wrong(out, "the query is not percent-encoded UTF-8%s", "");
    for (uint32_t i = 0; i < N_PARAM; i++) {
        if (strcmp(names[i], pair) != 0)
            continue;
        if (out->given >> i & 1)
            return wrong(out, "parameter \"%s\" stands twice", names[i]);
        out->given |= 1u << i;
        out->param[i] = value;
        return true;
    }
    return wrong(out, "no parameter \"%.60s\"", pair);
}

bool request_parse(char *raw, request_address *out)
{
    *out = (request_address){0};
    char *query = strchr(raw, '?');
    if (query)
        *query++ = '\0';
    if (!take_path(raw, out))
        return false;
    while (query && *query) {
        char *next = strchr(query, '&');
        if (next)
            *next++ = '\0';
        if (*query && !take_param(query, out))
            return false;
        query = next;
    }
    return true;
}

bool request_number(const char *text, uint32_t otherwise, uint32_t least, uint32_t most,
                    uint32_t *out)
{
    uint64_t v = 0;
    *out = otherwise;
    if (!text)
        return true;
    for (const char *p = text; *p; p++) {
        if (*p < '0' || *p > '9' || p - text > 9)
            return false;
        v = v * 10 + (uint64_t)(*p - '0');
    }
    *out = (uint32_t)v;
    return *text && v >= least && v <= most;
}

bool request_flag(const char *text, bool *out)
{
    *out = text && strcmp(text, "true") == 0;
    return !text || *out || strcmp(text, "false") == 0;
}

/* Four numbers with points between. */
static bool is_ipv4(const char *p, size_t n)
{
    uint32_t points = 0, digits = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '.' && digits) {
            points++;
            digits = 0;
        } else if (p[i] >= '0' && p[i] <= '9' && digits < 3) {
            digits++;
        } else {
            return false;
        }
    }
    return points == 3 && digits;
}

bool request_host(const char *host, const char *allowed)
{
    if (!host)
        return false;
    if (*host == '[') {
        size_t n = strspn(host + 1, "0123456789abcdefABCDEF:.");
        const char *rest = host + 1 + n;
        return n && *rest == ']' &&
               (!rest[1] || (rest[1] == ':' && !rest[2 + strspn(rest + 2, "0123456789")]));
    }
    size_t n = strcspn(host, ":");
    if (host[n] && host[n + 1 + strspn(host + n + 1, "0123456789")])
        return false;
    return is_ipv4(host, n) || (n == 9 && strncasecmp(host, "localhost", 9) == 0) ||
           (allowed && strlen(allowed) == n && strncasecmp(host, allowed, n) == 0);
}

bool request_takes_gzip(const char *header)
{
    for (const char *p = header; p && *p;) {
        p += strspn(p, " \t,");
        size_t n = strcspn(p, ",");
        size_t name = strcspn(p, ";, \t");
        if (name == 4 && strncasecmp(p, "gzip", 4) == 0) {
            const char *weight = memchr(p, '=', n);
            if (!weight || weight[1] != '0')
                return true;
            size_t zeros = 1 + strspn(weight + 1, "0.");
            return weight[zeros] >= '1' && weight[zeros] <= '9';
        }
        p += n;
    }
    return false;
}

bool request_holds_tag(const char *header, const char *tag)
{
    if (!header)
        return false;
    const char *opaque = strchr(tag, '"');
    return strcmp(header, "*") == 0 || (opaque && strstr(header, opaque));
}

bool request_same_secret(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    unsigned char differs = n != m;
    for (size_t i = 0; i < m; i++)
        differs |= (unsigned char)((unsigned char)b[i] ^ (unsigned char)(i < n ? a[i] : 0));
    return !differs;
}
