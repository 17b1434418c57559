#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace duban::command_line;

namespace {

/// A protected suggestion of 张三 (code D7, 第一代表团), signed by 李四 too, that was answered and
/// rated by the deputy's own account; a comment, a title and a reply name him.
class Protected : public Office {
 public:
  Protected() {
    open();
    done({"deputy", "add", "张三", "--code", "D7", "--delegation", "第一代表团"});
    done({"user", "add", "zhangsan", "--role", "lead_deputy", "--deputy", "D7"});
    for (auto words : story()) {
      words.insert(words.begin(), "case");
      if (std::ranges::find(words, "--as") == words.end())
        words.insert(words.end(), {"--as", "admin"});
      done(words);
    }
    done({"--now", "2025-03-20", "remind", "run", "--once"});
  }

 private:
  static std::vector<std::vector<std::string>> story() {
    return {{"open", "submit", "--comment", "张三代表当面提交", "--act-of", "张三", "--data",
             R"({"title":"张三等代表关于积水的建议","text":"文","lead_deputy":"D7",)"
             R"("co_signers":["李四"],"delegation":"第一代表团","session":"17-3",)"
             R"("confidential":true})"},
            {"fire", "1", "register"},
            {"fire", "1", "assign", "--data",
             R"({"mode":"sole","units":[{"unit":"交通局","role":"sole"}]})"},
            {"fire", "1.1", "sign", "--data", R"({"name":"王五","telephone":"1"})"},
            {"fire", "1.1", "record_contact", "--data",
             R"({"way":"face_to_face","persons":"张三、王五","summary":"与张三面商"})"},
            {"fire", "1.1", "reply", "--act-of", "局长", "--data",
             R"({"number":"1","reply_class":"A","signatory":"局长","text":"张三代表：已解决。",)"
             R"("contact_person":"赵六","served":["D7","李四"],"copies":["第一代表团"]})"},
            {"fire", "1", "rate", "--as", "zhangsan", "--act-of", "张三", "--data",
             R"({"deputy":"D7","result":"satisfied","attitude":"satisfied"})"}};
  }
};

const std::vector<std::string> secrets{"张三", "李四", "zhangsan", "第一代表团", "D7"};

}  // namespace

TEST_CASE("Nothing names the deputies of a protected item", "[cli][sqlite]") {
  const Protected office;
  const std::vector<std::vector<std::string>> reading{
      {"case", "show", "1"},     {"case", "show", "1.1"},
      {"case", "events", "1"},   {"case", "events", "1", "--verbose"},
      {"case", "events", "1.1"}, {"case", "events", "1.1", "--verbose"},
      {"case", "list"},          {"case", "clocks", "1"},
      {"remind", "outbox"},      {"remind", "due"},
  };
  for (const auto* language : {"zh-CN", "en"})
    for (const bool as_json : {false, true})
      for (auto words : reading) {
        words.insert(words.end(), {"--lang", language});
        if (as_json) words.emplace_back("--json");
        const auto answer = office.done(words);
        for (const auto& secret : secrets) {
          CAPTURE(words, secret, answer.out);
          CHECK_FALSE(answer.says(secret));
        }
      }
  CHECK(office.done({"case", "show", "1"}).says("领衔代表：（保密）"));
  CHECK(office.done({"case", "events", "1.1", "--verbose"}).says("行为人：局长"));
  CHECK(office.done({"remind", "outbox"}).says("代表 （保密）"));
}

TEST_CASE("Who may see the names of a protected item asks for them", "[cli][sqlite]") {
  const Protected office;
  CHECK(office.done({"case", "show", "1", "--reveal"}).says("李四"));
  CHECK(office.done({"case", "events", "1", "--reveal"}).says("zhangsan"));
  CHECK(office.done({"remind", "outbox", "--reveal"}).says("D7"));
  CHECK(office.done({"remind", "outbox", "--reveal", "--json"}).says("deputy:D7"));
}

TEST_CASE("A name that stands in another word covers nothing", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.done({"case", "open", "submit", "--data",
               R"({"title":"License of Li","text":"文","lead_deputy":"Li","session":"17-3",)"
               R"("confidential":true})"});
  CHECK(office.done({"case", "show", "1"}).says("License of （保密）"));
}
