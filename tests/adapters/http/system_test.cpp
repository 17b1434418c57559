// The state of the program, for whoever keeps it.

#include "adapters/http/handling_fixture.hpp"
#include "adapters/sql/held.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

TEST_CASE("The state of the system is told to who keeps it", "[http][sql][system]") {
  Handling office{EACH_DATABASE};
  office.hand_over(office.open("关于修路的建议"));
  for (const auto* who : {"officer", "root"}) {
    const auto told = office.as(who).get("/api/v1/system");
    INFO(told.body);
    REQUIRE(told.status == 200);
    const auto state = told.json();
    CHECK(state.at("database") == "sqlite");
    CHECK(state.at("schema") == 12);
    CHECK(state.at("now") == "2025-03-14T09:00:00+08:00");
    CHECK(state.at("held").is_null());
    CHECK(state.at("keeps_time") == true);
    CHECK(state.at("clock_offset_ms") == 0);
    CHECK(state.at("next_wake").is_string());
    CHECK(state.at("oldest_due_rung_seconds") == 0);
    CHECK(state.at("connections") == 1);
    CHECK(state.at("memory_bytes").as_int64() > 1'000'000);
    CHECK(state.at("started_at").is_string());
  }
  for (const auto* who : {"contact", "deputy", "leader"})
    CHECK(office.as(who).get("/api/v1/system").status == 403);
}

TEST_CASE("What waits too long shows in the state of the system", "[http][sql][system]") {
  Handling office{EACH_DATABASE};
  office.hand_over(office.open("关于修路的建议"));
  office.on("2025-07-01");
  const auto state = office.as("officer").get("/api/v1/system").json();
  CHECK(state.at("oldest_due_rung_seconds").as_int64() > 86'400);
  CHECK(state.at("oldest_pending_notice_seconds").as_int64() > 86'400);
}

TEST_CASE("A held register says since when and why", "[http][sql][system]") {
  Handling office{EACH_DATABASE};
  const auto database = office.connect();
  sql::hold_at_work(*database, office.time.now()).value();
  const auto held = office.as("officer").get("/api/v1/system").json().at("held").as_object();
  CHECK(held.at("since") == "2025-03-14T09:00:00+08:00");
  CHECK(held.at("from") == "");
  CHECK(text_of(held.at("why")).find("停发") != std::string::npos);
}

TEST_CASE("A profile of the shelf is read before a congress goes by it", "[http][system]") {
  Handling office;
  const auto told = office.as("root").get("/api/v1/regulations/hefei");
  REQUIRE(told.status == 200);
  const auto view = told.json();
  CHECK(view.at("name") == "hefei");
  CHECK(view.at("congress") == "");
  CHECK_FALSE(text_of(view.at("profile").at("limits").at("reply").at("source")).empty());
  CHECK(office.as("root").get("/api/v1/regulations/hefey").status == 404);
  CHECK(office.as("root").get("/api/v1/regulations/..%2F..%2Fduban").status == 404);
  CHECK(office.as("officer").get("/api/v1/regulations/hefei").status == 403);
}

}  // namespace duban::http
