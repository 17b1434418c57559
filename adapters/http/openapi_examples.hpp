#pragma once

#include <boost/json.hpp>

#include <optional>
#include <string_view>

namespace duban::http {

/// A value that fits a schema, such as an office would have it: members are filled by their names.
[[nodiscard]] boost::json::value example_of(const boost::json::object& schema,
                                            std::string_view name = {});

/// What a request of this operation may be; null where example_of() its schema says enough.
[[nodiscard]] boost::json::value request_example(std::string_view operation);

/// A text of this media type, which no schema describes; nothing for files, which are no text.
/// Throws std::logic_error for a type that has none yet.
[[nodiscard]] std::optional<std::string_view> text_example(std::string_view type);

}  // namespace duban::http
