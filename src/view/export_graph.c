/* export_graph.c -- graphml and gexf: who blames, denies and claims, as a graph.  Layer: view.
 *
 * Nodes are actors, one for each event and actor. Edges: blames (accuser to accused), denies (who
 * denies to the accuser that is answered), claims and admits (a loop), speaks_for. GraphML
 * (graphml.graphdrawing.org, 1.0) and GEXF 1.3. Edges are kept until the nodes are written. */
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/vocab.h"
#include "view/export.h"
#include "view/markup.h"

typedef struct {
    uint32_t from, to; /* actors */
    const char *kind, *day;
    uint32_t n_claim, n_report; /* independent */
    const char *claim;          /* the first */
    const char *of;             /* denies: whom the accusation names */
} edge;

typedef struct {
    sayso_export *x;
    const sayso_state *s;
    sayso_arena *a;
    bool gexf;
    bool *used; /* [n_actor] */
    uint32_t *stamp, round;
    bool failed;
} graph;

/* ---- one element ------------------------------------------------------------------------- */

/* An attribute of an element, escaped. */
static void attribute(sayso_sink *out, const char *name, const char *text)
{
    sayso__sink_print(out, " %s=\"", name);
    sayso__markup_text(out, text);
    sayso__sink_char(out, '"');
}

/* A value of a node or edge that the head declares as `key`; nothing for NULL. */
static void value(sayso_sink *out, bool gexf, const char *key, const char *text)
{
    if (!text)
        return;
    sayso__sink_print(out, gexf ? "<attvalue for=\"%s\" value=\"" : "<data key=\"%s\">", key);
    sayso__markup_text(out, text);
    sayso__sink_text(out, gexf ? "\"/>" : "</data>");
}

static void number(sayso_sink *out, bool gexf, const char *key, uint32_t v)
{
    sayso__sink_print(out,
                      gexf ? "<attvalue for=\"%s\" value=\"%u\"/>" : "<data key=\"%s\">%u</data>",
                      key, v);
}

static void put_id(graph *g, sayso_sink *out, const char *name, uint32_t actor)
{
    sayso_str id = sayso__arena_print(g->a, "%s.%s", g->s->event.id ? g->s->event.id : "",
                                      g->s->actor[actor].id);
    g->failed |= !id.p;
    attribute(out, name, id.p);
}

static void put_node(graph *g, uint32_t actor)
{
    const sayso_state_actor *a = &g->s->actor[actor];
    sayso_sink *out = g->x->out;
    sayso__sink_text(out, "<node");
    put_id(g, out, "id", actor);
    if (g->gexf)
        attribute(out, "label", a->name);
    sayso__sink_text(out, g->gexf ? "><attvalues>" : ">");
    if (!g->gexf)
        value(out, false, "label", a->name);
    value(out, g->gexf, "class", sayso__word(SAYSO_VOCAB_ACTOR_CLASS, a->class_));
    value(out, g->gexf, "country", a->country);
    value(out, g->gexf, "event", g->s->event.id);
    value(out, g->gexf, "event_name", g->s->event.name);
    sayso__sink_text(out, g->gexf ? "</attvalues></node>\n" : "</node>\n");
}

static void put_edge(graph *g, const edge *e)
{
    sayso_sink *out = &g->x->later;
    g->used[e->from] = g->used[e->to] = true;
    sayso__sink_print(out, "<edge id=\"e%u\"", ++g->x->n);
    put_id(g, out, "source", e->from);
    put_id(g, out, "target", e->to);
    if (g->gexf) {
        attribute(out, "label", e->kind);
        sayso__sink_print(out, " weight=\"%u\"", e->n_report ? e->n_report : 1);
        if (e->day && strlen(e->day) == 10)
            attribute(out, "start", e->day);
    }
    sayso__sink_text(out, g->gexf ? "><attvalues>" : ">");
    value(out, g->gexf, "kind", e->kind);
    value(out, g->gexf, "first", e->day);
    value(out, g->gexf, "of", e->of);
    value(out, g->gexf, "claim", e->claim);
    number(out, g->gexf, "claims", e->n_claim);
    number(out, g->gexf, "independent", e->n_report);
    sayso__sink_text(out, g->gexf ? "</attvalues></edge>\n" : "</edge>\n");
}

/* ---- edges of a state -------------------------------------------------------------------- */

static uint32_t independent(graph *g, const uint32_t *claim, uint32_t n)
{
    uint32_t sum = 0;
    g->round++;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t family = g->s->report[g->s->claim[claim[i]].report].family;
        sum += g->stamp[family] != g->round;
        g->stamp[family] = g->round;
    }
    return sum;
}

static void blame_edges(graph *g, const sayso_state_blame *b)
{
    const sayso_state *s = g->s;
    edge e = {.from = b->by,
              .to = b->of,
              .kind = "blames",
              .day = b->first,
              .n_claim = b->n_claim,
              .n_report = independent(g, b->claim, b->n_claim),
              .claim = b->n_claim ? s->claim[b->claim[0]].id : NULL};
    put_edge(g, &e);
    for (uint32_t i = 0; i < b->n_denied_by; i++) {
        edge d = {.from = b->denied_by[i],
                  .to = b->by,
                  .kind = "denies",
                  .of = sayso__export_actor(s, b->of)};
        put_edge(g, &d);
    }
}

