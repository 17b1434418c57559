#include "adapters/cli/import_table.hpp"

#include "adapters/tables/calendar_csv.hpp"
#include "adapters/tables/csv.hpp"
#include "engine/data/utf8.hpp"

#include <fstream>
#include <sstream>

namespace duban::cli {

namespace {

/// Of a table that is whole: one line for the header.
constexpr std::size_t usual_first_line = 2;

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

class CsvTable final : public ImportTable {
 public:
  CsvTable(std::unique_ptr<std::istream> in, std::string name, std::size_t first_line)
      : in_{std::move(in)}, name_{std::move(name)}, first_line_{first_line} {}

  /// Once, before anything else.
  [[nodiscard]] Result<void> read_through(const Importer& importer);

  [[nodiscard]] std::size_t size() const override { return size_; }
  [[nodiscard]] std::string heading(std::string_view column) const override;
  [[nodiscard]] std::optional<Line> next() override;

 private:
  [[nodiscard]] Result<CsvReader> rewound();
  [[nodiscard]] Result<std::size_t> count();

  std::unique_ptr<std::istream> in_;
  std::string name_;
  std::size_t first_line_;
  std::vector<std::string> header_;
  Headings headings_;
  std::optional<CsvReader> reader_;
  std::size_t size_ = 0;
};

Result<void> CsvTable::read_through(const Importer& importer) {
  auto header = header_of(*in_, name_);
  if (!header) return header.error();
  header_ = std::move(*header);
  auto headings = headings_in(header_, importer, name_ + ":1");
  if (!headings) return headings.error();
  headings_ = std::move(*headings);
  const auto size = count();
  if (!size) return size.error();
  size_ = *size;
  auto reader = rewound();
  if (!reader) return reader.error();
  reader_ = std::move(*reader);
  return {};
}

Result<CsvReader> CsvTable::rewound() {
  in_->clear();
  in_->seekg(0);
  return CsvReader::open(*in_, name_, {.required = header_});
}

Result<std::size_t> CsvTable::count() {
  auto reader = rewound();
  if (!reader) return reader.error();
  for (std::size_t rows = 0;; ++rows) {
    const auto row = reader->next();
    if (!row) return row.error();
    if (!*row) return rows;
  }
}

std::string CsvTable::heading(std::string_view column) const {
  const auto at = headings_.find(column);
  return at == headings_.end() ? std::string{column} : at->second;
}

std::optional<ImportTable::Line> CsvTable::next() {
  const auto row = reader_->next();
  if (!row) throw std::runtime_error(name_ + " has changed: " + row.error().detail);
  if (!*row) return std::nullopt;
  Line line{(*row)->line() - usual_first_line + first_line_, {}};
  for (const auto& [column, heading] : headings_) line.row.texts.emplace(column, (**row)[heading]);
  return line;
}

}  // namespace

Result<std::unique_ptr<ImportTable>> csv_table(std::unique_ptr<std::istream> in,
                                               std::string name,
                                               const Importer& importer,
                                               std::size_t first_line) {
  auto table = std::make_unique<CsvTable>(std::move(in), std::move(name), first_line);
  if (auto sound = table->read_through(importer); !sound) return sound.error();
  return std::unique_ptr<ImportTable>{std::move(table)};
}

Result<std::unique_ptr<ImportTable>> csv_text(std::string text,
                                              const Importer& importer,
                                              std::size_t first_line) {
  return csv_table(std::make_unique<std::istringstream>(std::move(text)), "table", importer,
                   first_line);
}

Result<std::unique_ptr<ImportTable>> csv_file(const std::filesystem::path& file,
                                              const Importer& importer) {
  std::unique_ptr<std::istream> in;
  std::error_code failed;
  if (std::filesystem::is_regular_file(file, failed))
    in = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!in || !*in) return Error{Problem::not_found, file.string(), "the file cannot be read"};
  return csv_table(std::move(in), file.string(), importer, usual_first_line);
}

Result<Calendar> notice_text(const std::string& text) {
  std::istringstream in{text};
  return read_calendar(in, "table", "notice");
}

}  // namespace duban::cli
