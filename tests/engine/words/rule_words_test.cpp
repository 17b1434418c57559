#include "engine/words/rule_words.hpp"

#include <catch2/catch.hpp>

using namespace duban;

TEST_CASE("A limit is told as statutes write it", "[engine][words]") {
  const auto folder = DUBAN_SOURCE_DIR "/config/locales";
  const auto chinese = Words::load(folder, "zh-CN"), english = Words::load(folder, "en");
  struct Row {
    std::string rule, chinese, english;
  };
  for (const auto& row : std::vector<Row>{
           {"3 months", "三个月", "3 months"},
           {"1 month", "一个月", "1 month"},
           {"2 months", "两个月", "2 months"},
           {"10 working days", "十个工作日", "10 working days"},
           {"15 working days", "十五个工作日", "15 working days"},
           {"30 days", "三十日", "30 days"},
           {"180 days", "180日", "180 days"},
           {"2 weeks", "十四日", "14 days"},
           {"1 year", "一年", "1 year"},
           {"20 days before", "提前二十日", "20 days before"},
           {"until 06-30", "6月30日前", "by 30 June"},
           {"window 02", "2月内", "in February"},
           {"on 2025-06-16", "约定日期 2025-06-16", "agreed date 2025-06-16"},
           {"", "", ""},
       }) {
    CHECK(rule_in_words(row.rule, chinese) == row.chinese);
    CHECK(rule_in_words(row.rule, english) == row.english);
  }
}
