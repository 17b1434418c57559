#pragma once

#include "adapters/cli/context.hpp"
#include "engine/time/calendar.hpp"

#include <string>

namespace duban::cli {

/// `2025-03-01 09:30` in Asia/Shanghai.
[[nodiscard]] std::string moment(Instant instant);

/// `12 天（8 个工作日）`, `1 day (1 working day)`.
[[nodiscard]] std::string days_text(std::int64_t days,
                                    std::int64_t working,
                                    const Context& context);

/// `还有 12 天（8 个工作日）`, `今天到期`, `已超期 3 天（1 个工作日）`.
[[nodiscard]] std::string time_left(Date today,
                                    Date due,
                                    const Calendar& calendar,
                                    const Context& context);

}  // namespace duban::cli
