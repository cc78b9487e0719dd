-- schema.sql -- the ledger's tables, layout 9; views.sql has more views.
--
-- A report's document_id counts the reading (base 32, six digits), and the ids of all that it says begin with it, so that
-- a new report's rows go to the end of each table; content_id is what it is known again by. Ids of named actors and of
-- claims are derived from content. Times are RFC 3339 UTC, days YYYY-MM-DD,
-- uncertain dates EDTF. Byte and character offsets count within the field (title or text) that the span lies in; raw
-- offsets within the stored original. Words of vocabularies are spelled out, as in the JSON. Columns of a primary key
-- stand first and in its order: quick_check of SQLite 3.40 reports false NULLs in tables WITHOUT ROWID otherwise.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;

-- The smallest unit that stands for itself (a file, a JSON line), zstd-compressed, stored once.
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    n_bytes INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    n INTEGER PRIMARY KEY,              -- in order of reading
    document_id TEXT NOT NULL UNIQUE,
    content_id TEXT NOT NULL UNIQUE,    -- hash of given_id and text
    report_id TEXT NOT NULL UNIQUE,     -- the input's id; "@2" behind it for its second text
    given_id TEXT NOT NULL,             -- the input's id
    uri TEXT, uri_offset INTEGER, uri_number INTEGER,
    url TEXT, publisher TEXT, author TEXT, credit TEXT, headline TEXT, dateline TEXT, language TEXT,
    published TEXT,                     -- as given
    date_published TEXT, day TEXT,      -- instant; local day
    date_modified TEXT, date_retrieved TEXT,
    sha256 TEXT NOT NULL REFERENCES original,
    n_bytes INTEGER NOT NULL, n_chars INTEGER NOT NULL,
    text TEXT NOT NULL,                 -- the body
    group_id TEXT,
    revision_of TEXT REFERENCES document(document_id) DEFERRABLE INITIALLY DEFERRED,
    version TEXT, model_sha256 TEXT,    -- the program and model that read it
    parameters TEXT,                    -- of the media type: what else its bytes need ("charset=koi8-r"); since layout 4
    section TEXT, tags TEXT             -- where its publisher files it; tags with commas between; since layout 8
) STRICT;
CREATE INDEX document_given ON document (given_id);
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_headline ON document (headline, publisher) WHERE headline IS NOT NULL;
CREATE INDEX document_group ON document (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX document_revision ON document (revision_of) WHERE revision_of IS NOT NULL;

-- Reports that run one text.
CREATE TABLE syndication_group (
    group_id TEXT PRIMARY KEY,
    agency TEXT,
    first_document_id TEXT NOT NULL REFERENCES document(document_id),
    method TEXT NOT NULL,
    n_documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Fingerprints of texts (winnowing), to find reports that may share a passage.
CREATE TABLE fingerprint (hash INTEGER, n INTEGER, PRIMARY KEY (hash, n)) STRICT, WITHOUT ROWID;

-- Hashes of the names in a report (32-bit, little-endian, sorted), to tell which reports are of one event.
CREATE TABLE document_names (
    n INTEGER PRIMARY KEY REFERENCES document(n),
    day TEXT,
    names BLOB NOT NULL,
    n_prints INTEGER NOT NULL           -- its fingerprints
) STRICT;

CREATE TABLE span (
    span_id TEXT PRIMARY KEY,           -- document:begin-end
    document_id TEXT NOT NULL REFERENCES document(document_id),
    field TEXT NOT NULL,                -- title | text
    byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL,
    char_start INTEGER NOT NULL, char_end INTEGER NOT NULL,
    raw_start INTEGER NOT NULL, raw_end INTEGER NOT NULL,
    sentence INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
    actor_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    speaks_for TEXT REFERENCES actor(actor_id) DEFERRABLE INITIALLY DEFERRED,
    class TEXT, country TEXT, sector TEXT,
    same_as TEXT REFERENCES actor(actor_id) DEFERRABLE INITIALLY DEFERRED  -- another name of that actor
) STRICT, WITHOUT ROWID;
CREATE TABLE actor_alias (
    actor_id TEXT NOT NULL REFERENCES actor(actor_id),
    alias TEXT NOT NULL,
    PRIMARY KEY (actor_id, alias)
) STRICT, WITHOUT ROWID;
-- An actor as one report has it.
CREATE TABLE report_actor (
    document_id TEXT NOT NULL REFERENCES document(document_id),
    ord INTEGER NOT NULL,
    actor_id TEXT NOT NULL REFERENCES actor(actor_id),
    name TEXT NOT NULL, class TEXT, kind TEXT,
    named INTEGER NOT NULL, plural INTEGER NOT NULL, official INTEGER NOT NULL, spokesperson INTEGER NOT NULL,
    country TEXT, sector TEXT,
    speaks_for INTEGER,                 -- ord
    aliases TEXT,                       -- its other names in that report, one a line; since layout 9
    PRIMARY KEY (document_id, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE actor_mention (
    span_id TEXT NOT NULL REFERENCES span(span_id),
    actor_id TEXT NOT NULL REFERENCES actor(actor_id),
    title TEXT,
    PRIMARY KEY (span_id, actor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE timex (
    timex_id TEXT PRIMARY KEY,
    span_id TEXT NOT NULL REFERENCES span(span_id),
    type TEXT NOT NULL, value TEXT, mod TEXT, edtf TEXT, t_earliest TEXT, t_latest TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    event_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT, date TEXT, place TEXT, country TEXT, latitude REAL, longitude REAL, status TEXT,
    n_reports INTEGER NOT NULL,
    first TEXT,                         -- instant of its first report
    members INTEGER                     -- hash of the reports that its rows were computed from
) STRICT, WITHOUT ROWID;
CREATE TABLE event_report (             -- the main event of a report has ord 0
    event_id TEXT NOT NULL REFERENCES event(event_id),
    document_id TEXT NOT NULL REFERENCES document(document_id),
    ord INTEGER NOT NULL,
    PRIMARY KEY (event_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_report_document ON event_report (document_id, ord);
-- What one report says happened; ord 0 is its main incident.
CREATE TABLE incident (
    incident_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document(document_id),
    ord INTEGER NOT NULL,
    event_id TEXT,                      -- NULL: those of its report (event_report)
    kind TEXT, date_first TEXT, date_last TEXT, place TEXT, country TEXT,
    span_id TEXT REFERENCES span(span_id),
    latitude REAL, longitude REAL,      -- since layout 3
    status TEXT                         -- since layout 6: reported | earlier | threatened; NULL: reported
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_document ON incident (document_id, ord);
CREATE INDEX incident_place ON incident (place, date_first) WHERE ord = 0 AND place IS NOT NULL;
CREATE TABLE incident_role (
    incident_id TEXT NOT NULL REFERENCES incident(incident_id),
    ord INTEGER NOT NULL,
    role TEXT NOT NULL,                 -- perpetrator | target | weapon | victim
    span_id TEXT REFERENCES span(span_id),
    text TEXT,
    actor_id TEXT REFERENCES actor(actor_id),
    class TEXT, confidence TEXT, named INTEGER, number INTEGER, effect TEXT,
    PRIMARY KEY (incident_id, ord)
) STRICT, WITHOUT ROWID;

-- An act of one party toward another, as its verb says it; since layout 6.
CREATE TABLE dyad (
    document_id TEXT NOT NULL REFERENCES document(document_id),
    ord INTEGER NOT NULL,
    span_id TEXT REFERENCES span(span_id),
    source_actor TEXT REFERENCES actor(actor_id), source TEXT,
    target_actor TEXT REFERENCES actor(actor_id), target TEXT,
    cameo TEXT NOT NULL, plover TEXT NOT NULL,
    attribution_id TEXT REFERENCES attribution(attribution_id),
    PRIMARY KEY (document_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (
    attribution_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document(document_id),
    ord INTEGER NOT NULL,
    source_span TEXT REFERENCES span(span_id),
    cue_span TEXT REFERENCES span(span_id),
    source_actor TEXT REFERENCES actor(actor_id),
    source_type TEXT,
    parent_id TEXT, depth INTEGER NOT NULL,
    quote_type TEXT, said TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX attribution_document ON attribution (document_id, ord);
CREATE TABLE attribution_content (
    attribution_id TEXT NOT NULL REFERENCES attribution(attribution_id),
    ord INTEGER NOT NULL,
    span_id TEXT NOT NULL REFERENCES span(span_id),
    PRIMARY KEY (attribution_id, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE attribution_span (         -- further pieces of source and cue
    attribution_id TEXT NOT NULL REFERENCES attribution(attribution_id),
    role TEXT NOT NULL,
    ord INTEGER NOT NULL,
    span_id TEXT NOT NULL REFERENCES span(span_id),
    PRIMARY KEY (attribution_id, role, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE relay (                    -- outermost first
    attribution_id TEXT NOT NULL REFERENCES attribution(attribution_id),
    ord INTEGER NOT NULL,
    actor_id TEXT NOT NULL REFERENCES actor(actor_id),
    span_id TEXT REFERENCES span(span_id),
    date TEXT,
    PRIMARY KEY (attribution_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposition (              -- what is said; the same words and party are one proposition
    proposition_id TEXT PRIMARY KEY,
    kind TEXT, event_id TEXT,           -- NULL: those of the reports that say it
    responsible_actor TEXT REFERENCES actor(actor_id),
    object_actor TEXT REFERENCES actor(actor_id),
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Hash of kind, party and words, to find what was said before.
CREATE TABLE proposition_key (hash INTEGER PRIMARY KEY, proposition_id TEXT NOT NULL) STRICT;
CREATE TABLE claim (
    n INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE,
    attribution_id TEXT NOT NULL UNIQUE REFERENCES attribution(attribution_id),
    proposition_id TEXT NOT NULL REFERENCES proposition(proposition_id),
    speech_act TEXT, stance TEXT, factuality TEXT,
    cameo TEXT, plover TEXT,
    n_independent INTEGER NOT NULL DEFAULT 1,
    text TEXT NOT NULL                  -- the contents, for full-text search
) STRICT;
CREATE INDEX claim_proposition ON claim (proposition_id);
-- Claims that do something: few, and found without a look at the others. Not by IN: SQLite would make a table of the
-- words for each row that comes in. Since layout 7 (claim_does before).
CREATE INDEX claim_acts ON claim (attribution_id) WHERE stance IS NOT NULL OR speech_act = 'claim_responsibility'
    OR speech_act = 'admit' OR speech_act = 'allege' OR speech_act = 'deny' OR speech_act = 'reject'
    OR speech_act = 'dispute' OR speech_act = 'warn' OR speech_act = 'threaten' OR speech_act = 'demand'
    OR speech_act = 'pledge' OR speech_act = 'retract' OR speech_act = 'correct' OR speech_act = 'condemn';
CREATE TABLE claim_relation (
    event_id TEXT NOT NULL REFERENCES event(event_id),
    claim_id TEXT NOT NULL REFERENCES claim(claim_id),
    relation TEXT NOT NULL,
    other_claim_id TEXT NOT NULL REFERENCES claim(claim_id),
    PRIMARY KEY (event_id, claim_id, relation, other_claim_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (
    figure_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document(document_id),
    ord INTEGER NOT NULL,
    claim_id TEXT REFERENCES claim(claim_id),
    event_id TEXT,                      -- NULL: those of its report
    span_id TEXT NOT NULL REFERENCES span(span_id),
    measure TEXT, population TEXT, unit TEXT,
    low REAL, best REAL, high REAL,
    mod TEXT, as_of TEXT,
    part_of TEXT, answer TEXT,
    supersedes TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_document ON figure (document_id, ord);
CREATE TABLE survey (
    figure_id TEXT PRIMARY KEY REFERENCES figure(figure_id),
    conductor TEXT REFERENCES actor(actor_id), sponsor TEXT REFERENCES actor(actor_id),
    date_first TEXT, date_last TEXT, sample_size INTEGER, question TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_mark (
    mark_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document(document_id),
    span_id TEXT REFERENCES span(span_id),  -- NULL: it follows from the act or the source
    mark TEXT NOT NULL,
    claim_id TEXT REFERENCES claim(claim_id),
    cited_actor TEXT REFERENCES actor(actor_id),
    reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_mark_document ON evidence_mark (document_id);

CREATE TABLE refusal (                  -- of a report or part of it, or (document_id NULL) of an input
    n INTEGER PRIMARY KEY,
    document_id TEXT REFERENCES document(document_id),
    span_id TEXT REFERENCES span(span_id),
    reason TEXT NOT NULL,
    uri TEXT, byte INTEGER,
    UNIQUE (uri, byte, reason)
) STRICT;
CREATE INDEX refusal_document ON refusal (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE correction (n INTEGER PRIMARY KEY, what TEXT NOT NULL, old TEXT, new TEXT, who TEXT, at TEXT) STRICT;
CREATE INDEX correction_old ON correction (old);
-- content_id tells which of several texts of one id it was; since layout 9.
CREATE TABLE forgotten (report_id TEXT NOT NULL, at TEXT NOT NULL, reason TEXT, content_id TEXT) STRICT;

-- Computed over all reports by `settle`.
CREATE TABLE position (
    event_id TEXT NOT NULL REFERENCES event(event_id),
    actor_id TEXT NOT NULL REFERENCES actor(actor_id),
    ord INTEGER NOT NULL,
    day TEXT,
    document_id TEXT NOT NULL REFERENCES document(document_id),
    claim_id TEXT NOT NULL REFERENCES claim(claim_id),
    position TEXT NOT NULL,             -- blames | denies | doubts | ...
    of_actor TEXT REFERENCES actor(actor_id),
    changed INTEGER NOT NULL,           -- of the actor's history as a whole
    PRIMARY KEY (event_id, actor_id, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE blame_claim (
    event_id TEXT NOT NULL REFERENCES event(event_id),
    by_actor TEXT NOT NULL REFERENCES actor(actor_id),
    of_actor TEXT NOT NULL REFERENCES actor(actor_id),
    claim_id TEXT NOT NULL REFERENCES claim(claim_id),
    day TEXT,
    PRIMARY KEY (event_id, by_actor, of_actor, claim_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE blame_denied (
    event_id TEXT NOT NULL REFERENCES event(event_id),
    by_actor TEXT NOT NULL REFERENCES actor(actor_id),
    of_actor TEXT NOT NULL REFERENCES actor(actor_id),
    denied_by TEXT NOT NULL REFERENCES actor(actor_id),
    PRIMARY KEY (event_id, by_actor, of_actor, denied_by)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict_figure (
    event_id TEXT NOT NULL REFERENCES event(event_id),
    conflict_id TEXT NOT NULL,
    figure_id TEXT NOT NULL REFERENCES figure(figure_id),
    PRIMARY KEY (event_id, conflict_id, figure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_of_figure ON conflict_figure (figure_id);

-- Where reports tell of their main event: the occurrence, who did it, to whom, with what.
CREATE VIEW event_mention AS
    SELECT r.event_id, i.span_id, 'occurrence' AS role
    FROM incident i JOIN event_report r USING (document_id) WHERE i.ord = 0 AND i.span_id IS NOT NULL
    UNION ALL
    SELECT r.event_id, x.span_id, x.role
    FROM incident i JOIN event_report r USING (document_id) JOIN incident_role x USING (incident_id)
    WHERE i.ord = 0 AND x.span_id IS NOT NULL;
CREATE VIEW position_history AS
    SELECT a.name AS actor, 'responsibility' AS question, p.day AS date, d.report_id AS report,
           p.position || coalesce(':' || o.name, '') AS position, p.claim_id AS claim, p.changed, p.event_id
    FROM position p JOIN actor a USING (actor_id) JOIN document d USING (document_id)
         LEFT JOIN actor o ON o.actor_id = p.of_actor
    ORDER BY a.name, p.ord;
CREATE VIEW blame AS
    SELECT b.name AS by, o.name AS of, min(c.day) AS first, count(*) AS n_claims,
           (SELECT group_concat(x.name, '; ') FROM blame_denied n JOIN actor x ON x.actor_id = n.denied_by
            WHERE n.by_actor = c.by_actor AND n.of_actor = c.of_actor AND n.event_id = c.event_id) AS denied_by,
           c.event_id
    FROM blame_claim c JOIN actor b ON b.actor_id = c.by_actor JOIN actor o ON o.actor_id = c.of_actor
    GROUP BY c.by_actor, c.of_actor, c.event_id, b.name, o.name;
-- What happened and what was said, by day; `sayso show timeline` says it in more words and leaves repetitions out.
CREATE VIEW timeline AS
    SELECT e.date AS date, e.precision AS precision, e.what AS what, e.text AS text, d.report_id AS report, s.field,
           s.byte_start, s.byte_end, e.event_id
    FROM (SELECT date, iif(length(date) >= 10, 'day', iif(length(date) >= 7, 'month', 'year')) AS precision,
                 'event' AS what, name AS text, NULL AS document_id, NULL AS span_id, event_id
          FROM event WHERE date IS NOT NULL
          UNION ALL
          SELECT coalesce(t.said, x.day), 'day', 'claim',
                 coalesce(a.name, 'someone') || ' (' || c.speech_act || '): ' || c.text, t.document_id, t.cue_span,
                 r.event_id
          FROM claim c JOIN attribution t USING (attribution_id) JOIN document x USING (document_id)
               JOIN event_report r USING (document_id) LEFT JOIN actor a ON a.actor_id = t.source_actor
          WHERE c.speech_act NOT IN ('assert', 'confirm', 'decline_comment', 'question')
          UNION ALL
          SELECT coalesce(f.as_of, x.day), 'day', 'figure', f.measure || coalesce(', ' || f.population, ''),
                 f.document_id, f.span_id, r.event_id
          FROM figure f JOIN document x USING (document_id) JOIN event_report r USING (document_id)
          WHERE f.measure IS NOT NULL
          UNION ALL
          SELECT p.day, 'day', 'position', a.name || ': ' || p.position || coalesce(':' || o.name, ''), p.document_id,
                 t.cue_span, p.event_id
          FROM position p JOIN actor a USING (actor_id) JOIN claim c USING (claim_id)
               JOIN attribution t USING (attribution_id) LEFT JOIN actor o ON o.actor_id = p.of_actor) e
         LEFT JOIN document d USING (document_id) LEFT JOIN span s USING (span_id)
    ORDER BY e.event_id, e.date IS NULL, e.date;
CREATE VIEW figure_conflict AS
    SELECT c.conflict_id, f.measure, f.population, f.low, f.best, f.high, f.as_of, d.report_id AS report, f.figure_id,
           c.event_id
    FROM conflict_figure c JOIN figure f USING (figure_id) JOIN document d USING (document_id)
    ORDER BY c.conflict_id, f.as_of;

CREATE VIRTUAL TABLE document_text USING fts5(headline, text, content='document', content_rowid='n',
    tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE claim_text USING fts5(text, content='claim', content_rowid='n',
    tokenize="unicode61 remove_diacritics 2");

-- How our words are written in other schemes; scheme "reason": why one of them has no code. Filled by code_map.c.
CREATE TABLE code_map (
    scheme TEXT NOT NULL, ours TEXT NOT NULL, theirs TEXT NOT NULL, version TEXT,
    PRIMARY KEY (scheme, ours, theirs)
) STRICT, WITHOUT ROWID;
