#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/named_rows.hpp"
#include "adapters/cli/sound_text.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"

namespace duban::cli {

namespace {

struct SessionOptions {
  std::string congress, code;
  std::optional<std::string> name, opened, closed;
  bool dry_run = false;
};

std::string day(const std::optional<Date>& date) {
  return date ? to_text(*date) : std::string{};
}

boost::json::object to_json(const Session& session) {
  return {{"congress", session.congress},
          {"code", session.code},
          {"name", session.name},
          {"opened_on", day(session.opened_on)},
          {"closed_on", day(session.closed_on)}};
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

Result<void> keep(Session session,
                  bool is_new,
                  const SessionOptions& options,
                  OpenRegister& open,
                  const Context& context) {
  if (auto taken = take_over(options, session); !taken) return taken;
  if (auto sound = check_name("code", session.code); !sound) return sound;
  if (auto sound = check_line("--name", session.name); !sound) return sound;
  ClockMoves moves{open, context};
  const auto put = [&] { return open.directory.put(session, is_new); };
  if (auto done = put_moved(open, session.congress, {"session", session.code, session.closed_on},
                            options.dry_run, put, moves);
      !done)
    return done;
  if (context.json) {
    auto answer = to_json(session);
    if (!is_new) answer["moves"] = moves.as_json();
    context.answer(answer);
    return {};
  }
  if (!options.dry_run)
    context.tell("会议 {} {} 已记入 {}", "Session {} {} is in congress {}", session.code,
                 session.name, session.congress);
  if (!is_new) moves.tell(options.dry_run);
  return {};
}

Result<void> add(const SessionOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  return keep({congress->code, options.code, "", {}, {}}, true, options, open, context);
}

Result<void> change(const SessionOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  const auto session =
      row_called(open.directory.sessions(congress->code), &Session::code, options.code, "session");
  if (!session) return session.error();
  return keep(*session, false, options, open, context);
}

Result<void> list(const SessionOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  const auto sessions = open.directory.sessions(congress->code);
  if (context.json) {
    boost::json::array rows;
    for (const auto& session : sessions) rows.push_back(to_json(session));
    context.answer(rows);
    return {};
  }
  if (sessions.empty())
    context.tell("{} 还没有会议；请用 duban session add 添加",
                 "{} has no sessions yet; add one with duban session add", congress->name);
  TextTable table{{context.say("代码", "Code"), context.say("名称", "Name"),
                   context.say("开幕", "Opened"), context.say("闭幕", "Closed")}};
  for (const auto& session : sessions)
    table.add({session.code, session.name, day(session.opened_on), day(session.closed_on)});
  if (!table.empty()) table.print(context.out);
  return {};
}

}  // namespace

void add_session_command(CLI::App& app, Context& context) {
  auto* session =
      app.add_subcommand("session", context.say("人民代表大会会议", "Sessions of the congress"));
  session->require_subcommand(1);
  const auto options = std::make_shared<SessionOptions>();
  const auto command = [&](const char* name, const std::string& does, auto work) {
    auto* made = session->add_subcommand(name, does);
    made->add_option("--congress", options->congress,
                     context.say("人大的行政区划代码；只有一个时可不写",
                                 "code of the congress, if there are several"));
    made->callback([options, work, &context] {
      with_register(context, [&](OpenRegister& open) { return work(*options, open, context); });
    });
    return made;
  };
  const auto add_details = [&](CLI::App* made) {
    made->add_option("code", options->code,
                     context.say("届-次，如 17-3", "term and session, such as 17-3"))
        ->required();
    made->add_option("--name", options->name, context.say("名称", "name"));
    made->add_option("--opened", options->opened, context.say("开幕日期", "day it opened"));
    made->add_option("--closed", options->closed, context.say("闭幕日期", "day it closed"));
  };

  auto* added = command("add", context.say("添加", "Add one"), add);
  add_details(added);
  added->footer(examples(context, {"duban session add 17-3 --name 第十七届第三次会议 --opened "
                                   "2025-01-08 --closed 2025-01-12"}));
  command("list", context.say("列出", "List them"), list);
  auto* changed = command("change", context.say("修改", "Change one"), change);
  add_details(changed);
  changed->add_flag(
      "--dry-run", options->dry_run,
      context.say("只看哪些期限会变，不写入", "say which limits would move, write nothing"));
}

}  // namespace duban::cli
