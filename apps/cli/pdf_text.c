/* pdf_text.c -- text of a PDF file by poppler's pdftotext, where it is installed.  Layer: app.
 *
 * The file goes in through a file in memory, the text comes out through a pipe. A file from
 * elsewhere may be made to keep the program busy: it gets a minute, of the processor and of the
 * clock. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

#define SECONDS     60
#define NOT_FOUND   127 /* as a shell says it */
#define NOT_STARTED 126
#define MEMORY_MOST ((rlim_t)4 << 30)

static sayso_status fail(sayso_error *err, const char *what)
{
    if (err) {
        *err = (sayso_error){.code = SAYSO_EINPUT};
        snprintf(err->message, sizeof err->message, "%s", what);
    }
    return SAYSO_EINPUT;
}

/* A file in memory that holds the bytes, at its beginning; -1 if there is none. */
static int file_of(const char *p, size_t n)
{
    int fd = memfd_create("sayso", MFD_CLOEXEC);
    while (fd >= 0 && n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0) {
            close(fd);
            return -1;
        }
        p += k;
        n -= (size_t)k;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

/* The child: nothing but what may be called after fork in a program with threads. */
static void become_pdftotext(int in, int out)
{
    const struct rlimit seconds = {SECONDS, SECONDS}, memory = {MEMORY_MOST, MEMORY_MOST};
    int null = open("/dev/null", O_WRONLY);
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &memory);
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        (null >= 0 && dup2(null, STDERR_FILENO) < 0)) /* without /dev/null it may complain */
        _exit(NOT_STARTED);
    execlp("pdftotext", "pdftotext", "-q", "-enc", "UTF-8", "-nopgbrk", "-", "-", (char *)NULL);
    _exit(errno == ENOENT ? NOT_FOUND : NOT_STARTED);
}

/* Hands on what comes through the pipe until its end; false: time is over, or it is enough. */
static bool pass_on(int pipe_end, sayso_write *write_text, void *to)
{
    struct pollfd ready = {.fd = pipe_end, .events = POLLIN};
    time_t end = time(NULL) + SECONDS;
    static _Thread_local char buf[1 << 16];
    for (;;) {
        time_t left = end - time(NULL);
        int n_ready = left > 0 ? poll(&ready, 1, (int)left * 1000) : 0;
        if (n_ready < 0 && errno == EINTR)
            continue;
        ssize_t n = n_ready > 0 ? read(pipe_end, buf, sizeof buf) : 0;
        if (n < 0 && errno == EINTR)
            continue;
        if (n_ready > 0 && n == 0)
            return true;
        if (n <= 0 || !write_text(to, buf, (size_t)n))
            return false;
    }
}

sayso_status cli_pdf_text(void *user, const void *pdf, size_t n, sayso_write *write_text, void *to,
                          sayso_error *err)
{
    (void)user;
    int end[2], status = 0;
    int file = file_of(pdf, n);
    if (file < 0 || pipe2(end, O_CLOEXEC) != 0) {
        if (file >= 0)
            close(file);
        return fail(err, "a PDF file: no room to hand it to pdftotext");
    }
    pid_t child = fork();
    if (child == 0)
        become_pdftotext(file, end[1]);
    close(file);
    close(end[1]);
    if (child > 0 && !pass_on(end[0], write_text, to))
        kill(child, SIGKILL);
    close(end[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == NOT_STARTED))
        return fail(err, "a PDF file: pdftotext cannot be started");
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
        return fail(err, "a PDF file: install pdftotext (package poppler-utils) to have it read");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return fail(err, "a PDF file that pdftotext could not read");
    return SAYSO_OK;
}
