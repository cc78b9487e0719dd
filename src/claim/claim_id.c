/* claim_id.c -- stable ids of claims.  Layer: claim.
 *
 * 16 hexadecimal digits of SHA-256 over the report's id, the field, the words of cue and content,
 * each ended by a zero byte, and an ordinal where a report says the very same twice. Reading a
 * report again gives the same ids, and so does a copy of it with more text elsewhere. */
#include "base/fail.h"
#include "base/hash.h"
#include "base/table.h"
#include "claim/claim_part.h"

typedef struct {
    char *p;
    size_t n;
} room;

static void put(room *r, const char *p, size_t n)
{
    if (n)
        memcpy(r->p + r->n, p, n);
    r->n += n;
    r->p[r->n++] = 0;
}

static void put_pieces(const sayso_claim_part *p, room *r, const sayso_piece *piece, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++)
        put(r, p->doc->text + piece[k].at.beg, piece[k].at.end - piece[k].at.beg);
}

static size_t bytes_of(const sayso_claim_part *p, uint32_t i)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    size_t n = (size_t)p->doc->id.n + 32;
    for (uint32_t k = 0; k < (uint32_t)x->n_source + x->n_cue + x->n_content; k++)
        n += p->attrs->piece[x->piece + k].at.end - p->attrs->piece[x->piece + k].at.beg + 1;
    return n;
}

static void id_of(const sayso_claim_part *p, uint32_t i, room r, uint32_t ordinal)
{
    const sayso_attribution *x = p->attrs->attribution + i;
    uint32_t n_cue, n_content;
    const sayso_piece *cue = sayso__attr_cue(p->attrs, i, &n_cue);
    const sayso_piece *content = sayso__attr_content(p->attrs, i, &n_content);
    bool title = p->doc->has_title && p->tokens->sent &&
                 p->tokens->tok[p->tokens->sent[x->sent]].at.beg < p->doc->body;
    uint8_t digest[32];
    put(&r, p->doc->id.p, p->doc->id.n);
    put(&r, title ? "title" : "text", title ? 5 : 4);
    put_pieces(p, &r, cue, n_cue);
    put_pieces(p, &r, content, n_content);
    if (ordinal)
        put(&r, (const char *)&ordinal, sizeof ordinal);
    sayso__sha256(r.p, r.n, digest);
    sayso__sha256_hex(digest, p->out->claim[i].id, 16);
}

sayso_status sayso__claim_ids(sayso_claim_part *p, sayso_error *err)
{
    size_t most = 0;
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++)
        most = bytes_of(p, i) > most ? bytes_of(p, i) : most;
    room r = {.p = sayso__arena_alloc(p->scratch, most)};
    sayso_table seen;
    sayso__table_init(&seen, p->scratch);
    if (!r.p)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < p->attrs->n_attribution; i++) {
        id_of(p, i, r, 0);
        sayso_table_entry *e = sayso__table_put(&seen, sayso__str(p->out->claim[i].id, 16));
        if (!e)
            return sayso__fail_memory(err);
        e->value = e->value == SAYSO_NONE ? 0 : e->value + 1;
        if (e->value > 0)
            id_of(p, i, r, e->value);
    }
    return SAYSO_OK;
}
