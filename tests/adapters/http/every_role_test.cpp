// Every event, in every state a suggestion goes through, as every role: the API says what the table
// and the profile say.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";
const std::string unit = "市交通运输局";

struct Person {
  std::string name, role, unit, deputy;
};
const std::vector<Person> people{
    {"officer", "officer", "", ""},     {"body", "deputies_body", "", ""},
    {"office", "gov_office", "", ""},   {"contact", "contact", unit, ""},
    {"head", "unit_head", unit, ""},    {"lead", "lead_deputy", "", "张三"},
    {"deputy", "deputy", "", "张三"},   {"chair", "chair_meeting", "", ""},
    {"committee", "committee", "", ""}, {"leader", "leader", "", ""},
    {"root", "administrator", "", ""},
};

std::string text(const json::value& value) {
  return std::string{std::string_view{value.as_string()}};
}

/// What the tables and the profile say, read by the API as a page would.
struct Rules {
  explicit Rules(const Browser& who) {
    for (const auto* name : {"suggestion", "assignment"}) {
      const auto table = who.get(std::string{"/api/v1/workflows/"} + name).json();
      for (const auto& event : table.at("events").as_array())
        events[name].insert(text(event.at("code")));
      for (const auto& row : table.at("rows").as_array())
        authorities[name][text(row.at("from"))].emplace(text(row.at("event")),
                                                        text(row.at("authority")));
    }
    const auto profile = who.get("/api/v1/regulation").json().at("profile").as_object();
    for (const auto& [name, authority] : profile.at("authorities").as_object())
      for (const auto& role : authority.at("roles").as_array()) roles[name].insert(text(role));
  }

  /// The one unit is the lead as well, so its contact stands for `lead_unit`.
  [[nodiscard]] bool may(const Person& person, const std::string& authority, bool is_root) const {
    const auto known = roles.find(authority);
    if (known == roles.end()) return false;  // the system's alone
    const auto& allowed = known->second;
    if (person.role == "contact" && allowed.contains("lead_unit")) return true;
    if (!allowed.contains(person.role)) return false;
    const bool of_unit = person.role == "contact" || person.role == "unit_head";
    return !(of_unit && is_root);
  }

  std::map<std::string, std::set<std::string>> events;
  std::map<std::string, std::map<std::string, std::set<std::pair<std::string, std::string>>>>
      authorities;  ///< by workflow and state: event and authority
  std::map<std::string, std::set<std::string>> roles;
};

struct Everybody : ServedRegister {
  explicit Everybody(sql::Dialect dialect) : ServedRegister{dialect} {
    directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
    for (const auto& person : people)
      add_user({person.name, "340100", {person.role}, person.unit, person.deputy}, password);
  }
};

/// Compares what one person is told of one case with the rules; how many answers were compared.
int compare(const Rules& rules, const Person& person, const Browser& who, const std::string& id) {
  const auto page = who.get("/api/v1/cases/" + id);
  REQUIRE(page.status == 200);
  const auto workflow = text(page.json().at("workflow")), state = text(page.json().at("state"));
  const bool is_root = id.find('.') == std::string::npos;
  std::set<std::string> offered;
  const auto body = page.json();
  for (const auto& event : body.at("possible_events").as_array())
    offered.insert(text(event.at("event")));
  int compared = 0;
  for (const auto& event : rules.events.at(workflow)) {
    std::set<std::string> authorities;
    const auto& of_states = rules.authorities.at(workflow);
    if (const auto at = of_states.find(state); at != of_states.end())
      for (const auto& [possible, authority] : at->second)
        if (possible == event) authorities.insert(authority);
    const bool may = std::any_of(authorities.begin(), authorities.end(), [&](const auto& name) {
      return rules.may(person, name, is_root);
    });
    INFO(person.name << " " << workflow << " " << state << " " << event);
    const auto told = who.get("/api/v1/cases/" + id + "/why-not?event=" + event).json();
    const auto reason = told.at("reason").is_string() ? text(told.at("reason")) : std::string{};
    if (authorities.empty()) {
      CHECK(reason == "not_in_state");
    } else if (!may) {
      CHECK(reason == "no_authority");
    } else {
      CHECK((told.at("possible") == true || reason == "condition"));
    }
    CHECK(offered.contains(event) == may);
    ++compared;
  }
  return compared;
}

}  // namespace

TEST_CASE("Every event in every state is offered to whom the table and the profile say",
          "[http][sql]") {
  Everybody office{EACH_DATABASE};
  std::map<std::string, Browser> browsers;
  for (const auto& person : people) browsers.emplace(person.name, Browser{office, person.name});
  const auto& officer = browsers.at("officer");
  const Rules rules{officer};
  std::set<std::string> states;
  int compared = 0;
  const auto look = [&](bool is_handed_over) {
    for (const auto& person : people)
      for (const auto* id : {"1", "1.1"}) {
        const auto page = browsers.at(person.name).get(std::string{"/api/v1/cases/"} + id);
        if (page.status == 404) {
          const bool of_unit = !person.unit.empty();
          CHECK((!is_handed_over && (std::string_view{id} == "1.1" || of_unit)));
          continue;
        }
        states.insert(text(page.json().at("workflow")) + " " + text(page.json().at("state")));
        compared += compare(rules, person, browsers.at(person.name), id);
      }
  };
  const auto fire = [&](const char* name, const char* id, const char* event,
                        json::object data = {}) {
    const auto& who = browsers.at(name);
    const auto seen = who.get(std::string{"/api/v1/cases/"} + id);
    const auto told = who.ask("POST", std::string{"/api/v1/cases/"} + id + "/events/" + event,
                              {{"If-Match", seen.headers.at("etag")}},
                              json::serialize(json::object{{"data", std::move(data)}}));
    INFO(event << " " << told.body);
    REQUIRE(told.status == 200);
  };
  REQUIRE(officer
              .ask("POST", "/api/v1/cases", {},
                   R"({"workflow":"suggestion","event":"submit","data":{
                       "title":"关于改造长江路积水点的建议","text":"每逢大雨，积水严重。",
                       "lead_deputy":"张三","session":"17-3"}})")
              .status == 201);
  look(false);
  fire("officer", "1", "register");
  look(false);
  fire("officer", "1", "assign",
       {{"mode", "sole"}, {"units", json::array{json::object{{"unit", unit}, {"role", "sole"}}}}});
  look(true);
  fire("contact", "1.1", "sign", {{"name", "李联络"}, {"telephone", "0551-1"}});
  look(true);
  fire("contact", "1.1", "record_contact",
       {{"way", "face_to_face"}, {"persons", "张三"}, {"summary", "当面沟通"}});
  fire("contact", "1.1", "reply",
       {{"number", "建复〔8〕号"},
        {"reply_class", "A"},
        {"signatory", "局长"},
        {"sealed", true},
        {"text", "已经办结。"},
        {"contact_person", "李联络"}});
  look(true);
  fire("lead", "1", "rate", {{"result", "satisfied"}});
  look(true);
  fire("officer", "1", "close", {{"disclosure", "publish"}, {"archive", json::array{"答复函"}}});
  look(true);
  CHECK(states.size() >= 9);
  CHECK(compared > 3000);
}

}  // namespace duban::http
