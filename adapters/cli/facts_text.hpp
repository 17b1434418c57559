#pragma once

#include "adapters/cli/context.hpp"
#include "engine/register/case.hpp"

#include <boost/json.hpp>

namespace duban::cli {

/// The facts of a case, or the data of an event, one line for each: `领衔代表：张三`.
[[nodiscard]] std::string facts_text(const boost::json::object& facts,
                                     const Words& words,
                                     std::string_view indent);

/// Whether the names of this family's deputies are protected (保密).
[[nodiscard]] bool protects_names(const Family& family);

/// The same with the deputies' names covered.
[[nodiscard]] boost::json::object without_names(boost::json::object facts, const Words& words);

}  // namespace duban::cli
