// One suggestion through its whole life, over HTTP, by the people whose acts they are.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

/// An office of five people, each with one role.
struct Office : ServedRegister {
  explicit Office(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    directory.put(Unit{"340100", "市水务局", "市水务局"}, true).value();
    directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
    directory.put(Deputy{"340100", "李四", "李四", ""}, true).value();
    add_user({"officer", "340100", {"officer"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"head", "340100", {"unit_head"}, "市交通运输局", ""}, password);
    add_user({"deputy", "340100", {"lead_deputy", "deputy"}, "", "张三"}, password);
    add_user({"other_deputy", "340100", {"lead_deputy", "deputy"}, "", "李四"}, password);
    add_user({"other_contact", "340100", {"contact"}, "市水务局", ""}, password);
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }

  void on(const char* day) {
    time.move_to(parse_instant(std::string{day} + "T10:00:00+08:00").value());
  }
};

Told fire(const Browser& who,
          const std::string& id,
          const std::string& event,
          json::object data = {}) {
  const auto seen = who.get("/api/v1/cases/" + id);
  if (seen.status != 200) return seen;
  return who.ask("POST", "/api/v1/cases/" + id + "/events/" + event,
                 {{"If-Match", seen.headers.at("etag")}},
                 json::serialize(json::object{{"data", std::move(data)}}));
}

Told submit(const Browser& who, Headers headers = {}) {
  return who.ask("POST", "/api/v1/cases", std::move(headers),
                 R"({"workflow":"suggestion","event":"submit","data":{
                     "title":"关于改造长江路积水点的建议","text":"每逢大雨，长江路积水严重，请予改造。",
                     "lead_deputy":"张三","session":"17-3"}})");
}

const json::object assigned{
    {"mode", "sole"},
    {"units", json::array{json::object{{"unit", "市交通运输局"}, {"role", "sole"}}}}};

/// Handed over to the unit: case 1 and 1.1.
void hand_over(Office& office) {
  const auto officer = office.as("officer");
  REQUIRE(submit(officer).status == 201);
  REQUIRE(fire(officer, "1", "register").status == 200);
  REQUIRE(fire(officer, "1", "assign", assigned).status == 200);
}

std::string text(const Told& told, const char* name) {
  return std::string{std::string_view{told.json().at(name).as_string()}};
}

std::vector<std::string> possible(const Told& told) {
  std::vector<std::string> events;
  const auto page = told.json();
  for (const auto& event : page.at("possible_events").as_array())
    events.emplace_back(std::string_view{event.at("event").as_string()});
  return events;
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

TEST_CASE("A suggestion lives from submission to publication by five people", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto officer = office.as("officer"), contact = office.as("contact"),
             head = office.as("head"), deputy = office.as("deputy");
  const auto opened = submit(officer);
  REQUIRE(opened.status == 201);
  CHECK(opened.headers.at("location") == "/api/v1/cases/1");
  CHECK(text(opened, "state") == "submitted");
  CHECK(text(fire(officer, "1", "register"), "state") == "registered");
  CHECK(text(fire(officer, "1", "assign", assigned), "state") == "assigned");

  CHECK(text(fire(contact, "1.1", "sign", {{"name", "李联络"}, {"telephone", "0551-1"}}),
             "state") == "handling");
  office.on("2025-05-20");
  CHECK(fire(contact, "1.1", "record_contact",
             {{"way", "face_to_face"}, {"persons", "张三"}, {"summary", "当面沟通"}})
            .status == 200);
  office.on("2025-06-10");
  const json::object reply{{"number", "建复〔8〕号"}, {"reply_class", "A"},
                           {"signatory", "局长"},     {"sealed", true},
                           {"text", "已经办结。"},    {"contact_person", "李联络"}};
  CHECK(text(fire(contact, "1.1", "reply", reply), "state") == "delivered");
  CHECK(text(head.get("/api/v1/cases/1"), "state") == "answered");
  CHECK(text(fire(deputy, "1", "rate", {{"result", "satisfied"}}), "state") == "revisited");
  CHECK(text(fire(officer, "1", "close",
                  {{"disclosure", "publish"}, {"archive", json::array{"答复函"}}}),
             "state") == "closed");
  CHECK(fire(officer, "1", "publish", {{"full_text", true}}).status == 200);

  const auto history = officer.get("/api/v1/cases/1/events?limit=3").json();
  CHECK(history.at("items").as_array().size() == 3);
  CHECK(history.at("next") == 3);
  CHECK(officer.get("/api/v1/cases/1/events?after=3").json().at("next").is_null());
}

TEST_CASE(
    "A transition says what it saw: missing 428, stale 412, wrong state 409, no authority 403",
    "[http][sql]") {
  Office office{EACH_DATABASE};
  hand_over(office);
  const auto officer = office.as("officer"), contact = office.as("contact");
  const auto post = [&](const Browser& who, const std::string& target, const Headers& headers,
                        const std::string& body = "{}") {
    return who.ask("POST", "/api/v1/cases/" + target, headers, body);
  };
  CHECK(post(officer, "1.1/events/urge", {}).status == 428);
  CHECK(post(officer, "1.1/events/urge", {{"If-Match", "7"}}).status == 422);

  const auto stale = post(officer, "1.1/events/urge", {{"If-Match", "\"99\""}});
  CHECK(stale.status == 412);
  CHECK(text(stale, "reason") == "stale_version");

  const auto wrong = fire(officer, "1", "close");
  CHECK(wrong.status == 409);
  CHECK(text(wrong, "reason") == "not_in_state");
  CHECK(text(wrong, "detail").find("已交办") != std::string::npos);
  CHECK_FALSE(wrong.json().at("possible_events").as_array().empty());

  const auto refused = fire(contact, "1.1", "urge");
  CHECK(refused.status == 403);
  CHECK(text(refused, "reason") == "no_authority");
  CHECK(text(refused, "detail").find("contact（承办单位联络员，市交通运输局）") !=
        std::string::npos);

  CHECK(post(officer, "1.1/events/urge", {{"If-Match", "\"2\""}, {"Idempotency-Key", "\xff"}})
            .status == 422);

  const auto unknown = fire(officer, "1", "regster");
  CHECK(unknown.status == 404);
  CHECK(text(unknown, "reason") == "no_such_event");

  const auto bad = fire(contact, "1.1", "sign", {{"nam", "李"}});
  CHECK(bad.status == 422);
  CHECK(bad.json().at("errors").as_array().front().at("path") == "data.name");

  const auto condition = fire(contact, "1.1", "request_extension",
                              {{"until", "2026-03-01"}, {"reason", "改造跨年度"}});
  CHECK((condition.status == 422 || condition.status == 409));
}

TEST_CASE("The same key acts once, and with another request it is refused", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const Headers key{{"Idempotency-Key", "k-1"}};
  const auto first = submit(officer, key), again = submit(officer, key);
  CHECK(first.status == 201);
  CHECK(again.status == 201);
  CHECK(first.body == again.body);
  CHECK(first.headers.at("location") == again.headers.at("location"));
  CHECK(first.headers.at("etag") == again.headers.at("etag"));
  CHECK_FALSE(first.headers.contains("idempotency-replayed"));
  CHECK(again.headers.at("idempotency-replayed") == "true");
  const auto other = officer.ask("POST", "/api/v1/cases", key,
                                 R"({"workflow":"suggestion","event":"submit","data":{
                                     "title":"另一件","text":"另一件","lead_deputy":"张三",
                                     "session":"17-3"}})");
  CHECK(other.status == 422);
  CHECK(text(other, "reason") == "idempotency_key");
  CHECK(officer.get("/api/v1/cases").json().at("items").as_array().size() == 1);
}

