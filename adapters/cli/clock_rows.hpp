#pragma once

#include "adapters/cli/open_register.hpp"
#include "adapters/cli/text_table.hpp"

namespace duban::cli {

/// The clocks of one case, or, of a root, of its whole family: running first, by due date.
[[nodiscard]] std::vector<Clock> clocks_of(const Family& family, CaseId id);

/// `答复期限`, `承诺期限 2`.
[[nodiscard]] std::string clock_name(const Clock& clock, const Words& words);
/// When it is due and how long that is: `2025-06-16 还有 12 天（8 个工作日）`, `期限不明` …
[[nodiscard]] std::string due_text(const Clock& clock, OpenRegister& open, const Context& context);

[[nodiscard]] TextTable clock_table(const std::vector<Clock>& clocks,
                                    OpenRegister& open,
                                    const Context& context);
[[nodiscard]] boost::json::object to_json(const Clock& clock, OpenRegister& open);

}  // namespace duban::cli
