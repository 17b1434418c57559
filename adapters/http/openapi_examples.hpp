#pragma once

#include <boost/json.hpp>

#include <string_view>

namespace duban::http {

/// A value that fits a schema, such as an office would have it: members are filled by their names.
[[nodiscard]] boost::json::value example_of(const boost::json::object& schema,
                                            std::string_view name = {});

/// What a request of this operation may be; null where example_of() its schema says enough.
[[nodiscard]] boost::json::value request_example(std::string_view operation);

/// A text that an operation answers with, or takes, which no schema describes.
[[nodiscard]] std::string_view text_example(std::string_view type);

}  // namespace duban::http
