/* test_actors_file.c -- a user's list of actors read from CSV and JSON lines: the same list from
 * either form, what is told, nonsense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "engine/actors_file.h"

typedef struct {
    sayso_actor_list l;
    uint32_t n_told;
    char told[256]; /* the last one */
    uint64_t byte;
} bench;

static void keep(void *user, const char *file, const sayso_error *what)
{
    bench *b = user;
    assert_string_equal(file, "list");
    assert_int_equal(what->code, SAYSO_OK);
    b->n_told++;
    b->byte = what->byte;
    snprintf(b->told, sizeof b->told, "%s", what->message);
}

static sayso_status read_list(bench *b, const char *p, size_t n)
{
    sayso_error err;
    memset(b, 0, sizeof *b);
    sayso__actor_list_init(&b->l);
    return sayso__actors_read(&b->l, p, n, "list", keep, b, &err);
}

static const sayso_listed *listed(const bench *b, const char *name)
{
    for (uint32_t i = 0; i < b->l.entry.n; i++)
        if (sayso__str_is(b->l.entry.v[i].name, name))
            return &b->l.entry.v[i];
    return NULL;
}

static void both_forms_say_the_same(void **state)
{
    (void)state;
    static const char *const form[] =
        {"note,name,class,aliases,country,sector,speaks_for\n"
         "# a comment\n"
         "\"of \"\"old\"\", and\nnew\",Tide Front,armed_group,\"TF; the Front\",,REB,\n"
         ",Oren Falk,person,,KSM,,Tide Front\n",
         "{\"name\": \"Tide Front\", \"class\": \"armed_group\", \"aliases\": [\"TF\", \"the "
         "Front\"], \"sector\": \"REB\", \"note\": 7}\n"
         "{\"name\": \"Oren Falk\", \"class\": \"person\", \"country\": \"KSM\", \"speaks_for\": "
         "\"Tide Front\"}\n"};
    for (size_t k = 0; k < sizeof form / sizeof *form; k++) {
        bench b;
        assert_int_equal(read_list(&b, form[k], strlen(form[k])), SAYSO_OK);
        assert_int_equal(b.n_told, 0);
        const sayso_listed *front = listed(&b, "Tide Front"), *falk = listed(&b, "Oren Falk");
        assert_non_null(front);
        assert_non_null(falk);
        assert_int_equal(b.l.entry.n, 2);
        assert_int_equal(front->class_, SAYSO_CLASS_ARMED_GROUP);
        assert_string_equal(front->sector, "REB");
        assert_int_equal(falk->class_, SAYSO_CLASS_PERSON);
        assert_string_equal(falk->country, "KSM");
        assert_true(sayso__str_is(falk->speaks_for, "Tide Front"));
        sayso__actor_list_free(&b.l);
    }
}

/* What cannot be used is told with its byte and left out; the rest is kept. */
static void what_is_wrong_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told;
        uint32_t n_entry, byte;
    } cases[] = {
        {"name,class\nIva Lind,wizard\n", "line 2: no such class of actors; the class is left out",
         1, 11},
        {"name,country\nIva Lind,Kesmaria\n",
         "line 2: a country is three capital letters (ISO 3166); it is left out", 1, 13},
        {"name,sector\nIva Lind,x\n",
         "line 2: a sector is two to four capital letters (PLOVER); it is left out", 1, 12},
        {"{\"name\": \"Iva Lind\"}\n[1]\n", "line 2: no JSON object; left out", 1, 21},
        {"{\"class\": \"person\"}\n", "line 1: an actor without a name; left out", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        assert_int_equal(read_list(&b, cases[i].text, strlen(cases[i].text)), SAYSO_OK);
        assert_int_equal(b.n_told, 1);
        assert_string_equal(b.told, cases[i].told);
        assert_int_equal(b.byte, cases[i].byte);
        assert_int_equal(b.l.entry.n, cases[i].n_entry);
        sayso__actor_list_free(&b.l);
    }
    bench b;
    static const char none[] = "who,what\na,b\n";
    assert_int_equal(read_list(&b, none, sizeof none - 1), SAYSO_EUSE);
    sayso__actor_list_free(&b.l);
}

/* However a list is cut, or its bytes turned, it is read to some end, and few things are told. */
static void nonsense_is_read_to_its_end(void **state)
{
    (void)state;
    static const char csv[] = "name,aliases,class\n\"Tide, Front\",\"TF; \"\"x\"\"\",armed_group\n"
                              "Iva Lind,,person\n";
    static const char json[] = "{\"name\": \"Tide Front\", \"aliases\": [\"TF\", 3]}\n{\"name\": "
                               "\"Iva Lind\"}\n";
    const struct {
        const char *p;
        size_t n;
    } text[] = {{csv, sizeof csv - 1}, {json, sizeof json - 1}};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < 2 * text[k].n; i++) {
            bench b;
            size_t n = i < text[k].n ? i : text[k].n;
            char *p = malloc(n + 1);
            assert_non_null(p);
            memcpy(p, text[k].p, n);
            if (i >= text[k].n)
                p[i - text[k].n] = (char)(i % 3 ? 0xff : '"');
            sayso_status status = read_list(&b, p, n);
            assert_true(status == SAYSO_OK || status == SAYSO_EUSE);
            assert_true(b.n_told <= 20);
            sayso__actor_list_free(&b.l);
            free(p);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_say_the_same),
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(nonsense_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
