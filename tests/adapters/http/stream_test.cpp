// Live changes: on whatever node they are made, to whoever may see them, each once.

#include "adapters/files/file_types.hpp"
#include "adapters/http/ear_fixture.hpp"

#include <catch2/catch.hpp>

#include <list>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";
const std::string stream = "/api/v1/stream";
using Texts = std::vector<std::string>;

/// Five people of one congress, one of another.
struct Office : ServedRegister {
  explicit Office(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    directory.put(Unit{"340100", "市水务局", "市水务局"}, true).value();
    directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
    directory.put(Deputy{"340100", "李四", "李四", ""}, true).value();
    add_neighbour();
    add_user({"officer", "340100", {"officer"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"other_contact", "340100", {"contact"}, "市水务局", ""}, password);
    add_user({"deputy", "340100", {"lead_deputy", "deputy"}, "", "张三"}, password);
    add_user({"other_deputy", "340100", {"lead_deputy", "deputy"}, "", "李四"}, password);
    add_user({"neighbour", "340200", {"officer"}, "", ""}, password);
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
};

/// Another node that serves the same register.
struct OtherNode {
  explicit OtherNode(Office& office) : home{office}, pool{office.connect(), 4} {}

  Office& home;
  sql::Pool pool;
  sql::GroupedStore store{pool};
  sql::SqlDirectory directory{pool};
  sql::SqlAccounts accounts{pool};
  sql::SqlSecondFactors factors{pool};
  sql::SqlIdentities identities{pool};
  sql::SqlAmendments amendments{pool};
  sql::SqlViews views{pool};
  sql::SqlAudit audit{pool};
  sql::SqlBatches batches{pool};
  sql::SqlAttachments attachments{pool};
  sql::SqlJournal journal{pool};
  Uploads uploads{attachments, {}, duban::media_type_of};
  Signals signals;
  accounts::AccountGate gate{accounts, factors, directory, home.wall};
  accounts::OpenIdGate provider{gate, accounts, identities, home.wall, nullptr};
  Feed feed{{journal, store, directory, home.catalogue, gate, home.time}};
  Api api{
      {store, directory, home.catalogue, home.time, signals, batches, uploads, amendments, views},
      {gate, provider, identities},
      audit,
      feed,
      home.wall,
      {.chinese = Words::load(DUBAN_SOURCE_DIR "/config/locales", "zh-CN"),
       .english = Words::load(DUBAN_SOURCE_DIR "/config/locales", "en")},
      supplies()};
  Listening server{[this](const Request& request) { return api.answer(request); }};
};

void submit(const Browser& who, const char* deputy = "张三") {
  REQUIRE(who.ask("POST", "/api/v1/cases", {},
                  std::string{R"({"workflow":"suggestion","event":"submit","data":{
                      "title":"关于改造长江路积水点的建议","text":"请予改造。","lead_deputy":")"} +
                      deputy + R"(","session":"17-3"}})")
              .status == 201);
}

void fire(const Browser& who,
          const std::string& id,
          const std::string& event,
          json::object data = {}) {
  const auto seen = who.get("/api/v1/cases/" + id);
  REQUIRE(who.ask("POST", "/api/v1/cases/" + id + "/events/" + event,
                  {{"If-Match", seen.headers.at("etag")}},
                  json::serialize(json::object{{"data", std::move(data)}}))
              .status == 200);
}

json::object assigned_to(const char* unit) {
  return {{"mode", "sole"}, {"units", json::array{json::object{{"unit", unit}, {"role", "sole"}}}}};
}

}  // namespace

TEST_CASE("A change made on one node is told on another", "[http][sql]") {
  Office office{EACH_DATABASE};
  OtherNode other{office};
  const auto officer = office.as("officer");
  Ear here{office.server.place, officer.cookie()}, there{other.server.place, officer.cookie()};
  REQUIRE(here.status() == 200);
  submit(officer);
  fire(officer, "1", "register");
  for (auto* ear : {&here, &there}) {
    const auto first = ear->next();
    REQUIRE(first);
    CHECK(first->event == "case");
    CHECK(first->data == json::object{{"id", "1"},
                                      {"root", "1"},
                                      {"version", 1},
                                      {"state", "submitted"},
                                      {"event", "submit"}});
    CHECK(ear->next_texts(1) == Texts{"1/2 register"});
  }
}

TEST_CASE("Who comes again is told what was missed, once, on another node too", "[http][sql]") {
  Office office{EACH_DATABASE};
  OtherNode other{office};
  const auto officer = office.as("officer");
  submit(officer);
  std::string last;
  {
    Ear ear{office.server.place, officer.cookie()};
    last = ear.last_id();  // before it was told anything
  }
  fire(officer, "1", "register");
  fire(officer, "1", "assign", assigned_to("市交通运输局"));
  Texts told;
  for (int i = 0; i < 3; ++i) {
    Ear ear{(i % 2 == 0 ? other.server : office.server).place, officer.cookie(), last};
    CHECK(ear.last_id() == last);
    told.push_back(ear.next_texts(1).front());
    last = ear.last_id();
  }
  CHECK(told == Texts{"1/2 register", "1/3 assign", "1.1/1 hand_over"});
  Ear ear{other.server.place, officer.cookie(), last};
  CHECK(ear.hears_nothing());
}

