#pragma once

#include <string_view>

namespace duban {

/// Takes as long wherever the two differ, so that nobody learns how much of a guess was right.
[[nodiscard]] bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace duban
