#pragma once

#include "engine/workflow.hpp"
#include "workflows/report/facts.hpp"

/// What the plan of a profile comes to.
namespace duban::report {

/// `2025上`, `2025下` or `2025`: the half year or year that ended before `due`.
[[nodiscard]] std::string period_before(Date due, Covers covers);

/// Kind, period and sender.  Two reports of one number cannot be in a register.
[[nodiscard]] std::string number_of(std::string_view kind,
                                    std::string_view period,
                                    std::string_view sender);

/// The next report of every yearly kind, today's last day included.
[[nodiscard]] std::vector<PlannedCase> next_reports(const Regulation& regulation,
                                                    const Calendar& calendar,
                                                    Date today);

}  // namespace duban::report
