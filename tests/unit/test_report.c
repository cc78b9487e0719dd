/* test_report.c -- the public interface: one report in memory, many reports to JSON lines. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "sayso/sayso.h"

typedef struct {
    char *p;
    size_t n;
    size_t most; /* fail when more would come; 0: never */
} buffer;

static bool keep(void *user, const char *p, size_t n)
{
    buffer *b = user;
    if (b->most && b->n + n > b->most)
        return false;
    char *q = realloc(b->p, b->n + n + 1);
    assert_non_null(q);
    memcpy(q + b->n, p, n);
    b->p = q;
    b->n += n;
    q[b->n] = '\0';
    return true;
}

typedef struct {
    uint32_t n;
    sayso_error last;
    char file[256];
} problems;

static void note(void *user, const char *file, const sayso_error *what)
{
    problems *p = user;
    p->n++;
    p->last = *what;
    snprintf(p->file, sizeof p->file, "%s", file);
}

/* A scratch file with these words; the caller unlinks it. */
static void write_file(char path[64], const char *text, size_t n)
{
    strcpy(path, "/tmp/sayso-report-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, n), n);
    close(fd);
}

static const char speech[] =
    "The harbour master, Ilse Brandt, said on Monday that two barges had sunk.\n\n"
    "“Nobody was on board,” she added.\n";

static void one_call_reads_a_report(void **state)
{
    (void)state;
    sayso_report *r;
    sayso_error err;
    sayso_said said;
    size_t n;
    const sayso_about about = {.id = "h1", .published = "2032-06-10"};
    assert_int_equal(sayso_report_read(NULL, speech, strlen(speech), &about, &r, &err), SAYSO_OK);
    const char *text = sayso_report_text(r, &n);
    assert_int_equal(strlen(text), n);
    uint32_t i = 0;
    for (; sayso_report_claim(r, i, &said); i++) {
        assert_int_equal(strlen(said.id), 16);
        assert_true(said.cue || said.content);
        if (said.cue)
            assert_memory_equal(text + said.cue_at.beg, said.cue, 1);
        assert_true(said.source_at.end <= n && said.content_at.end <= n);
        assert_int_equal(said.responsible == NULL, said.stance == NULL);
    }
    assert_null(said.id);
    assert_false(sayso_report_claim(r, UINT32_MAX, &said));
    sayso_report_title(r, &n);
    assert_int_equal(n, 0);
    sayso_report_free(r);
    sayso_report_free(NULL);
}

static void bad_bytes_are_refused(void **state)
{
    (void)state;
    sayso_report *r;
    sayso_error err;
    assert_int_equal(sayso_report_read(NULL, "", 0, NULL, &r, &err), SAYSO_EINPUT);
    assert_null(r);
    assert_true(err.message[0]);
    assert_int_equal(sayso_report_read(NULL, "{\"id\": 1}", 9, NULL, &r, &err), SAYSO_EINPUT);
    assert_null(r);
}

static void a_model_that_is_none_is_told(void **state)
{
    (void)state;
    sayso_engine *e;
    sayso_error err;
    char path[64];
    assert_int_equal(sayso_engine_open("/nowhere/at/all", &e, &err), SAYSO_EIO);
    assert_null(e);
    write_file(path, speech, strlen(speech));
    assert_int_equal(sayso_engine_open(path, &e, &err), SAYSO_EMODEL);
    assert_null(e);
    unlink(path);
    sayso_engine_close(NULL);
}

/* A hundred reports, some of them broken, as JSON lines. */
static char *many(size_t *n)
{
    size_t cap = 200000, at = 0;
    char *p = malloc(cap);
    assert_non_null(p);
    for (uint32_t i = 0; i < 100; i++) {
        if (i % 17 == 3)
            at += (size_t)snprintf(p + at, cap - at, "{\"id\": \"x%u\", \"text\": \n", i);
        else
            at += (size_t)snprintf(p + at, cap - at,
                                   "{\"id\": \"r%u\", \"title\": \"Barges sink in Dünholm, %u\", "
                                   "\"published\": \"2032-06-%02uT10:00:00Z\", \"text\": \"The "
                                   "mayor said %u people were hurt. “We don’t know why,” Ilse "
                                   "Brandt told reporters.%s\"}\n",
                                   i, i, i % 28 + 1, i, i % 2 ? " She left." : "");
    }
    *n = at;
    return p;
}

static void output_does_not_depend_on_threads(void **state)
{
    (void)state;
    char path[64];
    size_t n;
    char *text = many(&n);
    write_file(path, text, n);
    free(text);
    sayso_engine *e;
    assert_int_equal(sayso_engine_open(NULL, &e, NULL), SAYSO_OK);
    buffer first = {0};
    const char *const paths[] = {path, path};
    for (uint32_t threads = 1; threads <= 7; threads += 2) {
        buffer b = {0};
        problems p = {0};
        sayso_tally tally;
        sayso_input in = {paths, 2, .threads = threads, .problem = note, .user = &p};
        sayso_layout layout = {.offsets = SAYSO_OFFSETS_CHARS, .tokens = true};
        sayso_output out = {keep, &b};
        assert_int_equal(sayso_extract(e, &in, &layout, &out, &tally, NULL), SAYSO_OK);
        assert_int_equal(tally.n_report, 188);
        assert_int_equal(tally.n_problem, 12);
        assert_int_equal(p.n, 12);
        assert_string_equal(p.file, path);
        if (threads == 1) {
            first = b;
            continue;
        }
        assert_int_equal(b.n, first.n);
        assert_memory_equal(b.p, first.p, b.n);
        free(b.p);
    }
    free(first.p);
    sayso_engine_close(e);
    unlink(path);
}

/* Spans of each array lie in their field, counted in code points. */
static void check_span(json_object *record, const char *text, const char *title)
{
    json_object *span, *field;
    if (!json_object_object_get_ex(record, "span", &span) || !span)
        return;
    const char *in = json_object_object_get_ex(record, "field", &field) ? title : text;
    int beg = json_object_get_int(json_object_array_get_idx(span, 0));
    int end = json_object_get_int(json_object_array_get_idx(span, 1)), chars = 0;
    for (const char *p = in; *p; p++)
        chars += (*p & 0xc0) != 0x80;
    assert_true(0 <= beg && beg < end && end <= chars);
}

static void every_span_lies_in_its_field(void **state)
{
    (void)state;
    static const char *const arrays[] = {"tokens", "mentions", "timex", "figures", "marks"};
    static const char line[] =
        "{\"id\": \"d\", \"title\": \"Dünholm’s mayor denies it\", \"text\": \"“Über 20 people "
        "were hurt,” Ilse Brandt said on Monday in Dünholm, without giving evidence.\"}";
    char path[64];
    write_file(path, line, strlen(line));
    const char *const paths[] = {path};
    buffer b = {0};
    sayso_input in = {paths, 1};
    sayso_layout layout = {.offsets = SAYSO_OFFSETS_CHARS, .tokens = true};
    sayso_output out = {keep, &b};
    sayso_engine *e;
    assert_int_equal(sayso_engine_open(NULL, &e, NULL), SAYSO_OK);
    assert_int_equal(sayso_extract(e, &in, &layout, &out, NULL, NULL), SAYSO_OK);
    json_object *o = json_tokener_parse(b.p), *v;
    assert_non_null(o);
    assert_true(json_object_object_get_ex(o, "text", &v));
    const char *text = json_object_get_string(v);
    assert_true(json_object_object_get_ex(o, "title", &v));
    const char *title = json_object_get_string(v);
    for (uint32_t i = 0; i < 5; i++) {
        assert_true(json_object_object_get_ex(o, arrays[i], &v));
        for (size_t k = 0; k < json_object_array_length(v); k++)
            check_span(json_object_array_get_idx(v, k), text, title);
    }
    assert_true(json_object_object_get_ex(o, "tokens", &v));
    assert_true(json_object_array_length(v) > 20);
    json_object_put(o);
    free(b.p);
    sayso_engine_close(e);
    unlink(path);
}

static void a_failed_write_is_told(void **state)
{
    (void)state;
    char path[64];
    size_t n;
    char *text = many(&n);
    write_file(path, text, n);
    free(text);
    const char *const paths[] = {path};
    buffer b = {.most = 3000};
    sayso_input in = {paths, 1, .threads = 3};
    sayso_output out = {keep, &b};
    sayso_engine *e;
    sayso_error err;
    assert_int_equal(sayso_engine_open(NULL, &e, NULL), SAYSO_OK);
    assert_int_equal(sayso_extract(e, &in, NULL, &out, NULL, &err), SAYSO_EIO);
    assert_true(err.message[0]);
    free(b.p);
    sayso_engine_close(e);
    unlink(path);
}

static void a_folder_is_read_in_order(void **state)
{
    (void)state;
    char folder[] = "/tmp/sayso-folder-XXXXXX", path[128];
    static const char *const names[] = {"b.txt", "a.txt", "sub/c.txt", ".hidden"};
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "mkdir %s/sub", folder);
    assert_int_equal(system(path), 0);
    for (uint32_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fputs(speech, f);
        fclose(f);
    }
    const char *const paths[] = {folder, "/nowhere"};
    buffer b = {0};
    problems p = {0};
    sayso_tally tally;
    sayso_input in = {paths, 2, .problem = note, .user = &p};
    sayso_output out = {keep, &b};
    sayso_engine *e;
    assert_int_equal(sayso_engine_open(NULL, &e, NULL), SAYSO_OK);
    assert_int_equal(sayso_extract(e, &in, NULL, &out, &tally, NULL), SAYSO_OK);
    assert_int_equal(tally.n_report, 3);
    assert_int_equal(p.n, 1);
    assert_int_equal(p.last.code, SAYSO_EIO);
    const char *a = strstr(b.p, "/a.txt"), *c = strstr(b.p, "/sub/c.txt");
    const char *bb = strstr(b.p, "/b.txt");
    assert_true(a && bb && c && a < bb && bb < c);
    assert_null(strstr(b.p, ".hidden"));
    free(b.p);
    sayso_engine_close(e);
    snprintf(path, sizeof path, "rm -r %s", folder);
    assert_int_equal(system(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_call_reads_a_report),
        cmocka_unit_test(bad_bytes_are_refused),
        cmocka_unit_test(a_model_that_is_none_is_told),
        cmocka_unit_test(output_does_not_depend_on_threads),
        cmocka_unit_test(every_span_lies_in_its_field),
        cmocka_unit_test(a_failed_write_is_told),
        cmocka_unit_test(a_folder_is_read_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
