#include "adapters/cli/clock_rows.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/sql/listener.hpp"
#include "adapters/sql/server.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "engine/data/width.hpp"
#include "engine/views/notice_view.hpp"
#include "engine/words/protection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <stop_token>
#include <thread>

namespace duban::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t widest_subject = 36;

struct RemindOptions {
  std::string congress;
  int within = -1, limit = 100;
  std::int64_t after = 0;
  bool once = false, reveal = false;
};

/// One more was read than is shown, to know whether there are more.
template <class Row>
bool cut(std::vector<Row>& rows, int limit) {
  const bool has_more = std::ssize(rows) > limit;
  if (has_more) rows.pop_back();
  return has_more;
}

json::object fired_as_json(Instant now, const Fired& fired) {
  return {{"at", to_local_text(now)},     {"clocks", fired.clocks},
          {"reminders", fired.reminders}, {"notices", fired.notices},
          {"events", fired.events},       {"opened", fired.opened},
          {"refused", fired.refused},     {"postponed", fired.postponed.size()}};
}

void tell_fired(Instant now, const Fired& fired, const Context& context) {
  if (context.json) return context.answer(fired_as_json(now, fired));
  context.tell("{}  期限 {} 个，提醒 {} 条，通知 {} 条，自动事件 {} 个，按计划立项 {} 件",
               "{}  {} clocks, {} reminders, {} notices, {} events raised, {} planned cases opened",
               moment(now), fired.clocks, fired.reminders, fired.notices, fired.events,
               fired.opened);
  if (!fired.postponed.empty())
    context.tell("    另有 {} 件已损坏，暂缓一小时；用 duban verify 查看",
                 "    {} damaged cases wait for an hour; see duban verify", fired.postponed.size());
}

/// A congress that is not there would look as if nothing were due.
Result<void> check_code(const std::string& code, OpenRegister& open) {
  if (code.empty()) return {};
  const auto known = congress_called(open, code);
  return known ? Result<void>{} : known.error();
}

Result<void> due(const RemindOptions& options, OpenRegister& open, const Context& context) {
  if (auto known = check_code(options.congress, open); !known) return known;
  std::optional<Date> through;
  if (options.within >= 0) through = open.today() + std::chrono::days{options.within};
  auto rows = open.directory.running_clocks(options.congress, through, options.limit + 1);
  const bool has_more = cut(rows, options.limit);
  json::array all;
  TextTable table{{context.say("到期日", "Due"), context.say("情况", "How it stands"),
                   context.say("期限", "Limit"), context.say("事项", "Case"),
                   context.say("编号", "Number"), context.say("标题或单位", "Title or unit"),
                   context.say("下次提醒", "Next rung")}};
  Protection protection{open.store, open.directory, context.words, false};
  for (const auto& row : rows) {
    const auto title = protection.of(row.clock.id).text(row.title);
    auto object = clock_view(row.clock, open.cases.rulebook(), context.words, open.today());
    object["case_number"] = row.number;
    object["title"] = title;
    object["unit"] = row.unit;
    all.push_back(std::move(object));
    table.add({row.clock.due ? to_text(*row.clock.due) : "-", due_text(row.clock, open, context),
               clock_name(row.clock, context.words), to_text(row.clock.id), row.number,
               shortened(row.unit.empty() ? title : row.unit, widest_subject),
               row.clock.next_at ? to_text(date_of(*row.clock.next_at)) : "-"});
  }
  if (context.json)
    context.answer(all);
  else if (rows.empty())
    context.tell("没有符合条件的期限", "No clocks like that are running");
  else
    table.print(context.out);
  if (has_more && !context.json)
    context.tell("还有更多，只列出最早的 {} 个：加大 --limit，或用 --within 收窄",
                 "There are more, these are the first {}: raise --limit, or narrow with --within",
                 options.limit);
  return {};
}

/// What a notice is filled with, in words.
std::string filling(const json::object& body, const Context& context) {
  const auto& words = context.words;
  const auto text = [](const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value && value->is_string() ? std::string{std::string_view{value->get_string()}}
                                       : std::string{};
  };
  const auto limit = [&](const json::object& object) {
    const auto due = words.clock(text(object, "kind")) + " " + text(object, "due");
    const auto last_workday = text(object, "last_workday");
    return last_workday.empty()
               ? due
               : due + context.say("（休息日，最后一个工作日 {}）",
                                   " (a rest day, the last workday is {})", last_workday);
  };
  const auto* items = body.if_contains("items");
  if (!items) return body.contains("kind") ? limit(body) : text(body, "occurred_on");
  std::vector<std::string> limits;
  for (const auto& item : items->as_array())
    limits.push_back(text(item.as_object(), "case") + " " + limit(item.as_object()));
  return words.joined(limits);
}

/// The users an address means today, each with whom they stand in for.
std::string people_in(const json::object& view, const Context& context) {
  std::vector<std::string> people;
  for (const auto& each : view.at("recipients").as_array()) {
    const std::string user{std::string_view{each.at("user").as_string()}},
        other{std::string_view{each.at("in_place_of").as_string()}};
    people.push_back(other.empty() ? user : context.words.in_place_of(user, other));
  }
  return context.words.joined(people);
}

