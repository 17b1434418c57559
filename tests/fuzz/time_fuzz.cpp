// Rules, offsets, intervals, dates and moments: whatever is accepted must come back from its text,
// and whatever is counted must be explained by the same date.

#include "engine/time/ladder.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace duban;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_rule(std::string_view text, const Calendar& calendar) {
  const auto rule = parse_time_rule(text);
  if (!rule) return;
  require(parse_time_rule(to_text(*rule)).value() == *rule);

  for (const auto* from : {"1992-01-01", "2025-01-31", "2199-12-31"}) {
    const auto anchor = parse_date(from).value();
    const auto limit = limit_from(anchor, *rule, calendar);
    require(rule->before ? limit.due < anchor : limit.due > anchor);
    require(explain(anchor, *rule, calendar).back().date == limit.due);
    require(to_text(limit.due).size() == 10);
  }
}

void check_offset(std::string_view text, const Calendar& calendar) {
  const auto offset = parse_offset(text);
  const auto interval = parse_interval(text);
  if (!offset && !interval) return;

  Ladder ladder;
  if (offset) ladder.rungs.push_back(*offset);
  if (interval) ladder.then_every = *interval;
  const auto due = parse_date("2025-05-31").value();
  const auto next = next_rung_day(ladder, {}, due, calendar, due);
  if (next) {
    const auto rungs = rungs_between(ladder, {}, due, calendar, due, *next);
    require(!rungs.empty() && rungs.front().day == *next);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto calendar =
      Calendar::from_days("fuzz", {{parse_date("2025-05-31").value(), "端午节", false},
                                   {parse_date("2025-06-02").value(), "端午节", false},
                                   {parse_date("2025-04-27").value(), "劳动节", true}})
          .value();
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  check_rule(text, calendar);
  check_offset(text, calendar);
  if (const auto date = parse_date(text)) require(to_text(*date) == text);
  if (const auto instant = parse_instant(text)) {
    require(parse_instant(to_text(*instant)).has_error() ||
            parse_instant(to_text(*instant)).value() == *instant);
    require(date_of(*instant) <= date_of(*instant + std::chrono::days{1}));
  }
  return 0;
}
