#include "engine/views/awaited_view.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace duban {

namespace {

constexpr std::string_view stops_all = "stop_all_clocks", derived = "derived", itself = "system";

bool has_effect(const RowInfo& row, std::string_view effect) {
  return std::ranges::find(row.effects, effect) != row.effects.end();
}

bool has(const std::vector<std::string>& all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

/// By how many steps a state is away from the beginning.
std::map<std::string_view, int> distances(const Workflow& workflow) {
  std::map<std::string_view, int> known{{workflow.initial(), 0}};
  for (bool is_news = true; is_news;) {
    is_news = false;
    for (const auto& row : workflow.rows()) {
      const auto from = known.find(row.from);
      if (from != known.end() && !row.stays)
        is_news = known.emplace(row.to, from->second + 1).second || is_news;
    }
  }
  return known;
}

struct Candidate {
  AwaitedEvent told;
  bool leads_back = true;  ///< to a state that is nearer to the beginning, whatever its conditions
};

/// The rows of one case that stop clocks of it.
class Awaiting {
 public:
  Awaiting(const Family& family, const Case& self, const AwaitedBy& by)
      : family_{family}, self_{self}, by_{by}, workflow_{by.catalogue.at(self.workflow)} {
    for (const auto& clock : family_.clocks)
      if (clock.id == self_.id && clock.running() && !lapses(clock)) running_.push_back(&clock);
    std::ranges::stable_sort(running_, {}, &Awaiting::due_of);
  }

  [[nodiscard]] std::vector<AwaitedEvent> events() {
    if (running_.empty()) return {};
    distances_ = distances(workflow_);
    for (const auto& row : workflow_.rows())
      for (const auto* clock : running_)
        if (row.from == self_.state && stops(row, *clock)) add(row, *clock);
    add_other_verdicts();
    std::erase_if(all_, [&](const Candidate& each) { return !is_possible(each.told); });
    prefer_going_on();
    return by_due();
  }

 private:
  static Date due_of(const Clock* clock) { return clock->due.value_or(Date::max()); }

  static std::string effect_on(const Clock& clock) { return "stop_" + clock.kind + "_clock"; }

  /// A right that ends with its day: nobody need do anything.
  [[nodiscard]] bool lapses(const Clock& clock) const {
    const auto limit = by_.rules.regulation.limits.find(clock.limit);
    if (limit == by_.rules.regulation.limits.end()) return false;
    return std::ranges::any_of(workflow_.rows(), [&](const RowInfo& row) {
      return row.from == self_.state && row.authority == derived &&
             has_effect(row, effect_on(clock)) &&
             std::ranges::find(limit->second.raises, row.event, &Raise::event) !=
                 limit->second.raises.end();
    });
  }

  [[nodiscard]] bool stops(const RowInfo& row, const Clock& clock) const {
    const auto effect = effect_on(clock);
    if (has_effect(row, effect)) return true;
    if (!has_effect(row, stops_all)) return false;
    return !is_final(row.to) || std::ranges::none_of(workflow_.rows(), [&](const RowInfo& each) {
      return has_effect(each, effect);
    });
  }

  void add_other_verdicts() {
    const auto awaited = authorities_;
    for (const auto& row : workflow_.rows())
      if (row.from == self_.state && has_effect(row, stops_all) && awaited.contains(row.authority))
        for (const auto* clock : running_) add(row, *clock);
  }

  [[nodiscard]] bool is_final(std::string_view code) const {
    const auto at = std::ranges::find(workflow_.states(), code, &StateInfo::code);
    return at != workflow_.states().end() && at->final;
  }

  void add(const RowInfo& row, const Clock& clock) {
    const auto& roles = by_.rules.regulation.roles_with(row.authority);
    const bool by_itself =
        std::ranges::all_of(roles, [](const std::string& role) { return role == itself; });
    if (row.authority == derived || by_itself) return;
    authorities_.insert(row.authority);
    auto at = std::ranges::find_if(
        all_, [&](const Candidate& each) { return each.told.event == row.event; });
    if (at == all_.end()) at = all_.insert(at, {named(row)});
    if (distances_.at(row.to) >= distances_.at(row.from)) at->leads_back = false;
    if (!has(at->told.clocks, clock.kind)) at->told.clocks.push_back(clock.kind);
    for (const auto& role : roles)
      if (role != itself) add_role(at->told, role);
  }

  [[nodiscard]] AwaitedEvent named(const RowInfo& row) const {
    return {.case_ = to_text(self_.id),
            .event = std::string{row.event},
            .label = by_.words.event(self_.workflow, row.event),
            .roles = {},
            .role_labels = {},
            .units = {},
            .clocks = {},
            .due = {}};
  }

  void add_role(AwaitedEvent& event, const std::string& role) const {
    if (has(event.roles, role)) return;
    event.roles.push_back(role);
    event.role_labels.push_back(by_.words.role(role));
    constexpr std::string_view of_unit = "unit:";
    for (const auto& address : workflow_.addressees(role, family_, self_)) {
      if (!address.starts_with(of_unit)) continue;
      auto unit = address.substr(of_unit.size(), address.rfind(':') - of_unit.size());
      if (!has(event.units, unit)) event.units.push_back(std::move(unit));
    }
  }

  /// Whether some act of whoever may is not forbidden already by how the case stands.
  [[nodiscard]] bool is_possible(const AwaitedEvent& event) const {
    Actor anybody{.name = {}, .roles = event.roles, .unit = {}, .deputy = {}};
    anybody.roles.emplace_back("contact");  // as whom a lead unit acts
    static const boost::json::object nothing;
    const Situation situation{.family = family_,
                              .self = self_,
                              .actor = anybody,
                              .occurred_on = by_.today,
                              .today = by_.today,
                              .regulation = by_.rules.regulation,
                              .calendar = by_.rules.calendar,
                              .uses = nothing,
                              .act_of = {},
                              .data_to_come = true};
    return workflow_.decide(situation, event.event, {}).has_value();
  }

  /// No clock waits for a step back where it may go on: nobody waits for a redo.
  void prefer_going_on() {
    std::set<std::string> going_on;
    for (const auto& each : all_)
      if (!each.leads_back) going_on.insert(each.told.clocks.begin(), each.told.clocks.end());
    for (auto& each : all_)
      if (each.leads_back)
        std::erase_if(each.told.clocks,
                      [&](const std::string& kind) { return going_on.contains(kind); });
    std::erase_if(all_, [](const Candidate& each) { return each.told.clocks.empty(); });
  }

  [[nodiscard]] std::vector<AwaitedEvent> by_due() {
    std::vector<AwaitedEvent> events;
    for (auto& each : all_) {
      const auto first = std::ranges::find_if(
          running_, [&](const Clock* clock) { return has(each.told.clocks, clock->kind); });
      each.told.due = (*first)->due;
      events.push_back(std::move(each.told));
    }
    std::ranges::stable_sort(
        events, {}, [](const AwaitedEvent& event) { return event.due.value_or(Date::max()); });
    return events;
  }

  const Family& family_;
  const Case& self_;
  const AwaitedBy& by_;
  const Workflow& workflow_;
  std::vector<const Clock*> running_;  ///< by due date
  std::map<std::string_view, int> distances_;
  std::vector<Candidate> all_;  ///< as the table has them
  std::set<std::string_view> authorities_;
};

}  // namespace

std::vector<AwaitedEvent> awaited_events(const Family& family,
                                         const Case& self,
                                         const AwaitedBy& by) {
  return Awaiting{family, self, by}.events();
}

}  // namespace duban
