-- The register.  Instants are microseconds in UTC, dates are ISO text, facts and bodies are canonical
-- JSON kept as text: so SQLite and PostgreSQL hold, compare and hash the same bytes.
--
-- Written once for both.  {key}       an integer that is the table's key
--                         {serial}    the same, given by the database in rising order
--                         {text}      text that is compared byte by byte
--                         {number}, {small}  whole numbers of 64 and 32 bits
--                         {plain}     rows lie in the order they come
--                         {clustered} rows lie in the order of their key
--                         {rewritten} rows are replaced often

CREATE TABLE meta (
  name                 {text}   NOT NULL PRIMARY KEY,
  value                {text}   NOT NULL
) {clustered};

-- The number before the first root id that nobody has reserved yet.
INSERT INTO meta (name, value) VALUES ('last_root', '0');

-- Profiles, calendars and workflow tables, kept for ever: the history names them by their hash.
CREATE TABLE editions (
  hash                 {text}   NOT NULL PRIMARY KEY,
  kind                 {text}   NOT NULL,
  name                 {text}   NOT NULL,
  body                 {text}   NOT NULL
) {plain};

CREATE TABLE congresses (
  code                 {text}   NOT NULL PRIMARY KEY,
  name                 {text}   NOT NULL,
  level                {text}   NOT NULL,
  parent               {text}   NOT NULL,
  regulation           {text}   NOT NULL,
  calendar             {text}   NOT NULL
) {plain};

CREATE TABLE units (
  congress             {text}   NOT NULL,
  code                 {text}   NOT NULL,
  name                 {text}   NOT NULL,
  PRIMARY KEY (congress, code)
) {plain};

CREATE TABLE deputies (
  congress             {text}   NOT NULL,
  code                 {text}   NOT NULL,
  name                 {text}   NOT NULL,
  delegation           {text}   NOT NULL,
  PRIMARY KEY (congress, code)
) {plain};

CREATE TABLE users (
  name                 {text}   NOT NULL PRIMARY KEY,
  congress             {text}   NOT NULL,
  roles                {text}   NOT NULL,
  unit                 {text}   NOT NULL,
  deputy               {text}   NOT NULL
) {plain};

CREATE TABLE sessions (
  congress             {text}   NOT NULL,
  code                 {text}   NOT NULL,
  name                 {text}   NOT NULL,
  opened_on            {text},
  closed_on            {text},
  PRIMARY KEY (congress, code)
) {plain};

-- The last number taken of each series: of suggestions in a session, of letters in a year.
CREATE TABLE series (
  congress             {text}   NOT NULL,
  series               {text}   NOT NULL,
  last                 {number} NOT NULL,
  PRIMARY KEY (congress, series)
) {plain};

-- What a case is now; `events` holds how it came to be so.  A root's id is a multiple of 1000, its
-- children follow it, so a family is one range.  `family_version` is the root's: whoever commits
-- events increases it, and whoever read an older one decides again.
CREATE TABLE cases (
  id                   {key},
  congress             {text}   NOT NULL,
  workflow             {text}   NOT NULL,
  workflow_edition     {text}   NOT NULL,
  state                {text}   NOT NULL,
  version              {number} NOT NULL,
  family_version       {number} NOT NULL,
  facts                {text}   NOT NULL,
  opened_on            {text}   NOT NULL,
  last_event_at        {number} NOT NULL,
  last_hash            {text}   NOT NULL,
  number               {text}   NOT NULL,
  title                {text}   NOT NULL,
  unit                 {text}   NOT NULL,
  session              {text}   NOT NULL,
  confidential         {small}  NOT NULL
) {rewritten};

CREATE UNIQUE INDEX cases_number ON cases (congress, number) WHERE number <> '';
CREATE INDEX cases_state ON cases (congress, workflow, state, id);

-- Only ever appended to.
CREATE TABLE events (
  case_id              {number} NOT NULL,
  seq                  {number} NOT NULL,
  event                {text}   NOT NULL,
  occurred_on          {text},
  recorded_at          {number} NOT NULL,
  recorded_by          {text}   NOT NULL,
  from_state           {text}   NOT NULL,
  to_state             {text}   NOT NULL,
  body                 {text}   NOT NULL,
  hash                 {text}   NOT NULL,
  PRIMARY KEY (case_id, seq)
) {clustered};

-- The scheduler reads by `next_at`, lists read running clocks by `due`.
CREATE TABLE clocks (
  case_id              {number} NOT NULL,
  kind                 {text}   NOT NULL,
  number               {small}  NOT NULL,
  generation           {small}  NOT NULL,
  limit_name           {text}   NOT NULL,
  rule                 {text}   NOT NULL,
  anchor               {text},
  nominal              {text},
  due                  {text},
  provisional          {small}  NOT NULL,
  regulation           {text}   NOT NULL,
  calendar             {text}   NOT NULL,
  reminded_through     {text}   NOT NULL,
  raised_through       {text}   NOT NULL,
  next_at              {number},
  ended_on             {text},
  PRIMARY KEY (case_id, kind, number)
) {clustered};

CREATE INDEX clocks_next ON clocks (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX clocks_due ON clocks (due, case_id) WHERE ended_on IS NULL;

CREATE TABLE reminders (
  case_id              {number} NOT NULL,
  kind                 {text}   NOT NULL,
  number               {small}  NOT NULL,
  generation           {small}  NOT NULL,
  rung                 {text}   NOT NULL,
  recipient            {text}   NOT NULL,
  day                  {text}   NOT NULL,
  merged               {small}  NOT NULL,
  notice               {text}   NOT NULL,
  raised_at            {number} NOT NULL,
  PRIMARY KEY (case_id, kind, number, generation, rung, recipient)
) {clustered};

CREATE TABLE outbox (
  id                   {serial},
  key                  {text}   NOT NULL UNIQUE,
  congress             {text}   NOT NULL,
  about                {number} NOT NULL,
  recipient            {text}   NOT NULL,
  text                 {text}   NOT NULL,
  body                 {text}   NOT NULL,
  created_at           {number} NOT NULL,
  status               {text}   NOT NULL
) {plain};

CREATE INDEX outbox_pending ON outbox (id) WHERE status = 'pending';
CREATE INDEX outbox_about ON outbox (about, id);

CREATE TABLE idempotency (
  user_name            {text}   NOT NULL,
  key                  {text}   NOT NULL,
  request              {text}   NOT NULL,
  answer               {text}   NOT NULL,
  created_at           {number} NOT NULL,
  PRIMARY KEY (user_name, key)
) {plain};

CREATE INDEX idempotency_age ON idempotency (created_at);
