#pragma once

#include "adapters/cli/open_register.hpp"
#include "adapters/cli/text_table.hpp"
#include "engine/views/clock_view.hpp"

namespace duban::cli {

/// When it is due and how long that is: `2025-06-16 还有 12 天（8 个工作日）`, `期限不明` …
[[nodiscard]] std::string due_text(const Clock& clock, OpenRegister& open, const Context& context);

[[nodiscard]] TextTable clock_table(const std::vector<Clock>& clocks,
                                    OpenRegister& open,
                                    const Context& context);

}  // namespace duban::cli
