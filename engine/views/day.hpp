#pragma once

#include "engine/time/instant.hpp"

#include <boost/json.hpp>

#include <optional>

namespace duban {

/// A date as views tell it: null where nobody knows it.
[[nodiscard]] inline boost::json::value day(const std::optional<Date>& date) {
  return date ? boost::json::value(to_text(*date)) : boost::json::value{};
}

}  // namespace duban
