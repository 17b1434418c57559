// Successions and delegations, over HTTP.

#include "adapters/http/ear_fixture.hpp"
#include "adapters/sql/wakes_fixture.hpp"
#include "engine/register/moves.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";
const std::string here = "/api/v1/congresses/340100/", there = "/api/v1/congresses/340200/";

/// 老联络员 and 代理人 are contacts of two units; 新单位 has one too.
struct Place : ServedRegister {
  explicit Place(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    add_neighbour();
    for (const auto* unit : {"市水务局", "市大交通局"})
      directory.put(Unit{"340100", unit, unit}, true).value();
    for (const auto* name : {"张三", "李四"})
      directory.put(Deputy{"340100", name, name, ""}, true).value();
    add_user({"officer", "340100", {"officer"}, "", ""}, password);
    add_user({"root", "340100", {"administrator"}, "", ""}, password);
    add_user({"wuhu", "340200", {"officer", "administrator"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"delegate", "340100", {"contact"}, "市水务局", ""}, password);
    add_user({"new_contact", "340100", {"contact"}, "市大交通局", ""}, password);
    add_user({"deputy", "340100", {"lead_deputy", "deputy"}, "", "张三"}, password);
    hand_over();
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
  void on(const char* day) {
    time.move_to(parse_instant(std::string{day} + "T10:00:00+08:00").value());
  }
  /// What a scheduler does within a second.
  void follow() {
    Register cases{store, directory, catalogue, time, &signals};
    carry_out_moves(cases);
  }

 private:
  void hand_over();
};

Told post(const Browser& who, const std::string& path, const json::object& body) {
  return who.ask("POST", path, {}, json::serialize(body));
}

Told fire(const Browser& who,
          const std::string& id,
          const std::string& event,
          const json::object& data) {
  const auto seen = who.get("/api/v1/cases/" + id);
  if (seen.status != 200) return seen;
  return who.ask("POST", "/api/v1/cases/" + id + "/events/" + event,
                 {{"If-Match", seen.headers.at("etag")}},
                 json::serialize(json::object{{"data", data}}));
}

void Place::hand_over() {
  const auto officer = as("officer");
  REQUIRE(
      officer
          .ask("POST", "/api/v1/cases", {},
               R"({"workflow":"suggestion","event":"submit","data":{"title":"修路","text":"坏了",
                       "lead_deputy":"张三","session":"17-3"}})")
          .status == 201);
  REQUIRE(fire(officer, "1", "register", {}).status == 200);
  REQUIRE(fire(officer, "1", "assign",
               {{"mode", "sole"},
                {"units", json::array{json::object{{"unit", "市交通运输局"}, {"role", "sole"}}}}})
              .status == 200);
}

const json::object merger{
    {"what", "unit"}, {"before", "市交通运输局"}, {"after", "市大交通局"}, {"reason", "机构改革"}};

std::string text(const json::value& value) {
  return std::string{std::string_view{value.as_string()}};
}

}  // namespace

TEST_CASE("Units merge by one act, rehearsed first", "[http][sql]") {
  Place place{EACH_DATABASE};
  const auto officer = place.as("officer");
  const auto database = place.connect();
  const auto rehearsed = post(officer, here + "successions?dry_run=true", merger);
  REQUIRE(rehearsed.status == 200);
  CHECK(rehearsed.json().at("cases") == 2);
  CHECK(rehearsed.json().at("items").as_array().size() == 2);
  CHECK(officer.get(here + "successions").json().at("items").as_array().empty());

  const auto recorded = post(officer, here + "successions", merger);
  REQUIRE(recorded.status == 201);
  CHECK(recorded.json().at("on") == "2025-03-14");
  CHECK(recorded.json().at("recorded_by") == "officer");
  CHECK(post(officer, here + "successions", merger).status == 409);
  place.follow();
  CHECK(place.as("contact").get("/api/v1/cases/1.1").status == 404);
  CHECK(place.as("new_contact").get("/api/v1/cases/1.1").status == 200);
  CHECK(officer.get("/api/v1/cases?unit=%E5%B8%82%E5%A4%A7%E4%BA%A4%E9%80%9A%E5%B1%80")
            .json()
            .at("items")
            .as_array()
            .size() == 2);

  // Lists say who came after; nothing more is given to who is gone, and the refusal says so.
  const auto units = officer.get("/api/v1/units").json();
  for (const auto& unit : units.at("items").as_array())
    CHECK((unit.at("succeeded_by") == "市大交通局") == (unit.at("code") == "市交通运输局"));
  const auto refused =
      fire(officer, "1", "reassign",
           {{"units", json::array{json::object{{"unit", "市交通运输局"}, {"role", "sole"}}}},
            {"release", json::array{"市大交通局"}},
            {"note", "改派"}});
  CHECK(refused.status == 422);
  CHECK(refused.body.find("已由 市大交通局 接替") != std::string::npos);
}

