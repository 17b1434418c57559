#pragma once

#include "engine/time/ladder.hpp"

#include <string>
#include <vector>

namespace duban::test {

inline std::vector<Offset> rungs(const std::vector<std::string>& texts) {
  std::vector<Offset> offsets;
  for (const auto& text : texts) offsets.push_back(parse_offset(text).value());
  return offsets;
}

/// The reply of a unit, due after three or six months.
inline Ladder reply_ladder() {
  return {.to = {"contact"},
          .rungs = rungs({"30 days before", "15 days before", "7 days before", "3 days before",
                          "1 day before", "on the day", "1 working day after",
                          "3 working days after", "5 working days after"}),
          .then_every = parse_interval("5 working days").value(),
          .escalations = {{{1, true}, {"unit_head", "officer"}},
                          {{10, true}, {"gov_office"}},
                          {{20, true}, {"chair_meeting"}}}};
}

/// Co-opinion, redo, rectification: one or two months.
inline Ladder middle_ladder() {
  return {.to = {"contact"},
          .rungs = rungs({"15 days before", "7 days before", "3 days before", "1 day before",
                          "on the day", "1 working day after", "3 working days after"}),
          .then_every = parse_interval("5 working days").value(),
          .escalations = {{{1, true}, {"unit_head"}}}};
}

/// An objection: the right lapses, so nothing follows the last day.
inline Ladder objection_ladder() {
  return {.to = {"contact"},
          .rungs = rungs({"2 working days before", "1 working day before", "on the day"}),
          .then_every = {},
          .escalations = {}};
}

/// Material due within a month.
inline Ladder window_ladder() {
  return {.to = {"contact"},
          .rungs = rungs({"15 days before", "7 days before", "3 days before", "1 day before",
                          "on the day", "1 working day after", "5 working days after"}),
          .then_every = parse_interval("5 working days").value(),
          .escalations = {{{5, true}, {"unit_head"}}, {{10, true}, {"chair_meeting"}}}};
}

}  // namespace duban::test
