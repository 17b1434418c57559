#include "adapters/http/openapi.hpp"

#include "adapters/http/openapi_examples.hpp"
#include "adapters/http/problem.hpp"
#include "engine/attachments/attachments.hpp"

#include <algorithm>
#include <cctype>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::string_view version = "1";

json::object reference(std::string_view to) {
  return {{"$ref", to}};
}

/// Puts every schema that has a name into one place, and a reference where it stood.
class NamedSchemas {
 public:
  [[nodiscard]] json::value lifted(json::value schema) {
    lift(schema);
    return schema;
  }
  [[nodiscard]] json::object take() { return std::move(all_); }

 private:
  // What is inside first, so that a name has one content wherever it stands.
  void lift(json::value& value) {
    if (auto* array = value.if_array())
      for (auto& item : *array) lift(item);
    auto* object = value.if_object();
    if (!object) return;
    for (auto& [name, member] : *object) lift(member);
    const auto* title = object->if_contains("title");
    if (!title || !title->is_string() || !object->contains("properties")) return;
    const std::string name{std::string_view{title->get_string()}};
    const auto [at, is_new] = all_.emplace(name, *object);
    if (!is_new && at->value() != *object) throw std::logic_error("two schemas are called " + name);
    value = reference("#/components/schemas/" + name);
  }

  json::object all_;
};

json::object parameter_object(const Parameter& parameter) {
  constexpr std::string_view places[] = {"path", "query", "header"};
  return {
      {"name", parameter.name},         {"in", places[static_cast<std::size_t>(parameter.place)]},
      {"description", parameter.means}, {"required", parameter.required},
      {"schema", parameter.schema},     {"example", example_of(parameter.schema, parameter.name)}};
}

/// A body that no schema describes; of files there is no example.
json::object text_content(const std::vector<std::string>& types) {
  json::object content;
  for (const auto& type : types) {
    json::object media{{"schema", json::object{{"type", "string"}}}};
    if (const auto example = text_example(type)) media["example"] = *example;
    content[type] = std::move(media);
  }
  return content;
}

json::object json_content(const std::string& type,
                          const json::object& schema,
                          json::value example,
                          NamedSchemas& named) {
  if (example.is_null()) example = example_of(schema);
  json::object content{{"schema", named.lifted(schema)}};
  content["example"] = std::move(example);
  return {{type, std::move(content)}};
}

json::object headers_object(const std::vector<PromisedHeader>& headers) {
  json::object all;
  for (const auto& header : headers) {
    const auto* type = header.example.is_string() ? "string" : "integer";
    all[header.name] = json::object{{"description", header.means},
                                    {"schema", json::object{{"type", type}}},
                                    {"example", header.example}};
  }
  return all;
}

json::object answer_object(const Promise& promise, NamedSchemas& named) {
  json::object answer{{"description", promise.means}};
  if (!promise.headers.empty()) answer["headers"] = headers_object(promise.headers);
  if (promise.status == 204 || promise.status == 302) return answer;
  answer["content"] = promise.schema.empty()
                          ? text_content(promise.types)
                          : json_content(promise.types.front(), promise.schema, {}, named);
  return answer;
}

json::object answers_of(const Route& route, NamedSchemas& named) {
  json::object answers;
  for (const auto& promise : route.promises)
    answers[std::to_string(promise.status)] = answer_object(promise, named);
  answers["default"] = reference("#/components/responses/Problem");
  return answers;
}

/// Each way in by itself; a session needs both of what it names.
json::array security_of(const Route& route) {
  if (route.door == Door::open) return {};
  json::object session{{"session", json::array{}}};
  if (route.method != "GET") session["csrf"] = json::array{};
  json::array ways;
  ways.push_back(std::move(session));
  if (route.door == Door::signed_in) ways.push_back(json::object{{"token", json::array{}}});
  return ways;
}

/// `/api/v1/cases/{id}` is about `cases`, `/healthz` about `operation`.
std::string tag_of(const Route& route) {
  constexpr std::string_view api = "/api/v1/";
  if (!route.path.starts_with(api)) return "operation";
  const auto rest = route.path.substr(api.size());
  return rest.substr(0, rest.find_first_of("/."));
}

std::string description_of(const Route& route) {
  auto text = route.description.empty() ? route.summary : route.description;
  for (const auto& role : route.roles)
    text += (&role == &route.roles.front() ? " For: " : ", ") + role;
  return route.roles.empty() ? text : text + ".";
}

