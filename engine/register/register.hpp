#pragma once

#include "engine/register/draft.hpp"
#include "engine/register/projection.hpp"
#include "engine/register/rulebook.hpp"
#include "engine/register/signals.hpp"
#include "engine/time/time_source.hpp"

#include <map>
#include <span>
#include <vector>

namespace duban {

/// What a command came to.
struct Done {
  CaseId id;
  std::string state;
  std::int64_t version = 0;
  std::vector<EventRecord> events;  ///< the one asked for, then those it raised
  bool repeated = false;  ///< the idempotency key had been used: nothing was written again
};

/// The commit path: read through, decide, write.  Nothing else writes a state.
///
/// Belongs to one thread; many registers may be open on one database.  Throws what Store throws.
/// While the register is held everything that would write is refused (check_released); a mark that
/// is set while it is at work is seen within ten seconds.
/// The registers of one process share `signals`, if anybody there waits for any.
class Register {
 public:
  Register(Store& store,
           Directory& directory,
           const Catalogue& catalogue,
           TimeSource& time,
           Signals* signals = nullptr);
  ~Register() = default;
  Register(const Register&) = delete;
  Register& operator=(const Register&) = delete;

  /// Refuses while the register is held.
  [[nodiscard]] Result<void> check_released();

  /// Opens a family: `command.workflow` and `command.congress` say of what and where.
  [[nodiscard]] Result<Done> open(Command command);

  /// Fires an event on a case.  Refuses as Draft::apply does, and with stale_version if the case is
  /// not at `expected_version`.  Who loses only against another member of the family is decided
  /// again.
  [[nodiscard]] Result<Done> fire(const Command& command);

  /// Opens several families, each by its commands one after the other; each whole or not at all,
  /// all in one transaction.  The results stand in the order of `families`.
  [[nodiscard]] std::vector<Result<Done>> open_all(std::span<const std::vector<Command>> families);

  /// Says what open_all would, and writes nothing; no id is given, and whether a number is taken is
  /// not looked at.
  [[nodiscard]] std::vector<Result<Done>> rehearse(std::span<const std::vector<Command>> families);

  /// Carries out the event of a rung.  If it is refused the rung is settled without it, and the
  /// refusal is returned; if the rung is settled already, nothing happens.
  [[nodiscard]] Result<void> raise(const Command& command);

  /// The same for rungs of several families, each family once, in one transaction.  The results
  /// stand in the order of `commands`; one that is missing could not be carried out together with
  /// the others, because somebody else was faster or something is damaged: raise() it.
  [[nodiscard]] std::vector<std::optional<Result<void>>> raise_all(
      std::span<const Command> commands);

  /// Projects the running clocks of a family by the calendar its congress has now, and by
  /// `regulation` if that names another edition than the family's.  Returns the clocks that move;
  /// writes only with `write`.  Refuses a regulation that lacks a limit in use, and an actor who
  /// may not move cases to it.
  struct Projecting {
    CaseId root;
    Actor actor;
    std::string regulation{};  ///< edition; empty: the family's own
    std::string calendar{};    ///< edition; empty: that of the congress
    bool write = true;
  };
  [[nodiscard]] Result<std::vector<ClockMove>> project(const Projecting& what);

  /// Lets successors act in a family where somebody acts by a name that has been succeeded; twice
  /// is the same as once.  Every event that puts such a name to work is followed by this in its own
  /// commit.
  [[nodiscard]] Result<void> succeed(CaseId root);

  /// Decides a command on a family as it is and says which clocks would move; writes nothing.
  [[nodiscard]] Result<std::vector<ClockMove>> rehearse_moves(const Command& command);

  [[nodiscard]] Store& store() { return store_; }
  [[nodiscard]] Directory& directory() { return directory_; }
  [[nodiscard]] Rulebook& rulebook() { return rulebook_; }
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] TimeSource& time() { return time_; }
  [[nodiscard]] Instant now() { return time_.now(); }

 private:
  /// Never before the family's last event: clocks of two nodes may differ, history may not run
  /// back.
  [[nodiscard]] Instant now_for(const Family& family);
  [[nodiscard]] Result<void> check_units(const Command& command,
                                         const Needs& needs,
                                         const std::string& congress);
  [[nodiscard]] Result<boost::json::object> outside_facts(const Command& command,
                                                          const Needs& needs,
                                                          const Case& self);
  [[nodiscard]] Result<void> add_meetings(boost::json::object& uses,
                                          const Needs& needs,
                                          const std::string& congress);
  struct Projected {
    ChangeSet change;  ///< without events: nothing moves
    std::vector<ClockMove> moves;
  };
  [[nodiscard]] Result<Projected> projected(const Family& family, const Projecting& what);
  struct Raising {
    bool is_settled = false;  ///< already: nothing changes
    ChangeSet change{};
    Result<void> decided{};  ///< a refusal is settled by `change` too
  };
  [[nodiscard]] Raising raising(const Command& command, Family family);
  /// Nothing if something is damaged.
  [[nodiscard]] std::optional<Raising> sound_raising(const Command& command, Family family);
  /// `commit`; if the database does not take one of them, none is applied.
  [[nodiscard]] std::vector<Applied> commit_or_none(std::span<const ChangeSet> group);
  /// By their roots; none if any is damaged.
  [[nodiscard]] std::map<CaseId, Family> families_of(std::span<const Command> commands);
  /// Fires on the family as it is; who loses the commit reads it again.
  [[nodiscard]] Result<Done> fire_loaded(const Command& command);
  /// Fires on a family as it is remembered.  Nothing if that would be refused, or turns out to be
  /// old: then it must be loaded.
  [[nodiscard]] std::optional<Done> fire_on(Family remembered, const Command& command);
  /// Writes what was decided, with the answer to the command; nothing if somebody was faster.
  [[nodiscard]] std::optional<Done> write(Draft draft, ChangeSet& change, const Command& command);
  /// Writes, and wakes the schedulers of this process for what falls due soon.
  [[nodiscard]] std::vector<Applied> commit(std::span<const ChangeSet> group);
  [[nodiscard]] Applied commit(const ChangeSet& change) { return commit({&change, 1}).front(); }
  [[nodiscard]] bool is_taken(const ChangeSet& change);
  /// After a second commit in vain: a number given by hand is in the way, which is refused, or
  /// passed over if it was the next of the series.
  [[nodiscard]] Result<void> check_number(const ChangeSet& last, const ChangeSet& change);
  /// After a refusal the draft is dropped.
  [[nodiscard]] Result<void> decide(Draft& draft, const Command& command);
  [[nodiscard]] Result<void> decide_as_one(Draft& draft, const Command& command);
  /// Whoever acts by a name that has been succeeded gives way to the successor.
  [[nodiscard]] Result<void> follow_successions(Draft& draft);
  [[nodiscard]] Result<Draft> draft_of(CaseId root, const std::vector<Command>& commands);

  Store& store_;
  Directory& directory_;
  const Catalogue& catalogue_;
  TimeSource& time_;
  Signals unheard_;
  Signals& signals_;
  Rulebook rulebook_;
  /// Known not to be held; asked again after as long as other rules are held (Rulebook).
  std::optional<std::chrono::steady_clock::time_point> released_at_;
};

}  // namespace duban
