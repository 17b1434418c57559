#include "engine/proof/case_difference.hpp"

namespace duban {

namespace {

std::string first_difference(const boost::json::object& stored, const boost::json::object& folded) {
  for (const auto& [name, value] : folded)
    if (const auto* other = stored.if_contains(name); !other || *other != value)
      return std::string{std::string_view{name}};
  for (const auto& [name, value] : stored)
    if (!folded.contains(name)) return std::string{std::string_view{name}};
  return {};
}

}  // namespace

std::string case_difference(const Case& stored, const Case& folded) {
  if (stored.version != folded.version)
    return "version " + std::to_string(stored.version) + " in the register, " +
           std::to_string(folded.version) + " by its history";
  if (stored.last_hash != folded.last_hash)
    return "the last hash in the register is not that of its last event";
  if (stored.state != folded.state)
    return "state " + stored.state + " in the register, " + folded.state + " by its history";
  if (stored.facts != folded.facts)
    return "facts differ: " + first_difference(stored.facts, folded.facts);
  if (stored.congress != folded.congress)
    return "congress " + stored.congress + " in the register, " + folded.congress +
           " by its history";
  if (stored.regulation != folded.regulation)
    return "the regulation edition in the register is not that of its last event";
  if (stored.last_event_at != folded.last_event_at || stored.opened_on != folded.opened_on ||
      stored.workflow != folded.workflow || stored.workflow_edition != folded.workflow_edition)
    return "workflow, first day or last moment are not what its history says";
  return {};
}

}  // namespace duban
