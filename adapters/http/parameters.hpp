#pragma once

#include "adapters/http/route.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace duban::http {

/// What a request says for the parameters of a route.  Refuses, naming the parameter, one that is
/// missing, that its schema does not allow, that is given twice, or that the route does not have.
[[nodiscard]] Result<std::map<std::string, boost::json::value, std::less<>>> read_parameters(
    const Route& route,
    const std::vector<std::pair<std::string, std::string>>& in_path,
    const Request& request);

}  // namespace duban::http
