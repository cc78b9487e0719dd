-- views.sql -- the ledger read by hand: views with plain names, one row a thing, names instead of ids.
--
-- For people with sqlite3, Datasette or pandas; the program itself reads the tables. docs/ledger.md asks ten questions of
-- them. Names of actors are those that the last settling gave; a report's event is its main one.

CREATE VIEW IF NOT EXISTS reports AS
    SELECT d.report_id AS report, d.publisher, d.day, d.headline AS title, d.url, d.author, d.credit AS agency,
           e.name AS event, e.event_id, d.group_id AS copies_group, o.report_id AS later_version_of,
           (d.group_id IS NULL OR d.document_id = (SELECT g.first_document_id FROM syndication_group g
                                                   WHERE g.group_id = d.group_id))
               AND NOT EXISTS (SELECT 1 FROM document x WHERE x.revision_of = d.document_id) AS independent,
           (SELECT count(*) FROM attribution t WHERE t.document_id = d.document_id) AS n_claims,
           (SELECT count(*) FROM figure f WHERE f.document_id = d.document_id) AS n_figures,
           d.section, d.tags, d.date_retrieved AS read_at, d.text
    FROM document d LEFT JOIN event_report r ON r.document_id = d.document_id AND r.ord = 0
         LEFT JOIN event e ON e.event_id = r.event_id LEFT JOIN document o ON o.document_id = d.revision_of;

CREATE VIEW IF NOT EXISTS claims AS
    SELECT c.claim_id AS claim,
           (SELECT coalesce((SELECT o.name FROM actor o WHERE o.actor_id = a.same_as), a.name)
            FROM actor a WHERE a.actor_id = t.source_actor) AS source,
           t.source_type,
           (SELECT p.name FROM actor a JOIN actor o ON o.actor_id = coalesce(a.same_as, a.actor_id)
                JOIN actor p ON p.actor_id = o.speaks_for WHERE a.actor_id = t.source_actor) AS speaks_for,
           (SELECT group_concat(name, ' <- ') FROM (SELECT a.name FROM relay y JOIN actor a USING (actor_id)
                WHERE y.attribution_id = t.attribution_id ORDER BY y.ord)) AS via,
           coalesce(t.said, d.day) AS day, c.speech_act AS act, p.kind,
           (SELECT coalesce((SELECT o.name FROM actor o WHERE o.actor_id = a.same_as), a.name)
            FROM actor a WHERE a.actor_id = p.responsible_actor) AS responsible,
           c.stance, c.factuality, t.quote_type, c.text AS words,
           (SELECT group_concat(mark, ', ') FROM (SELECT DISTINCT m.mark FROM evidence_mark m
                WHERE m.document_id = t.document_id AND m.claim_id = c.claim_id ORDER BY 1)) AS evidence,
           c.n_independent AS independent_sources, d.report_id AS report, d.publisher, e.name AS event, e.event_id
    FROM claim c JOIN attribution t USING (attribution_id) JOIN proposition p USING (proposition_id)
         JOIN document d ON d.document_id = t.document_id
         LEFT JOIN event_report r ON r.document_id = d.document_id AND r.ord = 0 LEFT JOIN event e ON e.event_id = r.event_id;

CREATE VIEW IF NOT EXISTS figures AS
    SELECT f.figure_id AS figure, f.measure, f.population, f.low, f.best, f.high, f.mod, f.unit,
           coalesce(f.as_of, d.day) AS day,
           (SELECT coalesce((SELECT o.name FROM actor o WHERE o.actor_id = a.same_as), a.name)
            FROM claim c JOIN attribution t USING (attribution_id) JOIN actor a ON a.actor_id = t.source_actor
            WHERE c.claim_id = f.claim_id) AS source,
           substr(iif(s.field = 'title', d.headline, d.text), s.char_start + 1, s.char_end - s.char_start) AS words,
           EXISTS (SELECT 1 FROM figure x JOIN event_report y USING (document_id)
                   WHERE y.event_id = r.event_id AND x.supersedes = f.figure_id) AS superseded,
           EXISTS (SELECT 1 FROM conflict_figure x WHERE x.figure_id = f.figure_id) AS disputed,
           f.claim_id AS claim, d.report_id AS report, d.publisher, e.name AS event, e.event_id
    FROM figure f JOIN document d ON d.document_id = f.document_id JOIN span s USING (span_id)
         LEFT JOIN event_report r ON r.document_id = d.document_id AND r.ord = 0 LEFT JOIN event e ON e.event_id = r.event_id;

CREATE VIEW IF NOT EXISTS positions AS
    SELECT a.name AS actor, p.day, p.position, o.name AS of, p.changed AS turned, p.claim_id AS claim,
           d.report_id AS report, e.name AS event, p.event_id, p.ord
    FROM position p JOIN actor a USING (actor_id) JOIN document d USING (document_id) JOIN event e ON e.event_id = p.event_id
         LEFT JOIN actor o ON o.actor_id = p.of_actor;

CREATE VIEW IF NOT EXISTS accusations AS
    SELECT b.by AS accuser, b.of AS accused, b.first, b.n_claims, b.denied_by, e.name AS event, b.event_id
    FROM blame b JOIN event e USING (event_id);

CREATE VIEW IF NOT EXISTS actors AS
    SELECT a.name AS actor, a.class, a.country, a.sector, c.name AS speaks_for,
           (SELECT group_concat(alias, '; ') FROM actor_alias x WHERE x.actor_id = a.actor_id) AS also_called, a.actor_id
    FROM actor a LEFT JOIN actor c ON c.actor_id = a.speaks_for WHERE a.same_as IS NULL;

