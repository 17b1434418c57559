-- What is told to those who listen.

-- Which journal this is: a copy's is another.
INSERT INTO meta (name, value) VALUES ('journal', {random});

-- One row for each event, in an order that lasts, let go after some days.  `commit_number`: on
-- PostgreSQL the transaction, since no serial says in which order transactions come to be seen.
CREATE TABLE changes (
  commit_number        {commit number},
  case_id              {number} NOT NULL,
  seq                  {number} NOT NULL,
  event                {text}   NOT NULL,
  state                {text}   NOT NULL,
  recorded_at          {number} NOT NULL
) {plain};

{only postgresql} ALTER TABLE changes ADD PRIMARY KEY (commit_number, case_id, seq);

-- The beginning, of no case: whoever stands here or later has missed nothing.
INSERT INTO changes (case_id, seq, event, state, recorded_at) VALUES (0, 0, '', '', 0);
