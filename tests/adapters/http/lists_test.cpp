// Lists, counts and searches over HTTP: each person finds what they may see and nothing else.

#include "adapters/http/served_fixture.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

/// An open suggestion of 张三 at two units, and a protected one of 李四 that nobody handles yet.
struct Register : ServedRegister {
  explicit Register(sql::Dialect dialect) : ServedRegister{dialect} {
    directory.put(Unit{"340100", "市水务局", "市水务局"}, true).value();
    for (const auto* name : {"张三", "李四"})
      directory.put(Deputy{"340100", name, name, ""}, true).value();
    add_neighbour();
    add_user({"officer", "340100", {"officer"}, "", ""}, password);
    add_user({"wuhu", "340200", {"officer"}, "", ""}, password);
    add_user({"roads", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"water", "340100", {"contact"}, "市水务局", ""}, password);
    add_user({"zhang", "340100", {"lead_deputy", "deputy"}, "", "张三"}, password);
    add_user({"li", "340100", {"lead_deputy", "deputy"}, "", "李四"}, password);
    open(R"({"title":"关于改造长江路积水点的建议","text":"每逢大雨积水严重","category":"交通",
             "lead_deputy":"张三","session":"17-3"})");
    open(R"({"title":"关于李四反映的排污问题","text":"河道异味","category":"环保",
             "lead_deputy":"李四","session":"17-3","confidential":true})");
    fire("1", "register", "{}");
    fire("1", "assign", R"({"mode":"separate","units":[
        {"unit":"市交通运输局","role":"separate","part":"改造路面"},
        {"unit":"市水务局","role":"separate","part":"清淤雨水箅子"}]})");
  }

  void open(const std::string& data) {
    const auto told = Browser{*this, "officer"}.ask(
        "POST", "/api/v1/cases", {},
        R"({"workflow":"suggestion","event":"submit","data":)" + data + "}");
    REQUIRE(told.status == 201);
  }
  void fire(const std::string& id, const std::string& event, const std::string& data) {
    const Browser who{*this, "officer"};
    const auto seen = who.get("/api/v1/cases/" + id);
    const auto told = who.ask("POST", "/api/v1/cases/" + id + "/events/" + event,
                              {{"If-Match", seen.headers.at("etag")}}, R"({"data":)" + data + "}");
    INFO(told.body);
    REQUIRE(told.status == 200);
  }

  using Ids = std::vector<std::string>;
  Ids found(const char* who, const std::string& query) {
    const auto told = Browser{*this, who}.get("/api/v1/cases?" + query);
    INFO(told.body);
    REQUIRE(told.status == 200);
    Ids ids;
    const auto page = told.json();
    for (const auto& item : page.at("items").as_array())
      ids.emplace_back(std::string_view{item.at("id").as_string()});
    return ids;
  }
};

std::string with(const std::string& name, const std::string& value) {
  return name + "=" + boost::urls::encode(value, boost::urls::unreserved_chars);
}

std::int64_t counted(const json::object& counts, const char* by, const char* value) {
  for (const auto& item : counts.at("items").as_array())
    if (item.at("by").as_string() == by && item.at("value").as_string() == value)
      return item.at("cases").as_int64();
  return 0;
}

}  // namespace

TEST_CASE("An officer filters by what a case says", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  using Ids = Register::Ids;
  CHECK(office.found("officer", with("category", "交通")) == Ids{"1", "1.1", "1.2"});
  CHECK(office.found("officer", with("unit", "市水务局")) == Ids{"1", "1.2"});
  CHECK(office.found("officer", with("deputy", "张三") + "&workflow=suggestion") == Ids{"1"});
  CHECK(office.found("officer", "clock=overall_reply") == Ids{"1"});
  CHECK(office.found("officer", "workflow=suggestion&order=newest") == Ids{"2", "1"});
  CHECK(office.found("officer", with("text", "积水")) == Ids{"1", "1.1", "1.2"});
  CHECK(office.found("officer", with("text", "积水") + "&workflow=suggestion") == Ids{"1"});
  CHECK(office.found("officer", with("text", "雨水箅子")) == Ids{"1", "1.2"});
  CHECK(office.found("officer", with("level", "city") + "&workflow=suggestion") == Ids{"1", "2"});
  CHECK(office.found("officer", "term=17&workflow=suggestion") == Ids{"1", "2"});
  CHECK(office.found("officer", "term=16").empty());
  CHECK(office.found("officer", "level=county").empty());
  const Browser officer{office, "officer"};
  CHECK(officer.get("/api/v1/cases?" + with("text", "路")).status == 422);
  CHECK(officer.get("/api/v1/cases?clock=replay").status == 422);
  CHECK(officer.get("/api/v1/cases?order=oddest").status == 422);
}

