#include "adapters/http/openapi_examples.hpp"

#include "engine/attachments/attachments.hpp"

#include <array>
#include <map>
#include <stdexcept>
#include <string>

namespace duban::http {

namespace {

namespace json = boost::json;

using Named = std::map<std::string_view, std::string_view>;

constexpr std::string_view some_moment = "2025-03-14T09:00:00+08:00", some_day = "2025-03-14",
                           some_hash =
                               "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// Texts by the name of their member.
const Named& named_texts() {  // NOLINT(readability-function-size): a table
  static const Named all{{"about", "12"},
                         {"act", "importTable"},
                         {"anchor", some_day},
                         {"at", some_moment},
                         {"authority", "assign"},
                         {"before", "市交通局"},
                         {"begun_at", some_moment},
                         {"by", "officer"},
                         {"calendar", some_hash},
                         {"case", "12"},
                         {"code", "17-3"},
                         {"column", "类型"},
                         {"congress", "340100"},
                         {"created_at", some_moment},
                         {"csrf", "Yk3v"},
                         {"database", "postgresql"},
                         {"delegate", "李四"},
                         {"deputy", "张三"},
                         {"detail", "现在的状态是“已登记（registered）”，不能“归档（close）”"},
                         {"edition", some_hash},
                         {"ended_at", some_moment},
                         {"ended_by", "officer"},
                         {"ends_at", "2026-03-14T09:00:00+08:00"},
                         {"event", "register"},
                         {"from", "submitted"},
                         {"group", "市交通运输局"},
                         {"hash", some_hash},
                         {"given_at", some_moment},
                         {"given_by", "officer"},
                         {"help", "不写则自动编下一号"},
                         {"id", "12"},
                         {"issuer", "https://sso.example.cn"},
                         {"key", "n:12:2:suggestion.registered:1"},
                         {"kind", "reply"},
                         {"known_as", "wang.w"},
                         {"label", "登记编号"},
                         {"level", "city"},
                         {"limit", "reply"},
                         {"made_at", some_moment},
                         {"made_by", "officer"},
                         {"message", "缺少"},
                         {"name", "市交通运输局"},
                         {"next", "12"},
                         {"next_at", "2025-06-10T08:00:00+08:00"},
                         {"now", some_moment},
                         {"number", "17-3-001"},
                         {"origin", "192.0.2.7"},
                         {"outcome", "done"},
                         {"parent", "340000"},
                         {"node", "duban-1"},
                         {"note", "未评价 2 件"},
                         {"password", "春江花月夜2025年"},
                         {"path", "units[0].role"},
                         {"percent", "98.21"},
                         {"possible", "officer"},
                         {"possible_events", "assign"},
                         {"principal", "王五"},
                         {"query", "state=registered&overdue=true"},
                         {"raised_at", some_moment},
                         {"rate", "on_time"},
                         {"reason", "not_in_state"},
                         {"recipient", "unit:市交通运输局:contact"},
                         {"recorded_at", some_moment},
                         {"recorded_by", "officer"},
                         {"regulation", some_hash},
                         {"regulation_title", "代表法及全国通行办法"},
                         {"role_labels", "督办人员"},
                         {"roles", "officer"},
                         {"rule", "3 months"},
                         {"rule_label", "三个月"},
                         {"rung", "30 days before"},
                         {"session", "17-3"},
                         {"sha256", some_hash},
                         {"source", "代表法 51"},
                         {"state", "registered"},
                         {"state_label", "已登记"},
                         {"started_at", some_moment},
                         {"status", "pending"},
                         {"subject", "5be86359073c434bad2da3932222dabe"},
                         {"text", "suggestion.registered"},
                         {"title", "关于改造长江路积水点的建议"},
                         {"to", "registered"},
                         {"token", "d2f0…"},
                         {"type", "urn:duban:not_in_state"},
                         {"unit", "市交通运输局"},
                         {"units", "市交通运输局"},
                         {"user", "officer"},
                         {"version", "0.1.0"},
                         {"why", "counted"},
                         {"workflow", "suggestion"},
                         {"If-Match", "\"1\""},
                         {"Idempotency-Key", "k-1"}};
  return all;
}

std::int64_t integer_called(std::string_view name) {
  static const std::map<std::string_view, std::int64_t> all{{"status", 409},
                                                            {"year", 2025},
                                                            {"years", 2027},
                                                            {"size", 1573364},
                                                            {"received", row_bytes},
                                                            {"part_bytes", row_bytes},
                                                            {"largest_part_bytes", 5 * row_bytes}};
  const auto at = all.find(name);
  return at == all.end() ? 1 : at->second;
}

/// Objects that no schema describes, by the name of their member.
json::value object_called(std::string_view name) {
  if (name == "facts")
    return json::object{
        {"title", "关于改造长江路积水点的建议"}, {"lead_deputy", "张三"}, {"session", "17-3"}};
  if (name == "data") return json::object{{"category", "城建"}};
  if (name == "schema") return json::object{{"type", "object"}};
  return json::object{};
}

std::string_view type_in(const json::object& schema) {
  const auto* type = schema.if_contains("type");
  if (!type) return {};
  if (const auto* either = type->if_array()) return either->front().as_string();
  return type->as_string();
}

json::value text_called(std::string_view name, const json::object& schema) {
  const auto* format = schema.if_contains("format");
  if (format) return json::value(*format == "date" ? some_day : some_moment);
  const auto at = named_texts().find(name);
  return json::value(at == named_texts().end() ? std::string_view{"…"} : at->second);
}

json::value object_of(const json::object& schema, std::string_view name) {
  json::object all;
  const auto* members = schema.if_contains("properties");
  if (members)
    for (const auto& [member, inner] : members->as_object())
      all.emplace(member, example_of(inner.as_object(), member));
  const auto* others = schema.if_contains("additionalProperties");
  if (others && others->is_object())
    all.emplace("registered", example_of(others->as_object(), "registered"));
  return members || others ? json::value(std::move(all)) : object_called(name);
}

}  // namespace

json::value example_of(const json::object& schema, std::string_view name) {
  if (name == "problem") return {};  // of what was done
  if (const auto* usual = schema.if_contains("examples")) return usual->as_array().front();
  if (const auto* either = schema.if_contains("anyOf"))
    return example_of(either->as_array().front().as_object(), name);
  if (const auto* words = schema.if_contains("enum")) return words->as_array().front();
  const auto type = type_in(schema);
  if (type == "object") return object_of(schema, name);
  if (type == "array") {
    json::array one;
    one.push_back(example_of(schema.at("items").as_object(), name));
    return json::value(std::move(one));
  }
  if (type == "boolean") return json::value(false);
  if (type == "string") return text_called(name, schema);
  if (type != "integer") return json::object{};
  if (const auto* usual = schema.if_contains("default")) return *usual;
  const auto* least = schema.if_contains("minimum");
  return least ? *least : json::value(integer_called(name));
}

json::value request_example(std::string_view operation) {
  static const std::map<std::string_view, std::string_view> all{
      {"openCase",
       R"({"workflow":"suggestion","event":"submit","data":{"title":"关于改造长江路积水点的建议",
           "text":"每逢大雨，长江路积水严重，请予改造。","lead_deputy":"张三","session":"17-3"}})"},
      {"fireEvent",
       R"({"data":{"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]},
           "occurred_on":"2025-03-14"})"},
      {"makeBatch",
       R"({"event":"urge","cases":[{"id":"12.1","version":3},{"id":"13.1","version":2}],
           "data":{"words":"请于本月底前答复"}})"},
      {"importTable",
       R"({"header":["标题","届次","编号","承办单位"],
           "rows":[["修路","17-3","17-3-001","市交通运输局"],["修桥","17-3","",""]]})"},
      {"takeNotice", R"("date,name,is_workday\r\n2027-01-01,元旦,0\r\n2027-01-03,元旦,1\r\n")"},
      {"addSuccession",
       R"({"what":"unit","before":"市交通局","after":"市交通运输局","on":"2025-03-14",
           "reason":"机构改革，职责划入"})"},
      {"addCongress",
       R"({"code":"340100","name":"合肥市人大常委会","level":"city","regulation":"hefei"})"},
      {"beginUpload", R"({"name":"答复函.ofd","size":1573364})"},
      {"addDelegation",
       R"({"what":"user","delegate":"李四","from":"2025-03-17","through":"2025-03-28",
           "reason":"外出学习"})"},
      {"addView", R"({"name":"本周到期","query":"workflow=suggestion&due_within=7&order=due"})"},
      {"changeView", R"({"query":"workflow=suggestion&overdue=true","shared":true})"},
      {"signIn", R"({"name":"admin","password":"春江花月夜2025年"})"},
      {"openToken",
       R"({"name":"nightly","scopes":["read"],"ends_at":"2026-03-14T09:00:00+08:00"})"}};
  const auto at = all.find(operation);
  return at == all.end() ? json::value{} : json::parse(at->second);
}

