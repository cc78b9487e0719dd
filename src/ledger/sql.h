/* sql.h -- the ledger's handle, its prepared statements, and how they are run.  Layer: ledger.
 *
 * All SQL that runs more than once is in the one list below; each statement is prepared when first
 * used and kept. Values are bound by a format string, one letter a parameter:
 *   z  const char *, NULL for null       s  sayso_str, p == NULL for null
 *   i  int64_t (int64_t, cast)           o  uint32_t, SAYSO_NONE for null
 *   f  sayso_number, unknown for null    d  int32_t day, SAYSO_NO_DAY for null
 *   b  sayso_str, as bytes                w  sayso_str, a text for full-text search
 *
 * Where SQLite and PostgreSQL agree the list says what both take; what SQLite alone takes is said
 * otherwise by pg_dialect.h or, for a few, by sql_postgres.c. */
#ifndef SAYSO_LEDGER_SQL_H
#define SAYSO_LEDGER_SQL_H

#include <zstd.h>

#include "ledger/ledger.h"

#define SAYSO_SQL_SPAN                                                                             \
    "s.field, s.byte_start, s.byte_end, s.char_start, s.char_end, s.raw_start, s.raw_end"

/* When document d, m was published: as it says where that is ISO 8601, else the instant meant. */
#define SAYSO_SQL_PUBLISHED                                                                        \
    "CASE WHEN substr(d.published, 5, 1) = '-' THEN d.published ELSE coalesce(d.date_published, "  \
    "d.published) END"
#define SAYSO_SQL_M_PUBLISHED                                                                      \
    "CASE WHEN substr(m.published, 5, 1) = '-' THEN m.published ELSE coalesce(m.date_published, "  \
    "m.published) END"

/* Of document d, as load.c takes them. */
#define SAYSO_SQL_REPORT                                                                           \
    "d.report_id, d.publisher, " SAYSO_SQL_PUBLISHED                                               \
    ", d.url, d.headline, d.author, d.credit, d.language, "                                        \
    "d.day, d.uri, d.sha256, d.text, d.group_id, d.document_id, d.revision_of, 0"

/* Reports of one event: of one time by their ids, "2" before "10", so that the order of reading
 * does not matter. */
#define SAYSO_SQL_BY_TIME                                                                          \
    "d.date_published IS NULL, d.date_published, length(d.report_id), d.report_id"

/* What layout 9 has more; lines: an aggregate of `alias`, one a line. */
#define SAYSO_SQL_LAYOUT_9(lines)                                                                  \
    "ALTER TABLE report_actor ADD COLUMN aliases TEXT;"                                            \
    "ALTER TABLE forgotten ADD COLUMN content_id TEXT;"                                            \
    "UPDATE report_actor SET aliases = (SELECT " lines " FROM actor_alias l WHERE l.actor_id = "   \
    "report_actor.actor_id)"