TEST_CASE("What no case could ever say is refused with what one could", "[http][sqlite][lists]") {
  Register office{sql::Dialect::sqlite};
  const Browser officer{office, "officer"};
  const auto possible = [&](const std::string& query) {
    const auto told = officer.get("/api/v1/cases?" + query);
    INFO(query << " " << told.body);
    REQUIRE(told.status == 422);
    CHECK(officer.get("/api/v1/cases/counts?" + query).status == 422);
    std::vector<std::string> all;
    const auto document = told.json();
    for (const auto& word : document.at("possible").as_array())
      all.emplace_back(std::string_view{word.as_string()});
    CHECK(std::set<std::string>{all.begin(), all.end()}.size() == all.size());
    return all;
  };
  CHECK(possible("level=galaxy").size() == 5);
  CHECK(possible("rating=great").back() == "lapsed");
  CHECK(possible("origin=moon").size() == 3);
  CHECK(possible("role=boss").size() == 4);
  CHECK(possible("clock=replay").size() > 5);
  CHECK(officer.get("/api/v1/cases?overdue=true&due_within=7").status == 422);
  CHECK(officer.get("/api/v1/cases/counts?overdue=true&due_within=7").status == 422);
}

TEST_CASE("A list is asked by the values that the tables know", "[http][sqlite][lists]") {
  Register office{sql::Dialect::sqlite};
  const Browser officer{office, "officer"};
  const auto words_of = [](const json::value& schema) {
    std::set<std::string> words;
    for (const auto& word : schema.at("enum").as_array())
      words.emplace(std::string_view{word.as_string()});
    return words;
  };
  const auto in_table = [&](const char* workflow, const char* event, const char* member) {
    const auto table = officer.get(std::string{"/api/v1/workflows/"} + workflow).json();
    const auto& events = table.at("events").as_array();
    const auto* at = std::ranges::find_if(
        events, [&](const json::value& each) { return each.at("code") == event; });
    return words_of(at->at("data").at("properties").at(member));
  };
  const auto document = officer.get("/api/v1/openapi.json").json();
  const auto in_list = [&](const char* name) {
    const auto& parameters = document.at("paths").at("/api/v1/cases").at("get").at("parameters");
    const auto* at = std::ranges::find_if(
        parameters.as_array(), [&](const json::value& each) { return each.at("name") == name; });
    return words_of(at->at("schema"));
  };
  CHECK(in_list("origin") == in_table("suggestion", "submit", "origin"));
  CHECK(in_list("role") == in_table("assignment", "hand_over", "role"));
  auto ratings = in_table("suggestion", "rate", "result");
  ratings.insert("lapsed");
  CHECK(in_list("rating") == ratings);
}

TEST_CASE("What is due first comes first, page by page", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  const Browser officer{office, "officer"};
  Register::Ids ids;
  std::vector<std::string> days;
  std::string after;
  do {
    const auto told = officer.get("/api/v1/cases?order=due&limit=1" + after);
    REQUIRE(told.status == 200);
    const auto page = told.json();
    const auto& row = page.at("items").at(0);
    ids.emplace_back(row.at("id").as_string());
    days.emplace_back(row.at("next_due").as_string());
    after = page.at("next").is_null()
                ? ""
                : "&" + with("after", std::string{page.at("next").as_string()});
  } while (!after.empty() && ids.size() < 10);
  CHECK(std::ranges::is_sorted(days));
  CHECK(days.front() < days.back());
  CHECK(ids == office.found("officer", "order=due"));
  CHECK(std::set<std::string>{ids.begin(), ids.end()} ==
        std::set<std::string>{"1", "1.1", "1.2", "2"});
  CHECK(officer.get("/api/v1/cases?order=due&after=1").status == 422);
}

