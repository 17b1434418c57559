#pragma once

#include "engine/register/store.hpp"

#include <optional>
#include <span>
#include <string>

namespace duban {

/// A message that is not as it was written.
struct MessageDifference {
  CaseId about;
  std::string what;  ///< one sentence
};

/// The outbox of a family against the messages that its history tells, and against the ledger of
/// its reminders.
[[nodiscard]] std::optional<MessageDifference> outbox_difference(
    std::span<const Notice> sent,
    std::span<const Notice> told,
    std::span<const Reminder> reminders);

}  // namespace duban
