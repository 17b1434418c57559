#pragma once

#include "adapters/cli/open_register.hpp"
#include "engine/data/codec.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace duban::cli {

/// The one of `rows` whose code is `code`; not_found, with the codes there are, if there is none.
template <class Row>
[[nodiscard]] Result<Row> row_called(const std::vector<Row>& rows,
                                     std::string Row::*key,
                                     const std::string& code,
                                     const std::string& thing) {
  std::vector<std::string> known;
  for (const auto& row : rows) {
    if (row.*key == code) return row;
    known.push_back(row.*key);
  }
  const auto meant = codec::nearest(code, known);
  return Error{
      Problem::not_found,
      thing,
      "there is no " + thing + " " + code + (meant.empty() ? "" : "; did you mean " + meant + "?"),
      {}};
}

/// A row of a CSV file by the name of its column.
using Column = std::function<std::string(std::string_view name)>;

/// Reads `file` with the columns `name` (required) and `optional` and gives each row to `put`, all
/// in one transaction: a row that cannot be taken is told with its reason, and then none is.
[[nodiscard]] Result<void> import_rows(const std::filesystem::path& file,
                                       const std::vector<std::string>& optional,
                                       const std::function<Result<void>(const Column&)>& put,
                                       OpenRegister& open,
                                       const Context& context);

}  // namespace duban::cli