TEST_CASE("Nobody finds a case by a name that is covered", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  CHECK(office.found("officer", with("deputy", "李四")).empty());
  CHECK(office.found("officer", with("text", "李四")).empty());
  CHECK(office.found("officer", with("text", "排污问题")) == Register::Ids{"2"});
  // The deputy knows who asked.
  CHECK(office.found("li", "") == Register::Ids{"2"});
}

TEST_CASE("WC59 A protected name is told to those it concerns, and to the office on record",
          "[http][sql]") {
  Register office{EACH_DATABASE};
  const auto seen_by = [&](const char* who, const std::string& path) {
    return Browser{office, who}.get("/api/v1/cases/2" + path);
  };
  CHECK(seen_by("officer", "").body.find("李四") == std::string::npos);
  CHECK(seen_by("li", "").json().at("facts").at("lead_deputy") == "李四");
  CHECK(seen_by("li", "/signers").status == 403);
  CHECK(seen_by("wuhu", "/signers").status == 404);
  const auto before = office.audit.last().seq;
  const auto told = seen_by("officer", "/signers");
  REQUIRE(told.status == 200);
  CHECK(told.json() == json::object{{"lead_deputy", "李四"}, {"co_signers", json::array{}}});
  const auto entries = office.audit.entries("340100", before, 10);
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().act == "showSigners");
  CHECK(entries.front().by == "officer");
  CHECK(entries.front().about == "cases/2/signers");
}

TEST_CASE("WC59 A namesake is not whom a protected suggestion is of", "[http][sqlite]") {
  Register office{sql::Dialect::sqlite};
  office.directory.put(Deputy{"340100", "0102", "张三", ""}, true).value();
  office.directory.put(Deputy{"340100", "0103", "李四", ""}, true).value();
  office.add_user({"chair", "340100", {"committee"}, "", "0103"}, password);
  for (const auto* who : {"chair", "li"})  // of two who are called alike nobody knows which it is
    CHECK(Browser{office, who}.get("/api/v1/cases/2").body.find("李四") == std::string::npos);
  office.open(R"({"title":"关于噪声的建议","text":"夜间施工","lead_deputy":"0102",
                  "session":"17-3","confidential":true})");
  office.add_user({"other", "340100", {"committee"}, "", "张三"}, password);
  office.add_user({"same", "340100", {"lead_deputy", "deputy"}, "", "0102"}, password);
  const auto lead_for = [&](const char* who) {
    const auto told = Browser{office, who}.get("/api/v1/cases/3");
    return told.status == 200 ? told.json().at("facts").at("lead_deputy") : json::value{};
  };
  CHECK(lead_for("other") != "0102");
  CHECK(lead_for("same") == "0102");
}

TEST_CASE("Each person finds what they may see", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  using Ids = Register::Ids;
  CHECK(office.found("roads", "") == Ids{"1", "1.1"});
  CHECK(office.found("water", "") == Ids{"1", "1.2"});
  CHECK(office.found("zhang", "workflow=suggestion") == Ids{"1"});
  CHECK(office.found("wuhu", with("text", "积水")).empty());
  // What another unit wrote finds nothing for this one.
  CHECK(office.found("roads", with("text", "雨水箅子")).empty());
  CHECK(office.found("roads", with("unit", "市水务局")).empty());
  CHECK(office.found("water", with("text", "雨水箅子")) == Ids{"1", "1.2"});
}

TEST_CASE("Counts tell of the same cases as the list", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  const auto counts = [&](const char* who, const std::string& query) {
    const auto told = Browser{office, who}.get("/api/v1/cases/counts?" + query);
    INFO(told.body);
    REQUIRE(told.status == 200);
    return told.json();
  };
  const auto all = counts("officer", "workflow=suggestion");
  CHECK(all.at("cases") == 2);
  CHECK(all.at("complete") == true);
  CHECK(counted(all, "category", "交通") == 1);
  CHECK(counted(all, "unit", "市水务局") == 1);
  CHECK(counted(all, "deputy", "张三") == 0);
  const auto own = counts("water", "");
  CHECK(own.at("cases") == 2);
  CHECK(counted(own, "unit", "市水务局") == 2);
  CHECK(counted(own, "unit", "市交通运输局") == 0);
  CHECK(counts("wuhu", "").at("cases") == 0);
}

