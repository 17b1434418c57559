#include "adapters/cli/batch_text.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/event_form.hpp"
#include "adapters/cli/firing.hpp"
#include "adapters/cli/sent_files.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/sql/sql_batches.hpp"
#include "engine/register/attaching.hpp"
#include "engine/words/protection.hpp"
#include "workflows/catalogue.hpp"

#include <unistd.h>

#include <sstream>

namespace duban::cli {

namespace {

struct FireOptions {
  std::string id, event;
  FiringOptions firing;
  std::optional<std::int64_t> expected_version;
  bool is_dry_run = false;
};

constexpr char between_ids = ',';

/// Other congresses' cases do not exist for a user.
Result<void> check_congress(const User& user, const Family& family, CaseId id) {
  if (user.congress.empty() || user.congress == family.root().congress) return {};
  return Error{Problem::no_such_case, to_text(id), "there is no case " + to_text(id)};
}

Result<void> fire_one(const FireOptions& options, OpenRegister& open, Context& context) {
  const auto id = CaseId::parse(options.id);
  if (!id) return id.error();
  auto command = command_from(options.firing, open);
  if (!command) return command.error();
  const auto user = user_called(open, options.firing.user);
  const auto family = open.store.load(*id);
  if (!family) return family.error();
  if (auto visible = check_congress(*user, *family, *id); !visible) return visible;
  command->id = *id;
  command->event = options.event;
  command->expected_version = options.expected_version;
  SentFiles files{open, context, user->name};
  auto sent = files.send(options.firing.files, id->root());
  if (!sent) return sent.error();
  command->attachments = std::move(*sent);
  const auto done = open.cases.fire(*command);
  if (done) {
    tell_done(*done, open, context);
    return {};
  }
  const auto& self = *family->find(*id);
  const auto& workflow = open.catalogue.at(self.workflow);
  const auto* deputy = family->root().facts.if_contains("lead_deputy");
  Protection protection{open.store, open.directory, context.words, false};
  CommandRecord{context, *open.database}.came_of(done.error());
  refuse(context, done.error(),
         {&workflow, self.state, options.event, who_text(*user, context.words),
          self.id.is_root() ? std::string{} : workflow.summary(self.facts).unit,
          deputy && deputy->is_string()
              ? protection.of(*family).text(std::string{std::string_view{deputy->get_string()}})
              : std::string{}});
  return {};
}

/// `12,13,14`
Result<std::vector<BatchedCase>> cases_in(const std::string& ids) {
  std::vector<BatchedCase> cases;
  std::istringstream list{ids};
  for (std::string each; std::getline(list, each, between_ids);) {
    const auto id = CaseId::parse(each);
    if (!id) return id.error();
    cases.push_back({*id, {}});
  }
  return cases;
}

/// Without a key of the user's own no two batches are the same.
std::string key_of(const FiringOptions& firing) {
  if (!firing.key.empty()) return firing.key;
  return to_text(SystemTime{}.now()) + " " + std::to_string(getpid());
}

Result<void> fire_many(const FireOptions& options, OpenRegister& open, Context& context) {
  if (options.expected_version)
    return bad_input("--expect-version", "is for one case, not for several");
  auto cases = cases_in(options.id);
  if (!cases) return cases.error();
  auto command = command_from(options.firing, open);
  if (!command) return command.error();
  command->idempotency_key.clear();
  command->event = options.event;
  const BatchOrder order{std::move(*command), std::move(*cases)};
  if (auto sound = check_order(order); !sound) return sound;
  const auto user = user_called(open, options.firing.user);
  const auto sees = [&](const Family& family, const Case&) {
    return user->congress.empty() || user->congress == family.root().congress;
  };
  if (options.is_dry_run) {
    Batch rehearsed;
    rehearsed.event = options.event;
    rehearsed.verdicts = rehearse_batch(open.cases, order, sees);
    tell_batch(rehearsed, true, open, context);
    return {};
  }
  sql::SqlBatches batches{*open.database};
  const auto batch = fire_batch(open.cases, batches, order, key_of(options.firing), sees);
  if (!batch) return batch.error();
  tell_batch(*batch, false, open, context);
  return {};
}

Result<void> fire(const FireOptions& options, OpenRegister& open, Context& context) {
  const bool is_list = options.id.find(between_ids) != std::string::npos;
  return is_list || options.is_dry_run ? fire_many(options, open, context)
                                       : fire_one(options, open, context);
}

std::string help_below(const FireOptions& options, const Context& context) {
  const auto lines = examples(
      context,
      {"duban case fire 12 register",
       R"(duban case fire 12 assign --data '{"mode":"sole","units":[{"unit":"交通局","role":"sole"}]}')",
       "duban case fire 12.1 reply --data @答复.json --act-of 局长 --on 2025-05-20",
       "duban case fire 12 assign --help", "duban case fire 12.1,13.1,14.2 urge --dry-run"});
  if (options.event.empty())
    return lines + context.say("\n写上事件再加 --help，可看到它需要的内容。",
                               "\nWith an event before --help you see what data it takes.");
  return forms_text(all_workflows(), options.event, context);
}

}  // namespace

void add_case_fire(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<FireOptions>();
  auto* command = cases.add_subcommand(
      "fire", context.say("办理：对一件提出一个事件", "Act: fire an event on a case"));
  command
      ->add_option("id", options->id,
                   context.say("事项编号，如 12 或 12.1；多件用逗号分开：12,13,14",
                               "the case, 12 or 12.1; several with commas: 12,13,14"))
      ->required();
  command
      ->add_option("event", options->event,
                   context.say("事件代码，见 case show", "code of the event; see case show"))
      ->required();
  add_firing_options(*command, options->firing, context);
  command->add_option(
      "--expect-version", options->expected_version,
      context.say("只在该件仍是这一版时办理", "only if the case is still at this version"));
  command->add_flag(
      "--dry-run", options->is_dry_run,
      context.say("只说明每件的结果，不写入", "say every case's verdict and write nothing"));
  command->footer([options, &context] { return help_below(*options, context); });
  command->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return fire(*options, open, context); });
  });
}

void add_case_attach(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<FireOptions>();
  options->event = attach_event;
  auto* command = cases.add_subcommand(
      "attach", context.say("补交附件；随事件提交的，用 case fire --attach",
                            "Add files to a case; with another event, case fire --attach does"));
  command
      ->add_option("id", options->id,
                   context.say("事项编号，如 12 或 12.1", "the case, 12 or 12.1"))
      ->required();
  command->add_option("file", options->firing.files, context.say("文件", "the files"))->required();
  add_act_options(*command, options->firing, context);
  command->footer(examples(context, {"duban case attach 12 建议原件.pdf",
                                     "duban case attach 12.1 答复函.ofd --on 2025-05-20"}));
  command->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return fire(*options, open, context); });
  });
}

}  // namespace duban::cli
