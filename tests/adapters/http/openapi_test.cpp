// The document is the truth: what it names is there, and what is there it names.

#include "adapters/http/schema_fixture.hpp"
#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace duban::http {

namespace {

namespace json = boost::json;

/// The names in braces of a path.
std::set<std::string> names_in(const std::string& path) {
  std::set<std::string> names;
  for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1))
    names.insert(path.substr(open + 1, path.find('}', open) - open - 1));
  return names;
}

/// Every `$ref` in a document.
void collect_references(const json::value& value, std::set<std::string>& found) {
  if (const auto* array = value.if_array())
    for (const auto& item : *array) collect_references(item, found);
  if (const auto* object = value.if_object())
    for (const auto& [name, member] : *object) {
      if (name == "$ref") found.emplace(std::string_view{member.as_string()});
      collect_references(member, found);
    }
}

std::string in_place(std::string path) {
  for (auto open = path.find('{'); open != path.npos; open = path.find('{'))
    path.replace(open, path.find('}', open) - open + 1, "1");
  return path;
}

}  // namespace

TEST_CASE("The OpenAPI document is whole", "[http][sqlite]") {
  const ServedRegister served{sql::Dialect::sqlite};
  const auto told = served.server.ask("GET", "/api/v1/openapi.json");
  REQUIRE(told.status == 200);
  const json::value document = told.json();
  CHECK(document.at("openapi") == "3.1.0");
  std::set<std::string> operations;
  for (const auto& [path, methods] : document.at("paths").as_object())
    for (const auto& [method, operation] : methods.as_object()) {
      INFO(method << " " << path);
      CHECK(operations.emplace(std::string_view{operation.at("operationId").as_string()}).second);
      CHECK(operation.at("responses").as_object().size() > 1);
      std::set<std::string> in_path;
      if (const auto* parameters = operation.as_object().if_contains("parameters"))
        for (const auto& parameter : parameters->as_array())
          if (parameter.at("in") == "path")
            in_path.emplace(std::string_view{parameter.at("name").as_string()});
      CHECK(in_path == names_in(std::string{path}));
    }
  CHECK(operations.contains("fireEvent"));
  std::set<std::string> references;
  collect_references(document, references);
  for (const auto& reference : references) {
    INFO(reference);
    CHECK_NOTHROW(document.at_pointer(reference.substr(1)));
  }
}

namespace {

/// Every media type of the document: what a request or an answer may be.
void check_examples(const json::value& content, const json::value& document, int& examples) {
  for (const auto& [type, media] : content.as_object()) {
    INFO(type);
    if (type == "application/octet-stream" || type == "*/*") {
      CHECK_FALSE(media.as_object().contains("example"));  // a file is no text
      continue;
    }
    REQUIRE(media.as_object().contains("example"));
    const auto fault = misfit(media.at("example"), media.at("schema"), document);
    INFO(fault.value_or(""));
    CHECK_FALSE(fault);
    ++examples;
  }
}

/// Whether a schema says what is in an object.
bool says_enough(const json::value& schema) {
  const auto& object = schema.as_object();
  const auto* type = object.if_contains("type");
  return !(type && *type == "object") || object.contains("properties");
}

}  // namespace

TEST_CASE("Every operation has examples, and each fits its schema", "[http][sqlite]") {
  const ServedRegister served{sql::Dialect::sqlite};
  const json::value document = served.server.ask("GET", "/api/v1/openapi.json").json();
  int examples = 0;
  for (const auto& [path, methods] : document.at("paths").as_object())
    for (const auto& [method, operation] : methods.as_object()) {
      INFO(method << " " << path);
      if (const auto* parameters = operation.as_object().if_contains("parameters"))
        for (const auto& parameter : parameters->as_array()) {
          INFO(parameter.at("name"));
          const auto fault = misfit(parameter.at("example"), parameter.at("schema"), document);
          INFO(fault.value_or(""));
          CHECK_FALSE(fault);
        }
      if (const auto* body = operation.as_object().if_contains("requestBody"))
        check_examples(body->at("content"), document, examples);
      for (const auto& [status, answer] : operation.at("responses").as_object()) {
        INFO(status);
        const auto* content = answer.as_object().if_contains("content");
        if (!content) continue;
        check_examples(*content, document, examples);
        for (const auto& [type, media] : content->as_object())
          CHECK(says_enough(media.at("schema")));
      }
    }
  check_examples(document.at_pointer("/components/responses/Problem/content"), document, examples);
  CHECK(examples > 40);
  for (const auto& [name, schema] : document.at_pointer("/components/schemas").as_object()) {
    INFO(name);
    CHECK(says_enough(schema));
  }
}

