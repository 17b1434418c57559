#include "adapters/cli/clock_rows.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/facts_text.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/machine/print.hpp"
#include "engine/views/awaited_view.hpp"
#include "engine/views/case_view.hpp"
#include "engine/words/protection.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

struct ShowOptions {
  std::string id;
  bool reveal = false;
};

/// Who may fire an event from a state, by the regulation of the congress.
std::vector<std::string> roles_for(const Workflow& workflow,
                                   const Case& self,
                                   std::string_view event,
                                   const Regulation& regulation) {
  for (const auto& row : workflow.rows())
    if (row.from == self.state && row.event == event) return regulation.roles_with(row.authority);
  return {};
}

/// One case with its assignments, clocks and what can be done.
class CasePage {
 public:
  CasePage(const Family& family,
           const Case& self,
           const Regulation& regulation,
           const Rules& own_rules,
           const Cover& cover,
           OpenRegister& open,
           const Context& context)
      : family_{family},
        self_{self},
        regulation_{regulation},
        awaited_{awaited_by(own_rules, open, context)},
        cover_{cover},
        open_{open},
        context_{context},
        workflow_{open.catalogue.at(self.workflow)} {}

  void tell() const {
    const auto summary = workflow_.summary(self_.facts);
    context_.out << to_text(self_.id) << "  " << context_.words.workflow(self_.workflow) << "  "
                 << summary.number << (summary.number.empty() ? "" : "  ")
                 << cover_.text(summary.title.empty() ? summary.unit : summary.title) << '\n';
    context_.tell("状态：{}，第 {} 版，{} 起", "State: {}, version {}, since {}",
                  named_state(context_.words, workflow_, self_.state), self_.version,
                  to_text(self_.opened_on));
    context_.out << facts_text(facts_of(self_), context_.words, "  ");
    tell_assignments();
    tell_clocks();
    tell_awaited();
    tell_possible();
  }

  [[nodiscard]] json::object as_json() const {
    auto page = case_view(self_, cover_);
    json::array assignments;
    if (self_.id.is_root())
      for (const auto& child : family_.cases)
        if (!child.id.is_root()) assignments.push_back(case_view(child, cover_));
    json::array clocks;
    for (const auto& clock : clocks_of(family_, self_.id))
      clocks.push_back(clock_view(clock, open_.cases.rulebook(), context_.words, open_.today()));
    json::array possible;
    for (const auto& event : possible_events(workflow_, self_.state))
      possible.push_back(
          {{"event", event},
           {"roles", json::value_from(roles_for(workflow_, self_, event, regulation_))}});
    page["assignments"] = std::move(assignments);
    page["clocks"] = std::move(clocks);
    page["waits_for"] = whole_value(awaited_);
    page["possible_events"] = std::move(possible);
    return page;
  }

 private:
  [[nodiscard]] json::object facts_of(const Case& kase) const { return cover_.object(kase.facts); }

  void tell_assignments() const {
    if (!self_.id.is_root() || family_.cases.size() < 2) return;
    context_.tell("\n承办单位", "\nUnits");
    TextTable table{{context_.say("任务", "Case"), context_.say("单位", "Unit"),
                     context_.say("分工", "Role"), context_.say("状态", "State"),
                     context_.say("期限", "Next limit")}};
    for (const auto& child : family_.cases) {
      if (child.id.is_root()) continue;
      const auto* role = child.facts.if_contains("role");
      table.add(
          {to_text(child.id), open_.catalogue.at(child.workflow).summary(child.facts).unit,
           role ? context_.words.value("role", std::string_view{role->as_string()}) : std::string{},
           context_.words.state(child.workflow, child.state), next_limit(child.id)});
    }
    table.print(context_.out, "  ");
  }

  [[nodiscard]] std::string next_limit(CaseId id) const {
    const auto clocks = clocks_of(family_, id);
    if (clocks.empty() || !clocks.front().running()) return {};
    const auto& next = clocks.front();
    return clock_name(next, context_.words) + " " +
           (next.due ? to_text(*next.due) + " " : std::string{}) + due_text(next, open_, context_);
  }

