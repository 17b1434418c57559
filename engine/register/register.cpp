#include "engine/register/register.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"
#include "engine/machine/print.hpp"
#include "engine/register/idempotency.hpp"

#include <algorithm>

namespace duban {

namespace {

// Two people on one family are rare, twenty in one moment are a stuck program.
constexpr int most_attempts = 20;

Error stale(const Case& self, std::int64_t expected) {
  return Error{Problem::stale_version, to_text(self.id),
               "was at version " + std::to_string(expected) + " when you read it and is at " +
                   std::to_string(self.version) + " now; read it again"};
}

Error contended(CaseId id) {
  return Error{Problem::stale_version, to_text(id), "is being changed by others; try again"};
}

Error number_taken() {
  return Error{Problem::conflict, "number", "this number is taken already"};
}

Done done(const Draft& draft, CaseId id) {
  const auto& self = *draft.family().find(id);
  return Done{id, self.state, self.version, draft.events()};
}

}  // namespace

Register::Register(Store& store, Directory& directory, const Catalogue& catalogue, TimeSource& time)
    : store_{store},
      directory_{directory},
      catalogue_{catalogue},
      time_{time},
      rulebook_{directory} {}

Instant Register::now_for(const Family& family) {
  auto now = time_.now();
  for (const auto& kase : family.cases) now = std::max(now, kase.last_event_at);
  return now;
}

Result<void> Register::check_units(const Needs& needs, const std::string& congress) {
  if (needs.units.empty()) return {};
  std::vector<std::string> codes;
  const auto units = directory_.units(congress);
  for (const auto& unit : units) codes.push_back(unit.code);
  for (const auto& [path, code] : needs.units) {
    if (std::ranges::find(codes, code) != codes.end()) continue;
    const auto named = std::ranges::find(units, code, &Unit::name);
    const auto meant = named != units.end() ? named->code : codec::nearest(code, codes);
    return Error{Problem::not_found, path,
                 "there is no unit '" + code + "'" +
                     (meant.empty() ? std::string{} : "; did you mean " + meant + "?")};
  }
  return {};
}

Result<json::object> Register::outside_facts(const Command& command,
                                             const Needs& needs,
                                             const Case& self) {
  json::object uses;
  if (!needs.series.empty() && !command.imported) {
    uses.emplace("series", needs.series);
    uses.emplace("serial", store_.next_serial(self.congress, needs.series));
  }
  if (needs.host) {
    const auto host = store_.load(*needs.host);
    if (!host || host->root().congress != self.congress)
      return Error{Problem::not_found, "host", "there is no case " + to_text(*needs.host)};
    const auto& root = host->root();
    uses.emplace(
        "host",
        json::object{{"id", to_text(root.id)}, {"state", root.state}, {"facts", root.facts}});
  }
  if (auto known = add_meetings(uses, needs, self.congress); !known) return known.error();
  return uses;
}

Result<void> Register::add_meetings(json::object& uses,
                                    const Needs& needs,
                                    const std::string& congress) {
  const auto day = [](json::object& into, const char* name, const std::optional<Date>& date) {
    if (date) into.emplace(name, to_text(*date));
  };
  if (!needs.session.empty()) {
    const auto all = directory_.sessions(congress);
    if (const auto at = std::ranges::find(all, needs.session, &Session::code); at != all.end()) {
      json::object session{{"code", at->code}};
      day(session, "opened_on", at->opened_on);
      day(session, "closed_on", at->closed_on);
      uses.emplace("session", std::move(session));
    }
  }
  if (needs.meeting.empty()) return {};
  const auto all = directory_.meetings(congress);
  const auto at = std::ranges::find(all, needs.meeting, &Meeting::code);
  if (at == all.end())
    return Error{Problem::not_found, "meeting",
                 "there is no meeting '" + needs.meeting + "'; duban meeting add makes one"};
  json::object meeting{{"code", at->code}, {"name", at->name}};
  day(meeting, "held_on", at->held_on);
  uses.emplace("meeting", std::move(meeting));
  return {};
}

Result<void> Register::decide(Draft& draft, const Command& command) {
  const auto& family = draft.family();
  const auto* self = family.find(command.id);
  if (!self) return Error{Problem::no_such_case, to_text(command.id), "there is no such case"};
  if (command.expected_version && *command.expected_version != self->version)
    return stale(*self, *command.expected_version);
  const auto& workflow = catalogue_.at(self->workflow);
  // The engine's own event comes by project() only.
  if (command.event == projection_event) return unknown_event(workflow, command.event);
  const auto rules = rulebook_.of_family(family);
  if (!rules) return rules.error();
  const auto needs = workflow.needs(command.event, command.data, *self);
  const auto uses = outside_facts(command, needs, *self);
  if (!uses) return uses.error();
  if (auto decided = draft.apply(command, now_for(family), *rules, *uses); !decided) return decided;
  // Last, so that who may not act, or not now, is told that and not of a misspelt unit.
  return command.imported ? Result<void>{} : check_units(needs, family.root().congress);
}

Result<Done> Register::open(Command command) {
  if (!catalogue_.find(command.workflow))
    return Error{Problem::not_found, "workflow", "there is no workflow '" + command.workflow + "'"};
  if (auto answer = answer_again(store_, command)) return *answer;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    command.id = store_.reserve_root();
    Draft draft{catalogue_, new_family(command.id, command.workflow, command.congress)};
    if (auto decided = decide(draft, command); !decided) return decided.error();
    auto change = draft.change_set();
    keep_answer(change, command, done(draft, command.id));
    if (store_.commit({&change, 1}).front() == Applied::yes) return done(draft, command.id);
    if (auto answer = answer_again(store_, command)) return *answer;
    if (change.serials.empty() && is_taken(change)) return number_taken();
  }
  return contended(command.id);
}

