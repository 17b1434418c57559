// Every operation of the API's own document, asked in every wrong way and in some right ones: every
// answer is one that the document promises.

#include "adapters/http/request_reader.hpp"
#include "adapters/http/schema_fixture.hpp"
#include "adapters/http/served_fixture.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <catch2/catch.hpp>

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

struct Everything : ServedRegister {
  explicit Everything(sql::Dialect dialect) : ServedRegister{dialect} {
    directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
    add_user({"root", "340100", {"officer", "administrator"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    const Browser root{*this, "root"};
    REQUIRE(root.ask("POST", "/api/v1/cases", {},
                     R"({"workflow":"suggestion","event":"submit","data":{
                         "title":"件","text":"文","lead_deputy":"张三","session":"17-3"}})")
                .status == 201);
  }
};

std::string text(const json::value& value) {
  return std::string{std::string_view{value.as_string()}};
}

std::string encoded(const std::string& value) {
  return boost::urls::encode(value, boost::urls::unreserved_chars);
}

/// What somebody may write for a parameter, sensible or not.
std::vector<std::string> values_for(const json::object& parameter) {
  const auto& schema = parameter.at("schema").as_object();
  std::vector<std::string> values{"",
                                  "x",
                                  "\t",
                                  "-1",
                                  "9223372036854775808",
                                  std::string(3000, '9'),
                                  "' OR '1'='1",
                                  "张三",
                                  "\xff\xfe",
                                  "1.1.1",
                                  "0"};
  if (schema.at("type") == "integer")
    for (const auto* bound : {"minimum", "maximum"})
      if (const auto* value = schema.if_contains(bound)) values.push_back(json::serialize(*value));
  if (const auto* words = schema.if_contains("enum"))
    for (const auto& word : words->as_array())
      values.push_back(word.is_string() ? text(word) : json::serialize(word));
  if (schema.at("type") == "boolean") values.insert(values.end(), {"true", "false", "TRUE"});
  const auto name = text(parameter.at("name"));
  if (name == "id") values.insert(values.end(), {"1", "1.1", "999999999999999", "1.999"});
  if (name == "event") values.insert(values.end(), {"register", "reply"});
  if (name == "name") values.insert(values.end(), {"contact", "suggestion", "nobody"});
  if (name == "from" || name == "to" || name == "after")
    values.insert(values.end(), {"2025-05-01", "2025-02-30", "1"});
  if (name == "If-Match") values.insert(values.end(), {"\"1\"", "W/\"1\"", "*", "\"x\""});
  return values;
}

const json::object& resolved(const json::value& schema, const json::value& document) {
  const auto* to = schema.as_object().if_contains("$ref");
  return to ? document.at_pointer(text(*to).substr(1)).as_object() : schema.as_object();
}

/// A value that fits a schema.
json::value fitting(const json::object& schema, const json::value& document) {
  const auto* type = schema.if_contains("type");
  if (!type || !type->is_string()) return json::object{};
  if (*type == "array") {
    json::array one;
    one.push_back(fitting(resolved(schema.at("items"), document), document));
    return one;
  }
  if (*type == "integer") return 1;
  if (*type == "boolean") return true;
  if (*type == "string") {
    const auto* words = schema.if_contains("enum");
    return words ? words->as_array().front() : json::value("2025-03-20");
  }
  json::object all;
  if (const auto* properties = schema.if_contains("properties"))
    for (const auto& [name, property] : properties->as_object())
      all.emplace(name, fitting(resolved(property, document), document));
  return all;
}

std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += "[";
  return text;
}

/// A body that fits, the same with each member wrong or missing, and what is no such body at all.
std::vector<std::string> bodies_for(const json::object& schema, const json::value& document) {
  std::vector<std::string> bodies{"",   "{",           "[]",        "null", "1",     "\"x\"",
                                  "{}", nested(10000), "{\"a\":1}", "\xff", "{\"\":"};
  const auto whole = fitting(schema, document).as_object();
  bodies.push_back(json::serialize(whole));
  for (const auto& [name, value] : whole)
    for (const json::value& wrong :
         {json::value(nullptr), json::value(1e300), json::value(-1), json::value(""),
          json::value("\n"), json::value(json::object{}), json::value(std::string(70000, 'x'))}) {
      auto spoiled = whole;
      spoiled[name] = wrong;
      bodies.push_back(json::serialize(spoiled));
    }
  return bodies;
}

struct Operation {
  std::string method, path;
  json::object described;

  [[nodiscard]] std::vector<json::object> parameters() const {
    std::vector<json::object> all;
    if (const auto* given = described.if_contains("parameters"))
      for (const auto& parameter : given->as_array()) all.push_back(parameter.as_object());
    return all;
  }
};

/// The media type of what it takes.
std::string body_type(const Operation& operation) {
  const auto* takes = operation.described.if_contains("requestBody");
  return takes ? std::string{takes->as_object().at("content").as_object().begin()->key()}
               : "application/json";
}

