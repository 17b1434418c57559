#pragma once

#include "engine/register/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// Applies one stored event to a family: what the register must look like after it.  Throws
/// std::runtime_error with a sentence if the body is not one of ours.
void fold(Family& family, const boost::json::object& body, std::string_view hash);

/// The messages that a stored event sent, `before` being the number its commit had sent till then.
[[nodiscard]] std::vector<Notice> notices_of(const boost::json::object& body,
                                             std::size_t before,
                                             const std::string& congress);

}  // namespace duban
