#include "adapters/sql/families.hpp"

namespace duban::sql {

namespace {

constexpr long long family = CaseId::family_size;

std::string select(Dialect dialect, const std::string& cases) {
  // On PostgreSQL the fence (OFFSET 0) keeps the planner from reading all clocks to join a few.
  const std::string clocks =
      dialect == Dialect::sqlite
          ? "clocks k ON k.case_id = c.id"
          : "LATERAL (SELECT * FROM clocks WHERE case_id = c.id OFFSET 0) AS k ON true";
  return "SELECT " + columns<row::Case>("c.") + ", " + columns<row::Clock>("k.") + " FROM " +
         cases + " LEFT JOIN " + clocks;
}

std::string by_range(Dialect dialect) {
  return select(dialect, "(SELECT * FROM cases WHERE id >= :first AND id < :end) AS c") +
         " ORDER BY c.id, k.kind, k.number";
}

std::string by_roots(Dialect dialect) {
  const auto end = std::to_string(family);
  const auto cases =
      dialect == Dialect::sqlite
          ? "json_each(:roots) AS r JOIN cases c ON c.id >= r.value AND c.id < r.value + " + end
          : "json_array_elements_text(CAST(:roots AS json)) AS r (root) JOIN LATERAL"
            " (SELECT * FROM cases WHERE id >= CAST(r.root AS bigint)"
            " AND id < CAST(r.root AS bigint) + " +
                end + " OFFSET 0) AS c ON true";
  return select(dialect, cases) + " ORDER BY c.id, k.kind, k.number";
}

}  // namespace

Families::Families(Database& database)
    : by_range_{database,
                by_range(database.dialect()),
                soci::use(first_, "first"),
                soci::use(end_, "end"),
                taken(case_),
                taken(clock_)},
      by_roots_{database, by_roots(database.dialect()), soci::use(roots_, "roots"), taken(case_),
                taken(clock_)} {}

std::vector<Family> Families::read(Query& query) {
  std::vector<Family> families;
  query.each([&] {
    const auto id = CaseId::from_stored(case_.id);
    if (families.empty() || families.back().root().id != id.root()) {
      if (!id.is_root())
        throw FamilyDamaged("The register is damaged: case " + to_text(id) +
                            " has lost the root of its family.");
      families.emplace_back();
    }
    auto& [cases, clocks] = families.back();
    if (cases.empty() || cases.back().id != id) cases.push_back(value_of(case_));
    if (clock_.has_value()) clocks.push_back(value_of(clock_.row));
  });
  return families;
}

std::optional<Family> Families::of(CaseId root) {
  auto found = between(root.stored(), root.stored() + family);
  if (found.empty()) return {};
  return std::move(found.front());
}

std::vector<Family> Families::of(std::span<const CaseId> roots) {
  if (roots.size() == 1) return between(roots.front().stored(), roots.front().stored() + family);
  roots_ = json_of(roots);
  return read(by_roots_);
}

std::vector<Family> Families::between(long long first, long long end) {
  first_ = first;
  end_ = end;
  return read(by_range_);
}

std::string json_of(std::span<const CaseId> ids) {
  std::string text = "[";
  for (const auto id : ids)
    text.append(text.size() > 1 ? "," : "").append(std::to_string(id.stored()));
  return text + "]";
}

}  // namespace duban::sql
