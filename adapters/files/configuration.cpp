#include "adapters/files/configuration.hpp"

#include "adapters/files/toml.hpp"
#include "engine/attachments/kinds.hpp"
#include "engine/data/codec.hpp"

#include <algorithm>

namespace duban {

namespace {

const std::vector<std::string> languages{"zh-CN", "en"};
constexpr int longest_wait_seconds = 600;
constexpr int most_megabytes = 100'000;

bool names_database(std::string_view url) {
  constexpr std::string_view sqlite = "sqlite:";
  return (url.starts_with(sqlite) && url.size() > sqlite.size()) ||
         url.starts_with("postgresql://") || url.starts_with("postgres://");
}

Result<void> check(const AttachmentLimits& limits) {
  const auto is_sound = [](int megabytes) { return megabytes >= 1 && megabytes <= most_megabytes; };
  const auto bound = "expected 1 to " + std::to_string(most_megabytes);
  if (!is_sound(limits.largest_megabytes)) return bad_input("attachments.largest_megabytes", bound);
  if (!is_sound(limits.most_megabytes_a_case))
    return bad_input("attachments.most_megabytes_a_case", bound);
  const auto known = known_kinds();
  for (std::size_t i = 0; i < limits.kinds.size(); ++i)
    if (std::ranges::find(known, limits.kinds[i]) == known.end())
      return bad_input("attachments.kinds[" + std::to_string(i) + "]",
                       "expected " + codec::list_of(known));
  return {};
}

Result<void> check(const Configuration& configuration) {
  if (!names_database(configuration.database))
    return bad_input("database", "expected sqlite:FILE or postgresql://…, found '" +
                                     configuration.database + "'");
  if (std::ranges::find(languages, configuration.language) == languages.end())
    return bad_input("language", "expected " + codec::list_of(languages) + ", found '" +
                                     configuration.language + "'");
  const auto wait = configuration.busy_timeout_seconds;
  if (wait < 1 || wait > longest_wait_seconds)
    return bad_input("busy_timeout_seconds",
                     "expected 1 to " + std::to_string(longest_wait_seconds));
  return check(configuration.attachments);
}

}  // namespace

Result<Configuration> parse_configuration(std::string_view text, const std::string& file) {
  const auto document = parse_toml(text, file);
  if (!document) return document.error();
  const auto configuration = decode<Configuration>(document->values, Absent::is_unknown);
  if (!configuration) return document->positions.locate(configuration.error());
  if (auto sound = check(*configuration); !sound) return document->positions.locate(sound.error());
  return *configuration;
}

Result<Configuration> read_configuration(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return text.error();
  return parse_configuration(*text, path.string());
}

}  // namespace duban
