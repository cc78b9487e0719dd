/* main.c -- the command line: which command it is.  Layer: app. */
#define _POSIX_C_SOURCE 200809L
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static const cli_command *const commands[] = {&cmd_files, &cmd_read,   &cmd_watch,   &cmd_brief,
                                              &cmd_show,  &cmd_find,   &cmd_trace,   &cmd_verify,
                                              &cmd_diff,  &cmd_export, &cmd_extract, &cmd_event,
                                              &cmd_actor, &cmd_claim,  &cmd_reread,  &cmd_forget,
                                              &cmd_serve, &cmd_follow, NULL};

const cli_command *cli_command_at(uint32_t i)
{
    return commands[i];
}

static const cli_command *find(const char *name)
{
    for (uint32_t i = 1; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static int run(const cli_command *command, int argc, char **argv, cli *c)
{
    if (!cli_parse(argc, argv, command->name, command->options, &c->o))
        return EXIT_USE;
    if (c->o.help || c->o.version) {
        if (c->o.help)
            cli_print_help(command);
        else
            printf("sayso %s\n", sayso_version());
        return cli_finish(c, SAYSO_OK, NULL, NULL, EXIT_READ);
    }
    if (c->o.n_arg < command->least || c->o.n_arg > command->most) {
        const char *space = *command->name ? " " : "";
        fprintf(stderr, "sayso: usage: sayso %s%s[OPTION...] %s\nsayso: see sayso %s%s--help\n",
                command->name, space, command->args, command->name, space);
        return EXIT_USE;
    }
    c->progress = isatty(STDERR_FILENO) && !c->o.quiet && !isatty(STDOUT_FILENO);
    return command->run(c);
}

int main(int argc, char **argv)
{
    cli c = {0};
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error to tell, not a death */
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, 1 << 20); /* large blocks go back to the system when they are freed */
#endif
    if (argc == 2 && strcmp(argv[1], "--manual") == 0) {
        cli_print_manual();
        return cli_finish(&c, SAYSO_OK, NULL, NULL, EXIT_READ);
    }
    static char help[] = "--help";
    const cli_command *command = argc > 1 ? find(argv[1]) : NULL;
    int skip = command ? 2 : 1;
    if (!command && argc > 1 && strcmp(argv[1], "help") == 0) { /* "sayso help brief" */
        command = argc > 2 ? find(argv[2]) : NULL;
        argv[1] = help;
        skip = 1;
        argc = 2;
    }
    c.o.arg = calloc((size_t)argc, sizeof *c.o.arg);
    if (!c.o.arg) {
        fputs("sayso: out of memory\n", stderr);
        return EXIT_TROUBLE;
    }
    int status = run(command ? command : &cmd_files, argc - skip, argv + skip, &c);
    cli_fetch_close(&c);
    free(c.o.arg);
    return status;
}
