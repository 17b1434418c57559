// Any bytes: read or refused with a line, and what was read is the same after writing it again.

#include "adapters/tables/csv.hpp"
#include "engine/data/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

namespace {

using namespace duban;
using Rows = std::vector<std::vector<std::string>>;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Every row that was read before the end or the first refusal.
Rows rows_of(const std::string& bytes, Encoding encoding, bool& refused) {
  std::istringstream in{bytes};
  auto reader =
      CsvReader::open(in, "fuzz.csv", {.required = {"a", "b"}, .optional = {"c"}}, encoding);
  Rows rows;
  std::size_t line = 0;
  while (reader) {
    const auto row = reader->next();
    refused = row.has_error();
    if (refused) require(row.error().subject.starts_with("fuzz.csv:"));
    if (refused || *row == nullptr) return rows;
    require((*row)->line() > line);
    line = (*row)->line();
    rows.push_back(
        {std::string{(**row)["a"]}, std::string{(**row)["b"]}, std::string{(**row)["c"]}});
    for (const auto& field : rows.back()) require(is_utf8(field));
  }
  refused = true;
  return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes{reinterpret_cast<const char*>(data), size};
  for (const auto encoding : {Encoding::detect, Encoding::utf8, Encoding::gb18030}) {
    bool refused = false;
    const auto rows = rows_of(bytes, encoding, refused);

    std::ostringstream out;
    CsvWriter writer{out, {"a", "b", "c"}};
    for (const auto& row : rows) writer.write(row);
    require(rows_of(out.str(), Encoding::utf8, refused) == rows);
    require(!refused);
  }
  return 0;
}
