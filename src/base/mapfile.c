/* mapfile.c -- mmap.  Layer: base. */
#define _POSIX_C_SOURCE 200809L
#include "base/mapfile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"

sayso_status sayso__mapfile_open(const char *path, sayso_mapfile *out, sayso_error *err)
{
    *out = (sayso_mapfile){NULL, 0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        int why = errno;
        if (fd >= 0)
            close(fd);
        return sayso__fail(err, SAYSO_EIO, 0, "%s: %s", path, strerror(why));
    }
    if (!S_ISREG(st.st_mode)) {
        close(fd);
        return sayso__fail(err, SAYSO_EIO, 0, "%s: not a regular file", path);
    }
    void *p = st.st_size ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    int why = errno;
    close(fd);
    if (p == MAP_FAILED)
        return sayso__fail(err, SAYSO_EIO, 0, "%s: %s", path, strerror(why));
    *out = (sayso_mapfile){p, (size_t)st.st_size};
    return SAYSO_OK;
}

void sayso__mapfile_close(sayso_mapfile *m)
{
    if (m->p)
        munmap((void *)(uintptr_t)m->p, m->n);
    *m = (sayso_mapfile){NULL, 0};
}
