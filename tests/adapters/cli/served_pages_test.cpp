#include "adapters/cli/served_pages.hpp"

#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace duban;
using namespace duban::command_line;

namespace {

http::Request asks(const std::string& path) {
  http::Request request;
  request.method = "GET";
  request.path = path;
  return request;
}

}  // namespace

TEST_CASE("Pages that are asked for have to be there", "[cli][http][sqlite]") {
  const Office office;
  office.open();
  std::filesystem::create_directories(office.folder() / "empty");
  for (const auto& folder : {office.folder() / "nowhere", office.folder() / "empty"}) {
    const auto refused = office({"serve", "--pages", folder.string()});
    CHECK(refused.code == 1);
    CHECK(refused.complains("--pages"));
    CHECK(refused.complains(folder.string()));
    CHECK(refused.complains("那里没有网页"));
    CHECK_FALSE(refused.says("一次性密码"));  // nothing has begun
  }
}

TEST_CASE("The folder of the pages is named by DUBAN_PAGES, too", "[cli][http][sqlite]") {
  const Office office;
  office.open();
  REQUIRE(setenv("DUBAN_PAGES", (office.folder() / "nowhere").c_str(), 1) == 0);
  const auto refused = office({"serve"});
  REQUIRE(unsetenv("DUBAN_PAGES") == 0);
  CHECK(refused.code == 1);
  CHECK(refused.complains((office.folder() / "nowhere").string()));
}

TEST_CASE("Where no pages came with the program the API is served alone", "[cli][http]") {
  const auto site = cli::site_in("");
  REQUIRE(site.has_value());
  const auto told = site->answer(asks("/"));
  REQUIRE(told.has_value());
  CHECK(told->status == 404);
  CHECK(told->body.find("/api/v1") != told->body.npos);
  CHECK(told->body.find("share/duban") == told->body.npos);
}

TEST_CASE("The pages lie beside the program as it is built or installed", "[cli][http]") {
  const Office office;
  const auto program = office.folder() / "usr/bin";
  std::filesystem::create_directories(program);
  CHECK(cli::usual_pages(program) == office.folder() / "usr/share/duban/pages");
  std::filesystem::create_directories(program / "pages");
  CHECK(cli::usual_pages(program) == program / "pages");
}
