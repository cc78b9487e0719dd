/* _sayso.c -- the library as a CPython extension of the stable ABI (3.10 and later).  Layer:
 * bindings.
 *
 * Two types, Reader and Ledger. A call lets go of the interpreter's lock while the library works,
 * and hands back text (JSON, or what a command would print); what is a claim to Python is made of
 * it in sayso/, when asked for. A handle that is closed while another thread is inside is freed by
 * the last one that leaves. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdlib.h>
#include <string.h>

#include <sayso/sayso.h>

/* Set once, when the module is made: what makes an exception of a status; the type of readers. */
static PyObject *error_type, *reader_type;

/* ---- errors and output --------------------------------------------------------------------- */

static PyObject *refuse(const sayso_error *e)
{
    if (e->code == SAYSO_ENOMEM)
        return PyErr_NoMemory();
    PyObject *x = PyObject_CallFunction(error_type, "isK", (int)e->code, e->message,
                                        (unsigned long long)e->byte);
    if (x) {
        PyErr_SetObject((PyObject *)Py_TYPE(x), x);
        Py_DECREF(x);
    }
    return NULL;
}

typedef struct {
    char *p;
    size_t n, room;
    bool failed;
} buffer;

static bool take(void *user, const char *p, size_t n)
{
    buffer *b = user;
    if (b->n + n > b->room) {
        size_t room = (b->n + n) * 2;
        char *q = realloc(b->p, room);
        if (!q) {
            b->failed = true;
            return false;
        }
        b->p = q;
        b->room = room;
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
    return true;
}

/* What was written, or the error; frees the buffer. */
static PyObject *text_of(buffer *b, sayso_status status, const sayso_error *e)
{
    PyObject *out = NULL;
    if (b->failed)
        PyErr_NoMemory();
    else if (status != SAYSO_OK)
        refuse(e);
    else
        out = PyUnicode_DecodeUTF8(b->p ? b->p : "", (Py_ssize_t)b->n, "replace");
    free(b->p);
    return out;
}

/* ---- handles ------------------------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD void *handle; /* sayso_engine or sayso_ledger; NULL: closed */
    void (*free_handle)(void *);
    unsigned inside; /* calls at work */
    bool closing;
    PyThread_type_lock one; /* of a ledger: a thread at a time */
} object;

static void free_engine(void *p)
{
    sayso_engine_close(p);
}

static void free_ledger(void *p)
{
    sayso_ledger_close(p);
}

static bool enter(object *o, const char *what)
{
    if (!o->handle || o->closing) {
        PyErr_Format(PyExc_ValueError, "the %s is closed", what);
        return false;
    }
    o->inside++;
    return true;
}

static void leave(object *o)
{
    if (--o->inside || !o->closing || !o->handle)
        return;
    o->free_handle(o->handle);
    o->handle = NULL;
}

static PyObject *object_close(PyObject *self, PyObject *unused)
{
    object *o = (object *)self;
    (void)unused;
    o->closing = true;
    o->inside++;
    leave(o);
    Py_RETURN_NONE;
}

static void object_dealloc(PyObject *self)
{
    object *o = (object *)self;
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    if (o->handle)
        o->free_handle(o->handle);
    if (o->one)
        PyThread_free_lock(o->one);
    release(self);
    Py_DECREF(type);
}

static object *object_new(PyTypeObject *type)
{
    allocfunc make = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    return (object *)make(type, 0);
}

/* ---- Reader -------------------------------------------------------------------------------- */

static PyObject *reader_new(PyTypeObject *type, PyObject *args, PyObject *kw)
{
    static char *names[] = {"model", NULL};
    const char *model = NULL;
    sayso_error e;
    if (!PyArg_ParseTupleAndKeywords(args, kw, "|z", names, &model))
        return NULL;
    object *o = object_new(type);
    if (!o)
        return NULL;
    sayso_engine *engine = NULL;
    if (sayso_engine_open(model, &engine, &e) != SAYSO_OK) {
        Py_DECREF(o);
        return refuse(&e);
    }
    o->handle = engine;
    o->free_handle = free_engine;
    return (PyObject *)o;
}

