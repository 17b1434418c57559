#pragma once

#include "adapters/cli/open_register.hpp"
#include "adapters/sql/sql_attachments.hpp"
#include "engine/attachments/uploads.hpp"

#include <string>
#include <vector>

namespace duban::cli {

/// Files of this machine on their way to an event; those that it does not take are withdrawn in the
/// end.
class SentFiles {
 public:
  SentFiles(OpenRegister& open, const Context& context, std::string user);
  ~SentFiles();
  SentFiles(const SentFiles&) = delete;
  SentFiles& operator=(const SentFiles&) = delete;

  /// For an event of a family to take; none: for a family that is opened.  Refuses what
  /// Uploads refuses, and a file that cannot be read, naming it.
  [[nodiscard]] Result<std::vector<Attachment>> send(const std::vector<std::string>& paths,
                                                     CaseId root);

 private:
  [[nodiscard]] Result<void> send(const std::string& path);

  OpenRegister& open_;
  std::string user_;
  sql::SqlAttachments attachments_;
  Uploads uploads_;
  std::vector<std::int64_t> ids_;
};

}  // namespace duban::cli
