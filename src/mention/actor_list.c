/* actor_list.c -- actors that the user knows: names to entries.  Layer: mention. */
#include "mention/actor_list.h"

#include "base/fail.h"
#include "base/str.h"

enum { NAME_MOST = 200 };

void sayso__actor_list_init(sayso_actor_list *l)
{
    *l = (sayso_actor_list){0};
    sayso__arena_init(&l->arena, 0);
    sayso__table_init(&l->by_name, &l->arena);
    sayso__table_init(&l->by_surname, &l->arena);
}

void sayso__actor_list_free(sayso_actor_list *l)
{
    sayso__arena_free(&l->arena);
}

static bool is_article(sayso_str w)
{
    return sayso__str_ieq(w, SAYSO_STR("the")) || sayso__str_ieq(w, SAYSO_STR("a")) ||
           sayso__str_ieq(w, SAYSO_STR("an"));
}

/* "The  Northern Front" -> "northern front": ASCII lower case, one space, no article. n = 0 for
 * what is no name, or too long for one. */
static sayso_str fold(sayso_str name, char out[NAME_MOST])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < name.n;) {
        while (i < name.n && sayso__is_space(name.p[i]))
            i++;
        uint32_t beg = i;
        while (i < name.n && !sayso__is_space(name.p[i]))
            i++;
        sayso_str w = sayso__str(name.p + beg, i - beg);
        if (!w.n || (n == 0 && i < name.n && is_article(w)))
            continue;
        if (n + w.n + 1 > NAME_MOST)
            return (sayso_str){out, 0};
        if (n)
            out[n++] = ' ';
        for (uint32_t k = 0; k < w.n; k++)
            out[n++] = sayso__ascii_lower(w.p[k]);
    }
    return (sayso_str){out, n};
}

uint32_t sayso__actor_list_find(const sayso_actor_list *l, sayso_str name)
{
    char room[NAME_MOST];
    sayso_str key = fold(name, room);
    const sayso_table_entry *e = key.n ? sayso__table_find(&l->by_name, key) : NULL;
    return e ? e->value : SAYSO_NONE;
}

uint32_t sayso__actor_list_surname(const sayso_actor_list *l, sayso_str word)
{
    char room[NAME_MOST];
    sayso_str key = fold(word, room);
    const sayso_table_entry *e = key.n ? sayso__table_find(&l->by_surname, key) : NULL;
    return e ? e->value : SAYSO_NONE;
}

static sayso_status surname_put(sayso_actor_list *l, uint32_t index, sayso_error *err)
{
    char room[NAME_MOST];
    sayso_str key = fold(l->entry.v[index].name, room);
    uint32_t beg = key.n;
    while (beg > 0 && key.p[beg - 1] != ' ')
        beg--;
    if (l->entry.v[index].class_ != SAYSO_CLASS_PERSON || beg == 0)
        return SAYSO_OK;
    key = sayso__str(key.p + beg, key.n - beg);
    bool known = sayso__table_find(&l->by_surname, key) != NULL;
    const char *copy = sayso__arena_copy(&l->arena, key.p, key.n);
    sayso_table_entry *e = copy ? sayso__table_put(&l->by_surname, sayso__str(copy, key.n)) : NULL;
    if (!e)
        return sayso__fail_memory(err);
    e->value = known ? SAYSO_NONE : index;
    return SAYSO_OK;
}

/* Name -> entry `index` where the name is free; *now is whose it is after. */
static sayso_status name_put(sayso_actor_list *l, sayso_str name, uint32_t index, uint32_t *now,
                             sayso_error *err)
{
    char room[NAME_MOST];
    sayso_str key = fold(name, room);
    *now = index;
    if (!key.n)
        return SAYSO_OK;
    sayso_table_entry *e = sayso__table_find(&l->by_name, key);
    if (!e) {
        const char *copy = sayso__arena_copy(&l->arena, key.p, key.n);
        e = copy ? sayso__table_put(&l->by_name, sayso__str(copy, key.n)) : NULL;
        if (!e)
            return sayso__fail_memory(err);
        e->value = index;
    }
    *now = e->value;
    return SAYSO_OK;
}

static bool copy_of(sayso_actor_list *l, sayso_str s, sayso_str *out)
{
    const char *p = s.n ? sayso__arena_copy(&l->arena, s.p, s.n) : "";
    *out = (sayso_str){p, s.n};
    return p != NULL;
}

/* What `with` says and x does not. */
static bool fill_up(sayso_actor_list *l, sayso_listed *x, const sayso_listed *with)
{
    if (!x->speaks_for.n && !copy_of(l, with->speaks_for, &x->speaks_for))
        return false;
    if (!x->sector[0])
        memcpy(x->sector, with->sector, sizeof x->sector);
    if (!x->class_)
        x->class_ = with->class_;
    if (!x->country[0])
        memcpy(x->country, with->country, sizeof x->country);
    return true;
}

sayso_status sayso__actor_list_add(sayso_actor_list *l, const sayso_listed *entry, uint32_t *index,
                                   bool *known, sayso_error *err)
{
    SAYSO_TRY(name_put(l, entry->name, l->entry.n, index, err));
    *known = *index < l->entry.n;
    if (!*known) {
        sayso_listed x = {.chief = SAYSO_NONE};
        if (!copy_of(l, entry->name, &x.name) || !SAYSO_PUSH(&l->arena, &l->entry, x))
            return sayso__fail_memory(err);
    }
    return fill_up(l, l->entry.v + *index, entry) ? SAYSO_OK : sayso__fail_memory(err);
}

sayso_status sayso__actor_list_alias(sayso_actor_list *l, uint32_t index, sayso_str name,
                                     bool *taken, sayso_error *err)
{
    uint32_t now;
    SAYSO_TRY(name_put(l, name, index, &now, err));
    *taken = now != index;
    return SAYSO_OK;
}

void sayso__chain_cut(uint32_t *next, uint8_t *seen, uint32_t n, sayso_chain_told *told, void *user)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = i;
        while (k != SAYSO_NONE && seen[k] == 0) {
            seen[k] = 1;
            uint32_t up = next[k];
            if (up != SAYSO_NONE && seen[up] == 1) {
                next[k] = up = SAYSO_NONE;
                if (told)
                    told(user, k);
            }
            k = up;
        }
        for (k = i; k != SAYSO_NONE && seen[k] == 1; k = next[k])
            seen[k] = 2;
    }
}

sayso_status sayso__actor_list_close(sayso_actor_list *l, sayso_chain_told *told, void *user,
                                     sayso_error *err)
{
    uint32_t n = l->entry.n; /* chiefs without an entry get one, which speaks for nobody */
    for (uint32_t i = 0; i < n; i++) {
        sayso_listed chief = {.name = l->entry.v[i].speaks_for};
        uint32_t index = SAYSO_NONE;
        bool known;
        if (chief.name.n)
            SAYSO_TRY(sayso__actor_list_add(l, &chief, &index, &known, err));
        l->entry.v[i].chief = index;
    }
    for (uint32_t i = 0; i < l->entry.n; i++)
        SAYSO_TRY(surname_put(l, i, err));
    uint8_t *seen = SAYSO_NEW_N(&l->arena, uint8_t, l->entry.n);
    uint32_t *next = SAYSO_NEW_N(&l->arena, uint32_t, l->entry.n);
    if (!seen || !next)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < l->entry.n; i++)
        next[i] = l->entry.v[i].chief;
    sayso__chain_cut(next, seen, l->entry.n, told, user);
    for (uint32_t i = 0; i < l->entry.n; i++)
        l->entry.v[i].chief = next[i];
    return SAYSO_OK;
}
