// The proof of one case over HTTP: what `duban verify --case` says.

#include "adapters/files/archive.hpp"
#include "adapters/http/handling_fixture.hpp"
#include "adapters/http/papers_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::http {

namespace {

struct ProvedOffice : Handling {
  explicit ProvedOffice(sql::Dialect dialect) : Handling{dialect} {
    hand_over(open("关于修路的建议"));
    answer("1");
  }
  /// Past the program.
  void tamper(const std::string& statement) const { connect()->session() << statement; }
  [[nodiscard]] boost::json::object proof(const char* who, const std::string& id = "1") {
    const auto told = as(who).get("/api/v1/cases/" + id + "/proof");
    INFO(told.body);
    REQUIRE(told.status == 200);
    return told.json();
  }
};

}  // namespace

TEST_CASE("An honest case is proved for whoever sees it", "[http][sql][proof]") {
  ProvedOffice office{EACH_DATABASE};
  for (const auto* who : {"officer", "contact", "deputy"}) {
    const auto proof = office.proof(who);
    CHECK(proof.at("case") == "1");
    CHECK(proof.at("events").as_int64() > 6);
    CHECK(proof.at("hashes") == "sound");
    CHECK(proof.at("register") == "agrees");
    CHECK(proof.at("differences").as_array().empty());
    CHECK(proof.at("decided_differently").as_array().empty());
    CHECK(proof.at("at") == "2025-03-14T09:00:00+08:00");
  }
  CHECK(office.proof("contact", "1.1").at("case") == "1");
}

TEST_CASE("A register that was altered differs from its history", "[http][sql][proof]") {
  ProvedOffice office{EACH_DATABASE};
  office.tamper("UPDATE cases SET title = '修别的路' WHERE id = 1000");
  const auto proof = office.proof("officer");
  CHECK(proof.at("hashes") == "sound");
  CHECK(proof.at("register") == "differs");
  CHECK(proof.at("differences").at(0).at("case") == "1");
  CHECK(proof.at("differences").at(0).at("seq").is_null());
  CHECK_FALSE(text_of(proof.at("differences").at(0).at("what")).empty());
}

TEST_CASE("A history that was altered has broken hashes", "[http][sql][proof]") {
  ProvedOffice office{EACH_DATABASE};
  office.tamper(
      "UPDATE events SET hash = 'ff' || substr(hash, 3) WHERE case_id = 1000 AND seq = 2");
  const auto proof = office.proof("officer");
  CHECK(proof.at("hashes") == "broken");
  CHECK(proof.at("register") == "not_compared");
  CHECK(proof.at("differences").at(0).at("seq") == 2);
}

TEST_CASE("Only for whoever sees the whole congress are the files of a case read",
          "[http][sql][proof]") {
  Papers office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto scan = sent(officer, "建议原件.pdf", test::pdf_of(500));
  REQUIRE(submit(officer, some_suggestion(), {scan}).status == 201);
  const auto proof = [&](const char* who) {
    const auto told = office.as(who).get("/api/v1/cases/1/proof");
    INFO(told.body);
    REQUIRE(told.status == 200);
    return told.json();
  };
  CHECK(proof("officer").at("files") == "read");
  const auto database = office.connect();
  database->session() << "UPDATE attachment_rows SET bytes = 'AAAA' || substr(bytes, 5)";
  CHECK(proof("officer").at("register") == "differs");
  const auto of_deputy = proof("deputy");
  CHECK(of_deputy.at("files") == "left_out");
  CHECK(of_deputy.at("register") == "agrees");
  // What the register says of them is compared all the same.
  database->session() << "DELETE FROM attachments";
  CHECK(proof("deputy").at("register") == "differs");
}

TEST_CASE("A case that is not seen is not proved", "[http][sql][proof]") {
  ProvedOffice office{EACH_DATABASE};
  office.open("不给别人看的");
  CHECK(office.as("contact").get("/api/v1/cases/2/proof").status == 404);
  CHECK(office.as("officer").get("/api/v1/cases/9/proof").status == 404);
}

}  // namespace duban::http