std::optional<std::string_view> text_example(std::string_view type) {
  if (type == "application/octet-stream" || type == "*/*") return {};
  static const Named all{
      {"text/csv", "标题,届次,编号,承办单位\r\n修路,17-3,17-3-001,市交通运输局\r\n"},
      {"text/csv; charset=utf-8",
       "\xEF\xBB\xBF编号,标题,承办单位,最近到期日\r\n17-3-001,修路,市交通运输局,2025-06-14\r\n"},
      {"text/vnd.mermaid",
       "stateDiagram-v2\n  [*] --> submitted: submit\n  submitted --> registered: register\n"},
      {"text/vnd.graphviz",
       "digraph suggestion {\n  submitted -> registered [label=register];\n}\n"},
      {"application/scxml+xml",
       "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" initial=\"submitted\">"
       "<state id=\"submitted\"><transition event=\"register\" target=\"registered\"/></state>"
       "<final id=\"registered\"/></scxml>"},
      {"text/event-stream",
       "id: 7f3a-12\nevent: case\ndata: {\"id\":\"12\",\"root\":\"12\",\"version\":2,"
       "\"state\":\"registered\",\"event\":\"register\"}\n\n"},
      {"text/plain; version=0.0.4; charset=utf-8",
       "# HELP duban_held 1 while the register is held and sends nothing.\n"
       "# TYPE duban_held gauge\nduban_held 0\n"}};
  const auto at = all.find(type);
  if (at == all.end()) throw std::logic_error("no example of " + std::string{type});
  return at->second;
}

}  // namespace duban::http
