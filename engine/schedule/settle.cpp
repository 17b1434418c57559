#include "engine/schedule/settle.hpp"

#include "engine/data/codec.hpp"
#include "engine/register/clocks.hpp"

#include <algorithm>
#include <map>

namespace duban {

namespace {

const std::vector<Raise> no_raises;
const Ladder no_ladder;

/// The notice a recipient gets about one family on one day, growing clock by clock.
struct Letter {
  Notice notice;
  json::array items;
};

class Turn {
 public:
  Turn(const Catalogue& catalogue, Rulebook& rulebook, Instant now)
      : catalogue_{catalogue}, rulebook_{rulebook}, today_{date_of(now)} {}

  void take(const DueClock& due) {
    auto clock = due.clock;
    const auto& regulation = rulebook_.regulation(clock.regulation);
    const auto& calendar = rulebook_.calendar(clock.calendar);
    remind(due, clock, regulation, calendar);
    raise(clock, regulation, calendar);
    clock.next_at = next_rung_at(clock, regulation, calendar);
    // A rung whose event still waits keeps the clock due until that event is committed or refused.
    settled_.settlement.clocks.push_back(clock);
  }

  [[nodiscard]] Settled finish() {
    for (auto& [key, letter] : letters_) {
      letter.notice.body.emplace("items", std::move(letter.items));
      settled_.settlement.notices.push_back(std::move(letter.notice));
    }
    return std::move(settled_);
  }

 private:
  void remind(const DueClock& due,
              Clock& clock,
              const Regulation& regulation,
              const Calendar& calendar) {
    const auto rungs =
        rungs_between(regulation.ladder_of(clock.limit), no_raises, term_of(clock, regulation),
                      calendar, clock.reminded_through, today_);
    clock.reminded_through = std::max(clock.reminded_through, today_);
    if (rungs.empty()) return;
    const auto by_recipient = addressees(due, clock, rungs);
    for (const auto& [recipient, told] : by_recipient) write(due, clock, recipient, told);
    if (by_recipient.empty()) account_for_nobody(clock, rungs);
  }

  using Told = std::map<std::string, std::vector<const Rung*>>;
  [[nodiscard]] Told addressees(const DueClock& due,
                                const Clock& clock,
                                const std::vector<Rung>& rungs) const {
    Told told;
    const auto& self = *due.family.find(clock.id);
    const auto& workflow = catalogue_.at(self.workflow);
    for (const auto& rung : rungs)
      for (const auto& role : rung.to)
        for (const auto& recipient : workflow.addressees(role, due.family, self))
          if (auto& list = told[recipient]; list.empty() || list.back() != &rung)
            list.push_back(&rung);
    return told;
  }

  /// The ledger accounts for every rung, also for one that has nobody to tell.
  void account_for_nobody(const Clock& clock, const std::vector<Rung>& rungs) {
    for (const auto& rung : rungs)
      settled_.settlement.reminders.push_back({clock.id, clock.kind, clock.number, clock.generation,
                                               code_of(rung.offset), "nobody", rung.day, true, ""});
  }

  void write(const DueClock& due,
             const Clock& clock,
             const std::string& recipient,
             const std::vector<const Rung*>& told) {
    auto& letter = letter_for(due, recipient);
    auto item = item_of(clock, *told.back());
    json::array missed;
    for (const auto* rung : told) {
      const bool merged = rung != told.back();
      settled_.settlement.reminders.push_back({clock.id, clock.kind, clock.number, clock.generation,
                                               code_of(rung->offset), recipient, rung->day, merged,
                                               letter.notice.key});
      if (merged)
        missed.push_back(
            json::object{{"rung", code_of(rung->offset)}, {"day", to_text(rung->day)}});
    }
    if (!missed.empty()) item.emplace("also", std::move(missed));
    letter.items.push_back(std::move(item));
  }

  /// A limit on a rest day warns of the workday before it (WC11).
  [[nodiscard]] json::object item_of(const Clock& clock, const Rung& rung) const {
    json::object item{{"case", to_text(clock.id)},
                      {"kind", clock.kind},
                      {"due", to_text(*clock.due)},
                      {"rung", code_of(rung.offset)}};
    const auto& calendar = rulebook_.calendar(clock.calendar);
    if (!calendar.is_workday(*clock.due))
      item.emplace("last_workday", to_text(calendar.previous_workday(*clock.due)));
    if (clock.provisional) item.emplace("provisional", true);
    return item;
  }

  Letter& letter_for(const DueClock& due, const std::string& recipient) {
    const auto& root = due.family.root();
    const auto key = "r:" + to_text(root.id) + ":" + recipient + ":" + to_text(today_);
    auto& letter = letters_[key];
    if (!letter.notice.key.empty()) return letter;
    letter.notice = {key,       root.congress, root.id,
                     recipient, "reminder",    json::object{{"day", to_text(today_)}}};
    return letter;
  }

  void raise(const Clock& clock, const Regulation& regulation, const Calendar& calendar) {
    const auto rungs =
        rungs_between(no_ladder, regulation.limit(clock.limit).raises, term_of(clock, regulation),
                      calendar, clock.raised_through, today_);
    if (rungs.empty()) return;
    // One at a time: the first may end the clock that would raise the second.
    const auto& rung = rungs.front();
    Command command;
    command.id = clock.id;
    command.event = rung.event;
    command.actor = system_actor();
    command.occurred_on = rung.day;
    if (clock.number != 0) command.data = json::object{{"number", clock.number}};
    command.raised_by = RaisedBy{clock.kind, clock.number, clock.generation, rung.day};
    settled_.raises.push_back(std::move(command));
  }

  const Catalogue& catalogue_;
  Rulebook& rulebook_;
  Date today_;
  Settled settled_;
  std::map<std::string, Letter> letters_;
};

}  // namespace

Settled settle(std::span<const DueClock> due,
               const Catalogue& catalogue,
               Rulebook& rulebook,
               Instant now) {
  Turn turn{catalogue, rulebook, now};
  for (const auto& clock : due) turn.take(clock);
  return turn.finish();
}

}  // namespace duban
