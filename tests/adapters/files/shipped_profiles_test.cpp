#include "adapters/files/profile.hpp"
#include "workflows/suggestion/settings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace duban;

namespace {

const std::filesystem::path folder{DUBAN_SOURCE_DIR "/config/regulations"};

Profile profile(const std::string& name) {
  auto read = read_profile(folder / (name + ".toml"));
  INFO((read ? "" : read.error().subject + ": " + read.error().detail));
  REQUIRE(read.has_value());
  return *read;
}

Regulation regulation(const std::string& name) {
  auto read = regulation_of(profile(name));
  INFO((read ? "" : read.error().subject + ": " + read.error().detail));
  REQUIRE(read.has_value());
  return *read;
}

suggestion::Settings settings(const std::string& name) {
  const auto written = profile(name);
  const auto path = "settings.suggestion";
  auto read = decode<suggestion::Settings>(written.text.settings.at("suggestion"),
                                           Absent::is_an_error, path);
  INFO((read ? "" : written.locate(read.error()).subject + ": " + read.error().detail));
  REQUIRE(read.has_value());
  return *read;
}

}  // namespace

TEST_CASE("Every shipped profile reads", "[files]") {
  const auto names = profiles_in(folder);
  for (const auto* place : {"cn", "hefei", "henan", "shandong", "qingdao", "beijing", "shanghai",
                            "chongqing", "zhejiang", "fujian"})
    CHECK(std::ranges::find(names, place) != names.end());
  for (const auto& name : names) {
    INFO(name);
    CHECK(regulation(name).text.name == name);
    CHECK(settings(name).reply_classes.value.size() >= 3);
  }
}

TEST_CASE("Each place's limits are those of its regulation", "[files]") {
  struct Row {
    std::string place, limit, rule, anchor, ladder, source;
  };
  const std::string henan = "河南省人民代表大会代表建议、批评和意见办理办法（2017）";
  const auto row = GENERATE_COPY(values<Row>({
      // The Deputies Law of 2025, and the place each proposal was taken from.
      {"cn", "registration", "10 working days", "event", "R-SHORT-OFFICER", "proposal"},
      {"cn", "hand_over_session", "1 month", "event", "R-MID-OFFICER", "（2015）第十五条"},
      {"cn", "hand_over_recess", "5 working days", "event", "R-SHORT-OFFICER", "（2021）第十四条"},
      {"cn", "pass_on", "5 working days", "event", "R-SHORT-GOVERNMENT", "proposal"},
      {"cn", "sign", "3 working days", "hand_over", "R-SHORT-SIGN", "proposal"},
      {"cn", "objection", "5 working days", "hand_over", "R-SHORT-OBJECTION", "（2021）第十九条"},
      {"cn", "ruling", "5 working days", "event", "R-SHORT-BODY", "proposal"},
      {"cn", "reassign", "5 working days", "event", "R-SHORT-BODY", "proposal"},
      {"cn", "co_opinion", "1 month", "hand_over", "R-MID", "（2015）第十七条"},
      {"cn", "co_opinion_again", "5 working days", "event", "R-SHORT", "（2017）第二十条"},
      {"cn", "reply", "3 months", "hand_over", "R-REPLY", "代表法（2025年修正）第五十一条"},
      {"cn", "reply_complex", "6 months", "hand_over", "R-REPLY", "代表法（2025年修正）第五十一条"},
      {"cn", "reply_extended", "6 months", "hand_over", "R-REPLY",
       "代表法（2025年修正）第五十一条"},
      {"cn", "overall_reply", "3 months", "hand_over", "SILENT", "代表法（2025年修正）第五十一条"},
      {"cn", "overall_reply_complex", "6 months", "hand_over", "SILENT",
       "代表法（2025年修正）第五十一条"},
      {"cn", "redo_reply", "1 month", "event", "R-MID", "（2015）第二十一条"},
      {"cn", "overall_redo_reply", "1 month", "event", "SILENT", "（2015）第二十一条"},
      {"cn", "feedback", "15 working days", "event", "R-FEEDBACK", "（2014）第二十三条"},
      {"cn", "revisit", "30 days", "event", "R-SHORT-OFFICER", "proposal"},
      {"cn", "closing", "10 working days", "event", "R-SHORT-OFFICER", "proposal"},
      {"cn", "study", "1 month", "event", "R-MID-OFFICER", "proposal"},
      {"cn", "disclosure", "20 working days", "event", "R-SHORT-OFFICER", "proposal"},
      {"cn", "commitment", "until 12-31", "event", "R-MID", "（2015）第二十二条"},
      // Hefei: only the redo is its own (WC33).
      {"hefei", "redo_reply", "3 months", "event", "R-REPLY", "合肥市"},
      {"hefei", "overall_redo_reply", "3 months", "event", "SILENT", "合肥市"},
      {"hefei", "reply", "3 months", "hand_over", "R-REPLY", "代表法（2025年修正）第五十一条"},
      {"hefei", "feedback", "15 working days", "event", "R-FEEDBACK", "（2014）第二十三条"},
      // Henan: the measures of 2017.
      {"henan", "objection", "10 working days", "hand_over", "R-SHORT-OBJECTION",
       henan + "第十四条"},
      {"henan", "ruling", "10 working days", "event", "R-SHORT-BODY", henan},
      {"henan", "reassign", "10 working days", "event", "R-SHORT-BODY", henan},
      {"henan", "co_opinion", "2 months", "receipt", "R-MID", henan + "第十八条"},
      {"henan", "reply", "3 months", "receipt", "R-REPLY", henan + "第二十条"},
      {"henan", "reply_complex", "6 months", "receipt", "R-REPLY", henan + "第二十条"},
      {"henan", "reply_extended", "6 months", "receipt", "R-REPLY", henan + "第二十条"},
      {"henan", "feedback", "10 working days", "event", "R-FEEDBACK", henan + "第二十二条"},
      {"henan", "redo_reply", "1 month", "event", "R-MID", henan + "第二十二条"},
      {"henan", "overall_redo_reply", "1 month", "event", "SILENT", henan + "第二十二条"},
      {"henan", "sign", "3 working days", "hand_over", "R-SHORT-SIGN", "proposal"},
  }));
  INFO(row.place << " " << row.limit);
  const auto here = regulation(row.place);
  const auto& limit = here.limit(row.limit);
  CHECK(to_text(limit.rule) == row.rule);
  CHECK(limit.anchor == row.anchor);
  CHECK(limit.ladder == row.ladder);
  CHECK_THAT(limit.source, Catch::Contains(row.source));
}

