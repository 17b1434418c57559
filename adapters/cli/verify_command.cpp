#include "adapters/cli/commands.hpp"
#include "adapters/cli/refusal.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/verifying.hpp"
#include "engine/register/damage.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

std::int64_t per_second(const Verdict& verdict, milliseconds took) {
  return verdict.events * 1000 / std::max<std::int64_t>(1, took.count());
}

json::object to_json(const Verdict& verdict, milliseconds took) {
  json::array differences, differently;
  for (const auto& difference : verdict.differences)
    differences.push_back({{"case", to_text(difference.id)},
                           {"seq", difference.seq},
                           {"what", damage_in_words(difference.what)}});
  for (const auto& other : verdict.differently)
    differently.push_back({{"case", to_text(other.id)},
                           {"seq", other.seq},
                           {"event", other.event},
                           {"regulation", other.regulation},
                           {"what", other.what}});
  return {{"cases", verdict.cases},
          {"events", verdict.events},
          {"differences", std::move(differences)},
          {"decided_differently", std::move(differently)},
          {"audit_fault", verdict.audit_fault},
          {"milliseconds", took.count()},
          {"events_per_second", per_second(verdict, took)}};
}

void tell(const Verdict& verdict, milliseconds took, const Context& context) {
  context.tell("核对了 {} 件、{} 条事件，用时 {} 毫秒（每秒 {} 条）",
               "Checked {} cases and {} events in {} ms ({} events a second)", verdict.cases,
               verdict.events, took.count(), per_second(verdict, took));
  for (const auto& difference : verdict.differences) {
    if (difference.seq == 0)
      context.tell("不符：事项 {}：{}", "Differs: case {}: {}", to_text(difference.id),
                   context.words.sentence(damage_in_words(difference.what)));
    else
      context.tell("不符：事项 {} 第 {} 条事件：{}", "Differs: case {}, event {}: {}",
                   to_text(difference.id), difference.seq,
                   context.words.sentence(damage_in_words(difference.what)));
  }
  for (const auto& other : verdict.differently)
    context.tell("裁定不同：事项 {} 第 {} 条 {}（办理办法版本 {}）：{}",
                 "Decided differently: case {}, event {} {} (regulation edition {}): {}",
                 to_text(other.id), other.seq, other.event, other.regulation.substr(0, 8),
                 context.words.sentence(other.what));
  if (!verdict.audit_fault.empty())
    context.tell("不符：{}", "Differs: {}", context.words.sentence(verdict.audit_fault));
  if (verdict.differences.empty() && verdict.audit_fault.empty())
    context.tell("历史与登记一致", "The history and the register agree");
}

void verify(const std::string& only, Context& context) {
  std::optional<CaseId> id;
  if (!only.empty()) {
    const auto parsed = CaseId::parse(only);
    if (!parsed) return refuse(context, parsed.error());
    id = *parsed;
  }
  const auto start = std::chrono::steady_clock::now();
  const auto verdict = verify_register(context, id);
  if (!verdict) return refuse(context, verdict.error());
  const auto took =
      std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
  if (context.json)
    context.answer(to_json(*verdict, took));
  else
    tell(*verdict, took, context);
  if (verdict->differences.empty() && verdict->audit_fault.empty()) return;
  context.exit_code = 1;
  if (verdict->differences.empty()) return;
  context.err << context.say("有 {} 件与历史不符\n", "{} cases are not as their history says\n",
                             verdict->differences.size());
}

}  // namespace

void add_verify_command(CLI::App& app, Context& context) {
  const auto only = std::make_shared<std::string>();
  auto* command = app.add_subcommand("verify", context.say("核对：历史是否完整，登记是否与历史一致",
                                                           "Prove the register by its history"));
  command->add_option("--case", *only,
                      context.say("只核对这一件及其承办任务", "only this case and its family"));
  command->footer(context.say(
      "与历史不符的，退出码为 1；用今天的程序会作出不同裁定的，只列出，退出码为 0。",
      "A difference is corruption: exit code 1.  Events this program would decide otherwise "
      "are listed: exit code 0."));
  command->callback([only, &context] { verify(*only, context); });
}

}  // namespace duban::cli
