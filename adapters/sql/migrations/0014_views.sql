-- What the page with the list of cases wants.

-- Who leads those who have signed is a mark by itself, which only the program can read from facts.
DELETE FROM meta WHERE name = 'found_through';
INSERT INTO meta (name, value) SELECT 'found_through', '0' WHERE EXISTS (SELECT 1 FROM cases);