#define SAYSO_SQL_LIST(X)                                                                          \
    X(BEGIN, "BEGIN IMMEDIATE")                                                                    \
    X(BEGIN_READ, "BEGIN")                                                                         \
    X(COMMIT, "COMMIT")                                                                            \
    X(ROLLBACK, "ROLLBACK")                                                                        \
    X(META_GET, "SELECT value FROM meta WHERE key = ?1")                                           \
    X(META_SET,                                                                                    \
      "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")   \
    X(DOC_FIND, "SELECT report_id, n FROM document WHERE content_id = ?1")                         \
    X(DOC_LAST, "SELECT max(n) FROM document")                                                     \
    X(REPORT_FIND, "SELECT document_id FROM document WHERE report_id = ?1")                        \
    X(GIVEN_COUNT, "SELECT count(*) FROM document WHERE given_id = ?1")                            \
    X(GIVEN_FIRST, "SELECT uri, uri_offset FROM document WHERE given_id = ?1 ORDER BY n LIMIT 1")  \
    X(ORIGINAL_HAS, "SELECT 1 FROM original WHERE sha256 = ?1")                                    \
    X(ORIGINAL_ADD, "INSERT INTO original VALUES (?1, ?2, ?3, ?4)")                                \
    X(DOC_ADD,                                                                                     \
      "INSERT INTO document (document_id, report_id, given_id, uri, uri_offset, uri_number, url, " \
      "publisher, author, credit, headline, dateline, language, published, date_published, day, "  \
      "date_retrieved, sha256, n_bytes, n_chars, text, version, model_sha256, n, content_id, "     \
      "parameters, date_modified, section, tags) "                                                 \
      "VALUES "                                                                                    \
      "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,"   \
      "?25,?26,?27,?28,?29)")                                                                      \
    X(DOC_TEXT_ADD, "INSERT INTO document_text (rowid, headline, text) VALUES (?1, ?2, ?3)")       \
    X(SPAN_ADD, "INSERT INTO span VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10) ON CONFLICT DO NOTHING") \
    X(ACTOR_ADD, "INSERT INTO actor (actor_id, name, class, country, sector) VALUES "              \
                 "(?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING")                                        \
    X(ALIAS_ADD, "INSERT INTO actor_alias VALUES (?1, ?2) ON CONFLICT DO NOTHING")                 \
    X(REPORT_ACTOR_ADD,                                                                            \
      "INSERT INTO report_actor VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)")          \
    X(MENTION_ADD, "INSERT INTO actor_mention VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")         \
    X(TIMEX_ADD, "INSERT INTO timex VALUES (?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT DO NOTHING")      \
    X(ATTR_ADD, "INSERT INTO attribution VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)")             \
    X(CONTENT_ADD, "INSERT INTO attribution_content VALUES (?1, ?2, ?3)")                          \
    X(ROLE_ADD, "INSERT INTO attribution_span VALUES (?1, ?2, ?3, ?4)")                            \
    X(RELAY_ADD, "INSERT INTO relay VALUES (?1, ?2, ?3, ?4, ?5)")                                  \
    X(PROP_FIND, "SELECT proposition_id FROM proposition_key WHERE hash = ?1")                     \
    X(PROP_KEY_ADD, "INSERT INTO proposition_key VALUES (?1, ?2)")                                 \
    X(PROP_ADD, "INSERT INTO proposition (proposition_id, kind, responsible_actor, text) VALUES "  \
                "(?1,?2,?3,?4)")                                                                   \
    X(CLAIM_HAS, "SELECT 1 FROM claim WHERE claim_id = ?1")                                        \
    X(CLAIM_LAST, "SELECT max(n) FROM claim")                                                      \
    X(CLAIM_ADD,                                                                                   \
      "INSERT INTO claim (n, claim_id, attribution_id, proposition_id, speech_act, stance, "       \
      "factuality, cameo, plover, text) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")                  \
    X(CLAIM_TEXT_ADD, "INSERT INTO claim_text (rowid, text) VALUES (?1, ?2)")                      \
    X(FIGURE_ADD, "INSERT INTO figure (figure_id, document_id, ord, claim_id, span_id, measure, "  \
                  "population, unit, low, best, high, mod, as_of, part_of, answer) VALUES "        \
                  "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)")                          \
    X(SURVEY_ADD, "INSERT INTO survey VALUES (?1,?2,?3,?4,?5,?6,?7)")                              \
    X(MARK_ADD, "INSERT INTO evidence_mark (mark_id, document_id, span_id, mark, claim_id) "       \
                "VALUES (?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING")                                  \
    X(INCIDENT_ADD,                                                                                \
      "INSERT INTO incident (incident_id, document_id, ord, kind, date_first, date_last, place, "  \
      "country, span_id, latitude, longitude, status) VALUES "                                     \
      "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)")                                                  \
    X(CODES_DROP, "DELETE FROM code_map")                                                          \
    X(CODE_ADD, "INSERT INTO code_map (scheme, version, ours, theirs) VALUES (?1,?2,?3,?4)")       \
    X(DYAD_ADD, "INSERT INTO dyad VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")                        \
    X(INCIDENT_ROLE_ADD, "INSERT INTO incident_role VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)")  \
    X(REFUSAL_ADD, "INSERT INTO refusal (document_id, span_id, reason, uri, byte) VALUES "         \
                   "(?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING")                                      \
    X(PRINT_ADD, "INSERT INTO fingerprint VALUES (?1, ?2) ON CONFLICT DO NOTHING")                 \
    X(PRINT_FIND, "SELECT n FROM fingerprint WHERE hash = ?1 ORDER BY n LIMIT ?2")                 \
    X(DOC_KIN,                                                                                     \
      "SELECT document_id, report_id, publisher, url, headline, text, group_id, revision_of, "     \
      "author, credit, dateline, date_published, given_id, day, content_id FROM document WHERE "   \
      "n = ?1")                                                                                    \
    X(DOC_BY_GIVEN, "SELECT n FROM document WHERE given_id = ?1 AND n <> ?2 ORDER BY n LIMIT 50")  \
    X(DOC_BY_URL, "SELECT n FROM document WHERE url = ?1 AND n <> ?2 ORDER BY n LIMIT 50")         \
    X(DOC_BY_HEADLINE,                                                                             \
      "SELECT n FROM document WHERE headline = ?1 AND publisher = ?2 AND n <> ?3 "                 \
      "ORDER BY n LIMIT 50")                                                                       \
    X(GROUP_SET, "UPDATE document SET group_id = ?2 WHERE n = ?1")                                 \
    X(GROUP_JOIN, "UPDATE document SET group_id = ?2 WHERE group_id = ?1")                         \
    X(REVISION_SET, "UPDATE document SET revision_of = ?2 WHERE document_id = ?1")                 \
    X(FAMILY,                                                                                      \
      "WITH RECURSIVE up(id) AS (SELECT ?1 UNION SELECT d.revision_of FROM document d JOIN up ON " \
      "d.document_id = up.id WHERE d.revision_of IS NOT NULL UNION SELECT d.document_id FROM "     \
      "document d JOIN up ON d.revision_of = up.id) SELECT d.document_id, d.report_id FROM up "    \
      "JOIN document d ON d.document_id = up.id ORDER BY d.date_published IS NULL, "               \
      "d.date_published, d.n")                                                                     \
    X(VERIFY_DOCUMENTS, "SELECT o.bytes, o.n_bytes, d.sha256, o.media_type, d.uri, d.uri_offset, " \
                        "d.uri_number, d.report_id, d.document_id, d.text, d.headline, "           \
                        "d.parameters FROM document d LEFT JOIN "                                  \
                        "original o USING (sha256) ORDER BY d.n")                                  \
    X(VERIFY_SPANS,                                                                                \
      "SELECT field, byte_start, byte_end, char_start, char_end, raw_start, raw_end "              \
      "FROM span WHERE span_id >= ?1 || ':' AND span_id < ?1 || ';'")                              \
    X(CLAIM_FIND,                                                                                  \
      "SELECT c.claim_id, a.document_id, c.proposition_id FROM claim c JOIN attribution a "        \
      "USING (attribution_id) WHERE c.claim_id >= ?1 AND c.claim_id < ?1 || 'g' ORDER BY "         \
      "c.claim_id LIMIT 2")                                                                        \
    X(CARRIERS, "SELECT d.report_id FROM claim c JOIN attribution a USING (attribution_id) JOIN "  \
                "document d USING (document_id) WHERE c.proposition_id = ?1 AND c.claim_id <> ?2 " \
                "AND d.document_id <> (SELECT a2.document_id FROM claim c2 JOIN attribution a2 "   \
                "USING (attribution_id) WHERE c2.claim_id = ?2) GROUP BY d.report_id, "            \
                "d.date_published, d.n ORDER BY d.date_published NULLS FIRST, d.n")                \
    X(EVENT_ADD,                                                                                   \
      "INSERT INTO event (event_id, name, kind, date, place, country, n_reports, first, members, " \
      "latitude, longitude) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,(SELECT latitude FROM incident "    \
      "WHERE ord = 0 AND place = ?5 AND country = ?6 AND latitude IS NOT NULL LIMIT 1),(SELECT "   \
      "longitude FROM incident WHERE ord = 0 AND place = ?5 AND country = ?6 AND latitude IS NOT " \
      "NULL LIMIT 1)) ON CONFLICT (event_id) DO UPDATE SET name = excluded.name, kind = "          \
      "excluded.kind, date = excluded.date, place = excluded.place, country = excluded.country, "  \
      "n_reports = excluded.n_reports, first = excluded.first, members = excluded.members, "       \
      "latitude = excluded.latitude, longitude = excluded.longitude")                              \
    X(EVENT_REPORT_ADD, "INSERT INTO event_report VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")     \
    X(EVENT_MEMBERS, "SELECT members FROM event WHERE event_id = ?1")                              \
    X(EVENT_OF, "SELECT event_id FROM event_report WHERE document_id = ?1 AND ord = 0")            \
    X(EVENT_PREFIX, "SELECT event_id FROM event WHERE event_id >= ?1 AND event_id < ?1 || 'g' "    \
                    "ORDER BY event_id LIMIT 2")                                                   \
    X(EVENTS_BY_SIZE, "SELECT event_id, name FROM event ORDER BY n_reports DESC, first IS NULL, "  \
                      "first, event_id")                                                           \
    X(EVENTS_BY_TIME, "SELECT event_id FROM event ORDER BY first IS NULL, first, event_id")        \
    X(EVENT_OF_DOCUMENT,                                                                           \
      "SELECT e.event_id, e.name, e.kind, e.date, e.place, e.country FROM event_report r JOIN "    \
      "event e USING (event_id) WHERE r.document_id = ?1 ORDER BY r.ord LIMIT 1")                  \
    X(EVENT_LEAVE, "DELETE FROM event_report WHERE document_id = ?1")                              \
    X(EVENT_DROP, "DELETE FROM event WHERE event_id = ?1 AND NOT EXISTS (SELECT 1 FROM "           \
                  "event_report r WHERE r.event_id = ?1)")                                         \
    X(EVENTS_EMPTY, "DELETE FROM event WHERE NOT EXISTS (SELECT 1 FROM event_report r WHERE "      \
                    "r.event_id = event.event_id)")                                                \
    X(ACTOR_SET, "UPDATE actor SET name = ?2, speaks_for = ?3, class = ?4, country = ?5, sector "  \
                 "= ?6 WHERE actor_id = ?1 AND (name, speaks_for, class, country, sector) IS "     \
                 "DISTINCT FROM (?2, ?3, ?4, ?5, ?6)")                                             \
    X(ACTOR_SAME,                                                                                  \
      "UPDATE actor SET same_as = ?2 WHERE actor_id = ?1 AND same_as IS DISTINCT FROM ?2")         \
    X(GROUP_ADD,                                                                                   \
      "INSERT INTO syndication_group VALUES (?1,?2,?3,?4,?5) ON CONFLICT (group_id) DO UPDATE "    \
      "SET agency = excluded.agency, first_document_id = excluded.first_document_id, method = "    \
      "excluded.method, n_documents = excluded.n_documents")                                       \
    X(GROUP_DROP, "DELETE FROM syndication_group WHERE group_id = ?1")                             \
    X(CLAIM_SOURCES, "UPDATE claim SET n_independent = ?2 WHERE claim_id = ?1")                    \
    X(RELATION_ADD, "INSERT INTO claim_relation VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")   \
    X(POSITION_ADD, "INSERT INTO position VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)")                    \
    X(BLAME_ADD, "INSERT INTO blame_claim VALUES (?1,?2,?3,?4,?5)")                                \
    X(BLAME_DENIED_ADD, "INSERT INTO blame_denied VALUES (?1,?2,?3,?4)")                           \
    X(FIGURE_SUPERSEDES, "UPDATE figure SET supersedes = ?2 WHERE figure_id = ?1")                 \
    X(CONFLICT_ADD, "INSERT INTO conflict_figure VALUES (?1, ?2, ?3)")                             \
    X(CLEAR_POSITIONS, "DELETE FROM position WHERE event_id = ?1")                                 \
    X(CLEAR_BLAME, "DELETE FROM blame_claim WHERE event_id = ?1")                                  \
    X(CLEAR_DENIED, "DELETE FROM blame_denied WHERE event_id = ?1")                                \
    X(CLEAR_CONFLICTS, "DELETE FROM conflict_figure WHERE event_id = ?1")                          \
    X(CLEAR_RELATIONS, "DELETE FROM claim_relation WHERE event_id = ?1")                           \
    X(CLEAR_SUPERSEDES, "UPDATE figure SET supersedes = NULL WHERE document_id = ?1 AND "          \
                        "supersedes IS NOT NULL")                                                  \
    X(NAMES_ADD, "INSERT INTO document_names VALUES (?1, ?2, ?3, ?4)")                             \
    X(PRINT_COUNT, "SELECT n_prints FROM document_names WHERE n = ?1")                             \
    X(NAMES, "SELECT n, day, names FROM document_names ORDER BY n")                                \
    X(EVENT_DOCUMENTS,                                                                             \
      "SELECT d.n, d.document_id, d.day, d.group_id, d.revision_of, t.names, i.kind, "             \
      "i.date_first, i.date_last, i.place, i.country, d.content_id, d.date_published FROM "        \
      "document d LEFT JOIN document_names t USING (n) LEFT JOIN incident i ON i.document_id = "   \
      "d.document_id AND i.ord = 0 WHERE ?1 IS NULL OR d.n IN (SELECT CAST(value AS BIGINT) FROM " \
      "json_each(?1)) ORDER BY d.date_published IS NULL, d.date_published, d.content_id")          \
    X(EVENT_KIN,                                                                                   \
      "WITH new(id, grp, older, place, day) AS (SELECT d.document_id, d.group_id, d.revision_of, " \
      "i.place, i.date_first FROM document d LEFT JOIN incident i ON i.document_id = "             \
      "d.document_id AND i.ord = 0 WHERE d.n = ?1) "                                               \
      "SELECT d.document_id FROM new JOIN document d ON d.group_id = new.grp UNION "               \
      "SELECT older FROM new WHERE older IS NOT NULL UNION "                                       \
      "SELECT d.document_id FROM new JOIN document d ON d.revision_of = new.id UNION "             \
      "SELECT i.document_id FROM new JOIN incident i ON i.place = new.place AND i.date_first = "   \
      "new.day AND i.ord = 0 AND i.place IS NOT NULL")                                             \
    X(EVENT_ROWS, "SELECT d.n FROM event_report r JOIN document d USING (document_id) WHERE "      \
                  "r.event_id = ?1")                                                               \
    X(ROW_EVENT, "SELECT r.event_id FROM document d JOIN event_report r USING (document_id) "      \
                 "WHERE d.n = ?1")                                                                 \
    X(CORRECTIONS, "SELECT n, what, old, new FROM correction WHERE what LIKE ?1 ORDER BY n")       \
    X(CORRECTION_ADD, "INSERT INTO correction (what, old, new, who, at) VALUES (?1,?2,?3,?4,?5)")  \
    X(EVENTS_STALE, "SELECT event_id FROM event WHERE members IS NULL")                            \
    X(EVENT_MARK, "UPDATE event SET members = NULL WHERE event_id = ?1")                           \
    X(EVENT_MARK_REPORT, "UPDATE event SET members = NULL WHERE event_id IN (SELECT r.event_id "   \
                         "FROM document d JOIN event_report r USING (document_id) WHERE "          \
                         "d.report_id = ?1)")                                                      \
    X(EVENT_MARK_ACTOR, "UPDATE event SET members = NULL WHERE event_id IN (SELECT r.event_id "    \
                        "FROM report_actor a JOIN event_report r USING (document_id) WHERE "       \
                        "a.actor_id IN (SELECT actor_id FROM actor WHERE lower(name) = lower(?1) " \
                        "UNION SELECT actor_id FROM actor_alias WHERE lower(alias) = lower(?1)))") \
    X(EVENT_FIRST,                                                                                 \
      "SELECT d.report_id FROM event_report r JOIN document d USING (document_id) WHERE "          \
      "r.event_id = ?1 ORDER BY d.date_published IS NULL, d.date_published, d.content_id LIMIT 1") \
    X(EVENT_REPORTS,                                                                               \
      "SELECT d.report_id FROM event_report r JOIN document d USING (document_id) WHERE "          \
      "r.event_id = ?1 ORDER BY d.date_published IS NULL, d.date_published, d.content_id")         \
    X(DOC_REMOVE, "SELECT document_id, text, headline, group_id FROM document WHERE n = ?1")       \
    X(DOC_TEXT_DROP, "INSERT INTO document_text (document_text, rowid, headline, text) VALUES "    \
                     "('delete', ?1, ?2, ?3)")                                                     \
    X(CLAIM_TEXT_DROP,                                                                             \
      "INSERT INTO claim_text (claim_text, rowid, text) SELECT 'delete', c.n, c.text FROM "        \
      "attribution t JOIN claim c USING (attribution_id) WHERE t.document_id = ?1")                \
    X(PRINT_DROP, "DELETE FROM fingerprint WHERE hash = ?1 AND n = ?2")                            \
    X(NAMES_DROP, "DELETE FROM document_names WHERE n = ?1")                                       \
    X(GROUP_LEAVE, "UPDATE document SET group_id = NULL WHERE document_id = ?1")                   \
    X(GROUP_ALONE, "UPDATE document SET group_id = NULL WHERE group_id = ?1 AND (SELECT count(*) " \
                   "FROM document WHERE group_id = ?1) = 1")                                       \
    X(PROP_REHOME,                                                                                 \
      "UPDATE proposition SET text = (SELECT c.text FROM claim c WHERE "                           \
      "c.proposition_id = ?1 ORDER BY c.n LIMIT 1) WHERE proposition_id = ?1 AND EXISTS (SELECT "  \
      "1 FROM claim c WHERE c.proposition_id = ?1)")                                               \
    X(PROP_KEY_DROP, "DELETE FROM proposition_key WHERE hash = ?1 AND proposition_id = ?2 AND "    \
                     "NOT EXISTS (SELECT 1 FROM claim c WHERE c.proposition_id = ?2)")             \
    X(PROP_DROP, "DELETE FROM proposition WHERE proposition_id = ?1 AND NOT EXISTS (SELECT 1 "     \
                 "FROM claim c WHERE c.proposition_id = ?1)")                                      \
    X(DOC_KEPT,                                                                                    \
      "SELECT n, document_id, sha256, date_retrieved, content_id FROM document WHERE report_id = " \
      "?1")                                                                                        \
    X(ORIGINAL_DROP, "DELETE FROM original WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM "       \
                     "document WHERE sha256 = ?1)")                                                \
    X(FORGOTTEN_ADD, "INSERT INTO forgotten VALUES (?1, ?2, ?3, ?4)")                              \
    X(FORGOTTEN_HAS, "SELECT at FROM forgotten WHERE report_id = ?1 OR content_id = ?2 LIMIT 1")   \
    X(CORRECTION_MOVE, "UPDATE correction SET old = ?2 WHERE old = ?1 AND what LIKE 'event %'")    \
    X(CORRECTION_DROP, "DELETE FROM correction WHERE (what LIKE 'event %' AND (old = ?1 OR new = " \
                       "?1)) OR (what LIKE 'claim %' AND new = ?1)")                               \
    X(REPORT_NAMES, "SELECT DISTINCT a.alias FROM report_actor r JOIN actor_alias a USING "        \
                    "(actor_id) WHERE r.document_id = ?1 UNION SELECT r.name FROM report_actor r " \
                    "WHERE r.document_id = ?1")                                                    \
    X(TEXT_HAS, "SELECT 1 FROM document_text WHERE document_text MATCH ?1 LIMIT 1")                \
    X(ALIAS_DROP, "DELETE FROM actor_alias WHERE alias = ?1")                                      \
    X(CORRECTION_NAME, "DELETE FROM correction WHERE what LIKE 'actor %' AND (lower(old) = "       \
                       "lower(?1) OR lower(new) = lower(?1))")                                     \
    X(OUTDATED, "SELECT n FROM document WHERE (?4 <> 0 OR version IS DISTINCT FROM ?1 OR "         \
                "model_sha256 IS DISTINCT FROM ?2) AND (?3 IS NULL OR version >= ?3) ORDER BY n")  \
    X(ORIGINAL_GET, "SELECT o.bytes, o.n_bytes, o.media_type, d.uri, d.uri_offset, d.uri_number, " \
                    "d.published, d.publisher, d.url, d.author, d.parameters FROM document d "     \
                    "JOIN original o USING "                                                       \
                    "(sha256) WHERE d.n = ?1")                                                     \
    X(DOC_IDENTITY, "SELECT document_id, report_id, given_id, date_retrieved FROM document WHERE " \
                    "n = ?1")                                                                      \
    X(LOST_CORRECTIONS,                                                                            \
      "SELECT what, old, new, who, at FROM correction c WHERE (what LIKE 'event %' AND NOT "       \
      "EXISTS (SELECT 1 FROM document WHERE report_id = c.old)) OR (what = 'event merge' AND NOT " \
      "EXISTS (SELECT 1 FROM document WHERE report_id = c.new)) OR (what LIKE 'actor %' AND NOT "  \
      "EXISTS (SELECT 1 FROM report_actor WHERE lower(name) = lower(c.old)) AND NOT EXISTS "       \
      "(SELECT 1 FROM actor_alias WHERE lower(alias) = lower(c.old))) OR (what LIKE 'claim %' "    \
      "AND NOT EXISTS (SELECT 1 FROM claim WHERE claim_id = c.old)) ORDER BY n")                   \
    X(SNIPPETS_REPORT,                                                                             \
      "SELECT rowid, snippet(document_text, -1, char(1), char(2), ' ... ', 24) FROM "              \
      "document_text WHERE document_text MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 AND +rowid IN "  \
      "(SELECT CAST(value AS BIGINT) FROM json_each(?4))")                                         \
    X(SNIPPETS_CLAIM,                                                                              \
      "SELECT rowid, snippet(claim_text, -1, char(1), char(2), ' ... ', 32) FROM claim_text "      \
      "WHERE "                                                                                     \
      "claim_text MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 AND +rowid IN (SELECT CAST(value AS "   \
      "BIGINT) FROM json_each(?4))")                                                               \
    X(ACTOR_GET, "SELECT name, coalesce(same_as, speaks_for) FROM actor WHERE actor_id = ?1")      \
    X(ALIASES, "SELECT alias FROM actor_alias WHERE actor_id = ?1")                                \
    X(REPORT_SETTLED,                                                                              \
      "SELECT r.actor_id, coalesce(o.name, a.name) FROM report_actor r JOIN actor a USING "        \
      "(actor_id) LEFT JOIN actor o ON o.actor_id = a.same_as WHERE r.document_id = ?1")           \
    X(ROW_HEADS, "SELECT " SAYSO_SQL_REPORT " FROM document d WHERE d.n IN (SELECT CAST(value AS " \
                 "BIGINT) FROM json_each(?1)) ORDER BY " SAYSO_SQL_BY_TIME)                        \
    X(PART_HEADS,                                                                                  \
      "SELECT d.report_id, d.publisher, " SAYSO_SQL_PUBLISHED ", NULL, d.headline, NULL, NULL, "   \
      "NULL, d.day, NULL, NULL, NULL, d.group_id, d.document_id, d.revision_of, "                  \
      "(SELECT max(ord) + 1 FROM attribution t WHERE t.document_id = d.document_id) "              \
      "FROM event_report r JOIN document d USING (document_id) WHERE r.event_id = ?1 "             \
      "ORDER BY " SAYSO_SQL_BY_TIME)                                                               \
    X(PART_FIGURES, "SELECT f.figure_id, f.measure, f.population, f.unit, f.low, f.best, f.high, " \
                    "f.mod, f.as_of, f.answer, f.part_of, t.source_actor, f.claim_id, "            \
                    "t.ord, " SAYSO_SQL_SPAN                                                       \
                    " FROM figure f JOIN span s USING (span_id) LEFT JOIN claim c ON c.claim_id "  \
                    "= f.claim_id LEFT JOIN attribution t ON t.attribution_id = c.attribution_id " \
                    "WHERE f.document_id = ?1 ORDER BY f.ord")                                     \
    X(PART_CONFLICTS, "SELECT CAST(substr(conflict_id, 18) AS INTEGER), figure_id FROM "           \
                      "conflict_figure WHERE event_id = ?1")                                       \
    X(PART_BLAME,                                                                                  \
      "SELECT b.by_actor, b.of_actor, b.day, b.claim_id, t.ord, t.document_id FROM "               \
      "blame_claim b JOIN claim c USING (claim_id) JOIN attribution t USING "                      \
      "(attribution_id) WHERE b.event_id = ?1 ORDER BY b.by_actor, b.of_actor, b.claim_id")        \
    X(PART_DENIED, "SELECT by_actor, of_actor, denied_by FROM blame_denied WHERE event_id = ?1 "   \
                   "ORDER BY by_actor, of_actor, denied_by")                                       \
    X(PART_POSITIONS,                                                                              \
      "SELECT p.actor_id, p.day, p.position, p.of_actor, p.changed, p.claim_id, t.ord, "           \
      "t.document_id FROM position p JOIN claim c USING (claim_id) JOIN attribution t USING "      \
      "(attribution_id) WHERE p.event_id = ?1 ORDER BY p.actor_id, p.ord")                         \
    X(PART_EVENT,                                                                                  \
      "SELECT event_id, name, kind, date, place, country FROM event WHERE event_id = ?1")          \
    X(HEAD, "SELECT " SAYSO_SQL_REPORT " FROM document d WHERE d.document_id = ?1")                \
    X(SPANS, "SELECT span_id, " SAYSO_SQL_SPAN                                                     \
             " FROM span s WHERE span_id >= ?1 || ':' AND span_id < ?1 || ';'")                    \
    X(WRONG,                                                                                       \
      "SELECT old, what FROM correction WHERE what IN ('claim wrong', 'claim right') ORDER BY n")  \
    X(REPORT_ACTORS, "SELECT actor_id, name, class, kind, named, official, country, sector, "      \
                     "speaks_for, aliases FROM report_actor WHERE document_id = ?1 ORDER BY ord")  \
    X(CLAIMS,                                                                                      \
      "SELECT c.claim_id, c.speech_act, c.stance, c.factuality, c.cameo, c.plover, c.text, "       \
      "a.source_type, a.quote_type, a.said, a.source_actor, p.kind, p.responsible_actor, "         \
      "a.attribution_id, a.parent_id, c.proposition_id, c.n_independent, a.source_span, "          \
      "a.cue_span "                                                                                \
      "FROM attribution a JOIN claim c USING (attribution_id) JOIN proposition p USING "           \
      "(proposition_id) WHERE a.document_id = ?1 ORDER BY a.ord")                                  \
    X(PIECES_FIRST, /* not by IN: SQLite would make a table of the two ids */                      \
      "SELECT 'source', " SAYSO_SQL_SPAN " FROM span s WHERE s.span_id = ?1 UNION ALL "            \
      "SELECT 'cue', " SAYSO_SQL_SPAN " FROM span s WHERE s.span_id = ?2")                         \
    X(PIECES_MORE, "SELECT attribution_id, role, span_id FROM attribution_span WHERE "             \
                   "attribution_id >= ?1 || ':' AND attribution_id < ?1 || ';' "                   \
                   "ORDER BY attribution_id, role, ord")                                           \
    X(PIECES_REST, "SELECT a.role, " SAYSO_SQL_SPAN " FROM attribution_span a JOIN span s USING "  \
                   "(span_id) WHERE a.attribution_id = ?1 ORDER BY a.role, a.ord")                 \
    X(CONTENTS, "SELECT attribution_id, span_id FROM attribution_content WHERE "                   \
                "attribution_id >= ?1 || ':' AND attribution_id < ?1 || ';' "                      \
                "ORDER BY attribution_id, ord")                                                    \
    X(RELAYS, "SELECT attribution_id, actor_id, date, span_id FROM relay WHERE "                   \
              "attribution_id >= ?1 || ':' AND attribution_id < ?1 || ';' "                        \
              "ORDER BY attribution_id, ord")                                                      \
    X(MARKS, "SELECT claim_id, mark FROM evidence_mark WHERE document_id = ?1")                    \
    X(FIGURES, "SELECT figure_id, claim_id, measure, population, unit, low, best, high, mod, "     \
               "as_of, answer, part_of, span_id FROM figure WHERE document_id = ?1 ORDER BY ord")  \
    X(CLAIM_REPORT, "SELECT c.claim_id, d.report_id FROM claim c JOIN attribution t USING "        \
                    "(attribution_id) JOIN document d USING (document_id) WHERE c.claim_id >= ?1 " \
                    "AND c.claim_id "                                                              \
                    "< ?1 || 'g' ORDER BY c.claim_id LIMIT 2")                                     \
    X(ACTOR_NAME,                                                                                  \
      "SELECT coalesce(o.name, a.name) FROM actor a LEFT JOIN actor o ON o.actor_id = "            \
      "a.same_as WHERE a.actor_id = ?1")                                                           \
    X(ACTOR_ROW, "SELECT a.name, a.class, a.country, (SELECT coalesce(z.name, y.name) FROM actor " \
                 "y LEFT JOIN actor z ON z.actor_id = y.same_as WHERE y.actor_id = a.speaks_for) " \
                 "FROM actor a WHERE a.actor_id = ?1")                                             \
    X(ONE_HEAD,                                                                                    \
      "SELECT d.report_id, d.publisher, " SAYSO_SQL_PUBLISHED                                      \
      ", d.day, d.headline, d.author, d.credit, "                                                  \
      "d.dateline, d.url, d.uri, d.language, d.sha256, o.media_type, o.n_bytes, "                  \
      "d.date_retrieved, d.group_id, (SELECT report_id FROM document v WHERE v.document_id = "     \
      "d.revision_of), (SELECT json_group_array(json_object('id', event_id, 'name', name)) FROM "  \
      "(SELECT e.event_id, e.name FROM event_report r JOIN event e USING (event_id) WHERE "        \
      "r.document_id = ?1 ORDER BY r.ord) z), d.section, d.tags FROM document d LEFT JOIN "        \
      "original o USING (sha256) "                                                                 \
      "WHERE d.document_id = ?1")                                                                  \
    X(ONE_TIMES,                                                                                   \
      "SELECT " SAYSO_SQL_SPAN ", t.type, t.value, t.mod, t.edtf, t.t_earliest, "                  \
      "t.t_latest FROM timex t JOIN span s USING (span_id) WHERE t.timex_id >= ?1 || ':' AND "     \
      "t.timex_id < ?1 || ';' ORDER BY s.field = 'text', s.byte_start")                            \
    X(ONE_PLACES,                                                                                  \
      "SELECT place, country, max(latitude), max(longitude) FROM incident WHERE "                  \
      "document_id = ?1 AND place IS NOT NULL GROUP BY place, country ORDER BY min(ord)")          \
    X(ONE_INCIDENTS,                                                                               \
      "SELECT i.kind, i.date_first, i.date_last, i.place, i.country, i.ord = 0, coalesce("         \
      "i.status, 'reported'), "                                                                    \
      "(SELECT json_group_array(json_object('role', role, 'text', text, 'actor', (SELECT "         \
      "coalesce(o.name, a.name) FROM actor a LEFT JOIN actor o ON o.actor_id = a.same_as WHERE "   \
      "a.actor_id = x.actor_id), 'class', class, 'confidence', confidence, 'number', number, "     \
      "'effect', effect)) FROM (SELECT * FROM incident_role y WHERE y.incident_id = "              \
      "i.incident_id "                                                                             \
      "ORDER BY y.ord) x) FROM incident i WHERE i.document_id = ?1 ORDER BY i.ord")                \
    X(ONE_MARKS, "SELECT " SAYSO_SQL_SPAN ", m.mark, m.claim_id FROM evidence_mark m JOIN span s " \
                 "USING (span_id) WHERE m.document_id = ?1 ORDER BY s.field = 'text', "            \
                 "s.byte_start, m.mark_id")                                                        \
    X(ONE_REFUSALS, "SELECT " SAYSO_SQL_SPAN ", x.reason FROM refusal x LEFT JOIN span s USING "   \
                    "(span_id) WHERE x.document_id = ?1 ORDER BY x.n")                             \
    X(ONE_COPIES,                                                                                  \
      "SELECT m.report_id, m.publisher, " SAYSO_SQL_M_PUBLISHED                                    \
      ", m.headline, m.group_id, (SELECT "                                                         \
      "report_id FROM document o WHERE o.document_id = m.revision_of) FROM document d JOIN "       \
      "document m ON m.group_id = d.group_id WHERE d.document_id = ?1 AND m.document_id <> ?1 "    \
      "ORDER BY m.date_published IS NULL, m.date_published, m.n")                                  \
    X(ONE_VERSIONS,                                                                                \
      "WITH RECURSIVE v(id) AS (SELECT ?1 UNION SELECT d.revision_of FROM document d "             \
      "JOIN v ON d.document_id = v.id WHERE d.revision_of IS NOT NULL UNION SELECT d.document_id " \
      "FROM document d JOIN v ON d.revision_of = v.id) SELECT m.report_id, "                       \
      "m.publisher, " SAYSO_SQL_M_PUBLISHED                                                        \
      ", m.headline, m.group_id, (SELECT report_id FROM document o WHERE "                         \
      "o.document_id "                                                                             \
      "= m.revision_of) FROM v JOIN document m ON m.document_id = v.id WHERE m.document_id <> ?1 " \
      "ORDER BY m.date_published IS NULL, m.date_published, m.n")                                  \
    X(ONE_ELSEWHERE,                                                                               \
      "SELECT c.claim_id, d.report_id, d.publisher, coalesce(t.said, d.day), (SELECT "             \
      "coalesce(o.name, a.name) FROM actor a LEFT JOIN actor o ON o.actor_id = a.same_as WHERE "   \
      "a.actor_id = t.source_actor), c.text, d.group_id IS NOT NULL AND EXISTS (SELECT 1 FROM "    \
      "syndication_group g WHERE g.group_id = d.group_id AND g.first_document_id <> "              \
      "d.document_id) FROM claim b JOIN claim c ON c.proposition_id = b.proposition_id AND "       \
      "c.claim_id <> b.claim_id JOIN attribution t ON t.attribution_id = c.attribution_id JOIN "   \
      "document d USING (document_id) WHERE b.claim_id = ?1 ORDER BY 4 NULLS LAST, d.n LIMIT 200") \
    X(ONE_RELATIONS,                                                                               \
      "SELECT r.relation, r.answers, c.claim_id, d.report_id, coalesce(t.said, d.day), (SELECT "   \
      "coalesce(o.name, a.name) FROM actor a LEFT JOIN actor o ON o.actor_id = a.same_as WHERE "   \
      "a.actor_id = t.source_actor), c.text FROM (SELECT relation, 1 AS answers, other_claim_id "  \
      "AS claim_id FROM claim_relation WHERE claim_id = ?1 AND event_id IN (SELECT event_id FROM " \
      "claim JOIN attribution USING (attribution_id) JOIN event_report USING (document_id) WHERE " \
      "claim_id = ?1) UNION SELECT relation, 0, claim_id FROM claim_relation WHERE "               \
      "other_claim_id = ?1 AND event_id IN (SELECT event_id FROM claim JOIN attribution USING "    \
      "(attribution_id) JOIN event_report USING (document_id) WHERE claim_id = ?1)) r JOIN claim " \
      "c USING (claim_id) JOIN attribution t USING (attribution_id) JOIN document d USING "        \
      "(document_id) ORDER BY 5 NULLS LAST, c.n LIMIT 200")                                        \
    X(COUNTS,                                                                                      \
      "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM document d WHERE NOT "        \
      "EXISTS (SELECT 1 FROM document v WHERE v.revision_of = d.document_id)) - (SELECT "          \
      "coalesce(sum(n_documents - 1), 0) FROM syndication_group), (SELECT count(*) FROM claim), "  \
      "(SELECT count(*) FROM figure), (SELECT count(*) FROM event), (SELECT count(*) FROM actor "  \
      "WHERE same_as IS NULL), (SELECT count(*) FROM syndication_group), (SELECT count(*) FROM "   \
      "refusal), (SELECT count(*) FROM correction), coalesce((SELECT value FROM meta WHERE key = " \
      "'settled'), '0') = CAST(coalesce((SELECT max(n) FROM document), 0) AS TEXT)")               \
    X(INCIDENTS, "SELECT ord, kind, date_first, date_last, place, country FROM incident WHERE "    \
                 "document_id = ?1 ORDER BY ord")                                                  \
    X(CODE_OF, "SELECT theirs FROM code_map WHERE scheme = ?1 AND ours = ?2")                      \
    X(INCIDENTS_OF,                                                                                \
      "SELECT i.incident_id, i.ord, i.kind, i.date_first, i.date_last, i.place, i.country, "       \
      "i.latitude, i.longitude, coalesce(i.status, 'reported') FROM document d JOIN incident i "   \
      "USING (document_id) WHERE "                                                                 \
      "d.report_id = ?1 ORDER BY i.ord")                                                           \
    X(DYADS_OF,                                                                                    \
      "SELECT coalesce(a.same_as, a.actor_id), x.source, coalesce(t.same_as, t.actor_id), "        \
      "x.target, x.cameo, x.plover, c.claim_id FROM document d JOIN dyad x USING (document_id) "   \
      "LEFT JOIN actor a ON a.actor_id = x.source_actor LEFT JOIN actor t ON t.actor_id = "        \
      "x.target_actor LEFT JOIN claim c ON c.attribution_id = x.attribution_id WHERE "             \
      "d.report_id = ?1 ORDER BY x.ord")                                                           \
    X(INCIDENT_PARTS,                                                                              \
      "SELECT r.role, r.text, coalesce(o.name, a.name), r.class, r.confidence, r.number, "         \
      "r.effect FROM incident_role r LEFT JOIN actor a USING (actor_id) LEFT JOIN actor o ON "     \
      "o.actor_id = a.same_as WHERE r.incident_id = ?1 ORDER BY r.ord")

