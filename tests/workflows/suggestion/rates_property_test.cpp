// Whatever happened to the suggestions, these hold of their figures.

#include "workflows/suggestion/any_act.hpp"
#include "workflows/suggestion/figures.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <numeric>

namespace duban::test {

namespace {

/// Two suggestions of two sessions, and whatever comes to them in half a year.
void live(Office& office) {
  std::vector<CaseId> all;
  for (const auto* session : {"17-3", "17-4"}) {
    const auto id =
        office.submitted(R"({"title":"修路","text":"…","lead_deputy":"张代表","session":")" +
                         std::string{session} + "\"}");
    office.fire(id, "register");
    all.push_back(id);
  }
  auto today = std::chrono::sys_days{std::chrono::year{2025} / 3 / 14};
  const auto steps = *rc::gen::inRange(10, 80);
  for (int i = 0; i < steps; ++i) {
    const auto id = *rc::gen::elementOf(all);
    static_cast<void>(office.open_register().fire(any_act(office.family(id))));
    if (*rc::gen::inRange(0, 4) != 0) continue;
    today += std::chrono::days{*rc::gen::inRange(1, 25)};
    office.live_until(to_text(Date{today.time_since_epoch()}));
  }
}

/// Of every kind, what counts is part of what it is counted of.
void check_parts(const Figures& figures) {
  for (const auto& thing : figures.things())
    for (const auto& rate : figures.rates().all) {
      const bool is_meant = rate.kind.empty() ? thing.kind == "item" || thing.kind == "part"
                                              : thing.kind == rate.kind;
      if (!is_meant || rate.base.empty() || !thing.sets.contains(rate.set)) continue;
      RC_LOG() << rate.name << " of " << to_text(thing.id) << '\n';
      RC_ASSERT(thing.sets.contains(rate.base));
    }
}

void check_shares(const Figures& figures, const std::string& whole, const std::string& rate) {
  if (figures.rate(rate).ends_with("—")) return;
  std::int64_t sum = 0;
  for (const auto& text : figures.shares_of(whole)) {
    auto digits = text;
    digits.erase(digits.find('.'), 1);
    sum += std::stoll(digits);
  }
  RC_ASSERT(sum == 10'000);
}

void check_groups(const Figures& whole, const Figures& groups) {
  std::vector<Count> sums(whole.rates().all.size());
  for (const auto& [name, counts] : groups.groups())
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i].counted += counts[i].counted;
      sums[i].base += counts[i].base;
      sums[i].beside += counts[i].beside;
    }
  RC_ASSERT(sums == whole.groups().at(""));
}

}  // namespace

TEST_CASE("Any history has figures that agree with each other", "[property][rates][sqlite]") {
  rc::prop("numerators lie in their base, shares add up, groups add up to the whole", [] {
    Office office{"2025-03-14", "cn", with("rates.rounding", "largest_remainder")};
    live(office);
    const Figures whole{office};
    check_parts(whole);
    check_shares(whole, "satisfaction", "satisfied");
    check_shares(whole, "class", "class_A");
    for (const auto* by : {"session", "category", "origin", "key", "year"})
      check_groups(whole, Figures{office, by});
    RC_ASSERT(whole.number("registered") ==
              whole.number("withdrawn") + whole.number("transferred") + whole.number("to_handle"));
  });
}

}  // namespace duban::test
