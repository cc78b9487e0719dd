/* charset_guess.c -- the charset that bytes look like.  Layer: text.
 *
 * Each candidate reads the bytes and is scored. East Asian ones: are all sequences sound, and how
 * many are kana, syllables, or frequent characters? Single-byte ones: are the letters those that
 * languages of that charset use most, and do they stand together as in words (no capital behind a
 * small letter, no two scripts in a word, accented Latin letters apart)? Compare Li and Momoi 2001,
 * whose way is the same with larger tables; theirs (uchardet) is C++ whose allocations cannot fail
 * politely. */
#include <utf8proc.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/charset.h"

#define LOOK_MOST  (64u << 10) /* bytes looked at */
#define HIGHS_MOST 4000u       /* bytes above 7F that are enough */

typedef struct {
    const char *name;
    const char *common; /* letters that are frequent in its languages */
} candidate;

#define CYRILLIC                                                                                   \
    "\xd0\xbe\xd0\xb5\xd0\xb0\xd0\xb8\xd0\xbd\xd1\x82\xd1\x81\xd1\x80\xd0\xb2\xd0\xbb\xd0\xba"     \
    "\xd0\xbc\xd0\xb4\xd0\xbf\xd1\x83\xd1\x8f\xd1\x8b\xd1\x8c\xd0\xb3\xd0\xb7\xd0\xb1\xd1\x87"     \
    "\xd0\xb9\xd1\x85\xd1\x96"

static const candidate candidates[] = {
    {"windows-1252", "\u00e9\u00e8\u00ea\u00e0\u00e2\u00e7\u00f4\u00fb\u00ee\u00fc\u00f6\u00e4"
                     "\u00df\u00f1\u00f3\u00ed\u00e1\u00fa\u00e3\u00f5\u00e5\u00f8\u00e6"},
    {"windows-1251", CYRILLIC},
    {"koi8-u", CYRILLIC},
    {"iso-8859-5", CYRILLIC},
    {"ibm866", CYRILLIC},
    {"x-mac-cyrillic", CYRILLIC},
    {"windows-1250", "\u0105\u0119\u0142\u015b\u017c\u0107\u0144\u017a\u010d\u0161\u017e\u0159"
                     "\u011b\u016f\u0151\u0171\u00e1\u00e9\u00ed\u00f3\u00f6\u00fc\u00fd\u0103"},
    {"iso-8859-2", "\u0105\u0119\u0142\u015b\u017c\u0107\u0144\u017a\u010d\u0161\u017e\u0159"
                   "\u011b\u016f\u0151\u0171\u00e1\u00e9\u00ed\u00f3\u00f6\u00fc\u00fd\u0103"},
    {"windows-1253", "\u03b1\u03bf\u03b9\u03b5\u03c4\u03bd\u03c3\u03b7\u03c1\u03c0\u03ba\u03bb"
                     "\u03bc\u03c5\u03c2\u03ac\u03af\u03cc\u03ad"},
    {"windows-1254", "\u0131\u015f\u011f\u00fc\u00f6\u00e7"},
    {"windows-1255", "\u05d9\u05d5\u05d4\u05dc\u05d0\u05e8\u05ea\u05d1\u05de\u05e9\u05e0\u05d7"},
    {"windows-1256", "\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0629\u0639\u062f"},
    {"windows-1257", "\u0161\u010d\u017e\u0117\u0173\u016b\u0101\u0113\u012b\u0146\u013c\u0137"},
    {"windows-874", "\u0e32\u0e19\u0e23\u0e2d\u0e01\u0e40\u0e07\u0e48\u0e49\u0e31\u0e21\u0e22"},
};

enum { NONE, LATIN, CYRILLIC_LETTER, GREEK, HEBREW, ARABIC, THAI };

static int script_of(uint32_t cp)
{
    if (cp < 0x80)
        return sayso__is_alpha((char)cp) ? LATIN : NONE;
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    bool letter = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
    if (!letter)
        return NONE;
    return cp < 0x250                  ? LATIN
           : cp < 0x400                ? GREEK
           : cp < 0x530                ? CYRILLIC_LETTER
           : cp < 0x600                ? HEBREW
           : cp < 0x700                ? ARABIC
           : cp >= 0xe00 && cp < 0xe80 ? THAI
                                       : NONE;
}

/* Quotation marks, dashes, no-break space and so on, as any text may have. */
static bool is_mark(uint32_t cp)
{
    return (cp >= 0x2010 && cp <= 0x203a) || cp == 0xa0 || cp == 0xab || cp == 0xbb || cp == 0xa9 ||
           cp == 0xae || cp == 0x20ac || cp == 0x2122 || cp == 0xb7 || cp == 0xb0 || cp == 0xa3 ||
           cp == 0x2116;
}

static bool is_common(const char *common, uint32_t cp)
{
    char utf8[5] = {0};
    sayso__utf8_encode(cp, utf8);
    return strstr(common, utf8) != NULL;
}

static bool is_case(uint32_t cp, bool upper)
{
    if (cp < 0x80)
        return upper ? sayso__is_upper((char)cp) : sayso__is_lower((char)cp);
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c == (upper ? UTF8PROC_CATEGORY_LU : UTF8PROC_CATEGORY_LL);
}

