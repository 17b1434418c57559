#pragma once

#include "adapters/sql/dialect.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban::sql {

/// One numbered step of the schema.  Once released its text is never changed.
struct Migration {
  std::string name;  ///< `0001_register`
  /// Statements for both dialects, with {placeholders}; those marked {only postgresql} or
  /// {only sqlite} for one.
  std::string text;
  [[nodiscard]] int number() const { return std::stoi(name); }
};

/// Every migration of this program, by number from 1 without gaps.
[[nodiscard]] const std::vector<Migration>& migrations();

/// The statements of a migration in one dialect, without comments.
[[nodiscard]] std::vector<std::string> statements(const Migration& migration, Dialect dialect);

}  // namespace duban::sql
