/* test_archive.c -- archives of crawls and of files: which members become units, and what is said
 * of broken ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zdict.h>
#include <zstd.h>

#include "base/str.h"
#include "reading_fixture.h"

/* A file under construction. */
static struct {
    char p[200000];
    size_t n;
} file;

static void add(const void *p, size_t n)
{
    assert_true(file.n + n <= sizeof file.p);
    memcpy(file.p + file.n, p, n);
    file.n += n;
}

static void put16(char *p, unsigned v)
{
    p[0] = (char)(v & 255);
    p[1] = (char)(v >> 8);
}

static void put32(char *p, unsigned long v)
{
    put16(p, (unsigned)(v & 65535));
    put16(p + 2, (unsigned)(v >> 16));
}

static void add_z(const char *z)
{
    add(z, strlen(z));
}

/* A WARC record; length < 0: the true one. */
static void add_record(const char *type, const char *media, const char *body, size_t n, int length)
{
    char head[400];
    sprintf(head,
            "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://wire.example/%u\r\n"
            "WARC-Date: 2031-04-05T06:07:08Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
            type, (unsigned)file.n, media, length < 0 ? (int)n : length);
    add_z(head);
    add(body, n);
    add_z("\r\n\r\n");
}

static void add_response(const char *http)
{
    add_record("response", "application/http; msgtype=response", http, strlen(http), -1);
}

static const char *read_file(void)
{
    return reading(file.p, file.n, 0);
}

/* The bytes of all units, one behind the other. */
static const char *texts(void)
{
    static char out[4000];
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    size_t at = 0;
    assert_int_equal(sayso__reader_open_memory(file.p, file.n, "m", NULL, &r, &err), SAYSO_OK);
    for (;;) {
        sayso_status s = sayso__reader_next(r, &arena, &u, &err);
        if (s == SAYSO_EIO || (s == SAYSO_OK && !u.bytes && !u.note))
            break;
        if (s != SAYSO_OK)
            at += (size_t)sprintf(out + at, "!%s;", err.message);
        else if (u.bytes)
            at += (size_t)sprintf(out + at, "%.*s;", (int)u.n, u.bytes);
    }
    sayso__reader_close(r);
    sayso__arena_reset(&arena);
    out[at] = 0;
    return out;
}

static void records_of_pages_are_units(void **state)
{
    (void)state;
    file.n = 0;
    add_record("warcinfo", "application/warc-fields", "software: x\r\n", 13, -1);
    add_response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One fell.");
    add_response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No.");
    add_response("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG");
    add_record("revisit", "application/http", "HTTP/1.1 200 OK\r\n\r\n", 19, -1);
    add_record("resource", "text/plain", "Two stood.", 10, -1);
    add_record("conversion", "text/plain", "Three ran.", 10, -1);
    const char *got = read_file();
    assert_non_null(strstr(got, "#2:<p>One fell.;"));
    assert_non_null(strstr(got, "#6:Two stood.;"));
    assert_non_null(strstr(got, "#7:Three ran.;(records left out: 1 of other types, 1 of another "
                                "status than 200, 1 seen before)"));
    assert_null(strstr(got, "No."));
}

/* Two members of a packed file. */
static void add_packed(const char *text, size_t n)
{
    static uint8_t pack[100000];
    add(pack, gzipped(text, n, pack, sizeof pack));
}

static void what_the_record_says_comes_with_the_unit(void **state)
{
    (void)state;
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    file.n = 0;
    add_response("HTTP/1.1 200 OK\r\ncontent-type: Text/HTML; charset=\"koi8-r\"\r\n\r\n<p>\xc1");
    assert_int_equal(sayso__reader_open_memory(file.p, file.n, "x.warc", NULL, &r, &err), SAYSO_OK);
    assert_int_equal(sayso__reader_next(r, &arena, &u, &err), SAYSO_OK);
    assert_true(sayso__str_is(u.about.url, "http://wire.example/0"));
    assert_true(sayso__str_is(u.about.retrieved, "2031-04-05T06:07:08Z"));
    assert_true(sayso__str_is(u.parameters, "charset=\"koi8-r\""));
    assert_true(sayso__str_is(u.uri, "x.warc"));
    assert_int_equal(u.media, SAYSO_MEDIA_HTML);
    assert_int_equal(u.number, 1);
    assert_memory_equal(file.p + u.offset, u.bytes, u.n);
    sayso__reader_close(r);
}

