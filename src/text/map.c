/* map.c -- runs of the map.  Layer: text. */
#include "text/map.h"

#include "base/str.h"

bool sayso__map_add(sayso_text_builder *b, sayso_arena *a, uint32_t n, sayso_map_run run)
{
    if (b->map.n) {
        sayso_map_run *last = &b->map.v[b->map.n - 1];
        bool last_plain = last->n_raw == b->n - last->text;
        if (last_plain && run.n_raw == n && last->raw + last->n_raw == run.raw) {
            last->n_raw += run.n_raw;
            return true;
        }
    }
    return SAYSO_PUSH(a, &b->map, run);
}

/* The run that holds a byte of the text. */
static uint32_t run_of(const sayso_mapped *m, uint32_t byte)
{
    uint32_t lo = 0, hi = m->n_map;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (m->map[mid].text <= byte)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* First raw byte of a byte of the text, and one past its last. */
static sayso_span raw_of(const sayso_mapped *m, uint32_t byte)
{
    uint32_t i = run_of(m, byte);
    const sayso_map_run *r = &m->map[i];
    uint32_t n = (i + 1 < m->n_map ? m->map[i + 1].text : m->n) - r->text;
    if (n != r->n_raw)
        return (sayso_span){r->raw, r->raw + r->n_raw};
    uint32_t at = r->raw + (byte - r->text);
    return (sayso_span){at, at + (n > 0)};
}

sayso_span sayso__map_raw(const sayso_mapped *m, sayso_span at)
{
    uint32_t end = at.end < m->n ? at.end : m->n;
    uint32_t beg = at.beg < end ? at.beg : end;
    if (!m->n_map)
        return (sayso_span){0, 0};
    if (beg == end) { /* empty: the place where it stands */
        uint32_t raw = beg < m->n ? raw_of(m, beg).beg
                       : beg      ? raw_of(m, beg - 1).end
                                  : m->map[0].raw;
        return (sayso_span){raw, raw};
    }
    sayso_span first = raw_of(m, beg), last = raw_of(m, end - 1);
    return (sayso_span){first.beg, last.end > first.beg ? last.end : first.end};
}

/* One run of the upper map, whose bytes stand one to one, over all runs of the lower one that it
 * lies on. */
static bool split_plain(sayso_text_builder *out, sayso_map_run run, const sayso_mapped *lower,
                        sayso_arena *a)
{
    uint32_t at = run.raw, end = run.raw + run.n_raw;
    for (uint32_t i = run_of(lower, at); at < end && i < lower->n_map; i++) {
        const sayso_map_run *r = &lower->map[i];
        uint32_t stop = i + 1 < lower->n_map ? lower->map[i + 1].text : lower->n;
        uint32_t n_all = stop - r->text, to = stop < end ? stop : end;
        bool plain = n_all == r->n_raw;
        sayso_map_run piece = {run.text + (at - run.raw), plain ? r->raw + (at - r->text) : r->raw,
                               plain ? to - at : r->n_raw};
        if (to == at)
            continue;
        out->n = piece.text;
        if (!sayso__map_add(out, a, to - at, piece))
            return false;
        at = to;
    }
    return true;
}

bool sayso__map_compose(sayso_text_builder *upper, const sayso_mapped *lower, sayso_arena *a)
{
    sayso_text_builder out = {.p = upper->p, .replaced = upper->replaced};
    for (uint32_t i = 0; i < upper->map.n; i++) {
        sayso_map_run run = upper->map.v[i];
        uint32_t n = (i + 1 < upper->map.n ? upper->map.v[i + 1].text : upper->n) - run.text;
        if (n && n == run.n_raw) {
            if (!split_plain(&out, run, lower, a))
                return false;
            continue;
        }
        sayso_span raw = sayso__map_raw(lower, (sayso_span){run.raw, run.raw + run.n_raw});
        out.n = run.text;
        if (!sayso__map_add(&out, a, n, (sayso_map_run){run.text, raw.beg, raw.end - raw.beg}))
            return false;
    }
    out.n = upper->n;
    *upper = out;
    return true;
}

/* Bytes of white space at p[i]. */
static uint32_t blank(const char *p, uint32_t i, uint32_t n)
{
    bool no_break = n - i >= 2 && (uint8_t)p[i] == 0xc2 && (uint8_t)p[i + 1] == 0xa0;
    return no_break ? 2 : sayso__is_space(p[i]);
}

bool sayso__map_squeeze(sayso_text_builder *b, sayso_arena *a)
{
    const sayso_mapped lower = {b->p, b->n, b->map.v, b->map.n};
    sayso_text_builder out = {.p = b->p, .replaced = b->replaced};
    for (uint32_t i = 0; i < lower.n;) {
        uint32_t beg = i, n, k;
        while (i < lower.n && (n = blank(lower.p, i, lower.n)) > 0)
            i += n;
        if (i == lower.n)
            break;
        if (i > beg && out.n) {
            if (!sayso__map_add(&out, a, 1, (sayso_map_run){out.n, beg, i - beg}))
                return false;
            out.p[out.n++] = ' ';
        }
        for (k = i; k < lower.n && !blank(lower.p, k, lower.n); k++)
            ;
        if (!sayso__map_add(&out, a, k - i, (sayso_map_run){out.n, i, k - i}))
            return false;
        memmove(out.p + out.n, lower.p + i, k - i);
        out.n += k - i;
        i = k;
    }
    if (!sayso__map_compose(&out, &lower, a))
        return false;
    *b = out;
    return true;
}
