#include "adapters/http/notices.hpp"

#include "adapters/http/cases.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/pages.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/views/notice_view.hpp"

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_notices = 1000, usual_notices = 200;

/// Of the case and, of a root, of its parts that one may see.
Result<Answer> list_reminders(Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto sight = sight_for(visit);
  auto protection = protection_for(visit);
  const auto& cover = protection.of(visible->family);
  json::array items;
  for (const auto& row : visit.desk.directory.reminders(visible->id.root())) {
    const auto* about = visible->family.find(row.reminder.id);
    if (!about || (!visible->id.is_root() && row.reminder.id != visible->id)) continue;
    if (sight.sees(visible->family, *about)) items.push_back(reminder_view(row, cover));
  }
  return Answer::of(json::object{{"items", std::move(items)}});
}

Result<Answer> list_outbox(Gate& gate, Visit& visit) {
  const auto limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_notices;
  auto& directory = visit.desk.directory;
  const auto& congress = visit.user().congress;
  const auto from = page_start(visit);
  auto rows = is_newest_first(visit) ? directory.newest_notices(congress, from, limit + 1)
                                     : directory.outbox(congress, from, limit + 1);
  const bool has_more = cut_off(rows, limit);
  auto protection = protection_for(visit);
  json::array items;
  Recipients recipients{visit.desk.directory, date_of(visit.desk.cases.now()), locked_by(gate)};
  for (const auto& row : rows)
    items.push_back(notice_view(row, protection.of(row.notice.about), recipients));
  json::object page{{"items", std::move(items)}};
  page["next"] = has_more ? json::value(rows.back().id) : json::value{};
  return Answer::of(page);
}

}  // namespace

std::vector<Route> notice_routes(Gate& gate) {
  return {
      {.method = "GET",
       .path = "/api/v1/cases/{id}/reminders",
       .operation = "listReminders",
       .summary = "Who was reminded of a case, by which rung, and when.",
       .parameters = {case_id_parameter()},
       .promises = {{.means = "The ledger, in its order.",
                     .schema = items_schema(whole_schema<ReminderView>())}},
       .work = list_reminders},
      {.method = "GET",
       .path = "/api/v1/outbox",
       .operation = "listOutbox",
       .summary = "What is to be sent, and what was, a page at a time.",
       .roles = {"officer", "deputies_body", std::string{administrator}},
       .parameters = {order_parameter(),
                      {.name = "after",
                       .means = "The last `id` of the page before.",
                       .schema = {{"type", "integer"}, {"minimum", 0}}},
                      {.name = "limit",
                       .means = "How many notices a page has.",
                       .schema = {{"type", "integer"}, {"minimum", 1}, {"maximum", most_notices}}}},
       .promises = {{.means = "A page; `next` is the `after` of the following one.",
                     .schema = page_schema(whole_schema<NoticeView>(), "integer")}},
       .work = with(gate, list_outbox)}};
}

}  // namespace duban::http
