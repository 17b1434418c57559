-- One event for many cases, remembered as one act.

-- A batch is kept before anything of it is done; its verdicts stay empty until it is finished.
CREATE TABLE batches (
  number               {serial},
  id                   {text}   NOT NULL UNIQUE,
  congress             {text}   NOT NULL,
  made_by              {text}   NOT NULL,
  made_at              {number} NOT NULL,
  event                {text}   NOT NULL,
  request              {text}   NOT NULL,
  verdicts             {text}   NOT NULL
) {plain};

CREATE INDEX batches_congress ON batches (congress, number);
CREATE INDEX batches_made_by ON batches (made_by, number);

CREATE TABLE batch_cases (
  case_id              {number} NOT NULL,
  batch                {text}   NOT NULL,
  PRIMARY KEY (case_id, batch)
) {clustered};
