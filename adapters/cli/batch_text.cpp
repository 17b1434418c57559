#include "adapters/cli/batch_text.hpp"

#include "adapters/cli/refusal.hpp"
#include "engine/words/refusal.hpp"

#include <algorithm>

namespace duban::cli {

namespace {

namespace json = boost::json;

/// Tells verdicts one by one.
class BatchText {
 public:
  BatchText(const Batch& batch, bool is_dry_run, OpenRegister& open, const Context& context)
      : batch_{batch}, is_dry_run_{is_dry_run}, open_{open}, context_{context} {}

  void tell(const BatchVerdict& verdict) const {
    const auto id = to_text(verdict.id);
    if (verdict.refusal)
      return context_.tell("{}：未办理，{}", "{}: refused, {}", id, reason(verdict));
    const auto state = named_state(context_.words, *workflow_of(verdict.id), verdict.state);
    if (is_dry_run_)
      return context_.tell("{}：可以办理，现为{}", "{}: possible, now {}", id, state);
    context_.tell("{}：现为{}，第 {} 版", "{}: now {}, version {}", id, state, verdict.version);
  }

  [[nodiscard]] json::object as_json(const BatchVerdict& verdict) const {
    json::object item{{"id", to_text(verdict.id)},
                      {"verdict", verdict.refusal ? "refused"
                                  : is_dry_run_   ? "possible"
                                                  : "done"},
                      {"state", verdict.state},
                      {"version", verdict.version}};
    if (verdict.refusal) item.emplace("reason", reason(verdict));
    return item;
  }

 private:
  [[nodiscard]] const Workflow* workflow_of(CaseId id) const {
    const auto family = open_.store.load(id);
    return family ? &open_.catalogue.at(family->find(id)->workflow) : nullptr;
  }

  [[nodiscard]] std::string reason(const BatchVerdict& verdict) const {
    return worded(
        *verdict.refusal, context_.words,
        {.workflow = workflow_of(verdict.id), .state = verdict.state, .event = batch_.event});
  }

  const Batch& batch_;
  bool is_dry_run_;
  OpenRegister& open_;
  const Context& context_;
};

}  // namespace

void tell_batch(const Batch& batch, bool is_dry_run, OpenRegister& open, Context& context) {
  const BatchText text{batch, is_dry_run, open, context};
  const auto refused = std::ranges::count_if(
      batch.verdicts, [](const BatchVerdict& verdict) { return verdict.refusal.has_value(); });
  if (refused > 0) context.exit_code = 1;
  if (context.json) {
    json::array items;
    for (const auto& verdict : batch.verdicts) items.push_back(text.as_json(verdict));
    return context.answer({{"id", batch.id}, {"dry_run", is_dry_run}, {"items", std::move(items)}});
  }
  for (const auto& verdict : batch.verdicts) text.tell(verdict);
  const auto others = std::ssize(batch.verdicts) - refused;
  if (is_dry_run)
    context.tell("试运行，没有写入任何内容：可办理 {} 件，不能办理 {} 件",
                 "A dry run, nothing was written: {} possible, {} refused", others, refused);
  else
    context.tell("批次 {}：办理 {} 件，未办理 {} 件", "Batch {}: {} done, {} refused", batch.id,
                 others, refused);
}

}  // namespace duban::cli
