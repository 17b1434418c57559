#pragma once

#include "engine/result.hpp"

#include <boost/json.hpp>

#include <string_view>

namespace duban {

/// Refuses texts that no person writes: longer than 1 MiB, or with control characters.  Line ends
/// and tabs stand in long texts only (`text`, `reason` …), not in titles and names.  The error
/// names the path.
[[nodiscard]] Result<void> check_texts(const boost::json::value& data, std::string_view path = "");

/// Whether a member of this name may hold line ends.
[[nodiscard]] bool may_have_lines(std::string_view member);

/// The same for a text of several lines.
[[nodiscard]] Result<void> check_long_text(std::string_view path, std::string_view text);

/// The same for one line of text.
[[nodiscard]] Result<void> check_line(std::string_view path, std::string_view text);

/// The same for a name, which may not be blank either.
[[nodiscard]] Result<void> check_name(std::string_view path, std::string_view text);

}  // namespace duban
