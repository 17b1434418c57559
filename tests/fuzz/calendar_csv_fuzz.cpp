// Any bytes: a calendar or a refusal; and a calendar's counts agree with its days.

#include "adapters/tables/calendar_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace duban;
  constexpr std::chrono::days one_day{1};

  std::istringstream in{std::string{reinterpret_cast<const char*>(data), size}};
  const auto calendar = read_calendar(in, "fuzz.csv", "fuzz");
  if (!calendar) {
    require(calendar.error().subject.starts_with("fuzz.csv:"));
    return 0;
  }
  for (const auto& day : calendar->days()) {
    require(calendar->is_workday(day.date) == day.is_workday);
    require(calendar->workdays_between(day.date - one_day, day.date) == int{day.is_workday});
    const auto later = calendar->add_workdays(day.date, 7);
    require(calendar->is_workday(later) && calendar->workdays_between(day.date, later) == 7);
  }
  require(Calendar{}.with_overlay(*calendar).days() == calendar->days());
  return 0;
}
