#pragma once

#include "engine/workflow.hpp"
#include "workflows/suggestion/facts.hpp"

#include <optional>
#include <string>
#include <vector>

/// Who acts in a suggestion's family once another has come in the place of a unit, a deputy or the
/// leader of a key suggestion.
namespace duban::suggestion {

/// The deputy, or the unit, who acts now where this one did; itself if nobody has succeeded it.
[[nodiscard]] const std::string& acting_deputy(const Facts& facts, const std::string& deputy);
[[nodiscard]] const std::string& acting_unit(const Facts& facts, const std::string& unit);
[[nodiscard]] std::vector<std::string> acting_units(const Facts& facts,
                                                    std::vector<std::string> units);

/// Workflow::succeeded.  A suggestion that is closed or has gone another way keeps its names; of
/// one that a unit still acts in, it remembers whom the unit came after.
[[nodiscard]] std::optional<boost::json::object> facts_succeeded(const Succession& succession,
                                                                 const Family& family,
                                                                 const Case& self);

namespace assignment {

/// Workflow::succeeded.  A unit acts until the suggestion is closed, and while it has promised
/// something; a released one acts no more.
[[nodiscard]] std::optional<boost::json::object> facts_succeeded(const Succession& succession,
                                                                 const Family& family,
                                                                 const Case& self);

}  // namespace assignment

}  // namespace duban::suggestion
