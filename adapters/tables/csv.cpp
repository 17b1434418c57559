#include "adapters/tables/csv.hpp"

#include "engine/data/utf8.hpp"

#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace duban {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void complain(std::vector<std::string>& complaints,
              std::string_view what,
              const std::set<std::string>& columns) {
  if (columns.empty()) return;
  complaints.push_back(fmt::format("{} column{} `{}`", what, columns.size() == 1 ? "" : "s",
                                   fmt::join(columns, "`, `")));
}

/// What is wrong with a header, or nothing.
std::string fault_of(const std::vector<std::string>& header, const CsvColumns& columns) {
  std::set<std::string> seen;
  std::set<std::string> twice;
  std::set<std::string> unknown;
  for (const auto& name : header) {
    if (!seen.insert(name).second) twice.insert(name);
    if (!contains(columns.required, name) && !contains(columns.optional, name))
      unknown.insert(name);
  }
  std::set<std::string> missing{columns.required.begin(), columns.required.end()};
  for (const auto& name : seen) missing.erase(name);

  std::vector<std::string> complaints;
  complain(complaints, "missing", missing);
  complain(complaints, "unknown", unknown);
  complain(complaints, "repeated", twice);
  if (complaints.empty()) return {};

  auto fault = fmt::format("{}; the columns are {}", fmt::join(complaints, ", "),
                           fmt::join(columns.required, ", "));
  if (!columns.optional.empty()) {
    fault += fmt::format(" and, if wanted, {}", fmt::join(columns.optional, ", "));
  }
  return fault;
}

}  // namespace

std::string CsvRow::where() const {
  return fmt::format("{}:{}", file_, line_);
}

std::string_view CsvRow::operator[](std::string_view column) const {
  const auto place = places_.find(column);
  return place == places_.end() ? std::string_view{} : fields_[place->second];
}

CsvReader::CsvReader(std::istream& in, std::string file, Encoding encoding)
    : records_{std::make_unique<CsvRecords>(in)}, encoding_{encoding} {
  row_.file_ = std::move(file);
}

Result<CsvReader> CsvReader::open(std::istream& in,
                                  std::string file,
                                  const CsvColumns& columns,
                                  Encoding encoding) {
  CsvReader reader{in, std::move(file), encoding};
  const auto read = reader.read_record();
  if (!read) return read.error();
  if (!*read) {
    return reader.refusal(fmt::format("the file is empty; its first line names the columns {}",
                                      fmt::join(columns.required, ",")));
  }
  if (const auto mapped = reader.map_header(columns); !mapped) return mapped.error();
  return reader;
}

Result<void> CsvReader::map_header(const CsvColumns& columns) {
  header_ = row_.fields_;
  if (const auto fault = fault_of(header_, columns); !fault.empty()) return refusal(fault);
  for (std::size_t i = 0; i < header_.size(); ++i) row_.places_.emplace(header_[i], i);
  records_->name_fields(header_);
  return {};
}

Result<const CsvRow*> CsvReader::next() {
  const auto read = read_record();
  if (!read) return read.error();
  if (!*read) return nullptr;
  if (row_.fields_.size() != header_.size()) {
    return refusal(fmt::format("the line has {} field{}, the header has {}", row_.fields_.size(),
                               row_.fields_.size() == 1 ? "" : "s", header_.size()));
  }
  return &row_;
}

Result<bool> CsvReader::read_record() {
  const auto read = records_->next();
  row_.line_ = records_->line();
  if (!read) return refusal(read.error().detail);
  if (!*read) return false;
  std::swap(row_.fields_, records_->fields());
  if (const auto decoded = decode(row_.fields_); !decoded) return decoded.error();
  return true;
}

Result<void> CsvReader::decode(std::vector<std::string>& fields) {
  const auto encoding = encoding_ == Encoding::detect ? records_->encoding() : encoding_;
  if (encoding == Encoding::gb18030 && !decoder_) decoder_.emplace();

  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (decode(fields[i], encoding)) continue;
    const auto name = i < header_.size() ? fmt::format("column `{}`", header_[i])
                                         : fmt::format("field {}", i + 1);
    return refusal(fmt::format("{} is not {}; save the file as UTF-8", name,
                               encoding == Encoding::gb18030 ? "GB18030" : "UTF-8"));
  }
  return {};
}

bool CsvReader::decode(std::string& field, Encoding encoding) {
  if (is_ascii(field)) return true;
  if (encoding != Encoding::gb18030) return is_utf8(field);
  auto text = decoder_->decode(field);
  if (text) field = std::move(*text);
  return text.has_value();
}

Error CsvReader::refusal(std::string detail) const {
  return bad_input(row_.where(), std::move(detail));
}

CsvWriter::CsvWriter(std::ostream& out, const std::vector<std::string>& header) : out_{out} {
  write(header);
}

void CsvWriter::write(std::span<const std::string> fields) {
  out_ << csv_line(fields);
}

std::string csv_line(std::span<const std::string> fields) {
  std::string line;
  for (const auto& field : fields) {
    if (&field != fields.data()) line += ',';
    const bool plain = field.find_first_of(",\"\r\n") == field.npos && !field.starts_with(' ') &&
                       !field.ends_with(' ');
    const bool blank_line = fields.size() == 1 && field.empty();
    if (plain && !blank_line) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) line.append(c == '"' ? 2 : 1, c);
    line += '"';
  }
  return line + "\r\n";
}

namespace {

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

bool may_be_formula(std::string_view text) {
  // Programs of Chinese offices take the full-width marks for the narrow ones.
  constexpr std::array<std::string_view, 11> beginnings{"=",  "+",  "-",  "@",  "\t", "\r",
                                                        "\n", "＝", "＋", "－", "＠"};
  const auto begins = [&](std::string_view mark) { return text.starts_with(mark); };
  return std::ranges::any_of(beginnings, begins) && !is_whole_number(text);
}

}  // namespace

std::string spreadsheet_line(std::span<const std::string> fields) {
  std::vector<std::string> safe{fields.begin(), fields.end()};
  for (auto& field : safe)
    if (may_be_formula(field)) field.insert(field.begin(), '\'');
  return csv_line(safe);
}

}  // namespace duban
