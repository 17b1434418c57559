#pragma once

#include "engine/attachments/attachments.hpp"
#include "engine/register/directory.hpp"

#include <boost/describe.hpp>

#include <functional>
#include <string>
#include <vector>

namespace duban {

/// What an installation takes.
struct AttachmentLimits {
  int largest_megabytes = 200;       ///< of one file
  int most_megabytes_a_case = 1000;  ///< of a case with its parts; of what a user leaves lying too
  std::vector<std::string> kinds{"pdf", "ofd",  "doc",  "docx", "wps",  "xls", "xlsx", "et",
                                 "ppt", "pptx", "dps",  "jpg",  "jpeg", "png", "gif",  "bmp",
                                 "tif", "tiff", "webp", "txt",  "csv",  "zip"};
  bool operator==(const AttachmentLimits&) const = default;
};
BOOST_DESCRIBE_STRUCT(AttachmentLimits, (), (largest_megabytes, most_megabytes_a_case, kinds))

/// A file that somebody wants to send.
struct UploadWish {
  std::string name;
  std::int64_t size = 0;              ///< bytes
  std::optional<std::string> sha256;  ///< to be proved when it has come
};
BOOST_DESCRIBE_STRUCT(UploadWish, (), (name, size, sha256))

/// How files come in: begun, sent part by part, and proved when they are whole.  A file is its
/// sender's alone until an event takes it.  As many threads may use it as its Attachments.
class Uploads {
 public:
  /// Tells a media type by the first bytes of a file.
  using Recognise = std::function<std::string(std::string_view head)>;

  Uploads(Attachments& attachments, AttachmentLimits limits, Recognise recognise)
      : attachments_{attachments}, limits_{std::move(limits)}, recognise_{std::move(recognise)} {}

  [[nodiscard]] Attachments& attachments() { return attachments_; }

  /// Refuses names and sizes that are not taken (bad_input), and a user who has left too much
  /// lying (conflict).
  [[nodiscard]] Result<KeptFile> begin(const UploadWish& wish,
                                       const std::string& user,
                                       Instant now);

  /// Refuses (not_found) one that is not there, another user's, or taken.
  [[nodiscard]] Result<KeptFile> find(std::int64_t id, const std::string& user);

  /// Adds a part: as many rows as it likes, or what is left of the file.  A part that has come
  /// already is not written again.  Refuses (conflict) one that does not begin where the file
  /// stands.  With the last part the file is proved: one whose content is not what its name or its
  /// hash says is refused (bad_input), and gone.
  [[nodiscard]] Result<KeptFile> add(std::int64_t id,
                                     const std::string& user,
                                     std::int64_t offset,
                                     std::string_view part);

  [[nodiscard]] Result<void> withdraw(std::int64_t id, const std::string& user);

  /// Those files, for an event of a family to take; root 0: a family to be opened.  Refuses one
  /// that is not there or not whole (bad_input), and more than a case may have (conflict).
  /// `may_be_taken`: a request that is repeated finds them taken by what it asked for first.
  [[nodiscard]] Result<std::vector<Attachment>> for_event(const std::vector<std::int64_t>& ids,
                                                          const std::string& user,
                                                          CaseId root,
                                                          bool may_be_taken);

 private:
  [[nodiscard]] Result<KeptFile> complete(KeptFile kept);
  [[nodiscard]] Result<void> prove(KeptFile& kept);

  Attachments& attachments_;
  AttachmentLimits limits_;
  Recognise recognise_;
};

}  // namespace duban