/* One loop for all in which a party claims it, one for all in which it admits it. */
static void own_edges(graph *g, const sayso_state_position *p)
{
    static const struct {
        uint8_t position;
        const char *kind;
    } own[] = {{SAYSO_POSITION_CLAIMS, "claims"}, {SAYSO_POSITION_ADMITS, "admits"}};
    for (uint32_t i = 0; i < 2; i++) {
        edge e = {.from = p->actor, .to = p->actor, .kind = own[i].kind};
        g->round++;
        for (uint32_t k = 0; k < p->n_history; k++) {
            const sayso_state_stance *h = &p->history[k];
            if (h->position != own[i].position)
                continue;
            uint32_t family = g->s->report[h->report].family;
            e.day = e.n_claim ? e.day : h->day;
            e.claim = e.n_claim++ ? e.claim : g->s->claim[h->claim].id;
            e.n_report += g->stamp[family] != g->round;
            g->stamp[family] = g->round;
        }
        if (e.n_claim)
            put_edge(g, &e);
    }
}

static sayso_status put_graph(sayso_export *x, const sayso_export_event *e, bool gexf,
                              sayso_error *err)
{
    const sayso_state *s = e->s;
    graph g = {x,
               s,
               e->a,
               gexf,
               SAYSO_NEW_N(e->a, bool, s->n_actor),
               SAYSO_NEW_N(e->a, uint32_t, s->n_report),
               0,
               false};
    if (!g.used || !g.stamp)
        return sayso__fail_memory(err);
    for (uint32_t i = 0; i < s->n_blame; i++)
        blame_edges(&g, &s->blame[i]);
    for (uint32_t i = 0; i < s->n_position; i++)
        own_edges(&g, &s->position[i]);
    for (uint32_t i = 0; i < s->n_actor; i++) {
        uint32_t chief = s->actor[i].speaks_for;
        edge of = {.from = i, .to = chief, .kind = "speaks_for"};
        if (g.used[i] && chief < s->n_actor && chief != i)
            put_edge(&g, &of);
    }
    for (uint32_t i = 0; i < s->n_actor; i++)
        if (g.used[i])
            put_node(&g, i);
    return g.failed ? sayso__fail_memory(err) : SAYSO_OK;
}

/* ---- GraphML ----------------------------------------------------------------------------- */

static const char graphml_head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
    "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
    "<key id=\"class\" for=\"node\" attr.name=\"class\" attr.type=\"string\"/>\n"
    "<key id=\"country\" for=\"node\" attr.name=\"country\" attr.type=\"string\"/>\n"
    "<key id=\"event\" for=\"node\" attr.name=\"event\" attr.type=\"string\"/>\n"
    "<key id=\"event_name\" for=\"node\" attr.name=\"event_name\" attr.type=\"string\"/>\n"
    "<key id=\"kind\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "<key id=\"first\" for=\"edge\" attr.name=\"first\" attr.type=\"string\"/>\n"
    "<key id=\"of\" for=\"edge\" attr.name=\"of\" attr.type=\"string\"/>\n"
    "<key id=\"claim\" for=\"edge\" attr.name=\"claim\" attr.type=\"string\"/>\n"
    "<key id=\"claims\" for=\"edge\" attr.name=\"claims\" attr.type=\"int\"/>\n"
    "<key id=\"independent\" for=\"edge\" attr.name=\"independent\" attr.type=\"int\"/>\n"
    "<graph id=\"blame\" edgedefault=\"directed\">\n";

static sayso_status graphml_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sink_text(x->out, graphml_head);
    return SAYSO_OK;
}

static sayso_status graphml_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    return put_graph(x, e, false, err);
}

static sayso_status graphml_end(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sink_put(x->out, x->later.buf, x->later.n);
    sayso__sink_text(x->out, "</graph>\n</graphml>\n");
    return SAYSO_OK;
}

const sayso_export_format sayso__export_graphml = {.name = "graphml",
                                                   .file = "blame.graphml",
                                                   .begin = graphml_begin,
                                                   .event = graphml_event,
                                                   .end = graphml_end};

/* ---- GEXF -------------------------------------------------------------------------------- */

static const char gexf_head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
    "<graph mode=\"dynamic\" timeformat=\"date\" defaultedgetype=\"directed\">\n"
    "<attributes class=\"node\" mode=\"static\">\n"
    "<attribute id=\"class\" title=\"class\" type=\"string\"/>\n"
    "<attribute id=\"country\" title=\"country\" type=\"string\"/>\n"
    "<attribute id=\"event\" title=\"event\" type=\"string\"/>\n"
    "<attribute id=\"event_name\" title=\"event_name\" type=\"string\"/>\n"
    "</attributes>\n"
    "<attributes class=\"edge\" mode=\"static\">\n"
    "<attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n"
    "<attribute id=\"first\" title=\"first\" type=\"string\"/>\n"
    "<attribute id=\"of\" title=\"of\" type=\"string\"/>\n"
    "<attribute id=\"claim\" title=\"claim\" type=\"string\"/>\n"
    "<attribute id=\"claims\" title=\"claims\" type=\"integer\"/>\n"
    "<attribute id=\"independent\" title=\"independent\" type=\"integer\"/>\n"
    "</attributes>\n"
    "<nodes>\n";

static sayso_status gexf_begin(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sink_text(x->out, gexf_head);
    return SAYSO_OK;
}

static sayso_status gexf_event(sayso_export *x, const sayso_export_event *e, sayso_error *err)
{
    return put_graph(x, e, true, err);
}

static sayso_status gexf_end(sayso_export *x, sayso_error *err)
{
    (void)err;
    sayso__sink_text(x->out, "</nodes>\n<edges>\n");
    sayso__sink_put(x->out, x->later.buf, x->later.n);
    sayso__sink_text(x->out, "</edges>\n</graph>\n</gexf>\n");
    return SAYSO_OK;
}

const sayso_export_format sayso__export_gexf = {.name = "gexf",
                                                .file = "blame.gexf",
                                                .begin = gexf_begin,
                                                .event = gexf_event,
                                                .end = gexf_end};
