/* edit.c -- routes that read a body: extract, and with --edit reports and corrections.  Layer: app.
 */
#define _POSIX_C_SOURCE 200809L
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server.h"

#define OTHERS_MOST 1000u
#define WAIT_MS     5000u

static const char *param(const request *r, int which)
{
    return r->address.param[which];
}

void edit_extract(server *s, const request *r, answer *a)
{
    const sayso_about about = {param(r, PARAM_id), param(r, PARAM_published),
                               param(r, PARAM_publisher), param(r, PARAM_url)};
    sayso_layout layout;
    sayso_report *report = NULL;
    sayso_error err = {0};
    sayso_status status = routes_layout(r, &layout, &err);
    if (status == SAYSO_OK)
        status =
            sayso_report_read(s->engine, r->body ? r->body : "", r->n_body, &about, &report, &err);
    const sayso_output out = answer_output(a);
    if (status == SAYSO_OK)
        status = sayso_report_write(report, &layout, &out, &err);
    sayso_report_free(report);
    a->type = "application/json";
    a->cache = "no-store";
    if (status != SAYSO_OK)
        answer_failure(a, status, &err);
}

/* The ledger to write to; one edit at a time. NULL: *a says why. */
static sayso_ledger *open_for_edit(server *s, answer *a)
{
    sayso_ledger *ledger = NULL;
    sayso_error err = {0};
    desk *d = desks_take(&s->desks, &err); /* is there a sound ledger at all? */
    if (d)
        desks_return(&s->desks, d, SAYSO_OK);
    sayso_status status =
        d ? sayso_ledger_open(s->o.ledger, false, (int64_t)time(NULL), &ledger, &err) : err.code;
    if (status != SAYSO_OK)
        answer_failure(a, status, &err);
    else
        sayso_ledger_wait(ledger, WAIT_MS);
    return ledger;
}

typedef struct {
    answer *a;
    bool told;
    sayso_error problem; /* code SAYSO_OK: none */
} storing;

static void arrived(void *user, const sayso_arrival *what)
{
    storing *st = user;
    if (st->told) /* of several reports the first is told of */
        return;
    st->told = true;
    bool news = strcmp(what->what, "same") != 0 && strcmp(what->what, "refused") != 0;
    st->a->status = news ? 201 : 200;
    answer_print(st->a, "{\"schema\": 1, \"what\": \"%s\", \"report\": ", what->what);
    answer_string(st->a, what->report);
    answer_print(st->a, ", \"of\": ");
    answer_string(st->a, what->of);
    answer_print(st->a, ", \"reason\": ");
    answer_string(st->a, what->reason);
    answer_print(st->a, ", \"n_claims\": %u, \"n_figures\": %u}\n", what->n_claim, what->n_figure);
}

static void problem(void *user, const char *file, const sayso_error *what)
{
    storing *st = user;
    (void)file;
    if (what->code != SAYSO_OK && st->problem.code == SAYSO_OK)
        st->problem = *what;
}

void edit_store(server *s, const request *r, answer *a)
{
    storing st = {.a = a};
    sayso_error err = {0};
    const char *url = param(r, PARAM_url);
    const char *name = param(r, PARAM_id) ? param(r, PARAM_id) : url ? url : "-";
    const sayso_input input = {.path = &name,
                               .n_path = 1,
                               .bytes = r->body ? r->body : "",
                               .n_bytes = r->n_body,
                               .published = param(r, PARAM_published),
                               .publisher = param(r, PARAM_publisher),
                               .url = url,
                               .arrived = arrived,
                               .problem = problem,
                               .user = &st};
    a->type = "application/json";
    a->cache = "no-store";
    pthread_mutex_lock(&s->edit_lock);
    sayso_ledger *ledger = open_for_edit(s, a);
    if (ledger) {
        sayso_status status = sayso_ledger_read(ledger, s->engine, &input, NULL, &err);
        sayso_ledger_close(ledger);
        if (status != SAYSO_OK)
            answer_failure(a, status, &err);
        else if (!st.told)
            answer_failure(a, st.problem.code ? st.problem.code : SAYSO_EINPUT, &st.problem);
    }
    pthread_mutex_unlock(&s->edit_lock);
}

/* ---- corrections -------------------------------------------------------------------------------
 */

/* A member that is a string; NULL where it is not there. *ok: false where it is something else. */
static const char *text_of(json_object *o, const char *key, bool *ok)
{
    json_object *v;
    if (!json_object_object_get_ex(o, key, &v) || !v)
        return NULL;
    *ok = *ok && json_object_is_type(v, json_type_string) &&
          strlen(json_object_get_string(v)) == (size_t)json_object_get_string_len(v);
    return json_object_get_string(v);
}

/* The strings of "others"; false where it is something else. */
static bool take_others(json_object *o, const char **other, size_t *n)
{
    json_object *list;
    *n = 0;
    if (!json_object_object_get_ex(o, "others", &list) || !list)
        return true;
    if (!json_object_is_type(list, json_type_array) || json_object_array_length(list) > OTHERS_MOST)
        return false;
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        json_object *v = json_object_array_get_idx(list, i);
        if (!json_object_is_type(v, json_type_string))
            return false;
        other[(*n)++] = json_object_get_string(v);
    }
    return true;
}

static void told(const sayso_correction *c, answer *a)
{
    a->status = 201;
    answer_print(a, "{\"schema\": 1, \"what\": ");
    answer_string(a, c->what);
    answer_print(a, ", \"subject\": ");
    answer_string(a, c->subject);
    answer_print(a, ", \"others\": [");
    for (size_t i = 0; i < c->n_other; i++) {
        answer_print(a, "%s", i ? ", " : "");
        answer_string(a, c->other[i]);
    }
    answer_print(a, "], \"who\": ");
    answer_string(a, c->who);
    answer_print(a, "}\n");
}

static void correct(server *s, json_object *o, const char **other, answer *a)
{
    bool ok = json_object_is_type(o, json_type_object);
    sayso_error err = {0};
    sayso_correction c = {.other = other};
    if (ok) {
        c.what = text_of(o, "what", &ok);
        c.subject = text_of(o, "subject", &ok);
        c.who = text_of(o, "who", &ok);
    }
    if (!ok || !c.what || !c.subject || !take_others(o, other, &c.n_other)) {
        answer_problem(a, 400, "wanted is {\"what\", \"subject\", \"others\": [...], \"who\"}");
        return;
    }
    pthread_mutex_lock(&s->edit_lock);
    sayso_ledger *ledger = open_for_edit(s, a);
    if (ledger) {
        sayso_status status = sayso_ledger_correct(ledger, &c, &err);
        sayso_ledger_close(ledger);
        if (status == SAYSO_OK)
            told(&c, a);
        else
            answer_failure(a, status, &err);
    }
    pthread_mutex_unlock(&s->edit_lock);
}

void edit_correct(server *s, const request *r, answer *a)
{
    const char **other = calloc(OTHERS_MOST, sizeof *other);
    json_tokener *reader = json_tokener_new_ex(8);
    json_object *o = NULL;
    a->type = "application/json";
    a->cache = "no-store";
    if (reader && r->n_body && r->n_body < INT32_MAX) {
        json_tokener_set_flags(reader, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
        o = json_tokener_parse_ex(reader, r->body, (int)r->n_body);
    }
    if (!other || !reader)
        answer_problem(a, 500, "out of memory");
    else if (!o)
        answer_problem(a, 400, "the body is no JSON object");
    else
        correct(s, o, other, a);
    json_object_put(o);
    if (reader)
        json_tokener_free(reader);
    free(other);
}
