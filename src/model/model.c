/* model.c -- opening and checking the model file; every number in it is checked before use.  Layer:
 * model. */
#include "model/model.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"

#define HEAD  32u
#define ENTRY 40u

static uint32_t get32(const uint8_t *p)
{
    uint32_t v;
    memcpy(&v, p, 4);
    return v;
}

static uint64_t get64(const uint8_t *p)
{
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
}

static sayso_status check_sections(const sayso_model *m, sayso_error *err)
{
    if (m->n_section > (m->n - HEAD) / ENTRY)
        return sayso__fail(err, SAYSO_EMODEL, 12, "model file: %u sections do not fit",
                           m->n_section);
    for (uint32_t i = 0; i < m->n_section; i++) {
        const uint8_t *e = m->p + HEAD + (size_t)ENTRY * i;
        uint64_t at = get64(e + 24), size = get64(e + 32);
        if (e[SAYSO_MODEL_NAME_MOST] != 0 || at % 64 || at > m->n || size > m->n - at)
            return sayso__fail(err, SAYSO_EMODEL, HEAD + (uint64_t)ENTRY * i,
                               "model file: section %u lies outside the file", i);
    }
    return SAYSO_OK;
}

uint64_t sayso__model_checksum(const void *p, size_t n, uint32_t n_section)
{
    return sayso__hash_mix(sayso__hash_bytes((const uint8_t *)p + HEAD, n - HEAD), n_section);
}

sayso_status sayso__model_open_memory(const void *p, size_t n, bool check, sayso_model *out,
                                      sayso_error *err)
{
    *out = (sayso_model){0};
    const uint8_t *b = p;
    if (n < HEAD || memcmp(b, "SAYSOMDL", 8) != 0)
        return sayso__fail(err, SAYSO_EMODEL, 0, "not a sayso model file");
    uint32_t version = get32(b + 8);
    if (version == __builtin_bswap32(SAYSO_MODEL_VERSION))
        return sayso__fail(err, SAYSO_EMODEL, 8,
                           "model file of a machine with the other byte order");
    if (version != SAYSO_MODEL_VERSION)
        return sayso__fail(err, SAYSO_EMODEL, 8,
                           "model file of version %u; this program reads version %u", version,
                           SAYSO_MODEL_VERSION);
    if (get64(b + 16) != n)
        return sayso__fail(err, SAYSO_EMODEL, 16,
                           "model file: %zu bytes, should be %llu (cut short?)", n,
                           (unsigned long long)get64(b + 16));
    if (check && get64(b + 24) != sayso__model_checksum(b, n, get32(b + 12)))
        return sayso__fail(err, SAYSO_EMODEL, 24, "model file: checksum does not match (damaged?)");
    sayso_model m = {.p = b, .n = n, .n_section = get32(b + 12)};
    SAYSO_TRY(check_sections(&m, err));
    *out = m;
    return SAYSO_OK;
}

sayso_status sayso__model_open(const char *path, sayso_model *out, sayso_error *err)
{
    *out = (sayso_model){0};
    sayso_mapfile map;
    SAYSO_TRY(sayso__mapfile_open(path, &map, err));
    sayso_status s = sayso__model_open_memory(map.p, map.n, true, out, err);
    if (s == SAYSO_OK)
        out->map = map;
    else
        sayso__mapfile_close(&map);
    return s;
}

void sayso__model_close(sayso_model *m)
{
    sayso__mapfile_close(&m->map);
    *m = (sayso_model){0};
}

const char *sayso__model_section_name(const sayso_model *m, uint32_t i)
{
    return (const char *)(m->p + HEAD + (size_t)ENTRY * i);
}

sayso_section sayso__model_section(const sayso_model *m, const char *name)
{
    for (uint32_t i = 0; i < m->n_section; i++) {
        const uint8_t *e = m->p + HEAD + (size_t)ENTRY * i;
        if (strcmp((const char *)e, name) == 0)
            return (sayso_section){m->p + get64(e + 24), (size_t)get64(e + 32)};
    }
    return (sayso_section){NULL, 0};
}
