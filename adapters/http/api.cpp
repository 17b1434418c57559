#include "adapters/http/api.hpp"

#include "adapters/http/cases.hpp"
#include "adapters/http/door.hpp"
#include "adapters/http/openapi.hpp"
#include "adapters/http/operation.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/session.hpp"

#include <spdlog/spdlog.h>

namespace duban::http {

namespace {

std::vector<Route> all_routes(Gate& gate) {
  auto routes = operation_routes();
  for (const auto& more : {session_routes(gate), token_routes(gate), case_list_routes(),
                           case_routes(), transition_routes()})
    routes.insert(routes.end(), more.begin(), more.end());
  routes.push_back(openapi_route(routes));
  return routes;
}

/// What stands in the way is the operator's business: the log tells.
Answer unavailable(const Words& words) {
  auto answer = problem(
      {.status = 503, .detail = words.sentence("the register cannot be reached; try again later")});
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

}  // namespace

const Words& Languages::preferred(const Request& request) const {
  // What is wanted most stands first; weights are as good as never written otherwise.
  const auto wanted = request.header("accept-language").value_or("");
  return wanted.starts_with("en") ? english : chinese;
}

Api::Api(const Shared& shared, Gate& gate, Languages languages)
    : desks_{shared},
      languages_{std::move(languages)},
      router_{all_routes(gate), doorkeeper(gate)} {}

Answer Api::answer(const Request& request) {
  const auto& words = languages_.preferred(request);
  try {
    return desks_.with_one([&](Desk& desk) { return router_.answer(request, desk, words); });
  } catch (const StoreDown& down) {
    spdlog::warn("http id={}: {}", request.id, down.what());
    return unavailable(words);
  }
}

}  // namespace duban::http
