#include "adapters/cli/auditing.hpp"

#include "adapters/sql/sql_audit.hpp"

#include <CLI/CLI.hpp>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace duban::cli {

namespace {

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

bool administers(const std::vector<const CLI::App*>& path) {
  const auto* dry_run = path.back()->get_option_no_throw("--dry-run");
  return is_one_of(administering, *path.front()) && !is_one_of(only_reading, *path.back()) &&
         !(dry_run && dry_run->count() > 0);
}

/// `user add`
std::string act_of(const std::vector<const CLI::App*>& path) {
  std::string act;
  for (const auto* command : path) act += (act.empty() ? "" : " ") + command->get_name();
  return act;
}

/// What was typed without an option before it.
std::string about_of(const CLI::App& command) {
  std::string about;
  for (const auto* option : command.get_options())
    if (option->get_positional() && option->count() > 0)
      for (const auto& value : option->results()) about += (about.empty() ? "" : " ") + value;
  return about;
}

/// Who runs the program, as the machine knows them.
std::string machine_user() {
  const auto* entry = getpwuid(geteuid());  // NOLINT(concurrency-mt-unsafe): one thread
  return entry ? entry->pw_name : std::to_string(geteuid());
}

}  // namespace

void audit(Context& context, OpenRegister& open, const Result<void>& done) {
  const auto path = context.asked ? path_of(*context.asked) : std::vector<const CLI::App*>{};
  if (path.empty()) return;
  const bool lacks_authority = !done && done.error().problem == Problem::no_authority;
  if (!lacks_authority && !(done && administers(path))) return;
  AuditEntry entry;
  entry.at = SystemTime{}.now();
  entry.by = machine_user();
  entry.origin = "command line";
  entry.act = act_of(path);
  entry.about = about_of(*path.back());
  entry.outcome = done ? "done" : "no_authority";
  try {
    sql::SqlAudit{*open.database}.add(std::move(entry));
  } catch (const StoreDown& down) {
    context.err << context.say("审计记录没有写入：", "This does not stand in the audit log: ")
                << context.words.sentence(down.what()) << '\n';
    context.exit_code = 1;
  }
}

}  // namespace duban::cli