typedef enum {
#define X(name, text) SAYSO_SQL_##name,
    SAYSO_SQL_LIST(X)
#undef X
        SAYSO_N_SQL
} sayso_sql;

/* A statement with its values, and the row that it is at. */
typedef struct sayso_stmt sayso_stmt;
typedef struct sayso_sql_driver sayso_sql_driver; /* what runs it: sql_driver.h */

struct sayso_stmt {
    const sayso_sql_driver *driver;
    void *own; /* the driver's; NULL: not prepared */
};

struct sayso_ledger {
    const struct sayso_page_model *page; /* to read pages again with, or NULL */
    const sayso_sql_driver *driver;
    void *db; /* the driver's connection */
    sayso_stmt stmt[SAYSO_N_SQL];
    ZSTD_CCtx *pack;
    ZSTD_DCtx *unpack;
    const char *path, *program, *model_sha256; /* model_sha256 may be NULL */
    char now[32];                              /* RFC 3339 */
    struct sayso_bulk *bulk;                   /* the driver's: rows that wait to be written */
    struct sayso_shingle_book *shingles;       /* of documents compared in this batch, or NULL */
    uint32_t wait_ms;
    bool in_batch;
    bool loose;                /* foreign keys are not checked in this batch */
    int64_t claim_last;        /* number of the last claim; -1: not asked in this batch yet */
    sayso_arena keep, scratch; /* as long as the ledger; for one call */
};

