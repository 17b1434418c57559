// What stands in the audit log, and that nobody can change it unseen.

#include "adapters/http/served_fixture.hpp"
#include "adapters/sql/query.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

struct Audited : ServedRegister {
  explicit Audited(sql::Dialect dialect) : ServedRegister{dialect} {
    add_user({"root", "340100", {"administrator"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
  }
  /// `ACT BY OUTCOME`, one a line.
  [[nodiscard]] std::vector<std::string> lines() {
    std::vector<std::string> all;
    for (const auto& entry : audit.entries(0, 100))
      all.push_back(entry.act + " " + entry.by + " " + entry.outcome);
    return all;
  }
};

}  // namespace

TEST_CASE("Sign-ins, acts of administrators and refusals of authority stand in the audit log",
          "[http][sql]") {
  Audited office{EACH_DATABASE};
  const auto sign_in = [&](const char* name, const std::string& with) {
    return office.server.ask("POST", "/api/v1/session", {}, sign_in_body(name, with)).status;
  };
  CHECK(sign_in("contact", password) == 200);
  CHECK(sign_in("contact", "guess") == 401);
  CHECK(sign_in(password.c_str(), "contact") == 401);  // the password in the field of the name
  CHECK(office.server.ask("POST", "/api/v1/session", {}, "{}").status == 422);  // no act
  CHECK(office.server.ask("POST", "/api/v1/users", {}, R"({"name":"x"})").status == 401);
  const Browser root{office, "root"}, contact{office, "contact"};
  CHECK(root.ask("PUT", "/api/v1/users/contact/lock", {}, R"({"why":"调离"})").status == 204);
  CHECK(root.ask("DELETE", "/api/v1/users/contact/lock").status == 204);
  CHECK(contact.ask("POST", "/api/v1/units", {}, R"({"name":"局"})").status == 403);
  CHECK(contact.get("/api/v1/units").status == 200);  // reading is no act

  CHECK(office.lines() == std::vector<std::string>{"signIn contact done", "signIn contact sign_in",
                                                   "signIn  sign_in", "lockUser root done",
                                                   "unlockUser root done",
                                                   "addUnit contact no_authority"});
  CHECK(office.audit.entries(3, 1).front().about == "/api/v1/users/contact/lock");
  CHECK_FALSE(fault_of(office.audit).has_value());

  const auto page = root.get("/api/v1/audit?limit=2").json();
  CHECK(page.at("items").as_array().size() == 2);
  CHECK(page.at("next") == 2);
  CHECK(contact.get("/api/v1/audit").status == 403);
}

TEST_CASE("An audit log that was changed, or cut, is found out", "[accounts][sql]") {
  sql::FreshRegister fresh{EACH_DATABASE};
  sql::SqlAudit log{*fresh.database};
  const auto entry = [](const char* act) {
    AuditEntry one;
    one.at = parse_instant("2025-03-14T09:00:00+08:00").value();
    one.by = "root";
    one.act = act;
    one.outcome = "done";
    return one;
  };
  CHECK_FALSE(fault_of(log).has_value());
  for (const auto* act : {"addUser", "lockUser", "signIn"}) log.add(entry(act));
  CHECK_FALSE(fault_of(log).has_value());
  const auto run = [&](const std::string& statement) {
    fresh.database->run([&](sql::Database& db) { sql::Query{db, statement}.run(); });
  };
  SECTION("changed") {
    run("UPDATE audit SET made_by = 'nobody' WHERE seq = 2");
    CHECK(fault_of(log)->find("entry 2") != std::string::npos);
  }
  SECTION("one is missing") {
    run("DELETE FROM audit WHERE seq = 2");
    CHECK(fault_of(log)->find("entry 2") != std::string::npos);
  }
  SECTION("the end is missing") {
    run("DELETE FROM audit WHERE seq = 3");
    CHECK(fault_of(log)->find("entry 3") != std::string::npos);
  }
}

TEST_CASE("Many who write into the audit log at once make one chain", "[accounts][sql]") {
  sql::FreshRegister fresh{EACH_DATABASE};
  sql::Pool pool{fresh.database->another(), 4};
  sql::SqlAudit log{pool};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&log] {
        for (int nth = 0; nth < 10; ++nth) log.add({.act = "signIn", .outcome = "done"});
      });
  }
  CHECK(log.last().seq == 40);
  CHECK_FALSE(fault_of(log).has_value());
}

}  // namespace duban::http
