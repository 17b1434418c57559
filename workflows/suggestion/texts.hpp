#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

/// What conditions ask of texts.
namespace duban::suggestion {

[[nodiscard]] inline bool is_given(const std::optional<std::string>& text) {
  return text && !text->empty();
}

[[nodiscard]] inline bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

}  // namespace duban::suggestion
