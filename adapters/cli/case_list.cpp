#include "adapters/cli/commands.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/named_rows.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/data/width.hpp"
#include "engine/people/case_listing.hpp"
#include "engine/views/case_view.hpp"
#include "engine/words/protection.hpp"

#include <map>

namespace duban::cli {

namespace {

namespace json = boost::json;

struct ListOptions {
  CaseFilter filter;
  std::string after;
  int within = -1;
  bool overdue = false, is_key = false, is_newest_first = false, is_by_due = false;
  std::map<std::string, std::string> marks;  ///< by kind
};

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
  for (const auto& [kind, value] : options.marks)
    if (!value.empty()) filter.marks.push_back(mark_of(kind, value));
  if (options.is_newest_first) filter.order = CaseOrder::newest;
  if (options.is_by_due) filter.order = CaseOrder::due;
  if (options.is_key) filter.marks.push_back(mark_of("key", "yes"));
  if (auto sound = check_known(filter, open.catalogue); !sound)
    return Error{Problem::not_found, "--" + sound.error().subject, sound.error().detail,
                 sound.error().possible};
  if (auto sound = check_search("--text", filter.text); !sound) return sound.error();
  if (auto sound = check_places(filter, open); !sound) return sound.error();
  if (!options.after.empty())
    if (auto begun = begin_after(filter, "--after", options.after); !begun) return begun.error();
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
  Protection protection{open.store, open.directory, context.words, false};
  const auto [rows, has_more] =
      CaseListing{open.store, open.directory, open.catalogue, protection, nullptr}.page(*filter);
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
  if (has_more)
    context.tell("还有更多：加 --after {}", "There are more: add --after {}",
                 page_key(rows.back(), filter->order));
  return {};
}

/// A text to filter by, with what it means.
struct TextFilter {
  const char* name;
  std::string* into;
  const char *chinese, *english;
};

void add_texts(CLI::App& command, std::initializer_list<TextFilter> filters, Context& context) {
  for (const auto& [name, into, chinese, english] : filters)
    command.add_option("--" + std::string{name}, *into, context.say(chinese, english));
}

void add_columns(CLI::App& command, ListOptions& options, Context& context) {
  auto& filter = options.filter;
  add_texts(
      command,
      {{"congress", &filter.congress, "人大的行政区划代码", "code of the congress"},
       {"workflow", &filter.workflow,
        "suggestion（建议）、assignment（承办任务）或 report（报送材料）",
        "suggestion, assignment or report"},
       {"state", &filter.state, "状态代码，如 in_handling", "code of a state, such as in_handling"},
       {"unit", &filter.unit, "承办单位", "unit"},
       {"session", &filter.session, "会议，如 17-3", "session, such as 17-3"},
       {"number", &filter.number, "编号", "number"},
       {"text", &filter.text, "编号、标题、正文、意见、答复中的词，两个字以上",
        "words in number, title, text, opinions or replies, of two characters or more"},
       {"clock", &filter.clock_kind, "正在走的期限种类，如 reply", "kind of a running clock"},
       {"level", &filter.level, "人大层级", "level of the congress"},
       {"after", &options.after, "从这一件之后列起（翻页）", "begin after this one (next page)"}},
      context);
}

void add_marks(CLI::App& command, ListOptions& options, Context& context) {
  auto& marks = options.marks;
  add_texts(
      command,
      {{"deputy", &marks["deputy"], "领衔、附议代表或代表团（受保护的查不到）",
        "a deputy or delegation that has signed it; protected names are not found"},
       {"term", &marks["term"], "届，如 17", "term, such as 17"},
       {"category", &marks["category"], "类别", "category"},
       {"leader", &marks["leader"], "重点督办的领导", "leader of a key suggestion"},
       {"committee", &marks["committee"], "专门委员会", "committee"},
       {"rating", &marks["rating"], "代表评价：satisfied、basically_satisfied、unsatisfied、lapsed",
        "what the deputy said: satisfied, basically_satisfied, unsatisfied, lapsed"},
       {"class", &marks["class"], "答复类别，如 A", "class of a unit's reply, such as A"},
       {"origin", &marks["origin"], "来源：session、recess、bill",
        "where it came from: session, recess, bill"},
       {"role", &marks["role"], "承办方式：sole、lead、co、separate", "sole, lead, co or separate"},
       {"kind", &marks["kind"], "报送材料的种类", "kind of a periodic report"}},
      context);
  command.add_flag("--key", options.is_key, context.say("只列重点督办的", "key suggestions only"));
}

void add_order(CLI::App& command, ListOptions& options, Context& context) {
  auto* newest = command.add_flag("--newest", options.is_newest_first,
                                  context.say("新的在前", "newest first"));
  command
      .add_flag("--by-due", options.is_by_due,
                context.say("按最近的到期日排", "by the earliest due date"))
      ->excludes(newest);
  auto* within = command.add_option(
      "--due-within", options.within,
      context.say("几天内到期（含已超期）", "due within so many days, or overdue"));
  within->check(CLI::Range(0, 3650));
  command.add_flag("--overdue", options.overdue, context.say("只列已超期的", "overdue only"))
      ->excludes(within);
  command.add_option("--limit", options.filter.limit, context.say("最多几件", "at most so many"))
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
}

}  // namespace

void add_case_list(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<ListOptions>();
  auto* command =
      cases.add_subcommand("list", context.say("列出，可按条件筛选", "List cases, all or some"));
  add_columns(*command, *options, context);
  add_marks(*command, *options, context);
  add_order(*command, *options, context);
  command->footer(examples(
      context, {"duban case list --overdue", "duban case list --state in_handling --unit 交通局",
                "duban case list --text 积水 --json"}));
  command->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return list(*options, open, context); });
  });
}

}  // namespace duban::cli
