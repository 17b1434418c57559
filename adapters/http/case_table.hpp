#pragma once

#include "adapters/http/languages.hpp"
#include "adapters/http/route.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace duban::http {

/// Writes one line of a table that a spreadsheet opens, with its end.
using WriteTableLine = std::function<std::string(std::span<const std::string>)>;

/// A list of cases as a table to be saved.  The languages must outlive it.
[[nodiscard]] std::vector<Route> case_table_routes(const WriteTableLine& write_csv,
                                                   const Languages& languages);

}  // namespace duban::http
