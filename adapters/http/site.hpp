#pragma once

#include "adapters/http/message.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace duban::http {

/// The pages, as a build has left them in a folder: read once, kept in memory, served beside the
/// API. Thread-safe.
class Site {
 public:
  /// Of nobody: whoever comes is told where the API is.
  Site() = default;
  /// Reads all files of the folder; those that end in .gz go with their neighbours.  Throws
  /// std::runtime_error if it has no index.html or cannot be read.
  explicit Site(const std::filesystem::path& folder);

  /// The answer, unless the path is the API's or an operator's, whose business it is.
  [[nodiscard]] std::optional<Answer> answer(const Request& request) const;

  [[nodiscard]] bool is_empty() const { return files_.empty(); }

 private:
  struct File {
    std::string type, body, packed, etag;
    bool is_named_by_content = false;
  };
  [[nodiscard]] const File* find(std::string_view path) const;
  [[nodiscard]] static Answer told(const File& file, const Request& request);

  std::map<std::string, File, std::less<>> files_;  ///< by their paths: /assets/index-B9vM.js
};

}  // namespace duban::http
