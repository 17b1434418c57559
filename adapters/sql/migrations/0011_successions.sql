-- Who acts in the place of another: for good, or for some days.

-- Recorded once and never changed: a name that has been succeeded does not come back.
CREATE TABLE successions (
  id                   {serial},
  congress             {text}   NOT NULL,
  what                 {text}   NOT NULL,
  before               {text}   NOT NULL,
  after                {text}   NOT NULL,
  happened_on          {text}   NOT NULL,
  reason               {text}   NOT NULL,
  recorded_by          {text}   NOT NULL,
  recorded_at          {number} NOT NULL
) {plain};

CREATE UNIQUE INDEX successions_once ON successions (congress, what, before);

-- `ended_at` is set once, by whoever ends it before its last day.
CREATE TABLE delegations (
  id                   {serial},
  congress             {text}   NOT NULL,
  what                 {text}   NOT NULL,
  principal            {text}   NOT NULL,
  delegate             {text}   NOT NULL,
  from_day             {text}   NOT NULL,
  through_day          {text}   NOT NULL,
  reason               {text}   NOT NULL,
  given_by             {text}   NOT NULL,
  given_at             {number} NOT NULL,
  ended_by             {text}   NOT NULL,
  ended_at             {number}
) {plain};

CREATE INDEX delegations_through ON delegations (congress, through_day);
