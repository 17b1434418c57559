#include "engine/register/case.hpp"

#include <algorithm>
#include <charconv>

namespace duban {

namespace {

std::optional<std::int64_t> number_from(std::string_view text) {
  std::int64_t value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failed == std::errc{} && end == text.data() + text.size();
  return whole && value >= 0 ? std::optional{value} : std::nullopt;
}

auto same_clock(CaseId id, std::string_view kind, int number) {
  return [=](const Clock& clock) {
    return clock.id == id && clock.kind == kind && clock.number == number;
  };
}

}  // namespace

Result<CaseId> CaseId::parse(std::string_view text) {
  constexpr std::int64_t most_roots = 9'000'000'000'000;
  const auto dot = text.find('.');
  const auto root = number_from(text.substr(0, dot));
  const auto part =
      dot == text.npos ? std::optional<std::int64_t>{0} : number_from(text.substr(dot + 1));
  if (!root || !part || *root == 0 || *root > most_roots || *part >= family_size)
    return bad_input("id", "'" + std::string{text} + "' is not a case id; expected 12 or 12.1");
  return CaseId{*root, *part};
}

std::string to_text(CaseId id) {
  auto text = std::to_string(id.stored() / CaseId::family_size);
  if (!id.is_root()) text.append(".").append(std::to_string(id.part()));
  return text;
}

const Case* Family::find(CaseId id) const {
  const auto at = std::ranges::find(cases, id, &Case::id);
  return at == cases.end() ? nullptr : &*at;
}
Case* Family::find(CaseId id) {
  const auto at = std::ranges::find(cases, id, &Case::id);
  return at == cases.end() ? nullptr : &*at;
}

const Clock* Family::find_clock(CaseId id, std::string_view kind, int number) const {
  const auto at = std::ranges::find_if(clocks, same_clock(id, kind, number));
  return at == clocks.end() ? nullptr : &*at;
}
Clock* Family::find_clock(CaseId id, std::string_view kind, int number) {
  const auto at = std::ranges::find_if(clocks, same_clock(id, kind, number));
  return at == clocks.end() ? nullptr : &*at;
}

const Clock* Family::running_clock(CaseId id, std::string_view kind) const {
  const Clock* found = nullptr;
  for (const auto& clock : clocks)
    if (clock.id == id && clock.kind == kind && clock.running() &&
        (!found || clock.number > found->number))
      found = &clock;
  return found;
}

bool Actor::has_role(std::string_view role) const {
  return std::ranges::find(roles, role) != roles.end();
}

bool Actor::is_of_unit(std::string_view code) const {
  return unit.empty() || unit == code;
}

Actor system_actor() {
  Actor actor;
  actor.name = "system";
  actor.is_system = true;
  return actor;
}

}  // namespace duban
