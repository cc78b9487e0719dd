/* train_read.c -- data sets in. */
#include "train_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/array.h"
#include "base/str.h"
#include "base/vocab.h"
#include "learn.h"
#include "trainers.h"

bool train_uses(const train_options *o, const char *set)
{
    if (!o->sets)
        return true;
    size_t n = strlen(set);
    for (const char *p = o->sets; *p;) {
        size_t len = strcspn(p, ",");
        if (len == n && memcmp(p, set, n) == 0)
            return true;
        p += len + (p[len] == ',');
    }
    return false;
}

bool train_uses_any(const train_options *o, const char *stage, const char *const *set, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (train_uses(o, set[i]))
            return true;
    printf("%s: every set to learn from is left out:", stage);
    for (uint32_t i = 0; i < n; i++)
        printf(" %s", set[i]);
    puts("; no model");
    return false;
}

void train_check_sets(const train_options *o)
{
    static const char *const known[] =
        {"ud-ewt",          "ud-gum",        "ner-conll2003",      "attribution-polnear",
         "incidents-muc",   "incident-gvdb", "plain-insightcrime", "plain-reuters21578",
         "plain-te3silver", "glove",         "pages-zyte",         "pages-readability"};
    for (const char *p = o->sets ? o->sets : ""; *p;) {
        size_t len = strcspn(p, ","), i = 0, n = sizeof known / sizeof *known;
        while (i < n && (strlen(known[i]) != len || memcmp(known[i], p, len) != 0))
            i++;
        if (i == n)
            die("no data set is called \"%.*s\"; NOTICE lists them", (int)len, p);
        p += len + (p[len] == ',');
    }
}

static char *read_file(const char *path, size_t *n)
{
    gzFile f = gzopen(path, "rb");
    if (!f)
        die("cannot read %s", path);
    size_t cap = (size_t)1 << 20, used = 0;
    char *buf = xcalloc(cap, 1);
    for (int got; (got = gzread(f, buf + used, (unsigned)(cap - used - 1))) != 0;) {
        if (got < 0)
            die("cannot read %s", path);
        used += (size_t)got;
        if (cap - used < 2 && !(buf = realloc(buf, cap *= 2)))
            die("out of memory");
    }
    gzclose(f);
    buf[used] = 0;
    *n = used;
    return buf;
}

char **read_lines(const char *dir, const char *name, sayso_arena *a, uint32_t *n)
{
    char path[4096];
    size_t size;
    snprintf(path, sizeof path, "%s/%s", dir, name);
    char *buf = read_file(path, &size); /* lives as long as the trainer */
    SAYSO_ARRAY(char *) line = {0};
    for (char *p = buf; p < buf + size;) {
        char *end = strchr(p, '\n');
        if (end)
            *end = 0;
        if (!SAYSO_PUSH(a, &line, p))
            die("out of memory");
        p = end ? end + 1 : buf + size;
    }
    *n = line.n;
    return line.v;
}

static uint8_t deprel_of(sayso_str s)
{
    uint32_t v = sayso__word_parse(SAYSO_VOCAB_DEPREL, s);
    const char *colon = v ? NULL : memchr(s.p, ':', s.n);
    if (colon)
        v = sayso__word_parse(SAYSO_VOCAB_DEPREL, sayso__str(s.p, (size_t)(colon - s.p)));
    return (uint8_t)(v ? v : SAYSO_DEPREL_DEP);
}

/* Up to 10 tab-separated columns. */
static uint32_t columns(char *line, sayso_str col[10])
{
    uint32_t n = 0;
    for (char *p = line; n < 10; p++) {
        size_t len = strcspn(p, "\t");
        col[n++] = sayso__str(p, len);
        p += len;
        if (!*p)
            break;
    }
    return n;
}

typedef struct {
    uint32_t pos, last; /* where to look next in the text; last word of the open multiword token */
    uint32_t beg, end, inner;
} aligner;

static void align(aligner *al, sayso_str text, sayso_str form, uint32_t id, conllu_word *w)
{
    if (id <= al->last) {
        sayso_str rest = {text.p + al->inner, al->end - al->inner};
        if (sayso__str_starts(rest, form)) {
            w->beg = al->inner;
            w->end = al->inner += form.n;
        } else {
            w->beg = al->beg;
            w->end = al->end;
        }
        return;
    }
    uint32_t at = sayso__str_find((sayso_str){text.p + al->pos, text.n - al->pos}, form);
    if (at == SAYSO_NONE)
        die("word \"%.*s\" is not in its sentence", (int)form.n, form.p);
    w->beg = al->pos + at;
    w->end = al->pos = w->beg + form.n;
}

static void comment(char *line, conllu_sent *s)
{
    if (strncmp(line, "# text = ", 9) == 0)
        s->text = sayso__str_z(line + 9);
    else if (strncmp(line, "# newdoc", 8) == 0)
        s->new_doc = true;
    else if (strncmp(line, "# newpar", 8) == 0)
        s->new_par = true;
}

static void multiword(aligner *al, sayso_str text, const sayso_str col[10])
{
    const char *dash = memchr(col[0].p, '-', col[0].n);
    al->last = (uint32_t)strtoul(dash + 1, NULL, 10);
    uint32_t at = sayso__str_find((sayso_str){text.p + al->pos, text.n - al->pos}, col[1]);
    if (at == SAYSO_NONE)
        die("token \"%.*s\" is not in its sentence", (int)col[1].n, col[1].p);
    al->beg = al->inner = al->pos + at;
    al->end = al->pos = al->beg + col[1].n;
}

conllu_sent *read_conllu(const char *dir, const char *name, sayso_arena *a, uint32_t *n)
{
    uint32_t n_line;
    char **line = read_lines(dir, name, a, &n_line);
    SAYSO_ARRAY(conllu_sent) out = {0};
    for (uint32_t i = 0; i < n_line;) {
        conllu_sent s = {.space_after = true};
        aligner al = {0};
        SAYSO_ARRAY(conllu_word) word = {0};
        for (; i < n_line && line[i][0]; i++) {
            sayso_str col[10];
            if (line[i][0] == '#') {
                comment(line[i], &s);
                continue;
            }
            if (columns(line[i], col) < 10 || memchr(col[0].p, '.', col[0].n))
                continue;
            bool range = memchr(col[0].p, '-', col[0].n) != NULL;
            uint32_t id = (uint32_t)strtoul(col[0].p, NULL, 10);
            if (range || id > al.last)
                s.space_after = sayso__str_find(col[9], SAYSO_STR("SpaceAfter=No")) == SAYSO_NONE;
            if (range) {
                multiword(&al, s.text, col);
                continue;
            }
            conllu_word w = {.form = col[1],
                             .lemma = col[2],
                             .head = (uint32_t)strtoul(col[6].p, NULL, 10)};
            w.upos = (uint8_t)sayso__word_parse(SAYSO_VOCAB_UPOS, col[3]);
            w.xpos = (uint8_t)sayso__word_parse(SAYSO_VOCAB_XPOS, col[4]);
            w.deprel = deprel_of(col[7]);
            align(&al, s.text, col[1], id, &w);
            if (!SAYSO_PUSH(a, &word, w))
                die("out of memory");
        }
        s.word = word.v;
        s.n = word.n;
        if (s.n && !SAYSO_PUSH(a, &out, s))
            die("out of memory");
        while (i < n_line && !line[i][0])
            i++;
    }
    *n = out.n;
    return out.v;
}
