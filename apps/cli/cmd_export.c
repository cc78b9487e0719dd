/* cmd_export.c -- sayso export: the ledger in the forms that other programs load.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

/* A file of the folder, or of the one name that was given. */
typedef struct {
    cli *c;
    const char *folder; /* NULL: standard output */
    bool told;          /* why a file cannot be made was printed */
} target;

static void *open_file(void *user, const char *name)
{
    target *t = user;
    char path[4096];
    if (!t->folder)
        return stdout;
    int n = snprintf(path, sizeof path, "%s/%s", t->folder, name);
    FILE *f = n > 0 && (size_t)n < sizeof path ? fopen(path, "wb") : NULL;
    if (!f) {
        fprintf(stderr, "sayso: %s/%s: %s\n", t->folder, name, strerror(errno));
        t->told = true;
    }
    return f;
}

static bool write_file(void *file, const char *p, size_t n)
{
    return fwrite(p, 1, n, file) == n;
}

static bool close_file(void *user, void *file)
{
    (void)user;
    return file == stdout ? fflush(stdout) == 0 : fclose(file) == 0;
}

static bool make_folder(const char *path)
{
    struct stat s;
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &s) == 0 && S_ISDIR(s.st_mode)))
        return true;
    fprintf(stderr, "sayso: %s: %s\n", path, strerror(errno == EEXIST ? ENOTDIR : errno));
    return false;
}

/* The ledger's copy: FOLDER/ledger.db. */
static sayso_status copy(const cli *c, sayso_ledger *ledger, sayso_error *err)
{
    char path[4096];
    sayso_query query = cli_query(c);
    int n = snprintf(path, sizeof path, "%s/ledger.db", c->o.out);
    if (n < 0 || (size_t)n >= sizeof path) {
        snprintf(err->message, sizeof err->message, "the folder's name is too long");
        return SAYSO_EUSE;
    }
    return sayso_ledger_copy(ledger, path, &query, c->o.originals, err);
}

static int run(cli *c)
{
    const char *format = c->o.arg[0];
    bool sqlite = strcmp(format, "sqlite") == 0;
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    if (!c->o.out && (sqlite || strcmp(format, "csv") == 0)) {
        fprintf(stderr, "sayso: export %s writes into a folder: -o DIR\n", format);
        return EXIT_USE;
    }
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    if (c->o.out && !make_folder(c->o.out)) {
        sayso_ledger_close(ledger);
        return EXIT_TROUBLE;
    }
    target t = {c, c->o.out, false};
    sayso_query query = cli_query(c);
    sayso_layout layout = cli_layout(c, SAYSO_AS_TEXT);
    const sayso_folder to = {open_file, write_file, close_file, &t};
    sayso_status s =
        sqlite ? copy(c, ledger, &err)
               : sayso_ledger_export(ledger, format, c->o.rule, &query, &layout, &to, &err);
    sayso_ledger_close(ledger);
    return t.told ? EXIT_TROUBLE : cli_finish(c, s, &err, NULL, EXIT_READ);
}

const cli_command cmd_export = {
    .name = "export",
    .args = "FORMAT",
    .summary = "the ledger in the forms that other programs load",
    .more =
        "FORMAT is one of csv (a folder: one file a table, and datapackage.json), jsonl, sqlite (a "
        "clean copy), gtd, ucdp, acled, plover, gdelt (rows shaped as theirs), graphml, gexf (who "
        "blames whom), jsonld (schema.org, Web Annotation, PROV), timelinejs, markdown. "
        "docs/exports.md shows each. Without -o one file goes to standard output. --rule says "
        "which account an event's row takes, and each row names it: latest figures and positions, "
        "what most independent sources give, what officials say, or all: one row a report.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(OUT) | CLI_BIT(RULE) | CLI_BIT(ORIGINALS) |
               CLI_BIT(EVENT) | CLI_BIT(AS_OF) | CLI_BIT(OFFSETS),
    .least = 1,
    .most = 1,
    .run = run,
};
