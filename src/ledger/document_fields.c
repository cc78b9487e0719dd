/* document_fields.c -- what the ledger keeps of a document.  Layer: ledger. */
#include "ledger/document_fields.h"

#include <stdio.h>

#include "base/date.h"
#include "base/str.h"
#include "ledger/names.h"

sayso_str sayso__fields_given(const sayso_doc *d, sayso_arena *a)
{
    if (d->id.p)
        return d->id;
    if (d->url.p)
        return d->url;
    if (d->unit.number == 0)
        return d->unit.uri.p ? d->unit.uri : SAYSO_STR("-");
    return sayso__arena_print(a, "%.*s#%u", (int)d->unit.uri.n, d->unit.uri.p ? d->unit.uri.p : "",
                              d->unit.number);
}

const char *sayso__fields_content(const sayso_doc *d, sayso_str given, sayso_arena *a)
{
    const sayso_str part[2] = {given, {d->text, d->n_text}};
    return sayso__names_id(a, part, 2);
}

bool sayso__fields_instant(sayso_str given, sayso_arena *a, const char **out)
{
    int32_t local;
    int64_t utc;
    *out = NULL;
    if (!given.p || !sayso__date_parse(given, &local, &utc))
        return true;
    int64_t day = utc / 86400 - (utc % 86400 < 0), second = utc - day * 86400;
    char date[16], text[32];
    sayso__date_print((int32_t)day, date);
    int n = snprintf(text, sizeof text, "%.10sT%02d:%02d:%02dZ", date, (int)(second / 3600),
                     (int)(second / 60 % 60), (int)(second % 60));
    *out = sayso__arena_copy(a, text, (size_t)n);
    return *out;
}

static sayso_str block_text(const sayso_doc *d, sayso_block_kind kind)
{
    for (uint32_t i = 0; i < d->n_block; i++)
        if (d->block[i].kind == kind)
            return sayso__str_span(d->text, d->block[i].at);
    return (sayso_str){NULL, 0};
}

sayso_str sayso__fields_headline(const sayso_doc *d)
{
    return d->has_title ? sayso__doc_title(d) : block_text(d, SAYSO_BLOCK_TITLE);
}

sayso_str sayso__fields_byline(const sayso_doc *d)
{
    return d->byline.p ? d->byline : block_text(d, SAYSO_BLOCK_BYLINE);
}

sayso_str sayso__fields_credit(const sayso_doc *d)
{
    return d->dateline.agency.end ? sayso__str_span(d->text, d->dateline.agency)
                                  : sayso__names_agency(sayso__fields_byline(d));
}
