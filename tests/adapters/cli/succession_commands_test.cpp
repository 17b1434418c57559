// unit succeed, deputy succeed, user delegate, as an officer types them.

#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

using namespace duban::command_line;

TEST_CASE("unit succeed says which cases would follow, and then lets them", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto preview = office.done({"unit", "succeed", "交通局", "水利局", "--dry-run"});
  CHECK(preview.says("2 件在办事项"));
  CHECK(preview.says("没有写入"));
  CHECK_FALSE(office.done({"unit", "list"}).says("接替（"));

  const auto done = office.done({"unit", "succeed", "交通局", "水利局", "--reason", "机构改革"});
  CHECK(done.says("已转过去"));
  CHECK(office.done({"unit", "list"}).says("由 水利局 接替（2025-01-"));
  CHECK(office.done({"case", "show", "1.1"}).says("水利局"));
  CHECK(office.done({"case", "events", "1.1"}).says("由他人接替"));
  CHECK(office.done({"verify"}).says("一致"));
  const auto again = office({"unit", "succeed", "交通局", "水利局"});
  CHECK(again.code == 1);
  CHECK(again.complains("已由 水利局 接替"));
  CHECK(office({"unit", "succeed", "水利局", "教育局"}).complains("没有单位 教育局"));
}

TEST_CASE("deputy succeed and user succeed change who speaks and who leads", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto lead =
      std::string{office.json({"case", "show", "1"}).at("facts").at("lead_deputy").as_string()};
  if (!office.done({"deputy", "list"}).says(lead)) office.done({"deputy", "add", lead});
  office.done({"deputy", "add", "接任代表"});
  office.done({"deputy", "succeed", lead, "接任代表"});
  CHECK(office.json({"case", "show", "1"}).at("facts").at("lead_deputy") == "接任代表");
  CHECK(office.done({"user", "succeed", "赵主任", "钱主任", "--dry-run"}).says("0 件在办事项"));
  CHECK(office.done({"verify"}).says("一致"));
}

TEST_CASE("user delegate gives, lists and ends", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.done({"user", "add", "交通联络员", "--role", "contact", "--unit", "交通局"});
  office.done({"user", "add", "水利联络员", "--role", "contact", "--unit", "水利局"});
  const std::vector<std::string> sign{
      "case", "fire",       "1.1",    "sign",
      "--as", "水利联络员", "--data", R"({"name":"王","telephone":"0551"})"};
  CHECK(office(sign).code == 1);
  CHECK(
      office
          .done({"user", "delegate", "add", "交通联络员", "水利联络员", "--through", "2025-12-31"})
          .says("第 1 号代理"));
  office.done(sign);
  CHECK(office.done({"case", "events", "1.1"}).says("水利联络员（代 交通联络员）"));
  CHECK(office.done({"user", "delegate", "list"}).says("代理中"));
  CHECK(office.done({"remind", "outbox"}).says("水利联络员（代 交通联络员）"));
  office.done({"user", "delegate", "end", "1"});
  CHECK(office.done({"user", "delegate", "list"}).says("没有代理"));
  CHECK(office.done({"user", "delegate", "list", "--past"}).says("已提前终止"));
  CHECK(office.done({"verify"}).says("一致"));
}
