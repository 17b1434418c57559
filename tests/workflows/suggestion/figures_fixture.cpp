#include "adapters/files/profile.hpp"
#include "workflows/suggestion/figures.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>

namespace duban::test {

namespace {

Measure measure() {
  return all_measures().front();
}

}  // namespace

Figures::Figures(Office& office, const std::string& by, const std::string& as_of) {
  const auto day = as_of.empty() ? date_of(office.now()) : parse_date(as_of).value();
  const auto rules = office.open_register().rulebook().of_congress("340100").value();
  office.store().each_family({}, [&](const FamilyHistory& history) {
    if (const auto family = family_before(history, start_of(day + std::chrono::days{1})))
      for (auto& thing :
           measure().count(*family, {rules.regulation, rules.regulation, rules.calendar, day}))
        things_.push_back(std::move(thing));
    return true;
  });
  count(rules.regulation, by);
}

Figures::Figures(const std::vector<Family>& families,
                 const Regulation& regulation,
                 const std::string& as_of,
                 const std::string& by) {
  static const Calendar no_calendar;
  for (const auto& family : families)
    for (auto& thing :
         measure().count(family, {regulation, regulation, no_calendar, parse_date(as_of).value()}))
      things_.push_back(std::move(thing));
  count(regulation, by);
}

void Figures::count(const Regulation& regulation, const std::string& by) {
  const auto measured = measure();
  rates_ = measured.rates(regulation);
  Tally tally{measured, rates_.all, measured.grouping(by)};
  for (const auto& thing : things_) tally.add(thing);
  groups_ = tally.groups();
}

std::size_t Figures::place(const std::string& name) const {
  const auto at = std::ranges::find(rates_.all, name, &Rate::name);
  if (at == rates_.all.end()) throw std::logic_error("no rate is called " + name);
  return static_cast<std::size_t>(at - rates_.all.begin());
}

std::vector<Count> Figures::counts(const std::string& group) const {
  const auto at = groups_.find(group);
  return at == groups_.end() ? std::vector<Count>(rates_.all.size()) : at->second;
}

std::string Figures::rate(const std::string& name, const std::string& group) const {
  const auto all = counts(group);
  const auto& count = all[place(name)];
  const auto units = percents(rates_.all, all, rates_.rounding)[place(name)];
  return std::to_string(count.counted) + "/" + std::to_string(count.base) + " " +
         (units ? percent_text(*units, rates_.rounding.decimals) : "—");
}

std::int64_t Figures::number(const std::string& name, const std::string& group) const {
  return counts(group)[place(name)].counted;
}

std::vector<std::string> Figures::shares_of(const std::string& whole) const {
  std::vector<std::string> texts;
  const auto all = percents(rates_.all, counts(""), rates_.rounding);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (rates_.all[i].whole == whole)
      texts.push_back(percent_text(all[i].value(), rates_.rounding.decimals));
  return texts;
}

std::vector<std::string> Figures::variants(const std::string& name) const {
  return rates_.all[place(name)].variants;
}

void set(RegulationText& profile, const std::string& name, boost::json::value value) {
  auto* at = &profile.settings["suggestion"];
  const auto dot = name.find('.');
  if (dot != name.npos) at = &at->at(name.substr(0, dot)).as_object();
  at->at(dot == name.npos ? name : name.substr(dot + 1)).as_object()["value"] = std::move(value);
}

Overrides with(const std::string& name, const boost::json::value& value) {
  return [=](RegulationText& profile) { set(profile, name, value); };
}

Regulation regulation(const Overrides& overrides) {
  auto profile = read_profile(DUBAN_SOURCE_DIR "/config/regulations/cn.toml");
  REQUIRE(profile.has_value());
  if (overrides) overrides(profile->text);
  return read_regulation(profile->text).value();
}

}  // namespace duban::test
