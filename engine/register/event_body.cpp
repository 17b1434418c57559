#include "engine/register/event_body.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace duban {

namespace {

std::int64_t micros(Instant instant) {
  return instant.time_since_epoch().count();
}

/// Adds a member unless its text is empty.
void add(json::object& object, const char* name, std::string_view text) {
  if (!text.empty()) object.emplace(name, text);
}

void add(json::object& object, const char* name, const std::optional<Date>& date) {
  if (date) object.emplace(name, to_text(*date));
}

json::array texts(const std::vector<std::string>& all) {
  json::array array;
  for (const auto& text : all) array.emplace_back(text);
  return array;
}

json::object by(const Actor& actor, const json::storage_ptr& memory) {
  json::object object({{"name", actor.name}}, memory);
  if (!actor.roles.empty()) object.emplace("roles", texts(actor.roles));
  add(object, "unit", actor.unit);
  add(object, "deputy", actor.deputy);
  if (actor.is_system) object.emplace("system", true);
  return object;
}

json::object rung(const RaisedBy& raised) {
  return {{"kind", raised.kind},
          {"number", raised.number},
          {"generation", raised.generation},
          {"day", to_text(raised.day)}};
}

/// What only the event that was asked for carries.
void add_request(json::object& body, const Grounds& grounds) {
  const auto& command = grounds.command;
  add(body, "act_of", command.act_of);
  add(body, "comment", command.comment);
  if (!grounds.uses.empty()) body.emplace("uses", grounds.uses);
  if (command.raised_by) body.emplace("raised_by", rung(*command.raised_by));
  if (!command.unknown.empty()) body.emplace("unknown", texts(command.unknown));
}

}  // namespace

json::object event_body(const Place& place,
                        const Grounds& grounds,
                        std::string_view from,
                        std::string_view to,
                        std::string_view source,
                        json::array effects) {
  static const auto clock = system_actor();
  json::object body({{"case", place.self.id.stored()},
                     {"seq", place.seq},
                     {"commit", place.commit},
                     {"order", place.order},
                     {"event", grounds.event},
                     {"from", from},
                     {"to", to},
                     {"source", source},
                     {"recorded_at", micros(grounds.recorded_at)},
                     {"by", by(place.derived ? clock : grounds.command.actor, effects.storage())},
                     {"editions",
                      {{"workflow", place.self.workflow_edition},
                       {"regulation", grounds.rules.regulation.edition},
                       {"calendar", grounds.rules.calendar_edition}}}},
                    effects.storage());
  add(body, "occurred_on", grounds.occurred_on);
  if (const auto* data = grounds.data.if_object(); !data || !data->empty())
    body.emplace("data", grounds.data);
  if (!effects.empty()) body.emplace("effects", std::move(effects));
  if (place.self.id.is_root() && place.seq == 1) {
    body.emplace("congress", place.self.congress);
    body.emplace("workflow", place.self.workflow);
  }
  if (grounds.command.imported) body.emplace("imported", true);
  if (place.derived) {
    body.emplace("derived", true);
  } else {
    add_request(body, grounds);
  }
  return body;
}

namespace {

std::string text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value ? std::string{value->as_string().data(), value->as_string().size()} : std::string{};
}

std::int64_t number_of(const json::object& object, std::string_view name) {
  return object.at(name).to_number<std::int64_t>();
}

std::optional<Date> date_in(const json::object& object, std::string_view name) {
  const auto text = text_of(object, name);
  return text.empty() ? std::nullopt : std::optional{parse_date(text).value()};
}

std::vector<std::string> texts_in(const json::object& object, std::string_view name) {
  std::vector<std::string> all;
  if (const auto* array = object.if_contains(name))
    for (const auto& text : array->as_array())
      all.emplace_back(text.as_string().data(), text.as_string().size());
  return all;
}

/// The day of the act, or where nobody knows it the day it was recorded.
Date day_in(const json::object& body) {
  const Instant recorded_at{std::chrono::microseconds{number_of(body, "recorded_at")}};
  return date_in(body, "occurred_on").value_or(date_of(recorded_at));
}

Actor actor_from(const json::object& object) {
  return {.name = text_of(object, "name"),
          .roles = texts_in(object, "roles"),
          .unit = text_of(object, "unit"),
          .deputy = text_of(object, "deputy"),
          .is_system = object.contains("system")};
}

RaisedBy rung_from(const json::object& object) {
  return {.kind = text_of(object, "kind"),
          .number = static_cast<int>(number_of(object, "number")),
          .generation = static_cast<int>(number_of(object, "generation")),
          .day = date_in(object, "day").value()};
}

}  // namespace

json::object effect_of_notice(const std::string& recipient,
                              const std::string& text,
                              const json::object& with) {
  json::object notify{{"to", recipient}, {"text", text}};
  if (!with.empty()) notify.emplace("with", with);
  return {{"notify", std::move(notify)}};
}

Notice notice_of(const NoticePlace& place,
                 std::string recipient,
                 std::string text,
                 json::object with,
                 Date occurred_on) {
  with.emplace("occurred_on", to_text(occurred_on));
  const auto key = "n:" + to_text(place.about) + ":" + std::to_string(place.seq) + ":" + text +
                   ":" + std::to_string(place.nth);
  return {key, place.congress, place.about, std::move(recipient), std::move(text), std::move(with)};
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

Command command_from(const json::object& body) {
  Command command;
  command.id = CaseId::from_stored(number_of(body, "case"));
  command.event = text_of(body, "event");
  if (const auto* data = body.if_contains("data")) command.data = *data;
  command.actor = actor_from(body.at("by").as_object());
  command.occurred_on = date_in(body, "occurred_on");
  command.act_of = text_of(body, "act_of");
  command.comment = text_of(body, "comment");
  command.imported = body.contains("imported");
  command.unknown = texts_in(body, "unknown");
  if (const auto* raised = body.if_contains("raised_by"))
    command.raised_by = rung_from(raised->as_object());
  return command;
}

json::object effect_of_facts(const json::object& before, const json::object& after) {
  json::object set;
  // In one order, however the facts were read: the same decision must be written in the same bytes.
  std::set<std::string_view> gone;
  for (const auto& [name, value] : after) {
    const auto* old = before.if_contains(name);
    if (!old || *old != value) set.emplace(name, value);
  }
  for (const auto& [name, value] : before)
    if (!after.contains(name)) gone.emplace(name);
  json::object effect;
  if (!set.empty()) effect.emplace("set", std::move(set));
  if (!gone.empty()) effect.emplace("unset", json::array(gone.begin(), gone.end()));
  return effect;
}

json::object effect_of_start(const Clock& clock) {
  json::object start{{"kind", clock.kind},
                     {"number", clock.number},
                     {"generation", clock.generation},
                     {"rule", clock.rule}};
  add(start, "limit", clock.limit);
  add(start, "anchor", clock.anchor);
  add(start, "nominal", clock.nominal);
  add(start, "due", clock.due);
  if (clock.provisional) start.emplace("provisional", true);
  return {{"start", std::move(start)}};
}

json::object effect_of_stop(const StopClock& stop) {
  return {{"stop", {{"kind", stop.kind}, {"number", stop.number}}}};
}

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
  auto& version = family.cases.front().family_version;
  version = std::max(version, commit);
}

}  // namespace duban
