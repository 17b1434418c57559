#include "engine/register/draft.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/data/texts.hpp"
#include "engine/register/clocks.hpp"
#include "engine/register/event_body.hpp"
#include "engine/register/projection.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <tuple>

namespace duban {

namespace {

/// An event that waits to be decided: the one asked for, then those it raises.
struct Pending {
  CaseId id;
  std::string event;
  json::value data;
  bool derived = false;
};

/// The day that the history tells: none for an imported act whose day nobody knows.
std::optional<Date> told_on(const Command& command, Date occurred_on) {
  const bool unknown = command.imported &&
                       std::ranges::find(command.unknown, "occurred_on") != command.unknown.end();
  return unknown ? std::nullopt : std::optional{occurred_on};
}

// A derived event that finds no row, or a row whose condition does not hold, is no news; anything
// else about it is a mistake in the table.
bool is_defect(const Error& error) {
  return error.problem != Problem::not_in_state && error.problem != Problem::condition;
}

}  // namespace

/// One command on a draft.  It may be refused only before anything is written to the draft: what
/// follows from it cannot be refused.
class Draft::Decision {
 public:
  Decision(Draft& draft,
           const Command& command,
           Instant now,
           const Rules& rules,
           const json::object& uses)
      : draft_{draft},
        family_{draft.family_},
        command_{command},
        now_{now},
        rules_{rules},
        uses_{uses},
        today_{date_of(now)},
        occurred_on_{command.occurred_on.value_or(today_)},
        told_on_{told_on(command, occurred_on_)} {}

  [[nodiscard]] Result<void> run() {
    if (command_.event == projection_event) return project();
    waiting_.push_back({command_.id, command_.event, command_.data, false});
    while (!waiting_.empty()) {
      const auto next = std::move(waiting_.front());
      waiting_.pop_front();
      auto done = decide(next);
      if (!done && !next.derived) return done.error();
      if (!done && is_defect(done.error()))
        throw std::logic_error("derived event " + next.event + ": " + done.error().detail);
    }
    return {};
  }

 private:
  Result<void> decide(const Pending& pending) {
    const auto* self = family_.find(pending.id);
    if (!self) return Error{Problem::no_such_case, to_text(pending.id), "there is no such case"};
    const auto& workflow = draft_.catalogue_.at(self->workflow);
    static const auto clock = system_actor();
    const auto& actor = pending.derived ? clock : command_.actor;
    // What an imported event raises follows from the register, so its conditions are ours.
    const bool imported = command_.imported && !pending.derived;
    const Situation situation{family_,
                              *self,
                              actor,
                              occurred_on_,
                              today_,
                              rules_.regulation,
                              rules_.calendar,
                              uses_,
                              imported,
                              command_.act_of,
                              command_.imported ? &command_.unknown : nullptr};
    auto step = workflow.decide(situation, pending.event, pending.data);
    if (!step) return step.error();
    if (auto kept =
            check_texts(pending, workflow, self->id.is_root() ? step->facts : family_.root().facts);
        !kept)
      return kept;
    if (auto fits = check_family_size(*step); !fits) return fits;
    record(pending, workflow, *step);
    return {};
  }

  [[nodiscard]] Result<void> check_family_size(const Step& step) const {
    const auto opened = std::ranges::count_if(step.effects, [](const Effect& effect) {
      return std::holds_alternative<OpenCase>(effect);
    });
    if (family_.cases.back().id.part() + opened < CaseId::family_size) return {};
    return Error{Problem::conflict, to_text(family_.root().id),
                 "a case has at most 999 parts in its whole life"};
  }

  [[nodiscard]] Result<void> check_texts(const Pending& pending,
                                         const Workflow& workflow,
                                         const json::object& root_facts) const {
    if (pending.derived || workflow.keeps_texts(root_facts)) return {};
    const auto path = !command_.comment.empty() ? std::string{"comment"}
                      : !command_.act_of.empty()
                          ? std::string{"act_of"}
                          : path_of_text(pending.data, workflow.free_texts());
    if (path.empty()) return {};
    return bad_input(path,
                     "must stay empty: of a state secret only numbers, units and dates are kept");
  }

  void record(const Pending& pending, const Workflow& workflow, Step& step) {
    auto& self = *family_.find(pending.id);
    const auto from = self.state;
    std::array<unsigned char, 4096> room{};
    json::monotonic_resource memory{room.data(), room.size()};
    json::array effects(&memory);
    if (auto changed = effect_of_facts(self.facts, step.facts); !changed.empty())
      effects.push_back(std::move(changed));
    if (self.version == 0) {
      self.opened_on = occurred_on_;
      self.workflow_edition = workflow.edition();
      if (self.id.is_root()) self.regulation = rules_.regulation.edition;
    }
    self.facts = std::move(step.facts);
    self.state = step.to;
    const auto id = self.id;
    std::vector<Pending> raised;
    for (auto& effect : step.effects)
      std::visit([&](auto& e) { carry_out(e, id, effects, raised); }, effect);
    append_event(pending, id, from, step, std::move(effects));
    // What an event raises is decided before what waited already: a cause and its consequences
    // stand together in the history.
    waiting_.insert(waiting_.begin(), raised.begin(), raised.end());
  }

