#include "engine/schedule/plan.hpp"

#include "engine/register/damage.hpp"

#include <algorithm>

namespace duban {

namespace {

bool is_there(Directory& directory, const std::string& congress, const std::string& number) {
  CaseFilter filter;
  filter.congress = congress;
  filter.number = number;
  filter.limit = 1;
  return !directory.cases(filter).empty();
}

Command opening(const Congress& congress, const Workflow& workflow, const PlannedCase& planned) {
  Command command;
  command.workflow = workflow.name();
  command.congress = congress.code;
  command.event = planned.event;
  command.data = planned.data;
  command.actor = system_actor();
  return command;
}

/// Opens what the plans of one congress want.
void open_planned_of(const Congress& congress,
                     Register& open_register,
                     Date today,
                     const std::function<void(const std::string&)>& refused,
                     Planning& planning) {
  const auto rules = open_register.rulebook().of_congress(congress.code).value();
  auto& directory = open_register.directory();
  for (const auto& workflow : open_register.catalogue().all()) {
    for (const auto& planned : workflow->planned(rules.regulation, rules.calendar, today)) {
      const auto day_after = planned.due + std::chrono::days{1};
      planning.next = std::min(planning.next.value_or(day_after), day_after);
      if (is_there(directory, congress.code, planned.number)) continue;
      const auto done = open_register.open(opening(congress, *workflow, planned));
      if (done) ++planning.opened;
      if (!done && !is_there(directory, congress.code, planned.number))
        refused(planned.number + ": " + done.error().subject + " " + done.error().detail);
    }
  }
}

}  // namespace

Planning open_planned(Register& open_register,
                      Date today,
                      const std::function<void(const std::string&)>& refused) {
  Planning planning;
  for (const auto& congress : open_register.directory().congresses()) {
    try {
      open_planned_of(congress, open_register, today, refused, planning);
    } catch (const StoreDown&) {
      throw;
    } catch (const std::exception& damage) {  // one congress's edition is lost: the others go on
      refused(congress.code + ": " + damage_in_words(damage.what()));
    }
  }
  return planning;
}

}  // namespace duban
