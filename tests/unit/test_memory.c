/* test_memory.c -- the n-th allocation fails, for every n: a status comes back, nothing is lost.
 *
 * malloc and its kin are replaced by ones that count and can fail; not under a sanitizer, which has
 * its own. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "sayso/sayso.h"

#if defined(__SANITIZE_ADDRESS__)
#define REPLACED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define REPLACED 0
#endif
#endif
#if !defined(REPLACED) && defined(__GLIBC__)
#define REPLACED 1
#endif

static long countdown = -1; /* allocations until one fails; negative: none */
static long live;           /* blocks made and not yet freed, while counting */
static int counting;

/* The blocks made while counting: those made before may be freed, too (caches of libraries). */
#define SLOTS 65536u
static void *block[SLOTS];

#if REPLACED
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void __libc_free(void *p);

static size_t slot_of(const void *p)
{
    return (size_t)((uintptr_t)p >> 4) * 2654435761u % SLOTS;
}

static void *made(void *p)
{
    if (!counting || !p)
        return p;
    size_t i = slot_of(p);
    for (size_t k = 0; k < SLOTS; k++, i = (i + 1) % SLOTS)
        if (!block[i] || block[i] == (void *)block) {
            block[i] = p;
            live++;
            break;
        }
    return p;
}

/* Freed slots hold the table's own address, so that searches go on behind them. */
static void gone(const void *p)
{
    size_t i = slot_of(p);
    for (size_t k = 0; counting && p && k < SLOTS && block[i]; k++, i = (i + 1) % SLOTS)
        if (block[i] == p) {
            block[i] = (void *)block;
            live--;
            return;
        }
}

static int fails(void)
{
    int now = countdown >= 0 && countdown-- == 0;
    errno = now ? ENOMEM : errno;
    return now;
}

void *malloc(size_t n)
{
    return made(fails() ? NULL : __libc_malloc(n));
}

void *calloc(size_t n, size_t size)
{
    return made(fails() ? NULL : __libc_calloc(n, size));
}

void *realloc(void *old, size_t n)
{
    if (fails())
        return NULL;
    gone(old);
    void *p = __libc_realloc(old, n);
    return made(p);
}

void free(void *p)
{
    gone(p);
    __libc_free(p);
}
#endif

static const char report[] =
    "{\"id\": \"one\", \"publisher\": \"Torv Daily\", \"published\": \"2032-06-10\", \"title\": "
    "\"Ferry burns\", \"text\": \"The Ports Ministry said on Thursday that at least 14 people were "
    "killed when a ferry burned off Port Melle. “We know who did this,” the minister, Oren Falk, "
    "told reporters. He accused the Tide Front of setting the fire, without giving evidence.\"}\n";

static bool drop(void *user, const char *p, size_t n)
{
    (void)user;
    (void)p;
    (void)n;
    return true;
}

/* Takes what is written into memory that is there already. */
typedef struct {
    char *p;
    size_t n, room;
} held;

static bool hold(void *user, const char *p, size_t n)
{
    held *h = user;
    if (h->room - h->n < n)
        return false;
    memcpy(h->p + h->n, p, n);
    h->n += n;
    return true;
}

static void no_matter(void *user, const sayso_event *e)
{
    (void)user;
    (void)e;
}

typedef sayso_status job(sayso_engine *e, const char *path);

static sayso_status read_one(sayso_engine *e, const char *path)
{
    sayso_report *r;
    sayso_error err;
    (void)path;
    sayso_status s = sayso_report_read(e, report, sizeof report - 1, NULL, &r, &err);
    sayso_report_free(r);
    return s;
}

static sayso_status extract(sayso_engine *e, const char *path)
{
    const sayso_input in = {&path, 1};
    const sayso_output out = {drop, NULL};
    const sayso_layout layout = {.offsets = SAYSO_OFFSETS_CHARS, .tokens = true};
    sayso_tally t;
    sayso_error err;
    sayso_status s = sayso_extract(e, &in, &layout, &out, &t, &err);
    return s == SAYSO_OK && t.n_report != 1 ? SAYSO_EINPUT : s;
}

/* A crawl's file, its records packed one by one: a page that is packed itself, a table, and a zip
 * that holds a text. */
static char archive[4096];
static size_t n_archive;

