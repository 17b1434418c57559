#pragma once

#include <boost/json.hpp>

#include <optional>
#include <string>

namespace duban::http {

/// Where a value does not fit a schema, and why; nothing if it fits.  Knows as much of JSON Schema
/// 2020-12 as our document uses, and throws std::logic_error for a keyword it does not know.
/// `document`: what references are about.
[[nodiscard]] std::optional<std::string> misfit(const boost::json::value& value,
                                                const boost::json::value& schema,
                                                const boost::json::value& document,
                                                const std::string& path = "");

}  // namespace duban::http
