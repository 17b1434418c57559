#pragma once

#include "adapters/http/route.hpp"
#include "engine/people/identities.hpp"

#include <vector>

namespace duban::http {

/// The users of a register, for its administrators.
[[nodiscard]] std::vector<Route> user_routes(Gate& gate);

/// How an identity provider knows them.
[[nodiscard]] std::vector<Route> identity_routes(Identities& identities);

/// The user in the address, if whoever asks administers them; else not_found.
[[nodiscard]] Result<User> administered_user(Visit& visit);

/// A route below /api/v1/users for administrators in person: whoever makes users can become any of
/// them.
[[nodiscard]] Route user_route(const char* method,
                               const std::string& path,
                               const char* operation,
                               const char* summary,
                               Promise promise);

}  // namespace duban::http
