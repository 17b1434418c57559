#pragma once

#include "engine/words/words.hpp"

namespace duban {

/// How long a limit is, as a clock keeps it (`3 months`, `until 06-30`, `on 2025-06-16`), in the
/// words of the reader: 三个月, 6月30日前, 约定日期 2025-06-16.  A text that is no rule stands for
/// itself.
[[nodiscard]] std::string rule_in_words(std::string_view rule, const Words& words);

}  // namespace duban
