-- Second factors of people who sign in, what was begun and may not be lost, and who is known where.

-- The secret that a user's device shares with us, by which both derive the same codes; it counts once a
-- first code has confirmed it.  Nothing shows it again.  A code counts once: `last_step` is the half
-- minute of the one that counted last.
CREATE TABLE second_factors (
  user_name            {text}   NOT NULL PRIMARY KEY,
  secret               {text}   NOT NULL,
  confirmed            {small}  NOT NULL,
  last_step            {number} NOT NULL
) {plain};

-- Codes for whoever has lost the device, by their hashes; each goes when it is used.
CREATE TABLE recovery_codes (
  code_hash            {text}   NOT NULL PRIMARY KEY,
  user_name            {text}   NOT NULL
) {plain};

CREATE INDEX recovery_codes_user ON recovery_codes (user_name);

-- From where a name has signed in before, by digests of both.
CREATE TABLE familiar_places (
  key                  {text}   NOT NULL PRIMARY KEY,
  seen_at              {number} NOT NULL
) {plain};

CREATE INDEX familiar_places_seen ON familiar_places (seen_at);

-- Acts for the audit log that have begun and not ended: what stays here was cut off, and nobody knows
-- what came of it.
CREATE TABLE acts_begun (
  id                   {serial},
  made_at              {number} NOT NULL,
  made_by              {text}   NOT NULL,
  congress             {text}   NOT NULL,
  origin               {text}   NOT NULL,
  act                  {text}   NOT NULL,
  about                {text}   NOT NULL
) {plain};
