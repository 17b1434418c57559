#pragma once

#include "engine/register/draft.hpp"

#include <deque>

namespace duban {

/// One command on a draft, and everything it raises.  It may be refused only before anything is
/// written to the draft: what follows from it cannot be refused.
class Draft::Decision {
 public:
  Decision(Draft& draft,
           const Command& command,
           Instant now,
           const Rules& rules,
           const boost::json::object& uses);

  [[nodiscard]] Result<void> run();

 private:
  /// An event that waits to be decided: the one asked for, then those it raises.
  struct Pending {
    CaseId id;
    std::string event;
    boost::json::value data;
    bool derived = false;
  };
  /// What follows from one event: as the history tells it, and the events it raises.
  struct Consequences {
    boost::json::array told;
    std::vector<Pending> raised;
  };

  // What a table decides: decision.cpp.
  [[nodiscard]] Result<void> decide(const Pending& pending);
  [[nodiscard]] Result<void> check_family_size(const Step& step) const;
  [[nodiscard]] Result<void> check_texts(const Pending& pending,
                                         const Workflow& workflow,
                                         const boost::json::object& root_facts) const;
  void record(const Pending& pending, const Workflow& workflow, Step& step);
  void append_event(const Pending& pending,
                    CaseId id,
                    const std::string& from,
                    const Step& step,
                    boost::json::array told);

  // What follows from it: decision_effects.cpp.
  void carry_out(const StartClock& start, CaseId id, Consequences& all);
  void carry_out(const StopClock& stop, CaseId id, Consequences& all);
  void carry_out(const Notify& notify, CaseId id, Consequences& all);
  static void carry_out(const RaiseEvent& raise, CaseId id, Consequences& all);
  void carry_out(const OpenCase& open, CaseId id, Consequences& all);
  void carry_out(const TakeSerial& take, CaseId id, Consequences& all);
  /// A changed due date is told once to those whom the ladder reminds.
  void announce(const Clock& clock, boost::json::array& told);
  void add_notice(CaseId id,
                  const std::string& role,
                  const std::string& text,
                  const boost::json::object& with,
                  boost::json::array& told);
  void note_change(const Clock& clock);

  // The engine's own events, which no table knows and which change no state: attaching.cpp,
  // projection.cpp and succeeding.cpp.
  [[nodiscard]] Result<void> attach();
  [[nodiscard]] Result<void> project();
  void project(const Case& kase);
  void move_clock(const Case& kase, const boost::json::object& named, boost::json::array& told);
  [[nodiscard]] Result<void> succeed();
  void succeed(CaseId id, boost::json::object facts);

  Draft& draft_;
  Family& family_;
  const Command& command_;
  Instant now_;
  const Rules& rules_;
  const boost::json::object& uses_;
  Date today_;
  Date occurred_on_;
  std::optional<Date> told_on_;
  std::deque<Pending> waiting_;
};

}  // namespace duban
