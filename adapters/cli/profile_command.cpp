// `duban profile`: the regulations that the program knows, read, checked and compared.

#include "adapters/cli/commands.hpp"
#include "adapters/cli/place_rules.hpp"
#include "adapters/cli/refusal.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/files/profile.hpp"
#include "engine/register/rulebook.hpp"
#include "workflows/catalogue.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

struct ProfileOptions {
  std::string name, other;
  std::vector<std::string> files;
};

Result<Regulation> read(const std::string& name, const Context& context) {
  return regulation_called(name, context, all_workflows());
}

Result<void> list_profiles(const ProfileOptions&, const Context& context) {
  json::array all;
  TextTable table{{context.say("名称", "Name"), context.say("标题", "Title")}};
  for (const auto& name : profiles_in(context.config / "regulations")) {
    const auto regulation = read(name, context);
    if (!regulation) return regulation.error();
    const auto& text = regulation->text;
    all.push_back({{"name", name},
                   {"title", text.title},
                   {"source", text.source},
                   {"edition", regulation->edition}});
    table.add({name, text.title});
  }
  if (context.json)
    context.answer(all);
  else
    table.print(context.out);
  return {};
}

/// A value as one line: texts as they are, everything else as JSON.
std::string line_of(const json::value& value) {
  if (const auto* text = value.if_string()) return std::string{text->data(), text->size()};
  return json::serialize(value);
}

/// The values of a profile by their path.  What has a `value` beside its source is one value.
using Values = std::map<std::string, std::string>;
void flatten(const json::value& value, const std::string& path, Values& values) {
  const auto* object = value.if_object();
  if (!object || object->empty()) {
    if (!value.is_null()) values.emplace(path, line_of(value));
    return;
  }
  for (const auto& [name, member] : *object)
    flatten(member, path.empty() ? std::string{name} : path + "." + std::string{name}, values);
}

Values values_of(const Regulation& regulation) {
  Values values;
  flatten(encode(regulation.text), "", values);
  return values;
}

Result<void> show_profile(const ProfileOptions& options, const Context& context) {
  const auto regulation = read(options.name, context);
  if (!regulation) return regulation.error();
  if (context.json) {
    auto answer = encode(regulation->text).as_object();
    answer["edition"] = regulation->edition;
    context.answer(answer);
    return {};
  }
  context.out << regulation->text.name << "  " << regulation->text.title << '\n'
              << regulation->text.source << "\n\n";
  TextTable limits{{context.say("期限", "Limit"), context.say("规则", "Rule"),
                    context.say("起算", "From"), context.say("提醒", "Ladder"),
                    context.say("出处", "Source")}};
  for (const auto& [name, limit] : regulation->text.limits)
    limits.add({name, limit.rule, limit.anchor, limit.ladder, limit.source});
  limits.print(context.out);
  context.out << '\n';
  TextTable authorities{{context.say("权限", "Authority"), context.say("由谁", "Who"),
                         context.say("出处", "Source")}};
  for (const auto& [name, authority] : regulation->text.authorities)
    authorities.add({name, context.words.roles(authority.roles), authority.source});
  authorities.print(context.out);
  context.out << '\n';
  for (const auto& [path, value] : values_of(*regulation))
    if (path.starts_with("settings.") || path.starts_with("ladders."))
      context.out << path << " = " << value << '\n';
  return {};
}

Result<void> check_profile(const ProfileOptions& options, const Context& context) {
  json::array all;
  for (const auto& file : options.files) {
    const auto regulation = read(file, context);
    if (!regulation) return regulation.error();
    all.push_back({{"file", file}, {"edition", regulation->edition}});
    if (!context.json)
      context.tell("{}：可用，版本 {}", "{}: fine, edition {}", file,
                   regulation->edition.substr(0, 8));
  }
  if (context.json) context.answer(all);
  return {};
}

Result<void> diff(const ProfileOptions& options, const Context& context) {
  const auto one = read(options.name, context);
  if (!one) return one.error();
  const auto other = read(options.other, context);
  if (!other) return other.error();
  auto first = values_of(*one);
  const auto second = values_of(*other);
  for (const auto& [path, value] : second) first.try_emplace(path, "");
  json::array all;
  for (const auto& [path, value] : first) {
    const auto at = second.find(path);
    const auto then = at == second.end() ? std::string{} : at->second;
    if (value == then) continue;
    all.push_back({{"path", path}, {"first", value}, {"second", then}});
    if (!context.json)
      context.out << path << '\n' << "  - " << value << '\n' << "  + " << then << '\n';
  }
  if (context.json)
    context.answer(all);
  else if (all.empty())
    context.tell("没有不同", "No difference");
  return {};
}

}  // namespace

void add_profile_command(CLI::App& app, Context& context) {
  auto* profile = app.add_subcommand(
      "profile", context.say("办理办法：列出、查看、检查、比较、转换在办事项",
                             "Regulation profiles: list, show, check, compare, move cases"));
  profile->require_subcommand(1);
  const auto options = std::make_shared<ProfileOptions>();
  const auto command = [&](const char* name, const std::string& does, auto work) {
    auto* made = profile->add_subcommand(name, does);
    made->callback([options, work, &context] {
      if (const Result<void> done = work(*options, context); !done) refuse(context, done.error());
    });
    return made;
  };
  const auto named = context.say("名称（config/regulations），或 .toml 文件",
                                 "a name in config/regulations, or a .toml file");

  command("list",
          context.say("列出文件夹 config/regulations 中的",
                      "List those in the folder config/regulations"),
          list_profiles);
  auto* shown = command("show",
                        context.say("查看一个：期限、权限、设置及其出处",
                                    "Limits, authorities and settings with their sources"),
                        show_profile);
  shown->add_option("name", options->name, named)->required();
  shown->footer(examples(context, {"duban profile show fujian"}));
  auto* checked = command(
      "check", context.say("检查文件，指出错在哪一行", "Check files; a fault names its line"),
      check_profile);
  checked->add_option("files", options->files, named)->required();
  checked->footer(examples(context, {"duban profile check somewhere.toml"}));
  auto* compared = command("diff", context.say("比较两个", "What two of them differ in"), diff);
  compared->add_option("first", options->name, named)->required();
  compared->add_option("second", options->other, named)->required();
  compared->footer(examples(context, {"duban profile diff cn henan"}));
  add_profile_move(*profile, context);
}

}  // namespace duban::cli