TEST_CASE("A succession that cannot be is refused, and so is one of another congress",
          "[http][sqlite]") {
  Place place;
  const auto officer = place.as("officer");
  const auto with = [&](const char* name, const json::value& value) {
    auto body = merger;
    body[name] = value;
    return post(officer, here + "successions", body).status;
  };
  CHECK(with("before", "没有的局") == 422);
  CHECK(with("after", "没有的局") == 422);
  CHECK(with("after", "市交通运输局") == 422);
  CHECK(with("on", "2025-03-15") == 422);
  CHECK(with("what", "office") == 422);
  CHECK(post(place.as("contact"), here + "successions", merger).status == 403);
  CHECK(post(officer, there + "successions", merger).status == 404);
  CHECK(officer.get(there + "successions").status == 404);
  CHECK(officer.get(there + "delegations").status == 404);
  CHECK(place.as("wuhu").get(here + "successions").status == 404);
}

TEST_CASE("A contact who is away is stood in for, and the history says by whom", "[http][sql]") {
  Place place{EACH_DATABASE};
  const auto delegate = place.as("delegate");
  const json::object wanted{{"delegate", "delegate"}, {"through", "2025-03-20"}};
  CHECK(delegate.get("/api/v1/cases/1.1").status == 404);
  const auto given = post(place.as("contact"), here + "delegations", wanted);
  REQUIRE(given.status == 201);
  CHECK(given.json().at("principal") == "contact");
  CHECK(post(place.as("contact"), here + "delegations", wanted).status == 409);

  const auto seen = delegate.get("/api/v1/cases/1.1");
  REQUIRE(seen.status == 200);
  CHECK_FALSE(seen.json().at("possible_events").as_array().empty());
  CHECK(delegate.get("/api/v1/cases").json().at("items").as_array().size() == 2);
  REQUIRE(fire(delegate, "1.1", "sign", {{"name", "王办事"}, {"telephone", "0551"}}).status == 200);
  const auto events = delegate.get("/api/v1/cases/1.1/events").json();
  const auto& all = events.at("items").as_array();
  const auto signing = std::ranges::find(all, json::value("sign"),
                                         [](const auto& each) { return each.at("event"); });
  REQUIRE(signing != all.end());
  CHECK(signing->at("recorded_by") == "delegate");
  CHECK(signing->at("in_place_of") == "user:contact");

  // Each sees the own ones; nobody ends what is not theirs.
  const auto path =
      here + "delegations/" + std::to_string(given.json().at("id").as_int64()) + "/end";
  CHECK(place.as("new_contact").get(here + "delegations").json().at("items").as_array().empty());
  CHECK(delegate.get(here + "delegations").json().at("items").as_array().size() == 1);
  CHECK(place.as("new_contact").ask("POST", path).status == 404);
  CHECK(delegate.ask("POST", path).status == 403);
  CHECK(place.as("wuhu").ask("POST", path).status == 404);
  CHECK(place.as("wuhu").ask("POST", there + path.substr(here.size())).status == 404);
  CHECK(place.as("contact").ask("POST", path).status == 200);
  CHECK(place.as("contact").ask("POST", path).status == 409);
  CHECK(delegate.get("/api/v1/cases/1.1").status == 404);
}

