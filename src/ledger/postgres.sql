-- postgres.sql -- what a ledger in PostgreSQL has beside schema.sql and views.sql; before them.
--
-- Full text: vectors that the program makes (src/ledger/pg_words.h), numbered like the rows of document and claim.

CREATE FUNCTION substr(text, bigint, bigint) RETURNS text LANGUAGE sql IMMUTABLE
    AS 'SELECT pg_catalog.substr($1, $2::integer, greatest($3, 0)::integer)';
CREATE TABLE document_text (rowid BIGINT PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX document_words ON document_text USING gin (words);
CREATE TABLE claim_text (rowid BIGINT PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX claim_words ON claim_text USING gin (words);
