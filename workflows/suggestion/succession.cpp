#include "workflows/suggestion/succession.hpp"

#include "engine/data/codec.hpp"
#include "workflows/suggestion/assignment_facts.hpp"

#include <algorithm>
#include <array>

namespace duban::suggestion {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 4> ended{"closed", "declined", "withdrawn", "transferred"};

bool is_over(const Case& root) {
  return std::ranges::find(ended, root.state) != ended.end();
}

bool holds(const json::object& facts, std::string_view member, std::string_view name) {
  const auto* value = facts.if_contains(member);
  if (!value) return false;
  if (const auto* text = value->if_string()) return *text == name;
  const auto* all = value->if_array();
  return all && std::ranges::any_of(*all, [&](const json::value& each) {
           return each.is_string() && each.get_string() == name;
         });
}

bool holds_in_key(const json::object& facts, std::string_view member, std::string_view name) {
  const auto* key = facts.if_contains("key");
  return key && key->is_object() && holds(key->get_object(), member, name);
}

bool has_running_clock(const Family& family, CaseId id) {
  return std::ranges::any_of(family.clocks,
                             [&](const Clock& clock) { return clock.id == id && clock.running(); });
}

bool acts(const Family& family, const Case& assignment) {
  if (assignment.state == "released") return false;
  return !is_over(family.root()) || has_running_clock(family, assignment.id);
}

bool acts_as(const std::string& unit, const Family& family, const Case& kase) {
  return !kase.id.is_root() && holds(kase.facts, "unit", unit) && acts(family, kase);
}

bool acts_somewhere(const std::string& unit, const Family& family) {
  return std::ranges::any_of(family.cases,
                             [&](const Case& kase) { return acts_as(unit, family, kase); });
}

/// Each stands there once.
void replace(std::vector<std::string>& names, const Succession& by) {
  if (std::ranges::find(names, by.after) != names.end())
    std::erase(names, by.before);
  else
    std::ranges::replace(names, by.before, by.after);
}

template <class T>
void add_once(std::vector<T>& all, T one) {
  if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
}

json::object encoded(const auto& facts) {
  return std::move(encode(facts).get_object());
}

std::optional<json::object> with_deputy(const Succession& by, const Case& root) {
  if (is_over(root) ||
      (!holds(root.facts, "lead_deputy", by.before) && !holds(root.facts, "co_signers", by.before)))
    return std::nullopt;
  auto facts = decode_stored<Facts>(root.facts);
  if (facts.lead_deputy == by.before) facts.lead_deputy = by.after;
  replace(facts.co_signers, by);
  std::erase(facts.co_signers, facts.lead_deputy);
  add_once(facts.predecessors, Predecessor{.deputy = by.before, .unit = {}, .successor = by.after});
  return encoded(facts);
}

std::optional<json::object> with_unit(const Succession& by,
                                      const Family& family,
                                      const Case& root) {
  const bool leads_key = !is_over(root) && holds_in_key(root.facts, "lead_unit", by.before);
  const bool acts_here = acts_somewhere(by.before, family);
  if (!leads_key && !acts_here) return std::nullopt;
  auto facts = decode_stored<Facts>(root.facts);
  if (leads_key) facts.key->lead_unit = by.after;
  if (acts_here) {
    add_once(facts.units_so_far, by.after);
    add_once(facts.predecessors,
             Predecessor{.deputy = {}, .unit = by.before, .successor = by.after});
  }
  return encoded(facts);
}

std::optional<json::object> with_leader(const Succession& by, const Case& root) {
  if (is_over(root) || !holds_in_key(root.facts, "leader", by.before)) return std::nullopt;
  auto facts = decode_stored<Facts>(root.facts);
  facts.key->leader = by.after;
  return encoded(facts);
}

const std::string& last_after(const Facts& facts,
                              std::string Predecessor::*who,
                              const std::string& name) {
  const auto* acting = &name;
  // In the order in which they came: whoever came later has come after whoever came before.
  for (const auto& each : facts.predecessors)
    if (!acting->empty() && each.*who == *acting) acting = &each.successor;
  return *acting;
}

}  // namespace

const std::string& acting_deputy(const Facts& facts, const std::string& deputy) {
  return last_after(facts, &Predecessor::deputy, deputy);
}

const std::string& acting_unit(const Facts& facts, const std::string& unit) {
  return last_after(facts, &Predecessor::unit, unit);
}

std::vector<std::string> acting_units(const Facts& facts, std::vector<std::string> units) {
  for (auto& unit : units)
    if (const auto& acting = acting_unit(facts, unit); &acting != &unit) unit = acting;
  return units;
}

std::optional<json::object> facts_succeeded(const Succession& succession,
                                            const Family& family,
                                            const Case& self) {
  switch (succession.what) {
    case Party::deputy:
      return with_deputy(succession, self);
    case Party::unit:
      return with_unit(succession, family, self);
    case Party::leader:
      break;
  }
  return with_leader(succession, self);
}

namespace assignment {

std::optional<json::object> facts_succeeded(const Succession& succession,
                                            const Family& family,
                                            const Case& self) {
  if (succession.what != Party::unit || !acts(family, self)) return std::nullopt;
  const bool is_its_own = holds(self.facts, "unit", succession.before);
  if (!is_its_own && !holds(self.facts, "missing_opinions_accepted", succession.before))
    return std::nullopt;
  auto facts = decode_stored<Facts>(self.facts);
  if (is_its_own) facts.unit = succession.after;
  replace(facts.missing_opinions_accepted, succession);
  return encoded(facts);
}

}  // namespace assignment

}  // namespace duban::suggestion
