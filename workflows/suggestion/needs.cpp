#include "workflows/suggestion/needs.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/texts.hpp"
#include "workflows/suggestion/facts.hpp"

namespace duban::suggestion {

namespace {

/// A member that is a text; empty if there is none.
/// The series of the session; without a session, of the year in which it was received.
std::string series_of(const json::value& data, const Case& self) {
  const auto own = decode_stored<Facts>(self.facts);
  auto series = text_in(data, "session");
  if (series.empty()) series = own.session;
  if (series.empty()) series = to_text(own.received_on.value_or(self.opened_on)).substr(0, 4);
  return own.origin == Origin::recess ? series + "闭" : series;
}

std::optional<CaseId> root_of(const std::string& id) {
  const auto host = CaseId::parse(id);
  return host ? std::optional{host->root()} : std::nullopt;
}

std::vector<std::pair<std::string, std::string>> units_named(const json::value& data) {
  std::vector<std::pair<std::string, std::string>> units;
  const auto* object = data.if_object();
  const auto* shares = object ? object->if_contains("units") : nullptr;
  if (!shares || !shares->is_array()) return units;
  for (std::size_t i = 0; const auto& share : shares->get_array()) {
    if (auto unit = text_in(share, "unit"); !unit.empty())
      units.emplace_back("units[" + std::to_string(i) + "].unit", std::move(unit));
    ++i;
  }
  return units;
}

}  // namespace

Needs needs_of(std::string_view event, const json::value& data, const Case& self) {
  if (event == "register" && text_in(data, "number").empty())
    return {.series = series_of(data, self)};
  if (event == "link_merge") return {.host = root_of(text_in(data, "host"))};
  if (event == "assign" || event == "reassign") {
    const auto own = decode_stored<Facts>(self.facts);
    Needs needs{.host = root_of(own.host), .units = units_named(data)};
    if (event == "assign") needs.session = own.session;
    return needs;
  }
  return {};
}

}  // namespace duban::suggestion
