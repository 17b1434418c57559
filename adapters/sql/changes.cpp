#include "adapters/sql/changes.hpp"

#include "adapters/sql/file_changes.hpp"
#include "adapters/sql/server_changes.hpp"

#include <algorithm>

namespace duban::sql {

Changes& Changes::of(Database& database) {
  if (database.dialect() == Dialect::sqlite) return database.kept<FileChanges>();
  return database.kept<ServerChanges>();
}

Case stored_form(const CaseChange& change, const ChangeSet& set) {
  auto value = change.after;
  if (value.id == set.root) value.family_version = set.expected_family_version + 1;
  return value;
}

Instant recorded_at(const ChangeSet& set) {
  if (!set.events.empty()) return set.events.back().recorded_at;
  return set.cases.empty() ? Instant{} : set.cases.front().after.last_event_at;
}

bool touches_root(const ChangeSet& set) {
  return !set.events.empty() && std::ranges::none_of(set.cases, [&](const CaseChange& change) {
    return change.after.id == set.root;
  });
}

}  // namespace duban::sql