TEST_CASE("A limit that no regulation gives is marked as a proposal", "[files]") {
  const std::set<std::string> from_the_statute{"reply",
                                               "reply_complex",
                                               "reply_extended",
                                               "overall_reply",
                                               "overall_reply_complex",
                                               "report_draft_to_committee",
                                               "report_to_standing_committee"};
  for (const auto& [name, limit] : profile("cn").text.limits) {
    INFO(name);
    CHECK(limit.source.starts_with("proposal") != from_the_statute.contains(name));
  }
}

TEST_CASE("A reply is chased before, on and after its last day", "[files]") {
  const auto here = regulation("cn");
  const auto& ladder = here.ladder_of("reply");
  CHECK(ladder.rungs == std::vector<Offset>{{-30, false},
                                            {-15, false},
                                            {-7, false},
                                            {-3, false},
                                            {-1, false},
                                            {0, false},
                                            {1, true},
                                            {3, true},
                                            {5, true}});
  CHECK(ladder.then_every == Offset{5, true});
  REQUIRE(ladder.escalations.size() == 3);
  CHECK(ladder.escalations[1].from == Offset{10, true});
  CHECK(ladder.escalations[1].to == std::vector<std::string>{"gov_office"});
  CHECK(ladder.escalations[2].to == std::vector<std::string>{"chair_meeting"});
}

TEST_CASE("Whoever owes the act is the one reminded", "[files]") {
  const auto [limit, role] = GENERATE(table<std::string, std::string>({
      {"registration", "officer"},
      {"hand_over_session", "officer"},
      {"hand_over_recess", "officer"},
      {"revisit", "officer"},
      {"closing", "officer"},
      {"study", "officer"},
      {"disclosure", "officer"},
      {"pass_on", "gov_office"},
      {"ruling", "deputies_body"},
      {"reassign", "deputies_body"},
      {"sign", "contact"},
      {"objection", "contact"},
      {"co_opinion", "contact"},
      {"co_opinion_again", "contact"},
      {"reply", "contact"},
      {"redo_reply", "contact"},
      {"commitment", "contact"},
      {"feedback", "lead_deputy"},
  }));
  const auto name = GENERATE(as<std::string>{}, "cn", "hefei", "henan");
  CHECK(regulation(name).ladder_of(limit).to.front() == role);
}

TEST_CASE("Silence has its consequences on the day after", "[files]") {
  const auto [limit, event, at] = GENERATE(table<std::string, std::string, std::string>({
      {"objection", "objection_lapsed", "1 day after"},
      {"feedback", "urge", "1 working day after"},
      {"feedback", "feedback_lapsed", "6 working days after"},
      {"commitment", "carry_over", "1 day after"},
  }));
  const auto name = GENERATE(as<std::string>{}, "cn", "hefei", "henan");
  CHECK(profile(name).text.limits.at(limit).raises.at(event) == at);
}

TEST_CASE("Nobody rates for a deputy", "[files]") {
  const auto name = GENERATE(as<std::string>{}, "cn", "hefei", "henan");
  CHECK(regulation(name).roles_with("rate") == std::vector<std::string>{"lead_deputy", "deputy"});
}

TEST_CASE("Henan tells the deputy of the longer limit, elsewhere somebody consents", "[files]") {
  CHECK(settings("cn").extension_by.value == suggestion::ExtensionBy::consent);
  CHECK(settings("hefei").extension_by.value == suggestion::ExtensionBy::consent);
  CHECK(settings("henan").extension_by.value == suggestion::ExtensionBy::notice);
  CHECK_THAT(settings("henan").extension_by.source, Catch::Contains("第二十条"));
}

TEST_CASE("Of the national reply classes only A is done and B is promised", "[files]") {
  const auto classes = settings("cn").reply_classes.value;
  CHECK(classes[0].counts_as_done);
  CHECK_FALSE(classes[0].needs_date);
  CHECK(classes[1].counts_as_progress);
  CHECK(classes[1].needs_date);
  for (const auto& later : {classes[2], classes[3]})
    CHECK_FALSE((later.counts_as_done || later.counts_as_progress || later.needs_date));
}

TEST_CASE("Hefei and Henan say only what differs", "[files]") {
  const auto national = profile("cn");
  const auto differing = [&](const std::string& name) {
    std::set<std::string> limits;
    for (const auto& [limit, text] : profile(name).text.limits)
      if (text != national.text.limits.at(limit)) limits.insert(limit);
    return limits;
  };
  CHECK(differing("hefei") == std::set<std::string>{"overall_redo_reply", "redo_reply"});
  CHECK(differing("henan") == std::set<std::string>{"co_opinion", "feedback", "objection",
                                                    "overall_redo_reply", "reassign", "redo_reply",
                                                    "reply", "reply_complex", "reply_extended",
                                                    "ruling"});
  CHECK(profile("hefei").text.ladders == national.text.ladders);
  CHECK(profile("henan").text.authorities == national.text.authorities);
}
