-- Who may come in.  Secrets are kept as hashes only.

-- How a user proves who it is; a user without a row cannot sign in.
CREATE TABLE credentials (
  user_name            {text}   NOT NULL PRIMARY KEY,
  password             {text}   NOT NULL,
  must_change          {small}  NOT NULL,
  locked               {text}   NOT NULL
) {plain};

-- Sessions of browsers and personal tokens of scripts, by the hash of their secret.
CREATE TABLE entries (
  secret_hash          {text}   NOT NULL PRIMARY KEY,
  user_name            {text}   NOT NULL,
  kind                 {text}   NOT NULL,
  name                 {text}   NOT NULL,
  scopes               {text}   NOT NULL,
  created_at           {number} NOT NULL,
  used_at              {number} NOT NULL,
  ends_at              {number} NOT NULL
) {plain};

CREATE INDEX entries_user ON entries (user_name);
CREATE INDEX entries_end ON entries (ends_at);

-- Attempts to sign in that have failed, by digests of name and address.
CREATE TABLE attempts (
  key                  {text}   NOT NULL PRIMARY KEY,
  count                {number} NOT NULL,
  last_at              {number} NOT NULL
) {plain};

CREATE INDEX attempts_last ON attempts (last_at);

-- What no case's history tells: who signed in, administered, exported, was refused.  Only ever appended
-- to; each row's hash follows from the one before, and the end of the chain is kept beside it.
CREATE TABLE audit (
  seq                  {key},
  made_at              {number} NOT NULL,
  made_by              {text}   NOT NULL,
  congress             {text}   NOT NULL,
  origin               {text}   NOT NULL,
  act                  {text}   NOT NULL,
  about                {text}   NOT NULL,
  outcome              {text}   NOT NULL,
  hash                 {text}   NOT NULL
) {plain};

INSERT INTO meta (name, value) VALUES ('audit', '0 ');
