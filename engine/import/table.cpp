#include "engine/import/table.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace duban {

namespace {

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

class SheetTable final : public ImportTable {
 public:
  SheetTable(Sheet sheet, Headings headings, std::size_t first_line)
      : sheet_{std::move(sheet)}, headings_{std::move(headings)}, first_line_{first_line} {}

  [[nodiscard]] std::size_t size() const override { return sheet_.rows.size(); }
  [[nodiscard]] std::string heading(std::string_view column) const override {
    const auto at = headings_.find(column);
    return at == headings_.end() ? std::string{column} : at->second;
  }
  [[nodiscard]] std::optional<Line> next() override {
    if (next_ == sheet_.rows.size()) return std::nullopt;
    auto& texts = sheet_.rows[next_];
    Line line{first_line_ + next_++, {}};
    for (const auto& [column, heading] : headings_) {
      const auto place = std::ranges::find(sheet_.header, heading) - sheet_.header.begin();
      line.row.texts.emplace(column, std::move(texts[static_cast<std::size_t>(place)]));
    }
    return line;
  }

 private:
  Sheet sheet_;
  Headings headings_;
  std::size_t first_line_;
  std::size_t next_ = 0;
};

}  // namespace

Result<Headings> headings_in(const std::vector<std::string>& header,
                             const Importer& importer,
                             const std::string& where) {
  Headings headings;
  for (const auto& name : header) {
    const auto* column = column_called(importer, name);
    if (!column)
      return bad_input(where, fmt::format("unknown column `{}`; the columns are {}", name,
                                          known_columns(importer)));
    const auto [at, is_new] = headings.emplace(column->name, name);
    if (!is_new)
      return bad_input(where, fmt::format("columns `{}` and `{}` are the same", at->second, name));
  }
  for (const auto& column : importer.columns)
    if (column.is_required && !headings.contains(column.name))
      return bad_input(where, fmt::format("missing column `{}`; the columns are {}", column.name,
                                          known_columns(importer)));
  for (const auto& column : importer.columns)
    if (column.is_ignored) headings.erase(std::string{column.name});
  return headings;
}

Result<std::unique_ptr<ImportTable>> table_of(Sheet sheet,
                                              const Importer& importer,
                                              std::size_t first_line) {
  auto headings = headings_in(sheet.header, importer, "header");
  if (!headings) return headings.error();
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    if (sheet.rows[i].size() != sheet.header.size())
      return bad_input("rows[" + std::to_string(i) + "]",
                       fmt::format("the line has {} fields, the header has {}",
                                   sheet.rows[i].size(), sheet.header.size()));
  return std::unique_ptr<ImportTable>{
      std::make_unique<SheetTable>(std::move(sheet), std::move(*headings), first_line)};
}

}  // namespace duban
