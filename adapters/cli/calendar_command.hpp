#pragma once

#include "adapters/cli/context.hpp"

#include <CLI/CLI.hpp>

namespace duban::cli {

/// `calendar due` and `calendar days`: when limits end, and which days are worked.  `context` must
/// outlive `app`.
void add_calendar_command(CLI::App& app, Context& context);
void add_calendar_import(CLI::App& calendar, Context& context);

}  // namespace duban::cli
