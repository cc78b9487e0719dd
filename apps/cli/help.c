/* help.c -- --help and the manual page, both from the tables of commands and options.  Layer: app.
 */
#include <stdio.h>
#include <string.h>

#include "cli.h"

#define WIDTH 80u

static const char about[] =
    "sayso reads news reports and keeps a ledger of who said what, on whose say-so. It never rules "
    "on truth: it records what was said, by whom, when, through whom, on what evidence, and who "
    "contradicts it. Every cell of every table leads to the exact bytes that say so.";

/* Prints words from column `column` on, the lines that follow indented. */
static void wrap(const char *text, unsigned column, unsigned indent)
{
    bool first = true;
    while (*text) {
        size_t n = strcspn(text, " ");
        if (!first && column + 1 + n > WIDTH) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            putchar(' ');
            column++;
        }
        printf("%.*s", (int)n, text);
        column += (unsigned)n;
        first = false;
        text += n;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void print_option(const cli_option *o)
{
    char left[64];
    int n = snprintf(left, sizeof left, "  %c%c%s --%s%s%s", o->letter ? '-' : ' ',
                     o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name,
                     o->value ? " " : "", o->value ? o->value : "");
    if (n > 33)
        printf("%s\n%-34s", left, "");
    else
        printf("%-34s", left);
    wrap(o->help, 34, 34);
}

void cli_print_help(const cli_command *command)
{
    bool top = !*command->name;
    printf("usage: sayso %s%s[OPTION...]%s%s\n\n", command->name, top ? "" : " ",
           *command->args ? " " : "", command->args);
    if (top) {
        wrap(about, 0, 0);
        fputs("\nWithout a command: ", stdout);
        wrap(command->summary, 19, 0);
    } else {
        wrap(command->summary, 0, 0);
    }
    putchar('\n');
    wrap(command->more, 0, 0);
    if (top) {
        puts("\ncommands (sayso COMMAND --help tells more):");
        for (uint32_t i = 1; cli_command_at(i); i++)
            printf("  %-8s %s\n", cli_command_at(i)->name, cli_command_at(i)->summary);
    }
    puts("\noptions:");
    for (uint32_t i = 0; i < CLI_N_OPTION; i++)
        if (command->options & UINT64_C(1) << i)
            print_option(cli_option_at(i));
}

/* ---- the manual --------------------------------------------------------------------------------
 */

/* Text in man(7) form: hyphens are minus signs, a line does not begin with a control character. */
static void roff(const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text; text++)
        if (*text == '-')
            fputs("\\-", stdout);
        else if (*text == '\\')
            fputs("\\e", stdout);
        else
            putchar(*text);
}

static void manual_option(const cli_option *o)
{
    puts(".TP");
    if (o->letter)
        printf("\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", stdout);
    roff(o->name);
    fputs("\\fR", stdout);
    if (o->value) {
        fputs(" \\fI", stdout);
        roff(o->value);
        fputs("\\fR", stdout);
    }
    putchar('\n');
    roff(o->help);
    putchar('\n');
}

/* One command with the options that are its own. */
static void manual_command(const cli_command *c)
{
    fputs(".SS \"sayso ", stdout);
    printf("%s%s", c->name, *c->name ? " " : "");
    roff(c->args);
    fputs("\"\n", stdout);
    printf("%c", *c->summary - ('a' <= *c->summary && *c->summary <= 'z' ? 32 : 0));
    roff(c->summary + 1);
    puts(".");
    roff(c->more);
    putchar('\n');
    for (uint32_t i = 0; i < CLI_N_OPTION; i++)
        if (c->options & ~CLI_COMMON & UINT64_C(1) << i)
            manual_option(cli_option_at(i));
}

void cli_print_manual(void)
{
    puts(".\\\" made by: sayso --manual");
    printf(".TH SAYSO 1 \"\" \"sayso %s\" \"User Commands\"\n", sayso_version());
    puts(".SH NAME\nsayso \\- who said what in news reports, on whose say\\-so");
    puts(".SH SYNOPSIS");
    for (uint32_t i = 0; cli_command_at(i); i++) {
        const cli_command *c = cli_command_at(i);
        printf("%s\\fBsayso%s%s\\fR [\\fIOPTION\\fR...] \\fI%s\\fR\n", i ? ".br\n" : "",
               *c->name ? " " : "", c->name, c->args);
    }
    puts(".SH DESCRIPTION");
    roff(about);
    puts("\n.SH COMMANDS");
    for (uint32_t i = 0; cli_command_at(i); i++)
        manual_command(cli_command_at(i));
    puts(".SS \"Options of all commands\"");
    for (uint32_t i = 0; i < CLI_N_OPTION; i++)
        if (CLI_COMMON & UINT64_C(1) << i)
            manual_option(cli_option_at(i));
    puts(".SH EXIT STATUS\n"
         ".TP\n0\nall went well\n"
         ".TP\n1\nsome reports were refused or could not be read, or verify found a difference\n"
         ".TP\n2\nwrong use\n"
         ".TP\n3\ntrouble with the ledger, the output or memory");
    puts(".SH ENVIRONMENT\n"
         ".TP\nNO_COLOR\nwhen set and not empty, no colours on a terminal");
    puts(".SH FILES\n"
         ".TP\nsayso.db\nthe ledger of this folder, one SQLite file");
    puts(".SH EXAMPLES\n"
         ".nf\n"
         "sayso report.txt\n"
         "sayso read reports.jsonl && sayso brief\n"
         "sayso show claims \\-\\-act deny \\-\\-format csv\n"
         ".fi");
}
