#pragma once

#include "engine/result.hpp"

#include <string>

namespace duban::accounts {

/// Refuses (bad_input, `wanted`) a password of `user` that is shorter than shortest_password, or
/// easy to guess.
[[nodiscard]] Result<void> check_password(const std::string& user, const std::string& wanted);

}  // namespace duban::accounts
