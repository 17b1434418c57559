#include "adapters/sql/lanes.hpp"

namespace duban::sql {

namespace {

std::vector<std::string> values_of(Database& database,
                                   const std::string& rows,
                                   const std::string& column,
                                   Lane lane) {
  std::string conditions;
  for (const auto& [name, value] : lane) conditions.append(name + " = :" + name + " AND ");
  auto& last = lane.emplace_back(ParameterText{"last", ""});
  Nullable<std::string> next;
  Query query{
      database,
      "SELECT min(" + column + ") FROM " + rows + " AND " + conditions + column + " > :last", lane,
      soci::into(next.value, next.presence)};
  std::vector<std::string> values;
  while (query.one() && next.has_value()) {
    values.push_back(next.value);
    last.value = next.value;
  }
  return values;
}

}  // namespace

std::vector<Lane> lanes(Database& database,
                        const std::string& rows,
                        const std::vector<std::string>& columns,
                        const Lane& given) {
  std::vector<Lane> all{{}};
  for (const auto& column : columns) {
    std::vector<Lane> longer;
    for (const auto& lane : all) {
      const auto* known = value_in(given, column);
      for (auto& value : known ? std::vector{*known} : values_of(database, rows, column, lane)) {
        longer.push_back(lane);
        longer.back().push_back({column, std::move(value)});
      }
    }
    all = std::move(longer);
  }
  return all;
}

const std::string* value_in(const Lane& lane, std::string_view column) {
  const auto found = std::ranges::find(lane, column, &ParameterText::name);
  return found == lane.end() ? nullptr : &found->value;
}

std::string joined_case(Dialect dialect) {
  return dialect == Dialect::sqlite
             ? " CROSS JOIN cases c ON c.id = k.case_id"
             : " JOIN LATERAL (SELECT * FROM cases WHERE id = k.case_id OFFSET 0) AS c ON true";
}

}  // namespace duban::sql
