-- People who sign in at an identity provider (OpenID Connect) rather than with a password.

-- What the provider says of a user, as an administrator wrote it down; issuer and subject are empty
-- until that user first comes, and from then on only they count.
CREATE TABLE identities (
  user_name            {text}   NOT NULL PRIMARY KEY,
  known_as             {text}   NOT NULL,
  issuer               {text}   NOT NULL,
  subject              {text}   NOT NULL
) {plain};

CREATE UNIQUE INDEX identities_known_as ON identities (known_as);
CREATE UNIQUE INDEX identities_subject ON identities (issuer, subject) WHERE subject <> '';

-- Browsers that were sent to the provider and are expected back, by the hash of what they keep; any
-- node takes them in, once.
CREATE TABLE expected_returns (
  secret_hash          {text}   NOT NULL PRIMARY KEY,
  return_to            {text}   NOT NULL,
  ends_at              {number} NOT NULL
) {plain};

CREATE INDEX expected_returns_end ON expected_returns (ends_at);

-- What was opened by the provider ends when the link does, and is not bound by a one-time password.
ALTER TABLE entries ADD COLUMN by_provider {small} NOT NULL DEFAULT 0;