static void codings_are_undone(void **state)
{
    (void)state;
    static const char chunked[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "4\r\nOne \r\nA;x=1\r\nmill fell.\r\n0\r\n\r\n";
    static const char not_chunked[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nOne";
    static const char broken[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "4\r\nOne \r\nzzz\r\n";
    static const char unknown[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: compress\r\n\r\nxyz";
    static const char head[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: deflate\r\n\r\n";
    char body[300];
    uLongf n = sizeof body - sizeof head;
    file.n = 0;
    add_response(chunked);
    add_response(not_chunked);
    add_response(broken);
    add_response(unknown);
    memcpy(body, head, sizeof head - 1);
    compress((Bytef *)body + sizeof head - 1, &n, (const Bytef *)"Deflated.", 9);
    add_record("response", "application/http", body, sizeof head - 1 + n, -1);
    memmove(body + sizeof head - 1, body + sizeof head + 1, n - 2); /* the bare form */
    add_record("response", "application/http", body, sizeof head - 3 + n, -1);
    assert_string_equal(texts(), "One mill fell.;One;!a chunk without a length: the payload is "
                                 "broken;Deflated.;Deflated.;");
}

static void add_brotli(const char *data, size_t n)
{
    static const char head[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n";
    char body[300];
    memcpy(body, head, sizeof head - 1);
    memcpy(body + sizeof head - 1, data, n);
    add_record("response", "application/http", body, sizeof head - 1 + n, -1);
}

/* Pages in brotli; one that is cut short, one that is plain in truth, and 40 bytes of which come 20
 * MiB. */
static void brotli_is_undone(void **state)
{
    (void)state;
    static const char page[] =
        "\x8b\x19\x80<p>The mayor of Orlen said that nobody was hurt.</p>\x03";
    static const char bomb[] =
        "\xcb\xff\xff\x3f\xf8\x25\xc2\xe2\xb1\x40\x20\xf7\xfe\x8f\xff\xff\x7f\xf0\x4b\x00"
        "\xc4\x61\x11\x80\xee\xfd\x5f\xfe\xff\xff\xe0\x97\x00\x88\xc3\x02\x00\xdd\xfb\x1f";
    file.n = 0;
    add_brotli(page, sizeof page - 1);
    add_brotli(page, 20);
    add_brotli("<p>Plain.", 9);
    add_brotli(bomb, sizeof bomb - 1);
    add_brotli(page, sizeof page - 1);
    assert_string_equal(
        texts(), "<p>The mayor of Orlen said that nobody was hurt.</p>;!the compressed data is cut "
                 "short;<p>Plain.;!longer than 16777216 bytes (see --max-bytes);<p>The mayor of "
                 "Orlen said that nobody was hurt.</p>;");
}

static void a_length_that_lies_costs_its_record(void **state)
{
    (void)state;
    for (int lie = 3; lie < 4000; lie += 97) {
        file.n = 0;
        add_record("resource", "text/plain", "One.", 4, -1);
        size_t at = file.n;
        add_record("resource", "text/plain", "A longer text that says more.", 29, lie);
        add_record("resource", "text/plain", "Three.", 6, -1);
        char want[200];
        sprintf(want, "!E@%d;", (int)at);
        const char *got = read_file();
        assert_non_null(strstr(got, want));
        assert_non_null(strstr(got, "#1:One.;"));
        assert_non_null(strstr(got, ":Three.;"));
        assert_null(strstr(got, "longer"));
    }
}

/* What a page says of records stays a page's words. */
static void a_page_forges_no_record(void **state)
{
    (void)state;
    static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Begin\r\n\r\n"
                               "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\n"
                               "Content-Length: 6\r\n\r\nForged\r\n\r\n";
    file.n = 0;
    add_response(page);
    add_record("resource", "text/plain", "After.", 6, -1);
    const char *got = texts();
    assert_null(strstr(got, ";Forged"));
    assert_non_null(strstr(got, "After.;"));
}

static void a_damaged_member_costs_its_record(void **state)
{
    (void)state;
    static char whole[sizeof file.p];
    static const char *const words[] = {"One mill burned.", "Two mills burned.", "Three did."};
    size_t from[4] = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < 3; i++) {
        file.n = 0;
        add_record("resource", "text/plain", words[i], strlen(words[i]), -1);
        uint8_t pack[2000];
        from[i] = n;
        size_t k = gzipped(file.p, file.n, pack, sizeof pack);
        memcpy(whole + n, pack, k);
        n += k;
    }
    from[3] = n;
    for (size_t cut = 1; cut < from[2] - from[1]; cut++) { /* the second one ends too early */
        file.n = 0;
        add(whole, from[2] - cut);
        add(whole + from[2], from[3] - from[2]);
        const char *got = texts();
        assert_non_null(strstr(got, words[0]));
        assert_non_null(strstr(got, words[2]));
        assert_non_null(strstr(got, "!"));
    }
    file.n = 0;
    add(whole, n - 20);
    assert_non_null(strstr(texts(), "Two mills burned.;!"));
}

/* Packed one by one, a record cannot take the next one's bytes. */
static void a_packed_record_stays_in_its_member(void **state)
{
    (void)state;
    static char whole[sizeof file.p];
    size_t n = 0;
    for (int i = 0; i < 3; i++) {
        file.n = 0;
        static char text[6000]; /* longer than what is looked at first */
        memset(text, 'a' + i, sizeof text);
        add_record("resource", "text/plain", text, sizeof text, i == 1 ? 100000 : -1);
        n += gzipped(file.p, file.n, (uint8_t *)whole + n, sizeof whole - n);
    }
    file.n = 0;
    add(whole, n);
    const char *got = read_file();
    assert_non_null(strstr(got, "#1:aaa"));
    assert_non_null(strstr(got, "!E@"));
    assert_non_null(strstr(got, "#3:ccc"));
    assert_null(strstr(got, "bbb"));
}

/* Heads that do not end: time is linear, and what is sound behind them is read. */
static void heads_without_an_end(void **state)
{
    (void)state;
    size_t n = 4000000, at = 0;
    char *p = malloc(n + 1000);
    assert_non_null(p);
    while (at < n)
        at += (size_t)sprintf(p + at, "WARC/1.\nx: y\n");
    file.n = 0;
    add_record("resource", "text/plain", "Sound.", 6, -1);
    memcpy(p + at, file.p, file.n);
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    uint32_t n_error = 0, n_unit = 0;
    assert_int_equal(sayso__reader_open_memory(p, at + file.n, "m", NULL, &r, &err), SAYSO_OK);
    for (;;) {
        sayso__arena_reset(&arena);
        sayso_status s = sayso__reader_next(r, &arena, &u, &err);
        if (s == SAYSO_OK && !u.bytes)
            break;
        n_error += s == SAYSO_EINPUT;
        n_unit += s == SAYSO_OK;
    }
    sayso__reader_close(r);
    free(p);
    assert_int_equal(n_error, at / 13);
    assert_int_equal(n_unit, 1);
}

/* The first frame brings the dictionary of all others, packed or not; another kind of frame to be
 * skipped is. */
static void zstd_with_a_dictionary(void **state)
{
    (void)state;
    static char samples[200000], dictionary[4096], pack[20000], plain[2000];
    static size_t sizes[400];
    size_t at = 0, n_dictionary;
    for (int i = 0; i < 400; i++) {
        file.n = 0;
        char text[100];
        sprintf(text, "The mayor of town %d said on day %d that mill %d burned.", i, i * 7, i % 13);
        add_record("resource", "text/plain", text, strlen(text), -1);
        memcpy(samples + at, file.p, file.n);
        at += sizes[i] = file.n;
    }
    n_dictionary = ZDICT_trainFromBuffer(dictionary, sizeof dictionary, samples, sizes, 400);
    assert_false(ZDICT_isError(n_dictionary));
    file.n = 0;
    add_record("resource", "text/plain", "One mill burned down at night.", 30, -1);
    size_t n = file.n;
    memcpy(plain, file.p, n);
    ZSTD_CCtx *c = ZSTD_createCCtx();
    size_t with =
        ZSTD_compress_usingDict(c, pack, sizeof pack, plain, n, dictionary, n_dictionary, 3);
    size_t without =
        ZSTD_compressCCtx(c, pack + with, sizeof pack - with, dictionary, n_dictionary, 3);
    for (int packed = 0; packed < 3; packed++) {
        const char *p = packed == 1 ? pack + with : dictionary;
        size_t k = packed == 1 ? without : packed == 2 ? 7 : n_dictionary;
        char head[8] = "\x5d\x2a\x4d\x18";
        put32(head + 4, k);
        file.n = 0;
        add(head, 8);
        add(p, k);
        add(pack, with);
        add(pack, with);
        const char *got = texts();
        if (packed == 2) /* half a dictionary is none */
            assert_non_null(strstr(got, "!damaged zstd data"));
        else
            assert_string_equal(got,
                                "One mill burned down at night.;One mill burned down at night.;");
    }
    ZSTD_freeCCtx(c);
}

static void arc_files_are_read(void **state)
{
    (void)state;
    static const char one[] = "filedesc://a.arc 0.0.0.0 20310405060708 text/plain 15\n"
                              "1 0 Crawl\nURL \n\n"
                              "http://wire.example/a b 0.0.0.0 20310405060708 text/html 52\n"
                              "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One.\n"
                              "\nhttp://wire.example/b 0.0.0.0 20310405060708 text/html -1\n"
                              "http://wire.example/c 0.0.0.0 20310405060708 text/plain 4\nTwo.\n";
    static const char two[] = "filedesc://a.arc 0.0.0.0 20310405060708 text/plain 200 - - 0 a 15\n"
                              "2 0 Crawl\nURL \n\n"
                              "http://w.example/c 0.0.0.0 20310405060708 text/plain 200 - - 9 a 4\n"
                              "Two.\n";
    assert_non_null(strstr(reading(one, sizeof one - 1, 0), "<p>One.\n;!E@"));
    assert_non_null(strstr(reading(one, sizeof one - 1, 0), ":Two.;"));
    assert_non_null(strstr(reading(two, sizeof two - 1, 0), "#2:Two.;"));
}

/* ---- tar and zip --------------------------------------------------------------------------- */

/* A header block and the body, padded. */
static void add_tar(const char *name, char type, const char *body, size_t n)
{
    char b[512] = {0};
    unsigned sum = 8 * ' ';
    snprintf(b, 100, "%s", name);
    memcpy(b + 100, "0000644\0000000000\0000000000", 24);
    snprintf(b + 124, 12, "%011o", (unsigned)n);
    memcpy(b + 136, "00000000000", 11);
    b[156] = type;
    memcpy(b + 257, "ustar\00000", 8);
    for (int i = 0; i < 512; i++)
        sum += i >= 148 && i < 156 ? 0 : (unsigned char)b[i];
    snprintf(b + 148, 8, "%06o", sum);
    add(b, 512);
    add(body, n);
    memset(b, 0, 512);
    add(b, (512 - n % 512) % 512);
}

/* The names of all units, one behind the other. */
static const char *names(void)
{
    static char out[4000];
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    size_t at = 0;
    assert_int_equal(sayso__reader_open_memory(file.p, file.n, "m", NULL, &r, &err), SAYSO_OK);
    while (sayso__reader_next(r, &arena, &u, &err) != SAYSO_EIO && (u.bytes || u.uri.p))
        at += (size_t)sprintf(out + at, "%s%.*s;", u.bytes ? "" : "!", (int)u.uri.n, u.uri.p);
    sayso__reader_close(r);
    sayso__arena_reset(&arena);
    out[at] = 0;
    return out;
}

static void tar_files_are_read(void **state)
{
    (void)state;
    char zeros[1024] = {0};
    file.n = 0;
    add_tar("in/", '5', "", 0);
    add_tar("in/a.txt", '0', "One mill burned.", 16);
    add_tar("in/link", '2', "", 0);
    add_tar("in/.b.txt", '0', "Hidden.", 7);
    add_tar("././@LongLink", 'L', "in/a/much/longer/name.txt", 26);
    add_tar("in/short", 0, "Two burned.", 11);
    add_tar("pax", 'x', "20 path=../../c.txt\n", 20);
    add_tar("in/short", '0', "Three.", 6);
    size_t end = file.n;
    add(zeros, sizeof zeros);
    assert_string_equal(names(), "m#in/a.txt;m#in/a/much/longer/name.txt;m#../../c.txt;");
    assert_string_equal(texts(), "One mill burned.;Two burned.;Three.;");
    file.p[512 + 3] ^= 1; /* the first file's header */
    assert_string_equal(texts(), "!no tar header here: the next one is looked for;Two "
                                 "burned.;Three.;");
    file.p[512 + 3] ^= 1;
    file.n = end;
    add_tar("pax", 'x', "10 size=5\n", 10);
    add_tar("big", '0', "", 0); /* its size is the one of the record before */
    add("Four.", 5);
    add(zeros, 512 - 5);
    add_tar("in/e.txt", '0', "Five.", 5);
    assert_string_equal(texts(), "One mill burned.;Two burned.;Three.;Four.;Five.;");
    file.n = 512 * 2 + 9;
    assert_string_equal(texts(), "!the archive is cut short: 7 bytes are missing;");
}

/* Names before a file are many: the last counts, and they are not all held. */
static void tar_names_without_end(void **state)
{
    (void)state;
    file.n = 0;
    for (int i = 0; i < 40; i++)
        add_tar("././@LongLink", 'L', i < 39 ? "no.txt" : "ab.txt", 7);
    add_tar("in/short", '0', "Two burned.", 11);
    assert_string_equal(names(), "m#ab.txt;");
    assert_string_equal(texts(), "Two burned.;");
}

/* A file of a zip; method 0 or 8; behind: sizes and checksum stand behind the data. */
static void add_zip(const char *name, int method, bool behind, const char *body)
{
    char h[30] = "PK\3\4", pack[1000], tail[16] = "PK\7\10";
    size_t n = strlen(body), k = n;
    unsigned long crc = crc32(0, (const Bytef *)body, (uInt)n);
    memcpy(pack, body, n);
    if (method == 8) {
        uLongf room = sizeof pack;
        compress((Bytef *)pack, &room, (const Bytef *)body, n);
        k = room - 6; /* without zlib's head and checksum */
        memmove(pack, pack + 2, k);
    }
    put16(h + 6, behind ? 8 : 0);
    put16(h + 8, (unsigned)method);
    put32(h + 14, behind ? 0 : crc);
    put32(h + 18, behind ? 0 : k);
    put32(h + 22, behind ? 0 : n);
    put16(h + 26, (unsigned)strlen(name));
    add(h, 30);
    add_z(name);
    add(pack, k);
    put32(tail + 4, crc);
    put32(tail + 8, k);
    put32(tail + 12, n);
    add(tail, behind ? 16 : 0);
}

static void zip_files_are_read(void **state)
{
    (void)state;
    file.n = 0;
    add_zip("a.txt", 8, false, "One mill burned, one mill burned.");
    size_t second = file.n;
    add_zip("../../b.txt", 8, true, "Two burned, two burned.");
    add_zip("deep/", 0, false, "");
    add_zip("c.txt", 0, false, "Three.");
    size_t last = file.n;
    add_zip("d.txt", 12, false, "Packed otherwise.");
    add_zip("e.txt", 0, false, "Five.");
    add("PK\1\2", 4);
    assert_string_equal(names(), "m#a.txt;m#../../b.txt;m#c.txt;!m;m#e.txt;");
    assert_string_equal(texts(), "One mill burned, one mill burned.;Two burned, two burned.;Three.;"
                                 "!a file packed in a way that is not read (only stored and "
                                 "deflated ones are);Five.;");
    file.p[last - 2] ^= 1; /* in "Three." */
    assert_non_null(strstr(texts(),
                           "two burned.;!a file in the zip archive has another checksum;!a "
                           "file packed"));
    file.p[second - 2] ^= 64;
    assert_non_null(strstr(texts(), "Two burned"));
    file.n = last - 3;
    assert_non_null(strstr(texts(), "!the archive is cut short: 3 bytes are missing"));
    file.n = 0;
    add_zip("e.txt", 0, true, "Five.");
    add("PK\1\2", 4);
    assert_string_equal(texts(), "Five.;");
    file.n = 0; /* what looks like an end, but for checksum and length */
    add_zip("e.txt", 0, true, "PK\7\10 is how an end begins. PPK\7\10PK\7\10");
    add_zip("f.txt", 0, true, "");
    add_zip("g.txt", 8, true, "Six fell.");
    add("PK\1\2", 4);
    assert_string_equal(texts(), "PK\7\10 is how an end begins. PPK\7\10PK\7\10;!the file is empty;"
                                 "Six fell.;");
    file.n = 0;
    add_zip("e.txt", 0, true, "Five.");
    file.n -= 16;
    add("PK\1\2 and so on, without what should stand behind the data", 40);
    assert_string_equal(texts(), "!damaged data of a file in the zip archive;");
    file.n = 0;
    add_zip("[Content_Types].xml", 0, false, "<x/>");
    assert_string_equal(texts(), "!an office file, an e-book or a program, not text;");
}

static void archives_lie_in_archives(void **state)
{
    (void)state;
    static char inner[4000];
    size_t n = 0;
    for (int depth = 0; depth < 5; depth++) {
        file.n = 0;
        if (depth == 0)
            add_record("resource", "text/plain", "Deep.", 5, -1);
        else
            add_record("resource", "", inner, n, -1);
        const char *got = texts();
        assert_string_equal(got, depth < 3 ? "Deep.;"
                                           : "!archives more than 3 deep in each other: not read;");
        n = file.n;
        memcpy(inner, file.p, n);
    }
    file.n = 0;
    add_packed(inner, n);
    assert_non_null(strstr(texts(), "deep in each other"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_of_pages_are_units),
        cmocka_unit_test(what_the_record_says_comes_with_the_unit),
        cmocka_unit_test(codings_are_undone),
        cmocka_unit_test(brotli_is_undone),
        cmocka_unit_test(a_length_that_lies_costs_its_record),
        cmocka_unit_test(a_page_forges_no_record),
        cmocka_unit_test(a_damaged_member_costs_its_record),
        cmocka_unit_test(a_packed_record_stays_in_its_member),
        cmocka_unit_test(heads_without_an_end),
        cmocka_unit_test(zstd_with_a_dictionary),
        cmocka_unit_test(arc_files_are_read),
        cmocka_unit_test(tar_names_without_end),
        cmocka_unit_test(tar_files_are_read),
        cmocka_unit_test(zip_files_are_read),
        cmocka_unit_test(archives_lie_in_archives),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
