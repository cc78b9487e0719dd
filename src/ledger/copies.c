/* copies.c -- shingles, fingerprints, groups of copies, chains of versions.  Layer: ledger. */
#include "ledger/copies.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/sort.h"
#include "base/str.h"
#include "ledger/names.h"
#include "ledger/shingle_book.h"

#define SHINGLE       4    /* words */
#define WINDOW        16   /* shingles of which winnowing keeps the least */
#define POSTING_MOST  64   /* documents looked at per fingerprint: more is boilerplate */
#define COMPARED_MOST 24   /* candidates compared in full */
#define HITS_LEAST    2    /* fingerprints in common before a text is compared ... */
#define HITS_SHARE    0.1  /* ... and this share of the fewer fingerprints of the two ... */
#define SHORT         100  /* ... unless it has no more shingles than this */
#define SHARED_LEAST  12   /* shingles: less may be one quoted sentence */
#define COPY_LEAST    0.4  /* containment */
#define AGENCY_LEAST  0.25 /* the same, where both name one agency */
#define SAME_LEAST    0.6  /* by one publisher, neither address nor headline in common */
#define VERSION_LEAST 0.3  /* of one address or headline */
#define TELLING       17   /* shingles, of 20 words: of less under a used id nothing is told */
#define REWRITE_LEAST 0.5  /* containment of names, where an id is used again and words are new */
#define FACTS_FEW     3    /* fewer names or numbers than this tell nothing */
#define FACTS_LEAST   0.6  /* containment of names, and of numbers, in a copy ... */
#define FACTS_SHORT   0.8  /* ... of which one is SHORT */
#define DAYS_MOST     14   /* between copies, unless nearly all of the text is one */
#define NEARLY_ALL    0.9
#define SPREAD_LEAST  0.08 /* least Jaccard: a long round-up is no copy of all it quotes */

/* ---- words and shingles ------------------------------------------------------------------ */

#define L(c) [c] = c, [c - 32] = c
#define D(c) [c] = c

/* Letters and digits in lower case; 0: no part of a word. */
static const unsigned char folded[128] = {L('a'), L('b'), L('c'), L('d'), L('e'), L('f'),
                                          L('g'), L('h'), L('i'), L('j'), L('k'), L('l'),
                                          L('m'), L('n'), L('o'), L('p'), L('q'), L('r'),
                                          L('s'), L('t'), L('u'), L('v'), L('w'), L('x'),
                                          L('y'), L('z'), D('0'), D('1'), D('2'), D('3'),
                                          D('4'), D('5'), D('6'), D('7'), D('8'), D('9')};

/* Letters and digits, folded; bytes of multi-byte characters, but for general punctuation (E2 80
 * xx); else 0. */
static unsigned char word_byte(const char *p, const char *end)
{
    unsigned char c = (unsigned char)*p;
    if (c < 0x80)
        return folded[c];
    return c == 0xe2 && end - p > 1 && (unsigned char)p[1] == 0x80 ? 0 : c;
}

/* The next word's hash, case folded; false at the end. */
static bool next_word(const char **at, const char *end, uint64_t *hash)
{
    const char *p = *at;
    while (p < end && !word_byte(p, end))
        p += (unsigned char)*p == 0xe2 ? (end - p > 2 ? 3 : end - p) : 1;
    if (p == end)
        return false;
    uint64_t h = 0xcbf29ce484222325u; /* FNV-1a */
    for (unsigned char c; p < end && (c = word_byte(p, end)); p++)
        h = (h ^ c) * 0x100000001b3u;
    *hash = h;
    *at = p;
    return true;
}

/* Hashes of all runs of SHINGLE words, in order. A text of fewer words has one shingle. */
static bool run_hashes(sayso_str text, sayso_arena *a, sayso_shingles *out)
{
    uint64_t word[SHINGLE] = {0};
    uint32_t n_word = 0;
    const char *p = text.p, *end = text.n ? text.p + text.n : text.p;
    *out = (sayso_shingles){SAYSO_NEW_N(a, uint32_t, text.n / 2 + 2), 0};
    if (!out->hash)
        return false;
    for (uint64_t h; next_word(&p, end, &h);) {
        word[n_word++ % SHINGLE] = h;
        if (n_word < SHINGLE)
            continue;
        uint64_t mix = 0;
        for (uint32_t i = 0; i < SHINGLE; i++)
            mix = sayso__hash_mix(mix, word[(n_word + i) % SHINGLE]);
        out->hash[out->n++] = (uint32_t)(mix >> 16);
    }
    if (n_word && !out->n)
        out->hash[out->n++] = (uint32_t)(sayso__hash_mix(word[0], word[n_word - 1]) >> 16);
    return true;
}

