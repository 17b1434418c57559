// `duban profile move`: running cases to the edition that their congress has now.

#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"

#include <algorithm>

namespace duban::cli {

namespace {

constexpr int families_at_once = 500;

struct MoveOptions {
  std::vector<std::string> cases;
  std::string congress, user;
  bool dry_run = false;
};

Result<std::vector<CaseId>> named_cases(const MoveOptions& options) {
  std::vector<CaseId> roots;
  for (const auto& text : options.cases) {
    const auto id = CaseId::parse(text);
    if (!id) return id.error();
    if (std::ranges::find(roots, id->root()) == roots.end()) roots.push_back(id->root());
  }
  return roots;
}

/// Those that are named, or all that run; only cases of another edition than the congress's.
Result<std::vector<CaseId>> chosen(const MoveOptions& options,
                                   const Congress& congress,
                                   OpenRegister& open) {
  auto roots = named_cases(options);
  if (!roots) return roots;
  if (options.cases.empty()) {
    CaseId after;
    for (;;) {
      const auto more = open.directory.running_families(congress.code, after, families_at_once);
      if (more.empty()) break;
      roots->insert(roots->end(), more.begin(), more.end());
      after = more.back();
    }
  }
  std::vector<CaseId> moving;
  for (const auto root : *roots) {
    const auto family = open.store.load(root);
    if (!family) return family.error();
    if (family->root().congress != congress.code)
      return Error{Problem::not_found, to_text(root), "is a case of another congress"};
    if (family->root().regulation != congress.regulation) moving.push_back(root);
  }
  return moving;
}

void tell(const std::vector<CaseId>& roots,
          const ClockMoves& moves,
          const Congress& congress,
          bool is_preview,
          const Context& context) {
  if (context.json) {
    boost::json::array cases;
    for (const auto root : roots) cases.emplace_back(to_text(root));
    return context.answer({{"regulation", congress.regulation},
                           {"written", !is_preview},
                           {"cases", std::move(cases)},
                           {"moves", moves.as_json()}});
  }
  if (is_preview)
    context.tell("{} 件在办事项将转用 {} 现在的办理办法",
                 "{} running cases would go by the profile that {} has now", roots.size(),
                 congress.name);
  else
    context.tell("{} 件在办事项已转用 {} 现在的办理办法",
                 "{} running cases go by the profile that {} has now", roots.size(), congress.name);
  moves.tell(is_preview);
}

/// Moves what can be moved, and leaves only that in `roots`; the first refusal, if there was one.
Result<void> project(std::vector<CaseId>& roots,
                     const User& user,
                     const Congress& congress,
                     bool write,
                     ClockMoves& moves,
                     OpenRegister& open) {
  Result<void> all;
  std::erase_if(roots, [&](CaseId root) {
    const auto moved = open.cases.project(
        {.root = root, .actor = actor_of(user), .regulation = congress.regulation, .write = write});
    if (moved) std::ranges::for_each(*moved, moves.collector());
    if (!moved && all) all = moved.error();
    return !moved;
  });
  return all;
}

Result<void> move(const MoveOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  const auto user = user_called(open, options.user);
  if (!user) return user.error();
  if (!user->congress.empty() && user->congress != congress->code)
    return Error{Problem::conflict, "--as", user->name + " belongs to another congress"};
  auto roots = chosen(options, *congress, open);
  if (!roots) return roots.error();
  ClockMoves moves{open, context};
  const auto asked = roots->size();
  auto done = project(*roots, *user, *congress, !options.dry_run, moves, open);
  if (!done && roots->size() == asked) return done;
  tell(*roots, moves, *congress, options.dry_run, context);
  return done;
}

}  // namespace

void add_profile_move(CLI::App& profile, Context& context) {
  const auto options = std::make_shared<MoveOptions>();
  auto* made = profile.add_subcommand(
      "move", context.say("把在办事项转用人大现在的办理办法",
                          "Let running cases go by the profile their congress has now"));
  made->add_option(
      "cases", options->cases,
      context.say("事项编号；不写则为全部在办事项", "cases; all running ones if none"));
  made->add_option("--congress", options->congress,
                   context.say("人大的行政区划代码；只有一个时可不写",
                               "code of the congress, if there are several"));
  made->add_option(
      "--as", options->user,
      context.say("以谁的名义；只有一个用户时可不写", "who asks, if there are several users"));
  made->add_flag(
      "--dry-run", options->dry_run,
      context.say("只看哪些期限会变，不写入", "say which limits would move, write nothing"));
  made->footer(examples(context, {"duban profile move --dry-run", "duban profile move 12 15"}));
  made->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return move(*options, open, context); });
  });
}

}  // namespace duban::cli
