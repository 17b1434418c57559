#pragma once

#include "adapters/cli/context.hpp"

#include <boost/json.hpp>

namespace duban::cli {

/// The facts of a case, or the data of an event, one line for each: `领衔代表：张三`.
[[nodiscard]] std::string facts_text(const boost::json::object& facts,
                                     const Words& words,
                                     std::string_view indent);

}  // namespace duban::cli
