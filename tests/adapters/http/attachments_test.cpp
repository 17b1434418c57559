// Files of cases over HTTP: taken by an event, read again by whoever may.

#include "adapters/files/archive.hpp"
#include "adapters/http/papers_fixture.hpp"
#include "engine/data/base64.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::http {

namespace json = boost::json;

TEST_CASE("A file comes part by part, an event takes it, and whoever sees the case reads it",
          "[http][sql]") {
  Papers office{EACH_DATABASE};
  hand_over(office);
  const auto contact = office.as("contact");
  const auto content = test::pdf_of(3 * row_size + 100);
  const auto begun = begin(contact, "答复函（盖章）.pdf", content.size());
  REQUIRE(begun.status == 201);
  const auto id = begun.json().at("id").as_int64();
  CHECK(begun.headers.at("location") == uploads_path + "/" + std::to_string(id));
  CHECK(begun.json().at("part_bytes") == row_bytes);
  CHECK(send(contact, id, 0, content.substr(0, row_size)).status == 200);
  const auto gap = send(contact, id, 2 * row_size, content.substr(2 * row_size));
  CHECK(gap.status == 409);
  CHECK(gap.headers.at("upload-offset") == std::to_string(row_size));
  CHECK(send(contact, id, row_size, content.substr(row_size, 1000)).status == 422);
  CHECK(send(contact, id, 0, content.substr(0, row_size)).json().at("received") == row_bytes);
  CHECK(contact.get(uploads_path + "/" + std::to_string(id)).json().at("whole") == false);
  CHECK(attach(contact, "1.1", id).status == 422);
  const auto whole = send(contact, id, row_size, content.substr(row_size));
  REQUIRE(whole.status == 200);
  CHECK(whole.json().at("whole") == true);
  CHECK(whole.json().at("type") == "application/pdf");
  CHECK(whole.json().at("sha256") == json::value(sha256(content)));

  REQUIRE(attach(contact, "1.1", id).status == 200);
  CHECK(contact.get(uploads_path + "/" + std::to_string(id)).status == 404);
  CHECK(attach(contact, "1.1", id).status == 422);
  CHECK(contact.ask("DELETE", uploads_path + "/" + std::to_string(id)).status == 404);
  const auto officer = office.as("officer");
  CHECK(names_in(officer.get("/api/v1/cases/1/attachments")) ==
        std::vector<std::string>{"答复函（盖章）.pdf"});
  const auto got = officer.get(path_of("1.1", id));
  CHECK(got.status == 200);
  CHECK(got.body == content);
  CHECK(got.headers.at("content-type") == "application/pdf");
  CHECK(got.headers.at("x-content-type-options") == "nosniff");
  CHECK_THAT(got.headers.at("content-security-policy"), Catch::StartsWith("sandbox"));
  CHECK_THAT(got.headers.at("content-disposition"), Catch::StartsWith("attachment; filename=\""));
  CHECK_THAT(got.headers.at("content-disposition"),
             Catch::Contains("filename*=UTF-8''%E7%AD%94%E5%A4%8D"));
  const auto history = officer.get("/api/v1/cases/1.1/events").json();
  const auto& last = history.at("items").as_array().back();
  CHECK(last.at("event") == "attach");
  CHECK(last.at("from") == last.at("to"));
  CHECK(last.at("body").at("uses").at("attachments").at(0).at("sha256") ==
        json::value(sha256(content)));
  CHECK(office.faults().empty());
}

TEST_CASE("The event that a paper belongs to takes it", "[http][sql]") {
  Papers office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto scan = sent(officer, "建议原件.pdf", test::pdf_of(500));
  REQUIRE(submit(officer, some_suggestion(), {scan}).status == 201);
  CHECK(names_in(officer.get("/api/v1/cases/1/attachments")).size() == 1);
  CHECK(submit(officer, some_suggestion(), {scan}).status == 422);
  CHECK(officer.get("/api/v1/cases/2").status == 404);
  const auto note = sent(officer, "登记表.pdf", test::pdf_of(500, 2));
  // An event that is refused takes nothing.
  CHECK(fire(officer, "1", "close", {{"attachments", json::array{note}}}).status == 409);
  CHECK(officer.get(uploads_path + "/" + std::to_string(note)).status == 200);
  const json::object body{{"attachments", json::array{note}}};
  const auto seen = officer.get("/api/v1/cases/1").headers.at("etag");
  const Headers keyed{{"If-Match", seen}, {"Idempotency-Key", "k1"}};
  for (const bool is_repeated : {false, true}) {
    const auto told =
        officer.ask("POST", "/api/v1/cases/1/events/register", keyed, json::serialize(body));
    CHECK(told.status == 200);
    CHECK(told.headers.contains("idempotency-replayed") == is_repeated);
  }
  CHECK(officer.get(path_of("1", note)).body == test::pdf_of(500, 2));
  CHECK(office.faults().empty());
}

