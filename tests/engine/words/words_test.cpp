#include "engine/words/words.hpp"

#include "adapters/cli/place_rules.hpp"
#include "engine/data/codec.hpp"
#include "engine/people/enrolment.hpp"
#include "workflows/catalogue.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace duban;

namespace {

Words words_in(const char* language) {
  return Words::load(DUBAN_SOURCE_DIR "/config/locales", language);
}

/// Every member of a schema and every fixed value has a word.
void check_schema(const json::object& schema, const Words& words) {
  const auto* properties = schema.if_contains("properties");
  if (!properties) return;
  for (const auto& [name, value] : properties->as_object()) {
    const auto& member = value.as_object();
    INFO("field " << name);
    CHECK(words.find({"fields", name}));
    if (const auto* options = member.if_contains("enum"))
      for (const auto& option : options->as_array())
        CHECK(words.find({"values", name, std::string_view{option.as_string()}}));
    check_schema(member, words);
    if (const auto* items = member.if_contains("items")) check_schema(items->as_object(), words);
  }
}

void check_workflow(const Workflow& workflow, const Words& words) {
  const auto name = workflow.name();
  CHECK(words.find({"workflows", name}));
  for (const auto& state : workflow.states()) {
    INFO("state " << state.code);
    CHECK(words.find({"states", name, state.code}));
    for (const auto kind : state.clocks) CHECK(words.find({"clocks", kind}));
  }
  for (const auto& event : workflow.events()) {
    INFO("event " << event.code);
    CHECK(words.find({"events", name, event.code}));
    check_schema(event.schema, words);
  }
  for (const auto& row : workflow.rows())
    for (const auto condition : row.conditions) {
      INFO("condition " << condition);
      CHECK(words.find({"conditions", name, condition}));
    }
}

}  // namespace

TEST_CASE("Every code of every workflow has a word in both languages", "[cli]") {
  const auto* language = GENERATE("zh-CN", "en");
  CAPTURE(language);
  const auto words = words_in(language);
  const auto catalogue = all_workflows();
  for (const auto& workflow : catalogue.all()) check_workflow(*workflow, words);
}

TEST_CASE("Every role and clock of the shipped profiles has a word in both languages", "[cli]") {
  const auto* language = GENERATE("zh-CN", "en");
  const auto* profile = GENERATE("cn", "hefei", "henan");
  CAPTURE(language, profile);
  const auto words = words_in(language);
  std::ostringstream out;
  const cli::Context context{.config = DUBAN_SOURCE_DIR "/config", .out = out, .err = out};
  const auto regulation = cli::regulation_called(profile, context, all_workflows());
  REQUIRE(regulation.has_value());
  for (const auto& role : roles_of(*regulation)) {
    INFO(role);
    CHECK(words.find({"roles", role}));
  }
}

TEST_CASE("Sentences of the engine are said in Chinese", "[cli]") {
  const auto words = words_in("zh-CN");
  CHECK(words.sentence("there is no case 12") == "没有编号为 12 的事项");
  CHECK(words.sentence("is not known; did you mean units?") == "不认识；是不是 units？");
  CHECK(words.sentence("the calendar has no such day") == "日历上没有这一天");
  CHECK(words.sentence("limits.reply.rule: is missing") == "limits.reply.rule：缺少");
  CHECK(words.sentence("nobody has said this yet") == "nobody has said this yet");
  CHECK(words_in("en").sentence("there is no case 12") == "there is no case 12");
}

TEST_CASE("No phrase stands in the shadow of an earlier one", "[cli]") {
  std::ifstream file{DUBAN_SOURCE_DIR "/config/locales/zh-CN.json"};
  std::ostringstream text;
  text << file.rdbuf();
  const auto words = words_in("zh-CN");
  const auto filled = [](std::string phrase) {
    for (int i = 1; phrase.find("{}") != phrase.npos; ++i)
      phrase.replace(phrase.find("{}"), 2, "Ω" + std::to_string(i));
    return phrase;
  };
  const auto tree = json::parse(text.str());
  for (const auto& [english, other] : tree.at("phrases").as_object()) {
    INFO(std::string_view{english});
    CHECK(words.sentence(filled(std::string{std::string_view{english}})) ==
          filled(std::string{std::string_view{other.as_string()}}));
  }
}

TEST_CASE("A recipient is named", "[cli]") {
  const auto words = words_in("zh-CN");
  CHECK(words.recipient("unit:交通局:contact") == "交通局 · 承办单位联络员");
  CHECK(words.recipient("deputy:张三") == "代表 张三");
  CHECK(words.recipient("office:officer") == "督办人员");
  CHECK(words.recipient("nobody") == "nobody");
}

TEST_CASE("A code without a word stands for itself", "[cli]") {
  const auto words = Words::load("/nowhere", "zh-CN");
  CHECK(words.state("suggestion", "registered") == "registered");
}
