#pragma once

#include "adapters/http/route.hpp"

#include <functional>
#include <string>
#include <vector>

namespace duban::http {

/// Reads a notice, `date,name,is_workday`; refusals name the line: `table:3`.
using ReadNotice = std::function<Result<Calendar>(const std::string& text)>;

/// Which days are worked: the calendar of a congress, its days, and new notices.
[[nodiscard]] std::vector<Route> calendar_routes(const ReadNotice& read);

}  // namespace duban::http