/* What a step gives; any other number is an error of the driver's. */
enum { SAYSO_ROW = 100, SAYSO_DONE = 101 };

/* The error for what the driver just answered (rc, neither of these). */
sayso_status sayso__sql_fail(const sayso_ledger *l, int rc, sayso_error *err);

/* Statement `id`, prepared, its values bound. Strings are borrowed until the last step. */
SAYSO_CHECKED sayso_status sayso__sql_bind(sayso_ledger *l, sayso_sql id, sayso_stmt **out,
                                           sayso_error *err, const char *format, ...);

/* One step: *row says whether there is a row. The statement is reset at its end and after an error.
 */
SAYSO_CHECKED sayso_status sayso__sql_step(sayso_ledger *l, sayso_stmt *s, bool *row,
                                           sayso_error *err);

/* The table of codes is that of the program. code_map.c. Errors: as below. */
SAYSO_CHECKED sayso_status sayso__code_map_fill(sayso_ledger *l, sayso_error *err);

/* Bind, step to the end, reset. */
SAYSO_CHECKED sayso_status sayso__sql_run(sayso_ledger *l, sayso_sql id, sayso_error *err,
                                          const char *format, ...);

/* The same for a statement "INSERT ... VALUES (?1, ?2 ...)" whose row nobody needs yet: it may wait
 * until sayso__sql_flush. Rows of one statement then go in together, in the order of their first
 * column (text or a number in all of them), statements in the order of the list above. Strings are
 * borrowed until then. What waits when a batch begins is dropped. */
