// What an office keeps of its congress, over HTTP.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

/// Two congresses, each with an officer, and a contact in the first.
struct TwoOffices : ServedRegister {
  explicit TwoOffices(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    add_neighbour();
    add_user({"officer", "340100", {"officer"}, "", ""}, "春江花月夜2025年");
    add_user({"wuhu", "340200", {"officer"}, "", ""}, "春江花月夜2025年");
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, "春江花月夜2025年");
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
};

Told post(const Browser& who, const std::string& path, const json::object& body) {
  return who.ask("POST", "/api/v1/" + path, {}, json::serialize(body));
}
Told patch(const Browser& who, const std::string& path, const json::object& body) {
  return who.ask("PATCH", "/api/v1/" + path, {}, json::serialize(body));
}

std::size_t count_of(const Told& told) {
  return told.json().at("items").as_array().size();
}

}  // namespace

TEST_CASE("What an address cannot hold is no code", "[http][sqlite]") {
  TwoOffices office;
  const auto officer = office.as("officer");
  for (const auto* kind : {"units", "deputies", "sessions", "meetings"})
    for (const auto& code : {std::string{"."}, std::string{".."}, std::string{"a/b"},
                             std::string{"a\nb"}, std::string(201, 'x')}) {
      INFO(kind << " " << code);
      CHECK(post(officer, kind, {{"code", code}, {"name", "名"}}).status == 422);
    }
  CHECK(post(officer, "units", {{"name", "发改委/粮食局"}}).status == 422);
  CHECK(post(officer, "units", {{"name", "发改委/粮食局"}, {"code", "粮食局"}}).status == 201);
}

TEST_CASE("Units, deputies, sessions and meetings are kept by the office", "[http][sql]") {
  TwoOffices office{EACH_DATABASE};
  const auto officer = office.as("officer");

  const auto unit = post(officer, "units", {{"name", "市水务局"}});
  REQUIRE(unit.status == 201);
  CHECK(unit.json() ==
        json::object{{"congress", "340100"}, {"code", "市水务局"}, {"name", "市水务局"}});
  CHECK(post(officer, "units", {{"name", "市水务局"}}).status == 409);
  const auto renamed =
      patch(officer, "units/%E5%B8%82%E6%B0%B4%E5%8A%A1%E5%B1%80", {{"name", "市水利局"}});
  REQUIRE(renamed.status == 200);
  CHECK(renamed.json().at("name") == "市水利局");
  CHECK(count_of(officer.get("/api/v1/units")) == 2);

  CHECK(post(officer, "deputies", {{"code", "D7"}, {"name", "张三"}, {"delegation", "瑶海团"}})
            .status == 201);
  const auto moved = patch(officer, "deputies/D7", {{"delegation", "庐阳团"}});
  CHECK(moved.json().at("name") == "张三");
  CHECK(moved.json().at("delegation") == "庐阳团");

  const json::object session{{"code", "17-4"}, {"name", "四次会议"}, {"opened_on", "2026-01-12"}};
  const auto added = post(officer, "sessions", session);
  REQUIRE(added.status == 201);
  CHECK(added.json().at("closed_on").is_null());
  const auto closed = patch(officer, "sessions/17-4", {{"closed_on", "2026-01-10"}});
  CHECK(closed.status == 422);
  CHECK(closed.json().at("errors").as_array().front().as_object().at("path") == "closed_on");
  CHECK(patch(officer, "sessions/17-4", {{"closed_on", "2026-01-16"}}).status == 200);

  CHECK(
      post(officer, "meetings", {{"code", "2026-2"}, {"name", "常委会"}, {"held_on", "2026-03-26"}})
          .status == 201);
  CHECK(patch(officer, "meetings/2026-9", {{"name", "x"}}).status == 404);
}

TEST_CASE("What is no row is refused with the place, and nothing is kept", "[http]") {
  TwoOffices office;
  const auto officer = office.as("officer");
  const auto path_of = [](const Told& told) {
    REQUIRE(told.status == 422);
    return std::string{
        told.json().at("errors").as_array().front().as_object().at("path").as_string()};
  };
  REQUIRE(post(officer, "deputies", {{"code", "D7"}, {"name", "张三"}}).status == 201);
  for (const auto& nameless : {json::object{}, json::object{{"name", "  "}},
                               json::object{{"name", 5}}, json::object{{"name", "a/b"}}})
    CHECK(path_of(post(officer, "units", nameless)) == "name");
  CHECK(path_of(post(officer, "units", {{"code", "a/b"}, {"name", "局"}})) == "code");
  CHECK(path_of(post(officer, "units", {{"name", "局"}, {"nmae", "局"}})) == "nmae");
  CHECK(path_of(post(officer, "units", {{"name", "局"}, {"congress", "340200"}})) == "congress");
  CHECK(path_of(patch(officer, "deputies/D7", {{"code", "D8"}})) == "code");
  CHECK(path_of(post(officer, "meetings",
                     {{"code", "1"}, {"name", "会"}, {"held_on", "2026-02-30"}})) == "held_on");
  CHECK(count_of(officer.get("/api/v1/units")) == 1);
}

