#pragma once

#include "engine/register/register.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// One event for many cases: each is decided and written by itself, all are remembered as one act.
namespace duban {

/// So many cases may be in one batch.
inline constexpr std::size_t most_in_batch = 500;

struct BatchedCase {
  CaseId id;
  std::optional<std::int64_t> version;  ///< that was seen; nothing: whatever it is
};

/// What somebody asks for.
struct BatchOrder {
  Command command;  ///< event, data, actor, day, comment; the case and its version stand below
  std::vector<BatchedCase> cases;
};

/// What became of one case.
struct BatchVerdict {
  CaseId id;
  std::string state;             ///< it is in now; of a refusal: that it was in, if it was seen
  std::int64_t version = 0;      ///< of the case then
  std::optional<Error> refusal;  ///< nothing: done
};

/// The record of a batch.
struct Batch {
  std::int64_t number = 0;  ///< rising; given when it is kept
  std::string id;
  std::string congress;  ///< of whoever made it; empty: of none
  std::string made_by;
  Instant made_at{};
  std::string event;
  std::string request;  ///< canonical JSON of the whole order
  std::vector<CaseId> cases;
  bool is_finished = false;  ///< false: broken off, or at work
  std::vector<BatchVerdict> verdicts;
  bool repeated = false;  ///< told again: it was finished when it was asked for
};

struct BatchFilter {
  std::string congress, made_by;  ///< empty: any
  std::optional<CaseId> case_id;  ///< that is in it
  std::int64_t before = 0;        ///< number; 0: from the last
  int limit = 50;
};

/// The batches of a register.  Thread rules and exceptions as for Store.
class Batches {
 public:
  virtual ~Batches() = default;

  /// Keeps a batch before anything of it is done.  One of the same id that is there already stays
  /// as it is, and is returned.
  [[nodiscard]] virtual Batch begin(const Batch& batch) = 0;
  /// Keeps its verdicts.
  virtual void finish(const Batch& batch) = 0;
  [[nodiscard]] virtual std::optional<Batch> find(std::string_view id) = 0;
  /// The last ones first.
  [[nodiscard]] virtual std::vector<Batch> list(const BatchFilter& filter) = 0;
};

/// Refuses (`cases`, `cases[1]`) an order without cases, with too many, or with one twice.
[[nodiscard]] Result<void> check_order(const BatchOrder& order);

/// Says each case's verdict as it would be alone, and writes nothing.
[[nodiscard]] std::vector<BatchVerdict> rehearse_batch(Register& cases,
                                                       const BatchOrder& order,
                                                       const Sees& sees);

/// Fires the event on one case after the other and keeps the record.
///
/// The batch is known by whoever asks and their `key`.  Sent again with the same key, because it
/// was broken off or its answer was lost, it goes on where it stood: nothing is applied twice for
/// as long as answers are kept, and what is finished is told again.  The same key with another
/// order is refused (`idempotency_key`).
[[nodiscard]] Result<Batch> fire_batch(Register& cases,
                                       Batches& batches,
                                       const BatchOrder& order,
                                       const std::string& key,
                                       const Sees& sees);

}  // namespace duban
