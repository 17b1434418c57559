#pragma once

#include "engine/time/ladder.hpp"

#include <rapidcheck.h>

#include <string>

namespace duban::test {

/// A day between 2014 and 2028: some years known to the national calendar, some not.
inline rc::Gen<Date> any_day() {
  static constexpr Date first{std::chrono::year{2014} / 1 / 1};
  return rc::gen::map(rc::gen::inRange(0, 15 * 365),
                      [](int count) { return first + std::chrono::days{count}; });
}

inline rc::Gen<std::string> any_span() {
  return rc::gen::apply(
      [](int amount, const std::string& unit) { return std::to_string(amount) + " " + unit; },
      rc::gen::inRange(1, 60),
      rc::gen::element<std::string>("days", "working days", "weeks", "months"));
}

inline rc::Gen<std::string> any_rule() {
  const auto backward =
      rc::gen::map(any_span(), [](const std::string& span) { return span + " before"; });
  return rc::gen::oneOf(any_span(), backward,
                        rc::gen::element<std::string>("until 06-30", "until 02-29", "until 12-31",
                                                      "window 02", "window 07", "1 year"));
}

inline rc::Gen<Offset> any_offset() {
  return rc::gen::apply(
      [](int amount, bool working) {
        return Offset{amount, working};
      },
      rc::gen::inRange(-40, 40), rc::gen::arbitrary<bool>());
}

/// A ladder of some rungs that may go on for ever, and officers told from some rung on.
inline rc::Gen<Ladder> any_ladder() {
  const auto interval = rc::gen::apply(
      [](int amount, bool working) {
        return Offset{amount, working};
      },
      rc::gen::inRange(1, 12), rc::gen::arbitrary<bool>());
  return rc::gen::apply(
      [](std::vector<Offset> rungs, bool endless, Offset every, Offset from) {
        std::sort(rungs.begin(), rungs.end());
        Ladder ladder{
            .to = {"contact"}, .rungs = std::move(rungs), .then_every = {}, .escalations = {}};
        if (endless) ladder.then_every = every;
        ladder.escalations.push_back({from, {"officer", "contact"}});
        return ladder;
      },
      rc::gen::container<std::vector<Offset>>(any_offset()), rc::gen::arbitrary<bool>(), interval,
      any_offset());
}

}  // namespace duban::test