TEST_CASE("What the command line has kept without a name can be changed", "[http][sql]") {
  TwoOffices office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto day = [](const char* text) { return parse_date(text).value(); };
  office.directory.put(Session{"340100", "17-3", "", day("2025-01-08"), day("2025-01-12")}, true)
      .value();
  office.directory.put(Meeting{"340100", "2025-5", "", day("2025-09-24")}, true).value();

  const auto closed = patch(officer, "sessions/17-3", {{"closed_on", "2025-01-13"}});
  INFO(closed.body);
  REQUIRE(closed.status == 200);
  CHECK(closed.json().at("closed_on") == "2025-01-13");
  CHECK(closed.json().at("opened_on") == "2025-01-08");
  CHECK(patch(officer, "meetings/2025-5", {{"held_on", "2025-09-29"}}).status == 200);
  CHECK(patch(officer, "sessions/17-3", {{"name", " "}}).status == 422);
  CHECK(patch(officer, "sessions/17-3", {{"name", "三次会议"}}).json().at("name") == "三次会议");
}

TEST_CASE("The clock is moved by one moment and nothing else", "[http][sql]") {
  TwoOffices office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto path_of = [&](const json::object& body) {
    const auto told = post(officer, "clock", body);
    INFO(told.body);
    REQUIRE(told.status == 422);
    return std::string{
        told.json().at("errors").as_array().front().as_object().at("path").as_string()};
  };
  const auto* later = "2025-03-14T10:00:00+08:00";
  CHECK(path_of({}) == "now");
  CHECK(path_of({{"now", "tomorrow"}}) == "now");
  CHECK(path_of({{"now", later}, {"then", later}}) == "then");
  CHECK(post(officer, "clock", {{"now", 5}}).json().at("detail") == "now：应为文字");
  CHECK(post(officer, "clock", {{"now", later}}).status == 200);
  CHECK(office.directory.simulated_now() == parse_instant(later).value());
}

TEST_CASE("An office neither sees nor changes what is another's", "[http]") {
  TwoOffices office;
  const auto wuhu = office.as("wuhu"), contact = office.as("contact");
  CHECK(count_of(wuhu.get("/api/v1/units")) == 0);
  CHECK(wuhu.get("/api/v1/units?congress=340100").status == 404);
  CHECK(post(wuhu, "units?congress=340100", {{"name", "局"}}).status == 404);
  CHECK(count_of(wuhu.get("/api/v1/congresses")) == 1);

  const auto refused = post(contact, "units", {{"name", "局"}});
  CHECK(refused.status == 403);
  CHECK(refused.json().at("reason") == "no_authority");
  CHECK(refused.json().at("possible").as_array().front() == "officer");
  CHECK(count_of(contact.get("/api/v1/units")) == 1);
}

TEST_CASE("Tables, profile, calendar and time can be read", "[http][sql]") {
  TwoOffices office{EACH_DATABASE};
  const auto officer = office.as("officer");
  CHECK(count_of(officer.get("/api/v1/workflows")) == 3);
  CHECK(officer.get("/api/v1/workflows/suggestion").json().at("workflow") == "suggestion");
  CHECK(officer.get("/api/v1/workflows/none").status == 404);
  const auto drawn = officer.get("/api/v1/workflows/report/diagram?format=dot");
  CHECK(drawn.body.starts_with("digraph"));
  CHECK(officer.get("/api/v1/workflows/report/diagram?format=png").status == 422);
  CHECK(officer.get("/api/v1/regulation").json().at("profile").as_object().contains("limits"));

  const auto days = officer.get("/api/v1/calendar/days?from=2025-05-01&to=2025-05-06");
  REQUIRE(days.status == 200);
  CHECK(count_of(days) == 6);
  CHECK(days.json().at("items").as_array().front().as_object().at("workday") == false);
  CHECK(officer.get("/api/v1/calendar/days?from=2025-05-06&to=2025-05-01").status == 422);
  CHECK(officer.get("/api/v1/calendar/days?from=2025-13-06&to=2025-05-01").status == 422);
  CHECK(officer.get("/api/v1/calendar/days?from=1900-01-01&to=2025-05-01").status == 422);

  CHECK(officer.get("/api/v1/clock").json().at("now") == "2025-03-14T09:00:00+08:00");
}

}  // namespace duban::http
