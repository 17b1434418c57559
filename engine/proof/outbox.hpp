#pragma once

#include "engine/register/store.hpp"

#include <optional>
#include <span>
#include <string>

namespace duban {

/// A message that is not as it was decided.
struct MessageDifference {
  CaseId about;
  std::string what;  ///< one sentence
};

/// The outbox of a family against the messages its events came to, as `decided` once more, and
/// against the ledger of its reminders.  Unless `all_decided`, messages of events that are decided
/// differently today are let pass.
[[nodiscard]] std::optional<MessageDifference> outbox_difference(
    std::span<const Notice> sent,
    std::span<const Notice> decided,
    bool all_decided,
    std::span<const Reminder> reminders);

}  // namespace duban
