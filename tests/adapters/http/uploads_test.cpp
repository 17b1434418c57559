// Files that are sent part by part, before an event takes them.

#include "adapters/files/archive.hpp"
#include "adapters/http/papers_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace json = boost::json;

TEST_CASE("Whoever has lost the answer finds what they have sent, and nobody else does",
          "[http][sql]") {
  Papers office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto first = begin(officer, "一.pdf", 2 * row_size).json().at("id").as_int64();
  REQUIRE(send(officer, first, 0, test::pdf_of(2 * row_size).substr(0, row_size)).status == 200);
  const auto second = sent(officer, "二.pdf", test::pdf_of(500));
  const auto third = sent(officer, "三.pdf", test::pdf_of(500, 2));
  const auto page = officer.get(uploads_path + "?limit=2").json();
  const auto& unfinished = page.at("items").at(0);
  CHECK(unfinished.at("id") == first);
  CHECK(unfinished.at("size") == 2 * row_bytes);
  CHECK(unfinished.at("received") == row_bytes);
  CHECK(unfinished.at("begun_at") == "2025-03-14T09:00:00+08:00");
  CHECK(unfinished.at("largest_part_bytes") == 5 * row_bytes);
  CHECK(page.at("items").at(1).at("whole") == true);
  CHECK(page.at("next") == second);
  CHECK(names_in(officer.get(uploads_path + "?after=" + std::to_string(second))) ==
        std::vector<std::string>{"三.pdf"});
  REQUIRE(submit(officer, some_suggestion(), {third}).status == 201);
  REQUIRE(officer.ask("DELETE", uploads_path + "/" + std::to_string(first)).status == 204);
  CHECK(names_in(officer.get(uploads_path)) == std::vector<std::string>{"二.pdf"});
  CHECK(names_in(office.as("contact").get(uploads_path)).empty());
}

TEST_CASE("A part is as large as the document says, and no larger", "[http][sqlite]") {
  Papers office;
  const auto officer = office.as("officer");
  const auto content = test::pdf_of(6 * row_size);
  const auto begun = begin(officer, "卷.pdf", content.size()).json();
  const auto id = begun.at("id").as_int64();
  const auto largest = static_cast<std::size_t>(begun.at("largest_part_bytes").as_int64());
  CHECK(send(officer, id, 0, content).status == 413);
  CHECK(send(officer, id, 0, content.substr(0, largest)).status == 200);
  CHECK(send(officer, id, largest, content.substr(largest)).json().at("whole") == true);
}

TEST_CASE("Names and contents that are not taken are refused with the reason", "[http]") {
  Papers office;
  const auto officer = office.as("officer");
  for (const std::string name :
       {"../../../etc/passwd", "..", "a/b.pdf", "a\\b.pdf", "a\tb.pdf", "", "a.exe", "a.html"}) {
    INFO(name);
    const auto told = begin(officer, name, 10);
    CHECK(told.status == 422);
    CHECK(told.json().at("errors").at(0).at("path") == "name");
  }
  const auto begun = begin(officer, "a.pdf", 10).json().at("id").as_int64();
  const auto told = send(officer, begun, 0, "plain text");
  CHECK(told.status == 422);
  CHECK_THAT(told.body, Catch::Contains("text/plain"));
  CHECK(officer.get(uploads_path + "/" + std::to_string(begun)).status == 404);
  CHECK(officer.ask("PATCH", uploads_path + "/1", {{"Upload-Offset", "0"}}, "{}").status == 415);
  CHECK(officer
            .ask("POST", uploads_path, {{"Content-Type", "application/octet-stream"}},
                 R"({"name":"a.pdf","size":1})")
            .status == 415);
}

}  // namespace duban::http
