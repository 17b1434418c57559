-- Files of cases: suggestions as they were signed, letters with their seal, evidence.

-- One that somebody has begun to send is nobody's (taken_by 0) until an event names it; `type` is empty
-- until it is whole.  What is taken stays, because the history proves it.
CREATE TABLE attachments (
  id                   {serial},
  name                 {text}   NOT NULL,
  size                 {number} NOT NULL,
  type                 {text}   NOT NULL,
  sha256               {text}   NOT NULL,
  uploaded_by          {text}   NOT NULL,
  received             {number} NOT NULL,
  begun_at             {number} NOT NULL,
  taken_by             {number} NOT NULL,
  taken_seq            {number} NOT NULL
) {plain};

CREATE INDEX attachments_taken ON attachments (taken_by, id) WHERE taken_by > 0;
CREATE INDEX attachments_waiting ON attachments (begun_at) WHERE taken_by = 0;
CREATE INDEX attachments_of_user ON attachments (uploaded_by) WHERE taken_by = 0;

-- Their bytes, from `begins` on.  As text in base64, so that a row is a mebibyte at most, lies alike in
-- both databases, and is copied and compared like any other.
CREATE TABLE attachment_rows (
  attachment           {number} NOT NULL,
  begins               {number} NOT NULL,
  bytes                {text}   NOT NULL,
  PRIMARY KEY (attachment, begins)
) {plain};

-- Such text cannot be packed any further: to try costs time.
{only postgresql} ALTER TABLE attachment_rows ALTER COLUMN bytes SET STORAGE EXTERNAL;
