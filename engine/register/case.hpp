#pragma once

#include "engine/result.hpp"
#include "engine/time/instant.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// `12` is the twelfth case of the register, `12.1` the first child opened in its family.  Stored
/// as one integer, so that a family lies together in every index and partition.
class CaseId {
 public:
  static constexpr std::int64_t family_size = 1000;

  constexpr CaseId() = default;
  constexpr explicit CaseId(std::int64_t root, std::int64_t part = 0)
      : value_{root * family_size + part} {}
  [[nodiscard]] static constexpr CaseId from_stored(std::int64_t value) {
    return CaseId{value / family_size, value % family_size};
  }
  [[nodiscard]] static Result<CaseId> parse(std::string_view text);

  [[nodiscard]] constexpr std::int64_t stored() const { return value_; }
  [[nodiscard]] constexpr CaseId root() const { return CaseId{value_ / family_size}; }
  [[nodiscard]] constexpr std::int64_t part() const { return value_ % family_size; }
  [[nodiscard]] constexpr bool is_root() const { return part() == 0; }
  auto operator<=>(const CaseId&) const = default;

 private:
  std::int64_t value_ = 0;
};
[[nodiscard]] std::string to_text(CaseId id);

/// The roots of the cases that rows are about, each once, in their order.
template <class Rows, class IdOf>
[[nodiscard]] std::vector<CaseId> roots_of(const Rows& rows, IdOf id_of) {
  std::vector<CaseId> roots;
  for (const auto& row : rows) roots.push_back(std::invoke(id_of, row).root());
  std::ranges::sort(roots);
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  return roots;
}

/// Whatever has a life cycle: a suggestion, or one unit's assignment inside it.
struct Case {
  CaseId id;
  std::string congress;  ///< code of the administrative division
  std::string workflow;  ///< name of its table
  std::string workflow_edition;
  std::string state;                ///< stored code; `new` before its first event
  std::int64_t version = 0;         ///< counts the events of this case
  std::int64_t family_version = 0;  ///< root only: counts its commits with events
  std::string regulation;           ///< root only: the edition its family is decided by
  boost::json::object facts;
  Date opened_on{};  ///< occurred_on of its first event; if an import could not tell it, the day it
                     ///< was recorded
  Instant last_event_at{};
  std::string last_hash;
};

/// A running or ended limit.  Overdue is derived from `due` at any instant and stored nowhere.
struct Clock {
  CaseId id;
  std::string kind;    ///< reply, sign, objection …
  int number = 0;      ///< which of its kind: round, or number of the commitment
  int generation = 1;  ///< counts changes of the due date; reminders belong to one generation
  std::string limit;   ///< the profile's limit it runs by; empty for an agreed date
  std::string rule;    ///< text of the time rule, or `on YYYY-MM-DD`
  std::optional<Date> anchor;   ///< unknown for some imported cases: then due is unknown too
  std::optional<Date> nominal;  ///< before the roll
  std::optional<Date> due;      ///< last day in time
  /// What a newer calendar makes of it, if that is earlier than what was announced: `due` stays.
  std::optional<Date> computed;
  bool provisional = false;  ///< rests on a year without a notice
  std::string regulation;    ///< edition hashes it was computed with
  std::string calendar;
  Date reminded_through{};         ///< reminders of rungs up to this day are settled
  Date raised_through{};           ///< events raised by rungs up to this day are settled
  std::optional<Instant> next_at;  ///< next rung; nothing if the ladder or the clock has ended
  std::optional<Date> ended_on;
  bool has_ended = false;  ///< an import could not tell on which day: then ended_on is empty

  [[nodiscard]] bool running() const { return !ended_on && !has_ended; }
  /// Ends it on the day of an act, known or not.
  void end(std::optional<Date> day) {
    ended_on = day;
    has_ended = !day;
    next_at.reset();
  }
  bool operator==(const Clock&) const = default;
};

/// A root and its children: what one transaction changes.
struct Family {
  std::vector<Case> cases;  ///< root first, then children by part
  std::vector<Clock> clocks;

  [[nodiscard]] const Case& root() const { return cases.front(); }
  [[nodiscard]] const Case* find(CaseId id) const;
  [[nodiscard]] Case* find(CaseId id);
  [[nodiscard]] const Clock* find_clock(CaseId id, std::string_view kind, int number) const;
  [[nodiscard]] Clock* find_clock(CaseId id, std::string_view kind, int number);
  /// The running clock of this kind with the highest number.
  [[nodiscard]] const Clock* running_clock(CaseId id, std::string_view kind) const;
};

/// One line of a case's history.  `body` is canonical JSON and holds everything, the other members
/// are copies for lists and indexes; `hash` = chain_hash(previous hash of the case, body).
struct EventRecord {
  CaseId id;
  std::int64_t seq = 0;
  std::string event;
  std::optional<Date> occurred_on;  ///< nothing: an import could not tell the day of the act
  Instant recorded_at{};
  std::string recorded_by;
  std::string from_state;
  std::string to_state;
  std::string body;
  std::string hash;
};

/// Whose authority a command is checked against.
struct Actor {
  std::string name;  ///< login of the user; `system` for a clock
  std::vector<std::string> roles;
  std::string unit;    ///< of a contact or unit head; empty: any unit
  std::string deputy;  ///< of a deputy; empty: any deputy
  bool is_system = false;
  /// `user:李四`, `unit:县水利局`: whose authority this is while another stands in; empty: the own.
  std::string in_place_of{};

  [[nodiscard]] bool has_role(std::string_view role) const;
  /// A contact or head of this unit, or of every unit.
  [[nodiscard]] bool is_of_unit(std::string_view code) const;
};
[[nodiscard]] Actor system_actor();

}  // namespace duban
