#include "adapters/files/profile.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace duban;

namespace {

constexpr std::string_view base_text = R"(name = "base"
title = "某省办法"
source = "proposal"

[limits.reply]
rule = "3 months"
anchor = "hand_over"
ladder = "R-REPLY"
raises = { urge = "1 day after" }
source = "art. 51"

[ladders.R-REPLY]
to = ["contact"]
rungs = ["7 days before", "on the day", "1 working day after"]
source = "proposal"

[authorities]
rate = { roles = ["lead_deputy"], source = "proposal" }

[settings.suggestion.reply_classes]
value = [{ code = "A" }, { code = "B" }]
source = "proposal"
)";

constexpr std::string_view own_head =
    "extends = 'base'\nname = 'own'\ntitle = '某市'\nsource = 's'\n";

/// `own` builds on `base`; what it says begins in line 5.
Result<Profile> read_own(const std::string& rest) {
  const std::map<std::string, std::string> texts{{"base", std::string{base_text}},
                                                 {"own", std::string{own_head} + rest}};
  return read_profile("own", [&](const std::string& name) {
    return ProfileFile{name + ".toml", texts.at(name)};
  });
}

Error refusal_of(const std::string& rest) {
  const auto profile = read_own(rest);
  if (!profile) return profile.error();
  const auto regulation = regulation_of(*profile);
  REQUIRE_FALSE(regulation.has_value());
  return regulation.error();
}

std::string head_of(const std::string& name, const std::string& base) {
  return "extends = '" + base + "'\nname = '" + name + "'\ntitle = 't'\nsource = 's'\n";
}

}  // namespace

TEST_CASE("A profile that builds on another says only what differs", "[files]") {
  const auto profile = read_own("[limits.reply]\nrule = '6 months'\nsource = 'art. 9'\n").value();

  CHECK(profile.text.name == "own");
  const auto& reply = profile.text.limits.at("reply");
  CHECK(reply.rule == "6 months");
  CHECK(reply.source == "art. 9");
  CHECK(reply.anchor == "hand_over");
  CHECK(reply.raises.at("urge") == "1 day after");
  CHECK(profile.text.authorities.at("rate").roles == std::vector<std::string>{"lead_deputy"});
}

TEST_CASE("Each value is found in the profile that wrote it", "[files]") {
  const auto profile = read_own(
                           "[limits.reply]\nrule = '6 months'\nsource = 'art. 9'\n"
                           "[ladders.R-REPLY]\nrungs = ['on the day']\nsource = 'x'\n")
                           .value();
  CHECK(profile.where("limits.reply.rule") == "own.toml:6");
  CHECK(profile.where("limits.reply") == "own.toml:5");
  CHECK(profile.where("limits.reply.anchor") == "base.toml:7");
  CHECK(profile.where("ladders.R-REPLY.rungs[0]") == "own.toml:9");
  CHECK(profile.where("ladders.R-REPLY.rungs[2]") == "own.toml:9");
  CHECK(profile.where("authorities.rate") == "base.toml:18");
  CHECK(profile.where("") == "own.toml:1");
}

TEST_CASE("Lists are replaced, tables are merged", "[files]") {
  const auto profile =
      read_own("[settings.suggestion.reply_classes]\nvalue = [{ code = '甲' }]\nsource = 'x'\n")
          .value();
  const auto& classes = profile.text.settings.at("suggestion").at("reply_classes");
  CHECK(classes.at("value").as_array().size() == 1);
}

TEST_CASE("What a workflow finds later is told with file and line too", "[files]") {
  const auto profile = read_own("").value();
  const auto error =
      profile.locate(bad_input("settings.suggestion.reply_classes.value[1].name", "is missing"));
  CHECK(error.subject == "base.toml:21");
  CHECK(error.detail == "settings.suggestion.reply_classes.value[1].name: is missing");
}

