#include "adapters/sql/case_question.hpp"

#include "adapters/sql/query.hpp"
#include "engine/data/search_text.hpp"
#include "engine/register/finding.hpp"

#include <algorithm>
#include <limits>

namespace duban::sql {

namespace {

constexpr long long beyond_all = std::numeric_limits<long long>::max();

/// Kinds of marks by how few cases bear one, the fewest first.  Those after `session` are borne by
/// so many that a state, if one is asked for, leads instead.
constexpr std::string_view kinds[] = {"deputy:", "key:", "leader:", "unit:", "session:"};

std::size_t rank_of(std::string_view mark) {
  const auto* const at =
      std::ranges::find_if(kinds, [&](std::string_view kind) { return mark.starts_with(kind); });
  return static_cast<std::size_t>(at - std::begin(kinds));
}

std::string stored_words(std::string_view text) {
  std::string all;
  for (const auto& word : search_words(text))
    for (const auto& gram : grams_of(word)) all.append(all.empty() ? "" : " ").append(gram);
  return all;
}

/// FTS5 reads a text in quotes as it stands.
std::string quoted(const std::string& grams) {
  std::string all = "\"";
  for (const char c : grams) all += c == ' ' ? std::string{"\" \""} : std::string{c};
  return all + "\"";
}

constexpr auto root_of_case = "c.id - c.id % 1000";
constexpr auto after_root = "CAST(:after AS bigint) - CAST(:after AS bigint) % 1000";
constexpr auto through_root = "CAST(:through AS bigint) - CAST(:through AS bigint) % 1000";

}  // namespace

CaseQuestion::CaseQuestion(Dialect dialect, const CaseFilter& filter)
    : dialect_{dialect}, order_{filter.order}, names_open_{filter.names_open} {
  const auto add = [&](const std::string& name, std::string value) {
    if (!value.empty()) values_.push_back({name, std::move(value)});
  };
  add("congress", filter.congress);
  add("workflow", filter.workflow);
  add("state", filter.state);
  add("number", filter.number);
  add("level", filter.level);
  add("due", filter.due_through ? to_text(*filter.due_through) : "");
  add("kind", filter.clock_kind);
  if (order_ == CaseOrder::due)
    values_.push_back({"after_due", filter.after_due ? to_text(*filter.after_due) : ""});
  auto marks = marks_of(filter);
  std::ranges::stable_sort(marks, {}, rank_of);
  for (std::size_t i = 0; i < marks.size(); ++i) add("mark" + std::to_string(i), marks[i]);
  if (const auto grams = stored_words(filter.text); !grams.empty())
    add("grams", dialect == Dialect::sqlite ? quoted(grams) : grams);
  lead_ = lead_of(filter);
}

CaseQuestion::Lead CaseQuestion::lead_of(const CaseFilter& filter) const {
  const bool has_state = !filter.workflow.empty() || !filter.state.empty();
  if (order_ == CaseOrder::due) return Lead::due_dates;
  if (has("number")) return Lead::number;
  if (has("grams")) return Lead::text;
  if (has("due") || has("kind")) return Lead::clocks;
  if (has("mark0") && (!has_state || rank_of(*value_in(values_, "mark0")) < std::size(kinds)))
    return Lead::mark;
  if (has_state) return Lead::state;
  return has("congress") ? Lead::congress : Lead::nothing;
}

std::vector<std::string> CaseQuestion::leading_columns() const {
  switch (lead_) {
    case Lead::due_dates:
    case Lead::clocks:
    case Lead::mark:
    case Lead::congress:
      return {"congress"};
    case Lead::state:
      return {"congress", "workflow", "state"};
    default:
      return {};
  }
}

std::string CaseQuestion::text(const Lane& values) const {
  auto text = " FROM " + rows() + " WHERE " + bounds();
  for (const auto& [name, value] : values)
    if (const auto one = condition(name); !one.empty()) text += " AND " + one;
  if (names_open_)
    text.append(" AND (SELECT confidential FROM cases WHERE id = ").append(root_of_case) += ") = 0";
  return text;
}

std::string CaseQuestion::next_clock() const {
  // As one text, because the least of them is that of the earliest day.
  const auto text = [](const std::string& table) {
    return table + "due || ' ' || " + table + "kind || ' ' || CAST(" + table +
           "provisional AS text)";
  };
  if (lead_ == Lead::due_dates) return text("k.");
  return "(SELECT min(" + text("") + ") FROM clocks WHERE case_id = c.id AND ended_on IS NULL)";
}

std::string CaseQuestion::marks() const {
  return "(SELECT " + joined_texts("m.mark") + " FROM marks m WHERE m.root = " + root_of_case +
         " AND m.part = c.id % 1000)";
}

std::string CaseQuestion::parts() const {
  return "CASE WHEN c.id % 1000 = 0 THEN (SELECT " +
         joined_texts(
             "CAST(p.id AS text) || ' ' || p.workflow || ' ' || p.state || ' ' || p.unit") +
         " FROM cases p WHERE p.id > c.id AND p.id < c.id + 1000) END";
}

std::string CaseQuestion::next_due() const {
  return "(SELECT min(due) FROM clocks WHERE case_id = c.id AND ended_on IS NULL" +
         std::string{has("kind") ? " AND kind = :kind" : ""} + ")";
}

std::string CaseQuestion::joined_texts(const std::string& text) const {
  return dialect_ == Dialect::sqlite ? "group_concat(" + text + ", char(31))"
                                     : "string_agg(" + text + ", chr(31))";
}

std::string CaseQuestion::order() const {
  const std::string down = is_newest_first() ? " DESC" : "";
  switch (lead_) {
    case Lead::due_dates:
      return "k.due, k.case_id";
    case Lead::clocks:
      return "k.case_id" + down;
    case Lead::text:
    case Lead::mark:
      return "k.root" + down + ", c.id" + down;
    case Lead::number:
      return "+c.id" + down;
    default:
      return "c.id" + down;
  }
}

std::string CaseQuestion::rows() const {
  switch (lead_) {
    case Lead::due_dates:
      return due_date_rows() + joined_case(dialect_);
    case Lead::clocks:
      return clock_rows() + joined_case(dialect_);
    case Lead::text:
      return text_rows() + family_of_row();
    case Lead::mark:
      return "marks k" + family_of_row();
    default:
      return "cases c";
  }
}

std::string CaseQuestion::clock_rows() const {
  auto text =
      "(SELECT DISTINCT case_id FROM clocks WHERE ended_on IS NULL AND congress = :congress" +
      clock_filter("");
  text += is_newest_first() ? " AND case_id < :after AND case_id >= :through ORDER BY case_id DESC"
                            : " AND case_id > :after AND case_id <= :through ORDER BY case_id";
  return text + ") AS k";
}

/// Each case by the earliest of its running clocks that are asked for.
std::string CaseQuestion::due_date_rows() const {
  return "(SELECT k.due, k.case_id, k.kind, k.provisional FROM clocks k WHERE k.ended_on IS NULL"
         " AND k.congress = :congress AND k.due >= :after_due" +
         clock_filter("k.") +
         " AND (k.due > :after_due OR k.case_id > :after)"
         " AND (SELECT 1 FROM clocks e WHERE e.case_id = k.case_id AND e.ended_on IS NULL" +
         clock_filter("e.") +
         " AND (e.due < k.due OR (e.due = k.due AND (e.kind < k.kind"
         " OR (e.kind = k.kind AND e.number < k.number)))) LIMIT 1) IS NULL"
         " ORDER BY k.due, k.case_id) AS k";
}

std::string CaseQuestion::text_rows() const {
  // OFFSET 0, or the planner may walk through all texts by id and look for the words in each.
  const std::string hits =
      dialect_ == Dialect::sqlite
          ? "SELECT rowid AS case_id FROM texts_index WHERE texts_index MATCH :grams"
          : "SELECT case_id FROM texts"
            " WHERE string_to_array(grams, ' ') @> string_to_array(:grams, ' ') OFFSET 0";
  return "(SELECT DISTINCT root FROM (SELECT case_id - case_id % 1000 AS root FROM (" + hits +
         ") AS t) AS h WHERE " + root_bounds("root") + " ORDER BY root" +
         (is_newest_first() ? " DESC" : "") + ") AS k";
}

/// Each root once, in the order of an index: by the first of its parts that bears the mark.
std::string CaseQuestion::first_bearer() const {
  return " AND k.congress = :congress AND k.mark = :mark0 AND " + root_bounds("k.root") +
         " AND (SELECT 1 FROM marks e WHERE e.congress = k.congress AND e.mark = k.mark"
         " AND e.root = k.root AND e.part < k.part LIMIT 1) IS NULL";
}

std::string CaseQuestion::root_bounds(const std::string& root) const {
  const std::string after = after_root, through = through_root;
  return is_newest_first() ? root + " <= " + after + " AND " + root + " >= " + through
                           : root + " >= " + after + " AND " + root + " <= " + through;
}

std::string CaseQuestion::family_of_row() const {
  if (dialect_ == Dialect::sqlite)
    return " CROSS JOIN cases c ON c.id >= k.root AND c.id < k.root + 1000";
  return " JOIN LATERAL (SELECT * FROM cases WHERE id >= k.root AND id < k.root + 1000"
         " ORDER BY id OFFSET 0) AS c ON true";
}

std::string CaseQuestion::bounds() const {
  if (lead_ == Lead::due_dates) return "k.case_id <= :through";
  // With the plus no plan goes by id: a number is held by few, and a family is found by its root.
  const bool goes_by_id = lead_ == Lead::state || lead_ == Lead::congress || lead_ == Lead::nothing;
  const std::string id = lead_ == Lead::clocks ? "k.case_id" : goes_by_id ? "c.id" : "+c.id";
  const auto within = is_newest_first() ? id + " < :after AND " + id + " >= :through"
                                        : id + " > :after AND " + id + " <= :through";
  return lead_ == Lead::mark ? within + first_bearer() : within;
}

std::string CaseQuestion::condition(std::string_view name) const {
  if (name == "grams" || name == "after_due") return {};  // it leads, or is rechecked
  if (name == "due" || name == "kind") return clock_condition(name);
  if (name == "level") return "c.congress IN (SELECT code FROM congresses WHERE level = :level)";
  if (name.starts_with("mark"))
    return "(SELECT 1 FROM marks m WHERE m.congress = c.congress AND m.mark = :" +
           std::string{name} + " AND m.root = " + root_of_case +
           " AND (m.part = c.id % 1000 OR m.part = 0 OR c.id % 1000 = 0) LIMIT 1) IS NOT NULL";
  // The second half lets an index serve that leaves empty texts out.
  const auto column = "c." + std::string{name};
  return column + " = :" + std::string{name} + " AND " + column + " <> ''";
}

// A scalar subquery is asked row by row; out of EXISTS the planner may make a join over all marks.
std::string CaseQuestion::clock_condition(std::string_view name) const {
  if (lead_ == Lead::clocks || lead_ == Lead::due_dates || (name == "kind" && has("due")))
    return {};
  return "(SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.ended_on IS NULL" +
         clock_filter("k.") + " LIMIT 1) IS NOT NULL";
}

std::string CaseQuestion::clock_filter(const std::string& table) const {
  std::string text;
  if (has("due")) text += " AND " + table + "due <= :due";
  if (has("kind")) text += " AND " + table + "kind = :kind";
  return text;
}

std::vector<std::string> parted(const std::string& column) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < column.size();) {
    const auto end = std::min(column.find('\x1F', at), column.size());
    parts.push_back(column.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

void go_by_bitmaps(Database& database) {
  if (database.dialect() == Dialect::sqlite) return;
  std::string set;
  // How many hits a text has is known only when it is: no plan serves all.
  static_cast<void>(Query{database,
                          "SELECT set_config('enable_bitmapscan', 'on', true) ||"
                          " set_config('plan_cache_mode', 'force_custom_plan', true)",
                          soci::into(set)}
                        .one());
}

CaseBounds::CaseBounds(const CaseFilter& filter)
    : after{filter.after.stored()}, through{filter.order == CaseOrder::newest ? 0 : beyond_all} {
  if (filter.order == CaseOrder::newest && after == 0) after = beyond_all;
}

}  // namespace duban::sql