/* false: out of memory. */
static bool sort_distinct(sayso_shingles *s, sayso_arena *a)
{
    if (!s->n)
        return true;
    uint32_t *room = SAYSO_NEW_N(a, uint32_t, s->n), n = 1;
    if (!room)
        return false;
    sayso__sort_u32(s->hash, s->n, room);
    for (uint32_t i = 1; i < s->n; i++)
        if (s->hash[i] != s->hash[n - 1])
            s->hash[n++] = s->hash[i];
    s->n = n;
    return true;
}

bool sayso__copies_shingles(sayso_str text, sayso_arena *a, sayso_shingles *out)
{
    return run_hashes(text, a, out) && sort_distinct(out, a);
}

/* Ends a sentence: a name and a first word cannot be told apart behind it. */
static bool ends_sentence(char c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == '\n' || c < 0;
}

/* Names of days and months are in every report. */
static bool of_calendar(const char *beg, const char *end)
{
    static const char words[] = " monday tuesday wednesday thursday friday saturday sunday january "
                                "february march april may june july august september october "
                                "november december ";
    char word[16];
    uint32_t n = 0;
    if (end - beg > 12)
        return false;
    word[n++] = ' ';
    for (; beg < end; beg++)
        word[n++] = sayso__ascii_lower(*beg);
    word[n++] = ' ';
    return sayso__str_find(SAYSO_STR(words), sayso__str(word, n)) != SAYSO_NONE;
}

bool sayso__copies_facts(sayso_str text, sayso_arena *a, sayso_kin *out)
{
    out->name = (sayso_shingles){SAYSO_NEW_N(a, uint32_t, text.n / 2 + 2), 0};
    out->number = (sayso_shingles){SAYSO_NEW_N(a, uint32_t, text.n / 2 + 2), 0};
    if (!out->name.hash || !out->number.hash)
        return false;
    const char *p = text.p, *end = text.p + text.n, *behind = p;
    for (uint64_t h; next_word(&p, end, &h); behind = p) {
        const char *beg = p;
        bool digit = false, first = behind == text.p;
        while (beg > behind && word_byte(beg - 1, end)) {
            beg--;
            digit = digit || sayso__is_digit(*beg);
        }
        for (const char *q = behind; q < beg; q++)
            first = first || ends_sentence(*q);
        if (digit)
            out->number.hash[out->number.n++] = (uint32_t)(h >> 16);
        else if (sayso__is_upper(*beg) && !first && !of_calendar(beg, p))
            out->name.hash[out->name.n++] = (uint32_t)(h >> 16);
    }
    return sort_distinct(&out->name, a) && sort_distinct(&out->number, a);
}

static uint32_t shared(const sayso_shingles *x, const sayso_shingles *y)
{
    uint32_t n = 0;
    for (uint32_t i = 0, j = 0; i < x->n && j < y->n;) {
        uint32_t a = x->hash[i], b = y->hash[j];
        n += a == b;
        i += a <= b;
        j += b <= a;
    }
    return n;
}

double sayso__copies_overlap(const sayso_shingles *x, const sayso_shingles *y)
{
    uint32_t least = x->n < y->n ? x->n : y->n, n = shared(x, y);
    if (!least || (n < SHARED_LEAST && n < least))
        return 0;
    double jaccard = (double)n / ((double)x->n + y->n - n);
    return jaccard < SPREAD_LEAST ? 0 : (double)n / least;
}

/* ---- judging a pair ---------------------------------------------------------------------- */

double sayso__copies_share(const sayso_shingles *x, const sayso_shingles *of)
{
    return x->n ? (double)shared(x, of) / x->n : 0;
}

static bool same(sayso_str x, sayso_str y)
{
    return x.p && y.p && x.n && sayso__str_ieq(sayso__str_trim(x), sayso__str_trim(y));
}

