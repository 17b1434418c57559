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

/// Reads `file` with the columns `name` (required), `code` and `optional`, gives each row to `put`,
/// and tells for each line whether it was taken.  A refused row does not stop the others; if there
/// was one, the whole is refused at the end.
[[nodiscard]] Result<void> import_rows(const std::filesystem::path& file,
                                       const std::vector<std::string>& optional,
                                       const std::function<Result<void>(const Column&)>& put,
                                       const Context& context);

}  // namespace duban::cli
