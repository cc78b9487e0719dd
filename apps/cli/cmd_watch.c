/* cmd_watch.c -- sayso watch: reports that come into a folder, as they come.  Layer: app.
 *
 * Only whole files are read: those that their writer has closed, and those moved in. What lies
 * there already is read first, but for files that somebody is writing, which will be told of when
 * they are closed; so it is with folders that appear. Signals are read like events, between two
 * batches, so that the ledger is always left whole. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

/* Files of a batch, and how long it waits for more of them. */
#define BATCH   200u
#define WAIT_MS 200
#define NEAR    64u

#define EVENTS  (IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR | IN_EXCL_UNLINK)

typedef struct {
    int wd;
    char *path;
} folder;

typedef struct {
    cli *c;
    sayso_engine *engine;
    sayso_ledger *ledger;
    char own[PATH_MAX]; /* the ledger's file, which is none of the reports */
    int events, signals;
    folder *folder; /* [n_folder] watched */
    char **file;    /* [n_file] to be read */
    size_t n_folder, n_file;
    sayso_tally tally;
    sayso_error error;
} watch;

/* ---- lists ------------------------------------------------------------------------------------
 */

static char *join(const char *folder_path, const char *name)
{
    size_t n = strlen(folder_path), k = strlen(name) + 1;
    char *path = malloc(n + 1 + k);
    if (!path)
        return NULL;
    memcpy(path, folder_path, n);
    if (n && path[n - 1] != '/')
        path[n++] = '/';
    memcpy(path + n, name, k);
    return path;
}

/* Adds a path, which it takes, to the files to be read; twice the same is once, where they are near
 * each other (reading one twice costs time alone). */
static bool add_file(watch *w, char *path)
{
    for (size_t i = w->n_file; i > 0 && w->n_file - i < NEAR; i--)
        if (strcmp(w->file[i - 1], path) == 0) {
            free(path);
            return true;
        }
    char **all = realloc(w->file, (w->n_file + 1) * sizeof *all);
    if (!all) {
        free(path);
        return false;
    }
    w->file = all;
    w->file[w->n_file++] = path;
    return true;
}

/* Names that programs give to files that they have not finished, and hidden ones. */
static bool is_passing(const char *name)
{
    static const char *const ends[] = {".tmp", ".part", ".partial", ".crdownload", ".swp", "~"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t k = strlen(ends[i]);
        if (n >= k && strcmp(name + n - k, ends[i]) == 0)
            return true;
    }
    return *name == '.';
}

/* Is it the ledger, or one of the files that SQLite keeps beside it? */
static bool is_own(const watch *w, const char *path)
{
    char real[PATH_MAX];
    size_t n = strlen(w->own);
    if (!n || !realpath(path, real) || strncmp(real, w->own, n) != 0)
        return false;
    const char *rest = real + n;
    return !*rest || strcmp(rest, "-wal") == 0 || strcmp(rest, "-shm") == 0 ||
           strcmp(rest, "-journal") == 0;
}

/* Does anybody write it? A lease to read is given only if nobody does; where leases are not to be
 * had, a file is taken for whole. */
static bool is_whole(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return true;
    bool written = fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
    close(fd);
    return !written;
}

/* ---- folders ----------------------------------------------------------------------------------
 */

/* Watches one folder; a folder that is gone by now is none. */
static bool watch_one(watch *w, char *path)
{
    int wd = inotify_add_watch(w->events, path, EVENTS);
    if (wd < 0 && errno == ENOSPC) {
        fputs("sayso: no more folders can be watched (fs.inotify.max_user_watches)\n", stderr);
        return false;
    }
    if (wd < 0)
        return w->n_folder > 0;
    for (size_t i = 0; i < w->n_folder; i++)
        if (w->folder[i].wd == wd) { /* moved, or known */
            free(w->folder[i].path);
            w->folder[i].path = strdup(path);
            return w->folder[i].path != NULL;
        }
    folder *all = realloc(w->folder, (w->n_folder + 1) * sizeof *all);
    if (!all)
        return false;
    w->folder = all;
    char *own = strdup(path);
    if (own)
        w->folder[w->n_folder++] = (folder){wd, own};
    return own != NULL;
}

