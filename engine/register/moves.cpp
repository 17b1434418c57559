#include "engine/register/moves.hpp"

#include "engine/register/damage.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace duban {

namespace {

constexpr int families_at_once = 500;

/// Visits every family of a congress that has running clocks.
void each_running(Register& open_register,
                  const std::string& congress,
                  const std::function<void(CaseId)>& visit) {
  CaseId after;
  for (;;) {
    const auto roots =
        open_register.directory().running_families(congress, after, families_at_once);
    if (roots.empty()) return;
    for (const auto root : roots) {
      try {
        visit(root);
      } catch (const FamilyDamaged& damage) {
        spdlog::error("case {}: {}", to_text(root), damage.what());
      } catch (const StoreDown&) {
        throw;
      } catch (const std::exception& damage) {
        spdlog::error("case {}: {}", to_text(root), damage_in_words(damage.what()));
      }
    }
    after = roots.back();
  }
}

void tell(const Result<std::vector<ClockMove>>& moves, CaseId root, const EachMove& each) {
  if (!moves) {
    spdlog::error("case {}: {} {}", to_text(root), moves.error().subject, moves.error().detail);
    return;
  }
  if (each)
    for (const auto& move : *moves) each(move);
}

void project_all(Register& open_register,
                 const std::string& congress,
                 const std::string& calendar,
                 bool write,
                 const EachMove& each) {
  each_running(open_register, congress, [&](CaseId root) {
    tell(open_register.project(
             {.root = root, .actor = system_actor(), .calendar = calendar, .write = write}),
         root, each);
  });
}

/// The commands that tell the cases of a family of it.
std::vector<Command> consequences(Register& open_register, CaseId root, const Moved& moved) {
  std::vector<Command> commands;
  const auto family = open_register.store().load(root);
  if (!family) return commands;
  for (const auto& kase : family->cases) {
    auto follows = open_register.catalogue().at(kase.workflow).when_moved(moved, kase);
    if (!follows) continue;
    auto& command = commands.emplace_back();
    command.id = kase.id;
    command.event = std::move(follows->event);
    command.data = std::move(follows->data);
    command.actor = system_actor();
  }
  return commands;
}

/// A case in a state for which the day no longer matters is not told.
bool concerns_nobody(const Error& error) {
  return error.problem == Problem::not_in_state || error.problem == Problem::condition;
}

void tell_all(Register& open_register,
              const std::string& congress,
              const Moved& moved,
              bool write,
              const EachMove& each) {
  each_running(open_register, congress, [&](CaseId root) {
    for (const auto& command : consequences(open_register, root, moved)) {
      const auto moves = open_register.rehearse_moves(command);
      if (!moves && concerns_nobody(moves.error())) continue;
      if (write && moves)
        if (const auto done = open_register.fire(command); !done) {
          tell(done.error(), root, each);
          continue;
        }
      tell(moves, root, each);
    }
  });
}

/// A session or meeting as it is now; nothing if it has been taken away.
std::optional<Moved> entity(Directory& directory, const PendingMove& move) {
  if (move.what == "session") {
    const auto all = directory.sessions(move.congress);
    const auto at = std::ranges::find(all, move.code, &Session::code);
    if (at != all.end()) return Moved{move.what, move.code, at->closed_on};
  }
  if (move.what == "meeting") {
    const auto all = directory.meetings(move.congress);
    const auto at = std::ranges::find(all, move.code, &Meeting::code);
    if (at != all.end()) return Moved{move.what, move.code, at->held_on};
  }
  return std::nullopt;
}

}  // namespace

void carry_out_moves(Register& open_register, const EachMove& each) {
  auto& directory = open_register.directory();
  for (const auto& move : directory.pending_moves()) {
    open_register.rulebook().forget_congresses();
    if (move.what == "calendar")
      project_all(open_register, move.congress, {}, true, each);
    else if (const auto moved = entity(directory, move))
      tell_all(open_register, move.congress, *moved, true, each);
    directory.forget(move);
  }
}

void rehearse_calendar(Register& open_register,
                       const std::string& congress,
                       const Calendar& calendar,
                       const EachMove& each) {
  project_all(open_register, congress, open_register.rulebook().hold(calendar), false, each);
}

void rehearse_moved(Register& open_register,
                    const std::string& congress,
                    const Moved& moved,
                    const EachMove& each) {
  tell_all(open_register, congress, moved, false, each);
}

}  // namespace duban
