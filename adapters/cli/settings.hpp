#pragma once

#include "adapters/files/configuration.hpp"
#include "engine/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban::cli {

/// What must be known before the command line can be read: where the files are, and the language.
struct Settings {
  std::filesystem::path folder;  ///< holds regulations/, calendars/, locales/
  Configuration configuration;
  std::string language;
  std::optional<Error> fault;  ///< duban.toml cannot be used
};

/// Reads duban.toml: the one `--config` or DUBAN_CONFIG names, or else the first of `./config`,
/// `config/` beside the program or above it, `../share/duban` from there, `/etc/duban` and
/// `/usr/share/duban`.  The folder of the other files is the first of these that holds locales/;
/// empty if none does.  The language is `--lang`, then DUBAN_LANG, then English
/// where LC_ALL, LC_MESSAGES or LANG begins with en, then what duban.toml says.
[[nodiscard]] Settings read_settings(const std::vector<std::string>& words);

/// The value of `name` among the words of a command line: `--lang en` or `--lang=en`.
[[nodiscard]] std::string value_of(const std::vector<std::string>& words, std::string_view name);

}  // namespace duban::cli
