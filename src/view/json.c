/* json.c -- a streaming JSON writer.  Layer: view. */
#include "view/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

void sayso__json_init(sayso_json *j, sayso_sink *out)
{
    *j = (sayso_json){.out = out};
}

/* Before each value: a comma, unless a key or the container's opening stands before it. */
static void lead(sayso_json *j)
{
    if (j->after_key)
        j->after_key = false;
    else if (j->filled[j->depth] && j->depth)
        sayso__sink_put(j->out, ", ", 2);
    j->filled[j->depth] = true;
}

static void open(sayso_json *j, char c)
{
    lead(j);
    sayso__sink_char(j->out, c);
    assert(j->depth + 1 < SAYSO_JSON_DEPTH);
    if (j->depth + 1 < SAYSO_JSON_DEPTH)
        j->depth++;
    j->filled[j->depth] = false;
}

static void close(sayso_json *j, char c)
{
    assert(j->depth > 0);
    if (j->depth)
        j->depth--;
    sayso__sink_char(j->out, c);
}

void sayso__json_object(sayso_json *j)
{
    open(j, '{');
}

void sayso__json_object_end(sayso_json *j)
{
    close(j, '}');
}

void sayso__json_array(sayso_json *j)
{
    open(j, '[');
}

void sayso__json_array_end(sayso_json *j)
{
    close(j, ']');
}

void sayso__json_newline(sayso_json *j)
{
    assert(j->depth == 0);
    sayso__sink_char(j->out, '\n');
    j->filled[0] = false;
}

void sayso__json_key(sayso_json *j, const char *key)
{
    size_t n = strlen(key);
    lead(j);
    if (sayso__sink_room(j->out, n + 4)) {
        char *p = j->out->buf + j->out->n;
        *p = '"';
        memcpy(p + 1, key, n);
        memcpy(p + 1 + n, "\": ", 3);
        j->out->n += n + 4;
    }
    j->after_key = true;
}

void sayso__json_null(sayso_json *j)
{
    lead(j);
    sayso__sink_put(j->out, "null", 4);
}

void sayso__json_bool(sayso_json *j, bool b)
{
    lead(j);
    sayso__sink_text(j->out, b ? "true" : "false");
}

