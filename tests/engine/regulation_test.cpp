#include "engine/regulation.hpp"

#include <catch2/catch.hpp>

#include <functional>

using namespace duban;

namespace {

/// The smallest profile that has one of everything.
RegulationText small_profile() {
  RegulationText text;
  text.name = "small";
  text.title = "某市代表建议办理办法";
  text.source = "proposal";
  text.ladders["R-REPLY"] = {{"contact"},
                             {"7 days before", "on the day"},
                             "5 working days",
                             {{"1 working day after", {"unit_head"}}},
                             "proposal"};
  text.ladders["SILENT"].source = "proposal";
  text.limits["reply"] = {"3 months", "hand_over", {}, "R-REPLY", {{"urge", "1 working day after"}},
                          "art. 51"};
  text.authorities["order_redo"] = {{"deputies_body", "officer"}, "art. 21"};
  text.settings["suggestion"] = {{"max_rounds", {{"value", 2}, {"source", "proposal"}}}};
  return text;
}

Error refusal_of(const std::function<void(RegulationText&)>& spoil) {
  auto text = small_profile();
  spoil(text);
  const auto regulation = read_regulation(text);
  REQUIRE_FALSE(regulation.has_value());
  CHECK(regulation.error().problem == Problem::bad_input);
  return regulation.error();
}

}  // namespace

TEST_CASE("A profile is read into rules, ladders and authorities", "[engine]") {
  const auto regulation = read_regulation(small_profile()).value();

  const auto& reply = regulation.limit("reply");
  CHECK(to_text(reply.rule) == "3 months");
  CHECK(reply.rule.roll == TimeRule::Roll::forward);
  CHECK(reply.anchor == "hand_over");
  CHECK(reply.source == "art. 51");
  REQUIRE(reply.raises.size() == 1);
  CHECK(reply.raises[0].event == "urge");
  CHECK(reply.raises[0].at == Offset{1, true});

  const auto& ladder = regulation.ladder_of("reply");
  CHECK(ladder.to == std::vector<std::string>{"contact"});
  CHECK(ladder.rungs == std::vector<Offset>{{-7, false}, {0, false}});
  CHECK(ladder.then_every == Offset{5, true});
  REQUIRE(ladder.escalations.size() == 1);
  CHECK(ladder.escalations[0].from == Offset{1, true});

  CHECK(regulation.roles_with("order_redo") ==
        std::vector<std::string>{"deputies_body", "officer"});
  CHECK(regulation.roles_with("order_lunch").empty());
}

TEST_CASE("A limit that no profile has is a defect of the program", "[engine]") {
  const auto regulation = read_regulation(small_profile()).value();
  CHECK_THROWS_AS(regulation.limit("repli"), std::logic_error);
  CHECK_THROWS_AS(regulation.ladder_of("repli"), std::logic_error);
}

TEST_CASE("A limit without a ladder reminds nobody", "[engine]") {
  auto text = small_profile();
  text.limits["reply"].ladder.clear();
  const auto regulation = read_regulation(text).value();
  CHECK(regulation.ladder_of("reply").to.empty());
  CHECK(regulation.ladder_of("reply").rungs.empty());
}

TEST_CASE("A roll that is written wins over the rule's own", "[engine]") {
  const auto [word, roll] =
      GENERATE(table<std::string, TimeRule::Roll>({{"none", TimeRule::Roll::none},
                                                   {"forward", TimeRule::Roll::forward},
                                                   {"backward", TimeRule::Roll::backward}}));
  auto text = small_profile();
  text.limits["reply"].roll = word;
  CHECK(read_regulation(text).value().limit("reply").rule.roll == roll);
}

TEST_CASE("The edition is the hash of everything a profile says", "[engine]") {
  const auto edition = read_regulation(small_profile()).value().edition;
  CHECK(edition.size() == 64);
  CHECK(read_regulation(small_profile()).value().edition == edition);

  auto text = small_profile();
  text.limits["reply"].source = "art. 52";
  CHECK(read_regulation(text).value().edition != edition);
  text = small_profile();
  text.settings["suggestion"]["max_rounds"].as_object()["value"] = 3;
  CHECK(read_regulation(text).value().edition != edition);
}

