// 涉密: only numbers, units and dates are kept, and the item still goes its whole way.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
constexpr auto signing = R"({"name":"李联络","telephone":"1"})";

}  // namespace

TEST_CASE("A state secret is taken without a word") {
  Office office{"2025-03-14"};
  const auto refused = [&](const std::string& more) {
    return office.refusal_to_submit(R"({"state_secret":true,)" + more + "}");
  };
  CHECK(refused(R"("title":"题")") == "bad_input:title");
  CHECK(refused(R"("lead_deputy":"张代表")") == "bad_input:lead_deputy");
  CHECK(refused(R"("co_signers":["李代表"])") == "bad_input:co_signers");
  CHECK(refused(R"("category":"国防")") == "bad_input:category");
  const auto id = office.submitted(R"({"state_secret":true,"session":"17-3"})");
  CHECK(office.refusal(id, "amend", R"({"category":"国防"})") == "bad_input:category");
  office.fire(id, "register");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(id, 1), "sign", signing);
  CHECK(office.refusal(part(id, 1), "reply",
                       R"({"number":"1","reply_class":"A","signatory":"局长","text":"…",
                           "contact_person":"李联络"})") == "bad_input:text");
  CHECK(office.refusal(part(id, 1), "record_contact",
                       R"({"way":"visit","persons":"","summary":"到现场察看"})") ==
        "bad_input:summary");
  office.fire(part(id, 1), "record_contact", R"({"way":"visit","persons":"","summary":""})");
  CHECK(office.refusal(id, "correct", R"({"reason":"误录"})") == "bad_input:reason");
  Command spoken;
  spoken.id = part(id, 1);
  spoken.event = "urge";
  spoken.actor = anybody();
  spoken.act_of = "某部队";
  CHECK(office.open_register().fire(spoken).error().subject == "act_of");
  office.fire(part(id, 1), "reply",
              R"({"number":"1","reply_class":"B","signatory":"局长","contact_person":"李联络",
                  "commitments":[{"due":"2025-12-31"}]})");
  CHECK(office.state(id) == "answered");
  CHECK(office.verify() == "");
}

TEST_CASE("A state secret returns to a unit that had it without a word") {
  Office office{"2025-03-14"};
  const auto id = office.submitted(R"({"state_secret":true,"session":"17-3"})");
  office.fire(id, "register");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(id, 1), "object", R"({"reason":"","approved_by":"局长"})");
  office.fire(part(id, 1), "uphold_objection", R"({"reason":""})");
  office.fire(id, "reassign", R"({"units":[{"unit":"甲局","role":"sole"}]})");
  CHECK(office.state(id) == "assigned");
}

}  // namespace duban::test
