#pragma once

#include "adapters/tables/csv.hpp"
#include "engine/import.hpp"

#include <filesystem>
#include <fstream>
#include <memory>

namespace duban::cli {

/// A CSV file whose columns are mapped to those of an importer, by name or heading.
class ImportTable {
 public:
  struct Line {
    std::size_t number = 0;
    ImportRow row;
  };

  /// Reads the whole file once, so that half a file, a broken encoding or a line with too many
  /// fields is refused before anything of it is used.  Columns that are unknown, missing or there
  /// twice under two headings are refused by name.
  [[nodiscard]] static Result<ImportTable> open(const std::filesystem::path& file,
                                                const Importer& importer);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// What the file calls a column; its name if the file lacks it.
  [[nodiscard]] std::string heading(std::string_view column) const;
  /// The next line, nothing after the last.  Throws std::runtime_error if the file has changed
  /// since it was opened so that it cannot be read any more.
  [[nodiscard]] std::optional<Line> next();

 private:
  [[nodiscard]] Result<CsvReader> rewound();
  [[nodiscard]] Result<std::size_t> count();

  std::string name_;
  std::unique_ptr<std::ifstream> in_;
  std::vector<std::string> header_;
  std::map<std::string, std::string, std::less<>> headings_;  ///< column → what the file calls it
  std::optional<CsvReader> reader_;
  std::size_t size_ = 0;
};

}  // namespace duban::cli
