#pragma once

#include "engine/result.hpp"

#include <cstddef>
#include <string_view>

/// What people and things may be called.
namespace duban {

inline constexpr std::size_t longest_name = 200;  ///< characters

/// A name as people read it: one line of 200 characters at most, not blank.  The error names
/// `path`.
[[nodiscard]] Result<void> check_title(std::string_view path, std::string_view text);

/// The same for what something goes by in an address, such as /api/v1/users/{name}: no slash, and
/// neither `.` nor `..`.
[[nodiscard]] Result<void> check_handle(std::string_view path, std::string_view text);

/// The handle of a user: nobody bears the name of the program itself.
[[nodiscard]] Result<void> check_login(std::string_view path, std::string_view text);

}  // namespace duban
