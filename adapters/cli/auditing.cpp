#include "adapters/cli/auditing.hpp"

#include "engine/data/width.hpp"
#include "engine/time/time_source.hpp"

#include <CLI/CLI.hpp>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace duban::cli {

namespace {

constexpr std::size_t longest_about = 500;  // columns
constexpr std::array<std::string_view, 10> administering{
    "congress", "unit",    "deputy",   "user",   "session",
    "meeting",  "profile", "calendar", "export", "import"};
constexpr std::array<std::string_view, 7> only_reading{"list", "show", "check",      "compare",
                                                       "due",  "days", "certificate"};

/// The command with its subcommand, from the outside in.
std::vector<const CLI::App*> path_of(const CLI::App& app) {
  std::vector<const CLI::App*> path;
  for (const auto* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    path.push_back(at);
  }
  return path;
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, const CLI::App& command) {
  return std::ranges::find(words, std::string_view{command.get_name()}) != words.end();
}

bool has_flag(const CLI::App& command, const char* name) {
  const auto* option = command.get_option_no_throw(name);
  return option && option->count() > 0;
}

/// A preview does nothing; a look at protected names is more than reading.
bool administers(const std::vector<const CLI::App*>& path) {
  if (has_flag(*path.back(), "--dry-run")) return false;
  if (has_flag(*path.back(), "--reveal")) return true;
  return is_one_of(administering, *path.front()) && !is_one_of(only_reading, *path.back());
}

/// `user add`
std::string act_of(const std::vector<const CLI::App*>& path) {
  std::string act;
  for (const auto* command : path) act += (act.empty() ? "" : " ") + command->get_name();
  return act;
}

/// What is called a password where it is asked for.
bool is_secret(const CLI::Option& option) {
  return option.get_type_name() == "PASSWORD";
}

/// What was typed, without secrets: `wang --role officer`.
std::string about_of(const CLI::App& command) {
  std::string given, options;
  for (const auto* option : command.get_options()) {
    if (option->count() == 0) continue;
    auto& text = option->get_positional() ? given : options;
    if (!option->get_positional()) text.append(" ").append(option->get_name());
    if (option->get_expected_max() == 0 || is_secret(*option)) continue;
    for (const auto& value : option->results()) text.append(" ").append(value);
  }
  const auto about = given + options;
  return shortened(about.empty() ? about : about.substr(1), longest_about);
}

/// Who runs the program, as the machine knows them.
std::string machine_user() {
  const auto* entry = getpwuid(geteuid());  // NOLINT(concurrency-mt-unsafe): one thread
  return entry ? entry->pw_name : std::to_string(geteuid());
}

}  // namespace

AuditEntry command_entry(std::string act, std::string about) {
  AuditEntry entry;
  entry.at = SystemTime{}.now();
  entry.by = machine_user();
  entry.origin = "command line";
  entry.act = std::move(act);
  entry.about = std::move(about);
  return entry;
}

CommandRecord::CommandRecord(const Context& context, sql::Database& database)
    : context_{context}, log_{database} {
  const auto path = context.asked ? path_of(*context.asked) : std::vector<const CLI::App*>{};
  if (path.empty()) return;
  entry_ = command_entry(act_of(path), about_of(*path.back()));
  if (administers(path)) act_.emplace(log_, *entry_);
}

void CommandRecord::came_of(const Result<void>& done) {
  const bool lacks_authority = !done && done.error().problem == Problem::no_authority;
  if (act_) {
    if (done)
      act_->finish(context_.out.flush().good() ? "done" : "broken_off");
    else if (lacks_authority)
      act_->finish("no_authority");
    else
      act_->drop();
    return;
  }
  if (!entry_ || !lacks_authority) return;
  entry_->outcome = "no_authority";
  log_.add(*entry_);
}

}  // namespace duban::cli