  void append_event(const Pending& pending,
                    CaseId id,
                    const std::string& from,
                    const Step& step,
                    json::array effects) {
    auto& self = *family_.find(id);
    const Place place{self, self.version + 1, family_.root().family_version + 1,
                      std::ssize(draft_.events_), pending.derived};
    const Grounds grounds{command_, pending.event, pending.data, uses_, rules_, told_on_, now_};
    auto body =
        canonical(event_body(place, grounds, from, step.to, step.source, std::move(effects)));
    self.version = place.seq;
    self.last_event_at = now_;
    self.last_hash = chain_hash(self.last_hash, body);
    draft_.events_.push_back({id, place.seq, pending.event, told_on_, now_,
                              pending.derived ? "system" : command_.actor.name, from,
                              std::string{step.to}, std::move(body), self.last_hash});
  }

  void carry_out(const StartClock& start, CaseId id, json::array& effects, std::vector<Pending>&) {
    auto clock = clock_from(id, start, rules_, today_, !command_.imported || start.lapses_late);
    auto* known = family_.find_clock(id, clock.kind, clock.number);
    if (known && known->running() && known->due == clock.due && known->limit == clock.limit) return;
    const bool moved = known && known->running();
    if (known) clock.generation = known->generation + 1;
    effects.push_back(effect_of_start(clock));
    auto& kept = known ? *known : family_.clocks.emplace_back();
    kept = std::move(clock);
    note_change(kept);
    if (moved) announce(kept, effects);
  }

  void carry_out(const StopClock& stop, CaseId id, json::array& effects, std::vector<Pending>&) {
    auto* clock = family_.find_clock(id, stop.kind, stop.number);
    if (!clock || !clock->running()) return;
    clock->end(told_on_);
    note_change(*clock);
    effects.push_back(effect_of_stop(stop));
  }

  void carry_out(const Notify& notify, CaseId id, json::array& effects, std::vector<Pending>&) {
    add_notice(id, notify.role, notify.text, {}, effects);
  }

  static void carry_out(const RaiseEvent& raise,
                        CaseId,
                        json::array&,
                        std::vector<Pending>& raised) {
    raised.push_back({raise.target, raise.event, raise.data, true});
  }

  void carry_out(const OpenCase& open, CaseId, json::array& effects, std::vector<Pending>& raised) {
    const auto part = family_.cases.back().id.part() + 1;
    Case child;
    child.id = CaseId{family_.root().id.stored() / CaseId::family_size, part};
    child.congress = family_.root().congress;
    child.workflow = open.workflow;
    child.state = draft_.catalogue_.at(open.workflow).initial();
    effects.push_back(
        json::object{{"open", {{"case", child.id.stored()}, {"workflow", child.workflow}}}});
    raised.push_back({child.id, open.event, open.data, true});
    family_.cases.push_back(std::move(child));
  }

  void carry_out(const TakeSerial& take, CaseId, json::array& effects, std::vector<Pending>&) {
    draft_.serials_.push_back(take);
    effects.push_back(json::object{{"serial", {{"series", take.series}, {"serial", take.serial}}}});
  }

  /// A changed due date is told once to those whom the ladder reminds.
  void announce(const Clock& clock, json::array& effects) {
    const json::object body{{"due", clock.due ? to_text(*clock.due) : ""}, {"kind", clock.kind}};
    for (const auto& role : rules_.regulation.ladder_of(clock.limit).to)
      add_notice(clock.id, role, "clock.moved", body, effects);
  }

  void add_notice(CaseId id,
                  const std::string& role,
                  const std::string& text,
                  const json::object& with,
                  json::array& effects) {
    if (command_.imported) return;
    const auto& self = *family_.find(id);
    const auto& workflow = draft_.catalogue_.at(self.workflow);
    for (auto& recipient : workflow.addressees(role, family_, self)) {
      effects.push_back(effect_of_notice(recipient, text, with));
      const NoticePlace place{id, self.version + 1, draft_.notices_.size(), self.congress};
      draft_.notices_.push_back(notice_of(place, std::move(recipient), text, with, occurred_on_));
    }
  }

  // The engine's own event: no table knows it, and no state changes.
  Result<void> project() {
    if (auto may = check_projection(family_, command_.actor, rules_); !may) return may;
    for (const auto& kase : family_.cases) project(kase);
    family_.cases.front().regulation = rules_.regulation.edition;
    return {};
  }

  void project(const Case& kase) {
    json::array effects;
    for (const auto& named : command_.data.at("clocks").as_array())
      if (named.at("case").to_number<std::int64_t>() == kase.id.stored())
        move_clock(kase, named.as_object(), effects);
    if (effects.empty() && !kase.id.is_root()) return;
    const Pending pending{kase.id, command_.event, command_.data, !kase.id.is_root()};
    const bool by_count = command_.data.at("cause").as_string() == by_calendar;
    append_event(pending, kase.id, kase.state,
                 Step{kase.state, by_count ? "民法典 200–203" : "办理办法", {}, {}},
                 std::move(effects));
  }

