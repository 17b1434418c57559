-- By what lists find cases beside their columns.

-- `category:交通`, `deputy:张三`: borne by a root (part 0) or a part of it.
CREATE TABLE marks (
  congress             {text}   NOT NULL,
  mark                 {text}   NOT NULL,
  root                 {number} NOT NULL,
  part                 {small}  NOT NULL,
  PRIMARY KEY (congress, mark, root, part)
) {clustered};

CREATE INDEX marks_root ON marks (root, part, mark);

-- Pairs of neighbouring characters of what people search in, with blanks between.
CREATE TABLE texts (
  case_id              {key},
  grams                {text}   NOT NULL
) {plain};

{only postgresql} CREATE INDEX texts_grams ON texts USING gin (string_to_array(grams, ' '));

{only sqlite} CREATE VIRTUAL TABLE texts_index USING
  fts5(grams, content = 'texts', content_rowid = 'case_id', detail = 'none', tokenize = 'ascii');
{only sqlite} CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
  INSERT INTO texts_index (rowid, grams) VALUES (new.case_id, new.grams){end}
END;
{only sqlite} CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
  INSERT INTO texts_index (texts_index, rowid, grams) VALUES ('delete', old.case_id, old.grams){end}
END;
{only sqlite} CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN
  INSERT INTO texts_index (texts_index, rowid, grams) VALUES ('delete', old.case_id, old.grams){end}
  INSERT INTO texts_index (rowid, grams) VALUES (new.case_id, new.grams){end}
END;

-- Units and sessions are marks too.
DROP INDEX cases_unit;
DROP INDEX cases_session;

-- Only the program can read marks from facts: it does so next, and this row says how far it has come.
INSERT INTO meta (name, value) SELECT 'found_through', '0' WHERE EXISTS (SELECT 1 FROM cases);
