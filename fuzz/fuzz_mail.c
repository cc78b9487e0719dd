/* fuzz_mail.c -- any bytes as a message and as a mailbox. */
#include <stdio.h>
#include <stdlib.h>

#include "invariants.h"
#include "text/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    sayso_arena a;
    sayso_error err;
    sayso_doc d;
    sayso_mail_part plain, html;
    const char *p = (const char *)data, *broken = NULL;
    if (n > (1u << 20))
        return 0;
    sayso__arena_init(&a, 0);
    sayso__mail_parts(p, (uint32_t)n, &plain, &html);
    if (plain.body.beg > plain.body.end || plain.body.end > n || html.body.beg > html.body.end ||
        html.body.end > n)
        broken = "a part outside the message";
    const sayso_unit unit = {.bytes = p, .n = (uint32_t)n, .media = SAYSO_MEDIA_MAIL};
    if (!broken && sayso__doc_make(&unit, NULL, &a, &d, &err) == SAYSO_OK)
        broken = broken_doc(&d, n * 31u);
    if (!broken)
        broken = broken_reading(data, n, n % 3 ? 1u << 20 : 64, NULL, NULL);
    sayso__arena_free(&a);
    if (broken) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}