/* Do the smaller set's members stand in the larger one, to this share? */
static bool facts_agree(const sayso_shingles *x, const sayso_shingles *y, double share)
{
    uint32_t least = x->n < y->n ? x->n : y->n;
    return least < FACTS_FEW || shared(x, y) >= share * least;
}

/* One story, and not two made by one formula? */
static bool one_story(const sayso_kin *x, const sayso_kin *y, double overlap)
{
    bool dated = x->day != SAYSO_NO_DAY && y->day != SAYSO_NO_DAY;
    int32_t days = dated ? abs(x->day - y->day) : 0;
    double share = x->shingles.n <= SHORT || y->shingles.n <= SHORT ? FACTS_SHORT : FACTS_LEAST;
    uint32_t least = x->number.n < y->number.n ? x->number.n : y->number.n;
    if (days > 1 && shared(&x->number, &y->number) < least)
        return false; /* what comes each day by one formula brings other numbers */
    return facts_agree(&x->name, &y->name, share) && facts_agree(&x->number, &y->number, share) &&
           (days <= DAYS_MOST || overlap >= NEARLY_ALL);
}

/* Of two texts under one id: are they two reports? Files are called 01.txt in many folders, and
 * exports number their lines from 1. An address or headline in common, shared words, or, where one
 * publisher wrote it anew, shared names make them versions; so does a text too short to tell. */
static bool share_only_id(const sayso_kin *x, const sayso_kin *y, double overlap, bool foreign)
{
    uint32_t least = x->name.n < y->name.n ? x->name.n : y->name.n;
    if (x->shingles.n < TELLING || y->shingles.n < TELLING || overlap >= VERSION_LEAST)
        return false;
    if (foreign)
        return true;
    if (same(x->url, y->url) || same(x->headline, y->headline))
        return false;
    return least < FACTS_FEW ? overlap <= 0 : shared(&x->name, &y->name) < REWRITE_LEAST * least;
}

sayso_kinship sayso__copies_judge(const sayso_kin *x, const sayso_kin *y)
{
    double overlap = sayso__copies_overlap(&x->shingles, &y->shingles);
    bool publisher = same(x->publisher, y->publisher);
    bool foreign = x->publisher.p && y->publisher.p && !publisher;
    if (same(x->given, y->given) && !share_only_id(x, y, overlap, foreign))
        return SAYSO_KIN_REVISION;
    if (!foreign && same(x->url, y->url) && overlap >= VERSION_LEAST)
        return SAYSO_KIN_REVISION;
    if (publisher && same(x->headline, y->headline) && overlap >= VERSION_LEAST)
        return SAYSO_KIN_REVISION;
    if (publisher)
        return overlap >= SAME_LEAST ? SAYSO_KIN_REVISION : SAYSO_KIN_NONE;
    bool agency = same(x->agency, y->agency);
    if (overlap < (agency ? AGENCY_LEAST : COPY_LEAST) || !one_story(x, y, overlap))
        return SAYSO_KIN_NONE;
    return SAYSO_KIN_COPY;
}

/* ---- winnowing --------------------------------------------------------------------------- */

bool sayso__copies_prints(sayso_str text, sayso_arena *a, sayso_shingles *out)
{
    sayso_shingles all;
    if (!run_hashes(text, a, &all))
        return false;
    *out = (sayso_shingles){SAYSO_NEW_N(a, uint32_t, all.n + 1), 0};
    if (!out->hash)
        return false;
    uint32_t least = SAYSO_NONE; /* index of the window's least hash, the rightmost of equals */
    for (uint32_t i = 0; i < all.n; i++) {
        uint32_t from = i + 1 >= WINDOW ? i + 1 - WINDOW : 0, old = least;
        if (least != SAYSO_NONE && least >= from) {
            if (all.hash[i] <= all.hash[least])
                least = i;
        } else {
            least = from;
            for (uint32_t j = from + 1; j <= i; j++)
                if (all.hash[j] <= all.hash[least])
                    least = j;
        }
        bool full = i + 1 >= WINDOW || i + 1 == all.n;
        if (full && (least != old || !out->n))
            out->hash[out->n++] = all.hash[least];
    }
    return sort_distinct(out, a);
}

#define NAMED_HITS 1000u /* an id, address or headline in common goes before all fingerprints */

/* Fingerprints are a sample of a text's shingles: by their share in common the overlap is
 * estimated, so that texts with too little of it are not even compared. */
