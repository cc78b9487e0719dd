/* test_bulk.c -- rows that wait and go in together are the rows that one statement each makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "ledger/sql.h"

static sayso_error err;

#define OK(call) assert_int_equal((call), SAYSO_OK)

static sayso_ledger *open_new(void)
{
    static const sayso_ledger_options options = {.program = "0.1", .now = 1938000000};
    sayso_ledger *l;
    OK(sayso__ledger_open(":memory:", &options, &l, &err));
    OK(sayso__sql_exec(l, "PRAGMA foreign_keys = OFF", &err)); /* rows that point nowhere */
    OK(sayso__ledger_begin(l, &err));
    return l;
}

/* All rows of a table as one text. */
static void text_of(sayso_ledger *l, const char *sql, char *out, size_t room)
{
    sayso_stmt *s;
    size_t n = 0;
    OK(sayso__sql_prepare(l, sql, &s, &err, ""));
    for (out[0] = 0; sayso__sql_next(s) == SAYSO_ROW; n += (size_t)snprintf(out + n, room - n, "|"))
        for (int i = 0; i < sayso__sql_columns(s); i++)
            n += (size_t)snprintf(out + n, room - n, "%s,",
                                  sayso__sql_null(s, i) ? "-" : sayso__sql_str(s, i).p);
    sayso__sql_finish(s);
}

typedef sayso_status put(sayso_ledger *l, sayso_sql id, sayso_error *err, const char *format, ...);

/* Keys out of order, one of them twice, with all kinds of values and none. */
static void put_rows(sayso_ledger *l, put *row)
{
    static const char *const key[] = {"c", "a", "b", "ab", "", "a"};
    static const int64_t hash[] = {7, -9, INT64_MAX, 0, INT64_MIN, 7};
    for (uint32_t i = 0; i < 6; i++) {
        sayso_number low = {i + 0.5, i != 1};
        OK(row(l, SAYSO_SQL_TIMEX_ADD, &err, "zzzszsdd", key[i], "span", "DATE",
               sayso__str("2031-05", i), NULL, (sayso_str){NULL, 0}, (int32_t)i,
               i == 2 ? SAYSO_NO_DAY : (int32_t)(i * 400)));
        OK(row(l, SAYSO_SQL_PRINT_ADD, &err, "ii", hash[i], (int64_t)1));
        if (i == 5)
            continue; /* the key would be there twice, which the next two do not take */
        OK(row(l, SAYSO_SQL_INCIDENT_ADD, &err, "zzizddsszffz", key[i], "document", (int64_t)i,
               "attack", (int32_t)i, SAYSO_NO_DAY, SAYSO_STR("Dolvan"), (sayso_str){NULL, 0}, NULL,
               low, low, NULL));
        OK(row(l, SAYSO_SQL_NAMES_ADD, &err, "idbo", (int64_t)(9 - i), (int32_t)i,
               sayso__str("\0\1\2\3", i % 4 + 1), i));
    }
}

static const char *const tables[] = {"SELECT * FROM timex ORDER BY 1",
                                     "SELECT * FROM fingerprint ORDER BY 1",
                                     "SELECT * FROM incident ORDER BY 1",
                                     ("SELECT n, day, hex(names), n_prints FROM document_names "
                                      "ORDER BY 1")};
#define N_TABLE (sizeof tables / sizeof *tables)

static void rows_are_those_of_single_statements(void **state)
{
    sayso_ledger *one = open_new(), *many = open_new();
    char a[2000], b[2000];
    (void)state;
    put_rows(one, sayso__sql_run);
    put_rows(many, sayso__sql_later);
    text_of(many, tables[0], b, sizeof b);
    assert_string_equal(b, ""); /* not yet */
    OK(sayso__sql_flush(many, &err));
    for (uint32_t i = 0; i < N_TABLE; i++) {
        text_of(one, tables[i], a, sizeof a);
        text_of(many, tables[i], b, sizeof b);
        assert_true(strlen(a) > 20);
        assert_string_equal(b, a);
    }
    OK(sayso__sql_flush(many, &err)); /* nothing waits: nothing comes twice */
    sayso__ledger_close(one);
    sayso__ledger_close(many);
}

static void what_waits_is_dropped_with_its_batch(void **state)
{
    sayso_ledger *l = open_new();
    char text[2000];
    (void)state;
    put_rows(l, sayso__sql_later);
    sayso__ledger_rollback(l);
    OK(sayso__ledger_begin(l, &err));
    OK(sayso__sql_flush(l, &err));
    for (uint32_t i = 0; i < N_TABLE; i++) {
        text_of(l, tables[i], text, sizeof text);
        assert_string_equal(text, "");
    }
    sayso__ledger_close(l);
}

static void a_row_that_cannot_be_is_an_error(void **state)
{
    sayso_ledger *l = open_new();
    (void)state;
    for (uint32_t i = 0; i < 2; i++)
        OK(sayso__sql_later(l, SAYSO_SQL_CODE_ADD, &err, "zzzz", "scheme", NULL, "ours", "theirs"));
    assert_int_equal(sayso__sql_flush(l, &err), SAYSO_ELEDGER);
    sayso__ledger_rollback(l);
    OK(sayso__ledger_begin(l, &err));
    OK(sayso__sql_later(l, SAYSO_SQL_CODE_ADD, &err, "zzzz", "scheme", NULL, "ours", "theirs"));
    OK(sayso__sql_flush(l, &err));
    sayso__ledger_close(l);
}

/* More rows than are kept room for, twice. */
static void many_rows(void **state)
{
    sayso_ledger *l = open_new();
    int64_t n;
    (void)state;
    for (int64_t i = 0; i < 200000; i++) {
        OK(sayso__sql_later(l, SAYSO_SQL_PRINT_ADD, &err, "ii", i * 7919 % 200003, i));
        if (i % 120000 == 119999)
            OK(sayso__sql_flush(l, &err));
    }
    OK(sayso__sql_flush(l, &err));
    OK(sayso__sql_number(l, "SELECT count(DISTINCT hash) FROM fingerprint", &n, &err));
    assert_int_equal(n, 200000);
    sayso__ledger_close(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_those_of_single_statements),
        cmocka_unit_test(what_waits_is_dropped_with_its_batch),
        cmocka_unit_test(a_row_that_cannot_be_is_an_error),
        cmocka_unit_test(many_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
