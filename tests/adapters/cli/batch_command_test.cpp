#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

using namespace duban::command_line;

TEST_CASE("An event is fired on several cases with a verdict each, once for a key",
          "[cli][batch]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto before = office.json({"case", "show", "1.1"}).at("version");
  const auto dry = office({"case", "fire", "1.1,9", "urge", "--dry-run"});
  CHECK(dry.code == 1);
  CHECK(dry.says("1.1：可以办理"));
  CHECK(dry.says("9：未办理，没有编号为 9 的事项"));
  CHECK(dry.says("试运行，没有写入任何内容：可办理 1 件，不能办理 1 件"));
  CHECK(office.json({"case", "show", "1.1"}).at("version") == before);

  const std::vector<std::string> urge{"case", "fire", "1.1,9", "urge", "--key", "k1"};
  const auto told = office(urge);
  CHECK(told.code == 1);
  CHECK(told.says("1.1：现为待签收"));
  CHECK(told.says("办理 1 件，未办理 1 件"));
  const auto after = office.json({"case", "show", "1.1"}).at("version");
  CHECK(after != before);
  CHECK(office(urge).out == told.out);
  CHECK(office.json({"case", "show", "1.1"}).at("version") == after);
  CHECK(office({"case", "fire", "1,1", "urge"}).complains("写了两次"));
  CHECK(office({"case", "fire", "1,x", "urge"}).code == 1);
}
