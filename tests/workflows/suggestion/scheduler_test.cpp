// The scheduler over many families at once.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};

void forge(const Office& office, const std::string& statement) {
  office.connect()->session() << statement;
}

}  // namespace

TEST_CASE("Every event of a batch is raised in the turn that claimed it") {
  // Found by review: only the last family's events of a batch were raised, the others claimed anew.
  Office office{"2025-03-14"};
  constexpr std::size_t families = 12;
  for (std::size_t i = 0; i < families; ++i) (void)office.assigned({{"甲局", "sole"}});
  const auto fired = office.down_until("2025-03-24");
  CHECK(fired.events == families);
  CHECK(fired.clocks == 2 * families);  // the objection and the signature of each
  CHECK(office.verify() == "");
}

TEST_CASE("A damaged case loses neither reminder nor event, and stops nobody else") {
  // Found by review: the event of a damaged case was taken for refused, and never raised again.
  const auto* damage = GENERATE("facts = replace(facts, '\"sole\"', '\"nobody\"')", "facts = '{'");
  Office office{"2025-03-14"};
  const auto damaged = office.assigned(sole), sound = office.assigned(sole);
  const auto facts = office.facts(part(damaged, 1));
  const auto id = std::to_string(part(damaged, 1).stored());
  forge(office, "UPDATE cases SET " + std::string{damage} + " WHERE id = " + id);
  const auto fired = office.down_until("2025-03-24");
  CHECK(fired.postponed == std::set{damaged});
  CHECK(office.state(part(sound, 1)) == "handling");

  forge(office, "UPDATE cases SET facts = '" + serialize(facts) + "' WHERE id = " + id);
  office.live_until("2025-03-25");
  CHECK(office.state(part(damaged, 1)) == "handling");
  CHECK(office.verify() == "");
}

TEST_CASE("A case whose next event the register cannot take waits, and stops nobody") {
  // Found by review: the whole batch was given up, and with it the scheduler.
  Office office{"2025-03-14"};
  const auto damaged = office.assigned(sole), sound = office.assigned(sole);
  const auto id = std::to_string(part(damaged, 1).stored());
  forge(office,
        "INSERT INTO events SELECT case_id, seq + 1, event, occurred_on, recorded_at, recorded_by,"
        " from_state, to_state, body, hash FROM events WHERE case_id = " +
            id + " ORDER BY seq DESC LIMIT 1");
  const auto fired = office.down_until("2025-03-24");
  CHECK(fired.postponed == std::set{damaged});
  CHECK(office.state(part(sound, 1)) == "handling");
  CHECK(office.state(part(damaged, 1)) != "handling");
}

TEST_CASE("A clock that belongs to no case stops nobody") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  forge(office,
        "INSERT INTO clocks SELECT 99001, kind, number, generation, limit_name, rule, anchor,"
        " nominal, due, provisional, regulation, calendar, reminded_through, raised_through, 1,"
        " ended_on, computed, congress FROM clocks WHERE kind = 'reply'");
  office.live_until("2025-03-24");
  CHECK(office.state(part(id, 1)) == "handling");
  CHECK(office.verify().find("99.1 has clocks only") != std::string::npos);
}

TEST_CASE("A case of a congress that is not there waits, and stops nobody") {
  // Found by review: the scheduler never came to an end.
  Office office{"2025-03-14"};
  const auto lost = office.assigned(sole), sound = office.assigned(sole);
  forge(office, "UPDATE cases SET congress = '999999' WHERE id < 2000");
  const auto fired = office.down_until("2025-03-24");
  CHECK(fired.postponed == std::set{lost});
  CHECK(office.state(part(sound, 1)) == "handling");
  forge(office, "UPDATE cases SET congress = '340100'");
  CHECK(office.verify() == "");  // it waits still
  office.live_until("2025-03-25");
  CHECK(office.state(part(lost, 1)) == "handling");
}

TEST_CASE("A limit that ran out before a late hand-over still ends in acceptance") {
  Office office{"2025-03-14", "cn",
                [](RegulationText& p) { p.limits["objection"].anchor = "government_hand_over"; }};
  const auto id = office.registered();
  office.fire(id, "pass_to_government", R"({"office":"市政府办公室"})");
  office.live_until("2025-03-25");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  CHECK(office.due(part(id, 1), "objection") == "2025-03-21");
  office.live_until("2025-03-26");
  CHECK(office.state(id) == "in_handling");
  CHECK(office.verify() == "");
}

TEST_CASE("An altered regulation of one congress stops no other") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  forge(office,
        "INSERT INTO editions SELECT 'lost', kind, name, body FROM editions"
        " WHERE kind = 'regulation'");
  forge(office, "UPDATE congresses SET regulation = 'lost'");
  office.open_register().rulebook().forget_congresses();
  const auto fired = office.down_until("2025-03-24");
  CHECK(fired.postponed == std::set{id});
  CHECK(office.state(part(id, 1)) == "handed");
}

}  // namespace duban::test
