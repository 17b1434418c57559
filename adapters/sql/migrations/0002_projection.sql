-- Each family keeps the regulation it is decided by; clocks can be projected again when a calendar, a
-- session or a meeting moves.

ALTER TABLE cases ADD COLUMN regulation {text} NOT NULL DEFAULT '';

-- Till now every event was decided by the edition its congress had at the time.
UPDATE cases SET regulation = COALESCE((
  SELECT {regulation of body} FROM events e
   WHERE e.case_id >= cases.id AND e.case_id < cases.id + 1000
   ORDER BY {commit of body} DESC LIMIT 1), '')
 WHERE id % 1000 = 0;

ALTER TABLE clocks ADD COLUMN computed {text};

CREATE TABLE meetings (
  congress             {text}   NOT NULL,
  code                 {text}   NOT NULL,
  name                 {text}   NOT NULL,
  held_on              {text},
  PRIMARY KEY (congress, code)
) {plain};

-- What moved and has not yet been carried through the running cases: written with the change itself,
-- deleted when every case has been seen twice.  `what`: calendar, session, meeting; family: one that
-- could not follow.
CREATE TABLE pending_moves (
  id                   {serial},
  congress             {text}   NOT NULL,
  what                 {text}   NOT NULL,
  code                 {text}   NOT NULL,
  swept_at             {number}
) {plain};