json::object contents_of(const Route& route, NamedSchemas& named) {
  json::object contents;
  for (const auto& type : route.body_types) {
    auto one = type == "application/json"
                   ? json_content(type, route.body, request_example(route.operation), named)
                   : text_content({type});
    if (type != "application/json")
      if (auto own = request_example(route.operation); own.is_string())
        one.at(type).as_object()["example"] = std::move(own);
    contents[type] = std::move(one.at(type));
  }
  return contents;
}

json::object operation_of(const Route& route, NamedSchemas& named) {
  json::object operation{{"operationId", route.operation},
                         {"summary", route.summary},
                         {"description", description_of(route)},
                         {"security", security_of(route)},
                         {"responses", answers_of(route, named)}};
  json::array tags;
  tags.emplace_back(tag_of(route));
  operation["tags"] = std::move(tags);
  json::array parameters;
  for (const auto& parameter : route.parameters) parameters.push_back(parameter_object(parameter));
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!route.body.empty())
    operation["requestBody"] =
        json::object{{"required", true}, {"content", contents_of(route, named)}};
  return operation;
}

json::object paths_of(std::span<const Route> routes, NamedSchemas& named) {
  json::object paths;
  for (const auto& route : routes) {
    auto method = route.method;
    std::ranges::transform(method, method.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto& path = paths[route.path];
    if (!path.is_object()) path = json::object{};
    path.get_object()[method] = operation_of(route, named);
  }
  return paths;
}

std::vector<PromisedHeader> problem_headers() {
  return {
      {"Retry-After", "Of 429 and some 503: after so many seconds it is worth asking again.", 2},
      {"WWW-Authenticate", "Of 401: how a script signs in.", "Bearer realm=\"duban\""},
      {"Content-Range", "Of 416: how long the file is.", "bytes */2048"},
      {"Allow", "Of 405: what this address takes.", "GET, HEAD"},
      {"Upload-Offset", "Of 409 to a part of a file: where it goes on.", row_bytes}};
}

json::object components(NamedSchemas& named) {
  json::object refused{
      {"description", "What went wrong, in the language of whoever asks."},
      {"headers", headers_object(problem_headers())},
      {"content", json_content("application/problem+json", problem_schema(), {}, named)}};
  json::object session{{"type", "apiKey"}, {"in", "cookie"}, {"name", "duban"}};
  session["description"] = "The cookie of a session.";
  json::object csrf{{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}};
  csrf["description"] = "`csrf` of the session, for whatever changes something.";
  json::object token{{"type", "http"}, {"scheme", "bearer"}};
  token["description"] = "A personal token.";
  return {
      {"schemas", named.take()},
      {"responses", json::object{{"Problem", std::move(refused)}}},
      {"securitySchemes", json::object{{"session", session}, {"csrf", csrf}, {"token", token}}}};
}

}  // namespace

json::object openapi_document(std::span<const Route> routes) {
  json::array tags;
  for (const auto& route : routes) {
    json::object tag{{"name", tag_of(route)}};
    if (std::ranges::find(tags, json::value(tag)) == tags.end()) tags.push_back(std::move(tag));
  }
  NamedSchemas named;
  auto paths = paths_of(routes, named);
  json::array servers;
  servers.push_back(json::object{{"url", "/"}});
  return {
      {"openapi", "3.1.0"},
      {"info", json::object{{"title", "duban 督办"},
                            {"version", version},
                            {"contact", json::object{{"name", "duban"}}},
                            {"description",
                             "The register and deadline engine of people's congress offices."}}},
      {"servers", std::move(servers)},
      {"tags", std::move(tags)},
      {"paths", std::move(paths)},
      {"components", components(named)}};
}

namespace {

json::object document_schema() {
  json::object properties{{"openapi", json::object{{"type", "string"}}}};
  json::array required;
  for (const auto* member : {"openapi", "info", "paths", "components"})
    required.emplace_back(member);
  for (const auto* member : {"info", "paths", "components"})
    properties[member] = json::object{{"type", "object"}};
  return {{"type", "object"}, {"required", required}, {"properties", properties}};
}

}  // namespace

Route openapi_route(std::span<const Route> routes) {
  Route route{.method = "GET",
              .path = "/api/v1/openapi.json",
              .operation = "describeApi",
              .summary = "This document.",
              .door = Door::open,
              .parameters = {},
              .promises = {{.means = "The document.", .schema = document_schema()}},
              .work = {}};
  std::vector<Route> all{routes.begin(), routes.end()};
  all.push_back(route);
  route.work = [text = json::serialize(openapi_document(all))](Visit&) -> Result<Answer> {
    return Answer{.body = text};
  };
  return route;
}

}  // namespace duban::http