SAYSO_CHECKED sayso_status sayso__sql_later(sayso_ledger *l, sayso_sql id, sayso_error *err,
                                            const char *format, ...);
SAYSO_CHECKED sayso_status sayso__sql_flush(sayso_ledger *l, sayso_error *err);

/* Statements without values, separated by ";". */
SAYSO_CHECKED sayso_status sayso__sql_exec(sayso_ledger *l, const char *sql, sayso_error *err);

/* The number that a statement without values answers with; 0: no row. */
SAYSO_CHECKED sayso_status sayso__sql_number(sayso_ledger *l, const char *sql, int64_t *out,
                                             sayso_error *err);

/* Of the statement that ran last: rows changed; the number that its new row got. */
int64_t sayso__sql_changes(const sayso_ledger *l);
int64_t sayso__sql_last_row(const sayso_ledger *l);

/* A statement for one use, bound in the same way; the caller finishes it. Values may also be bound
 * by name (":event"; a name that it does not have is passed over), or be all columns of another
 * one's row. */
SAYSO_CHECKED sayso_status sayso__sql_prepare(sayso_ledger *l, const char *sql, sayso_stmt **out,
                                              sayso_error *err, const char *format, ...);
void sayso__sql_bind_text(sayso_stmt *s, const char *name, const char *value);
void sayso__sql_bind_int(sayso_stmt *s, const char *name, int64_t value);
void sayso__sql_bind_row(sayso_stmt *s, const sayso_stmt *row);
int sayso__sql_next(sayso_stmt *s);   /* SAYSO_ROW, SAYSO_DONE or an error */
void sayso__sql_reset(sayso_stmt *s); /* NULL is nothing; of both */
void sayso__sql_finish(sayso_stmt *s);

