#include "engine/register/moves.hpp"

#include "engine/register/damage.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace duban {

namespace {

constexpr int clocks_at_once = 500;
/// Longer than anybody decides by what was read before.
constexpr std::chrono::minutes until_second_sweep{1};

/// Whether a family could follow; why not is in the log.
using Visit = std::function<Result<void>(CaseId)>;

bool follows(CaseId root, const Visit& visit) {
  const auto tell = [&](const std::string& why) {
    spdlog::error("case {}: {}", to_text(root), why);
    return false;
  };
  try {
    const auto done = visit(root);
    return done || tell(done.error().subject + " " + done.error().detail);
  } catch (const FamilyDamaged& damage) {
    return tell(damage.what());
  } catch (const StoreDown&) {
    throw;
  } catch (const std::exception& damage) {
    return tell(damage_in_words(damage.what()));
  }
}

/// Visits every family of a congress that has running clocks; returns those that could not follow.
std::vector<CaseId> each_running(Register& open_register,
                                 const std::string& congress,
                                 const Visit& visit) {
  std::vector<CaseId> failed;
  CaseId after;
  for (;;) {
    const auto roots = open_register.directory().running_families(congress, after, clocks_at_once);
    if (roots.empty()) return failed;
    for (const auto root : roots)
      if (!follows(root, visit)) failed.push_back(root);
    after = roots.back();
  }
}

Result<void> told(const Result<std::vector<ClockMove>>& moves, const EachMove& each) {
  if (!moves) return moves.error();
  if (each) std::ranges::for_each(*moves, each);
  return {};
}

Result<void> project(Register& open_register,
                     CaseId root,
                     const std::string& calendar,
                     bool write,
                     const EachMove& each) {
  return told(open_register.project(
                  {.root = root, .actor = system_actor(), .calendar = calendar, .write = write}),
              each);
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

/// A case for which the day no longer matters, or is no news, is not told.
bool concerns_nobody(const Error& error) {
  return error.problem == Problem::not_in_state || error.problem == Problem::condition;
}

Result<void> tell_of(
    Register& open_register, CaseId root, const Moved& moved, bool write, const EachMove& each) {
  for (const auto& command : consequences(open_register, root, moved)) {
    const auto moves = open_register.rehearse_moves(command);
    if (!moves && concerns_nobody(moves.error())) continue;
    if (moves && write)
      if (const auto done = open_register.fire(command); !done) return done.error();
    if (auto all = told(moves, each); !all) return all;
  }
  return {};
}

/// Every session and meeting as it is now.
std::vector<Moved> entities(Directory& directory, const std::string& congress) {
  std::vector<Moved> all;
  for (const auto& session : directory.sessions(congress))
    all.push_back({Mover::session, session.code, session.closed_on});
  for (const auto& meeting : directory.meetings(congress))
    all.push_back({Mover::meeting, meeting.code, meeting.held_on});
  return all;
}

/// What one move asks of one family.  One that could not follow is asked everything.
Result<void> carry_out(Register& open_register,
                       const PendingMove& move,
                       CaseId root,
                       const EachMove& each) {
  const bool everything = move.what == Mover::family;
  Result<void> done;
  if (everything || move.what == Mover::calendar)
    done = project(open_register, root, {}, true, each);
  if (done && (everything || move.what == Mover::succession)) done = open_register.succeed(root);
  for (const auto& moved : entities(open_register.directory(), move.congress))
    if (done && (everything || (moved.what == move.what && moved.code == move.code)))
      done = tell_of(open_register, root, moved, true, each);
  return done;
}

void sweep(Register& open_register, const PendingMove& move, const EachMove& each) {
  auto& directory = open_register.directory();
  open_register.rulebook().forget_congresses();
  const auto failed = each_running(open_register, move.congress, [&](CaseId root) {
    return carry_out(open_register, move, root, each);
  });
  if (move.swept_at) {
    for (const auto root : failed)
      directory.remember({0, move.congress, Mover::family, to_text(root), {}});
    directory.forget(move);
  } else {
    directory.note_swept(move, open_register.now());
  }
}

}  // namespace

void carry_out_moves(Register& open_register, const EachMove& each) {
  const auto now = open_register.now();
  for (const auto& move : open_register.directory().pending_moves()) {
    if (move.what == Mover::family) continue;
    if (!move.swept_at || now >= *move.swept_at + until_second_sweep)
      sweep(open_register, move, each);
  }
}

void retry_families(Register& open_register) {
  auto& directory = open_register.directory();
  for (const auto& move : directory.pending_moves()) {
    const auto root = CaseId::parse(move.code);
    if (move.what != Mover::family || !root) continue;
    if (follows(*root, [&](CaseId id) { return carry_out(open_register, move, id, {}); }))
      directory.forget(move);
  }
}

void rehearse_calendar(Register& open_register,
                       const std::string& congress,
                       const Calendar& calendar,
                       const EachMove& each) {
  const auto edition = open_register.rulebook().hold(calendar);
  static_cast<void>(each_running(open_register, congress, [&](CaseId root) {
    return project(open_register, root, edition, false, each);
  }));
}

void rehearse_moved(Register& open_register,
                    const std::string& congress,
                    const Moved& moved,
                    const EachMove& each) {
  static_cast<void>(each_running(open_register, congress, [&](CaseId root) {
    return tell_of(open_register, root, moved, false, each);
  }));
}

}  // namespace duban
