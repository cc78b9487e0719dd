/* paper.c -- columns, wrapping, colours.  Layer: view. */
#include "view/paper.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/str.h"
#include "base/utf8.h"

void sayso__paper_init(sayso_paper *p, sayso_sink *out, uint32_t width, bool colour)
{
    *p = (sayso_paper){.out = out, .width = width ? width : 80, .colour = colour};
    if (p->width < 40)
        p->width = 40;
}

/* Is it one that a terminal might obey: C0, C1, and the marks that turn the direction of writing?
 */
static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x2069) || cp == 0x2028 || cp == 0x2029;
}

typedef struct {
    const char *p; /* what to print */
    uint32_t n;    /* its bytes */
    uint32_t from; /* bytes of the text that it stands for */
    uint32_t width;
    bool space;
} glyph;

/* The next character of s (not empty), made harmless. */
static glyph next(sayso_str s)
{
    unsigned char c = (unsigned char)*s.p;
    if (c >= 0x20 && c < 0x7f)
        return (glyph){s.p, 1, 1, 1, c == ' '};
    if (sayso__is_space((char)c))
        return (glyph){" ", 1, 1, 1, true};
    uint32_t cp, n = sayso__utf8_decode(s.p, s.n, &cp);
    if (!n)
        return (glyph){"\xef\xbf\xbd", 3, 1, 1, false};
    if (cp == 0x2028 || cp == 0x2029)
        return (glyph){" ", 1, n, 1, true};
    if (is_control(cp))
        return (glyph){"", 0, n, 0, false};
    int width = utf8proc_charwidth((utf8proc_int32_t)cp);
    return (glyph){s.p, n, n, width > 0 ? (uint32_t)width : 0, false};
}

static sayso_str rest(sayso_str s, uint32_t n)
{
    return (sayso_str){s.p + n, s.n - n};
}

uint32_t sayso__paper_width(sayso_str s)
{
    uint32_t sum = 0;
    while (s.n) {
        glyph g = next(s);
        sum += g.width;
        s = rest(s, g.from);
    }
    return sum;
}

void sayso__paper_style(sayso_paper *p, sayso_style style)
{
    static const char *const codes[SAYSO_N_STYLE] = {"\033[0m",    "\033[0;1m",  "\033[0;2m",
                                                     "\033[0;36m", "\033[0;33m", "\033[0;32m",
                                                     "\033[0;31m"};
    if (p->colour && p->style != style)
        sayso__sink_text(p->out, codes[style]);
    p->style = (uint8_t)style;
}

void sayso__paper_put(sayso_paper *p, sayso_str s)
{
    while (s.n) {
        glyph g = next(s);
        sayso__sink_put(p->out, g.p, g.n);
        p->column += g.width;
        s = rest(s, g.from);
    }
}

void sayso__paper_text(sayso_paper *p, const char *z)
{
    sayso__paper_put(p, sayso__str_z(z));
}

void sayso__paper_print(sayso_paper *p, const char *format, ...)
{
    char buf[256];
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(buf, sizeof buf, format, ap);
    va_end(ap);
    char *text = n >= (int)sizeof buf ? malloc((size_t)n + 1) : buf;
    if (text && text != buf)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    if (!text || n < 0)
        p->out->failed = true;
    else
        sayso__paper_put(p, sayso__str(text, (size_t)n));
    if (text != buf)
        free(text);
}

void sayso__paper_newline(sayso_paper *p)
{
    sayso__paper_style(p, SAYSO_STYLE_PLAIN);
    sayso__sink_char(p->out, '\n');
    p->column = 0;
}

void sayso__paper_tab(sayso_paper *p, uint32_t column, uint32_t gap)
{
    while (gap || p->column < column) {
        sayso__sink_char(p->out, ' ');
        p->column++;
        gap -= gap > 0;
    }
}

void sayso__paper_clip(sayso_paper *p, sayso_str s, uint32_t most)
{
    uint32_t used = 0;
    bool cut = sayso__paper_width(s) > most;
    while (s.n) {
        glyph g = next(s);
        if (used + g.width + cut > most)
            break;
        sayso__sink_put(p->out, g.p, g.n);
        used += g.width;
        s = rest(s, g.from);
    }
    if (cut && most) {
        sayso__sink_text(p->out, "…");
        used++;
    }
    p->column += used;
}

static bool is_style(char c)
{
    return c >= 1 && c <= SAYSO_N_STYLE;
}

/* Bytes of the word at the beginning of s, style bytes with it, and its width. */
static uint32_t word(sayso_str s, uint32_t *width)
{
    uint32_t n = 0;
    *width = 0;
    while (n < s.n) {
        glyph g = next(rest(s, n));
        if (g.space)
            break;
        if (!is_style(s.p[n]))
            *width += g.width;
        n += g.from;
    }
    return n;
}

/* A word longer than the line is broken where the line ends. */
static void put_word(sayso_paper *p, sayso_str s, uint32_t indent)
{
    while (s.n) {
        glyph g = next(s);
        if (is_style(*s.p)) {
            sayso__paper_style(p, (sayso_style)(*s.p - 1));
        } else {
            if (p->column + g.width > p->width && p->column > indent) {
                sayso__sink_char(p->out, '\n');
                p->column = 0;
                sayso__paper_tab(p, indent, 0);
            }
            sayso__sink_put(p->out, g.p, g.n);
            p->column += g.width;
        }
        s = rest(s, g.from);
    }
}

/* The longest beginning of s, at a word's end, that takes no more columns than so many lines. */
static sayso_str beginning(sayso_str s, uint32_t most)
{
    uint32_t used = 0, at = 0, end = 0;
    while (at < s.n) {
        glyph g = next(rest(s, at));
        if (used + g.width > most)
            return sayso__str(s.p, end ? end : at);
        end = g.space ? at : end;
        used += g.width;
        at += g.from;
    }
    return s;
}

void sayso__paper_wrap_most(sayso_paper *p, sayso_str s, uint32_t indent, uint32_t lines)
{
    uint32_t line = p->width > indent + 20 ? p->width - indent : p->width;
    uint32_t ragged = 10 * (lines - 1); /* what words that do not fit leave empty */
    uint32_t most = sayso__paper_left(p) + (lines - 1) * line;
    sayso_str first = beginning(s, most > ragged ? most - ragged : most);
    sayso__paper_wrap(p, first, indent);
    if (first.n < s.n)
        sayso__paper_text(p, " …");
}

void sayso__paper_wrap(sayso_paper *p, sayso_str s, uint32_t indent)
{
    bool first = true;
    if (indent + 20 > p->width)
        indent = 0;
    while (s.n) {
        uint32_t width, n = word(s, &width);
        if (n && !first) {
            if (p->column + 1 + width > p->width && p->column > indent) {
                sayso__sink_char(p->out, '\n');
                p->column = 0;
                sayso__paper_tab(p, indent, 0);
            } else {
                sayso__sink_char(p->out, ' ');
                p->column++;
            }
        }
        put_word(p, (sayso_str){s.p, n}, indent);
        first = first && !n;
        s = rest(s, n);
        while (s.n && next(s).space)
            s = rest(s, next(s).from);
    }
}
