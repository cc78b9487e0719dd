/* level.c -- what kinds of container share.  Layer: text. */
#include "base/fail.h"
#include "base/utf8.h"
#include "text/container.h"

/* Bytes of a member's name, which goes with each of its units. */
#define NAME_MOST 4096u

sayso_status sayso__level_take(sayso_level *l, size_t n, sayso_arena *a, sayso_unit *out,
                               sayso_error *err)
{
    out->offset = sayso__window_at(&l->in);
    out->bytes = sayso__arena_copy(a, sayso__window_p(&l->in), n);
    out->n = (uint32_t)n;
    l->in.beg += n;
    return out->bytes ? SAYSO_OK : sayso__fail_memory(err);
}

sayso_status sayso__level_too_long(const sayso_level *l, uint64_t at, sayso_error *err)
{
    return sayso__fail(err, SAYSO_ELIMIT, at, "longer than %llu bytes (see --max-bytes)",
                       (unsigned long long)l->most);
}

sayso_status sayso__level_all(sayso_level *l, uint64_t most, sayso_error *err)
{
    sayso_window *w = &l->in;
    while (!w->ends && sayso__window_n(w) <= most)
        SAYSO_TRY(sayso__window_fill(w, err));
    if (w->why.code != SAYSO_OK)
        return sayso__window_finish(w, err);
    if (sayso__window_n(w) <= most)
        return SAYSO_OK;
    return sayso__fail(err, SAYSO_ELIMIT, sayso__window_at(w),
                       "longer than %llu bytes (see --max-bytes)", (unsigned long long)most);
}

bool sayso__level_map(const sayso_level *l, sayso_arena *a, sayso_str *parameters)
{
    sayso_str map = l->options->map;
    *parameters = (sayso_str){NULL, 0};
    if (map.n)
        *parameters = sayso__arena_print(a, "map=\"%.*s\"", (int)map.n, map.p);
    return !map.n || parameters->p;
}

/* Hidden by its own name or a folder's; what macOS adds to archives is, too. */
static bool is_hidden(sayso_str name)
{
    for (uint32_t i = 0; i < name.n; i++) {
        bool begins = i == 0 || name.p[i - 1] == '/';
        bool step = i + 1 == name.n || name.p[i + 1] == '/' || name.p[i + 1] == '.';
        if (begins && name.p[i] == '.' && !step)
            return true;
    }
    return sayso__str_starts(name, SAYSO_STR("__MACOSX/"));
}

sayso_status sayso__level_member(sayso_level *l, sayso_str name, bool *take, sayso_error *err)
{
    sayso__arena_reset(&l->names);
    name.n = name.n < NAME_MOST ? name.n : NAME_MOST;
    char *p = sayso__arena_copy(&l->names, name.p ? name.p : "", name.n);
    if (!p)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < name.n;) {
        uint32_t cp, n = sayso__utf8_decode(p + i, name.n - i, &cp);
        if (!n || cp < ' ')
            p[i] = '_';
        i += n ? n : 1;
    }
    *take = name.n && name.p[name.n - 1] != '/' && !is_hidden(name);
    l->member = (sayso_unit){.uri = sayso__str(p, name.n)};
    l->member_page = false;
    l->told = SAYSO_TOLD_NOTHING;
    return SAYSO_OK;
}