TEST_CASE("Who is locked out is so through others too", "[http][sql]") {
  Place place{EACH_DATABASE};
  REQUIRE(post(place.as("contact"), here + "delegations",
               {{"delegate", "delegate"}, {"through", "2025-03-20"}})
              .status == 201);
  const auto delegate = place.as("delegate");
  REQUIRE(delegate.get("/api/v1/cases/1.1").status == 200);
  REQUIRE(place.gate.lock("contact", "停职").has_value());
  CHECK(delegate.get("/api/v1/cases/1.1").status == 404);
  REQUIRE(place.gate.lock("contact", "").has_value());
  CHECK(delegate.get("/api/v1/cases/1.1").status == 200);
}

TEST_CASE("WC59 Neither dry run nor list tells who is behind a protected name", "[http][sql]") {
  Place place{EACH_DATABASE};
  const auto officer = place.as("officer"), contact = place.as("contact");
  REQUIRE(officer
              .ask("POST", "/api/v1/cases", {},
                   R"({"workflow":"suggestion","event":"submit","data":{"title":"反映问题",
                       "text":"有人违规","lead_deputy":"李四","session":"17-3",
                       "confidential":true}})")
              .status == 201);
  REQUIRE(fire(officer, "2", "register", {}).status == 200);
  REQUIRE(fire(officer, "2", "assign",
               {{"mode", "sole"},
                {"units", json::array{json::object{{"unit", "市交通运输局"}, {"role", "sole"}}}}})
              .status == 200);
  const json::object wanted{{"what", "deputy"}, {"before", "李四"}, {"after", "张三"}};
  const auto rehearsed = post(officer, here + "successions?dry_run=true", wanted);
  REQUIRE(rehearsed.status == 200);
  CHECK(rehearsed.json().at("cases") == 0);
  CHECK(rehearsed.json().at("items").as_array().empty());

  REQUIRE(post(officer, here + "successions", wanted).status == 201);
  place.follow();
  const auto history = contact.get("/api/v1/cases/2/events");
  REQUIRE(history.status == 200);
  const auto tree = history.json();
  const auto& events = tree.at("items").as_array();
  const auto followed = std::ranges::find(events, json::value("succeeded"),
                                          [](const auto& each) { return each.at("event"); });
  REQUIRE(followed != events.end());
  CHECK(followed->at("body").at("data").as_object().empty());
  CHECK(history.body.find("李四") == std::string::npos);
  CHECK(history.body.find("张三") == std::string::npos);
  CHECK(contact.get(here + "successions").json().at("items").as_array().empty());
  CHECK(officer.get(here + "successions").json().at("items").as_array().size() == 1);
  const auto deputies = contact.get("/api/v1/deputies").json();
  for (const auto& deputy : deputies.at("items").as_array())
    CHECK(deputy.at("succeeded_by").is_null());
}

TEST_CASE("Who stands in hears what is heard by whom they stand in for", "[http][sql]") {
  Place place{EACH_DATABASE};
  const auto given = post(place.as("contact"), here + "delegations",
                          {{"delegate", "delegate"}, {"through", "2025-03-20"}});
  REQUIRE(given.status == 201);
  Ear ear{place.server.place, place.as("delegate").cookie()};
  REQUIRE(ear.status() == 200);
  REQUIRE(fire(place.as("contact"), "1.1", "sign", {{"name", "李四"}, {"telephone", "1"}}).status ==
          200);
  auto heard = ear.next_texts(2);  // of one commit, in no order
  std::ranges::sort(heard);
  CHECK(heard == std::vector<std::string>{"1.1/2 sign", "1/4 start"});

  const auto path = here + "delegations/" + std::to_string(given.json().at("id").as_int64());
  REQUIRE(place.as("contact").ask("POST", path + "/end").status == 200);
  CHECK(sql::comes_true([&] {
    return fire(place.as("officer"), "1.1", "urge", {}).status == 200 && ear.hears_nothing();
  }));
}

