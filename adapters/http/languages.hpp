#pragma once

#include "engine/words/words.hpp"

#include <string_view>

namespace duban::http {

/// The words of both languages.
struct Languages {
  Words chinese, english;

  /// What a client prefers (its Accept-Language); Chinese unless it says English.
  [[nodiscard]] const Words& preferred(std::string_view accepted) const;
};

}  // namespace duban::http
