#pragma once

#include "engine/register/case.hpp"
#include "engine/register/turns.hpp"
#include "engine/result.hpp"
#include "engine/workflow.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace duban {

/// A message that waits in the outbox.  `key` is unique: writing it twice writes it once.
struct Notice {
  std::string key;
  std::string congress;
  CaseId about;
  std::string recipient;
  std::string text;          ///< key of the text
  boost::json::object body;  ///< what the text is filled with
};

/// One line of the reminder ledger.  (clock, generation, rung, recipient) is its key.
struct Reminder {
  CaseId id;
  std::string kind;
  int number = 0;
  int generation = 0;
  std::string rung;  ///< code_of(offset)
  std::string recipient;
  Date day;             ///< of the rung
  bool merged = false;  ///< told by the notice of a more urgent rung
  std::string notice;   ///< key of the notice that told it
};

struct CaseChange {
  Case after;
  Summary summary;
  std::int64_t expected_version = 0;  ///< 0: the case is new
  std::vector<std::string> marks_lost{}, marks_gained{};
  std::optional<std::string> grams{};  ///< of its text, with blanks between; nothing: as before
};

/// What lists find one case by (Findable), as it is kept.
struct Finding {
  CaseId id;
  std::vector<std::string> marks;  ///< sorted
  std::string grams;
  bool operator==(const Finding&) const = default;
};

/// Everything one transaction writes.  Applied whole or not at all.  The family's version counts
/// the sets that have events: one that only settles clocks checks it and leaves it.
struct ChangeSet {
  CaseId root;
  std::int64_t expected_family_version = 0;  ///< 0: the family is new
  std::vector<CaseChange> cases;
  std::vector<EventRecord> events;
  /// Inserted or replaced, but what has been settled in the meantime stays so: reminded_through and
  /// raised_through never go back in one generation.
  std::vector<Clock> clocks;
  std::vector<Notice> notices;
  std::vector<TakeSerial> serials;  ///< each must be the one after the last taken
  std::string congress;
  std::string idempotency_user;  ///< with idempotency_key: written in the same transaction
  std::string idempotency_key;
  std::string idempotency_request;  ///< hash of the request
  std::string idempotency_answer;
};

enum class Applied {
  yes,
  stale,     ///< the family, a serial or a number has moved on: decide again
  repeated,  ///< the idempotency key is already there
};

/// A clock with rungs to settle, and what is needed to settle them.
struct DueClock {
  Clock clock;
  Family family;
};

/// What settling came to: written in the transaction that claimed the clocks.
struct Settlement {
  std::vector<Clock> clocks;  ///< reminded_through, raised_through and next_at are written
  std::vector<Reminder> reminders;
  std::vector<Notice> notices;
};

struct IdempotentAnswer {
  std::string request;
  std::string answer;
};

/// All that is kept of a family, as of one moment.
struct FamilyHistory {
  CaseId root;
  Family family;
  std::vector<Summary> summaries;   ///< of its cases in their order, as lists show them
  std::vector<EventRecord> events;  ///< by case and seq
  std::vector<Reminder> reminders;
  std::vector<Notice> notices;    ///< about its cases
  std::vector<Finding> findings;  ///< of its cases, those that have any, by id
  std::string damage;             ///< why it cannot be read: a sentence; then only `root` is told
};

/// How long a family that cannot be settled waits, so that it keeps nobody else.
constexpr std::chrono::hours postponement{1};

struct Postponed {
  CaseId root;
  std::string why;  ///< a sentence; empty if `settle` would not
};

/// What settle_due did.
struct Settling {
  std::size_t clocks = 0;    ///< settled
  std::size_t families = 0;  ///< claimed; somebody else may just have settled some of them
  std::vector<Postponed> postponed;
};

/// Cases, clocks, reminders and outbox: the engine's door to a database.
///
/// Every method is one transaction.  A store belongs to one thread at a time unless it says
/// otherwise; several stores may be open on one database, in one process or many.  Methods throw
/// StoreDown when the database cannot be reached or is full, and StoreBusy when it stayed locked;
/// nothing was written then, unless the connection broke after a commit was sent: whether it was
/// kept is seen by reading again.
class Store {
 public:
  virtual ~Store() = default;

