#pragma once

#include "engine/result.hpp"

#include <boost/json.hpp>

#include <string_view>

namespace duban {

/// Refuses what no person writes: texts and lists that are too long (member_bounds), control
/// characters, and in what stands on one line blanks at its ends and characters that nobody sees.
/// Line ends and tabs stand in long texts only (`text`, `reason` …), not in titles and names.  The
/// error names the path.
[[nodiscard]] Result<void> check_texts(const boost::json::value& data, std::string_view path = "");

/// Only what is too long: what another system has kept is as it is.
[[nodiscard]] Result<void> check_sizes(const boost::json::value& data);

/// A text of several lines.
[[nodiscard]] Result<void> check_long_text(std::string_view path, std::string_view text);

/// One line of text.
[[nodiscard]] Result<void> check_line(std::string_view path, std::string_view text);

/// One line of text, whatever it looks like and however long: what is looked for may have been
/// written when more was taken.
[[nodiscard]] Result<void> check_one_line(std::string_view path, std::string_view text);

/// A name, which may not be blank either.
[[nodiscard]] Result<void> check_name(std::string_view path, std::string_view text);

}  // namespace duban