static size_t packed(const char *p, size_t n, int bits, char *out, size_t room)
{
    z_stream z = {0};
    deflateInit2(&z, 9, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (Bytef *)(uintptr_t)p;
    z.avail_in = (uInt)n;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    deflate(&z, Z_FINISH);
    n = room - z.avail_out;
    deflateEnd(&z);
    return n;
}

static void add_record(const char *type, const char *body, size_t n)
{
    char record[2048];
    int k = sprintf(record,
                    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://w.example/%u\r\n"
                    "Content-Type: %s\r\nContent-Length: %u\r\n\r\n",
                    (unsigned)n, type, (unsigned)n);
    memcpy(record + k, body, n);
    memcpy(record + k + n, "\r\n\r\n", 4);
    n_archive +=
        packed(record, (size_t)k + n + 4, 15 + 16, archive + n_archive, sizeof archive - n_archive);
}

static void make_archive(void)
{
    static const char page[] = "<script type=\"application/ld+json\">{\"@type\": \"Article\", "
                               "\"headline\": \"Ferry burns\"}</script>"
                               "<h1>Ferry burns</h1><p>The minister, Oren Falk, said on Thursday "
                               "that 14 people were killed.</p>";
    static const char table[] = "id,title,text\n1,One,\"The \"\"mayor\"\" said so.\"\n";
    static const char text[] = "The mayor of Orlen denied it.";
    char body[1024], zip[1024] = "PK\3\4";
    n_archive = 0;
    add_record("text/html", body, packed(page, sizeof page - 1, 15 + 16, body, sizeof body));
    add_record("text/plain", table, sizeof table - 1);
    size_t n = packed(text, sizeof text - 1, -15, zip + 31, sizeof zip - 31);
    uint32_t crc = (uint32_t)crc32(0, (const Bytef *)text, sizeof text - 1);
    zip[8] = 8;
    memcpy(zip + 14, &crc, 4); /* as little-endian machines have it */
    zip[18] = (char)n;
    zip[22] = sizeof text - 1;
    zip[26] = 1;
    zip[30] = 'a';
    memcpy(zip + 31 + n, "PK\1\2", 4);
    add_record("", zip, 35 + n);
}

static sayso_status extract_archive(sayso_engine *e, const char *path)
{
    const sayso_output out = {drop, NULL};
    sayso_tally t;
    sayso_error err;
    if (!n_archive)
        make_archive();
    const sayso_input in = {.path = &path, .n_path = 1, .bytes = archive, .n_bytes = n_archive};
    sayso_status s = sayso_extract(e, &in, NULL, &out, &t, &err);
    return s == SAYSO_OK && t.n_report != 3 ? SAYSO_EINPUT : s;
}

static sayso_status ledger(sayso_engine *e, const char *path)
{
    const sayso_input in = {&path, 1};
    const sayso_output out = {drop, NULL};
    const sayso_layout json = {.form = SAYSO_AS_JSON};
    sayso_ledger *l;
    sayso_error err;
    sayso_status s = sayso_ledger_open(":memory:", true, 0, &l, &err);
    if (s == SAYSO_OK)
        s = sayso_ledger_read(l, e, &in, NULL, &err);
    if (s == SAYSO_OK)
        s = sayso_ledger_brief(l, NULL, NULL, &out, &err);
    if (s == SAYSO_OK)
        s = sayso_ledger_show(l, "claims", NULL, &json, &out, &err);
    if (s == SAYSO_OK)
        s = sayso_ledger_report(l, NULL, &out, &err);
    sayso_ledger_close(l);
    return s;
}

static sayso_status sketches(sayso_engine *e, const char *path)
{
    static char bytes[2][8192];
    sayso_sketch sketch[2];
    sayso_report *r;
    sayso_error err;
    const sayso_output out = {drop, NULL};
    sayso_status s = sayso_report_read(e, report, sizeof report - 1, NULL, &r, &err);
    (void)path;
    for (uint32_t i = 0; i < 2 && s == SAYSO_OK; i++) {
        held at = {bytes[i], 0, sizeof bytes[i]};
        const sayso_output to = {hold, &at};
        s = sayso_report_sketch(r, i ? SAYSO_SKETCH_EVENT : SAYSO_SKETCH_TEXT, &to, &err);
        sketch[i] = (sayso_sketch){at.p, at.n};
    }
    sayso_report_free(r);
    sayso_kinship kin;
    if (s == SAYSO_OK)
        s = sayso_sketch_judge(sketch[0], sketch[0], &kin, NULL, &err);
    if (s == SAYSO_OK)
        s = sayso_sketch_list(sketch[0], SAYSO_KEYS_PRINTS, &out, &err);
    if (s == SAYSO_OK)
        s = sayso_sketch_events(&sketch[1], 1, NULL, no_matter, NULL, &err);
    return s;
}

/* Pages and single records, as `serve` asks for them. */
static sayso_status ask_pages(sayso_ledger *l, sayso_error *err)
{
    static const char *const view[] = {"events", "reports", "claims", "positions", "blame"};
    const sayso_output out = {drop, NULL};
    const sayso_page_query all = {0};
    const sayso_query any = {0};
    sayso_status s = SAYSO_OK;
    for (uint32_t i = 0; i < sizeof view / sizeof *view && s == SAYSO_OK; i++)
        s = sayso_ledger_page(l, view[i], &all, &out, err);
    if (s == SAYSO_OK)
        s = sayso_ledger_event(l, &any, NULL, NULL, &out, err);
    if (s == SAYSO_OK)
        s = sayso_ledger_document(l, "one", NULL, &out, err);
    if (s == SAYSO_OK)
        s = sayso_ledger_search(l, "ferry", &any, &out, err);
    if (s == SAYSO_OK)
        s = sayso_ledger_counts(l, &out, err);
    return s;
}

/* Corrections, differences, a clean copy, reading again, taking out. */
static sayso_status care(sayso_ledger *l, sayso_engine *e, const char *path, sayso_error *err)
{
    static const char *const name[] = {"Harbour Front"};
    const sayso_correction rename = {"actor rename", "Tide Front", name, 1, "a clerk"};
    const sayso_layout json = {.form = SAYSO_AS_JSON};
    const sayso_output out = {drop, NULL};
    const sayso_query all = {.all = true};
    const sayso_again again = {.all = true};
    char copy[64];
    snprintf(copy, sizeof copy, "%s.copy", path);
    sayso_status s = sayso_ledger_correct(l, &rename, err);
    if (s == SAYSO_OK)
        s = sayso_ledger_diff(l, &all, l, &all, &json, &out, err);
    if (s == SAYSO_OK)
        s = sayso_ledger_copy(l, copy, NULL, true, err);
    unlink(copy);
    if (s == SAYSO_OK)
        s = sayso_ledger_reread(l, e, &again, NULL, err);
    if (s == SAYSO_OK)
        s = sayso_ledger_forget(l, "one", "asked to", err);
    return s;
}

static sayso_status ledger_in_use(sayso_engine *e, const char *path)
{
    const sayso_input in = {&path, 1};
    sayso_ledger *l;
    sayso_error err;
    sayso_status s = sayso_ledger_open(":memory:", true, 0, &l, &err);
    if (s == SAYSO_OK)
        s = sayso_ledger_read(l, e, &in, NULL, &err);
    if (s == SAYSO_OK)
        s = ask_pages(l, &err);
    if (s == SAYSO_OK)
        s = care(l, e, path, &err);
    sayso_ledger_close(l);
    return s;
}

/* Runs j with allocation first, first + step, ... failing, until one run meets no failure. */
static void fail_each(job *j, long first, long step)
{
    char path[] = "/tmp/sayso-memory-XXXXXX";
    sayso_engine *e;
    int fd = mkstemp(path);
    if (!REPLACED)
        skip();
    assert_true(fd >= 0);
    assert_int_equal(write(fd, report, sizeof report - 1), sizeof report - 1);
    close(fd);
    assert_int_equal(sayso_engine_open(NULL, &e, NULL), SAYSO_OK);
    assert_int_equal(j(e, path), SAYSO_OK); /* what is made once and kept is made here */
    bool failed = true;
    long n = first;
    for (; failed; n += step) {
        live = 0;
        memset(block, 0, sizeof block);
        counting = 1;
        countdown = n;
        sayso_status s = j(e, path);
        failed = countdown < 0;
        countdown = -1;
        counting = 0;
        if (live)
            fail_msg("allocation %ld failed: %ld blocks are lost", n, live);
        /* SQLite has more words for it than we know */
        if (s != SAYSO_OK && (!failed || (s != SAYSO_ENOMEM && j != ledger && j != ledger_in_use)))
            fail_msg("allocation %ld failed: status %d", n, (int)s);
    }
    assert_true(n > first + step);
    sayso_engine_close(e);
    unlink(path);
}

static void reading_a_report(void **state)
{
    (void)state;
    fail_each(read_one, 0, 1);
}

static void extracting(void **state)
{
    (void)state;
    fail_each(extract, 0, 1);
}

static void reading_an_archive(void **state)
{
    (void)state;
    fail_each(extract_archive, 0, 1);
}

static void keeping_a_ledger(void **state)
{
    (void)state;
    fail_each(ledger, 0, 37);
}

static void holding_sketches_against_each_other(void **state)
{
    (void)state;
    fail_each(sketches, 0, 1);
}

static void caring_for_a_ledger(void **state)
{
    (void)state;
    fail_each(ledger_in_use, 7, 211);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_a_report),
        cmocka_unit_test(extracting),
        cmocka_unit_test(reading_an_archive),
        cmocka_unit_test(keeping_a_ledger),
        cmocka_unit_test(holding_sketches_against_each_other),
        cmocka_unit_test(caring_for_a_ledger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
