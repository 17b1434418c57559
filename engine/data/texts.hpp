#pragma once

#include <boost/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace duban {

/// The path of the first member of one of these names, at any depth, that is a text or a list of
/// texts and not empty; empty if there is none.
[[nodiscard]] std::string path_of_text(const boost::json::value& data,
                                       std::span<const std::string_view> names);

/// A text member of data that nobody has checked; empty if there is none.
[[nodiscard]] std::string text_in(const boost::json::value& data, std::string_view name);

}  // namespace duban
