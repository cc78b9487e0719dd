/* page_find.c -- what a search found, for people.  Layer: view. */
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "view/page.h"

#define ID_DIGITS 12

/* The words looked for in colour, or between stars where there are none. */
static sayso_str lit(sayso_arena *a, const char *text, bool colour)
{
    size_t n = strlen(text);
    char *p = sayso__arena_copy(a, text, n);
    for (size_t i = 0; p && i < n; i++) {
        if (p[i] == SAYSO_FIND_BEG)
            p[i] = colour ? SAYSO_STYLE_WARN + 1 : '*';
        else if (p[i] == SAYSO_FIND_END)
            p[i] = colour ? SAYSO_STYLE_PLAIN + 1 : '*';
    }
    return sayso__str(p, p ? n : 0);
}

static const char *text_of(const sayso_cell *c)
{
    return c->text ? c->text : "";
}

/* Cells: what, report, claim, source_actor, speech_act, day, publisher, title, text. */
static bool put_row(sayso_paper *p, const sayso_cell *c, sayso_arena *a)
{
    const char *who = c[3].text   ? c[3].text
                      : c[2].text ? "?"
                      : c[7].text ? c[7].text
                                  : text_of(&c[6]);
    sayso__paper_style(p, SAYSO_STYLE_FAINT);
    if (c[2].text)
        sayso__paper_print(p, "%.*s", ID_DIGITS, c[2].text);
    else
        sayso__paper_text(p, "report");
    sayso__paper_style(p, SAYSO_STYLE_PLAIN);
    sayso__paper_tab(p, ID_DIGITS + 2, 1);
    sayso__paper_clip(p, sayso__str_z(who), p->width / 2);
    if (c[4].text)
        sayso__paper_print(p, ": %s", c[4].text);
    if (c[5].text)
        sayso__paper_print(p, ", %s", c[5].text);
    sayso__paper_style(p, SAYSO_STYLE_FAINT);
    sayso__paper_text(p, "  ");
    sayso__paper_clip(p, sayso__str_z(text_of(&c[1])), sayso__paper_left(p));
    sayso__paper_style(p, SAYSO_STYLE_PLAIN);
    sayso__paper_newline(p);
    sayso__paper_tab(p, 4, 0);
    sayso_str text = lit(a, text_of(&c[8]), p->colour);
    if (!text.p)
        return false;
    sayso__paper_wrap(p, text, 4);
    sayso__paper_newline(p);
    return true;
}

sayso_status sayso__page_find(const sayso_table_rows *t, sayso_paper *paper, sayso_arena *a,
                              sayso_error *err)
{
    if (!t->n_row) {
        sayso__paper_text(paper, "nothing found");
        sayso__paper_newline(paper);
    }
    for (uint32_t i = 0; i < t->n_row; i++)
        if (!put_row(paper, &t->cell[(size_t)i * t->n_column], a))
            return sayso__fail_memory(err);
    return SAYSO_OK;
}

sayso_status sayso__page_find_plain(sayso_table_rows *t, sayso_arena *a, sayso_error *err)
{
    for (size_t i = 0; i < (size_t)t->n_row * t->n_column; i++) {
        const char *from = t->cell[i].text;
        if (!from || !strpbrk(from, (const char[]){SAYSO_FIND_BEG, SAYSO_FIND_END, 0}))
            continue;
        char *to = sayso__arena_copy(a, from, strlen(from));
        if (!to)
            return sayso__fail_memory(err);
        t->cell[i].text = to;
        for (; *from; from++)
            if (*from != SAYSO_FIND_BEG && *from != SAYSO_FIND_END)
                *to++ = *from;
        *to = '\0';
    }
    return SAYSO_OK;
}
