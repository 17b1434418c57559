#pragma once

#include "adapters/tables/csv_records.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// The columns that a table may have.  Their order is the file's affair.
struct CsvColumns {
  std::vector<std::string> required;
  std::vector<std::string> optional{};
};

/// One row; valid until the next one is read.
class CsvRow {
 public:
  [[nodiscard]] std::size_t line() const { return line_; }
  /// `file:line`, for refusals about this row.
  [[nodiscard]] std::string where() const;
  /// UTF-8.  Empty for an optional column that the file lacks.
  [[nodiscard]] std::string_view operator[](std::string_view column) const;

 private:
  friend class CsvReader;
  std::string file_;
  std::size_t line_ = 0;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<std::string> fields_;
};

/// Reads RFC 4180 row by row, in memory of the longest row.  The first line names the columns.
/// Takes a byte order mark, LF and CRLF, UTF-8 and GB18030.  Refusals name `file:line`.
class CsvReader {
 public:
  /// Reads the header: columns that are missing, unknown or there twice are refused by name.  `in`
  /// must outlive the reader; `file` is what refusals call it.
  [[nodiscard]] static Result<CsvReader> open(std::istream& in,
                                              std::string file,
                                              const CsvColumns& columns,
                                              Encoding encoding = Encoding::detect);

  /// The next row, or nullptr after the last.  Refuses a row with more or fewer fields than the
  /// header, a field over 1 MiB, bytes that are not text, and a quote that is never closed (named
  /// by the line where it began).  After a refusal nothing more can be read.
  [[nodiscard]] Result<const CsvRow*> next();

 private:
  CsvReader(std::istream& in, std::string file, Encoding encoding);
  [[nodiscard]] Result<bool> read_record();
  [[nodiscard]] Result<void> map_header(const CsvColumns& columns);
  [[nodiscard]] Result<void> decode(std::vector<std::string>& fields);
  /// In place; false if the field is not in this encoding.
  [[nodiscard]] bool decode(std::string& field, Encoding encoding);
  [[nodiscard]] Error refusal(std::string detail) const;

  std::unique_ptr<CsvRecords> records_;
  Encoding encoding_;
  std::optional<Gb18030Decoder> decoder_;
  std::vector<std::string> header_;
  CsvRow row_;
};

/// A record of RFC 4180: fields quoted where they must be, with CRLF.
[[nodiscard]] std::string csv_line(std::span<const std::string> fields);

/// The same for a spreadsheet, which would carry out what begins with = + - @, narrow or wide, a
/// tab or a line break: an apostrophe before it makes a text of it.  Whole numbers stay numbers.
[[nodiscard]] std::string spreadsheet_line(std::span<const std::string> fields);

/// Writes RFC 4180: a header line, fields quoted where they must be, lines ending with CRLF.
class CsvWriter {
 public:
  CsvWriter(std::ostream& out, const std::vector<std::string>& header);
  /// One field for each of the header's.
  void write(std::span<const std::string> fields);
  void write(std::initializer_list<std::string> fields) { write(std::span{fields}); }

 private:
  std::ostream& out_;
};

}  // namespace duban
