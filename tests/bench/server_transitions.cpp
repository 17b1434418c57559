#include "bench/benches.hpp"
#include "bench/office.hpp"
#include "bench/pgbench.hpp"
#include "engine/data/canonical.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <span>
#include <thread>

namespace duban::bench {

namespace {

constexpr int most_callers = 64;
constexpr int families_each = 100;  ///< that each caller has to itself, and each client of pgbench
constexpr int rounds = 3;
constexpr std::chrono::seconds turn{2};

/// pgbench takes every colon before a letter or digit for a variable.
std::string literal(std::string text) {
  std::ranges::replace(text, ':', '.');
  return "$text$" + text + "$text$";
}

/// What the product writes for one urging, by one hand-written statement, and what it reads before:
/// the family.  `first` is the first family that pgbench has to itself.
std::string script(std::int64_t first, const std::string& facts, const std::string& body) {
  return "\\set root (" + std::to_string(first) + " + random(0, " +
         std::to_string(families_each - 1) + ") * " + std::to_string(most_callers) +
         R"( + :client_id) * 1000
\set part :root + 1
\set end :root + 1000
SELECT c.id, c.congress, c.workflow, c.workflow_edition, c.state, c.version, c.family_version,
       c.facts, c.opened_on, c.last_event_at, c.last_hash, c.regulation, k.*
  FROM cases c LEFT JOIN clocks k ON k.case_id = c.id
 WHERE c.id >= :root AND c.id < :end ORDER BY c.id, k.kind, k.number;
WITH read AS (SELECT id, version, last_hash FROM cases WHERE id = :part),
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

/// A caller urges one of its own families at random, over and over.
std::function<void()> urging(Office& office, const std::vector<CaseId>& roots, int caller) {
  auto by = std::shared_ptr<Register>{office.another()};
  auto random = std::make_shared<std::minstd_rand>(static_cast<unsigned>(caller) + 1);
  return [by, random, caller, &roots] {
    const auto nth = (*random)() % families_each;
    Office::fire(*by, assignment_of(roots[nth * most_callers + static_cast<unsigned>(caller)]),
                 "urge");
  };
}

void add_figures(int callers, const Calls& ours, const Calls& theirs, std::vector<Figure>& all) {
  const auto what = "PostgreSQL, " + std::to_string(callers) + " callers";
  all.push_back({"callers", what, "1/s", ours.per_second / rounds, theirs.per_second / rounds});
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, {"p99", 0.99}})
    all.push_back({"callers", what + ", " + name, "ms", quantile(ours.milliseconds, part),
                   quantile(theirs.milliseconds, part)});
}

}  // namespace

std::vector<Figure> server_transitions() {
  const char* url = std::getenv("DUBAN_BENCH_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  if (!url) return {};
  Office office{url, 4};
  const auto roots = open_families(office);
  const auto unit = assignment_of(roots.front());
  Office::fire(office.open_register, unit, "urge");
  const auto body = office.store.events(unit, 0, 100).back().body;
  const auto facts = canonical(office.store.load(unit)->find(unit)->facts);
  const auto first = roots[most_callers * families_each].stored() / CaseId::family_size;
  const auto yardstick = script(first, facts, body);
  std::vector<Figure> figures;
  office.tidy();
  for (int callers = 1; callers <= most_callers; callers *= 2) {
    Calls ours, theirs;
    for (int round = 0; round < rounds; ++round) {
      ours +=
          call_together(callers, turn, [&](int caller) { return urging(office, roots, caller); });
      theirs += pgbench(url, yardstick, callers, turn);
    }
    add_figures(callers, ours, theirs, figures);
  }
  return figures;
}

}  // namespace duban::bench