TEST_CASE("Media types, headers and what a session must show are described", "[http][sqlite]") {
  const ServedRegister served{sql::Dialect::sqlite};
  const json::value document = served.server.ask("GET", "/api/v1/openapi.json").json();
  const auto operation = [&](const char* path, const char* method) {
    return document.at("paths").at(path).at(method).as_object();
  };
  const auto names = [](const json::value& object) {
    std::set<std::string> all;
    for (const auto& [name, member] : object.as_object()) all.emplace(name);
    return all;
  };
  using Names = std::set<std::string>;
  const auto drawn = operation("/api/v1/workflows/{name}/diagram", "get");
  CHECK(names(drawn.at("responses").at("200").at("content")) ==
        Names{"text/vnd.mermaid", "text/vnd.graphviz", "application/scxml+xml"});
  const auto opened = operation("/api/v1/cases", "post");
  CHECK(names(opened.at("responses").at("201").at("headers")) ==
        Names{"ETag", "Location", "Idempotency-Replayed"});
  const auto batch = operation("/api/v1/batches", "post");
  CHECK(names(batch.at("responses").at("201").at("headers")) ==
        Names{"Location", "Idempotency-Replayed"});
  const auto part = operation("/api/v1/uploads/{upload}", "patch");
  CHECK(names(part.at("responses").at("200").at("headers")) == Names{"Upload-Offset"});
  CHECK(std::string_view{part.at("description").as_string()}.find("3932160") !=
        std::string_view::npos);
  CHECK(
      names(document.at_pointer("/components/responses/Problem/headers")).contains("Retry-After"));

  CHECK(opened.at("security") == json::parse(R"([{"session":[],"csrf":[]},{"token":[]}])"));
  const auto listed = operation("/api/v1/cases", "get");
  CHECK(listed.at("security") == json::parse(R"([{"session":[]},{"token":[]}])"));
  CHECK(document.at_pointer("/components/securitySchemes/csrf/name") == "X-CSRF-Token");
}

TEST_CASE("What does not fit a schema is found", "[http][sqlite]") {
  const json::value schema = json::parse(R"({
    "type": "object", "required": ["a"], "additionalProperties": false,
    "properties": {"a": {"type": ["integer", "null"], "minimum": 1},
                   "b": {"anyOf": [{"$ref": "#/text"}, {"type": "null"}]},
                   "c": {"type": "array", "items": {"type": "string", "format": "date"}}}})");
  const json::value document = json::parse(R"({"text": {"type": "string", "enum": ["x", "y"]}})");
  const auto fits = [&](const char* value) {
    return !misfit(json::parse(value), schema, document);
  };
  CHECK(fits(R"({"a": 1})"));
  CHECK(fits(R"({"a": null, "b": "x", "c": ["2025-03-14"]})"));
  CHECK(fits(R"({"a": 1, "b": null})"));
  for (const auto* wrong : {"{}", "[]", R"({"a": 0})", R"({"a": "1"})", R"({"a": 1, "d": 1})",
                            R"({"a": 1, "b": "z"})", R"({"a": 1, "c": ["x"]})"})
    CHECK_FALSE(fits(wrong));
}

TEST_CASE("Every operation of the document is there, and keeps out who is not signed in",
          "[http][sqlite]") {
  const ServedRegister served{sql::Dialect::sqlite};
  const json::value document = served.server.ask("GET", "/api/v1/openapi.json").json();
  for (const auto& [path, methods] : document.at("paths").as_object())
    for (const auto& [method, operation] : methods.as_object()) {
      std::string upper{method};
      for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      const bool is_open = operation.at("security").as_array().empty();
      const bool has_body = operation.as_object().contains("requestBody");
      INFO(upper << " " << path);
      const auto told =
          served.server.ask(upper, in_place(std::string{path}), {}, has_body ? "{}" : "");
      CHECK(told.status != 404);
      CHECK(told.status != 405);
      CHECK(told.status < 500);
      if (!is_open) CHECK(told.status == 401);
    }
}

}  // namespace duban::http
