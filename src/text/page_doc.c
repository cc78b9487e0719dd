/* page_doc.c -- what was picked of a page, as a document.  Layer: text. */
#include "base/date.h"
#include "base/fail.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/blocks.h"
#include "text/html_char.h"
#include "text/webpage.h"

/* One past the last run of block i. */
static uint32_t map_end(const sayso_page *p, uint32_t i)
{
    uint32_t end = i + 1 < p->block.n ? p->block.v[i + 1].map : p->text.map.n;
    while (end > p->block.v[i].map && p->text.map.v[end - 1].text >= p->block.v[i].at.end)
        end--;
    return end;
}

/* Appends block i to b, with its map into the page. */
static bool put_block(const sayso_page *p, uint32_t i, sayso_arena *a, sayso_text_builder *b)
{
    sayso_span at = p->block.v[i].at;
    for (uint32_t k = p->block.v[i].map, end = map_end(p, i); k < end; k++) {
        sayso_map_run r = p->text.map.v[k];
        r.text = r.text - at.beg + b->n;
        if (!SAYSO_PUSH(a, &b->map, r))
            return false;
    }
    memcpy(b->p + b->n, p->text.p + at.beg, at.end - at.beg);
    b->n += at.end - at.beg;
    return true;
}

/* Kept blocks, a blank line between two; list gets their places in b. */
static bool put_body(const sayso_page *p, sayso_arena *a, sayso_text_builder *b, sayso_block **list,
                     uint32_t *n)
{
    SAYSO_ARRAY(sayso_block) blocks = {0};
    for (uint32_t i = 0; i < p->block.n; i++) {
        const sayso_page_block *x = &p->block.v[i];
        if (!x->keep)
            continue;
        if (b->n) {
            uint32_t raw = p->tree.node[x->first].at.beg;
            if (!SAYSO_PUSH(a, &b->map, (sayso_map_run){b->n, raw, 0}))
                return false;
            memcpy(b->p + b->n, "\n\n", 2);
            b->n += 2;
        }
        uint32_t beg = b->n;
        if (!put_block(p, i, a, b) || !SAYSO_PUSH(a, &blocks, (sayso_block){{beg, b->n}, x->kind}))
            return false;
    }
    if (!b->n && !SAYSO_PUSH(a, &b->map, (sayso_map_run){0, 0, 0}))
        return false;
    *list = blocks.v;
    *n = blocks.n;
    return true;
}

/* A title that is no block: the characters of its span, white space collapsed. */
static bool put_title(const sayso_page *p, sayso_arena *a, sayso_text_builder *b)
{
    sayso_span at = p->meta.title_at;
    b->p = sayso__arena_alloc(a, (size_t)(at.end - at.beg) * 3 + 1);
    if (!b->p)
        return false;
    for (uint32_t i = at.beg; i < at.end;) {
        sayso_html_char c = sayso__html_char(p->tree.page, i, at.end, p->meta.title_mode);
        for (uint32_t k = 0; k < c.n_cp; k++) {
            bool space = c.cp[k] <= ' ' || c.cp[k] == 0xa0;
            char utf8[4];
            uint32_t n = sayso__utf8_encode(space ? ' ' : c.cp[k], utf8);
            if (space && (!b->n || b->p[b->n - 1] == ' '))
                continue;
            if (!sayso__map_add(b, a, n, (sayso_map_run){b->n, i, c.n}))
                return false;
            memcpy(b->p + b->n, utf8, n);
            b->n += n;
        }
        i += c.n;
    }
    return true;
}

/* The title's text and map into the page: a heading's, or the bytes that metadata give. */
static bool find_title(const sayso_page *p, sayso_arena *a, sayso_text_builder *b)
{
    for (uint32_t i = 0; i < p->block.n; i++)
        if (p->block.v[i].title) {
            b->p = sayso__arena_alloc(a, p->block.v[i].at.end - p->block.v[i].at.beg + 1);
            return b->p && put_block(p, i, a, b);
        }
    if (p->meta.title_at.beg == p->meta.title_at.end)
        return true;
    if (!put_title(p, a, b))
        return false;
    /* the site's name before or behind it is not the title's */
    uint32_t at =
        p->meta.title.p ? sayso__str_find(sayso__str(b->p, b->n), p->meta.title) : SAYSO_NONE;
    if (at == SAYSO_NONE || (at == 0 && p->meta.title.n == b->n))
        return true;
    sayso_text_builder cut = {.p = b->p + at, .n = p->meta.title.n};
    for (uint32_t i = 0; i < b->map.n; i++) {
        sayso_map_run r = b->map.v[i];
        uint32_t end = i + 1 < b->map.n ? b->map.v[i + 1].text : b->n;
        if (end <= at || r.text >= at + cut.n)
            continue;
        bool plain = end - r.text == r.n_raw;
        if (plain && r.text < at) {
            r.raw += at - r.text;
            r.n_raw -= at - r.text;
            r.text = at;
        }
        if (plain && end > at + cut.n)
            r.n_raw -= end - (at + cut.n);
        r.text = r.text > at ? r.text - at : 0;
        if (!SAYSO_PUSH(a, &cut.map, r))
            return false;
    }
    *b = cut;
    return true;
}

