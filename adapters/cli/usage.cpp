#include "adapters/cli/usage.hpp"

#include "engine/data/codec.hpp"

namespace duban::cli {

namespace {

/// The command that was being read when something was wrong.
const CLI::App& deepest(const CLI::App& app) {
  const auto* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return *at;
}

std::vector<std::string> known_words(const CLI::App& app, bool options) {
  std::vector<std::string> known;
  if (!options) {
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
      known.push_back(command->get_name());
    return known;
  }
  for (const auto* at = &app; at != nullptr; at = at->get_parent())
    for (const auto* option : at->get_options())
      for (const auto& name : option->get_lnames()) known.push_back("--" + name);
  return known;
}

std::string command_line(const CLI::App& app) {
  const auto* parent = app.get_parent();
  return parent ? command_line(*parent) + " " + app.get_name() : app.get_name();
}

std::string what_is_wrong(const CLI::App& app,
                          const CLI::App& command,
                          const CLI::ParseError& wrong,
                          const Context& context) {
  const auto extras = app.remaining(true);
  if (!extras.empty()) {
    const auto& word = extras.front();
    const auto meant = codec::nearest(word, known_words(command, word.starts_with("-")));
    auto text = context.say("不认识 {}", "{} is not known here", word);
    return meant.empty() ? text : text + context.say("；是不是 {}？", "; did you mean {}?", meant);
  }
  const auto commands = known_words(command, false);
  if (wrong.get_name() == "RequiredError" && !commands.empty())
    return context.say("还要写明做什么：{}", "say what to do: {}", context.words.joined(commands));
  return context.say("用法不对：{}", "Wrong usage: {}", context.words.sentence(wrong.what()));
}

}  // namespace

void speak(CLI::App& app, const Context& context) {
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(26);
  if (context.say("zh", "en") == "zh") {
    formatter->label("Usage", "用法");
    formatter->label("OPTIONS", "选项");
    formatter->label("SUBCOMMAND", "命令");
    formatter->label("SUBCOMMANDS", "命令");
    formatter->label("Positionals", "参数");
    formatter->label("REQUIRED", "必填");
  }
  app.formatter(formatter);
  app.set_help_flag("-h,--help", context.say("显示用法", "show this help"));
}

void name_groups(CLI::App& app, const Context& context) {
  for (auto* option : app.get_options())
    if (option->get_group() == "Options") option->group(context.say("选项", "Options"));
  for (auto* command : app.get_subcommands([](CLI::App*) { return true; })) {
    command->group(context.say("命令", "Commands"));
    name_groups(*command, context);
  }
}

std::string first_steps(const Context& context) {
  return context.say("第一次使用：", "First steps:") +
         R"(
  duban db create
  duban congress add 340100 合肥市 --level city --regulation hefei
  duban session add 17-3 --opened 2025-01-08 --closed 2025-01-12
  duban unit add 交通局
  duban case open submit --data '{"title":"…","text":"…","lead_deputy":"…","session":"17-3"}'
  duban case fire 1 register
  duban case show 1
)" +
         context.say("每个命令都可以加 --help。\n非涉密系统，严禁处理涉密信息。",
                     "Every command takes --help.\n"
                     "Not a system for state secrets: never enter any.");
}

std::string usage_fault(const CLI::App& app, const CLI::ParseError& wrong, const Context& context) {
  const auto& command = deepest(app);
  return what_is_wrong(app, command, wrong, context) + "\n" +
         context.say("用法见 {} --help\n", "Run {} --help\n", command_line(command));
}

std::string examples(const Context& context, std::initializer_list<const char*> lines) {
  auto text = context.say("例：", "Examples:");
  for (const auto* line : lines) text.append("\n  ").append(line);
  return text;
}

}  // namespace duban::cli
