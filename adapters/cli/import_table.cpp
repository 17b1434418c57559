#include "adapters/cli/import_table.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/utf8.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace duban::cli {

namespace {

/// The first record as text.
Result<std::vector<std::string>> header_of(std::istream& in, const std::string& file) {
  CsvRecords records{in};
  const auto read = records.next();
  const auto fault = [&](std::string detail) { return bad_input(file + ":1", std::move(detail)); };
  if (!read) return fault(read.error().detail);
  if (!*read) return fault("the file is empty; its first line names the columns");
  auto names = records.fields();
  Gb18030Decoder decoder;
  for (auto& name : names) {
    if (records.encoding() != Encoding::gb18030 || is_ascii(name)) continue;
    auto text = decoder.decode(name);
    if (!text) return fault("the header is neither UTF-8 nor GB18030");
    name = std::move(*text);
  }
  return names;
}

std::string known_columns(const Importer& importer) {
  std::string list;
  for (const auto& column : importer.columns) {
    list.append(list.empty() ? "" : ", ").append(column.name);
    if (!column.headings.empty()) list.append(" (").append(column.headings.front()).append(")");
  }
  return list;
}

const ImportColumn* column_called(const Importer& importer, std::string_view name) {
  const auto at = std::ranges::find_if(importer.columns, [&](const ImportColumn& column) {
    return column.name == name || std::ranges::find(column.headings, name) != column.headings.end();
  });
  return at == importer.columns.end() ? nullptr : &*at;
}

using Headings = std::map<std::string, std::string, std::less<>>;

Result<Headings> headings_of(const std::vector<std::string>& header,
                             const Importer& importer,
                             const std::string& file) {
  const auto fault = [&](std::string detail) { return bad_input(file + ":1", std::move(detail)); };
  Headings headings;
  for (const auto& name : header) {
    const auto* column = column_called(importer, name);
    if (!column)
      return fault(
          fmt::format("unknown column `{}`; the columns are {}", name, known_columns(importer)));
    const auto [at, is_new] = headings.emplace(column->name, name);
    if (!is_new) return fault(fmt::format("columns `{}` and `{}` are the same", at->second, name));
  }
  for (const auto& column : importer.columns)
    if (column.is_required && !headings.contains(column.name))
      return fault(fmt::format("missing column `{}`; the columns are {}", column.name,
                               known_columns(importer)));
  return headings;
}

}  // namespace

Result<ImportTable> ImportTable::open(const std::filesystem::path& file, const Importer& importer) {
  ImportTable table;
  table.name_ = file.string();
  std::error_code failed;
  if (std::filesystem::is_regular_file(file, failed))
    table.in_ = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!table.in_ || !*table.in_)
    return Error{Problem::not_found, file.string(), "the file cannot be read"};
  auto header = header_of(*table.in_, table.name_);
  if (!header) return header.error();
  table.header_ = std::move(*header);
  auto headings = headings_of(table.header_, importer, table.name_);
  if (!headings) return headings.error();
  for (const auto& column : importer.columns)
    if (column.is_ignored) headings->erase(std::string{column.name});
  table.headings_ = std::move(*headings);
  const auto size = table.count();
  if (!size) return size.error();
  table.size_ = *size;
  auto reader = table.rewound();
  if (!reader) return reader.error();
  table.reader_ = std::move(*reader);
  return table;
}

Result<CsvReader> ImportTable::rewound() {
  in_->clear();
  in_->seekg(0);
  return CsvReader::open(*in_, name_, {.required = header_});
}

Result<std::size_t> ImportTable::count() {
  auto reader = rewound();
  if (!reader) return reader.error();
  for (std::size_t rows = 0;; ++rows) {
    const auto row = reader->next();
    if (!row) return row.error();
    if (!*row) return rows;
  }
}

std::string ImportTable::heading(std::string_view column) const {
  const auto at = headings_.find(column);
  return at == headings_.end() ? std::string{column} : at->second;
}

std::optional<ImportTable::Line> ImportTable::next() {
  const auto row = reader_->next();
  if (!row) throw std::runtime_error(name_ + " has changed: " + row.error().detail);
  if (!*row) return std::nullopt;
  Line line{(*row)->line(), {}};
  for (const auto& [column, heading] : headings_) line.row.texts.emplace(column, (**row)[heading]);
  return line;
}

}  // namespace duban::cli