  /// The family that `id` belongs to, or no_such_case (also if the part does not exist).  Ended
  /// clocks are included.
  [[nodiscard]] virtual Result<Family> load(CaseId id) = 0;

  /// Those of `roots` that are there, by id.  Throws FamilyDamaged if any cannot be read.
  [[nodiscard]] virtual std::vector<Family> load_all(std::span<const CaseId> roots) = 0;

  /// The family of a case as this store remembers it, if it does.  It may be old: good enough for a
  /// decision that is committed, which finds out; who would refuse by it must load() it.
  [[nodiscard]] virtual std::optional<Family> recent(CaseId) { return {}; }

  /// What a family is after a commit.
  virtual void remember(Family&&) {}

  /// A root id that no other caller gets, on this node or another.
  [[nodiscard]] virtual CaseId reserve_root() = 0;

  /// The number after the last one taken in a series; 1 for a series not begun.
  [[nodiscard]] virtual std::int64_t next_serial(std::string_view congress,
                                                 std::string_view series) = 0;

  /// Numbers up to `through` of a series were given elsewhere; the next one comes after them.
  virtual void skip_serials(std::string_view congress,
                            std::string_view series,
                            std::int64_t through) = 0;

  /// Writes change sets in one transaction, each whole or not at all, with its own result, in
  /// order. When this returns, what was applied is durable.  The files that its events name become
  /// theirs (engine/attachments); a set is stale where one of them is not free any more.
  [[nodiscard]] virtual std::vector<Applied> commit(std::span<const ChangeSet> group) = 0;

  /// Where callers on other threads have lost against each other and must go one by one; nothing if
  /// one thread has the store to itself.
  [[nodiscard]] virtual Turns* turns() { return nullptr; }

  [[nodiscard]] virtual std::optional<IdempotentAnswer> answered(std::string_view user,
                                                                 std::string_view key) = 0;

  /// Answers kept before this moment are not given again.
  virtual void forget_answers(Instant before) = 0;

  /// Files that were begun before this moment, and that no event has taken, are removed.
  virtual void forget_uploads(Instant begun_before) = 0;

  /// The earliest next_at of any running clock.
  [[nodiscard]] virtual std::optional<Instant> next_wake() = 0;

  /// Claims up to `limit` *families* that have clocks due at or before `now`, earliest first, that
  /// no other caller holds, gives all due clocks of each to `settle`, and writes its answer in the
  /// same transaction.  A family without an answer, or that is damaged, is postponed.  A reminder
  /// or notice whose key exists is not written again.
  virtual Settling settle_due(
      Instant now,
      int limit,
      const std::function<std::optional<Settlement>(std::span<const DueClock>)>& settle) = 0;

  /// Lets the due clocks of a family wait.  Returns whether it had any.
  virtual bool postpone(CaseId root, Instant now) = 0;

  /// The events of a case by seq, after `after`, at most `limit`.
  [[nodiscard]] virtual std::vector<EventRecord> events(CaseId id,
                                                        std::int64_t after,
                                                        int limit) = 0;

  /// Everything of one family; nothing if it has left no trace.
  [[nodiscard]] virtual std::optional<FamilyHistory> history(CaseId root) = 0;

  /// Reads the whole register: every family after the one of `after`, by id, until `visit` returns
  /// false.  A family is of one moment, not the register; no transaction is open while `visit`
  /// runs.  A damaged family is visited as such.
  virtual void each_family(CaseId after, const std::function<bool(FamilyHistory)>& visit) = 0;
};

/// The database cannot be reached, is full or is damaged.  `what()` is a sentence for the operator.
class StoreDown : public std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// What is kept of one family cannot be read.
class FamilyDamaged : public StoreDown {
  using StoreDown::StoreDown;
};
/// Someone else kept the database locked longer than the configured wait.
class StoreBusy : public StoreDown {
  using StoreDown::StoreDown;
};

}  // namespace duban