/* From here to sayso__sql_release all reads see one state of the file, whatever other processes
 * write. Inside a batch or another such stretch it does nothing; *began is then false. */
SAYSO_CHECKED sayso_status sayso__sql_snapshot(sayso_ledger *l, bool *began, sayso_error *err);
void sayso__sql_release(sayso_ledger *l, bool began);

/* What is kept for comparing texts goes: their documents may change. shingle_book.c */
void sayso__shingle_book_drop(sayso_ledger *l);

/* A second handle on the same file, which only reads; NULL for a ledger in memory, or where the
 * system allows no more files to be open. ledger_open.c */
SAYSO_CHECKED sayso_status sayso__ledger_twin(const sayso_ledger *l, sayso_ledger **out,
                                              sayso_error *err);

/* SAYSO_EUSE for a copy that was made without originals. ledger_copy.c */
SAYSO_CHECKED sayso_status sayso__ledger_has_originals(sayso_ledger *l, sayso_error *err);

/* ---- columns of the row at hand: borrowed until the next step ----------------------------- */

int sayso__sql_columns(const sayso_stmt *s);
bool sayso__sql_null(const sayso_stmt *s, int column);
bool sayso__sql_is_number(const sayso_stmt *s, int column);
int64_t sayso__sql_int(const sayso_stmt *s, int column); /* 0 for null */
double sayso__sql_real(const sayso_stmt *s, int column);
sayso_str sayso__sql_bytes(const sayso_stmt *s, int column); /* a blob; p == NULL for null */
sayso_str sayso__sql_str(const sayso_stmt *s, int column);   /* NUL-terminated; or p == NULL */

/* A column as text in the arena; NULL for null. *ok becomes false when out of memory. */
const char *sayso__sql_text(const sayso_stmt *s, int column, sayso_arena *a, bool *ok);

/* A column that holds a word of a vocabulary; 0 for null. */
uint8_t sayso__sql_word(const sayso_stmt *s, int column, sayso_vocab vocab);

#endif