/* Both sketches of a report. */
static sayso_status sketch(const sayso_report *report, buffer sketches[2], sayso_error *e)
{
    for (int i = 0; i < 2; i++) {
        const sayso_output out = {take, &sketches[i]};
        sayso_status status =
            sayso_report_sketch(report, i ? SAYSO_SKETCH_EVENT : SAYSO_SKETCH_TEXT, &out, e);
        if (status != SAYSO_OK)
            return status;
    }
    return SAYSO_OK;
}

/* (JSON, sketch of the text, sketch of the event); frees the sketches. */
static PyObject *with_sketches(PyObject *json, buffer sketches[2])
{
    PyObject *out = NULL;
    if (json && (sketches[0].failed || sketches[1].failed)) {
        Py_DECREF(json);
        PyErr_NoMemory();
    } else if (json)
        out = Py_BuildValue("(Ny#y#)", json, sketches[0].p, (Py_ssize_t)sketches[0].n,
                            sketches[1].p, (Py_ssize_t)sketches[1].n);
    free(sketches[0].p);
    free(sketches[1].p);
    return out;
}

/* read(bytes, id, published, publisher, url, tokens, sketches) -> JSON of the report, offsets in
 * code points; with sketches a tuple. */
static PyObject *reader_read(PyObject *self, PyObject *args)
{
    object *o = (object *)self;
    const char *bytes;
    Py_ssize_t n;
    sayso_about about = {0};
    int tokens, sketched;
    if (!PyArg_ParseTuple(args, "y#zzzzpp", &bytes, &n, &about.id, &about.published,
                          &about.publisher, &about.url, &tokens, &sketched) ||
        !enter(o, "reader"))
        return NULL;
    const sayso_layout layout = {.offsets = SAYSO_OFFSETS_CHARS, .tokens = tokens};
    buffer b = {0}, sketches[2] = {{0}, {0}};
    const sayso_output out = {take, &b};
    sayso_error e = {0};
    sayso_report *report = NULL;
    sayso_status status;
    Py_BEGIN_ALLOW_THREADS status =
        sayso_report_read(o->handle, bytes, (size_t)n, &about, &report, &e);
    if (status == SAYSO_OK)
        status = sayso_report_write(report, &layout, &out, &e);
    if (status == SAYSO_OK && sketched)
        status = sketch(report, sketches, &e);
    sayso_report_free(report);
    Py_END_ALLOW_THREADS leave(o);
    PyObject *json = text_of(&b, status, &e);
    return sketched ? with_sketches(json, sketches) : json;
}

static PyMethodDef reader_methods[] = {
    {"read", reader_read, METH_VARARGS,
     "read(bytes, id, published, publisher, url, tokens, sketches) -> JSON, or a tuple"},
    {"close", object_close, METH_NOARGS, "close()"},
    {NULL, NULL, 0, NULL},
};

/* ---- Ledger -------------------------------------------------------------------------------- */

static PyObject *ledger_new(PyTypeObject *type, PyObject *args, PyObject *kw)
{
    static char *names[] = {"path", "create", "now", NULL};
    const char *path;
    int create;
    long long now;
    sayso_error e;
    if (!PyArg_ParseTupleAndKeywords(args, kw, "spL", names, &path, &create, &now))
        return NULL;
    object *o = object_new(type);
    if (!o)
        return NULL;
    sayso_ledger *ledger = NULL;
    sayso_status status;
    o->one = PyThread_allocate_lock();
    o->free_handle = free_ledger;
    if (!o->one) {
        Py_DECREF(o);
        return PyErr_NoMemory();
    }
    Py_BEGIN_ALLOW_THREADS status = sayso_ledger_open(path, create, now, &ledger, &e);
    Py_END_ALLOW_THREADS if (status != SAYSO_OK)
    {
        Py_DECREF(o);
        return refuse(&e);
    }
    o->handle = ledger;
    return (PyObject *)o;
}

typedef struct {
    sayso_query query;
    sayso_layout layout;
    const char *what;
} question;

