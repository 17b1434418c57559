#include "adapters/cli/commands.hpp"
#include "adapters/cli/event_form.hpp"
#include "adapters/cli/refusal.hpp"
#include "adapters/cli/replay.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/workflow_page.hpp"
#include "engine/data/codec.hpp"
#include "engine/machine/print.hpp"
#include "workflows/catalogue.hpp"

#include <fstream>
#include <iostream>

namespace duban::cli {

namespace {

namespace json = boost::json;

struct WorkflowOptions {
  std::string name, format = "table", traces, event;
};

Result<const Workflow*> workflow_called(const Catalogue& catalogue, const std::string& name) {
  if (const auto* workflow = catalogue.find(name)) return workflow;
  std::vector<std::string> known;
  for (const auto& workflow : catalogue.all()) known.emplace_back(workflow->name());
  const auto meant = codec::nearest(name, known);
  return Error{
      Problem::not_found, name,
      "there is no workflow " + name + (meant.empty() ? "" : "; did you mean " + meant + "?"),
      known};
}

void list_workflows(const Catalogue& catalogue, const Context& context) {
  json::array all;
  TextTable table{{context.say("流程", "Workflow"), context.say("含义", "Meaning"),
                   context.say("状态", "States"), context.say("行", "Rows"),
                   context.say("版本", "Edition")}};
  for (const auto& workflow : catalogue.all()) {
    all.push_back({{"name", workflow->name()},
                   {"states", workflow->states().size()},
                   {"rows", workflow->rows().size()},
                   {"edition", workflow->edition()}});
    table.add({std::string{workflow->name()}, context.words.workflow(workflow->name()),
               std::to_string(workflow->states().size()), std::to_string(workflow->rows().size()),
               workflow->edition().substr(0, 8)});
  }
  if (context.json)
    context.answer(all);
  else
    table.print(context.out);
}

Result<void> show_workflow(const WorkflowOptions& options,
                           const Catalogue& catalogue,
                           const Context& context) {
  const auto workflow = workflow_called(catalogue, options.name);
  if (!workflow) return workflow.error();
  const auto& format = context.json ? std::string{"json"} : options.format;
  if (format == "json") context.answer(table_as_json(**workflow));
  if (format == "table") context.out << table_as_text(**workflow);
  if (format == "mermaid") context.out << table_as_mermaid(**workflow);
  if (format == "dot") context.out << table_as_dot(**workflow);
  if (format == "scxml") context.out << table_as_scxml(**workflow);
  if (format == "page") context.out << workflow_page(**workflow, context.words);
  return {};
}

Result<void> tell_events(const WorkflowOptions& options,
                         const Catalogue& catalogue,
                         const Context& context) {
  const auto workflow = workflow_called(catalogue, options.name);
  if (!workflow) return workflow.error();
  json::array all;
  for (const auto& event : (*workflow)->events()) {
    if (!options.event.empty() && event.code != options.event) continue;
    all.push_back({{"event", event.code},
                   {"meaning", context.words.event((*workflow)->name(), event.code)},
                   {"data", event.schema}});
    if (!context.json) context.out << form_text(event, **workflow, context) << '\n';
  }
  if (all.empty()) return unknown_event(**workflow, options.event);
  if (context.json) context.answer(all);
  return {};
}

Result<void> replay_file(const WorkflowOptions& options,
                         const Catalogue& catalogue,
                         const Context& context) {
  const auto workflow = workflow_called(catalogue, options.name);
  if (!workflow) return workflow.error();
  if (options.traces == "-") return replay(**workflow, std::cin, "stdin", context.out);
  std::ifstream in{options.traces, std::ios::binary};
  if (!in) return Error{Problem::not_found, options.traces, "the file cannot be read"};
  return replay(**workflow, in, options.traces, context.out);
}

/// Adds one command about a workflow called by name.
class Commands {
 public:
  Commands(CLI::App& parent, Context& context) : parent_{parent}, context_{context} {}

  template <class Work>
  CLI::App* add(const char* name, const std::string& does, Work work) {
    auto* made = parent_.add_subcommand(name, does);
    made->add_option("name", options_->name,
                     context_.say("流程：suggestion、assignment 或 report",
                                  "suggestion, assignment or report"))
        ->required();
    made->callback([options = options_, work, &context = context_] {
      const auto catalogue = all_workflows();
      if (const auto done = work(*options, catalogue, context); !done)
        refuse(context, done.error(), {catalogue.find(options->name)});
    });
    return made;
  }

  [[nodiscard]] WorkflowOptions& options() { return *options_; }

 private:
  CLI::App& parent_;
  Context& context_;
  std::shared_ptr<WorkflowOptions> options_ = std::make_shared<WorkflowOptions>();
};

void add_replay(Commands& commands, Context& context) {
  auto* replayed = commands.add(
      "replay", context.say("按给定的条件推演", "Replay traces of events, conditions given"),
      replay_file);
  replayed
      ->add_option(
          "--traces", commands.options().traces,
          context.say("JSON 行文件；- 为标准输入", "a file of JSON lines; - for standard input"))
      ->required();
  replayed->footer(examples(context, {"duban workflow replay suggestion --traces traces.jsonl",
                                      "  "
                                      "{\"run\":0,\"events\":[\"submit\",{\"name\":\"register\","
                                      "\"data\":{\"admissible\":false}}]}"}));
}

}  // namespace

void add_workflow_command(CLI::App& app, Context& context) {
  auto* workflow = app.add_subcommand(
      "workflow", context.say("流程表：查看、画图、推演", "Workflow tables: show, draw, replay"));
  workflow->require_subcommand(1);
  workflow->add_subcommand("list", context.say("列出", "List them"))->callback([&context] {
    list_workflows(all_workflows(), context);
  });

  Commands commands{*workflow, context};
  auto* shown = commands.add("show", context.say("整张流程表", "The whole table"), show_workflow);
  shown->add_option("--format", commands.options().format, context.say("格式", "format"))
      ->check(CLI::IsMember({"table", "mermaid", "dot", "scxml", "json", "page"}))
      ->capture_default_str();
  shown->footer(examples(context, {"duban workflow show suggestion",
                                   "duban workflow show assignment --format mermaid"}));

  auto* events = commands.add(
      "events", context.say("事件和它们需要的内容", "Its events and the data they take"),
      tell_events);
  events->add_option("event", commands.options().event, context.say("只看这一个", "only this one"));
  events->footer(examples(context, {"duban workflow events assignment reply"}));

  add_replay(commands, context);
}

}  // namespace duban::cli