TEST_CASE("Counts tell of each day on which cases are due, and of the overdue",
          "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  const auto counts = [&](const char* who, const std::string& query) {
    const auto told = Browser{office, who}.get("/api/v1/cases/counts?" + query);
    INFO(told.body);
    REQUIRE(told.status == 200);
    return told.json();
  };
  const auto days_of = [](const json::object& all) {
    std::map<std::string, std::int64_t> days;
    for (const auto& item : all.at("items").as_array())
      if (item.at("by").as_string() == "due_on")
        days[std::string{std::string_view{item.at("value").as_string()}}] =
            item.at("cases").as_int64();
    return days;
  };
  const auto listed = [&](const char* who, const std::string& query) {
    std::map<std::string, std::int64_t> days;
    const auto page = Browser{office, who}.get("/api/v1/cases?" + query).json();
    for (const auto& row : page.at("items").as_array())
      if (row.at("next_due").is_string())
        ++days[std::string{std::string_view{row.at("next_due").as_string()}}];
    return days;
  };
  for (const auto* who : {"officer", "roads"}) {  // by the database, and looked at one by one
    INFO(who);
    CHECK(days_of(counts(who, "")).empty());
    const auto days = days_of(counts(who, "due_within=3650"));
    CHECK_FALSE(days.empty());
    CHECK(days == listed(who, "due_within=3650"));
    CHECK(counted(counts(who, ""), "overdue", "yes") == 0);
  }
  office.time.move_to(parse_instant("2026-03-14T09:00:00+08:00").value());
  CHECK(counted(counts("officer", ""), "overdue", "yes") ==
        counts("officer", "overdue=true").at("cases"));
  CHECK(counted(counts("roads", ""), "overdue", "yes") > 0);
  CHECK(days_of(counts("officer", "overdue=true")) == listed("officer", "overdue=true"));
  const auto of_units = counts("officer", "workflow=assignment&overdue=true");
  CHECK(counted(of_units, "unit", "市水务局") == 1);
  CHECK(counted(of_units, "unit", "市交通运输局") == 1);
  CHECK(counted(of_units, "lead_deputy", "张三") == 0);
}

TEST_CASE("A row tells what a list shows of a case", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  const auto row = [&](const char* who, const std::string& query, std::size_t at = 0) {
    const auto told = Browser{office, who}.get("/api/v1/cases?" + query);
    INFO(told.body);
    REQUIRE(told.status == 200);
    return told.json().at("items").as_array().at(at).as_object();
  };
  const auto root = row("officer", "workflow=suggestion");
  CHECK(root.at("category") == "交通");
  CHECK(root.at("lead_deputy") == "张三");
  CHECK(root.at("units") == json::array{"市交通运输局", "市水务局"});
  CHECK(root.at("clock").is_string());
  CHECK(root.at("days_left").as_int64() > 0);
  CHECK(root.at("key") == false);
  CHECK(root.at("rating").is_null());
  CHECK(root.at("class").is_null());
  CHECK(root.at("role").is_null());
  const std::string state{std::string_view{root.at("state").as_string()}};
  const auto by_due = row("officer", "workflow=suggestion&state=" + state + "&order=due");
  CHECK(by_due == root);
  const auto part = row("officer", "workflow=assignment");
  CHECK(part.at("role") == "separate");
  CHECK(part.at("units") == json::array{});
  CHECK(part.at("category").is_null());
  // A protected name is covered as in the title, except for whom it concerns.
  CHECK(row("officer", "workflow=suggestion&order=newest").at("lead_deputy") == "（保密）");
  CHECK(row("li", "").at("lead_deputy") == "李四");
  // Who does not see a unit's assignment does not learn of the unit here.
  CHECK(row("water", "workflow=suggestion").at("units") == json::array{"市水务局"});
  CHECK(row("officer", with("text", "积水") + "&workflow=suggestion") == root);
  // An assignment that was given back is not live.
  office.directory.put(Unit{"340100", "市城管局", "市城管局"}, true).value();
  office.fire("1", "reassign", R"({"release":["市水务局"],"note":"职责不符",
      "units":[{"unit":"市城管局","role":"separate","part":"清掏管道"}]})");
  CHECK(row("officer", "workflow=suggestion").at("units") ==
        json::array{"市交通运输局", "市城管局"});
}

