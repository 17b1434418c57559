-- Fit for ten million cases and a hundred million events.

-- Lists of clocks are read for one congress at a time.
ALTER TABLE clocks ADD COLUMN congress {text} NOT NULL DEFAULT '';
UPDATE clocks SET congress = COALESCE((SELECT congress FROM cases WHERE id = clocks.case_id), '');

DROP INDEX clocks_due;
CREATE INDEX clocks_due ON clocks (congress, due, case_id) WHERE ended_on IS NULL;
CREATE INDEX clocks_running ON clocks (congress, case_id) WHERE ended_on IS NULL;

-- A list of cases goes by id through one of these from where the page before ended.
DROP INDEX cases_number;
CREATE UNIQUE INDEX cases_number ON cases (number, congress) WHERE number <> '';
CREATE INDEX cases_congress ON cases (congress, id);
CREATE INDEX cases_unit ON cases (congress, unit, id) WHERE unit <> '';
CREATE INDEX cases_session ON cases (congress, session, id) WHERE session <> '';

-- The notice that waits longest is asked for all day.
DROP INDEX outbox_pending;
CREATE INDEX outbox_pending ON outbox (created_at, id) WHERE status = 'pending';

-- Events lie by ranges of a million families (a family is a thousand ids), so that an index of what is
-- written today stays small and old years can be packed, checked and moved to other disks by
-- themselves.  All are made here, since nobody may have to change the schema of a running register:
-- the last takes whatever is beyond.  A plan that is kept for a statement locks every part; with
-- twelve, the locks of reading a history stay within the sixteen that PostgreSQL grants a session
-- without looking at the others'.
{only postgresql} CREATE TABLE events_by_range (LIKE events) PARTITION BY RANGE (case_id);
{only postgresql} CREATE TABLE events_01 PARTITION OF events_by_range
  FOR VALUES FROM (MINVALUE) TO (1000000000);
{only postgresql} CREATE TABLE events_02 PARTITION OF events_by_range
  FOR VALUES FROM (1000000000) TO (2000000000);
{only postgresql} CREATE TABLE events_03 PARTITION OF events_by_range
  FOR VALUES FROM (2000000000) TO (3000000000);
{only postgresql} CREATE TABLE events_04 PARTITION OF events_by_range
  FOR VALUES FROM (3000000000) TO (4000000000);
{only postgresql} CREATE TABLE events_05 PARTITION OF events_by_range
  FOR VALUES FROM (4000000000) TO (5000000000);
{only postgresql} CREATE TABLE events_06 PARTITION OF events_by_range
  FOR VALUES FROM (5000000000) TO (6000000000);
{only postgresql} CREATE TABLE events_07 PARTITION OF events_by_range
  FOR VALUES FROM (6000000000) TO (7000000000);
{only postgresql} CREATE TABLE events_08 PARTITION OF events_by_range
  FOR VALUES FROM (7000000000) TO (8000000000);
{only postgresql} CREATE TABLE events_09 PARTITION OF events_by_range
  FOR VALUES FROM (8000000000) TO (9000000000);
{only postgresql} CREATE TABLE events_10 PARTITION OF events_by_range
  FOR VALUES FROM (9000000000) TO (10000000000);
{only postgresql} CREATE TABLE events_11 PARTITION OF events_by_range
  FOR VALUES FROM (10000000000) TO (11000000000);
{only postgresql} CREATE TABLE events_12 PARTITION OF events_by_range
  FOR VALUES FROM (11000000000) TO (MAXVALUE);
{only postgresql} INSERT INTO events_by_range SELECT * FROM events;
{only postgresql} DROP TABLE events;
{only postgresql} ALTER TABLE events_by_range RENAME TO events;
{only postgresql} ALTER TABLE events ADD PRIMARY KEY (case_id, seq);

-- Rows that are replaced again and again: the next version finds room beside the last.
{only postgresql} ALTER TABLE cases SET (fillfactor = 80);
{only postgresql} ALTER TABLE clocks SET (fillfactor = 80);
{only postgresql} ALTER TABLE meta SET (fillfactor = 20);
{only postgresql} ALTER TABLE series SET (fillfactor = 20);

-- By default a fifth of a table may be dead before it is cleaned: of ten million cases, two million;
-- and the next reminder is looked for among the dead.
{only postgresql} ALTER TABLE cases SET (autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.02);
{only postgresql} ALTER TABLE clocks SET (autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.02);
{only postgresql} ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.02);
