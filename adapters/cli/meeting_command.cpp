#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/row_commands.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/sql/sql_amendments.hpp"

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

Result<void> keep(const Meeting& before,
                  bool is_new,
                  const MeetingOptions& options,
                  OpenRegister& open,
                  const Context& context) {
  auto meeting = before;
  if (auto taken = take_over(options, meeting); !taken) return taken;
  sql::SqlAmendments amendments{*open.database};
  return put_with_day({.congress = meeting.congress,
                       .name = meeting.name,
                       .moved = {Mover::meeting, meeting.code, meeting.held_on},
                       .as_json = to_json(meeting),
                       .put =
                           [&] {
                             return is_new ? open.directory.put(meeting, true)
                                           : amendments.amend(before, meeting);
                           },
                       .is_new = is_new,
                       .is_preview = options.dry_run},
                      open, context);
}

Result<void> add_meeting(const MeetingOptions& options,
                         const Congress& congress,
                         OpenRegister& open,
                         const Context& context) {
  return keep({congress.code, options.code, "", {}}, true, options, open, context);
}

Result<void> change_meeting(const MeetingOptions& options,
                            const Congress& congress,
                            OpenRegister& open,
                            const Context& context) {
  const auto meeting =
      row_called(open.directory.meetings(congress.code), &Meeting::code, options.code, "meeting");
  if (!meeting) return meeting.error();
  return keep(*meeting, false, options, open, context);
}

Result<void> list_meetings(const MeetingOptions&,
                           const Congress& congress,
                           OpenRegister& open,
                           const Context& context) {
  const auto meetings = open.directory.meetings(congress.code);
  if (context.json) {
    boost::json::array rows;
    for (const auto& meeting : meetings) rows.push_back(to_json(meeting));
    context.answer(rows);
    return {};
  }
  if (meetings.empty())
    context.tell("{} 还没有常委会会议；请用 duban meeting add 添加",
                 "{} has no meetings yet; add one with duban meeting add", congress.name);
  TextTable table{
      {context.say("代码", "Code"), context.say("名称", "Name"), context.say("日期", "Held on")}};
  for (const auto& meeting : meetings)
    table.add({meeting.code, meeting.name, meeting.held_on ? to_text(*meeting.held_on) : ""});
  if (!table.empty()) table.print(context.out);
  return {};
}

}  // namespace

void add_meeting_command(CLI::App& app, Context& context) {
  RowCommands<MeetingOptions> commands{
      app, "meeting",
      context.say("常委会会议、主任会议：改期时期限随之重算",
                  "Meetings of the standing committee; limits follow their day"),
      context};
  auto& options = commands.options();
  const auto add_details = [&](CLI::App* made) {
    made->add_option("code", options.code, context.say("代码，如 2025-5", "code, such as 2025-5"))
        ->required();
    made->add_option("--name", options.name, context.say("名称", "name"));
    made->add_option("--on", options.held, context.say("举行日期", "day it is held"));
  };

  auto* added = commands.add("add", context.say("添加", "Add one"), add_meeting);
  add_details(added);
  added->footer(
      examples(context, {"duban meeting add 2025-5 --name 常委会第二十次会议 --on 2025-09-24"}));
  commands.add("list", context.say("列出", "List them"), list_meetings);
  auto* changed = commands.add("change", context.say("修改", "Change one"), change_meeting);
  add_details(changed);
  changed->add_flag(
      "--dry-run", options.dry_run,
      context.say("只看哪些期限会变，不写入", "say which limits would move, write nothing"));
  changed->footer(examples(context, {"duban meeting change 2025-5 --on 2025-09-29 --dry-run"}));
}

}  // namespace duban::cli
