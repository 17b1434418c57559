#pragma once

#include "adapters/http/route.hpp"

#include <memory>
#include <string>
#include <vector>

namespace duban::http {

/// Finds the route for a request, checks what the route says it takes, and words what comes of it.
/// Immutable, thread-safe.
class Router {
 public:
  /// Lets the caller of a visit in at the door of its route; what is told to whoever may not.
  using Doorkeeper = std::function<std::optional<Answer>(const Route&, Visit&)>;

  /// Told of every answer before it goes out.
  using Witness = std::function<void(const Route&, Visit&, const Answer&)>;

  Router(std::vector<Route> routes, Doorkeeper doorkeeper, Witness witness);

  /// An address that is not there is 404, a method that it does not have 405.
  [[nodiscard]] Answer answer(const Request& request, Desk& desk, const Words& words) const;

 private:
  struct Found {
    const Route* route = nullptr;
    std::string path;  ///< pattern that the address is written by
    std::vector<std::pair<std::string, std::string>> in_path;
    std::string allowed;  ///< methods of this address
  };
  [[nodiscard]] Found find(const Request& request) const;
  [[nodiscard]] Result<Answer> visited(const Found& found, Visit& visit) const;

  std::vector<Route> routes_;
  Doorkeeper doorkeeper_;
  Witness witness_;
};

}  // namespace duban::http