TEST_CASE("Everybody is told of what they may see, and of nothing else", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto officer = office.as("officer");
  std::map<std::string, std::unique_ptr<Ear>> ears;
  std::map<std::string, Browser> browsers;
  for (const auto* name :
       {"officer", "contact", "other_contact", "deputy", "other_deputy", "neighbour"}) {
    const auto& browser = browsers.emplace(name, office.as(name)).first->second;
    ears[name] = std::make_unique<Ear>(office.server.place, browser.cookie());
  }
  Texts told;
  const auto hear = [&](int count) {
    // All are told together; whoever sees a case only later is not told of what was before.
    for (auto& text : ears.at("officer")->next_texts(count)) told.push_back(std::move(text));
  };
  submit(officer);
  fire(officer, "1", "register");
  submit(officer, "李四");
  hear(3);
  fire(officer, "1", "assign", assigned_to("市交通运输局"));
  hear(2);
  for (const auto& [name, ear] : ears) {
    INFO(name);
    if (name == "officer") continue;
    const auto first = name == "contact" ? 3 : 0;
    for (const auto& text : Texts{told.begin() + first, told.end()}) {
      const auto id = text.substr(0, text.find('/'));
      const auto page = browsers.at(name).get("/api/v1/cases/" + id);
      if (page.status == 200) CHECK(ear->next_texts(1) == Texts{text});
    }
    CHECK(ear->hears_nothing());
  }
}

TEST_CASE("An id that leads nowhere is told to read again, and goes on from there", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto officer = office.as("officer");
  submit(officer);
  const auto now = Ear{office.server.place, officer.cookie()}.last_id();
  const auto journal = now.substr(0, now.find('-'));
  fire(officer, "1", "register");
  std::list<Ear> ears;
  for (const auto& id : {std::string{"what is this?"}, "1" + now, journal + "-9223372036854775806",
                         journal + "-0"}) {
    INFO(id);
    auto& ear = ears.emplace_back(office.server.place, officer.cookie(), id);
    const auto first = ear.next();
    REQUIRE(first);
    CHECK(first->event == "reset");
    CHECK(first->id != id);
  }
  fire(officer, "1", "assign", assigned_to("市交通运输局"));
  for (auto& ear : ears) CHECK(ear.next_texts(1) == Texts{"1/3 assign"});
}

TEST_CASE("Whose session or token no longer opens is cut off, and roles change at once",
          "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto officer = office.as("officer"), gone = office.as("contact"),
             deputy = office.as("deputy"), other = office.as("other_deputy");
  Ear stays{office.server.place, officer.cookie()}, signed_out{office.server.place, gone.cookie()},
      locked{office.server.place, deputy.cookie()}, promoted{office.server.place, other.cookie()};
  REQUIRE(gone.ask("DELETE", "/api/v1/session").status == 204);
  REQUIRE(office.gate.lock("deputy", "离任").has_value());
  office.directory.put(User{"other_deputy", "340100", {"officer"}, "", ""}, false).value();
  CHECK(signed_out.is_ended());
  CHECK(locked.is_ended());
  submit(officer);
  CHECK(stays.next_texts(1) == Texts{"1/1 submit"});
  CHECK(promoted.next_texts(1) == Texts{"1/1 submit"});
  CHECK(Ear{office.server.place, gone.cookie()}.status() == 401);
}

TEST_CASE("A person has only so many streams, and one that is left is free again",
          "[http][sqlite]") {
  Office office;
  const auto officer = office.as("officer");
  std::list<Ear> ears;
  while (ears.size() < 16)
    REQUIRE(ears.emplace_back(office.server.place, officer.cookie()).status() == 200);
  CHECK(Ear{office.server.place, officer.cookie()}.status() == 429);
  CHECK(Ear{office.server.place, office.as("contact").cookie()}.status() == 200);
  ears.pop_front();
  unsigned status = 429;
  for (int i = 0; i < 100 && status == 429; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    status = Ear{office.server.place, officer.cookie()}.status();
  }
  CHECK(status == 200);
}

TEST_CASE("A server that stops ends its streams at once", "[http][sqlite]") {
  Office office;
  const auto officer = office.as("officer");
  std::list<Ear> ears;
  for (int i = 0; i < 3; ++i) ears.emplace_back(office.server.place, officer.cookie());
  std::jthread stopping{[&] { office.server.stop(); }};
  const auto start = std::chrono::steady_clock::now();
  for (auto& ear : ears) CHECK(ear.is_ended());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{1});
  ears.clear();
}

TEST_CASE("HEAD is told what kind of answer it would be, and no stream stays", "[http][sqlite]") {
  Office office;
  const auto officer = office.as("officer");
  for (int i = 0; i < 20; ++i) {
    const auto told = officer.ask("HEAD", stream);
    CHECK(told.status == 200);
    CHECK(told.headers.at("content-type") == "text/event-stream");
  }
}

}  // namespace duban::http
