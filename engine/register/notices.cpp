#include "engine/register/notices.hpp"

#include <algorithm>
#include <optional>

namespace duban {

namespace {

/// Fewer days than any yearly notice has ever named.
constexpr std::ptrdiff_t fewest_days = 10;

/// A year becomes known by the notice of all its holidays, not by a few days.
Result<void> check_years(const Calendar& notice, const Calendar& current) {
  for (const auto year : notice.known_years()) {
    const auto days = std::ranges::count_if(notice.days(), [&](const CalendarDay& day) {
      return std::chrono::year_month_day{day.date}.year() == year;
    });
    if (current.is_known(year) || days >= fewest_days) continue;
    return bad_input(std::to_string(static_cast<int>(year)),
                     "is a year without a notice, and " + std::to_string(days) +
                         " days do not make it known; give the whole notice, or take them as days "
                         "of the place itself (--local, over HTTP local=true)");
  }
  return {};
}

/// The congress with the notice in its calendar; nothing if that changes nothing.
std::optional<Calendar> with_notice(const Congress& congress,
                                    const NoticeImport& taken,
                                    Rulebook& rulebook) {
  const auto& current = rulebook.calendar(congress.calendar);
  auto updated =
      taken.is_local ? current.with_days(taken.notice) : current.with_notice(taken.notice);
  if (updated == current) return std::nullopt;
  return updated;
}

}  // namespace

Result<void> check_notice(const NoticeImport& taken, Rulebook& rulebook) {
  if (taken.notice.days().empty())
    return bad_input("", "has no days; a notice names at least one: date,name,is_workday");
  if (taken.is_local) return {};
  for (const auto& congress : taken.congresses)
    if (auto whole = check_years(taken.notice, rulebook.calendar(congress.calendar)); !whole)
      return whole;
  return {};
}

std::size_t rehearse_notice(Register& cases, const NoticeImport& taken, const EachMove& each) {
  std::size_t changed = 0;
  for (const auto& congress : taken.congresses) {
    const auto calendar = with_notice(congress, taken, cases.rulebook());
    if (!calendar) continue;
    ++changed;
    rehearse_calendar(cases, congress.code, *calendar, each);
  }
  return changed;
}

Result<std::size_t> adopt_notice(Register& cases, const NoticeImport& taken) {
  std::size_t changed = 0;
  for (const auto& congress : taken.congresses) {
    const auto calendar = with_notice(congress, taken, cases.rulebook());
    if (!calendar) continue;
    const auto edition = Rulebook::edition_of(*calendar);
    cases.directory().keep(edition);
    if (auto done =
            cases.directory().adopt_calendar(congress.code, congress.calendar, edition.hash);
        !done)
      return done.error();
    ++changed;
  }
  return changed;
}

}  // namespace duban
