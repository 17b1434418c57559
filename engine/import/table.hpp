#pragma once

#include "engine/import.hpp"
#include "engine/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// Column of an importer → what a table calls it.
using Headings = std::map<std::string, std::string, std::less<>>;

/// Finds the columns of an importer, by name or heading, in the header of a table; those it ignores
/// are left out.  Columns that are unknown, missing or there twice under two headings are refused
/// by name; `where` is what the refusal calls the header.
[[nodiscard]] Result<Headings> headings_in(const std::vector<std::string>& header,
                                           const Importer& importer,
                                           const std::string& where);

/// A table that may be imported, read line by line.
class ImportTable {
 public:
  struct Line {
    std::size_t number = 0;  ///< as people count: the header stands on line 1
    ImportRow row;
  };

  virtual ~ImportTable() = default;

  [[nodiscard]] virtual std::size_t size() const = 0;
  /// What the table calls a column; its name if the table lacks it.
  [[nodiscard]] virtual std::string heading(std::string_view column) const = 0;
  /// The next line, nothing after the last.
  [[nodiscard]] virtual std::optional<Line> next() = 0;
};

/// A table as somebody else has read it already, a page from a spreadsheet perhaps.
struct Sheet {
  std::vector<std::string> header;             ///< names or headings of columns
  std::vector<std::vector<std::string>> rows;  ///< a text for each column
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (header, rows))

/// Lines of a sheet, the first of which is number `first_line`.  Refuses (`header`, `rows[2]`) a
/// header that does not fit and a row that is longer or shorter than the header.
[[nodiscard]] Result<std::unique_ptr<ImportTable>> table_of(Sheet sheet,
                                                            const Importer& importer,
                                                            std::size_t first_line);

}  // namespace duban
