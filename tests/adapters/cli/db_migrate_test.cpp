#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/sql/database.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

using namespace duban::command_line;

TEST_CASE("A register from before lists had marks is made findable by db migrate",
          "[cli][sqlite][lists]") {
  const Office office;
  office.open();
  office.hand_over();
  {
    const auto before = duban::sql::Database::open(office.database());
    for (const auto* statement : {"DELETE FROM marks", "DELETE FROM texts",
                                  "INSERT INTO meta (name, value) VALUES ('found_through', '0')"})
      (*before)->session() << statement;
  }
  const auto refused = office({"case", "list"});
  CHECK(refused.code == 1);
  CHECK(refused.complains("duban db migrate"));
  CHECK(office.done({"db", "migrate"}).says("1 件事项"));
  CHECK(office.json({"case", "list", "--unit", "交通局"}).as_array().size() == 2);
  CHECK(office.done({"db", "migrate"}).says("最新"));
  CHECK(office({"verify"}).code == 0);
}

TEST_CASE("Lists are asked by what a case says", "[cli][sqlite][lists]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto count = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"case", "list"});
    return office.json(words).as_array().size();
  };
  const auto title = office.json({"case", "list", "--workflow", "suggestion"})
                         .as_array()
                         .front()
                         .at("title")
                         .as_string();
  CHECK(count({"--workflow", "suggestion", "--text", std::string{title}}) == 1);
  CHECK(count({"--role", "sole", "--workflow", "assignment"}) == 1);
  CHECK(count({"--clock", "reply"}) == 1);
  CHECK(count({"--key"}) == 0);
  CHECK(count({"--newest", "--limit", "1"}) == 1);
  const auto unknown = office({"case", "list", "--clock", "replay"});
  CHECK(unknown.code == 1);
  CHECK(unknown.complains("reply"));
  const auto shorter = office({"case", "list", "--text", "路"});
  CHECK(shorter.code == 1);
  CHECK(shorter.complains("两个字"));
}
