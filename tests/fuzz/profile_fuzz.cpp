// Profiles and settings: every refusal names a file and a line, and what is accepted has an edition
// that its stored text gives again.

#include "adapters/files/configuration.hpp"
#include "adapters/files/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace duban;

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view base_text = R"(name = "base"
title = "t"
source = "s"
[limits.reply]
rule = "3 months"
anchor = "hand_over"
ladder = "R-REPLY"
raises = { urge = "1 day after" }
source = "art. 51"
[ladders.R-REPLY]
to = ["contact"]
rungs = ["7 days before", "on the day"]
then_every = "5 working days"
escalations = [{ from = "1 working day after", to = ["officer"] }]
source = "proposal"
[authorities]
rate = { roles = ["lead_deputy"], source = "proposal" }
[settings.suggestion]
max_rounds = { value = 2, source = "proposal" }
)";

bool names_a_line(const Error& error) {
  const auto colon = error.subject.rfind(".toml:");
  return colon != error.subject.npos && !error.detail.empty();
}

void check_profile(const std::string& text) {
  const auto profile = read_profile("fuzz", [&](const std::string& name) {
    return ProfileFile{name + ".toml", name == "base" ? std::string{base_text} : text};
  });
  if (!profile) return require(names_a_line(profile.error()));

  const auto regulation = regulation_of(*profile);
  if (!regulation) return require(names_a_line(regulation.error()));
  const auto stored = json::parse(json::serialize(encode(profile->text)));
  const auto again = decode_stored<RegulationText>(stored);
  require(again == profile->text);
  require(read_regulation(again).value().edition == regulation->edition);
  for (const auto& [name, limit] : regulation->limits) (void)regulation->ladder_of(name);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  check_profile(text);
  if (const auto settings = parse_configuration(text, "fuzz.toml"); !settings)
    require(names_a_line(settings.error()));
  return 0;
}
