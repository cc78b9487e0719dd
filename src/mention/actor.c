/* actor.c -- who is who in a report: runs the parts in order.  Layer: mention. */
#include "mention/actor.h"

#include "base/fail.h"
#include "base/utf8.h"

/* Lower case of ASCII letters and of the accented capitals of Latin-1, which names have most; the
 * apostrophe U+2019 becomes '. */
static uint32_t fold(const char *p, uint32_t n, char *out)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t c = (uint8_t)p[i];
        if (c == 0xe2 && i + 2 < n && (uint8_t)p[i + 1] == 0x80 &&
            ((uint8_t)p[i + 2] == 0x99 || (uint8_t)p[i + 2] == 0x98)) {
            out[k++] = '\'';
            i += 2;
        } else if (c == 0xc3 && i + 1 < n && (uint8_t)p[i + 1] >= 0x80 &&
                   (uint8_t)p[i + 1] <= 0x9e && (uint8_t)p[i + 1] != 0x97) {
            out[k++] = p[i++];
            out[k++] = (char)((uint8_t)p[i] + 0x20);
        } else {
            out[k++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
        }
    }
    return k;
}

static sayso_status words(sayso_actor_work *w)
{
    char small[64];
    for (uint32_t i = 0; i < w->t->n_tok; i++) {
        sayso_str s = sayso__token_str(w->t, i);
        char *p = s.n <= sizeof small ? small : sayso__arena_alloc(w->scratch, s.n);
        if (!p)
            return sayso__fail_memory(w->err);
        w->word[i] = sayso__actor_word_id(w, (sayso_str){p, fold(s.p, s.n, p)});
        if (w->word[i] == SAYSO_NONE)
            return sayso__fail_memory(w->err);
    }
    return SAYSO_OK;
}

static uint32_t *indices(sayso_actor_work *w)
{
    uint32_t n = w->t->n_tok + 1;
    uint32_t *v = SAYSO_NEW_N(w->scratch, uint32_t, n);
    for (uint32_t i = 0; v && i < n; i++)
        v[i] = SAYSO_NONE;
    return v;
}

static sayso_status prepare(sayso_actor_work *w)
{
    sayso__table_init(&w->pool, w->scratch);
    sayso__table_init(&w->by_key, w->scratch);
    sayso__table_init(&w->by_word, w->scratch);
    sayso__table_init(&w->by_name, w->scratch);
    sayso__table_init(&w->by_state, w->scratch);
    sayso__table_init(&w->peoples, w->scratch);
    for (uint32_t i = 0; i < SAYSO_CLASS_N; i++)
        w->by_class[i] = SAYSO_NONE;
    w->word = indices(w);
    w->name_of = indices(w);
    w->head_item = indices(w);
    w->beg_item = indices(w);
    w->end_item = indices(w);
    w->in_time = SAYSO_NEW_N(w->scratch, uint8_t, w->t->n_tok + 1);
    if (!w->word || !w->name_of || !w->head_item || !w->beg_item || !w->end_item || !w->in_time)
        return sayso__fail_memory(w->err);
    for (uint32_t i = 0; i < w->m->n_timex; i++)
        for (uint32_t k = w->m->timex[i].beg; k < w->m->timex[i].end && k < w->t->n_tok; k++)
            w->in_time[k] = 1;
    SAYSO_TRY(words(w));
    return sayso__actor_regain(w);
}

sayso_status sayso__actor_find(const sayso_tags *tags, sayso_arena *a, sayso_arena *scratch,
                               sayso_mentions *out, sayso_error *err)
{
    sayso_actor_work w = {.g = tags,
                          .t = tags->tokens,
                          .m = out,
                          .a = a,
                          .scratch = scratch,
                          .err = err,
                          .pending = SAYSO_NONE};
    SAYSO_TRY(prepare(&w));
    SAYSO_TRY(sayso__actor_phrases(&w));
    SAYSO_TRY(sayso__actor_names(&w));
    SAYSO_TRY(sayso__actor_ties(&w));
    SAYSO_TRY(sayso__actor_walk(&w));
    return sayso__actor_finish(&w, out);
}
