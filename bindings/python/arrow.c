/* arrow.c -- columns as one Arrow record batch behind the C stream interface.  Layer: bindings.
 *
 * The shapes of the three structures are those of the Arrow C data and C stream interfaces
 * (arrow.apache.org/docs/format/CDataInterface.html), which are a stable ABI: pyarrow, polars,
 * DuckDB and pandas take them without any of these being needed here. Columns are of strings (u),
 * doubles (g), 64-bit integers (l) or booleans (b); None is null. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#define NULLABLE 2

typedef struct {
    char *name, format[2];
    uint8_t *valid; /* a bit a row */
    void *values;   /* doubles, integers, bits; of strings [n_rows + 1] offsets of 32 bits */
    char *bytes;    /* of strings */
    int64_t n_null;
} column;

typedef struct {
    column *column;
    int64_t n_column, n_rows;
    bool done;
} table;

PyObject *sayso_py_arrow_stream(PyObject *self, PyObject *args);

/* ---- releasing ----------------------------------------------------------------------------- */

static void free_table(table *t)
{
    for (int64_t i = 0; t && i < t->n_column; i++) {
        free(t->column[i].name);
        free(t->column[i].valid);
        free(t->column[i].values);
        free(t->column[i].bytes);
    }
    if (t)
        free(t->column);
    free(t);
}

static void release_schema(struct ArrowSchema *s)
{
    for (int64_t i = 0; i < s->n_children; i++) {
        if (s->children[i] && s->children[i]->release)
            s->children[i]->release(s->children[i]);
        free(s->children[i]);
    }
    free(s->children);
    free(s->private_data);
    s->release = NULL;
}

static void release_array(struct ArrowArray *a)
{
    for (int64_t i = 0; i < a->n_children; i++) {
        if (a->children[i] && a->children[i]->release)
            a->children[i]->release(a->children[i]);
        free(a->children[i]);
    }
    for (int64_t i = 0; i < a->n_buffers; i++)
        free((void *)(uintptr_t)a->buffers[i]);
    free(a->children);
    free(a->buffers);
    a->release = NULL;
}

static void release_stream(struct ArrowArrayStream *s)
{
    free_table(s->private_data);
    s->release = NULL;
}

/* ---- handing out --------------------------------------------------------------------------- */

static bool fill_schema(struct ArrowSchema *s, const char *format, const char *name,
                        int64_t n_children)
{
    size_t n_format = strlen(format) + 1, n_name = strlen(name) + 1;
    char *words = malloc(n_format + n_name);
    *s = (struct ArrowSchema){.flags = NULLABLE, .release = release_schema, .private_data = words};
    if (!words)
        return false;
    memcpy(words, format, n_format);
    memcpy(words + n_format, name, n_name);
    s->format = words;
    s->name = words + n_format;
    s->children = n_children ? calloc((size_t)n_children, sizeof(void *)) : NULL;
    s->n_children = s->children ? n_children : 0;
    return s->n_children == n_children;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    const table *t = stream->private_data;
    bool ok = fill_schema(out, "+s", "", t->n_column);
    for (int64_t i = 0; ok && i < t->n_column; i++) {
        out->children[i] = calloc(1, sizeof *out->children[i]);
        ok = out->children[i] &&
             fill_schema(out->children[i], t->column[i].format, t->column[i].name, 0);
    }
    if (ok)
        return 0;
    release_schema(out);
    return ENOMEM;
}

/* The column's buffers change hands. */
static bool fill_array(struct ArrowArray *a, column *c, int64_t n_rows)
{
    bool text = c->format[0] == 'u';
    *a = (struct ArrowArray){.length = n_rows, .null_count = c->n_null, .release = release_array};
    a->buffers = calloc(3, sizeof *a->buffers);
    if (!a->buffers)
        return false;
    a->n_buffers = text ? 3 : 2;
    a->buffers[0] = c->valid;
    a->buffers[1] = c->values;
    if (text)
        a->buffers[2] = c->bytes;
    c->valid = NULL;
    c->values = NULL;
    c->bytes = NULL;
    return true;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    table *t = stream->private_data;
    *out = (struct ArrowArray){.length = t->n_rows, .release = release_array};
    if (t->done) {
        out->release = NULL;
        return 0;
    }
    t->done = true;
    out->buffers = calloc(1, sizeof *out->buffers);
    out->children = calloc((size_t)t->n_column + 1, sizeof *out->children);
    bool ok = out->buffers && out->children;
    out->n_buffers = out->buffers ? 1 : 0;
    out->n_children = out->children ? t->n_column : 0;
    for (int64_t i = 0; ok && i < t->n_column; i++) {
        out->children[i] = calloc(1, sizeof *out->children[i]);
        ok = out->children[i] && fill_array(out->children[i], &t->column[i], t->n_rows);
    }
    if (ok)
        return 0;
    release_array(out);
    return ENOMEM;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return "out of memory";
}

