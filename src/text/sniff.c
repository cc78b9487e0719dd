/* sniff.c -- what a stream is, by its first bytes.  Layer: text. */
#include "text/container.h"
#include "text/feed.h"

typedef struct {
    const char *magic;
    uint32_t n;
    const char *what;
} known;

/* Files that people will try. */
static const known refused[] = {
    {"\xff\xfe\0\0", 4, "UTF-32 text: convert it to UTF-8 first"},
    {"\0\0\xfe\xff", 4, "UTF-32 text: convert it to UTF-8 first"},
    {"BZh", 3, "bzip2 data: only gzip and zstd are unpacked"},
    {"\xfd"
     "7zXZ",
     5, "xz data: only gzip and zstd are unpacked"},
    {"\x89PNG", 4, "a picture, not text"},
    {"\xff\xd8\xff", 3, "a picture, not text"},
    {"GIF8", 4, "a picture, not text"},
    {"\x7f"
     "ELF",
     4, "a program, not text"},
    {"SQLite format 3", 15, "a database, not text"},
    {"{\\rtf", 5, "an RTF file: save it as plain text"},
};

static bool starts_folded(const char *p, size_t n, const char *with)
{
    size_t k = strlen(with);
    return n >= k && sayso__str_ieq(sayso__str(p, k), sayso__str(with, k));
}

/* "<?xml" that goes on with a page's doctype or element. */
static bool names_html(const char *p, size_t n)
{
    size_t look = n < 1024 ? n : 1024;
    for (size_t i = 0; i < look; i++)
        if (p[i] == '<' &&
            (starts_folded(p + i, n - i, "<html") || starts_folded(p + i, n - i, "<!doctype html")))
            return true;
    return false;
}

const char *sayso__first_foreign(const sayso_first *first)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (first->n >= refused[i].n && memcmp(first->p, refused[i].magic, refused[i].n) == 0)
            return refused[i].what;
    if (sayso__first_is(first, "<?xml") && !names_html(first->p, first->n) &&
        !sayso__first_feed(first))
        return "XML that is neither a page nor a feed";
    return NULL;
}

/* Behind the byte order mark and white space. */
static sayso_first trimmed(const sayso_first *first)
{
    sayso_first f = *first;
    if (f.n >= 3 && memcmp(f.p, "\xef\xbb\xbf", 3) == 0) {
        f.p += 3;
        f.n -= 3;
    }
    while (f.n && sayso__is_space(*f.p)) {
        f.p++;
        f.n--;
    }
    return f;
}

bool sayso__first_is(const sayso_first *first, const char *words)
{
    sayso_first f = trimmed(first);
    return starts_folded(f.p, f.n, words);
}

/* A page: what begins with a tag that pages begin with, a comment, or "<!doctype html" (compare the
 * WHATWG MIME Sniffing standard, 7.1). */
static bool is_page(const sayso_first *first)
{
    static const char *const tags[] = {"<!doctype html",
                                       "<html",
                                       "<head",
                                       "<script",
                                       "<iframe",
                                       "<h1",
                                       "<div",
                                       "<font",
                                       "<table",
                                       "<a",
                                       "<style",
                                       "<title",
                                       "<b",
                                       "<body",
                                       "<br",
                                       "<p",
                                       "<!--",
                                       "<?xml",
                                       "<meta",
                                       "<link",
                                       "<article",
                                       "<main",
                                       "<section",
                                       "<span",
                                       "<ul",
                                       "<img"};
    sayso_first f = trimmed(first);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t k = strlen(tags[i]);
        if (!starts_folded(f.p, f.n, tags[i]))
            continue;
        char next = f.n > k ? f.p[k] : '>';
        if (next == '>' || next == '/' || sayso__is_space(next) || tags[i][1] == '!')
            return true;
    }
    return false;
}

/* The first characters of UTF-16, narrowed to bytes. */
static sayso_first narrowed(const sayso_first *first, char *room, size_t n_room)
{
    size_t k = 0;
    for (size_t i = 0; i + 1 < first->n && k < n_room; i += 2) {
        char lo = first->p[first->wide == 'l' ? i : i + 1];
        char hi = first->p[first->wide == 'l' ? i + 1 : i];
        if (hi == 0)
            room[k++] = lo;
    }
    return (sayso_first){.p = room, .n = k};
}

bool sayso__first_page(const sayso_first *first)
{
    char room[256];
    sayso_first narrow;
    if (!first->wide)
        return is_page(first);
    narrow = narrowed(first, room, sizeof room);
    return is_page(&narrow);
}

bool sayso__first_feed(const sayso_first *first)
{
    char room[1024];
    const sayso_first f = trimmed(first);
    const sayso_first g = first->wide ? narrowed(first, room, sizeof room) : f;
    return sayso__feed_begins(g.p, g.n);
}
