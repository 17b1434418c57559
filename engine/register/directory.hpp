#pragma once

#include "engine/register/held.hpp"
#include "engine/register/store.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace duban {

struct Congress {
  std::string code;  ///< of its administrative division: 340100
  std::string name;
  std::string level;       ///< national, province, city, county, township
  std::string parent;      ///< code of the congress above, empty at the top
  std::string regulation;  ///< edition
  std::string calendar;    ///< edition
};
BOOST_DESCRIBE_STRUCT(Congress, (), (code, name, level, parent, regulation, calendar))
struct Unit {
  std::string congress;
  std::string
      code;  ///< unique in the congress; the full name unless the office gives a shorter one
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (congress, code, name))
struct Deputy {
  std::string congress;
  std::string code;
  std::string name;
  std::string delegation;
};
BOOST_DESCRIBE_STRUCT(Deputy, (), (congress, code, name, delegation))
struct User {
  std::string name;  ///< login
  std::string congress;
  std::vector<std::string> roles;
  std::string unit;    ///< code, of a contact or unit head
  std::string deputy;  ///< code, of a deputy
};
BOOST_DESCRIBE_STRUCT(User, (), (name, congress, roles, unit, deputy))
struct Session {
  std::string congress;
  std::string code;  ///< 17-3: term and session
  std::string name;
  std::optional<Date> opened_on;
  std::optional<Date> closed_on;
};
BOOST_DESCRIBE_STRUCT(Session, (), (congress, code, name, opened_on, closed_on))

/// A meeting of the standing committee or the chair meeting, before which things are due.
struct Meeting {
  std::string congress;
  std::string code;  ///< 2025-5
  std::string name;
  std::optional<Date> held_on;
};
BOOST_DESCRIBE_STRUCT(Meeting, (), (congress, code, name, held_on))

/// A calendar, session or meeting has changed, or somebody was succeeded, and running cases may not
/// have followed yet.
struct PendingMove {
  std::int64_t id = 0;
  std::string congress;
  Mover what{};
  /// Of the session or meeting; id of the succession, or of a family that could not follow.
  std::string code;
  /// When every running case was first seen: who decided by the old day at that moment may commit
  /// after it, so that it is carried out once more.
  std::optional<Instant> swept_at;
};

/// A text kept for ever under the hash of its content.
struct Edition {
  std::string hash;
  std::string kind;  ///< regulation, calendar, workflow
  std::string name;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(Edition, (), (hash, kind, name, body))

/// One line of a list of cases; a part without number or title goes by those of its root.
struct CaseRow {
  CaseId id;
  std::string congress, workflow, state, number, title, unit, session;
  std::int64_t version = 0;
  bool confidential = false;  ///< its family's names are protected (保密)
  Date opened_on{};
  std::optional<Date>
      next_due;              ///< earliest due date among the family's running clocks of this case
  std::string clock;         ///< kind of the clock that is due then
  bool provisional = false;  ///< that day rests on a year without a notice
  std::vector<std::string> marks;  ///< its own (mark_of)

  /// A part, where a list tells of its root.
  struct Part {
    CaseId id;
    std::string workflow, state, unit;
  };
  std::vector<Part> parts;  ///< of a root, by their ids
};
/// By their ids, or against them; by the earliest due date of a running clock, those without one
/// left out.
enum class CaseOrder { oldest, newest, due };
BOOST_DESCRIBE_ENUM(CaseOrder, oldest, newest, due)

struct CaseFilter {
  std::string congress, workflow, state, unit, session, number;  ///< empty: any
  std::string level;                                             ///< of the congress
  std::string text;                 ///< words of two characters and more; hits are to be rechecked
  std::vector<std::string> marks;   ///< all of them (mark_of)
  std::string clock_kind;           ///< such a clock runs
  std::optional<Date> due_through;  ///< a running clock of the case is due on or before this day
  bool names_open = false;          ///< only of families whose names are not protected
  std::optional<Date> today;        ///< counts tell which cases are overdue on this day
  CaseOrder order = CaseOrder::oldest;
  CaseId after;                   ///< page by key
  std::optional<Date> after_due;  ///< with it, in the order of due dates
  int limit = 100;
};

/// How many cases of a list have one value: `state` in_handling, `category` 交通.
struct CaseCount {
  std::string by, value;
  std::int64_t cases = 0;
  bool operator==(const CaseCount&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseCount, (), (by, value, cases))
struct CaseCounts {
  std::int64_t cases = 0;
  bool complete = true;         ///< false: there are more, and only so many were counted
  std::vector<CaseCount> by{};  ///< by, value; deputies are not counted: a name may be protected
};

struct ReminderRow {
  Reminder reminder;
  Instant raised_at{};
};
struct NoticeRow {
  std::int64_t id = 0;
  Notice notice;
  Instant created_at{};
  std::string status;
};
/// A clock in a list, with what people know the case by.
struct ClockRow {
  Clock clock;
  std::string number, title, unit;
};

/// Congresses, people, editions and lists: the register around the cases.  Thread rules and
/// exceptions as for Store.  put() refuses a code that exists where it must be new (conflict), one
/// that does not where it must not (not_found), and a congress that does not exist (not_found).
/// put() and adopt_calendar() refuse while the register is held.
/// A session put with a new close, a meeting with a new day, leaves a PendingMove in the same
/// transaction.
class Directory {
 public:
  virtual ~Directory() = default;