  void move_clock(const Case& kase, const json::object& named, json::array& effects) {
    auto* running = family_.find_clock(kase.id, std::string_view{named.at("kind").as_string()},
                                       named.at("number").to_number<int>());
    if (!running || !running->running()) return;
    const auto anchor =
        draft_.catalogue_.at(kase.workflow).anchor(*running, kase, rules_.regulation);
    auto moved = carried_out(*running, named, anchor, rules_, today_);
    const bool has_new_day = moved.due != running->due;
    const bool is_pulled_in = moved.computed && moved.computed != running->computed &&
                              !rules_.regulation.ladder_of(moved.limit).to.empty();
    *running = std::move(moved);
    note_change(*running);
    auto start = effect_of_start(*running);
    start.at("start").as_object().emplace("reminded_through", to_text(running->reminded_through));
    effects.push_back(std::move(start));
    if (has_new_day) announce(*running, effects);
    if (is_pulled_in)
      add_notice(kase.id, "officer", "clock.pulled_in",
                 {{"kind", running->kind},
                  {"due", to_text(*running->due)},
                  {"computed", to_text(*running->computed)}},
                 effects);
  }

  void note_change(const Clock& clock) {
    draft_.changed_clocks_.insert(static_cast<std::size_t>(&clock - family_.clocks.data()));
  }

  Draft& draft_;
  Family& family_;
  const Command& command_;
  Instant now_;
  const Rules& rules_;
  const json::object& uses_;
  Date today_;
  Date occurred_on_;
  std::optional<Date> told_on_;
  std::deque<Pending> waiting_;
};

namespace {

Result<void> check_day(const Command& command,
                       const Family& family,
                       const Catalogue& catalogue,
                       Date today) {
  if (!command.occurred_on) return {};
  if (*command.occurred_on > today)
    return bad_input("occurred_on", to_text(*command.occurred_on) +
                                        " lies in the future; today is " + to_text(today));
  const auto* self = family.find(command.id);
  // A rung may lie before the day of an act that was entered late: its limit began elsewhere.
  if (!self || command.imported || command.raised_by || self->version == 0) return {};
  const auto first = catalogue.at(self->workflow).began_on(*self);
  if (first && *command.occurred_on < *first)
    return bad_input("occurred_on", to_text(*command.occurred_on) +
                                        " is before the case began on " + to_text(*first));
  return {};
}

}  // namespace

Draft::Draft(const Catalogue& catalogue, Family family)
    : catalogue_{catalogue}, family_{std::move(family)} {
  // Effects that go over all clocks must find them in one order, wherever the family was read from:
  // otherwise the same decision would be written in two ways.
  std::ranges::sort(family_.clocks, {}, [](const Clock& clock) {
    return std::tuple{clock.id, std::string_view{clock.kind}, clock.number};
  });
}

Result<void> Draft::apply(const Command& command,
                          Instant now,
                          const Rules& rules,
                          const json::object& uses) {
  if (auto day = check_day(command, family_, catalogue_, date_of(now)); !day) return day;
  if (auto done = Decision{*this, command, now, rules, uses}.run(); !done) return done;
  if (command.raised_by) settle_rung(command.id, *command.raised_by, rules);
  return {};
}

void Draft::settle_rung(CaseId id, const RaisedBy& rung, const Rules& rules) {
  auto* clock = family_.find_clock(id, rung.kind, rung.number);
  if (!clock || clock->generation != rung.generation) return;
  clock->raised_through = std::max(clock->raised_through, rung.day);
  clock->next_at = next_rung_at(*clock, rules.regulation, rules.calendar);
  changed_clocks_.insert(static_cast<std::size_t>(clock - family_.clocks.data()));
}

ChangeSet Draft::change_set() const {
  ChangeSet change;
  change.root = family_.root().id;
  change.congress = family_.root().congress;
  change.expected_family_version = family_.root().family_version;
  for (const auto place : changed_clocks_) change.clocks.push_back(family_.clocks[place]);
  if (events_.empty()) return change;
  for (const auto& kase : family_.cases) {
    const auto events = std::ranges::count(events_, kase.id, &EventRecord::id);
    if (events == 0 && !kase.id.is_root()) continue;
    change.cases.push_back(
        {kase, catalogue_.at(kase.workflow).summary(kase.facts), kase.version - events});
    if (kase.id.is_root()) ++change.cases.back().after.family_version;
  }
  change.events = events_;
  change.notices = notices_;
  change.serials = serials_;
  return change;
}

Family Draft::written() && {
  ++family_.cases.front().family_version;
  return std::move(family_);
}

Family new_family(CaseId root, std::string workflow, std::string congress) {
  Case kase;
  kase.id = root;
  kase.workflow = std::move(workflow);
  kase.congress = std::move(congress);
  kase.state = "new";
  Family family;
  family.cases.push_back(std::move(kase));
  return family;
}

}  // namespace duban
