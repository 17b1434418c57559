#include "engine/data/codec.hpp"
#include "engine/register/register.hpp"

#include <algorithm>

namespace duban {

namespace {

/// Whoever has been succeeded is given nothing more.
Result<void> check_acts(const Representation& acting,
                        const std::string& path,
                        const std::string& unit) {
  const auto* gone = succession_of(acting.successions, Party::unit, unit);
  if (!gone) return {};
  return Error{Problem::not_found, path,
               unit + " has been succeeded by " +
                   acting_for(acting.successions, Party::unit, unit) + " since " +
                   to_text(gone->happened_on) + "; name the successor"};
}

}  // namespace

Result<void> Register::check_units(const Command& command,
                                   const Needs& needs,
                                   const std::string& congress) {
  if (needs.units.empty()) return {};
  std::vector<std::string> codes;
  const auto units = directory_.units(congress);
  const auto acting = rulebook_.representation_of(congress);
  for (const auto& unit : units) codes.push_back(unit.code);
  for (const auto& [path, code] : needs.units) {
    // A plan names whom it named when it was made: the case goes to the successor at once.
    if (!command.actor.is_system)
      if (auto acts = check_acts(*acting, path, code); !acts) return acts;
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
  if (!command.attachments.empty()) uses.emplace("attachments", encode(command.attachments));
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

}  // namespace duban
