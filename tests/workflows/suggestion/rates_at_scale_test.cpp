// The figures that offices have published, from as many suggestions as they had.

#include "workflows/suggestion/assignment_facts.hpp"
#include "workflows/suggestion/figures.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

using suggestion::Satisfaction;
using suggestion::assignment::Adoption;

struct Item {
  std::string reply_class = "A";
  std::optional<Satisfaction> rating{};
  Adoption adopted = Adoption::no;
};

/// A suggestion that one unit has answered, as the register would hold it.
Family family_of(std::int64_t number, const Item& item) {
  const auto day = parse_date("2025-06-10").value();
  suggestion::Facts whole;
  whole.lead_deputy = "张代表";
  whole.round = 1;
  auto& round = whole.answered_rounds.emplace_back();
  round.on = round.limit = round.unextended_limit = day;
  round.units = {"甲局"};
  if (item.rating) {
    auto& rating = whole.ratings.emplace_back();
    rating.on = day;
    rating.deputy = "张代表";
    rating.result = *item.rating;
  }
  suggestion::assignment::Facts unit;
  unit.unit = "甲局";
  auto& reply = unit.replies.emplace_back();
  reply.on = reply.limit = day;
  reply.reply_class = item.reply_class;
  reply.adopted = item.adopted;
  auto family = new_family(CaseId{number}, "suggestion", "340100");
  family.cases.front().state = "answered";
  family.cases.front().facts = encode(whole).as_object();
  auto& part = family.cases.emplace_back(family.cases.front());
  part.id = CaseId{number, 1};
  part.state = "delivered";
  part.facts = encode(unit).as_object();
  family.clocks.emplace_back().id = CaseId{number};
  family.clocks.back().kind = "hand_over";
  return family;
}

class Year {
 public:
  Year& add(int count, const Item& item) {
    for (int i = 0; i < count; ++i) families_.push_back(family_of(std::ssize(families_) + 1, item));
    return *this;
  }
  [[nodiscard]] Figures figures(const Overrides& overrides = {}) const {
    return {families_, regulation(overrides), "2025-12-31"};
  }

 private:
  std::vector<Family> families_;
};

}  // namespace

TEST_CASE("WC39 The seed's figures, and the only integer that fits them", "[wc][rates]") {
  Year year;
  year.add(57, {.rating = Satisfaction::satisfied})
      .add(70, {.reply_class = "B", .rating = Satisfaction::satisfied})
      .add(5, {.reply_class = "C", .rating = Satisfaction::unsatisfied});
  CHECK(year.figures().rate("completion") == "132/132 100.00");
  CHECK(year.figures().rate("satisfied") == "127/132 96.21");
  CHECK(year.figures().rate("fulfilment") == "57/132 43.18");
  const auto whole = with("rates.decimals", 0);
  CHECK(year.figures(whole).rate("satisfied") == "127/132 96");
  CHECK(year.figures(whole).rate("fulfilment") == "57/132 43");
  Year other;
  other.add(126, {.rating = Satisfaction::satisfied}).add(6, {.rating = Satisfaction::unsatisfied});
  CHECK(other.figures().rate("satisfied") == "126/132 95.45");
}

TEST_CASE("WC40 Adoption", "[wc][rates]") {
  const auto [adopted, exact, shown] = GENERATE(table<int, std::string, std::string>(
      {{150, "150/158 94.94", "150/158 95"}, {149, "149/158 94.30", "149/158 94"}}));
  Year year;
  year.add(adopted - 1, {.adopted = Adoption::fully})
      .add(1, {.adopted = Adoption::partly})
      .add(158 - adopted, {});
  CHECK(year.figures().rate("adoption") == exact);
  CHECK(year.figures(with("rates.decimals", 0)).rate("adoption") == shown);
}

TEST_CASE("WC41 Satisfaction is counted of the rated, and the unrated are told", "[wc][rates]") {
  Year year;
  year.add(363, {.rating = Satisfaction::satisfied})
      .add(327, {.reply_class = "B", .rating = Satisfaction::satisfied})
      .add(65, {.reply_class = "B", .rating = Satisfaction::basically_satisfied})
      .add(11, {.reply_class = "B"})
      .add(268, {.reply_class = "D"});
  const auto figures = year.figures();
  CHECK(figures.rate("satisfied") == "690/755 91.39");
  CHECK(figures.rate("basically_satisfied") == "65/755 8.61");
  CHECK(figures.rate("combined") == "755/755 100.00");
  CHECK(figures.rate("feedback") == "755/1034 73.02");
  CHECK(figures.rate("fulfilment") == "363/1034 35.11");
  CHECK(figures.rate("resolution") == "766/1034 74.08");
  CHECK(figures.number("unrated") == 279);
  const auto all = year.figures(with("rates.satisfaction_base", "handled"));
  CHECK(all.rate("satisfied") == "690/1034 66.73");
  CHECK(all.variants("satisfied") == std::vector<std::string>{"satisfaction_base.handled"});
}