TEST_CASE("A repeated key gets the first answer, also once the case is out of sight",
          "[http][sql]") {
  Office office{EACH_DATABASE};
  hand_over(office);
  const auto contact = office.as("contact");
  const auto sign = [&](const char* body) {
    return contact.ask("POST", "/api/v1/cases/1.1/events/sign",
                       {{"If-Match", "\"1\""}, {"Idempotency-Key", "k-2"}}, body);
  };
  constexpr auto signed_by = R"({"data":{"name":"李联络","telephone":"0551-1"}})";
  const auto first = sign(signed_by);
  REQUIRE(first.status == 200);
  CHECK(first.json().at("events").as_array().size() > 1);
  CHECK(sign(signed_by).body == first.body);
  office.directory.put(User{"contact", "340100", {"contact"}, "市水务局", ""}, false).value();
  CHECK(contact.get("/api/v1/cases/1.1").status == 404);
  const auto again = sign(signed_by);
  CHECK(again.status == 200);
  CHECK(again.body == first.body);
  CHECK(sign(R"({"data":{"name":"王联络","telephone":"0551-1"}})").status == 422);
  CHECK(office.as("officer").get("/api/v1/cases/1.1").json().at("version") ==
        first.json().at("version"));
}

TEST_CASE("What one may not see does not exist: page, history, clocks, acts and lists",
          "[http][sql]") {
  Office office{EACH_DATABASE};
  hand_over(office);
  office.directory
      .put(
          Congress{"340200", "另一市", "city", "", office.directory.congresses().front().regulation,
                   office.directory.congresses().front().calendar},
          true)
      .value();
  office.add_user({"stranger", "340200", {"officer"}, "", ""}, password);
  for (const auto* name : {"other_contact", "other_deputy", "stranger"}) {
    INFO(name);
    const auto who = office.as(name);
    for (const auto* target : {"/api/v1/cases/1", "/api/v1/cases/1.1", "/api/v1/cases/1/events",
                               "/api/v1/cases/1/clocks", "/api/v1/cases/1/why-not?event=urge"}) {
      INFO(target);
      const auto told = who.get(target);
      CHECK(told.status == 404);
      CHECK(text(told, "reason") == "no_such_case");
    }
    const auto missing = who.get("/api/v1/cases/9");
    CHECK(missing.status == 404);
    CHECK(who.ask("POST", "/api/v1/cases/1.1/events/urge", {{"If-Match", "\"1\""}}, "{}").status ==
          404);
    CHECK(who.get("/api/v1/cases").json().at("items").as_array().empty());
  }
  CHECK(office.as("deputy").get("/api/v1/cases").json().at("items").as_array().size() == 2);
  const auto of_unit = office.as("contact").get("/api/v1/cases").json().at("items").as_array();
  REQUIRE(of_unit.size() == 2);  // its assignment, and what that belongs to
  CHECK(of_unit.back().at("id") == "1.1");
  CHECK(office.as("contact").get("/api/v1/cases/1").status == 200);
  CHECK(office.server.ask("GET", "/api/v1/cases").status == 401);
}

