#include "adapters/sql/server_texts.hpp"

#include "adapters/sql/listener.hpp"
#include "adapters/sql/texts.hpp"

namespace duban::sql {

namespace {

std::string replaced(std::string text, std::string_view placeholder, std::string_view by) {
  for (auto at = text.find(placeholder); at != text.npos;
       at = text.find(placeholder, at + by.size()))
    text.replace(at, placeholder.size(), by);
  return text;
}

// Everybody locks families first and series second, each in order, so nobody waits in a circle.  A
// statement sees the register as it was when it began: who had to wait for a lock finds the family
// version moved on and is stale.
//
// Tables are looked into by scalar subqueries and arrays, never by joins: those go through an index
// whatever the planner, which planned this when the tables were small, believed of their size.

constexpr auto sets_text = R"sql(
  sets AS MATERIALIZED (
    SELECT s.*, {repeated} AS repeated FROM json_to_recordset(CAST(:sets AS json)) AS s ({set columns})
  ), families AS MATERIALIZED (
    SELECT id, family_version FROM cases
     WHERE id = ANY (ARRAY(SELECT root FROM sets)) ORDER BY id FOR UPDATE
  ))sql";

constexpr auto repeated_text =
    "(SELECT 1 FROM idempotency i WHERE i.user_name = s.user_name AND i.key = s.key) IS NOT NULL";

constexpr auto given_text = R"sql(,
  given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(CAST(:cases AS json))
        AS g ({expected columns}, {case columns})
  ))sql";

constexpr auto serials_text = R"sql(,
  serials AS MATERIALIZED (
    SELECT * FROM json_to_recordset(CAST(:serials AS json)) AS s ({serial columns})
  ), counters AS MATERIALIZED (
    SELECT congress, series, last FROM series
     WHERE (congress, series) IN (SELECT congress, series FROM serials)
     ORDER BY congress, series FOR UPDATE
  ))sql";

constexpr auto files_text = R"sql(,
  files AS MATERIALIZED (
    SELECT * FROM json_to_recordset(CAST(:files AS json)) AS f ({part columns}, {file columns})
  ), free_files AS MATERIALIZED (
    SELECT id FROM attachments
     WHERE id = ANY (ARRAY(SELECT id FROM files)) AND taken_by = 0 AND type <> ''
     ORDER BY id FOR UPDATE
  ))sql";

constexpr auto misfit_family = R"sql(
    SELECT s.nth FROM sets s
     WHERE s.repeated
        OR COALESCE((SELECT f.family_version FROM families f WHERE f.id = s.root), 0) <> s.expected)sql";

constexpr auto misfit_case = R"sql(
    UNION ALL
    SELECT nth FROM given g
     WHERE COALESCE((SELECT c.version FROM cases c WHERE c.id = g.id), 0) <> g.expected)sql";

constexpr auto misfit_number = R"sql(
    UNION ALL
    SELECT nth FROM given g
     WHERE g.number <> '' AND g.id <> (SELECT c.id FROM cases c WHERE c.congress = g.congress
                                        AND c.number = g.number AND c.number <> ''))sql";

constexpr auto misfit_serial = R"sql(
    UNION ALL
    SELECT s.nth FROM serials s
      LEFT JOIN counters c ON c.congress = s.congress AND c.series = s.series
     WHERE COALESCE(c.last, 0) + 1 <> s.serial)sql";

constexpr auto misfit_file = R"sql(
    UNION ALL
    SELECT nth FROM files WHERE id NOT IN (SELECT id FROM free_files))sql";

constexpr auto fitting_text = R"sql(,
  fitting AS MATERIALIZED (
    SELECT * FROM sets WHERE nth NOT IN ({misfits})
  ))sql";

constexpr auto roots_text = R"sql(,
  roots_touched AS (
    UPDATE cases SET family_version = family_version + 1
     WHERE id = ANY (ARRAY(SELECT root FROM fitting WHERE touches_root = 1))
  ))sql";

constexpr auto cases_text = R"sql(,
  cases_put AS (
    INSERT INTO cases ({case names})
    SELECT {case names} FROM given WHERE nth IN (SELECT nth FROM fitting)
    {replace case}
  ))sql";

