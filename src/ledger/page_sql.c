/* page_sql.c -- the pages' SQL.  Layer: ledger.
 *
 * Joins whose table is only shown are LEFT JOINs on unique keys, so that SQLite leaves them out
 * where a count needs none of their columns. CROSS JOIN fixes the order: from an event's reports
 * to what they say. */
#include "ledger/page_sql.h"
#include "ledger/sql.h"

/* clang-format off */

/* ---- parts -------------------------------------------------------------------------------- */

/* The words of span s in document d. */
#define WORDS                                                                                      \
    "substr(iif(s.field = 'title', d.headline, d.text), s.char_start + 1, s.char_end -"            \
    " s.char_start)"
#define WORDS_AT(span) "(SELECT " WORDS " FROM span s WHERE s.span_id = " span ")"

#define EVENT_OF(document)                                                                         \
    "(SELECT event_id FROM event_report WHERE document_id = " document " ORDER BY ord LIMIT 1)"
#define IN_EVENT(document)                                                                         \
    document " IN (SELECT document_id FROM event_report WHERE event_id = :event)"
#define IN_REPORT(document)                                                                        \
    document " = (SELECT document_id FROM document WHERE report_id = :report)"
#define IN_NAMES(column, name) column " IN (SELECT value FROM json_each(:" name "))"

/* Does document d run the text of an earlier one; is a later version of it here? */
#define IS_COPY                                                                                    \
    "(d.group_id IS NOT NULL AND EXISTS (SELECT 1 FROM syndication_group g WHERE g.group_id ="     \
    " d.group_id AND g.first_document_id <> d.document_id))"
#define IS_OLDER "EXISTS (SELECT 1 FROM document v WHERE v.revision_of = d.document_id)"
#define STANDS "NOT " IS_COPY " AND NOT " IS_OLDER

/* Claims and attributions are one to one: what needs no claim is read off attributions alone. */
#define CLAIMS_FROM                                                                                \
    "attribution t LEFT JOIN document d ON d.document_id = t.document_id" CLAIM_JOINS
#define CLAIM_JOINS                                                                                \
    " LEFT JOIN claim c ON c.attribution_id = t.attribution_id LEFT JOIN proposition p ON"         \
    " p.proposition_id = c.proposition_id"
#define IS_WRONG                                                                                   \
    "coalesce((SELECT k.what = 'claim wrong' FROM correction k WHERE k.old = c.claim_id AND"       \
    " k.what IN ('claim wrong', 'claim right') ORDER BY k.n DESC LIMIT 1), FALSE)"

#define FIGURES_FROM "figure f LEFT JOIN document d ON d.document_id = f.document_id" FIGURE_JOINS
#define FIGURE_JOINS                                                                               \
    " LEFT JOIN claim c ON c.claim_id = f.claim_id LEFT JOIN attribution t ON t.attribution_id ="  \
    " c.attribution_id"
#define FIGURE_DAY "coalesce(f.as_of, d.day)"

/* A timeline's moments: which they are, first; words are put together for those on the page. */
#define MOMENTS                                                                                    \
    "SELECT r.date, 0 AS rank, 'event' AS what, NULL AS claim, r.name AS text, NULL AS report, 0"  \
    " AS n, NULL AS event FROM event r WHERE r.date IS NOT NULL AND (:event IS NULL OR"            \
    " r.event_id = :event) UNION ALL SELECT " CLAIM_DAY ", 1, 'claim', c.claim_id, NULL,"          \
    " d.report_id, c.n, NULL FROM " EVENT_CLAIMS " WHERE " DOES " % UNION ALL SELECT " FIGURE_DAY  \
    ", 2, 'figure', f.claim_id, f.figure_id, d.report_id, f.ord, NULL FROM " EVENT_DOCUMENTS       \
    " CROSS JOIN figure f USING (document_id) WHERE f.measure <> 'count' % UNION ALL SELECT"       \
    " r.day, 3, 'position', r.claim_id, r.actor_id, d.report_id, r.ord, r.event_id FROM position"  \
    " r JOIN document d USING (document_id) WHERE TRUE %"
