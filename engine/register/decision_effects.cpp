#include "engine/register/clocks.hpp"
#include "engine/register/decision.hpp"
#include "engine/register/event_body.hpp"

namespace duban {

void Draft::Decision::carry_out(const StartClock& start, CaseId id, Consequences& all) {
  auto clock = clock_from(id, start, rules_, today_, !command_.imported || start.lapses_late);
  auto* known = family_.find_clock(id, clock.kind, clock.number);
  const bool runs = known && known->running();
  const bool counts_alike = runs && known->anchor == clock.anchor && known->limit == clock.limit;
  if (counts_alike && known->due == clock.due) return;
  if (counts_alike && clock.anchor && was_announced_later(*known, clock)) return;
  const bool moved = runs && known->due != clock.due;
  if (known) clock.generation = known->generation + 1;
  all.told.push_back(effect_of_start(clock));
  auto& kept = known ? *known : family_.clocks.emplace_back();
  kept = std::move(clock);
  note_change(kept);
  if (moved) announce(kept, all.told);
}

void Draft::Decision::carry_out(const StopClock& stop, CaseId id, Consequences& all) {
  auto* clock = family_.find_clock(id, stop.kind, stop.number);
  if (!clock || !clock->running()) return;
  clock->end(told_on_);
  note_change(*clock);
  all.told.push_back(effect_of_stop(stop));
}

void Draft::Decision::carry_out(const Notify& notify, CaseId id, Consequences& all) {
  add_notice(id, notify.role, notify.text, {}, all.told);
}

void Draft::Decision::carry_out(const RaiseEvent& raise, CaseId, Consequences& all) {
  all.raised.push_back({raise.target, raise.event, raise.data, true});
}

void Draft::Decision::carry_out(const OpenCase& open, CaseId, Consequences& all) {
  const auto part = family_.cases.back().id.part() + 1;
  Case child;
  child.id = CaseId{family_.root().id.stored() / CaseId::family_size, part};
  child.congress = family_.root().congress;
  child.workflow = open.workflow;
  child.state = draft_.catalogue_.at(open.workflow).initial();
  all.told.push_back(
      json::object{{"open", {{"case", child.id.stored()}, {"workflow", child.workflow}}}});
  all.raised.push_back({child.id, open.event, open.data, true});
  family_.cases.push_back(std::move(child));
}

void Draft::Decision::carry_out(const TakeSerial& take, CaseId, Consequences& all) {
  draft_.serials_.push_back(take);
  all.told.push_back(json::object{{"serial", {{"series", take.series}, {"serial", take.serial}}}});
}

void Draft::Decision::announce(const Clock& clock, json::array& told) {
  const json::object body{{"due", clock.due ? to_text(*clock.due) : ""}, {"kind", clock.kind}};
  for (const auto& role : rules_.regulation.ladder_of(clock.limit).to)
    add_notice(clock.id, role, "clock.moved", body, told);
}

void Draft::Decision::add_notice(CaseId id,
                                 const std::string& role,
                                 const std::string& text,
                                 const json::object& with,
                                 json::array& told) {
  if (command_.imported) return;
  const auto& self = *family_.find(id);
  const auto& workflow = draft_.catalogue_.at(self.workflow);
  for (auto& recipient : workflow.addressees(role, family_, self)) {
    told.push_back(effect_of_notice(recipient, text, with));
    const NoticePlace place{id, self.version + 1, draft_.notices_.size(), self.congress};
    draft_.notices_.push_back(notice_of(place, std::move(recipient), text, with, occurred_on_));
  }
}

void Draft::Decision::note_change(const Clock& clock) {
  draft_.changed_clocks_.insert(static_cast<std::size_t>(&clock - family_.clocks.data()));
}

}  // namespace duban
