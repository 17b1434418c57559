#include "engine/data/sound_text.hpp"

#include "engine/data/member_bounds.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace duban;
namespace json = boost::json;

namespace {

std::string fault_of(const json::object& data) {
  const auto sound = check_texts(data);
  return sound ? std::string{} : sound.error().subject + ": " + sound.error().detail;
}

std::string wide(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "路";
  return text;
}

json::array many(std::size_t items) {
  json::array list;
  for (std::size_t i = 0; i < items; ++i) list.emplace_back("x");
  return list;
}

}  // namespace

TEST_CASE("What stands on one line has five hundred characters at most, whatever their bytes",
          "[engine]") {
  CHECK(fault_of({{"title", wide(500)}}).empty());
  CHECK(fault_of({{"title", wide(501)}}) == "title: is longer than 500 characters");
  CHECK(fault_of({{"data", json::object{{"co_signers", json::array{"张三", wide(501)}}}}}) ==
        "data.co_signers[1]: is longer than 500 characters");
  CHECK(fault_of({{"text", wide(340'000)}, {"password", wide(501)}}).empty());
  CHECK(fault_of({{"text", wide(350'000)}}) == "text: is longer than 1 MiB");
}

TEST_CASE("A list has two hundred items at most, units a hundred, a batch five hundred cases",
          "[engine]") {
  CHECK(fault_of({{"co_signers", many(200)}, {"units", many(100)}, {"cases", many(500)}}).empty());
  CHECK(fault_of({{"co_signers", many(201)}}) == "co_signers: has more than 200 items");
  CHECK(fault_of({{"units", many(101)}}) == "units: has more than 100 items");
  CHECK(fault_of({{"cases", many(501)}}) == "cases: has more than 500 items");
  json::array rows;
  for (int i = 0; i < 1000; ++i) rows.push_back(json::array{"修路", "一\n二"});
  CHECK(fault_of({{"rows", rows}}).empty());
}

TEST_CASE("A comment may have several lines, a title has one", "[engine]") {
  CHECK(fault_of({{"comment", "一\n二"}}).empty());
  CHECK(fault_of({{"title", "一\n二"}}) ==
        "title: holds a line end or a tab; it stands on one line");
}

TEST_CASE("What looks alike on one line is alike", "[engine]") {
  CHECK(fault_of({{"title", "老 干部　局"}}).empty());
  CHECK(fault_of({{"unit", "老干部局 "}}) == "unit: begins or ends with a blank; leave it out");
  CHECK(fault_of({{"unit", "　老干部局"}}) == "unit: begins or ends with a blank; leave it out");
  CHECK(fault_of({{"unit", "老干部局\u00A0"}}) ==
        "unit: begins or ends with a blank; leave it out");
  CHECK(fault_of({{"unit", "老\u200B干部局"}}) ==
        "unit: holds U+200B, which nobody sees; leave it out");
  CHECK(fault_of({{"unit", "干部局\u3164"}}) ==
        "unit: holds U+3164, which nobody sees; leave it out");
  CHECK(fault_of({{"title", "fdp.\u202Eexe"}}) ==
        "title: holds U+202E, which nobody sees; leave it out");
  for (const auto* mark :
       {"\u00AD", "\u200F", "\u202A", "\u2060", "\u2064", "\u2066", "\u2069", "\uFEFF"})
    CHECK_FALSE(fault_of({{"title", std::string{"a"} + mark + "b"}}).empty());
  CHECK(fault_of({{"text", "长文\u200B "}}).empty());
  CHECK(fault_of({{"title", " "}}).empty());  // whoever needs one says what is missing
}

TEST_CASE("A password is taken as it is, but for control characters", "[engine]") {
  CHECK(fault_of({{"password", " 春江花月夜2025年 "}, {"old", "a\u200B"}}).empty());
  CHECK_FALSE(fault_of({{"wanted", "a\tb"}}).empty());
}

TEST_CASE("What is looked for may have been written when more was taken", "[engine]") {
  CHECK(check_one_line("name", "n3 ").has_value());
  CHECK_FALSE(check_one_line("name", "n\n3").has_value());
}

TEST_CASE("A schema says the bounds that are checked", "[engine]") {
  const auto schema = bounded(json::parse(R"({"type":"object","properties":{
      "title":{"type":"string"},"text":{"type":"string"},"password":{"type":"string"},
      "mode":{"type":"string","enum":["sole"]},"until":{"type":"string","format":"date"},
      "units":{"type":"array","items":{"type":"object","properties":{
          "unit":{"type":"string"},"part":{"type":"string"}}}},
      "archive":{"type":"array","items":{"type":"string"}},
      "rows":{"type":"array","items":{"type":"array","items":{"type":"string"}}}}})")
                                  .as_object());
  const json::value properties = schema.at("properties");
  CHECK(properties.at("title").at("maxLength") == 500);
  for (const auto* free : {"text", "password", "mode", "until"})
    CHECK_FALSE(properties.at(free).as_object().contains("maxLength"));
  CHECK(properties.at("units").at("maxItems") == 100);
  CHECK(properties.at_pointer("/units/items/properties/unit/maxLength") == 500);
  CHECK_FALSE(
      properties.at_pointer("/units/items/properties/part").as_object().contains("maxLength"));
  CHECK(properties.at("archive").at("maxItems") == 200);
  CHECK_FALSE(properties.at_pointer("/archive/items").as_object().contains("maxLength"));
  CHECK_FALSE(properties.at("rows").as_object().contains("maxItems"));
  CHECK(bounded({}).empty());
}
