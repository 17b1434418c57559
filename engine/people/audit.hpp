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
  std::string about{};     ///< to what and how: `users/wang {"roles":["officer"]}`; never a secret
  std::string outcome{};   ///< `done`, the reason of the refusal, or `unknown`: it was cut off
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
  /// Keeps what is about to be done, apart from the log; returns its number.  Whatever was begun
  /// ten minutes before, and has not ended, is added with the outcome `unknown`.
  [[nodiscard]] virtual std::int64_t begin(const AuditEntry& act) = 0;
  /// Adds what was begun, with what came of it.
  virtual void finish(std::int64_t begun, AuditEntry act) = 0;
  /// It was refused, and nothing was done.
  virtual void drop(std::int64_t begun) = 0;
  /// In their order, from the first after `after`: what users of a congress did, or all of it if it
  /// is empty.
  [[nodiscard]] virtual std::vector<AuditEntry> entries(std::string_view congress,
                                                        std::int64_t after,
                                                        int limit) = 0;
  /// The same backwards, from the last before `before`.
  [[nodiscard]] virtual std::vector<AuditEntry> newest_entries(std::string_view congress,
                                                               std::int64_t before,
                                                               int limit) = 0;
  /// Number and hash of the last, as they are kept beside the log: whoever cuts its end off must
  /// change two places.
  [[nodiscard]] virtual AuditEntry last() = 0;
};

/// An act that cannot be lost: what cannot be written down is not done, and what was begun stands
/// in the log whatever becomes of it.
class RecordedAct {
 public:
  /// Throws what AuditLog throws: then it must not be done.
  RecordedAct(AuditLog& log, AuditEntry act);
  /// Whoever leaves by an exception does not know what came of it.
  ~RecordedAct();
  RecordedAct(const RecordedAct&) = delete;
  RecordedAct& operator=(const RecordedAct&) = delete;

  /// More of what it was about, known only by now.
  void add(std::string_view about) { act_.about.append(" ").append(about); }
  void finish(std::string outcome);
  /// It was refused, and nothing was done.
  void drop();

 private:
  AuditLog& log_;
  AuditEntry act_;
  std::int64_t begun_;
  bool is_open_ = true;
};

/// What is wrong with a log, in a sentence for verify; nothing if it is whole.
[[nodiscard]] std::optional<std::string> fault_of(AuditLog& log);

}  // namespace duban
