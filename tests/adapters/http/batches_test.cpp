// One event for many cases: a verdict each, one record, and nothing twice.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

/// Three suggestions that wait to be registered.
struct ThreeWaiting : ServedRegister {
  explicit ThreeWaiting(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
    add_user({"officer", "340100", {"officer"}, "", ""}, "春江花月夜2025年");
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, "春江花月夜2025年");
    add_user({"deputy", "340100", {"lead_deputy", "deputy"}, "", "张三"}, "春江花月夜2025年");
    const auto officer = as("officer");
    for (int i = 0; i < 3; ++i)
      REQUIRE(officer
                  .ask("POST", "/api/v1/cases", {},
                       R"({"workflow":"suggestion","event":"submit","data":{
                           "title":"修路","text":"路不平","lead_deputy":"张三","session":"17-3"}})")
                  .status == 201);
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
  [[nodiscard]] std::int64_t version(const char* id) {
    return as("officer").get(std::string{"/api/v1/cases/"} + id).json().at("version").as_int64();
  }
};

json::object body_for(const char* event, json::array cases) {
  return {{"event", event}, {"cases", std::move(cases)}};
}
json::object seen(const char* id, std::int64_t version) {
  return {{"id", id}, {"version", version}};
}

Told send(const Browser& who, const json::object& body, const char* key, Headers headers = {}) {
  if (key) headers.emplace_back("Idempotency-Key", key);
  return who.ask("POST", "/api/v1/batches", std::move(headers), json::serialize(body));
}

std::vector<std::string> outcomes(const Told& told) {
  std::vector<std::string> all;
  const auto body = told.json();
  for (const auto& item : body.at("items").as_array())
    all.push_back(std::string{std::string_view{item.at("id").as_string()}} + " " +
                  std::string{std::string_view{item.at("verdict").as_string()}});
  return all;
}

std::string reason(const Told& told, std::size_t nth) {
  const auto body = told.json();
  return std::string{
      std::string_view{body.at("items").as_array().at(nth).at("problem").at("reason").as_string()}};
}

using Outcomes = std::vector<std::string>;

}  // namespace

TEST_CASE("A batch says each case's verdict, is kept, and acts once", "[http][batch][sql]") {
  ThreeWaiting office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto body =
      body_for("register", json::array{seen("1", 1), seen("2", 7), seen("3", 1), seen("9", 1)});

  const auto dry = officer.ask("POST", "/api/v1/batches?dry_run=true", {}, json::serialize(body));
  REQUIRE(dry.status == 200);
  CHECK(outcomes(dry) == Outcomes{"1 possible", "2 refused", "3 possible", "9 refused"});
  CHECK(dry.json().at("id").is_null());
  CHECK(office.version("1") == 1);

  const auto told = send(officer, body, "k1");
  REQUIRE(told.status == 201);
  CHECK(outcomes(told) == Outcomes{"1 done", "2 refused", "3 done", "9 refused"});
  CHECK(reason(told, 1) == "stale_version");
  CHECK(reason(told, 3) == "no_such_case");
  CHECK(told.json().at("items").at(0).at("state") == "registered");
  CHECK(told.json().at("done") == 2);
  CHECK(office.version("1") == 2);

  const auto again = send(officer, body, "k1");
  CHECK(again.status == 201);
  CHECK(again.body == told.body);
  CHECK_FALSE(told.headers.contains("idempotency-replayed"));
  CHECK(again.headers.at("idempotency-replayed") == "true");
  CHECK(office.version("3") == 2);
  const auto other = send(officer, body_for("register", json::array{seen("2", 1)}), "k1");
  CHECK(other.status == 422);
  CHECK(other.json().at("reason") == "idempotency_key");

  const auto kept = officer.get(told.headers.at("location"));
  REQUIRE(kept.status == 200);
  CHECK(kept.body == told.body);
  const auto english = officer.get(told.headers.at("location"), {{"Accept-Language", "en"}});
  CHECK(english.json().at("items").at(3).at("problem").at("detail") == "there is no case 9");
}

