#include "adapters/cli/named_rows.hpp"

#include "adapters/cli/refusal.hpp"
#include "adapters/tables/csv.hpp"

#include <algorithm>
#include <fstream>

namespace duban::cli {

namespace {

struct RowVerdict {
  std::size_t line = 0;
  std::string name;
  Result<void> put;
};

/// Puts each row, in a transaction that is kept only if all of them could be.
Result<std::vector<RowVerdict>> put_rows(CsvReader& reader,
                                         const std::function<Result<void>(const Column&)>& put,
                                         sql::Database& database) {
  return database.attempt([&]() -> Result<std::vector<RowVerdict>> {
    sql::Transaction transaction{database};
    std::vector<RowVerdict> verdicts;
    for (;;) {
      const auto row = reader.next();
      if (!row) return row.error();
      if (*row == nullptr) break;
      const Column column = [&](std::string_view name) { return std::string{(**row)[name]}; };
      verdicts.push_back({(*row)->line(), column("name"), put(column)});
    }
    const bool all = std::ranges::all_of(verdicts, [](const auto& v) { return v.put.has_value(); });
    if (all) transaction.commit();
    return verdicts;
  });
}

void tell_row(const RowVerdict& row, bool is_kept, const Context& context) {
  const auto fault = row.put ? std::string{} : worded(row.put.error(), context.words);
  if (context.json)
    context.answer({{"line", row.line}, {"name", row.name}, {"taken", is_kept}, {"reason", fault}});
  else if (is_kept)
    context.tell("第 {} 行 {}：已添加", "line {} {}: added", row.line, row.name);
  else if (!row.put)
    context.tell("第 {} 行 {}：不能添加，{}", "line {} {}: cannot be added, {}", row.line, row.name,
                 fault);
}

}  // namespace

Result<void> import_rows(const std::filesystem::path& file,
                         const std::vector<std::string>& optional,
                         const std::function<Result<void>(const Column&)>& put,
                         OpenRegister& open,
                         const Context& context) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return Error{Problem::not_found, file.string(), "the file cannot be read"};
  auto reader = CsvReader::open(in, file.string(), {.required = {"name"}, .optional = optional});
  if (!reader) return reader.error();
  const auto verdicts = put_rows(*reader, put, *open.database);
  if (!verdicts) return verdicts.error();
  const auto refused =
      std::ranges::count_if(*verdicts, [](const auto& verdict) { return !verdict.put; });
  for (const auto& verdict : *verdicts) tell_row(verdict, refused == 0, context);
  if (refused > 0)
    return Error{Problem::conflict, file.string(),
                 context.say("有 {} 行不能添加，整个文件都没有添加；见各行说明",
                             "{} lines cannot be added, so nothing was; see each line", refused)};
  if (!context.json) context.tell("共添加 {} 行", "{} added", verdicts->size());
  return {};
}

}  // namespace duban::cli
