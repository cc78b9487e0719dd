/* mention.c -- runs the parts of the stage in order: times, figures, actors.  Layer: mention. */
#include "mention/mention.h"

#include "base/fail.h"

sayso_status sayso__mention_run(const sayso_tags *tags, sayso_arena *a, sayso_arena *scratch,
                                sayso_mentions *out, sayso_error *err)
{
    *out = (sayso_mentions){.tags = tags, .event_day = SAYSO_NO_DAY};
    SAYSO_TRY(sayso__timex_find(tags, a, scratch, out, err));
    SAYSO_TRY(sayso__figure_find(tags, a, scratch, out, err));
    return sayso__actor_find(tags, a, scratch, out, err);
}

uint32_t sayso__mention_at(const sayso_mentions *m, uint32_t tok)
{
    uint32_t best = SAYSO_NONE;
    for (uint32_t i = 0; i < m->n_mention && m->mention[i].beg <= tok; i++)
        if (m->mention[i].head == tok && best == SAYSO_NONE)
            best = i;
    return best;
}