bool Register::is_taken(const ChangeSet& change) {
  CaseFilter filter;
  filter.congress = change.congress;
  filter.number = change.cases.front().summary.number;
  filter.limit = 1;
  return !filter.number.empty() && !directory_.cases(filter).empty();
}

Result<Done> Register::fire(const Command& command) {
  if (auto answer = answer_again(store_, command)) return *answer;
  ChangeSet last;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto family = store_.load(command.id);
    if (!family) return family.error();
    Draft draft{catalogue_, std::move(*family)};
    if (auto decided = decide(draft, command); !decided) return decided.error();
    auto change = draft.change_set();
    if (auto free = check_number(last, change); !free) return free.error();
    keep_answer(change, command, done(draft, command.id));
    if (store_.commit({&change, 1}).front() == Applied::yes) return done(draft, command.id);
    if (auto answer = answer_again(store_, command)) return *answer;
    last = std::move(change);
  }
  return contended(command.id);
}

Result<void> Register::check_number(const ChangeSet& last, const ChangeSet& change) {
  if (last.root != change.root || last.cases.empty() ||
      last.expected_family_version != change.expected_family_version)
    return {};
  // Nobody has touched the family in between, so it is the number that somebody else has.
  if (change.serials.empty()) return number_taken();
  for (const auto& taken : change.serials)
    if (last.serials.size() == 1 && last.serials.front().serial == taken.serial)
      store_.skip_serials(change.congress, taken.series, taken.serial);
  return {};
}

Result<Draft> Register::draft_of(CaseId root, const std::vector<Command>& commands) {
  Draft draft{catalogue_, new_family(root, commands.front().workflow, commands.front().congress)};
  for (auto command : commands) {
    command.id = CaseId{root.stored() / CaseId::family_size, command.id.part()};
    if (auto decided = decide(draft, command); !decided) return decided.error();
  }
  return draft;
}