TEST_CASE("A slip in a profile is refused with file, line and what would be right", "[files]") {
  struct Row {
    std::string rest;
    std::string place;
    std::string detail;
  };
  const auto row = GENERATE(values<Row>({
      {"limts = {}\n", "own.toml:5", "limts: is not known; did you mean limits?"},
      {"[limits.reply]\nsource = 'x'\nrul = '1 month'\n", "own.toml:7", "did you mean rule?"},
      {"[limits.reply]\nsource = 'x'\nladder = 'R-REPLYY'\n", "own.toml:7",
       "did you mean R-REPLY?"},
      {"[limits.reply]\nsource = 'x'\nrule = '3 mnths'\n", "own.toml:7", "`3 months`"},
      {"[limits.reply]\nsource = 'x'\nrule = 3\n", "own.toml:7",
       "limits.reply.rule: expected a text"},
      {"[limits.reply]\nsource = 'x'\nrule = 2025-06-30\n", "own.toml:7", "quotation marks"},
      {"[limits.reply]\nsource = 'x'\nroll = 'back'\n", "own.toml:7",
       "known are forward, backward"},
      {"[limits.reply]\nsource = 'x'\nraises = { urge = 'soon' }\n", "own.toml:7", "`on the day`"},
      {"[limits.reply]\nsource = ''\n", "own.toml:6", "proposal"},
      {"[limits.new]\nrule = '1 month'\nanchor = 'event'\nladder = ''\n", "own.toml:5",
       "limits.new.source: is missing"},
      {"[ladders.R-REPLY]\nsource = 'x'\nrungs = ['on the day',\n'7 days before']\n", "own.toml:8",
       "from early to late"},
      {"[ladders.R-REPLY]\nsource = 'x'\nto = 'contact'\n", "own.toml:7", "expected a list"},
      {"[ladders.R-REPLY]\nsource = 'x'\nto = ['contcat']\n", "own.toml:7",
       "did you mean contact?"},
      {"[authorities.rate]\nsource = 'x'\nroles = ['deputi']\n", "own.toml:7",
       "did you mean deputy?"},
      {"[settings]\nsuggestion = 1\n", "own.toml:6", "settings.suggestion: expected an object"},
      {"name = 'other'\n", "own.toml:5", "already given"},
  }));
  const auto error = refusal_of(row.rest);
  CHECK(error.problem == Problem::bad_input);
  CHECK(error.subject == row.place);
  CHECK_THAT(error.detail, Catch::Contains(row.detail));
}

TEST_CASE("A value cannot be changed under another regulation's name", "[files]") {
  const auto rest = GENERATE(as<std::string>{}, "[limits.reply]\nrule = '6 months'\n",
                             "[limits.reply.raises]\nurge = '2 days after'\n",
                             "[authorities.rate]\nroles = ['officer']\n",
                             "[settings.suggestion.reply_classes]\nvalue = []\n");
  const auto error = refusal_of(rest);
  CHECK(error.subject == "own.toml:5");
  CHECK_THAT(error.detail, Catch::Contains("write `source` beside it"));
}

TEST_CASE("A profile has its own name, title and source", "[files]") {
  const auto read = [](const std::string& own) {
    return read_profile("own", [&](const std::string& name) {
      return ProfileFile{name + ".toml", name == "own" ? own : std::string{base_text}};
    });
  };
  CHECK_THAT(read("extends = 'base'\ntitle = 't'\nsource = 's'\n").error().detail,
             Catch::Contains("name: is missing"));
  CHECK_THAT(read("extends = 'base'\nname = 'own'\nsource = 's'\n").error().detail,
             Catch::Contains("title: is missing"));
  CHECK_THAT(read("extends = 'base'\nname = 'own'\ntitle = 't'\n").error().detail,
             Catch::Contains("source: is missing"));
  const auto copied = read(head_of("base", "base")).error();
  CHECK(copied.subject == "own.toml:2");
  CHECK(copied.detail == "name: expected \"own\", as the file is called");
}

TEST_CASE("`extends` names one profile", "[files]") {
  const auto read = [](const std::string& extends) {
    return read_profile("own", [&](const std::string&) -> Result<ProfileFile> {
      return ProfileFile{"own.toml", "\nextends = " + extends + "\nname = 'own'\n"};
    });
  };
  CHECK_THAT(read("''").error().detail, Catch::Contains("is empty"));
  CHECK_THAT(read("['cn', 'henan']").error().detail, Catch::Contains("expected a text"));
  CHECK(read("1").error().subject == "own.toml:2");
  CHECK_THAT(read_profile("own",
                          [](const std::string& name) {
                            return ProfileFile{name, "extend = 'cn'\n"};
                          })
                 .error()
                 .detail,
             Catch::Contains("did you mean extends?"));
}

TEST_CASE("Profiles that build on each other in a circle are refused", "[files]") {
  const std::map<std::string, std::string> next{{"a", "b"}, {"b", "c"}, {"c", "b"}, {"d", "d"}};
  const ProfileFiles files = [&](const std::string& name) {
    return ProfileFile{name + ".toml", head_of(name, next.at(name))};
  };
  const auto circle = read_profile("a", files).error();
  CHECK(circle.subject == "c.toml:1");
  CHECK_THAT(circle.detail, Catch::Contains("a → b → c → b"));
  CHECK_THAT(read_profile("d", files).error().detail, Catch::Contains("d → d"));
}