/* Takes what lies in the folder: whole files to be read, folders onto the list. */
static bool look_into(watch *w, const char *path, char ***list, size_t *n)
{
    DIR *d = opendir(path);
    const struct dirent *entry;
    bool ok = true;
    while (d && ok && (entry = readdir(d))) {
        struct stat st;
        if (is_passing(entry->d_name))
            continue;
        char *child = join(path, entry->d_name);
        bool there = child && lstat(child, &st) == 0;
        ok = child != NULL;
        if (there && S_ISDIR(st.st_mode)) {
            char **more = realloc(*list, (*n + 1) * sizeof *more);
            ok = more != NULL;
            if (more) {
                *list = more;
                more[(*n)++] = child;
                continue;
            }
        } else if (there && S_ISREG(st.st_mode) && !is_own(w, child) && is_whole(child)) {
            ok = add_file(w, child);
            continue;
        }
        free(child);
    }
    if (d)
        closedir(d);
    return ok;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Watches a folder and all beneath it, and takes what lies there; the watch comes first, so that
 * nothing falls between. */
static bool watch_tree(watch *w, const char *top)
{
    size_t n = 1, from = w->n_file;
    char **list = malloc(sizeof *list);
    bool ok = list && (list[0] = strdup(top));
    for (size_t i = 0; ok && i < n; i++)
        ok = watch_one(w, list[i]) && look_into(w, list[i], &list, &n);
    for (size_t i = 0; list && i < n; i++)
        free(list[i]);
    free(list);
    if (w->n_file > from)
        qsort(w->file + from, w->n_file - from, sizeof *w->file, by_bytes);
    return ok;
}

/* ---- events -----------------------------------------------------------------------------------
 */

static bool take_event(watch *w, const struct inotify_event *e)
{
    const char *path = NULL;
    if (e->mask & IN_Q_OVERFLOW) /* some were lost: look at everything */
        return watch_tree(w, w->folder[0].path);
    for (size_t i = 0; i < w->n_folder; i++)
        if (w->folder[i].wd == e->wd)
            path = w->folder[i].path;
    if (!path || !e->len || is_passing(e->name))
        return true;
    char *child = join(path, e->name);
    if (!child)
        return false;
    bool ok = true;
    struct stat st;
    if (e->mask & IN_ISDIR)
        ok = watch_tree(w, child);
    else if (e->mask & (IN_CLOSE_WRITE | IN_MOVED_TO) && lstat(child, &st) == 0 &&
             S_ISREG(st.st_mode) && !is_own(w, child))
        return add_file(w, child);
    free(child);
    return ok;
}

static bool take_events(watch *w)
{
    _Alignas(struct inotify_event) char buf[16384];
    ssize_t n = read(w->events, buf, sizeof buf);
    for (ssize_t at = 0; at < n;) {
        const struct inotify_event *e = (const struct inotify_event *)(const void *)(buf + at);
        if (!take_event(w, e))
            return false;
        at += (ssize_t)(sizeof *e + e->len);
    }
    return n >= 0 || errno == EAGAIN || errno == EINTR;
}

/* Reads the files that are waiting into the ledger. */
static sayso_status read_batch(watch *w)
{
    size_t n = w->n_file < BATCH ? w->n_file : BATCH;
    sayso_tally tally = {0};
    sayso_input input = cli_input(w->c);
    input.path = (const char *const *)w->file;
    input.n_path = n;
    sayso_status s = sayso_ledger_read(w->ledger, w->engine, &input, &tally, &w->error);
    fflush(stdout);
    for (size_t i = 0; i < n; i++)
        free(w->file[i]);
    memmove(w->file, w->file + n, (w->n_file - n) * sizeof *w->file);
    w->n_file -= n;
    w->tally.n_report += tally.n_report;
    w->tally.n_problem += tally.n_problem;
    return s;
}

/* Until a signal: events are taken as they come, files read when no more come or they are many. */
static sayso_status watch_on(watch *w)
{
    for (;;) {
        struct pollfd p[2] = {{.fd = w->signals, .events = POLLIN},
                              {.fd = w->events, .events = POLLIN}};
        int n = poll(p, 2, w->n_file >= BATCH ? 0 : w->n_file ? WAIT_MS : -1);
        if (n < 0 && errno != EINTR)
            break;
        if (n > 0 && p[0].revents)
            return SAYSO_OK;
        if (n > 0 && p[1].revents && !take_events(w))
            break;
        if (w->n_file && (n == 0 || w->n_file >= BATCH)) {
            sayso_status s = read_batch(w);
            if (s != SAYSO_OK)
                return s;
        }
    }
    w->error = (sayso_error){.code = SAYSO_EIO};
    snprintf(w->error.message, sizeof w->error.message, "cannot watch: %s", strerror(errno));
    return SAYSO_EIO;
}

static sayso_status begin(watch *w)
{
    const char *path = w->c->o.arg[0];
    const char *ledger = w->c->o.ledger ? w->c->o.ledger : "sayso.db";
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
        w->error = (sayso_error){.code = SAYSO_EUSE};
        snprintf(w->error.message, sizeof w->error.message, "%s: no such folder", path);
        return SAYSO_EUSE;
    }
    if (!realpath(ledger, w->own))
        w->own[0] = 0;
    w->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (w->events >= 0 && watch_tree(w, path))
        return watch_on(w);
    w->error = (sayso_error){.code = SAYSO_EIO};
    snprintf(w->error.message, sizeof w->error.message, "%s: cannot be watched: %s", path,
             strerror(errno));
    return SAYSO_EIO;
}