constexpr auto events_text = R"sql(,
  events_added AS (
    INSERT INTO events ({event names})
    SELECT {event names} FROM json_to_recordset(CAST(:events AS json))
        AS e ({part columns}, {event columns})
     WHERE nth IN (SELECT nth FROM fitting)
    RETURNING case_id, seq, event, to_state, recorded_at
  ), changes_noted AS (
    INSERT INTO changes (case_id, seq, event, state, recorded_at) SELECT * FROM events_added
  ))sql";

constexpr auto files_taken_text = R"sql(,
  files_taken AS (
    UPDATE attachments
       SET taken_by = (SELECT f.taken_by FROM files f WHERE f.id = attachments.id),
           taken_seq = (SELECT f.taken_seq FROM files f WHERE f.id = attachments.id)
     WHERE id = ANY (ARRAY(SELECT id FROM files WHERE nth IN (SELECT nth FROM fitting)))
  ))sql";

constexpr auto clocks_text = R"sql(,
  clocks_put AS (
    INSERT INTO clocks ({clock names})
    SELECT {clock names} FROM json_to_recordset(CAST(:clocks AS json))
        AS k ({part columns}, {clock columns})
     WHERE nth IN (SELECT nth FROM fitting)
    {replace clock}
  ))sql";

constexpr auto notices_text = R"sql(,
  notices_added AS (
    INSERT INTO outbox ({notice names})
    SELECT {notice names} FROM json_to_recordset(CAST(:notices AS json))
        AS n ({part columns}, {notice columns})
     WHERE nth IN (SELECT nth FROM fitting)
    ON CONFLICT (key) DO NOTHING
  ))sql";

constexpr auto lost_text = R"sql(,
  marks_lost AS (
    DELETE FROM marks WHERE ctid = ANY (ARRAY(
      SELECT (SELECT m.ctid FROM marks m WHERE m.congress = l.congress AND m.mark = l.mark
                 AND m.root = l.root AND m.part = l.part)
        FROM json_to_recordset(CAST(:lost AS json)) AS l ({part columns}, {mark columns})
       WHERE nth IN (SELECT nth FROM fitting)))
  ))sql";

constexpr auto gained_text = R"sql(,
  marks_gained AS (
    INSERT INTO marks ({mark names})
    SELECT {mark names} FROM json_to_recordset(CAST(:gained AS json))
        AS g ({part columns}, {mark columns})
     WHERE nth IN (SELECT nth FROM fitting)
    ON CONFLICT DO NOTHING
  ))sql";

constexpr auto texts_text = R"sql(,
  texts_put AS (
    INSERT INTO texts ({text names})
    SELECT {text names} FROM json_to_recordset(CAST(:texts AS json))
        AS t ({part columns}, {text columns})
     WHERE nth IN (SELECT nth FROM fitting)
    {replace text}
  ))sql";

// Nobody can lock a series that is not begun: of two who begin it the second violates the key.
constexpr auto series_text = R"sql(,
  series_begun AS (
    INSERT INTO series (congress, series, last)
    SELECT s.congress, s.series, s.serial FROM serials s
     WHERE s.nth IN (SELECT nth FROM fitting)
       AND NOT EXISTS (SELECT 1 FROM counters c
                        WHERE c.congress = s.congress AND c.series = s.series)
  ), series_moved AS (
    UPDATE series SET last = last + 1
     WHERE (congress, series) IN (SELECT s.congress, s.series FROM serials s
                                   WHERE s.nth IN (SELECT nth FROM fitting))
  ))sql";

constexpr auto answers_text = R"sql(,
  answers_added AS (
    INSERT INTO idempotency (user_name, key, request, answer, created_at)
    SELECT user_name, key, request, answer, created_at FROM fitting WHERE key <> ''
  ))sql";

constexpr auto wakes_text = R"sql(,
  told AS MATERIALIZED (
    SELECT pg_notify({channel}, '{wake}')
     WHERE EXISTS (SELECT 1 FROM fitting f WHERE f.due_soon = 1)
  ))sql";

constexpr auto results_text = R"sql(
  SELECT s.nth, CASE WHEN s.repeated THEN 'repeated'
                     WHEN s.nth IN (SELECT nth FROM fitting) THEN 'yes' ELSE 'stale' END, {told}
    FROM sets s ORDER BY s.nth
)sql";

