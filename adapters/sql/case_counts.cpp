#include "adapters/sql/case_question.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "engine/data/search_text.hpp"

#include <boost/json.hpp>

#include <map>

namespace duban::sql {

namespace {

using Counted = std::map<std::pair<std::string, std::string>, std::int64_t>;

// A case is counted once for each value, however many of its parts bear it.
std::string counts_text(const CaseFilter& filter) {
  std::string text =
      " SELECT '', '', count(*) FROM found UNION ALL"
      " SELECT 'workflow', workflow, count(*) FROM found GROUP BY workflow UNION ALL"
      " SELECT 'state', state, count(*) FROM found GROUP BY state UNION ALL"
      " SELECT 'mark', m.mark, count(DISTINCT id) FROM found"
      " JOIN marks m ON m.root = id - id % 1000 AND (m.part = id % 1000 OR m.part = 0"
      " OR id % 1000 = 0)"
      " WHERE m.mark NOT LIKE 'deputy:%' AND m.mark NOT LIKE 'lead_deputy:%' GROUP BY m.mark";
  if (filter.today)
    text += " UNION ALL SELECT 'overdue', 'yes', count(*) FROM found WHERE due < '" +
            to_text(*filter.today) + "'";
  if (filter.due_through)
    text +=
        " UNION ALL SELECT 'due_on', due, count(*) FROM found WHERE due IS NOT NULL GROUP BY due";
  return text;
}

/// Adds up what one lane holds, and returns how many cases that were.
long long count_lane(Database& db,
                     const CaseQuestion& question,
                     const std::string& counts_text,
                     Lane values,
                     CaseBounds bounds,
                     int limit,
                     Counted& counted) {
  std::string by, value;
  long long cases = 0, all = 0;
  Query query{db,
              "WITH found AS (SELECT c.id, c.workflow, c.state, " + question.next_due() +
                  " AS due" + question.text(values) + " LIMIT :limit)" + counts_text,
              soci::use(bounds.after, "after"),
              soci::use(bounds.through, "through"),
              values,
              soci::use(limit, "limit"),
              soci::into(by),
              soci::into(value),
              soci::into(cases)};
  query.each([&] {
    if (by.empty()) {
      all = cases;
      return;
    }
    if (cases == 0) return;
    const auto colon = by == "mark" ? value.find(':') : value.npos;
    if (colon == value.npos)
      counted[{by, value}] += cases;
    else
      counted[{value.substr(0, colon), value.substr(colon + 1)}] += cases;
  });
  return all;
}

CaseCounts count(Database& db, const CaseFilter& filter) {
  const CaseQuestion question{db.dialect(), filter};
  const auto text = counts_text(filter);
  Counted counted;
  CaseCounts counts;
  for (auto lane : lanes(db, "cases WHERE true", question.leading_columns(), question.values())) {
    for (const auto& given : question.values())
      if (!value_in(lane, given.name)) lane.push_back(given);
    const auto left = filter.limit - static_cast<int>(counts.cases);
    const auto found = count_lane(db, question, text, lane, CaseBounds{filter}, left + 1, counted);
    counts.cases += std::min<long long>(found, left);
    counts.complete = counts.complete && found <= left;
  }
  for (const auto& [what, cases] : counted) counts.by.push_back({what.first, what.second, cases});
  return counts;
}

/// Pairs of characters that so many cases have say little of any.
constexpr int most_bearers = 2000;

std::string alike_text(Dialect dialect) {
  const std::string each =
      dialect == Dialect::sqlite
          ? "SELECT g.value AS gram, t.rowid AS case_id FROM json_each(:grams) g"
            " CROSS JOIN texts_index t ON t.texts_index MATCH '\"' || replace(g.value, '\"', "
            "'\"\"') || '\"'"
          : "SELECT g.gram, t.case_id"
            " FROM json_array_elements_text(CAST(:grams AS json)) AS g (gram)"
            " CROSS JOIN LATERAL (SELECT case_id FROM texts"
            " WHERE string_to_array(grams, ' ') @> ARRAY[g.gram] LIMIT " +
                std::to_string(most_bearers + 1) + ") AS t";
  return "WITH hits AS (" + each +
         "), weights AS (SELECT gram, 1.0 / count(*) AS weight FROM hits GROUP BY gram"
         " HAVING count(*) <= " +
         std::to_string(most_bearers) +
         ") SELECT k.root FROM (SELECT case_id - case_id % 1000 AS root, sum(weight) AS likeness"
         " FROM hits JOIN weights ON weights.gram = hits.gram GROUP BY 1) AS k"
         " WHERE (SELECT congress FROM cases WHERE id = k.root) = :congress"
         " ORDER BY k.likeness DESC, k.root DESC LIMIT :limit";
}

}  // namespace

CaseCounts SqlDirectory::count_cases(const CaseFilter& filter) {
  auto asked = filter;
  asked.after = CaseId{};
  asked.text.clear();
  return connections_.run([&](Database& db) {
    Transaction snapshot{db, Transaction::Kind::snapshot};
    auto counts = count(db, asked);
    snapshot.commit();
    return counts;
  });
}

std::vector<CaseId> SqlDirectory::alike(std::string_view congress,
                                        const std::vector<std::string>& grams,
                                        int limit) {
  std::string code{congress}, wanted = boost::json::serialize(boost::json::value_from(grams));
  return connections_.run([&](Database& db) {
    Transaction snapshot{db, Transaction::Kind::snapshot};
    go_by_bitmaps(db);
    std::vector<CaseId> roots;
    long long root = 0;
    Query query{db,
                alike_text(db.dialect()),
                soci::use(wanted, "grams"),
                soci::use(code, "congress"),
                soci::use(limit, "limit"),
                soci::into(root)};
    query.each([&] { roots.push_back(CaseId::from_stored(root)); });
    snapshot.commit();
    return roots;
  });
}

}  // namespace duban::sql
