#pragma once

#include "adapters/http/route.hpp"
#include "adapters/http/shelf.hpp"

#include <vector>

namespace duban::http {

/// Which congresses there are, and the profiles that a new one may go by.
[[nodiscard]] std::vector<Route> congress_routes(const Shelf& shelf);

}  // namespace duban::http
