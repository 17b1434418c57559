#pragma once

#include "adapters/cli/open_register.hpp"

#include <string>

namespace duban::cli {

/// `duban unit succeed OLD NEW`, and the same of deputies and leaders.
struct SuccessionOptions {
  std::string before, after, on, reason;
  bool is_dry_run = false;
};
void add_succession_options(CLI::App& command, SuccessionOptions& options, const Context& context);

/// Records that one acts for good in the place of another, lets the running cases follow and says
/// which they are; a dry run only says so.
[[nodiscard]] Result<void> succeed(Party what,
                                   const SuccessionOptions& options,
                                   const Congress& congress,
                                   OpenRegister& open,
                                   const Context& context);

/// In a list: `由 市交通运输局 接替（2025-06-01 起）`; empty for whoever acts.
[[nodiscard]] std::string succession_text(const std::vector<Succession>& all,
                                          Party what,
                                          const std::string& code,
                                          const Context& context);

}  // namespace duban::cli
