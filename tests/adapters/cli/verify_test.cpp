// What `verify` finds when somebody has changed the register behind its back.

#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/sql/database.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::command_line {

namespace {

void forge(const Office& office, const std::string& statement) {
  auto database = sql::Database::open(office.database());
  REQUIRE(database.has_value());
  (*database)->session() << statement;
}

}  // namespace

TEST_CASE("verify finds what was changed behind the register's back", "[cli][sqlite]") {
  const auto* statement = GENERATE(
      "UPDATE cases SET state = 'closed' WHERE id = 1000",
      "DELETE FROM editions WHERE kind = 'regulation'", "UPDATE editions SET body = body || ' '",
      "DELETE FROM cases WHERE id = 1000", "DELETE FROM cases",
      "UPDATE cases SET title = '另一件' WHERE id = 1000",
      "UPDATE cases SET number = '17-3-999' WHERE id = 1000",
      "UPDATE cases SET unit = '水利局' WHERE id = 1001",
      "UPDATE cases SET confidential = 1 WHERE id = 1000",
      "UPDATE cases SET last_event_at = 1 WHERE id = 1001",
      "UPDATE events SET occurred_on = '2025-01-09' WHERE seq = 2",
      "UPDATE events SET recorded_by = '别人' WHERE seq = 2",
      "UPDATE events SET body = replace(body, '张三', '李四')",
      "DELETE FROM events WHERE case_id = 1000 AND seq = 2",
      "UPDATE clocks SET due = '2026-01-01' WHERE kind = 'reply'",
      "UPDATE clocks SET next_at = NULL WHERE kind = 'reply'",
      "DELETE FROM clocks WHERE kind = 'reply'", "DELETE FROM reminders WHERE kind = 'objection'",
      "UPDATE reminders SET day = '2025-01-11'",
      "UPDATE cases SET congress = '340200' WHERE id = 1000",
      "UPDATE cases SET congress = '340200' WHERE id = 1001",
      "UPDATE cases SET workflow = 'report' WHERE id = 1000",
      "UPDATE cases SET facts = '{' WHERE id = 1000",
      "UPDATE cases SET opened_on = 'long ago' WHERE id = 1001",
      "UPDATE editions SET body = '{}' WHERE kind = 'workflow'",
      "INSERT INTO clocks SELECT 99001, kind, number, generation, limit_name, rule, anchor, "
      "nominal,"
      " due, provisional, regulation, calendar, reminded_through, raised_through, next_at, "
      "ended_on,"
      " computed, congress"
      " FROM clocks WHERE kind = 'reply'",
      "UPDATE clocks SET rule = '9 months' WHERE kind = 'reply'",
      "UPDATE reminders SET notice = '', merged = 1",
      "UPDATE outbox SET recipient = 'unit:水利局:contact'",
      "UPDATE reminders SET recipient = recipient || ' '",
      "DELETE FROM outbox WHERE key LIKE 'n:%'", "DELETE FROM outbox WHERE key LIKE 'r:%'",
      "UPDATE outbox SET body = replace(body, 'objection', 'reply')",
      "UPDATE outbox SET about = 1001 WHERE key LIKE 'r:%'",
      "INSERT INTO outbox (key, congress, about, recipient, text, body, created_at, status)"
      " VALUES ('n:1:9:forged:0', '340100', 1000, 'unit:交通局:contact', 'forged', '{}', 0,"
      " 'pending')",
      "INSERT INTO reminders SELECT case_id, kind, number, generation, '-9d',"
      " recipient, day, merged, notice, raised_at FROM reminders LIMIT 1");
  const Office office;
  office.open();
  office.hand_over();
  office.done({"--now", "2025-02-20", "remind", "run", "--once"});
  REQUIRE(office.done({"verify"}).code == 0);
  CAPTURE(statement);
  forge(office, statement);
  CHECK(office({"verify"}).code == 1);
}

TEST_CASE("One damaged case hides none of the others", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  for (const auto* title : {"修路", "修桥"})
    office.done({"case", "open", "submit", "--data",
                 std::string{R"({"text":"…","lead_deputy":"张三","session":"17-3","title":")"} +
                     title + "\"}"});
  forge(office, "UPDATE cases SET facts = '{' WHERE id = 1000");
  forge(office, "UPDATE cases SET state = 'closed' WHERE id = 3000");
  const auto answer = office({"verify"});
  CHECK(answer.code == 1);
  CHECK(answer.says("核对了 "));
  CHECK(answer.says("不符：事项 1："));
  CHECK(answer.says("不符：事项 3："));
  CHECK_FALSE(answer.says("不符：事项 2："));
}

TEST_CASE("An altered edition is corruption, not another decision", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  forge(office, "UPDATE editions SET body = body || ' ' WHERE kind = 'regulation'");
  const auto answer = office({"verify"});
  CHECK(answer.code == 1);
  CHECK(answer.says("不符：事项 1"));
  CHECK_FALSE(answer.says("裁定不同"));
}

TEST_CASE("verify moves a simulated clock once, however many judge", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  CHECK(office.done({"--now", "2025-06-20", "verify"}).code == 0);
}

}  // namespace duban::command_line
