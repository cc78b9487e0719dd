/* page_sql.c -- the pages' SQL.  Layer: ledger.
 *
 * Joins whose table is only shown are LEFT JOINs on unique keys, so that SQLite leaves them out
 * where a count needs none of their columns. */
#include "ledger/page_sql.h"

/* An actor's name and who it speaks for, as the last settling left them. */
#define NAME(id)                                                                                   \
    "(SELECT coalesce(o.name, a.name) FROM actor a LEFT JOIN actor o ON o.actor_id = a.same_as "   \
    "WHERE a.actor_id = " id ")"
#define CHIEF(id)                                                                                  \
    "(SELECT coalesce(z.name, y.name) FROM actor a LEFT JOIN actor o ON o.actor_id = a.same_as "   \
    "JOIN actor y ON y.actor_id = coalesce(o.speaks_for, a.speaks_for) LEFT JOIN actor z ON "      \
    "z.actor_id = y.same_as WHERE a.actor_id = " id ")"

/* The words of span s in document d. */
#define WORDS                                                                                      \
    "substr(iif(s.field = 'title', d.headline, d.text), s.char_start + 1, s.char_end - "           \
    "s.char_start)"
#define WORDS_AT(span) "(SELECT " WORDS " FROM span s WHERE s.span_id = " span ")"

#define EVENT_OF(document)                                                                         \
    "(SELECT event_id FROM event_report WHERE document_id = " document " ORDER BY ord LIMIT 1)"
#define IN_EVENT(document)                                                                         \
    document " IN (SELECT document_id FROM event_report WHERE event_id = :event)"
#define IN_REPORT(document)                                                                        \
    document " = (SELECT document_id FROM document WHERE report_id = :report)"

/* Does document d run the text of an earlier one; is a later version of it here? */
#define IS_COPY                                                                                    \
    "(d.group_id IS NOT NULL AND EXISTS (SELECT 1 FROM syndication_group g WHERE g.group_id = "    \
    "d.group_id AND g.first_document_id <> d.document_id))"
#define IS_OLDER  "EXISTS (SELECT 1 FROM document v WHERE v.revision_of = d.document_id)"
#define STANDS    "NOT " IS_COPY " AND NOT " IS_OLDER

#define CLAIM_DAY "coalesce(t.said, d.day)"
#define MARK                                                                                       \
    "CASE WHEN c.speech_act = 'claim_responsibility' OR (c.speech_act = 'admit' AND p.kind = "     \
    "'responsibility') THEN 'claims' ELSE c.stance END"
#define IS_WRONG                                                                                   \
    "coalesce((SELECT k.what = 'claim wrong' FROM correction k WHERE k.old = c.claim_id AND "      \
    "k.what LIKE 'claim %' ORDER BY k.n DESC LIMIT 1), 0)"

#define CLAIMS_FROM                                                                                \
    "claim c LEFT JOIN attribution t ON t.attribution_id = c.attribution_id LEFT JOIN document d " \
    "ON d.document_id = t.document_id LEFT JOIN proposition p ON p.proposition_id = "              \
    "c.proposition_id"
#define FIGURES_FROM                                                                               \
    "figure f LEFT JOIN document d ON d.document_id = f.document_id LEFT JOIN claim c ON "         \
    "c.claim_id = f.claim_id LEFT JOIN attribution t ON t.attribution_id = c.attribution_id"

#define FIELD(name) offsetof(sayso_page_filter, name)
#define WHEN(name, sql)                                                                            \
    {                                                                                              \
        FIELD(name), ":" #name, sql                                                                \
    }
#define BETWEEN(day)           WHEN(since, day " >= :since"), WHEN(until, day " <= :until || '~'")
#define IN_NAMES(column, name) column " IN (SELECT value FROM json_each(:" name "))"

/* What a grid shows: of each report's claims those that say something about responsibility. Words
 * are one claim's where reports of one family (copies, or versions of one report) say the same of
 * the same source; the first one stands for all. */
#define GRID_CLAIMS                                                                                \
    "SELECT c.n, c.claim_id, d.report_id, coalesce(a.same_as, t.source_actor) AS "                 \
    "actor, " CLAIM_DAY " AS day, " MARK                                                           \
    " AS mark, c.speech_act, p.kind, p.responsible_actor, c.text, "                                \
    "row_number() OVER same AS place, count(*) OVER (PARTITION BY coalesce(d.group_id, "           \
    "d.revision_of, d.document_id), coalesce(a.same_as, t.source_actor), c.text) AS reports FROM " \
    "event_report r CROSS JOIN document d USING (document_id) CROSS JOIN attribution t USING "     \
    "(document_id) CROSS JOIN claim c USING (attribution_id) CROSS JOIN proposition p USING "      \
    "(proposition_id) LEFT JOIN actor a ON a.actor_id = t.source_actor WHERE 1 % WINDOW same AS "  \
    "(PARTITION BY coalesce(d.group_id, d.revision_of, d.document_id), coalesce(a.same_as, "       \
    "t.source_actor), c.text ORDER BY d.date_published IS NULL, d.date_published, c.n)"

