#pragma once

#include "adapters/sql/query.hpp"

#include <string>
#include <vector>

/// A list is read through an index that begins with some columns and goes on in the order of the
/// list.  Where the columns are not given, it is read once for each of their values (a lane) and
/// merged: so a page costs what it shows, however large the register has become.
namespace duban::sql {

/// What one lane fixes, by column.
using Lane = std::vector<ParameterText>;

/// Every lane of `rows` (`cases WHERE true`) that `columns` make: those in `given` stand, of the
/// others each value that occurs, found by one look into the index each.
[[nodiscard]] std::vector<Lane> lanes(Database& database,
                                      const std::string& rows,
                                      const std::vector<std::string>& columns,
                                      const Lane& given);

/// The value of a column, or nullptr.
[[nodiscard]] const std::string* value_in(const Lane& lane, std::string_view column);

/// `JOIN` of the case `c` of each row of `k`, read one by one whatever the planner believes of the
/// tables' sizes.
[[nodiscard]] std::string joined_case(Dialect dialect);

}  // namespace duban::sql
