// Whether a profile fits the workflows: Catalogue::check.

#include "engine/data/codec.hpp"
#include "engine/register/projection.hpp"
#include "engine/workflow.hpp"

#include <algorithm>
#include <iterator>

namespace duban {

namespace {

Error unknown_name(const std::string& group,
                   const std::string& name,
                   std::vector<std::string> known) {
  const auto meant = codec::nearest(name, known);
  return Error{Problem::bad_input, group + "." + name,
               "no workflow knows '" + name + "'" +
                   (meant.empty() ? std::string{} : "; did you mean " + meant + "?"),
               std::move(known)};
}

template <class Map>
Result<void> check_names(const std::string& group,
                         const Map& given,
                         const std::vector<std::string>& known) {
  for (const auto& [name, value] : given)
    if (std::ranges::find(known, name) == known.end()) return unknown_name(group, name, known);
  return {};
}

Result<void> check_raise(const Workflow& workflow,
                         std::string_view limit,
                         const std::string& event) {
  std::vector<std::string> known;
  for (const auto& info : workflow.events()) known.emplace_back(info.code);
  if (std::ranges::find(known, event) != known.end()) return {};
  const auto meant = codec::nearest(event, known);
  return Error{Problem::bad_input, "limits." + std::string{limit} + ".raises." + event,
               "'" + event + "' is no event of " + std::string{workflow.name()} +
                   (meant.empty() ? std::string{} : "; did you mean " + meant + "?"),
               known};
}

Result<void> check_limit(const Workflow& workflow,
                         const Regulation& regulation,
                         const std::string& name) {
  const auto limit = regulation.limits.find(name);
  if (limit == regulation.limits.end())
    return bad_input("limits." + name,
                     "is missing; " + std::string{workflow.name()} + " needs this limit");
  for (const auto& raise : limit->second.raises)
    if (auto known = check_raise(workflow, name, raise.event); !known) return known;
  return {};
}

Result<void> check_needs(const Workflow& workflow, const Regulation& regulation) {
  if (auto sound = workflow.check_settings(regulation); !sound) return sound;
  for (const auto& name : workflow.limits(regulation))
    if (auto sound = check_limit(workflow, regulation, name); !sound) return sound;
  for (const auto& row : workflow.rows())
    if (row.authority != "derived" && regulation.roles_with(row.authority).empty())
      return bad_input("authorities." + std::string{row.authority},
                       "is missing; it says who may fire " + std::string{row.event});
  return {};
}

}  // namespace

Result<void> Catalogue::check(const Regulation& regulation) const {
  std::vector<std::string> limits, names;
  std::vector<std::string> authorities{std::string{projection_authority}};
  for (const auto& workflow : workflows_) {
    if (auto sound = check_needs(*workflow, regulation); !sound) return sound;
    names.emplace_back(workflow->name());
    std::ranges::move(workflow->limits(regulation), std::back_inserter(limits));
    for (const auto& [name, limit] : regulation.limits)
      if (workflow->may_have_limit(name)) limits.push_back(name);
    for (const auto& row : workflow->rows()) authorities.emplace_back(row.authority);
  }
  const auto& text = regulation.text;
  if (auto known = check_names("limits", text.limits, limits); !known) return known;
  if (auto known = check_names("authorities", text.authorities, authorities); !known) return known;
  return check_names("settings", text.settings, names);
}

}  // namespace duban
