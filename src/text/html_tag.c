/* html_tag.c -- names of elements and attributes.  Layer: text. */
#include "text/html_tag.h"

#include "base/str.h"

#define NAME_MOST 12u

const uint16_t sayso__html_tag_flags[SAYSO_EL_N] = {0, 0,
#define X(name, text, flags) (flags),
                                                    SAYSO_EL_LIST(X)
#undef X
};

typedef struct {
    const char *name;
    uint32_t n;
} word;

static const word tags[] = {
#define X(name, text, flags) {text, sizeof text - 1},
    SAYSO_EL_LIST(X)
#undef X
};

static const word attrs[] = {
#define X(name, text) {text, sizeof text - 1},
    SAYSO_HTML_ATTR_LIST(X)
#undef X
};

/* Place of a name in a sorted list of n words, n if it is not there. */
static uint32_t look_up(const word *list, uint32_t n, const char *name, uint32_t n_name)
{
    char key[NAME_MOST];
    uint32_t lo = 0, hi = n;
    if (n_name == 0 || n_name > NAME_MOST)
        return n;
    for (uint32_t i = 0; i < n_name; i++)
        key[i] = sayso__ascii_lower(name[i]);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int c = sayso__str_cmp(sayso__str(list[mid].name, list[mid].n), sayso__str(key, n_name));
        if (c == 0)
            return mid;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return n;
}

sayso_html_tag sayso__html_tag_of(const char *name, uint32_t n)
{
    uint32_t known = sizeof tags / sizeof *tags, i = look_up(tags, known, name, n);
    return i < known ? (sayso_html_tag)(SAYSO_EL_OTHER + 1 + i) : SAYSO_EL_OTHER;
}

sayso_html_attr_id sayso__html_attr_of(const char *name, uint32_t n)
{
    return (sayso_html_attr_id)look_up(attrs, SAYSO_ATTR_N, name, n);
}
