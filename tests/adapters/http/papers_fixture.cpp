#include "adapters/http/papers_fixture.hpp"

#include "engine/data/sha256.hpp"
#include "engine/proof/files.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace json = boost::json;

Papers::Papers(sql::Dialect dialect) : ServedRegister{dialect} {
  add_neighbour();
  directory.put(Unit{"340100", "市水务局", "市水务局"}, true).value();
  directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
  add_user({"officer", "340100", {"officer"}, "", ""}, papers_password);
  add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, papers_password);
  add_user({"other_contact", "340100", {"contact"}, "市水务局", ""}, papers_password);
  add_user({"deputy", "340100", {"lead_deputy", "deputy"}, "", "张三"}, papers_password);
  add_user({"neighbour", "340200", {"officer"}, "", ""}, papers_password);
}

std::vector<std::string> Papers::faults() {
  Verdict verdict;
  store.each_family({}, [&](const FamilyHistory& history) {
    verify_files(history, attachments, verdict);
    return true;
  });
  verify_taken(store, attachments, verdict);
  std::vector<std::string> all;
  for (const auto& difference : verdict.differences) all.push_back(difference.what);
  return all;
}

std::string sha256(const std::string& content) {
  RunningSha256 hash;
  hash.add(content);
  return hash.finish();
}

Told begin(const Browser& who, const std::string& name, std::size_t size) {
  return who.ask("POST", uploads_path, {},
                 json::serialize(json::object{{"name", name}, {"size", size}}));
}

Told send(const Browser& who, std::int64_t id, std::size_t offset, const std::string& part) {
  return who.ask(
      "PATCH", uploads_path + "/" + std::to_string(id),
      {{"Content-Type", "application/octet-stream"}, {"Upload-Offset", std::to_string(offset)}},
      part);
}

std::int64_t sent(const Browser& who, const std::string& name, const std::string& content) {
  const auto begun = begin(who, name, content.size());
  REQUIRE(begun.status == 201);
  const auto id = begun.json().at("id").as_int64();
  for (std::size_t at = 0; at < content.size(); at += 4 * row_size)
    REQUIRE(send(who, id, at, content.substr(at, 4 * row_size)).status == 200);
  return id;
}

Told fire(const Browser& who,
          const std::string& id,
          const std::string& event,
          json::object body,
          Headers headers) {
  const auto seen = who.get("/api/v1/cases/" + id);
  if (seen.status != 200) return seen;
  headers.emplace_back("If-Match", seen.headers.at("etag"));
  return who.ask("POST", "/api/v1/cases/" + id + "/events/" + event, headers,
                 json::serialize(body));
}

Told attach(const Browser& who, const std::string& id, std::int64_t file) {
  return fire(who, id, "attach", {{"attachments", json::array{file}}});
}

Told submit(const Browser& who, json::object data, json::array files) {
  data["session"] = "17-3";
  return who.ask("POST", "/api/v1/cases", {},
                 json::serialize(json::object{{"workflow", "suggestion"},
                                              {"event", "submit"},
                                              {"data", std::move(data)},
                                              {"attachments", std::move(files)}}));
}

json::object some_suggestion() {
  return {{"title", "关于长江路积水点的建议"}, {"text", "请予改造。"}, {"lead_deputy", "张三"}};
}

void hand_over(Papers& office, json::object suggestion) {
  const auto officer = office.as("officer");
  REQUIRE(submit(officer, std::move(suggestion)).status == 201);
  REQUIRE(fire(officer, "1", "register", {}).status == 200);
  const json::object unit{{"unit", "市交通运输局"}, {"role", "sole"}};
  json::array units;
  units.push_back(unit);
  const json::object data{{"mode", "sole"}, {"units", std::move(units)}};
  REQUIRE(fire(officer, "1", "assign", {{"data", data}}).status == 200);
}

std::vector<std::string> names_in(const Told& told) {
  std::vector<std::string> names;
  const auto page = told.json();
  for (const auto& item : page.at("items").as_array())
    names.emplace_back(std::string_view{item.at("name").as_string()});
  return names;
}

std::string path_of(const std::string& id, std::int64_t file) {
  return "/api/v1/cases/" + id + "/attachments/" + std::to_string(file);
}

}  // namespace duban::http
