#pragma once

#include "engine/time/instant.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// What somebody did, or was refused, that no case's history tells: signing in, acts of
/// administrators, exports, refusals of authority.
struct AuditEntry {
  std::int64_t seq = 0;
  Instant at{};
  std::string by{};        ///< login; empty: nobody who is known
  std::string congress{};  ///< of the user; empty: of none
  std::string origin{};    ///< address of the client, or `command line`
  std::string act{};       ///< `signIn`, `user add`
  std::string about{};     ///< what it was done to: a path, a name
  std::string outcome{};   ///< `done`, or the reason of the refusal
  std::string hash{};      ///< chain_hash of the one before and body_of(entry)
  bool operator==(const AuditEntry&) const = default;
};

/// What is hashed of an entry: everything but the hash.
[[nodiscard]] std::string body_of(const AuditEntry& entry);

/// The first entry that does not continue the chain: another number, or another hash.
/// `before`: the hash of the entry before the first; empty at the beginning.
[[nodiscard]] std::optional<std::int64_t> first_break(std::string_view before,
                                                      std::int64_t first_seq,
                                                      std::span<const AuditEntry> entries);

/// Only ever appended to.  Thread rules and exceptions as for Store.
class AuditLog {
 public:
  virtual ~AuditLog() = default;
  /// Gives it its number and hash.
  virtual void add(AuditEntry entry) = 0;
  /// In their order, from the first after `after`.
  [[nodiscard]] virtual std::vector<AuditEntry> entries(std::int64_t after, int limit) = 0;
  /// Number and hash of the last, as they are kept beside the log: whoever cuts its end off must
  /// change two places.
  [[nodiscard]] virtual AuditEntry last() = 0;
};

/// What is wrong with a log, in a sentence for verify; nothing if it is whole.
[[nodiscard]] std::optional<std::string> fault_of(AuditLog& log);

}  // namespace duban
