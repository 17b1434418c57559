#pragma once

#include "engine/measure.hpp"

/// What is measured of periodic reports.
namespace duban::report {

/// 报送率, 报送及时率, 退回率 (domain 4.2).
[[nodiscard]] Rates rates_of(const Regulation& regulation);

/// A report as one thing, by the sets the rates name.  One that was sent back is not submitted
/// until it comes again; lateness is measured by the original limit.
[[nodiscard]] std::vector<Countable> count_family(const Family& family, const CountedBy& by);

}  // namespace duban::report