std::vector<Result<Done>> Register::open_all(std::span<const std::vector<Command>> families) {
  rulebook_.forget_congresses();  // an import may go on for long, and a calendar change meanwhile
  std::vector<Result<Done>> results;
  std::vector<std::size_t> places;
  std::vector<ChangeSet> group;
  for (const auto& commands : families) {
    const auto draft = draft_of(store_.reserve_root(), commands);
    if (!draft) {
      results.emplace_back(draft.error());
      continue;
    }
    places.push_back(results.size());
    group.push_back(draft->change_set());
    results.emplace_back(done(*draft, draft->family().root().id));
    keep_answer(group.back(), commands.front(), *results.back());
  }
  const auto applied = store_.commit(group);
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (applied[i] == Applied::stale) results[places[i]] = number_taken();
    if (applied[i] == Applied::repeated)
      results[places[i]] = Error{Problem::conflict, "title", "this line has been taken already"};
  }
  return results;
}

std::vector<Result<Done>> Register::rehearse(std::span<const std::vector<Command>> families) {
  std::vector<Result<Done>> results;
  for (const auto& commands : families) {
    const CaseId nobody{1};
    const auto draft = draft_of(nobody, commands);
    if (draft) {
      results.emplace_back(done(*draft, nobody));
      results.back()->id = {};
    } else {
      results.emplace_back(draft.error());
    }
  }
  return results;
}

Result<Register::Projected> Register::projected(const Family& family, const Projecting& what) {
  const auto usual = rulebook_.of_family(family);
  if (!usual) return usual.error();
  const auto rules =
      rulebook_.rules(what.regulation.empty() ? usual->regulation.edition : what.regulation,
                      what.calendar.empty() ? usual->calendar_edition : what.calendar);
  const bool is_moved = rules.regulation.edition != usual->regulation.edition;
  const auto now = now_for(family);
  const auto clocks = to_project(family, catalogue_, rulebook_, rules, date_of(now));
  if (clocks.empty() && !is_moved) return Projected{};
  auto command = projection(family, is_moved ? by_regulation : by_calendar, clocks);
  command.actor = what.actor;
  Draft draft{catalogue_, family};
  if (auto decided = draft.apply(command, now, rules, {}); !decided) return decided.error();
  return Projected{draft.change_set(), moves_between(family, draft.family())};
}

Result<std::vector<ClockMove>> Register::project(const Projecting& what) {
  rulebook_.forget_congresses();
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto family = store_.load(what.root);
    if (!family) return family.error();
    const auto once = projected(*family, what);
    if (!once) return once.error();
    if (!what.write || once->change.events.empty()) return once->moves;
    if (store_.commit({&once->change, 1}).front() == Applied::yes) return once->moves;
  }
  return contended(what.root);
}

Result<std::vector<ClockMove>> Register::rehearse_moves(const Command& command) {
  const auto family = store_.load(command.id);
  if (!family) return family.error();
  Draft draft{catalogue_, *family};
  if (auto decided = decide(draft, command); !decided) return decided.error();
  return moves_between(*family, draft.family());
}

Result<void> Register::raise(const Command& command) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto family = store_.load(command.id);
    if (!family)
      throw FamilyDamaged("The register is damaged: a clock that is due belongs to no case.");
    const auto& rung = *command.raised_by;
    const auto* clock = family->find_clock(command.id, rung.kind, rung.number);
    if (!clock || !clock->running() || clock->generation != rung.generation ||
        clock->raised_through >= rung.day)
      return {};
    const auto rules = rulebook_.of_family(*family);
    if (!rules)
      throw FamilyDamaged("The register is damaged: case " + to_text(command.id) +
                          " is of a congress that is not there.");
    Draft draft{catalogue_, *family};
    const auto decided = decide(draft, command);
    Draft settled{catalogue_, std::move(*family)};
    settled.settle_rung(command.id, rung, *rules);
    const auto change = decided ? draft.change_set() : settled.change_set();
    if (store_.commit({&change, 1}).front() != Applied::yes) continue;
    return decided;
  }
  throw StoreBusy("The register is locked by another program; nothing was written.");
}

}  // namespace duban
