#include "engine/register/decision.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/data/texts.hpp"
#include "engine/register/attaching.hpp"
#include "engine/register/event_body.hpp"
#include "engine/register/projection.hpp"
#include "engine/register/succeeding.hpp"

#include <algorithm>
#include <array>

namespace duban {

namespace {

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

Draft::Decision::Decision(
    Draft& draft, const Command& command, Instant now, const Rules& rules, const json::object& uses)
    : draft_{draft},
      family_{draft.family_},
      command_{command},
      now_{now},
      rules_{rules},
      uses_{uses},
      today_{date_of(now)},
      occurred_on_{command.occurred_on.value_or(today_)},
      told_on_{told_on(command, occurred_on_)} {}

Result<void> Draft::Decision::run() {
  if (command_.event == projection_event) return project();
  if (command_.event == succession_event) return succeed();
  if (command_.event == attach_event) return attach();
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

Result<void> Draft::Decision::decide(const Pending& pending) {
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
                            command_.imported ? &command_.unknown : nullptr,
                            command_.data_to_come};
  auto step = workflow.decide(situation, pending.event, pending.data);
  if (!step) return step.error();
  if (command_.data_to_come) return {};
  if (auto kept =
          check_texts(pending, workflow, self->id.is_root() ? step->facts : family_.root().facts);
      !kept)
    return kept;
  if (auto fits = check_family_size(*step); !fits) return fits;
  record(pending, workflow, *step);
  return {};
}

Result<void> Draft::Decision::check_family_size(const Step& step) const {
  const auto opened = std::ranges::count_if(
      step.effects, [](const Effect& effect) { return std::holds_alternative<OpenCase>(effect); });
  if (family_.cases.back().id.part() + opened < CaseId::family_size) return {};
  return Error{Problem::conflict, to_text(family_.root().id),
               "a case has at most 999 parts in its whole life"};
}

Result<void> Draft::Decision::check_texts(const Pending& pending,
                                          const Workflow& workflow,
                                          const json::object& root_facts) const {
  if (pending.derived || workflow.keeps_texts(root_facts)) return {};
  const auto path = !command_.comment.empty()  ? std::string{"comment"}
                    : !command_.act_of.empty() ? std::string{"act_of"}
                    : uses_.contains("attachments")
                        ? std::string{"attachments"}
                        : path_of_text(pending.data, workflow.free_texts());
  if (path.empty()) return {};
  return bad_input(path,
                   "must stay empty: of a state secret only numbers, units and dates are kept");
}

void Draft::Decision::record(const Pending& pending, const Workflow& workflow, Step& step) {
  auto& self = *family_.find(pending.id);
  const auto from = self.state;
  std::array<unsigned char, 4096> room{};
  json::monotonic_resource memory{room.data(), room.size()};
  Consequences all{json::array(&memory), {}};
  if (auto changed = effect_of_facts(self.facts, step.facts); !changed.empty())
    all.told.push_back(std::move(changed));
  if (self.version == 0) {
    self.opened_on = occurred_on_;
    self.workflow_edition = workflow.edition();
    if (self.id.is_root()) self.regulation = rules_.regulation.edition;
  } else {
    draft_.facts_before_.try_emplace(self.id, std::move(self.facts));
  }
  self.facts = std::move(step.facts);
  self.state = step.to;
  const auto id = self.id;
  for (auto& effect : step.effects) std::visit([&](auto& e) { carry_out(e, id, all); }, effect);
  append_event(pending, id, from, step, std::move(all.told));
  // What an event raises is decided before what waited already: a cause and its consequences
  // stand together in the history.
  waiting_.insert(waiting_.begin(), all.raised.begin(), all.raised.end());
}

void Draft::Decision::append_event(const Pending& pending,
                                   CaseId id,
                                   const std::string& from,
                                   const Step& step,
                                   json::array told) {
  auto& self = *family_.find(id);
  const Place place{self, self.version + 1, family_.root().family_version + 1,
                    std::ssize(draft_.events_), pending.derived};
  const Grounds grounds{command_, pending.event, pending.data, uses_, rules_, told_on_, now_};
  auto body = canonical(event_body(place, grounds, from, step.to, step.source, std::move(told)));
  self.version = place.seq;
  self.last_event_at = now_;
  self.last_hash = chain_hash(self.last_hash, body);
  draft_.events_.push_back({id, place.seq, pending.event, told_on_, now_,
                            pending.derived ? "system" : command_.actor.name, from,
                            std::string{step.to}, std::move(body), self.last_hash});
}

}  // namespace duban
