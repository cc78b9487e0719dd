/* options.c -- parsing by the table of options.h.  Layer: app. */
#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_option table[CLI_N_OPTION] = {
#define X(id, letter, name, kind, value, field, help)                                              \
    {letter, OPTION_##kind, name, value, help, offsetof(cli_options, field)},
    CLI_OPTION_LIST(X)
#undef X
};

const cli_option *cli_option_at(uint32_t i)
{
    return &table[i];
}

/* The option that arg ("--name", "--name=value", "-l", "-lvalue") names; NULL if the command has no
 * such. *value: the part behind it, or NULL. */
static const cli_option *find(const char *arg, uint64_t allowed, const char **value)
{
    *value = NULL;
    for (uint32_t i = 0; i < CLI_N_OPTION; i++) {
        const cli_option *o = &table[i];
        if (!(allowed & UINT64_C(1) << i))
            continue;
        if (arg[1] != '-') {
            if (o->letter != arg[1] || (o->kind == OPTION_FLAG && arg[2]))
                continue;
            *value = arg[2] ? arg + 2 : NULL;
            return o;
        }
        size_t n = strlen(o->name);
        if (strncmp(arg + 2, o->name, n) != 0 || (arg[2 + n] && arg[2 + n] != '='))
            continue;
        *value = arg[2 + n] == '=' ? arg + 3 + n : NULL;
        return o;
    }
    return NULL;
}

/* Index of value in "a|b|c", or -1. */
static int choice(const char *list, const char *value)
{
    size_t n = strlen(value);
    for (int i = 0; list; i++) {
        const char *bar = strchr(list, '|');
        size_t len = bar ? (size_t)(bar - list) : strlen(list);
        if (len == n && memcmp(list, value, n) == 0)
            return i;
        list = bar ? bar + 1 : NULL;
    }
    return -1;
}

/* Tells of wrong use; format has two %s. Always false. */
static bool wrong(const char *command, const char *format, const char *a, const char *b)
{
    fputs("sayso: ", stderr);
    fprintf(stderr, format, a, b);
    fprintf(stderr, "; see sayso %s%s--help\n", command, *command ? " " : "");
    return false;
}

/* Stores the value of o; false when it makes no sense. */
static bool store(const cli_option *o, const char *value, cli_options *out)
{
    char *field = (char *)out + o->field;
    uint32_t number = 1;
    if (o->kind == OPTION_TEXT) {
        memcpy(field, &value, sizeof value);
        return o->value[0] < 'a' || choice(o->value, value) >= 0;
    }
    if (o->kind == OPTION_NUMBER) {
        char *end;
        errno = 0;
        unsigned long v = strtoul(value, &end, 10);
        if (*end || end == value || *value == '-' || errno || v < 1 || v > UINT32_MAX)
            return false;
        number = (uint32_t)v;
    } else if (o->kind == OPTION_CHOICE) {
        int v = choice(o->value, value);
        if (v < 0)
            return false;
        number = (uint32_t)v;
    }
    memcpy(field, &number, sizeof number);
    return true;
}

bool cli_is_no_command(const char *word)
{
    if (strpbrk(word, "./:*?[") || strcmp(word, "-") == 0 || access(word, F_OK) == 0)
        return false;
    fprintf(stderr, "sayso: %s: no such command, and no such file; see sayso --help\n", word);
    return true;
}

/* Is the next argument an option, and so no value ("--html -l case.db")? */
static bool is_option(const char *arg, uint64_t allowed)
{
    const char *value;
    return arg[0] == '-' && arg[1] && find(arg, allowed, &value);
}

bool cli_parse(int argc, char **argv, const char *command, uint64_t allowed, cli_options *out)
{
    bool only_args = false;
    for (int i = 0; i < argc; i++) {
        const char *value;
        if (only_args || argv[i][0] != '-' || !argv[i][1]) {
            out->arg[out->n_arg++] = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            only_args = true;
            continue;
        }
        const cli_option *o = find(argv[i], allowed, &value);
        if (!o && !*command && out->n_arg && cli_is_no_command(out->arg[0]))
            return false;
        if (!o)
            return wrong(command, "unknown option %s%s", argv[i], "");
        if (o->kind == OPTION_FLAG && value)
            return wrong(command, "--%s takes no value%s", o->name, "");
        if (o->kind != OPTION_FLAG && !value && i + 1 < argc && !is_option(argv[i + 1], allowed))
            value = argv[++i];
        if (o->kind != OPTION_FLAG && !value)
            return wrong(command, "--%s wants a value: %s", o->name, o->value);
        if (!store(o, value, out))
            return wrong(command, "--%s wants %s", o->name, o->value);
    }
    return true;
}
