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
    for (const auto& entry : audit.entries("", 0, 100))
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
  CHECK(office.audit.entries("", 3, 1).front().about == R"(users/contact/lock {"why":"调离"})");
  CHECK_FALSE(fault_of(office.audit).has_value());

  const auto page = root.get("/api/v1/audit?limit=2").json();
  CHECK(page.at("items").as_array().size() == 2);
  CHECK(page.at("next") == 2);
  CHECK(contact.get("/api/v1/audit").status == 403);
}

TEST_CASE("What nobody of any congress did is seen by whoever keeps the only one, or all",
          "[http][sql]") {
  Audited office{EACH_DATABASE};
  office.add_user({"first", "", {"officer", "administrator"}, "", ""}, password);
  AuditEntry at_the_machine;
  at_the_machine.origin = "command line";
  at_the_machine.act = "user password";
  office.audit.add(at_the_machine);
  CHECK(office.server.ask("POST", "/api/v1/session", {}, sign_in_body("nobody", "guess")).status ==
        401);
  const auto seen_by = [&](const char* name) {
    return Browser{office, name}.get("/api/v1/audit").json().at("items").as_array().size();
  };
  CHECK(seen_by("root") == 2);
  CHECK(seen_by("first") == 2);
  office.add_neighbour();
  CHECK(seen_by("root") == 0);
  CHECK(seen_by("first") == 2);
}

TEST_CASE("The audit log is read from its end, and by act and person", "[http][sql]") {
  Audited office{EACH_DATABASE};
  for (int i = 0; i < 2500; ++i)
    office.audit.add({.by = i % 1000 == 0 ? "wang" : "li",
                      .congress = "340100",
                      .act = i % 2 == 0 ? "addUnit" : "addDeputy",
                      .outcome = "done"});
  const Browser root{office, "root"};
  using Numbers = std::vector<std::int64_t>;
  const auto page = [&](const std::string& query) {
    const auto told = root.get("/api/v1/audit?" + query).json();
    Numbers numbers;
    for (const auto& item : told.at("items").as_array())
      numbers.push_back(item.at("seq").as_int64());
    numbers.push_back(told.at("next").is_null() ? 0 : told.at("next").as_int64());
    return numbers;
  };
  CHECK(page("order=newest&limit=2") == Numbers{2500, 2499, 2499});
  CHECK(page("order=newest&limit=2&after=2499") == Numbers{2498, 2497, 2497});
  CHECK(page("order=newest&limit=2&after=3") == Numbers{2, 1, 0});
  CHECK(page("by=wang") == Numbers{1, 1001, 2001, 0});
  CHECK(page("by=wang&order=newest&limit=2") == Numbers{2001, 1001, 1001});
  CHECK(page("by=wang&order=newest&limit=2&after=1001") == Numbers{1, 0});
  CHECK(page("act=addDeputy&limit=2") == Numbers{2, 4, 4});
  CHECK(page("act=addDeputy&by=wang") == Numbers{0});
}

TEST_CASE("An entry tells what was done, and no secret", "[http][sql]") {
  Audited office{EACH_DATABASE};
  const Browser root{office, "root"};
  const auto last = [&] {
    return office.audit.entries("", office.audit.last().seq - 1, 1).front();
  };
  CHECK(root.ask("POST", "/api/v1/users?congress=340100", {},
                 R"({"name":"李娜","roles":["officer"]})")
            .status == 201);
  CHECK(last().about == R"(users {"congress":"340100","name":"李娜","roles":["officer"]})");
  CHECK(
      root.ask("PATCH", "/api/v1/users/%E6%9D%8E%E5%A8%9C", {}, R"({"roles":["leader"]})").status ==
      200);
  CHECK(last().about == R"(users/李娜 {"roles":["leader"]})");
  CHECK(root.ask("POST", "/api/v1/users/%E6%9D%8E%E5%A8%9C/password").status == 200);
  CHECK(last().about == "users/李娜/password");

  const Browser contact{office, "contact"};
  const auto change = [&](const std::string& old, const std::string& wanted) {
    return contact
        .ask("POST", "/api/v1/session/password", {},
             json::serialize(json::object{{"old", old}, {"wanted", wanted}}))
        .status;
  };
  CHECK(change("my old secret", "my new secret") == 422);
  CHECK(last().outcome == "wrong_password");
  CHECK(change(password, "short") == 422);  // that proves nothing
  CHECK(change(password, "my new secret") == 200);
  CHECK(last().outcome == "done");
  for (const auto& entry : office.audit.entries("", 0, 100))
    for (const auto& secret : {std::string{"secret"}, password})
      CHECK(body_of(entry).find(secret) == std::string::npos);
}

