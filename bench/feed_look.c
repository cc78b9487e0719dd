/* feed_look.c -- what is read of feeds, one JSON object a file, for bench/feed_cases.py.
 * usage: sayso-feed-look FILE... */
#include <stdio.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/mapfile.h"
#include "base/sink.h"
#include "base/str.h"
#include "text/charset.h"
#include "text/feed.h"
#include "text/unit.h"
#include "text/xml_report.h"
#include "view/json.h"

static bool to_stdout(void *user, const char *p, size_t n)
{
    (void)user;
    return fwrite(p, 1, n, stdout) == n;
}

static void fields(sayso_json *j, sayso_str id, sayso_str url, sayso_str publisher,
                   sayso_str byline)
{
    sayso__json_put_str(j, "id", id);
    sayso__json_put_str(j, "url", url);
    sayso__json_put_str(j, "publisher", publisher);
    sayso__json_put_str(j, "byline", byline);
}

static void days(sayso_json *j, sayso_str published)
{
    int32_t day;
    int64_t utc;
    sayso__json_put_str(j, "published", published);
    if (published.p && sayso__date_parse(published, &day, &utc))
        sayso__json_put_int(j, "utc", utc);
}

static void report(sayso_json *j, const sayso_doc *d)
{
    sayso__json_object(j);
    fields(j, d->id, d->url, d->publisher, d->byline);
    days(j, d->published);
    sayso__json_put_str(j, "title", sayso__doc_title(d));
    sayso__json_put_str(j, "text", sayso__doc_body(d));
    sayso__json_object_end(j);
}

/* An item without words is no report, yet says who and when. */
static void wordless(sayso_json *j, const sayso_unit *u, sayso_arena *a)
{
    sayso_mapped text;
    sayso_xml_report r;
    sayso_error err;
    sayso_str bytes = {u->bytes, u->n};
    const sayso_charset *c =
        sayso__charset_choose(bytes, true, sayso__media_parameter(u->parameters, "charset"));
    if (sayso__charset_decode(bytes, c, a, &text, &err) != SAYSO_OK ||
        !sayso__feed_item(text.p, text.n, sayso__media_parameter(u->parameters, "base"), a, &r))
        return;
    sayso__json_object(j);
    fields(j, r.id, r.url, r.publisher.p ? r.publisher : u->about.publisher,
           r.byline.p ? r.byline : u->about.byline);
    days(j, r.published);
    sayso__json_object_end(j);
}

/* Items as the reader gives them. */
static void items(sayso_json *j, const char *path, sayso_arena *a)
{
    sayso_reader *r;
    sayso_error err = {0};
    sayso_str why = {NULL, 0};
    sayso__json_key(j, "entries");
    sayso__json_array(j);
    if (sayso__reader_open(path, NULL, &r, &err) == SAYSO_OK) {
        sayso_unit u;
        sayso_doc d;
        for (;;) {
            sayso_status s = sayso__reader_next(r, a, &u, &err);
            if (s == SAYSO_OK && !u.bytes)
                break;
            bool read = s == SAYSO_OK && sayso__doc_make(&u, NULL, a, &d, &err) == SAYSO_OK;
            if (read)
                report(j, &d);
            else if (s == SAYSO_OK && u.media == SAYSO_MEDIA_XML)
                wordless(j, &u, a);
            else
                why = sayso__arena_print(a, "%s", err.message);
            if (s == SAYSO_EIO || s == SAYSO_ENOMEM)
                break;
        }
        sayso__reader_close(r);
    }
    sayso__json_array_end(j);
    sayso__json_put_str(j, "error", why);
}

static void head(sayso_json *j, const sayso_mapfile *m, sayso_arena *a)
{
    const sayso_str none = {NULL, 0}, bytes = {m->p, (uint32_t)m->n};
    const sayso_charset *c = sayso__charset_choose(bytes, true, none);
    sayso_mapped text;
    sayso_feed f;
    sayso_error err;
    if (sayso__charset_decode(bytes, c, a, &text, &err) != SAYSO_OK ||
        !sayso__feed_cut(text.p, text.n, a, &f))
        return;
    sayso__json_put_str(j, "encoding", sayso__str_z(c->name));
    sayso__json_put_str(j, "title", f.title);
    sayso__json_put_str(j, "author", f.author);
    sayso__json_put_str(j, "link", f.base);
}

int main(int argc, char **argv)
{
    sayso_sink sink;
    sayso_arena a;
    sayso__arena_init(&a, 0);
    sayso__sink_init(&sink, to_stdout, NULL);
    for (int i = 1; i < argc; i++) {
        sayso_json j;
        sayso_mapfile m;
        sayso_error err;
        if (sayso__mapfile_open(argv[i], &m, &err) != SAYSO_OK)
            continue;
        sayso__json_init(&j, &sink);
        sayso__json_object(&j);
        sayso__json_put_str(&j, "file", sayso__str_z(argv[i]));
        head(&j, &m, &a);
        items(&j, argv[i], &a);
        sayso__json_object_end(&j);
        sayso__sink_char(&sink, '\n');
        sayso__mapfile_close(&m);
        sayso__arena_reset(&a);
    }
    bool ok = sayso__sink_flush(&sink);
    sayso__arena_free(&a);
    return ok ? 0 : 1;
}