/* ask(how, what, form, event, all, by, about, act, since, until, as_of) -> text */
static sayso_status answer(sayso_ledger *l, const char *how, const question *q,
                           const sayso_output *out, sayso_error *e)
{
    bool same;
    if (strcmp(how, "brief") == 0)
        return sayso_ledger_brief(l, &q->query, &q->layout, out, e);
    if (strcmp(how, "show") == 0)
        return sayso_ledger_show(l, q->what, &q->query, &q->layout, out, e);
    if (strcmp(how, "find") == 0)
        return sayso_ledger_find(l, q->what, &q->query, &q->layout, out, e);
    if (strcmp(how, "trace") == 0)
        return sayso_ledger_trace(l, q->what, &q->layout, out, e);
    return sayso_ledger_verify(l, &q->layout, out, &same, e);
}

static PyObject *ledger_ask(PyObject *self, PyObject *args)
{
    object *o = (object *)self;
    const char *how;
    int form, all;
    question q = {.layout = {.offsets = SAYSO_OFFSETS_CHARS}};
    if (!PyArg_ParseTuple(args, "szizpzzzzzz", &how, &q.what, &form, &q.query.event, &all,
                          &q.query.by, &q.query.about, &q.query.act, &q.query.since, &q.query.until,
                          &q.query.as_of) ||
        !enter(o, "ledger"))
        return NULL;
    q.query.all = all;
    q.layout.form = (sayso_form)form;
    buffer b = {0};
    const sayso_output out = {take, &b};
    sayso_error e = {0};
    sayso_status status;
    Py_BEGIN_ALLOW_THREADS PyThread_acquire_lock(o->one, WAIT_LOCK);
    status = answer(o->handle, how, &q, &out, &e);
    PyThread_release_lock(o->one);
    Py_END_ALLOW_THREADS leave(o);
    return text_of(&b, status, &e);
}

/* A problem a line: file, byte, message, parted by tabs. */
static void note(void *user, const char *file, const sayso_error *what)
{
    char head[64];
    int n = snprintf(head, sizeof head, "\t%llu\t", (unsigned long long)what->byte);
    take(user, file, strlen(file));
    take(user, head, (size_t)n);
    take(user, what->message, strlen(what->message));
    take(user, "\n", 1);
}

/* The paths of a sequence of str; NULL with an exception. They belong to the sequence. */
static const char **paths_of(PyObject *list, Py_ssize_t *n)
{
    *n = PyList_Size(list);
    const char **path = *n < 0 ? NULL : calloc((size_t)*n + 1, sizeof *path);
    if (!path && *n >= 0)
        PyErr_NoMemory();
    for (Py_ssize_t i = 0; path && i < *n; i++) {
        path[i] = PyUnicode_AsUTF8AndSize(PyList_GetItem(list, i), NULL);
        if (!path[i]) {
            free(path);
            return NULL;
        }
    }
    return path;
}

/* read(reader, [path], data, published, publisher, url, threads) -> (counts, problems); data: bytes
 * to read instead, path[0] is then their name; or None. */
static PyObject *ledger_read(PyObject *self, PyObject *args)
{
    object *o = (object *)self;
    PyObject *reader, *list;
    sayso_input in = {.problem = note};
    unsigned threads;
    Py_ssize_t n;
    Py_ssize_t n_data = 0;
    const char *data;
    if (!PyArg_ParseTuple(args, "O!O!z#zzzI", (PyTypeObject *)reader_type, &reader, &PyList_Type,
                          &list, &data, &n_data, &in.published, &in.publisher, &in.url, &threads))
        return NULL;
    const char **path = paths_of(list, &n);
    if (!path || !enter(o, "ledger")) {
        free(path);
        return NULL;
    }
    if (!enter((object *)reader, "reader")) {
        leave(o);
        free(path);
        return NULL;
    }
    buffer b = {0};
    sayso_tally t = {0};
    sayso_error e = {0};
    sayso_status status;
    in.path = path;
    in.n_path = (size_t)n;
    in.threads = threads;
    in.bytes = data;
    in.n_bytes = (size_t)n_data;
    in.user = &b;
    Py_BEGIN_ALLOW_THREADS PyThread_acquire_lock(o->one, WAIT_LOCK);
    status = sayso_ledger_read(o->handle, ((object *)reader)->handle, &in, &t, &e);
    PyThread_release_lock(o->one);
    Py_END_ALLOW_THREADS leave((object *)reader);
    leave(o);
    free(path);
    PyObject *problems = text_of(&b, status, &e);
    return problems
               ? Py_BuildValue("(KKKKKKKK)N", (unsigned long long)t.n_report,
                               (unsigned long long)t.n_refused, (unsigned long long)t.n_problem,
                               (unsigned long long)t.n_copy, (unsigned long long)t.n_revision,
                               (unsigned long long)t.n_same, (unsigned long long)t.n_claim,
                               (unsigned long long)t.n_figure, problems)
               : NULL;
}

