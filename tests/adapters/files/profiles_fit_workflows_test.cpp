#include "adapters/files/profile.hpp"
#include "workflows/catalogue.hpp"

#include <catch2/catch.hpp>

using namespace duban;

TEST_CASE("Every workflow runs under every shipped profile", "[files]") {
  const std::filesystem::path folder{DUBAN_SOURCE_DIR "/config/regulations"};
  const auto workflows = all_workflows();
  for (const auto& name : profiles_in(folder)) {
    const auto profile = read_profile(folder / (name + ".toml")).value();
    const auto checked = workflows.check(regulation_of(profile).value());
    const auto refusal = checked ? Error{} : profile.locate(checked.error());
    INFO(refusal.subject << ": " << refusal.detail);
    CHECK(checked.has_value());
  }
}

TEST_CASE("A limit that a workflow misses is asked for where the limits stand", "[files]") {
  auto profile = read_profile(DUBAN_SOURCE_DIR "/config/regulations/cn.toml").value();
  profile.text.limits.erase("reply");
  const auto checked = all_workflows().check(regulation_of(profile).value());
  REQUIRE_FALSE(checked.has_value());
  const auto refusal = profile.locate(checked.error());
  CHECK_THAT(refusal.subject, Catch::Contains("cn.toml:"));
  CHECK_THAT(refusal.detail, Catch::StartsWith("limits.reply: "));
}
