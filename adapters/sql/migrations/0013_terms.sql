-- Suggestions are found by their term as well, which only the program can read from facts: all that
-- is found is put anew, also where an earlier migration was left half done.

DELETE FROM meta WHERE name = 'found_through';
INSERT INTO meta (name, value) SELECT 'found_through', '0' WHERE EXISTS (SELECT 1 FROM cases);
