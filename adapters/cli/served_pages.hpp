#pragma once

#include "adapters/http/site.hpp"
#include "engine/result.hpp"

#include <string>

namespace duban::cli {

/// The pages in a folder.  Empty: those beside the program as it is built (`pages/`) or installed
/// (`../share/duban/pages`), and a site without pages where there are none.
[[nodiscard]] Result<http::Site> site_in(const std::string& folder);

}  // namespace duban::cli
