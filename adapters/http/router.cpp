#include "adapters/http/router.hpp"

#include "adapters/http/parameters.hpp"
#include "adapters/http/problem.hpp"
#include "engine/data/json_text.hpp"
#include "engine/data/sound_text.hpp"

#include <algorithm>

namespace duban::http {

namespace {

constexpr std::string_view json_type = "application/json";

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  for (auto rest = path.substr(1);;) {
    const auto slash = rest.find('/');
    segments.emplace_back(rest.substr(0, slash));
    if (slash == rest.npos) return segments;
    rest.remove_prefix(slash + 1);
  }
}

/// Whether a path is written by a pattern; what stands for its {names}.
bool fits(const std::string& pattern,
          const std::vector<std::string>& segments,
          std::vector<std::pair<std::string, std::string>>& in_path) {
  const auto parts = segments_of(pattern);
  in_path.clear();
  if (parts.size() != segments.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].starts_with('{'))
      in_path.emplace_back(parts[i].substr(1, parts[i].size() - 2), segments[i]);
    else if (parts[i] != segments[i])
      return false;
  }
  return true;
}

Answer not_there(const Words& words) {
  return problem({.status = 404, .detail = words.sentence("there is nothing at this address")});
}

/// What a body says it is; without a word of it, what the route takes first.
std::string_view type_of(const Route& route, const Request& request) {
  return request.header("content-type") ? media_type_of(request)
                                        : std::string_view{route.body_types.front()};
}

/// Says the body where the route takes one; refuses one where it does not.
Result<boost::json::value> read_body(const Route& route, const Request& request) {
  if (route.body.empty()) {
    if (request.body.empty()) return boost::json::value{};
    return bad_input("body", "this operation takes none");
  }
  if (type_of(route, request) != json_type) return boost::json::value{};
  auto body = parse_json(request.body.empty() ? "{}" : std::string_view{request.body}, "body");
  if (!body) return body.error();
  if (auto sound = check_texts(*body); !sound) return sound.error();
  return body;
}

/// Nothing if a body is of a type that the route takes.
std::optional<Answer> check_type(const Route& route, const Request& request, const Words& words) {
  const auto& types = route.body_types;
  if (request.body.empty() || route.body.empty() ||
      std::ranges::find(types, type_of(route, request)) != types.end())
    return {};
  std::string taken;
  for (const auto& type : types) taken += (taken.empty() ? "" : " or ") + type;
  return problem({.status = 415, .detail = words.sentence("send the body as " + taken)});
}

}  // namespace

Router::Router(std::vector<Route> routes, Doorkeeper doorkeeper, Witness witness)
    : routes_{std::move(routes)}, doorkeeper_{std::move(doorkeeper)}, witness_{std::move(witness)} {
  // A path as it is written goes before one with names in it: /cases/counts before /cases/{id}.
  std::ranges::stable_sort(routes_, {},
                           [](const Route& route) { return std::ranges::count(route.path, '{'); });
}

Router::Found Router::find(const Request& request) const {
  const bool is_head = request.method == "HEAD";
  Found found;
  std::vector<std::pair<std::string, std::string>> in_path;
  for (const auto& route : routes_) {
    if (!fits(route.path, request.segments, in_path)) continue;
    if (!found.path.empty() && found.path != route.path) continue;
    found.path = route.path;
    found.allowed += (found.allowed.empty() ? "" : ", ") + route.method;
    if (route.method == "GET") found.allowed += ", HEAD";
    if (route.method != (is_head ? "GET" : request.method)) continue;
    found.route = &route;
    found.in_path = in_path;
  }
  return found;
}

Answer Router::answer(const Request& request, Desk& desk, const Words& words) const {
  const auto found = find(request);
  if (found.allowed.empty()) return not_there(words);
  if (!found.route) {
    auto refused = problem(
        {.status = 405, .detail = words.sentence("this address takes only " + found.allowed)});
    refused.headers.emplace_back("Allow", found.allowed);
    return refused;
  }
  Visit visit{.request = request, .desk = desk, .words = words};
  auto answer = visited(found, visit);
  auto told = answer ? std::move(*answer) : problem(document_of(answer.error(), words));
  if (visit.caller) told.user = visit.user().name;
  witness_(*found.route, visit, told);
  return told;
}

Result<Answer> Router::visited(const Found& found, Visit& visit) const {
  if (found.route->door != Door::open)
    if (auto refused = doorkeeper_(*found.route, visit)) return *refused;
  if (auto refused = check_type(*found.route, visit.request, visit.words)) return *refused;
  auto given = read_parameters(*found.route, found.in_path, visit.request);
  if (!given) return given.error();
  visit.given = std::move(*given);
  auto body = read_body(*found.route, visit.request);
  if (!body) return body.error();
  visit.body = std::move(*body);
  return found.route->work(visit);
}

}  // namespace duban::http
