#include "engine/rates.hpp"

#include "engine/register/body_members.hpp"
#include "engine/register/draft.hpp"
#include "engine/register/fold.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace duban {

// As of a moment ----------------------------------------------------------------------------------

std::optional<Family> family_before(const FamilyHistory& history, Instant moment) {
  json::monotonic_resource memory;
  std::vector<std::pair<json::object, const EventRecord*>> told;
  for (const auto& event : history.events)
    if (event.recorded_at < moment)
      told.emplace_back(std::move(json::parse(event.body, &memory).as_object()), &event);
  if (told.empty()) return std::nullopt;
  std::ranges::sort(told, {}, [](const auto& event) {
    return std::tuple{number_of(event.first, "commit"), number_of(event.first, "order")};
  });
  const auto& root = history.family.root();
  auto family = new_family(root.id, root.workflow, root.congress);
  for (const auto& [body, event] : told) fold(family, body, event->hash);
  return family;
}

// Counting ----------------------------------------------------------------------------------------

Tally::Tally(const Measure& measure, std::vector<Rate> rates, const Grouping* grouping)
    : whole_{measure.kind}, rates_{std::move(rates)}, grouping_{grouping} {
  if (!grouping) groups_[""].resize(rates_.size());
}

std::string_view Tally::kind_of(const Rate& rate) const {
  if (!rate.kind.empty()) return rate.kind;
  return grouping_ ? grouping_->kind : whole_;
}

bool Tally::applies(const Rate& rate) const {
  return kind_of(rate) != whole_ || !grouping_ || grouping_->kind == whole_;
}

std::optional<std::string> Tally::group_of(const Countable& thing) const {
  if (!grouping_) return std::string{};
  const auto at = thing.groups.find(grouping_->name);
  return at == thing.groups.end() ? std::nullopt : std::optional{at->second};
}

Standing Tally::standing(const Rate& rate, const Countable& thing) const {
  if (thing.kind != kind_of(rate)) return Standing::apart;
  if (!rate.base.empty() && !thing.sets.contains(rate.base)) return Standing::apart;
  if (thing.sets.contains(rate.set)) return Standing::counted;
  return rate.base.empty() ? Standing::apart : Standing::missing;
}

void Tally::add(const Countable& thing) {
  const auto group = group_of(thing);
  if (!group) return;
  auto& counts = groups_[*group];
  counts.resize(rates_.size());
  for (std::size_t i = 0; i < rates_.size(); ++i) {
    const auto& rate = rates_[i];
    const auto where = standing(rate, thing);
    counts[i].counted += where == Standing::counted ? 1 : 0;
    counts[i].base += where != Standing::apart && !rate.base.empty() ? 1 : 0;
    if (thing.kind == kind_of(rate) && thing.sets.contains(rate.beside)) ++counts[i].beside;
  }
}

// Percent -----------------------------------------------------------------------------------------

namespace {

using Percents = std::vector<std::optional<std::int64_t>>;

/// The rates that share one whole, and what of the base is in none of them.
void share_out(const std::string& whole,
               std::span<const Rate> rates,
               std::span<const Count> counts,
               int decimals,
               Percents& percents) {
  std::vector<std::size_t> places;
  std::vector<std::int64_t> parts;
  for (std::size_t i = 0; i < rates.size(); ++i)
    if (rates[i].whole == whole) {
      places.push_back(i);
      parts.push_back(counts[i].counted);
    }
  const auto base = counts[places.front()].base;
  if (base == 0) return;
  parts.push_back(base - std::accumulate(parts.begin(), parts.end(), std::int64_t{0}));
  const auto units = shares(parts, decimals);
  for (std::size_t i = 0; i < places.size(); ++i) percents[places[i]] = units[i];
}

void add_up(std::size_t place, std::span<const Rate> rates, Percents& percents) {
  if (!percents[place]) return;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < rates.size(); ++i)
    if (std::ranges::find(rates[place].sum, rates[i].name) != rates[place].sum.end())
      sum += percents[i].value_or(0);
  percents[place] = sum;
}

}  // namespace

std::vector<std::optional<std::int64_t>> percents(std::span<const Rate> rates,
                                                  std::span<const Count> counts,
                                                  const Rounding& rounding) {
  Percents all(rates.size());
  std::set<std::string> wholes;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    all[i] = percent(counts[i].counted, counts[i].base, rounding.decimals);
    if (!rates[i].whole.empty()) wholes.insert(rates[i].whole);
  }
  // Rounded by themselves, a sum and its shares may differ by one unit of the last decimal.
  if (rounding.method == RoundingMethod::plain) return all;
  for (const auto& whole : wholes) share_out(whole, rates, counts, rounding.decimals, all);
  for (std::size_t i = 0; i < rates.size(); ++i)
    if (!rates[i].sum.empty()) add_up(i, rates, all);
  return all;
}

}  // namespace duban
