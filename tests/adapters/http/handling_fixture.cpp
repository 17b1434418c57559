#include "adapters/http/handling_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

}  // namespace

std::string text_of(const json::value& value) {
  return std::string{std::string_view{value.as_string()}};
}

std::string wrong_path(const Told& told) {
  INFO(told.body);
  REQUIRE(told.status == 422);
  return text_of(told.json().at("errors").at(0).at("path"));
}

Handling::Handling(sql::Dialect dialect) : ServedRegister{dialect} {
  directory.put(Deputy{"340100", "王五", "王五", ""}, true).value();
  add_user({"officer", "340100", {"officer"}, "", ""}, password);
  add_user({"leader", "340100", {"leader"}, "", ""}, password);
  add_user({"contact", "340100", {"contact"}, unit, ""}, password);
  add_user({"deputy", "340100", {"lead_deputy"}, "", "王五"}, password);
  add_user({"root", "", {"administrator"}, "", ""}, password);
}

std::string Handling::open(const std::string& title, bool is_confidential) {
  json::object data{
      {"title", title}, {"text", "请予办理。"}, {"lead_deputy", "王五"}, {"session", "17-3"}};
  if (is_confidential) data["confidential"] = true;
  const auto told = as("officer").ask(
      "POST", "/api/v1/cases", {},
      json::serialize(json::object{
          {"workflow", "suggestion"}, {"event", "submit"}, {"data", std::move(data)}}));
  INFO(told.body);
  REQUIRE(told.status == 201);
  return text_of(told.json().at("id"));
}

void Handling::fire(const char* name,
                    const std::string& id,
                    const std::string& event,
                    json::object data) {
  const auto who = as(name);
  const auto seen = who.get("/api/v1/cases/" + id);
  const auto told = who.ask("POST", "/api/v1/cases/" + id + "/events/" + event,
                            {{"If-Match", seen.headers.at("etag")}},
                            json::serialize(json::object{{"data", std::move(data)}}));
  INFO(event << " " << told.body);
  REQUIRE(told.status == 200);
}

void Handling::hand_over(const std::string& id) {
  fire("officer", id, "register");
  json::array units;
  units.push_back(json::object{{"unit", unit}, {"role", "sole"}});
  fire("officer", id, "assign", {{"mode", "sole"}, {"units", std::move(units)}});
}

void Handling::answer(const std::string& id) {
  const auto part = id + ".1";
  fire("contact", part, "sign", {{"name", "李联络"}, {"telephone", "0551-1"}});
  fire("contact", part, "record_contact",
       {{"way", "face_to_face"}, {"persons", "王五"}, {"summary", "当面沟通"}});
  fire("contact", part, "reply",
       {{"number", "建复〔" + id + "〕号"},
        {"reply_class", "A"},
        {"signatory", "局长"},
        {"sealed", true},
        {"text", "已经办结。"},
        {"contact_person", "李联络"}});
}

}  // namespace duban::http
