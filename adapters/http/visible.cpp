#include "adapters/http/visible.hpp"

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
  const auto& catalogue = visit.desk.cases.catalogue();
  const auto& self = *family->find(*id);
  if (!Sight{visit.user(), catalogue}.sees(*family, self)) return no_such_case(*id);
  const auto* workflow = &catalogue.at(self.workflow);
  return Visible{std::move(*family), *id, workflow};
}

Protection protection_for(Visit& visit) {
  return {visit.desk.store, visit.desk.directory, visit.words, false};
}

About about(const Visible& visible, const std::string& event, Visit& visit) {
  const auto& self = visible.self();
  const auto* deputy = visible.family.root().facts.if_contains("lead_deputy");
  const bool has_deputy = deputy && deputy->is_string();
  return {.workflow = visible.workflow,
          .state = self.state,
          .event = event,
          .who = who_text(visit.user(), visit.words),
          .unit = self.id.is_root() ? std::string{} : visible.workflow->summary(self.facts).unit,
          .deputy = has_deputy ? protection_for(visit)
                                     .of(visible.family)
                                     .text(std::string{std::string_view{deputy->get_string()}})
                               : std::string{}};
}

std::string etag_of(std::int64_t version) {
  return "\"" + std::to_string(version) + "\"";
}

}  // namespace duban::http
