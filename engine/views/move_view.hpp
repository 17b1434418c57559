#pragma once

#include "engine/data/whole.hpp"
#include "engine/register/register.hpp"
#include "engine/words/protection.hpp"

namespace duban {

/// A clock that has moved, or would, with what people know its case by.
struct MoveView {
  std::string case_;  // NOLINT(readability-identifier-naming): whole() drops the line
  std::string number, title, unit, kind, label;
  int clock = 0;                 ///< which of its kind
  std::optional<Date> from, to;  ///< when it was due, and is
  std::optional<Date> computed;  ///< earlier than announced: the announced day stays
  bool provisional = false;
};
BOOST_DESCRIBE_STRUCT(
    MoveView, (), (case_, number, title, unit, kind, label, clock, from, to, computed, provisional))

/// Its family is read for number, title and unit.
[[nodiscard]] MoveView move_view(const ClockMove& move,
                                 Register& cases,
                                 Protection& protection,
                                 const Words& words);

}  // namespace duban
