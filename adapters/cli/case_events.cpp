#include "adapters/cli/commands.hpp"
#include "adapters/cli/facts_text.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/register/stored_body.hpp"
#include "engine/views/case_view.hpp"
#include "engine/words/protection.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

constexpr int page = 500;

struct EventOptions {
  std::string id;
  bool verbose = false, reveal = false;
};

std::string text_of(const json::object& body, std::string_view name) {
  const auto* value = body.if_contains(name);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string{std::string_view{*text}} : std::string{};
}

bool is_set(const json::object& body, std::string_view name) {
  const auto* value = body.if_contains(name);
  return value && value->is_bool() && value->get_bool();
}

/// The history of one case, event by event.
class History {
 public:
  History(const Case& self, const Cover& cover, const Context& context)
      : self_{self}, cover_{cover}, context_{context} {}

  void add(const EventRecord& event, bool verbose) {
    if (context_.json) {
      all_.push_back(event_view(event, cover_));
      return;
    }
    const auto body = cover_.object(body_of(event));
    if (verbose)
      tell(event, body);
    else
      table_.add({std::to_string(event.seq), event.occurred_on ? to_text(*event.occurred_on) : "-",
                  moment(event.recorded_at), who(event, body),
                  context_.words.event(self_.workflow, event.event), change(event)});
  }

  void finish() const {
    if (context_.json)
      context_.answer(all_);
    else if (!table_.empty())
      table_.print(context_.out);
  }

 private:
  [[nodiscard]] std::string who(const EventRecord& event, const json::object& body) const {
    auto name = event.recorded_by == system_actor().name ? context_.words.role("system")
                                                         : cover_.recorder(event);
    if (const auto* by = body.if_contains("by"); by && by->is_object())
      if (const auto whom = text_of(by->get_object(), "in_place_of"); !whom.empty())
        name = context_.words.in_place_of(name, whom);
    if (is_set(body, "imported")) name += context_.say("（导入）", " (imported)");
    return name;
  }

  [[nodiscard]] std::string change(const EventRecord& event) const {
    const auto to = context_.words.state(self_.workflow, event.to_state);
    if (event.from_state == event.to_state) return to;
    return context_.words.state(self_.workflow, event.from_state) + " → " + to;
  }

  void tell(const EventRecord& event, const json::object& body) const {
    context_.out << event.seq << ". " << context_.words.event(self_.workflow, event.event) << " ("
                 << event.event << ")  " << change(event) << '\n';
    context_.tell("   发生 {}，记录 {}，{}", "   on {}, recorded {}, by {}",
                  event.occurred_on ? to_text(*event.occurred_on) : "-", moment(event.recorded_at),
                  who(event, body));
    const auto line = [&](const char* name, const char* chinese, const char* english) {
      if (const auto text = text_of(body, name); !text.empty())
        context_.out << "   " << context_.say(chinese, english) << text << '\n';
    };
    line("source", "依据：", "source: ");
    line("act_of", "行为人：", "act of: ");
    line("comment", "说明：", "comment: ");
    if (const auto* data = body.if_contains("data"); data && data->is_object())
      context_.out << facts_text(data->get_object(), context_.words, "   ");
    if (const auto* effects = body.if_contains("effects"); effects && effects->is_array())
      for (const auto& effect : effects->get_array())
        context_.out << "   → " << json::serialize(effect) << '\n';
    context_.out << "   # " << event.hash << '\n';
  }

  const Case& self_;
  const Cover& cover_;
  const Context& context_;
  json::array all_;
  TextTable table_{{context_.say("序", "#"), context_.say("发生", "On"),
                    context_.say("记录", "Recorded"), context_.say("记录人", "By"),
                    context_.say("事件", "Event"), context_.say("状态", "State")}};
};

Result<void> tell(const EventOptions& options, OpenRegister& open, const Context& context) {
  const auto id = CaseId::parse(options.id);
  if (!id) return id.error();
  const auto family = open.store.load(*id);
  if (!family) return family.error();
  Protection protection{open.store, open.directory, context.words, options.reveal};
  History history{*family->find(*id), protection.of(*family), context};
  for (std::int64_t after = 0;;) {
    const auto events = open.store.events(*id, after, page);
    for (const auto& event : events) history.add(event, options.verbose);
    if (events.size() < page) break;
    after = events.back().seq;
  }
  history.finish();
  return {};
}

}  // namespace

void add_case_events(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<EventOptions>();
  auto* events =
      cases.add_subcommand("events", context.say("历史：逐条事件", "Its history, event by event"));
  events
      ->add_option("id", options->id,
                   context.say("事项编号，如 12 或 12.1", "the case, 12 or 12.1"))
      ->required();
  events->add_flag(
      "--verbose", options->verbose,
      context.say("连同内容、依据、效果和校验值", "with data, source, effects and hash"));
  events->add_flag(
      "--reveal", options->reveal,
      context.say("保密件也显示代表姓名", "show deputies' names of protected cases too"));
  events->footer(examples(context, {"duban case events 12", "duban case events 12.1 --verbose"}));
  events->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return tell(*options, open, context); });
  });
}

}  // namespace duban::cli