CREATE VIEW IF NOT EXISTS events AS
    SELECT name AS event, kind, date, place, country, latitude, longitude, n_reports, substr(first, 1, 10) AS first_reported,
           event_id
    FROM event;

CREATE VIEW IF NOT EXISTS incidents AS
    SELECT i.incident_id AS incident, d.report_id AS report, i.ord = 0 AS main, i.kind, i.date_first, i.date_last, i.place,
           i.country, i.latitude, i.longitude, coalesce(i.status, 'reported') AS status,
           (SELECT group_concat(x.text, '; ') FROM incident_role x
            WHERE x.incident_id = i.incident_id AND x.role = 'perpetrator') AS perpetrators,
           (SELECT group_concat(x.text, '; ') FROM incident_role x
            WHERE x.incident_id = i.incident_id AND x.role = 'target') AS targets,
           (SELECT group_concat(x.text, '; ') FROM incident_role x
            WHERE x.incident_id = i.incident_id AND x.role = 'weapon') AS weapons,
           (SELECT group_concat(x.text, '; ') FROM incident_role x
            WHERE x.incident_id = i.incident_id AND x.role = 'victim') AS victims,
           (SELECT theirs FROM code_map c WHERE c.scheme = 'CAMEO' AND c.ours = i.kind) AS cameo,
           (SELECT theirs FROM code_map c WHERE c.scheme = 'PLOVER' AND c.ours = i.kind) AS plover,
           (SELECT theirs FROM code_map c WHERE c.scheme = 'reason' AND c.ours = i.kind) AS no_code
    FROM incident i JOIN document d USING (document_id);

CREATE VIEW IF NOT EXISTS acts AS
    SELECT d.report_id AS report, coalesce(o.name, a.name, x.source) AS source, coalesce(u.name, t.name, x.target) AS target,
           x.cameo, x.plover, c.claim_id AS claim,
           substr(iif(s.field = 'title', d.headline, d.text), s.char_start + 1, s.char_end - s.char_start) AS words
    FROM dyad x JOIN document d USING (document_id) LEFT JOIN span s USING (span_id)
         LEFT JOIN actor a ON a.actor_id = x.source_actor LEFT JOIN actor o ON o.actor_id = a.same_as
         LEFT JOIN actor t ON t.actor_id = x.target_actor LEFT JOIN actor u ON u.actor_id = t.same_as
         LEFT JOIN claim c ON c.attribution_id = x.attribution_id;

CREATE VIEW IF NOT EXISTS evidence AS
    SELECT m.mark, m.claim_id AS claim, c.text AS about,
           substr(iif(s.field = 'title', d.headline, d.text), s.char_start + 1, s.char_end - s.char_start) AS words,
           d.report_id AS report, d.publisher
    FROM evidence_mark m JOIN document d USING (document_id) LEFT JOIN span s ON s.span_id = m.span_id
         LEFT JOIN claim c ON c.claim_id = m.claim_id;

-- Who carried a claim: step 1 is the outermost, the outlet itself is step 0.
CREATE VIEW IF NOT EXISTS hearsay AS
    SELECT c.claim_id AS claim, 0 AS step, coalesce(d.publisher, d.report_id) AS carrier, d.day, d.report_id AS report
    FROM claim c JOIN attribution t USING (attribution_id) JOIN document d ON d.document_id = t.document_id
    UNION ALL
    SELECT c.claim_id, y.ord + 1, a.name, y.date, d.report_id
    FROM relay y JOIN claim c USING (attribution_id) JOIN attribution t USING (attribution_id)
         JOIN document d ON d.document_id = t.document_id JOIN actor a ON a.actor_id = y.actor_id;

CREATE VIEW IF NOT EXISTS copies AS
    SELECT g.group_id AS copies_group, g.agency, d.report_id AS report, d.publisher, d.day, d.headline AS title,
           d.document_id = g.first_document_id AS is_first, g.n_documents AS n_reports
    FROM syndication_group g JOIN document d USING (group_id);

-- The words behind each claim, with their places: bytes and characters of the text, bytes of the original.
CREATE VIEW IF NOT EXISTS words AS
    SELECT x.claim_id AS claim, x.role, x.ord,
           substr(iif(s.field = 'title', d.headline, d.text), s.char_start + 1, s.char_end - s.char_start) AS words,
           d.report_id AS report, s.field, s.byte_start, s.byte_end, s.char_start, s.char_end, s.raw_start, s.raw_end
    FROM (SELECT c.claim_id, 'source' AS role, 0 AS ord, t.source_span AS span_id
          FROM claim c JOIN attribution t USING (attribution_id) WHERE t.source_span IS NOT NULL
          UNION ALL
          SELECT c.claim_id, 'cue', 0, t.cue_span
          FROM claim c JOIN attribution t USING (attribution_id) WHERE t.cue_span IS NOT NULL
          UNION ALL
          SELECT c.claim_id, p.role, p.ord, p.span_id FROM claim c JOIN attribution_span p USING (attribution_id)
          UNION ALL
          SELECT c.claim_id, 'content', p.ord, p.span_id FROM claim c JOIN attribution_content p USING (attribution_id)) x
         JOIN span s USING (span_id) JOIN document d USING (document_id);