static PyMethodDef ledger_methods[] = {
    {"ask", ledger_ask, METH_VARARGS,
     "ask(how, what, form, event, all, by, about, act, since, until, as_of) -> text"},
    {"read", ledger_read, METH_VARARGS,
     "read(reader, paths, data, published, publisher, url, threads) -> (counts, problems)"},
    {"close", object_close, METH_NOARGS, "close()"},
    {NULL, NULL, 0, NULL},
};

/* ---- sketches ------------------------------------------------------------------------------ */

/* judge(first, second) -> (kinship, overlap) */
static PyObject *judge(PyObject *self, PyObject *args)
{
    const char *a, *b;
    Py_ssize_t n_a, n_b;
    sayso_kinship kinship;
    double overlap;
    sayso_error e;
    (void)self;
    if (!PyArg_ParseTuple(args, "y#y#", &a, &n_a, &b, &n_b))
        return NULL;
    const sayso_sketch first = {a, (size_t)n_a}, second = {b, (size_t)n_b};
    if (sayso_sketch_judge(first, second, &kinship, &overlap, &e) != SAYSO_OK)
        return refuse(&e);
    return Py_BuildValue("(id)", (int)kinship, overlap);
}

/* keys(sketch, runs) -> bytes, four a key */
static PyObject *keys(PyObject *self, PyObject *args)
{
    const char *p;
    Py_ssize_t n;
    int runs;
    buffer b = {0};
    const sayso_output out = {take, &b};
    sayso_error e;
    (void)self;
    if (!PyArg_ParseTuple(args, "y#p", &p, &n, &runs))
        return NULL;
    const sayso_sketch text = {p, (size_t)n};
    sayso_status status =
        sayso_sketch_list(text, runs ? SAYSO_KEYS_RUNS : SAYSO_KEYS_PRINTS, &out, &e);
    PyObject *list = status == SAYSO_OK ? PyBytes_FromStringAndSize(b.p, (Py_ssize_t)b.n)
                     : b.failed         ? PyErr_NoMemory()
                                        : refuse(&e);
    free(b.p);
    return list;
}

/* The list of events that is being made; NULL once that has failed. */
static void put_event(void *user, const sayso_event *e)
{
    PyObject **list = user, *row = NULL;
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *reports = *list ? PyList_New((Py_ssize_t)e->n_report) : NULL;
    for (size_t i = 0; reports && i < e->n_report; i++) {
        PyObject *index = PyLong_FromSize_t(e->report[i]);
        if (!index || PyList_SetItem(reports, (Py_ssize_t)i, index) < 0)
            Py_CLEAR(reports);
    }
    if (reports)
        row = Py_BuildValue("(zzzzzzN)", e->id, e->name, e->kind, e->date, e->place, e->country,
                            reports);
    if (!row || PyList_Append(*list, row) < 0)
        Py_CLEAR(*list);
    Py_XDECREF(row);
    PyGILState_Release(state);
}

/* The sketches of a list of bytes; NULL with an exception. They belong to the list. */
static sayso_sketch *sketches_of(PyObject *list, size_t n)
{
    sayso_sketch *out = calloc(n + 1, sizeof *out);
    if (!out)
        PyErr_NoMemory();
    for (size_t i = 0; out && i < n; i++) {
        char *p;
        Py_ssize_t size;
        if (PyBytes_AsStringAndSize(PyList_GetItem(list, (Py_ssize_t)i), &p, &size) < 0) {
            free(out);
            return NULL;
        }
        out[i] = (sayso_sketch){p, (size_t)size};
    }
    return out;
}

/* events([sketch], groups) -> [(id, name, kind, date, place, country, [index])]; groups: bytes,
 * four a report, all bits set for none. */