TEST_CASE("A file is read from where the reader wants", "[http][sql]") {
  Papers office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto content = test::pdf_of(2 * row_size + 500);
  const auto id = sent(officer, "卷.pdf", content);
  REQUIRE(submit(officer, some_suggestion(), {id}).status == 201);
  const auto path = path_of("1", id);
  const auto etag = officer.get(path).headers.at("etag");
  CHECK(etag == "\"" + sha256(content) + "\"");
  const auto part = officer.get(path, {{"Range", "bytes=786400-1572900"}});
  CHECK(part.status == 206);
  CHECK(part.body == content.substr(786400, 1572900 - 786400 + 1));
  CHECK(part.headers.at("content-range") == "bytes 786400-1572900/1573364");
  CHECK(officer.get(path, {{"Range", "bytes=-500"}}).body == content.substr(2 * row_size));
  const auto same = officer.get(path, {{"Range", "bytes=0-9"}, {"If-Range", etag}});
  CHECK(same.status == 206);
  CHECK(same.body == content.substr(0, 10));
  const auto other = officer.get(path, {{"Range", "bytes=0-9"}, {"If-Range", "\"x\""}});
  CHECK(other.status == 200);
  CHECK(other.body == content);
  const auto beyond = officer.get(path, {{"Range", "bytes=1573364-"}});
  CHECK(beyond.status == 416);
  CHECK(beyond.headers.at("content-range") == "bytes */1573364");
  const auto head = officer.ask("HEAD", path);
  CHECK(head.status == 200);
  CHECK(head.headers.at("content-length") == std::to_string(content.size()));
  CHECK(head.body.empty());
}

TEST_CASE("Files are for those who see their case", "[http][sql]") {
  Papers office{EACH_DATABASE};
  hand_over(office);
  const auto officer = office.as("officer"), contact = office.as("contact");
  const auto letter = sent(contact, "函.pdf", test::pdf_of(500));
  const std::string upload = uploads_path + "/" + std::to_string(letter);
  for (const auto* name : {"officer", "other_contact", "neighbour"}) {
    INFO(name);
    const auto stranger = office.as(name);
    CHECK(stranger.get(upload).status == 404);
    CHECK(send(stranger, letter, 0, "x").status == 404);
    CHECK(stranger.ask("DELETE", upload).status == 404);
    CHECK(attach(stranger, "1.1", letter).status == (std::string{name} == "officer" ? 422 : 404));
  }
  REQUIRE(attach(contact, "1.1", letter).status == 200);
  const auto scan = sent(officer, "原件.pdf", test::pdf_of(500, 2));
  REQUIRE(attach(officer, "1", scan).status == 200);
  for (const auto* name : {"other_contact", "neighbour"}) {
    INFO(name);
    const auto stranger = office.as(name);
    for (const auto* id : {"1", "1.1"}) {
      CHECK(stranger.get("/api/v1/cases/" + std::string{id} + "/attachments").status == 404);
      CHECK(stranger.get(path_of(id, letter)).status == 404);
    }
  }
  const auto deputy = office.as("deputy");
  CHECK(names_in(deputy.get("/api/v1/cases/1/attachments")).size() == 2);
  CHECK(deputy.get(path_of("1", scan)).status == 200);
  CHECK(deputy.get(path_of("1", letter)).status == 200);  // the answer to the own suggestion
  CHECK(contact.get(path_of("1", scan)).status == 200);
  CHECK(contact.get(path_of("1.1", scan)).status == 404);
  CHECK(officer.get(path_of("1", scan + 100)).status == 404);
  // Whoever only sees a case adds nothing to it.
  const auto own = sent(contact, "自.pdf", test::pdf_of(500, 3));
  CHECK(attach(contact, "1", own).status == 403);
}

TEST_CASE("A protected name shows neither in names of files nor to units", "[http][sql]") {
  Papers office{EACH_DATABASE};
  auto suggestion = some_suggestion();
  suggestion["confidential"] = true;
  hand_over(office, suggestion);
  const auto officer = office.as("officer"), contact = office.as("contact");
  const auto scan = sent(officer, "张三代表手稿.pdf", test::pdf_of(500));
  REQUIRE(attach(officer, "1", scan).status == 200);
  const auto letter = sent(contact, "致张三的函.pdf", test::pdf_of(500, 2));
  REQUIRE(attach(contact, "1.1", letter).status == 200);
  CHECK(contact.get(path_of("1", scan)).status == 404);
  CHECK(names_in(contact.get("/api/v1/cases/1/attachments")) ==
        std::vector<std::string>{"致（保密）的函.pdf"});
  CHECK(names_in(officer.get("/api/v1/cases/1/attachments")).size() == 2);
  const auto got = contact.get(path_of("1.1", letter));
  CHECK(got.status == 200);
  CHECK(got.headers.at("content-disposition").find("%E5%BC%A0%E4%B8%89") == std::string::npos);
  CHECK(contact.get("/api/v1/cases/1/events").body.find("张三") == std::string::npos);
  CHECK(office.as("deputy").get(path_of("1", scan)).status == 200);
}

