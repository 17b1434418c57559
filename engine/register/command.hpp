#pragma once

#include "engine/attachments/attachment.hpp"
#include "engine/register/case.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace duban {

/// The rung that raised an event: the commit that carries it out settles the rung as well.
struct RaisedBy {
  std::string kind;
  int number = 0;
  int generation = 0;
  Date day{};
};

/// Whether whoever asks may see a case; what they may not see is told as if it were not there.
using Sees = std::function<bool(const Family& family, const Case& self)>;

/// Somebody asks for an event.
struct Command {
  CaseId id;  ///< of a new root: reserved, and `workflow` and `congress` are given
  std::string workflow;
  std::string congress;
  std::string event;
  boost::json::value data = boost::json::object{};
  Actor actor;
  /// Whom the actor stands in for: tried one after the other where the own authority is not enough.
  std::vector<Actor> stand_ins{};
  Sees sees{};  ///< asked of the very family that is decided on; unless it is given they do
  std::optional<Date> occurred_on;  ///< by default the day it is recorded
  std::string act_of;               ///< signatory, deputy or body whose act it is
  std::string comment;
  std::vector<Attachment> attachments;           ///< whole, and nobody's yet (Uploads::for_event)
  std::optional<std::int64_t> expected_version;  ///< of the case itself
  std::string idempotency_key;
  bool imported = false;             ///< authority and conditions were another system's business
  std::vector<std::string> unknown;  ///< imported: `occurred_on`, paths in the data
  std::optional<RaisedBy> raised_by;
  /// Only whether it is possible is asked, before anything is said: conditions on what the event
  /// says are passed over, and nothing comes of it.
  bool data_to_come = false;
};

}  // namespace duban