Result<void> outbox(const RemindOptions& options, OpenRegister& open, const Context& context) {
  auto rows = open.directory.outbox("", options.after, options.limit + 1);
  const bool has_more = cut(rows, options.limit);
  json::array all;
  TextTable table{{"#", context.say("时间", "Time"), context.say("事项", "Case"),
                   context.say("收件人", "To"), context.say("用户", "Users"),
                   context.say("通知", "Notice"), context.say("状态", "Status"),
                   context.say("内容", "With")}};
  Protection protection{open.store, open.directory, context.words, options.reveal};
  sql::SqlAccounts accounts{*open.database};
  Recipients recipients{open.directory, open.today(), locked_in(accounts)};
  for (const auto& row : rows) {
    const auto& cover = protection.of(row.notice.about);
    const auto recipient = cover.text(row.notice.recipient);
    const auto body = cover.object(row.notice.body);
    all.push_back(notice_view(row, cover, recipients));
    table.add({std::to_string(row.id), moment(row.created_at), to_text(row.notice.about),
               context.words.recipient(recipient), people_in(all.back().as_object(), context),
               context.words.notice(row.notice.text), context.words.value("status", row.status),
               filling(body, context)});
  }
  if (context.json)
    context.answer(all);
  else if (rows.empty())
    context.tell("没有通知", "No notices");
  else
    table.print(context.out);
  if (has_more && !context.json)
    context.tell("还有更多：加 --after {}", "There are more: add --after {}", rows.back().id);
  return {};
}

/// Asks to stop when the process is told to end.
class Ending {
 public:
  Ending() {
    signals_.async_wait([this](const boost::system::error_code& error, int) {
      if (!error) stop_.request_stop();
    });
  }
  ~Ending() { context_.stop(); }
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;
  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  boost::asio::io_context context_{1};
  boost::asio::signal_set signals_{context_, SIGINT, SIGTERM};
  std::jthread thread_{[this] { context_.run(); }};
};

Result<void> run(const RemindOptions& options, OpenRegister& open, const Context& context) {
  if (auto free = open.cases.check_released(); !free) return free;
  if (options.once || open.is_simulated) {
    auto fired = open.fired;
    fired += Scheduler{open.cases}.fire_due(open.cases.now());
    tell_fired(open.cases.now(), fired, context);
    if (open.is_simulated && !options.once && !context.json)
      context.tell("模拟库的时钟不会自己走：用 --now 推进",
                   "A simulated clock stands still: move it with --now");
    return {};
  }
  const Ending ending;
  std::optional<sql::Listener> listener;
  if (sql::is_server(context.database)) listener.emplace(context.database, open.signals);
  if (!context.json) context.tell("正在提醒；Ctrl-C 结束", "Reminding; Ctrl-C ends it");
  context.out.flush();
  run_scheduler(open.cases, {.signals = open.signals,
                             .stop = ending.token(),
                             .each = [&](Instant now, const Fired& fired) {
                               tell_fired(now, fired, context);
                               context.out.flush();
                             }});
  return {};
}

void add_outbox_options(CLI::App& box, RemindOptions& options, const Context& context) {
  box.add_option("--after", options.after, context.say("从这一号之后", "after this number"));
  box.add_flag("--reveal", options.reveal,
               context.say("保密件也显示代表姓名", "show deputies' names of protected cases too"));
}

}  // namespace

void add_remind_command(CLI::App& app, Context& context) {
  auto* remind = app.add_subcommand("remind", context.say("提醒：到期一览、发出、发件箱",
                                                          "Reminders: what is due, fire, outbox"));
  remind->require_subcommand(1);
  const auto options = std::make_shared<RemindOptions>();
  const auto command = [&](const char* name, const std::string& does, auto work) {
    auto* made = remind->add_subcommand(name, does);
    made->callback([options, work, &context] {
      with_register(context, [&](OpenRegister& open) { return work(*options, open, context); });
    });
    return made;
  };
  const auto add_limit = [&](CLI::App* made) {
    made->add_option("--limit", options->limit, context.say("最多几条", "at most so many"))
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
  };

  auto* listed =
      command("due", context.say("运行中的期限，按到期日", "Running clocks by due date"), due);
  listed
      ->add_option("--within", options->within,
                   context.say("几天内到期（含已超期）", "due within so many days, or overdue"))
      ->check(CLI::Range(0, 3650));
  listed->add_option("--congress", options->congress,
                     context.say("人大的行政区划代码", "code of the congress"));
  add_limit(listed);
  listed->footer(examples(context, {"duban remind due --within 7"}));

  auto* ran =
      command("run", context.say("持续发出到期的提醒", "Fire reminders as they fall due"), run);
  ran->add_flag("--once", options->once,
                context.say("只处理此刻已到期的", "only what is due at this moment"));
  ran->footer(examples(context, {"duban remind run", "duban --now 2025-03-01 remind run --once"}));

  auto* box =
      command("outbox", context.say("发件箱：已写下的通知", "The outbox: notices written"), outbox);
  add_limit(box);
  add_outbox_options(*box, *options, context);
}

}  // namespace duban::cli