static void fill_meta(sayso_doc *d, const sayso_page_meta *m)
{
    int32_t day;
    int64_t utc;
    if (!d->url.p)
        d->url = m->url;
    if (!d->publisher.p)
        d->publisher = m->publisher;
    if (!d->byline.p)
        d->byline = m->byline;
    if (!d->published.p && m->published.p && sayso__date_parse(m->published, &day, &utc))
        d->published = m->published;
    if (!d->modified.p && m->modified.p && sayso__date_parse(m->modified, &day, &utc))
        d->modified = m->modified;
    if (!d->section.p)
        d->section = m->section;
    if (!d->tags.p)
        d->tags = m->tags;
    if (!d->said_language.p)
        d->said_language = m->language;
}

/* Entries as spans of the text of d, whose blocks are the kept ones of p. */
static bool put_entries(sayso_doc *d, const sayso_page *p, sayso_arena *a)
{
    uint32_t i = 0, kept = 0;
    int64_t utc;
    d->n_entry = p->entry.n;
    d->entry = SAYSO_NEW_N(a, sayso_entry, p->entry.n);
    for (uint32_t k = 0; d->entry && k < p->entry.n; k++) {
        const sayso_page_entry *e = &p->entry.v[k];
        sayso_entry *out = &d->entry[k];
        for (; i < e->beg; i++)
            kept += p->block.v[i].keep;
        out->at.beg = d->block[kept].at.beg;
        for (; i + 1 < e->end; i++)
            kept += p->block.v[i].keep;
        out->at.end = d->block[kept].at.end;
        if (e->published.p && sayso__date_parse(e->published, &out->day, &utc))
            out->published = e->published;
        else
            out->day = SAYSO_NO_DAY;
    }
    return d->entry;
}

/* Title and kept blocks of p, which map to `page`, become text and blocks of d. */
static sayso_status put_page(sayso_doc *d, const sayso_page *p, const sayso_mapped *page,
                             const sayso_text_builder *title, sayso_arena *a, sayso_error *err)
{
    sayso_text_builder body = {.p = sayso__arena_alloc(a, (size_t)p->text.n + 1)};
    if (!body.p || !put_body(p, a, &body, &d->block, &d->n_block) ||
        !sayso__map_compose(&body, page, a) || !sayso__doc_join(d, title, &body, a))
        return sayso__fail_memory(err);
    if (!d->block && !(d->block = SAYSO_NEW(a, sayso_block)))
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < d->n_block; i++) {
        d->block[i].at.beg += d->body;
        d->block[i].at.end += d->body;
    }
    return put_entries(d, p, a) ? SAYSO_OK : sayso__fail_memory(err);
}

/* Notes the limit that the page hit, if any, and where in the unit. false when out of memory. */
static bool tell_limit(sayso_doc_maker *m, const sayso_html_tree *t, const sayso_mapped *page)
{
    if (!t->hit)
        return true;
    uint32_t at = sayso__map_raw(page, (sayso_span){t->hit_at, t->hit_at}).beg;
    const char *limit = sayso__arena_print(m->arena, "%s, from byte %u on", t->hit, at).p;
    return limit && sayso__doc_refuse(m, limit);
}

sayso_status sayso__page_doc(sayso_doc_maker *m, const sayso_mapped *page,
                             const sayso_text_builder *title, sayso_error *err)
{
    sayso_page p;
    sayso_text_builder own = {0};
    SAYSO_TRY(sayso__page_read(page->p, page->n, m->page, m->arena, &p, err));
    if (!sayso__page_entries(&p, m->doc->url))
        return sayso__fail_memory(err);
    bool given = title && sayso__str_trim(sayso__str(title->p, title->n)).n;
    if (!given && !(find_title(&p, m->arena, &own) && sayso__map_compose(&own, page, m->arena)))
        return sayso__fail_memory(err);
    SAYSO_TRY(put_page(m->doc, &p, page, given ? title : &own, m->arena, err));
    fill_meta(m->doc, &p.meta);
    return tell_limit(m, &p.tree, page) ? SAYSO_OK : sayso__fail_memory(err);
}

/* The blocks of a piece. */
static sayso_status read_part(const sayso_mapped *part, sayso_arena *a, sayso_page *out,
                              sayso_error *err)
{
    *out = (sayso_page){.arena = a};
    SAYSO_TRY(sayso__html_tree(part->p, part->n, a, &out->tree, err));
    return sayso__page_blocks(out) ? SAYSO_OK : sayso__fail_memory(err);
}

bool sayso__page_text(const sayso_mapped *part, sayso_arena *a, sayso_text_builder *out)
{
    sayso_page p;
    sayso_error ignored;
    if (read_part(part, a, &p, &ignored) != SAYSO_OK)
        return false;
    *out = p.text;
    return (out->map.n || SAYSO_PUSH(a, &out->map, (sayso_map_run){0, 0, 0})) &&
           sayso__map_compose(out, part, a);
}

sayso_status sayso__page_part(sayso_doc_maker *m, const sayso_mapped *part,
                              const sayso_text_builder *title, sayso_error *err)
{
    sayso_page p;
    SAYSO_TRY(read_part(part, m->arena, &p, err));
    if (!sayso__page_keep_part(&p) || !tell_limit(m, &p.tree, part))
        return sayso__fail_memory(err);
    return put_page(m->doc, &p, part, title, m->arena, err);
}
