#pragma once

#include "adapters/cli/context.hpp"

#include <CLI/CLI.hpp>

namespace duban::cli {

/// Makes help speak the reader's language.
void speak(CLI::App& app, const Context& context);
/// The same for the headings of what has been added to it.
void name_groups(CLI::App& app, const Context& context);

/// What a newcomer types first; stands below the program's help.
[[nodiscard]] std::string first_steps(const Context& context);

/// What was wrong with a command line, with the nearest word there is.
[[nodiscard]] std::string usage_fault(const CLI::App& app,
                                      const CLI::ParseError& wrong,
                                      const Context& context);

/// `例：` or `Examples:` and the lines, each indented.
[[nodiscard]] std::string examples(const Context& context,
                                   std::initializer_list<const char*> lines);

}  // namespace duban::cli
