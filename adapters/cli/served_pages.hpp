#pragma once

#include "adapters/http/site.hpp"
#include "engine/result.hpp"

#include <filesystem>
#include <string>

namespace duban::cli {

/// Where the pages lie that came with a program of the folder `program`: beside it (`pages/`) as it
/// is built, else in `../share/duban/pages` as it is installed.
[[nodiscard]] std::filesystem::path usual_pages(const std::filesystem::path& program);

/// The pages in a folder.  Empty: those that came with this program, and a site without pages, with
/// a line in the log, where there are none.
[[nodiscard]] Result<http::Site> site_in(const std::string& folder);

}  // namespace duban::cli
