/* url.c -- addresses: relative ones made whole.  Layer: text. */
#include "text/url.h"

#include "base/str.h"

/* Length of "scheme:", 0 if there is none. */
static uint32_t scheme(sayso_str u)
{
    uint32_t i = 0;
    while (i < u.n && (sayso__is_alpha(u.p[i]) || (i && (sayso__is_digit(u.p[i]) || u.p[i] == '+' ||
                                                         u.p[i] == '-' || u.p[i] == '.'))))
        i++;
    return i && i < u.n && u.p[i] == ':' ? i + 1 : 0;
}

bool sayso__url_is_whole(sayso_str url)
{
    return scheme(url) > 0;
}

/* First of the characters at or behind i, or n. */
static uint32_t stop_at(sayso_str u, uint32_t i, const char *any)
{
    while (i < u.n && !(u.p[i] && strchr(any, u.p[i])))
        i++;
    return i;
}

/* Appends path to out, "." and ".." undone (5.2.4); out begins with the "/" of the path. */
static uint32_t put_path(char *out, sayso_str path)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < path.n;) {
        uint32_t end = stop_at(path, i + 1, "/"); /* path[i] is '/' */
        sayso_str part = sayso__str(path.p + i + 1, end - i - 1);
        bool last = end == path.n, up = sayso__str_is(part, "..");
        if (up || sayso__str_is(part, ".")) {
            while (up && n && out[--n] != '/')
                ;
            if (last)
                out[n++] = '/';
        } else {
            out[n++] = '/';
            memcpy(out + n, part.p, part.n);
            n += part.n;
        }
        i = end;
    }
    return n;
}

bool sayso__url_join(sayso_str base, sayso_str reference, sayso_arena *a, sayso_str *out)
{
    uint32_t head = scheme(base);
    *out = reference;
    if (scheme(reference))
        return true;
    *out = (sayso_str){NULL, 0};
    if (!head || base.n - head < 2 || base.p[head] != '/' || base.p[head + 1] != '/')
        return true;
    uint32_t host = stop_at(base, head + 2, "/?#"), query = stop_at(base, host, "?#");
    char *to = sayso__arena_alloc(a, (size_t)base.n + reference.n + 3);
    char *path = sayso__arena_alloc(a, (size_t)base.n + reference.n + 3);
    if (!to || !path)
        return false;
    bool network = sayso__str_starts(reference, SAYSO_STR("//"));
    uint32_t n = network ? head : host, k = 0, mid = stop_at(reference, 0, "?#");
    memcpy(to, base.p, n);
    if (network) {
        memcpy(to + n, reference.p, reference.n);
        *out = sayso__str(to, (size_t)n + reference.n);
        return true;
    }
    if (!mid || reference.p[0] != '/') { /* behind the base's folder, or at the base itself */
        uint32_t end = query;
        while (mid && end > host && base.p[end - 1] != '/')
            end--;
        if (end == host)
            path[k++] = '/';
        memcpy(path + k, base.p + host, end - host);
        k += end - host;
    }
    memcpy(path + k, reference.p, mid);
    n += put_path(to + n, sayso__str(path, (size_t)k + mid));
    memcpy(to + n, reference.p + mid, reference.n - mid);
    *out = sayso__str(to, (size_t)n + (reference.n - mid));
    return true;
}
