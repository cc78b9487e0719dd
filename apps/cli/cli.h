/* cli.h -- what the commands share.  Layer: app. */
#ifndef SAYSO_CLI_CLI_H
#define SAYSO_CLI_CLI_H

#include "fetch/fetch.h"
#include "options.h"

/* Exit statuses. */
enum { EXIT_READ = 0, EXIT_REFUSED = 1, EXIT_USE = 2, EXIT_TROUBLE = 3 };

/* One run of the program. */
typedef struct {
    cli_options o;
    bool progress;  /* show how far it is: standard error is a terminal, output goes elsewhere */
    bool piecewise; /* each write is one report */
    uint64_t told;  /* reports so far */
    uint64_t done, total; /* bytes read, and to read (0: not known) */
    double began, shown;  /* seconds: the run, the newest line of progress */
    uint32_t n_other;     /* brief: other events told of */
    int write_errno;      /* of standard output, 0: none */
    bool list;            /* read: print a line for each report */
    fetcher *fetcher;     /* made when an address is met; closed by main */
    char *record;         /* the last answer */
} cli;

typedef struct {
    const char *name, *args, *summary;
    const char *more;     /* a paragraph for help and manual */
    uint64_t options;     /* bits */
    uint32_t least, most; /* arguments */
    int (*run)(cli *c);
} cli_command;

/* The commands, one file each; the first, without a name, reads files into a ledger in memory. */
extern const cli_command cmd_files, cmd_read, cmd_watch, cmd_brief, cmd_show, cmd_find, cmd_trace,
    cmd_verify, cmd_extract, cmd_event, cmd_actor, cmd_claim, cmd_forget, cmd_reread, cmd_diff,
    cmd_serve, cmd_export, cmd_follow;

/* Command i, NULL behind the last; the one of that name, or NULL. */
const cli_command *cli_command_at(uint32_t i);

void cli_print_help(const cli_command *command);
/* The manual page in man(7) form. */
void cli_print_manual(void);

/* ---- parts of commands ------------------------------------------------------------------------
 */

/* Standard output, as the library wants it. */
sayso_output cli_output(cli *c);
/* What to read: the arguments, or standard input without. */
sayso_input cli_input(cli *c);
/* Text of a PDF file by pdftotext (pdf_text.c). */
sayso_status cli_pdf_text(void *user, const void *pdf, size_t n, sayso_write *write, void *to,
                          sayso_error *err);
sayso_query cli_query(const cli *c);
/* The arguments behind the first `from` with a space between them; the caller frees. NULL when out
 * of memory. */
char *cli_joined(const cli *c, uint32_t from);
sayso_layout cli_layout(const cli *c, sayso_form form);

/* Fetches an address for the library (a sayso_fetch; user: the cli). */
bool cli_fetch(void *user, const char *address, const void **bytes, size_t *n, const char **why);
/* The same, under conditions; the answer lives until the next call. false: *why. */
bool cli_ask(cli *c, const char *address, const fetch_known *known, fetch_answer *out,
             const char **why);
void cli_fetch_close(cli *c);

/* Opens the ledger of the options; false after printing why not. */
bool cli_ledger(const cli *c, bool create, sayso_ledger **out, int *status);

/* What messages call it: its path; of a database's address no password. */
const char *cli_ledger_name(const cli *c);

/* What went wrong with a file, for people. */
void cli_problem(void *user, const char *file, const sayso_error *what);

/* The engine of the options with their list of actors; false after printing why not. */
bool cli_engine(cli *c, sayso_engine **engine, int *status);

/* The engine and the ledger of the options; false after printing why not. Both are closed by
 * cli_close. */
bool cli_open(cli *c, bool create, sayso_engine **engine, sayso_ledger **ledger, int *status);
void cli_close(sayso_engine *engine, sayso_ledger *ledger);

/* The exit status of a run: prints what went wrong, if anything did (subject: the file it was
 * about, or NULL), and flushes standard output. */
int cli_finish(cli *c, sayso_status s, const sayso_error *err, const char *subject, int otherwise);

/* The exit status that a tally of reading deserves. */
int cli_tally_status(const sayso_tally *t);

#endif
