#pragma once

#include "engine/register/directory.hpp"
#include "engine/regulation.hpp"

#include <string>
#include <vector>

/// What the people of a register may be.
namespace duban {

/// Keeps the users of a register; the office's own roles keep everything else.
inline constexpr std::string_view administrator = "administrator";

/// The roles a profile speaks of that a user may hold, sorted.
[[nodiscard]] std::vector<std::string> roles_of(const Regulation& regulation);

/// Whether a user may be kept like this in a congress of that profile; errors name the member:
/// `roles[1]`, `unit`, `deputy`.  Whoever makes a new one checks the name (check_login).
[[nodiscard]] Result<void> check_user(const User& user,
                                      const Regulation& regulation,
                                      Directory& directory);

}  // namespace duban
