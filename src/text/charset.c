/* charset.c -- which charset, and decoding with the map.  Layer: text. */
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/html_token.h"

#define PRESCAN 8192u /* the standard asks for 1024; pages name it later, too */

const sayso_charset *sayso__charset_of(sayso_str label)
{
    char key[24];
    uint32_t lo = 0, hi = sayso__n_charset_label;
    label = sayso__str_trim(label);
    if (label.n == 0 || label.n >= sizeof key)
        return NULL;
    for (uint32_t i = 0; i < label.n; i++)
        key[i] = sayso__ascii_lower(label.p[i]);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int c =
            sayso__str_cmp(sayso__str_z(sayso__charset_label[mid].label), sayso__str(key, label.n));
        if (c == 0)
            return &sayso__charset[sayso__charset_label[mid].charset];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

char sayso__charset_utf16(const char *p, size_t n)
{
    if (n >= 2 && memcmp(p, "\xff\xfe", 2) == 0)
        return 'l';
    if (n >= 2 && memcmp(p, "\xfe\xff", 2) == 0)
        return 'b';
    size_t nul[2] = {0, 0}, look = n < 512 ? n : 512;
    for (size_t i = 0; i < look; i++)
        nul[i & 1] += p[i] == 0;
    bool even = nul[0] > look / 3, odd = nul[1] > look / 3;
    return look < 16 || even == odd ? 0 : odd ? 'l' : 'b';
}

/* ---- what a page says of itself -------------------------------------------------------------- */

/* The label behind "charset=" in a content attribute (WHATWG HTML 2.4.5). */
static sayso_str label_in(sayso_str s)
{
    static const char word[] = "charset";
    for (uint32_t i = 0; i + sizeof word - 1 <= s.n; i++) {
        if (!sayso__str_ieq(sayso__str(s.p + i, sizeof word - 1), SAYSO_STR(word)))
            continue;
        uint32_t at = i + (uint32_t)sizeof word - 1;
        while (at < s.n && sayso__is_space(s.p[at]))
            at++;
        if (at >= s.n || s.p[at++] != '=')
            continue;
        while (at < s.n && (sayso__is_space(s.p[at]) || s.p[at] == '"' || s.p[at] == '\''))
            at++;
        uint32_t end = at;
        while (end < s.n && !sayso__is_space(s.p[end]) && !strchr(";\"'", s.p[end]))
            end++;
        return sayso__str(s.p + at, end - at);
    }
    return (sayso_str){NULL, 0};
}

static const sayso_charset *of_meta(const sayso_html_lexer *x, uint32_t n_attr)
{
    sayso_str label = {NULL, 0};
    for (uint32_t i = 0; i < n_attr; i++) {
        sayso_str name = sayso__str_span(x->p, x->attr[i].name);
        sayso_str value = sayso__str_span(x->p, x->attr[i].value);
        if (sayso__str_ieq(name, SAYSO_STR("charset")))
            return sayso__charset_of(value);
        if (sayso__str_ieq(name, SAYSO_STR("content")))
            label = label_in(value);
    }
    return label.p ? sayso__charset_of(label) : NULL;
}

/* <?xml version="1.0" encoding="..."?> */
static const sayso_charset *of_xml(sayso_str s)
{
    uint32_t at = sayso__str_starts(s, SAYSO_STR("?xml"))
                      ? sayso__str_find(s, SAYSO_STR("encoding="))
                      : SAYSO_NONE;
    if (at == SAYSO_NONE || at + 10 >= s.n)
        return NULL;
    uint32_t beg = at + 10, end = beg;
    while (end < s.n && s.p[end] != '"' && s.p[end] != '\'')
        end++;
    return sayso__charset_of(sayso__str(s.p + beg, end - beg));
}

/* What the first bytes say (13.2.3.3); that they can be read at all means that it is not UTF-16. */
static const sayso_charset *prescan(const char *p, uint32_t n)
{
    sayso_html_lexer x;
    sayso_html_token t;
    const sayso_charset *found = NULL;
    sayso__html_start(&x, p, n < PRESCAN ? n : PRESCAN);
    for (sayso__html_next(&x, &t); !found && t.kind != SAYSO_HTML_END_OF_PAGE;
         sayso__html_next(&x, &t)) {
        if (t.kind == SAYSO_HTML_COMMENT)
            found = of_xml(sayso__str_span(p, t.data));
        else if (t.kind == SAYSO_HTML_START &&
                 sayso__str_ieq(sayso__str_span(p, t.name), SAYSO_STR("meta")))
            found = of_meta(&x, t.n_attr);
    }
    if (found && (found->kind == SAYSO_READ_UTF16LE || found->kind == SAYSO_READ_UTF16BE))
        return sayso__charset_of(SAYSO_STR("utf-8"));
    if (found && strcmp(found->name, "x-user-defined") == 0)
        return sayso__charset_of(SAYSO_STR("windows-1252"));
    return found;
}

/* Well-formed sequences of more than a byte, and bytes that belong to none. */
static void count_utf8(const char *p, uint32_t n, uint32_t *good, uint32_t *bad)
{
    uint32_t cp;
    *good = *bad = 0;
    for (uint32_t i = 0; i < n;) {
        if ((uint8_t)p[i] < 0x80) {
            i++;
            continue;
        }
        uint32_t k = sayso__utf8_decode(p + i, n - i, &cp);
        *good += k > 0;
        *bad += k == 0;
        i += k ? k : 1;
    }
}

/* Does it switch to JIS (ISO-2022-JP)? Its bytes are ASCII. */
static bool has_jis(const char *p, uint32_t n)
{
    for (uint32_t i = 0; i + 2 < n; i++) {
        const char *esc = memchr(p + i, 0x1b, n - i);
        if (!esc || (i = (uint32_t)(esc - p)) + 2 >= n)
            return false;
        if (p[i + 1] == '$' && (p[i + 2] == 'B' || p[i + 2] == '@'))
            return true;
    }
    return false;
}

const sayso_charset *sayso__charset_choose(sayso_str bytes, bool page, sayso_str label)
{
    char wide = sayso__charset_utf16(bytes.p, bytes.n);
    if (wide)
        return sayso__charset_of(wide == 'l' ? SAYSO_STR("utf-16le") : SAYSO_STR("utf-16be"));
    const sayso_charset *utf8 = sayso__charset_of(SAYSO_STR("utf-8"));
    const sayso_charset *said = label.p ? sayso__charset_of(label) : NULL;
    uint32_t good, bad;
    if (!said && page)
        said = prescan(bytes.p, bytes.n);
    count_utf8(bytes.p, bytes.n, &good, &bad);
    if (bad == 0 && good == 0 && has_jis(bytes.p, bytes.n))
        return sayso__charset_of(SAYSO_STR("iso-2022-jp"));
    if (bad == 0 || good > bad * 8)
        return utf8;
    bool trusted = said && said != utf8 && strcmp(said->name, "windows-1252") != 0;
    return trusted ? said : sayso__charset_guess(bytes.p, bytes.n);
}

/* ---- decoding ----------------------------------------------------------------------------------
 */

static bool put(sayso_text_builder *b, sayso_arena *a, uint32_t cp, uint32_t at, uint32_t n_raw)
{
    uint32_t n = sayso__utf8_encode(cp, b->p + b->n);
    if (!sayso__map_add(b, a, n, (sayso_map_run){b->n, at, n_raw}))
        return false;
    b->n += n;
    return true;
}

/* A run of ASCII from i: one piece of the map. */
static bool put_ascii(sayso_text_builder *b, sayso_arena *a, const char *p, uint32_t n, uint32_t *i)
{
    uint32_t end = *i;
    while (end < n && (uint8_t)p[end] < 0x80)
        end++;
    uint32_t k = end - *i;
    if (k == 0)
        return true;
    if (!sayso__map_add(b, a, k, (sayso_map_run){b->n, *i, k}))
        return false;
    memcpy(b->p + b->n, p + *i, k);
    b->n += k;
    *i = end;
    return true;
}

static bool decode_utf8(sayso_text_builder *b, sayso_arena *a, const char *p, uint32_t n)
{
    for (uint32_t i = 0; i < n;) {
        uint32_t cp;
        if (!put_ascii(b, a, p, n, &i))
            return false;
        if (i == n)
            break;
        uint32_t k = sayso__utf8_decode(p + i, n - i, &cp);
        if (!put(b, a, k ? cp : 0xfffd, i, k ? k : 1))
            return false;
        i += k ? k : 1;
    }
    return true;
}

static bool decode_table(sayso_text_builder *b, sayso_arena *a, const char *p, uint32_t n,
                         const uint16_t *table)
{
    for (uint32_t i = 0; i < n; i++) {
        if (!put_ascii(b, a, p, n, &i))
            return false;
        if (i < n && !put(b, a, table[(uint8_t)p[i] - 0x80], i, 1))
            return false;
    }
    return true;
}

static uint32_t unit_at(const char *p, uint32_t i, bool big)
{
    uint8_t x = (uint8_t)p[i], y = (uint8_t)p[i + 1];
    return big ? (uint32_t)(x << 8 | y) : (uint32_t)(y << 8 | x);
}

static bool decode_utf16(sayso_text_builder *b, sayso_arena *a, const char *p, uint32_t n, bool big)
{
    uint32_t i = n >= 2 && unit_at(p, 0, big) == 0xfeff ? 2 : 0;
    for (; i + 1 < n;) {
        uint32_t cp = unit_at(p, i, big), k = 2;
        uint32_t low = cp >= 0xd800 && cp < 0xdc00 && i + 3 < n ? unit_at(p, i + 2, big) : 0;
        if (low >= 0xdc00 && low < 0xe000) {
            cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
            k = 4;
        } else if (cp >= 0xd800 && cp < 0xe000) {
            cp = 0xfffd;
        }
        if (!put(b, a, cp, i, k))
            return false;
        i += k;
    }
    return i >= n || put(b, a, 0xfffd, i, 1);
}

/* Character by character, so that each is known by its bytes: more bytes are offered while iconv
 * says that they are too few. */
static bool decode_iconv(sayso_text_builder *b, sayso_arena *a, const char *p, uint32_t n,
                         iconv_t cd, bool stateful)
{
    for (uint32_t i = 0; i < n;) {
        char out[16];
        if (!stateful && !put_ascii(b, a, p, n, &i))
            return false;
        uint32_t k = 1, most = n - i < 8 ? n - i : 8, got = 0;
        for (; i < n && k <= most; k++) {
            char *in = (char *)(uintptr_t)(p + i), *to = out;
            size_t n_in = k, n_out = sizeof out;
            if (iconv(cd, &in, &n_in, &to, &n_out) != (size_t)-1) {
                got = (uint32_t)(sizeof out - n_out);
                break;
            }
            if (errno != EINVAL) {
                k = most + 1;
                break;
            }
        }
        if (i == n)
            break;
        if (k > most) {
            k = 1;
            got = sayso__utf8_encode(0xfffd, out);
        }
        if (got && !sayso__map_add(b, a, got, (sayso_map_run){b->n, i, k}))
            return false;
        memcpy(b->p + b->n, out, got);
        b->n += got;
        i += k;
    }
    return true;
}

static bool decode(const sayso_charset *c, const char *p, uint32_t n, sayso_arena *a,
                   sayso_text_builder *b)
{
    /* no charset here takes more than three bytes of UTF-8 for a byte */
    b->p = sayso__arena_alloc(a, (size_t)n * 3 + 16);
    if (!b->p)
        return false;
    switch (c->kind) {
    case SAYSO_READ_TABLE: return decode_table(b, a, p, n, c->table);
    case SAYSO_READ_UTF16LE:
    case SAYSO_READ_UTF16BE: return decode_utf16(b, a, p, n, c->kind == SAYSO_READ_UTF16BE);
    case SAYSO_READ_ICONV: {
        iconv_t cd = iconv_open("UTF-8", c->iconv);
        if (cd == (iconv_t)-1) /* not on this machine: what is ASCII can still be read */
            return decode_utf8(b, a, p, n);
        bool ok = decode_iconv(b, a, p, n, cd, strcmp(c->name, "iso-2022-jp") == 0);
        iconv_close(cd);
        return ok;
    }
    default: return decode_utf8(b, a, p, n);
    }
}

/* Borrowed bytes, each standing for itself; the byte order mark is left out. */
static sayso_status borrow(const char *p, uint32_t n, sayso_arena *a, sayso_mapped *out,
                           sayso_error *err)
{
    uint32_t mark = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    sayso_map_run *run = SAYSO_NEW(a, sayso_map_run);
    if (!run)
        return sayso__fail_memory(err);
    *run = (sayso_map_run){0, mark, n - mark};
    *out = (sayso_mapped){p + mark, n - mark, run, 1};
    return SAYSO_OK;
}

sayso_status sayso__charset_decode(sayso_str bytes, const sayso_charset *c, sayso_arena *a,
                                   sayso_mapped *out, sayso_error *err)
{
    sayso_text_builder b = {0};
    *out = (sayso_mapped){0};
    if (c->kind == SAYSO_READ_UTF8 && sayso__utf8_check(bytes.p, bytes.n) == bytes.n)
        return borrow(bytes.p, bytes.n, a, out, err);
    if (!decode(c, bytes.p, bytes.n, a, &b) ||
        (b.map.n == 0 && !SAYSO_PUSH(a, &b.map, (sayso_map_run){0, 0, 0})))
        return sayso__fail_memory(err);
    *out = (sayso_mapped){b.p, b.n, b.map.v, b.map.n};
    return SAYSO_OK;
}
