#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/named_rows.hpp"
#include "adapters/cli/sound_text.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"

namespace duban::cli {

namespace {

struct MeetingOptions {
  std::string congress, code;
  std::optional<std::string> name, held;
  bool dry_run = false;
};

boost::json::object to_json(const Meeting& meeting) {
  return {{"congress", meeting.congress},
          {"code", meeting.code},
          {"name", meeting.name},
          {"held_on", meeting.held_on ? to_text(*meeting.held_on) : ""}};
}

Result<void> take_over(const MeetingOptions& options, Meeting& meeting) {
  if (options.name) meeting.name = *options.name;
  if (!options.held) return {};
  const auto date = parse_date(*options.held);
  if (!date) return Error{Problem::bad_input, "--on " + *options.held, date.error().detail};
  meeting.held_on = *date;
  return {};
}

Result<void> keep(Meeting meeting,
                  bool is_new,
                  const MeetingOptions& options,
                  OpenRegister& open,
                  const Context& context) {
  if (auto taken = take_over(options, meeting); !taken) return taken;
  if (auto sound = check_name("code", meeting.code); !sound) return sound;
  if (auto sound = check_line("--name", meeting.name); !sound) return sound;
  ClockMoves moves{open, context};
  const auto put = [&] { return open.directory.put(meeting, is_new); };
  if (auto done = put_moved(open, meeting.congress, {"meeting", meeting.code, meeting.held_on},
                            options.dry_run, put, moves);
      !done)
    return done;
  if (context.json) {
    auto answer = to_json(meeting);
    if (!is_new) answer["moves"] = moves.as_json();
    context.answer(answer);
    return {};
  }
  if (!options.dry_run)
    context.tell("会议 {} {} 已记入 {}", "Meeting {} {} is in congress {}", meeting.code,
                 meeting.name, meeting.congress);
  if (!is_new) moves.tell(options.dry_run);
  return {};
}

Result<void> add(const MeetingOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  return keep({congress->code, options.code, "", {}}, true, options, open, context);
}

Result<void> change(const MeetingOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  const auto meeting =
      row_called(open.directory.meetings(congress->code), &Meeting::code, options.code, "meeting");
  if (!meeting) return meeting.error();
  return keep(*meeting, false, options, open, context);
}

Result<void> list(const MeetingOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  const auto meetings = open.directory.meetings(congress->code);
  if (context.json) {
    boost::json::array rows;
    for (const auto& meeting : meetings) rows.push_back(to_json(meeting));
    context.answer(rows);
    return {};
  }
  if (meetings.empty())
    context.tell("{} 还没有常委会会议；请用 duban meeting add 添加",
                 "{} has no meetings yet; add one with duban meeting add", congress->name);
  TextTable table{
      {context.say("代码", "Code"), context.say("名称", "Name"), context.say("日期", "Held on")}};
  for (const auto& meeting : meetings)
    table.add({meeting.code, meeting.name, meeting.held_on ? to_text(*meeting.held_on) : ""});
  if (!table.empty()) table.print(context.out);
  return {};
}

}  // namespace

void add_meeting_command(CLI::App& app, Context& context) {
  auto* meeting = app.add_subcommand(
      "meeting", context.say("常委会会议、主任会议：改期时期限随之重算",
                             "Meetings of the standing committee; limits follow their day"));
  meeting->require_subcommand(1);
  const auto options = std::make_shared<MeetingOptions>();
  const auto command = [&](const char* name, const std::string& does, auto work) {
    auto* made = meeting->add_subcommand(name, does);
    made->add_option("--congress", options->congress,
                     context.say("人大的行政区划代码；只有一个时可不写",
                                 "code of the congress, if there are several"));
    made->callback([options, work, &context] {
      with_register(context, [&](OpenRegister& open) { return work(*options, open, context); });
    });
    return made;
  };
  const auto add_details = [&](CLI::App* made) {
    made->add_option("code", options->code, context.say("代码，如 2025-5", "code, such as 2025-5"))
        ->required();
    made->add_option("--name", options->name, context.say("名称", "name"));
    made->add_option("--on", options->held, context.say("举行日期", "day it is held"));
  };

  auto* added = command("add", context.say("添加", "Add one"), add);
  add_details(added);
  added->footer(
      examples(context, {"duban meeting add 2025-5 --name 常委会第二十次会议 --on 2025-09-24"}));
  command("list", context.say("列出", "List them"), list);
  auto* changed = command("change", context.say("修改", "Change one"), change);
  add_details(changed);
  changed->add_flag(
      "--dry-run", options->dry_run,
      context.say("只看哪些期限会变，不写入", "say which limits would move, write nothing"));
  changed->footer(examples(context, {"duban meeting change 2025-5 --on 2025-09-29 --dry-run"}));
}

}  // namespace duban::cli
