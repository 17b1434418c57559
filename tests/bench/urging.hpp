#pragma once

#include "bench/office.hpp"

#include <string>
#include <vector>

/// The transition that is measured: a unit is urged (催办).
namespace duban::bench {

constexpr int most_callers = 64;
constexpr int families_each = 100;  ///< that each caller has to itself, and each client of pgbench

/// Families that callers urge, and as many for pgbench after them; their ids follow one another.
[[nodiscard]] std::vector<CaseId> open_families(Office& office);

/// The nth of a caller's own families.
[[nodiscard]] inline CaseId family_of(const std::vector<CaseId>& roots, int caller, unsigned nth) {
  return roots[nth * most_callers + static_cast<unsigned>(caller)];
}

/// pgbench's script: what the product reads and writes for one urging, by hand-written statements.
[[nodiscard]] std::string urging_script(Office& office, const std::vector<CaseId>& roots);

/// Its first half alone: one family is read.
[[nodiscard]] std::string reading_script(const std::vector<CaseId>& roots);

}  // namespace duban::bench