TEST_CASE("Who stands in gets the protected papers that whom they stand in for gets",
          "[http][sql]") {
  Papers office{EACH_DATABASE};
  office.add_user({"aide", "340100", {"deputy"}, "", "王五"}, papers_password);
  auto suggestion = some_suggestion();
  suggestion["confidential"] = true;
  hand_over(office, suggestion);
  const auto scan = sent(office.as("officer"), "张三代表手稿.pdf", test::pdf_of(500));
  REQUIRE(attach(office.as("officer"), "1", scan).status == 200);
  const auto stand_in = [&](const char* principal, const char* delegate) {
    return office.as(principal)
        .ask("POST", "/api/v1/congresses/340100/delegations", {},
             json::serialize(json::object{{"delegate", delegate}, {"through", "2025-03-20"}}))
        .status;
  };
  REQUIRE(stand_in("contact", "aide") == 201);
  CHECK(office.as("aide").get("/api/v1/cases/1").status == 200);
  CHECK(office.as("aide").get(path_of("1", scan)).status == 404);
  REQUIRE(stand_in("officer", "other_contact") == 201);
  CHECK(office.as("other_contact").get(path_of("1", scan)).status == 200);
}

TEST_CASE("Of a state secret no file is taken", "[http][sql]") {
  Papers office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto id = sent(officer, "件.pdf", test::pdf_of(500));
  const auto refused = submit(officer, {{"state_secret", true}}, {id});
  CHECK(refused.status == 422);
  CHECK(refused.json().at("errors").at(0).at("path") == "attachments");
  REQUIRE(submit(officer, {{"state_secret", true}}).status == 201);
  const auto opened = officer.get("/api/v1/cases").json().at("items").at(0).at("id");
  const std::string secret{std::string_view{opened.as_string()}};
  CHECK(attach(officer, secret, id).status == 422);
  CHECK(officer.ask("DELETE", uploads_path + "/" + std::to_string(id)).status == 204);
}

TEST_CASE("A file in the register that was tampered with is found", "[http][sql]") {
  Papers office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto id = sent(officer, "件.pdf", test::pdf_of(2 * row_size));
  REQUIRE(submit(officer, some_suggestion(), {id}).status == 201);
  REQUIRE(office.faults().empty());
  const auto database = office.connect();
  const auto with = [&](const std::string& change, const std::string& undo) {
    database->session() << change;
    const auto faults = office.faults();
    database->session() << undo;
    REQUIRE(office.faults().empty());
    return faults.size() == 1 ? faults.front() : std::string{};
  };
  CHECK_THAT(with("UPDATE attachment_rows SET bytes = 'AAAA' || substr(bytes, 5)"
                  " WHERE begins > 0",
                  "UPDATE attachment_rows SET bytes = (SELECT '" +
                      base64_of(test::pdf_of(2 * row_size).substr(row_size, 3)) +
                      "') || substr(bytes, 5) WHERE begins > 0"),
             Catch::Contains("is not what it was"));
  CHECK_THAT(
      with("UPDATE attachments SET name = 'x.pdf'", "UPDATE attachments SET name = '件.pdf'"),
      Catch::Contains("not registered as its event says"));
  CHECK_THAT(with("UPDATE attachments SET taken_seq = 0", "UPDATE attachments SET taken_seq = 1"),
             Catch::Contains("not registered as its event says"));
  const auto other = sent(officer, "别件.pdf", test::pdf_of(500, 2));
  const auto of_other = " WHERE id = " + std::to_string(other);
  CHECK_THAT(with("UPDATE attachments SET taken_by = 1000, taken_seq = 1" + of_other,
                  "UPDATE attachments SET taken_by = 0, taken_seq = 0" + of_other),
             Catch::Contains("no event has it"));
  // What the register has lost is not passed off as whole.
  database->session() << "DELETE FROM attachment_rows WHERE begins > 0";
  CHECK(office.faults().size() == 1);
  CHECK_THROWS(officer.get(path_of("1", id)));
  database->session() << "DELETE FROM attachments";
  CHECK_THAT(office.faults().at(0), Catch::Contains("is missing"));
}

}  // namespace duban::http
