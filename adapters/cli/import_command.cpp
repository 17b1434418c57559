#include "adapters/cli/commands.hpp"
#include "adapters/cli/firing.hpp"
#include "adapters/cli/import_table.hpp"
#include "adapters/cli/import_verdicts.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "workflows/catalogue.hpp"

#include <csignal>

namespace duban::cli {

namespace {

struct ImportOptions {
  std::string congress, user, file, verdicts;
  bool is_dry_run = false;
};

/// A reader of the output that goes away (`| head`) does not end an import halfway.
class WithoutPipeSignal {
 public:
  WithoutPipeSignal() : before_{std::signal(SIGPIPE, SIG_IGN)} {}
  ~WithoutPipeSignal() { std::signal(SIGPIPE, before_); }
  WithoutPipeSignal(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

 private:
  void (*before_)(int);
};

/// Whose authority is taken and whose name the events carry; nobody's in a register without users.
Result<std::optional<User>> importing_user(OpenRegister& open,
                                           const std::string& name,
                                           const Congress& congress) {
  if (name.empty() && open.directory.users().empty()) return std::optional<User>{};
  auto user = user_called(open, name);
  if (!user) return user.error();
  if (!user->congress.empty() && user->congress != congress.code)
    return Error{Problem::conflict, "--as", user->name + " belongs to another congress"};
  return std::optional{std::move(*user)};
}

Result<void> import_file(const Importer& importer,
                         const ImportOptions& options,
                         OpenRegister& open,
                         Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  const auto user = importing_user(open, options.user, *congress);
  if (!user) return user.error();
  const auto& workflow = open.catalogue.at(importer.workflow);
  const auto actors = *user ? actors_for(**user, open) : std::vector<Actor>{};
  const auto actor = importing_actor(actors, *congress, importer, open.cases);
  if (!actor) {
    refuse(context, actor.error(),
           {&workflow, "", actor.error().subject, who_text(**user, context.words)});
    return {};
  }
  if (!options.is_dry_run)
    if (auto free = open.cases.check_released(); !free) return free;
  const WithoutPipeSignal ignored;
  auto place = import_place(open.cases, *congress, *actor);
  auto table = csv_file(options.file, importer);
  if (!table) return table.error();
  auto verdicts = Verdicts::open(context, workflow, (*table)->size(), options.verdicts);
  if (!verdicts) return verdicts.error();
  CaseImport import{open.cases, importer, std::move(place), options.is_dry_run};
  import.run(**table, *verdicts);
  verdicts->sum_up(import.new_units(), options.is_dry_run);
  if (verdicts->refused() > 0) {
    context.err << context.say("有 {} 行未收，见各行说明\n",
                               "{} lines were not taken; see each line\n", verdicts->refused());
    context.exit_code = 1;
  }
  return verdicts->finish();
}

void add_options(CLI::App& command, ImportOptions& options, const Context& context) {
  command
      .add_option("file", options.file,
                  context.say("CSV 文件（UTF-8 或 GB18030）", "the CSV file, UTF-8 or GB18030"))
      ->required();
  command.add_option("--congress", options.congress,
                     context.say("人大的行政区划代码；只有一个时可不写",
                                 "code of the congress, if there are several"));
  command.add_option(
      "--as", options.user,
      context.say("由谁导入；只有一个用户时可不写", "who imports it, if there are several users"));
  command.add_flag(
      "--dry-run", options.is_dry_run,
      context.say("只说明每行的结果，不写入", "say every line's verdict and write nothing"));
  command.add_option(
      "--verdicts", options.verdicts,
      context.say("把每行的结果另存为 CSV", "write every line's verdict to this CSV file"));
}

std::string columns_of(const Importer& importer, const Context& context) {
  std::string known, ignored;
  for (const auto& column : importer.columns) {
    auto& list = column.is_ignored ? ignored : known;
    list.append(list.empty() ? "" : ", ").append(column.name);
    if (!column.headings.empty()) list.append("（").append(column.headings.front()).append("）");
  }
  return context.say("列（可用英文名或中文标题）：{}\n不用的列：{}",
                     "Columns, by name or heading: {}\nIgnored: {}", known, ignored);
}

std::string footer_of(const Importer& importer, const Context& context) {
  return columns_of(importer, context) + "\n" +
         context.say(
             "退出码：0 各行都收了，1 "
             "有未收的行或文件不能用。同一文件可以再次导入，已收的行不会重复。",
             "Exit code: 0 every line was taken, 1 some line was refused or the file cannot be "
             "used.\n"
             "The same file may be imported again: lines that were taken are not taken twice.") +
         "\n" +
         examples(context, {"duban import suggestions 建议.csv --dry-run",
                            "duban import suggestions 建议.csv --verdicts 结果.csv"});
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
  auto* all = app.add_subcommand(
      "import", context.say("从其他系统的表格导入", "Import tables of other systems"));
  all->require_subcommand(1);
  for (const auto& importer : all_importers()) {
    auto* command = all->add_subcommand(
        std::string{importer.name},
        context.say("代表建议：每行要么收下，要么说明哪一行为什么不收",
                    "suggestions: every line is taken, or refused with line and reason"));
    const auto options = std::make_shared<ImportOptions>();
    add_options(*command, *options, context);
    command->footer(footer_of(importer, context));
    command->callback([options, importer, &context] {
      with_register(context, [&](OpenRegister& open) {
        return import_file(importer, *options, open, context);
      });
    });
  }
}

}  // namespace duban::cli
