#include "engine/workflow.hpp"

#include <algorithm>
#include <stdexcept>

namespace duban {

const Case* Situation::parent() const {
  return self.id.is_root() ? nullptr : &family.root();
}

const Clock* Situation::running_clock(std::string_view kind) const {
  return family.running_clock(self.id, kind);
}

bool Situation::day_is_known() const {
  return !unknown || std::ranges::find(*unknown, "occurred_on") == unknown->end();
}

std::optional<Date> Workflow::anchor(const Clock& clock, const Case&, const Regulation&) const {
  return clock.anchor;
}

bool Workflow::may_have_limit(std::string_view) const {
  return false;
}

std::optional<Consequence> Workflow::when_moved(const Moved&, const Case&) const {
  return std::nullopt;
}

std::optional<boost::json::object> Workflow::succeeded(const Succession&,
                                                       const Family&,
                                                       const Case&) const {
  return std::nullopt;
}

std::vector<PlannedCase> Workflow::planned(const Regulation&, const Calendar&, Date) const {
  return {};
}

void Catalogue::add(std::unique_ptr<Workflow> workflow) {
  workflows_.push_back(std::move(workflow));
}

const Workflow* Catalogue::find(std::string_view name) const {
  const auto at = std::ranges::find(workflows_, name, [](const auto& w) { return w->name(); });
  return at == workflows_.end() ? nullptr : at->get();
}

const Workflow& Catalogue::at(std::string_view name) const {
  if (const auto* workflow = find(name)) return *workflow;
  throw std::logic_error("no workflow is called '" + std::string{name} + "'");
}

}  // namespace duban
