/* offsets.c -- byte offsets to character offsets, by check points.  Layer: ledger. */
#include "ledger/offsets.h"

#define STEP 64u

static uint32_t begins(const char *p, uint32_t n)
{
    uint32_t c = 0;
    for (uint32_t i = 0; i < n; i++)
        c += (p[i] & 0xc0) != 0x80;
    return c;
}

bool sayso__offsets_make(sayso_offsets *o, const char *text, uint32_t n, sayso_arena *a)
{
    *o = (sayso_offsets){.text = text, .n = n};
    if (begins(text, n) == n)
        return true;
    o->before = SAYSO_NEW_N(a, uint32_t, n / STEP + 1);
    if (!o->before)
        return false;
    for (uint32_t i = 1; i <= n / STEP; i++)
        o->before[i] = o->before[i - 1] + begins(text + (size_t)(i - 1) * STEP, STEP);
    return true;
}

uint32_t sayso__offsets_char(const sayso_offsets *o, uint32_t byte)
{
    if (byte > o->n)
        byte = o->n;
    if (!o->before)
        return byte;
    uint32_t at = byte / STEP;
    return o->before[at] + begins(o->text + (size_t)at * STEP, byte - at * STEP);
}
