#include "engine/people/names.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace duban;

TEST_CASE("A handle is what an address can hold", "[engine]") {
  struct Row {
    std::string text, fault;
  };
  std::string longest;
  for (std::size_t i = 0; i < longest_name; ++i) longest += "局";
  // clang-format off
  const auto row = GENERATE_COPY(values<Row>({
    {"交通局",        ""},
    {"17-3",          ""},
    {"a.b",           ""},
    {longest,         ""},
    {longest + "局",  "is longer than 200 characters"},
    {"",              "is blank; write a name"},
    {" \u3000",       "is blank; write a name"},
    {".",             "is no name: in an address a dot leads elsewhere"},
    {"..",            "is no name: in an address a dot leads elsewhere"},
    {"发改委/粮食局", "holds a slash, which divides addresses; leave it out"},
    {"a\\b",          "holds a slash, which divides addresses; leave it out"},
    {"a\nb",          "holds a line end or a tab; it stands on one line"},
    {"a\x1b[2J",      "holds the control character U+001B"},
    {"老 干部局",     ""},
    {"n3 ",           "begins or ends with a blank; leave it out"},
    {"\u3000老干部局", "begins or ends with a blank; leave it out"},
    {"老\u200B干部局", "holds U+200B, which nobody sees; leave it out"},
    {"\u202E局部干老", "holds U+202E, which nobody sees; leave it out"},
    {"\uFEFF老干部局", "holds U+FEFF, which nobody sees; leave it out"},
  }));
  // clang-format on
  CAPTURE(row.text);
  const auto sound = check_handle("code", row.text);
  CHECK((sound ? std::string{} : sound.error().detail) == row.fault);
  if (!sound) CHECK(sound.error().subject == "code");
}

TEST_CASE("A title may hold what a handle may not", "[engine]") {
  CHECK(check_title("name", "发改委/粮食局").has_value());
  CHECK_FALSE(check_title("name", std::string(201, 'x')).has_value());
}

TEST_CASE("Nobody is called like the program", "[engine]") {
  CHECK_FALSE(check_login("name", "system").has_value());
  CHECK(check_login("name", "systemd").has_value());
}