TEST_CASE("WC42 Shares by plain rounding and by largest remainder", "[wc][rates]") {
  Year year;
  year.add(54, {.reply_class = "A"})
      .add(33, {.reply_class = "B"})
      .add(2, {.reply_class = "C"})
      .add(4, {.reply_class = "D"});
  CHECK(year.figures().shares_of("class") ==
        std::vector<std::string>{"58.06", "35.48", "2.15", "4.30"});
  const auto by_remainder = year.figures(with("rates.rounding", "largest_remainder"));
  CHECK(by_remainder.shares_of("class") ==
        std::vector<std::string>{"58.07", "35.48", "2.15", "4.30"});
  CHECK(by_remainder.rates().variants == std::vector<std::string>{"rounding.largest_remainder"});

  Year nearly;
  nearly.add(1999, {.rating = Satisfaction::satisfied})
      .add(1, {.rating = Satisfaction::unsatisfied});
  CHECK(nearly.figures().rate("satisfied") == "1999/2000 99.95");
  CHECK(nearly.figures(with("rates.decimals", 1)).rate("satisfied") == "1999/2000 99.9");
  CHECK(nearly.figures(with("rates.decimals", 0)).rate("unsatisfied") == "1/2000 1");
}

TEST_CASE("WC44 A base without items shows no figure", "[wc][rates]") {
  const auto figures = Year{}.figures();
  for (const auto& rate : figures.rates().all)
    if (!rate.base.empty()) CHECK(figures.rate(rate.name) == "0/0 —");
}

TEST_CASE("The combined rate never contradicts its shares", "[rates]") {
  Year year;
  year.add(1, {.rating = Satisfaction::satisfied})
      .add(1, {.rating = Satisfaction::basically_satisfied})
      .add(5, {.rating = Satisfaction::unsatisfied});
  const auto figures = year.figures(with("rates.rounding", "largest_remainder"));
  CHECK(figures.shares_of("satisfaction") == std::vector<std::string>{"14.29", "14.28", "71.43"});
  CHECK(figures.rate("combined") == "2/7 28.57");
}

TEST_CASE("What is withdrawn after its reply stays in the base", "[rates]") {
  std::vector<Family> families{family_of(1, {}), family_of(2, {})};
  families.front().cases.front().state = "withdrawn";
  const Figures figures{families, regulation(), "2025-12-31"};
  CHECK(figures.rate("reply") == "2/2 100.00");
  CHECK(figures.number("withdrawn") == 0);
}

TEST_CASE("A class that the profile does not know is counted as unknown", "[rates]") {
  Year year;
  year.add(1, {.reply_class = "甲"}).add(1, {.reply_class = ""}).add(2, {});
  CHECK(year.figures().number("unclassed") == 2);
  CHECK(year.figures().rate("class_A") == "2/2 100.00");
  CHECK(year.figures().rate("fulfilment") == "2/4 50.00");
}

TEST_CASE("Every definition a profile may choose is named where it is used", "[rates]") {
  const auto [setting, value, rate, of_thirty] =
      GENERATE(table<std::string, std::string, std::string, std::string>(
          {{"completion", "closed", "completion", "0/30 0.00"},
           {"completion", "answered", "completion", "30/30 100.00"},
           {"reply", "due", "reply", "30/30 100.00"},
           {"on_time", "answered", "on_time", "30/30 100.00"},
           {"on_time_limit", "original", "on_time", "30/30 100.00"},
           {"satisfaction_base", "answered", "unsatisfied", "0/30 0.00"},
           {"fulfilment_base", "answered", "fulfilment", "30/30 100.00"},
           {"adoption_base", "answered", "adoption", "0/30 0.00"},
           {"face_to_face_base", "handled", "face_to_face", "0/30 0.00"},
           {"implementation", "items", "implementation", "0/0 —"}}));
  Year year;
  year.add(30, {});
  const auto figures = year.figures(with("rates." + setting, boost::json::string{value}));
  CHECK(figures.rate(rate) == of_thirty);
  CHECK(figures.variants(rate) == std::vector<std::string>{setting + "." + value});
  CHECK(year.figures().variants(rate).empty());
}

}  // namespace duban::test
