#pragma once

#include "engine/findable.hpp"
#include "engine/register/case.hpp"
#include "engine/register/succession.hpp"
#include "engine/regulation.hpp"
#include "engine/result.hpp"
#include "engine/time/calendar.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace duban {

/// Everything a row may look at.  No clock, no database, no globals: the same situation always
/// gives the same decision, which is what lets `verify` decide history again.
struct Situation {
  const Family& family;
  const Case& self;
  const Actor& actor;
  Date occurred_on;  ///< the day of the act
  Date today;        ///< the day it is recorded
  const Regulation& regulation;
  const Calendar& calendar;
  const boost::json::object& uses;  ///< facts from outside the family: next serial, the host …
  bool imported = false;            ///< authority and conditions were another system's business
  std::string act_of;               ///< signatory, deputy or body whose act it is
  const std::vector<std::string>* unknown = nullptr;  ///< imported: paths that are unknown
  bool data_to_come = false;  ///< as in Command: what the event says is not looked at

  [[nodiscard]] const Case* parent() const;
  [[nodiscard]] const Clock* running_clock(std::string_view kind) const;
  /// False if an import could not tell the day of the act: then no limit may start from it.
  [[nodiscard]] bool day_is_known() const;
};

// What a row may have for effects.  They are returned and recorded, never performed.

/// Starts a clock, or gives a running one a new due date (a new generation).
struct StartClock {
  std::string kind;
  int number = 0;
  std::string limit;           ///< name in the profile; empty with `agreed`
  std::optional<Date> anchor;  ///< nothing: the limit is unknown (imports)
  std::optional<Date> agreed;  ///< a date set by decision instead of a rule
  bool lapses_late = false;    ///< an import that comes after its end still raises its events
};
struct StopClock {
  std::string kind;
  int number = 0;
};
/// Tells a role of this case something now; resolved to recipients by Workflow::addressees.
struct Notify {
  std::string role;
  std::string text;  ///< key of the text: `suggestion.handed_over`
};
/// Fires an event on another case of the family, in the same transaction, as `system`.  If the case
/// is in no state for it, or a condition of that row does not hold, nothing happens.
struct RaiseEvent {
  CaseId target;
  std::string event;
  boost::json::object data;
};
/// Opens a child case and fires its first event.
struct OpenCase {
  std::string workflow;
  std::string event;
  boost::json::object data;
};
/// Takes the next number of a series (a case's number, a letter's number); the engine offered it in
/// `uses.serial`.
struct TakeSerial {
  std::string series;
  std::int64_t serial = 0;
};
using Effect = std::variant<StartClock, StopClock, Notify, RaiseEvent, OpenCase, TakeSerial>;

/// What one row did.
struct Step {
  std::string_view to;
  std::string_view source;
  boost::json::object facts;
  std::vector<Effect> effects;
};

/// One row of a table as data: what diagrams, documents, forms and checks read.
struct RowInfo {
  std::string_view source, from, event, authority, to;
  std::span<const std::string_view> conditions;
  std::span<const std::string_view> effects;
  bool stays = false;
};

struct StateInfo {
  std::string_view code;
  bool final = false;
  std::span<const std::string_view> clocks;  ///< kinds, at least one of which runs in this state
  std::string_view waits_without;            ///< or the reason why none needs to
};

struct EventInfo {
  std::string_view code;
  boost::json::object schema;  ///< JSON schema of its data, with form hints
};

/// Columns that lists show and search; read from the facts by the workflow.
struct Summary {
  std::string number;
  std::string title;
  std::string unit;
  std::string session;
  bool confidential = false;
  bool operator==(const Summary&) const = default;
};

/// Something outside the family that an event's data refer to, to be read before it is decided.
struct Needs {
  std::string series{};          ///< next number of this series → uses.serial
  std::optional<CaseId> host{};  ///< another family's root → uses.host = {id, state, facts}
  std::string session{};         ///< code → uses.session = {code, opened_on, closed_on}, if known
  std::string meeting{};         ///< code → uses.meeting = {code, name, held_on}; must be known
  /// Units that must be in the directory, by their path in the data; an import brings its own.
  std::vector<std::pair<std::string, std::string>> units{};
};

/// What running cases have to follow when it changes.
enum class Mover { calendar, session, meeting, family, succession };
BOOST_DESCRIBE_ENUM(Mover, calendar, session, meeting, family, succession)

/// A session or meeting that now has another day.
struct Moved {
  Mover what{};  ///< session, meeting
  std::string code;
  std::optional<Date> day;  ///< the session's close, the day of the meeting; nothing: not fixed yet
};
/// An event that follows from something outside the case.
struct Consequence {
  std::string event;
  boost::json::object data;
};

/// A case that a plan of the profile wants in the register.  Its number tells it from all others.
struct PlannedCase {
  std::string number;
  std::string event;  ///< the first one
  boost::json::object data;
  Date due;  ///< when it has passed, the plan wants the next one
};

/// How `workflow replay` answers conditions: by name instead of by fact.
using Assumption = std::function<bool(std::string_view condition)>;

