#include "adapters/cli/import_verdicts.hpp"

#include "adapters/cli/refusal.hpp"

#include <filesystem>

namespace duban::cli {

namespace {

constexpr std::size_t progress_every = 5000;

std::string reason_of(const RowVerdict& verdict, const Context& context) {
  auto error = verdict.done.error();
  error.subject = verdict.column;
  return worded(error, context.words);
}

}  // namespace

Result<Verdicts> Verdicts::open(const Context& context,
                                const Workflow& workflow,
                                std::size_t total,
                                const std::string& file) {
  Verdicts verdicts{context, workflow, total};
  if (file.empty()) return verdicts;
  std::error_code failed;
  const auto status = std::filesystem::status(file, failed);
  if (std::filesystem::exists(status) && !std::filesystem::is_other(status))
    return Error{Problem::conflict, file, "exists already; name a file that does not"};
  verdicts.name_ = file;
  verdicts.file_ = std::make_unique<std::ofstream>(file, std::ios::binary);
  if (!*verdicts.file_) return Error{Problem::not_found, file, "the file cannot be written"};
  verdicts.table_.emplace(
      *verdicts.file_,
      std::vector<std::string>{"line", "number", "title", "verdict", "case", "state", "reason"});
  return verdicts;
}

void Verdicts::tell(const RowVerdict& verdict) {
  const bool is_taken = verdict.done.has_value();
  const auto reason = is_taken ? std::string{} : reason_of(verdict, *context_);
  const auto id =
      is_taken && verdict.done->id != CaseId{} ? to_text(verdict.done->id) : std::string{};
  ++(is_taken ? taken_ : refused_);
  if (is_taken) ++states_[verdict.done->state];
  tell_line(verdict, id, reason);
  if (table_)
    table_->write({std::to_string(verdict.line), verdict.number, verdict.title,
                   is_taken ? "taken" : "refused", id, is_taken ? verdict.done->state : "",
                   reason});
  if ((taken_ + refused_) % progress_every == 0) tell_progress();
}

void Verdicts::tell_line(const RowVerdict& verdict,
                         const std::string& id,
                         const std::string& reason) {
  if (context_->json) {
    boost::json::object line{{"line", verdict.line},
                             {"number", verdict.number},
                             {"title", verdict.title},
                             {"taken", verdict.done.has_value()}};
    if (!id.empty()) line.emplace("case", id);
    if (verdict.done) line.emplace("state", verdict.done->state);
    if (!verdict.done) line.emplace("reason", reason);
    return context_->answer(line);
  }
  if (!verdict.done)
    return context_->tell("第 {} 行：未收，{}", "line {}: refused, {}", verdict.line, reason);
  const auto state = named_state(context_->words, *workflow_, verdict.done->state);
  if (id.empty())
    context_->tell("第 {} 行：可收，{}", "line {}: can be taken, {}", verdict.line, state);
  else
    context_->tell("第 {} 行：已收为 {}，{}", "line {}: taken as {}, {}", verdict.line, id, state);
}

void Verdicts::tell_progress() {
  context_->err << context_->say("已读 {} / {} 行", "{} of {} lines", taken_ + refused_, total_)
                << '\n';
}

void Verdicts::group_is_done() {
  context_->out.flush();
  if (file_) file_->flush();
}

void Verdicts::sum_up(const std::vector<std::string>& new_units, bool is_dry_run) {
  if (context_->json) {
    context_->answer({{"summary",
                       {{"lines", taken_ + refused_},
                        {"taken", taken_},
                        {"refused", refused_},
                        {"states", boost::json::value_from(states_)},
                        {"new_units", boost::json::value_from(new_units)},
                        {"dry_run", is_dry_run}}}});
    return group_is_done();
  }
  std::vector<std::string> reached;
  for (const auto& [state, count] : states_)
    reached.push_back(context_->words.state(workflow_->name(), state) + " " +
                      std::to_string(count));
  if (is_dry_run) context_->tell("试运行，没有写入任何内容", "A dry run: nothing was written");
  context_->tell("共 {} 行：收 {} 行，未收 {} 行", "{} lines: {} taken, {} refused",
                 taken_ + refused_, taken_, refused_);
  if (!reached.empty())
    context_->tell("到达的状态：{}", "States reached: {}", context_->words.joined(reached));
  if (!new_units.empty())
    context_->tell("新增单位 {} 个：{}", "{} new units: {}", new_units.size(),
                   context_->words.joined(new_units));
  group_is_done();
}

Result<void> Verdicts::finish() const {
  if (!file_ || file_->good()) return {};
  return Error{Problem::conflict, name_,
               "was not written to the end: the disk is full, or nobody reads the pipe"};
}

}  // namespace duban::cli
