/* cmd_correct.c -- sayso event, sayso actor, sayso claim: corrections by hand.  Layer: app. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Who corrects: as told, else the user's name. */
static const char *who(const cli *c)
{
    const char *user = getenv("USER");
    return c->o.who ? c->o.who : user && *user ? user : NULL;
}

/* Writes the correction down. */
static int note(cli *c, const sayso_correction *correction)
{
    sayso_ledger *ledger;
    sayso_error err = {0};
    int status;
    if (!cli_ledger(c, false, &ledger, &status))
        return status;
    sayso_status s = sayso_ledger_correct(ledger, correction, &err);
    sayso_ledger_close(ledger);
    return cli_finish(c, s, &err, NULL, EXIT_READ);
}

static int correct(cli *c, const char *subject)
{
    static const char *const verbs[] = {"merge", "split", "rename", NULL};
    char what[32];
    uint32_t v = 0;
    while (verbs[v] && strcmp(verbs[v], c->o.arg[0]) != 0)
        v++;
    if (!verbs[v]) {
        fprintf(stderr, "sayso: no \"%s %s\"; see sayso %s --help\n", subject, c->o.arg[0],
                subject);
        return EXIT_USE;
    }
    snprintf(what, sizeof what, "%s %s", subject, verbs[v]);
    char *name = strcmp(verbs[v], "rename") == 0 ? cli_joined(c, 2) : NULL;
    const char *const names[] = {name};
    const sayso_correction correction = {what, c->o.arg[1], name ? names : c->o.arg + 2,
                                         name ? 1 : c->o.n_arg - 2, who(c)};
    int status = note(c, &correction);
    free(name);
    return status;
}

static int run_claim(cli *c)
{
    bool wrong = strcmp(c->o.arg[1], "wrong") == 0;
    if (!wrong && strcmp(c->o.arg[1], "right") != 0) {
        fprintf(stderr, "sayso: a claim is wrong or right, not \"%s\"; see sayso claim --help\n",
                c->o.arg[1]);
        return EXIT_USE;
    }
    const sayso_correction correction = {wrong ? "claim wrong" : "claim right", c->o.arg[0], NULL,
                                         0, who(c)};
    return note(c, &correction);
}

static int run_event(cli *c)
{
    return correct(c, "event");
}

static int run_actor(cli *c)
{
    return correct(c, "actor");
}

const cli_command cmd_event = {
    .name = "event",
    .args = "merge|split|rename EVENT ...",
    .summary = "correct by hand which reports are of one event",
    .more =
        "merge EVENT EVENT...: these are one. split EVENT REPORT...: these reports leave it and "
        "are an event of their own. rename EVENT NAME. EVENT is an id, the beginning of one, or "
        "words of a name. Corrections are kept, with who and when (table correction), and hold "
        "when reports come in or are read again.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(WHO),
    .least = 3,
    .most = UINT32_MAX,
    .run = run_event,
};

const cli_command cmd_actor = {
    .name = "actor",
    .args = "merge|split|rename NAME ...",
    .summary = "correct by hand which names mean one actor",
    .more =
        "merge NAME NAME...: these are one. split NAME REPORT...: in these reports the name means "
        "somebody else. rename NAME NEW: what tables and briefs call it. Corrections are kept, "
        "with who and when, and hold when reports come in or are read again.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(WHO),
    .least = 3,
    .most = UINT32_MAX,
    .run = run_actor,
};

const cli_command cmd_claim = {
    .name = "claim",
    .args = "CLAIM wrong|right",
    .summary = "mark by hand a claim that was read wrongly",
    .more =
        "CLAIM is an id (--ids and show claims print them) or the beginning of one. A claim marked "
        "wrong stays in all tables, where the column wrong says so; right takes the mark back. "
        "Marks are kept, with who and when, and hold when the report is read again.",
    .options = CLI_COMMON | CLI_BIT(LEDGER) | CLI_BIT(WHO),
    .least = 2,
    .most = 2,
    .run = run_claim,
};