std::vector<Operation> operations_in(const json::object& document) {
  std::vector<Operation> all;
  for (const auto& [path, methods] : document.at("paths").as_object())
    for (const auto& [method, described] : methods.as_object()) {
      std::string upper{method};
      std::ranges::transform(upper, upper.begin(),
                             [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      all.push_back({upper, std::string{path}, described.as_object()});
    }
  return all;
}

/// One way of asking: a value for each parameter, or none.
struct Asked {
  std::string target;
  Headers headers;
};

/// What the schema has for an example, so that the other parameters come into play.
std::string usual_value(const json::object& parameter) {
  const auto* examples = parameter.at("schema").as_object().if_contains("examples");
  return examples ? text(examples->as_array().front()) : "1";
}

Asked asking(const Operation& operation, const std::map<std::string, std::string>& values) {
  Asked asked{operation.path, {}};
  char separator = '?';
  for (const auto& parameter : operation.parameters()) {
    const auto name = text(parameter.at("name")), place = text(parameter.at("in"));
    const auto at = values.find(name);
    const auto value = at == values.end() ? usual_value(parameter) : at->second;
    if (place == "path") {
      const auto hole = asked.target.find("{" + name + "}");
      asked.target.replace(hole, name.size() + 2, encoded(value.empty() ? "x" : value));
    } else if (at != values.end() && place == "query") {
      asked.target += separator + name + "=" + encoded(value);
      separator = '&';
    } else if (at != values.end() &&
               std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; })) {
      asked.headers.emplace_back(name, value);
    }
  }
  return asked;
}

/// `content`: by media type.  Every JSON there is must fit its schema.
void check_content(const json::object& content, const Told& told, const json::value& document) {
  const auto type = told.headers.at("content-type");
  const auto* promised = content.if_contains(type);
  INFO(type);
  if (content.contains("*/*")) return;  // a file, of whatever type
  REQUIRE(promised);
  if (type.find("json") == type.npos) return;
  const auto fault = misfit(told.json(), promised->at("schema"), document);
  INFO(fault.value_or(""));
  CHECK_FALSE(fault);
}

/// Whatever a client goes on by is promised.
void check_headers(const json::object& response, const Told& told) {
  for (const auto* name : {"ETag", "Location", "Idempotency-Replayed", "Upload-Offset",
                           "Content-Range", "Content-Disposition", "Set-Cookie"}) {
    if (!told.headers.contains(lower_case(name))) continue;
    INFO(name);
    const auto* headers = response.if_contains("headers");
    CHECK((headers && headers->as_object().contains(name)));
  }
}

void check_answer(const Operation& operation, const Told& told, const json::value& document) {
  REQUIRE(told.status < 500);
  const auto& responses = operation.described.at("responses").as_object();
  const auto* promised = responses.if_contains(std::to_string(told.status));
  if (told.status < 400) {
    REQUIRE(promised);
    check_headers(promised->as_object(), told);
  }
  if (told.status == 204) return;
  const auto type = told.headers.find("content-type");
  REQUIRE(type != told.headers.end());
  if (told.status >= 400) {
    CHECK(type->second == "application/problem+json");
    const auto problem = told.json();
    check_content(document.at_pointer("/components/responses/Problem/content").as_object(), told,
                  document);
    CHECK(problem.at("status") == told.status);
    CHECK_FALSE(text(problem.at("detail")).empty());
    CHECK_FALSE(text(problem.at("title")).empty());
    if (told.status == 422 && problem.at("type") == "urn:duban:bad_input")
      CHECK(problem.at("errors").as_array().size() == 1);
    return;
  }
  check_content(promised->at("content").as_object(), told, document);
}

}  // namespace

TEST_CASE("Whatever any operation is asked, it answers as the document says", "[http][sql]") {
  Everything office{EACH_DATABASE};
  const json::value document = Browser{office, "root"}.get("/api/v1/openapi.json").json();
  int asked_for = 0;
  const auto ask = [&](const Operation& operation, const Asked& asked, const std::string& body) {
    INFO(operation.method << " " << asked.target.substr(0, 200) << " " << body.substr(0, 200));
    const Browser root{office, "root"};  // the last may have signed out
    auto headers = asked.headers;
    if (!body.empty()) headers.emplace_back("Content-Type", body_type(operation));
    check_answer(operation, root.ask(operation.method, asked.target, headers, body), document);
    ++asked_for;
  };
  for (const auto& operation : operations_in(document.as_object())) {
    const auto* takes = operation.described.if_contains("requestBody");
    const std::string usual = takes ? "{}" : "";
    ask(operation, asking(operation, {}), usual);
    for (const auto& parameter : operation.parameters())
      for (const auto& value : values_for(parameter))
        ask(operation, asking(operation, {{text(parameter.at("name")), value}}), usual);
    if (!takes) {
      ask(operation, asking(operation, {}), "{}");
      continue;
    }
    const auto& content = takes->as_object().at("content").as_object();
    if (!content.contains("application/json")) {
      ask(operation, asking(operation, {{"Upload-Offset", "0"}}), std::string(100, '\0'));
      continue;
    }
    const auto& described = content.at("application/json");
    const auto& schema = resolved(described.at("schema"), document);
    ask(operation, asking(operation, {{"If-Match", "\"1\""}}),
        json::serialize(described.at("example")));
    for (const auto& body : bodies_for(schema, document))
      ask(operation, asking(operation, {{"If-Match", "\"1\""}}), body);
  }
  CHECK(asked_for > 500);
  CHECK(Browser{office, "root"}.get("/api/v1/cases/1").status == 200);
}

}  // namespace duban::http
