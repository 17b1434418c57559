#include "adapters/cli/auditing.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/row_commands.hpp"
#include "adapters/cli/succession.hpp"
#include "adapters/cli/text_table.hpp"
#include "engine/people/stand_in.hpp"
#include "engine/views/standing_view.hpp"

namespace duban::cli {

namespace {

struct DelegateOptions {
  std::string congress, principal, delegate, from, through, reason;
  std::int64_t id = 0;
  bool of_units = false, with_past = false;
};

Result<Date> day_given(const std::string& option, const std::string& text) {
  auto day = parse_date(text);
  return day ? day : Error{Problem::bad_input, option + " " + text, day.error().detail};
}

/// In the words of the command line.
Error by_option(Error error, const DelegateOptions& options) {
  if (error.subject == "principal") error.subject = options.principal;
  if (error.subject == "delegate") error.subject = options.delegate;
  for (const auto* name : {"from", "through", "reason"})
    if (error.subject == name) error.subject = "--" + error.subject;
  return error;
}

void tell(const Delegation& each, const Context& context) {
  if (context.json) return context.answer(whole(delegation_view(each)));
  if (each.ended_at)
    context.tell("第 {} 号代理已终止：{} 不再代 {}",
                 "Delegation {} is over: {} no longer stands in for {}", each.id, each.delegate,
                 each.principal);
  else
    context.tell("第 {} 号代理：{} 至 {}，{} 代 {}", "Delegation {}: from {} through {}, {} for {}",
                 each.id, to_text(each.from_day), to_text(each.through_day), each.delegate,
                 each.principal);
}

Result<void> give(const DelegateOptions& options,
                  const Congress& congress,
                  OpenRegister& open,
                  const Context& context) {
  const auto from =
      options.from.empty() ? Result<Date>{open.today()} : day_given("--from", options.from);
  if (!from) return from.error();
  const auto through = day_given("--through", options.through);
  if (!through) return through.error();
  Delegation delegation{.congress = congress.code,
                        .what = options.of_units ? Delegation::Of::unit : Delegation::Of::user,
                        .principal = options.principal,
                        .delegate = options.delegate,
                        .from_day = *from,
                        .through_day = *through,
                        .reason = options.reason,
                        .given_by = command_entry("", "").by,
                        .given_at = open.cases.now(),
                        .ended_by = {},
                        .ended_at = {}};
  if (auto sound = check_delegation(delegation, open.directory, open.today()); !sound)
    return by_option(sound.error(), options);
  const auto given = open.directory.give(std::move(delegation));
  if (!given) return by_option(given.error(), options);
  tell(*given, context);
  return {};
}

Result<void> end(const DelegateOptions& options,
                 const Congress& congress,
                 OpenRegister& open,
                 const Context& context) {
  const auto ended = open.directory.end_delegation(congress.code, options.id,
                                                   command_entry("", "").by, open.cases.now());
  if (!ended) return ended.error();
  tell(*ended, context);
  return {};
}

std::string standing_of(const Delegation& each, Date today, const Context& context) {
  if (each.ended_at) return context.say("已提前终止", "ended early");
  if (each.runs_on(today)) return context.say("代理中", "running");
  return today < each.from_day ? context.say("未开始", "to come") : context.say("已期满", "over");
}

Result<void> list(const DelegateOptions& options,
                  const Congress& congress,
                  OpenRegister& open,
                  const Context& context) {
  const auto today = open.today();
  const auto since = options.with_past ? std::nullopt : std::optional{today};
  const auto all = open.directory.delegations(congress.code, since);
  boost::json::array rows;
  TextTable table{{"#", context.say("代理人", "Delegate"), context.say("代谁", "For"),
                   context.say("自", "From"), context.say("至", "Through"),
                   context.say("情况", "How it stands"), context.say("原因", "Reason")}};
  for (const auto& each : all) {
    rows.push_back(whole(delegation_view(each)));
    table.add({std::to_string(each.id), each.delegate, each.principal, to_text(each.from_day),
               to_text(each.through_day), standing_of(each, today, context), each.reason});
  }
  if (context.json)
    context.answer(rows);
  else if (table.empty())
    context.tell("没有代理", "Nobody stands in for anybody");
  else
    table.print(context.out);
  return {};
}

}  // namespace

void add_user_delegate(CLI::App& user, Context& context) {
  RowCommands<DelegateOptions> commands{
      user, "delegate",
      context.say("代理：一段时间内由另一人（或另一单位的联络员）代为办理",
                  "Delegates: one stands in for another for some days"),
      context};
  auto& options = commands.options();
  auto* given = commands.add("add", context.say("委托代理", "Let one stand in"), give);
  given->add_option("principal", options.principal, context.say("代谁", "for whom"))->required();
  given->add_option("delegate", options.delegate, context.say("代理人", "who stands in"))
      ->required();
  given->add_option("--from", options.from,
                    context.say("第一天；默认今天", "the first day; by default today"));
  given
      ->add_option("--through", options.through,
                   context.say("最后一天（含）", "the last day, included"))
      ->required();
  given->add_option("--reason", options.reason, context.say("原因", "the reason"));
  given->add_flag("--units", options.of_units,
                  context.say("两者是单位：后者的联络员代前者的联络员",
                              "both are units: contacts of the second for those of the first"));
  given->footer(examples(
      context,
      {"duban user delegate add 李四 张三 --from 2025-03-17 --through 2025-03-28 --reason 外出学习",
       "duban user delegate add 水务局 交通局 --units --through 2025-06-30"}));
  auto* listed = commands.add("list", context.say("列出", "List them"), list);
  listed->add_flag("--past", options.with_past,
                   context.say("连同已期满、已终止的", "those that are over too"));
  auto* ended =
      commands.add("end", context.say("提前终止，十秒内生效", "End one within ten seconds"), end);
  ended->add_option("id", options.id, context.say("代理的号", "its number"))->required();
  ended->footer(examples(context, {"duban user delegate end 3"}));
}

void add_user_succeed(CLI::App& user, Context& context) {
  struct Options {
    std::string congress;
    SuccessionOptions succession;
  };
  const auto options = std::make_shared<Options>();
  auto* made =
      user.add_subcommand("succeed", context.say("领办、牵头领导更换：在办的重点建议转由接替者",
                                                 "Another leader of key suggestions, for good"));
  made->add_option("--congress", options->congress,
                   context.say("人大的行政区划代码；只有一个时可不写",
                               "code of the congress, if there are several"));
  add_succession_options(*made, options->succession, context);
  made->footer(examples(context, {"duban user succeed 王主任 李主任 --on 2025-06-01 --dry-run"}));
  made->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) -> Result<void> {
      const auto congress = congress_called(open, options->congress);
      if (!congress) return congress.error();
      return succeed(Party::leader, options->succession, *congress, open, context);
    });
  });
}

}  // namespace duban::cli