/* Decimal digits of v, written from the end of out[21] backwards; returns where they begin. */
static const char *digits(uint64_t v, char out[21], uint32_t *n)
{
    char *p = out + 21;
    do {
        *--p = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    *n = (uint32_t)(out + 21 - p);
    return p;
}

void sayso__json_int(sayso_json *j, int64_t v)
{
    char buf[21];
    uint32_t n;
    lead(j);
    if (v < 0)
        sayso__sink_char(j->out, '-');
    const char *p = digits(v < 0 ? 0 - (uint64_t)v : (uint64_t)v, buf, &n);
    sayso__sink_put(j->out, p, n);
}

/* A number with d decimals is m / 10^d for a whole m. While m < 2^53 and d <= 22 both are exact
 * doubles, so that the division rounds once, as a reader does: the first d that gives v back is the
 * shortest. Others are printed with 17 digits, whatever the locale's decimal mark. */
uint32_t sayso__number_print(double v, char out[32])
{
    double a = fabs(v), scale = 1;
    for (uint32_t d = 0; d <= 15 && a * scale < 9007199254740992.0; d++, scale *= 10) {
        double m = rint(a * scale);
        if (m / scale != a)
            continue;
        char buf[21];
        uint32_t n, at = 0;
        const char *p = digits((uint64_t)m, buf, &n);
        if (v < 0)
            out[at++] = '-';
        for (uint32_t k = n; k <= d; k++) { /* zeros before a fraction */
            out[at++] = '0';
            if (k == n && d > 0)
                out[at++] = '.';
        }
        for (uint32_t k = 0; k < n; k++) {
            if (d > 0 && n > d && k == n - d)
                out[at++] = '.';
            out[at++] = p[k];
        }
        out[at] = '\0';
        return at;
    }
    int n = snprintf(out, 32, "%.17g", v);
    for (char *p = out; *p; p++)
        if (!sayso__is_digit(*p) && *p != '-' && *p != '+' && *p != 'e')
            *p = '.';
    return n > 0 ? (uint32_t)n : 0;
}

void sayso__json_number(sayso_json *j, double v)
{
    if (!isfinite(v)) {
        sayso__json_null(j);
        return;
    }
    char buf[32];
    uint32_t n = sayso__number_print(v, buf);
    lead(j);
    sayso__sink_put(j->out, buf, n);
}

/* Writes the byte or sequence at p that cannot stand for itself; returns its length. */
static uint32_t escape(sayso_sink *out, const char *p, size_t n)
{
    unsigned char c = (unsigned char)*p;
    if (c >= 0x80) {
        uint32_t cp, len = sayso__utf8_decode(p, n, &cp);
        if (len)
            sayso__sink_put(out, p, len);
        else
            sayso__sink_put(out, "\xef\xbf\xbd", 3);
        return len ? len : 1;
    }
    static const char short_form[] = "\"\"\\\\\nn\rr\tt\bb\ff";
    for (const char *s = short_form; *s; s += 2)
        if (*s == (char)c) {
            char two[2] = {'\\', s[1]};
            sayso__sink_put(out, two, 2);
            return 1;
        }
    sayso__sink_print(out, "\\u%04x", (unsigned)c);
    return 1;
}

#define EACH(byte) (0x0101010101010101u * (byte))

/* Bytes at the head of p[0..n) that stand for themselves, eight at a time: those below 32, above
 * 127, quotation marks and backslashes do not. A byte of x that is 0 sets its upper bit in
 * (x - 01..01) & ~x & 80..80, perhaps with some above it, none below it. */
static uint32_t plain(const char *p, uint32_t n)
{
    uint32_t i = 0;
    for (uint64_t x, bad; i + 8 <= n; i += 8) {
        memcpy(&x, p + i, 8);
        uint64_t quote = x ^ EACH('"'), slash = x ^ EACH('\\');
        bad = x | ((x - EACH(0x20u)) & ~x) | ((quote - EACH(1u)) & ~quote) |
              ((slash - EACH(1u)) & ~slash);
        if (bad & EACH(0x80u))
            break;
    }
    while (i < n && (unsigned char)p[i] >= 0x20 && (unsigned char)p[i] < 0x80 && p[i] != '"' &&
           p[i] != '\\')
        i++;
    return i;
}

void sayso__json_str(sayso_json *j, sayso_str s)
{
    if (!s.p) {
        sayso__json_null(j);
        return;
    }
    lead(j);
    sayso__sink_char(j->out, '"');
    for (uint32_t i = 0; i < s.n;) {
        uint32_t n = plain(s.p + i, s.n - i);
        sayso__sink_put(j->out, s.p + i, n);
        i += n;
        if (i < s.n)
            i += escape(j->out, s.p + i, s.n - i);
    }
    sayso__sink_char(j->out, '"');
}

void sayso__json_made(sayso_json *j, sayso_str s)
{
    if (!s.p) {
        sayso__json_null(j);
        return;
    }
    lead(j);
    while (s.n) {
        uint32_t good = (uint32_t)sayso__utf8_check(s.p, s.n);
        sayso__sink_put(j->out, s.p, good);
        if (good == s.n)
            return;
        sayso__sink_put(j->out, "\xef\xbf\xbd", 3);
        s = sayso__str(s.p + good + 1, s.n - good - 1);
    }
}

void sayso__json_text(sayso_json *j, const char *z)
{
    sayso__json_str(j, sayso__str_z(z));
}

void sayso__json_put_str(sayso_json *j, const char *key, sayso_str s)
{
    sayso__json_key(j, key);
    sayso__json_str(j, s);
}

void sayso__json_put_text(sayso_json *j, const char *key, const char *z)
{
    sayso__json_key(j, key);
    sayso__json_text(j, z);
}

void sayso__json_put_int(sayso_json *j, const char *key, int64_t v)
{
    sayso__json_key(j, key);
    sayso__json_int(j, v);
}

void sayso__json_put_bool(sayso_json *j, const char *key, bool b)
{
    sayso__json_key(j, key);
    sayso__json_bool(j, b);
}

void sayso__json_put_null(sayso_json *j, const char *key)
{
    sayso__json_key(j, key);
    sayso__json_null(j);
}
