#include "adapters/cli/commands.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/named_rows.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/data/codec.hpp"
#include "engine/data/width.hpp"
#include "engine/views/case_view.hpp"
#include "engine/words/protection.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

struct ListOptions {
  CaseFilter filter;
  std::string after;
  int within = -1;
  bool overdue = false;
};

Result<void> check_words(const CaseFilter& filter, const Catalogue& catalogue) {
  std::vector<std::string> workflows, states;
  for (const auto& workflow : catalogue.all()) {
    workflows.emplace_back(workflow->name());
    if (!filter.workflow.empty() && workflow->name() != filter.workflow) continue;
    for (const auto& state : workflow->states())
      if (std::ranges::find(states, state.code) == states.end()) states.emplace_back(state.code);
  }
  const auto known = [](const std::string& word, const std::vector<std::string>& words) {
    return word.empty() || std::ranges::find(words, word) != words.end();
  };
  if (!known(filter.workflow, workflows))
    return Error{Problem::not_found, "--workflow", "there is no workflow " + filter.workflow,
                 workflows};
  if (known(filter.state, states)) return {};
  const auto meant = codec::nearest(filter.state, states);
  return Error{
      Problem::not_found, "--state",
      "there is no state " + filter.state + (meant.empty() ? "" : "; did you mean " + meant + "?"),
      states};
}

/// A congress or unit that is not there would look as if it had no cases.
Result<void> check_places(const CaseFilter& filter, OpenRegister& open) {
  if (!filter.congress.empty())
    if (auto known = congress_called(open, filter.congress); !known) return known.error();
  if (filter.unit.empty()) return {};
  std::vector<Unit> units;
  for (const auto& congress : open.directory.congresses())
    if (filter.congress.empty() || congress.code == filter.congress)
      std::ranges::move(open.directory.units(congress.code), std::back_inserter(units));
  const auto known = row_called(units, &Unit::code, filter.unit, "unit");
  return known ? Result<void>{} : known.error();
}

Result<CaseFilter> filter_from(const ListOptions& options, OpenRegister& open) {
  auto filter = options.filter;
  if (auto sound = check_words(filter, open.catalogue); !sound) return sound.error();
  if (auto sound = check_places(filter, open); !sound) return sound.error();
  if (!options.after.empty()) {
    const auto after = CaseId::parse(options.after);
    if (!after) return after.error();
    filter.after = *after;
  }
  if (options.within >= 0) filter.due_through = open.today() + std::chrono::days{options.within};
  if (options.overdue) filter.due_through = open.today() - std::chrono::days{1};
  return filter;
}

/// The title of a protected item may name its deputy.
const Cover& cover_for(const CaseRow& row, Protection& protection) {
  static const Cover nothing;
  return row.confidential ? protection.of(row.id) : nothing;
}

void tell_rows(const std::vector<CaseRow>& rows,
               Protection& protection,
               const Context& context,
               OpenRegister& open) {
  TextTable table{{context.say("事项", "Case"), context.say("编号", "Number"),
                   context.say("标题或内容", "Title"), context.say("单位", "Unit"),
                   context.say("状态", "State"), context.say("最近到期", "Next due"),
                   context.say("情况", "How it stands")}};
  for (const auto& row : rows) {
    std::string left;
    if (row.next_due)
      if (const auto rules = open.cases.rulebook().of_congress(row.congress))
        left = time_left(open.today(), *row.next_due, rules->calendar, context);
    auto title = shortened(cover_for(row, protection).text(row.title), widest_title);
    if (row.confidential) title += context.say("（保密）", " (protected)");
    table.add({to_text(row.id), row.number, title, row.unit,
               context.words.state(row.workflow, row.state),
               row.next_due ? to_text(*row.next_due) : "-", left});
  }
  table.print(context.out);
}

Result<void> list(const ListOptions& options, OpenRegister& open, const Context& context) {
  const auto filter = filter_from(options, open);
  if (!filter) return filter.error();
  const auto rows = open.directory.cases(*filter);
  Protection protection{open.store, open.directory, context.words, false};
  if (context.json) {
    json::array all;
    for (const auto& row : rows)
      all.push_back(row_view(row, cover_for(row, protection), open.today()));
    context.answer(all);
    return {};
  }
  if (rows.empty()) {
    context.tell("没有符合条件的事项；放宽条件，或用 duban case open submit 登记一件",
                 "No such cases; ask for less, or open one with duban case open submit");
    return {};
  }
  tell_rows(rows, protection, context, open);
  if (static_cast<int>(rows.size()) == filter->limit)
    context.tell("可能还有更多：加 --after {}", "There may be more: add --after {}",
                 to_text(rows.back().id));
  return {};
}

}  // namespace

void add_case_list(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<ListOptions>();
  auto& filter = options->filter;
  auto* command =
      cases.add_subcommand("list", context.say("列出，可按条件筛选", "List cases, all or some"));
  const auto text = [&](const char* name, std::string& into, const char* chinese,
                        const char* english) {
    command->add_option(name, into, context.say(chinese, english));
  };
  text("--congress", filter.congress, "人大的行政区划代码", "code of the congress");
  text("--workflow", filter.workflow,
       "suggestion（建议）、assignment（承办任务）或 report（报送材料）",
       "suggestion, assignment or report");
  text("--state", filter.state, "状态代码，如 in_handling", "code of a state, such as in_handling");
  text("--unit", filter.unit, "承办单位", "unit");
  text("--session", filter.session, "会议，如 17-3", "session, such as 17-3");
  text("--number", filter.number, "编号", "number");
  text("--text", filter.text, "标题或编号中的文字", "text in title or number");
  auto* within = command->add_option(
      "--due-within", options->within,
      context.say("几天内到期（含已超期）", "due within so many days, or overdue"));
  within->check(CLI::Range(0, 3650));
  command->add_flag("--overdue", options->overdue, context.say("只列已超期的", "overdue only"))
      ->excludes(within);
  text("--after", options->after, "从这一件之后列起（翻页）", "begin after this case (next page)");
  command->add_option("--limit", filter.limit, context.say("最多几件", "at most so many"))
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command->footer(examples(
      context, {"duban case list --overdue", "duban case list --state in_handling --unit 交通局",
                "duban case list --text 积水 --json"}));
  command->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return list(*options, open, context); });
  });
}

}  // namespace duban::cli
