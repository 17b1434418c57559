#include "adapters/http/problem.hpp"

#include <boost/beast/http/status.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::chrono::seconds usual_wait{2};

struct Kind {
  unsigned status;
  std::string_view reason;
};

Kind kind_of(Problem problem) {
  switch (problem) {
    case Problem::no_such_case:
      return {404, "no_such_case"};
    case Problem::no_such_event:
      return {404, "no_such_event"};
    case Problem::not_in_state:
      return {409, "not_in_state"};
    case Problem::no_authority:
      return {403, "no_authority"};
    case Problem::condition:
      return {422, "condition"};
    case Problem::stale_version:
      return {412, "stale_version"};
    case Problem::bad_input:
      return {422, "bad_input"};
    case Problem::not_found:
      return {404, "not_found"};
    case Problem::conflict:
      return {409, "conflict"};
    case Problem::too_often:
      return {429, "too_often"};
  }
  return {500, "unknown"};
}

json::array texts(const std::vector<std::string>& all) {
  json::array array;
  for (const auto& text : all) array.emplace_back(text);
  return array;
}

}  // namespace

json::object body_of(const ProblemDocument& document) {
  json::object body{{"type", document.type},
                    {"title", document.title},
                    {"status", document.status},
                    {"detail", document.detail}};
  if (document.title.empty()) {
    const auto name = boost::beast::http::obsolete_reason(
        static_cast<boost::beast::http::status>(document.status));
    body["title"] = std::string_view{name};
  }
  for (const auto& [name, value] : document.more) body[name] = value;
  return body;
}

json::object problem_schema() {
  const json::object text{{"type", "string"}};
  const json::object texts{{"type", "array"}, {"items", text}};
  const json::object error{{"type", "object"},
                           {"required", {"path", "message"}},
                           {"properties", {{"path", text}, {"message", text}}}};
  json::object properties{
      {"type", text},      {"title", text},           {"status", json::object{{"type", "integer"}}},
      {"detail", text},    {"reason", text},          {"condition", text},
      {"possible", texts}, {"possible_events", texts}};
  properties["errors"] = json::object{{"type", "array"}, {"items", error}};
  return {{"title", "Problem"},
          {"type", "object"},
          {"required", {"type", "title", "status", "detail"}},
          {"properties", std::move(properties)}};
}

Answer problem(const ProblemDocument& document) {
  Answer answer{.status = document.status,
                .type = "application/problem+json",
                .body = json::serialize(body_of(document))};
  if (document.status == 429) {
    const auto wait = document.wait > std::chrono::seconds{0} ? document.wait : usual_wait;
    answer.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  }
  return answer;
}

json::array errors_of(const Error& error, const Words& words) {
  json::array errors;
  errors.push_back(
      json::object{{"path", error.subject}, {"message", words.sentence(error.detail)}});
  return errors;
}

ProblemDocument document_of(const Error& error, const Words& words, const About& about) {
  const auto kind = kind_of(error.problem);
  ProblemDocument document{.status = kind.status,
                           .type = "urn:duban:" + std::string{kind.reason},
                           .detail = worded(error, words, about),
                           .wait = error.wait};
  auto& more = document.more;
  more["reason"] = kind.reason;
  if (error.problem == Problem::bad_input) more["errors"] = errors_of(error, words);
  if (error.problem == Problem::condition) more["condition"] = error.subject;
  if (!error.possible.empty() && error.problem != Problem::not_in_state)
    more["possible"] = texts(error.possible);
  if (about.workflow && !about.state.empty()) more["possible_events"] = texts(possible_now(about));
  return document;
}

}  // namespace duban::http