static bool enough_hits(uint32_t hits, uint32_t n_print, uint32_t other)
{
    return hits >= HITS_SHARE * (other < n_print ? other : n_print);
}

static bool equal(sayso_str x, sayso_str y)
{
    return x.p && y.p && sayso__str_eq(x, y);
}

bool sayso__copies_may_be_kin(const sayso_kin *x, const sayso_shingles *x_print, const sayso_kin *y,
                              const sayso_shingles *y_print)
{
    uint32_t hits = shared(x_print, y_print);
    if (equal(x->given, y->given) || equal(x->url, y->url) ||
        (equal(x->headline, y->headline) && equal(x->publisher, y->publisher)))
        hits += NAMED_HITS;
    return hits && (x->shingles.n <= SHORT ||
                    (hits >= HITS_LEAST && enough_hits(hits, x_print->n, y_print->n)));
}

/* ---- in the ledger ----------------------------------------------------------------------- */

typedef struct {
    sayso_ledger *l;
    sayso_arena *a;
    sayso_error *err;
} place;

typedef struct {
    sayso_kin kin;
    int64_t n;
    const char *document, *report, *group, *content;
} member;

/* The shingles of document n, whose text it is: those of one that is `known` may be kept from an
 * earlier comparison, and are then borrowed until the next call. */
static bool shingle(const place *p, int64_t n, sayso_str text, bool known, sayso_shingles *out)
{
    if (known && sayso__shingle_book_find(p->l, n, out))
        return true;
    if (!sayso__copies_shingles(text, p->a, out))
        return false;
    sayso__shingle_book_keep(p->l, n, out);
    return true;
}

/* The sets that document n is compared by. Names and numbers are looked at only where so much is
 * shared, or an id, that they tell (`to`: what n is compared with; NULL: in any case). */
static bool describe(const place *p, int64_t n, sayso_str text, const sayso_kin *to, sayso_kin *out)
{
    if (!shingle(p, n, text, to != NULL, &out->shingles))
        return false;
    return (to && !same(to->given, out->given) &&
            sayso__copies_overlap(&to->shingles, &out->shingles) < AGENCY_LEAST) ||
           sayso__copies_facts(text, p->a, out);
}

/* print: its fingerprints are wanted, too; or NULL. */
static sayso_status load_member(place *p, int64_t n, const sayso_kin *to, member *m,
                                sayso_shingles *print)
{
    sayso_stmt *s;
    bool row, ok = true;
    SAYSO_TRY(sayso__sql_bind(p->l, SAYSO_SQL_DOC_KIN, &s, p->err, "i", n));
    SAYSO_TRY(sayso__sql_step(p->l, s, &row, p->err));
    if (!row)
        return sayso__fail(p->err, SAYSO_ELEDGER, 0, "ledger %s: a report is missing", p->l->path);
    *m = (member){.n = n};
    m->document = sayso__sql_text(s, 0, p->a, &ok);
    m->report = sayso__sql_text(s, 1, p->a, &ok);
    m->group = sayso__sql_text(s, 6, p->a, &ok);
    m->content = sayso__sql_text(s, 14, p->a, &ok);
    m->kin.publisher = sayso__str_z(sayso__sql_text(s, 2, p->a, &ok));
    m->kin.url = sayso__str_z(sayso__sql_text(s, 3, p->a, &ok));
    m->kin.headline = sayso__str_z(sayso__sql_text(s, 4, p->a, &ok));
    m->kin.given = sayso__str_z(sayso__sql_text(s, 12, p->a, &ok));
    sayso_str credit = sayso__sql_str(s, 9);
    if (credit.p)
        m->kin.agency = sayso__names_key(credit, p->a);
    ok = ok && describe(p, n, sayso__sql_str(s, 5), to, &m->kin) &&
         (!print || sayso__copies_prints(sayso__sql_str(s, 5), p->a, print));
    int64_t utc;
    m->kin.day = SAYSO_NO_DAY;
    sayso_str day = sayso__sql_str(s, 13);
    if (!day.p || !sayso__date_parse(day, &m->kin.day, &utc))
        m->kin.day = SAYSO_NO_DAY;
    sayso__sql_reset(s);
    return ok ? SAYSO_OK : sayso__fail_memory(p->err);
}

