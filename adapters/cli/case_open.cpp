#include "adapters/cli/commands.hpp"
#include "adapters/cli/event_form.hpp"
#include "adapters/cli/firing.hpp"
#include "adapters/cli/sent_files.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/data/codec.hpp"
#include "engine/machine/print.hpp"
#include "workflows/catalogue.hpp"

namespace duban::cli {

namespace {

struct OpenOptions {
  std::string event, congress;
  FiringOptions firing;
};

/// The workflow whose cases begin with this event.
Result<const Workflow*> workflow_begun_by(const Catalogue& catalogue, const std::string& event) {
  std::vector<std::string> known;
  for (const auto& workflow : catalogue.all())
    for (const auto& first : possible_events(*workflow, workflow->initial())) {
      if (first == event) return workflow.get();
      known.push_back(first);
    }
  return Error{Problem::no_such_event, event, "no case begins with this event", known};
}

std::string form_of_first(const std::string& event,
                          const Catalogue& catalogue,
                          const Context& context) {
  const auto begun = workflow_begun_by(catalogue, event);
  return begun ? form_text(*find_event(**begun, event), **begun, context)
               : forms_text(catalogue, event, context);
}

Result<void> open_case(const OpenOptions& options, OpenRegister& open, Context& context) {
  const auto workflow = workflow_begun_by(open.catalogue, options.event);
  if (!workflow) {
    context.err << context.say("不能以 {} 立案；可用：{}\n",
                               "no case begins with {}; possible: {}\n", options.event,
                               context.words.joined(workflow.error().possible));
    context.exit_code = 1;
    return {};
  }
  auto command = command_from(options.firing, open);
  if (!command) return command.error();
  const auto user = user_called(open, options.firing.user);
  if (!user) return user.error();
  const auto congress =
      congress_called(open, options.congress.empty() ? user->congress : options.congress);
  if (!congress) return congress.error();
  if (!user->congress.empty() && user->congress != congress->code)
    return Error{Problem::conflict, "--as", user->name + " belongs to another congress"};
  command->workflow = (*workflow)->name();
  command->congress = congress->code;
  command->event = options.event;
  SentFiles files{open, context, user->name};
  auto sent = files.send(options.firing.files, {});
  if (!sent) return sent.error();
  command->attachments = std::move(*sent);
  const auto done = open.cases.open(*command);
  if (done) {
    tell_done(*done, open, context);
    return {};
  }
  CommandRecord{context, *open.database}.came_of(done.error());
  refuse(context, done.error(), {*workflow, "", options.event, who_text(*user, context.words)});
  return {};
}

}  // namespace

void add_case_open(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<OpenOptions>();
  auto* command = cases.add_subcommand(
      "open",
      context.say("立案：submit（提交建议）、receive_transfer（接收转来）、generate（报送材料）",
                  "Open a case: submit, receive_transfer, or generate for a report"));
  command->add_option("event", options->event, context.say("第一个事件", "its first event"))
      ->required();
  command->add_option("--congress", options->congress,
                      context.say("人大的行政区划代码；默认用户所在的",
                                  "code of the congress; by default the user's"));
  add_firing_options(*command, options->firing, context);
  command->footer([options, &context] {
    const auto catalogue = all_workflows();
    const auto lines = examples(
        context,
        {"duban case open submit --data "
         "'{\"title\":\"…\",\"text\":\"…\",\"lead_deputy\":\"张三\",\"session\":\"17-3\"}'",
         "duban case open submit --data @建议.json --on 2025-01-10",
         "duban case open generate --data "
         "'{\"kind\":\"专项审计\",\"anchored_on\":\"2025-12-31\"}'"});
    return lines + "\n\n" +
           form_of_first(options->event.empty() ? "submit" : options->event, catalogue, context) +
           context.say(
               "非涉密系统，严禁处理涉密信息。涉密件只写 "
               "state_secret、届次和日期，不写标题、正文和姓名。",
               "Not a system for state secrets: of a secret item only state_secret, session and "
               "dates are taken.");
  });
  command->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return open_case(*options, open, context); });
  });
}

}  // namespace duban::cli
