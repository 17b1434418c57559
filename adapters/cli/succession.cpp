#include "adapters/cli/succession.hpp"

#include "adapters/cli/auditing.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "engine/data/width.hpp"
#include "engine/people/taking_over.hpp"
#include "engine/register/moves.hpp"
#include "engine/views/standing_view.hpp"
#include "engine/words/protection.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

constexpr int most_shown = 200;
constexpr std::size_t widest_name = 36;

/// In the words of the command line.
Error named_by_option(Error error, const SuccessionOptions& options) {
  if (error.subject == "before") error.subject = options.before;
  if (error.subject == "after") error.subject = options.after;
  if (error.subject == "on" || error.subject == "reason") error.subject = "--" + error.subject;
  return error;
}

Result<Succession> succession_from(Party what,
                                   const SuccessionOptions& options,
                                   const Congress& congress,
                                   OpenRegister& open) {
  auto day = options.on.empty() ? Result<Date>{open.today()} : parse_date(options.on);
  if (!day) return Error{Problem::bad_input, "--on " + options.on, day.error().detail};
  Succession succession{.congress = congress.code,
                        .what = what,
                        .before = options.before,
                        .after = options.after,
                        .happened_on = *day,
                        .reason = options.reason,
                        .recorded_by = command_entry("", "").by,
                        .recorded_at = open.cases.now()};
  if (auto sound = check_succession(succession, open.directory, open.today()); !sound)
    return named_by_option(sound.error(), options);
  return succession;
}

json::array as_json(const TakingOver& cases, Protection& protection) {
  json::array rows;
  for (const auto& each : cases.page)
    rows.push_back({{"case", to_text(each.id)},
                    {"workflow", each.workflow},
                    {"state", each.state},
                    {"number", each.number},
                    {"title", protection.of(each.id).text(each.title)},
                    {"unit", each.unit},
                    {"clocks", each.clocks}});
  return rows;
}

void tell_cases(const TakingOver& cases, Protection& protection, const Context& context) {
  TextTable table{{context.say("事项", "Case"), context.say("编号", "Number"),
                   context.say("标题", "Title"), context.say("状态", "State"),
                   context.say("运行中的期限", "Running clocks")}};
  for (const auto& each : cases.page)
    table.add({to_text(each.id), each.number,
               shortened(protection.of(each.id).text(each.title), widest_name),
               context.words.state(each.workflow, each.state), std::to_string(each.clocks)});
  if (!table.empty()) table.print(context.out);
  if (cases.has_more)
    context.tell("只列出最早的 {} 件", "These are the first {} of them", most_shown);
}

void tell_succession(const Succession& succession,
                     const TakingOver& cases,
                     bool is_dry_run,
                     Protection& protection,
                     const Context& context) {
  if (context.json) {
    auto all = whole(succession_view(succession));
    all["cases"] = cases.cases;
    all["taken_over"] = as_json(cases, protection);
    return context.answer(all);
  }
  tell_cases(cases, protection, context);
  if (is_dry_run)
    context.tell(
        "{} 接替 {}：{} 件在办事项、{} 个期限将转过去；这是预览，没有写入",
        "{} would take over from {} in {} cases with {} limits; this is a preview, nothing "
        "was written",
        succession.after, succession.before, cases.cases, cases.clocks);
  else
    context.tell("{} 自 {} 起接替 {}：{} 件在办事项、{} 个期限已转过去",
                 "{} acts since {} in the place of {}: {} cases with {} limits have followed",
                 succession.after, to_text(succession.happened_on), succession.before, cases.cases,
                 cases.clocks);
}

}  // namespace

void add_succession_options(CLI::App& command, SuccessionOptions& options, const Context& context) {
  command.add_option("old", options.before, context.say("原来的", "who came before"))->required();
  command.add_option("new", options.after, context.say("接替的", "who comes after"))->required();
  command.add_option("--on", options.on,
                     context.say("自哪一天起；默认今天", "since which day; by default today"));
  command.add_option("--reason", options.reason, context.say("原因", "the reason"));
  command.add_flag(
      "--dry-run", options.is_dry_run,
      context.say("只看哪些事项会转过去，不写入", "say which cases would follow, write nothing"));
}

Result<void> succeed(Party what,
                     const SuccessionOptions& options,
                     const Congress& congress,
                     OpenRegister& open,
                     const Context& context) {
  auto succession = succession_from(what, options, congress, open);
  if (!succession) return succession.error();
  const auto cases = rehearse_succession(open.cases, *succession, {}, most_shown);
  Protection protection{open.store, open.directory, context.words, false};
  if (!options.is_dry_run) {
    auto recorded = open.directory.record(std::move(*succession));
    if (!recorded) return named_by_option(recorded.error(), options);
    succession = std::move(*recorded);
    carry_out_moves(open.cases);
  }
  tell_succession(*succession, cases, options.is_dry_run, protection, context);
  return {};
}

std::string succession_text(const std::vector<Succession>& all,
                            Party what,
                            const std::string& code,
                            const Context& context) {
  const auto* gone = succession_of(all, what, code);
  if (!gone) return {};
  return context.say("由 {} 接替（{} 起）", "succeeded by {} since {}", gone->after,
                     to_text(gone->happened_on));
}

}  // namespace duban::cli
