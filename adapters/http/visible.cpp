#include "adapters/http/visible.hpp"

#include <algorithm>

namespace duban::http {

namespace {

Error no_such_case(CaseId id) {
  return {Problem::no_such_case, to_text(id), "there is no case " + to_text(id)};
}

}  // namespace

Result<Visible> visible_case(Visit& visit) {
  const auto id = CaseId::parse(visit.text("id"));
  if (!id) return id.error();
  auto family = visit.desk.store.load(*id);
  if (!family) return no_such_case(*id);
  const auto& self = *family->find(*id);
  if (!sight_for(visit).sees(*family, self)) return no_such_case(*id);
  const auto* workflow = &visit.desk.cases.catalogue().at(self.workflow);
  return Visible{std::move(*family), *id, workflow};
}

Result<Congress> congress_for(Visit& visit) {
  return congress_called(visit, visit.has("congress") ? visit.text("congress") : std::string{});
}

Result<Congress> congress_called(Visit& visit, const std::string& code) {
  const auto& own = visit.user().congress;
  const auto& wanted = code.empty() ? own : code;
  auto all = visit.desk.directory.congresses();
  if (all.empty())
    return Error{Problem::not_found, "congress",
                 "there is no congress yet; add one first (`POST /congresses` or `duban congress "
                 "add`)"};
  if (!own.empty()) std::erase_if(all, [&](const Congress& each) { return each.code != own; });
  if (wanted.empty() && all.size() == 1) return all.front();
  if (wanted.empty()) return bad_input("congress", "is missing");
  const auto at = std::ranges::find(all, wanted, &Congress::code);
  if (at != all.end()) return *at;
  return Error{Problem::not_found, "congress", "there is no congress " + wanted};
}

Parameter congress_parameter() {
  return {.name = "congress",
          .means = "Code of the congress; by default the user's own, or the only one.",
          .schema = {{"type", "string"}}};
}

Result<Congress> congress_at(Visit& visit) {
  const auto code = visit.text("code");
  const auto& own = visit.user().congress;
  for (const auto& each : visit.desk.directory.congresses())
    if (each.code == code && (own.empty() || own == code)) return each;
  return Error{Problem::not_found, "code", "there is no congress " + code};
}

Parameter congress_in_path() {
  return {.name = "code",
          .place = Parameter::Place::path,
          .means = "Code of the congress.",
          .schema = {{"type", "string"}, {"examples", boost::json::array{"340100"}}},
          .required = true};
}

Sight sight_for(Visit& visit) {
  std::vector<User> others;
  for (const auto& each : visit.stand_ins()) others.push_back(each.as);
  return {visit.user(), visit.desk.cases.catalogue(), std::move(others)};
}

Sees sees_for(Visit& visit) {
  return [sight = sight_for(visit)](const Family& family, const Case& self) {
    return sight.sees(family, self);
  };
}

std::vector<Actor> actors_for(const Visit& visit) {
  std::vector<Actor> actors{actor_of(visit.user())};
  for (const auto& each : visit.stand_ins()) actors.push_back(actor_of(each));
  return actors;
}

std::vector<std::string> possible_for(const Visible& visible,
                                      const Visit& visit,
                                      const Regulation& regulation) {
  const auto& self = visible.self();
  const auto actors = actors_for(visit);
  const auto may = [&](const RowInfo& row) {
    return std::ranges::any_of(regulation.roles_with(row.authority), [&](const auto& role) {
      return std::ranges::any_of(actors, [&](const Actor& actor) {
        return visible.workflow->holds(role, actor, visible.family, self);
      });
    });
  };
  std::vector<std::string> possible;
  for (const auto& row : visible.workflow->rows())
    if (row.from == self.state && std::ranges::find(possible, row.event) == possible.end() &&
        may(row))
      possible.emplace_back(row.event);
  return possible;
}

Protection protection_for(Visit& visit) {
  return {visit.desk.store, visit.desk.directory, visit.words, false, visit.user().deputy};
}

About about(const Visible& visible, const std::string& event, Visit& visit) {
  const auto& self = visible.self();
  const auto* deputy = visible.family.root().facts.if_contains("lead_deputy");
  const bool has_deputy = deputy && deputy->is_string();
  const auto rules = visit.desk.cases.rulebook().of_family(visible.family);
  return {.workflow = visible.workflow,
          .state = self.state,
          .event = event,
          .who = who_text(visit.user(), visit.words),
          .unit = self.id.is_root() ? std::string{} : visible.workflow->summary(self.facts).unit,
          .deputy = has_deputy ? protection_for(visit)
                                     .of(visible.family)
                                     .text(std::string{std::string_view{deputy->get_string()}})
                               : std::string{},
          .possible = rules ? std::optional{possible_for(visible, visit, rules->regulation)}
                            : std::nullopt};
}

std::string etag_of(std::int64_t version) {
  return "\"" + std::to_string(version) + "\"";
}

}  // namespace duban::http
