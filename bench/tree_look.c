/* tree_look.c -- texts of pages with the elements around each, one JSON array a page, for
 * bench/tree_cases.py.  usage: sayso-tree-look FILE...    (UTF-8; "[path, text, path, text ...]")
 */
#include <stdio.h>

#include "base/fail.h"
#include "base/mapfile.h"
#include "base/str.h"
#include "text/html_char.h"
#include "text/html_tree.h"
#include "view/json.h"

static bool to_stdout(void *user, const char *p, size_t n)
{
    (void)user;
    return fwrite(p, 1, n, stdout) == n;
}

/* The name of an element as it stands, in small letters: what is behind "<". */
static sayso_str name_of(const sayso_html_tree *t, uint32_t i, sayso_arena *a)
{
    uint32_t beg = t->node[i].at.beg + 1, end = beg;
    while (end < t->node[i].at.end && !sayso__is_space(t->page[end]) && t->page[end] != '/' &&
           t->page[end] != '>')
        end++;
    char *p = sayso__arena_copy(a, t->page + beg, end - beg);
    for (uint32_t k = 0; p && k < end - beg; k++)
        p[k] = sayso__ascii_lower(p[k]);
    return sayso__str(p, p ? end - beg : 0);
}

/* The path of element i, made once: path[i] of its parent lies before it. */
static bool look(const sayso_html_tree *t, sayso_arena *a, sayso_json *j)
{
    sayso_str *path = SAYSO_NEW_N(a, sayso_str, t->n_node);
    sayso__json_array(j);
    for (uint32_t i = 0; path && i < t->n_node; i++) {
        const sayso_html_node *x = &t->node[i];
        if (x->tag == SAYSO_EL_TEXT) {
            sayso__json_str(j, path[x->parent]);
            sayso__json_str(j, sayso__html_string(t->page, x->at, (sayso_html_mode)x->mode, a));
            continue;
        }
        path[i] = SAYSO_STR("");
        if (i)
            path[i] = sayso__arena_print(a, "%.*s/%.*s", (int)path[x->parent].n, path[x->parent].p,
                                         (int)name_of(t, i, a).n, name_of(t, i, a).p);
    }
    sayso__json_array_end(j);
    return path;
}

int main(int argc, char **argv)
{
    sayso_arena arena;
    sayso_sink out;
    sayso_error err;
    sayso__arena_init(&arena, 0);
    sayso__sink_init(&out, to_stdout, NULL);
    for (int i = 1; i < argc; i++) {
        sayso_mapfile file;
        sayso_html_tree tree;
        sayso_json j;
        sayso__json_init(&j, &out);
        if (sayso__mapfile_open(argv[i], &file, &err) != SAYSO_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], err.message);
            return 1;
        }
        if (sayso__html_tree((const char *)file.p, (uint32_t)file.n, &arena, &tree, &err) !=
                SAYSO_OK ||
            !look(&tree, &arena, &j))
            return 1;
        sayso__sink_char(&out, '\n');
        sayso__mapfile_close(&file);
        sayso__arena_reset(&arena);
    }
    bool ok = sayso__sink_flush(&out);
    sayso__sink_free(&out);
    sayso__arena_free(&arena);
    return ok ? 0 : 1;
}
