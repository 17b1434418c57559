#pragma once

#include "engine/register/register.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace duban {

/// What the plans came to.
struct Planning {
  std::size_t opened = 0;
  std::optional<Date> next;  ///< the first day on which they may want more
};

/// Opens the cases that the plans of the congresses' profiles want today and that the register does
/// not hold.  A number is in a congress once, so that two nodes open a case once.  A case that
/// cannot be opened is told to `refused`, with a sentence.
[[nodiscard]] Planning open_planned(Register& open_register,
                                    Date today,
                                    const std::function<void(const std::string&)>& refused);

}  // namespace duban
