#include "engine/views/clock_view.hpp"

#include "engine/register/clocks.hpp"
#include "engine/views/day.hpp"

#include <algorithm>
#include <tuple>

namespace duban {

namespace json = boost::json;

std::vector<Clock> clocks_of(const Family& family, CaseId id) {
  std::vector<Clock> clocks;
  std::ranges::copy_if(family.clocks, std::back_inserter(clocks),
                       [&](const Clock& clock) { return id.is_root() || clock.id == id; });
  std::ranges::stable_sort(clocks, {}, [](const Clock& clock) {
    return std::tuple{!clock.running(), clock.due.value_or(Date::max()), clock.id};
  });
  return clocks;
}

json::object clock_view(const Clock& clock, Rulebook& rulebook, Date today) {
  json::object view{
      {"case", to_text(clock.id)},
      {"kind", clock.kind},
      {"number", clock.number},
      {"generation", clock.generation},
      {"limit", clock.limit},
      {"rule", clock.rule},
      {"anchor", day(clock.anchor)},
      {"nominal", day(clock.nominal)},
      {"due", day(clock.due)},
      {"provisional", clock.provisional},
      {"running", clock.running()},
      {"ended_on", day(clock.ended_on)},
      {"next_at", clock.next_at ? json::value(to_local_text(*clock.next_at)) : json::value{}}};
  if (!clock.due || !clock.running()) return view;
  view["days_left"] = (*clock.due - today).count();
  view["working_days_left"] = rulebook.calendar(clock.calendar).workdays_between(today, *clock.due);
  view["overdue"] = today > *clock.due;
  return view;
}

json::object explained_clock_view(const Clock& clock, Rulebook& rulebook, Date today) {
  const auto& regulation = rulebook.regulation(clock.regulation);
  const auto& calendar = rulebook.calendar(clock.calendar);
  auto view = clock_view(clock, rulebook, today);
  view["source"] = source_of(clock, regulation);
  view["regulation"] = clock.regulation;
  view["calendar"] = clock.calendar;
  if (clock.due && !calendar.is_workday(*clock.due))
    view["last_workday"] = to_text(calendar.previous_workday(*clock.due));
  json::array days;
  for (const auto& step : explain(clock, regulation, calendar))
    days.push_back({{"date", to_text(step.date)},
                    {"number", step.number},
                    {"why", step.why},
                    {"name", step.name}});
  view["days"] = std::move(days);
  return view;
}

std::string source_of(const Clock& clock, const Regulation& regulation) {
  const auto limit = regulation.limits.find(clock.limit);
  return limit == regulation.limits.end() ? std::string{"-"} : limit->second.source;
}

}  // namespace duban
