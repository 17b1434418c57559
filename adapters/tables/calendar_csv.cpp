#include "adapters/tables/calendar_csv.hpp"

#include "adapters/tables/csv.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <fstream>
#include <map>

namespace duban {

namespace {

constexpr std::string_view national = "cn";

Result<CalendarDay> day_of(const CsvRow& row) {
  const auto date = parse_date(row["date"]);
  if (!date) {
    return bad_input(row.where(), fmt::format("date `{}`: {}", row["date"], date.error().detail));
  }
  const auto worked = row["is_workday"];
  if (worked != "0" && worked != "1") {
    return bad_input(
        row.where(),
        fmt::format("is_workday `{}`: write 0 for a day off, 1 for a day worked", worked));
  }
  return CalendarDay{*date, std::string{row["name"]}, worked == "1"};
}

/// Letters, digits, `-` and `_`: a name is never a path.
bool is_name(std::string_view name) {
  constexpr std::string_view fitting = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  return !name.empty() && name.find_first_not_of(fitting) == name.npos;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator{folder, none}) {
    const auto name = entry.path().stem().string();
    if (entry.path().extension() == ".csv" && !name.ends_with("-notices")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<Calendar> load_file(const std::filesystem::path& folder, std::string_view name) {
  const auto path = folder / (std::string{name} + ".csv");
  std::ifstream file{path, std::ios::binary};
  if (!is_name(name) || !file) {
    return Error{Problem::not_found, std::string{name},
                 fmt::format("there is no calendar of this name in {}", folder.string()),
                 names_in(folder)};
  }
  return read_calendar(file, path.string(), std::string{name});
}

}  // namespace

Result<Calendar> read_calendar(std::istream& in, std::string file, std::string name) {
  auto reader = CsvReader::open(in, std::move(file), {.required = {"date", "name", "is_workday"}});
  if (!reader) return reader.error();

  std::vector<CalendarDay> days;
  std::map<Date, std::size_t> lines;
  while (true) {
    const auto row = reader->next();
    if (!row) return row.error();
    if (*row == nullptr) break;

    auto day = day_of(**row);
    if (!day) return day.error();
    const auto [first, is_new] = lines.emplace(day->date, (*row)->line());
    if (!is_new) {
      return bad_input((*row)->where(),
                       fmt::format("{} is on line {} already", to_text(day->date), first->second));
    }
    days.push_back(std::move(*day));
  }
  return Calendar::from_days(std::move(name), std::move(days));
}

Result<Calendar> load_calendar(const std::filesystem::path& folder, std::string_view name) {
  auto calendar = load_file(folder, name);
  if (!calendar || name == national) return calendar;
  const auto whole = load_file(folder, national);
  if (!whole) return whole.error();
  return whole->with_overlay(*calendar);
}

}  // namespace duban
