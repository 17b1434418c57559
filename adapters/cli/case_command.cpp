#include "adapters/cli/commands.hpp"

namespace duban::cli {

void add_case_command(CLI::App& app, Context& context) {
  auto* cases = app.add_subcommand(
      "case", context.say("建议、承办任务和定期报送材料：列出、查看、办理",
                          "Suggestions, assignments and periodic reports: list, show, act"));
  cases->require_subcommand(1);
  add_case_list(*cases, context);
  add_case_show(*cases, context);
  add_case_events(*cases, context);
  add_case_clocks(*cases, context);
  add_case_open(*cases, context);
  add_case_fire(*cases, context);
  add_case_attach(*cases, context);
  add_case_attachments(*cases, context);
}

}  // namespace duban::cli