/// A table, behind an interface that knows neither its facts nor its events.  Thread-safe,
/// immutable.
class Workflow {
 public:
  virtual ~Workflow() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual std::string_view initial() const = 0;
  [[nodiscard]] virtual std::span<const RowInfo> rows() const = 0;
  [[nodiscard]] virtual std::span<const StateInfo> states() const = 0;
  [[nodiscard]] virtual std::span<const EventInfo> events() const = 0;

  /// Pure.  Refuses with no_such_event, bad_input (path in the data), not_in_state, no_authority
  /// (possible = roles that may) or condition (subject = its name).  Unknown states throw.
  [[nodiscard]] virtual Result<Step> decide(const Situation& situation,
                                            std::string_view event,
                                            const boost::json::value& data) const = 0;

  /// The state after `event` when conditions answer as `assume` says; the same state if the event
  /// is not possible.  Reads no facts, checks no authority.
  [[nodiscard]] virtual std::string_view step(std::string_view state,
                                              std::string_view event,
                                              const Assumption& assume) const = 0;

  /// What must be read from outside the family before `event` can be decided.
  [[nodiscard]] virtual Needs needs(std::string_view event,
                                    const boost::json::value& data,
                                    const Case& self) const = 0;

  [[nodiscard]] virtual Summary summary(const boost::json::object& facts) const = 0;
  /// By what else lists find it.  Asked for twice whenever facts change: it must be quick.
  [[nodiscard]] virtual Findable findable(const boost::json::object& facts) const = 0;

  /// Whether `actor`, holding `role`, holds it for this very case (a contact for the own unit's
  /// assignments, a deputy for the own suggestions).
  [[nodiscard]] virtual bool holds(std::string_view role,
                                   const Actor& actor,
                                   const Family& family,
                                   const Case& self) const = 0;

  /// Who a role is in this case: `unit:水利局:contact`, `deputy:张三`, `office:officer`.  Nobody if
  /// the case has nobody of that role.
  [[nodiscard]] virtual std::vector<std::string> addressees(std::string_view role,
                                                            const Family& family,
                                                            const Case& self) const = 0;

  /// The day before which nothing can have happened to a case; nothing if nobody knows it.
  [[nodiscard]] virtual std::optional<Date> began_on(const Case& self) const = 0;

  /// False if of this family only numbers, units and dates are kept (涉密): then the members of its
  /// events that hold free text, and the comment, must be empty, and may be.
  [[nodiscard]] virtual bool keeps_texts(const boost::json::object& root_facts) const = 0;
  [[nodiscard]] virtual std::span<const std::string_view> free_texts() const = 0;

  /// The limits that this profile must have for this workflow.
  [[nodiscard]] virtual std::vector<std::string> limits(const Regulation& regulation) const = 0;
  /// Whether a profile may have this limit though nothing asks for it: one that it inherits, and no
  /// longer uses.
  [[nodiscard]] virtual bool may_have_limit(std::string_view name) const;
  /// Checks what the profile sets for this workflow and no other (settings).
  [[nodiscard]] virtual Result<void> check_settings(const Regulation& regulation) const = 0;

  /// The day a running clock counts from by this profile, where profiles differ in it.
  [[nodiscard]] virtual std::optional<Date> anchor(const Clock& clock,
                                                   const Case& self,
                                                   const Regulation& regulation) const;
  /// What a moved session or meeting means for a case; nothing if it does not count from it.
  [[nodiscard]] virtual std::optional<Consequence> when_moved(const Moved& moved,
                                                              const Case& self) const;
  /// The facts of a case once the successor acts in it; nothing if whoever is succeeded does not
  /// act there, or no longer.  Asked for at every commit where anybody has been succeeded: it must
  /// be quick.
  [[nodiscard]] virtual std::optional<boost::json::object> succeeded(const Succession& succession,
                                                                     const Family& family,
                                                                     const Case& self) const;
  /// The cases that the profile's plan wants on `today`: the next one of each kind.
  [[nodiscard]] virtual std::vector<PlannedCase> planned(const Regulation& regulation,
                                                         const Calendar& calendar,
                                                         Date today) const;

  /// Hash of the printed table.
  [[nodiscard]] virtual const std::string& edition() const = 0;
};

/// All workflows of the program, by name.
class Catalogue {
 public:
  void add(std::unique_ptr<Workflow> workflow);
  [[nodiscard]] const Workflow* find(std::string_view name) const;
  /// Throws std::logic_error: stored cases name only workflows that exist.
  [[nodiscard]] const Workflow& at(std::string_view name) const;
  [[nodiscard]] std::span<const std::unique_ptr<Workflow>> all() const { return workflows_; }
  /// A profile has every limit and authority that a workflow needs, no other, and settings that
  /// read: what nobody would ask for is a slip of the pen.  Errors name the path in the profile.
  [[nodiscard]] Result<void> check(const Regulation& regulation) const;

 private:
  std::vector<std::unique_ptr<Workflow>> workflows_;
};

}  // namespace duban
