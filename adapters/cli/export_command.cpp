#include "adapters/cli/commands.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/register/stored_body.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

json::object to_json(const Case& self) {
  return {{"type", "case"},
          {"id", to_text(self.id)},
          {"congress", self.congress},
          {"workflow", self.workflow},
          {"workflow_edition", self.workflow_edition},
          {"state", self.state},
          {"version", self.version},
          {"opened_on", to_text(self.opened_on)},
          {"facts", self.facts},
          {"last_hash", self.last_hash}};
}

json::object to_json(const EventRecord& event) {
  return {{"type", "event"},
          {"case", to_text(event.id)},
          {"seq", event.seq},
          {"body", body_of(event)},
          {"hash", event.hash}};
}

/// A damaged case keeps no other from being written out, but the dump has not succeeded.
Result<void> dump(OpenRegister& open, const Context& context) {
  std::string damage;
  open.store.each_family({}, [&](const FamilyHistory& history) {
    if (damage.empty()) damage = history.damage;
    for (const auto& self : history.family.cases) context.answer(to_json(self));
    for (const auto& event : history.events) context.answer(to_json(event));
    return context.out.good();
  });
  if (!damage.empty()) throw FamilyDamaged(damage);
  return {};
}

}  // namespace

void add_export_command(CLI::App& app, Context& context) {
  auto* exported = app.add_subcommand("export", context.say("导出", "Write the register out"));
  exported->require_subcommand(1);
  auto* dumped = exported->add_subcommand(
      "dump", context.say("全部事项和事件，每行一个 JSON（含保密件的代表姓名）",
                          "all cases and events, a JSON object a line (protected names included)"));
  dumped->footer(examples(context, {"duban export dump > 备份.jsonl"}));
  dumped->callback([&context] {
    with_register(context, [&](OpenRegister& open) { return dump(open, context); });
  });
}

}  // namespace duban::cli
