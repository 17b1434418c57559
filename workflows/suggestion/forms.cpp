// What the forms of a suggestion and its assignments ask people to pick rather than to write.

#include "workflows/forms.hpp"

#include "workflows/suggestion/settings.hpp"

#include <algorithm>
#include <array>

namespace duban::suggestion {

namespace {

using Name = std::pair<std::string_view, Widget>;

constexpr std::array names{
    Name{"unit", Widget::unit},          Name{"lead_unit", Widget::unit},
    Name{"proposed_unit", Widget::unit}, Name{"release", Widget::unit},
    Name{"units", Widget::unit},         Name{"absent_opinions", Widget::unit},
    Name{"lead_deputy", Widget::deputy}, Name{"deputy", Widget::deputy},
    Name{"co_signers", Widget::deputy},  Name{"unconfirmed_co_signers", Widget::deputy},
    Name{"signers", Widget::deputy},     Name{"served", Widget::deputy},
    Name{"session", Widget::session},    Name{"host", Widget::family}};

Widget picks(std::string_view, std::string_view member) {
  const auto* const at = std::ranges::find(names, member, &Name::first);
  return at == names.end() ? Widget::text : at->second;
}

std::vector<Choice> choices(std::string_view event,
                            std::string_view member,
                            const Regulation& regulation) {
  std::vector<Choice> all;
  if (member == "reply_class")
    for (const auto& one : settings_of(regulation).reply_classes.value)
      all.push_back({one.code, one.name});
  if (member == "inadmissible_ground" || (event == "decline" && member == "ground"))
    for (const auto& ground : settings_of(regulation).inadmissible.value)
      all.push_back({ground, ground});
  return all;
}

}  // namespace

FormHints form_hints() {
  return {"suggestion", picks, choices};
}

namespace assignment {

FormHints form_hints() {
  return {"assignment", picks, choices};
}

}  // namespace assignment

}  // namespace duban::suggestion