typedef struct {
    int64_t n;
    uint32_t hits;
} candidate;

typedef SAYSO_ARRAY(candidate) candidates;

static bool add_candidate(place *p, candidates *c, int64_t n, uint32_t hits)
{
    return SAYSO_PUSH(p->a, c, (candidate){n, hits});
}

static int by_row(const void *x, const void *y)
{
    int64_t a = ((const candidate *)x)->n, b = ((const candidate *)y)->n;
    return (a > b) - (a < b);
}

static int by_hits(const void *x, const void *y)
{
    const candidate *a = x, *b = y;
    return a->hits != b->hits ? (a->hits < b->hits) - (a->hits > b->hits) : by_row(x, y);
}

/* One candidate a document, its hits summed; those with most hits first. */
static void merge_candidates(candidates *c)
{
    if (!c->n)
        return;
    qsort(c->v, c->n, sizeof *c->v, by_row);
    uint32_t n = 0;
    for (uint32_t i = 1; i < c->n; i++)
        if (c->v[i].n == c->v[n].n)
            c->v[n].hits += c->v[i].hits;
        else
            c->v[++n] = c->v[i];
    c->n = n + 1;
    qsort(c->v, c->n, sizeof *c->v, by_hits);
}

static sayso_status collect(place *p, sayso_stmt *s, candidates *c, uint32_t hits)
{
    for (bool row = true; row;) {
        SAYSO_TRY(sayso__sql_step(p->l, s, &row, p->err));
        if (row && !add_candidate(p, c, sayso__sql_int(s, 0), hits)) {
            sayso__sql_reset(s);
            return sayso__fail_memory(p->err);
        }
    }
    return SAYSO_OK;
}

static sayso_status may_be_kin(place *p, const candidate *c, uint32_t n_print, bool *may)
{
    sayso_stmt *s;
    bool row;
    SAYSO_TRY(sayso__sql_bind(p->l, SAYSO_SQL_PRINT_COUNT, &s, p->err, "i", c->n));
    SAYSO_TRY(sayso__sql_step(p->l, s, &row, p->err));
    uint32_t other = row ? (uint32_t)sayso__sql_int(s, 0) : 0;
    sayso__sql_reset(s);
    *may = enough_hits(c->hits, n_print, other);
    return SAYSO_OK;
}

static sayso_status find_candidates(place *p, const member *m, const sayso_shingles *print,
                                    candidates *c)
{
    sayso_stmt *s;
    for (uint32_t i = 0; i < print->n; i++) {
        SAYSO_TRY(sayso__sql_bind(p->l, SAYSO_SQL_PRINT_FIND, &s, p->err, "ii",
                                  (int64_t)print->hash[i], (int64_t)POSTING_MOST));
        SAYSO_TRY(collect(p, s, c, 1));
        SAYSO_TRY(sayso__sql_later(p->l, SAYSO_SQL_PRINT_ADD, p->err, "ii", (int64_t)print->hash[i],
                                   m->n));
    }
    SAYSO_TRY(sayso__sql_bind(p->l, SAYSO_SQL_DOC_BY_GIVEN, &s, p->err, "si", m->kin.given, m->n));
    SAYSO_TRY(collect(p, s, c, NAMED_HITS));
    if (m->kin.url.p) {
        SAYSO_TRY(sayso__sql_bind(p->l, SAYSO_SQL_DOC_BY_URL, &s, p->err, "si", m->kin.url, m->n));
        SAYSO_TRY(collect(p, s, c, NAMED_HITS));
    }
    if (m->kin.headline.p && m->kin.publisher.p) {
        SAYSO_TRY(sayso__sql_bind(p->l, SAYSO_SQL_DOC_BY_HEADLINE, &s, p->err, "ssi",
                                  m->kin.headline, m->kin.publisher, m->n));
        SAYSO_TRY(collect(p, s, c, NAMED_HITS));
    }
    merge_candidates(c);
    return SAYSO_OK;
}

/* The group is named after its least content id, so that its name does not depend on the order of
 * reading. */