constexpr auto settle_text = R"sql(
  WITH moved AS (
    INSERT INTO clocks ({clock names})
    SELECT {clock names} FROM json_to_recordset(CAST(:clocks AS json)) AS k ({clock columns})
    ON CONFLICT (case_id, kind, number) DO UPDATE
       SET reminded_through = excluded.reminded_through, raised_through = excluded.raised_through,
           next_at = excluded.next_at
  ), reminded AS (
    INSERT INTO reminders ({reminder names})
    SELECT {reminder names} FROM json_to_recordset(CAST(:reminders AS json))
        AS r ({reminder columns})
    ON CONFLICT DO NOTHING
  )
  INSERT INTO outbox ({notice names})
  SELECT {notice names} FROM json_to_recordset(CAST(:notices AS json)) AS n ({notice columns})
  ON CONFLICT (key) DO NOTHING
)sql";

/// The sets that may not be applied.
std::string misfits_of(const Parts& has) {
  std::string misfits = misfit_family;
  if (has.cases) misfits += misfit_case;
  if (has.numbers) misfits += misfit_number;
  if (has.serials) misfits += misfit_serial;
  if (has.files) misfits += misfit_file;
  return misfits;
}

/// What reads and checks, in its order.
std::string checks_of(const Parts& has) {
  std::string text = std::string{"WITH"} + sets_text;
  if (has.cases) text += given_text;
  if (has.serials) text += serials_text;
  if (has.files) text += files_text;
  return text + replaced(fitting_text, "{misfits}", misfits_of(has));
}

/// What is written then.
std::string writes_of(const Parts& has) {
  const std::pair<bool, const char*> steps[] = {
      {has.roots, roots_text},       {has.cases, cases_text},   {has.events, events_text},
      {has.files, files_taken_text}, {has.clocks, clocks_text}, {has.notices, notices_text},
      {has.lost, lost_text},         {has.gained, gained_text}, {has.texts, texts_text},
      {has.serials, series_text},    {has.keys, answers_text},  {has.wakes, wakes_text}};
  std::string text;
  for (const auto& [is_there, step] : steps)
    if (is_there) text += step;
  return text;
}

/// `{clock columns}` and `{clock names}`, as PostgreSQL reads the row from JSON and as the table
/// names them.
template <class... Rows>
std::string with_columns(std::string text, const std::string& thing) {
  text = replaced(text, "{" + thing + " columns}", joined({declarations<Rows>()...}));
  return replaced(text, "{" + thing + " names}", joined({columns<Rows>()...}));
}

}  // namespace

std::string apply_statement(const Parts& has, const ExtraColumns& extra) {
  auto text = checks_of(has) + writes_of(has) + results_text;
  text = replaced(text, "{repeated}", has.keys ? repeated_text : "false");
  text = replaced(text, "{told}", has.wakes ? "(SELECT count(*) FROM told)" : "0");
  text = replaced(text, "{channel}", channel_text);
  text = replaced(text, "{wake}", told_wake);
  text = replaced(text, "{set columns}", extra.sets);
  text = replaced(text, "{expected columns}", extra.cases);
  text = replaced(text, "{part columns}", extra.parts);
  text = replaced(text, "{serial columns}", extra.serials);
  text = replaced(text, "{file columns}", extra.files);
  text = replaced(text, "{replace case}", replace_case);
  text = replaced(text, "{replace clock}", replace_clock("greatest"));
  text = replaced(text, "{replace text}", replace_text);
  text = with_columns<row::Case, row::Listing>(text, "case");
  text = with_columns<row::Event>(text, "event");
  text = with_columns<row::Clock>(text, "clock");
  text = with_columns<row::Mark>(text, "mark");
  text = with_columns<row::Text>(text, "text");
  return with_columns<row::Notice>(text, "notice");
}

std::string settle_statement() {
  auto text = with_columns<row::Clock>(settle_text, "clock");
  text = with_columns<row::Reminder>(text, "reminder");
  return with_columns<row::Notice>(text, "notice");
}

}  // namespace duban::sql
