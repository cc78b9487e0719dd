/* mention.c -- runs the parts of the stage in order: times, figures, actors.  Layer: mention. */
#include "mention/mention.h"

#include "base/fail.h"

sayso_status sayso__mention_run(const sayso_tags *tags, const sayso_places *places, sayso_arena *a,
                                sayso_arena *scratch, sayso_mentions *out, sayso_error *err)
{
    *out = (sayso_mentions){.tags = tags, .places = places, .event_day = SAYSO_NO_DAY};
    SAYSO_TRY(sayso__timex_find(tags, a, scratch, out, err));
    SAYSO_TRY(sayso__figure_find(tags, a, scratch, out, err));
    return sayso__actor_find(tags, a, scratch, out, err);
}

uint32_t sayso__timex_from(const sayso_mentions *m, uint32_t tok)
{
    uint32_t lo = 0, hi = m->n_timex;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (m->timex[mid].beg < tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool sayso__timex_holds(const sayso_mentions *m, uint32_t tok)
{
    uint32_t k = sayso__timex_from(m, tok + 1); /* times are ordered and disjoint */
    return k > 0 && m->timex[k - 1].end > tok;
}
