/* sort.c -- sorting many small numbers.  Layer: base. */
#include "base/sort.h"

#include <string.h>

#define FEW 24 /* up to so many by insertion */

static void insert(uint32_t *v, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        uint32_t x = v[i], j = i;
        for (; j && v[j - 1] > x; j--)
            v[j] = v[j - 1];
        v[j] = x;
    }
}

/* Radix sort from the least byte up (Knuth, TAOCP 3, 5.2.5): four passes, so that the last one
 * writes into v again. */
void sayso__sort_u32(uint32_t *v, uint32_t n, uint32_t *room)
{
    uint32_t count[4][256] = {{0}};
    if (n <= FEW) {
        insert(v, n);
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t b = 0; b < 4; b++)
            count[b][v[i] >> (8 * b) & 255]++;
    uint32_t *from = v, *to = room;
    for (uint32_t b = 0; b < 4; b++) {
        uint32_t at = 0;
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t here = count[b][i];
            count[b][i] = at;
            at += here;
        }
        for (uint32_t i = 0; i < n; i++)
            to[count[b][from[i] >> (8 * b) & 255]++] = from[i];
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
}