TEST_CASE("A batch that broke off goes on where it stood", "[http][batch][sql]") {
  ThreeWaiting office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto first = body_for("register", json::array{seen("1", 1), seen("2", 1)});
  const auto told = send(officer, first, "k1");
  REQUIRE(outcomes(told) == Outcomes{"1 done", "2 done"});
  // As a node leaves it that dies between the last case and the record.
  auto batch =
      office.batches.find(std::string{std::string_view{told.json().at("id").as_string()}}).value();
  batch.is_finished = false;
  office.batches.finish(batch);
  CHECK(officer.get(told.headers.at("location")).json().at("finished") == false);
  const auto again = send(officer, first, "k1");
  CHECK(again.body == told.body);
  CHECK_FALSE(again.headers.contains("idempotency-replayed"));  // it still had work
  CHECK(office.version("1") == 2);
  CHECK(office.version("2") == 2);
}

TEST_CASE("Who may not is told so case by case, and what is not theirs is not there",
          "[http][batch][sql]") {
  ThreeWaiting office{EACH_DATABASE};
  const auto deputy = office.as("deputy"), contact = office.as("contact"),
             officer = office.as("officer");
  const auto body = body_for("register", json::array{seen("1", 1), seen("2", 1)});
  const auto refused = send(deputy, body, "k1");
  REQUIRE(refused.status == 201);
  CHECK(outcomes(refused) == Outcomes{"1 refused", "2 refused"});
  CHECK(reason(refused, 0) == "no_authority");
  const auto hidden = send(contact, body, "k1");
  CHECK(reason(hidden, 0) == "no_such_case");
  CHECK(office.version("1") == 1);

  CHECK(contact.get(refused.headers.at("location")).status == 404);
  CHECK(officer.get(refused.headers.at("location")).status == 200);
  CHECK(contact.get("/api/v1/batches").json().at("items").as_array().size() == 1);
  CHECK(officer.get("/api/v1/batches").json().at("items").as_array().size() == 2);
  const auto log = office.audit.entries("", 0, 10);
  REQUIRE(log.size() == 1);
  CHECK(log.front().act == "makeBatch");
  CHECK(log.front().outcome == "no_authority");
}

TEST_CASE("Batches are listed from the last, page by page, and by case", "[http][batch][sql]") {
  ThreeWaiting office{EACH_DATABASE};
  const auto officer = office.as("officer");
  REQUIRE(send(officer, body_for("register", json::array{seen("1", 1)}), "k1").status == 201);
  REQUIRE(send(officer, body_for("register", json::array{seen("2", 1)}), "k2").status == 201);
  const auto page = officer.get("/api/v1/batches?limit=1").json();
  REQUIRE(page.at("items").as_array().size() == 1);
  CHECK(page.at("items").at(0).at("number") == page.at("next"));
  const auto next = std::to_string(page.at("next").as_int64());
  const auto last = officer.get("/api/v1/batches?before=" + next).json();
  REQUIRE(last.at("items").as_array().size() == 1);
  CHECK(last.at("next").is_null());
  const auto of_case = officer.get("/api/v1/batches?case=1").json();
  REQUIRE(of_case.at("items").as_array().size() == 1);
  CHECK(of_case.at("items").at(0).at("id") == last.at("items").at(0).at("id"));
}

TEST_CASE("What is no batch is refused, and nothing is done", "[http][batch]") {
  ThreeWaiting office;
  const auto officer = office.as("officer");
  const auto path_of = [&](const json::object& body, const char* key = "k") {
    const auto told = send(officer, body, key);
    REQUIRE(told.status == 422);
    return std::string{std::string_view{told.json().at("errors").at(0).at("path").as_string()}};
  };
  CHECK(path_of(body_for("register", {})) == "cases");
  CHECK(path_of(body_for("register", json::array{seen("1", 1), seen("1", 1)})) == "cases[1]");
  CHECK(path_of(body_for("register", json::array{seen("x", 1)})) == "cases[0].id");
  CHECK(path_of(body_for("register", json::array{json::object{{"id", "1"}}})) ==
        "cases[0].version");
  CHECK(path_of(body_for("register", json::array{seen("1", 1)}), nullptr) == "Idempotency-Key");
  json::array many;
  for (int i = 1; i <= 501; ++i) many.push_back(seen(std::to_string(i).c_str(), 1));
  CHECK(path_of(body_for("register", many)) == "cases");
  CHECK(officer.get("/api/v1/batches").json().at("items").as_array().empty());
  CHECK(office.version("1") == 1);
}

}  // namespace duban::http
