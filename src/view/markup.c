/* markup.c -- escaping.  Layer: view. */
#include "view/markup.h"

#include "base/str.h"
#include "base/utf8.h"

/* Does XML 1.0 (production 2, Char) lack it, or does it turn the text around it? */
static bool is_left_out(uint32_t cp)
{
    return (cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7f && cp < 0xa0) ||
           (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xfffe ||
           cp == 0xffff;
}

void sayso__markup_str(sayso_sink *out, sayso_str s)
{
    for (uint32_t i = 0, n; i < s.n; i += n) {
        uint32_t cp;
        n = sayso__utf8_decode(s.p + i, s.n - i, &cp);
        if (!n) {
            n = 1;
            sayso__sink_text(out, "\xef\xbf\xbd");
            continue;
        }
        switch (cp) {
        case '<': sayso__sink_text(out, "&lt;"); break;
        case '>': sayso__sink_text(out, "&gt;"); break;
        case '&': sayso__sink_text(out, "&amp;"); break;
        case '"': sayso__sink_text(out, "&quot;"); break;
        case '\'': sayso__sink_text(out, "&#39;"); break;
        default:
            if (!is_left_out(cp))
                sayso__sink_put(out, s.p + i, n);
        }
    }
}

void sayso__markup_text(sayso_sink *out, const char *z)
{
    sayso__markup_str(out, sayso__str_z(z));
}
