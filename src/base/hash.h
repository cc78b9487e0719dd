/* hash.h -- hashes: fast ones for tables and features, SHA-256 for identities.  Layer: base. */
#ifndef SAYSO_BASE_HASH_H
#define SAYSO_BASE_HASH_H

#include "sayso/types.h"

/* XXH3, 64 bits, of n bytes. The same on every machine. */
uint64_t sayso__hash_bytes(const void *p, size_t n);

/* Mixes b into a (multiply and xor-shift; bijective in each argument). For building feature ids. */
static inline uint64_t sayso__hash_mix(uint64_t a, uint64_t b)
{
    uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6))) * 0xff51afd7ed558ccdu;
    return x ^ (x >> 32);
}

/* SHA-256 (FIPS 180-4) of n bytes, as 32 bytes. */
void sayso__sha256(const void *p, size_t n, uint8_t out[32]);

/* The first n_hex (at most 64, even) hexadecimal digits of a SHA-256, NUL-terminated. */
void sayso__sha256_hex(const uint8_t digest[32], char *out, uint32_t n_hex);

#endif