  void tell_clocks() const {
    auto clocks = clocks_of(family_, self_.id);
    std::erase_if(clocks,
                  [&](const Clock& clock) { return !clock.running() || clock.id != self_.id; });
    if (clocks.empty()) return;
    context_.tell("\n期限", "\nClocks");
    clock_table(clocks, open_, context_).print(context_.out, "  ");
  }

  /// Of the case and, of a root, of its parts.
  [[nodiscard]] std::vector<AwaitedEvent> awaited_by(const Rules& rules,
                                                     OpenRegister& open,
                                                     const Context& context) const {
    std::vector<AwaitedEvent> all;
    for (const auto& kase : family_.cases)
      if (kase.id == self_.id || self_.id.is_root())
        std::ranges::move(
            awaited_events(family_, kase, {open.catalogue, rules, context.words, open.today()}),
            std::back_inserter(all));
    return all;
  }

  void tell_awaited() const {
    if (awaited_.empty()) return;
    context_.tell("\n等待", "\nWaits for");
    TextTable table{{context_.say("事项", "Case"), context_.say("等待", "Event"),
                     context_.say("由谁", "By"), context_.say("到期日", "Due")}};
    for (const auto& event : awaited_) {
      auto who = context_.words.joined(event.role_labels);
      if (!event.units.empty()) who += " · " + context_.words.joined(event.units);
      table.add({event.case_, event.label, who, event.due ? to_text(*event.due) : "-"});
    }
    table.print(context_.out, "  ");
  }

  void tell_possible() const {
    const auto possible = possible_events(workflow_, self_.state);
    if (possible.empty())
      return context_.tell("\n这里已没有可做的事", "\nNothing is possible here any more");
    context_.tell("\n现在可以（duban case fire {} 事件）",
                  "\nPossible now (duban case fire {} EVENT)", to_text(self_.id));
    TextTable table{{context_.say("事件", "Event"), context_.say("含义", "Meaning"),
                     context_.say("由谁", "Who may")}};
    for (const auto& event : possible)
      table.add({event, context_.words.event(self_.workflow, event),
                 context_.words.roles(roles_for(workflow_, self_, event, regulation_))});
    table.print(context_.out, "  ");
  }

  const Family& family_;
  const Case& self_;
  const Regulation& regulation_;
  std::vector<AwaitedEvent> awaited_;
  const Cover& cover_;
  OpenRegister& open_;
  const Context& context_;
  const Workflow& workflow_;
};

Result<void> show(const ShowOptions& options, OpenRegister& open, const Context& context) {
  const auto id = CaseId::parse(options.id);
  if (!id) return id.error();
  const auto family = open.store.load(*id);
  if (!family) return family.error();
  const auto rules = open.cases.rulebook().of_congress(family->root().congress);
  if (!rules) return rules.error();
  const auto own = open.cases.rulebook().of_family(*family);
  if (!own) return own.error();
  Protection protection{open.store, open.directory, context.words, options.reveal};
  const CasePage page{
      *family, *family->find(*id), rules->regulation, *own, protection.of(*family), open, context};
  if (context.json)
    context.answer(page.as_json());
  else
    page.tell();
  return {};
}

}  // namespace

void add_case_show(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<ShowOptions>();
  auto* show_case = cases.add_subcommand(
      "show",
      context.say("一件的全部情况和现在可做的事", "All about one case, and what can be done now"));
  show_case
      ->add_option("id", options->id,
                   context.say("事项编号，如 12 或 12.1", "the case, 12 or 12.1"))
      ->required();
  show_case->add_flag(
      "--reveal", options->reveal,
      context.say("保密件也显示代表姓名", "show deputies' names of protected cases too"));
  show_case->footer(examples(context, {"duban case show 12", "duban case show 12.1 --json"}));
  show_case->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return show(*options, open, context); });
  });
}

}  // namespace duban::cli
