// What a case waits for: who must do what next, read from table and profile.

#include "adapters/http/handling_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

using Lines = std::vector<std::string>;

struct WaitingOffice : Handling {
  using Handling::Handling;
  /// `1.1 sign contact,officer 市交通运输局 sign`: case, event, roles, units, clocks.
  [[nodiscard]] Lines waits_for(const std::string& id, const char* who = "officer") {
    const auto told = as(who).get("/api/v1/cases/" + id);
    INFO(told.body);
    REQUIRE(told.status == 200);
    const auto page = told.json();
    Lines lines;
    for (const auto& event : page.at("waits_for").as_array())
      lines.push_back(text_of(event.at("case")) + " " + text_of(event.at("event")) + " " +
                      joined(event.at("roles")) + " " + joined(event.at("units")) + " " +
                      joined(event.at("clocks")));
    return lines;
  }

 private:
  static std::string joined(const json::value& texts) {
    std::string all;
    for (const auto& text : texts.as_array()) all += (all.empty() ? "" : ",") + text_of(text);
    return all.empty() ? "-" : all;
  }
};

}  // namespace

TEST_CASE("A case says at every stage who must do what next", "[http][sql][awaited]") {
  WaitingOffice office{EACH_DATABASE};
  const auto id = office.open("关于修路的建议");
  CHECK(office.waits_for(id) ==
        Lines{"1 register officer - registration", "1 decline officer - registration"});

  office.fire("officer", id, "register");
  CHECK(office.waits_for(id) == Lines{"1 assign deputies_body,gov_office,officer - hand_over",
                                      "1 pass_to_government deputies_body,officer - hand_over"});
  json::array units;
  units.push_back(json::object{{"unit", Handling::unit}, {"role", "sole"}});
  office.fire("officer", id, "assign", {{"mode", "sole"}, {"units", std::move(units)}});
  const std::string unit = Handling::unit;
  CHECK(office.waits_for(id) == Lines{"1.1 sign contact,officer " + unit + " sign",
                                      "1.1 object contact,unit_head,officer " + unit + " sign"});
  CHECK(office.waits_for("1.1", "contact") == office.waits_for(id));

  office.fire("contact", "1.1", "sign", {{"name", "李联络"}, {"telephone", "0551-1"}});
  CHECK(office.waits_for(id) == Lines{"1.1 reply contact,unit_head,officer " + unit + " reply"});
}

TEST_CASE("An answered case waits for the deputy, then for the office", "[http][sql][awaited]") {
  WaitingOffice office{EACH_DATABASE};
  office.hand_over(office.open("关于修路的建议"));
  office.answer("1");
  CHECK(office.waits_for("1") ==
        Lines{"1 rate lead_deputy,deputy - feedback,revisit", "1 revisit officer - revisit"});
  office.fire("deputy", "1", "rate", {{"result", "satisfied"}});
  CHECK(office.waits_for("1") == Lines{"1 close officer - closing"});
  office.fire("officer", "1", "close",
              {{"disclosure", "publish"}, {"archive", json::array{"答复函"}}});
  CHECK(office.waits_for("1") ==
        Lines{"1 publish officer,contact - disclosure", "1 withhold officer,contact - disclosure"});
}

TEST_CASE("An objection waits for its ruling, whichever it is", "[http][awaited]") {
  WaitingOffice office;
  office.hand_over(office.open("关于修路的建议"));
  office.fire("contact", "1.1", "object", {{"reason", "不属本单位职责"}, {"approved_by", "局长"}});
  const auto waits = office.waits_for("1.1");
  REQUIRE(waits.size() == 2);
  CHECK(waits[0].starts_with("1.1 reject_objection deputies_body,gov_office,officer - ruling"));
  CHECK(waits[1].starts_with("1.1 uphold_objection deputies_body,gov_office,officer - ruling"));
}

TEST_CASE("What is awaited is told in the language that is asked for", "[http][awaited]") {
  WaitingOffice office;
  office.open("关于修路的建议");
  const auto first = [&](const char* language) {
    const auto page = office.as("officer").get("/api/v1/cases/1", {{"Accept-Language", language}});
    return page.json().at("waits_for").at(0).as_object();
  };
  CHECK(first("zh").at("label") == "登记编号");
  CHECK(first("zh").at("role_labels") == json::array{"督办人员"});
  CHECK(first("en").at("role_labels") == json::array{"supervision officer"});
  CHECK(first("zh").at("due").is_string());
}

TEST_CASE("Clocks say their limit in words, and where it stands", "[http][awaited]") {
  WaitingOffice office;
  office.hand_over(office.open("关于修路的建议"));
  const auto reply_in = [&](const char* path, const char* member, const char* language) {
    const auto told = office.as("officer").get(path, {{"Accept-Language", language}}).json();
    for (const auto& clock : told.at(member).as_array())
      if (clock.at("kind") == "reply") return clock.as_object();
    FAIL("no reply is due");
    return json::object{};
  };
  for (const auto& clock : {reply_in("/api/v1/cases/1", "clocks", "zh"),
                            reply_in("/api/v1/cases/1/clocks", "items", "zh"),
                            reply_in("/api/v1/cases/1/clocks?explain=true", "items", "zh")}) {
    CHECK(clock.at("label") == "答复期限");
    CHECK(clock.at("rule_label") == "三个月");
    CHECK(clock.at("source") == "代表法（2025年修正）第五十一条");
    CHECK_FALSE(text_of(clock.at("regulation_title")).empty());
  }
  CHECK(reply_in("/api/v1/cases/1", "clocks", "en").at("rule_label") == "3 months");
}

}  // namespace duban::http
