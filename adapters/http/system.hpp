#pragma once

#include "adapters/http/route.hpp"

#include <string>
#include <vector>

namespace duban::http {

/// What a program that runs knows of itself.
struct Installation {
  std::string version;
  std::string database;  ///< sqlite, postgresql
  int schema = 0;        ///< number of the last migration
  Instant started_at{};
};

/// How the program and its register do, for people.
[[nodiscard]] std::vector<Route> system_routes(const Installation& installation);

}  // namespace duban::http
