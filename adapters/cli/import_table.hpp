#pragma once

#include "engine/import/table.hpp"
#include "engine/time/calendar.hpp"

#include <filesystem>
#include <istream>
#include <memory>

namespace duban::cli {

/// CSV whose columns are mapped to those of an importer, by name or heading.
///
/// Read whole once before it is used, so that half a table, a broken encoding or a line with too
/// many fields is refused before anything of it is taken.  Columns are refused as headings_in()
/// says.  `name` is what refusals call the table.  Its header stands on the line before
/// `first_line`.
[[nodiscard]] Result<std::unique_ptr<ImportTable>> csv_table(std::unique_ptr<std::istream> in,
                                                             std::string name,
                                                             const Importer& importer,
                                                             std::size_t first_line);

/// The same from a text that is no file: refusals call it `table`.
[[nodiscard]] Result<std::unique_ptr<ImportTable>> csv_text(std::string text,
                                                            const Importer& importer,
                                                            std::size_t first_line);

/// The same from a file.  next() throws std::runtime_error if the file has changed since it was
/// opened so that it cannot be read any more.
[[nodiscard]] Result<std::unique_ptr<ImportTable>> csv_file(const std::filesystem::path& file,
                                                            const Importer& importer);

/// A notice of days off and make-up workdays from a text that is no file: refusals call it `table`.
[[nodiscard]] Result<Calendar> notice_text(const std::string& text);

}  // namespace duban::cli
