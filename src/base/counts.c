/* counts.c -- counting at every 64th byte.  Layer: base. */
#include "base/counts.h"

#define STEP 64u

/* Units that the byte opens: none for a continuation byte, two UTF-16 units for a four-byte lead.
 */
static inline uint32_t units(unsigned char c, sayso_offset_unit unit)
{
    return (c & 0xc0) != 0x80 ? 1u + (unit == SAYSO_UNIT_UTF16 && c >= 0xf0) : 0u;
}

bool sayso__counts_init(sayso_counts *o, const char *text, uint32_t n, sayso_offset_unit unit,
                        sayso_arena *a)
{
    *o = (sayso_counts){text, n, unit, NULL};
    if (unit == SAYSO_UNIT_BYTES)
        return true;
    o->count = SAYSO_NEW_N(a, uint32_t, n / STEP + 1);
    if (!o->count)
        return false;
    uint32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i % STEP == 0)
            o->count[i / STEP] = sum;
        sum += units((unsigned char)text[i], unit);
    }
    if (n % STEP == 0)
        o->count[n / STEP] = sum;
    if (sum == n)
        o->count = NULL;
    return true;
}

uint32_t sayso__counts_at(const sayso_counts *o, uint32_t at)
{
    if (!o->count)
        return at;
    uint32_t sum = o->count[at / STEP];
    for (uint32_t i = at / STEP * STEP; i < at; i++)
        sum += units((unsigned char)o->text[i], o->unit);
    return sum;
}