TEST_CASE("A row of an assignment goes by number and title of its suggestion",
          "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  // 1: each unit has its own part of it; 2, which is protected, goes to one unit as it is.
  office.fire("2", "register", "{}");
  office.fire("2", "assign", R"({"mode":"sole","units":[{"unit":"市水务局","role":"sole"}]})");
  const auto row = [&](const char* who, const std::string& id, const std::string& query) {
    const auto told = Browser{office, who}.get("/api/v1/cases?" + query);
    INFO(told.body);
    REQUIRE(told.status == 200);
    const auto page = told.json();
    const auto& items = page.at("items").as_array();
    const auto* const at = std::ranges::find_if(
        items, [&](const json::value& item) { return item.at("id").as_string() == id; });
    return at == items.end() ? json::object{} : at->as_object();
  };
  const auto root = row("officer", "2", "");
  REQUIRE_FALSE(root.at("number").as_string().empty());
  REQUIRE(root.at("title") == "关于（保密）反映的排污问题");
  for (const std::string query :
       {"", "workflow=assignment", "order=due", "order=newest", "clock=reply",
        "unit=%E5%B8%82%E6%B0%B4%E5%8A%A1%E5%B1%80", "text=%E6%8E%92%E6%B1%A1"})
    for (const auto* who : {"officer", "water"}) {
      INFO(query << " " << who);
      const auto part = row(who, "2.1", query);
      REQUIRE_FALSE(part.empty());
      CHECK(part.at("number") == root.at("number"));
      CHECK(part.at("title") == root.at("title"));
      CHECK(part.at("confidential") == true);
    }
  CHECK(row("li", "2.1", "").at("title") == "关于李四反映的排污问题");  // whom it concerns
  // What a unit was given of a suggestion is what its row is called.
  const auto share = row("water", "1.2", "");
  CHECK(share.at("title") == "清淤雨水箅子");
  CHECK(share.at("number") == row("water", "1", "").at("number"));
  // A number finds the suggestion, and units find only their own as before.
  const auto number = with("number", std::string{root.at("number").as_string()});
  CHECK(office.found("officer", number) == Register::Ids{"2"});
  CHECK(row("roads", "2.1", "").empty());
  CHECK(office.found("roads", "") == Register::Ids{"1", "1.1"});
}

TEST_CASE("Similar suggestions are told while the title is typed", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  const Browser officer{office, "officer"};
  const auto similar = [&](const std::string& text) {
    return officer.get("/api/v1/cases/similar?" + with("text", text));
  };
  CHECK(similar("关").status == 422);
  for (const auto* typed : {"积水", "长江路", "长江路积", "改造长江路"}) {
    INFO(typed);
    const auto told = similar(typed);
    REQUIRE(told.status == 200);
    const auto found = told.json().at("items").as_array();
    REQUIRE(found.size() == 1);
    for (const auto* member : {"number", "title", "state", "session"})
      CHECK(found.at(0).at(member).is_string());
  }
  CHECK(similar("飞机").json().at("items").as_array().empty());
}

TEST_CASE("Similar earlier suggestions are shown to who may see them", "[http][sql][lists]") {
  Register office{EACH_DATABASE};
  const auto similar = [&](const char* who) {
    const auto told = Browser{office, who}.get("/api/v1/cases/similar?" +
                                               with("text", "关于改造长江路积水点的提议"));
    INFO(told.body);
    REQUIRE(told.status == 200);
    return told.json().at("items").as_array().size();
  };
  CHECK(similar("officer") == 1);
  CHECK(similar("zhang") == 1);
  CHECK(similar("li") == 0);
  CHECK(similar("wuhu") == 0);
}

TEST_CASE("Of a similar suggestion its limits are told as in the list", "[http][sqlite][lists]") {
  Register office{sql::Dialect::sqlite};
  const Browser officer{office, "officer"};
  const auto first = [&](const std::string& target) {
    const auto page = officer.get("/api/v1/cases" + target).json();
    return page.at("items").at(0).as_object();
  };
  const auto target = "/similar?" + with("text", "关于改造长江路积水点的提议");
  CHECK(first(target).at("next_due").is_string());
  CHECK(first(target).at("overdue") == false);
  office.time.move_to(parse_instant("2026-03-14T09:00:00+08:00").value());
  auto similar = first(target);
  CHECK(similar.at("overdue") == true);
  similar.erase("likeness");
  CHECK(similar == first("?limit=1"));
}

}  // namespace duban::http