  /// The calendar of one that exists is left alone: see adopt_calendar.
  [[nodiscard]] virtual Result<void> put(const Congress& congress, bool must_be_new) = 0;
  /// Another calendar edition in place of `before`, and a PendingMove with it.  Refuses if somebody
  /// else has changed it (conflict).
  [[nodiscard]] virtual Result<void> adopt_calendar(const std::string& congress,
                                                    const std::string& before,
                                                    const std::string& after) = 0;
  [[nodiscard]] virtual Result<void> put(const Unit& unit, bool must_be_new) = 0;
  [[nodiscard]] virtual Result<void> put(const Deputy& deputy, bool must_be_new) = 0;
  [[nodiscard]] virtual Result<void> put(const User& user, bool must_be_new) = 0;
  [[nodiscard]] virtual Result<void> put(const Session& session, bool must_be_new) = 0;
  [[nodiscard]] virtual Result<void> put(const Meeting& meeting, bool must_be_new) = 0;

  [[nodiscard]] virtual std::vector<Congress> congresses() = 0;
  [[nodiscard]] virtual std::vector<Unit> units(std::string_view congress) = 0;
  [[nodiscard]] virtual std::vector<Deputy> deputies(std::string_view congress) = 0;
  [[nodiscard]] virtual std::vector<User> users() = 0;
  [[nodiscard]] virtual std::optional<User> user(std::string_view name) = 0;
  [[nodiscard]] virtual std::vector<Session> sessions(std::string_view congress) = 0;
  [[nodiscard]] virtual std::vector<Meeting> meetings(std::string_view congress) = 0;

  /// Records it, and leaves a PendingMove in the same transaction; `id` is given here.  Refuses
  /// (conflict) a name that has been succeeded already, before or after it, and while the register
  /// is held.
  [[nodiscard]] virtual Result<Succession> record(Succession succession) = 0;
  /// In the order in which they were recorded.
  [[nodiscard]] virtual std::vector<Succession> successions(std::string_view congress) = 0;

  /// `id` is given here.  Refuses (conflict) while the same one stands in for the same on any of
  /// these days, and while the register is held.
  [[nodiscard]] virtual Result<Delegation> give(Delegation delegation) = 0;
  /// From that moment on.  Refuses one that is not there (not_found) or has been ended (conflict).
  [[nodiscard]] virtual Result<Delegation> end_delegation(std::string_view congress,
                                                          std::int64_t id,
                                                          const std::string& by,
                                                          Instant at) = 0;
  /// By their ids; with a day, those that have not been ended and last to it or longer.
  [[nodiscard]] virtual std::vector<Delegation> delegations(std::string_view congress,
                                                            std::optional<Date> lasting_to) = 0;

  [[nodiscard]] virtual std::vector<PendingMove> pending_moves() = 0;
  virtual void note_swept(const PendingMove& move, Instant now) = 0;
  virtual void remember(const PendingMove& move) = 0;
  /// Every running case has seen it.
  virtual void forget(const PendingMove& move) = 0;
  /// Roots of the families that have running clocks, by id, after `after`; read from at most
  /// `limit` clocks.
  [[nodiscard]] virtual std::vector<CaseId> running_families(std::string_view congress,
                                                             CaseId after,
                                                             int limit) = 0;

  /// Writes an edition unless its hash is already there.
  virtual void keep(const Edition& edition) = 0;
  [[nodiscard]] virtual std::optional<Edition> edition(std::string_view hash) = 0;

  [[nodiscard]] virtual std::vector<CaseRow> cases(const CaseFilter& filter) = 0;
  /// Counts the cases of a list, at most `limit` of them; `after` and `text` are not looked at.
  [[nodiscard]] virtual CaseCounts count_cases(const CaseFilter& filter) = 0;
  /// Roots of a congress whose texts share the most, or the rarest, of these pairs of characters
  /// (grams_of), the likeliest first.
  [[nodiscard]] virtual std::vector<CaseId> alike(std::string_view congress,
                                                  const std::vector<std::string>& grams,
                                                  int limit) = 0;
  /// Running clocks by due date, unknown limits last.
  [[nodiscard]] virtual std::vector<ClockRow> running_clocks(std::string_view congress,
                                                             std::optional<Date> due_through,
                                                             int limit) = 0;
  [[nodiscard]] virtual std::vector<ReminderRow> reminders(CaseId root) = 0;
  /// Of a congress, or of all if it is empty.
  [[nodiscard]] virtual std::vector<NoticeRow> outbox(std::string_view congress,
                                                      std::int64_t after,
                                                      int limit) = 0;
  /// The same backwards, from the last before `before`.
  [[nodiscard]] virtual std::vector<NoticeRow> newest_notices(std::string_view congress,
                                                              std::int64_t before,
                                                              int limit) = 0;
  /// When the notice that waits longest was written; nothing if none waits.
  [[nodiscard]] virtual std::optional<Instant> oldest_pending_notice() = 0;

  /// `simulated` registers keep their time here; nothing for a real one.
  [[nodiscard]] virtual std::optional<Instant> simulated_now() = 0;
  /// Refuses to go back, and on a real register (conflict).
  [[nodiscard]] virtual Result<void> move_simulated_clock(Instant to) = 0;

  /// Nothing for a register at work.  One that is released stays so: it is held from its birth or
  /// never.
  [[nodiscard]] virtual std::optional<Held> held() = 0;
};

}  // namespace duban
