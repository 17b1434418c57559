#include "engine/register/event_body.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/register/body_members.hpp"

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
  add(object, "in_place_of", actor.in_place_of);
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

Actor actor_from(const json::object& object) {
  return {.name = text_of(object, "name"),
          .roles = texts_in(object, "roles"),
          .unit = text_of(object, "unit"),
          .deputy = text_of(object, "deputy"),
          .is_system = object.contains("system"),
          .in_place_of = text_of(object, "in_place_of")};
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
  add(start, "computed", clock.computed);
  if (clock.provisional) start.emplace("provisional", true);
  return {{"start", std::move(start)}};
}

json::object effect_of_stop(const StopClock& stop) {
  return {{"stop", {{"kind", stop.kind}, {"number", stop.number}}}};
}

}  // namespace duban
