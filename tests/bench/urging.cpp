#include "bench/urging.hpp"

#include "engine/data/canonical.hpp"

#include <algorithm>
#include <span>
#include <thread>

namespace duban::bench {

namespace {

/// pgbench takes every colon before a letter or digit for a variable.
std::string literal(std::string text) {
  std::ranges::replace(text, ':', '.');
  return "$text$" + text + "$text$";
}

/// The first family that pgbench has to itself.
std::int64_t first_of_pgbench(const std::vector<CaseId>& roots) {
  return roots[most_callers * families_each].stored() / CaseId::family_size;
}

/// What the product writes for one urging, by one statement.
std::string written(const std::string& facts, const std::string& body) {
  return R"(WITH read AS (SELECT id, version, last_hash FROM cases WHERE id = :part),
part AS (UPDATE cases c SET version = read.version + 1, last_event_at = 1741914000000000, facts = )" +
         literal(facts) + R"(, last_hash = encode(sha256(convert_to(read.last_hash || )" +
         literal(body) +
         R"(, 'UTF8')), 'hex')
           FROM read WHERE c.id = read.id AND c.version = read.version
       RETURNING c.id, c.version, c.last_hash),
root AS (UPDATE cases SET family_version = family_version + 1 WHERE id = :root),
event AS (INSERT INTO events (case_id, seq, event, occurred_on, recorded_at, recorded_by, from_state,
                              to_state, body, hash)
          SELECT id, version, 'urge', '2025-03-14', 1741914000000000, 'officer', 'in_handling',
                 'in_handling', )" +
         literal(body) + R"(, last_hash FROM part),
notice AS (INSERT INTO outbox (key, congress, about, recipient, text, body, created_at, status)
           SELECT id || '/' || version, '340100', id, 'unit.contact', 'urged', '{"by" "officer"}',
                  1741914000000000, 'pending' FROM part)
SELECT version FROM part;
)";
}

}  // namespace

/// Families that callers urge, and as many for pgbench after them; their ids follow one another.
std::vector<CaseId> open_families(Office& office) {
  constexpr int openers = 16;
  constexpr std::size_t each = 2 * most_callers * families_each / openers;
  std::vector<CaseId> roots(openers * each);
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < openers; ++i)
    threads.emplace_back([&office, mine = std::span{roots}.subspan(i * each, each)] {
      const auto by = office.another();
      for (auto& root : mine) root = Office::in_handling(*by);
    });
  threads.clear();
  std::ranges::sort(roots);
  return roots;
}

std::string reading_script(const std::vector<CaseId>& roots) {
  return "\\set root (" + std::to_string(first_of_pgbench(roots)) + " + random(0, " +
         std::to_string(families_each - 1) + ") * " + std::to_string(most_callers) +
         R"( + :client_id) * 1000
\set part :root + 1
\set end :root + 1000
SELECT c.id, c.congress, c.workflow, c.workflow_edition, c.state, c.version, c.family_version,
       c.facts, c.opened_on, c.last_event_at, c.last_hash, c.regulation, k.*
  FROM cases c LEFT JOIN clocks k ON k.case_id = c.id
 WHERE c.id >= :root AND c.id < :end ORDER BY c.id, k.kind, k.number;
)";
}

std::string urging_script(Office& office, const std::vector<CaseId>& roots) {
  const auto unit = assignment_of(roots.front());
  Office::fire(office.open_register, unit, "urge");
  const auto body = office.store.events(unit, 0, 100).back().body;
  const auto facts = canonical(office.store.load(unit)->find(unit)->facts);
  return reading_script(roots) + written(facts, body);
}

}  // namespace duban::bench
