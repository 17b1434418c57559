#pragma once

#include "engine/attachments/attachment.hpp"
#include "engine/register/case.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// A file lies in rows of at most so many bytes.  As text (base64) a row is a mebibyte, and no side
/// ever holds more than a few of them.
inline constexpr std::int64_t row_bytes = std::int64_t{768} * 1024;

/// A file on its way into the register, or in it.
struct KeptFile {
  Attachment
      file;  ///< `type` is empty until it is whole; `sha256` until then is what was announced
  std::string uploaded_by;    ///< login
  std::int64_t received = 0;  ///< bytes
  Instant begun_at{};
  CaseId taken_by;             ///< the case whose event has it; none: nobody's yet
  std::int64_t taken_seq = 0;  ///< that event

  [[nodiscard]] bool is_whole() const { return !file.type.empty(); }
  [[nodiscard]] bool is_taken() const { return taken_by != CaseId{}; }
};

/// Where files are kept.  Store::commit takes the files that an event names (attachments_of) for
/// its case, in the same transaction; one that is taken is never removed.  Thread rules and
/// exceptions as for Store.
class Attachments {
 public:
  virtual ~Attachments() = default;

  /// Begins a file of which nothing has been received, and returns its id.
  [[nodiscard]] virtual std::int64_t begin(const KeptFile& wanted) = 0;
  [[nodiscard]] virtual std::optional<KeptFile> find(std::int64_t id) = 0;
  /// Adds bytes if the file stands at `offset`, a multiple of row_bytes; of two who add the same
  /// part one is heard.  Returns whether they were written.
  virtual bool add(std::int64_t id, std::int64_t offset, std::string_view bytes) = 0;
  /// Everything has been received: what it is.
  virtual void complete(const Attachment& file) = 0;
  /// Returns false if it is not there, or taken.
  virtual bool remove(std::int64_t id) = 0;

  /// The bytes from `offset` to the end of their row; nothing beyond the end.
  [[nodiscard]] virtual std::string bytes(std::int64_t id, std::int64_t offset) = 0;

  /// Those that a family's events have taken, by id.
  [[nodiscard]] virtual std::vector<KeptFile> of_family(CaseId root) = 0;
  /// Those of all families, by id, after `after`.
  [[nodiscard]] virtual std::vector<KeptFile> taken(std::int64_t after, int limit) = 0;
  /// What a user has begun and nobody has taken, by id, after `after`.
  [[nodiscard]] virtual std::vector<KeptFile> waiting(std::string_view user,
                                                      std::int64_t after,
                                                      int limit) = 0;
  /// The bytes that were announced of it.
  [[nodiscard]] virtual std::int64_t waiting_of(std::string_view user) = 0;
};

/// Reads a file through, row by row.
[[nodiscard]] std::string sha256_of(Attachments& attachments, const Attachment& file);

/// The files that an event has brought with it.
[[nodiscard]] std::vector<Attachment> attachments_of(const EventRecord& event);

}  // namespace duban