/* ---- taking in ----------------------------------------------------------------------------- */

static void set_bit(void *bits, int64_t i)
{
    ((uint8_t *)bits)[i / 8] = (uint8_t)(((uint8_t *)bits)[i / 8] | 1u << i % 8);
}

/* Value i of a column that is no text; false with an exception. */
static bool put_number(column *c, int64_t i, PyObject *value)
{
    if (c->format[0] == 'g')
        ((double *)c->values)[i] = PyFloat_AsDouble(value);
    else if (c->format[0] == 'l')
        ((int64_t *)c->values)[i] = PyLong_AsLongLong(value);
    else if (PyObject_IsTrue(value) == 1)
        set_bit(c->values, i);
    return !PyErr_Occurred();
}

static bool put_text(column *c, int64_t i, PyObject *value, size_t *n, size_t *room)
{
    Py_ssize_t more;
    const char *p = PyUnicode_AsUTF8AndSize(value, &more);
    if (!p)
        return false;
    if (*n + (size_t)more > INT32_MAX) {
        PyErr_SetString(PyExc_OverflowError, "a column of more than 2 GB of text");
        return false;
    }
    if (*n + (size_t)more > *room) {
        char *grown = realloc(c->bytes, (*n + (size_t)more) * 2);
        if (!grown)
            return PyErr_NoMemory() != NULL;
        c->bytes = grown;
        *room = (*n + (size_t)more) * 2;
    }
    memcpy(c->bytes + *n, p, (size_t)more);
    *n += (size_t)more;
    ((int32_t *)c->values)[i + 1] = (int32_t)*n;
    return true;
}

static bool put_values(column *c, PyObject *list, int64_t n_rows)
{
    bool text = c->format[0] == 'u';
    size_t n = 0, room = 0;
    c->valid = calloc((size_t)n_rows / 8 + 1, 1);
    c->values = calloc((size_t)n_rows + 1, 8);
    c->bytes = malloc(1);
    if (!c->valid || !c->values || !c->bytes)
        return PyErr_NoMemory() != NULL;
    for (int64_t i = 0; i < n_rows; i++) {
        PyObject *value = PyList_GetItem(list, (Py_ssize_t)i);
        if (!value)
            return false;
        if (text)
            ((int32_t *)c->values)[i + 1] = ((int32_t *)c->values)[i];
        if (value == Py_None) {
            c->n_null++;
            continue;
        }
        set_bit(c->valid, i);
        if (!(text ? put_text(c, i, value, &n, &room) : put_number(c, i, value)))
            return false;
    }
    return true;
}

static bool put_column(table *t, PyObject *from)
{
    const char *name, *format;
    PyObject *values;
    column *c = &t->column[t->n_column++];
    if (!PyArg_ParseTuple(from, "ssO!", &name, &format, &PyList_Type, &values))
        return false;
    if (!strchr("uglb", format[0]) || strlen(format) != 1) {
        PyErr_Format(PyExc_ValueError, "no such column format: %s", format);
        return false;
    }
    c->format[0] = format[0];
    c->name = malloc(strlen(name) + 1);
    if (!c->name)
        return PyErr_NoMemory() != NULL;
    memcpy(c->name, name, strlen(name) + 1);
    return put_values(c, values, t->n_rows);
}

static void free_capsule(PyObject *capsule)
{
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (stream && stream->release)
        stream->release(stream);
    free(stream);
}

PyObject *sayso_py_arrow_stream(PyObject *self, PyObject *args)
{
    PyObject *columns;
    long long n_rows;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!L", &PyList_Type, &columns, &n_rows))
        return NULL;
    Py_ssize_t n = PyList_Size(columns);
    table *t = calloc(1, sizeof *t);
    struct ArrowArrayStream *stream = calloc(1, sizeof *stream);
    if (t)
        t->column = calloc((size_t)n + 1, sizeof *t->column);
    bool ok = t && stream && t->column && n_rows >= 0;
    if (!ok)
        PyErr_NoMemory();
    else
        t->n_rows = n_rows;
    for (Py_ssize_t i = 0; ok && i < n; i++)
        ok = put_column(t, PyList_GetItem(columns, i));
    PyObject *capsule = ok ? PyCapsule_New(stream, "arrow_array_stream", free_capsule) : NULL;
    if (!capsule) {
        free_table(t);
        free(stream);
        return NULL;
    }
    *stream = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, t};
    return capsule;
}
