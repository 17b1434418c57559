#pragma once

#include "engine/result.hpp"

#include <boost/json.hpp>

#include <string>

namespace duban {

/// Reads JSON that a person has written.  A fault names line and column; a member given twice names
/// its path.  A byte order mark is no fault, another encoding is named.  `subject`: where the text
/// comes from.
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text,
                                                    const std::string& subject);

}  // namespace duban