TEST_CASE("Nobody fills the audit log with refusals", "[http][sqlite]") {
  Audited office{sql::Dialect::sqlite};
  const Browser contact{office, "contact"};
  for (int i = 0; i < 30; ++i) {
    CHECK(contact.ask("POST", "/api/v1/units", {}, R"({"name":"局"})").status == 403);
    CHECK(contact.get("/api/v1/users/" + std::to_string(i)).status >= 403);
    CHECK(contact.get("/api/v1/audit").status == 403);
  }
  CHECK(office.lines() ==
        std::vector<std::string>{"addUnit contact no_authority", "listAudit contact no_authority"});
}

TEST_CASE("What cannot be written down is not done", "[http][sqlite]") {
  struct Full : sql::SqlAudit {
    using SqlAudit::SqlAudit;
    std::int64_t begin(const AuditEntry&) override { throw StoreBusy("the disk is full"); }
  };
  Audited office{sql::Dialect::sqlite};
  sql::FreshRegister elsewhere{sql::Dialect::sqlite};
  Full log{*elsewhere.database};
  Api api{{office.store, office.directory, office.catalogue, office.time, office.signals,
           office.batches, office.uploads, office.amendments, office.views},
          {office.gate, office.provider, office.identities},
          log,
          office.feed,
          office.wall,
          {},
          supplies()};
  const Browser root{office, "root"};
  Request request;
  request.method = "PUT";
  request.segments = {"api", "v1", "users", "contact", "lock"};
  request.headers = {{"cookie", root.cookie()}, {"x-csrf-token", root.csrf()}};
  request.body = R"({"why":"调离"})";
  CHECK(api.answer(request).status == 503);
  CHECK(office.gate.why_locked("contact").empty());
}

TEST_CASE("An act that was cut off stands in the log as unknown", "[accounts][sql]") {
  sql::FreshRegister fresh{EACH_DATABASE};
  sql::SqlAudit log{*fresh.database};
  const auto morning = parse_instant("2025-03-14T09:00:00+08:00").value();
  AuditEntry entry;
  entry.by = "root";
  entry.at = morning;
  entry.act = "refused";
  RecordedAct{log, entry}.drop();
  entry.act = "done";
  RecordedAct{log, entry}.finish("done");
  entry.act = "killed";
  (void)log.begin(entry);  // and then the power went
  entry.act = "thrown";
  const auto interrupted = [&] {
    const RecordedAct act{log, entry};
    throw StoreDown("the server went away");
  };
  CHECK_THROWS_AS(interrupted(), StoreDown);
  const auto lines = [&] {
    std::string all;
    for (const auto& each : log.entries("", 0, 100)) all += each.act + " " + each.outcome + "; ";
    return all;
  };
  CHECK(lines() == "done done; thrown unknown; ");
  entry.at = morning + std::chrono::minutes{11};
  entry.act = "next";
  RecordedAct{log, entry}.finish("done");
  CHECK(lines() == "done done; thrown unknown; killed unknown; next done; ");
  CHECK_FALSE(fault_of(log).has_value());
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
