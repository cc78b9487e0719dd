/* net_address.c -- which network addresses are public.  Layer: app. */
#include "net_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    uint8_t at[4];
    uint32_t bits;
} range4;

static const range4 special4[] = {
    {{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},     {{100, 64, 0, 0}, 10}, {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12},  {{192, 0, 0, 0}, 24},  {{192, 0, 2, 0}, 24},
    {{192, 88, 99, 0}, 24}, {{192, 168, 0, 0}, 16}, {{198, 18, 0, 0}, 15}, {{198, 51, 100, 0}, 24},
    {{203, 0, 113, 0}, 24}, {{224, 0, 0, 0}, 3}, /* multicast, reserved, broadcast */
};

typedef struct {
    uint8_t at[16];
    uint32_t bits, inner; /* where the IPv4 address inside begins; 0: there is none */
} range6;

static const range6 special6[] = {
    {{0}, 127, 0},                        /* ::, ::1 */
    {{[10] = 0xff, [11] = 0xff}, 96, 12}, /* mapped */
    {{0, 0x64, 0xff, 0x9b}, 96, 12},      /* translated */
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, 0},
    {{1}, 64, 0},          /* discard */
    {{0x20, 0x01}, 32, 0}, /* Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32, 0},
    {{0x20, 0x02}, 16, 2}, /* 6to4 */
    {{0x3f, 0xff}, 20, 0},
    {{0xfc}, 7, 0},
    {{0xfe, 0x80}, 10, 0},
    {{0xfe, 0xc0}, 10, 0}, /* site-local */
    {{0xff}, 8, 0},
    {{0}, 96, 12}, /* compatible */
};

static bool within(const uint8_t *a, const uint8_t *range, uint32_t bits)
{
    uint32_t whole = bits / 8, rest = bits % 8;
    uint8_t mask = (uint8_t)(0xff00u >> rest);
    return memcmp(a, range, whole) == 0 && (!rest || (a[whole] & mask) == (range[whole] & mask));
}

static bool public4(const uint8_t *a)
{
    for (uint32_t i = 0; i < sizeof special4 / sizeof *special4; i++)
        if (within(a, special4[i].at, special4[i].bits))
            return false;
    return true;
}

static bool public6(const uint8_t *a)
{
    for (uint32_t i = 0; i < sizeof special6 / sizeof *special6; i++)
        if (within(a, special6[i].at, special6[i].bits))
            return special6[i].inner && public4(a + special6[i].inner);
    return true;
}

bool address_public(const struct sockaddr *a)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    if (a->sa_family == AF_INET) {
        memcpy(&v4, a, sizeof v4);
        return public4((const uint8_t *)&v4.sin_addr);
    }
    if (a->sa_family == AF_INET6) {
        memcpy(&v6, a, sizeof v6);
        return public6(v6.sin6_addr.s6_addr);
    }
    return false;
}