static sayso_status join_groups(place *p, member *x, member *y)
{
    const char *least = strcmp(x->content, y->content) < 0 ? x->content : y->content;
    if (x->group && strcmp(x->group, least) < 0)
        least = x->group;
    if (y->group && strcmp(y->group, least) < 0)
        least = y->group;
    member *both[] = {x, y};
    for (uint32_t i = 0; i < 2; i++) {
        if (both[i]->group && strcmp(both[i]->group, least) != 0) {
            SAYSO_TRY(
                sayso__sql_run(p->l, SAYSO_SQL_GROUP_JOIN, p->err, "zz", both[i]->group, least));
            SAYSO_TRY(sayso__sql_run(p->l, SAYSO_SQL_GROUP_DROP, p->err, "z", both[i]->group));
        }
        SAYSO_TRY(sayso__sql_run(p->l, SAYSO_SQL_GROUP_SET, p->err, "iz", both[i]->n, least));
        both[i]->group = least;
    }
    return SAYSO_OK;
}

typedef struct {
    const char *document, *report;
} version;

typedef SAYSO_ARRAY(version) versions;

static sayso_status load_family(place *p, versions *v, const char *document)
{
    sayso_stmt *s;
    SAYSO_TRY(sayso__sql_bind(p->l, SAYSO_SQL_FAMILY, &s, p->err, "z", document));
    for (bool row = true, ok = true; row;) {
        SAYSO_TRY(sayso__sql_step(p->l, s, &row, p->err));
        version x = {NULL, NULL};
        if (row) {
            x.document = sayso__sql_text(s, 0, p->a, &ok);
            x.report = sayso__sql_text(s, 1, p->a, &ok);
        }
        if (row && (!ok || !SAYSO_PUSH(p->a, v, x))) {
            sayso__sql_reset(s);
            return sayso__fail_memory(p->err);
        }
    }
    return SAYSO_OK;
}

/* Joins x to y's chain of versions: each of the family, by time of publication, revises the one
 * before it. */
static sayso_status join_versions(place *p, const member *x, const member *y, sayso_added *out)
{
    versions v = {0};
    SAYSO_TRY(sayso__sql_run(p->l, SAYSO_SQL_REVISION_SET, p->err, "zz", x->document, y->document));
    SAYSO_TRY(load_family(p, &v, x->document));
    out->of = NULL;
    for (uint32_t i = 0; i < v.n; i++) {
        const char *before = i ? v.v[i - 1].document : NULL;
        SAYSO_TRY(
            sayso__sql_run(p->l, SAYSO_SQL_REVISION_SET, p->err, "zz", v.v[i].document, before));
        if (i && strcmp(v.v[i].document, x->document) == 0)
            out->of = v.v[i - 1].report;
    }
    out->versioned = true;
    if (out->of)
        out->kind = SAYSO_ADDED_REVISION;
    return SAYSO_OK;
}

sayso_status sayso__copies_place(sayso_ledger *l, int64_t n, sayso_arena *a, sayso_added *out,
                                 sayso_error *err)
{
    place p = {l, a, err};
    member x;
    sayso_shingles print;
    candidates c = {0};
    SAYSO_TRY(load_member(&p, n, NULL, &x, &print));
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_NAMES_ADD, err, "idbo", n, x.kin.day,
                             sayso__str((const char *)x.kin.name.hash,
                                        x.kin.name.n * sizeof *x.kin.name.hash),
                             print.n));
    SAYSO_TRY(find_candidates(&p, &x, &print, &c));
    for (uint32_t i = 0; i < c.n && i < COMPARED_MOST; i++) {
        member y;
        bool may = true;
        if (c.v[i].hits < HITS_LEAST && x.kin.shingles.n > SHORT)
            break; /* those with most hits come first */
        if (x.kin.shingles.n > SHORT)
            SAYSO_TRY(may_be_kin(&p, &c.v[i], print.n, &may));
        if (!may)
            continue;
        SAYSO_TRY(load_member(&p, c.v[i].n, &x.kin, &y, NULL));
        sayso_kinship kin = sayso__copies_judge(&x.kin, &y.kin);
        if (kin == SAYSO_KIN_COPY) {
            SAYSO_TRY(join_groups(&p, &x, &y));
            if (out->kind == SAYSO_ADDED_NEW) {
                out->kind = SAYSO_ADDED_COPY;
                out->of = y.report;
            }
        } else if (kin == SAYSO_KIN_REVISION && !out->versioned) {
            SAYSO_TRY(join_versions(&p, &x, &y, out));
        }
    }
    return SAYSO_OK;
}
