/* test_csv.c -- tables: what is one, its rows, and the way back from a row's text to its bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "reading_fixture.h"
#include "text/csv.h"
#include "text/doc.h"

/* All rows as "id|title|published|text;" with what the map says of the text's first byte and last;
 * errors as "!message;". */
static const char *table(const char *csv, const char *map)
{
    static char out[8000];
    sayso_read_options options = {.map = sayso__str_z(map)};
    sayso_reader *r;
    sayso_error err;
    sayso_unit u;
    sayso_doc d;
    size_t at = 0;
    assert_int_equal(sayso__reader_open_memory(csv, strlen(csv), "t", &options, &r, &err),
                     SAYSO_OK);
    for (;;) {
        sayso_status s = sayso__reader_next(r, &arena, &u, &err);
        if (s == SAYSO_OK && !u.bytes)
            break;
        if (s == SAYSO_OK) {
            assert_memory_equal(u.bytes, csv + u.offset, u.n);
            assert_int_equal(u.media, SAYSO_MEDIA_CSV);
            s = sayso__doc_make(&u, &options, &arena, &d, &err);
        }
        if (s != SAYSO_OK) {
            at += (size_t)sprintf(out + at, "!%s;", err.message);
            continue;
        }
        sayso_str title = sayso__doc_title(&d), body = sayso__doc_body(&d);
        at += (size_t)sprintf(out + at, "%.*s|%.*s|%.*s|%.*s;", (int)d.id.n, d.id.p, (int)title.n,
                              title.p ? title.p : "", (int)d.published.n,
                              d.published.p ? d.published.p : "", (int)body.n, body.p);
    }
    sayso__reader_close(r);
    out[at] = 0;
    return out;
}

static void rows_are_reports(void **state)
{
    (void)state;
    assert_string_equal(table("id,title,text,published\n7,A mill,It burned.,2031-04-05\n"
                              "8,\"Two, three\",\"He said \"\"no\"\".\nTwice.\",\n",
                              NULL),
                        "7|A mill|2031-04-05|It burned.;8|Two, three||He said \"no\".\nTwice.;");
    assert_string_equal(table("\xef\xbb\xbfTitle\tBody\r\nOne\tIt \"burned\".\r\n\r\nTwo\tIt fell.",
                              NULL),
                        "t#1|One||It \"burned\".;t#2|Two||It fell.;");
    assert_string_equal(table("\xef\xbb\xbf\"id\",\"text\"\n1,It burned.\n", NULL),
                        "1|||It burned.;");
    assert_string_equal(table("\xef\xbb\xbf\"the\nid\"\t\"text\"\tdate\n1\tIt burned.\t\n", NULL),
                        "t#1|||It burned.;");
    assert_string_equal(table("Article ID;Full-Text;Pub_Date\n1;It burned.;NULL\n", NULL),
                        "1|||It burned.;");
    assert_string_equal(table("nr,main\n1,It burned.\n", "text=main,id=nr"), "1|||It burned.;");
    assert_string_equal(table("main\nIt burned.\n", "text=main"), "t#1|||It burned.;");
    assert_string_equal(table("id,text\n1,\n2,x\n", NULL), "!a row without a text;2|||x;");
    assert_string_equal(table("id,text,text\n1,a,b", NULL), "1|||a;");
    assert_string_equal(table("id,text\n1,\"a\"", NULL), "1|||a;");
    assert_string_equal(table("id,text\n1,\"a\"\"\"\n2,b", NULL), "1|||a\";2|||b;");
}

static void a_mark_that_is_not_closed_costs_its_row(void **state)
{
    (void)state;
    assert_string_equal(table("id,text\n1,\"It burned.\n2,It fell.\n", NULL),
                        "!a row with a quotation mark that is not closed;2|||It fell.;");
}

static void what_names_no_text_is_no_table(void **state)
{
    (void)state;
    static const char *const no[] =
        {"id,title\n1,One\n",
         "text\nIt burned.\n",
         "The text, he said.\nIt burned.\n",
         "text,more\nIt,burned\n",
         "text;lang;tags;section\nIt;burned\n",
         "<html lang=en><script>x;text;url;id;</script>\n<p>It burned.\n"};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        sayso_reader *r;
        sayso_error err;
        sayso_unit u;
        assert_int_equal(sayso__reader_open_memory(no[i], strlen(no[i]), "t", NULL, &r, &err),
                         SAYSO_OK);
        assert_int_equal(sayso__reader_next(r, &arena, &u, &err), SAYSO_OK);
        assert_int_equal(u.media, no[i][0] == '<' ? SAYSO_MEDIA_HTML : SAYSO_MEDIA_TEXT);
        sayso__reader_close(r);
    }
}

