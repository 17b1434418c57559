#include "adapters/cli/commands.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/sql/sql_audit.hpp"
#include "engine/data/whole.hpp"
#include "engine/views/audit_view.hpp"

namespace duban::cli {

namespace {

struct AuditOptions {
  std::int64_t after = 0;
  int limit = 100;
};

Result<void> list_audit(const AuditOptions& options, OpenRegister& open, const Context& context) {
  const auto entries = sql::SqlAudit{*open.database}.entries("", options.after, options.limit);
  if (context.json) {
    boost::json::array all;
    for (const auto& entry : entries) all.push_back(whole(audit_view(entry)));
    context.answer(all);
    return {};
  }
  if (entries.empty()) {
    context.tell("没有审计记录", "Nothing is in the audit log");
    return {};
  }
  TextTable table{{"#", context.say("时间", "Time"), context.say("谁", "By"),
                   context.say("来自", "From"), context.say("做了什么", "Act"),
                   context.say("对象", "About"), context.say("结果", "Outcome")}};
  for (const auto& entry : entries)
    table.add({std::to_string(entry.seq), moment(entry.at), entry.by, entry.origin, entry.act,
               entry.about, entry.outcome});
  table.print(context.out);
  if (std::ssize(entries) == options.limit)
    context.tell("后面可能还有：--after {}", "There may be more: --after {}", entries.back().seq);
  return {};
}

}  // namespace

void add_audit_command(CLI::App& app, Context& context) {
  auto* audit = app.add_subcommand(
      "audit", context.say("审计记录：登录、管理、导出、越权",
                           "The audit log: sign-ins, administration, exports, refusals"));
  audit->require_subcommand(1);
  const auto options = std::make_shared<AuditOptions>();
  auto* list = audit->add_subcommand("list", context.say("列出", "List it"));
  list->add_option("--after", options->after,
                   context.say("从这一条之后开始", "begin after this entry"))
      ->check(CLI::NonNegativeNumber);
  list->add_option("--limit", options->limit, context.say("最多多少条", "how many at most"))
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  list->footer(examples(context, {"duban audit list --limit 20", "duban --json audit list"}));
  list->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return list_audit(*options, open, context); });
  });
}

}  // namespace duban::cli
