#pragma once

#include "adapters/http/message.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace duban::http {

/// Whether a path is one of files that bear a hash of their content in their names: what stands at
/// such a path never changes.
[[nodiscard]] bool is_named_by_content(std::string_view path);

/// The pages, as a build has left them in a folder: read once, kept in memory, served beside the
/// API.  Only what was there then is ever served.  Thread-safe.
class Site {
 public:
  /// Of nobody: whoever comes is told where the API is.
  Site() = default;
  /// Reads all files of the folder; those that end in .gz go with their neighbours, links are left
  /// out.  Throws std::runtime_error if it has no index.html or cannot be read.
  explicit Site(const std::filesystem::path& folder);

  /// The answer, unless the path is the API's or an operator's, whose business it is.  The site
  /// must outlive it.
  [[nodiscard]] std::optional<Answer> answer(const Request& request) const;

 private:
  struct Content {
    std::string bytes, etag;
  };
  struct File {
    std::string type;
    Content plain, packed;  ///< `packed` by gzip; empty where that saves nothing
  };
  [[nodiscard]] static Answer told(std::string_view path, const File& file, const Request& request);
  void read(const std::filesystem::path& file, std::string name);

  std::map<std::string, File, std::less<>> files_;  ///< by their paths: /assets/index-B9vM.js
};

}  // namespace duban::http
