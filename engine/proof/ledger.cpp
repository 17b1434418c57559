#include "engine/proof/ledger.hpp"

#include "engine/register/clocks.hpp"

#include <set>

namespace duban {

void ClockStarts::note(CaseId id, const boost::json::object& body, Instant recorded_at) {
  const auto* effects = body.if_contains("effects");
  if (!effects) return;
  for (const auto& effect : effects->as_array()) {
    const auto* start = effect.as_object().if_contains("start");
    if (!start) continue;
    const std::string kind{std::string_view{start->at("kind").as_string()}};
    // A projected clock goes on where it was; any other begins on the day it is recorded.
    const auto* through = start->as_object().if_contains("reminded_through");
    days_[{id, kind, static_cast<int>(start->at("number").as_int64())}] =
        through ? parse_date(std::string_view{through->as_string()}).value() : date_of(recorded_at);
  }
}

Date ClockStarts::day_of(const Clock& clock) const {
  return days_.at({clock.id, clock.kind, clock.number});
}

namespace {

struct Field {
  std::string name, stored, folded;
};

std::string day_or_unknown(const std::optional<Date>& day) {
  return day ? to_text(*day) : "unknown";
}

std::vector<Field> fields_of(const Clock& stored, const Clock& folded) {
  const auto ended = [](const Clock& clock) {
    return clock.running() ? std::string{"running"} : day_or_unknown(clock.ended_on);
  };
  const auto state = [](bool provisional) { return provisional ? "provisional" : "final"; };
  return {{"due", day_or_unknown(stored.due), day_or_unknown(folded.due)},
          {"computed", day_or_unknown(stored.computed), day_or_unknown(folded.computed)},
          {"ended", ended(stored), ended(folded)},
          {"anchor", day_or_unknown(stored.anchor), day_or_unknown(folded.anchor)},
          {"nominal", day_or_unknown(stored.nominal), day_or_unknown(folded.nominal)},
          {"rule", stored.rule, folded.rule},
          {"limit", stored.limit, folded.limit},
          {"generation", std::to_string(stored.generation), std::to_string(folded.generation)},
          {"state", state(stored.provisional), state(folded.provisional)},
          {"regulation", stored.regulation, folded.regulation},
          {"calendar", stored.calendar, folded.calendar}};
}

}  // namespace

std::string clock_difference(const Clock& stored,
                             const Clock& folded,
                             Rulebook& rulebook,
                             Instant now) {
  auto expected = folded;
  expected.reminded_through = stored.reminded_through;
  expected.raised_through = stored.raised_through;
  expected.next_at = stored.next_at;
  for (const auto& field : fields_of(stored, expected))
    if (field.stored != field.folded)
      return "clock " + stored.kind + " differs: " + field.name + " " + field.stored +
             " in the register, " + field.folded + " by its history";
  const auto next = next_rung_at(stored, rulebook.regulation(stored.regulation),
                                 rulebook.calendar(stored.calendar));
  const bool is_postponed =
      next && stored.next_at && *stored.next_at > *next && *stored.next_at <= now + postponement;
  if (stored.next_at != next && !is_postponed)
    return "clock " + stored.kind + " would miss its next rung";
  return {};
}

namespace {

bool is_of(const Reminder& reminder, const Clock& clock) {
  return reminder.id == clock.id && reminder.kind == clock.kind &&
         reminder.number == clock.number && reminder.generation == clock.generation;
}

}  // namespace

std::string reminder_difference(const Clock& clock,
                                Date started_on,
                                std::span<const Reminder> reminders,
                                Rulebook& rulebook) {
  std::set<std::string> told;
  for (const auto& reminder : reminders)
    if (is_of(reminder, clock)) told.insert(reminder.rung + " " + to_text(reminder.day));
  if (!clock.due) return {};
  const auto& regulation = rulebook.regulation(clock.regulation);
  const auto& ladder = regulation.ladder_of(clock.limit);
  for (const auto& rung :
       rungs_between(ladder, {}, term_of(clock, regulation), rulebook.calendar(clock.calendar),
                     started_on, clock.reminded_through))
    if (told.erase(code_of(rung.offset) + " " + to_text(rung.day)) == 0)
      return "the reminder " + code_of(rung.offset) + " of clock " + clock.kind + " was lost";
  if (!told.empty())
    return "the reminder " + *told.begin() + " of clock " + clock.kind + " has no rung";
  return {};
}

std::string stray_reminder(const Reminder& reminder, const Family& folded) {
  const auto* clock = folded.find_clock(reminder.id, reminder.kind, reminder.number);
  const bool is_told = !reminder.notice.empty() || reminder.recipient == "nobody";
  if (clock && reminder.generation >= 1 && reminder.generation <= clock->generation)
    return is_told ? std::string{}
                   : "a reminder of clock " + reminder.kind + " was told by nothing";
  return "a reminder of clock " + reminder.kind + " belongs to no clock";
}

}  // namespace duban
