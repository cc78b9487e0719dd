/* hash.c -- XXH3 from libxxhash; SHA-256 after FIPS 180-4, section 6.2.  Layer:
 * base. */
#include "base/hash.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t sayso__hash_bytes(const void *p, size_t n)
{
    return XXH3_64bits(p, n);
}

static const uint32_t K[64] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b,
                               0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
                               0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
                               0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
                               0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152,
                               0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
                               0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
                               0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
                               0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
                               0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
                               0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
                               0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
                               0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotr(uint32_t x, int n)
{
    return (x >> n) | (x << (32 - n));
}

#define ROUND(a, b, c, d, e, f, g, h, i)                                                           \
    do {                                                                                           \
        uint32_t t1 = s[h] + (rotr(s[e], 6) ^ rotr(s[e], 11) ^ rotr(s[e], 25)) +                   \
                      ((s[e] & s[f]) ^ (~s[e] & s[g])) + K[i] + w[i];                              \
        uint32_t t2 = (rotr(s[a], 2) ^ rotr(s[a], 13) ^ rotr(s[a], 22)) +                          \
                      ((s[a] & s[b]) ^ (s[a] & s[c]) ^ (s[b] & s[c]));                             \
        s[d] += t1;                                                                                \
        s[h] = t1 + t2;                                                                            \
    } while (0)

static void sha_block(uint32_t h[8], const uint8_t *p)
{
    uint32_t w[64];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
               (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (rotr(a, 7) ^ rotr(a, 18) ^ (a >> 3)) + w[i - 7] +
               (rotr(b, 17) ^ rotr(b, 19) ^ (b >> 10));
    }
    uint32_t s[8];
    memcpy(s, h, sizeof s);
    for (int i = 0; i < 64; i += 8) { /* the variables' names turn, not their values */
        ROUND(0, 1, 2, 3, 4, 5, 6, 7, i);
        ROUND(7, 0, 1, 2, 3, 4, 5, 6, i + 1);
        ROUND(6, 7, 0, 1, 2, 3, 4, 5, i + 2);
        ROUND(5, 6, 7, 0, 1, 2, 3, 4, i + 3);
        ROUND(4, 5, 6, 7, 0, 1, 2, 3, i + 4);
        ROUND(3, 4, 5, 6, 7, 0, 1, 2, i + 5);
        ROUND(2, 3, 4, 5, 6, 7, 0, 1, i + 6);
        ROUND(1, 2, 3, 4, 5, 6, 7, 0, i + 7);
    }
    for (int i = 0; i < 8; i++)
        h[i] += s[i];
}

static void sha_plain(uint32_t h[8], const uint8_t *p, size_t n_block)
{
    for (size_t i = 0; i < n_block; i++)
        sha_block(h, p + 64 * i);
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) /* whose 14 cannot ask for it  \
                                                                     */
#include <immintrin.h>

/* By the processor's own instructions (Intel, "Intel SHA Extensions", 2013):
 * four rounds at a time, the variables as a, b, e, f and c, d, g, h. */
__attribute__((target("sha,sse4.1"))) static void sha_fast(uint32_t h[8], const uint8_t *p,
                                                           size_t n_block)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i dcba = _mm_loadu_si128((const __m128i *)h);
    __m128i hgfe = _mm_loadu_si128((const __m128i *)(h + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1), efgh = _mm_shuffle_epi32(hgfe, 0x1b);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
    for (; n_block; n_block--, p += 64) {
        __m128i w[4], x = abef, y = cdgh;
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++) {
            __m128i *now = &w[i % 4], last = w[(i + 3) % 4];
            if (i < 4)
                *now = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(p + 16 * i)), swap);
            else
                *now =
                    _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(*now, w[(i + 1) % 4]),
                                                       _mm_alignr_epi8(last, w[(i + 2) % 4], 4)),
                                         last);
            __m128i k = _mm_add_epi32(*now, _mm_loadu_si128((const __m128i *)(K + 4 * i)));
            y = _mm_sha256rnds2_epu32(y, x, k);
            x = _mm_sha256rnds2_epu32(x, y, _mm_shuffle_epi32(k, 0x0e));
        }
        abef = _mm_add_epi32(abef, x);
        cdgh = _mm_add_epi32(cdgh, y);
    }
    __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
    _mm_storeu_si128((__m128i *)h, _mm_blend_epi16(feba, dchg, 0xf0));
    _mm_storeu_si128((__m128i *)(h + 4), _mm_alignr_epi8(dchg, feba, 8));
}
#define HAS_SHA (__builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1"))
#else
#define HAS_SHA  false
#define sha_fast sha_plain
#endif

void sayso__sha256(const void *p, size_t n, uint8_t out[32])
{
    void (*blocks)(uint32_t h[8], const uint8_t *p, size_t n_block) =
        HAS_SHA ? sha_fast : sha_plain;
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const uint8_t *b = p;
    size_t left = n % 64;
    blocks(h, b, n / 64);
    b += n - left;
    uint8_t tail[128] = {0};
    if (left)
        memcpy(tail, b, left);
    tail[left] = 0x80;
    size_t size = left < 56 ? 64 : 128;
    for (int i = 0; i < 8; i++)
        tail[size - 1 - (size_t)i] = (uint8_t)((uint64_t)n * 8 >> (8 * i));
    blocks(h, tail, size / 64);
    for (int i = 0; i < 32; i++)
        out[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}

void sayso__sha256_hex(const uint8_t digest[32], char *out, uint32_t n_hex)
{
    static const char digits[] = "0123456789abcdef";
    for (uint32_t i = 0; i < n_hex && i < 64; i++)
        out[i] = digits[(digest[i / 2] >> (i % 2 ? 0 : 4)) & 15];
    out[n_hex < 64 ? n_hex : 64] = 0;
}
