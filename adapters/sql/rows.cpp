#include "adapters/sql/rows.hpp"

#include "engine/data/canonical.hpp"

#include <charconv>
#include <stdexcept>
#include <utility>

namespace duban::sql {

namespace {

// `value_of` takes the row's texts, since the next fetch would overwrite them anyway.
std::string moved_out(std::string& text) {
  return std::exchange(text, {});
}

// Somebody must find the row.
std::string damage(const char* table, const std::string& key, const char* column) {
  return std::string{"The register is damaged: table "} + table + ", " + key + ": " + column +
         " cannot be read.";
}

boost::json::object object_of(std::string_view text,
                              const char* table,
                              long long case_id,
                              const char* column) {
  boost::system::error_code failed;
  auto value = boost::json::parse({text.data(), text.size()}, failed);
  if (failed || !value.is_object())
    throw FamilyDamaged(damage(table, "case " + to_text(CaseId::from_stored(case_id)), column));
  return std::move(value.get_object());
}

std::vector<std::string> roles_of(const row::User& row) {
  const auto refuse = [&] { throw StoreDown(damage("users", "user " + row.name, "roles")); };
  boost::system::error_code failed;
  const auto value = boost::json::parse(row.roles, failed);
  if (failed || !value.is_array()) refuse();
  std::vector<std::string> roles;
  for (const auto& role : value.get_array()) {
    if (!role.is_string()) refuse();
    roles.emplace_back(role.get_string());
  }
  return roles;
}

constexpr auto no_date = "The register is damaged: a day is not a date.";

int digits(std::string_view text, std::size_t from, std::size_t count) {
  int number = 0;
  const auto* end = text.data() + from + count;
  if (std::from_chars(text.data() + from, end, number).ptr != end) throw FamilyDamaged(no_date);
  return number;
}

}  // namespace

long long stored(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant_of(long long stored) {
  return Instant{std::chrono::microseconds{stored}};
}

Instant simulated_instant(const std::string& stored) {
  long long number = 0;
  const auto* end = stored.data() + stored.size();
  if (const auto read = std::from_chars(stored.data(), end, number);
      stored.empty() || read.ec != std::errc{} || read.ptr != end)
    throw StoreDown("The register is damaged: the simulated time is no number.");
  return instant_of(number);
}

Date stored_date(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 10) throw FamilyDamaged(no_date);
  const auto day = year{digits(text, 0, 4)} / digits(text, 5, 2) / digits(text, 8, 2);
  if (!day.ok()) throw FamilyDamaged(no_date);
  return local_days{day};
}

Nullable<std::string> stored(const std::optional<Date>& date) {
  if (!date) return {};
  return {to_text(*date), soci::i_ok};
}

std::optional<Date> date_of(const Nullable<std::string>& stored) {
  if (!stored.has_value()) return {};
  return stored_date(stored.value);
}

namespace row {

Case from(const duban::Case& value) {
  return {.id = value.id.stored(),
          .congress = value.congress,
          .workflow = value.workflow,
          .workflow_edition = value.workflow_edition,
          .state = value.state,
          .version = value.version,
          .family_version = value.family_version,
          .facts = canonical(value.facts),
          .opened_on = to_text(value.opened_on),
          .last_event_at = stored(value.last_event_at),
          .last_hash = value.last_hash,
          .regulation = value.regulation};
}

Listing from(const Summary& value) {
  return {.number = value.number,
          .title = value.title,
          .unit = value.unit,
          .session = value.session,
          .confidential = value.confidential ? 1 : 0};
}

Event from(const EventRecord& value) {
  return {.case_id = value.id.stored(),
          .seq = value.seq,
          .event = value.event,
          .occurred_on = stored(value.occurred_on),
          .recorded_at = stored(value.recorded_at),
          .recorded_by = value.recorded_by,
          .from_state = value.from_state,
          .to_state = value.to_state,
          .body = value.body,
          .hash = value.hash};
}

Clock from(const duban::Clock& value, const std::string& congress) {
  Clock row{.case_id = value.id.stored(),
            .kind = value.kind,
            .number = value.number,
            .generation = value.generation,
            .limit_name = value.limit,
            .rule = value.rule,
            .anchor = stored(value.anchor),
            .nominal = stored(value.nominal),
            .due = stored(value.due),
            .provisional = value.provisional ? 1 : 0,
            .regulation = value.regulation,
            .calendar = value.calendar,
            .reminded_through = to_text(value.reminded_through),
            .raised_through = to_text(value.raised_through),
            .next_at = {},
            .ended_on = stored(value.ended_on),
            .computed = stored(value.computed),
            .congress = congress};
  if (value.next_at) row.next_at = {stored(*value.next_at), soci::i_ok};
  if (value.has_ended) row.ended_on = {"", soci::i_ok};
  return row;
}

Reminder from(const duban::Reminder& value, Instant raised_at) {
  return {.case_id = value.id.stored(),
          .kind = value.kind,
          .number = value.number,
          .generation = value.generation,
          .rung = value.rung,
          .recipient = value.recipient,
          .day = to_text(value.day),
          .merged = value.merged ? 1 : 0,
          .notice = value.notice,
          .raised_at = stored(raised_at)};
}

Notice from(const duban::Notice& value, Instant created_at) {
  return {.key = value.key,
          .congress = value.congress,
          .about = value.about.stored(),
          .recipient = value.recipient,
          .text = value.text,
          .body = canonical(value.body),
          .created_at = stored(created_at)};
}

Mark mark_row(const std::string& congress, const std::string& mark, CaseId bearer) {
  return {congress, mark, bearer.root().stored(), static_cast<int>(bearer.part())};
}

User from(const duban::User& value) {
  boost::json::array roles(value.roles.begin(), value.roles.end());
  return {.name = value.name,
          .congress = value.congress,
          .roles = canonical(roles),
          .unit = value.unit,
          .deputy = value.deputy};
}

Session from(const duban::Session& value) {
  return {.congress = value.congress,
          .code = value.code,
          .name = value.name,
          .opened_on = stored(value.opened_on),
          .closed_on = stored(value.closed_on)};
}

Meeting from(const duban::Meeting& value) {
  return {.congress = value.congress,
          .code = value.code,
          .name = value.name,
          .held_on = stored(value.held_on)};
}

duban::Case value_of(Case& row) {
  return {.id = CaseId::from_stored(row.id),
          .congress = moved_out(row.congress),
          .workflow = moved_out(row.workflow),
          .workflow_edition = moved_out(row.workflow_edition),
          .state = moved_out(row.state),
          .version = row.version,
          .family_version = row.family_version,
          .regulation = moved_out(row.regulation),
          .facts = object_of(row.facts, "cases", row.id, "facts"),
          .opened_on = stored_date(row.opened_on),
          .last_event_at = instant_of(row.last_event_at),
          .last_hash = moved_out(row.last_hash)};
}

Summary value_of(Listing& row) {
  return {.number = moved_out(row.number),
          .title = moved_out(row.title),
          .unit = moved_out(row.unit),
          .session = moved_out(row.session),
          .confidential = row.confidential != 0};
}

EventRecord value_of(Event& row) {
  return {.id = CaseId::from_stored(row.case_id),
          .seq = row.seq,
          .event = moved_out(row.event),
          .occurred_on = date_of(row.occurred_on),
          .recorded_at = instant_of(row.recorded_at),
          .recorded_by = moved_out(row.recorded_by),
          .from_state = moved_out(row.from_state),
          .to_state = moved_out(row.to_state),
          .body = moved_out(row.body),
          .hash = moved_out(row.hash)};
}

duban::Clock value_of(Clock& row) {
  duban::Clock clock{.id = CaseId::from_stored(row.case_id),
                     .kind = moved_out(row.kind),
                     .number = row.number,
                     .generation = row.generation,
                     .limit = moved_out(row.limit_name),
                     .rule = moved_out(row.rule),
                     .anchor = date_of(row.anchor),
                     .nominal = date_of(row.nominal),
                     .due = date_of(row.due),
                     .computed = date_of(row.computed),
                     .provisional = row.provisional != 0,
                     .regulation = moved_out(row.regulation),
                     .calendar = moved_out(row.calendar),
                     .reminded_through = stored_date(row.reminded_through),
                     .raised_through = stored_date(row.raised_through),
                     .next_at = {},
                     .ended_on = {}};
  clock.has_ended = row.ended_on.has_value() && row.ended_on.value.empty();
  if (!clock.has_ended) clock.ended_on = date_of(row.ended_on);
  if (row.next_at.has_value()) clock.next_at = instant_of(row.next_at.value);
  return clock;
}

ReminderRow value_of(Reminder& row) {
  return {.reminder = {.id = CaseId::from_stored(row.case_id),
                       .kind = moved_out(row.kind),
                       .number = row.number,
                       .generation = row.generation,
                       .rung = moved_out(row.rung),
                       .recipient = moved_out(row.recipient),
                       .day = stored_date(row.day),
                       .merged = row.merged != 0,
                       .notice = moved_out(row.notice)},
          .raised_at = instant_of(row.raised_at)};
}

duban::Notice value_of(Notice& row) {
  return {.key = moved_out(row.key),
          .congress = moved_out(row.congress),
          .about = CaseId::from_stored(row.about),
          .recipient = moved_out(row.recipient),
          .text = moved_out(row.text),
          .body = object_of(row.body, "outbox", row.about, "body")};
}

duban::User value_of(User& row) {
  auto roles = roles_of(row);
  return {.name = moved_out(row.name),
          .congress = moved_out(row.congress),
          .roles = std::move(roles),
          .unit = moved_out(row.unit),
          .deputy = moved_out(row.deputy)};
}

duban::Session value_of(Session& row) {
  return {.congress = moved_out(row.congress),
          .code = moved_out(row.code),
          .name = moved_out(row.name),
          .opened_on = date_of(row.opened_on),
          .closed_on = date_of(row.closed_on)};
}

duban::Meeting value_of(Meeting& row) {
  return {.congress = moved_out(row.congress),
          .code = moved_out(row.code),
          .name = moved_out(row.name),
          .held_on = date_of(row.held_on)};
}

}  // namespace row

}  // namespace duban::sql
