#include "engine/register/attaching.hpp"

#include "engine/machine/authority.hpp"
#include "engine/machine/print.hpp"
#include "engine/register/decision.hpp"

#include <algorithm>

namespace duban {

namespace {

/// Roles that may do something of a workflow, each once.
std::vector<std::string> roles_in(const Workflow& workflow, const Regulation& regulation) {
  std::vector<std::string> all;
  for (const auto& row : workflow.rows())
    for (const auto& role : regulation.roles_with(row.authority))
      if (role != "system" && std::ranges::find(all, role) == all.end()) all.push_back(role);
  return all;
}

}  // namespace

Result<void> check_attaching(const Workflow& workflow,
                             const Actor& actor,
                             const Family& family,
                             const Case& self,
                             const Regulation& regulation) {
  auto roles = roles_in(workflow, regulation);
  const bool may = std::ranges::any_of(
      roles, [&](const auto& role) { return workflow.holds(role, actor, family, self); });
  if (may) return {};
  return only_for(attach_event, std::move(roles));
}

Result<void> Draft::Decision::attach() {
  const auto* self = family_.find(command_.id);
  if (!self) return Error{Problem::no_such_case, to_text(command_.id), "there is no such case"};
  const auto& workflow = draft_.catalogue_.at(self->workflow);
  if (self->version == 0) return unknown_event(workflow, attach_event);
  if (auto may = check_attaching(workflow, command_.actor, family_, *self, rules_.regulation); !may)
    return may;
  if (const auto* data = command_.data.if_object(); !data || !data->empty())
    return bad_input("data", "must stay empty: this event has files and nothing else");
  if (!uses_.contains("attachments")) return bad_input("attachments", "is missing");
  const Pending pending{self->id, command_.event, command_.data, false};
  if (auto kept = check_texts(pending, workflow, family_.root().facts); !kept) return kept;
  append_event(pending, self->id, self->state, Step{self->state, "办理办法", {}, {}}, {});
  return {};
}

}  // namespace duban
