/* feed_kind.c -- a feed, or news in XML, as a container: each item is a unit.  Layer: text.
 *
 * The whole feed is held (feeds are small, and charset and title are of all of it), its items are
 * cut out of its own bytes. What an item needs of its feed to be read alone goes with it as
 * parameters: the charset, the language, and the base of its address if that is relative. */
#include "base/fail.h"
#include "text/charset.h"
#include "text/container.h"
#include "text/feed.h"
#include "text/url.h"

typedef struct {
    sayso_mapped text;
    sayso_feed feed;
    const char *charset; /* what the bytes are in, where that is not UTF-8; else NULL */
    uint32_t at;
    bool told; /* that the feed is cut off */
} state;

static bool is(const sayso_first *first)
{
    return sayso__first_feed(first);
}

static uint64_t raw_at(const sayso_level *l, const state *s, uint32_t byte)
{
    return sayso__window_at(&l->in) + sayso__map_raw(&s->text, (sayso_span){byte, byte}).beg;
}

static sayso_status begin(sayso_level *l, sayso_error *err)
{
    state *s = SAYSO_NEW(&l->memory, state);
    if (!s)
        return sayso__fail_memory(err);
    l->state = s;
    SAYSO_TRY(sayso__level_all(l, l->most, err));
    sayso_str bytes = {sayso__window_p(&l->in), (uint32_t)sayso__window_n(&l->in)};
    const sayso_charset *c =
        sayso__charset_choose(bytes, true, sayso__media_parameter(l->parameters, "charset"));
    SAYSO_TRY(sayso__charset_decode(bytes, c, &l->memory, &s->text, err));
    if (!sayso__feed_cut(s->text.p, s->text.n, &l->memory, &s->feed))
        return sayso__fail_memory(err);
    if (strcmp(c->name, "utf-8") != 0)
        s->charset = c->name;
    if (!s->feed.base.n && l->about.url.p)
        s->feed.base = l->about.url;
    if (!s->feed.n_item)
        return sayso__fail(err, SAYSO_EINPUT, sayso__window_at(&l->in), "a feed without items");
    if (s->feed.entity != SAYSO_NONE)
        return sayso__fail(err, SAYSO_EINPUT, raw_at(l, s, s->feed.entity),
                           "entities that a feed declares are not expanded");
    return SAYSO_OK;
}

/* Is the item's address relative, so that it needs the feed's? */
static bool needs_base(const state *s, sayso_span item)
{
    sayso_xml_element e;
    if (!s->feed.base.n || s->feed.base.n > SAYSO_ABOUT_MOST ||
        memchr(s->feed.base.p, '"', s->feed.base.n) ||
        !sayso__xml_find(s->text.p, item, "link", &e))
        return false;
    sayso_str text = sayso__str_trim(sayso__str_span(s->text.p, e.inner));
    for (uint32_t i = 0; !text.n && i < e.n_attr; i++)
        if (sayso__str_is(sayso__str_span(s->text.p, e.attr[i].name), "href"))
            text = sayso__str_trim(sayso__str_span(s->text.p, e.attr[i].value));
    return text.n && !sayso__url_is_whole(text) && text.p[0] != '<';
}

/* A code of letters and hyphens, of another language than English, which is looked for anyway. */
static bool says_language(sayso_str s)
{
    for (uint32_t i = 0; i < s.n; i++)
        if (!sayso__is_alpha(s.p[i]) && s.p[i] != '-')
            return false;
    return s.n >= 2 && s.n <= 16 && !sayso__str_ieq(sayso__str(s.p, 2), SAYSO_STR("en"));
}

static sayso_status parameters(const state *s, sayso_span item, sayso_arena *a, sayso_str *out,
                               sayso_error *err)
{
    bool base = needs_base(s, item), language = says_language(s->feed.language);
    sayso_str charset = sayso__str_z(s->charset);
    *out = (sayso_str){NULL, 0};
    if (!base && !language && !charset.p)
        return SAYSO_OK;
    *out = sayso__arena_print(a, "%s%.*s%s%s%.*s%s%s%.*s%s", charset.n ? "charset=" : "",
                              (int)charset.n, charset.n ? charset.p : "",
                              charset.n && (base || language) ? "; " : "",
                              language ? "language=" : "", language ? (int)s->feed.language.n : 0,
                              language ? s->feed.language.p : "", base && language ? "; " : "",
                              base ? "base=\"" : "", base ? (int)s->feed.base.n : 0,
                              base ? s->feed.base.p : "", base ? "\"" : "");
    return out->p ? SAYSO_OK : sayso__fail_memory(err);
}

static sayso_status next_item(sayso_level *l, state *s, sayso_arena *a, sayso_unit *out,
                              sayso_error *err)
{
    sayso_span item = s->feed.item[s->at++], raw = sayso__map_raw(&s->text, item);
    out->media = SAYSO_MEDIA_XML;
    out->number = ++l->n_unit;
    out->offset = sayso__window_at(&l->in) + raw.beg;
    out->n = raw.end - raw.beg;
    out->about = (sayso_unit_about){.retrieved = l->about.retrieved,
                                    .publisher = s->feed.title,
                                    .byline = s->feed.author};
    SAYSO_TRY(parameters(s, item, a, &out->parameters, err));
    out->bytes = sayso__arena_copy(a, sayso__window_p(&l->in) + raw.beg, out->n);
    return out->bytes ? SAYSO_OK : sayso__fail_memory(err);
}

static sayso_status next(sayso_level *l, sayso_arena *a, sayso_unit *out, sayso_error *err)
{
    if (!l->state)
        SAYSO_TRY(begin(l, err));
    state *s = l->state;
    if (s->at < s->feed.n_item)
        return next_item(l, s, a, out, err);
    if (s->feed.cut && !s->told) {
        s->told = true;
        return sayso__fail(err, SAYSO_EINPUT, raw_at(l, s, s->text.n),
                           "the feed ends inside its last item");
    }
    l->in.beg = l->in.end;
    return sayso__window_finish(&l->in, err);
}

const sayso_kind sayso__kind_feed = {is, next, NULL, NULL};