TEST_CASE("A delegation lasts through its last day", "[http][sqlite]") {
  Place place;
  const auto delegate = place.as("delegate");
  REQUIRE(post(place.as("root"), here + "delegations",
               {{"principal", "contact"}, {"delegate", "delegate"}, {"through", "2025-03-20"}})
              .status == 201);
  place.on("2025-03-20");
  CHECK(delegate.get("/api/v1/cases/1.1").status == 200);
  place.on("2025-03-21");
  CHECK(delegate.get("/api/v1/cases/1.1").status == 404);
}

TEST_CASE("Nobody gives away what is another's, or a deputy's", "[http][sqlite]") {
  Place place;
  const auto to_delegate = [](const char* principal) {
    return json::object{
        {"principal", principal}, {"delegate", "delegate"}, {"through", "2025-03-20"}};
  };
  CHECK(post(place.as("new_contact"), here + "delegations", to_delegate("contact")).status == 403);
  CHECK(post(place.as("deputy"), here + "delegations", to_delegate("deputy")).status == 422);
  CHECK(post(place.as("root"), here + "delegations", to_delegate("deputy")).status == 422);
  CHECK(post(place.as("root"), here + "delegations", to_delegate("wuhu")).status == 422);
  CHECK(post(place.as("wuhu"), there + "delegations", to_delegate("contact")).status == 422);
}

TEST_CASE("Who stands in for an officer does what officers do, and the audit log tells",
          "[http][sqlite]") {
  Place place;
  const auto delegate = place.as("delegate");
  const json::object unit{{"name", "市体育局"}};
  CHECK(post(delegate, "/api/v1/units", unit).status == 403);
  REQUIRE(post(place.as("officer"), here + "delegations",
               {{"delegate", "delegate"}, {"through", "2025-03-20"}})
              .status == 201);
  CHECK(post(delegate, "/api/v1/units", unit).status == 201);
  CHECK(delegate.get("/api/v1/users").status == 403);
  const auto imported = delegate.ask("POST", "/api/v1/imports", {{"Content-Type", "text/csv"}},
                                     "title,session\n修桥,17-3\n");
  REQUIRE(imported.status == 200);
  CHECK(imported.json().at("items").at(0).at("verdict") == "taken");
  const auto history = place.as("officer").get("/api/v1/cases/2/events").json();
  CHECK(history.at("items").at(0).at("recorded_by") == "delegate");
  CHECK(history.at("items").at(0).at("in_place_of") == "user:officer");
  const auto log = place.as("root").get("/api/v1/audit").json();
  const auto& entries = log.at("items").as_array();
  CHECK(std::ranges::any_of(entries, [](const json::value& entry) {
    return entry.at("act") == "addUnit" &&
           text(entry.at("about")).find("user:officer") != std::string::npos;
  }));
}

TEST_CASE("The outbox says whom an address means today", "[http][sqlite]") {
  Place place;
  REQUIRE(post(place.as("contact"), here + "delegations",
               {{"delegate", "delegate"}, {"through", "2025-03-20"}})
              .status == 201);
  const auto told_now = [&] {
    const auto page = place.as("officer").get("/api/v1/outbox").json();
    for (const auto& notice : page.at("items").as_array())
      if (notice.at("recipient") == "unit:市交通运输局:contact")
        return json::serialize(notice.at("recipients"));
    return std::string{"no notice"};
  };
  CHECK(
      told_now() ==
      R"([{"user":"contact","in_place_of":""},{"user":"delegate","in_place_of":"user:contact"}])");
  REQUIRE(place.gate.lock("contact", "停职").has_value());
  CHECK(told_now() == "[]");
}

}  // namespace duban::http
