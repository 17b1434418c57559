#include "adapters/http/api.hpp"

#include "adapters/http/attachments.hpp"
#include "adapters/http/auditing.hpp"
#include "adapters/http/cases.hpp"
#include "adapters/http/congresses.hpp"
#include "adapters/http/door.hpp"
#include "adapters/http/notices.hpp"
#include "adapters/http/openapi.hpp"
#include "adapters/http/operation.hpp"
#include "adapters/http/places.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/reports.hpp"
#include "adapters/http/rules.hpp"
#include "adapters/http/session.hpp"
#include "adapters/http/stream.hpp"
#include "adapters/http/successions.hpp"
#include "adapters/http/users.hpp"
#include "adapters/http/views.hpp"
#include "engine/data/member_bounds.hpp"

#include <spdlog/spdlog.h>

namespace duban::http {

namespace {

/// Says of its body what the router checks of each.
Route with_bounds(Route route) {
  route.body = bounded(std::move(route.body));
  return route;
}

std::vector<Route> all_routes(const Shared& shared,
                              const Entrances& entrances,
                              AuditLog& audit,
                              Feed& feed,
                              TimeSource& wall,
                              const Languages& languages,
                              const Supplies& supplies) {
  auto& gate = entrances.gate;
  auto routes = operation_routes();
  for (const auto& more : {session_routes(gate),
                           openid_routes(entrances.provider),
                           factor_routes(gate),
                           token_routes(gate),
                           user_routes(gate),
                           identity_routes(entrances.identities),
                           congress_routes(supplies.shelf),
                           place_routes(),
                           succession_routes(),
                           delegation_routes(),
                           rule_routes(),
                           calendar_routes(supplies.read_notice),
                           form_routes(supplies.forms),
                           notice_routes(gate),
                           audit_routes(audit),
                           case_list_routes(),
                           case_table_routes(supplies.write_csv, languages),
                           view_routes(shared.views),
                           case_routes(supplies.forms),
                           proof_routes(shared.uploads.attachments()),
                           report_routes(supplies.measures),
                           system_routes(supplies.installation),
                           transition_routes(),
                           batch_routes(),
                           import_routes(supplies.imports),
                           upload_routes(shared.uploads),
                           attachment_routes(shared.uploads.attachments()),
                           stream_routes(feed)})
    for (const auto& route : more) routes.push_back(recorded(with_bounds(route), audit, wall));
  routes.push_back(openapi_route(routes));
  return routes;
}

/// What stands in the way is the operator's business: the log tells.
Answer unavailable(const char* why, const Words& words) {
  return problem({.status = 503, .detail = words.sentence(why)});
}

Answer without_provider(const Words& words) {
  auto answer = unavailable(
      "the identity provider cannot be reached at this moment; sign in with the password, or try "
      "again later",
      words);
  answer.headers.emplace_back("Retry-After", "10");
  return answer;
}

/// To be asked again only where it is known that nothing was written.
Answer unavailable_for_now(const Request& request, const Words& words) {
  const bool only_read = request.method == "GET" || request.method == "HEAD";
  if (!only_read)
    return unavailable(
        "the register cannot be reached, and whether it took this is not known; look before "
        "sending it again, or send it with the same Idempotency-Key",
        words);
  auto answer = unavailable("the register cannot be reached; try again later", words);
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

}  // namespace

const Words& Languages::preferred(std::string_view accepted) const {
  // What is wanted most stands first; weights are as good as never written otherwise.
  return is_english(accepted) ? english : chinese;
}

Api::Api(const Shared& shared,
         const Entrances& entrances,
         AuditLog& audit,
         Feed& feed,
         TimeSource& wall,
         Languages languages,
         const Supplies& supplies)
    : desks_{shared},
      languages_{std::move(languages)},
      router_{all_routes(shared, entrances, audit, feed, wall, languages_, supplies),
              doorkeeper(entrances.gate), auditor(audit, wall)} {}

Answer Api::answer(const Request& request) {
  const auto& words = languages_.preferred(request.header("accept-language").value_or(""));
  try {
    return desks_.with_one([&](Desk& desk) { return router_.answer(request, desk, words); });
  } catch (const FamilyDamaged& damaged) {
    spdlog::error("http id={}: {}", request.id, damaged.what());
    return unavailable("this case is damaged in the register; tell whoever runs it", words);
  } catch (const StoreDown& down) {
    spdlog::warn("http id={}: {}", request.id, down.what());
    return unavailable_for_now(request, words);
  } catch (const ProviderDown& down) {
    spdlog::warn("http id={}: {}", request.id, down.what());
    return without_provider(words);
  }
}

}  // namespace duban::http