const char sayso__grid_days_sql[] =
    "SELECT DISTINCT " CLAIM_DAY " FROM event_report r CROSS JOIN document d USING (document_id) "
    "CROSS JOIN attribution t USING (document_id) CROSS JOIN claim c USING (attribution_id) CROSS "
    "JOIN proposition p USING (proposition_id) WHERE " CLAIM_DAY " IS NOT NULL % ORDER BY 1";

const sayso_page_sql
    sayso__page_sql[SAYSO_N_PAGE] =
        {
            [SAYSO_PAGE_EVENTS] =
                {.key = "e.event_id",
                 .from = "event e",
                 .order = "e.n_reports DESC, e.first IS NULL, e.first, e.event_id",
                 .row =
                     "SELECT e.event_id, e.name, e.kind, e.date, e.place, e.country, e.latitude, "
                     "e.longitude, e.n_reports, (SELECT count(*) FROM event_report r JOIN document "
                     "d "
                     "USING (document_id) WHERE r.event_id = e.event_id AND " STANDS
                     "), e.first FROM "
                     "event e WHERE e.event_id = ?1",
                 .column = {"id", "name", "kind", "date", "place", "country", "latitude",
                            "longitude", "n_reports", "n_independent", "first"},
                 .kinds = "ttttttttttt",
                 .condition = {WHEN(event, "e.event_id = :event"),
                               WHEN(words, "instr(lower(e.name), lower(:words))"),
                               BETWEEN("e.date")}},
            [SAYSO_PAGE_REPORTS] = {.key = "d.n",
                                    .from = "document d",
                                    .order = "d.date_published IS NULL, d.date_published, d.n",
                                    .row = "SELECT d.report_id, d.publisher, d.published, "
                                           "d.headline, d.group_id, (SELECT "
                                           "o.report_id FROM document o WHERE o.document_id = "
                                           "d.revision_of), d.day, (SELECT "
                                           "json_group_array(event_id) FROM (SELECT event_id FROM "
                                           "event_report r WHERE "
                                           "r.document_id = d.document_id ORDER BY ord)), "
                                           "d.language, (SELECT count(*) FROM "
                                           "attribution t WHERE t.document_id = "
                                           "d.document_id), " IS_COPY ", " IS_OLDER
                                           " FROM document d WHERE d.n = ?1",
                                    .column = {"id", "publisher", "published", "title", "group",
                                               "revision_of", "day", "events", "language",
                                               "n_claims", "copy", "older"},
                                    .kinds = "tttttttjttff",
                                    .condition = {WHEN(event, IN_EVENT("d.document_id")),
                                                  WHEN(publisher, "d.publisher = :publisher"),
                                                  WHEN(words, "d.n IN (SELECT rowid FROM "
                                                              "document_text WHERE document_text "
                                                              "MATCH :words)"),
                                                  BETWEEN("d.day"), WHEN(independent, STANDS)}},
            [SAYSO_PAGE_CLAIMS] =
                {.key = "c.n",
                 .from = CLAIMS_FROM,
                 .order = CLAIM_DAY " IS NULL, " CLAIM_DAY ", c.n",
                 .backwards = CLAIM_DAY " IS NULL, " CLAIM_DAY " DESC, c.n DESC",
                 .row =
                     "SELECT c.claim_id, d.report_id, " EVENT_OF(
                         "d.document_id") ", d.publisher, d.published, d.headline, " CLAIM_DAY
                                          ", " NAME("t.source_actor") ", " CHIEF("t.source_actor") ", " WORDS_AT("t.source_span") ", " WORDS_AT(
                                              "t.cue_span") ", t.source_type, "
                                                            "(SELECT json_group_array(name) FROM "
                                                            "(SELECT " NAME(
                                                                "y.actor_id") " AS name FROM relay "
                                                                              "y WHERE "
                                                                              "y.attribution_id = "
                                                                              "t.attribution_id "
                                                                              "ORDER BY y.ord)), "
                                                                              "t.said, "
                                                                              "c.speech_act, "
                                                                              "p.kind, " NAME(
                                                                                  "p.responsible_"
                                                                                  "actor") ", "
                                                                                           "c."
                                                                                           "stance,"
                                                                                           " " MARK
                                                                                           ", "
                                                                                           "c."
                                                                                           "factual"
                                                                                           "ity, "
                                                                                           "(SELECT"
                                                                                           " "
                                                                                           "json_"
                                                                                           "group_"
                                                                                           "array("
                                                                                           "DISTINC"
                                                                                           "T "
                                                                                           "m.mark)"
                                                                                           " FROM "
                                                                                           "evidenc"
                                                                                           "e_mark "
                                                                                           "m "
                                                                                           "WHERE "
                                                                                           "m."
                                                                                           "documen"
                                                                                           "t_id = "
                                                                                           "d."
                                                                                           "documen"
                                                                                           "t_id "
                                                                                           "AND "
                                                                                           "m."
                                                                                           "claim_"
                                                                                           "id = "
                                                                                           "c."
                                                                                           "claim_"
                                                                                           "id), "
                                                                                           "t."
                                                                                           "quote_"
                                                                                           "type, "
                                                                                           "c.text,"
                                                                                           " "
                                                                                           "c.n_"
                                                                                           "indepen"
                                                                                           "dent,"
                                                                                           " " IS_COPY
                                                                                           ","
                                                                                           " " IS_WRONG
                                                                                           " FROM"
                                                                                           " " CLAIMS_FROM
                                                                                           " WHERE "
                                                                                           "c.n = "
                                                                                           "?1",
                 .column = {"claim",    "report",      "event",        "publisher",   "published",
                            "title",    "day",         "source_actor", "speaks_for",  "source",
                            "cue",      "source_type", "via",          "said",        "speech_act",
                            "kind",     "responsible", "stance",       "mark",        "factuality",
                            "evidence", "quote_type",  "text",         "independent", "copy",
                            "wrong"},
                 .kinds = "ttttttttttttjtttttttjtttff",
                 .condition = {WHEN(event, IN_EVENT("t.document_id")),
                               WHEN(report, IN_REPORT("t.document_id")),
                               WHEN(by, IN_NAMES("t.source_actor", "by")),
                               WHEN(about, IN_NAMES("p.responsible_actor", "about")),
                               WHEN(act, "c.speech_act = :act"), WHEN(kind, "p.kind = :kind"),
                               WHEN(stance, MARK " = :stance"),
                               WHEN(
                                   evidence,
                                   "EXISTS (SELECT 1 FROM evidence_mark m WHERE m.document_id = "
                                   "t.document_id AND m.claim_id = c.claim_id AND m.mark = "
                                   ":evidence)"),
                               BETWEEN(CLAIM_DAY), WHEN(independent, STANDS),
                               WHEN(words,
                                    "c.n IN (SELECT rowid FROM claim_text WHERE claim_text MATCH "
                                    ":words)")}},
            [SAYSO_PAGE_FIGURES] =
                {.key = "f.figure_id",
                 .from = FIGURES_FROM,
                 .order = "coalesce(f.as_of, d.day) IS NULL, coalesce(f.as_of, d.day), f.figure_id",
                 .row = "SELECT f.figure_id, d.report_id, f.claim_id, " EVENT_OF("d.document_id") ", d.publisher, " NAME(
                     "t.source_actor") ", f.measure, f.population, f.low, f.best, f.high, f.mod, "
                                       "f.unit, f.as_of, "
                                       "coalesce(f.as_of, d.day), f.answer, f.supersedes, (SELECT "
                                       "k.conflict_id FROM "
                                       "conflict_figure k WHERE k.event_id = " EVENT_OF(
                                           "d.document_id") " AND k.figure_id = f.figure_id LIMIT "
                                                            "1), " WORDS_AT(
                                                                "f.span_id") ","
                                                                             " " IS_COPY " FROM"
                                                                             " " FIGURES_FROM
                                                                             " WHERE "
                                                                             "f.figure_"
                                                                             "id = ?1",
                 .column = {"figure",       "report",     "claim",      "event", "publisher",
                            "source_actor", "measure",    "population", "low",   "best",
                            "high",         "mod",        "unit",       "as_of", "day",
                            "answer",       "supersedes", "conflict",   "text",  "copy"},
                 .kinds = "tttttttttttttttttttf",
                 .condition = {WHEN(event, IN_EVENT("f.document_id")),
                               WHEN(report, IN_REPORT("f.document_id")),
                               WHEN(by, IN_NAMES("t.source_actor", "by")),
                               WHEN(measure, "f.measure = :measure"),
                               WHEN(population, "f.population = :population"),
                               BETWEEN("coalesce(f.as_of, d.day)"), WHEN(independent, STANDS)}},
            [SAYSO_PAGE_BLAME] =
                {.row = "SELECT " NAME("b.by_actor") ", " NAME(
                     "b.of_actor") ", min(b.day), json_group_array(b.claim_id), (SELECT "
                                   "json_group_array(name) FROM "
                                   "(SELECT " NAME(
                                       "n.denied_by") " AS name FROM blame_denied n WHERE "
                                                      "n.event_id = "
                                                      "b.event_id AND n.by_actor = b.by_actor AND "
                                                      "n.of_actor = b.of_actor)), b.event_id "
                                                      "FROM blame_claim b WHERE 1 % GROUP BY "
                                                      "b.event_id, b.by_actor, b.of_actor ORDER "
                                                      "BY min(b.day) IS NULL, min(b.day), count(*) "
                                                      "DESC, b.by_actor, b.of_actor LIMIT "
                                                      ":limit OFFSET :offset",
                 .count = "SELECT count(*) FROM (SELECT 1 FROM blame_claim b WHERE 1 % GROUP BY "
                          "b.event_id, b.by_actor, b.of_actor)",
                 .column = {"by", "of", "first", "claims", "denied_by", "event"},
                 .kinds = "tttjjt",
                 .condition = {WHEN(event, "b.event_id = :event")}},
            [SAYSO_PAGE_POSITIONS] =
                {.row = "SELECT " NAME(
                     "h.actor_id") ", 'responsibility', (SELECT json_group_array("
                                   "json_object('date', day, 'report', report, 'position', "
                                   "position, 'claim', claim)) "
                                   "FROM (SELECT x.day AS day, d.report_id AS report, x.position "
                                   "|| coalesce(':' || " NAME(
                                       "x.of_actor") ", '') AS position, x.claim_id AS claim FROM "
                                                     "position x JOIN "
                                                     "document d USING (document_id) WHERE "
                                                     "x.event_id = h.event_id AND x.actor_id = "
                                                     "h.actor_id ORDER BY x.ord)), max(h.changed), "
                                                     "h.event_id FROM position h WHERE 1 % "
                                                     "GROUP BY h.event_id, h.actor_id ORDER BY "
                                                     "max(h.changed) DESC, count(*) DESC, "
                                                     "h.event_id, h.actor_id LIMIT :limit OFFSET "
                                                     ":offset",
                 .count = "SELECT count(*) FROM (SELECT 1 FROM position h WHERE 1 % GROUP BY "
                          "h.event_id, "
                          "h.actor_id)",
                 .column = {"actor", "question", "history", "changed", "event"},
                 .kinds = "ttjft",
                 .condition = {WHEN(event, "h.event_id = :event"), WHEN(changed, "h.changed")}},
            [SAYSO_PAGE_TIMELINE] = {.row = "SELECT v.date, v.precision, v.what, v.text, v.report "
                                            "FROM timeline v LEFT JOIN "
                                            "document d ON d.report_id = v.report WHERE 1 % ORDER "
                                            "BY v.date IS NULL, v.date, "
                                            "d.n, v.byte_start LIMIT :limit OFFSET :offset",
                                     .count = "SELECT count(*) FROM timeline v LEFT JOIN document "
                                              "d ON d.report_id = v.report "
                                              "WHERE 1 %",
                                     .column = {"date", "precision", "what", "text", "report"},
                                     .kinds = "ttttt",
                                     .condition = {WHEN(event, "v.event_id = :event"),
                                                   BETWEEN("v.date"), WHEN(independent, STANDS)}},
            [SAYSO_PAGE_ACTORS] =
                {.row = "SELECT w.id, o.name, o.class, o.country, o.sector, " CHIEF(
                     "o.actor_id") ", (SELECT json_group_array(alias) FROM (SELECT DISTINCT "
                                   "l.alias FROM "
                                   "actor_alias l WHERE l.actor_id = o.actor_id ORDER BY "
                                   "l.alias)), w.n FROM (SELECT "
                                   "coalesce(a.same_as, a.actor_id) AS id, count(t.attribution_id) "
                                   "AS n FROM actor a "
                                   "JOIN attribution t ON t.source_actor = a.actor_id WHERE 1 % "
                                   "GROUP BY 1 ORDER BY n "
                                   "DESC, id LIMIT :limit OFFSET :offset) w JOIN actor o ON "
                                   "o.actor_id = w.id ORDER "
                                   "BY w.n DESC, w.id",
                 .count =
                     "SELECT count(DISTINCT coalesce(a.same_as, a.actor_id)) FROM actor a JOIN "
                     "attribution t ON t.source_actor = a.actor_id WHERE 1 %",
                 .column = {"id", "name", "class", "country", "sector", "speaks_for", "aliases",
                            "n_claims"},
                 .kinds = "ttttttjt",
                 .condition = {WHEN(event, IN_EVENT("t.document_id")),
                               WHEN(words,
                                    "a.actor_id IN (SELECT actor_id FROM actor WHERE "
                                    "instr(lower(name), lower(:words)) UNION SELECT actor_id FROM "
                                    "actor_alias WHERE instr(lower(alias), lower(:words)))")}},
            [SAYSO_PAGE_COPIES] =
                {.key = "g.group_id",
                 .from =
                     "syndication_group g JOIN document d ON d.document_id = g.first_document_id",
                 .order = "d.date_published IS NULL, d.date_published, d.n",
                 .row =
                     "SELECT g.group_id, g.agency, g.method, g.n_documents, (SELECT "
                     "json_group_array("
                     "json_object('id', id, 'publisher', publisher, 'published', published)) FROM "
                     "(SELECT m.report_id AS id, m.publisher, m.published, m.document_id = "
                     "g.first_document_id AS lead FROM document m WHERE m.group_id = g.group_id "
                     "ORDER BY lead DESC, m.date_published IS NULL, m.date_published, m.n)) FROM "
                     "syndication_group g WHERE "
                     "g.group_id = ?1",
                 .column = {"group", "agency", "method", "n_reports", "reports"},
                 .kinds = "ttttj",
                 .condition = {WHEN(event,
                                    "g.group_id IN (SELECT x.group_id FROM event_report r JOIN "
                                    "document x USING (document_id) WHERE r.event_id = :event)")}},
            [SAYSO_PAGE_REFUSED] =
                {.key = "x.n",
                 .from = "refusal x",
                 .order = "x.n",
                 .row = "SELECT d.report_id, coalesce(x.uri, d.uri), coalesce(x.byte, (SELECT "
                        "s.raw_start "
                        "FROM span s WHERE s.span_id = x.span_id)), x.reason, " WORDS_AT(
                            "x.span_id") " FROM refusal x LEFT JOIN document d USING (document_id) "
                                         "WHERE x.n = ?1",
                 .column = {"report", "uri", "byte", "reason", "text"},
                 .kinds = "ttttt",
                 .condition = {WHEN(event, IN_EVENT("x.document_id")),
                               WHEN(report, IN_REPORT("x.document_id"))}},
            [SAYSO_PAGE_CORRECTIONS] =
                {.key = "k.n",
                 .from = "correction k",
                 .order = "k.n DESC",
                 .row = "SELECT k.what, k.old, k.new, k.who, k.at FROM correction k WHERE k.n = ?1",
                 .column = {"what", "subject", "other", "who", "at"},
                 .kinds = "ttttt"},
            [SAYSO_PAGE_GRID] =
                {.row = "WITH x AS (" GRID_CLAIMS "), cell AS (SELECT actor, day, count(*) AS n, "
                        "json_group_array(json_object('claim', claim_id, 'report', report_id, "
                        "'mark', "
                        "mark, 'speech_act', speech_act, 'kind', kind, 'responsible', " NAME(
                            "responsible_actor") ", 'text', text, 'reports', reports)) AS claims "
                                                 "FROM "
                                                 "(SELECT * FROM x WHERE place = 1 ORDER BY day, "
                                                 "n) GROUP BY actor, day), line AS "
                                                 "(SELECT actor, sum(n) AS n, "
                                                 "json_group_array(json_object('day', day, "
                                                 "'claims', "
                                                 "json(claims))) AS cells FROM (SELECT * FROM cell "
                                                 "ORDER BY day IS NULL, day) GROUP "
                                                 "BY actor ORDER BY sum(n) DESC, actor LIMIT "
                                                 ":limit OFFSET :offset) SELECT " NAME("l.actor") ", o.class, o.country, " CHIEF(
                                                     "l.actor") ", l.n, l.cells FROM "
                                                                "line l LEFT JOIN actor o ON "
                                                                "o.actor_id = l.actor ORDER BY l.n "
                                                                "DESC, l.actor",
                 .count =
                     "WITH x AS (" GRID_CLAIMS ") SELECT count(*) FROM (SELECT 1 FROM x GROUP BY "
                     "actor)",
                 .column = {"actor", "class", "country", "speaks_for", "n_claims", "cells"},
                 .kinds = "tttttj",
                 .condition = {WHEN(event, "r.event_id = :event"),
                               WHEN(stance, MARK " IS NOT NULL")}},
};
