#include "adapters/sql/server_texts.hpp"

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
constexpr auto apply_text = R"sql(
  WITH sets AS MATERIALIZED (
    SELECT s.*, (SELECT 1 FROM idempotency i WHERE i.user_name = s.user_name AND i.key = s.key)
           IS NOT NULL AS repeated
      FROM json_to_recordset(CAST(:sets AS json)) AS s ({set columns})
  ), given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(CAST(:cases AS json))
        AS g ({expected columns}, {case columns})
  ), serials AS MATERIALIZED (
    SELECT * FROM json_to_recordset(CAST(:serials AS json)) AS s ({serial columns})
  ), families AS MATERIALIZED (
    SELECT id, family_version FROM cases
     WHERE id = ANY (ARRAY(SELECT root FROM sets)) ORDER BY id FOR UPDATE
  ), counters AS MATERIALIZED (
    SELECT congress, series, last FROM series
     WHERE (congress, series) IN (SELECT congress, series FROM serials)
     ORDER BY congress, series FOR UPDATE
  ), misfits AS MATERIALIZED (
    SELECT s.nth FROM sets s LEFT JOIN families f ON f.id = s.root
     WHERE s.repeated OR COALESCE(f.family_version, 0) <> s.expected
    UNION ALL
    SELECT nth FROM given g
     WHERE COALESCE((SELECT c.version FROM cases c WHERE c.id = g.id), 0) <> g.expected
    UNION ALL
    SELECT nth FROM given g
     WHERE g.number <> '' AND g.id <> (SELECT c.id FROM cases c WHERE c.congress = g.congress
                                        AND c.number = g.number AND c.number <> '')
    UNION ALL
    SELECT s.nth FROM serials s
      LEFT JOIN counters c ON c.congress = s.congress AND c.series = s.series
     WHERE COALESCE(c.last, 0) + 1 <> s.serial
  ), fitting AS MATERIALIZED (
    SELECT * FROM sets WHERE nth NOT IN (SELECT nth FROM misfits)
  ), roots_touched AS (
    UPDATE cases SET family_version = family_version + 1
     WHERE id = ANY (ARRAY(SELECT root FROM fitting WHERE touches_root = 1))
  ), cases_put AS (
    INSERT INTO cases ({case names})
    SELECT {case names} FROM given WHERE nth IN (SELECT nth FROM fitting)
    {replace case}
  ), events_added AS (
    INSERT INTO events ({event names})
    SELECT {event names} FROM json_to_recordset(CAST(:events AS json))
        AS e ({part columns}, {event columns})
     WHERE nth IN (SELECT nth FROM fitting)
  ), clocks_put AS (
    INSERT INTO clocks ({clock names})
    SELECT {clock names} FROM json_to_recordset(CAST(:clocks AS json))
        AS k ({part columns}, {clock columns})
     WHERE nth IN (SELECT nth FROM fitting)
    {replace clock}
  ), notices_added AS (
    INSERT INTO outbox ({notice names})
    SELECT {notice names} FROM json_to_recordset(CAST(:notices AS json))
        AS n ({part columns}, {notice columns})
     WHERE nth IN (SELECT nth FROM fitting)
    ON CONFLICT (key) DO NOTHING
  ), series_put AS (
    INSERT INTO series (congress, series, last)
    SELECT congress, series, max(serial) FROM serials WHERE nth IN (SELECT nth FROM fitting)
     GROUP BY congress, series
    ON CONFLICT (congress, series) DO UPDATE SET last = excluded.last
  ), answers_added AS (
    INSERT INTO idempotency (user_name, key, request, answer, created_at)
    SELECT user_name, key, request, answer, created_at FROM fitting WHERE key <> ''
  )
  SELECT s.nth, CASE WHEN s.repeated THEN 'repeated' WHEN f.nth IS NULL THEN 'stale' ELSE 'yes' END
    FROM sets s LEFT JOIN fitting f ON f.nth = s.nth ORDER BY s.nth
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

}  // namespace

std::string apply_statement(const ExtraColumns& extra) {
  std::string text = apply_text;
  text = replaced(text, "{set columns}", extra.sets);
  text = replaced(text, "{expected columns}", extra.cases);
  text = replaced(text, "{part columns}", extra.parts);
  text = replaced(text, "{serial columns}", extra.serials);
  text = replaced(text, "{case columns}",
                  joined({declarations<row::Case>(), declarations<row::Listing>()}));
  text = replaced(text, "{case names}", joined({columns<row::Case>(), columns<row::Listing>()}));
  text = replaced(text, "{replace case}", replace_case);
  text = replaced(text, "{event columns}", declarations<row::Event>());
  text = replaced(text, "{event names}", columns<row::Event>());
  text = replaced(text, "{clock columns}", declarations<row::Clock>());
  text = replaced(text, "{clock names}", columns<row::Clock>());
  text = replaced(text, "{replace clock}", replace_clock("greatest"));
  text = replaced(text, "{notice columns}", declarations<row::Notice>());
  return replaced(text, "{notice names}", columns<row::Notice>());
}

std::string settle_statement() {
  std::string text = settle_text;
  text = replaced(text, "{clock columns}", declarations<row::Clock>());
  text = replaced(text, "{clock names}", columns<row::Clock>());
  text = replaced(text, "{reminder columns}", declarations<row::Reminder>());
  text = replaced(text, "{reminder names}", columns<row::Reminder>());
  text = replaced(text, "{notice columns}", declarations<row::Notice>());
  return replaced(text, "{notice names}", columns<row::Notice>());
}

}  // namespace duban::sql
