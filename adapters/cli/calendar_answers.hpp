#pragma once

#include "adapters/cli/context.hpp"
#include "engine/result.hpp"

#include <string>

namespace duban::cli {

struct DueOptions {
  std::string from;
  std::string rule;
  std::string batch;
  std::string calendar = "cn";
  bool explained = false;
};

struct DaysOptions {
  std::string from;
  std::string to;
  std::string calendar = "cn";
};

/// When one limit ends, with the count told day by day if that is asked for.
[[nodiscard]] Result<void> tell_due(const DueOptions& options, const Context& context);

/// CSV `from,rule` in, `from,rule,due,provisional` out.  Writes nothing before the last row has
/// been read: a bad row leaves no half answer behind.
[[nodiscard]] Result<void> tell_batch(const DueOptions& options, const Context& context);

/// Every day from one to another, and how many of them are worked.
[[nodiscard]] Result<void> tell_days(const DaysOptions& options, const Context& context);

}  // namespace duban::cli
