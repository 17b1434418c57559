#include "adapters/files/configuration.hpp"

#include <catch2/catch.hpp>

using namespace duban;

TEST_CASE("The shipped settings are the defaults, written out", "[files]") {
  const auto shipped = read_configuration(DUBAN_SOURCE_DIR "/config/duban.toml");
  REQUIRE(shipped.has_value());
  CHECK(*shipped == Configuration{});
  CHECK(shipped->database == "sqlite:duban.db");
  CHECK(shipped->language == "zh-CN");
}

TEST_CASE("A key that is left out keeps its default", "[files]") {
  const auto configuration =
      parse_configuration("database = 'postgresql://duban@db/duban'\n", "duban.toml").value();
  CHECK(configuration.database == "postgresql://duban@db/duban");
  CHECK(configuration.language == "zh-CN");
  CHECK(parse_configuration("", "duban.toml").value() == Configuration{});
}

TEST_CASE("A setting that cannot be right stops the start with file and line", "[files]") {
  struct Row {
    std::string text;
    std::string place;
    std::string detail;
  };
  const auto row = GENERATE(values<Row>({
      {"\ndatabse = 'sqlite:a.db'\n", "duban.toml:2",
       "databse: is not known; did you mean database?"},
      {"[mail]\nrelay = 'x'\n", "duban.toml:1", "known are database, language, busy_timeout"},
      {"database = 'a.db'\n", "duban.toml:1", "expected sqlite:FILE or postgresql://…"},
      {"database = 'sqlite:'\n", "duban.toml:1", "expected sqlite:FILE"},
      {"database = 1\n", "duban.toml:1", "expected a text"},
      {"#\nlanguage = 'zh'\n", "duban.toml:2", "language: expected zh-CN or en, found 'zh'"},
      {"busy_timeout_seconds = '5'\n", "duban.toml:1", "expected a whole number"},
      {"busy_timeout_seconds = 0\n", "duban.toml:1", "expected 1 to 600"},
      {"busy_timeout_seconds = 601\n", "duban.toml:1", "expected 1 to 600"},
      {"busy_timeout_seconds = 99999999999\n", "duban.toml:1", "expected a whole number"},
      {"database = 'sqlite:a.db\n", "duban.toml:1", "quotation mark"},
      {"[attachments]\nlargest_megabytes = 0\n", "duban.toml:2", "expected 1 to"},
      {"[attachments]\nmost_megabytes_a_case = -1\n", "duban.toml:2", "expected 1 to"},
      {"[attachments]\nkinds = ['pdf', 'exe']\n", "duban.toml:2", "expected pdf, ofd"},
      {"[attachments]\nlargest = 1\n", "duban.toml:2", "known are largest_megabytes"},
      {"[openid]\nsecret = 'x'\n", "duban.toml:2", "known are issuer, client, secret_file"},
  }));
  const auto configuration = parse_configuration(row.text, "duban.toml");
  REQUIRE_FALSE(configuration.has_value());
  CHECK(configuration.error().subject == row.place);
  CHECK_THAT(configuration.error().detail, Catch::Contains(row.detail));
}

TEST_CASE("Settings that are not there are named", "[files]") {
  const auto missing = read_configuration("/nowhere/duban.toml").error();
  CHECK(missing.problem == Problem::not_found);
  CHECK(missing.subject == "/nowhere/duban.toml");
}
