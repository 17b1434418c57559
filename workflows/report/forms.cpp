// What the forms of a periodic report ask people to pick rather than to write.

#include "workflows/forms.hpp"

#include "workflows/report/settings.hpp"

#include <set>

namespace duban::report {

namespace {

Widget picks(std::string_view, std::string_view member) {
  if (member == "sender" || member == "joint_senders" || member == "joint_signers")
    return Widget::unit;
  return member == "meeting" ? Widget::meeting : Widget::text;
}

std::vector<Choice> choices(std::string_view,
                            std::string_view member,
                            const Regulation& regulation) {
  std::vector<Choice> all;
  if (member == "kind")
    for (const auto& item : settings_of(regulation).plan) all.push_back({item.kind, item.name});
  if (member != "limit") return all;
  std::set<std::string> limits;
  for (const auto& item : settings_of(regulation).plan)
    limits.insert(item.limits.begin(), item.limits.end());
  for (const auto& limit : limits) all.push_back({limit, limit});
  return all;
}

}  // namespace

FormHints form_hints() {
  return {"report", picks, choices};
}

}  // namespace duban::report
