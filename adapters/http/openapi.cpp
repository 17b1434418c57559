#include "adapters/http/openapi.hpp"

#include "adapters/http/problem.hpp"

#include <algorithm>
#include <cctype>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::string_view version = "1";

json::object reference(const char* to) {
  return {{"$ref", to}};
}

json::object content_of(const std::string& type, const json::object& schema) {
  const auto content = schema.empty() ? json::object{} : json::object{{"schema", schema}};
  return {{type, content}};
}

json::object parameter_object(const Parameter& parameter) {
  constexpr std::string_view places[] = {"path", "query", "header"};
  return {{"name", parameter.name},
          {"in", places[static_cast<std::size_t>(parameter.place)]},
          {"description", parameter.means},
          {"required", parameter.required},
          {"schema", parameter.schema}};
}

json::object answer_object(const Promise& promise) {
  json::object answer{{"description", promise.means}};
  if (promise.status != 204) answer["content"] = content_of(promise.type, promise.schema);
  return answer;
}

json::object answers_of(const Route& route) {
  json::object answers;
  for (const auto& promise : route.promises)
    answers[std::to_string(promise.status)] = answer_object(promise);
  answers["default"] = reference("#/components/responses/Problem");
  return answers;
}

json::array security_of(Door door) {
  const json::object session{{"session", json::array{}}}, token{{"token", json::array{}}};
  if (door == Door::open) return {};
  if (door == Door::signed_in) return {session, token};
  json::array only;
  only.push_back(session);
  return only;
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

json::object contents_of(const Route& route) {
  auto contents = content_of("application/json", route.body);
  for (const auto& type : route.other_types)
    contents[type] = content_of(type, {{"type", "string"}}).at(type);
  return contents;
}

json::object operation_of(const Route& route) {
  json::object operation{{"operationId", route.operation},
                         {"summary", route.summary},
                         {"description", description_of(route)},
                         {"security", security_of(route.door)},
                         {"responses", answers_of(route)}};
  json::array tags;
  tags.emplace_back(tag_of(route));
  operation["tags"] = std::move(tags);
  json::array parameters;
  for (const auto& parameter : route.parameters) parameters.push_back(parameter_object(parameter));
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!route.body.empty())
    operation["requestBody"] = json::object{{"required", true}, {"content", contents_of(route)}};
  return operation;
}

json::object paths_of(std::span<const Route> routes) {
  json::object paths;
  for (const auto& route : routes) {
    auto method = route.method;
    std::ranges::transform(method, method.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto& path = paths[route.path];
    if (!path.is_object()) path = json::object{};
    path.get_object()[method] = operation_of(route);
  }
  return paths;
}

json::object components() {
  json::object refused{{"description", "What went wrong, in the language of whoever asks."},
                       {"content", content_of("application/problem+json",
                                              reference("#/components/schemas/Problem"))}};
  json::object session{{"type", "apiKey"}, {"in", "cookie"}, {"name", "duban"}};
  session["description"] =
      "The cookie of a session, with X-CSRF-Token for whatever changes something.";
  json::object token{{"type", "http"}, {"scheme", "bearer"}};
  token["description"] = "A personal token.";
  return {{"schemas", json::object{{"Problem", problem_schema()}}},
          {"responses", json::object{{"Problem", std::move(refused)}}},
          {"securitySchemes", json::object{{"session", session}, {"token", token}}}};
}

}  // namespace

json::object openapi_document(std::span<const Route> routes) {
  json::array tags;
  for (const auto& route : routes) {
    json::object tag{{"name", tag_of(route)}};
    if (std::ranges::find(tags, json::value(tag)) == tags.end()) tags.push_back(std::move(tag));
  }
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
      {"paths", paths_of(routes)},
      {"components", components()}};
}

Route openapi_route(std::span<const Route> routes) {
  Route route{.method = "GET",
              .path = "/api/v1/openapi.json",
              .operation = "describeApi",
              .summary = "This document.",
              .door = Door::open,
              .parameters = {},
              .promises = {{.means = "The document.", .schema = {{"type", "object"}}}},
              .work = {}};
  std::vector<Route> all{routes.begin(), routes.end()};
  all.push_back(route);
  route.work = [text = json::serialize(openapi_document(all))](Visit&) -> Result<Answer> {
    return Answer{.body = text};
  };
  return route;
}

}  // namespace duban::http
