#include "adapters/cli/named_rows.hpp"

#include "adapters/cli/refusal.hpp"
#include "adapters/tables/csv.hpp"

#include <fstream>

namespace duban::cli {

namespace {

struct Tally {
  int taken = 0, refused = 0;
};

void tell_row(const CsvRow& row, const Result<void>& put, const Context& context) {
  const auto fault = put ? std::string{} : worded(put.error(), context.words);
  if (context.json)
    context.answer({{"line", row.line()},
                    {"name", row["name"]},
                    {"taken", put.has_value()},
                    {"reason", fault}});
  else if (put)
    context.tell("第 {} 行 {}：已添加", "line {} {}: added", row.line(), row["name"]);
  else
    context.tell("第 {} 行 {}：未添加，{}", "line {} {}: refused, {}", row.line(), row["name"],
                 fault);
}

}  // namespace

Result<void> import_rows(const std::filesystem::path& file,
                         const std::vector<std::string>& optional,
                         const std::function<Result<void>(const Column&)>& put,
                         const Context& context) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return Error{Problem::not_found, file.string(), "the file cannot be read"};
  auto reader = CsvReader::open(in, file.string(), {.required = {"name"}, .optional = optional});
  if (!reader) return reader.error();
  Tally tally;
  for (;;) {
    const auto row = reader->next();
    if (!row) return row.error();
    if (*row == nullptr) break;
    const auto done = (**row)["name"].empty()
                          ? Result<void>{bad_input("name", "is missing")}
                          : put([&](std::string_view name) { return std::string{(**row)[name]}; });
    tell_row(**row, done, context);
    ++(done ? tally.taken : tally.refused);
  }
  if (!context.json)
    context.tell("共添加 {} 行，未添加 {} 行", "{} added, {} refused", tally.taken, tally.refused);
  if (tally.refused == 0) return {};
  return Error{Problem::conflict, file.string(),
               context.say("有 {} 行未添加，见各行说明", "{} lines were not taken; see each line",
                           tally.refused)};
}

}  // namespace duban::cli
