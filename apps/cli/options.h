/* options.h -- one table of options: it is parsed, printed as help and as the manual.  Layer: app.
 */
#ifndef SAYSO_CLI_OPTIONS_H
#define SAYSO_CLI_OPTIONS_H

#include "sayso/sayso.h"

typedef struct {
    const char *ledger, *model, *layers, *actors;
    const char *published, *publisher, *url, *map;
    const char *out, *rule, *html;
    const char *by, *about, *act, *event, *since, *until, *as_of, *who, *reason;
    const char *bind, *host, *token, *port;
    uint32_t offsets, format, threads, max_bytes; /* choices are indices */
    uint32_t edit, json, ids, all, originals, quiet, help, version;
    uint32_t allow_private, timeout, delay, every, once, items;
    const char **arg; /* [n_arg] what is no option */
    uint32_t n_arg;
} cli_options;

typedef enum { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER, OPTION_CHOICE } option_kind;

/* id, letter or 0, name, kind, value ("a|b|c" of a choice), field, what it does */
#define CLI_OPTION_LIST(X)                                                                         \
    X(LEDGER, 'l', "ledger", TEXT, "LEDGER", ledger,                                               \
      "the ledger: a file, or postgresql://...; default: sayso.db")                                \
    X(PUBLISHED, 0, "published", TEXT, "DATE", published,                                          \
      "when text files, which do not say, were published")                                         \
    X(PUBLISHER, 0, "publisher", TEXT, "NAME", publisher, "who published them")                    \
    X(URL, 0, "url", TEXT, "URL", url, "where they were published")                                \
    X(MAP, 0, "map", TEXT, "PART=NAME,...", map,                                                   \
      "what a table's columns or JSON keys are called: text=body,published=date")                  \
    X(ACTORS, 0, "actors", TEXT, "FILE", actors,                                                   \
      "a list of actors that you know, CSV or JSON lines; it goes before the texts")               \
    X(MAX_BYTES, 0, "max-bytes", NUMBER, "N", max_bytes,                                           \
      "most bytes of one report; default: 16777216")                                               \
    X(LAYERS, 0, "layers", TEXT, "tokens", layers, "add tokens with lemma, tags and tree")         \
    X(JSON, 0, "json", FLAG, NULL, json, "as JSON, for programs")                                  \
    X(HTML, 0, "html", TEXT, "FILE", html, "as one page that needs no script, into this file")     \
    X(IDS, 0, "ids", FLAG, NULL, ids, "name the claims behind each line")                          \
    X(ALL, 0, "all", FLAG, NULL, all, "take every report as one event")                            \
    X(FORMAT, 0, "format", CHOICE, "table|csv|jsonl", format, "how rows are written")              \
    X(OUT, 'o', "output", TEXT, "DIR", out, "write into this folder, which is made if need be")    \
    X(RULE, 0, "rule", TEXT, "latest|independent-majority|official|all", rule,                     \
      "which account of an event its row takes; default: latest")                                  \
    X(ORIGINALS, 0, "originals", FLAG, NULL, originals,                                            \
      "sqlite: with the sources that reports were read from")                                      \
    X(BY, 0, "by", TEXT, "ACTOR", by, "only what this actor says")                                 \
    X(ABOUT, 0, "about", TEXT, "ACTOR", about,                                                     \
      "only what holds this actor responsible or names it")                                        \
    X(ACT, 0, "act", TEXT, "ACT", act, "only this speech act: deny, allege, warn ...")             \
    X(EVENT, 0, "event", TEXT, "EVENT", event, "only this event: its id or words of its name")     \
    X(SINCE, 0, "since", TEXT, "DATE", since, "only what was said on this day or later")           \
    X(UNTIL, 0, "until", TEXT, "DATE", until, "only what was said on this day or before")          \
    X(AS_OF, 0, "as-of", TEXT, "DATE", as_of, "only reports published up to this day")             \
    X(SINCE_VERSION, 0, "since", TEXT, "VERSION", since,                                           \
      "only what this version or a later one has read")                                            \
    X(ALL_AGAIN, 0, "all", FLAG, NULL, all, "every report, whatever has read it")                  \
    X(WHO, 0, "who", TEXT, "NAME", who, "who corrects; default: $USER")                            \
    X(PORT, 0, "port", TEXT, "N", port, "where to listen, 0: any that is free; default: 7296")     \
    X(BIND, 0, "bind", TEXT, "ADDRESS", bind, "listen on this address instead of 127.0.0.1")       \
    X(HOST, 0, "host", TEXT, "NAME", host, "a name by which browsers may call this machine")       \
    X(TOKEN, 0, "token", TEXT, "TOKEN", token, "what each request must bring")                     \
    X(EDIT, 0, "edit", FLAG, NULL, edit, "store reports and corrections that are sent")            \
    X(REASON, 0, "reason", TEXT, "WORDS", reason, "why, kept beside the report's id")              \
    X(OFFSETS, 0, "offsets", CHOICE, "bytes|chars|utf16", offsets,                                 \
      "what offsets in JSON count; default: bytes")                                                \
    X(THREADS, 0, "threads", NUMBER, "N", threads, "threads to use; default: one a core")          \
    X(MODEL, 0, "model", TEXT, "FILE", model, "a model file instead of the one built in")          \
    X(ALLOW_PRIVATE, 0, "allow-private", FLAG, NULL, allow_private,                                \
      "fetch from private and loopback addresses, too")                                            \
    X(TIMEOUT, 0, "timeout", NUMBER, "SECONDS", timeout,                                           \
      "longest wait for one answer of a server; default: 60")                                      \
    X(DELAY, 0, "delay", NUMBER, "SECONDS", delay,                                                 \
      "least time between two requests to one host; default: 1")                                   \
    X(EVERY, 0, "every", NUMBER, "MINUTES", every, "how often feeds are asked; default: 15")       \
    X(ONCE, 0, "once", FLAG, NULL, once, "ask each feed once and end")                             \
    X(ITEMS, 0, "items", FLAG, NULL, items, "read the feeds' items, do not fetch their pages")     \
    X(QUIET, 'q', "quiet", FLAG, NULL, quiet, "print errors only")                                 \
    X(HELP, 'h', "help", FLAG, NULL, help, "print this help")                                      \
    X(VERSION, 'V', "version", FLAG, NULL, version, "print the version")

