/* code_map.c -- the table of codes, as the program has them.  Layer: ledger. */
#include "base/fail.h"
#include "base/vocab.h"
#include "ledger/sql.h"

static sayso_status add(sayso_ledger *l, const char *ours, sayso_codes c, sayso_error *err)
{
    const char *const row[][3] = {{"CAMEO", "1.1b3", c.cameo},
                                  {"PLOVER", "2", c.plover},
                                  {"reason", NULL, c.reason}};
    for (uint32_t k = 0; k < 3; k++)
        if (row[k][2])
            SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_CODE_ADD, err, "zzzz", row[k][0], row[k][1], ours,
                                     row[k][2]));
    return SAYSO_OK;
}

sayso_status sayso__code_map_fill(sayso_ledger *l, sayso_error *err)
{
    SAYSO_TRY(sayso__sql_run(l, SAYSO_SQL_CODES_DROP, err, ""));
    for (uint8_t k = 1; k < SAYSO_ACT_N; k++)
        SAYSO_TRY(add(l, sayso__word(SAYSO_VOCAB_SPEECH_ACT, k), sayso__codes_of_act(k), err));
    for (uint8_t k = 1; k < SAYSO_EVENT_N; k++)
        SAYSO_TRY(add(l, sayso__word(SAYSO_VOCAB_EVENT, k), sayso__codes_of_kind(k), err));
    return SAYSO_OK;
}
