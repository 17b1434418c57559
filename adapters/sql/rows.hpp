#pragma once

#include "engine/register/directory.hpp"

#include <boost/describe.hpp>
#include <soci/soci-backend.h>

#include <string>

/// Tables as structs: members are columns, named alike, so that column lists, bindings and bulk
/// parameters are all made from one description.
namespace duban::sql {

/// A column that may be NULL.
template <class T>
struct Nullable {
  T value{};
  soci::indicator presence = soci::i_null;
  [[nodiscard]] bool has_value() const { return presence == soci::i_ok; }
};

namespace row {

/// What a case is; lists read the other columns (Listing).
struct Case {
  long long id = 0;
  std::string congress, workflow, workflow_edition, state;
  long long version = 0, family_version = 0;
  std::string facts, opened_on;
  long long last_event_at = 0;
  std::string last_hash, regulation;
};
BOOST_DESCRIBE_STRUCT(Case,
                      (),
                      (id,
                       congress,
                       workflow,
                       workflow_edition,
                       state,
                       version,
                       family_version,
                       facts,
                       opened_on,
                       last_event_at,
                       last_hash,
                       regulation))

/// The columns of `cases` that only lists read.
struct Listing {
  std::string number, title, unit, session;
  int confidential = 0;
};
BOOST_DESCRIBE_STRUCT(Listing, (), (number, title, unit, session, confidential))

struct Event {
  long long case_id = 0, seq = 0;
  std::string event;
  Nullable<std::string> occurred_on;
  long long recorded_at = 0;
  std::string recorded_by, from_state, to_state, body, hash;
};
BOOST_DESCRIBE_STRUCT(
    Event,
    (),
    (case_id, seq, event, occurred_on, recorded_at, recorded_by, from_state, to_state, body, hash))

struct Clock {
  long long case_id = 0;
  std::string kind;
  int number = 0, generation = 0;
  std::string limit_name, rule;
  Nullable<std::string> anchor, nominal, due;
  int provisional = 0;
  std::string regulation, calendar, reminded_through, raised_through;
  Nullable<long long> next_at;
  Nullable<std::string> ended_on, computed;
  std::string congress;  ///< of its case, for lists
};
BOOST_DESCRIBE_STRUCT(Clock,
                      (),
                      (case_id,
                       kind,
                       number,
                       generation,
                       limit_name,
                       rule,
                       anchor,
                       nominal,
                       due,
                       provisional,
                       regulation,
                       calendar,
                       reminded_through,
                       raised_through,
                       next_at,
                       ended_on,
                       computed,
                       congress))

struct Reminder {
  long long case_id = 0;
  std::string kind;
  int number = 0, generation = 0;
  std::string rung, recipient, day;
  int merged = 0;
  std::string notice;
  long long raised_at = 0;
};
BOOST_DESCRIBE_STRUCT(
    Reminder,
    (),
    (case_id, kind, number, generation, rung, recipient, day, merged, notice, raised_at))

/// The outbox but for its id, which the database gives.
struct Notice {
  std::string key, congress;
  long long about = 0;
  std::string recipient, text, body;
  long long created_at = 0;
  std::string status = "pending";
};
BOOST_DESCRIBE_STRUCT(Notice, (), (key, congress, about, recipient, text, body, created_at, status))

/// What a list finds a case by.
struct Mark {
  std::string congress, mark;
  long long root = 0;
  int part = 0;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (congress, mark, root, part))

struct Text {
  long long case_id = 0;
  std::string grams;
};
BOOST_DESCRIBE_STRUCT(Text, (), (case_id, grams))

struct User {
  std::string name, congress, roles, unit, deputy;
};
BOOST_DESCRIBE_STRUCT(User, (), (name, congress, roles, unit, deputy))

struct Session {
  std::string congress, code, name;
  Nullable<std::string> opened_on, closed_on;
};
BOOST_DESCRIBE_STRUCT(Session, (), (congress, code, name, opened_on, closed_on))

struct Meeting {
  std::string congress, code, name;
  Nullable<std::string> held_on;
};
BOOST_DESCRIBE_STRUCT(Meeting, (), (congress, code, name, held_on))

struct Succession {
  std::string congress, what, before, after, happened_on, reason, recorded_by;
  long long recorded_at = 0;
};
BOOST_DESCRIBE_STRUCT(
    Succession, (), (congress, what, before, after, happened_on, reason, recorded_by, recorded_at))

struct Delegation {
  std::string congress, what, principal, delegate, from_day, through_day, reason, given_by;
  long long given_at = 0;
  std::string ended_by;
  Nullable<long long> ended_at;
};
BOOST_DESCRIBE_STRUCT(Delegation,
                      (),
                      (congress,
                       what,
                       principal,
                       delegate,
                       from_day,
                       through_day,
                       reason,
                       given_by,
                       given_at,
                       ended_by,
                       ended_at))

[[nodiscard]] Case from(const duban::Case& value);
[[nodiscard]] Listing from(const Summary& value);
[[nodiscard]] Event from(const EventRecord& value);
[[nodiscard]] Clock from(const duban::Clock& value, const std::string& congress);
[[nodiscard]] Reminder from(const duban::Reminder& value, Instant raised_at);
[[nodiscard]] Notice from(const duban::Notice& value, Instant created_at);
[[nodiscard]] Mark mark_row(const std::string& congress, const std::string& mark, CaseId bearer);
[[nodiscard]] User from(const duban::User& value);
[[nodiscard]] Session from(const duban::Session& value);
[[nodiscard]] Meeting from(const duban::Meeting& value);

[[nodiscard]] duban::Case value_of(Case& row);
[[nodiscard]] Summary value_of(Listing& row);
[[nodiscard]] EventRecord value_of(Event& row);
[[nodiscard]] duban::Clock value_of(Clock& row);
[[nodiscard]] ReminderRow value_of(Reminder& row);
[[nodiscard]] duban::Notice value_of(Notice& row);
[[nodiscard]] duban::User value_of(User& row);
[[nodiscard]] duban::Session value_of(Session& row);
[[nodiscard]] duban::Meeting value_of(Meeting& row);

}  // namespace row

[[nodiscard]] long long stored(Instant instant);
[[nodiscard]] Instant instant_of(long long stored);
[[nodiscard]] Instant simulated_instant(const std::string& stored);
/// Any day at all, unlike parse_date: an unset day is stored too.
[[nodiscard]] Date stored_date(std::string_view text);
[[nodiscard]] Nullable<std::string> stored(const std::optional<Date>& date);
[[nodiscard]] std::optional<Date> date_of(const Nullable<std::string>& stored);

}  // namespace duban::sql
