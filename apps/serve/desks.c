/* desks.c -- handles of the ledger for the server's threads.  Layer: app.
 *
 * A file may be put in the ledger's place, damaged or taken away while it is served. Whoever takes
 * a handle looks at the path first: where another file lies there, the handle is opened anew. A
 * handle whose question failed is opened anew as well, so that a ledger which is sound again is
 * served again. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "server.h"

#define WAIT_MS 2000u

static sayso_status fail(sayso_error *err, sayso_status status, const char *what)
{
    *err = (sayso_error){.code = status};
    snprintf(err->message, sizeof err->message, "%s", what);
    return status;
}

/* Opens d, or opens it anew where the path leads to another file than before. */
static sayso_status open_here(const char *path, desk *d, sayso_error *err)
{
    struct stat st;
    if (sayso_ledger_is_address(path))
        return d->ledger ? SAYSO_OK : sayso_ledger_open_reader(path, WAIT_MS, &d->ledger, err);
    if (stat(path, &st) != 0) {
        char what[120];
        snprintf(what, sizeof what, "the ledger's file cannot be read: %s", strerror(errno));
        sayso_ledger_close(d->ledger);
        d->ledger = NULL;
        return fail(err, SAYSO_EIO, what);
    }
    if (d->ledger && st.st_dev == d->device && st.st_ino == d->inode)
        return SAYSO_OK;
    sayso_ledger_close(d->ledger);
    d->ledger = NULL;
    d->device = st.st_dev;
    d->inode = st.st_ino;
    if (!st.st_size) /* an empty file would be made a ledger */
        return fail(err, SAYSO_ELEDGER, "the ledger's file is empty");
    return sayso_ledger_open_reader(path, WAIT_MS, &d->ledger, err);
}

bool desks_open(desks *d, const char *path, uint32_t n)
{
    *d = (desks){.path = path, .n = n, .desk = calloc(n, sizeof *d->desk)};
    pthread_mutex_init(&d->lock, NULL);
    pthread_mutex_init(&d->watch_lock, NULL);
    pthread_cond_init(&d->freed, NULL);
    pthread_rwlock_init(&d->file, NULL);
    return d->desk;
}

void desks_close(desks *d)
{
    for (uint32_t i = 0; d->desk && i < d->n; i++)
        sayso_ledger_close(d->desk[i].ledger);
    sayso_ledger_close(d->watch.ledger);
    free(d->desk);
    pthread_cond_destroy(&d->freed);
    pthread_rwlock_destroy(&d->file);
    pthread_mutex_destroy(&d->watch_lock);
    pthread_mutex_destroy(&d->lock);
}

time_t steady(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* Between asking and not asking the handle stays open, so that a question may be interrupted. */
static void mark(desks *d, desk *one, bool asking)
{
    pthread_mutex_lock(&d->lock);
    one->asking = asking;
    one->since = steady();
    pthread_mutex_unlock(&d->lock);
}

desk *desks_take(desks *d, sayso_error *err)
{
    desk *one = NULL;
    pthread_mutex_lock(&d->lock);
    while (!one) {
        for (uint32_t i = 0; i < d->n && !one; i++)
            if (!d->desk[i].taken)
                one = &d->desk[i];
        if (!one)
            pthread_cond_wait(&d->freed, &d->lock);
    }
    one->taken = true;
    pthread_mutex_unlock(&d->lock);
    pthread_rwlock_rdlock(&d->file);
    sayso_status status = open_here(d->path, one, err);
    if (status == SAYSO_OK) {
        mark(d, one, true);
        return one;
    }
    desks_return(d, one, status);
    return NULL;
}

static bool is_trouble(sayso_status status)
{
    return status == SAYSO_EIO || status == SAYSO_ELEDGER || status == SAYSO_ENOMEM;
}

void desks_return(desks *d, desk *one, sayso_status status)
{
    mark(d, one, false);
    if (is_trouble(status)) {
        sayso_ledger_close(one->ledger);
        one->ledger = NULL;
    }
    pthread_rwlock_unlock(&d->file);
    pthread_mutex_lock(&d->lock);
    one->taken = false;
    pthread_cond_signal(&d->freed);
    pthread_mutex_unlock(&d->lock);
}

void desks_tend(desks *d, time_t now, time_t most, time_t idle)
{
    pthread_mutex_lock(&d->lock);
    for (uint32_t i = 0; i < d->n; i++) {
        desk *one = &d->desk[i];
        if (one->asking && now - one->since > most) {
            sayso_ledger_interrupt(one->ledger);
        } else if (!one->taken && one->ledger && now - one->since > idle) {
            sayso_ledger_close(one->ledger);
            one->ledger = NULL;
        }
    }
    pthread_mutex_unlock(&d->lock);
}

/* Every handle, when nobody asks. */
static void close_all(desks *d)
{
    pthread_rwlock_wrlock(&d->file);
    pthread_mutex_lock(&d->lock);
    for (uint32_t i = 0; i < d->n; i++) {
        sayso_ledger_close(d->desk[i].ledger);
        d->desk[i].ledger = NULL;
    }
    pthread_mutex_unlock(&d->lock);
    sayso_ledger_close(d->watch.ledger);
    d->watch.ledger = NULL;
    pthread_rwlock_unlock(&d->file);
}

/* Another file lies at the path: every handle of the old one is closed before the first of the new
 * one is opened. The log of the old file goes with its last handle; the new one must not find it,
 * for it would take it for its own. */
static void leave_old_file(desks *d)
{
    struct stat st;
    if (d->watch.ledger && stat(d->path, &st) == 0 &&
        (st.st_dev != d->watch.device || st.st_ino != d->watch.inode))
        close_all(d);
}

static sayso_status ask_change(desks *d, int64_t *change, sayso_error *err)
{
    const sayso_ledger *before = d->watch.ledger;
    sayso_status status = open_here(d->path, &d->watch, err);
    d->generation += d->watch.ledger != before;
    if (status == SAYSO_OK)
        status = sayso_ledger_change(d->watch.ledger, change, err);
    if (is_trouble(status)) {
        sayso_ledger_close(d->watch.ledger);
        d->watch.ledger = NULL;
    }
    return status;
}

sayso_status desks_change(desks *d, char out[48], sayso_error *err)
{
    int64_t change = 0;
    pthread_mutex_lock(&d->watch_lock);
    leave_old_file(d);
    sayso_status status = ask_change(d, &change, err);
    if (status == SAYSO_EIO && sayso_ledger_is_address(d->path)) {
        close_all(d); /* the database's server may have been started anew */
        status = ask_change(d, &change, err);
    }
    snprintf(out, 48, "%u-%llu-%lld", d->generation, (unsigned long long)d->watch.inode,
             (long long)change);
    pthread_mutex_unlock(&d->watch_lock);
    return status;
}