#define IN_DAYS                                                                                    \
    "(:since IS NULL OR m.date >= :since) AND (:until IS NULL OR m.date <= :until || '~')"
#define CLAIM_MOMENT                                                                               \
    "(SELECT coalesce(" NAME("t.source_actor") ", 'someone') || ' (' || c.speech_act || '): ' ||"  \
    " c.text FROM claim c JOIN attribution t USING (attribution_id) WHERE c.claim_id = ?3)"
#define POSITION_MOMENT                                                                            \
    "(SELECT " NAME("r.actor_id") " || ': ' || r.position || coalesce(':' || " NAME("r.of_actor")  \
    ", '') FROM position r WHERE r.event_id = ?6 AND r.actor_id = ?4 AND r.ord = ?7)"
#define FIGURE_MOMENT                                                                              \
    "(SELECT " WORDS " || ' ' || f.measure || iif(coalesce(f.population, 'all') = 'all', '', ',"   \
    " ' || f.population) || coalesce(' (' || " NAME("t.source_actor") " || ')', '') FROM "         \
    FIGURES_FROM " JOIN span s ON s.span_id = f.span_id WHERE f.figure_id = ?4)"

/* Where a moment's words lie: those of a figure, the first piece of what a claim says. */
#define MOMENT_SPAN(columns)                                                                       \
    "(SELECT " columns " FROM span s WHERE s.span_id = CASE ?2 WHEN 'figure' THEN (SELECT span_id FROM" \
    " figure WHERE figure_id = ?4) ELSE (SELECT x.span_id FROM claim c JOIN attribution_content x"  \
    " USING (attribution_id) WHERE c.claim_id = ?3 AND x.ord = 0) END)"

/* Who says how much: those of the tables first, then as the last settling merged them. */
#define ACTORS_FROM(attributions)                                                                  \
    "(SELECT t.source_actor AS id, count(*) AS n FROM " attributions                               \
    " WHERE t.source_actor IS NOT NULL % GROUP BY 1) x CROSS JOIN actor a ON a.actor_id = x.id"     \
    " GROUP BY 1"

/* ---- filters ------------------------------------------------------------------------------ */

#define WHEN(name, sql) {offsetof(sayso_page_filter, name), ":" #name, sql}
#define BETWEEN(day) WHEN(since, day " >= :since"), WHEN(until, day " <= :until || '~'")

/* ---- pages -------------------------------------------------------------------------------- */