TEST_CASE("A stored profile reads back as the same edition", "[engine]") {
  const auto text = small_profile();
  const auto stored = decode_stored<RegulationText>(json::parse(json::serialize(encode(text))));
  CHECK(stored == text);
  CHECK(read_regulation(stored).value().edition == read_regulation(text).value().edition);
}

TEST_CASE("What is wrong in a profile is named by its path", "[engine]") {
  struct Row {
    std::function<void(RegulationText&)> spoil;
    std::string path;
    std::string detail;
  };
  const auto row = GENERATE(values<Row>({
      {[](auto& t) { t.name.clear(); }, "name", "is empty"},
      {[](auto& t) { t.title.clear(); }, "title", "is empty"},
      {[](auto& t) { t.source = " "; }, "source", "is empty"},
      {[](auto& t) { t.limits["reply"].rule = "3 mnths"; }, "limits.reply.rule", "`3 months`"},
      {[](auto& t) { t.limits["reply"].rule.clear(); }, "limits.reply.rule", "`3 months`"},
      {[](auto& t) { t.limits["reply"].roll = "foreward"; }, "limits.reply.roll",
       "did you mean forward?"},
      {[](auto& t) { t.limits["reply"].anchor = "handover"; }, "limits.reply.anchor",
       "did you mean hand_over?"},
      {[](auto& t) { t.limits["reply"].ladder = "R-REPLI"; }, "limits.reply.ladder",
       "did you mean R-REPLY?"},
      {[](auto& t) { t.limits["reply"].ladder = "something else"; }, "limits.reply.ladder",
       "known are R-REPLY or SILENT"},
      {[](auto& t) { t.limits["reply"].raises["urge"] = "1 day later"; },
       "limits.reply.raises.urge", "`1 week after`"},
      {[](auto& t) { t.limits["reply"].source.clear(); }, "limits.reply.source", "article"},
      {[](auto& t) { t.ladders["R-REPLY"].source.clear(); }, "ladders.R-REPLY.source", "article"},
      {[](auto& t) { t.ladders["R-REPLY"].to = {"contcat"}; }, "ladders.R-REPLY.to[0]",
       "did you mean contact?"},
      {[](auto& t) { t.ladders["R-REPLY"].to.clear(); }, "ladders.R-REPLY.to", "need a role"},
      {[](auto& t) { t.ladders["R-REPLY"].rungs[1] = "on day"; }, "ladders.R-REPLY.rungs[1]",
       "`on the day`"},
      {[](auto& t) {
         t.ladders["R-REPLY"].rungs = {"on the day", "7 days before"};
       },
       "ladders.R-REPLY.rungs[1]", "from early to late"},
      {[](auto& t) {
         t.ladders["R-REPLY"].rungs = {"on the day", "on the day"};
       },
       "ladders.R-REPLY.rungs[1]", "from early to late"},
      {[](auto& t) { t.ladders["R-REPLY"].then_every = "weekly"; }, "ladders.R-REPLY.then_every",
       "`5 working days`"},
      {[](auto& t) { t.ladders["R-REPLY"].escalations[0].from = "late"; },
       "ladders.R-REPLY.escalations[0].from", "`on the day`"},
      {[](auto& t) { t.ladders["R-REPLY"].escalations[0].to.clear(); },
       "ladders.R-REPLY.escalations[0].to", "is empty"},
      {[](auto& t) { t.ladders["R-REPLY"].escalations[0].to = {"boss"}; },
       "ladders.R-REPLY.escalations[0].to[0]", "known are"},
      {[](auto& t) {
         t.authorities["order_redo"].roles = {"officer", "oficer"};
       },
       "authorities.order_redo.roles[1]", "did you mean officer?"},
      {[](auto& t) {
         t.authorities["order_redo"].roles = {"officer", "officer"};
       },
       "authorities.order_redo.roles[1]", "twice"},
      {[](auto& t) { t.authorities["order_redo"].roles.clear(); }, "authorities.order_redo.roles",
       "nobody"},
      {[](auto& t) { t.authorities["order_redo"].source.clear(); }, "authorities.order_redo.source",
       "article"},
      {[](auto& t) {
         t.settings["suggestion"]["shares"] = {1, 2.5};
       },
       "settings.suggestion.shares[1]", "whole number"},
  }));
  const auto error = refusal_of(row.spoil);
  CHECK(error.subject == row.path);
  CHECK_THAT(error.detail, Catch::Contains(row.detail));
}
