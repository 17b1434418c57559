#pragma once

#include "engine/register/command.hpp"
#include "engine/register/store.hpp"
#include "engine/workflow.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace duban {

/// The editions that decide.  `calendar_edition` is the hash the calendar is kept under.
struct Rules {
  const Regulation& regulation;
  const Calendar& calendar;
  std::string calendar_edition;
};

/// One change set in the making: a family, and commands decided on it one after the other.
///
/// Pure: time, editions and outside facts are arguments.  A refused command leaves the draft as it
/// was before it; after an exception it is of no use.
class Draft {
 public:
  Draft(const Catalogue& catalogue, Family family);

  /// Decides `command` and everything it raises inside the family.  Refuses as Workflow::decide
  /// does, and an occurred_on in the future or before the case was opened.  What an imported event
  /// raises is of the same day, known or not, but keeps its own conditions.
  [[nodiscard]] Result<void> apply(const Command& command,
                                   Instant now,
                                   const Rules& rules,
                                   const boost::json::object& uses);

  /// The event of this rung has been raised, or was refused: it is not raised again.
  void settle_rung(CaseId id, const RaisedBy& rung, const Rules& rules);

  [[nodiscard]] const Family& family() const { return family_; }
  [[nodiscard]] const std::vector<EventRecord>& events() const { return events_; }
  /// What is to be written.
  [[nodiscard]] ChangeSet change_set() const;
  /// The family as it is once that has been written.
  [[nodiscard]] Family written() &&;

 private:
  class Decision;

  [[nodiscard]] CaseChange change_of(const Case& kase, std::int64_t expected_version) const;

  const Catalogue& catalogue_;
  Family family_;
  std::map<CaseId, boost::json::object> facts_before_;  ///< of cases that had others
  std::set<std::size_t> changed_clocks_;                ///< places in family_.clocks
  std::vector<EventRecord> events_;
  std::vector<Notice> notices_;
  std::vector<TakeSerial> serials_;
};

/// A family that has no events yet: its root in state `new`.
[[nodiscard]] Family new_family(CaseId root, std::string workflow, std::string congress);

}  // namespace duban
