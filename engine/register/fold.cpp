#include "engine/register/fold.hpp"

#include "engine/register/body_members.hpp"
#include "engine/register/event_body.hpp"

#include <algorithm>
#include <stdexcept>

namespace duban {

namespace {

Clock& clock_in(Family& family, CaseId id, const json::object& named) {
  const auto kind = text_of(named, "kind");
  const auto number = static_cast<int>(number_of(named, "number"));
  if (auto* known = family.find_clock(id, kind, number)) return *known;
  auto& clock = family.clocks.emplace_back();
  clock.id = id;
  clock.kind = kind;
  clock.number = number;
  return clock;
}

void fold_start(Family& family,
                CaseId id,
                const json::object& start,
                const json::object& editions) {
  auto& clock = clock_in(family, id, start);
  clock.generation = static_cast<int>(number_of(start, "generation"));
  clock.limit = text_of(start, "limit");
  clock.rule = text_of(start, "rule");
  clock.anchor = date_in(start, "anchor");
  clock.nominal = date_in(start, "nominal");
  clock.due = date_in(start, "due");
  clock.computed = date_in(start, "computed");
  clock.provisional = start.contains("provisional");
  clock.regulation = text_of(editions, "regulation");
  clock.calendar = text_of(editions, "calendar");
  clock.ended_on.reset();
  clock.has_ended = false;
}

void fold_effect(Family& family, Case& kase, const json::object& effect, const json::object& body) {
  if (const auto* set = effect.if_contains("set"))
    for (const auto& [name, value] : set->as_object()) kase.facts[name] = value;
  if (const auto* unset = effect.if_contains("unset"))
    for (const auto& name : unset->as_array()) kase.facts.erase(name.as_string());
  if (const auto* start = effect.if_contains("start"))
    fold_start(family, kase.id, start->as_object(), body.at("editions").as_object());
  if (const auto* stop = effect.if_contains("stop"))
    clock_in(family, kase.id, stop->as_object()).end(date_in(body, "occurred_on"));
}

/// A child is in the family from the moment its parent opens it.
void fold_open(Family& family, const json::object& open) {
  Case child;
  child.id = CaseId::from_stored(number_of(open, "case"));
  child.congress = family.root().congress;
  child.workflow = text_of(open, "workflow");
  child.state = "new";
  family.cases.push_back(std::move(child));
}

Case& case_in(Family& family, CaseId id) {
  if (auto* known = family.find(id)) return *known;
  throw std::runtime_error("an event of case " + to_text(id) + " comes before it was opened");
}

}  // namespace

void fold(Family& family, const json::object& body, std::string_view hash) {
  auto& kase = case_in(family, CaseId::from_stored(number_of(body, "case")));
  if (kase.version == 0) {
    kase.workflow_edition = text_of(body.at("editions").as_object(), "workflow");
    kase.opened_on = day_in(body);
  }
  kase.state = text_of(body, "to");
  kase.version = number_of(body, "seq");
  kase.last_event_at = Instant{std::chrono::microseconds{number_of(body, "recorded_at")}};
  kase.last_hash = hash;
  const auto commit = number_of(body, "commit");
  const auto id = kase.id;
  if (const auto* effects = body.if_contains("effects")) {
    for (const auto& effect : effects->as_array()) {
      fold_effect(family, *family.find(id), effect.as_object(), body);
      if (const auto* open = effect.as_object().if_contains("open"))
        fold_open(family, open->as_object());
    }
  }
  auto& root = family.cases.front();
  root.family_version = std::max(root.family_version, commit);
  root.regulation = text_of(body.at("editions").as_object(), "regulation");
}

std::vector<Notice> notices_of(const json::object& body,
                               std::size_t before,
                               const std::string& congress) {
  std::vector<Notice> sent;
  const auto* effects = body.if_contains("effects");
  if (!effects) return sent;
  for (const auto& effect : effects->as_array()) {
    const auto* notify = effect.as_object().if_contains("notify");
    if (!notify) continue;
    const auto& named = notify->as_object();
    const auto* with = named.if_contains("with");
    const NoticePlace place{CaseId::from_stored(number_of(body, "case")), number_of(body, "seq"),
                            before + sent.size(), congress};
    sent.push_back(notice_of(place, text_of(named, "to"), text_of(named, "text"),
                             with ? with->as_object() : json::object{}, day_in(body)));
  }
  return sent;
}

}  // namespace duban