/* Every byte of the text leads to bytes of the row that hold it, a mark to both of its bytes. */
static void a_row_leads_back_to_its_bytes(void **state)
{
    (void)state;
    static const char row[] = "9,\"Caf\xe9 \"\"Mill\"\"\",\"It \"\"burned\"\".\"";
    sayso_unit u = {.bytes = row,
                    .n = sizeof row - 1,
                    .media = SAYSO_MEDIA_CSV,
                    .parameters = SAYSO_STR(
                        "columns=\"id,title,text\"; delimiter=\",\"; charset=windows-1252")};
    sayso_doc d;
    sayso_error err;
    assert_int_equal(sayso__doc_make(&u, NULL, &arena, &d, &err), SAYSO_OK);
    assert_true(sayso__str_is(sayso__doc_title(&d), "Caf\xc3\xa9 \"Mill\""));
    assert_true(sayso__str_is(sayso__doc_body(&d), "It \"burned\"."));
    for (uint32_t i = 0; i < d.n_text; i++) {
        sayso_span raw = sayso__doc_raw(&d, (sayso_span){i, i + 1});
        if ((uint8_t)d.text[i] >= 0x80)
            assert_int_equal(row[raw.beg], '\xe9');
        else if (raw.end > raw.beg)
            assert_int_equal(row[raw.beg], d.text[i]);
        assert_int_equal(raw.end - raw.beg, d.text[i] == '"'                  ? 2
                                            : d.text[i] == '\n' && i < d.body ? 0
                                                                              : 1);
    }
}

/* Fields written by the rules come back, whatever is in them and wherever the row is cut. */
static void what_is_written_comes_back(void **state)
{
    (void)state;
    static const char some[] = "ab,\"\n\t";
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        char field[3][16], row[200];
        uint32_t n = 0, at = 0;
        for (int k = 0; k < 3; k++) {
            uint32_t m = 0;
            row[n++] = k ? ',' : '"';
            if (k)
                row[n++] = '"';
            for (seed = seed * 6364136223846793005u + 1; m < (seed >> 60); m++) {
                char c = some[(seed >> (20 + m)) % 7];
                c = c ? c : 'x';
                field[k][m] = c;
                row[n++] = c;
                if (c == '"')
                    row[n++] = c;
            }
            field[k][m] = 0;
            row[n++] = '"';
        }
        row[n] = '\n';
        size_t seen = 0;
        bool quoted = false, found = false;
        for (uint32_t cut = 0; cut <= n + 1 && !found; cut++)
            found = sayso__csv_row_end(row, cut, ',', &seen, &quoted);
        assert_true(found && seen == n);
        for (int k = 0; k < 3; k++) {
            sayso_csv_field f = sayso__csv_field(row, n, ',', &at);
            char plain[16];
            uint32_t m = 0;
            for (uint32_t i = f.at.beg; i < f.at.end; i++) {
                plain[m++] = row[i];
                i += row[i] == '"';
            }
            plain[m] = 0;
            assert_string_equal(plain, field[k]);
            assert_int_equal(f.last, k == 2);
        }
    }
}

static void a_map_is_checked(void **state)
{
    (void)state;
    sayso_error err;
    assert_int_equal(sayso__map_check(SAYSO_STR("text=body,published=date"), &err), SAYSO_OK);
    assert_int_equal(sayso__map_check(SAYSO_STR("text=body,colour=red"), &err), SAYSO_EUSE);
    assert_int_equal(sayso__map_check(SAYSO_STR("text"), &err), SAYSO_EUSE);
    assert_int_equal(sayso__map_check((sayso_str){NULL, 0}, &err), SAYSO_OK);
    assert_true(
        sayso__str_is(sayso__map_name(SAYSO_STR("id=a, text = b c ,url=d"), SAYSO_COLUMN_TEXT),
                      "b c"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_reports),
        cmocka_unit_test(a_mark_that_is_not_closed_costs_its_row),
        cmocka_unit_test(what_names_no_text_is_no_table),
        cmocka_unit_test(a_row_leads_back_to_its_bytes),
        cmocka_unit_test(what_is_written_comes_back),
        cmocka_unit_test(a_map_is_checked),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
