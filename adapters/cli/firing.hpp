#pragma once

#include "adapters/cli/open_register.hpp"

#include <CLI/CLI.hpp>

namespace duban::cli {

/// What `case open` and `case fire` are told beside case and event.
struct FiringOptions {
  std::string data, user, on, act_of, comment, key;
  std::vector<std::string> files;
};
/// Of every event; of those that have data.
void add_act_options(CLI::App& command, FiringOptions& options, const Context& context);
void add_firing_options(CLI::App& command, FiringOptions& options, const Context& context);

/// The command as far as these options say it.
[[nodiscard]] Result<Command> command_from(const FiringOptions& options, OpenRegister& open);

/// As whom a user may act: themselves first.
[[nodiscard]] std::vector<Actor> actors_for(const User& user, OpenRegister& open);

/// JSON given as it is, as @FILE, or as @- from standard input; empty: no data.  A fault names line
/// and column.
[[nodiscard]] Result<boost::json::value> read_data(const std::string& given);

/// Tells what came of it: the new state, what it set off, and the clocks that now run.
void tell_done(const Done& done, OpenRegister& open, const Context& context);

}  // namespace duban::cli
