#include "engine/register/founding.hpp"

#include "engine/data/codec.hpp"
#include "engine/people/names.hpp"

#include <algorithm>

namespace duban {

namespace {

/// 340100, or down to a township 340104001.
bool is_division(std::string_view code) {
  constexpr std::size_t shortest = 6, longest = 12;
  return code.size() >= shortest && code.size() <= longest &&
         code.find_first_not_of("0123456789") == code.npos;
}

Error no_division(const char* member) {
  return bad_input(member, "a congress goes by the code of its division, such as 340100");
}

}  // namespace

const std::vector<std::string>& congress_levels() {
  static const auto all = codec::Reader<CongressLevel>::words();
  return all;
}

Result<void> check_congress(const Congress& congress, const std::vector<Congress>& others) {
  if (auto sound = check_title("name", congress.name); !sound) return sound;
  if (!is_division(congress.code)) return no_division("code");
  if (!congress.parent.empty() && !is_division(congress.parent)) return no_division("parent");
  auto above = congress.parent;
  for (std::size_t steps = 0; !above.empty() && steps <= others.size(); ++steps) {
    if (above == congress.code) return bad_input("parent", "a congress is not above itself");
    const auto at = std::ranges::find(others, above, &Congress::code);
    above = at == others.end() ? std::string{} : at->parent;
  }
  return {};
}

std::string keep_rules(const Regulation& regulation, Directory& directory) {
  const auto edition = Rulebook::edition_of(regulation);
  directory.keep(edition);
  return edition.hash;
}

std::string keep_rules(const Calendar& calendar, Directory& directory) {
  const auto edition = Rulebook::edition_of(calendar);
  directory.keep(edition);
  return edition.hash;
}

Calendar with_imported_notices(Calendar calendar, Directory& directory, Rulebook& rulebook) {
  for (const auto& congress : directory.congresses()) {
    const auto& kept = rulebook.calendar(congress.calendar);
    if (kept.name() == calendar.name()) calendar = calendar.with_notice(kept);
  }
  return calendar;
}

Result<void> change_congress(const Congress& before, const Congress& after, Directory& directory) {
  // First, because somebody else's may stand in its way.
  if (after.calendar != before.calendar)
    if (auto adopted = directory.adopt_calendar(after.code, before.calendar, after.calendar);
        !adopted)
      return adopted;
  return directory.put(after, false);
}

}  // namespace duban