const sayso_page_sql sayso__page_sql[SAYSO_N_PAGE] = {
    [SAYSO_PAGE_EVENTS] = {
        .key = "e.event_id",
        .from = "event e WHERE TRUE %",
        .order = "e.n_reports DESC, e.first IS NULL, e.first, e.event_id",
        .row =
            "SELECT e.event_id, e.name, e.kind, e.date, e.place, e.country, e.latitude,"
            " e.longitude, e.n_reports, (SELECT count(*) FROM event_report r JOIN document d"
            " USING (document_id) WHERE r.event_id = e.event_id AND " STANDS "), e.first FROM"
            " event e WHERE e.event_id = ?1",
        .column = {"id", "name", "kind", "date", "place", "country", "latitude",
                   "longitude", "n_reports", "n_independent", "first"},
        .kinds = "ttttttttttt",
        .condition = {WHEN(event, "e.event_id = :event"),
                      WHEN(words, "instr(lower(e.name), lower(:words)) > 0"),
                      BETWEEN("e.date")}},
    [SAYSO_PAGE_REPORTS] = {
        .key = "d.n",
        .from = "document d WHERE TRUE %",
        .order = BY_TIME,
        .row =
            "SELECT d.report_id, d.publisher, " SAYSO_SQL_PUBLISHED ", d.headline, d.group_id,"
            " (SELECT"
            " o.report_id FROM document o WHERE o.document_id = d.revision_of), d.day, (SELECT"
            " json_group_array(event_id) FROM (SELECT event_id FROM event_report r WHERE"
            " r.document_id = d.document_id ORDER BY ord)), d.language, (SELECT count(*) FROM"
            " attribution t WHERE t.document_id = d.document_id)," IS_COPY "," IS_OLDER " FROM"
            " document d WHERE d.n = ?1",
        .column = {"id", "publisher", "published", "title", "group", "revision_of", "day",
                   "events", "language", "n_claims", "copy", "older"},
        .kinds = "tttttttjttff",
        .condition = {WHEN(event, IN_EVENT("d.document_id")),
                      WHEN(publisher, "d.publisher = :publisher"),
                      WHEN(words, "d.n IN (SELECT rowid FROM document_text"
                                  " WHERE document_text MATCH :words)"),
                      BETWEEN("d.day"), WHEN(independent, STANDS)}},
    [SAYSO_PAGE_CLAIMS] = {
        .key = "t.attribution_id",
        .from = CLAIMS_FROM " WHERE TRUE %",
        .event_from = EVENT_ATTRIBUTIONS CLAIM_JOINS " WHERE TRUE %",
        .order = CLAIM_DAY " IS NULL, " CLAIM_DAY ", t.document_id, t.ord",
        .backwards = CLAIM_DAY " IS NULL, " CLAIM_DAY " DESC, t.document_id DESC, t.ord DESC",
        .row =
            "SELECT c.claim_id, d.report_id, " EVENT_OF("d.document_id") ", d.publisher, "
            SAYSO_SQL_PUBLISHED ", d.headline, " CLAIM_DAY ", " NAME("t.source_actor") ", "
            CHIEF("t.source_actor") ", " WORDS_AT("t.source_span") ", " WORDS_AT("t.cue_span") ","
            " t.source_type, (SELECT json_group_array(name) FROM (SELECT " NAME("y.actor_id")
            " AS name FROM relay y WHERE y.attribution_id = t.attribution_id ORDER BY y.ord)),"
            " t.said, c.speech_act, p.kind, " NAME("p.responsible_actor") ", c.stance, " MARK ","
            " c.factuality, (SELECT json_group_array(mark) FROM (SELECT DISTINCT m.mark AS mark"
            " FROM evidence_mark m WHERE m.document_id = d.document_id AND m.claim_id ="
            " c.claim_id ORDER BY 1) z), t.quote_type, c.text,"
            " c.n_independent, " IS_COPY ", " IS_WRONG " FROM " CLAIMS_FROM " WHERE"
            " t.attribution_id = ?1",
        .column = {"claim",    "report",      "event",        "publisher",   "published",
                   "title",    "day",         "source_actor", "speaks_for",  "source",
                   "cue",      "source_type", "via",          "said",        "speech_act",
                   "kind",     "responsible", "stance",       "mark",        "factuality",
                   "evidence", "quote_type",  "text",         "independent", "copy",
                   "wrong"},
        .kinds = "ttttttttttttjtttttttjtttff",
        .condition = {WHEN(event, "r.event_id = :event"),
                      WHEN(report, IN_REPORT("t.document_id")),
                      WHEN(by, IN_NAMES("t.source_actor", "by")),
                      WHEN(about, IN_NAMES("p.responsible_actor", "about")),
                      WHEN(act, "c.speech_act = :act"), WHEN(kind, "p.kind = :kind"),
                      WHEN(stance, MARK " = :stance"),
                      WHEN(evidence, "EXISTS (SELECT 1 FROM evidence_mark m"
                          " WHERE m.document_id = t.document_id"
                          " AND m.claim_id = c.claim_id AND m.mark = :evidence)"),
                      BETWEEN(CLAIM_DAY), WHEN(independent, STANDS),
                      WHEN(words, "c.n IN (SELECT rowid FROM claim_text"
                                  " WHERE claim_text MATCH :words)")}},
    [SAYSO_PAGE_FIGURES] = {
        .key = "f.figure_id",
        .from = FIGURES_FROM " WHERE TRUE %",
        .event_from =
            EVENT_DOCUMENTS " CROSS JOIN figure f USING (document_id)" FIGURE_JOINS " WHERE TRUE %",
        .order = FIGURE_DAY " IS NULL, " FIGURE_DAY ", f.document_id, f.ord",
        .row =
            "SELECT f.figure_id, d.report_id, f.claim_id, " EVENT_OF("d.document_id") ","
            " d.publisher, " NAME("t.source_actor") ", f.measure, f.population, f.low, f.best,"
            " f.high, f.mod, f.unit, f.as_of, " FIGURE_DAY ", f.answer, f.supersedes, (SELECT"
            " k.conflict_id FROM conflict_figure k WHERE k.figure_id = f.figure_id ORDER BY"
            " k.event_id, k.conflict_id LIMIT 1), "
            WORDS_AT("f.span_id") ", " IS_COPY " FROM " FIGURES_FROM " WHERE f.figure_id = ?1",
        .column = {"figure",       "report",     "claim",      "event", "publisher",
                   "source_actor", "measure",    "population", "low",   "best",
                   "high",         "mod",        "unit",       "as_of", "day",
                   "answer",       "supersedes", "conflict",   "text",  "copy"},
        .kinds = "tttttttttttttttttttf",
        .condition = {WHEN(event, "r.event_id = :event"),
                      WHEN(report, IN_REPORT("f.document_id")),
                      WHEN(by, IN_NAMES("t.source_actor", "by")),
                      WHEN(measure, "f.measure = :measure"),
                      WHEN(population, "f.population = :population"), BETWEEN(FIGURE_DAY),
                      WHEN(independent, STANDS)}},
    [SAYSO_PAGE_BLAME] = {
        .row =
            "SELECT " NAME("b.by_actor") ", " NAME("b.of_actor") ", min(b.day),"
            " json_group_array(DISTINCT b.claim_id), (SELECT json_group_array(name) FROM (SELECT "
            NAME("n.denied_by") " AS name FROM blame_denied n WHERE n.event_id = b.event_id AND"
            " n.by_actor = b.by_actor AND n.of_actor = b.of_actor ORDER BY n.denied_by)), b.event_id"
            " FROM blame_claim b WHERE TRUE % GROUP BY b.event_id, b.by_actor, b.of_actor ORDER BY min(b.day) IS"
            " NULL, min(b.day), count(*) DESC, b.by_actor, b.of_actor LIMIT :limit OFFSET :offset",
        .count =
            "SELECT count(*) FROM (SELECT 1 FROM blame_claim b WHERE TRUE % GROUP BY b.event_id,"
            " b.by_actor, b.of_actor)",
        .column = {"by", "of", "first", "claims", "denied_by", "event"},
        .kinds = "tttjjt",
        .condition = {WHEN(event, "b.event_id = :event")}},
    [SAYSO_PAGE_POSITIONS] = {
        .row =
            "SELECT " NAME("h.actor_id") ", 'responsibility', (SELECT"
            " json_group_array(json_object('date', day, 'report', report, 'position', position,"
            " 'claim', claim)) FROM (SELECT x.day AS day, d.report_id AS report, x.position ||"
            " coalesce(':' || " NAME("x.of_actor") ", '') AS position, x.claim_id AS claim FROM"
            " position x JOIN document d USING (document_id) WHERE x.event_id = h.event_id AND"
            " x.actor_id = h.actor_id ORDER BY x.ord)), max(h.changed), h.event_id FROM position"
            " h WHERE TRUE % GROUP BY h.event_id, h.actor_id ORDER BY max(h.changed) DESC, count(*)"
            " DESC, h.event_id, h.actor_id LIMIT :limit OFFSET :offset",
        .count =
            "SELECT count(*) FROM (SELECT 1 FROM position h WHERE TRUE % GROUP BY h.event_id,"
            " h.actor_id)",
        .column = {"actor", "question", "history", "changed", "event"},
        .kinds = "ttjft",
        .condition = {WHEN(event, "h.event_id = :event"), WHEN(changed, "h.changed <> 0")}},
    [SAYSO_PAGE_TIMELINE] = {
        .key = "m.date, m.what, m.claim, m.text, m.report, m.event, m.n",
        .from = "(" MOMENTS ") m WHERE " IN_DAYS,
        .order = "m.date IS NULL, m.date, m.rank, m.report, m.n",
        .row =
            "SELECT ?1, iif(length(?1) >= 10, 'day', iif(length(?1) >= 7, 'month', 'year')), ?2,"
            " CASE ?2 WHEN 'claim' THEN " CLAIM_MOMENT " WHEN 'figure' THEN " FIGURE_MOMENT
            " WHEN 'position' THEN " POSITION_MOMENT " ELSE ?4 END, ?5, ?3, "
            MOMENT_SPAN("'[' || s.byte_start || ', ' || s.byte_end || ']'") ", "
            MOMENT_SPAN("nullif(s.field, 'text')"),
        .column = {"date", "precision", "what", "text", "report", "claim", "span", "field"},
        .kinds = "ttttttjt",
        .condition = {WHEN(event, "r.event_id = :event"), WHEN(since, "TRUE"),
                      WHEN(until, "TRUE"), WHEN(independent, STANDS)}},
    [SAYSO_PAGE_ACTORS] = {
        .key = "coalesce(a.same_as, a.actor_id) AS id, sum(x.n) AS n",
        .from = ACTORS_FROM("attribution t"),
        .event_from = ACTORS_FROM(EVENT_ATTRIBUTIONS),
        .order = "n DESC, id",
        .row =
            "SELECT o.actor_id, o.name, o.class, o.country, o.sector, " CHIEF("?1") ","
            " (SELECT json_group_array(alias) FROM (SELECT l.alias FROM actor_alias l WHERE"
            " l.actor_id = ?1 ORDER BY l.alias)), CAST(?2 AS BIGINT) FROM actor o WHERE o.actor_id = ?1",
        .column = {"id", "name", "class", "country", "sector", "speaks_for", "aliases",
                   "n_claims"},
        .kinds = "ttttttjt",
        .condition = {WHEN(event, "r.event_id = :event"),
                      WHEN(words, "t.source_actor IN (SELECT actor_id FROM actor"
                                  " WHERE instr(lower(name), lower(:words)) > 0"
                                  " UNION SELECT actor_id FROM actor_alias"
                                  " WHERE instr(lower(alias), lower(:words)) > 0)")}},
    [SAYSO_PAGE_COPIES] = {
        .key = "g.group_id",
        .from =
            "syndication_group g JOIN document d ON d.document_id = g.first_document_id WHERE TRUE %",
        .order = BY_TIME,
        .row =
            "SELECT g.group_id, g.agency, g.method, g.n_documents, (SELECT"
            " json_group_array(json_object('id', id, 'publisher', publisher, 'published',"
            " published)) FROM (SELECT m.report_id AS id, m.publisher, " SAYSO_SQL_M_PUBLISHED
            " AS published, m.document_id"
            " = g.first_document_id AS lead FROM document m WHERE m.group_id = g.group_id ORDER"
            " BY lead DESC, m.date_published IS NULL, m.date_published, m.n)) FROM"
            " syndication_group g WHERE g.group_id = ?1",
        .column = {"group", "agency", "method", "n_reports", "reports"},
        .kinds = "ttttj",
        .condition = {WHEN(event, "g.group_id IN (SELECT x.group_id FROM event_report r"
                                  " JOIN document x USING (document_id)"
                                  " WHERE r.event_id = :event)")}},
    [SAYSO_PAGE_REFUSED] = {
        .key = "x.n",
        .from = "refusal x WHERE TRUE %",
        .order = "x.n",
        .row =
            "SELECT d.report_id, coalesce(x.uri, d.uri), coalesce(x.byte, (SELECT s.raw_start"
            " FROM span s WHERE s.span_id = x.span_id)), x.reason, " WORDS_AT("x.span_id") " FROM"
            " refusal x LEFT JOIN document d USING (document_id) WHERE x.n = ?1",
        .column = {"report", "uri", "byte", "reason", "text"},
        .kinds = "ttttt",
        .condition = {WHEN(event, IN_EVENT("x.document_id")),
                      WHEN(report, IN_REPORT("x.document_id"))}},
    [SAYSO_PAGE_CORRECTIONS] = {
        .key = "k.n",
        .from = "correction k",
        .order = "k.n DESC",
        .row = "SELECT k.what, k.old, k.new, k.who, k.at FROM correction k WHERE k.n = ?1",
        .column = {"what", "subject", "other", "who", "at"},
        .kinds = "ttttt"},
};
