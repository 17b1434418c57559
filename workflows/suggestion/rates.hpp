#pragma once

#include "engine/measure.hpp"

/// What is measured of suggestions.
namespace duban::suggestion {

/// The rates as a profile defines them.  Every set they name is one of count_family's.
[[nodiscard]] Rates rates_of(const Regulation& regulation);

/// A suggestion as an item; if it is to be handled, also the units' parts in it, the opinions of
/// co-handling units and the commitments.  An unknown day is never guessed: what rests on it is
/// counted as on_time_unknown.
[[nodiscard]] std::vector<Countable> count_family(const Family& family, const CountedBy& by);

}  // namespace duban::suggestion
