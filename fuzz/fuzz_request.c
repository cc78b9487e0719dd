/* fuzz_request.c -- any bytes as a request's address (first line) and headers (the others): what
 * comes out lies within what went in.  Layer: fuzz. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../apps/serve/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

/* Is text a string that ends within [p, p + n]? */
static bool lies_in(const char *text, const char *p, size_t n)
{
    return text >= p && text <= p + n && memchr(text, 0, (size_t)(p + n - text) + 1);
}

static void address(char *raw)
{
    request_address x;
    size_t n = strlen(raw);
    uint32_t number;
    bool flag;
    bool good = request_parse(raw, &x);
    check(good != (x.problem[0] != 0), "a problem is told of if and only if there is one");
    check(!good || (x.n_segment > 0 && x.n_segment <= SEGMENTS_MOST), "segments");
    for (uint32_t i = 0; good && i < x.n_segment; i++)
        check(lies_in(x.segment[i], raw, n), "a segment lies in the address");
    for (uint32_t i = 0; good && i < N_PARAM; i++) {
        check((x.param[i] != NULL) == (x.given >> i & 1), "a parameter is given or not");
        check(!x.param[i] || lies_in(x.param[i], raw, n), "a value lies in the address");
        if (request_number(x.param[i], 7, 1, 1000, &number))
            check(number >= 1 && number <= 1000, "a number lies in its bounds");
        check(request_flag(x.param[i], &flag) || x.param[i], "no flag is false");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    char *text = malloc(n + 1);
    if (!text)
        return 0;
    if (n)
        memcpy(text, data, n);
    text[n] = '\0';
    char *headers = text + strcspn(text, "\n");
    if (*headers)
        *headers++ = '\0';
    check(!request_host(headers, NULL) || request_host(headers, "other.example"),
          "a further name takes none away");
    check(!request_takes_gzip(headers) || strlen(headers) >= 4, "gzip has four letters");
    request_holds_tag(headers, "W/\"1-2\"");
    check(request_same_secret(headers, headers), "a secret is its own");
    address(text);
    free(text);
    return 0;
}
