#pragma once

#include "adapters/http/route.hpp"
#include "engine/import/table.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace duban::http {

/// The tables that may be imported, and who reads them where they come as CSV.
struct Imports {
  /// Reads a text; `first_line` is the number of its first row.
  using ReadCsv = std::function<Result<std::unique_ptr<ImportTable>>(
      std::string text, const Importer& importer, std::size_t first_line)>;

  std::vector<Importer> importers;
  ReadCsv read_csv;
};

/// Tables of other systems, each a piece at a time.
[[nodiscard]] std::vector<Route> import_routes(const Imports& imports);

}  // namespace duban::http
