#pragma once

#include "adapters/http/route.hpp"
#include "engine/attachments/uploads.hpp"

#include <vector>

namespace duban::http {

/// Sending a file, part by part; an event then takes it.
[[nodiscard]] std::vector<Route> upload_routes(Uploads& uploads);

/// The files of a case.
[[nodiscard]] std::vector<Route> attachment_routes(Attachments& attachments);

}  // namespace duban::http
