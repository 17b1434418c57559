#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/row_commands.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/sql/sql_amendments.hpp"

namespace duban::cli {

namespace {

struct SessionOptions {
  std::string congress, code;
  std::optional<std::string> name, opened, closed;
  bool dry_run = false;
};

std::string day_text(const std::optional<Date>& date) {
  return date ? to_text(*date) : std::string{};
}

boost::json::object to_json(const Session& session) {
  return {{"congress", session.congress},
          {"code", session.code},
          {"name", session.name},
          {"opened_on", day_text(session.opened_on)},
          {"closed_on", day_text(session.closed_on)}};
}

Result<void> take_day(const char* option,
                      const std::optional<std::string>& text,
                      std::optional<Date>& into) {
  if (!text) return {};
  const auto date = parse_date(*text);
  if (!date)
    return Error{Problem::bad_input, std::string{option} + " " + *text, date.error().detail};
  into = *date;
  return {};
}

Result<void> take_over(const SessionOptions& options, Session& session) {
  if (options.name) session.name = *options.name;
  if (auto taken = take_day("--opened", options.opened, session.opened_on); !taken) return taken;
  if (auto taken = take_day("--closed", options.closed, session.closed_on); !taken) return taken;
  if (session.opened_on && session.closed_on && *session.closed_on < *session.opened_on)
    return bad_input("--closed", "a session closes after it opens");
  return {};
}

Result<void> keep(const Session& before,
                  bool is_new,
                  const SessionOptions& options,
                  OpenRegister& open,
                  const Context& context) {
  auto session = before;
  if (auto taken = take_over(options, session); !taken) return taken;
  sql::SqlAmendments amendments{*open.database};
  return put_with_day({.congress = session.congress,
                       .name = session.name,
                       .moved = {Mover::session, session.code, session.closed_on},
                       .as_json = to_json(session),
                       .put =
                           [&] {
                             return is_new ? open.directory.put(session, true)
                                           : amendments.amend(before, session);
                           },
                       .is_new = is_new,
                       .is_preview = options.dry_run},
                      open, context);
}

Result<void> add_session(const SessionOptions& options,
                         const Congress& congress,
                         OpenRegister& open,
                         const Context& context) {
  return keep({congress.code, options.code, "", {}, {}}, true, options, open, context);
}

Result<void> change_session(const SessionOptions& options,
                            const Congress& congress,
                            OpenRegister& open,
                            const Context& context) {
  const auto session =
      row_called(open.directory.sessions(congress.code), &Session::code, options.code, "session");
  if (!session) return session.error();
  return keep(*session, false, options, open, context);
}

Result<void> list_sessions(const SessionOptions&,
                           const Congress& congress,
                           OpenRegister& open,
                           const Context& context) {
  const auto sessions = open.directory.sessions(congress.code);
  if (context.json) {
    boost::json::array rows;
    for (const auto& session : sessions) rows.push_back(to_json(session));
    context.answer(rows);
    return {};
  }
  if (sessions.empty())
    context.tell("{} 还没有会议；请用 duban session add 添加",
                 "{} has no sessions yet; add one with duban session add", congress.name);
  TextTable table{{context.say("代码", "Code"), context.say("名称", "Name"),
                   context.say("开幕", "Opened"), context.say("闭幕", "Closed")}};
  for (const auto& session : sessions)
    table.add(
        {session.code, session.name, day_text(session.opened_on), day_text(session.closed_on)});
  if (!table.empty()) table.print(context.out);
  return {};
}

}  // namespace

void add_session_command(CLI::App& app, Context& context) {
  RowCommands<SessionOptions> commands{
      app, "session", context.say("人民代表大会会议", "Sessions of the congress"), context};
  auto& options = commands.options();
  const auto add_details = [&](CLI::App* made) {
    made->add_option("code", options.code,
                     context.say("届-次，如 17-3", "term and session, such as 17-3"))
        ->required();
    made->add_option("--name", options.name, context.say("名称", "name"));
    made->add_option("--opened", options.opened, context.say("开幕日期", "day it opened"));
    made->add_option("--closed", options.closed, context.say("闭幕日期", "day it closed"));
  };

  auto* added = commands.add("add", context.say("添加", "Add one"), add_session);
  add_details(added);
  added->footer(examples(context, {"duban session add 17-3 --name 第十七届第三次会议 --opened "
                                   "2025-01-08 --closed 2025-01-12"}));
  commands.add("list", context.say("列出", "List them"), list_sessions);
  auto* changed = commands.add("change", context.say("修改", "Change one"), change_session);
  add_details(changed);
  changed->add_flag(
      "--dry-run", options.dry_run,
      context.say("只看哪些期限会变，不写入", "say which limits would move, write nothing"));
}

}  // namespace duban::cli
