// What people type and what was written are compared without the differences they do not see.

#include "engine/data/search_text.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

namespace duban {

using Texts = std::vector<std::string>;

TEST_CASE("Width, capitals and blanks do not part what is alike") {
  CHECK(comparable("ＡＰＰ 第１２号") == "app 第12号");
  CHECK(comparable("  G40\t高速\n　出口 ") == "g40 高速 出口");
  CHECK(comparable("(试行)") == comparable("（试行）"));
  CHECK(comparable("17-3-001") == comparable("１７－３－００１"));
}

TEST_CASE("Grams are pairs of neighbours, across no blank") {
  CHECK(grams_of("学校 门口") == Texts{"学校", "门口"});
  CHECK(grams_of("学校门口") == Texts{"学校", "校门", "门口"});
  CHECK(grams_of("一一一") == Texts{"一一"});
  CHECK(grams_of("路").empty());
  CHECK(grams_of("").empty());
  CHECK(grams_of("𠮷野家") == Texts{"野家", "𠮷野"});
}

TEST_CASE("Every word must be there") {
  const std::string text = "关于整修老邢峰线（群英路）的建议";
  CHECK(holds_all(text, search_words("群英路")));
  CHECK(holds_all(text, search_words("群英路 整修")));
  CHECK(holds_all(text, search_words("(群英路)")));
  CHECK_FALSE(holds_all(text, search_words("群英路 新建")));
  CHECK(holds_all(text, {}));
}

TEST_CASE("Whoever holds a word has its grams") {
  rc::prop("grams never lose a hit", [](const std::string& before, const std::string& after) {
    const std::string word = "红绿灯";
    const auto text = "中" + before + word + after;
    const auto all = grams_of(text);
    for (const auto& gram : grams_of(word))
      RC_ASSERT(std::find(all.begin(), all.end(), gram) != all.end());
    RC_ASSERT(holds_all(text, search_words(word)));
  });
}

TEST_CASE("Likeness goes from nothing in common to the same text") {
  const auto one = grams_of("关于治理学校门口拥堵的建议");
  const auto alike = grams_of("关于治理医院门口拥堵的建议");
  const auto other = grams_of("加强耕地保护");
  CHECK(likeness(one, one) == Approx(1));
  CHECK(likeness(one, alike) > 0.5);
  CHECK(likeness(one, other) == Approx(0));
  CHECK(likeness(one, {}) == Approx(0));
}

}  // namespace duban
