// Event data of every workflow, `WORKFLOW EVENT` on the first line and JSON after it: refused with a
// path, or decided; and what was decided is the same once more from its stored text.

#include "adapters/files/profile.hpp"
#include "engine/data/canonical.hpp"
#include "engine/register/event_body.hpp"
#include "engine/register/rulebook.hpp"
#include "workflows/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace duban;

void require(bool holds) {
  if (!holds) std::abort();
}

const Catalogue& catalogue() {
  static const auto all = all_workflows();
  return all;
}

const Rules& rules() {
  static const auto regulation =
      regulation_of(read_profile(DUBAN_SOURCE_DIR "/config/regulations/fujian.toml").value())
          .value();
  static const auto calendar =
      Calendar::from_days("fuzz", {{parse_date("2025-05-31").value(), "端午节", false}}).value();
  static const Rules both{regulation, calendar, "calendar"};
  return both;
}

Actor anybody() {
  Actor actor;
  actor.name = "fuzz";
  for (const auto& [name, authority] : rules().regulation.text.authorities)
    actor.roles.insert(actor.roles.end(), authority.roles.begin(), authority.roles.end());
  return actor;
}

/// A case in `state`, whose facts are those of a case nobody has said anything about; an assignment
/// has a suggestion above it.
Family family_in(const Workflow& workflow, std::string_view state, CaseId& id) {
  const bool is_part = workflow.name() == "assignment";
  id = CaseId{1, is_part ? 1 : 0};
  auto family = new_family(CaseId{1}, is_part ? "suggestion" : std::string{workflow.name()}, "350000");
  if (is_part) {
    family.cases.front().state = "in_handling";
    family.cases.front().version = 1;
    auto child = family.root();
    child.id = id;
    child.workflow = workflow.name();
    family.cases.push_back(child);
  }
  auto& self = *family.find(id);
  self.state = state;
  self.version = state == "new" ? 0 : 1;
  return family;
}

void check(const Workflow& workflow,
           std::string_view state,
           const std::string& event,
           const json::value& data) {
  const auto now = parse_instant("2025-03-14T01:00:00Z").value();
  const json::object uses{{"series", "17-3"}, {"serial", 7}};
  Command command;
  const auto family = family_in(workflow, state, command.id);
  command.event = event;
  command.data = data;
  command.actor = anybody();
  Draft draft{catalogue(), family};
  const auto decided = draft.apply(command, now, rules(), uses);
  if (!decided) {
    require(!decided.error().subject.empty());
    require(draft.events().empty());
    return;
  }
  const auto body = json::parse(draft.events().front().body);
  require(canonical(body) == draft.events().front().body);
  Draft again{catalogue(), family};
  require(again.apply(command_from(body.as_object()), now, rules(), uses).has_value());
  require(again.events().size() == draft.events().size());
  for (std::size_t i = 0; i < again.events().size(); ++i)
    require(again.events()[i].body == draft.events()[i].body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  const auto line = text.find('\n');
  const auto blank = text.find(' ');
  if (line == text.npos || blank > line) return 0;
  const auto* workflow = catalogue().find(text.substr(0, blank));
  if (!workflow) return 0;
  boost::system::error_code failed;
  const auto data = json::parse(text.substr(line + 1), failed);
  if (failed) return 0;
  const auto event = text.substr(blank + 1, line - blank - 1);
  bool is_known = false;
  for (const auto& row : workflow->rows()) {
    if (row.event != event) continue;
    is_known = true;
    check(*workflow, row.from, event, data);
  }
  if (!is_known) check(*workflow, workflow->initial(), event, data);
  return 0;
}
