#pragma once

#include "engine/register/register.hpp"

#include <optional>

namespace duban {

/// Who asks again with the same key gets the same answer, and nothing is written a second time. The
/// same key with another request is refused.  Nothing if the key is new or absent.  Of its events
/// the answer has what a caller is told: case, seq, event and states.
[[nodiscard]] std::optional<Result<Done>> answer_again(Store& store, const Command& command);

/// Puts key, request and answer into the transaction that carries the command out.
void keep_answer(ChangeSet& change, const Command& command, const Done& done);

}  // namespace duban
