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

TEST_CASE("A name that no workflow asks for is a slip", "[files]") {
  auto profile = read_profile(DUBAN_SOURCE_DIR "/config/regulations/cn.toml").value();
  SECTION("an authority") {
    profile.text.authorities["order_redox"] = profile.text.authorities.at("order_redo");
    const auto error = all_workflows().check(regulation_of(profile).value()).error();
    CHECK(error.subject == "authorities.order_redox");
    CHECK_THAT(error.detail, Catch::Contains("did you mean order_redo?"));
  }
  SECTION("a limit") {
    profile.text.limits["replly"] = profile.text.limits.at("reply");
    CHECK(all_workflows().check(regulation_of(profile).value()).error().subject == "limits.replly");
  }
  SECTION("settings") {
    profile.text.settings["sugestion"] = {};
    CHECK(all_workflows().check(regulation_of(profile).value()).error().subject ==
          "settings.sugestion");
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
