/* main.c -- the command line: which command it is.  Layer: app. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

bool cli_write(void *user, const char *p, size_t n)
{
    (void)user;
    return fwrite(p, 1, n, stdout) == n;
}

void cli_problem(void *user, const char *file, const sayso_error *what)
{
    (void)user;
    fprintf(stderr, "sayso: %s:%llu: %s\n", file, (unsigned long long)what->byte, what->message);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "extract") == 0)
        return cmd_extract(argc - 2, argv + 2);
    fprintf(stderr,
            "usage: sayso extract [--layers tokens] [--offsets bytes|chars|utf16] [INPUT...]\n");
    return EXIT_USE;
}