enum {
#define X(id, letter, name, kind, value, field, help) CLI_##id,
    CLI_OPTION_LIST(X)
#undef X
        CLI_N_OPTION
};

#define CLI_BIT(id) (UINT64_C(1) << CLI_##id)
#define CLI_COMMON                                                                                 \
    (CLI_BIT(THREADS) | CLI_BIT(MODEL) | CLI_BIT(QUIET) | CLI_BIT(HELP) | CLI_BIT(VERSION))
#define CLI_FETCHES (CLI_BIT(ALLOW_PRIVATE) | CLI_BIT(TIMEOUT) | CLI_BIT(DELAY))
#define CLI_SAYS                                                                                   \
    (CLI_BIT(PUBLISHED) | CLI_BIT(PUBLISHER) | CLI_BIT(URL) | CLI_BIT(MAP) | CLI_BIT(MAX_BYTES) |  \
     CLI_BIT(ACTORS) | CLI_FETCHES)

typedef struct {
    char letter;  /* or 0 */
    uint8_t kind; /* option_kind */
    const char *name, *value, *help;
    size_t field; /* offset in cli_options */
} cli_option;

/* Option i < CLI_N_OPTION. */
const cli_option *cli_option_at(uint32_t i);

/* Is it a word that is neither a file nor a command, as a mistyped one is? Says so. */
bool cli_is_no_command(const char *word);

/* Fills *out (arg points to room for argc entries, the caller's). allowed: bits of the options that
 * the command takes. false: wrong use; what is wrong was printed. */
bool cli_parse(int argc, char **argv, const char *command, uint64_t allowed, cli_options *out);

#endif
