-- What the page with the list of cases wants.

-- Lists that people come back to, by what they are asked by.
CREATE TABLE saved_views (
  id                   {serial},
  congress             {text}   NOT NULL,
  owner                {text}   NOT NULL,
  name                 {text}   NOT NULL,
  query                {text}   NOT NULL,
  shared               {small}  NOT NULL,
  version              {number} NOT NULL
) {plain};

CREATE UNIQUE INDEX saved_views_owner ON saved_views (owner, name);
CREATE INDEX saved_views_shared ON saved_views (congress, name) WHERE shared = 1;

-- Who leads those who have signed is a mark by itself, which only the program can read from facts.
DELETE FROM meta WHERE name = 'found_through';
INSERT INTO meta (name, value) SELECT 'found_through', '0' WHERE EXISTS (SELECT 1 FROM cases);
