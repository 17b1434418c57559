#include "engine/views/case_view.hpp"

#include "engine/register/finding.hpp"
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

namespace {

/// The value of a mark of this kind, if the case bears one.
std::optional<std::string> marked(const CaseRow& row, std::string_view kind) {
  for (const auto& mark : row.marks)
    if (mark.size() > kind.size() && mark[kind.size()] == ':' && mark.starts_with(kind))
      return mark.substr(kind.size() + 1);
  return {};
}

/// Whole: the mark of a long name holds only its beginning, which covers nothing.
std::optional<std::string> lead_of(const CaseRow& row, const Cover& cover) {
  auto lead = marked(row, lead_mark);
  if (!lead) return {};
  const auto told = cover.object({{lead_mark, *lead}});
  return std::string{std::string_view{told.at(lead_mark).as_string()}};
}

void add_next_clock(CaseLine& line, const CaseRow& row, Date today) {
  line.next_due = row.next_due;
  if (!row.next_due) return;
  line.clock = row.clock;
  line.days_left = (*row.next_due - today).count();
  line.overdue = *line.days_left < 0;
  line.provisional = row.provisional;
}

}  // namespace

CaseLine case_line(const CaseRow& row, const Cover& cover, Date today) {
  CaseLine line;
  line.id = to_text(row.id);
  line.congress = row.congress;
  line.workflow = row.workflow;
  line.state = row.state;
  line.number = row.number;
  line.title = cover.text(row.title);
  line.unit = row.unit;
  line.session = row.session;
  line.version = row.version;
  line.confidential = row.confidential;
  line.opened_on = to_text(row.opened_on);
  add_next_clock(line, row, today);
  line.category = marked(row, "category");
  line.lead_deputy = lead_of(row, cover);
  line.key = marked(row, "key").has_value();
  line.class_ = marked(row, "class");
  line.rating = marked(row, "rating");
  line.role = marked(row, "role");
  for (const auto& part : row.parts)
    if (!part.unit.empty()) line.units.push_back(part.unit);
  return line;
}

json::object row_view(const CaseRow& row, const Cover& cover, Date today) {
  return whole(case_line(row, cover, today));
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
