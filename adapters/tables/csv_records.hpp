#pragma once

#include "adapters/tables/encoding.hpp"
#include "engine/result.hpp"

#include <array>
#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// Splits a stream into the records of RFC 4180, byte for byte as they stand.  Lines end with LF or
/// CRLF; empty lines between records are passed over.  Works on GB18030 as well as on UTF-8: no
/// character of either contains a comma, a quote or a line end.
class CsvRecords {
 public:
  static constexpr std::size_t longest_field = 1 << 20;
  static constexpr std::size_t most_fields = 1000;

  /// Refusals carry no file name and call the fields by their `names`, once given.
  explicit CsvRecords(std::istream& in) : in_{in} {}

  void name_fields(std::vector<std::string> names) { names_ = std::move(names); }

  /// Reads the next record into fields(); false at the end.
  [[nodiscard]] Result<bool> next();

  [[nodiscard]] std::vector<std::string>& fields() { return fields_; }
  /// The line on which the record began, or the refused part of it.
  [[nodiscard]] std::size_t line() const { return line_; }
  /// What the bytes seen so far show.
  [[nodiscard]] Encoding encoding() const { return encoding_; }

 private:
  static constexpr int end_of_file = -1;

  void fill();
  void detect_encoding();
  int peek();
  int take();
  [[nodiscard]] Result<void> begin_text();
  [[nodiscard]] Result<void> take_line_end();
  [[nodiscard]] Result<void> skip_empty_lines();
  [[nodiscard]] Result<void> read_record();
  [[nodiscard]] Result<void> read_field();
  [[nodiscard]] Result<void> read_quoted();
  [[nodiscard]] Result<void> read_plain();
  [[nodiscard]] Result<void> append(int byte);
  [[nodiscard]] std::string field_name() const;
  Error refusal(std::size_t line, std::string detail);

  std::istream& in_;
  static constexpr std::size_t block_size = 1 << 16;
  static constexpr std::size_t longest_character = 4;

  std::array<char, block_size + longest_character> block_{};
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_start_ = true;
  Encoding encoding_ = Encoding::detect;
  std::size_t current_line_ = 1;
  std::size_t line_ = 1;
  std::vector<std::string> names_;
  std::vector<std::string> fields_;
};

}  // namespace duban
