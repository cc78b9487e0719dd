/* train_plain.c -- the plain news, text by text, as tokens. */
#include "train_plain.h"

#include <json-c/json.h>
#include <string.h>

#include "base/array.h"
#include "learn.h"
#include "token/token_model.h"
#include "train_read.h"

typedef struct {
    sayso_token_model token;
    sayso_arena arena;
    void (*take)(void *ctx, const sayso_tokens *tokens);
    void *ctx;
} plain_reader;

/* A block ends at an empty line, or where the next line is indented. */
static void take_text(plain_reader *r, const char *text, size_t n)
{
    sayso_doc doc = {.text = text, .n_text = (uint32_t)n, .language = "en"};
    SAYSO_ARRAY(sayso_block) block = {0};
    sayso_tokens tokens;
    sayso_error err;
    for (uint32_t i = 0, beg = 0; i <= n; i++) {
        bool ends = i == n || (text[i] == '\n' && (text[i + 1] == '\n' || text[i + 1] == ' '));
        if (!ends)
            continue;
        sayso_block one = {.at = {beg, i}};
        while (one.at.beg < i && (unsigned char)text[one.at.beg] <= ' ')
            one.at.beg++;
        if (one.at.beg < i && !SAYSO_PUSH(&r->arena, &block, one))
            die("out of memory");
        beg = i;
    }
    doc.block = block.v;
    doc.n_block = block.n;
    if (sayso__token_split(&doc, &r->token, &r->arena, &tokens, &err) != SAYSO_OK)
        die("%s", err.message);
    r->take(r->ctx, &tokens);
}

static void read_texts(plain_reader *r, const char *dir, const char *name)
{
    sayso_arena lines;
    uint32_t n;
    sayso__arena_init(&lines, 0);
    char **line = read_lines(dir, name, &lines, &n);
    for (uint32_t i = 0; i < n; i++) {
        json_object *o = json_tokener_parse(line[i]), *text;
        if (o && json_object_object_get_ex(o, "text", &text)) {
            const char *p = json_object_get_string(text);
            take_text(r, p, strlen(p));
        }
        json_object_put(o);
        sayso__arena_reset(&r->arena);
    }
    sayso__arena_free(&lines);
}

void plain_each(const train_options *o, void (*take)(void *ctx, const sayso_tokens *tokens),
                void *ctx)
{
    static const struct {
        const char *set, *file;
    } text[] = {{"plain-reuters21578", "plain-reuters21578.jsonl.gz"},
                {"plain-insightcrime", "plain-insightcrime.jsonl.gz"},
                {"plain-te3silver", "plain-te3silver.jsonl.gz"},
                {"attribution-polnear", "attribution-polnear-train.jsonl.gz"},
                {"incidents-muc", "incidents-muc-dev.jsonl.gz"}};
    plain_reader r = {.take = take, .ctx = ctx};
    sayso_model model;
    sayso_error err;
    model_of_dir(o->out, &model);
    if (sayso__token_model_open(&model, &r.token, &err) != SAYSO_OK)
        die("%s", err.message);
    sayso__arena_init(&r.arena, 0);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (train_uses(o, text[i].set))
            read_texts(&r, o->data, text[i].file);
    sayso__arena_free(&r.arena);
}