static void end(watch *w)
{
    for (size_t i = 0; i < w->n_folder; i++)
        free(w->folder[i].path);
    for (size_t i = 0; i < w->n_file; i++)
        free(w->file[i]);
    free(w->folder);
    free(w->file);
    if (w->events >= 0)
        close(w->events);
    if (w->signals >= 0)
        close(w->signals);
}

static int run(cli *c)
{
    watch w = {.c = c, .events = -1};
    int status;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, NULL); /* before there are threads */
    w.signals = signalfd(-1, &ends, SFD_CLOEXEC);
    if (w.signals < 0) {
        perror("sayso: signals");
        return EXIT_TROUBLE;
    }
    c->list = !c->o.quiet;
    if (!cli_open(c, true, &w.engine, &w.ledger, &status)) {
        close(w.signals);
        return status;
    }
    sayso_status s = begin(&w);
    cli_close(w.engine, w.ledger);
    end(&w);
    if (s == SAYSO_OK && !c->o.quiet)
        printf("%llu report%s read, %llu could not be\n", (unsigned long long)w.tally.n_report,
               w.tally.n_report == 1 ? "" : "s", (unsigned long long)w.tally.n_problem);
    return cli_finish(c, s, &w.error, NULL, EXIT_READ);
}

const cli_command cmd_watch = {
    .name = "watch",
    .args = "FOLDER",
    .summary = "read what lies in a folder and what comes into it, until stopped",
    .more =
        "Folders inside are watched, too. A file is read when its writer has closed it or when it "
        "was moved in; hidden files and those that end in .tmp, .part, .partial, .crdownload, .swp "
        "or ~ are not. Ends at SIGINT or SIGTERM, after the reports at hand.",
    .options = CLI_COMMON | CLI_SAYS | CLI_BIT(LEDGER),
    .least = 1,
    .most = 1,
    .run = run,
};
