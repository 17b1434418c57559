#include "adapters/cli/served_pages.hpp"

#include <spdlog/spdlog.h>

namespace duban::cli {

namespace fs = std::filesystem;

fs::path usual_pages(const fs::path& program) {
  auto built = program / "pages";
  return exists(built) ? built : program.parent_path() / "share/duban/pages";
}

Result<http::Site> site_in(const std::string& folder) {
  try {
    return http::Site{folder.empty() ? usual_pages(fs::read_symlink("/proc/self/exe").parent_path())
                                     : fs::path{folder}};
  } catch (const std::exception& missing) {
    // Only pages that are asked for have to be there.
    if (!folder.empty()) return bad_input("--pages", missing.what());
    spdlog::warn("http: only the API is served: {}", missing.what());
    return http::Site{};
  }
}

}  // namespace duban::cli