static PyObject *events(PyObject *self, PyObject *args)
{
    PyObject *list, *out;
    const char *bytes;
    Py_ssize_t n_bytes;
    sayso_error e = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "O!y#", &PyList_Type, &list, &bytes, &n_bytes))
        return NULL;
    size_t n = (size_t)PyList_Size(list);
    if ((size_t)n_bytes != 4 * n) {
        PyErr_SetString(PyExc_ValueError, "a group for each sketch");
        return NULL;
    }
    sayso_sketch *sketch = sketches_of(list, n);
    uint32_t *group = malloc(4 * n + 1);
    out = sketch && group ? PyList_New(0) : NULL;
    sayso_status status = SAYSO_ENOMEM;
    if (out) {
        memcpy(group, bytes, 4 * n);
        Py_BEGIN_ALLOW_THREADS status = sayso_sketch_events(sketch, n, group, put_event, &out, &e);
        Py_END_ALLOW_THREADS
    } else if (!PyErr_Occurred())
        PyErr_NoMemory();
    free(sketch);
    free(group);
    if (out && status != SAYSO_OK) {
        Py_DECREF(out);
        return refuse(&e);
    }
    return out;
}

/* ---- the module ---------------------------------------------------------------------------- */

static PyType_Slot reader_slots[] = {
    {Py_tp_new, reader_new},
    {Py_tp_dealloc, object_dealloc},
    {Py_tp_methods, reader_methods},
    {0, NULL},
};
static PyType_Slot ledger_slots[] = {
    {Py_tp_new, ledger_new},
    {Py_tp_dealloc, object_dealloc},
    {Py_tp_methods, ledger_methods},
    {0, NULL},
};
static PyType_Spec reader_spec = {"_sayso.Reader", sizeof(object), 0, Py_TPFLAGS_DEFAULT,
                                  reader_slots};
static PyType_Spec ledger_spec = {"_sayso.Ledger", sizeof(object), 0, Py_TPFLAGS_DEFAULT,
                                  ledger_slots};

static struct PyModuleDef module =
    {PyModuleDef_HEAD_INIT, "_sayso", NULL, -1, NULL, NULL, NULL, NULL, NULL};

static PyObject *set_error(PyObject *self, PyObject *type)
{
    (void)self;
    Py_XDECREF(error_type);
    Py_INCREF(type);
    error_type = type;
    Py_RETURN_NONE;
}

extern PyObject *sayso_py_arrow_stream(PyObject *self, PyObject *args);

static PyMethodDef arrow_method = {"arrow_stream", sayso_py_arrow_stream, METH_VARARGS,
                                   "arrow_stream([(name, format, values)], n_rows) -> capsule"};
static PyMethodDef judge_method = {"judge", judge, METH_VARARGS,
                                   "judge(first, second) -> (kinship, overlap)"};
static PyMethodDef keys_method = {"keys", keys, METH_VARARGS, "keys(sketch, runs) -> bytes"};
static PyMethodDef events_method =
    {"events", events, METH_VARARGS,
     "events([sketch], groups) -> [(id, name, kind, date, place, country, [index])]"};
static PyMethodDef set_error_method = {"set_error", set_error, METH_O,
                                       "set_error(make): make(status, message, byte) -> exception"};

static bool add(PyObject *m, const char *name, PyObject *value)
{
    bool ok = value && PyModule_AddObjectRef(m, name, value) == 0;
    Py_XDECREF(value);
    return ok;
}

PyMODINIT_FUNC PyInit__sayso(void)
{
    PyObject *m = PyModule_Create(&module);
    reader_type = PyType_FromSpec(&reader_spec);
    Py_XINCREF(reader_type);
    if (m && add(m, "Reader", reader_type) && add(m, "Ledger", PyType_FromSpec(&ledger_spec)) &&
        add(m, "set_error", PyCFunction_New(&set_error_method, NULL)) &&
        add(m, "arrow_stream", PyCFunction_New(&arrow_method, NULL)) &&
        add(m, "judge", PyCFunction_New(&judge_method, NULL)) &&
        add(m, "keys", PyCFunction_New(&keys_method, NULL)) &&
        add(m, "events", PyCFunction_New(&events_method, NULL)) &&
        add(m, "version", PyUnicode_FromString(sayso_version())))
        return m;
    Py_XDECREF(m);
    return NULL;
}
