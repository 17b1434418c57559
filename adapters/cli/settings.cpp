#include "adapters/cli/settings.hpp"

#include <cstdlib>

namespace duban::cli {

namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody writes it
  return value ? value : "";
}

std::vector<fs::path> places(const std::string& given) {
  std::vector<fs::path> all;
  if (!given.empty()) all.push_back(fs::absolute(given).parent_path());
  std::error_code failed;
  const auto program = fs::read_symlink("/proc/self/exe", failed);
  all.emplace_back("config");
  for (auto folder = program.parent_path(); folder.has_relative_path();
       folder = folder.parent_path())
    all.push_back(folder / "config");
  all.push_back(program.parent_path().parent_path() / "share/duban");
  all.emplace_back("/etc/duban");
  all.emplace_back("/usr/share/duban");
  return all;
}

std::string language_of(const std::vector<std::string>& words, const Configuration& configuration) {
  if (auto given = value_of(words, "--lang"); !given.empty()) return given;
  if (auto chosen = environment("DUBAN_LANG"); !chosen.empty()) return chosen;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const auto locale = environment(name); !locale.empty())
      return locale.starts_with("en") ? "en" : configuration.language;
  return configuration.language;
}

/// A wrong --lang is the command line's to refuse.
void settle_language(const std::vector<std::string>& words, Settings& settings) {
  settings.language = language_of(words, settings.configuration);
  if (settings.language == "zh-CN" || settings.language == "en") return;
  if (value_of(words, "--lang").empty())
    settings.fault = bad_input("DUBAN_LANG", settings.language + ": expected zh-CN or en");
  settings.language = settings.configuration.language;
}

}  // namespace

std::string value_of(const std::vector<std::string>& words, std::string_view name) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == name && i + 1 < words.size()) return words[i + 1];
    if (words[i].starts_with(std::string{name} + "=")) return words[i].substr(name.size() + 1);
  }
  return {};
}

Settings read_settings(const std::vector<std::string>& words) {
  auto given = value_of(words, "--config");
  if (given.empty()) given = environment("DUBAN_CONFIG");
  const auto folders = places(given);
  Settings settings;
  fs::path file = given;
  std::error_code failed;
  for (const auto& folder : folders) {
    if (file.empty() && fs::exists(folder / "duban.toml", failed)) file = folder / "duban.toml";
    if (settings.folder.empty() && fs::exists(folder / "locales", failed)) settings.folder = folder;
  }
  if (!file.empty()) {
    auto configuration = read_configuration(file);
    if (configuration)
      settings.configuration = std::move(*configuration);
    else
      settings.fault = configuration.error();
  }
  settle_language(words, settings);
  return settings;
}

}  // namespace duban::cli
