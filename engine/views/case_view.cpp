#include "engine/views/case_view.hpp"

#include "engine/register/stored_body.hpp"
#include "engine/register/succeeding.hpp"

namespace duban {

namespace json = boost::json;

json::object case_view(const Case& self, const Cover& cover) {
  return whole(CaseView{.id = to_text(self.id),
                        .congress = self.congress,
                        .workflow = self.workflow,
                        .state = self.state,
                        .version = self.version,
                        .opened_on = to_text(self.opened_on),
                        .facts = cover.object(self.facts)});
}

json::object row_view(const CaseRow& row, const Cover& cover, Date today) {
  return whole(CaseLine{.id = to_text(row.id),
                        .congress = row.congress,
                        .workflow = row.workflow,
                        .state = row.state,
                        .number = row.number,
                        .title = cover.text(row.title),
                        .unit = row.unit,
                        .session = row.session,
                        .version = row.version,
                        .confidential = row.confidential,
                        .opened_on = to_text(row.opened_on),
                        .next_due = row.next_due,
                        .overdue = row.next_due && *row.next_due < today});
}

namespace {

/// What was read of another family to decide is that family's to show.
json::object own_body(const EventRecord& event) {
  auto body = body_of(event);
  auto* uses = body.if_contains("uses");
  auto* host = uses && uses->is_object() ? uses->get_object().if_contains("host") : nullptr;
  if (host && host->is_object()) host->get_object().erase("facts");
  return body;
}

std::optional<std::string> in_place_of(const json::object& body) {
  const auto* by = body.if_contains("by");
  const auto* whom = by && by->is_object() ? by->get_object().if_contains("in_place_of") : nullptr;
  if (!whom || !whom->is_string()) return {};
  return std::string{std::string_view{whom->get_string()}};
}

}  // namespace

json::object event_view(const EventRecord& event, const Cover& cover) {
  auto body = cover.object(own_body(event));
  // Which succession it was tells whose: the register lists them.
  if (cover.covers() && event.event == succession_event) body["data"] = json::object{};
  auto whom = in_place_of(body);
  EventView view{.case_ = to_text(event.id),
                 .seq = event.seq,
                 .event = event.event,
                 .occurred_on = event.occurred_on,
                 .recorded_at = to_local_text(event.recorded_at),
                 .recorded_by = cover.recorder(event),
                 .in_place_of = std::move(whom),
                 .from = event.from_state,
                 .to = event.to_state,
                 .body = std::move(body),
                 .hash = {}};
  // Names from a short list can be tried until the hash fits.
  if (!cover.covers()) view.hash = event.hash;
  return whole(view);
}

}  // namespace duban
