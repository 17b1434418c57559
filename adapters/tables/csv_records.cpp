#include "adapters/tables/csv_records.hpp"

#include "engine/data/utf8.hpp"

#include <spdlog/fmt/fmt.h>

#include <stdexcept>

namespace duban {

Result<bool> CsvRecords::next() {
  if (at_start_) {
    if (const auto begun = begin_text(); !begun) return begun.error();
  }
  if (const auto skipped = skip_empty_lines(); !skipped) return skipped.error();
  if (peek() == end_of_file) return false;
  if (const auto read = read_record(); !read) return read.error();
  return true;
}

Result<void> CsvRecords::begin_text() {
  at_start_ = false;
  fill();
  const std::string_view text{block_.data(), end_};
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return refusal(1, "the file is UTF-16; save it as UTF-8");
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    begin_ = 3;
    encoding_ = Encoding::utf8;
  } else if (text.starts_with("\x84\x31\x95\x33")) {
    begin_ = 4;
    encoding_ = Encoding::gb18030;
  }
  return {};
}

Result<void> CsvRecords::read_record() {
  line_ = current_line_;
  fields_.clear();
  while (true) {
    if (fields_.size() == most_fields) {
      return refusal(line_, fmt::format("the line has more than {} fields", most_fields));
    }
    fields_.emplace_back();
    if (const auto read = read_field(); !read) return read;
    if (peek() != ',') return take_line_end();
    take();
  }
}

Result<void> CsvRecords::read_field() {
  return peek() == '"' ? read_quoted() : read_plain();
}

Result<void> CsvRecords::read_plain() {
  for (int c = peek(); c != ',' && c != '\n' && c != '\r' && c != end_of_file; c = peek()) {
    if (c == '"') {
      return refusal(current_line_,
                     fmt::format("a quote inside {}: put the whole field in quotes and "
                                 "write the quote twice",
                                 field_name()));
    }
    if (const auto appended = append(take()); !appended) return appended;
  }
  return {};
}

Result<void> CsvRecords::read_quoted() {
  const auto opened = current_line_;
  take();
  while (true) {
    const int c = take();
    if (c == end_of_file) {
      return refusal(opened,
                     fmt::format("the quote that opens {} is never closed; perhaps only half "
                                 "of the file is here",
                                 field_name()));
    }
    if (c == '"' && peek() != '"') break;
    if (c == '"') take();
    if (const auto appended = append(c); !appended) {
      line_ = opened;
      return appended;
    }
  }

  const int c = peek();
  if (c == ',' || c == '\n' || c == '\r' || c == end_of_file) return {};
  return refusal(
      current_line_,
      fmt::format("text after the closing quote of {}: write a quote inside a field twice",
                  field_name()));
}

Result<void> CsvRecords::append(int byte) {
  auto& field = fields_.back();
  if (byte == 0) return refusal(current_line_, "a NUL byte: this is not a text file");
  if (field.size() == longest_field) {
    return refusal(current_line_, fmt::format("{} is longer than 1 MiB", field_name()));
  }
  field.push_back(static_cast<char>(byte));
  return {};
}

Result<void> CsvRecords::skip_empty_lines() {
  while (peek() == '\n' || peek() == '\r') {
    if (const auto taken = take_line_end(); !taken) return taken;
  }
  return {};
}

Result<void> CsvRecords::take_line_end() {
  const bool returned = peek() == '\r';
  if (returned) take();
  if (peek() == '\n') {
    take();
  } else if (returned && peek() != end_of_file) {
    return refusal(current_line_, "a carriage return alone; lines end with LF or CRLF");
  }
  return {};
}

void CsvRecords::fill() {
  in_.read(block_.data(), block_size);
  begin_ = 0;
  end_ = static_cast<std::size_t>(in_.gcount());
  if (encoding_ == Encoding::detect) detect_encoding();
  if (in_.bad()) throw std::runtime_error("reading failed");
}

void CsvRecords::detect_encoding() {
  // If the block ends within the very first character beyond ASCII, that character must be whole.
  if (end_ == block_size && !is_ascii({&block_[end_ - 1], 1})) {
    in_.read(block_.data() + end_, longest_character);
    end_ += static_cast<std::size_t>(in_.gcount());
  }
  encoding_ = encoding_of({block_.data(), end_});
}

int CsvRecords::peek() {
  if (begin_ == end_ && in_) fill();
  return begin_ == end_ ? end_of_file : static_cast<unsigned char>(block_[begin_]);
}

int CsvRecords::take() {
  const int byte = peek();
  if (byte == end_of_file) return byte;
  ++begin_;
  if (byte == '\n') ++current_line_;
  return byte;
}

std::string CsvRecords::field_name() const {
  const auto index = fields_.size() - 1;
  if (index < names_.size()) return fmt::format("column `{}`", names_[index]);
  return fmt::format("field {}", index + 1);
}

Error CsvRecords::refusal(std::size_t line, std::string detail) {
  line_ = line;
  return bad_input({}, std::move(detail));
}

}  // namespace duban
