/* test_parse_pairs.c -- brackets and quotation marks on trees written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tag/parse_beam.h"

#define MOST SAYSO_SENTENCE_MOST

typedef struct {
    sayso_doc doc;
    sayso_tokens tokens;
    sayso_tags tags;
    sayso_token tok[MOST];
    uint32_t sent[2], head[MOST];
    uint8_t deprel[MOST];
} tree;

/* Words at spaces with their heads, 1-based, 0 for the root; all without letters are "punct". */
static tree *tree_make(const char *text, const uint32_t *head)
{
    tree *x = calloc(1, sizeof *x);
    uint32_t n = 0, len = (uint32_t)strlen(text);
    for (uint32_t i = 0; i < len && n < MOST;) {
        uint32_t end = i + (uint32_t)strcspn(text + i, " ");
        x->tok[n].at = (sayso_span){i, end};
        bool word = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z');
        x->deprel[n] = word ? SAYSO_DEPREL_NSUBJ : SAYSO_DEPREL_PUNCT;
        x->head[n] = head[n] ? head[n] - 1 : SAYSO_NONE;
        n++;
        i = end + 1;
    }
    x->doc = (sayso_doc){.text = text, .n_text = len};
    x->sent[1] = n;
    x->tokens =
        (sayso_tokens){.doc = &x->doc, .tok = x->tok, .n_tok = n, .sent = x->sent, .n_sent = 1};
    x->tags = (sayso_tags){.tokens = &x->tokens, .head = x->head, .deprel = x->deprel};
    return x;
}

static void check(const char *text, const uint32_t *head, const uint32_t *want)
{
    tree *x = tree_make(text, head);
    sayso__parse_pairs(&x->tags, 0);
    for (uint32_t i = 0; i < x->tokens.n_tok; i++)
        assert_int_equal(x->head[i] == SAYSO_NONE ? 0 : x->head[i] + 1, want[i]);
    free(x);
}

static void both_marks_hang_on_what_they_enclose(void **state)
{
    (void)state;
    check("Ordania ( in Dolvan ) paid", (uint32_t[]){6, 6, 4, 1, 6, 0},
          (uint32_t[]){6, 4, 4, 1, 4, 0});
    check("\" We paid , \" said Dorva", (uint32_t[]){6, 3, 6, 6, 6, 0, 6},
          (uint32_t[]){3, 3, 6, 6, 3, 0, 6});
    check("\xe2\x80\x9c We paid \xe2\x80\x9d", (uint32_t[]){2, 3, 0, 2}, (uint32_t[]){3, 3, 0, 3});
    check("( We [ all ] paid )", (uint32_t[]){2, 6, 2, 6, 2, 0, 6},
          (uint32_t[]){6, 6, 4, 6, 4, 0, 6});
}

/* No pair, nothing between, two heads between, or something hangs on a mark: all stays. */
static void other_marks_stay(void **state)
{
    (void)state;
    check("Ordania ( in Dolvan paid", (uint32_t[]){5, 5, 4, 1, 0}, (uint32_t[]){5, 5, 4, 1, 0});
    check("Ordania ( ) paid", (uint32_t[]){4, 1, 4, 0}, (uint32_t[]){4, 1, 4, 0});
    check("We \" paid and \" left", (uint32_t[]){6, 6, 6, 6, 6, 0}, (uint32_t[]){6, 6, 6, 6, 6, 0});
    check("( We ) paid", (uint32_t[]){4, 1, 4, 0}, (uint32_t[]){4, 1, 4, 0});
}

/* Marks nested deeper than is remembered are left alone. */
static void deep_nests_end(void **state)
{
    (void)state;
    char text[4 * MOST + 1] = "";
    uint32_t head[MOST], n = MOST / 2 - 1;
    for (uint32_t i = 0; i < 2 * n + 1; i++) {
        strcat(text, i ? " " : "");
        strcat(text, i < n ? "(" : i == n ? "x" : ")");
        head[i] = i == n ? 0 : n + 1;
    }
    check(text, head, head);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_marks_hang_on_what_they_enclose),
        cmocka_unit_test(other_marks_stay),
        cmocka_unit_test(deep_nests_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
