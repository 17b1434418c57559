#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/sql/database.hpp"
#include "engine/data/json_text.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

using namespace duban;
using namespace duban::command_line;

namespace {

std::string fault_of(std::string_view text) {
  const auto read = parse_json(text, "--data");
  return read ? std::string{} : read.error().subject + ": " + read.error().detail;
}

Answer submit(const Office& office, const std::string& member, const std::string& value) {
  const auto data = R"({"title":"题","text":"文","lead_deputy":"张三","session":"17-3",")" +
                    member + "\":" + value + "}";
  office.write("data.json", data);
  return office(
      {"case", "open", "submit", "--data", "@" + (office.folder() / "data.json").string()});
}

}  // namespace

TEST_CASE("JSON that people write is refused with line and column", "[cli]") {
  CHECK(fault_of(R"({"a":[1,{"b":"\"{"}],"c":null})").empty());
  CHECK(fault_of("\xEF\xBB\xBF{}").empty());
  CHECK(fault_of("{\"题\": 1,\n \"a\": }") ==
        "--data: is not JSON, line 2 column 7: `}` does not belong here");
  CHECK(fault_of("{\"题题\": x}") ==
        "--data: is not JSON, line 1 column 8: `x` does not belong here");
  CHECK(fault_of("{“a”: 1}") ==
        "--data: is not JSON, line 1 column 2: `“` does not belong here; write \" : , { } [ ] in "
        "half width");
  CHECK(fault_of("{\"a\": \"x") ==
        "--data: is not JSON, line 1 column 9: the text ends too early; a quotation mark or a "
        "bracket is not closed");
  CHECK(fault_of("{} {}") == "--data: is not JSON, line 1 column 4: more follows after the end");
  CHECK(fault_of("{\"a\":\"x\ny\"}").find("line end or control character") != std::string::npos);
  CHECK(fault_of("{\"a\":\"\xCC\xE2\"}") ==
        "--data: the text is not UTF-8, perhaps GB18030; save it as UTF-8");
  CHECK(fault_of(std::string(100, '[')).find("nested too deep") != std::string::npos);
}

TEST_CASE("A member given twice is refused with its path", "[cli]") {
  CHECK(fault_of(R"({"a":1,"a":2})") == "a: is given twice");
  CHECK(fault_of(R"({"a":1,"\u0061":2})") == "a: is given twice");
  CHECK(fault_of(R"({"units":[{"unit":"a"},{"unit":"b","x":{"y":1},"unit":"c"}]})") ==
        "units[1].unit: is given twice");
  CHECK(fault_of(R"([{"a":1},{"a":1}])").empty());
  CHECK(fault_of(R"({"a":"b","b":"a","c":{"a":"a"}})").empty());
}

TEST_CASE("Titles stand on one line, texts may be long, neither holds control characters",
          "[cli][sqlite]") {
  const Office office;
  office.open();
  const std::string mebibyte(std::size_t{1} << 20U, 'x');
  CHECK(submit(office, "category", R"("a\nb")").complains("category：含有换行或制表符"));
  CHECK(submit(office, "category", R"("a\u0000b")").complains("category：含有控制字符 U+0000"));
  CHECK(submit(office, "category", R"("a\u001b[31mb")").complains("U+001B"));
  CHECK(submit(office, "category", R"("a\u009bb")").complains("U+009B"));
  CHECK(submit(office, "co_signers", R"(["李四","王\n五"])").complains("co_signers[1]"));
  CHECK(submit(office, "category", "\"" + mebibyte + "\"").complains("category：超过 500 个字符"));
  CHECK(office({"case", "open", "submit", "--act-of", "局长 ", "--data", "{}"})
            .complains("--act-of：首尾有空格；请去掉"));
  CHECK(office({"case", "open", "submit", "--comment", "a\x1b", "--data", "{}"})
            .complains("--comment：含有控制字符 U+001B"));
  CHECK(office.json({"case", "list"}).as_array().empty());
  office.done({"case", "open", "submit", "--data",
               R"({"title":"题","text":"一\r\n\t二\n三","lead_deputy":"张三","session":"17-3"})"});
}

TEST_CASE("A damaged row is told by table and case, in words", "[cli][sqlite]") {
  struct Row {
    std::string sql;
    std::vector<std::string> words;
    std::string complaint;
  };
  const auto row = GENERATE(values<Row>({
      {"UPDATE cases SET facts = '{\"a' WHERE id = 1000",
       {"case", "show", "1"},
       "库已损坏：表 cases，事项 1：facts 无法读取。"},
      {"UPDATE cases SET facts = '[]' WHERE id = 1000",
       {"case", "fire", "1", "start"},
       "库已损坏：表 cases，事项 1：facts 无法读取。"},
      {"UPDATE cases SET facts = '{\"lead_deputy\":5}' WHERE id = 1000",
       {"case", "fire", "1", "correct", "--data", "{\"reason\":\"x\"}"},
       "库已损坏："},
      {"UPDATE cases SET opened_on = '2025-13-01'", {"case", "list"}, "库已损坏：有一个日期"},
      {"UPDATE events SET body = 'x' WHERE case_id = 1000 AND seq = 2",
       {"case", "events", "1"},
       "库已损坏：表 events，事项 1：第 2 条事件无法读取。"},
      {"UPDATE events SET body = 'x' WHERE case_id = 1000 AND seq = 2",
       {"export", "dump"},
       "库已损坏：表 events，事项 1：第 2 条事件无法读取。"},
      {"UPDATE outbox SET body = 'x'", {"remind", "outbox"}, "库已损坏：表 outbox，事项 1"},
      {"UPDATE users SET roles = '{}'", {"user", "list"}, "库已损坏：表 users，用户 admin：roles"},
      {"DROP TABLE outbox", {"remind", "outbox"}, "库已损坏：缺少表或列"},
  }));
  const Office office;
  office.open();
  office.hand_over();
  {
    auto database = sql::Database::open(office.database());
    REQUIRE(database.has_value());
    (*database)->session() << "DROP TRIGGER IF EXISTS events_are_kept";
    (*database)->session() << row.sql;
  }
  CAPTURE(row.sql, row.words);
  const auto answer = office(row.words);
  INFO(answer.err);
  CHECK(answer.code == 1);
  CHECK(answer.complains(row.complaint));
  CHECK_FALSE(answer.complains("boost"));
}