/* What a byte above 7F is worth between its neighbours. */
static int worth(const candidate *k, uint32_t before, uint32_t cp, uint32_t after)
{
    int script = script_of(cp), left = script_of(before), right = script_of(after);
    if (cp == 0xfffd || (cp >= 0x80 && cp < 0xa0))
        return -20;
    if (script == NONE)
        return is_mark(cp) ? 0 : left && right ? -4 : -1;
    int w = is_common(k->common, cp) ? 3 : 0;
    w -= left && left != script ? 4 : 0;
    w -= right && right != script ? 4 : 0;
    w -= is_case(before, false) && is_case(cp, true) ? 4 : 0;
    bool both = script == LATIN && (before >= 0x80 || after >= 0x80);
    w -= both && ((left && before >= 0x80) || (right && after >= 0x80)) ? 4 : 0;
    return w;
}

static int64_t score(const candidate *k, const uint16_t *table, const char *p, uint32_t n)
{
    int64_t sum = 0;
    uint32_t highs = 0;
    for (uint32_t i = 0; i < n && highs < HIGHS_MOST; i++) {
        if ((uint8_t)p[i] < 0x80)
            continue;
        uint32_t cp[3] = {' ', ' ', ' '};
        for (uint32_t j = 0; j < 3; j++) {
            uint32_t at = i + j;
            if (at >= 1 && at - 1 < n)
                cp[j] = (uint8_t)p[at - 1] < 0x80 ? (uint8_t)p[at - 1]
                                                  : table[(uint8_t)p[at - 1] - 0x80];
        }
        sum += worth(k, cp[0], cp[1], cp[2]);
        highs++;
    }
    return sum;
}

/* ---- East Asian -------------------------------------------------------------------------------
 */

/* Sequences of a multi-byte charset: sound ones, frequent ones, and bytes that are neither. */
typedef struct {
    uint32_t sound, frequent, broken;
} tally;

static void count_one(tally *t, bool sound, bool frequent)
{
    t->sound += sound;
    t->frequent += sound && frequent;
    t->broken += !sound;
}

static tally shift_jis(const uint8_t *p, uint32_t n)
{
    tally t = {0, 0, 0};
    for (uint32_t i = 0; i < n; i++) {
        uint8_t c = p[i], d = i + 1 < n ? p[i + 1] : 0;
        if (c < 0x80 || (c >= 0xa1 && c <= 0xdf)) {
            t.broken += c >= 0x80 && t.sound == 0; /* half-width alone: rare */
            continue;
        }
        bool lead = (c >= 0x81 && c <= 0x9f) || (c >= 0xe0 && c <= 0xfc);
        bool trail = d >= 0x40 && d <= 0xfc && d != 0x7f;
        count_one(&t, lead && trail,
                  c == 0x82 || c == 0x83 || c == 0x81 || (c >= 0x88 && c <= 0x97));
        i += lead && trail;
    }
    return t;
}

/* EUC-JP, EUC-KR, GB18030 and Big5: a lead byte, a trail byte; which leads are frequent differs. */
static tally two_bytes(const uint8_t *p, uint32_t n, uint8_t first, uint8_t lo, uint8_t hi,
                       bool low_trail)
{
    tally t = {0, 0, 0};
    for (uint32_t i = 0; i < n; i++) {
        uint8_t c = p[i], d = i + 1 < n ? p[i + 1] : 0;
        if (c < 0x80)
            continue;
        bool trail = d >= 0xa1 ? d != 0xff : low_trail && d >= 0x40 && d != 0x7f;
        count_one(&t, c >= first && c != 0xff && trail, c >= lo && c <= hi);
        i += c >= first && c != 0xff && trail;
    }
    return t;
}

static const char *east_asian(const char *bytes, uint32_t n)
{
    const uint8_t *p = (const uint8_t *)bytes;
    const struct {
        const char *name;
        tally t;
        uint32_t want; /* percent that are frequent */
    } tried[] = {
        /* the narrower first: what is frequent in one is sound in those behind it */
        {"euc-jp", two_bytes(p, n, 0xa1, 0xa4, 0xa5, false), 35},
        {"shift_jis", shift_jis(p, n), 70},
        {"euc-kr", two_bytes(p, n, 0xa1, 0xb0, 0xc8, false), 85},
        {"big5", two_bytes(p, n, 0xa1, 0xa4, 0xc6, true), 85},
        {"gb18030", two_bytes(p, n, 0x81, 0xb0, 0xd7, true), 60},
    };
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        tally t = tried[i].t;
        if (t.sound >= 8 && t.broken * 50 <= t.sound && t.frequent * 100 >= t.sound * tried[i].want)
            return tried[i].name;
    }
    return NULL;
}

/* ---- the guess ---------------------------------------------------------------------------------
 */

const sayso_charset *sayso__charset_guess(const char *p, uint32_t n)
{
    n = n < LOOK_MOST ? n : LOOK_MOST;
    const sayso_charset *best = NULL;
    int64_t best_score = 0, latin = 0;
    uint32_t highs = 0;
    for (uint32_t i = 0; i < n; i++)
        highs += (uint8_t)p[i] >= 0x80;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        const sayso_charset *c = sayso__charset_of(sayso__str_z(candidates[i].name));
        int64_t s = c && c->table ? score(&candidates[i], c->table, p, n) : INT64_MIN;
        if (i == 0)
            latin = s;
        if (!best || s > best_score) {
            best = c;
            best_score = s;
        }
    }
    const char *asian = east_asian(p, n);
    bool words = best_score > (int64_t)(highs < HIGHS_MOST ? highs : HIGHS_MOST);
    if (asian && !words)
        return sayso__charset_of(sayso__str_z(asian));
    /* another than the usual one needs a reason */
    return best_score > latin + 4 ? best : sayso__charset_of(SAYSO_STR("windows-1252"));
}
