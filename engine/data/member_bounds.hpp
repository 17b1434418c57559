#pragma once

#include <boost/json.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

/// What the name of a member says of how much it holds: the same whether a value is checked or its
/// schema is told.  What has been kept is not asked.
namespace duban {

inline constexpr std::size_t longest_line = 500;  ///< characters
inline constexpr std::size_t longest_list = 200;  ///< items

/// Whether a member of this name may hold line ends.
[[nodiscard]] bool may_have_lines(std::string_view member);

/// A password is taken as it is, blanks and all.
[[nodiscard]] bool is_secret(std::string_view member);

/// Characters of a text, where it stands on one line.
[[nodiscard]] std::optional<std::size_t> most_characters(std::string_view member);

/// Items of a list; of the rows of a table there are as many as fit into a request.
[[nodiscard]] std::optional<std::size_t> most_items(std::string_view member);

/// A schema of what is sent, with these bounds.
[[nodiscard]] boost::json::object bounded(boost::json::object schema);

}  // namespace duban
