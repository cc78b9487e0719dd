/* json_list.c -- JSON that holds reports: an array of objects, a JSON Feed.  Layer: text.
 *
 * All of it is held, and each object in the array, or in the feed's "items", is a unit. It need not
 * be sound JSON: each unit is looked at on its own when it is read. */
#include "base/fail.h"
#include "base/str.h"
#include "text/container.h"
#include "text/json_text.h"

typedef struct {
    const char *p;
    sayso_span items;
    uint32_t at;
    sayso_str title, author;
} state;

static size_t behind_blank(const char *p, size_t i, size_t n)
{
    while (i < n && sayso__is_space(p[i]))
        i++;
    return i;
}

/* The value of a member of an object; {0, 0} if there is none. */
static sayso_span member(const char *p, sayso_span in, const char *name)
{
    sayso_span key, value;
    for (uint32_t at = in.beg; sayso__json_each(p, in, &at, &key, &value);)
        if (key.beg != SAYSO_NONE && sayso__str_is(sayso__str_span(p, key), name))
            return value;
    return (sayso_span){0, 0};
}

/* "[{", or an object that says that it is a JSON Feed. */
static bool is(const sayso_first *first)
{
    const char *p = first->p;
    size_t n = first->n, mark = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    size_t i = behind_blank(p, mark, n);
    if (first->wide || i >= n)
        return false;
    if (p[i] == '[') {
        i = behind_blank(p, i + 1, n);
        return i < n && p[i] == '{';
    }
    sayso_span version = member(p, (sayso_span){(uint32_t)i, (uint32_t)n}, "version");
    return sayso__str_find(sayso__str_span(p, version), SAYSO_STR("jsonfeed.org/version/")) !=
           SAYSO_NONE;
}

/* A member that is a string; p is NULL if it is none, or longer than what is said of all units. */
static sayso_status string(const char *p, sayso_span in, const char *name, sayso_arena *a,
                           sayso_str *out, sayso_error *err)
{
    sayso_span at = sayso__json_inside(p, member(p, in, name));
    sayso_text_builder b = {0};
    *out = (sayso_str){NULL, 0};
    if (at.beg == SAYSO_NONE || at.end - at.beg > SAYSO_ABOUT_MOST)
        return SAYSO_OK;
    b.p = sayso__arena_alloc(a, (size_t)(at.end - at.beg) * 3 / 2 + 8);
    if (!b.p || !sayso__json_unescape(p, at, a, &b))
        return sayso__fail_memory(err);
    if (b.n && !memchr(b.p, 0, b.n))
        *out = sayso__str(b.p, b.n);
    return SAYSO_OK;
}

static sayso_status begin(sayso_level *l, sayso_error *err)
{
    state *s = SAYSO_NEW(&l->memory, state);
    if (!s)
        return sayso__fail_memory(err);
    l->state = s;
    SAYSO_TRY(sayso__level_all(l, l->most, err));
    s->p = sayso__window_p(&l->in);
    uint32_t n = (uint32_t)sayso__window_n(&l->in);
    uint32_t i = n >= 3 && memcmp(s->p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    sayso_span all = {(uint32_t)behind_blank(s->p, i, n), n};
    s->items = all;
    if (all.beg < n && s->p[all.beg] == '{') {
        sayso_span author = member(s->p, all, "author"), authors = member(s->p, all, "authors");
        while (authors.beg < authors.end && s->p[authors.beg] != '{') /* the first of them */
            authors.beg++;
        s->items = member(s->p, all, "items");
        SAYSO_TRY(string(s->p, all, "title", &l->memory, &s->title, err));
        SAYSO_TRY(string(s->p, author.end ? author : authors, "name", &l->memory, &s->author, err));
    }
    s->at = s->items.beg;
    return SAYSO_OK;
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    if (!l->state) {
        sayso_status status = begin(l, err);
        l->n_unit += status != SAYSO_OK; /* that was told: that it is empty need not be */
        SAYSO_TRY(status);
    }
    state *s = l->state;
    sayso_span key, value;
    while (s->items.end && sayso__json_each(s->p, s->items, &s->at, &key, &value)) {
        uint64_t at = sayso__window_at(&l->in) + value.beg;
        if (s->p[value.beg] != '{')
            continue;
        out->number = ++l->n_unit;
        SAYSO_TRY(sayso__unit_check(s->p + value.beg, value.end - value.beg, at, err));
        out->media = SAYSO_MEDIA_JSON;
        out->offset = at;
        out->n = value.end - value.beg;
        out->about = (sayso_unit_about){.retrieved = l->about.retrieved,
                                        .publisher = s->title,
                                        .byline = s->author};
        out->bytes = sayso__arena_copy(a, s->p + value.beg, out->n);
        return out->bytes ? SAYSO_OK : sayso__fail_memory(err);
    }
    s->items.end = 0;
    if (!l->n_unit++)
        return sayso__fail(err, SAYSO_EINPUT, sayso__window_at(&l->in), "a list without reports");
    l->in.beg = l->in.end;
    return sayso__window_finish(&l->in, err);
}

const sayso_kind sayso__kind_json_list = {is, next, NULL, NULL};