TEST_CASE("A case tells whoever asks what they can do with it, and how", "[http][sqlite]") {
  Office office;
  hand_over(office);
  const auto of_contact = office.as("contact").get("/api/v1/cases/1.1");
  CHECK(contains(possible(of_contact), "sign"));
  CHECK_FALSE(contains(possible(of_contact), "urge"));
  CHECK(contains(possible(office.as("officer").get("/api/v1/cases/1.1")), "urge"));
  const auto page = of_contact.json();
  for (const auto& event : page.at("possible_events").as_array())
    if (event.at("event") == "sign") {
      CHECK(event.at("label") == "签收");
      CHECK(event.at("schema").at("properties").as_object().contains("telephone"));
    }
  CHECK(of_contact.json().at("clocks").as_array().front().as_object().contains("days_left"));
}

TEST_CASE("Why an event is not possible is explained", "[http][sqlite]") {
  Office office;
  hand_over(office);
  const auto ask = [&](const char* who, const char* target) {
    return office.as(who).get(std::string{"/api/v1/cases/"} + target).json();
  };
  CHECK(ask("officer", "1.1/why-not?event=urge").at("possible") == true);
  CHECK(ask("contact", "1.1/why-not?event=sign").at("possible") == true);  // data are still missing
  const auto authority = ask("contact", "1.1/why-not?event=urge");
  CHECK(authority.at("possible") == false);
  CHECK(authority.at("reason") == "no_authority");
  CHECK(ask("contact", "1/why-not?event=reassign").at("possible") == false);  // though data lack
  CHECK(ask("officer", "1/why-not?event=close").at("reason") == "not_in_state");
  // What only lacks a word that is still to come is possible.
  CHECK(ask("officer", "1/why-not?event=reassign").at("possible") == true);
}

TEST_CASE("Who may not, or not now, is told that and not of missing data", "[http][sqlite]") {
  Office office;
  hand_over(office);
  const auto contact = office.as("contact");
  REQUIRE(fire(contact, "1.1", "sign", {{"name", "李联络"}, {"telephone", "1"}}).status == 200);
  const auto why = contact.get("/api/v1/cases/1.1/why-not?event=sign").json();
  CHECK(why.at("possible") == false);
  CHECK(why.at("condition") == "not_signed_yet");
  const auto& others = why.at("possible_events").as_array();
  CHECK(std::ranges::find(others, boost::json::value("object")) != others.end());
  CHECK(std::ranges::find(others, boost::json::value("sign")) == others.end());
  const auto again = fire(contact, "1.1", "sign");  // name and telephone are missing as well
  CHECK(again.status == 422);
  CHECK(text(again, "condition") == "not_signed_yet");

  const auto not_theirs = fire(contact, "1.1", "grant_extension");  // and so is the day
  CHECK(not_theirs.status == 403);
  const auto body = not_theirs.json();
  const auto& possible = body.at("possible_events").as_array();
  CHECK(std::ranges::find(possible, boost::json::value("grant_extension")) == possible.end());
  CHECK(std::ranges::find(possible, boost::json::value("request_extension")) != possible.end());
}

TEST_CASE("A list is filtered and goes page by page", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto officer = office.as("officer");
  for (int i = 0; i < 5; ++i) REQUIRE(submit(officer).status == 201);
  REQUIRE(fire(officer, "2", "register").status == 200);
  const auto first = officer.get("/api/v1/cases?limit=2").json();
  CHECK(first.at("items").as_array().size() == 2);
  CHECK(first.at("next") == "2");
  const auto last = officer.get("/api/v1/cases?limit=3&after=2").json();
  CHECK(last.at("items").as_array().size() == 3);
  CHECK(last.at("next").is_null());
  CHECK(officer.get("/api/v1/cases?state=registered").json().at("items").as_array().size() == 1);
  CHECK(officer.get("/api/v1/cases?text=%E7%A7%AF%E6%B0%B4").json().at("items").as_array().size() ==
        5);
  CHECK(officer.get("/api/v1/cases?text=%E5%AD%A6%E6%A0%A1").json().at("items").as_array().empty());
  for (const auto* bad : {"limit=0", "limit=501", "limit=x", "overdue=yes", "after=x", "stat=open",
                          "state=a&state=b"}) {
    INFO(bad);
    CHECK(officer.get(std::string{"/api/v1/cases?"} + bad).status == 422);
  }
  const auto nameless = officer.get("/api/v1/cases?=1").json();
  CHECK(nameless.at("errors").at(0).at("path") == "=");
}

}  // namespace duban::http
