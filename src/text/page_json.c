/* page_json.c -- what a page's JSON-LD says of the report (schema.org's Article and its kinds).
 * Layer: text. */
#include <errno.h>
#include <json-c/json.h>

#include "base/str.h"
#include "text/webpage.h"

#define DEPTH_MOST   48
#define OBJECTS_MOST 512u
#define TAGS_MOST    32u
#define UPDATES_MOST 2048u

typedef struct {
    sayso_page *p;
    bool ok;
} reader;

static sayso_str copy(reader *r, const char *s, size_t n)
{
    char *c = sayso__arena_copy(r->p->arena, s, n);
    r->ok = r->ok && c;
    for (char *nul = c ? memchr(c, 0, n) : NULL; nul; nul = memchr(c, 0, n))
        *nul = ' ';
    sayso_str trimmed = sayso__str_trim(sayso__str(c, c ? n : 0));
    return trimmed.n ? trimmed : (sayso_str){NULL, 0};
}

/* A value as a string: itself, the "name" (or "@value") of an object, the first of an array. */
static json_object *plain(json_object *v)
{
    for (int i = 0; v && i < 4; i++) {
        json_object *inner = NULL;
        if (json_object_is_type(v, json_type_string))
            return v;
        if (json_object_is_type(v, json_type_array))
            inner = json_object_array_length(v) ? json_object_array_get_idx(v, 0) : NULL;
        else if (!json_object_is_type(v, json_type_object) ||
                 (!json_object_object_get_ex(v, "name", &inner) &&
                  !json_object_object_get_ex(v, "@value", &inner)))
            return NULL;
        v = inner;
    }
    return NULL;
}

static void take(reader *r, json_object *o, const char *key, sayso_str *out)
{
    json_object *v = NULL;
    if (out->p || !json_object_object_get_ex(o, key, &v))
        return;
    v = plain(v);
    if (v)
        *out = copy(r, json_object_get_string(v), (size_t)json_object_get_string_len(v));
}

/* Names of all authors, all tags: joined by ", ". */
static void take_all(reader *r, json_object *o, const char *key, size_t most, sayso_str *out)
{
    json_object *v = NULL;
    if (out->p || !json_object_object_get_ex(o, key, &v) || !v)
        return;
    size_t n = json_object_is_type(v, json_type_array) ? json_object_array_length(v) : 1;
    for (size_t i = 0; i < n && i < most; i++) {
        json_object *one =
            plain(json_object_is_type(v, json_type_array) ? json_object_array_get_idx(v, i) : v);
        if (!one)
            continue;
        sayso_str name = sayso__str_trim(
            sayso__str(json_object_get_string(one), (size_t)json_object_get_string_len(one)));
        if (name.n && !memchr(name.p, 0, name.n)) {
            *out = sayso__arena_listed(r->p->arena, *out, name);
            r->ok = r->ok && out->p;
        }
    }
}

/* Is this of a type whose name ends so? */
static bool is_a(json_object *o, const char *type)
{
    json_object *t = NULL;
    if (!json_object_object_get_ex(o, "@type", &t) || !(t = plain(t)))
        return false;
    return sayso__str_ends(sayso__str_z(json_object_get_string(t)), sayso__str_z(type));
}

/* Is this the object of a report? */
static bool is_article(json_object *o)
{
    static const char *const kinds[] = {"Article", "BlogPosting", "Report", "SocialMediaPosting"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_a(o, kinds[i]))
            return true;
    return false;
}

/* Headlines and times of a live blog's entries, one or a list. */
static void take_updates(reader *r, json_object *o)
{
    json_object *v = NULL;
    r->p->live = true;
    if (!json_object_object_get_ex(o, "liveBlogUpdate", &v))
        return;
    bool list = json_object_is_type(v, json_type_array);
    size_t n = list ? json_object_array_length(v) : 1;
    for (size_t i = 0; i < n && r->p->update.n < UPDATES_MOST; i++) {
        json_object *one = list ? json_object_array_get_idx(v, i) : v;
        sayso_page_update u = {0};
        if (!json_object_is_type(one, json_type_object))
            continue;
        take(r, one, "headline", &u.headline);
        take(r, one, "datePublished", &u.published);
        r->ok = (!u.headline.p || SAYSO_PUSH(r->p->arena, &r->p->update, u)) && r->ok;
    }
}

static void take_article(reader *r, json_object *o)
{
    sayso_page_meta *m = &r->p->json;
    take(r, o, "headline", &m->title);
    take(r, o, "name", &m->title);
    take(r, o, "articleBody", &m->body);
    take(r, o, "datePublished", &m->published);
    take(r, o, "dateModified", &m->modified);
    take(r, o, "publisher", &m->publisher);
    take(r, o, "articleSection", &m->section);
    take_all(r, o, "keywords", TAGS_MOST, &m->tags);
    take(r, o, "inLanguage", &m->language);
    take(r, o, "url", &m->url);
    take_all(r, o, "author", 12, &m->byline);
}

/* Arrays and "@graph" are opened, no other value: the list grows, nothing recurses. */
static void walk(reader *r, json_object *top)
{
    json_object *list[OBJECTS_MOST];
    uint32_t n = 0;
    list[n++] = top;
    for (uint32_t i = 0; i < n; i++) {
        json_object *graph = list[i];
        if (json_object_is_type(list[i], json_type_object)) {
            if (is_article(list[i]))
                take_article(r, list[i]);
            if (is_a(list[i], "LiveBlogPosting"))
                take_updates(r, list[i]);
            if (!json_object_object_get_ex(list[i], "@graph", &graph))
                json_object_object_get_ex(list[i], "mainEntity", &graph);
        }
        if (!json_object_is_type(graph, json_type_array)) {
            if (graph != list[i] && n < OBJECTS_MOST)
                list[n++] = graph;
            continue;
        }
        size_t k = json_object_array_length(graph);
        for (size_t j = 0; j < k && n < OBJECTS_MOST; j++)
            list[n++] = json_object_array_get_idx(graph, j);
    }
}

/* Where JSON begins behind what hid scripts from old browsers: "<!--", "//<![CDATA[". */
static uint32_t json_begin(const char *page, sayso_span script)
{
    static const char *const marks[] = {"<!--", "<![CDATA[", "//", "/*", "*/"};
    uint32_t i = script.beg;
    for (bool more = true; more && i < script.end;) {
        more = sayso__is_space(page[i]);
        i += more;
        for (size_t k = 0; k < sizeof marks / sizeof *marks && !more; k++) {
            uint32_t n = (uint32_t)strlen(marks[k]);
            more = script.end - i >= n && memcmp(page + i, marks[k], n) == 0;
            i += more ? n : 0;
        }
    }
    return i;
}

bool sayso__page_json(sayso_page *p, sayso_span script)
{
    script.beg = json_begin(p->tree.page, script);
    reader r = {p, true};
    json_tokener *t = json_tokener_new_ex(DEPTH_MOST);
    if (!t)
        return false;
    if (script.end - script.beg < (1u << 30)) {
        errno = 0;
        json_object *o =
            json_tokener_parse_ex(t, p->tree.page + script.beg, (int)(script.end - script.beg));
        r.ok = errno != ENOMEM; /* json-c 0.16 may lose a piece without a word */
        if (o && r.ok)
            walk(&r, o);
        json_object_put(o);
    }
    json_tokener_free(t);
    return r.ok;
}
